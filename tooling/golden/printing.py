"""str(a), with NumPy's default print options."""

import numpy as np

from encode import array, write


def generate():
    rng = np.random.RandomState(25)
    cases = []

    def add(a):
        a = np.asarray(a)
        cases.append({"a": array(a), "text": str(a)})

    def formula(shape, dtype, scale):
        """Too long to store: element i is ((i * 7919) % 1009) * scale, rounded to the dtype."""
        n = int(np.prod(shape))
        a = (((np.arange(n) * 7919) % 1009) * scale).astype(dtype).reshape(shape)
        cases.append({"formula": {"shape": list(shape), "dtype": dtype, "scale": scale}, "text": str(a)})

    for values in (
        [1.0, 2, 3], [1.5], [0.1, 0.25, 100], [1e-5, 1], [1e5, 1e-5], [1e8, 1], [1e16, 1], [1e15, 1], [123456789.0], [1e-4], [1e-5], [0.0001, 0.1],
        [np.nan, 1, 2.5], [np.inf, -np.inf, 1], [np.nan], [np.inf, 1000.5], [-np.inf, np.nan], [-0.0, 0.0], [-0.0], [1e300, 1e-300], [1 / 3, 2 / 3],
        [-1 / 3, 20 / 3], [1e-10, 2e-10], [5e-324], [1.7976931348623157e308], [1, 1e3 + 1 / 3], [1e-3, 1e3], [9.999e-5, 1], [1234567.1234567, 1.5],
        [0.5, -0.5], [1e100, 1], [0.30000000000000004], [1.23456789012345e-7, 1], [99999999.0, 0.5], [100000000.0], [1e8, 0.5], [3.14159265358979],
        [1.999999999, 2], [np.nan, 1e-9], [np.inf, 1e20], [1e-310, 1], [2.0**53], [12345.678901], [1e4, 1e-4], [1e4, 9e-5],
        [999999.0], [1e6], [1234567.0, 0.5], [99999.96875, 1], [16777216.0],
    ):
        add(np.array(values, "float64"))
        add(np.array(values).astype("float32"))
    for values in ([1, 2, 3], [-1, 10, 100], [0], [2147483647, -2147483648]):
        add(np.array(values, "int32"))
    add(np.array([0, 7, 255], "uint8"))
    add(np.array([True, False]))
    add(np.array([[True, False], [False, False]]))
    add(np.array([True, True]))
    add(np.arange(6, dtype="int32").reshape(2, 3))
    add(np.arange(24, dtype="int32").reshape(2, 3, 4))
    add(np.arange(24, dtype="float64").reshape(2, 3, 4) / 8)
    add(np.arange(16, dtype="float64").reshape(2, 2, 2, 2))
    add(rng.standard_normal((3, 4)))
    add(rng.standard_normal((3, 4)).astype("float32"))
    add(rng.standard_normal((4, 1)))
    add(rng.standard_normal((2, 20)))
    add(rng.standard_normal(50))
    add(rng.standard_normal(5) * 10.0 ** rng.randint(-12, 12, 5))
    add(np.array([[1.5, np.nan], [-np.inf, 1e-3]]))
    add(np.arange(100, dtype="int32"))
    add(np.arange(100, dtype="int32") % 2 == 0)
    for shape in ((0,), (0, 3), (2, 0), (1, 0, 2)):
        add(np.zeros(shape))
    add(np.zeros((0,), "int32"))
    for scalar in (1.0, -2.5, 1e-7, 1e20, np.nan, np.inf, 0.1, 123456789.123, -0.0, 1e16, 1e15, 999999.0, 1e6, 1e-4, 9.9e-5, 16777216.0, 123456.7):
        add(np.array(scalar))
        add(np.array(scalar, "float32"))
    add(np.array(5, "int32"))
    add(np.array(True))
    add(np.ones((1, 1)))
    formula((1000,), "float64", 0.5)
    formula((1001,), "float64", 0.5)
    formula((1001,), "int32", 1)
    formula((2000,), "float64", 1e-7)
    formula((100, 100), "float64", 0.125)
    formula((5, 300), "int32", 1)
    formula((300, 5), "float64", 0.25)
    formula((10, 11, 12), "float64", 1)
    formula((2, 3, 400), "int32", 3)
    formula((1500, 1), "float64", 1e6)
    formula((7, 7, 30), "float32", 0.1)
    write("printing", cases)
