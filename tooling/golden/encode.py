"""How the golden files write arrays: compact JSON, every number so that reading it back gives the same bits."""

import json
import math
import pathlib

import numpy as np

DATA = pathlib.Path(__file__).parent / "data"

# Python's dtype names are NumPy's; these are the dtypes the library has.
DTYPES = ("float64", "float32", "int32", "uint8", "bool")


def number(value):
    """A JSON value for one element; what JSON lacks (NaN, infinities, -0) becomes a string."""
    if isinstance(value, (bool, np.bool_)):
        return bool(value)
    if isinstance(value, (int, np.integer)):
        return int(value)
    if isinstance(value, np.float32):
        # The shortest decimal that float32 reads back; the reader rounds to float32.
        shortest = float(np.format_float_scientific(value)) if math.isfinite(value) else float(value)
        return number(shortest)
    value = float(value)
    if math.isnan(value):
        return "NaN"
    if math.isinf(value):
        return "Infinity" if value > 0 else "-Infinity"
    if value == 0 and math.copysign(1, value) < 0:
        return "-0"
    return int(value) if value.is_integer() and abs(value) < 1e15 else value


def array(a, dtype=True):
    """An array in C order. dtype=False leaves the dtype out: NumPy's is one the library doesn't have (int64)."""
    a = np.asarray(a)
    record = {"shape": list(a.shape), "data": [number(x) for x in a.ravel()]}
    if dtype and a.dtype.name in DTYPES:
        record["dtype"] = a.dtype.name
    return record


def write(topic, cases, **extra):
    """Write data/<topic>.json, one case a line so that differences read well."""
    head = {"numpy": np.__version__, **extra}
    lines = [f"{json.dumps(k)}: {json.dumps(v, separators=(',', ':'))}" for k, v in head.items()]
    body = ",\n".join(json.dumps(c, separators=(",", ":"), allow_nan=False) for c in cases)
    text = "{\n" + ",\n".join(lines) + ',\n"cases": [\n' + body + "\n]\n}\n"
    json.loads(text)
    path = DATA / f"{topic}.json"
    path.write_text(text)
    print(f"{path.name}: {len(cases)} cases, {len(text) / 1024:.0f} kB")
