#!/usr/bin/env python3
"""Write trajectories.json: twenty steps of PyTorch's optimizers in float64, and its schedules' factors; the oracle of the tests.

To run after a change: python3 packages/optimizers/scripts/trajectories.py. The tests read the committed file; Python is not needed for them.

J = sum(c w^2 / 2 + w^4 / 4) over two parameters, W [1, 2] and b [1, 1], so that a norm over all gradients differs from one of each.
"""
import json
import pathlib

import torch

STEPS = 20
CURVATURE = {"W": [[1.0, 10.0]], "b": [[0.1]]}
START = {"W": [[1.0, -0.5]], "b": [[2.0]]}

# Each class with its arguments from options named as ours.
CLASSES = {
    "gradientDescent": lambda p, o: torch.optim.SGD(p, lr=o["learningRate"]),
    "momentum": lambda p, o: torch.optim.SGD(p, lr=o["learningRate"], momentum=o["beta"]),
    "nesterov": lambda p, o: torch.optim.SGD(p, lr=o["learningRate"], momentum=o["beta"], nesterov=True),
    "rmsprop": lambda p, o: torch.optim.RMSprop(
        p, lr=o["learningRate"], alpha=o["beta"], eps=o["epsilon"], momentum=o.get("momentum", 0), centered=o.get("centered", 0) == 1
    ),
    "adagrad": lambda p, o: torch.optim.Adagrad(
        p,
        lr=o["learningRate"],
        lr_decay=o.get("learningRateDecay", 0),
        initial_accumulator_value=o.get("initialAccumulator", 0),
        eps=o["epsilon"],
    ),
    "adam": lambda p, o: torch.optim.Adam(p, lr=o["learningRate"], betas=(o["beta1"], o["beta2"]), eps=o["epsilon"]),
    "adamw": lambda p, o: torch.optim.AdamW(
        p, lr=o["learningRate"], betas=(o["beta1"], o["beta2"]), eps=o["epsilon"], weight_decay=o["weightDecay"]
    ),
}

# Where PyTorch says what its defaults are (SGD has none): by our names of options.
DEFAULTS = {
    "rmsprop": (torch.optim.RMSprop, {"learningRate": "lr", "beta": "alpha", "epsilon": "eps", "momentum": "momentum"}),
    "adagrad": (
        torch.optim.Adagrad,
        {"learningRate": "lr", "learningRateDecay": "lr_decay", "initialAccumulator": "initial_accumulator_value", "epsilon": "eps"},
    ),
    "adam": (torch.optim.Adam, {"learningRate": "lr", "epsilon": "eps"}),
    "adamw": (torch.optim.AdamW, {"learningRate": "lr", "epsilon": "eps", "weightDecay": "weight_decay"}),
}

BASE = {
    "gradientDescent": {"learningRate": 0.05},
    "momentum": {"learningRate": 0.05, "beta": 0.8},
    "nesterov": {"learningRate": 0.05, "beta": 0.8},
    "rmsprop": {"learningRate": 0.05, "beta": 0.9, "epsilon": 1e-6},
    "adagrad": {"learningRate": 0.5, "epsilon": 1e-8},
    "adam": {"learningRate": 0.1, "beta1": 0.8, "beta2": 0.95, "epsilon": 1e-6},
    "adamw": {"learningRate": 0.1, "beta1": 0.8, "beta2": 0.95, "epsilon": 1e-6, "weightDecay": 0.3},
}
OWN = {
    "rmsprop": [{"momentum": 0.7}, {"centered": 1}, {"momentum": 0.7, "centered": 1, "l2": 0.1}],
    "adagrad": [{"learningRateDecay": 0.1}, {"initialAccumulator": 0.5}, {"learningRateDecay": 0.2, "initialAccumulator": 1, "l2": 0.1}],
}
EVERY = [{}, {"l2": 0.2}, {"clipNorm": 2}, {"clipValue": 0.75}, {"l2": 0.1, "clipNorm": 1.5, "clipValue": 1.25}]
FACTORS = [(k % 7) / 4 for k in range(STEPS)]


