"""Write golden.json: the course's exercises as their NumPy code computes them. Run by hand after a change; the tests only read the JSON.

    python3 golden.py

The flower needs no data. The image networks are trained on images and labels drawn by RandomState, as many and as large as the course's,
so that their costs can be compared without its pictures.
"""
import json
import pathlib

import numpy as np


def sigmoid(z):
    return 1 / (1 + np.exp(-z))


def cost_of(A, Y):
    m = Y.shape[1]
    return float(np.squeeze(-(np.dot(Y, np.log(A).T) + np.dot(1 - Y, np.log(1 - A).T)) / m))


def rounded(cost):
    """Twelve digits: the costs are compared to 1e-9."""
    return float(f"{cost:.12g}")


def flower():
    np.random.seed(1)
    X, Y = np.zeros((400, 2)), np.zeros((400, 1))
    for j in range(2):
        rows = range(200 * j, 200 * (j + 1))
        t = np.linspace(j * 3.12, (j + 1) * 3.12, 200) + np.random.randn(200) * 0.2
        r = 4 * np.sin(4 * t) + np.random.randn(200) * 0.2
        X[rows] = np.c_[r * np.sin(t), r * np.cos(t)]
        Y[rows] = j
    return X.T, Y.T


def flower_network(X, Y, hidden, seed, steps, alpha=1.2):
    """Tanh hidden layer, sigmoid output: every cost, and how many points are right at the end."""
    m = X.shape[1]
    np.random.seed(seed)
    W1, b1 = np.random.randn(hidden, 2) * 0.01, np.zeros((hidden, 1))
    W2, b2 = np.random.randn(1, hidden) * 0.01, np.zeros((1, 1))
    costs = []
    for _ in range(steps):
        A1 = np.tanh(np.dot(W1, X) + b1)
        A2 = sigmoid(np.dot(W2, A1) + b2)
        costs.append(cost_of(A2, Y))
        dZ2 = A2 - Y
        dW2, db2 = np.dot(dZ2, A1.T) / m, np.sum(dZ2, axis=1, keepdims=True) / m
        dZ1 = np.dot(W2.T, dZ2) * (1 - np.power(A1, 2))
        dW1, db1 = np.dot(dZ1, X.T) / m, np.sum(dZ1, axis=1, keepdims=True) / m
        W1, b1, W2, b2 = W1 - alpha * dW1, b1 - alpha * db1, W2 - alpha * dW2, b2 - alpha * db2
    A2 = sigmoid(np.dot(W2, np.tanh(np.dot(W1, X) + b1)) + b2)
    return costs, int(np.sum((A2 > 0.5) == Y))


def images():
    """209 training images with labels, then 50 for testing, all noise."""
    state = np.random.RandomState(0)
    draw = lambda m: (state.randint(0, 256, (m, 64, 64, 3)), state.randint(0, 2, (1, m)))
    return draw(209), draw(50)


def image_network(X, Y, sizes, initial, alpha, steps):
    """ReLU hidden layers, sigmoid output, full-batch gradient descent: every cost, then the parameters."""
    m = X.shape[1]
    np.random.seed(1)
    units = [X.shape[0], *sizes]
    W = [initial(units[l + 1], units[l]) for l in range(len(sizes))]
    b = [np.zeros((n, 1)) for n in sizes]
    costs = []
    for _ in range(steps):
        A, Z = [X], []
        for l in range(len(sizes)):
            Z.append(np.dot(W[l], A[l]) + b[l])
            A.append(sigmoid(Z[l]) if l == len(sizes) - 1 else np.maximum(0, Z[l]))
        costs.append(cost_of(A[-1], Y))
        dZ = A[-1] - Y
        for l in reversed(range(len(sizes))):
            dW, db = np.dot(dZ, A[l].T) / m, np.sum(dZ, axis=1, keepdims=True) / m
            if l > 0:
                dZ = np.dot(W[l].T, dZ) * (Z[l - 1] > 0)
            W[l], b[l] = W[l] - alpha * dW, b[l] - alpha * db
    return costs, (W, b)


def predict(parameters, X):
    A = X
    for l, (W, b) in enumerate(zip(*parameters)):
        Z = np.dot(W, A) + b
        A = sigmoid(Z) if l == len(parameters[0]) - 1 else np.maximum(0, Z)
    return A > 0.5


def every(costs, step):
    return [rounded(cost) for cost in costs[::step]]


golden = {"numpy": np.__version__}
X, Y = flower()
# Inputs moved by one unit in the last place change the costs by more than 1e-9 from step 7,700 (seed 2) or 6,600 (seed 3) on.
for seed, stable in ((2, 7601), (3, 6401)):
    costs, right = flower_network(X, Y, 4, seed, 10000)
    golden[f"flower{seed}"] = {"every": 100, "costs": every(costs[:stable], 100), "right": right}
for seed in (2, 3):
    golden[f"hidden{seed}"] = [
        {"units": n, "right": flower_network(X, Y, n, seed, 5000)[1]} for n in (1, 2, 3, 4, 5, 20, 50)
    ]

(train, train_labels), (test, test_labels) = images()
flat = lambda pixels: pixels.reshape(pixels.shape[0], -1).T / 255
recipes = {
    "logistic": ([1], lambda rows, columns: np.zeros((rows, columns)), 0.005, 401, 100),
    "shallow": ([7, 1], lambda rows, columns: np.random.randn(rows, columns) * 0.01, 0.0075, 201, 50),
    "deep": ([20, 7, 5, 1], lambda rows, columns: np.random.randn(rows, columns) / np.sqrt(columns), 0.0075, 101, 20),
}
golden["images"] = {"sum": int(train.sum()), "ones": int(train_labels.sum())}
for name, (sizes, initial, alpha, steps, step) in recipes.items():
    costs, parameters = image_network(flat(train), train_labels, sizes, initial, alpha, steps)
    golden[name] = {
        "steps": steps,
        "every": step,
        "costs": every(costs, step),
        "first": [rounded(cost) for cost in costs[:5]],
        "trainRight": int(np.sum(predict(parameters, flat(train)) == train_labels)),
        "testRight": int(np.sum(predict(parameters, flat(test)) == test_labels)),
    }
pathlib.Path(__file__).with_suffix(".json").write_text(json.dumps(golden) + "\n")
