//! Factorials, and the tails and quantiles of the normal, chi-square and
//! Student laws.
//!
//! `sf` (survival function) is the upper tail P(X > x), `cdf` the lower tail.
//! Each is computed on its own, never as one minus the other where that would
//! lose digits, so tails of 1e-100 are right to about twelve digits.
//!
//! Arguments outside the domain (negative degrees of freedom, probabilities
//! outside 0..=1, `NaN`) give `NaN`.

mod beta;
mod chi_square;
mod factorial;
mod normal;
mod root;
mod saddle_point;
mod student;

pub use beta::{beta_inc, beta_quantile};
pub use chi_square::{chi2_cdf, chi2_sf, gamma_lower, gamma_upper};
pub use factorial::ln_factorial;
pub use normal::{normal_cdf, normal_quantile, normal_sf};
pub use student::{student_quantile, student_sf};

pub(crate) use factorial::ln_factorial_table;
pub(crate) use saddle_point::{Factor, binomial_density};

/// Relative precision at which series and continued fractions stop.
const PRECISION: f64 = 1e-16;

/// Smallest magnitude allowed for a denominator in Lentz's continued fractions.
const TINY: f64 = 1e-300;

/// Terms after which a series is given up (it then returns what it has). About
/// `6 * sqrt(a)` terms are needed, so this serves parameters up to 1e13.
const MOST_TERMS: u32 = 20_000_000;
