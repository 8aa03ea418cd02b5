"""Views, the parts of arrays and their joining; and writing through views."""

import numpy as np

from .asking import EITHER_ZERO, both_zeros, convertible, is_float, writable
from .elementwise import BINARY
from .program import LARGEST, Skip, plain, ref

def slice_items(p, shape):
    """Random items for a shape; a few ask for more than is there, which ranges allow."""
    items = []
    for n in shape:
        form = p.choose(["index", ":", "range", "range", "step", "step"])
        if form == "index" and n > 0:
            items.append(p.between(-n, n - 1))
        elif form == "range":
            items.append([p.choose([None, p.between(-n - 1, n + 1)]), p.choose([None, p.between(-n - 1, n + 1)])])
        elif form == "step":
            step = p.choose([-1, -1, -2, -3, 1, 2, 3])
            items.append([p.choose([None, None, p.between(-n - 1, n + 1)]), p.choose([None, None, p.between(-n - 1, n + 1)]), step])
        else:
            items.append(":")
    if p.chance(0.3):
        start = p.between(0, len(items))
        items[start : p.between(start, len(items))] = ["..."]
    elif p.chance(0.3):
        items = items[: p.between(0, len(items))]
    for _ in range(p.choose([0, 0, 0, 1, 1, 2])):
        items.insert(p.between(0, len(items)), "newaxis")
    return items


def numpy_index(items):
    forms = {":": slice(None), "...": Ellipsis, "newaxis": None}
    index = [slice(*x) if isinstance(x, list) else forms.get(x, x) for x in items]
    return tuple(index if "..." in items else [*index, Ellipsis])  # with an ellipsis the result is a view even at rank 0


def slicing(p):
    i = p.pick()
    items = slice_items(p, p.values[i].shape)
    p.add(["slice", ref(i), *items], p.values[i][numpy_index(items)])


def rearranging(p):
    """Views, but for the copies that reshape makes where strides don't allow one."""
    i = p.pick()
    a = p.values[i]
    name = p.choose(["transpose", "permute", "flip", "expandDims", "squeeze", "broadcastTo", "reshape", "reshape", "ravel", "line"])
    x = ref(i)
    if name == "transpose" and a.ndim != 1:
        p.add(["transpose", x], a.T)
    elif name == "permute":
        axes = [int(axis) - (a.ndim if p.chance(0.3) else 0) for axis in p.rng.permutation(a.ndim)]
        p.add(["transpose", x, axes], a.transpose(axes))
    elif name == "flip":
        options, axis = p.axis_of(a)
        p.add(["flip", x, options], np.flip(a, axis) if a.ndim else a[...])
    elif name == "expandDims" and a.ndim < 5:
        axis = p.between(-a.ndim - 1, a.ndim)
        p.add(["expandDims", x, axis], np.expand_dims(a, axis))
    elif name == "squeeze":
        ones = [axis for axis, n in enumerate(a.shape) if n == 1]
        if ones and p.chance(0.5):
            axis = p.choose([p.choose(ones), ones, p.choose(ones) - a.ndim])
            p.add(["squeeze", x, {"axis": axis}], np.squeeze(a, tuple(axis) if isinstance(axis, list) else axis))
        else:
            p.add(["squeeze", x], np.squeeze(a))
    elif name == "broadcastTo":
        shape = [p.between(0, 3) if n == 1 else n for n in a.shape]
        shape = [p.between(1, 2) for _ in range(p.choose([0, 0, 1, 2]))] + shape
        if len(shape) > 5 or np.prod(shape) > LARGEST:
            raise Skip
        p.add(["broadcastTo", x, shape], np.broadcast_to(a, shape))
    elif name == "reshape":
        shape = factors(p, a.size)
        p.add(["reshape", x, shape], a.reshape(shape))
    elif name == "ravel":
        p.add(["ravel", x], a.reshape(-1))
    elif name == "line" and a.ndim <= 2 and sum(n != 1 for n in a.shape) <= 1:
        shape = p.choose([(-1, 1), (1, -1)])
        p.add(["asRow" if shape[0] == 1 else "asColumn", x], a.reshape(shape))
    else:
        raise Skip


