"""Gradients by PyTorch, in float64 and float32, of one expression an operation: what src/golden.test.ts compares with.

Run from the package's folder: python3 scripts/golden.py. An expression is written once for PyTorch here and once for this package in the
test; the inputs stand in the JSON. The scalar that is differentiated is sum(w * y), where w counts 1, 2, 3, ... through y's elements.
"""

import json
import pathlib

import numpy as np
import torch
import torch.nn.functional as F

torch.use_deterministic_algorithms(True)
inputs = {
    "A": [[0.5, -1.25, 2.0], [1.5, 0.75, -0.5]],
    "B": [[1.0, -0.25, 0.5]],
    "C": [[0.75], [-1.5]],
    "P": [[0.25, 1.5, 2.25], [0.5, 3.0, 1.25]],
    "M": [[1.0, -0.5], [0.25, 2.0], [-1.5, 0.75]],
    "v": [0.5, -1.0, 2.0],
    "T": [[[0.5, -1.0], [2.0, 0.25]], [[1.5, 0.75], [-0.5, 3.0]]],
    "ties": [[1.0, 2.0, 2.0], [0.0, 0.0, -1.0]],
    "Z": [[0.3, -2.0, 1.1], [1.7, 0.2, -0.4], [-0.6, 0.9, 2.5]],
}
cases = {
    "add": (lambda A, C: A + C, "A C"),
    "subtract": (lambda B, A: B - A, "B A"),
    "multiply": (lambda A, B: A * B, "A B"),
    "divide": (lambda A, P: A / P, "A P"),
    "power": (lambda P, A: P**A, "P A"),
    "power of zero": (lambda ties: ties**2, "ties"),
    "maximum": (torch.maximum, "A C"),
    "minimum of equals": (lambda ties: torch.minimum(ties, torch.zeros_like(ties)), "ties"),
    "clip": (lambda A: torch.clip(A, -0.5, 1.5), "A"),
    "where": (lambda A, C: torch.where(A > 0, A, C), "A C"),
    "abs": (torch.abs, "ties"),
    "sqrt": (torch.sqrt, "P"),
    "reciprocal": (torch.reciprocal, "P"),
    "exp": (torch.exp, "A"),
    "expm1": (torch.expm1, "A"),
    "log": (torch.log, "P"),
    "log1p": (torch.log1p, "P"),
    "log2": (torch.log2, "P"),
    "sin": (torch.sin, "A"),
    "cos": (torch.cos, "A"),
    "tanh": (torch.tanh, "A"),
    "sum": (lambda A: A.sum(1, keepdim=True), "A"),
    "mean": (lambda T: T.mean((0, 2)), "T"),
    "prod": (lambda A: A.prod(0), "A"),
    "prod with zeros": (lambda ties: ties.prod(1), "ties"),
    "max": (lambda A: A.amax(1), "A"),
    "max of equals": (lambda ties: ties.amax(1), "ties"),
    "min of all": (lambda T: T.amin((0, 1, 2)), "T"),
    "variance": (lambda A: A.var(1, unbiased=False), "A"),
    "variance, unbiased": (lambda A: A.var(1, unbiased=True), "A"),
    "std": (lambda T: T.std((0, 1), unbiased=False), "T"),
    "norm": (lambda A: A.norm(dim=0), "A"),
    "norm of zero": (lambda ties: (ties * 0).norm(), "ties"),
    "cumsum": (lambda A: A.cumsum(1), "A"),
    "matmul": (lambda A, M: A @ M, "A M"),
    "matmul, batched": (lambda T, A: T @ A[:, :2], "T A"),
    "dot": (lambda v, w: v @ w, "v v"),
    "dot of matrix and vector": (lambda A, v: A @ v, "A v"),
    "outer": (lambda v, B: torch.outer(v, B[0]), "v B"),
    "trace": (torch.trace, "A"),
    "transpose": (lambda T: T.permute(2, 0, 1), "T"),
    "broadcastTo": (lambda C: C.expand(4, 2, 3), "C"),
    "concatenate": (lambda A, C: torch.cat([A, C], 1), "A C"),
    "stack": (lambda B, v: torch.stack([B[0], v], 1), "B v"),
    "tile": (lambda C: C.tile((2, 3)), "C"),
    "repeat": (lambda A: A.repeat_interleave(2, 1), "A"),
    "slice": (lambda T: T[:, 1, :1], "T"),
    "take": (lambda A: A[:, [2, 0, 2]], "A"),
    "sigmoid": (torch.sigmoid, "A"),
    "relu": (F.relu, "ties"),
    "leakyRelu": (lambda ties: F.leaky_relu(ties, 0.01), "ties"),
    "elu": (F.elu, "A"),
    "selu": (F.selu, "A"),
    "softplus": (F.softplus, "A"),
    "gelu": (F.gelu, "A"),
    "silu": (F.silu, "A"),
    "softmax": (lambda Z: F.softmax(Z, 0), "Z"),
    "binaryCrossEntropy.fromLogits": (
        lambda A: F.binary_cross_entropy_with_logits(A, (A > 0.6).to(A.dtype), reduction="sum") / 3, "A"),
    "categoricalCrossEntropy.fromLogits": (lambda Z: F.cross_entropy(Z.T, torch.tensor([0, 1, 2])), "Z"),
    "a network": (
        lambda M, C, A, P: F.binary_cross_entropy(
            torch.sigmoid(torch.tanh(M @ A + C[:1]).sum(0, keepdim=True)), torch.tensor([[1.0, 0.0, 1.0]], dtype=A.dtype))
        + 0.05 * (M**2).sum() + 0.01 * P.log().sum(), "M C A P"),
}


def gradients(f, names, dtype):
    tensors = [torch.tensor(inputs[name], dtype=dtype, requires_grad=True) for name in names]
    y = f(*tensors)
    weights = torch.arange(1, y.numel() + 1, dtype=dtype).reshape(y.shape)
    (weights * y).sum().backward()
    return {"value": y.tolist(), "gradients": [t.grad.tolist() for t in tensors]}


result = {
    "versions": {"torch": torch.__version__, "numpy": np.__version__},
    "inputs": inputs,
    "cases": {
        name: {
            "inputs": names.split(),
            "float64": gradients(f, names.split(), torch.float64),
            "float32": gradients(f, names.split(), torch.float32)["gradients"],
        }
        for name, (f, names) in cases.items()
    },
}
text = json.dumps(result, separators=(",", ":")).replace('},"', '},\n"')
pathlib.Path(__file__).with_name("golden.json").write_text(text + "\n")
