//! The binomial law: k successes out of n independent trials.

use crate::special::{Factor, binomial_density};

/// Terms smaller than this share of the running sum end a tail sum.
const NEGLIGIBLE: f64 = 1e-18;

/// P(X = k) for X ~ Bin(n, p).
///
/// Loader's saddle-point algorithm ("Fast and accurate computation of binomial
/// probabilities", 2000): relative error below 1e-11 for n up to 1e6, in the
/// tails too. 0 for k > n; `NaN` for p outside 0..=1.
#[must_use]
pub fn pmf(k: u64, n: u64, p: f64) -> f64 {
    if !(0.0..=1.0).contains(&p) {
        return f64::NAN;
    }
    if k > n {
        return 0.0;
    }
    // The ends first: (1-p)^n and p^n, which also settle p = 0, p = 1 and n = 0.
    if k == 0 {
        return if n == 0 { 1.0 } else { (n as f64 * (-p).ln_1p()).exp() };
    }
    if k == n {
        return (n as f64 * p.ln()).exp();
    }
    if p <= 0.0 || p >= 1.0 {
        return 0.0;
    }
    binomial_density(k as f64, (n - k) as f64, Factor::exact(p), Factor::complement(p))
}

/// P(X <= k) for X ~ Bin(n, p).
///
/// Sums terms outwards from k on the side away from the mean, so a small tail
/// keeps its relative accuracy; takes about 9 sqrt(n p (1-p)) steps at most.
/// `NaN` for p outside 0..=1.
#[must_use]
pub fn cdf(k: u64, n: u64, p: f64) -> f64 {
    if !(0.0..=1.0).contains(&p) {
        return f64::NAN;
    }
    if k >= n {
        return 1.0;
    }
    if (k as f64) < n as f64 * p { lower_sum(k, n, p) } else { 1.0 - upper_sum(k + 1, n, p) }
}

/// P(X >= k) for X ~ Bin(n, p), k included. Accuracy and cost as for [`cdf`].
#[must_use]
pub fn sf(k: u64, n: u64, p: f64) -> f64 {
    if !(0.0..=1.0).contains(&p) {
        return f64::NAN;
    }
    if k == 0 {
        return 1.0;
    }
    if k > n {
        return 0.0;
    }
    if (k as f64) > n as f64 * p { upper_sum(k, n, p) } else { 1.0 - lower_sum(k - 1, n, p) }
}

/// P(X <= k) for k below the mean, by `b(k-1) = b(k) * k q / ((n-k+1) p)`.
fn lower_sum(k: u64, n: u64, p: f64) -> f64 {
    let odds = (1.0 - p) / p;
    let mut term = pmf(k, n, p);
    let mut sum = term;
    for k in (1..=k).rev() {
        term *= k as f64 / (n - k + 1) as f64 * odds;
        sum += term;
        if term <= NEGLIGIBLE * sum {
            break;
        }
    }
    sum.min(1.0)
}

/// P(X >= k) for k above the mean, by `b(k+1) = b(k) * (n-k) p / ((k+1) q)`.
fn upper_sum(k: u64, n: u64, p: f64) -> f64 {
    let odds = p / (1.0 - p);
    let mut term = pmf(k, n, p);
    let mut sum = term;
    for k in k..n {
        term *= (n - k) as f64 / (k + 1) as f64 * odds;
        sum += term;
        if term <= NEGLIGIBLE * sum {
            break;
        }
    }
    sum.min(1.0)
}
