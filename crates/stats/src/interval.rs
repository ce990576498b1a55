//! Confidence intervals of a share k/n.
//!
//! Comparison of the methods: L. Brown, T. Cai, A. `DasGupta`, "Interval
//! estimation for a binomial proportion", Stat. Sci. 16 (2001) 101-133.

use crate::special::{beta_quantile, normal_quantile};

/// An interval of values, both ends included.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Interval {
    /// The lower end.
    pub lo: f64,
    /// The upper end.
    pub hi: f64,
}

impl Interval {
    /// What is known of a share when nothing was observed.
    pub const WHOLE: Self = Self { lo: 0.0, hi: 1.0 };

    /// Whether `value` lies in the interval.
    #[must_use]
    pub fn contains(&self, value: f64) -> bool {
        self.lo <= value && value <= self.hi
    }
}

/// Wilson's score interval of a share, as fractions: of average coverage `level`.
///
/// `(p + z^2/2n -+ z sqrt(p(1-p)/n + z^2/4n^2)) / (1 + z^2/n)` with p = k/n and
/// P(|Z| <= z) = level (E. B. Wilson, J. Am. Stat. Assoc. 22, 1927, 209). 0..1 for
/// n = 0; k above n counts as n; `NaN` unless 0 < level < 1.
#[must_use]
pub fn wilson(k: u64, n: u64, level: f64) -> Interval {
    if !is_level(level) {
        return Interval { lo: f64::NAN, hi: f64::NAN };
    }
    if n == 0 {
        return Interval::WHOLE;
    }
    let k = k.min(n);
    let z = -normal_quantile(0.5 * (1.0 - level));
    let (count, total) = (k as f64, n as f64);
    let share = count / total;
    let spread = z * (share * (1.0 - share) / total + z * z / (4.0 * total * total)).sqrt();
    let centre = share + z * z / (2.0 * total);
    let scale = 1.0 + z * z / total;
    Interval {
        // The ends are exactly 0 and 1 on paper; rounding must not say otherwise.
        lo: if k == 0 { 0.0 } else { (centre - spread) / scale },
        hi: if k == n { 1.0 } else { (centre + spread) / scale },
    }
}

/// Clopper and Pearson's exact interval of a share, as fractions: covers with at
/// least `level`, whatever the true share.
///
/// Beta quantiles: `lo` of Beta(k, n-k+1) at (1-level)/2, `hi` of Beta(k+1, n-k)
/// at the same distance from 1 (Biometrika 26, 1934, 404). 0..1 for n = 0; k above
/// n counts as n; `NaN` unless 0 < level < 1.
#[must_use]
pub fn clopper_pearson(k: u64, n: u64, level: f64) -> Interval {
    if !is_level(level) {
        return Interval { lo: f64::NAN, hi: f64::NAN };
    }
    let k = k.min(n);
    let tail = 0.5 * (1.0 - level);
    let (successes, failures) = (k as f64, (n - k) as f64);
    Interval {
        lo: if k == 0 { 0.0 } else { beta_quantile(tail, successes, failures + 1.0) },
        // By symmetry, so that the small tail is the one solved for.
        hi: if k == n { 1.0 } else { 1.0 - beta_quantile(tail, failures, successes + 1.0) },
    }
}

fn is_level(level: f64) -> bool {
    level > 0.0 && level < 1.0
}