def run(name, options, factors=None):
    weights = [torch.tensor(START[key], dtype=torch.float64, requires_grad=True) for key in ("W", "b")]
    curvature = [torch.tensor(CURVATURE[key], dtype=torch.float64) for key in ("W", "b")]
    optimizer = CLASSES[name](weights, options)
    # weight_decay is l2, but for AdamW, whose weight_decay is its own: there the gradient gets it by hand.
    if name != "adamw":
        optimizer.param_groups[0]["weight_decay"] = options.get("l2", 0)
    trajectory = []
    for k in range(STEPS):
        optimizer.zero_grad()
        sum((c * w**2 / 2 + w**4 / 4).sum() for c, w in zip(curvature, weights)).backward()
        if "clipValue" in options:
            torch.nn.utils.clip_grad_value_(weights, options["clipValue"])
        if "clipNorm" in options:
            torch.nn.utils.clip_grad_norm_(weights, options["clipNorm"])
        if name == "adamw":
            for w in weights:
                w.grad += options.get("l2", 0) * w.detach()
        if factors is not None:
            optimizer.param_groups[0]["lr"] = options["learningRate"] * factors[k]
        optimizer.step()
        trajectory.append([x for w in weights for x in w.detach().flatten().tolist()])
    case = {"name": name, "options": options, "weights": trajectory}
    return case if factors is None else {**case, "factors": factors}


def factors_of(make, steps):
    optimizer = torch.optim.SGD([torch.zeros(1)], lr=1.0)
    scheduler = make(optimizer)
    found = []
    for _ in range(steps):
        found.append(optimizer.param_groups[0]["lr"])
        optimizer.step()
        scheduler.step()
    return found


lr_scheduler = torch.optim.lr_scheduler
schedules = [
    ("stepDecay", {"every": 3, "factor": 0.5}, lambda o: lr_scheduler.StepLR(o, 3, 0.5), 12),
    ("exponentialDecay", {"rate": 0.9}, lambda o: lr_scheduler.ExponentialLR(o, 0.9), 12),
    ("cosineDecay", {"epochs": 10}, lambda o: lr_scheduler.CosineAnnealingLR(o, 10), 11),
    ("cosineDecay", {"epochs": 8, "floor": 0.25}, lambda o: lr_scheduler.CosineAnnealingLR(o, 8, 0.25), 9),
    ("constant", {}, lambda o: lr_scheduler.ConstantLR(o, 1, 3), 5),
]

cases = [run(name, {**base, **extra}) for name, base in BASE.items() for extra in EVERY + OWN.get(name, [])]
cases += [run(name, base, FACTORS) for name, base in BASE.items()]
defaults = {
    name: {ours: make([torch.zeros(1)]).param_groups[0][theirs] for ours, theirs in names.items()}
    for name, (make, names) in DEFAULTS.items()
}
for name in ("adam", "adamw"):
    beta1, beta2 = DEFAULTS[name][0]([torch.zeros(1)]).param_groups[0]["betas"]
    defaults[name] |= {"beta1": beta1, "beta2": beta2}
golden = {
    "torch": torch.__version__,
    "curvature": CURVATURE,
    "start": START,
    "defaults": defaults,
    "schedules": [
        {"name": name, "options": options, "factors": factors_of(make, steps)} for name, options, make, steps in schedules
    ],
}
# One trajectory a line.
lines = [f"  {json.dumps(key)}: {json.dumps(value)}" for key, value in golden.items()]
lines.append('  "trajectories": [\n' + ",\n".join(f"    {json.dumps(case)}" for case in cases) + "\n  ]")
target = pathlib.Path(__file__).with_name("trajectories.json")
target.write_text("{\n" + ",\n".join(lines) + "\n}\n")
