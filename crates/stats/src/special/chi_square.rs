//! The incomplete gamma function and the chi-square law.

use super::saddle_point::poisson_density;
use super::{MOST_TERMS, PRECISION, TINY};

/// Upper tail P(X > x) of the chi-square law with `df` > 0 degrees of freedom.
///
/// Equals Q(df/2, x/2), see [`gamma_upper`]. 1 for x <= 0.
#[must_use]
pub fn chi2_sf(x: f64, df: f64) -> f64 {
    gamma_upper(0.5 * df, 0.5 * x)
}

/// Lower tail P(X <= x) of the chi-square law with `df` > 0 degrees of freedom.
///
/// Equals P(df/2, x/2), see [`gamma_lower`]. 0 for x <= 0. Keeps relative
/// accuracy in the far left tail, where "too homogeneous" is judged.
#[must_use]
pub fn chi2_cdf(x: f64, df: f64) -> f64 {
    gamma_lower(0.5 * df, 0.5 * x)
}

/// Regularised lower incomplete gamma function
/// P(a, x) = 1/Gamma(a) * integral of t^(a-1) e^-t over 0..x, for a > 0.
///
/// `NaN` unless a is positive and finite. Source: Abramowitz and Stegun 6.5.29
/// (series) and 6.5.31 (continued fraction), with Loader's prefactor.
#[must_use]
pub fn gamma_lower(a: f64, x: f64) -> f64 {
    match domain(a, x) {
        Domain::Outside => f64::NAN,
        Domain::Left => 0.0,
        Domain::Right => 1.0,
        Domain::Inside if x < a + 1.0 => lower_series(a, x),
        Domain::Inside => 1.0 - upper_fraction(a, x),
    }
}

/// Regularised upper incomplete gamma function Q(a, x) = 1 - P(a, x), for a > 0,
/// accurate where it is small. `NaN` unless a is positive and finite.
#[must_use]
pub fn gamma_upper(a: f64, x: f64) -> f64 {
    match domain(a, x) {
        Domain::Outside => f64::NAN,
        Domain::Left => 1.0,
        Domain::Right => 0.0,
        Domain::Inside if x < a + 1.0 => 1.0 - lower_series(a, x),
        Domain::Inside => upper_fraction(a, x),
    }
}

/// Where the argument lies relative to the support.
enum Domain {
    Outside,
    Left,
    Right,
    Inside,
}

fn domain(a: f64, x: f64) -> Domain {
    if !(a > 0.0 && a.is_finite()) || x.is_nan() {
        Domain::Outside
    } else if x <= 0.0 {
        Domain::Left
    } else if x.is_infinite() {
        Domain::Right
    } else {
        Domain::Inside
    }
}

/// `P(a, x) = x^a e^-x / Gamma(a+1) * (1 + x/(a+1) + x^2/((a+1)(a+2)) + ...)`.
fn lower_series(a: f64, x: f64) -> f64 {
    let (mut sum, mut term, mut denominator) = (1.0, 1.0, a);
    for _ in 0..MOST_TERMS {
        denominator += 1.0;
        term *= x / denominator;
        sum += term;
        if term < PRECISION * sum {
            break;
        }
    }
    poisson_density(a, x) * sum
}

/// `Q(a, x) = x^a e^-x / Gamma(a) * 1/(x+1-a- 1(1-a)/(x+3-a- 2(2-a)/(...)))`,
/// evaluated by the modified Lentz method.
fn upper_fraction(a: f64, x: f64) -> f64 {
    let mut b = x + 1.0 - a;
    let mut c = TINY.recip();
    let mut d = b.recip();
    let mut value = d;
    for i in 1..MOST_TERMS {
        let i = f64::from(i);
        let numerator = i * (a - i);
        b += 2.0;
        d = away_from_zero(numerator * d + b).recip();
        c = away_from_zero(b + numerator / c);
        value *= c * d;
        if (c * d - 1.0).abs() < 2.0 * f64::EPSILON {
            break;
        }
    }
    a * poisson_density(a, x) * value
}

/// Lentz's guard against a denominator that vanishes on the way.
pub(super) fn away_from_zero(x: f64) -> f64 {
    if x.abs() < TINY { TINY } else { x }
}