def factors(p, size):
    """A random shape of so many elements, perhaps with a -1."""
    if size == 0:
        shape = [0, *[p.between(0, 3) for _ in range(p.between(0, 2))]]
        p.rng.shuffle(shape)
        return [int(n) for n in shape]
    shape = []
    rest = size
    while rest > 1:
        n = p.choose([d for d in range(2, rest + 1) if rest % d == 0])
        shape.append(n)
        rest //= n
    for _ in range(p.choose([0, 0, 1])):
        shape.insert(p.between(0, len(shape)), 1)
    if shape and p.chance(0.4):
        shape[p.between(0, len(shape) - 1)] = -1
    return shape


def choosing(p):
    i = p.pick()
    a = p.values[i]
    name = p.choose(["where", "compress", "compressAxis", "take", "take", "clip"])
    if name == "where":
        c = p.partner(i)
        condition = p.values[c]
        if p.chance(0.4):
            x, y = p.scalar(a.dtype.name)
            if not is_float(a) and not isinstance(y, float):
                np.add(a, y)  # refuses a number out of range, which NumPy's where wraps
            if p.chance(0.5):
                p.add(["where", ref(c), ref(i), x], np.where(condition, a, y))
            else:
                p.add(["where", ref(c), x, ref(i)], np.where(condition, y, a))
        else:
            j = p.partner(i)
            p.add(["where", ref(c), ref(i), ref(j)], np.where(condition, a, p.values[j]))
    elif name == "clip":
        (x, low), (y, high) = p.scalar(a.dtype.name), p.scalar(a.dtype.name)
        if p.chance(0.3):
            j = p.partner(i)
            if p.values[j].dtype != a.dtype and p.chance(0.7):
                raise Skip
            x, low = ref(j), p.values[j]
        raised = np.maximum(a, low)
        high = plain(y, raised.dtype.name) if not isinstance(y, str) else high
        np.minimum(raised, high)  # refuses a bound out of range, which NumPy's clip takes
        usable = not both_zeros(a, low, high)
        p.slack = {} if usable else EITHER_ZERO
        p.add(["clip", ref(i), x, y], np.clip(raised if a.dtype == "bool" else a, low, high), usable)
    elif name == "compress":
        c = p.make(a.shape, "bool")
        p.add(["compress", ref(c), ref(i)], a[p.values[c]])
    elif a.ndim == 0:
        raise Skip
    elif name == "compressAxis":
        axis = p.between(-a.ndim, a.ndim - 1)
        c = p.make([a.shape[axis]], "bool")
        mask = ref(c) if p.chance(0.6) else p.values[c].tolist()
        p.add(["compress", mask, ref(i), {"axis": axis}], np.compress(p.values[c], a, axis))
    else:
        axis = None if p.chance(0.3) else p.between(-a.ndim, a.ndim - 1)
        n = a.size if axis is None else a.shape[axis]
        indices = [p.between(-n, n - 1) for _ in range(p.between(0, 5))] if n else []
        given = indices
        if p.chance(0.4) and all(k >= 0 for k in indices):
            given = ref(p.add(["literal", indices, [len(indices)], "uint8"], np.array(indices, "uint8")))
        elif p.chance(0.4):
            given = ref(p.add(["literal", indices, [len(indices)], "int32"], np.array(indices, "int32")))
        p.add(["take", ref(i), given, *([] if axis is None else [{"axis": axis}])], np.take(a, np.array(indices, "int64"), axis))


def joinable(a, b, along):
    return a.ndim == b.ndim and all(axis == along or m == n for axis, (m, n) in enumerate(zip(a.shape, b.shape)))


