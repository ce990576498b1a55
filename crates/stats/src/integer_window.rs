//! How often a percentage falls on an integer by chance.
//!
//! Source: D. Kobak, S. Shpilkin, M. Pshenichnikov, "Integer percentages as
//! electoral falsification fingerprints", Ann. Appl. Stat. 10 (2016) 54-73. They
//! simulate X ~ Bin(n, w/n) at each station; here the same probability is
//! computed exactly.
//!
//! The percentage 100 X/n lies within 0.05 of the integer r exactly when
//! `|2000 X - 20 r n| <= n`, an inequality between integers, so no rounding
//! decides what is counted.

use crate::binomial;
use crate::special::{Factor, binomial_density, ln_factorial_table};

/// A binomial term this small against the largest one ends the walk outwards.
///
/// The ratio of neighbouring terms falls steadily, so what lies beyond a last
/// term t is less than `t sd / 8` while the whole is about `2.5 sd` terms of
/// size 1: the neglected mass is below 1e-17. That is about 8.8 sd each way for a
/// symmetric law, and as far as needed for a skewed one.
const NEGLIGIBLE: f64 = 1e-17;

/// Probabilities of an integer percentage at one station.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct WindowProbability {
    /// P(100 X/n within 0.05 of an integer).
    pub exact: f64,
    /// P(100 X <= cut n): the simulated percentage passes the same upper cut as
    /// the data.
    pub below_cut: f64,
    /// P(both): within a window and not above the cut.
    pub window_below_cut: f64,
}

impl WindowProbability {
    /// No percentage, hence no window: a station with n = 0.
    const NONE: Self = Self { exact: 0.0, below_cut: 0.0, window_below_cut: 0.0 };

    /// P(window | not above the cut), the truncated null; `None` when nothing
    /// can lie below the cut. Meant for stations that pass the cut themselves, where
    /// `below_cut` is about 1/2 or more; it loses digits as `below_cut` nears 1e-10.
    #[must_use]
    pub fn truncated(&self) -> Option<f64> {
        (self.below_cut > 0.0).then(|| self.window_below_cut / self.below_cut)
    }
}

/// Whether the percentage 100 w/n lies within 0.05 of an integer in 0..=100.
///
/// False for n = 0. Exact for all arguments.
#[must_use]
pub fn is_integer(w: u32, n: u32) -> bool {
    let (w, n) = (u64::from(w), u64::from(n));
    if n == 0 {
        return false;
    }
    let nearest = ((200 * w + n) / (2 * n)).min(100);
    (2000 * w).abs_diff(20 * nearest * n) <= n
}

/// The probabilities of an integer percentage for X ~ Bin(n, w/n), where w of n
/// was observed, and of staying at or below `cut_percent` (99 in the paper).
///
/// All three are 0 for n = 0; w above n counts as n. Absolute error below 1e-12;
/// the terms left out weigh less than 1e-17.
///
/// Only terms inside windows are computed, outwards from the mode k = w: the first
/// of each window from a table of ln(n!), or by the saddle-point density for
/// n >= 8192, the others by the ratio of neighbours. At n = 1000 that is about 28
/// terms, where the whole law has 270.
#[must_use]
pub fn window_probability(w: u32, n: u32, cut_percent: u32) -> WindowProbability {
    if n == 0 {
        return WindowProbability::NONE;
    }
    let (w, n) = (u64::from(w.min(n)), u64::from(n));
    let last_below_cut = (u64::from(cut_percent) * n / 100).min(n);
    if w == 0 || w == n {
        // Nobody or everybody for certain: 0% or 100%, both integers.
        let below = if w <= last_below_cut { 1.0 } else { 0.0 };
        return WindowProbability { exact: 1.0, below_cut: below, window_below_cut: below };
    }
    let (mut all, mut below) = (0.0, 0.0);
    let mut add = |k: u64, term: f64| {
        all += term;
        if k <= last_below_cut {
            below += term;
        }
    };
    let upper = Law::new(w, n);
    upper.visit_windows(w, &mut add);
    // The lower side is the upper side of the failures; windows mirror as well.
    Law::new(n - w, n).visit_windows(n - w + 1, |k, term| add(n - k, term));
    let peak = upper.density(w);
    WindowProbability { exact: peak * all, below_cut: upper.lower_tail(last_below_cut), window_below_cut: peak * below }
}

/// Bin(n, w/n) with its terms relative to the one at the mode, which is k = w
/// because `floor((n+1) w/n) = w` for 0 < w < n.
struct Law {
    w: u64,
    n: u64,
    p: f64,
    /// (n - w)/n, rounded by itself: 1 - p would lose digits for p near 1.
    q: f64,
    ln_odds: f64,
}

impl Law {
    fn new(w: u64, n: u64) -> Self {
        Self { w, n, p: w as f64 / n as f64, q: (n - w) as f64 / n as f64, ln_odds: (w as f64 / (n - w) as f64).ln() }
    }

    /// `b(k)` for 0 < k <= n.
    fn density(&self, k: u64) -> f64 {
        if k < self.n {
            return binomial_density(k as f64, (self.n - k) as f64, Factor::exact(self.p), Factor::exact(self.q));
        }
        let ln_p = if self.p > 0.5 { (-self.q).ln_1p() } else { self.p.ln() };
        (self.n as f64 * ln_p).exp()
    }

    /// `b(k) / b(w) = w! (n-w)! / (k! (n-k)!) odds^(k-w)` for w <= k <= n.
    fn relative(&self, k: u64) -> f64 {
        let table = ln_factorial_table();
        let entry = |i: u64| table.get(crate::convert::index(i));
        // n itself is looked up only to see whether the table reaches so far.
        let (Some(_), Some(w), Some(rest_w), Some(k_), Some(rest_k)) =
            (entry(self.n), entry(self.w), entry(self.n - self.w), entry(k), entry(self.n - k))
        else {
            return self.density(k) / self.density(self.w);
        };
        let value = (w.0 - k_.0) + (rest_w.0 - rest_k.0) + (k - self.w) as f64 * self.ln_odds;
        let error = (w.1 - k_.1) + (rest_w.1 - rest_k.1);
        (value + error).exp()
    }

    /// Calls `visit(k, b(k)/b(w))` for each k >= `from` >= w inside a window, until
    /// the terms are negligible.
    fn visit_windows(&self, from: u64, mut visit: impl FnMut(u64, f64)) {
        let rest = (self.n - self.w) as f64;
        for percent in 100 * self.w / self.n..=100 {
            let centre = 20 * percent * self.n;
            let first = centre.saturating_sub(self.n).div_ceil(2000).max(from);
            let last = ((centre + self.n) / 2000).min(self.n);
            if first > last {
                continue;
            }
            let mut term = self.relative(first);
            for k in first..=last {
                if term < NEGLIGIBLE {
                    return;
                }
                visit(k, term);
                // Whole products rather than the odds, whose one rounding would add
                // up over the 300,000 terms of the largest n.
                term *= (self.n - k) as f64 * self.w as f64 / ((k + 1) as f64 * rest);
            }
        }
    }

    /// P(X <= k), looking twice only where the answer is not 1.
    fn lower_tail(&self, k: u64) -> f64 {
        if k >= self.n || (k >= self.w && self.relative(k + 1) < NEGLIGIBLE) {
            1.0
        } else if self.p > 0.5 {
            binomial::sf(self.n - k, self.n, self.q)
        } else {
            binomial::cdf(k, self.n, self.p)
        }
    }
}
