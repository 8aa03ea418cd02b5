"""Streams of np.random.RandomState: what each call gives, and the state it leaves."""

import numpy as np

from encode import write
from streams import Stream, mixed

SEEDS = [0, 1, 2, 3, 42, 12345, 2**32 - 1, [0], [1], [1, 2, 3, 4], [2**32 - 1, 0, 7], list(range(700))]
LONG_SEEDS = [0, 1, 2, 3, 7, 42, 12345, 2**32 - 1, [1, 2, 3, 4], [2**32 - 1, 0, 7]]
MIXED = ["random", "standardNormal", "uniform", "normal", "randint", "permutation", "shuffle", "choice"]


def state_of(rs):
    s = rs.get_state(legacy=False)
    return {
        "algorithm": "MT19937", "key": [int(w) for w in s["state"]["key"]], "pos": int(s["state"]["pos"]),
        "hasGauss": bool(s["has_gauss"]), "cachedGaussian": float(s["gauss"]),
    }


def stream(title, seed):
    return Stream(title, seed, np.random.RandomState, state_of)


def generate():
    cases = []
    for seed in SEEDS:
        s = stream("the first draws", seed)
        s.call("rand", 5).call("randn", 3, 4).call("randint", 0, 10, [6]).call("randn", 3).call("rand")
        cases.append(s.done())
    for i, seed in enumerate(LONG_SEEDS):
        s = stream("long draws", seed)
        s.call("rand", 40000, keep="hash").call("randn", 40001, keep="hash").call("randint", 0, 1000, [30000], keep="hash")
        s.call("permutation", 10000, keep="hash").call("randn", 101, 99, keep="hash").call("rand", 1)
        cases.append(s.done())
        cases.append(mixed(stream("mixed calls", seed), i, 60, MIXED).done())

    s = stream("the course's np.random.seed(1); randn(3, 4)", 1)
    cases.append(s.call("randn", 3, 4).done())

    s = stream("random, uniform and normal", 42)
    s.call("random").call("random", [2, 3]).call("random", 4)
    s.call("uniform").call("uniform", -1, 1).call("uniform", -3.5, 7.25, [2, 2]).call("uniform", 5, 2, 3).call("uniform", 2, 2, 2).call("uniform", -1e300, 1e-300, 2)
    s.call("normal").call("normal", 10, 2).call("normal", -1.5, 0.25, [3, 3]).call("normal", 3, 0, 2).call("normal", 1e10, 1e-3, 3)
    s.call("standardNormal", [2, 2]).call("standardNormal")
    cases.append(s.done())

    s = stream("empty draws and rank 0 use no bits", 7)
    s.call("rand", 0).call("rand", 2, 0, 3).call("random", []).call("randn", 0).call("randint", 0, 5, [0]).call("randint", 0, 0, 0)
    s.call("permutation", 0).call("permutation", 1).call("randint", 3, 4, [5]).call("random").call("choice", 0, 0)
    cases.append(s.done())

    s = stream("the cached normal waits through other draws", 3)
    s.call("randn").call("rand", 3).call("randint", 0, 100, [3]).call("permutation", 5).save().call("randn").call("randn").call("normal", 5, 2)
    cases.append(s.call("standardNormal", 3).done())

    s = stream("ranges of integers", 12345)
    for low, high in (
        (0, 1), (0, 2), (0, 3), (0, 4), (0, 5), (0, 255), (0, 256), (0, 257), (-10, 10), (0, 65536), (0, 65537), (0, 2**31 - 1), (0, 2**31), (-(2**31), 2**31),
        (-(2**31), 0), (-(2**31), 1), (2**31 - 1, 2**31), (-5, -2), (-1, 2**31 - 1),
    ):
        s.call("randint", low, high, [12]).call("randint", low, high)
    s.call("randint", 7).call("randint", 7, None, [2, 5]).call("randint", -(2**31), 2**31, [5000], keep="hash")
    cases.append(s.done())

    cases.append(arrangements(stream("permutations and shuffles", 2)).done())
    cases.append(choices(stream("choices", 11)).done())
    write("random_streams", cases)


def arrangements(s):
    for n in (2, 3, 10, 100):
        s.call("permutation", n)
    s.call("shuffle", [1, 2, 3, 4, 5, 6, 7]).call("shuffleList", [1, 2, 3, 4, 5, 6, 7])
    s.call("shuffle", [[1, 2], [3, 4], [5, 6], [7, 8]]).call("shuffle", [[[1, 2], [3, 4]], [[5, 6], [7, 8]], [[9, 10], [11, 12]]])
    return s.call("permutationOf", [10, 20, 30, 40]).call("permutationOf", [[1, 2, 3], [4, 5, 6], [7, 8, 9]])


def choices(s):
    p = [0.1, 0.0, 0.3, 0.2, 0.4]
    few = [0.9, 0.02, 0.03, 0.05]
    for size in (None, 1, 5, [2, 3]):
        s.call("choice", 8, size).call("choice", 5, size, {"p": p}).call("choice", 8, size, {"replace": False})
        s.call("choiceOf", [10, 20, 30, 40, 50, 60, 70], size)
    for size in (None, 1, 3, 4, [2, 2]):
        s.call("choice", 5, size, {"replace": False, "p": p}).call("choice", 4, size, {"replace": False, "p": few})
    s.call("choice", 1, 3)
    weights = [(i % 7 + 1) / sum(j % 7 + 1 for j in range(100)) for i in range(100)]
    return s.call("choice", 100, 60, {"replace": False, "p": weights}).call("choice", 100, 60, {"p": weights})
