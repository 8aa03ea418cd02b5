"""What the steps share: how NumPy is asked, and what of its answers the library gives in its own way."""

import numpy as np

from .program import FLOATS, Skip, ref

# Zeros of both signs are equal, so which one these choose is up to the processor's instruction.
CHOOSING = ("maximum", "minimum", "min", "max")
EITHER_ZERO = {"zeroSign": True}


def is_float(a):
    return a.dtype.name in FLOATS


def both_zeros(*operands):
    zeros = np.concatenate([np.asarray(x, "float64").ravel() for x in operands])
    signs = np.signbit(zeros[zeros == 0])
    return bool(signs.any() and not signs.all())


def int32(x):
    """NumPy's int64 as the library has it; dropped when it doesn't fit."""
    wide = np.asarray(x)
    if wide.size and (wide.max() > 2**31 - 1 or wide.min() < -(2**31)):
        raise Skip
    return wide.astype("int32")


def writable(a):
    return a.flags.writeable and a.size > 0


def out_for(p, result):
    """An array of the result's shape and dtype to write into, perhaps one that the step also reads."""
    return p.pick(lambda a: a.shape == result.shape and a.dtype == result.dtype and writable(a))


def run(p, name, arguments, compute, usable=True):
    """Append name(arguments), now and then with out. compute(**options) asks NumPy."""
    if usable and p.chance(0.12):
        target = out_for(p, np.asarray(compute()))
        compute(out=p.values[target])
        p.written = True
        return p.add([name, *arguments, {"out": ref(target)}], p.values[target])
    return p.add([name, *arguments], np.asarray(compute()), usable)


def convertible(a, dtype):
    """C leaves it open what a float is that an integer type can't hold."""
    if is_float(a) and dtype in ("int32", "uint8"):
        low, high = (0, 255) if dtype == "uint8" else (-(2**31), 2**31 - 1)
        if not np.all((a > low - 1) & (a < high + 1)):
            raise Skip


def whole(result, options, keep):
    """A full reduction is a plain number, another an array."""
    full = options.get("axis") is None and not keep
    return np.asarray(result).item() if full else np.asarray(result)
