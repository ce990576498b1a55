//! What each kind of misconduct does to protocols. Every deed reports what it changed, in ballots and votes, as it goes.

use crate::draw::{Draw, whole};
use crate::plan::{Misconduct, Percentage};
use crate::protocol::{Protocol, settle};

/// What was done to one protocol.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Done {
    pub ballots: i64,
    pub leader: i64,
    pub others: i64,
    pub control: Option<&'static str>,
}

impl Done {
    fn added(ballots: u32) -> Self {
        Self { ballots: ballots.into(), leader: ballots.into(), ..Self::default() }
    }

    fn moved(votes: i64) -> Self {
        Self { leader: votes, others: -votes, ..Self::default() }
    }
}

/// Does a deed to the `hit` protocols of one district; gives what it changed, by position.
pub(crate) fn commit(
    misconduct: Misconduct,
    protocols: &mut [Protocol],
    hit: &[usize],
    leader: usize,
    draw: &mut Draw,
) -> Vec<(usize, Done)> {
    let drawn_share = match misconduct {
        Misconduct::Drawn { gain } => common_share(protocols, hit, leader) + gain,
        _ => 0.0,
    };
    let mut all = Vec::with_capacity(hit.len());
    for &i in hit {
        let p = &mut protocols[i];
        let before = p.clone();
        let done = match misconduct {
            Misconduct::Stuffing { strength } => stuff(p, strength, leader, draw),
            Misconduct::Rounding { of: Percentage::Turnout, step } => round_turnout(p, step, leader),
            Misconduct::Rounding { of: Percentage::LeaderShare, step } => round_share(p, step, leader),
            Misconduct::Transfer { fraction } => transfer(p, fraction, leader, draw),
            Misconduct::Drawn { .. } => Done::moved(p.set_votes(leader, whole(drawn_share * f64::from(p.found())))),
            Misconduct::BrokenArithmetic => break_arithmetic(p, leader, draw),
            Misconduct::InventedDigits => invent_digits(p, leader, draw),
        };
        if *p != before {
            all.push((i, done));
        }
    }
    all
}

/// The leader's share of ballots found in the hit protocols together.
fn common_share(protocols: &[Protocol], hit: &[usize], leader: usize) -> f64 {
    let sum = |of: &dyn Fn(&Protocol) -> u32| hit.iter().map(|&i| f64::from(of(&protocols[i]))).sum::<f64>();
    sum(&|p| p.votes[leader]) / sum(&Protocol::found).max(1.0)
}

fn stuff(p: &mut Protocol, strength: f64, leader: usize, draw: &mut Draw) -> Done {
    let fraction = draw.truncated(0.0, strength, (0.0, 1.0));
    Done::added(p.stuff(leader, whole(fraction * f64::from(p.room()))))
}

/// The count that comes nearest to the next multiple of `step` percent of `n`: `round(n * step * ceil(100 k / (step n)) / 100)`.
/// Never below `k`.
fn next_percentage(k: u32, n: u32, step: u32) -> u32 {
    let (k, n, step) = (u64::from(k), u64::from(n), u64::from(step));
    let percent = step * (100 * k).div_ceil((step * n).max(1));
    u32::try_from((n * percent + 50) / 100).unwrap_or(u32::MAX)
}

fn round_turnout(p: &mut Protocol, step: u32, leader: usize) -> Done {
    let wanted = next_percentage(p.issued(), p.registered, step).saturating_sub(p.issued());
    Done::added(p.stuff(leader, wanted))
}

fn round_share(p: &mut Protocol, step: u32, leader: usize) -> Done {
    let target = next_percentage(p.votes[leader], p.found(), step);
    Done::moved(p.set_votes(leader, target))
}

fn transfer(p: &mut Protocol, fraction: f64, leader: usize, draw: &mut Draw) -> Done {
    let here = draw.truncated(fraction, fraction / 3.0, (0.0, 1.0));
    let votes = draw.binomial(p.votes.iter().sum::<u32>() - p.votes[leader], here);
    Done::moved(p.set_votes(leader, p.votes[leader] + votes))
}

/// Breaks one hard control by up to 5% of the valid ballots, and leaves the line alone where it is too small for that.
fn break_arithmetic(p: &mut Protocol, leader: usize, draw: &mut Draw) -> Done {
    let by = 1 + draw.below(p.valid / 20 + 1);
    let broken = |control, leader: u32| Done { leader: leader.into(), control: Some(control), ..Done::default() };
    match draw.below(4) {
        // The roll written down too short for the ballots issued.
        0 if p.issued() > by => {
            p.registered = p.issued() - by;
            broken("C01", 0)
        }
        // Ballots received that are neither issued nor cancelled.
        1 => {
            p.received += by;
            broken("C02", 0)
        }
        // Fewer ballots taken from the box than counted.
        2 if p.in_stationary >= by => {
            p.in_stationary -= by;
            broken("C03", 0)
        }
        // Votes for the leader that no valid ballot stands for.
        _ => {
            p.votes[leader] += by;
            broken("C04", by)
        }
    }
}

