"""Streams of np.random.default_rng: seed sequences, what each call gives, and the state it leaves."""

import numpy as np

from encode import write
from random_streams import arrangements, choices
from streams import Stream, mixed, written

LONG_SEEDS = [0, 1, 2, 3, 42, 12345, 2**32 - 1, 2**53 - 1, 2**64 + 12345, [1, 2, 3, 4]]
SEEDS = [*LONG_SEEDS, 2**32, 2**40, 2**53, 2**128 - 1, 2**128, 2**200 + 1, [], [0], [1], [0, 0], [2**32 - 1, 0, 7], [2**40, 5], [7, 2**70, 0], list(range(20))]
MIXED = ["random", "standardNormal", "uniform", "normal", "integers", "permutation", "shuffle", "choice"]


def state_of(rng):
    s = rng.bit_generator.state
    return {
        "algorithm": "PCG64", "state": str(s["state"]["state"]), "inc": str(s["state"]["inc"]),
        "hasUint32": bool(s["has_uint32"]), "uinteger": int(s["uinteger"]),
    }


def stream(title, seed):
    return Stream(title, seed, np.random.default_rng, state_of)


def sequences():
    for seed in SEEDS:
        for key in ([], [0], [3, 2**32 + 1], [1, 0, 2, 5, 4]):
            words = np.random.SeedSequence(seed, spawn_key=key).generate_state(11)
            yield {"entropy": written(seed), "spawnKey": key, "words": [int(w) for w in words]}


def generate():
    cases = []
    for seed in SEEDS:
        s = stream("the first draws", seed)
        s.call("random", 5).call("standardNormal", [3, 4]).call("integers", 0, 10, [5]).call("standardNormal", 3).call("random").call("integers", 6)
        cases.append(s.done())
    for i, seed in enumerate(LONG_SEEDS):
        s = stream("long draws", seed)
        s.call("random", 40000, keep="hash").call("integers", 0, 1000, [30001], keep="hash").call("standardNormal", 40001, keep="core")
        s.call("permutation", 10000, keep="hash").call("standardNormal", [101, 99], keep="core").call("random", 1).call("integers", 9)
        cases.append(s.done())
        cases.append(mixed(stream("mixed calls", seed), 100 + i, 60, MIXED).done())

    # One normal in 3,900 lies in the tail, one in 100 is decided by the curve itself.
    cases.append(stream("a million normals", 2024).call("standardNormal", 1000000, keep="core").done())

    s = stream("random, uniform and normal", 42)
    s.call("random").call("random", [2, 3]).call("random", 4)
    s.call("uniform").call("uniform", -1, 1).call("uniform", -3.5, 7.25, [2, 2]).call("uniform", 2, 2, 2).call("uniform", -1e300, 1e-300, 2)
    s.call("normal").call("normal", 10, 2).call("normal", -1.5, 0.25, [3, 3]).call("normal", 3, 0, 2).call("normal", 1e10, 1e-3, 3)
    s.call("standardNormal", [2, 2]).call("standardNormal")
    cases.append(s.done())

    s = stream("empty draws and rank 0 use no bits", 7)
    s.call("random", 0).call("random", [2, 0, 3]).call("random", []).call("standardNormal", 0).call("integers", 0, 5, [0]).call("integers", 0, 0, 0)
    s.call("permutation", 0).call("permutation", 1).call("integers", 3, 4, [5]).call("random").call("choice", 0, 0).call("choice", 1, 3)
    cases.append(s.call("choice", 9, 0, {"replace": False}).done())

    s = stream("half an output waits through other draws", 3)
    s.call("integers", 5).call("random", 3).call("standardNormal").save().call("integers", 0, 7, [2]).call("random").save().call("shuffle", [1, 2, 3, 4])
    cases.append(s.call("integers", -(2**31), 2**31).call("integers", 100).call("integers", 3, 4).call("integers", 100).done())

    s = stream("ranges of integers", 12345)
    for low, high in (
        (0, 1), (0, 2), (0, 3), (0, 4), (0, 5), (0, 255), (0, 256), (0, 257), (-10, 10), (0, 65536), (0, 65537), (0, 2**31 - 1), (0, 2**31), (-(2**31), 2**31),
        (-(2**31), 0), (-(2**31), 1), (2**31 - 1, 2**31), (-5, -2), (-1, 2**31 - 1), (-(2**31), 2**31 - 1), (-(2**31), 2**30),
    ):
        s.call("integers", low, high, [12]).call("integers", low, high).call("integers", low, high - 1, [5], {"endpoint": True})
    s.call("integers", 7).call("integers", 7, None, [2, 5]).call("integers", 7, None, [2, 5], {"endpoint": True})
    # About a quarter of these words are drawn again.
    s.call("integers", -(2**31), 2**30, [5000], keep="hash").call("integers", -(2**31), 2**31, [5000], keep="hash")
    cases.append(s.done())

    s = arrangements(stream("permutations and shuffles", 2))
    cases.append(s.done())
    s = choices(stream("choices", 11))
    # On either side of what decides between a shuffle and Floyd's method: more than 10,000 entries, more than a fiftieth of them.
    for n, size in ((10000, 9999), (10000, 201), (10001, 200), (10001, 201), (10001, 10001), (20000, 400), (20000, 401), (300000, 12), (200, 200)):
        s.call("choice", n, size, {"replace": False}, keep="hash")
    cases.append(s.done())

    s = stream("children", 42)
    s.call("random", 2).spawn(3, 2).call("random", 2).call("standardNormal", 2).spawn(2, 1).call("integers", 100).spawn(1, 0).call("random", 3)
    cases.append(s.done())
    s = stream("children of a long seed", 2**200 + 1)
    cases.append(s.spawn(2, 0).call("random", 2).spawn(5, 4).call("random", 2).done())

    write("generator_streams", cases, sequences=list(sequences()))
