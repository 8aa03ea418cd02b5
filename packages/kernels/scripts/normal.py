"""The polynomial of src/reference/normal.ts, with 60 digits (needs mpmath). Prints its coefficients, lowest degree first.

For x >= 0, e^(x²/2) P(X > x) · (x + 1.25) is a smooth function of t = (x − 4) / (x + 4): it runs from 0.625 at t = −1 (x = 0) to 1/√(2π)
at t = 1 (x infinite). Its Chebyshev series is cut where terms fall below 2e-17, and written in powers of t: the coefficients stay small.
"""

from mpmath import cos, erfc, exp, fac2, mp, mpf, pi, sqrt

mp.dps = 60


def scaled(t):
    x = 4 * (1 + t) / (1 - t)
    if x > 200:  # the asymptotic series: https://dlmf.nist.gov/7.12#E1
        return sum((-1) ** i * fac2(2 * i - 1) / x ** (2 * i) for i in range(20)) / sqrt(2 * pi) * (x + 1.25) / x
    return exp(x * x / 2) * erfc(x / sqrt(2)) / 2 * (x + mpf("1.25"))


n = 64
angles = [pi * (i + mpf("0.5")) / n for i in range(n)]
values = [scaled(cos(a)) for a in angles]
series = [2 / mpf(n) * sum(v * cos(k * a) for v, a in zip(values, angles)) for k in range(40)]
series[0] /= 2
while abs(series[-1]) < 2e-17:
    series.pop()

powers = [mpf(0)] * len(series)
before, own = [mpf(1)], [mpf(0), mpf(1)]  # T0 and T1 in powers of t
for k, c in enumerate(series):
    for i, a in enumerate(before):
        powers[i] += c * a
    doubled = [mpf(0)] + [2 * a for a in own]
    before, own = own, [a - (before[i] if i < len(before) else 0) for i, a in enumerate(doubled)]
print(",\n".join(repr(float(c)) for c in powers))