/// How often people write each last digit 0-9 when they make numbers up, in percent: after Beber & Scacco 2012 (Polit. Anal. 20:211),
/// who find small digits preferred and 0 and 5 avoided; the figures themselves are this simulation's.
const MADE_UP: [u32; 10] = [6, 10, 13, 15, 11, 7, 11, 12, 8, 7];

fn invent_digits(p: &mut Protocol, leader: usize, draw: &mut Draw) -> Done {
    let Some(second) = (0..p.votes.len()).filter(|&i| i != leader).max_by_key(|&i| (p.votes[i], std::cmp::Reverse(i))) else {
        return Done::default();
    };
    let mut votes = p.votes.clone();
    for option in [leader, second] {
        if votes[option] >= 100 {
            votes[option] = votes[option] / 10 * 10 + made_up_digit(draw);
        }
    }
    let sum = |v: &[u32]| v.iter().map(|&n| i64::from(n)).sum::<i64>();
    let kept: Vec<bool> = (0..votes.len()).map(|i| i == leader || i == second).collect();
    let over = sum(&votes) - sum(&p.votes);
    if over != 0 && !settle(&mut votes, &kept, -over) {
        return Done::default();
    }
    let gained = i64::from(votes[leader]) - i64::from(p.votes[leader]);
    p.votes = votes;
    Done::moved(gained)
}

fn made_up_digit(draw: &mut Draw) -> u32 {
    let mut at = draw.below(MADE_UP.iter().sum());
    for (digit, weight) in (0..).zip(MADE_UP) {
        if at < weight {
            return digit;
        }
        at -= weight;
    }
    9
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::draw::Seed;
    use proptest::prelude::*;

    fn protocol() -> Protocol {
        let votes = vec![310, 150, 90, 40];
        Protocol {
            registered: 1_000,
            received: 1_005,
            in_station: 600,
            cancelled: 405,
            in_stationary: 600,
            invalid: 10,
            valid: 590,
            votes,
            ..Protocol::default()
        }
    }

    #[test]
    fn a_rounded_turnout_is_the_nearest_count_to_the_next_multiple() {
        assert_eq!([next_percentage(601, 1_000, 1), next_percentage(600, 1_000, 1), next_percentage(601, 1_000, 5)], [610, 600, 650]);
        // 61% of 333 is 203.13.
        assert_eq!(next_percentage(200, 333, 1), 203);
        assert_eq!(next_percentage(999, 1_000, 5), 1_000);
        let mut p = protocol();
        p.stuff(0, 3);
        assert_eq!(round_turnout(&mut p, 1, 0), Done::added(7));
    }

    #[test]
    fn drawn_stations_report_one_share() {
        let mut all = [protocol(), protocol()];
        all[1].set_votes(0, 400);
        let done = commit(Misconduct::Drawn { gain: 0.1 }, &mut all, &[0, 1], 0, &mut Draw::of(Seed(1), "test", 0));
        // (310 + 400) / 1200 + 0.1 = 69.17% of 600.
        assert_eq!([all[0].votes[0], all[1].votes[0]], [415, 415]);
        assert_eq!(done.iter().map(|(_, d)| d.leader).collect::<Vec<_>>(), [105, 15]);
    }

    proptest! {
        #[test]
        fn rounding_up_never_falls(k in 0u32..5_000, more in 0u32..5_000, step in 1u32..=50) {
            prop_assert!(next_percentage(k, k + more, step) >= k);
        }

        #[test]
        fn a_deed_reports_exactly_what_it_did(kind in 0usize..7, seed in 0u64..500) {
            let misconduct = [
                Misconduct::Stuffing { strength: 0.5 },
                Misconduct::Rounding { of: Percentage::Turnout, step: 5 },
                Misconduct::Rounding { of: Percentage::LeaderShare, step: 5 },
                Misconduct::Transfer { fraction: 0.2 },
                Misconduct::Drawn { gain: 0.05 },
                Misconduct::BrokenArithmetic,
                Misconduct::InventedDigits,
            ][kind];
            let (before, mut after) = (protocol(), [protocol()]);
            for (i, done) in commit(misconduct, &mut after, &[0], 0, &mut Draw::of(Seed(seed), "test", 0)) {
                let change = |of: &dyn Fn(&Protocol) -> u32| i64::from(of(&after[i])) - i64::from(of(&before));
                prop_assert_eq!(done.ballots, change(&Protocol::found));
                prop_assert_eq!(done.leader, change(&|p| p.votes[0]));
                prop_assert_eq!(done.others, change(&|p| p.votes[1..].iter().sum()));
            }
        }
    }
}
