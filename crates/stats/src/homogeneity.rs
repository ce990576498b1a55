//! Are the shares of stations too much alike?
//!
//! Honest stations differ at least as much as chance makes them (binomial
//! variance), usually several times more. A statistic far to the LEFT of the
//! chi-square law means that the shares were not counted but assigned.

use crate::special::chi2_cdf;
use thiserror::Error;

/// Fewest expected on the rarer side, on average over the groups (J. Roscoe and J. Byars, J. Am. Stat. Assoc. 66, 1971, 755, at
/// the 1% level). Cochran's five in four groups of five is meant for the right tail; in simulations with 20 and 40 equal groups the left
/// tail from two on is true or too cautious: a nominal 0.01 to 0.0001 happens 0.1 to 1.03 times as often.
const LEAST_EXPECTED: f64 = 2.0;

/// Pearson's comparison of group shares with their common share.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Homogeneity {
    /// `X2 = sum (w_i - n_i p)^2 / (n_i p (1-p))`, p the pooled share.
    pub statistic: f64,
    /// Groups with n > 0, less one.
    pub df: f64,
    /// `X2 / df`: about 1 if chance alone makes shares differ; 6 to 18 is usual
    /// for stations of a district.
    pub dispersion: f64,
    /// P(chi-square with `df` <= X2): small means too homogeneous.
    pub p_left: f64,
}

/// Why groups could not be compared.
#[derive(Clone, Copy, Debug, PartialEq, Error)]
pub enum HomogeneityError {
    /// The slices differ in length.
    #[error("{successes} counts of successes but {totals} totals; give both for every group")]
    Lengths {
        /// Counts of successes.
        successes: usize,
        /// Totals.
        totals: usize,
    },
    /// A group has more successes than members.
    #[error("group {index} has more successes than members; correct or leave it out")]
    MoreThanTotal {
        /// Its position, from 0.
        index: usize,
    },
    /// Fewer than two groups have members.
    #[error("{groups} groups with members; at least 2 are needed to compare")]
    TooFewGroups {
        /// How many there are.
        groups: usize,
    },
    /// The pooled share is 0 or 1, so groups cannot differ.
    #[error("the common share is 0 or 1, so the groups cannot differ")]
    NoVariation,
    /// The groups are too small for the chi-square law.
    #[error(
        "groups expect {average:.2} on the rarer side on average (2 are needed), so the chi-square law does not hold; join small groups"
    )]
    SmallGroups {
        /// Expected count of the rarer side, on average over groups with members.
        average: f64,
    },
}

/// Pearson's X2 of `successes[i]` out of `totals[i]` against the common share,
/// with its left tail. Groups without members are left out.
///
/// Refused when the rarer side is expected fewer than two times on average: counts near 0 then vary in steps too coarse for the
/// chi-square law. Within the rule p-values of 0.01 to 0.5 are true within a fifth (tested by simulation); a p of 1e-6 tells the
/// order of magnitude.
///
/// # Errors
///
/// If lengths differ, a count exceeds its total, fewer than two groups have
/// members, the common share is 0 or 1, or the groups are too small.
pub fn homogeneity(successes: &[u64], totals: &[u64]) -> Result<Homogeneity, HomogeneityError> {
    let pooled = Pooled::of(successes, totals)?;
    pooled.check_expected(totals)?;
    let statistic = pooled.statistic(successes, totals);
    let df = pooled.groups as f64 - 1.0;
    Ok(Homogeneity { statistic, df, dispersion: statistic / df, p_left: chi2_cdf(statistic, df) })
}

/// What the groups have in common.
struct Pooled {
    groups: usize,
    share: f64,
}

impl Pooled {
    fn of(successes: &[u64], totals: &[u64]) -> Result<Self, HomogeneityError> {
        if successes.len() != totals.len() {
            return Err(HomogeneityError::Lengths { successes: successes.len(), totals: totals.len() });
        }
        if let Some(index) = successes.iter().zip(totals).position(|(w, n)| w > n) {
            return Err(HomogeneityError::MoreThanTotal { index });
        }
        let groups = totals.iter().filter(|&&n| n > 0).count();
        if groups < 2 {
            return Err(HomogeneityError::TooFewGroups { groups });
        }
        let sum = |counts: &[u64]| counts.iter().map(|&count| count as f64).sum::<f64>();
        let share = sum(successes) / sum(totals);
        if share <= 0.0 || share >= 1.0 {
            return Err(HomogeneityError::NoVariation);
        }
        Ok(Self { groups, share })
    }

    fn check_expected(&self, totals: &[u64]) -> Result<(), HomogeneityError> {
        let members: f64 = totals.iter().map(|&n| n as f64).sum();
        let average = members * self.share.min(1.0 - self.share) / self.groups as f64;
        if average < LEAST_EXPECTED {
            return Err(HomogeneityError::SmallGroups { average });
        }
        Ok(())
    }

    fn statistic(&self, successes: &[u64], totals: &[u64]) -> f64 {
        let deviations = successes.iter().zip(totals).filter(|&(_, &n)| n > 0);
        let sum: f64 = deviations
            .map(|(&w, &n)| {
                let d = w as f64 - n as f64 * self.share;
                d * d / n as f64
            })
            .sum();
        sum / (self.share * (1.0 - self.share))
    }
}
