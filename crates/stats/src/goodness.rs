//! Do counts follow given probabilities? (Last and second digits.)

use crate::special::chi2_sf;
use thiserror::Error;

/// Pearson's test of counts against probabilities.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct ChiSquare {
    /// `sum (observed - expected)^2 / expected`; `NaN` without a single count.
    pub statistic: f64,
    /// Degrees of freedom: cells that can occur, less one.
    pub df: f64,
    /// P(chi-square with `df` >= statistic); `NaN` with fewer than two cells or
    /// without a single count.
    pub p: f64,
}

/// Why counts could not be compared with probabilities.
#[derive(Clone, Copy, Debug, PartialEq, Error)]
pub enum GoodnessError {
    /// One probability is needed for each count.
    #[error("{counts} counts but {probabilities} probabilities; give one probability for each cell")]
    Lengths {
        /// How many counts were given.
        counts: usize,
        /// How many probabilities were given.
        probabilities: usize,
    },
    /// The probabilities are negative, not numbers, or do not sum to 1 within 1e-9.
    #[error("the probabilities sum to {sum}, or one is negative; they must be shares of a whole")]
    NotProbabilities {
        /// Their sum.
        sum: f64,
    },
}

/// Pearson's chi-square of counts against equal probabilities.
///
/// Holds when each cell expects about 5 or more. The ten digits give df = 9.
#[must_use]
pub fn chi2_uniform(counts: &[u64]) -> ChiSquare {
    let share = (counts.len() as f64).recip();
    pearson(counts.iter().map(|&count| (count, share)))
}

/// Pearson's chi-square of counts against given probabilities.
///
/// A cell of probability 0 is left out of `df`; if it was observed all the same
/// the statistic is infinite and p is 0.
///
/// # Errors
///
/// If the lengths differ or the probabilities are not shares of a whole.
pub fn chi2_expected(counts: &[u64], probabilities: &[f64]) -> Result<ChiSquare, GoodnessError> {
    if counts.len() != probabilities.len() {
        return Err(GoodnessError::Lengths { counts: counts.len(), probabilities: probabilities.len() });
    }
    let sum: f64 = probabilities.iter().sum();
    if !probabilities.iter().all(|&p| p >= 0.0) || (sum - 1.0).abs() > 1e-9 {
        return Err(GoodnessError::NotProbabilities { sum });
    }
    Ok(pearson(counts.iter().copied().zip(probabilities.iter().copied())))
}

/// The probabilities of the second significant digits 0..=9 under Benford's law,
/// `P(d) = sum over j = 1..=9 of log10(1 + 1/(10 j + d))` (F. Benford, Proc. Am.
/// Philos. Soc. 78, 1938, 551). For display: it separates clean from dirty
/// elections no better than a coin (J. Deckert, M. Myagkov, P. Ordeshook, Polit.
/// Anal. 19, 2011, 245).
#[must_use]
pub fn benford_second_digit() -> [f64; 10] {
    let mut shares = [0.0; 10];
    for (share, digit) in shares.iter_mut().zip(0_u32..) {
        *share = (1..=9_u32).map(|first| f64::from(10 * first + digit).recip().ln_1p() / std::f64::consts::LN_10).sum();
    }
    shares
}

fn pearson(cells: impl Iterator<Item = (u64, f64)> + Clone) -> ChiSquare {
    let total: f64 = cells.clone().map(|(count, _)| count as f64).sum();
    let possible = cells.clone().filter(|&(_, share)| share > 0.0).count();
    let df = (possible as f64 - 1.0).max(0.0);
    if total <= 0.0 || possible < 2 {
        let statistic = if total > 0.0 { 0.0 } else { f64::NAN };
        return ChiSquare { statistic, df, p: f64::NAN };
    }
    let statistic: f64 = cells.map(|(count, share)| distance(count as f64, total * share)).sum();
    ChiSquare { statistic, df, p: chi2_sf(statistic, df) }
}

fn distance(observed: f64, expected: f64) -> f64 {
    if expected > 0.0 {
        (observed - expected) * (observed - expected) / expected
    } else if observed > 0.0 {
        f64::INFINITY
    } else {
        0.0
    }
}
