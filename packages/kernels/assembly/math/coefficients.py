"""The minimax polynomials of exp.ts and log.ts, by Remez' exchange algorithm with 60 digits (needs mpmath and numpy).

Prints the coefficients, highest degree first as the tables have them, rounded to the type, and the largest weighted error before and after
rounding.
"""

import numpy as np
from mpmath import cos, expm1, log, lu_solve, matrix, mp, mpf, nstr, pi, sqrt

mp.dps = 60


def horner(c, x):
    total = mpf(0)
    for k in reversed(c):
        total = total * x + k
    return total


def remez(f, weight, degree, a, b):
    """Coefficients, lowest degree first, of the p that makes max |weight(x) (p(x) - f(x))| on [a, b] smallest, and that maximum."""
    n = degree + 2
    points = [(a + b) / 2 - (b - a) / 2 * cos(pi * (2 * i + 1) / (2 * n)) for i in range(n)]
    grid = [a + (b - a) * (1 - cos(pi * mpf(i) / 800)) / 2 for i in range(801)]
    for _ in range(30):
        rows, right = matrix(n, n), matrix(n, 1)
        for i, x in enumerate(points):
            for k in range(degree + 1):
                rows[i, k] = x**k
            rows[i, degree + 1] = (-1) ** i / weight(x)
            right[i] = f(x)
        solution = lu_solve(rows, right)
        c = [solution[k] for k in range(degree + 1)]
        errors = [(x, weight(x) * (horner(c, x) - f(x))) for x in grid]
        worst = max(abs(e) for _, e in errors)
        if worst < abs(solution[degree + 1]) * mpf('1.0005'):
            break
        extrema = []  # the largest error between changes of sign
        for x, e in errors:
            if extrema and (e > 0) == (extrema[-1][1] > 0):
                if abs(e) > abs(extrema[-1][1]):
                    extrema[-1] = (x, e)
            else:
                extrema.append((x, e))
        while len(extrema) > n:
            extrema.pop(0 if abs(extrema[0][1]) < abs(extrema[-1][1]) else -1)
        points = [x for x, _ in extrema]
    return c, worst


def report(name, f, weight, degree, a, b, kind):
    c, worst = remez(f, weight, degree, a, b)
    rounded = [float(kind(float(k))) for k in c]
    exact = [mpf(k) for k in rounded]
    grid = [a + (b - a) * i / 2000 for i in range(1, 2000)]
    after = max(abs(weight(x) * (horner(exact, x) - f(x))) for x in grid)
    print(f'{name}, {kind.__name__}, degree {degree}: error {nstr(worst, 3)}, rounded {nstr(after, 3)}')
    print('  ' + ', '.join(repr(k) for k in reversed(rounded)))


def q(r):
    """e^r = 1 + r + r^2 q(r)."""
    return (expm1(r) - r) / r**2 if abs(r) > mpf('1e-12') else mpf(1) / 2 + r / 6


def q_weight(r):
    """Errors of r^2 q(r) count relative to e^r - 1."""
    return (abs(r * r / expm1(r)) if r != 0 else 0) + mpf('1e-9')


def p(z):
    """2 atanh s = 2 s + s z p(z), where z = s^2."""
    s = sqrt(z)
    return (log((1 + s) / (1 - s)) / s - 2) / z if z > mpf('1e-20') else mpf(2) / 3 + 2 * z / 5


def p_weight(z):
    """Errors of s z p(z) count relative to 2 s."""
    return z / 2 + mpf('1e-9')


half_ln2 = log(2) / 2 * mpf('1.0001')
z_max = ((sqrt(2) - 1) / (sqrt(2) + 1)) ** 2 * mpf('1.0001')
for kind, degree in ((np.float32, 4), (np.float64, 9)):
    report('q', q, q_weight, degree, -half_ln2, half_ln2, kind)
for kind, degree in ((np.float32, 2), (np.float64, 6)):
    report('p', p, p_weight, degree, mpf(0), z_max, kind)
