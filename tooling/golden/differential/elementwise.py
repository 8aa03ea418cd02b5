"""Functions of each element: one operand, two, a choice between two, conversions, and arrays made from nothing."""

import numpy as np

from encode import number

from .asking import CHOOSING, EITHER_ZERO, both_zeros, convertible, is_float, run
from .program import Skip, plain, ref

ARITHMETIC = {
    "add": np.add, "subtract": np.subtract, "multiply": np.multiply, "divide": np.divide, "mod": np.mod, "power": np.power,
    "maximum": np.maximum, "minimum": np.minimum,
}
COMPARISONS = {
    "equal": np.equal, "notEqual": np.not_equal, "less": np.less, "lessEqual": np.less_equal, "greater": np.greater,
    "greaterEqual": np.greater_equal, "logicalAnd": np.logical_and, "logicalOr": np.logical_or,
}
BINARY = {**ARITHMETIC, **COMPARISONS}
EXACT = {
    "negative": np.negative, "abs": np.abs, "sign": np.sign, "sqrt": np.sqrt, "square": np.square, "reciprocal": np.reciprocal,
    "floor": np.floor, "ceil": np.ceil, "round": np.round, "logicalNot": np.logical_not, "isNaN": np.isnan, "isFinite": np.isfinite,
    "isInf": np.isinf,
}
ROUNDED = {
    "exp": np.exp, "expm1": np.expm1, "log": np.log, "log1p": np.log1p, "log2": np.log2, "sin": np.sin, "cos": np.cos, "tanh": np.tanh,
}


def binary(p):
    name = p.choose(list(BINARY)) if p.chance(0.6) else p.choose(list(ARITHMETIC)[:4])
    f = BINARY[name]
    i = p.pick()
    a = p.values[i]
    if p.chance(0.35):
        x, y = p.scalar(a.dtype.name) if name in ARITHMETIC or p.chance(0.5) else p.landmark(a)
        operands, arguments = ((a, y), [ref(i), x]) if p.chance(0.6) else ((y, a), [x, ref(i)])
    else:
        j = p.partner(i)
        operands, arguments = ((a, p.values[j]), [ref(i), ref(j)]) if p.chance(0.5) else ((p.values[j], a), [ref(j), ref(i)])
    usable = not (name in CHOOSING and both_zeros(*operands))
    p.slack = {} if usable else EITHER_ZERO
    if name == "power":
        base, exponent = (np.asarray(x) for x in operands)
        if exponent.size == 1 and exponent.ravel()[0] == 0.5 and np.any(np.isneginf(base.astype("float64"))):
            raise Skip  # NumPy takes the square root, NaN; C's pow, and the library, say Infinity
        result = np.asarray(f(*operands))
        usable = not is_float(result)
        if not usable:
            p.slack = {"ulp": 2}
    run(p, name, arguments, lambda **o: f(*operands, **o), usable)


def unary(p):
    name = p.choose(list(EXACT))
    i = p.pick()
    a = p.values[i]
    if name in ("square", "round", "reciprocal") and a.dtype == "bool" or name == "reciprocal" and not is_float(a) and np.any(a == 0):
        raise Skip
    operand = a.astype("float64") if name == "sqrt" and not is_float(a) else a
    run(p, name, [ref(i)], lambda **o: EXACT[name](operand, **o))


def rounded(p):
    """Answered in extended precision (80 bits) and rounded once, so that only the library's error counts."""
    name = p.choose(list(ROUNDED))
    i = p.pick()
    a = p.values[i]
    dtype = "float32" if a.dtype == "float32" else "float64"
    p.slack = {"ulp": 2}
    p.add([name, ref(i)], np.asarray(ROUNDED[name](a.astype(np.longdouble)).astype(dtype)), usable=False)


def converting(p):
    i = p.pick()
    a = p.values[i]
    name = p.choose(["astype", "astype", "astype", "copy", "zerosLike", "onesLike"])
    if name == "astype":
        dtype = p.dtype()
        convertible(a, dtype)
        p.add(["astype", ref(i), dtype], a.astype(dtype))
    else:
        p.add([name, ref(i)], {"copy": np.copy, "zerosLike": np.zeros_like, "onesLike": np.ones_like}[name](a))


def making(p):
    name = p.choose(["zeros", "ones", "full", "eye", "arange", "linspace"])
    dtype = p.dtype()
    options = [] if dtype == "float64" and p.chance(0.5) else [{"dtype": dtype}]
    if name in ("zeros", "ones"):
        shape = p.shape()
        p.add([name, shape, *options], {"zeros": np.zeros, "ones": np.ones}[name](shape, dtype))
    elif name == "full":
        shape = p.shape()
        x = p.between(0, 9) if dtype in ("int32", "uint8", "bool") else p.choose([0.1, -0.0, 7, np.nan, 2.5])
        p.add(["full", shape, number(x), *options], np.full(shape, x, dtype))
    elif name == "eye":
        p.add(["eye", (n := p.between(0, 5)), *options], np.eye(n, dtype=dtype))
    elif name == "arange":
        start, stop, step = p.between(-40, 40) / 8, p.between(-40, 40) / 8, p.choose([1, 0.5, -1, -0.25, 0.75, 2])
        p.add(["arange", number(start), number(stop), number(step)], np.arange(start, stop, step, "float64"))
    else:
        start, stop, count = p.choose([0, -1, 2.5, 0.1]), p.choose([1, 0.3, -7, 2.5]), p.between(0, 12)
        p.add(["linspace", start, stop, count], np.linspace(start, stop, count))


def inspecting(p):
    """Answers that are plain values."""
    i = p.pick()
    a = p.values[i]
    name = p.choose(["at", "item", "allClose", "arrayEqual"])
    if name == "at" and a.size:
        indices = [p.between(-n, n - 1) for n in a.shape]
        p.add(["at", ref(i), *indices], a[tuple(indices)].item())
    elif name == "item" and a.size == 1:
        p.add(["item", ref(i)], a.item())
    elif name == "allClose":
        j = p.partner(i)
        p.add(["allClose", ref(i), ref(j)], bool(np.allclose(a, p.values[j])))
    elif name == "arrayEqual":
        j = p.pick(lambda b: b.shape == a.shape)
        p.add(["arrayEqual", ref(i), ref(j)], bool(np.array_equal(a, p.values[j])))
    else:
        raise Skip
