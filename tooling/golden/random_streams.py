"""Streams of np.random.RandomState: what each call gives, and the state it leaves.

Uniform and integer draws are exact. Long ones are kept as a SHA-256 of their little-endian bytes; long normal ones, whose last bits
depend on the C library's log, as samples (indices and values) beside the state, which is exact.
"""

import hashlib

import numpy as np

from encode import array, number, write

SEEDS = [0, 1, 2, 3, 42, 12345, 2**32 - 1, [0], [1], [1, 2, 3, 4], [2**32 - 1, 0, 7], list(range(700))]


def digest(a):
    return hashlib.sha256(np.ascontiguousarray(a).astype(a.dtype.newbyteorder("<")).tobytes()).hexdigest()


def state_of(rs):
    s = rs.get_state(legacy=False)
    return {
        "pos": int(s["state"]["pos"]), "hasGauss": bool(s["has_gauss"]), "cachedGaussian": float(s["gauss"]),
        "keySha256": digest(s["state"]["key"]),
    }


def int32(a):
    return np.asarray(a, "int32")


class Stream:
    """One seed and the calls made on it, in order."""

    def __init__(self, title, seed):
        self.rs = np.random.RandomState(seed)
        self.case = {"title": title, "seed": seed, "calls": []}

    def call(self, method, *arguments, numpy=None, keep="all"):
        """numpy: the call to make when its arguments aren't the library's."""
        value = numpy(self.rs) if numpy else getattr(self.rs, method)(*arguments)
        record = {"method": method, "arguments": list(arguments)}
        if isinstance(value, np.ndarray):
            if value.dtype == np.int64:
                value = int32(value)
            if keep == "hash":
                record["sha256"] = digest(value)
                record["shape"] = list(value.shape)
            elif keep == "samples":
                indices = list(range(0, value.size, value.size // 97))
                record["samples"] = [[i, number(value.ravel()[i])] for i in indices]
                record["shape"] = list(value.shape)
            else:
                record["out"] = array(value)
        else:
            record["out"] = number(value)
        record["ulp"] = 4 if method in ("randn", "standardNormal", "normal") else 0
        self.case["calls"].append(record)
        return self

    def done(self):
        return {**self.case, "state": state_of(self.rs)}


def shuffled(values):
    """The library shuffles in place; the record keeps the result."""

    def run(rs):
        a = np.array(values)
        rs.shuffle(a)
        return a

    return run


def generate():
    cases = []
    for seed in SEEDS:
        s = Stream("the first draws", seed)
        s.call("rand", 5).call("randn", 3, 4).call("randint", 0, 10, [6]).call("randn", 3).call("rand")
        cases.append(s.done())
    for seed in (0, 1, 2, 3, 42, 12345, 2**32 - 1):
        s = Stream("long draws", seed)
        s.call("rand", 20000, keep="hash")
        s.call("randn", 20001, keep="samples")
        s.call("randint", 0, 1000, [20000], keep="hash")
        s.call("permutation", 10000, keep="hash")
        s.call("randn", 101, 99, keep="samples")
        s.call("rand", 1)
        cases.append(s.done())

    s = Stream("the course's np.random.seed(1); randn(3, 4)", 1)
    cases.append(s.call("randn", 3, 4).done())

    s = Stream("random, uniform and normal", 42)
    s.call("random").call("random", [2, 3], numpy=lambda rs: rs.random_sample((2, 3))).call("random", 4, numpy=lambda rs: rs.random_sample(4))
    s.call("uniform").call("uniform", -1, 1).call("uniform", -3.5, 7.25, [2, 2]).call("uniform", 5, 2, 3).call("uniform", 2, 2, 2).call("uniform", -1e300, 1e-300, 2)
    s.call("normal").call("normal", 10, 2).call("normal", -1.5, 0.25, [3, 3]).call("normal", 3, 0, 2).call("normal", 1e10, 1e-3, 3)
    s.call("standardNormal", [2, 2], numpy=lambda rs: rs.standard_normal((2, 2))).call("standardNormal", numpy=lambda rs: rs.standard_normal())
    cases.append(s.done())

    s = Stream("empty draws and rank 0 use no bits", 7)
    s.call("rand", 0).call("rand", 2, 0, 3).call("random", [], numpy=lambda rs: rs.random_sample(())).call("randn", 0).call("randint", 0, 5, [0]).call("randint", 0, 0, 0)
    s.call("permutation", 0).call("permutation", 1).call("randint", 3, 4, [5]).call("random")
    s.call("choice", 0, 0, numpy=lambda rs: rs.choice(0, 0))
    cases.append(s.done())

    s = Stream("the cached normal waits through other draws", 3)
    s.call("randn").call("rand", 3).call("randint", 0, 100, [3]).call("permutation", 5).call("randn").call("randn").call("normal", 5, 2).call("standardNormal", 3, numpy=lambda rs: rs.standard_normal(3))
    cases.append(s.done())

    s = Stream("ranges of integers", 12345)
    for low, high in (
        (0, 1), (0, 2), (0, 3), (0, 4), (0, 5), (0, 255), (0, 256), (0, 257), (-10, 10), (0, 65536), (0, 65537), (0, 2**31 - 1), (0, 2**31), (-(2**31), 2**31),
        (-(2**31), 0), (-(2**31), 1), (2**31 - 1, 2**31), (-5, -2), (-1, 2**31 - 1),
    ):
        s.call("randint", low, high, [12])
        s.call("randint", low, high)
    s.call("randint", 7).call("randint", 7, None, [2, 5], numpy=lambda rs: rs.randint(7, size=(2, 5)))
    s.call("randint", -(2**31), 2**31, [5000], keep="hash")
    cases.append(s.done())

    s = Stream("permutations and shuffles", 2)
    for n in (2, 3, 10, 100):
        s.call("permutation", n)
    s.call("shuffle", [1, 2, 3, 4, 5, 6, 7], numpy=shuffled([1, 2, 3, 4, 5, 6, 7]))
    s.call("shuffle", [[1, 2], [3, 4], [5, 6], [7, 8]], numpy=shuffled([[1, 2], [3, 4], [5, 6], [7, 8]]))
    s.call("shuffle", [[[1, 2], [3, 4]], [[5, 6], [7, 8]], [[9, 10], [11, 12]]], numpy=shuffled([[[1, 2], [3, 4]], [[5, 6], [7, 8]], [[9, 10], [11, 12]]]))
    s.call("permutationOf", [10, 20, 30, 40], numpy=lambda rs: rs.permutation([10, 20, 30, 40]))
    s.call("permutationOf", [[1, 2, 3], [4, 5, 6], [7, 8, 9]], numpy=lambda rs: rs.permutation(np.array([[1, 2, 3], [4, 5, 6], [7, 8, 9]])))
    cases.append(s.done())

    s = Stream("choices", 11)
    p = [0.1, 0.0, 0.3, 0.2, 0.4]
    few = [0.9, 0.02, 0.03, 0.05]
    for size in (None, 1, 5, [2, 3]):
        n = None if size is None else (tuple(size) if isinstance(size, list) else size)
        s.call("choice", 8, size, numpy=lambda rs: rs.choice(8, n))
        s.call("choice", 5, size, {"p": p}, numpy=lambda rs: rs.choice(5, n, p=p))
        s.call("choice", 8, size, {"replace": False}, numpy=lambda rs: rs.choice(8, n, replace=False))
        s.call("choiceOf", [10, 20, 30, 40, 50, 60, 70], size, numpy=lambda rs: rs.choice([10, 20, 30, 40, 50, 60, 70], n))
    for size in (None, 1, 3, 4, [2, 2]):
        n = None if size is None else (tuple(size) if isinstance(size, list) else size)
        s.call("choice", 5, size, {"replace": False, "p": p}, numpy=lambda rs: rs.choice(5, n, replace=False, p=p))
        s.call("choice", 4, size, {"replace": False, "p": few}, numpy=lambda rs: rs.choice(4, n, replace=False, p=few))
    s.call("choice", 1, 3, numpy=lambda rs: rs.choice(1, 3))
    weights = [(i % 7 + 1) / sum(j % 7 + 1 for j in range(100)) for i in range(100)]
    s.call("choice", 100, 60, {"replace": False, "p": weights}, numpy=lambda rs: rs.choice(100, 60, replace=False, p=weights))
    s.call("choice", 100, 60, {"p": weights}, numpy=lambda rs: rs.choice(100, 60, p=weights))
    cases.append(s.done())

    # A whole state, taken between the two halves of a pair of normals, to restore from.
    rs = np.random.RandomState(99)
    rs.rand(1001)
    rs.randn(7)
    s = rs.get_state(legacy=False)
    restored = {
        "state": {
            "algorithm": "MT19937", "key": [int(w) for w in s["state"]["key"]], "pos": int(s["state"]["pos"]), "hasGauss": bool(s["has_gauss"]),
            "cachedGaussian": float(s["gauss"]),
        },
        "randn": array(rs.randn(4)), "rand": array(rs.rand(3)),
    }
    write("random_streams", cases, restored=restored)
