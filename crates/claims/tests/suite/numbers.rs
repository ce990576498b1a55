//! What a number decides: changing it beyond its rounding changes the verdict, and nothing smaller does.

use claims::case::{Basis, Claim, Item, Measure, Relation, Target};
use claims::evidence::{Missing, Need};
use claims::unit::{Noun, Unit};
use claims::verdict::Verdict;
use claims::weigh::{Weighed, weigh};
use proptest::prelude::*;

use crate::made::{Votes, amount, case, claim, result, with_claim};

const SHARE: Unit = Unit::Percent(Noun::ValidBallots);

fn verdict_of(votes: Votes, claim: Claim) -> Option<Verdict> {
    let case = with_claim(case(votes), claim);
    weigh(&case)[0].verdict
}

fn look(claim: Claim, check: impl FnOnce(&Weighed<'_>)) {
    let case = with_claim(case(Votes { red: 6_000, blue: 4_000, registered: 16_000 }), claim);
    check(&weigh(&case)[0]);
}

/// `units` in the last of two decimals, as printed.
fn printed(hundredths: u64) -> String {
    format!("{}.{:02}", hundredths / 100, hundredths % 100)
}

fn votes() -> impl Strategy<Value = Votes> {
    (1_000_u64..5_000_000, 1_000_u64..5_000_000, 0_u64..5_000_000).prop_map(|(red, blue, rest)| Votes {
        red,
        blue,
        registered: red + blue + rest,
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 512, ..ProptestConfig::default() })]

    #[test]
    fn a_share_is_supported_as_it_rounds_and_contradicted_one_digit_off(votes in votes(), off in 1_u64..500) {
        let total = votes.red + votes.blue;
        let rounded = (20_000 * votes.red + total) / (2 * total);
        let of = |hundredths: u64| verdict_of(votes, claim(result(Item::Share("red".into())), Relation::Equal, &printed(hundredths), SHARE));
        prop_assert_eq!(of(rounded), Some(Verdict::Supported));
        // One more unit of the last digit agrees only where the share lies exactly between two of them.
        let tie = (20_000 * votes.red) % (2 * total) == total;
        prop_assume!(!tie);
        prop_assert_eq!(of(rounded + off), Some(Verdict::Contradicted));
        prop_assert_eq!(of(rounded.saturating_sub(off)), Some(if rounded == 0 { Verdict::Supported } else { Verdict::Contradicted }));
    }

    #[test]
    fn a_count_is_exact(votes in votes(), off in 1_u64..1_000_000) {
        let of = |relation, n: u64| {
            verdict_of(votes, claim(result(Item::Votes("red".into())), relation, &n.to_string(), Unit::Number(Noun::Votes)))
        };
        let red = votes.red;
        prop_assert_eq!(of(Relation::Equal, red), Some(Verdict::Supported));
        prop_assert_eq!(of(Relation::Equal, red + off), Some(Verdict::Contradicted));
        prop_assert_eq!(of(Relation::AtLeast, red), Some(Verdict::Supported));
        prop_assert_eq!(of(Relation::AtLeast, red + off), Some(Verdict::Contradicted));
        prop_assert_eq!(of(Relation::MoreThan, red), Some(Verdict::Contradicted));
        prop_assert_eq!(of(Relation::AtMost, red), Some(Verdict::Supported));
        prop_assert_eq!(of(Relation::AtMost, red - off.min(red)), Some(if off.min(red) == 0 { Verdict::Supported } else { Verdict::Contradicted }));
        prop_assert_eq!(of(Relation::LessThan, red), Some(Verdict::Contradicted));
        prop_assert_eq!(of(Relation::LessThan, red + off), Some(Verdict::Supported));
    }

    #[test]
    fn changing_the_figure_changes_the_verdict_too(votes in votes(), off in 1_u64..1_000) {
        let of = |red: u64| {
            let claim = claim(result(Item::Votes("red".into())), Relation::Equal, &votes.red.to_string(), Unit::Number(Noun::Votes));
            verdict_of(Votes { red, ..votes }, claim)
        };
        prop_assert_eq!(of(votes.red), Some(Verdict::Supported));
        prop_assert_eq!(of(votes.red + off), Some(Verdict::Contradicted));
        prop_assert_eq!(of(votes.red - off), Some(Verdict::Contradicted));
    }
}