def joining(p):
    i = p.pick()
    a = p.values[i]
    name = p.choose(["concatenate", "concatenate", "stack", "split", "split", "tile", "repeat"])
    axis = p.between(-a.ndim, a.ndim - 1) if a.ndim else None
    if name == "concatenate" and a.ndim:
        along = axis % a.ndim
        others = []
        for _ in range(p.between(0, 2)):
            shape = [p.between(0, 3) if k == along else n for k, n in enumerate(a.shape)]
            others.append(p.pick(lambda b: joinable(a, b, along)) if p.chance(0.4) else p.make(shape))
        parts = [i, *others]
        p.rng.shuffle(parts)
        options = [] if along == 0 and p.chance(0.5) else [{"axis": axis}]
        p.add(["concatenate", [ref(k) for k in parts], *options], np.concatenate([p.values[k] for k in parts], axis))
    elif name == "stack":
        parts = [i, *[p.pick(lambda b: b.shape == a.shape) if p.chance(0.5) else p.make(list(a.shape)) for _ in range(p.between(0, 2))]]
        new = p.between(-a.ndim - 1, a.ndim)
        p.add(["stack", [ref(k) for k in parts], {"axis": new}], np.stack([p.values[k] for k in parts], new))
    elif name == "split" and a.ndim:
        n = a.shape[axis]
        if p.chance(0.5):
            parts = p.choose([d for d in range(1, max(2, n + 1)) if n % d == 0])
        else:
            parts = sorted(p.between(0, n + 1) for _ in range(p.between(0, 3)))
        pieces = np.split(a, parts, axis)
        k = p.add(["split", ref(i), parts, {"axis": axis}], pieces)
        which = p.between(0, len(pieces) - 1)
        p.add(["part", ref(k), which], pieces[which])
    elif name == "tile":
        counts = [p.between(0 if p.chance(0.15) else 1, 3) for _ in range(p.between(1, 3))]
        given = counts[0] if len(counts) == 1 and p.chance(0.5) else counts
        p.add(["tile", ref(i), given], np.tile(a, given))
    elif name == "repeat":
        count = p.between(0 if p.chance(0.2) else 1, 3)
        if axis is None or p.chance(0.3):
            p.add(["repeat", ref(i), count], np.repeat(a, count))
        else:
            p.add(["repeat", ref(i), count, {"axis": axis}], np.repeat(a, count, axis))
    else:
        raise Skip


def window(p, n, length):
    """A range that walks `length` of n elements, in steps of either sign."""
    widest = (n - 1) // (length - 1) if length > 1 else 1
    step = p.between(1, max(1, min(2, widest)))
    start = p.between(0, n - 1 - step * (length - 1))
    last = start + step * (length - 1)
    if p.chance(0.35):
        return [last, start - 1 if start else None, -step]
    return [start, last + 1, step]


def overlapping(p):
    """out into a view of the memory that is read, shifted, strided or reversed."""
    b = p.pick(lambda a: 1 <= a.ndim <= 3 and min(a.shape) > 1 and writable(a))
    base = p.values[b]
    lengths = [p.between((n + 1) // 2, n) for n in base.shape]
    views = []
    for _ in range(p.between(2, 3)):
        items = [window(p, n, length) for n, length in zip(base.shape, lengths)]
        views.append(p.add(["slice", ref(b), *items], base[numpy_index(items)]))
    *sources, target = views
    out = p.values[target]
    if len(sources) == 1 and p.chance(0.3):
        name, f = p.choose([("negative", np.negative), ("square", np.square), ("abs", np.abs), ("floor", np.floor)])
        operands, arguments = [p.values[sources[0]]], [ref(sources[0])]
    else:
        name = p.choose(["add", "multiply", "subtract", "logicalAnd"] if base.dtype == "bool" else ["add", "subtract", "multiply", "maximum"])
        f = BINARY[name]
        operands, arguments = [p.values[k] for k in sources], [ref(k) for k in sources]
        if len(sources) == 1:
            x, y = p.scalar(base.dtype.name)
            operands.append(y)
            arguments.append(x)
    result = np.asarray(f(*operands))
    if result.dtype != base.dtype or name == "maximum" and both_zeros(*operands):
        raise Skip
    f(*operands, out=out)
    p.written = True
    p.add([name, *arguments, {"out": ref(target)}], out)


def assigning(p):
    i = p.pick(writable)
    a = p.values[i]
    if p.chance(0.7):
        items = slice_items(p, a.shape)
        i = p.add(["slice", ref(i), *items], a[numpy_index(items)])
        a = p.values[i]
    if p.chance(0.4):
        x, y = p.scalar(a.dtype.name)
        if not is_float(a) and isinstance(y, float):
            raise Skip
        given = x
    else:
        shape = [1 if p.chance(0.3) else n for n in a.shape][p.between(0, a.ndim) if p.chance(0.2) else 0 :]
        j = p.pick(lambda v: v.shape == a.shape) if p.chance(0.5) else p.make(shape, a.dtype.name if p.chance(0.6) else None)
        y, given = p.values[j], ref(j)
        convertible(y, a.dtype.name)
    a[...] = y
    p.written = True
    p.add(["assign", ref(i), given], a)
