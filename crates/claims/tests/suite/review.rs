//! Records that once got a verdict they do not carry.

use claims::case::{Basis, Case, Claim, Design, Estimate, Figure, Item, Measure, Relation, Support, Watch, Where};
use claims::evidence::Missing;
use claims::unit::{Noun, Unit};
use claims::verdict::Verdict;
use claims::weigh::weigh;

use crate::made::{Votes, amount, case, claim, result, with_claim};

fn made() -> Case {
    case(Votes { red: 6_000, blue: 4_000, registered: 16_000 })
}

fn from(source: &str) -> Support {
    Support { sources: vec![source.into()], ..Support::default() }
}

/// What the record says about a claim, and why it cannot where it cannot.
fn verdict(case: Case, claim: Claim) -> (Option<Verdict>, Option<Missing>) {
    let case = with_claim(case, claim);
    let weighed = weigh(&case);
    (weighed[0].verdict, weighed[0].evidence.missing.clone())
}

fn counted(source: &str, value: &str, unit: Unit) -> Figure {
    let mut figure = made().figures[0].clone();
    figure.stands = Where::Printed(source.into());
    figure.item = Item::Other("buses".into());
    (figure.value, figure.unit, figure.support) = (amount(value), unit, from(source));
    figure
}

#[test]
fn a_counted_thing_is_held_against_figures_of_its_unit_only() {
    let mut case = made();
    let (people, stations) = (Unit::Number(Noun::People), Unit::Number(Noun::Stations));
    case.figures.extend([counted("paper", "900", people), counted("other", "900", stations)]);
    let buses = || Measure::Counted { item: "buses".into(), place: "aralia".into() };
    let (found, why) = verdict(case.clone(), claim(buses(), Relation::Equal, "900", people));
    assert_eq!(found, Some(Verdict::NotTestable));
    assert_eq!(why, Some(Missing::UnitDiffers { claimed: people, recorded: stations }));
    case.figures.push(counted("third", "900", people));
    assert_eq!(verdict(case, claim(buses(), Relation::Equal, "900", people)).0, Some(Verdict::Supported));
}

fn watch(watched: u64, found: Option<u64>, other_found: Option<u64>) -> Watch {
    Watch {
        organisation: "union".into(),
        shared_with: Some("watch".into()),
        place: "aralia".into(),
        phase: claims::case::Phase::Counting,
        unit: Noun::CountsObserved,
        watched,
        of: None,
        found,
        other_found,
        support: from("letter"),
    }
}

#[test]
fn a_silence_alone_never_shows_that_there_was_nothing() {
    let absence = || {
        let measure = Measure::Absence { organisation: "union".into(), against: "bad-counts".into() };
        claim(measure, Relation::Equal, "0", Unit::Number(Noun::CountsObserved))
    };
    let of = |watched, found, other_found| {
        let mut case = made();
        case.watches = vec![watch(watched, found, other_found)];
        verdict(case, absence())
    };
    // However long: the other recorded thirty bad counts.
    assert_eq!(of(8, Some(0), None).0, Some(Verdict::NotSupported));
    assert_eq!(of(60, Some(0), None).0, Some(Verdict::NotSupported));
    assert_eq!(of(60, Some(0), Some(3)).0, Some(Verdict::Contradicted));
    assert_eq!(of(60, Some(1), None).0, Some(Verdict::Contradicted));
    // Where both recorded none, there was none as far as both saw.
    assert_eq!(of(8, Some(0), Some(0)).0, Some(Verdict::Supported));
    // An empty cell is not a nought.
    assert_eq!(of(60, None, None), (Some(Verdict::NotTestable), Some(Missing::FoundNotSaid)));
}

#[test]
fn only_places_drawn_at_random_or_all_of_them_speak_for_all() {
    let of = |design, relation, number| {
        let mut case = made();
        case.observations[0].design = design;
        verdict(case, claim(Measure::Rating { observation: "bad-counts".into() }, relation, number, Unit::Percent(Noun::Counts)))
    };
    assert_eq!(of(Design::Random, Relation::AtLeast, "15").0, Some(Verdict::Supported));
    for design in [Design::Convenience, Design::Unknown] {
        assert_eq!(of(design, Relation::AtLeast, "15"), (Some(Verdict::NotTestable), Some(Missing::NotASample { design })));
    }
    assert_eq!(of(Design::Saturation, Relation::Equal, "25").0, Some(Verdict::Supported));
    assert_eq!(of(Design::Saturation, Relation::AtLeast, "26").0, Some(Verdict::Contradicted));
}

#[test]
fn more_than_so_much_cannot_be_computed_with() {
    let mut case = made();
    case.figures.iter_mut().filter(|f| f.item == Item::Cast).for_each(|f| f.relation = Relation::MoreThan);
    case.figures.retain(|f| f.item != Item::Turnout);
    let turnout = claim(result(Item::Turnout), Relation::AtMost, "75", Unit::Percent(Noun::Voters));
    assert_eq!(verdict(case, turnout).0, Some(Verdict::NotTestable));
    let mut case = made();
    case.figures.iter_mut().filter(|f| f.item == Item::Votes("red".into())).for_each(|f| f.relation = Relation::MoreThan);
    let share = claim(result(Item::Share("red".into())), Relation::Equal, "60", Unit::Percent(Noun::ValidBallots));
    assert_eq!(verdict(case, share).0, Some(Verdict::NotTestable));
}

