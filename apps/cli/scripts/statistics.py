"""Golden values of the statistics of `keepdims evaluate`: what NumPy, scikit-learn and SciPy give for a few rows.

    python3 apps/cli/scripts/statistics.py

writes statistics.json beside this file. Outputs and targets are written as networks have them, an example a column.
"""

import json
import pathlib
import warnings

import numpy as np
import scipy
import sklearn
from scipy.stats import binomtest
from sklearn import metrics as sk
from sklearn.calibration import calibration_curve

warnings.simplefilter("ignore")  # a ratio of nothing is 0, and the area of one class undefined, as scikit-learn warns
rng = np.random.default_rng(6)
RESAMPLES = 60
SEED = 3


def class_metrics(y, p):
    """p is [m] of class 1, or [m, classes]."""
    binary = p.ndim == 1
    predicted = (p > 0.5).astype(int) if binary else p.argmax(1)
    how = {} if binary else {"average": "macro"}
    if binary:
        area = sk.roc_auc_score(y, p) if len(set(y)) == 2 else np.nan
        loss = sk.log_loss(y, p, labels=[0, 1])
    else:
        classes = range(p.shape[1])
        areas = [sk.roc_auc_score(y == k, p[:, k]) if 0 < (y == k).sum() < len(y) else np.nan for k in classes]
        area = np.mean(areas)
        loss = sk.log_loss(y, p, labels=list(classes))
    scores = [score(y, predicted, **how) for score in (sk.precision_score, sk.recall_score, sk.f1_score)]
    return [sk.accuracy_score(y, predicted), *scores, area, loss]


def regression_metrics(y, p):
    r2 = np.nan if np.ptp(y) == 0 else sk.r2_score(y, p)
    return [r2, sk.mean_absolute_error(y, p), np.sqrt(sk.mean_squared_error(y, p))]


def intervals(metrics, y, p):
    """Percentile intervals; the rows of each resample as the library draws them."""
    state = np.random.RandomState(SEED)
    values = []
    for _ in range(RESAMPLES):
        rows = state.randint(0, len(y), len(y))
        values.append(metrics(y[rows], p[rows]))
    values = np.array(values)
    return {
        "low": np.nanquantile(values, 0.025, axis=0).tolist(),
        "high": np.nanquantile(values, 0.975, axis=0).tolist(),
        "defined": np.isfinite(values).sum(0).tolist(),
    }


def binary():
    y = np.array([0, 1, 0, 0, 1, 0, 0, 0, 1, 0])
    p = np.round(np.clip(0.35 + 0.2 * y + 0.3 * rng.standard_normal(10), 0, 1), 1)
    return {
        "output": [p.tolist()], "targets": [y.tolist()], "values": class_metrics(y, p), **intervals(class_metrics, y, p)
    }


def three():
    y = np.array([0, 1, 2, 0, 1, 2, 2, 1, 0, 2, 1, 0])
    scores = rng.dirichlet([1, 1, 1], 12) + 0.5 * np.eye(3)[y]
    p = scores / scores.sum(1, keepdims=True)
    return {
        "output": p.T.tolist(), "targets": np.eye(3)[y].T.tolist(),
        "values": class_metrics(y, p), **intervals(class_metrics, y, p),
    }


def regression():
    y = np.round(100 * rng.random(9), 2)
    p = np.round(y + 20 * rng.standard_normal(9), 2)
    return {
        "predicted": p.tolist(), "real": y.tolist(),
        "values": regression_metrics(y, p), **intervals(regression_metrics, y, p),
    }


def calibrated():
    p = np.round(rng.random(40), 2)
    p[:4] = [0, 0.1, 0.3, 1]  # limits of ranges
    y = (rng.random(40) < p).astype(int)
    observed, mean = calibration_curve(y, p, n_bins=10, strategy="uniform")
    index = np.searchsorted(np.linspace(0, 1, 11)[1:-1], p)
    rows = [int((index == i).sum()) for i in sorted(set(index))]
    events = [int(y[index == i].sum()) for i in sorted(set(index))]
    wilson = [binomtest(k, n).proportion_ci(method="wilson") for k, n in zip(events, rows)]
    return {
        "probabilities": p.tolist(), "events": y.tolist(), "rows": rows,
        "observed": observed.tolist(), "mean": mean.tolist(),
        "low": [float(w.low) for w in wilson], "high": [float(w.high) for w in wilson],
        "expectedError": float(np.sum(np.array(rows) / 40 * np.abs(observed - mean))),
    }


def importance():
    """A linear model of two columns, the second of which became two features."""
    X = np.round(rng.standard_normal((3, 8)), 2)
    w = np.array([2.0, -1.0, 0.5])
    y = np.round(w @ X + 0.1 * rng.standard_normal(8), 2)
    complete = sk.r2_score(y, w @ X)
    drops = []
    for block in ([0], [1, 2]):
        state = np.random.RandomState(SEED)
        drops.append([])
        for _ in range(4):
            shuffled = X.copy()
            shuffled[block] = X[block][:, state.permutation(8)]
            drops[-1].append(complete - sk.r2_score(y, w @ shuffled))
    return {
        "X": X.tolist(), "w": w.tolist(), "y": y.tolist(), "drops": drops,
        "mean": np.mean(drops, 1).tolist(), "standardDeviation": np.std(drops, 1).tolist(),
    }


golden = {
    "versions": {"numpy": np.__version__, "scikit-learn": sklearn.__version__, "scipy": scipy.__version__},
    "resamples": RESAMPLES,
    "seed": SEED,
    "binary": binary(),
    "three": three(),
    "regression": regression(),
    "calibration": calibrated(),
    "importance": importance(),
}
path = pathlib.Path(__file__).with_suffix(".json")
lines = ",\n".join(f"{json.dumps(key)}: {json.dumps(value)}" for key, value in golden.items())
path.write_text(f"{{\n{lines}\n}}\n")
