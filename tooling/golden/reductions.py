"""Reductions: every form of axis, keepDims, ddof, NaN, empty arrays, and the order in which long sums are added."""

import itertools

import numpy as np

from encode import array, number, write

OPS = {
    "sum": np.sum, "mean": np.mean, "prod": np.prod, "min": np.min, "max": np.max, "argmin": np.argmin, "argmax": np.argmax,
    "std": np.std, "variance": np.var, "any": np.any, "all": np.all, "norm": np.linalg.norm, "cumsum": np.cumsum,
}


def axes_of(op, rank):
    """None, each axis from both ends and, where the function takes them, lists of axes."""
    yield None
    yield from range(-rank, rank)
    if op not in ("argmin", "argmax", "cumsum", "norm"):
        for pair in itertools.combinations(range(rank), 2):
            yield list(pair)
        if rank >= 2:
            yield [-1, 0]
        yield list(range(rank))
        yield []


def viewed(a):
    """The same elements as a view that runs backwards, down the columns first; the tests make the same."""

    def turn(x):
        return np.flip(np.transpose(x))

    return turn(np.copy(turn(a), order="C"))


def generate():
    rng = np.random.RandomState(22)
    arrays = []
    cases = []

    def add(op, index, axis=None, keep=False, ddof=0):
        a = arrays[index]
        options = {}
        arguments = {}
        if axis is not None:
            options["axis"] = axis
            arguments["axis"] = tuple(axis) if isinstance(axis, list) else axis
        if keep:
            options["keepDims"] = True
            arguments["keepdims"] = True
        if ddof:
            options["ddof"] = ddof
            arguments["ddof"] = ddof
        case = {"op": op, "a": index}
        if options:
            case["options"] = options
        try:
            out = OPS[op](a, **arguments)
        except ValueError:
            case["throws"] = True
            cases.append(case)
            return
        # A float32 answer that is a plain number has all the digits of that float32.
        # NumPy answers int64 for sums of integers and for indices: the values count, the dtype is the library's own choice.
        def record(value):
            return array(value) if np.ndim(value) or axis is not None or keep or op == "cumsum" else number(value.item())

        case["out"] = record(out)
        # NumPy adds in the order of memory, so a view of the same elements may round differently.
        view = record(OPS[op](viewed(a), **arguments))
        if view != case["out"]:
            case["view"] = view
        cases.append(case)

    def with_array(a):
        arrays.append(a)
        return len(arrays) - 1

    # Every form of axis.
    for shape in ((), (1,), (5,), (2, 3), (2, 3, 4)):
        i = with_array(np.asarray(rng.standard_normal(shape)))
        for op in OPS:
            for axis in axes_of(op, len(shape)):
                add(op, i, axis)
                if op != "cumsum":
                    add(op, i, axis, keep=True)
    # Other dtypes.
    for dtype in ("float32", "int32", "uint8", "bool"):
        raw = rng.standard_normal((3, 4)) * 5
        a = raw.astype(dtype) if dtype == "float32" else (rng.randint(0, 2, (3, 4)) if dtype == "bool" else rng.randint(0, 50, (3, 4))).astype(dtype)
        i = with_array(a)
        for op in OPS:
            if op == "norm" and dtype != "float32":
                continue
            for axis in (None, 0, 1):
                if op == "prod" and axis is None and dtype != "float32":
                    continue  # more than 2^53
                add(op, i, axis)
    # ddof.
    i = with_array(rng.standard_normal((4, 5)))
    for op, axis, ddof in itertools.product(("std", "variance"), (None, 0, 1), (1, 2)):
        add(op, i, axis, ddof=ddof)
        add(op, i, axis, keep=True, ddof=ddof)
    # NaN and infinities, ties, signed zeros.
    for values in ([1, np.nan, 3], [np.inf, 1, -np.inf], [np.nan, np.nan, 1], [2, 7, 7, 2], [0.0, -0.0], [-0.0, -0.0], [np.inf, np.inf, 1]):
        i = with_array(np.array(values, "float64"))
        for op in OPS:
            add(op, i)
    i = with_array(np.array([[1, np.nan, 3], [4, 5, 6]]))
    for op, axis in itertools.product(OPS, (0, 1)):
        add(op, i, axis)
    # Empty arrays.
    for shape in ((0,), (0, 3), (2, 0)):
        i = with_array(np.zeros(shape))
        for op in OPS:
            for axis in (None, *range(len(shape))):
                if op in ("mean", "std", "variance") and OPS[op](arrays[i], axis=axis).size and np.any(np.isnan(OPS[op](arrays[i], axis=axis))):
                    continue  # NumPy warns and gives NaN; the library decides for itself
                if op == "norm":
                    continue
                add(op, i, axis)
    # Long sums: the blocks of NumPy's pairwise addition show only in long rows. Numbers are k / 1009, rounded: every sum rounds.
    for n in (7, 8, 9, 127, 128, 129, 136, 137, 255, 256, 257, 1000, 4096):
        k = (np.arange(n) * 7919 + n) % 1009
        i = with_array(k / 1009)
        add("sum", i)
        add("mean", i)
        add("variance", i)
    for shape in ((3, 200), (200, 3), (2, 130, 3), (5, 300)):
        k = (np.arange(np.prod(shape)) * 7919 + 3) % 1009
        i = with_array((k / 1009 - 0.3).reshape(shape))
        for op, axis in itertools.product(("sum", "mean", "std"), (None, *range(len(shape)))):
            add(op, i, axis)
    k = (np.arange(3000) * 7919 + 5) % 1009
    i = with_array((k / 1009).astype("float32").reshape(3, 1000))
    for op, axis in itertools.product(("sum", "mean"), (None, 0, 1)):
        add(op, i, axis)
    write("reductions", cases, arrays=[array(a) for a in arrays])
