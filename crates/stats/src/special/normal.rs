//! The standard normal law.

use statrs::function::erf::erfc_inv;
use std::f64::consts::SQRT_2;

/// Centre of the map t = (z - 4)/(z + 4) from z >= 0 to -1..1.
const CENTRE: f64 = 4.0;

/// Chebyshev coefficients of `P(Z > z) exp(z^2/2) (z + 4)` in t, computed with 40
/// digits by `tests/make_normal.py`; the first one left out is 1e-18.
const COEFFICIENTS: [f64; 26] = [
    0.970_451_204_566_076_6,
    -0.751_708_816_839_570_6,
    0.222_193_555_675_251_04,
    -0.048_517_753_260_446_085,
    0.006_925_920_496_242_481,
    -0.000_320_598_474_398_149_95,
    -0.000_100_547_391_632_106_79,
    1.890_336_901_970_696_5e-05,
    1.010_356_885_474_631e-06,
    -6.145_334_749_397_824e-07,
    -3.381_020_120_069_175_6e-09,
    2.068_650_806_174_283_3e-08,
    -1.128_260_363_246_950_7e-10,
    -7.774_015_228_388_695e-10,
    -9.941_424_191_404_706e-12,
    3.174_482_949_858_303e-11,
    1.842_480_684_470_495e-12,
    -1.312_861_646_671_095_5e-12,
    -1.741_536_265_265_470_5e-13,
    4.907_274_031_704_532e-14,
    1.293_138_432_616_664_4e-14,
    -1.218_066_352_171_582_4e-15,
    -8.052_147_372_610_587e-16,
    -2.860_494_144_159_961e-17,
    4.057_064_424_435_15e-17,
    7.006_400_773_793_235e-18,
];

/// Upper tail P(Z > z) of the standard normal law.
///
/// Relative error below 1e-14 as far as the tail is a normal `f64` (z < 37.5);
/// about 5e-198 at z = 30. One Chebyshev series serves all z >= 0, in the manner of
/// J. L. Schonfelder, "Chebyshev expansions for the error and related functions",
/// Math. Comp. 32 (1978) 1232. (The `erfc` of `statrs` 0.19 is wrong by 2e-11 at 1,
/// for its constants are cut to ten digits.)
#[must_use]
pub fn normal_sf(z: f64) -> f64 {
    if z < 0.0 {
        return 1.0 - normal_sf(-z);
    }
    if z > 39.0 {
        return 0.0;
    }
    // exp(-z^2/2) in two factors, of which the first has an exact exponent: the
    // rounding of z^2 would cost three digits at z = 30.
    let coarse = (16.0 * z).floor() / 16.0;
    let bell = (-0.5 * coarse * coarse).exp() * (-0.5 * (z - coarse) * (z + coarse)).exp();
    bell * chebyshev((z - CENTRE) / (z + CENTRE)) / (z + CENTRE)
}

/// The series at t by Clenshaw's recurrence.
fn chebyshev(t: f64) -> f64 {
    let (mut b1, mut b2) = (0.0, 0.0);
    for c in COEFFICIENTS[1..].iter().rev() {
        (b1, b2) = (2.0 * t * b1 - b2 + c, b1);
    }
    t * b1 - b2 + COEFFICIENTS[0]
}

/// Lower tail P(Z <= z); relative accuracy as for [`normal_sf`].
#[must_use]
pub fn normal_cdf(z: f64) -> f64 {
    normal_sf(-z)
}

/// The z with P(Z <= z) = p: minus infinity at p = 0, infinity at p = 1, `NaN`
/// outside 0..=1.
///
/// For p near 1 the result is limited by the spacing of p itself; use
/// `-normal_quantile(q)` with a small upper tail q instead.
#[must_use]
pub fn normal_quantile(p: f64) -> f64 {
    if !(0.0..=1.0).contains(&p) {
        return f64::NAN;
    }
    if p <= 0.5 {
        -SQRT_2 * erfc_inv(2.0 * p)
    } else {
        // 1 - p is exact for p >= 1/2.
        SQRT_2 * erfc_inv(2.0 * (1.0 - p))
    }
}
