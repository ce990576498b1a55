//! The profile likelihood of the number of events, and the interval it gives.

use super::poisson::fit;
use super::stirling::excess;

/// Half the 95% quantile of chi-square with one degree of freedom.
const DROP: f64 = 3.841_458_820_694_124 / 2.0;
/// The upper end is looked for up to this multiple of the estimate.
const FARTHEST: f64 = 1000.0;
/// Relative width at which a search ends.
const NARROW: f64 = 1e-8;

/// All N whose profile log-likelihood is within [`DROP`] of the best: an interval of level 95%.
///
/// With n0 = N - n unseen events the cells are complete, and up to a constant
/// `ln L(N) = -D(N)/2 + ln(n0^n0 N! / (N^N n0!))`, D the deviance of the model on all 2^t cells (Cormack 1992).
/// `None` where the likelihood does not drop far enough below 1000 times the estimate.
pub(super) fn interval(cells: &[(u32, f64)], terms: &[u32], distinct: f64, estimate: f64) -> Option<(f64, f64)> {
    let profile = |unseen: f64| log_likelihood(cells, terms, distinct, unseen);
    let unseen = (estimate - distinct).max(NARROW);
    // The multinomial maximum lies a little below the Poisson one.
    let top = highest(&profile, 0.0, 1.5 * unseen + 1.0);
    let wanted = profile(top) - DROP;
    if !wanted.is_finite() {
        return None;
    }
    let low = if profile(0.0) >= wanted { 0.0 } else { crossing(&profile, wanted, top, 0.0) };
    let mut beyond = 2.0 * top + 1.0;
    while profile(beyond) >= wanted {
        if beyond > FARTHEST * estimate {
            return None;
        }
        beyond *= 2.0;
    }
    Some((distinct + low, distinct + crossing(&profile, wanted, top, beyond)))
}

fn log_likelihood(cells: &[(u32, f64)], terms: &[u32], distinct: f64, unseen: f64) -> f64 {
    let complete: Vec<(u32, f64)> = cells.iter().copied().chain([(0, unseen)]).collect();
    // Without a fit there is no likelihood to compare; the end is looked for elsewhere.
    fit(&complete, terms).map_or(f64::NEG_INFINITY, |fit| excess(distinct + unseen) - excess(unseen) - distinct - fit.deviance / 2.0)
}

/// Where a function with one hill is highest, by golden section.
fn highest(f: &impl Fn(f64) -> f64, mut low: f64, mut high: f64) -> f64 {
    let golden = (5.0_f64.sqrt() - 1.0) / 2.0;
    let width = 1e-6 * (high - low);
    let (mut left, mut right) = (high - golden * (high - low), low + golden * (high - low));
    let (mut at_left, mut at_right) = (f(left), f(right));
    while high - low > width {
        if at_left > at_right {
            (high, right, at_right) = (right, left, at_left);
            left = high - golden * (high - low);
            at_left = f(left);
        } else {
            (low, left, at_left) = (left, right, at_right);
            right = low + golden * (high - low);
            at_right = f(right);
        }
    }
    0.5 * (low + high)
}

/// Where the function passes `wanted` between a point above it and one below, by bisection.
fn crossing(f: &impl Fn(f64) -> f64, wanted: f64, mut above: f64, mut below: f64) -> f64 {
    while (above - below).abs() > NARROW * (1.0 + above.abs().max(below.abs())) {
        let middle = 0.5 * (above + below);
        if f(middle) >= wanted {
            above = middle;
        } else {
            below = middle;
        }
    }
    0.5 * (above + below)
}
