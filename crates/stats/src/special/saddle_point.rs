//! Loader's saddle-point form of the binomial and Poisson densities.
//!
//! Source: C. Loader, "Fast and accurate computation of binomial
//! probabilities" (2000), the algorithm behind R's `dbinom`. The large parts of
//! the three factorials cancel on paper rather than in floating point:
//!
//! `ln b(x; n, p) = d(n) - d(x) - d(n-x) - D(x; np) - D(n-x; nq) + ln(n / (2 pi x (n-x))) / 2`
//!
//! with `d` the error of Stirling's formula and `D` the deviance.

use crate::convert::floor_to_usize;
use std::f64::consts::TAU;

/// `ln(2 pi) / 2`.
pub(super) const HALF_LN_TWO_PI: f64 = 0.918_938_533_204_672_8;

/// [`stirling_error`] of 1..=15 (mpmath, 40 digits); the entry for 0 is not used.
const SMALL_ERRORS: [f64; 16] = [
    f64::INFINITY,
    0.081_061_466_795_327_26,
    0.041_340_695_955_409_3,
    0.027_677_925_684_998_34,
    0.020_790_672_103_765_093,
    0.016_644_691_189_821_193,
    0.013_876_128_823_070_748,
    0.011_896_709_945_891_77,
    0.010_411_265_261_972_096,
    0.009_255_462_182_712_733,
    0.008_330_563_433_362_87,
    0.007_573_675_487_951_841,
    0.006_942_840_107_209_53,
    0.006_408_994_188_004_207,
    0.005_951_370_112_758_847_5,
    0.005_554_733_551_962_801,
];

/// `d(x) = ln Gamma(x + 1) - (x + 1/2) ln x + x - ln(2 pi)/2` for x > 0.
///
/// Below 16 a table serves integers, and the recurrence
/// `d(x) = d(x+1) + (x + 1/2) ln(1 + 1/x) - 1` the rest; above, five terms of
/// Stirling's series leave an error below 1e-16.
pub(super) fn stirling_error(x: f64) -> f64 {
    let index = floor_to_usize(x);
    if index >= SMALL_ERRORS.len() {
        return stirling_series(x);
    }
    if x - index as f64 == 0.0 {
        return SMALL_ERRORS[index];
    }
    let mut shift = 0.0;
    let mut x = x;
    while x < 16.0 {
        shift += (x + 0.5) * x.recip().ln_1p() - 1.0;
        x += 1.0;
    }
    shift + stirling_series(x)
}

/// `1/(12 x) - 1/(360 x^3) + 1/(1260 x^5) - ...` (Abramowitz and Stegun 6.1.41).
fn stirling_series(x: f64) -> f64 {
    let r = (x * x).recip();
    let tail = 1.0 / 1260.0 - r * (1.0 / 1680.0 - r * (1.0 / 1188.0 - r * (691.0 / 360_360.0)));
    (1.0 / 12.0 - r * (1.0 / 360.0 - r * tail)) / x
}

/// A factor known a little better than one `f64`: `value + error`.
#[derive(Clone, Copy)]
pub(crate) struct Factor {
    value: f64,
    error: f64,
}

impl Factor {
    /// A number that is exactly an `f64`.
    pub(crate) const fn exact(value: f64) -> Self {
        Self { value, error: 0.0 }
    }

    /// `1 - p` with the rounding of the subtraction kept.
    pub(crate) const fn complement(p: f64) -> Self {
        let value = 1.0 - p;
        Self { value, error: (1.0 - value) - p }
    }

    /// `x` times the factor.
    fn times(self, x: f64) -> Self {
        let value = x * self.value;
        Self { value, error: x.mul_add(self.value, -value) + x * self.error }
    }
}

/// Deviance `D(x; m) = x ln(x/m) + m - x`, at least 0, for x, m > 0.
///
/// Near x = m it is summed as a series in (x-m)/(x+m), where the closed form
/// would cancel. The rounding of m enters through `dD/dm = 1 - x/m`: without it
/// n = 1e6 would cost four digits.
fn deviance(x: f64, m: Factor) -> f64 {
    let Factor { value: m, error } = m;
    let correction = (1.0 - x / m) * error;
    if (x - m).abs() >= 0.1 * (x + m) {
        return x * (x / m).ln() + m - x + correction;
    }
    let v = (x - m) / (x + m);
    let mut sum = (x - m) * v;
    let mut power = 2.0 * x * v;
    let mut odd = 1.0;
    loop {
        power *= v * v;
        odd += 2.0;
        let next = sum + power / odd;
        // At x = m every term is 0 and the loop ends at once.
        if next.to_bits() == sum.to_bits() {
            return sum + correction;
        }
        sum = next;
    }
}

/// `Gamma(x+y+1) / (Gamma(x+1) Gamma(y+1)) p^x q^y` for x, y > 0 and 0 < p, q:
/// for integers the probability of x successes out of x + y.
pub(crate) fn binomial_density(x: f64, y: f64, p: Factor, q: Factor) -> f64 {
    let n = x + y;
    let errors = stirling_error(n) - stirling_error(x) - stirling_error(y);
    let deviances = deviance(x, p.times(n)) + deviance(y, q.times(n));
    (errors - deviances).exp() * (n / (TAU * x) / y).sqrt()
}

/// `m^x e^-m / Gamma(x+1)` for x, m > 0: for an integer x the probability of x
/// events of a Poisson law with mean m.
pub(super) fn poisson_density(x: f64, m: f64) -> f64 {
    (-stirling_error(x) - deviance(x, Factor::exact(m))).exp() / (TAU * x).sqrt()
}
