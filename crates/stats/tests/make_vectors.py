"""Recomputes vectors/stats.json, the reference values of the crate `stats`.

    pip install scipy mpmath statsmodels
    python crates/stats/tests/make_vectors.py > vectors/stats.json

Tails come from mpmath with 60 digits, which is independent of the algorithms of
the crate; intervals, tests and regressions from scipy and statsmodels.
"""

import json

import mpmath as mp
import numpy as np
import scipy
import statsmodels
import statsmodels.api as sm
from scipy import stats
from statsmodels.stats.multitest import multipletests
from statsmodels.stats.proportion import proportion_confint

mp.mp.dps = 60


def ln_factorial(n):
    return mp.loggamma(mp.mpf(n) + 1)


def normal_sf(z):
    return mp.erfc(mp.mpf(z) / mp.sqrt(2)) / 2


def chi2_tails(x, df):
    a, x = mp.mpf(df) / 2, mp.mpf(x) / 2
    lower = mp.gammainc(a, 0, x, regularized=True)
    upper = mp.gammainc(a, x, mp.inf, regularized=True)
    return lower, upper


def student_sf(t, df):
    t, df = mp.mpf(t), mp.mpf(df)
    x = df / (df + t * t)
    half = mp.betainc(df / 2, mp.mpf(1) / 2, 0, x, regularized=True) / 2
    return half if t >= 0 else 1 - half


def binomial_terms(n, p):
    """All terms of a binomial law, p being exactly the double given."""
    p = mp.mpf(p)
    q = 1 - p
    term = q**n
    for k in range(n + 1):
        yield k, term
        term = term * (n - k) / (k + 1) * p / q


def binomial_pmf(k, n, p):
    p = mp.mpf(p)
    log = ln_factorial(n) - ln_factorial(k) - ln_factorial(n - k)
    return mp.exp(log + k * mp.log(p) + (n - k) * mp.log(1 - p))


def binomial_tails(k, n, p):
    """P(X <= k) and P(X >= k) by adding terms outwards from k."""

    def add(terms):
        total = mp.mpf(0)
        for term in terms:
            total += term
            if term < total * mp.mpf(10) ** -40:
                break
        return total

    p = mp.mpf(p)
    start = binomial_pmf(k, n, p)

    def down():
        term = start
        for j in range(k, -1, -1):
            yield term
            term = term * j / (n - j + 1) * (1 - p) / p

    def up():
        term = start
        for j in range(k, n + 1):
            yield term
            term = term * (n - j) / (j + 1) * p / (1 - p)

    mean = n * p
    lower = add(down()) if k <= mean else 1 - (add(up()) - start)
    upper = add(up()) if k >= mean else 1 - (add(down()) - start)
    return lower, upper


def window(w, n, cut):
    """The window probabilities with p = w/n as a fraction."""
    p = mp.mpf(w) / n
    inside = below = both = mp.mpf(0)
    for k, term in binomial_terms(n, p):
        hit = any(abs(2000 * k - 20 * r * n) <= n for r in range(101))
        kept = 100 * k <= cut * n
        inside += term * hit
        below += term * kept
        both += term * (hit and kept)
    return inside, below, both


def poisson_binomial(ps):
    law = [mp.mpf(1)]
    for p in map(mp.mpf, ps):
        law = [
            (law[k] * (1 - p) if k < len(law) else 0) + (law[k - 1] * p if k else 0)
            for k in range(len(law) + 1)
        ]
    return law


def number(x):
    return float(x)


