//! Student's t law.

use super::beta::beta_inc_of;
use super::normal::{normal_quantile, normal_sf};
use super::root;

/// Degrees of freedom from which Student's law is the normal one to 1e-12.
const NORMAL_FROM: f64 = 1e15;

/// Upper tail P(T > t) of Student's law with `df` > 0 degrees of freedom
/// (infinity gives the normal law); `NaN` for other `df`.
///
/// `P(T > t) = I_x(df/2, 1/2) / 2` with `x = df / (df + t^2)` for t >= 0
/// (Abramowitz and Stegun 26.7.1), mirrored for t < 0.
#[must_use]
pub fn student_sf(t: f64, df: f64) -> f64 {
    if df.is_nan() || df <= 0.0 || t.is_nan() {
        return f64::NAN;
    }
    if df >= NORMAL_FROM {
        return normal_sf(t);
    }
    if t < 0.0 {
        return 1.0 - student_sf(-t, df);
    }
    if t.is_infinite() {
        return 0.0;
    }
    // 1/(1 + t^2/df) and its complement, each without cancellation and without
    // overflow of t^2.
    let scaled = t / df.sqrt();
    let x = if scaled < 1.0 {
        (1.0 + scaled * scaled).recip()
    } else {
        let inverse = scaled.recip();
        inverse * inverse / (1.0 + inverse * inverse)
    };
    let y = if scaled < 1.0 {
        scaled * scaled * x
    } else {
        let inverse = scaled.recip();
        (1.0 + inverse * inverse).recip()
    };
    0.5 * beta_inc_of(0.5 * df, 0.5, x, y)
}

/// The t with P(T <= t) = p of Student's law with `df` > 0 degrees of freedom;
/// infinite at p = 0 and p = 1, `NaN` outside.
///
/// Found by bracketing [`student_sf`] on a logarithmic scale.
#[must_use]
pub fn student_quantile(p: f64, df: f64) -> f64 {
    if !(0.0..=1.0).contains(&p) || df.is_nan() || df <= 0.0 {
        return f64::NAN;
    }
    if df >= NORMAL_FROM || p <= 0.0 || p >= 1.0 {
        return normal_quantile(p);
    }
    if p > 0.5 {
        // 1 - p is exact for p >= 1/2.
        return upper_quantile(1.0 - p, df);
    }
    -upper_quantile(p, df)
}

/// The t >= 0 with P(T > t) = tail, for 0 < tail <= 1/2.
fn upper_quantile(tail: f64, df: f64) -> f64 {
    let mut hi = 1.0;
    while student_sf(hi, df) > tail {
        hi *= 4.0;
        if hi.is_infinite() {
            return hi;
        }
    }
    root::between(0.0, hi, |t| (tail / student_sf(t, df)).ln())
}
