"""Basic indexing (views): integers, ranges with steps of either sign, newaxis, ellipsis; and picking by index or mask."""

import numpy as np

from encode import array, write

# Items as the library writes them: an integer, ":", [start, stop], [start, stop, step], "newaxis", "...".
SLICES = {
    (): [["..."], ["newaxis"], ["...", "newaxis"]],
    (7,): [
        [0], [-1], [6], [-7], [":"], [[0, 3]], [[2, None]], [[None, -2]], [[None, None, 2]], [[None, None, -1]], [[5, 1, -2]], [[5, None, -2]],
        [[None, 2, -1]], [[-3, None]], [[-100, 100]], [[100, -100, -1]], [[100, 200]], [[3, 3]], [[5, 2]], [[2, 5, -1]], [[None, None, 100]],
        [[None, None, -100]], [[-1, None, -3]], [[0, 0]], ["newaxis", ":"], [":", "newaxis"], ["..."], ["...", 2], [2, "..."],
    ],
    (3, 4): [
        [0], [-1], [1, 2], [-1, -1], [":", 0], [":", -2], [[0, 2]], [":", [1, 3]], [[None, None, -1], [None, None, -1]], [[0, 3, 2], [3, None, -2]],
        [1, [0, 2]], [[0, 1], 2], ["newaxis"], [":", "newaxis", 1], ["newaxis", 0, "newaxis"], ["...", 0], [0, "..."], [":", "...", "newaxis"],
        [[2, 1]], [[5, 9], ":"], ["...", [None, None, -2]], ["newaxis", "...", "newaxis"],
    ],
    (2, 3, 4): [
        [0], [1, -1], [1, 2, 3], ["...", 0], [0, "...", 1], [":", [None, None, -1]], [[None, None, -1], "...", [0, 3, 2]], [":", ":", [-3, -1]],
        ["newaxis", ":", 1], [":", 0, "newaxis", [1, None]], [-2, [2, 0, -1], [None, None, 3]], [[0, 0], ":", 1], ["...", "newaxis", 2],
        [":", ":", ":", "newaxis"], ["...", ":", ":", ":"],
    ],
    (0, 3): [[":"], [":", 1], [[None, None, -1]], [":", "newaxis"], ["...", [0, 2]]],
    (1, 1): [[0], [0, 0], [-1, [None, None, -1]], [":", [5, None]]],
}
FAILING = {
    (7,): [[7], [-8], [0, 0], [[0, 5, 0]], ["...", "..."]],
    (3, 4): [[3], [0, 4], [":", -5], [0, 0, 0], [":", ":", ":"]],
    (0, 3): [[0], [-1]],
}


def python_item(item):
    if item == ":":
        return slice(None)
    if item == "...":
        return Ellipsis
    if item == "newaxis":
        return None
    return slice(*item) if isinstance(item, list) else item


def generate():
    cases = []
    for shape, lists in SLICES.items():
        a = np.arange(int(np.prod(shape)), dtype="float64").reshape(shape)
        for items in lists:
            view = a[tuple(python_item(i) for i in items)]
            cases.append({"op": "slice", "shape": list(shape), "items": items, "out": array(view)})
    # A slice of a slice.
    a = np.arange(60, dtype="float64").reshape(3, 4, 5)
    for first, second in (
        ([[None, None, -1]], [1, [None, None, 2]]), ([":", [None, None, -2], [1, 4]], ["...", [None, None, -1]]), ([1], [[3, 0, -1], 2]),
        ([":", 2], [[None, None, -1], [4, None, -3]]), (["newaxis", [1, None]], [0, -1, ":", "newaxis", 3]),
    ):
        view = a[tuple(python_item(i) for i in first)][tuple(python_item(i) for i in second)]
        cases.append({"op": "slice", "shape": [3, 4, 5], "items": first, "then": second, "out": array(view)})
    a = np.arange(24, dtype="float64").reshape(2, 3, 4)
    for axis in (0, 1, 2, -1):
        n = a.shape[axis]
        for indices in ([0], [n - 1, 0], [-1, -n, 0, 0], []):
            cases.append({"op": "take", "shape": [2, 3, 4], "indices": indices, "axis": axis, "out": array(np.take(a, np.array(indices, "int32"), axis=axis))})
        for mask in (np.arange(n) % 2 == 0, np.zeros(n, bool), np.ones(n, bool)):
            cases.append({"op": "compress", "shape": [2, 3, 4], "mask": mask.tolist(), "axis": axis, "out": array(np.compress(mask, a, axis=axis))})
    failing = [{"shape": list(shape), "items": items} for shape, lists in FAILING.items() for items in lists]
    write("slicing", cases, failing=failing)
