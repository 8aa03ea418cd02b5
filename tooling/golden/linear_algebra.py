"""Products of matrices and vectors. Whole numbers, so that no order of addition rounds; one rounded case with its tolerance."""

import numpy as np

from encode import array, number, write

MATMUL = [
    ((2, 3), (3, 4)), ((1, 1), (1, 1)), ((3, 1), (1, 3)), ((1, 4), (4, 1)), ((5, 5), (5, 5)), ((2, 0), (0, 3)), ((0, 2), (2, 3)), ((2, 3), (3, 0)),
    ((4, 2, 3), (4, 3, 5)), ((4, 2, 3), (3, 5)), ((2, 3), (4, 3, 5)), ((2, 1, 2, 3), (3, 3, 2)), ((1, 2, 3), (5, 3, 2)), ((0, 2, 3), (3, 2)),
    ((17, 33), (33, 9)), ((70, 130), (130, 67)),
]
FAILING = [((2, 3), (2, 3)), ((2, 3), (4, 5)), ((2, 2, 3), (3, 3, 2)), ((2, 0), (1, 2))]


def generate():
    rng = np.random.RandomState(24)
    cases = []
    for sa, sb in MATMUL:
        a, b = rng.randint(-9, 10, sa).astype("float64"), rng.randint(-9, 10, sb).astype("float64")
        cases.append({"op": "matmul", "inputs": [array(a), array(b)], "out": array(a @ b), "tolerance": 0})
    for da, db in (("float32", "float32"), ("float32", "float64"), ("int32", "int32"), ("int32", "float64"), ("uint8", "uint8"), ("uint8", "int32")):
        a, b = rng.randint(0, 5, (3, 4)).astype(da), rng.randint(0, 5, (4, 2)).astype(db)
        cases.append({"op": "matmul", "inputs": [array(a), array(b)], "out": array(a @ b), "tolerance": 0})
    # The sum of k products is off by at most k/2 ulp of the sum of their sizes.
    a, b = rng.standard_normal((20, 50)), rng.standard_normal((50, 10))
    cases.append({"op": "matmul", "inputs": [array(a), array(b)], "out": array(a @ b), "tolerance": 50 * 2**-53 * float((np.abs(a) @ np.abs(b)).max())})
    x, y = rng.randint(-9, 10, 6).astype("float64"), rng.randint(-9, 10, 6).astype("float64")
    cases.append({"op": "dot", "inputs": [array(x), array(y)], "out": number(x @ y), "tolerance": 0})
    cases.append({"op": "dot", "inputs": [array(x[:0]), array(y[:0])], "out": 0, "tolerance": 0})
    cases.append({"op": "outer", "inputs": [array(x), array(y[:4])], "out": array(np.outer(x, y[:4])), "tolerance": 0})
    for shape in ((3, 3), (2, 4), (4, 2), (0, 3)):
        a = rng.randint(-9, 10, shape).astype("float64")
        cases.append({"op": "trace", "inputs": [array(a)], "out": number(np.trace(a)), "tolerance": 0})
    write("linear_algebra", cases, failing=[{"a": list(a), "b": list(b)} for a, b in FAILING])
