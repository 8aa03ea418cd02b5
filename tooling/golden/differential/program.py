"""A random program under construction: its steps as the library is to run them, and what NumPy has in each variable so far."""

import numpy as np

from encode import DTYPES, array, number

# Small shapes meet more special cases an element than large ones; a few long rows reach the blocks of pairwise sums.
SIZES = [0, 1, 1, 2, 2, 3, 3, 4, 5, 7]
RANKS = [0, 1, 1, 2, 2, 2, 3, 3, 4]
LARGEST = 160

DTYPE_WEIGHTS = {"float64": 0.42, "float32": 0.18, "int32": 0.2, "uint8": 0.1, "bool": 0.1}
FLOATS = ("float64", "float32")

SPECIALS = [0.0, -0.0, 1.0, -1.0, 0.5, -2.5, 3.5, np.inf, -np.inf, np.nan, 5e-324, 1e300, -1e300, 1e-9]
EXTREMES = [0, 1, -1, 2, -7, 7, 1000, 2**31 - 1, -(2**31), 2**30, 46341]


class Skip(Exception):
    """This step doesn't apply here, or its answer is the library's own choice: try another."""


class Program:
    def __init__(self, rng):
        self.rng = rng
        self.steps = []
        self.values = []  # variable i is the result of step i
        self.usable = []  # may later steps read it? Not if NumPy's bits depend on the machine.
        self.written = False  # has a step written into an array that was there before?
        self.slack = {}  # how far the last result may be from NumPy's

    def chance(self, probability):
        return self.rng.random() < probability

    def choose(self, options):
        return options[self.rng.integers(len(options))]

    def between(self, low, high):
        """A whole number, both ends included."""
        return int(self.rng.integers(low, high + 1))

    def add(self, step, value, usable=True):
        """Append a step; its variable's number."""
        if isinstance(value, np.generic):
            value = np.asarray(value)
        if isinstance(value, np.ndarray) and (value.dtype.name not in DTYPES or value.size > 2 * LARGEST):
            raise Skip
        self.steps.append(step)
        self.values.append(value)
        self.usable.append(usable)
        return len(self.values) - 1

    def pick(self, fits=lambda a: True):
        """A variable that holds an array, the latest most often; a new one if none fits."""
        found = [i for i, v in enumerate(self.values) if isinstance(v, np.ndarray) and self.usable[i] and fits(v)]
        if found and self.chance(0.92):
            return found[-1] if self.chance(0.75) else self.choose(found)
        i = self.make()
        if not fits(self.values[i]):
            raise Skip
        return i

    def dtype(self):
        return str(self.rng.choice(list(DTYPE_WEIGHTS), p=list(DTYPE_WEIGHTS.values())))

    def shape(self):
        while True:
            shape = [int(self.choose(SIZES)) for _ in range(self.choose(RANKS))]
            if len(shape) == 1 and self.chance(0.06):
                shape = [self.between(8, LARGEST)]
            elif len(shape) == 2 and self.chance(0.05):
                shape = [self.between(1, 4), self.between(8, 40)]
            if np.prod(shape) <= LARGEST and (0 not in shape or self.chance(0.4)):
                return shape

    def elements(self, shape, dtype):
        rng = self.rng
        if dtype == "bool":
            return rng.random(shape) < self.choose([0.1, 0.5, 0.9])
        if dtype == "uint8":
            return rng.integers(0, self.choose([3, 20, 256]), shape).astype("uint8")
        if dtype == "int32":
            return rng.choice(EXTREMES, shape).astype("int32") if self.chance(0.15) else rng.integers(-9, self.choose([4, 60]), shape).astype("int32")
        kind = self.choose(["whole", "whole", "eighths", "eighths", "ties", "full", "special"])
        if kind == "whole":
            a = rng.integers(-9, 10, shape)
        elif kind == "eighths":
            a = rng.integers(-80, 81, shape) / 8
        elif kind == "ties":
            a = rng.choice([-1.5, 0.25, 2.0], shape)
        elif kind == "full":
            a = rng.standard_normal(shape) * 10
        else:
            a = np.where(rng.random(shape) < 0.5, rng.choice(SPECIALS, shape), rng.integers(-3, 4, shape))
        return np.asarray(a).astype(dtype)

    def make(self, shape=None, dtype=None):
        """A new array of literal elements; its variable's number."""
        shape = self.shape() if shape is None else shape
        a = np.array(self.elements(shape, dtype or self.dtype()))
        record = array(a)
        return self.add(["literal", record["data"], record["shape"], record["dtype"]], a)

    def partner(self, i):
        """A variable that broadcasts with variable i."""
        a = self.values[i]

        def fits(b):
            try:
                return np.prod(np.broadcast_shapes(a.shape, b.shape)) <= LARGEST
            except ValueError:
                return False

        if self.chance(0.5):
            return self.pick(fits)
        shape = [1 if self.chance(0.25) else self.between(2, 3) if n == 1 and self.chance(0.3) else n for n in a.shape]
        if self.chance(0.3):
            shape = shape[self.between(0, len(shape)) :]
        elif len(shape) < 4 and self.chance(0.2):
            shape = [self.between(1, 2), *shape]
        if np.prod(np.broadcast_shapes(a.shape, tuple(shape))) > LARGEST:
            raise Skip
        return self.make(shape, a.dtype.name if self.chance(0.5) else None)

    def scalar(self, dtype):
        """A plain number beside an array of this dtype: as the library sees it, and as NumPy must see it to follow the same rule."""
        numbers = [float(v) for v, ok in zip(self.values, self.usable) if ok and type(v) in (int, float)]
        if numbers and self.chance(0.5):
            x = self.choose(numbers)
        elif self.chance(0.6):
            x = self.between(-3 if dtype in (*FLOATS, "int32") else 0, 7)
        elif dtype in FLOATS and self.chance(0.1):
            x = self.choose(SPECIALS)
        else:
            x = self.choose([0.5, -1.25, 2.75, 0.1, 1e-3, 3.0])
        return number(x), plain(x, dtype)

    def landmark(self, a):
        """A number that comparisons with `a` turn on: one of its elements as it is written, or one outside its dtype."""
        if a.size and self.chance(0.7):
            x = number(a.ravel()[self.between(0, a.size - 1)])
            return (int(x), int(x)) if isinstance(x, bool) else (x, float(x) if isinstance(x, str) else x)
        x = self.choose([-1, 256, 300, 2**31, -(2**40), 0.5, 255.5])
        return x, x

    def axis_of(self, a, lists=True):
        """One of the forms an axis takes: absent, null, from either end, a list."""
        rank = a.ndim
        form = self.choose(["absent", "null", "one", "one", "negative", "negative", "list", "list"])
        if form == "absent":
            return {}, None
        if form == "null" or rank == 0:
            return {"axis": None}, None
        if form == "list" and lists:
            axes = self.rng.permutation(rank)[: self.between(0, rank)]
            axes = [int(axis) - (rank if self.chance(0.4) else 0) for axis in axes]
            return {"axis": axes}, tuple(axes)
        axis = self.between(0, rank - 1) - (rank if form == "negative" else 0)
        return {"axis": axis}, axis


def ref(i):
    return f"${i}"


def plain(x, dtype):
    """A JavaScript number for NumPy: whole numbers are ints, and bools count in int32 beside one, since the library has no int64."""
    if dtype in FLOATS:
        return x
    if not float(x).is_integer():
        return x
    return np.int32(x) if dtype == "bool" and abs(x) < 2**31 else int(x)
