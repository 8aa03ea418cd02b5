"""A peer in Python: does the benchmarks' jobs with NumPy, PyTorch or scikit-learn, one request a line on standard input.

Usage: python3 peer.py numpy|torch|sklearn

README.md describes the requests, the jobs and the numbers that they work on.
"""

import json
import math
import os
import sys
import time
import warnings

import numpy as np

warnings.filterwarnings("ignore")

# Answers go to the real standard output; whatever a library prints goes beside it.
ANSWERS = os.fdopen(os.dup(1), "w")
os.dup2(2, 1)


def numbers(dtype, shape, seed, low, high):
    """The numbers of list `seed` in [low, high); src/data.ts computes the same."""
    size = int(np.prod(shape, dtype=np.int64))
    values = np.empty(size, dtype)
    step = 1 << 22  # in pieces: the intermediates are larger than the result
    with np.errstate(over="ignore"):
        salt = np.uint32((seed + 1) * 0x85EBCA77 & 0xFFFFFFFF)
        for start in range(0, size, step):
            h = np.arange(start, min(start + step, size), dtype=np.uint32)
            h = h * np.uint32(0x9E3779B1) ^ salt
            h = (h ^ h >> np.uint32(15)) * np.uint32(0xC2B2AE3D)
            h = (h ^ h >> np.uint32(13)) * np.uint32(0x27D4EB2F)
            h = h ^ h >> np.uint32(16)
            values[start : start + step] = low + (high - low) * (h / 2.0**32)
    return values.reshape(shape)


def training_data(job):
    """X, Y and the weights of a training job, as src/cases/training/trainingData.ts makes them."""
    dtype, layers, m = job["dtype"], job["layers"], job["examples"]
    outputs = layers[-1]
    u = numbers("float64", (m,), 2, 0, 1)
    Y = np.zeros((outputs, m), dtype)
    if job["output"] == "sigmoid":
        Y[:] = u < 0.4
    else:
        Y[(u * outputs).astype(int), np.arange(m)] = 1
    weights = []
    for l, (inputs, units) in enumerate(zip(layers, layers[1:])):
        bound = math.sqrt(3 / inputs)
        weights.append(numbers(dtype, (units, inputs), 10 + l, -bound, bound))
    return numbers(dtype, (layers[0], m), 1, -1, 1), Y, weights


class NumPy:
    version = np.__version__

    def prepare(self, job):
        make = getattr(self, job["kind"], None)
        return f"it doesn't do {job['kind']}" if make is None else make(job)

    def matmul(self, job):
        m, k, n = job["m"], job["k"], job["n"]
        A = self.matrix(job, 1, m, k, job.get("transposeA"))
        B = self.matrix(job, 2, k, n, job.get("transposeB"))
        return Task(lambda: A @ B)

    def matrix(self, job, seed, rows, columns, transposed):
        shape = (columns, rows) if transposed else (rows, columns)
        A = numbers(job["dtype"], shape, seed, -1, 1)
        return A.T if transposed else A

    def dot(self, job):
        a, b = (numbers(job["dtype"], (job["n"],), seed, 0, 1) for seed in (1, 2))
        return Task(lambda: np.dot(a, b))

    def unary(self, job):
        x = numbers(job["dtype"], (job["n"],), 1, job["low"], job["high"])
        one = x.dtype.type(1)
        functions = {
            "sigmoid": lambda: one / (one + np.exp(-x)),
            "relu": lambda: np.maximum(x, 0),
            "leakyRelu": lambda: np.where(x > 0, x, x.dtype.type(0.01) * x),
            "softplus": lambda: np.logaddexp(0, x),
        }
        name = job["name"]
        if name in functions:
            return Task(functions[name])
        f = getattr(np, name, None)
        return f"it has no {name}" if f is None else Task(lambda: f(x))

    def reduce(self, job):
        x = numbers(job["dtype"], (job["rows"], job["columns"]), 1, 0, 1)
        f, axis = getattr(np, job["name"]), job["axis"]
        return Task(lambda: f(x, axis=axis))

    def binary(self, job):
        a = numbers(job["dtype"], tuple(job["a"]), 1, -1, 1)
        b = numbers(job["dtype"], tuple(job["b"]), 2, -1, 1) if job["b"] else a.dtype.type(0.5)
        f = getattr(np, job["name"])
        if not job["out"]:
            return Task(lambda: f(a, b))
        out = np.empty_like(a)
        return Task(lambda: f(a, b, out=out))

    def train(self, job):
        return NumPyTraining(job)


class Task:
    """Something that is done again and again; `reset` goes back to the beginning, unmeasured."""

    def __init__(self, run):
        self.run = run

    def reset(self):
        pass

    def answer(self):
        return self.run()


class Training(Task):
    """One step a run, which gives the cost before it."""

    def answer(self):
        self.reset()
        return [float(self.run()) for _ in range(3)]


