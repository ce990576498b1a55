//! Many tests at once: which findings survive.

/// Benjamini and Hochberg's q-values, in the order of the input.
///
/// `q(i) = min over j >= i of m p(j) / j`, for p-values sorted upwards and m of
/// them, at most 1. Reporting all tests with q <= 0.05 keeps the expected share
/// of false ones among them at 5% (J. R. Stat. Soc. B 57, 1995, 289-300), for
/// independent or positively dependent tests. Equal p-values get equal q-values;
/// q rises with p, and never lies below it.
///
/// # Panics
///
/// If a p-value is `NaN` or outside 0..=1: a missing p-value must be left out by
/// the caller, because counting or not counting it changes every other q-value.
#[must_use]
pub fn benjamini_hochberg(p: &[f64]) -> Vec<f64> {
    assert!(p.iter().all(|p| (0.0..=1.0).contains(p)), "a p-value is NaN or outside 0..=1; leave out tests that gave none");
    let mut order: Vec<usize> = (0..p.len()).collect();
    order.sort_by(|&a, &b| p[a].total_cmp(&p[b]));
    let tests = p.len() as f64;
    let mut q = vec![0.0; p.len()];
    let mut smallest: f64 = 1.0;
    for (position, &test) in order.iter().enumerate().rev() {
        let rank = (position + 1) as f64;
        // tests / rank >= 1, so q >= p holds after rounding too.
        smallest = smallest.min(p[test] * (tests / rank));
        q[test] = smallest;
    }
    q
}
