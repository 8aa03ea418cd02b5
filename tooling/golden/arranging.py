"""Making and rearranging: reshape, transpose, joining, splitting, repeating, sorting, ranges."""

import numpy as np

from encode import array, write


def numbered(shape, dtype="float64", start=0):
    return (np.arange(int(np.prod(shape))) + start).reshape(shape).astype(dtype)


def generate():
    rng = np.random.RandomState(23)
    cases = []

    def add(op, inputs, arguments, out, dtype=True):
        """arguments: what follows the array (or the list of arrays) in the library's call."""
        outs = [array(o, dtype) for o in out] if isinstance(out, list) else array(out, dtype)
        cases.append({"op": op, "inputs": [array(i) for i in inputs], "arguments": arguments, "out": outs})

    for shape, target in (
        ((6,), (2, 3)), ((2, 3), (6,)), ((2, 3), (3, 2)), ((2, 3), (-1,)), ((2, 3, 4), (-1, 4)), ((2, 3, 4), (4, -1, 2)), ((), (1,)), ((1, 1), ()),
        ((0, 3), (3, 0)), ((0,), (0, 5)), ((4, 2, 2), (4, -1)), ((2, 0), (-1,)),
    ):
        a = numbered(shape)
        add("reshape", [a], [list(target)], a.reshape(target))
    # Of a transposed view: the order is that of the view.
    for shape in ((2, 3), (2, 3, 4)):
        a = numbered(shape)
        add("ravelOfTranspose", [a], [], a.T.ravel())
        add("transpose", [a], [], a.T)
    # Rank 1 is missing: the library refuses it, since NumPy's answer changes nothing (§2.16 of the course).
    for shape in ((), (1, 3), (0, 2)):
        add("transpose", [numbered(shape)], [], numbered(shape).T)
    a = numbered((2, 3, 4))
    for axes in ([0, 1, 2], [2, 0, 1], [1, 0, 2], [-1, 0, 1]):
        add("transposeAxes", [a], [axes], a.transpose(axes))
    for axis in (0, 1, 2, -1, -2):
        add("expandDims", [numbered((2, 3))], [axis], np.expand_dims(numbered((2, 3)), axis))
    add("expandDims", [numbered(())], [0], np.expand_dims(numbered(()), 0))
    for shape, axis in (((1, 3, 1), None), ((1, 3, 1), 0), ((1, 3, 1), -1), ((1, 1), None), ((2, 3), None), ((1, 0), 0)):
        add("squeeze", [numbered(shape)], [] if axis is None else [{"axis": axis}], np.squeeze(numbered(shape), axis))
    for shape, target in (((3,), (2, 3)), ((), (2, 2)), ((2, 1), (2, 3)), ((1, 3), (2, 2, 3)), ((1,), (0,)), ((0, 1), (2, 0, 3))):
        add("broadcastTo", [numbered(shape)], [list(target)], np.broadcast_to(numbered(shape), target))
    for shapes, axis in (
        (((2,), (3,)), 0), (((2, 3), (1, 3)), 0), (((2, 1), (2, 2), (2, 3)), 1), (((2, 1), (2, 2)), -1), (((0, 3), (2, 3)), 0),
        (((2, 2, 2), (2, 1, 2)), 1), (((2, 2, 2), (2, 2, 3)), -1), (((3,),), 0), (((2, 3, 2), (1, 3, 2)), -3),
    ):
        parts = [numbered(s, start=10 * i) for i, s in enumerate(shapes)]
        add("concatenate", parts, [{"axis": axis}], np.concatenate(parts, axis))
    for pair in (("float64", "float32"), ("float32", "float32"), ("int32", "uint8"), ("bool", "bool"), ("float32", "uint8"), ("int32", "float32")):
        parts = [numbered((2,), pair[0]), numbered((2,), pair[1], 1)]
        add("concatenate", parts, [{"axis": 0}], np.concatenate(parts))
    for shape, axis, n in (((2, 3), 0, 2), ((2, 3), 1, 2), ((2, 3), 2, 3), ((2, 3), -1, 2), ((), 0, 3), ((0,), 0, 2), ((3,), -2, 1)):
        parts = [numbered(shape, start=10 * i) for i in range(n)]
        add("stack", parts, [{"axis": axis}], np.stack(parts, axis))
    for shape, parts, axis in (((6,), 3, 0), ((4, 6), 2, 0), ((4, 6), 3, 1), ((4, 6), 2, -1), ((6,), 1, 0), ((2, 0), 2, 1)):
        a = numbered(shape)
        add("split", [a], [parts, {"axis": axis}], np.split(a, parts, axis))
    for shape, parts, axis in (((7,), [2, 5], 0), ((4, 6), [1, 1, 4], 1), ((3,), [1, 9], 0)):
        a = numbered(shape)
        add("split", [a], [parts, {"axis": axis}], np.split(a, parts, axis))
    for shape, reps in (((3,), [2]), ((3,), [2, 2]), ((2, 2), [2]), ((2, 2), [2, 1, 3]), ((2, 2), [1, 2]), ((), [3]), ((2,), [0])):
        add("tile", [numbered(shape)], [reps], np.tile(numbered(shape), reps))
    for shape, n, axis in (((3,), 2, 0), ((2, 3), 2, 0), ((2, 3), 3, 1), ((2, 3), 2, -1), ((2, 3), 0, 1)):
        add("repeat", [numbered(shape)], [n, {"axis": axis}], np.repeat(numbered(shape), n, axis))
    for shape, axis in (((4,), 0), ((2, 3), 0), ((2, 3), 1), ((2, 3), -1), ((2, 3), None), ((2, 3, 2), None), ((0,), 0)):
        add("flip", [numbered(shape)], [] if axis is None else [{"axis": axis}], np.flip(numbered(shape), axis))
    # Sorting: NaN comes last, equal elements keep their order.
    for a in (
        rng.standard_normal(20), np.array([3.0, np.nan, -np.inf, 1, np.inf, np.nan, -0.0, 0.0]), rng.randint(0, 5, 30).astype("int32"),
        np.array([]), rng.randint(0, 256, 12).astype("uint8"),
    ):
        add("sort", [a], [], np.sort(a, kind="stable"))
        add("argsort", [a], [], np.argsort(a, kind="stable"), dtype=False)
    a = rng.randint(-9, 9, (3, 4)).astype("float64")
    for axis in (0, 1, -1):
        add("sort", [a], [{"axis": axis}], np.sort(a, axis, kind="stable"))
        add("argsort", [a], [{"axis": axis}], np.argsort(a, axis, kind="stable"), dtype=False)
    for a in (np.array([3.0, 1, 2, 1, 3]), np.array([2, 2, 2], "int32"), np.array([]), a):
        add("unique", [a], [], np.unique(a))
    add("bincount", [np.array([0, 1, 1, 3, 7], "int32")], [], np.bincount([0, 1, 1, 3, 7]), dtype=False)
    for arguments in ([5], [2, 7], [0, 1, 0.1], [5, 0, -2], [0, 10, 3], [3, 3], [1, 0], [0.5, 3], [-1, 1, 0.25]):
        add("arange", [], arguments, np.arange(*[float(x) for x in arguments]))
    for arguments in ([0, 1, 5], [0, 1, 50], [-3.12, 3.12, 200], [2, 2, 3], [1, 0, 4], [0, 1, 1], [0, 1, 0], [0, 0.1, 7]):
        add("linspace", [], arguments, np.linspace(*arguments))
    for arguments in ([3], [1], [0]):
        add("eye", [], arguments, np.eye(*arguments))
    condition = np.array([[True, False, True], [False, False, True]])
    x, y = numbered((2, 3)), numbered((3,), start=100)
    add("where", [condition, x, y], [], np.where(condition, x, y))
    add("where", [condition, np.array(1.5), numbered((2, 1))], [], np.where(condition, np.array(1.5), numbered((2, 1))))
    add("where", [condition, numbered((2, 3), "float32"), numbered((2, 3), "float32", 9)], [], np.where(condition, numbered((2, 3), "float32"), numbered((2, 3), "float32", 9)))
    for low, high in ((1, 3), (-5, 2), (4, 4)):
        add("clip", [numbered((2, 3))], [low, high], np.clip(numbered((2, 3)), low, high))
    write("arranging", cases)
