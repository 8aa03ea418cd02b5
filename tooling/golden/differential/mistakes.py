"""Steps that NumPy refuses, which the library must refuse too. Each gives the step and NumPy's call; a step that NumPy takes is dropped."""

import numpy as np

from .asking import is_float
from .elementwise import BINARY
from .program import Skip, ref
from .reducing import REDUCTIONS
from .viewing import numpy_index, slice_items


def shapes(p):
    i = p.pick()
    j = p.make()
    name = p.choose(list(BINARY))
    return [name, ref(i), ref(j)], lambda: np.broadcast_shapes(p.values[i].shape, p.values[j].shape)


def axes(p):
    i = p.pick()
    a = p.values[i]
    name = p.choose([*REDUCTIONS, "argmin", "cumsum", "sort", "concatenate", "flip"])
    axis = p.choose([a.ndim, -a.ndim - 1, a.ndim + 3])
    if name == "concatenate":
        return [name, [ref(i), ref(i)], {"axis": axis}], lambda: np.concatenate([a, a], axis)
    if name in REDUCTIONS and a.ndim and p.chance(0.4):
        return [name, ref(i), {"axis": [0, -a.ndim]}], lambda: REDUCTIONS[name](a, axis=(0, -a.ndim))
    return [name, ref(i), {"axis": axis}], lambda: np.flip(a, axis)


def emptiness(p):
    shape = p.shape()
    shape.insert(p.between(0, len(shape)), 0)
    i = p.make(shape)
    name, f = p.choose([("min", np.min), ("max", np.max), ("argmin", np.argmin), ("argmax", np.argmax)])
    axis = p.choose([None, p.between(0, len(shape) - 1)])
    return [name, ref(i), {"axis": axis}], lambda: f(p.values[i], axis=axis)


def places(p):
    i = p.pick()
    a = p.values[i]
    items = slice_items(p, a.shape)
    form = p.choose(["far", "many", "twice", "step"])
    if form == "far" and a.ndim:
        items = [*[":"] * (a.ndim - 1), p.choose([a.shape[-1], -a.shape[-1] - 1])]
    elif form == "many":
        items = [":"] * (a.ndim + 1)
    elif form == "twice":
        items = ["...", *items, "..."]
    elif a.ndim:
        items = [[None, None, 0]]
    return ["slice", ref(i), *items], lambda: a[numpy_index(items)]


def counts(p):
    i = p.pick()
    a = p.values[i]
    shape = p.choose([[a.size + 1], [-1, a.size + 2], [-1, -1], [2, a.size]])
    return ["reshape", ref(i), shape], lambda: a.reshape(shape)


def stretches(p):
    i = p.pick()
    shape = p.shape()
    return ["broadcastTo", ref(i), shape], lambda: np.broadcast_to(p.values[i], shape)


def indices(p):
    i = p.pick(lambda a: a.ndim > 0)
    a = p.values[i]
    axis = p.between(0, a.ndim - 1)
    far = [0, p.choose([a.shape[axis], -a.shape[axis] - 1])]
    return ["take", ref(i), far, {"axis": axis}], lambda: np.take(a, far, axis)


def joins(p):
    i, j = p.pick(), p.make()
    a, b = p.values[i], p.values[j]
    if p.chance(0.5):
        return ["stack", [ref(i), ref(j)]], lambda: np.stack([a, b])
    return ["concatenate", [ref(i), ref(j)]], lambda: np.concatenate([a, b])


def products(p):
    i, j = p.pick(), p.make()
    return ["matmul", ref(i), ref(j)], lambda: np.matmul(p.values[i], p.values[j])


def permutations(p):
    i = p.pick()
    a = p.values[i]
    axes = p.choose([[0] * a.ndim, list(range(a.ndim + 1)), list(range(1, a.ndim + 1))])
    return ["transpose", ref(i), axes], lambda: a.transpose(axes)


def squeezes(p):
    i = p.pick(lambda a: a.ndim > 0)
    axis = p.between(0, p.values[i].ndim - 1)
    return ["squeeze", ref(i), {"axis": axis}], lambda: np.squeeze(p.values[i], axis)


def splits(p):
    i = p.pick(lambda a: a.ndim > 0)
    n = p.values[i].shape[0] + 1
    return ["split", ref(i), n], lambda: np.split(p.values[i], n)


def types(p):
    """Bools have no difference and no sign; uint8 has no -1; integers have no negative powers."""
    i = p.pick(lambda a: not is_float(a))
    a = p.values[i]
    if a.dtype == "bool":
        name, f = p.choose([("negative", np.negative), ("sign", np.sign), ("subtract", lambda x: np.subtract(x, x))])
        return [name, ref(i), *([ref(i)] if name == "subtract" else [])], lambda: f(a)
    if a.dtype == "uint8" and p.chance(0.5):
        x = p.choose([-1, 256, 1000])
        return ["add", ref(i), x], lambda: np.add(a, x)
    if a.dtype == "int32" and p.chance(0.5):
        x = p.choose([2**31, -(2**31) - 1])
        return ["multiply", ref(i), x], lambda: np.multiply(a, x)
    if a.size == 0 or a.dtype == "uint8":
        raise Skip
    return ["power", ref(i), -2], lambda: np.power(a, -2)


MISTAKES = [shapes, shapes, axes, axes, emptiness, places, counts, stretches, indices, joins, products, permutations, squeezes, splits, types]