class NumPyTraining(Training):
    def __init__(self, job):
        self.job = job
        self.X, self.Y, self.weights = training_data(job)
        self.scalar = self.X.dtype.type
        self.reset()

    def reset(self):
        self.params = [p for W in self.weights for p in (W.copy(), np.zeros((len(W), 1), W.dtype))]
        self.moments = [(np.zeros_like(p), np.zeros_like(p)) for p in self.params]
        self.t = 0

    def run(self):
        job, s = self.job, self.scalar
        layers, m = len(self.weights), job["examples"]
        A = [self.X]
        for l in range(layers):
            Z = self.params[2 * l] @ A[-1] + self.params[2 * l + 1]
            A.append(self.activate(Z, job["output"] if l == layers - 1 else job["hidden"]))
        AL, Y = A[-1], self.Y
        if job["output"] == "sigmoid":
            cost = -(Y * np.log(AL) + (s(1) - Y) * np.log(s(1) - AL)).sum() / m
        else:
            cost = -(Y * np.log(AL)).sum() / m
        dZ = AL - Y
        gradients = [None] * len(self.params)
        for l in reversed(range(layers)):
            gradients[2 * l] = dZ @ A[l].T / s(m)
            gradients[2 * l + 1] = dZ.sum(axis=1, keepdims=True) / s(m)
            if l > 0:
                dA = self.params[2 * l].T @ dZ
                dZ = dA * (s(1) - A[l] * A[l]) if job["hidden"] == "tanh" else dA * (A[l] > 0)
        self.update(gradients)
        return cost

    def activate(self, Z, name):
        s = self.scalar
        if name == "relu":
            return np.maximum(Z, 0)
        if name == "tanh":
            return np.tanh(Z)
        if name == "sigmoid":
            return s(1) / (s(1) + np.exp(-Z))
        E = np.exp(Z - Z.max(axis=0, keepdims=True))
        return E / E.sum(axis=0, keepdims=True)

    def update(self, gradients):
        s = self.scalar
        rate = self.job["learningRate"]
        if self.job["optimizer"] == "gradientDescent":
            for p, g in zip(self.params, gradients):
                p -= s(rate) * g
            return
        self.t += 1
        first, second = 1 - 0.9**self.t, 1 - 0.999**self.t
        for p, g, (v, r) in zip(self.params, gradients, self.moments):
            v *= s(0.9)
            v += s(0.1) * g
            r *= s(0.999)
            r += s(0.001) * g * g
            p -= s(rate / first) * v / (np.sqrt(r / s(second)) + s(1e-8))


class Torch(NumPy):
    """The same jobs by PyTorch on the CPU; gradients by its automatic differentiation."""

    def __init__(self):
        import torch

        self.torch = torch
        self.version = torch.__version__
        torch.set_num_threads(int(os.environ.get("OMP_NUM_THREADS", "1")))

    def tensor(self, array):
        return self.torch.from_numpy(np.ascontiguousarray(array))

    def matmul(self, job):
        m, k, n = job["m"], job["k"], job["n"]
        A, B = self.tensor(self.matrix(job, 1, m, k, False)), self.tensor(self.matrix(job, 2, k, n, False))
        if job.get("transposeA") or job.get("transposeB"):
            return "it isn't asked for transposed views"
        return Task(lambda: A @ B)

    def dot(self, job):
        a, b = (self.tensor(numbers(job["dtype"], (job["n"],), seed, 0, 1)) for seed in (1, 2))
        return Task(lambda: self.torch.dot(a, b))

    def unary(self, job):
        x = self.tensor(numbers(job["dtype"], (job["n"],), 1, job["low"], job["high"]))
        f = getattr(self.torch, job["name"], None) or getattr(self.torch.nn.functional, job["name"], None)
        if job["name"] == "leakyRelu":
            f = self.torch.nn.functional.leaky_relu
        return f"it has no {job['name']}" if f is None else Task(lambda: f(x))

    def reduce(self, job):
        x = self.tensor(numbers(job["dtype"], (job["rows"], job["columns"]), 1, 0, 1))
        f, axis = getattr(self.torch, {"max": "amax"}.get(job["name"], job["name"])), job["axis"]
        if job["name"] == "std":
            axes = (0, 1) if axis is None else (axis,)
            return Task(lambda: f(x, axes, unbiased=False))
        if axis is None and job["name"] == "max":
            return Task(lambda: f(x))
        return Task((lambda: f(x)) if axis is None else (lambda: f(x, axis)))

    def binary(self, job):
        a = self.tensor(numbers(job["dtype"], tuple(job["a"]), 1, -1, 1))
        b = self.tensor(numbers(job["dtype"], tuple(job["b"]), 2, -1, 1)) if job["b"] else 0.5
        f = {"add": self.torch.add, "multiply": self.torch.mul}[job["name"]]
        if not job["out"]:
            return Task(lambda: f(a, b))
        out = self.torch.empty_like(a)
        return Task(lambda: f(a, b, out=out))

    def train(self, job):
        return TorchTraining(self.torch, job)


