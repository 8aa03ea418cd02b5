"""Write generators.json: the planar sets as NumPy draws them, the oracle of the generators' tests. Run by hand after a change.

The formulas are those of the course's flower and of scikit-learn's make_moons and make_circles with shuffle=False.
"""
import json
import pathlib

import numpy as np


def flower(m, noise, seed):
    np.random.seed(seed)
    columns = []
    for j, size in enumerate((m // 2, m - m // 2)):
        t = np.linspace(3.12 * j, 3.12 * (j + 1), size) + noise * np.random.randn(size)
        r = 4 * np.sin(4 * t) + noise * np.random.randn(size)
        columns.append(np.stack([r * np.sin(t), r * np.cos(t)]))
    return np.concatenate(columns, axis=1)


def moons(m, noise, seed):
    outer, inner = np.linspace(0, np.pi, m // 2), np.linspace(0, np.pi, m - m // 2)
    upper = np.stack([np.cos(outer), np.sin(outer)])
    lower = np.stack([1 - np.cos(inner), 1 - np.sin(inner) - 0.5])
    return np.concatenate([upper, lower], axis=1) + np.random.RandomState(seed).normal(scale=noise, size=(m, 2)).T


def circles(m, noise, seed, factor):
    outer = np.linspace(0, 2 * np.pi, m // 2, endpoint=False)
    inner = np.linspace(0, 2 * np.pi, m - m // 2, endpoint=False)
    ring = np.stack([np.cos(outer), np.sin(outer)])
    inside = factor * np.stack([np.cos(inner), np.sin(inner)])
    return np.concatenate([ring, inside], axis=1) + np.random.RandomState(seed).normal(scale=noise, size=(m, 2)).T


golden = {
    "numpy": np.__version__,
    "flower": {"m": 400, "noise": 0.2, "seed": 1, "X": flower(400, 0.2, 1).tolist()},
    "flowerOdd": {"m": 7, "noise": 0.1, "seed": 5, "X": flower(7, 0.1, 5).tolist()},
    "moons": {"m": 31, "noise": 0.1, "seed": 1, "X": moons(31, 0.1, 1).tolist()},
    "circles": {"m": 31, "noise": 0.05, "seed": 2, "factor": 0.3, "X": circles(31, 0.05, 2, 0.3).tolist()},
}
pathlib.Path(__file__).with_suffix(".json").write_text(json.dumps(golden) + "\n")