#[test]
fn observed_counts_are_exact_and_all_counts_are_an_inference() {
    let rating = |relation, q, noun| claim(Measure::Rating { observation: "bad-counts".into() }, relation, q, Unit::Percent(noun));
    look(rating(Relation::Equal, "25.0", Noun::CountsObserved), |w| assert_eq!(w.verdict, Some(Verdict::Supported)));
    look(rating(Relation::Equal, "26", Noun::CountsObserved), |w| assert_eq!(w.verdict, Some(Verdict::Contradicted)));
    look(rating(Relation::AtLeast, "17.5", Noun::Counts), |w| assert_eq!(w.verdict, Some(Verdict::Supported)));
    look(rating(Relation::AtLeast, "17.6", Noun::Counts), |w| assert_eq!(w.verdict, Some(Verdict::NotSupported)));
    look(rating(Relation::AtLeast, "33.8", Noun::Counts), |w| assert_eq!(w.verdict, Some(Verdict::Contradicted)));
}

#[test]
fn a_register_never_contradicts_a_larger_number() {
    let incidents = |relation, q| {
        claim(Measure::Incidents { register: None, place: "aralia".into(), phase: None }, relation, q, Unit::Number(Noun::Incidents))
    };
    look(incidents(Relation::AtLeast, "200000"), |w| {
        assert_eq!(w.verdict, Some(Verdict::NotSupported));
        assert!(w.evidence.needs.contains(&Need::MoreIncidents { count: 199_570 }));
        let ladder = w.evidence.ladder.as_ref().expect("a register");
        assert_eq!((ladder.received, ladder.duplicates, ladder.distinct, ladder.verified), (Some(512), Some(82), Some(430), Some(120)));
    });
    look(incidents(Relation::AtLeast, "430"), |w| assert_eq!(w.verdict, Some(Verdict::Supported)));
    look(incidents(Relation::AtMost, "429"), |w| assert_eq!(w.verdict, Some(Verdict::Contradicted)));
}

#[test]
fn documented_votes_stand_beside_the_margin() {
    let measure = Measure::Affected { contest: "president".into(), register: None };
    let affected = Claim { target: Target::Margin, ..claim(measure, Relation::AtLeast, "0", Unit::Number(Noun::VotesAffected)) };
    look(affected, |w| {
        assert_eq!(w.verdict, Some(Verdict::NotSupported));
        let margin = w.evidence.margin.as_ref().expect("a margin");
        assert_eq!((margin.votes, margin.if_moved, margin.documented), (2_000, 1_001, Some(1_840)));
        assert_eq!(margin.claimed, ["c"]);
    });
}

#[test]
fn official_figures_do_not_decide_whether_they_are_right() {
    let turnout = |basis| Claim { basis, ..claim(result(Item::Turnout), Relation::AtMost, "60", Unit::Percent(Noun::Voters)) };
    look(turnout(Basis::Official), |w| assert_eq!(w.verdict, Some(Verdict::Contradicted)));
    look(turnout(Basis::Independent), |w| {
        assert_eq!((w.verdict, w.evidence.missing.clone()), (Some(Verdict::NotTestable), Some(Missing::OnlyOfficial)));
        assert_eq!(w.evidence.needs, [Need::IndependentTurnout]);
        // 10,000 of 16,000 voted; 60% would have been 9,600.
        let fewer = w.evidence.frames[0].ballots_fewer.expect("fewer ballots");
        assert_eq!((fewer.lo.to_f64(), fewer.hi.to_f64()), (400.0, 400.0));
    });
}

#[test]
fn two_measures_are_compared_in_their_unit() {
    let more = |unit| Claim {
        target: Target::Another(result(Item::Votes("blue".into()))),
        ..claim(result(Item::Votes("red".into())), Relation::MoreThan, "0", unit)
    };
    look(more(Unit::Number(Noun::Votes)), |w| assert_eq!(w.verdict, Some(Verdict::Supported)));
    look(more(Unit::Number(Noun::Ballots)), |w| assert_eq!(w.verdict, Some(Verdict::NotTestable)));
    assert_eq!(amount("1").value(), count::language::Ratio::whole(1));
}

#[test]
fn an_option_without_votes_may_be_the_winner() {
    let mut case = case(Votes { red: 6_000, blue: 3_000, registered: 16_000 });
    let margin =
        |case: &claims::case::Case| claims::evidence::margin::margin(case, "president", "aralia", None, None).map(|(m, _)| m.votes);
    assert_eq!(margin(&case), Some(3_000));
    let mut third = case.election.contests[0].options[1].clone();
    third.id = "green".into();
    case.election.contests[0].options.push(third);
    // All 9,000 valid ballots are accounted for, so nothing is left for the third.
    assert_eq!(margin(&case), Some(3_000));
    case.figures.iter_mut().filter(|f| f.item == Item::Valid).for_each(|f| f.value = amount("12,000"));
    assert_eq!(margin(&case), None);
}
