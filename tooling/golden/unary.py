"""Element-wise functions of one operand.

exp, log and their kin are answered in extended precision (80 bits) and rounded once, so that the tests measure the library's error alone.
"""

import numpy as np

from encode import array, write

EXACT = {
    "negative": np.negative, "abs": np.abs, "sign": np.sign, "sqrt": np.sqrt, "square": np.square, "reciprocal": np.reciprocal,
    "floor": np.floor, "ceil": np.ceil, "round": np.round, "logicalNot": np.logical_not, "isNaN": np.isnan, "isFinite": np.isfinite,
    "isInf": np.isinf,
}
ROUNDED = {
    "exp": np.exp, "expm1": np.expm1, "log": np.log, "log1p": np.log1p, "log2": np.log2, "sin": np.sin, "cos": np.cos, "tanh": np.tanh,
}
DOMAIN = {"log": (1e-300, 1e300), "log2": (1e-300, 1e300), "log1p": (-0.999999, 1e6), "exp": (-745.0, 709.0), "expm1": (-40.0, 709.0)}
SPECIALS = [0.0, -0.0, 1.0, -1.0, 0.5, 1.5, 2.5, -0.5, -1.5, 3.7, -3.2, np.inf, -np.inf, np.nan, 1e-9, -1e-9, 1e300, -1e300, 5e-324]


def generate():
    rng = np.random.RandomState(21)
    cases = []
    for dtype in ("float64", "float32"):
        values = np.concatenate([SPECIALS, rng.standard_normal(20) * 3, rng.standard_normal(10) * 1e6]).astype(dtype)
        for op, f in EXACT.items():
            cases.append({"op": op, "a": array(values), "out": array(f(values)), "ulp": 0})
        for op, f in ROUNDED.items():
            low, high = DOMAIN.get(op, (-30.0, 30.0))
            if dtype == "float32":
                low, high = max(low, -87.0 if op == "exp" else low), min(high, 88.0 if "exp" in op else 1e30)
                low = max(low, 1e-30) if op in ("log", "log2") else low
            if op in ("log", "log2"):
                inside = np.concatenate([np.exp(rng.uniform(np.log(low), np.log(high), 40)), rng.uniform(0.5, 2, 40)])
            else:
                inside = np.concatenate([rng.uniform(low, high, 40), rng.uniform(-0.9, 0.9, 40), rng.standard_normal(20) * 1e-5])
            x = np.concatenate([SPECIALS, inside]).astype(dtype)
            wide = f(x.astype(np.longdouble))
            cases.append({"op": op, "a": array(x), "out": array(wide.astype(dtype)), "ulp": 2})
    integers = np.array([-7, 0, 3, 2**31 - 1, -(2**31)], "int32")
    for op in ("negative", "abs", "sign", "square", "floor", "ceil", "round", "logicalNot", "isNaN", "isFinite", "isInf"):
        cases.append({"op": op, "a": array(integers), "out": array({**EXACT}[op](integers)), "ulp": 0})
    for op in ("sqrt", "exp", "log", "tanh"):
        a = np.array([0, 1, 2, 9, 30], "int32")
        cases.append({"op": op, "a": array(a), "out": array({**EXACT, **ROUNDED}[op](a)), "ulp": 4})
    flags = np.array([True, False, True])
    cases.append({"op": "logicalNot", "a": array(flags), "out": array(~flags), "ulp": 0})
    for shape in ((), (0,), (2, 0), (1, 1), (2, 3, 2)):
        a = rng.standard_normal(shape)
        for op in ("negative", "square", "floor", "isNaN"):
            cases.append({"op": op, "a": array(a), "out": array(EXACT[op](a)), "ulp": 0})
    write("unary", cases)
