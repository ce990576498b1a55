//! The incomplete beta function.

use super::chi_square::away_from_zero;
use super::root;
use super::saddle_point::{Factor, binomial_density};
use super::{MOST_TERMS, TINY};

/// Regularised incomplete beta function
/// `I_x(a, b) = 1/B(a, b) * integral of t^(a-1) (1-t)^(b-1) over 0..x`, for
/// a, b > 0 and 0 <= x <= 1; `NaN` elsewhere.
///
/// For integers it is a binomial tail: `I_p(k, n-k+1) = P(X >= k)`. A continued
/// fraction with Loader's prefactor, which keeps eleven digits up to parameters of
/// 1e6.
#[must_use]
pub fn beta_inc(a: f64, b: f64, x: f64) -> f64 {
    if !(0.0..=1.0).contains(&x) {
        return f64::NAN;
    }
    beta_inc_split(a, b, Factor::exact(x), Factor::complement(x), x, 1.0 - x)
}

/// [`beta_inc`] where both x and y = 1 - x are known to full relative precision.
pub(super) fn beta_inc_of(a: f64, b: f64, x: f64, y: f64) -> f64 {
    beta_inc_split(a, b, Factor::exact(x), Factor::exact(y), x, y)
}

fn beta_inc_split(a: f64, b: f64, fx: Factor, fy: Factor, x: f64, y: f64) -> f64 {
    let valid = |v: f64| v > 0.0 && v.is_finite();
    if !(valid(a) && valid(b)) || x.is_nan() {
        return f64::NAN;
    }
    if x <= 0.0 {
        return 0.0;
    }
    if y <= 0.0 {
        return 1.0;
    }
    // x^a y^b / B(a, b), by the density of a binomial law with real counts.
    let front = binomial_density(a, b, fx, fy) * (a / (a + b)) * b;
    if x < (a + 1.0) / (a + b + 2.0) { front / fraction(a, b, x, y) } else { 1.0 - front / fraction(b, a, y, x) }
}

/// The continued fraction `b0 + a1/(b1 + a2/(b2 + ...))` by which `x^a y^b / B(a, b)`
/// is divided to give `I_x(a, b)`; by the modified Lentz method. Converges for
/// x < (a+1)/(a+b+2).
///
/// The even part of Abramowitz and Stegun 26.5.8, in the form of A. R. `DiDonato` and
/// A. H. Morris, ACM Trans. Math. Softw. 18 (1992) 360, eq. 9: it needs x only
/// through a y - b x, which does not cancel when a is large and x near 1.
fn fraction(a: f64, b: f64, x: f64, y: f64) -> f64 {
    let lambda = a * y - b * x + 1.0;
    let mut value = away_from_zero(a * lambda / (a + 1.0));
    let (mut c, mut d) = (value, 0.0);
    for m in 1..MOST_TERMS {
        let m = f64::from(m);
        let odd = a + 2.0 * m - 1.0;
        let pull = m * (b - m) * x / odd;
        let numerator = (a + m - 1.0) * (a + b + m - 1.0) / odd * pull * x;
        let denominator = m + pull + (a + m) * (lambda + m * (2.0 - x)) / (odd + 2.0);
        d = away_from_zero(denominator + numerator * d).recip();
        c = away_from_zero(denominator + numerator / c);
        value *= c * d;
        if (c * d - 1.0).abs() < 2.0 * f64::EPSILON {
            break;
        }
    }
    value
}

/// The x with `I_x(a, b) = p`, for a, b > 0 and 0 <= p <= 1; `NaN` elsewhere.
///
/// Found by bracketing, to the precision of [`beta_inc`].
#[must_use]
pub fn beta_quantile(p: f64, a: f64, b: f64) -> f64 {
    if !(0.0..=1.0).contains(&p) || beta_inc(a, b, 0.5).is_nan() {
        return f64::NAN;
    }
    if p <= 0.0 {
        return 0.0;
    }
    if p >= 1.0 {
        return 1.0;
    }
    // Logarithms make the function nearly straight far into the left tail.
    root::between(TINY, 1.0, |x| beta_inc(a, b, x).max(TINY).ln() - p.ln())
}
