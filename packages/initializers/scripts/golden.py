"""Write golden.json: weights as NumPy's own generators draw them, the oracle of src/golden.test.ts.

To run: python3 packages/initializers/scripts/golden.py, then prettier. NumPy is not needed for the tests.
"""

import json
import pathlib

import numpy as np


def he(fan_in):
    return 2 / fan_in


def glorot(fan_out, fan_in):
    return 2 / (fan_in + fan_out)


def orthogonal(normal, gain):
    """As PyTorch's nn.init.orthogonal_: Q of QR, where R's diagonal is made positive."""
    wide = normal.shape[0] < normal.shape[1]
    q, r = np.linalg.qr(normal.T if wide else normal)
    q = q * np.sign(np.diag(r))
    return gain * (q.T if wide else q)


# Name, options, shape, and the weights from rs: a RandomState or a Generator.
cases = [
    ("zeros", {}, [2, 3], lambda rs, s: np.zeros(s)),
    ("constant", {"value": 0.25}, [2, 3], lambda rs, s: np.full(s, 0.25)),
    ("randomNormal", {}, [4, 3], lambda rs, s: rs.standard_normal(s) * 0.01),
    ("randomNormal", {"stddev": 0.3}, [4, 3], lambda rs, s: rs.standard_normal(s) * 0.3),
    ("scaledNormal", {}, [4, 3], lambda rs, s: rs.standard_normal(s) / np.sqrt(s[1])),
    ("lecunNormal", {}, [4, 3], lambda rs, s: rs.standard_normal(s) * np.sqrt(1 / s[1])),
    ("heNormal", {}, [4, 3], lambda rs, s: rs.standard_normal(s) * np.sqrt(he(s[1]))),
    ("glorotNormal", {}, [4, 3], lambda rs, s: rs.standard_normal(s) * np.sqrt(glorot(*s))),
    ("randomUniform", {}, [4, 3], lambda rs, s: rs.uniform(-0.05, 0.05, s)),
    ("randomUniform", {"limit": 0.3}, [4, 3], lambda rs, s: rs.uniform(-0.3, 0.3, s)),
    ("heUniform", {}, [4, 3], lambda rs, s: rs.uniform(-np.sqrt(6 / s[1]), np.sqrt(6 / s[1]), s)),
    ("glorotUniform", {}, [4, 3], lambda rs, s: rs.uniform(-np.sqrt(6 / sum(s)), np.sqrt(6 / sum(s)), s)),
    ("orthogonal", {}, [3, 5], lambda rs, s: orthogonal(rs.standard_normal(s), 1)),
    ("orthogonal", {}, [4, 4], lambda rs, s: orthogonal(rs.standard_normal(s), 1)),
    ("orthogonal", {"gain": 2}, [5, 2], lambda rs, s: orthogonal(rs.standard_normal(s), 2)),
]

golden = {
    "numpy": np.__version__,
    "seed": 5,
    "cases": [
        {
            "name": name, "options": options, "shape": shape,
            "randomState": draw(np.random.RandomState(5), shape).tolist(),
            "generator": draw(np.random.default_rng(5), shape).tolist(),
        }
        for name, options, shape, draw in cases
    ],
}
pathlib.Path(__file__).with_suffix(".json").write_text(json.dumps(golden) + "\n")
