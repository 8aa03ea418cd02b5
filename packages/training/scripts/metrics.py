"""Golden values of the metrics: what scikit-learn gives for a few dozen predictions.

    python3 packages/training/scripts/metrics.py

writes metrics.json beside this file. Predictions and targets are written as the library takes them, an example a column.
"""

import json
import pathlib
import warnings

import numpy as np
import sklearn
from sklearn import metrics as sk

warnings.simplefilter("ignore")  # a ratio of nothing is 0, as scikit-learn warns
rng = np.random.default_rng(5)


def per_average(y, predicted):
    """Precision, recall and F1 by average."""
    scores = {"precision": sk.precision_score, "recall": sk.recall_score, "f1": sk.f1_score}
    return {
        f"{name}.{average}": float(score(y, predicted, average=average))
        for name, score in scores.items()
        for average in ("macro", "micro", "weighted")
    }


def binary():
    y = rng.integers(0, 2, 14)
    p = np.round(np.clip(0.5 + 0.3 * (2 * y - 1) * rng.random(14) + 0.3 * rng.standard_normal(14), 0.01, 0.99), 1)
    predicted = (p > 0.5).astype(int)
    values = {
        "accuracy": sk.accuracy_score(y, predicted),
        "precision": sk.precision_score(y, predicted),
        "recall": sk.recall_score(y, predicted),
        "f1": sk.f1_score(y, predicted),
        "auc": sk.roc_auc_score(y, p),
        "logLoss": sk.log_loss(y, p),
        "confusionMatrix": sk.confusion_matrix(y, predicted).tolist(),
    }
    return {"predictions": [p.tolist()], "targets": [y.tolist()], "values": values}


def nothing_predicted():
    """No example is predicted to be of class 1, and one is certain and wrong."""
    y = np.array([0, 1, 1, 0])
    p = np.array([0.2, 0.0, 0.4, 0.1])
    predicted = (p > 0.5).astype(int)
    values = {
        "precision": sk.precision_score(y, predicted),
        "recall": sk.recall_score(y, predicted),
        "f1": sk.f1_score(y, predicted),
        "logLoss": sk.log_loss(y, p),
    }
    return {"predictions": [p.tolist()], "targets": [y.tolist()], "values": values}


def classes(count, m, left_out=None):
    """One class an example; `left_out` is a class that neither occurs nor is predicted."""
    labels = [k for k in range(count) if k != left_out]
    y = rng.choice(labels, m)
    y[: len(labels)] = labels
    scores = rng.random((count, m)) + 0.3 * (np.arange(count)[:, None] == y)
    if left_out is not None:
        scores[left_out] = 0.01
    p = np.round(scores / scores.sum(axis=0), 3)
    p[-1] = np.round(1 - p[:-1].sum(axis=0), 3)
    predicted = p.argmax(axis=0)
    values = {
        "accuracy": sk.accuracy_score(y, predicted),
        **per_average(y, predicted),
        "logLoss": sk.log_loss(y, p.T, labels=range(count)),
        "confusionMatrix": sk.confusion_matrix(y, predicted, labels=range(count)).tolist(),
    }
    if left_out is None:
        for average in ("macro", "weighted"):
            values[f"auc.{average}"] = sk.roc_auc_score(y, p.T, multi_class="ovr", average=average)
    return {"predictions": p.tolist(), "targets": [y.tolist()], "values": values}


def multi_label():
    y = rng.integers(0, 2, (3, 12))
    p = np.round(np.clip(0.35 + 0.3 * y + 0.25 * rng.standard_normal(y.shape), 0.01, 0.99), 1)
    predicted = (p > 0.5).astype(int)
    values = {
        "accuracy": sk.accuracy_score(y.T, predicted.T),
        **per_average(y.T, predicted.T),
        "logLoss": float(np.mean([sk.log_loss(y[i], p[i]) for i in range(3)])),
    }
    for average in ("macro", "weighted"):
        values[f"auc.{average}"] = sk.roc_auc_score(y.T, p.T, average=average)
    return {"predictions": p.tolist(), "targets": y.tolist(), "values": values, "multiLabel": True}


def regression():
    y = np.round(rng.normal(3, 2, (2, 9)), 2)
    p = np.round(y + rng.normal(0, 1, y.shape), 2)
    values = {
        "rSquared": sk.r2_score(y.T, p.T),
        "meanAbsoluteError": sk.mean_absolute_error(y.T, p.T),
        "rootMeanSquaredError": float(np.sqrt(sk.mean_squared_error(y.T, p.T))),
    }
    return {"predictions": p.tolist(), "targets": y.tolist(), "values": values}


cases = {
    "binary": binary(),
    "nothing predicted": nothing_predicted(),
    "three classes": classes(3, 16),
    "a class left out": classes(4, 12, left_out=2),
    "multi-label": multi_label(),
    "regression": regression(),
}
out = {"scikit-learn": sklearn.__version__, "numpy": np.__version__, "cases": cases}
text = json.dumps(out, indent=1)
pathlib.Path(__file__).with_suffix(".json").write_text(text + "\n")
