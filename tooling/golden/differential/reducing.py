"""Reductions, products, sorting: many elements to few, or in another order."""

import numpy as np

from .asking import CHOOSING, EITHER_ZERO, both_zeros, int32, is_float, run, whole
from .program import FLOATS, LARGEST, Skip, ref

REDUCTIONS = {
    "sum": np.sum, "mean": np.mean, "prod": np.prod, "min": np.min, "max": np.max, "std": np.std, "variance": np.var, "any": np.any,
    "all": np.all,
}


def epsilon(dtype):
    return 2.0**-24 if dtype == "float32" else 2.0**-53


def order_free(terms, dtype):
    """Are all partial sums exact, so that the order of adding doesn't matter?"""
    finite = np.abs(terms[np.isfinite(terms)].astype("float64"))
    bits = 24 if dtype == "float32" else 53
    return any(finite.sum() * grid < 2**bits and bool(np.all(np.rint(finite * grid) == finite * grid)) for grid in (1, 1024))


def sum_slack(terms, axis, dtype, count):
    """By how much two sums of n terms in different orders may differ: each is off by at most n half units of the sum of sizes."""
    totals = np.asarray(np.abs(np.where(np.isfinite(terms), terms, 0).astype("float64")).sum(axis=axis))
    if not np.all(np.isfinite(totals.astype(dtype))):
        raise Skip  # whether it overflows on the way depends on the order
    return 2 * count * epsilon(dtype) * float(totals.max(initial=0))