def build():
    rng = np.random.default_rng(20180318)
    out = {
        "source": "crates/stats/tests/make_vectors.py: mpmath "
        f"{mp.__version__} (60 digits), scipy {scipy.__version__}, "
        f"statsmodels {statsmodels.__version__}"
    }
    out["ln_factorial"] = [
        [n, number(ln_factorial(n))]
        for n in [0, 1, 2, 10, 20, 21, 100, 170, 171, 172, 1000, 12345, 10**6, 10**9, 2**40]
    ]
    out["normal"] = [
        [z, number(normal_sf(z))]
        for z in [-8.0, -1.0, 0.0, 0.1, 0.5, 1.0, 1.959963984540054, 3.0, 6.0, 10.0, 20.0, 30.0, 37.0]
    ]
    out["chi2"] = [
        [x, df, *map(number, chi2_tails(x, df))]
        for x, df in [
            (0.001, 1), (1.0, 1), (3.841458820694124, 1), (100.0, 1), (600.0, 1), (16.919, 9), (0.5, 9),
            (1e-3, 9), (72.0, 9), (460.0, 9), (798.0, 9), (20.0, 100), (60.0, 100), (100.0, 100), (180.0, 100),
            (700.0, 100), (0.4, 0.7), (900.0, 1000), (1000.0, 1000), (1400.0, 1000), (98000.0, 97698.0),
            (90000.0, 97698.0), (3.0, 2.5), (1e-6, 20),
        ]
    ]
    out["student"] = [
        [t, df, number(student_sf(t, df))]
        for t, df in [
            (0.0, 3), (1e-6, 50), (0.5, 1), (1.0, 1), (2.0, 2.5), (2.228138851964939, 10), (-1.3, 7), (5.0, 30),
            (40.0, 30), (100.0, 5), (1e8, 3), (1.7, 224), (9.0, 1000), (3.0, 1e6), (12.0, 1e6), (1e-3, 1e6),
        ]
    ]
    out["beta_inc"] = [
        [a, b, x, number(mp.betainc(a, b, 0, mp.mpf(x), regularized=True))]
        for a, b, x in [
            (0.5, 0.5, 0.3), (1, 3, 0.2), (2.5, 7.25, 0.01), (30, 91, 0.25), (30, 91, 0.9), (300, 700, 0.2),
            (300, 700, 0.31), (5, 200, 1e-6), (0.1, 40, 0.001), (1000, 1000, 0.5), (5000, 5000, 0.45),
        ]
    ]
    out["binomial"] = [
        [k, n, p, number(binomial_pmf(k, n, p)), *map(number, binomial_tails(k, n, p))]
        for k, n, p in [
            (0, 1, 0.3), (3, 10, 0.5), (1, 10, 1e-9), (7, 7, 0.999), (30, 120, 0.25), (60, 120, 0.25),
            (719, 1000, 0.67), (500, 1000, 0.67), (999, 1000, 0.67), (2, 171979, 1e-5), (120000, 171979, 0.7),
            (250000, 10**6, 0.25), (253000, 10**6, 0.25), (247000, 10**6, 0.25), (266000, 10**6, 0.25),
            (500000, 10**6, 0.5), (3, 10**6, 1e-6), (999990, 10**6, 0.99999), (600000000, 10**9, 0.6),
        ]
    ]
    out["window"] = [
        [w, n, cut, *map(number, window(w, n, cut))]
        for w, n, cut in [
            (1, 2, 99), (30, 50, 99), (67, 100, 99), (670, 1000, 99), (671, 1037, 99), (985, 1000, 99),
            (699, 700, 99), (2, 1500, 99), (1999, 2763, 99), (640, 812, 80), (3, 7, 99), (4321, 9000, 50), (115226, 171979, 99),
            (8110, 8191, 99), (8111, 8192, 99), (247000, 250000, 99),
        ]
    ]
    ps = [round(float(p), 4) for p in rng.uniform(0.05, 0.4, 60)]
    law = poisson_binomial(ps)
    out["poisson_binomial"] = {
        "p": ps,
        "mean": number(mp.fsum(map(mp.mpf, ps))),
        "sd": number(mp.sqrt(mp.fsum(mp.mpf(p) * (1 - mp.mpf(p)) for p in ps))),
        "pmf": [number(v) for v in law],
        "upper_tail": [number(mp.fsum(law[k:])) for k in range(len(law))],
        "lower_tail": [number(mp.fsum(law[: k + 1])) for k in range(len(law))],
    }
    # 97,000 stations with p = .2: a binomial law, whose tails are known exactly.
    out["national_tails"] = [
        [k, number(binomial_tails(k, 97000, 0.2)[1])] for k in [19400, 19800, 20000, 20400, 20650, 20900]
    ]
    out["interval"] = [
        [k, n, level, *map(number, proportion_confint(k, n, 1 - level, method="wilson")),
         *map(number, proportion_confint(k, n, 1 - level, method="beta"))]
        for k, n, level in [
            (30, 120, 0.95), (0, 20, 0.95), (20, 20, 0.95), (1, 3, 0.9), (700, 1200, 0.99), (5, 97699, 0.95),
        ]
    ]
    p = [0.01, 0.04, 0.03, 0.005, 0.5, 0.03, 1.0, 1e-12, 0.2, 0.049]
    out["benjamini_hochberg"] = {"p": p, "q": [float(q) for q in multipletests(p, method="fdr_bh")[1]]}
    counts = [103, 97, 120, 88, 110, 95, 99, 105, 91, 130]
    uniform = stats.chisquare(counts)
    benford = [sum(np.log10(1 + 1 / (10 * j + d)) for j in range(1, 10)) for d in range(10)]
    against = stats.chisquare(counts, np.array(benford) / sum(benford) * sum(counts))
    out["goodness"] = {
        "counts": counts,
        "uniform": [float(uniform.statistic), float(uniform.pvalue)],
        "benford": [float(b) for b in benford],
        "against_benford": [float(against.statistic), float(against.pvalue)],
    }
    values = [round(float(v), 6) for v in np.log(rng.gamma(0.6, 1.0, 200))]
    out["moments"] = {
        "values": values,
        "mean": float(np.mean(values)),
        "sd": float(np.std(values)),
        "skewness": float(stats.skew(values)),
        "excess_kurtosis": float(stats.kurtosis(values)),
    }
    clusters = [int(c) for c in rng.integers(0, 12, 150)]
    effect = rng.normal(0, 0.05, 12)
    x = [round(float(v), 5) for v in rng.uniform(0.3, 1.0, 150)]
    y = [round(0.1 + 1.1 * a + float(effect[c]) + float(rng.normal(0, 0.03 + 0.1 * a)), 5) for a, c in zip(x, clusters)]
    ols = sm.OLS(y, sm.add_constant(x))
    by_cluster = ols.fit(cov_type="cluster", cov_kwds={"groups": clusters}, use_t=True)
    hc1 = ols.fit(cov_type="HC1", use_t=True)
    t = (by_cluster.params[1] - 1) / by_cluster.bse[1]
    out["regression"] = {
        "x": x, "y": y, "clusters": clusters,
        "slope": float(by_cluster.params[1]),
        "intercept": float(by_cluster.params[0]),
        "se_cluster": float(by_cluster.bse[1]),
        "se_hc1": float(hc1.bse[1]),
        "p_greater_than_1": float(stats.t.sf(t, len(set(clusters)) - 1)),
        "p_less_than_1": float(stats.t.cdf(t, len(set(clusters)) - 1)),
    }
    n = [int(v) for v in rng.integers(150, 2500, 40)]
    w = [int(round(v * 0.62)) + int(rng.integers(-4, 5)) for v in n]
    table = np.array([w, np.array(n) - np.array(w)])
    statistic, _, df, _ = stats.chi2_contingency(table, correction=False)
    out["homogeneity"] = {
        "successes": w, "totals": n,
        "statistic": float(statistic), "df": int(df),
        "p_left": number(chi2_tails(statistic, df)[0]),
    }
    draws = [round(float(v), 5) for v in rng.normal(0, 1, 101)]
    out["percentile"] = {
        "draws": draws, "level": 0.9,
        "lo": float(np.quantile(draws, 0.05)), "hi": float(np.quantile(draws, 0.95)),
    }
    return out


print(json.dumps(build(), indent=1))
