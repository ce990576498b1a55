//! A station's protocol, and the moves that keep its arithmetic whole (controls C01-C06 and C10 of `reference/controls.csv`).

use domain::Field;

/// The lines every simulated protocol has, in the order of the form.
pub(crate) const LINES: [Field; 12] = [
    Field::Registered,
    Field::BallotsReceived,
    Field::IssuedEarly,
    Field::IssuedStation,
    Field::IssuedOutside,
    Field::CancelledUnused,
    Field::InMobile,
    Field::InStationary,
    Field::Invalid,
    Field::Valid,
    Field::Lost,
    Field::Unaccounted,
];

/// One station's figures. Ballots lost and unaccounted for are always 0.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Protocol {
    pub registered: u32,
    pub received: u32,
    pub early: u32,
    pub in_station: u32,
    pub outside: u32,
    pub cancelled: u32,
    pub in_mobile: u32,
    pub in_stationary: u32,
    pub invalid: u32,
    pub valid: u32,
    pub votes: Vec<u32>,
}

impl Protocol {
    /// The value of one of the [`LINES`]; 0 for any other.
    pub fn line(&self, field: Field) -> u32 {
        match field {
            Field::Registered => self.registered,
            Field::BallotsReceived => self.received,
            Field::IssuedEarly => self.early,
            Field::IssuedStation => self.in_station,
            Field::IssuedOutside => self.outside,
            Field::CancelledUnused => self.cancelled,
            Field::InMobile => self.in_mobile,
            Field::InStationary => self.in_stationary,
            Field::Invalid => self.invalid,
            Field::Valid => self.valid,
            _ => 0,
        }
    }

    /// G: ballots issued.
    pub fn issued(&self) -> u32 {
        self.early + self.in_station + self.outside
    }

    /// R: ballots found.
    pub fn found(&self) -> u32 {
        self.valid + self.invalid
    }

    /// Ballots that could still be stuffed: voters who stayed away, as far as blank ballots last.
    pub fn room(&self) -> u32 {
        self.registered.saturating_sub(self.issued()).min(self.cancelled)
    }

    /// Stuffs `ballots` for an option (no more than there is room for): issued, put into the box and counted. Gives how many.
    pub fn stuff(&mut self, option: usize, ballots: u32) -> u32 {
        let n = ballots.min(self.room());
        self.in_station += n;
        self.cancelled -= n;
        self.in_stationary += n;
        self.valid += n;
        self.votes[option] += n;
        n
    }

    /// Brings an option to `target` votes at the cost or to the gain of the others, in proportion to their votes.
    /// All votes together stay as they are, so `target` is cut to them. Gives the votes the option gained.
    pub fn set_votes(&mut self, option: usize, target: u32) -> i64 {
        let before = self.votes[option];
        // Not cut to the valid ballots: an earlier deed may have broken C04.
        let target = target.min(self.votes.iter().sum());
        self.votes[option] = target;
        let change = i64::from(target) - i64::from(before);
        let kept: Vec<bool> = (0..self.votes.len()).map(|i| i == option).collect();
        let settled = settle(&mut self.votes, &kept, -change);
        debug_assert!(settled, "the others hold every vote the option does not");
        change
    }
}

/// Adds `change` votes (takes them when negative) to the options not `kept`, in proportion to their votes.
/// Does nothing and gives false when they have fewer than would be taken, or nobody can receive.
pub(crate) fn settle(votes: &mut [u32], kept: &[bool], change: i64) -> bool {
    let weights: Vec<u32> = votes.iter().zip(kept).map(|(&v, &k)| if k { 0 } else { v }).collect();
    let Ok(amount) = u32::try_from(change.unsigned_abs()) else { return false };
    let parts = if change < 0 || weights.iter().any(|&w| w > 0) {
        proportional(&weights, amount)
    } else {
        kept.iter().position(|k| !k).map(|first| (0..votes.len()).map(|i| if i == first { amount } else { 0 }).collect())
    };
    let Some(parts) = parts else { return false };
    if change < 0 && parts.iter().zip(&weights).any(|(p, w)| p > w) {
        return false;
    }
    for (vote, part) in votes.iter_mut().zip(parts) {
        *vote = if change < 0 { *vote - part } else { *vote + part };
    }
    true
}

/// Splits `amount` by weight with largest remainders, the first among equals. With `amount` up to the sum of weights no part
/// exceeds its weight. `None` when an amount meets no weight.
fn proportional(weights: &[u32], amount: u32) -> Option<Vec<u32>> {
    let sum: u64 = weights.iter().map(|&w| u64::from(w)).sum();
    if sum == 0 {
        return (amount == 0).then(|| vec![0; weights.len()]);
    }
    let exact = |w: u32| u64::from(w) * u64::from(amount);
    let mut parts = weights.iter().map(|&w| u32::try_from(exact(w) / sum).ok()).collect::<Option<Vec<u32>>>()?;
    let mut order: Vec<usize> = (0..parts.len()).collect();
    order.sort_by_key(|&i| std::cmp::Reverse(exact(weights[i]) % sum));
    let left = amount - parts.iter().sum::<u32>();
    order.iter().take(left as usize).for_each(|&i| parts[i] += 1);
    Some(parts)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn votes_change_hands_without_a_vote_lost(votes in proptest::collection::vec(0u32..2000, 2..7), to in 0u32..9000) {
            let valid: u32 = votes.iter().sum();
            let mut p = Protocol { valid, votes: votes.clone(), ..Protocol::default() };
            let gained = p.set_votes(1, to);
            prop_assert_eq!(p.votes.iter().sum::<u32>(), valid);
            prop_assert_eq!(p.votes[1], to.min(valid));
            prop_assert_eq!(gained, i64::from(p.votes[1]) - i64::from(votes[1]));
            for i in [0].into_iter().chain(2..votes.len()) {
                let right_way = if gained > 0 { p.votes[i] <= votes[i] } else { p.votes[i] >= votes[i] };
                prop_assert!(right_way);
            }
        }
    }

    #[test]
    fn stuffing_stops_where_voters_or_blank_ballots_run_out() {
        let mut p = Protocol { registered: 100, in_station: 60, cancelled: 30, valid: 60, votes: vec![30, 30], ..Protocol::default() };
        assert_eq!(p.stuff(0, 50), 30);
        assert_eq!((p.issued(), p.cancelled, p.found(), p.votes[0]), (90, 0, 90, 60));
    }

    #[test]
    fn nothing_is_taken_from_those_who_have_too_little() {
        let mut votes = [9, 2, 1];
        assert!(!settle(&mut votes, &[true, false, false], -4));
        assert_eq!(votes, [9, 2, 1]);
        assert!(settle(&mut votes, &[true, false, false], -3));
        assert_eq!(votes, [9, 0, 0]);
        assert!(settle(&mut votes, &[true, false, false], 2));
        assert_eq!(votes, [9, 2, 0]);
    }
}
