//! Tests of the crate `stats`: against values computed elsewhere, against the
//! laws of mathematics, and at the edges.

#![allow(clippy::unwrap_used, reason = "a test may stop at the first surprise")]
#![allow(clippy::float_cmp, reason = "where tests compare exactly, exactness is the claim")]

mod distributions;
mod integer_window;
mod intervals;
mod line_and_shares;
mod poisson_binomial;
mod random;
mod special;
mod summaries;
mod vectors;

/// Asserts |actual - expected| <= tolerance * |expected|.
#[track_caller]
fn assert_relative(actual: f64, expected: f64, tolerance: f64) {
    assert!(
        (actual - expected).abs() <= tolerance * expected.abs(),
        "{actual:e} is not {expected:e} within {tolerance:e}; off by {:e}",
        (actual - expected) / expected
    );
}

/// Asserts |actual - expected| <= tolerance.
#[track_caller]
fn assert_close(actual: f64, expected: f64, tolerance: f64) {
    assert!((actual - expected).abs() <= tolerance, "{actual:e} is not {expected:e} within {tolerance:e}");
}