fn estimate(id: &str, source: &str, interval: Option<(&str, &str)>) -> Estimate {
    Estimate {
        id: id.into(),
        organisation: "watch".into(),
        contest: "president".into(),
        place: "aralia".into(),
        item: Item::Turnout,
        value: amount("50"),
        unit: Unit::Percent(Noun::Voters),
        interval: interval.map(|(lo, hi)| (amount(lo), amount(hi))),
        level: None,
        n: None,
        method: "head count".into(),
        support: from(source),
    }
}

#[test]
fn estimates_of_ones_own_another_contest_or_without_interval_decide_nothing_and_veto_nothing() {
    let of = |estimates: Vec<Estimate>| {
        let mut case = made();
        case.estimates = estimates;
        let turnout = claim(result(Item::Turnout), Relation::AtMost, "60", Unit::Percent(Noun::Voters));
        verdict(case, Claim { basis: Basis::Independent, ..turnout })
    };
    let good = || estimate("good", "report", Some(("48", "52")));
    assert_eq!(of(vec![good()]).0, Some(Verdict::Supported));
    assert_eq!(of(vec![good(), estimate("junk", "blog", None)]).0, Some(Verdict::Supported));
    assert_eq!(of(vec![estimate("junk", "blog", None)]).1, Some(Missing::NoInterval));
    assert_eq!(of(vec![estimate("own", "paper", Some(("48", "52")))]).1, Some(Missing::OnlyItself));
    assert_eq!(of(vec![Estimate { contest: "mayor".into(), ..good() }]).1, Some(Missing::OnlyOfficial));
}

#[test]
fn votes_documented_by_two_organisations_are_not_added() {
    let mut case = made();
    let mut second = case.incidents[0].clone();
    (second.organisation, second.votes_documented) = ("union".into(), Some(1_200));
    case.incidents.push(second);
    let margin = claims::evidence::margin::margin(&case, "president", "aralia", None, None).expect("a margin").0;
    assert_eq!(margin.documented, Some(1_840));
}

#[test]
fn stations_watched_in_two_phases_are_not_added() {
    let mut case = made();
    let opening = Watch { shared_with: None, phase: claims::case::Phase::Opening, ..watch(60, None, None) };
    let voting = Watch { phase: claims::case::Phase::Voting, ..opening.clone() };
    case.watches = vec![opening, voting];
    let coverage = |phase| Measure::Coverage { organisation: "union".into(), unit: Noun::CountsObserved, phase, place: "aralia".into() };
    let of = |phase| verdict(case.clone(), claim(coverage(phase), Relation::Equal, "60", Unit::Number(Noun::CountsObserved)));
    assert_eq!(of(None).1, Some(Missing::SeveralPhases));
    assert_eq!(of(Some(claims::case::Phase::Voting)).0, Some(Verdict::Supported));
}

#[test]
fn with_two_seats_the_margin_is_between_the_second_and_the_third() {
    let mut case = made();
    let contest = &mut case.election.contests[0];
    let mut third = contest.options[0].clone();
    third.id = "green".into();
    contest.options.push(third);
    contest.seats = 2;
    let mut votes = case.figures[0].clone();
    (votes.item, votes.value) = (Item::Votes("green".into()), amount("1,500"));
    case.figures.push(votes);
    let margin = claims::evidence::margin::margin(&case, "president", "aralia", None, None).expect("a margin").0;
    assert_eq!((margin.winner.as_str(), margin.runner_up.as_str(), margin.votes), ("blue", "green", 2_500));
}

#[test]
fn counts_too_large_to_add_are_no_panic() {
    let mut case = made();
    let mut row = case.incidents[0].clone();
    (row.place, row.received, row.duplicates, row.distinct, row.votes_documented) =
        ("east".into(), Some(u64::MAX), None, Some(u64::MAX), Some(u64::MAX));
    case.incidents = vec![row.clone(), claims::case::IncidentCount { place: "west".into(), ..row }];
    case.places = ["east", "west"].map(|id| place(id, "aralia")).into();
    let incidents = Measure::Incidents { register: None, place: "aralia".into(), phase: None };
    assert_eq!(
        verdict(case.clone(), claim(incidents, Relation::AtLeast, "1", Unit::Number(Noun::Incidents))).0,
        Some(Verdict::NotTestable)
    );
    let affected = Measure::Affected { contest: "president".into(), register: None };
    assert_eq!(verdict(case, claim(affected, Relation::AtLeast, "1", Unit::Number(Noun::VotesAffected))).0, Some(Verdict::NotTestable));
}

fn place(id: &str, within: &str) -> claims::case::Name {
    claims::case::Name {
        id: id.into(),
        name: id.into(),
        language: String::new(),
        kind: String::new(),
        within: Some(within.into()),
        zone: None,
        from: None,
        until: None,
        support: Support::default(),
    }
}

#[test]
fn thousands_of_rows_in_a_chain_of_places_are_weighed() {
    let mut case = made();
    let row = case.incidents[0].clone();
    let at = |i: usize| format!("p{i}");
    case.places = (0..500).map(|i| place(&at(i), &if i == 0 { "aralia".to_owned() } else { at(i - 1) })).collect();
    case.incidents = (0..2_500).map(|i| claims::case::IncidentCount { place: at(i % 500), ..row.clone() }).collect();
    let incidents = Measure::Incidents { register: None, place: "aralia".into(), phase: None };
    // Everything lies in the first place, five rows of which are the whole.
    let case = with_claim(case, claim(incidents, Relation::AtLeast, "2000", Unit::Number(Noun::Incidents)));
    let weighed = weigh(&case);
    assert_eq!(weighed[0].evidence.ladder.as_ref().and_then(|l| l.distinct), Some(5 * 430));
}
