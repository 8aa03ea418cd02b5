"""Streams of random draws for the golden files: one seed, and the calls made on it in the library's spelling.

Long answers are kept as the SHA-256 of their little-endian bytes. Normals that went through the C library's log aren't the same in every bit:
of them the hash is taken after rounding to float32.
"""

import hashlib
import random

import numpy as np

from encode import array, number

NORMALS = ("randn", "standardNormal", "normal")

# Beyond this lies the tail of the ziggurat, the only part of it that needs a logarithm.
TAIL = 3.6541528853610088


def digest(a):
    return hashlib.sha256(np.ascontiguousarray(a).astype(a.dtype.newbyteorder("<")).tobytes()).hexdigest()


def size_of(size):
    return tuple(size) if isinstance(size, list) else size


def answer(rng, method, arguments):
    """What NumPy gives for a call of the library."""
    legacy = isinstance(rng, np.random.RandomState)
    options = arguments[-1] if arguments and isinstance(arguments[-1], dict) else {}
    plain = [a for a in arguments if not isinstance(a, dict)]
    size = size_of(plain[-1]) if plain else None
    match method:
        case "rand" | "randn":
            return getattr(rng, method)(*plain)
        case "random":
            return rng.random_sample(size) if legacy else rng.random(size)
        case "standardNormal":
            return rng.standard_normal(size)
        case "uniform" | "normal":
            return getattr(rng, method)(*plain[:2], size_of(plain[2])) if len(plain) == 3 else getattr(rng, method)(*plain)
        case "randint" | "integers":
            return getattr(rng, method)(*plain[:2], *[size_of(s) for s in plain[2:]], **options)
        case "permutation" | "permutationOf":
            return rng.permutation(np.array(plain[0], "int32") if method == "permutationOf" else plain[0])
        case "shuffle":  # in place; the record keeps the result
            a = np.array(plain[0], "int32")
            rng.shuffle(a)
            return a
        case "shuffleList":
            a = list(plain[0])
            rng.shuffle(a)
            return np.array(a, "int32")
        case "choice":
            return rng.choice(plain[0], *[size_of(s) for s in plain[1:]], **options)
        case "choiceOf":
            return rng.choice(np.array(plain[0], "int32"), *[size_of(s) for s in plain[1:]], **options)
    raise ValueError(method)


class Stream:
    def __init__(self, title, seed, make, state_of):
        # JSON has no integers above 2^53: they become strings.
        self.case = {"title": title, "seed": written(seed), "calls": []}
        self.rng = make(seed)
        self.state_of = state_of

    def call(self, method, *arguments, keep="all"):
        """keep: "all" values, or a "hash" of them, or for normals drawn by ziggurat a hash of the "core" and the values of the tail."""
        value = answer(self.rng, method, arguments)
        record = {"method": method, "arguments": list(arguments)}
        if not isinstance(value, np.ndarray):
            record["out"] = number(value)
        else:
            value = value.astype("int32") if value.dtype == np.int64 else value
            if keep == "all":
                record["out"] = array(value)
            else:
                record["shape"] = list(value.shape)
                record["head"] = [number(x) for x in value.ravel()[:3]]
                if keep == "core":
                    tail = np.abs(value) > TAIL
                    record["tail"] = [[int(i), number(value.ravel()[i])] for i in np.flatnonzero(tail)]
                    record["core"] = digest(np.where(tail, 0, value))
                elif method in NORMALS:
                    record["float32"] = digest(value.astype("float32"))
                else:
                    record["sha256"] = digest(value)
        # RandomState takes a logarithm for every normal, Generator only in the tail, where a value is mostly a constant.
        near = 4 if isinstance(self.rng, np.random.RandomState) else 1
        record["ulp"] = near if method in NORMALS else 0
        self.case["calls"].append(record)
        return self

    def save(self):
        """The whole state: the test compares its own with it, and a new generator goes on from it."""
        self.case["calls"].append({"saved": self.state_of(self.rng)})
        return self

    def spawn(self, n, child):
        """Go on with one of n children."""
        self.rng = self.rng.spawn(n)[child]
        self.case["calls"].append({"spawn": n, "child": child})
        return self

    def done(self):
        state = self.state_of(self.rng)
        if "key" in state:  # long, and nothing goes on from it
            state["key"] = digest(np.array(state["key"], "uint32"))
        return {**self.case, "state": state}


def written(seed):
    if isinstance(seed, list):
        return [written(s) for s in seed]
    return seed if seed < 2**53 else str(seed)


def mixed(stream, program_seed, calls, methods):
    """Calls in random order with random arguments, and a saved state here and there."""
    dice = random.Random(program_seed)

    def size():
        return dice.choice([dice.randint(1, 300), [dice.randint(1, 20), dice.randint(1, 20)], 1, [2, 3, 4]])

    for i in range(calls):
        method = dice.choice(methods)
        once = dice.random() < 0.4
        match method:
            case "random" | "standardNormal":
                arguments = [] if once else [size()]
            case "uniform" | "normal":
                arguments = [dice.randint(-9, 9), dice.choice([10, 12.5, 1000])] + ([] if once else [size()])
            case "randint" | "integers":
                low = dice.choice([0, 0, -5, -(2**31)])
                wide = [2**16 + 1, 2**30] if low > -10 else [2**31 - 1, 2**31, 3 * 2**30, 2**32 - 1, 2**32]
                arguments = [low, low + dice.choice([1, 2, 3, 6, 10, 255, 256, 1000, *wide])]
                arguments += [] if once else [size()]
            case "permutation":
                arguments = [dice.randint(0, 200)]
            case "shuffle":
                arguments = [[[10 * j, 10 * j + 1] for j in range(dice.randint(1, 9))]]
            case "choice":
                n = dice.randint(3, 400)
                arguments = [n] if once else [n, dice.randint(0, n), {"replace": dice.random() < 0.3}]
        stream.call(method, *arguments, keep="hash")
        if i == calls // 2:
            stream.save()
    return stream