def reduction(p):
    name = p.choose(list(REDUCTIONS))
    i = p.pick()
    a = p.values[i]
    options, axis = p.axis_of(a)
    keep = p.chance(0.3)
    more = {"axis": axis, **({"keepdims": True} if keep else {})}
    if keep:
        options = {**options, "keepDims": True}
    if name in ("std", "variance") and p.chance(0.4):
        options["ddof"] = more["ddof"] = p.between(1, 2)
    result = REDUCTIONS[name](a, **more)
    count = a.size // max(1, np.asarray(result).size)
    usable = True
    if not is_float(a) and name in ("sum", "prod"):
        if not np.array_equal(result, REDUCTIONS[name](a.astype("float64"), **more)):
            raise Skip  # NumPy's int64 has wrapped
        result = int32(result)
    elif name in ("sum", "mean") and not (a.flags.c_contiguous or order_free(a, a.dtype.name)):
        # NumPy adds a view in the order of memory, or of the buffer it has copied it to.
        usable = False
        error = sum_slack(a, axis, a.dtype.name, count) / (count if name == "mean" else 1)
        p.slack = {"near": float(f"{error:.3g}")}
    elif name == "prod":
        sizes = np.abs(a[np.isfinite(a) & (a != 0)]).astype("float64")
        if np.abs(np.log2(sizes)).sum() > (100 if a.dtype == "float32" else 1000):
            raise Skip  # whether it overflows on the way depends on the order
        # NumPy multiplies in an order that depends on the axes and the processor; a product of n numbers rounds n - 1 times.
        usable = False
        p.slack = {"ulp": max(4, count)}
    elif name in ("std", "variance"):
        # NumPy lays the squared distances out as a view lies in memory and adds in that order; ours are contiguous.
        usable = a.flags.c_contiguous
        p.slack = {} if usable else {"ulp": 2 + count // 16}
        squares = np.square(np.abs(a.astype("float64"))).sum(axis=axis) * 1e-6
        if not usable and np.any(np.asarray(result).reshape(squares.shape) ** (1 if name == "variance" else 2) * count < squares):
            raise Skip  # all the same but for rounding
    elif name in CHOOSING:
        usable = not both_zeros(a)
        p.slack = {} if usable else EITHER_ZERO
    p.add([name, ref(i), options] if options or p.chance(0.2) else [name, ref(i)], whole(result, options, keep), usable)


def norm(p):
    i = p.pick()
    a = p.values[i]
    options, axis = p.axis_of(a, lists=False)
    operand = a if is_float(a) else a.astype("float64")
    keep = p.chance(0.3)
    result = np.linalg.norm(operand, axis=axis, keepdims=keep)
    # Over the whole array BLAS adds the squares, in an order of its own; those of a view are laid out as it lies in memory.
    usable = axis is not None and a.flags.c_contiguous
    p.slack = {} if usable else {"ulp": 2 + a.size // 16}
    p.add(["norm", ref(i), {**options, **({"keepDims": True} if keep else {})}], whole(result, options, keep), usable)


def position(p):
    name, f = p.choose([("argmin", np.argmin), ("argmax", np.argmax)])
    i = p.pick()
    options, axis = p.axis_of(p.values[i], lists=False)
    keep = p.chance(0.3)
    result = int32(f(p.values[i], axis=axis, keepdims=keep))
    p.add([name, ref(i), {**options, **({"keepDims": True} if keep else {})}], whole(result, options, keep))


def cumulative(p):
    i = p.pick()
    a = p.values[i]
    options, axis = p.axis_of(a, lists=False)
    result = np.cumsum(a, axis=axis)
    if a.ndim == 0 and axis is not None:
        raise Skip
    p.add(["cumsum", ref(i), options], result if is_float(a) else int32(result))


def ordering(p):
    i = p.pick()
    a = p.values[i]
    name = p.choose(["sort", "argsort", "unique", "bincount"])
    if name == "unique":
        usable = not (is_float(a) and both_zeros(a))
        p.slack = {} if usable else EITHER_ZERO
        p.add(["unique", ref(i)], np.unique(a), usable)
        return
    if name == "bincount":
        if a.ndim != 1 or a.dtype.name not in ("int32", "uint8") or a.size and (a.min() < 0 or a.max() > 60):
            raise Skip
        least = p.choose([0, 3, 9])
        p.add(["bincount", ref(i), *([{"minLength": least}] if least else [])], int32(np.bincount(a, minlength=least)))
        return
    options, axis = p.axis_of(a, lists=False)
    if a.ndim == 0:
        options, axis = {"axis": None}, None
    elif not options:
        axis = -1
    result = np.sort(a, axis, kind="stable") if name == "sort" else int32(np.argsort(a, axis, kind="stable"))
    p.add([name, ref(i), options] if options else [name, ref(i)], result)


def product(p):
    """Whole numbers multiply exactly in any order; with others both answers may be off by k half units of the sum of sizes."""
    name = p.choose(["matmul", "matmul", "matmul", "dot", "outer", "trace"])
    if name == "trace":
        i = p.pick(lambda a: a.ndim == 2)
        a = p.values[i]
        result = np.trace(a)
        p.add(["trace", ref(i)], (result if is_float(a) else int32(result)).item())
        return
    if name == "outer":
        i, j = p.pick(), p.pick()
        if p.values[i].size * p.values[j].size > LARGEST:
            raise Skip
        p.add(["outer", ref(i), ref(j)], np.outer(p.values[i], p.values[j]))
        return
    if name == "dot" and p.chance(0.5):
        i = p.pick(lambda a: a.ndim == 1)
        n = p.values[i].shape[0]
        j = p.pick(lambda b: b.shape == (n,)) if p.chance(0.4) else p.make([n], p.values[i].dtype.name if p.chance(0.6) else None)
    else:
        i = p.pick(lambda a: a.ndim >= 2 if name == "matmul" else a.ndim in (1, 2))
        a = p.values[i]
        k, n = a.shape[-1], p.between(1, 4)
        lead = [d if p.chance(0.6) else 1 for d in a.shape[:-2]]
        lead = lead[p.between(0, len(lead)) :] if p.chance(0.4) else lead
        shape = [*(lead if name == "matmul" else []), k, n]
        if name == "dot" and a.ndim == 2 and p.chance(0.5):
            shape = [k]
        j = p.make(shape, a.dtype.name if p.chance(0.6) else None)
        if p.chance(0.5):  # a transposed or reversed operand
            axes = list(range(len(shape)))
            axes[-2:] = axes[-2:][::-1]
            t = p.make([shape[axis] for axis in axes], p.values[j].dtype.name)
            j = p.add(["transpose", ref(t), axes], p.values[t].transpose(axes))
    a, b = p.values[i], p.values[j]
    result = np.matmul(a, b) if name == "matmul" else np.dot(a, b)
    usable = True
    if a.ndim == b.ndim == 1 and result.dtype.name in ("bool", "uint8"):
        result = int32(np.dot(a.astype("int64"), b.astype("int64")))
    if result.dtype.name in FLOATS:
        dtype = result.dtype.name
        if name == "dot" and 1 in (a.size, b.size) and not (np.isfinite(a).all() and np.isfinite(b).all()):
            raise Skip  # BLAS takes 0 times Infinity for 0 there

        def wide(x):
            return np.abs(np.where(np.isfinite(x), x, 0).astype("float64"))

        sizes = np.matmul(wide(a), wide(b)) if name == "matmul" else np.dot(wide(a), wide(b))
        largest = float(np.max(sizes, initial=0))
        grid = all(bool(np.all(np.rint(x * 32) == x * 32)) for x in (wide(a), wide(b)))
        if largest > (1e37 if dtype == "float32" else 1e300) or np.max(wide(a), initial=0) * np.max(wide(b), initial=0) > 1e300:
            raise Skip  # whether it overflows depends on the order
        if np.any(result == 0):
            usable = False  # which zero it is depends on where BLAS begins
            p.slack = EITHER_ZERO
        if not (grid and largest * 1024 < (2**24 if dtype == "float32" else 2**53)):
            usable = False
            p.slack = {"near": float(f"{2 * a.shape[-1] * epsilon(dtype) * largest:.3g}")}
    if np.ndim(result) == 0:
        p.add([name, ref(i), ref(j)], np.asarray(result).item(), usable)
    elif name == "matmul":
        run(p, name, [ref(i), ref(j)], lambda **o: np.matmul(a, b, **o), usable)
    else:
        p.add([name, ref(i), ref(j)], result, usable)
