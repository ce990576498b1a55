//! What percentages say by themselves, without the votes.

use serde::Serialize;

use super::decimal::Decimal;
use crate::language::Ratio;

/// Whether one percentage can come from whole votes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct PossibleShare {
    /// The percentage.
    pub share: Decimal,
    /// Fewest and most votes that round to it, where the total is known; `None` where no number of votes does.
    pub votes: Option<(u64, u64)>,
}

/// Whether percentages can come from whole votes together.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[must_use]
pub struct Possible {
    /// The total, where known.
    pub total: Option<u64>,
    /// Each percentage by itself; empty where the total is not known.
    pub shares: Vec<PossibleShare>,
    /// The least their exact values can add up to, in percentage points.
    pub least: Ratio,
    /// The most their exact values can add up to, in percentage points.
    pub most: Ratio,
    /// Whether they can come from whole votes together. Of percentages that name every option the sum must be able to be 100.
    pub possible: bool,
    /// Where the total is not known: the smallest number of ballots that gives all of them; `None` beyond [`MOST_TRIED`].
    pub smallest_total: Option<u64>,
}

/// Largest total tried when none is known. Two decimals need at most 10,000 ballots for any one percentage.
pub const MOST_TRIED: u64 = 100_000;

/// Whether percentages can come from whole votes, alone and together.
///
/// `complete` says that they name every option, so that they share all of the total among them.
pub fn possible(shares: &[Decimal], total: Option<u64>, complete: bool) -> Possible {
    let halves = |sign: i128| {
        let ends =
            shares.iter().filter_map(|s| Ratio::new((2 * i128::from(s.units()) + sign).max(0), 2 * 10_i128.pow(u32::from(s.decimals()))));
        ends.fold(Ratio::ZERO, |sum, end| sum.plus(end).unwrap_or(sum))
    };
    let (least, most) = (halves(-1), halves(1));
    let hundred = Ratio::whole(100);
    let adds_up = least <= hundred && (!complete || most >= hundred);
    let smallest_total = match total {
        None if adds_up => (1..=MOST_TRIED).find(|&n| fits(shares, n, complete)),
        _ => None,
    };
    let each = |n| shares.iter().map(|&share| PossibleShare { share, votes: votes_for(share, n) }).collect();
    Possible {
        total,
        shares: total.map(each).unwrap_or_default(),
        least,
        most,
        possible: adds_up && total.is_none_or(|n| fits(shares, n, complete)),
        smallest_total,
    }
}

/// Whether whole votes out of `total` give all the percentages.
fn fits(shares: &[Decimal], total: u64, complete: bool) -> bool {
    let mut sum = (0_u128, 0_u128);
    for &share in shares {
        let Some((fewest, most)) = votes_for(share, total) else { return false };
        sum = (sum.0 + u128::from(fewest), sum.1 + u128::from(most));
    }
    sum.0 <= u128::from(total) && (!complete || sum.1 >= u128::from(total))
}

/// Fewest and most votes out of `total` that round to the percentage, half up or half to even; `None` where none do.
#[must_use]
pub fn votes_for(share: Decimal, total: u64) -> Option<(u64, u64)> {
    let (n, units, twice) = (u128::from(total), u128::from(share.units()), 2 * share.hundred());
    if n == 0 {
        return None;
    }
    // Half a unit below always rounds up to it; half a unit above stays only where it is even.
    let fewest = (2 * units).saturating_sub(1).checked_mul(n)?.div_ceil(twice);
    let top = (2 * units + 1).checked_mul(n)?;
    let tie_leaves = top.is_multiple_of(twice) && !units.is_multiple_of(2);
    let most = (top / twice).saturating_sub(u128::from(tie_leaves)).min(n);
    let range = (u64::try_from(fewest).ok()?, u64::try_from(most).ok()?);
    (range.0 <= range.1).then_some(range)
}

/// Fewest and most ballots in all that `votes` and their percentage imply; `None` of a percentage that rounds to zero.
///
/// From `100 votes / (share + h) <= total <= 100 votes / (share - h)` with `h` half a unit of the last decimal.
#[must_use]
pub fn implied_total(votes: u64, share: Decimal) -> Option<(u64, u64)> {
    let (units, twice) = (u128::from(share.units()), u128::from(votes) * 2 * share.hundred());
    if units == 0 {
        return None;
    }
    let fewest = u64::try_from(twice.div_ceil(2 * units + 1)).ok()?;
    let most = u64::try_from(twice / (2 * units - 1)).ok()?;
    (fewest <= most).then_some((fewest, most))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::percentages::rounds_to;
    use proptest::prelude::*;

    fn shares(of: &[&str]) -> Vec<Decimal> {
        of.iter().map(|s| Decimal::parse(s).expect(s)).collect()
    }

    #[test]
    fn percentages_that_no_votes_give_are_found() {
        // 33.4% of three ballots: one ballot is 33.3%.
        assert!(!possible(&shares(&["33.4"]), Some(3), false).possible);
        // 50.1 + 50.1 is more than all.
        assert!(!possible(&shares(&["50.1", "50.1"]), None, true).possible);
        // 60 + 30 leaves ten unexplained where every option is named.
        assert!(!possible(&shares(&["60", "30"]), None, true).possible);
        assert!(possible(&shares(&["60", "30"]), None, false).possible);
    }

    #[test]
    fn the_smallest_electorate_behind_percentages_is_named() {
        assert_eq!(possible(&shares(&["33.33", "66.67"]), None, true).smallest_total, Some(3));
        assert_eq!(possible(&shares(&["14.29", "85.71"]), None, true).smallest_total, Some(7));
    }

    #[test]
    fn kazakhstan_2005_mixed_percentages_do_not_add_up_with_the_final_ones() {
        // Final, and the same with the preliminary 1.65 in place of 1.61: 100.03, three hundredths too much for five roundings of 0.005.
        let last = possible(&shares(&["91.15", "6.61", "1.61", "0.34", "0.28"]), None, true);
        let mixed = possible(&shares(&["91.15", "6.61", "1.65", "0.34", "0.28"]), None, true);
        assert_eq!((last.possible, mixed.possible), (true, false));
        assert_eq!(mixed.least.to_string(), "100.005");
    }

    #[test]
    fn the_preliminary_total_follows_from_votes_and_percentage() {
        let (fewest, most) = implied_total(6_100_694, Decimal::new(9101, 2)).expect("is implied");
        let (fewest2, most2) = implied_total(445_047, Decimal::new(664, 2)).expect("is implied");
        assert!((fewest, most) == (6_702_955, 6_703_691) && fewest2 <= fewest && most <= most2, "{fewest} {most} {fewest2} {most2}");
    }

    proptest! {
        #[test]
        fn the_votes_of_a_percentage_are_exactly_those_that_round_to_it(units in 0u64..1100, decimals in 0u8..2, total in 1u64..400) {
            let share = Decimal::new(units, decimals);
            let counted: Vec<u64> = (0..=total).filter(|&v| rounds_to(share, v, total)).collect();
            let expected = counted.first().copied().zip(counted.last().copied());
            prop_assert_eq!(votes_for(share, total), expected);
        }

        #[test]
        fn the_true_total_lies_within_the_implied_one(votes in 1u64..5000, others in 0u64..5000) {
            let share = crate::percentages::recompute(votes, votes + others, 2).expect("a share");
            if let Some((fewest, most)) = implied_total(votes, share) {
                prop_assert!((fewest..=most).contains(&(votes + others)));
            }
        }
    }
}
