"""Write golden.json: activations and their gradients as PyTorch computes them in float64, the oracle of src/golden.test.ts.

To run: python3 packages/activations/scripts/golden.py, then prettier. PyTorch is not needed for the tests.
"""

import json
import pathlib

import torch
from torch.nn import functional as F

torch.set_default_dtype(torch.float64)

Z = [-30, -7.25, -3, -1.5, -0.75, -0.1, -1e-3, 0, 1e-3, 0.2, 0.75, 1, 2.5, 6, 30]
elementwise = [
    ("identity", {}, lambda z: z * 1),
    ("sigmoid", {}, torch.sigmoid),
    ("tanh", {}, torch.tanh),
    ("relu", {}, F.relu),
    ("leakyRelu", {"negativeSlope": 0.2}, lambda z: F.leaky_relu(z, 0.2)),
    ("elu", {}, F.elu),
    ("elu", {"alpha": 0.5}, lambda z: F.elu(z, 0.5)),
    ("selu", {}, F.selu),
    ("softplus", {}, lambda z: F.softplus(z, threshold=1000)),
    ("gelu", {}, F.gelu),
    ("silu", {}, F.silu),
]
columns = [[1.5, -2, 0.25], [0, 30, 0.5], [-1, 3, 0.75], [2.5, -40, 1]]
upstream = [[1, -1, 0.5], [2, 0.25, -3], [-0.5, 1, 1], [0.75, 2, -1]]


def gradients(f, z, upstream):
    z = torch.tensor(z, dtype=torch.float64, requires_grad=True)
    value = f(z)
    value.backward(torch.tensor(upstream, dtype=torch.float64))
    return {"value": value.tolist(), "gradient": z.grad.tolist()}


golden = {
    "torch": torch.__version__,
    "Z": Z,
    "elementwise": [
        {"name": name, "options": options, **gradients(f, Z, [1.0] * len(Z))} for name, options, f in elementwise
    ],
    "softmax": {"Z": columns, "dA": upstream, **gradients(lambda z: torch.softmax(z, 0), columns, upstream)},
}
pathlib.Path(__file__).with_suffix(".json").write_text(json.dumps(golden) + "\n")
