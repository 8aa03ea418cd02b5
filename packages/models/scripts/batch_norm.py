"""Batch normalisation as PyTorch computes it: writes batch_norm.json beside this file.

Run: python3 packages/models/scripts/batch_norm.py

A network of one hidden layer with batch normalisation, two training steps of plain gradient descent, then inference. All numbers are
float64; examples are columns, as in the tests, and rows within PyTorch.
"""

import json
from pathlib import Path

import numpy
import torch
from torch import nn

torch.set_default_dtype(torch.float64)

UNITS, INPUTS, M, LEARNING_RATE, MOMENTUM, EPSILON = 3, 2, 5, 0.5, 0.8, 1e-3


def rounded(rng, *shape):
    """Few digits, so that the file is small and exact."""
    return torch.from_numpy(rng.normal(size=shape).round(3))


def columns(tensor):
    """A parameter as a matrix: vectors become columns."""
    value = tensor.detach()
    return (value.reshape(-1, 1) if value.ndim == 1 else value).tolist()


def main():
    rng = numpy.random.default_rng(5)
    first, second = nn.Linear(INPUTS, UNITS, bias=False), nn.Linear(UNITS, 1)
    # PyTorch's momentum is what a step takes of the batch.
    norm = nn.BatchNorm1d(UNITS, eps=EPSILON, momentum=1 - MOMENTUM)
    with torch.no_grad():
        first.weight.copy_(rounded(rng, UNITS, INPUTS))
        norm.weight.copy_(rounded(rng, UNITS))
        norm.bias.copy_(rounded(rng, UNITS))
        norm.running_mean.copy_(rounded(rng, UNITS))
        norm.running_var.copy_(rounded(rng, UNITS).abs() + 0.5)
        second.weight.copy_(rounded(rng, 1, UNITS))
        second.bias.copy_(rounded(rng, 1))
    parameters = [first.weight, norm.bias, norm.weight, second.weight, second.bias]

    def state():
        return [
            {
                "W": columns(first.weight),
                "b": columns(norm.bias),
                "gamma": columns(norm.weight),
                "runningMean": columns(norm.running_mean),
                "runningVariance": columns(norm.running_var),
            },
            {"W": columns(second.weight), "b": columns(second.bias)},
        ]

    X, Y = rounded(rng, INPUTS, M) + 3, torch.tensor([[0.0, 1.0, 1.0, 0.0, 1.0]])
    params = state()
    steps = []
    norm.train()
    for _ in range(2):
        examples = X.T.clone().requires_grad_(True)
        output = second(torch.tanh(norm(first(examples))))
        cost = nn.functional.binary_cross_entropy_with_logits(output, Y.T)
        gradients = torch.autograd.grad(cost, [*parameters, examples])
        with torch.no_grad():
            for parameter, gradient in zip(parameters, gradients[:-1], strict=True):
                parameter -= LEARNING_RATE * gradient
        names = ["dW1", "db1", "dGamma1", "dW2", "db2"]
        steps.append(
            {
                "cost": cost.item(),
                "output": torch.sigmoid(output).T.tolist(),
                **{name: columns(gradient) for name, gradient in zip(names, gradients[:-1], strict=True)},
                "dX": gradients[-1].T.tolist(),
                "after": state(),
            }
        )
    norm.eval()
    examples = X.T.clone().requires_grad_(True)
    output = second(torch.tanh(norm(first(examples))))
    cost = nn.functional.binary_cross_entropy_with_logits(output, Y.T)
    gradients = torch.autograd.grad(cost, [norm.weight, examples])
    inference = {
        "cost": cost.item(),
        "output": torch.sigmoid(output).T.tolist(),
        "dGamma1": columns(gradients[0]),
        "dX": gradients[1].T.tolist(),
    }
    golden = {
        "versions": {"torch": torch.__version__, "numpy": numpy.__version__},
        "options": {"momentum": MOMENTUM, "epsilon": EPSILON, "learningRate": LEARNING_RATE},
        "X": X.tolist(),
        "Y": Y.tolist(),
        "params": params,
        "steps": steps,
        "inference": inference,
    }
    path = Path(__file__).with_suffix(".json")
    path.write_text(json.dumps(golden, separators=(",", ":")) + "\n")


if __name__ == "__main__":
    main()
