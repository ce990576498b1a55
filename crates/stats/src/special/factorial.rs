//! Logarithms of factorials.

use super::saddle_point::{HALF_LN_TWO_PI, stirling_error};
use std::sync::LazyLock;

/// The largest n whose factorial is a finite `f64`.
const LARGEST: usize = 170;

/// n! for n = 0..=170, each product rounded once.
static FACTORIALS: [f64; LARGEST + 1] = factorials();

const fn factorials() -> [f64; LARGEST + 1] {
    let mut table = [1.0; LARGEST + 1];
    let mut n = 1;
    while n <= LARGEST {
        table[n] = table[n - 1] * n as f64;
        n += 1;
    }
    table
}

/// ln(n!).
///
/// From a table of factorials up to 170!, then by Stirling's series
/// `(n + 1/2) ln n - n + ln(2 pi)/2 + 1/(12 n) - 1/(360 n^3) + ...`
/// (Abramowitz and Stegun 6.1.41). Relative error below 1e-15; for n = 1e6 that
/// is an absolute error of about 1e-9, so differences of large values should be
/// taken through [`crate::binomial::pmf`], which has no such loss.
#[must_use]
pub fn ln_factorial(n: u64) -> f64 {
    if let Some(factorial) = usize::try_from(n).ok().and_then(|n| FACTORIALS.get(n)) {
        return factorial.ln();
    }
    let x = n as f64;
    (x + 0.5) * x.ln() - x + HALF_LN_TWO_PI + stirling_error(x)
}

/// How many entries [`ln_factorial_table`] has: electorates of nearly all stations.
const TABLE_LENGTH: u32 = 8192;

/// ln(n!) for n = 0..8192, each as a sum of a value and its rounding error.
///
/// Built once (0.1 ms, 128 kB). With the error kept, differences of two entries
/// are right to about 1e-13 absolutely, where single values of 7e4 would leave 1e-11.
pub(crate) fn ln_factorial_table() -> &'static [(f64, f64)] {
    static TABLE: LazyLock<Vec<(f64, f64)>> = LazyLock::new(|| {
        let (mut sum, mut error) = (0.0, 0.0);
        let mut table = vec![(0.0, 0.0)];
        for n in 1..TABLE_LENGTH {
            // ln n < sum from n = 3 on, so the rounding of the sum is exact here.
            let term = f64::from(n).ln() + error;
            let next = sum + term;
            error = if sum >= term { (sum - next) + term } else { (term - next) + sum };
            sum = next;
            table.push((sum, error));
        }
        table
    });
    &TABLE
}
