"""Element-wise functions of two operands: every way two shapes broadcast, every pair of dtypes, special values."""

import itertools

import numpy as np

from encode import DTYPES, array, number, write

# The library's name for each NumPy function.
OPS = {
    "add": np.add, "subtract": np.subtract, "multiply": np.multiply, "divide": np.divide, "power": np.power, "mod": np.mod,
    "maximum": np.maximum, "minimum": np.minimum,
    "equal": np.equal, "notEqual": np.not_equal, "less": np.less, "lessEqual": np.less_equal,
    "greater": np.greater, "greaterEqual": np.greater_equal,
    "logicalAnd": np.logical_and, "logicalOr": np.logical_or,
}

SHAPES = [
    ((), ()), ((3,), ()), ((), (2, 3)), ((3,), (3,)), ((1,), (5,)), ((2, 3), (3,)), ((3,), (2, 3)), ((2, 3), (2, 1)), ((1, 3), (2, 3)),
    ((2, 3), (2, 3)), ((2, 1), (1, 3)), ((3, 1), (4,)), ((4, 1, 3), (2, 1)), ((3, 1, 2), (1, 4, 1)), ((1, 1, 1), (2,)), ((2, 3, 4), (3, 1)),
    ((2, 1, 2, 1), (3, 1, 2)), ((0,), (1,)), ((0,), ()), ((0, 3), (3,)), ((2, 0), (2, 1)), ((1, 0, 2), (3, 1, 2)),
]

FAILING = [((3,), (4,)), ((2, 3), (2,)), ((2, 3), (3, 2)), ((0,), (2,)), ((2, 1, 3), (4, 2))]

SPECIALS = [0.0, -0.0, 1.0, -1.0, 0.5, -2.5, 3.0, np.inf, -np.inf, np.nan, 5e-324, 1.7976931348623157e308]


def sample(rng, shape, dtype):
    if dtype == "bool":
        return rng.randint(0, 2, shape).astype("bool")
    if dtype == "uint8":
        return rng.randint(0, 256, shape).astype("uint8")
    if dtype == "int32":
        return rng.randint(-1000, 1000, shape).astype("int32")
    return np.asarray(rng.standard_normal(shape) * 10).astype(dtype)


def generate():
    rng = np.random.RandomState(20)
    cases = []

    def add(op, a, b, **more):
        try:
            out = OPS[op](a, b)
        except (TypeError, ValueError):
            return  # bool subtraction, integers to a negative power: NumPy refuses
        if out.dtype.name not in DTYPES:
            return  # a dtype the library doesn't have, such as int8 from bool ** bool
        cases.append({"op": op, "a": operand(a), "b": operand(b), "out": array(out), **more})

    def operand(x):
        return number(x) if isinstance(x, (int, float)) else array(x)

    for sa, sb in SHAPES:
        a, b = sample(rng, sa, "float64"), sample(rng, sb, "float64")
        for op in ("add", "subtract", "multiply", "divide", "maximum", "less"):
            add(op, a, b)
    for da, db in itertools.product(DTYPES, DTYPES):
        a, b = sample(rng, (2, 3), da), sample(rng, (3,), db)
        for op in OPS:
            add(op, a, b)
    for dtype in ("float64", "float32"):
        v = np.array(SPECIALS).astype(dtype)
        for op in OPS:
            add(op, v[:, None], v[None, :])
    # Integers wrap round; dividing by zero gives 0 for mod.
    extremes = np.array([2**31 - 1, -(2**31), 0, 7, -7], "int32")
    for op in ("add", "subtract", "multiply", "mod", "divide", "maximum", "equal"):
        add(op, extremes[:, None], extremes[None, :])
    bytes_ = np.array([0, 1, 7, 128, 255], "uint8")
    for op in ("add", "subtract", "multiply", "mod", "divide", "power"):
        add(op, bytes_[:, None], bytes_[None, :])
    # A plain number takes the array's dtype.
    for dtype, x in (("float64", 2), ("float64", 0.1), ("float32", 2), ("float32", 0.1), ("int32", 3), ("uint8", 3), ("int32", 1.5)):
        a = sample(rng, (4,), dtype)
        for op in ("add", "subtract", "multiply", "divide", "maximum", "greater"):
            add(op, a, x)
            add(op, x, a)
    failing = [{"a": list(a), "b": list(b)} for a, b in FAILING]
    write("broadcasting", cases, failing=failing)
