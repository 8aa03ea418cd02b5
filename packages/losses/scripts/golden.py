"""Write golden.json: losses and their gradients as PyTorch computes them in float64, the oracle of src/golden.test.ts.

To run: python3 packages/losses/scripts/golden.py, then prettier. PyTorch is not needed for the tests. Where PyTorch has examples as rows,
columns are transposed; its sums and means over outputs are made ours: the sum over the outputs, the mean over the m examples.
"""

import json
import pathlib

import torch
from torch.nn import functional as F

torch.set_default_dtype(torch.float64)

m = 4
P = [[0.2, 0.5, 0.1, 0.3], [0.7, 0.25, 0.6, 0.3], [0.1, 0.25, 0.3, 0.4]]
Z = [[0.2, 2.5, -1.5, 30], [-0.7, 1.25, 4, 0.3], [3.1, -2, 0.3, -40]]
targets = {
    "columns": [[0, 1, 0, 0.25], [1, 0, 0, 0.25], [0, 0, 1, 0.5]],
    "signs": [[-1, 1, -1, 1], [1, -1, -1, -1], [-1, 1, 1, 1]],
    "indices": [[1, 0, 2, 2]],
    "real": [[0.5, 4, -1.5, 2.5], [-0.75, 1, 1, 0.5], [3, -3, 2.25, -39.5]],
}


def summed(f):
    return lambda p, y: f(p, y, reduction="sum") / m


def classes(y):
    return y[0].to(torch.int64)


cases = [
    ("binaryCrossEntropy", {}, "plain", "columns", summed(F.binary_cross_entropy)),
    ("binaryCrossEntropy", {}, "fromLogits", "columns", summed(F.binary_cross_entropy_with_logits)),
    ("categoricalCrossEntropy", {}, "plain", "columns", lambda p, y: -(y * torch.log(p)).sum() / m),
    ("categoricalCrossEntropy", {}, "fromLogits", "columns", lambda z, y: F.cross_entropy(z.T, y.T)),
    ("sparseCategoricalCrossEntropy", {}, "plain", "indices", lambda p, y: F.nll_loss(torch.log(p.T), classes(y))),
    ("sparseCategoricalCrossEntropy", {}, "fromLogits", "indices", lambda z, y: F.cross_entropy(z.T, classes(y))),
    ("meanSquaredError", {}, "plain", "real", summed(F.mse_loss)),
    ("halfSquaredError", {}, "plain", "real", lambda p, y: F.mse_loss(p, y, reduction="sum") / (2 * m)),
    ("meanAbsoluteError", {}, "plain", "real", summed(F.l1_loss)),
    ("huber", {}, "plain", "real", summed(F.huber_loss)),
    ("huber", {"delta": 2.5}, "plain", "real", lambda p, y: F.huber_loss(p, y, reduction="sum", delta=2.5) / m),
    ("hinge", {}, "plain", "signs", lambda p, y: F.relu(1 - y * p).sum() / m),
]


def case(name, options, form, kind, f):
    # Probabilities where the loss takes such; else the logits serve as any numbers.
    given = P if form == "plain" and kind in ("columns", "indices") else Z
    outputs = torch.tensor(given, dtype=torch.float64, requires_grad=True)
    cost = f(outputs, torch.tensor(targets[kind], dtype=torch.float64))
    cost.backward()
    return {
        "name": name, "options": options, "form": form, "outputs": "P" if given is P else "Z", "targets": kind,
        "cost": cost.item(), "gradient": outputs.grad.tolist(),
    }


golden = {"torch": torch.__version__, "P": P, "Z": Z, "targets": targets, "cases": [case(*c) for c in cases]}
pathlib.Path(__file__).with_suffix(".json").write_text(json.dumps(golden) + "\n")