class TorchTraining(Training):
    def __init__(self, torch, job):
        self.torch, self.job = torch, job
        X, Y, self.weights = training_data(job)
        # One example a row, as its users have it.
        self.X = torch.from_numpy(np.ascontiguousarray(X.T))
        self.Y = torch.from_numpy(np.ascontiguousarray(Y.T))
        self.classes = self.Y.argmax(axis=1)
        self.reset()

    def reset(self):
        nn = self.torch.nn
        parts = []
        for l, W in enumerate(self.weights):
            units, inputs = W.shape
            linear = nn.Linear(inputs, units).to(self.X.dtype)
            with self.torch.no_grad():
                linear.weight.copy_(self.torch.from_numpy(W))
                linear.bias.zero_()
            parts.append(linear)
            if l < len(self.weights) - 1:
                parts.append(nn.ReLU() if self.job["hidden"] == "relu" else nn.Tanh())
        self.model = nn.Sequential(*parts)
        sgd = self.job["optimizer"] == "gradientDescent"
        optimizer = self.torch.optim.SGD if sgd else self.torch.optim.Adam
        self.optimizer = optimizer(self.model.parameters(), lr=self.job["learningRate"])
        F = nn.functional
        self.loss = (
            (lambda Z: F.binary_cross_entropy_with_logits(Z, self.Y))
            if self.job["output"] == "sigmoid"
            else (lambda Z: F.cross_entropy(Z, self.classes))
        )

    def run(self):
        self.optimizer.zero_grad()
        cost = self.loss(self.model(self.X))
        cost.backward()
        self.optimizer.step()
        return cost.item()


class Sklearn:
    """Training steps by scikit-learn's MLPClassifier."""

    def __init__(self):
        import sklearn
        import sklearn.neural_network

        self.version = sklearn.__version__
        self.Classifier = sklearn.neural_network.MLPClassifier

    def prepare(self, job):
        if job["kind"] != "train":
            return "it is a library of models: only training is asked of it"
        return SklearnTraining(self.Classifier, job)


class SklearnTraining(Training):
    def __init__(self, Classifier, job):
        self.Classifier, self.job = Classifier, job
        X, Y, self.weights = training_data(job)
        self.X = np.ascontiguousarray(X.T)
        self.y = Y[0].astype(int) if job["output"] == "sigmoid" else Y.argmax(axis=0)
        self.classes = np.arange(max(2, job["layers"][-1]))
        self.reset()

    def reset(self):
        job = self.job
        solver = "sgd" if job["optimizer"] == "gradientDescent" else "adam"
        self.model = self.Classifier(
            tuple(job["layers"][1:-1]),
            activation=job["hidden"],
            solver=solver,
            learning_rate_init=job["learningRate"],
            batch_size=job["examples"],
            momentum=0,
            nesterovs_momentum=False,
            alpha=0,
            shuffle=False,
        )
        # The first step sets the model up; then it gets the weights that all begin with.
        self.model.partial_fit(self.X, self.y, self.classes)
        for W, coefficients in zip(self.weights, self.model.coefs_):
            coefficients[:] = W.T
        for intercepts in self.model.intercepts_:
            intercepts[:] = 0
        optimizer = self.model._optimizer
        if solver == "adam":
            optimizer.t = 0
            for moments in (optimizer.ms, optimizer.vs):
                for moment in moments:
                    moment[:] = 0
        else:
            for velocity in optimizer.velocities:
                velocity[:] = 0

    def run(self):
        self.model.partial_fit(self.X, self.y)
        return self.model.loss_


def digest(value):
    """At most 64 numbers spread over a result."""
    flat = np.asarray(value).reshape(-1)
    count = min(flat.size, 64)
    places = [k * flat.size // count for k in range(count)]
    values = [float(flat[k]) for k in places]
    return {"size": int(flat.size), "values": [v if math.isfinite(v) else repr(v) for v in values]}


def sample(task, calls):
    run = task.run
    task.reset()
    if isinstance(task, Training):
        run()  # timed from the second step on, as everyone's
    start = time.perf_counter()
    for _ in range(calls):
        run()
    return (time.perf_counter() - start) * 1e3


def warm_up(task, ms):
    calls, start = 1, time.perf_counter()
    while True:
        took = sample(task, calls)
        if (time.perf_counter() - start) * 1e3 >= ms:
            return took / calls
        if took < ms / 8:
            calls *= 2


def serve(library):
    task = None
    for line in sys.stdin:
        request = json.loads(line)
        try:
            if request["do"] == "hello":
                reply = {"version": f"{library.version}, Python {sys.version.split()[0]}"}
            elif request["do"] == "prepare":
                task = library.prepare(request["job"])
                reply = {"unable": task} if isinstance(task, str) else {"answer": digest(task.answer())}
            elif request["do"] == "warmUp":
                reply = {"ms": warm_up(task, request["ms"])}
            elif request["do"] == "sample":
                reply = {"ms": sample(task, request["calls"])}
            else:
                task = None
                reply = {}
        except Exception as error:  # whatever happens in a library is an answer to the benchmarks
            reply = {"error": f"{type(error).__name__}: {error}"}
        ANSWERS.write(json.dumps(reply) + "\n")
        ANSWERS.flush()


if __name__ == "__main__":
    serve({"numpy": NumPy, "torch": Torch, "sklearn": Sklearn}[sys.argv[1]]())
