//! What Stirling's formula leaves over, without the loss of digits that large counts bring.

use std::f64::consts::PI;

/// From here on four terms of the series are exact to the last digit.
const LARGE: f64 = 16.0;

/// `ln x! - x ln x + x` for x >= 0, real x included; 0 at 0.
///
/// Above 16 the series `ln(2 pi x)/2 + 1/12x - 1/360x^3 + 1/1260x^5 - 1/1680x^7` (Abramowitz and Stegun 6.1.41); below it,
/// `ln x!` by going down from there. Relative error below 1e-13.
pub(super) fn excess(x: f64) -> f64 {
    if x <= 0.0 {
        return 0.0;
    }
    if x >= LARGE {
        let square = x * x;
        let tail = 1.0 / 360.0 - (1.0 / 1260.0 - 1.0 / (1680.0 * square)) / square;
        return 0.5 * (2.0 * PI * x).ln() + (1.0 / 12.0 - tail / square) / x;
    }
    let mut top = x;
    let mut ln_steps = 0.0;
    while top < LARGE {
        top += 1.0;
        ln_steps += top.ln();
    }
    let ln_factorial = excess(top) + top * top.ln() - top - ln_steps;
    ln_factorial - x * x.ln() + x
}

/// `2 (y ln(y/mu) - y + mu)`: a cell's part in the deviance, for y >= 0 and mu > 0.
pub(super) fn deviance_term(y: f64, mu: f64) -> f64 {
    if y <= 0.0 {
        return 2.0 * mu;
    }
    let share = (y - mu) / mu;
    if share.abs() > 0.1 {
        return 2.0 * (y * (y / mu).ln() - y + mu);
    }
    // (1+s) ln(1+s) - s = s^2/2 - s^3/6 + s^4/12 - ...: close to 0 the difference above would lose every digit.
    let (mut sum, mut power) = (0.0, share * share);
    for k in 2..20 {
        let k = f64::from(k);
        sum += power / (k * (k - 1.0));
        power *= -share;
    }
    2.0 * mu * sum
}

#[cfg(test)]
mod tests {
    use super::{deviance_term, excess};

    #[test]
    fn small_factorials() {
        let mut ln_factorial = 0.0;
        for n in 1..40_u32 {
            let x = f64::from(n);
            ln_factorial += x.ln();
            assert!((excess(x) - (ln_factorial - x * x.ln() + x)).abs() < 1e-12, "{n}");
        }
        // (1/2)! = sqrt(pi) / 2.
        let half = (std::f64::consts::PI.sqrt() / 2.0).ln() - 0.5 * 0.5_f64.ln() + 0.5;
        assert!((excess(0.5) - half).abs() < 1e-13);
    }

    #[test]
    fn the_series_meets_the_logarithm() {
        for mu in [3.0, 1e3, 1e9] {
            for share in [0.099_999, 0.100_001, -0.099_999, -0.100_001] {
                let y: f64 = mu * (1.0 + share);
                let plain = 2.0 * (y * (y / mu).ln() - y + mu);
                assert!((deviance_term(y, mu) / plain - 1.0).abs() < 1e-12);
            }
        }
        assert!(deviance_term(1e15, 1e15).abs() < f64::MIN_POSITIVE);
    }
}
