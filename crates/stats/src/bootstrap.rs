//! Intervals by resampling (B. Efron, Ann. Stat. 7, 1979, 1).

use crate::convert::floor_to_usize;
use crate::interval::Interval;
use crate::random::below;
use rand::Rng;

/// The percentile interval: the middle `level` of bootstrap draws. Sorts `draws`.
///
/// Ends by linear interpolation at position (m - 1) q among m sorted draws (R's
/// type 7, numpy's default). `NaN` for no draws, for a `NaN` among them and
/// unless 0 < level < 1.
#[must_use]
pub fn percentile_interval(draws: &mut [f64], level: f64) -> Interval {
    if !(level > 0.0 && level < 1.0) || draws.iter().any(|draw| draw.is_nan()) {
        return Interval { lo: f64::NAN, hi: f64::NAN };
    }
    draws.sort_unstable_by(f64::total_cmp);
    let tail = 0.5 * (1.0 - level);
    Interval { lo: quantile_of_sorted(draws, tail), hi: quantile_of_sorted(draws, 1.0 - tail) }
}

/// The quantile `q` in 0..=1 of values sorted upwards, by linear interpolation
/// (R's type 7); `NaN` for no values.
#[must_use]
pub fn quantile_of_sorted(sorted: &[f64], q: f64) -> f64 {
    let Some(last) = sorted.len().checked_sub(1) else {
        return f64::NAN;
    };
    let position = last as f64 * q.clamp(0.0, 1.0);
    let below = floor_to_usize(position).min(last);
    let above = (below + 1).min(last);
    let weight = position - below as f64;
    sorted[below] + weight * (sorted[above] - sorted[below])
}

/// Fills `out` with `n` positions drawn from 0..n with replacement: one bootstrap
/// sample. The vector is emptied first and can be used again.
pub fn resample_indices<R: Rng + ?Sized>(rng: &mut R, n: u32, out: &mut Vec<u32>) {
    out.clear();
    out.extend((0..n).map(|_| below(rng, n)));
}
