"""Computes the Chebyshev coefficients in src/special/normal.rs.

    pip install mpmath
    python crates/stats/tests/make_normal.py

They expand g(z) = P(Z > z) exp(z^2/2) (z + 4) in t = (z - 4)/(z + 4), z >= 0.
"""

import mpmath as mp

mp.mp.dps = 40
NODES = 60


def g(z):
    if z > 10**4:  # asymptotic series of Mills' ratio
        return (z + 4) / z / mp.sqrt(2 * mp.pi) * (1 - 1 / z**2 + 3 / z**4)
    return mp.erfc(z / mp.sqrt(2)) / 2 * mp.exp(z * z / 2) * (z + 4)


angles = [mp.pi * (j + mp.mpf(1) / 2) / NODES for j in range(NODES)]
values = [g(4 * (1 + mp.cos(a)) / (1 - mp.cos(a))) for a in angles]
for k in range(26):
    c = mp.fsum(v * mp.cos(k * a) for v, a in zip(values, angles)) * 2 / NODES
    print(float(c / 2 if k == 0 else c))
