"""Thousands of random programs of one to six steps, and what NumPy has at the end of each.

The committed file comes from one seed: python3 tooling/golden/generate.py differential
Another seed, where Python and NumPy are: node tooling/golden/differential.mjs --seed 123
That makes new programs in a temporary folder and runs the same comparison on them.

A program is a list of calls of the library: "$3" is the result of step 3, "literal" an array of given elements, "part" one of a list. Each step's
function picks operands, asks NumPy, and appends the call. A step whose bits aren't fixed ends its program, which says how far it may be off.

Left out, because there the library's answer is its own documented choice:
- int64. Sums, cumulative sums and products of bool, uint8 and int32 count in int32, and are refused when they don't fit: such programs are
  dropped. So does dot of two vectors of bool or uint8, a plain number. Positions are int32. A bool with a whole number gives int32.
- float16. Real functions of bool and uint8 give float64: NumPy is asked for that.
- int8: power, mod, square and the like of bools, which NumPy gives as int8.
- matmul of vectors and transpose of a rank-1 array, which are refused; dot of ranks above 2, which is matmul.
- A number out of an integer dtype's range, which the library refuses: NumPy's where wraps it and clip ignores it.
- Writing into a broadcast view; out of another dtype than the result's; a mask shorter than its axis.
- ravel is a view wherever strides allow: NumPy is asked for reshape(-1). A slice or flip of rank 0 is a view, not a scalar.
And because NumPy's answer isn't fixed: conversions of floats to integers that can't hold them, the reciprocal of an integer 0, overflow on the
way of a product whose order is free, -Infinity to the power 0.5 (NaN for one exponent, Infinity for several),
dot of a single 0 with Infinity.
"""

import gzip
import json
import pathlib
import warnings

import numpy as np

from encode import DATA, array, number

from .elementwise import binary, converting, inspecting, making, rounded, unary
from .mistakes import MISTAKES
from .program import Program, Skip
from .reducing import cumulative, norm, ordering, position, product, reduction
from .viewing import assigning, choosing, joining, overlapping, rearranging, slicing

SEED = 26
PROGRAMS = 10_000
REFUSALS = (ValueError, IndexError, TypeError, OverflowError)

# How often each kind of step comes up.
STEPS = {
    binary: 22, unary: 8, rounded: 4, reduction: 18, norm: 2, position: 5, cumulative: 4, slicing: 12, rearranging: 16, choosing: 10, joining: 9,
    ordering: 6, product: 8, overlapping: 5, assigning: 5, converting: 3, making: 2, inspecting: 2,
}
KINDS = list(STEPS)
WEIGHTS = np.array(list(STEPS.values())) / sum(STEPS.values())


def attempt(p, step):
    """Run one step; take back what it has done if it doesn't apply. NumPy's arrays are not written to before a step is certain."""
    before = len(p.steps)
    try:
        step(p)
        return True
    except (Skip, *REFUSALS):
        del p.steps[before:], p.values[before:], p.usable[before:]
        p.slack = {}
        return False


def record(value):
    return array(value) if isinstance(value, np.ndarray) else number(value)


def random_program(seed, k):
    """The record of program k, or None if nothing came of it."""
    p = Program(np.random.default_rng([seed, k]))
    if p.chance(0.05):
        return mistaken(p)
    wanted, done = p.between(1, 6), 0
    for _ in range(40):
        if attempt(p, KINDS[p.rng.choice(len(KINDS), p=WEIGHTS)]):
            done += 1
        if done == wanted or p.usable and not p.usable[-1]:
            break
    if done == 0 or isinstance(p.values[-1], list):
        return None
    last = p.values[-1]
    if isinstance(last, np.ndarray) and last.size == 0 and p.chance(0.6):
        return None
    # After a write, everything that owns memory: what was written, and nothing else, has changed.
    watched = [i for i, v in enumerate(p.values) if p.written and isinstance(v, np.ndarray) and p.steps[i][0] == "literal"]
    results = [[i, record(p.values[i])] for i in {*watched, len(p.values) - 1}]
    return {"steps": p.steps, "results": results, **p.slack}


def mistaken(p):
    """A program whose last step NumPy refuses."""
    p.make()
    if p.chance(0.5):
        attempt(p, KINDS[p.rng.choice(len(KINDS), p=WEIGHTS)])
    if not p.usable[-1]:
        return None
    try:
        step, call = p.choose(MISTAKES)(p)
    except Skip:
        return None
    try:
        call()
    except REFUSALS:
        return {"steps": [*p.steps, step], "throws": True}
    return None


def write(path, seed, count):
    np.seterr(all="ignore")
    warnings.simplefilter("ignore")
    lines = []
    k = 0
    while len(lines) < count:
        program = random_program(seed, k)
        k += 1
        if program is not None:
            lines.append(json.dumps(program, separators=(",", ":"), allow_nan=False))
    head = f'"numpy": "{np.__version__}",\n"seed": {seed},\n"programs": [\n'
    text = "{\n" + head + ",\n".join(lines) + "\n]\n}\n"
    data = gzip.compress(text.encode(), 9, mtime=0)
    pathlib.Path(path).write_bytes(data)
    print(f"{pathlib.Path(path).name}: {count} programs, seed {seed}, {len(text) / 1024:.0f} kB, {len(data) / 1024:.0f} kB compressed")


def generate():
    write(DATA / "differential.json.gz", SEED, PROGRAMS)
