//! Two elections side by side.

use count::language::Ratio;
use jiff::civil::date;

use super::*;
use crate::amount::Amount;
use crate::case::{
    ActKind, Certainty, Design, Figure, Item, Meaning, Observation, Organisation, OrganisationKind, Relation, ReleaseInfo, ReleaseKind,
    Where,
};
use crate::law::sample;
use crate::verdict::Reach;

fn figure(stands: Where, item: Item, value: &str) -> Figure {
    Figure {
        stands,
        place: "kz".into(),
        contest: "president".into(),
        relation: Relation::Equal,
        value: Amount::parse(value).expect(value),
        unit: item.unit().unwrap_or(Unit::Number(Noun::Observers)),
        item,
        by: None,
        date: None,
        support: sample::support(),
    }
}

fn official(item: Item, value: &str) -> Figure {
    figure(Where::Release("final".into()), item, value)
}

fn printed(item: Item, value: &str) -> Figure {
    figure(Where::Printed("agency".into()), item, value)
}

/// Kazakhstan, 4 December 2005, as far as it was published.
fn kazakhstan() -> Case {
    let mut case = sample::kazakhstan();
    case.organisations = vec![Organisation { id: "cec".into(), name: "Commission".into(), kind: OrganisationKind::Commission }];
    case.election.releases = vec![ReleaseInfo {
        id: "final".into(),
        kind: ReleaseKind::Final,
        title: "Result".into(),
        published: None,
        by: "cec".into(),
        support: sample::support(),
    }];
    let votes =
        [("nazarbayev", "6147517"), ("tuyakbay", "445934"), ("baimenov", "108730"), ("abilkasymov", "23252"), ("yelemessov", "18834")];
    case.figures = votes.map(|(id, n)| official(Item::Votes(id.into()), n)).to_vec();
    case.figures.extend([
        official(Item::Valid, "6744267"),
        official(Item::Cast, "6871571"),
        printed(Item::Registered, "8.88 million"),
        printed(Item::Stations, "9580"),
        printed(Item::Stations, "9597"),
        printed(Item::Other("party observers".into()), "16500"),
        Figure { relation: Relation::MoreThan, ..printed(Item::Other("observers of organisations".into()), "5600") },
    ]);
    case
}

fn one(case: &Case, indicator: Indicator) -> Value {
    let cell = cell(case, indicator);
    assert_eq!((cell.values.len(), &cell.gap), (1, &None), "{indicator:?}");
    cell.values.into_iter().next().expect("a value")
}

fn number(value: &Value) -> String {
    let range = value.value.range().expect("both ends");
    format!("{:.2}", range.middle())
}

#[test]
fn kazakhstan_2005_in_numbers() {
    let case = kazakhstan();
    let of = |indicator| number(&one(&case, indicator));
    assert_eq!(of(Indicator::WinnerShare), "91.15");
    assert_eq!(of(Indicator::MarginVotes), "5701583.00");
    assert_eq!(of(Indicator::MarginPoints), "84.54");
    // 127,304 of 6,871,571 ballots.
    assert_eq!(of(Indicator::InvalidShare), "1.85");
    assert_eq!(of(Indicator::DaysToResult), "2.00");
    let winner = one(&case, Indicator::WinnerShare);
    let exact = Ratio::new(614_751_700, 6_744_267).expect("a fraction");
    assert_eq!(winner.value, Reach::printed(crate::amount::Range::exactly(exact)));
    assert!(winner.sources.contains("law") && matches!(winner.about, About::Result { winner: Some(w), .. } if w == "nazarbayev"));
}

#[test]
fn figures_that_differ_stand_beside_each_other() {
    let case = kazakhstan();
    let turnout = one(&case, Indicator::Turnout);
    assert_eq!(number(&turnout), "77.38");
    assert!(!turnout.value.range().expect("a range").is_exact(), "8.88 million is rounded");
    let numbers = |indicator| cell(&case, indicator).values.iter().map(number).collect::<Vec<_>>();
    assert_eq!(numbers(Indicator::Stations), ["9580.00", "9597.00"]);
    assert_eq!(numbers(Indicator::VotersPerStation), ["926.93", "925.29"]);
    let observers = cell(&case, Indicator::Observers).values;
    assert_eq!(observers.iter().map(|v| (v.value.lo.is_some(), v.value.hi.is_some())).collect::<Vec<_>>(), [(true, true), (true, false)]);
}

#[test]
fn whoever_has_no_figure_may_have_won() {
    let mut case = kazakhstan();
    case.figures.retain(|f| f.item != Item::Votes("yelemessov".into()));
    // What is left of the valid ballots is less than the runner-up has.
    assert_eq!(number(&one(&case, Indicator::WinnerShare)), "91.15");
    case.figures.retain(|f| f.item != Item::Votes("nazarbayev".into()));
    let gap = Gap::OptionsWithoutFigures { options: vec!["nazarbayev".into(), "yelemessov".into()] };
    for indicator in [Indicator::WinnerShare, Indicator::MarginVotes, Indicator::MarginPoints] {
        assert_eq!(cell(&case, indicator), Cell { values: Vec::new(), gap: Some(gap.clone()) });
    }
}

#[test]
fn shares_do_where_votes_are_not_published() {
    let mut case = kazakhstan();
    let shares = [("nazarbayev", "91.01"), ("tuyakbay", "6.64"), ("baimenov", "1.65"), ("abilkasymov", "0.38"), ("yelemessov", "0.32")];
    case.figures = shares.map(|(id, n)| official(Item::Share(id.into()), n)).to_vec();
    assert_eq!(number(&one(&case, Indicator::WinnerShare)), "91.01");
    let points = one(&case, Indicator::MarginPoints).value.range().expect("a range");
    assert_eq!(format!("{:.2} {:.2}", points.lo.to_f64(), points.hi.to_f64()), "84.36 84.38");
    assert!(matches!(cell(&case, Indicator::MarginVotes).gap, Some(Gap::Evidence(_))));
}

#[test]
fn votes_of_those_behind_are_no_margin_of_the_winner() {
    let mut case = kazakhstan();
    case.figures.retain(|f| f.item != Item::Votes("nazarbayev".into()));
    case.figures.push(official(Item::Share("nazarbayev".into()), "91.15"));
    assert_eq!(number(&one(&case, Indicator::WinnerShare)), "91.15");
    let gap = Gap::OptionsWithoutFigures { options: vec!["nazarbayev".into()] };
    assert_eq!(cell(&case, Indicator::MarginVotes).gap, Some(gap));
    // The two shares still tell: one as printed, one recomputed.
    assert_eq!(number(&one(&case, Indicator::MarginPoints)), "84.54");
}

#[test]
fn an_older_release_does_not_count_stations() {
    let mut case = kazakhstan();
    case.figures.push(figure(Where::Release("preliminary".into()), Item::Stations, "9000"));
    case.election
        .releases
        .insert(0, ReleaseInfo { id: "preliminary".into(), kind: ReleaseKind::Preliminary, ..case.election.releases[0].clone() });
    assert_eq!(cell(&case, Indicator::Stations).values.iter().map(number).collect::<Vec<_>>(), ["9580.00", "9597.00"]);
}

fn observation(id: &str, means: Meaning, n: Option<u64>, k: Option<u64>) -> Observation {
    Observation {
        id: id.into(),
        organisation: "osce".into(),
        place: "kz".into(),
        phase: Phase::Counting,
        question: "count".into(),
        unit: Noun::CountsObserved,
        n,
        k,
        share: None,
        means,
        design: Design::Convenience,
        reports: None,
        support: sample::support(),
    }
}

#[test]
fn good_and_bad_answers_come_to_one_side() {
    let mut case = kazakhstan();
    case.observations = vec![
        observation("bad", Meaning::Negative, Some(120), Some(30)),
        observation("good", Meaning::Positive, Some(120), Some(90)),
        Observation { share: Some(Amount::parse("75").expect("75")), ..observation("share", Meaning::Positive, None, None) },
        Observation { design: Design::Random, ..observation("drawn", Meaning::Negative, Some(120), Some(30)) },
        Observation { reports: Some("bad".into()), ..observation("paper", Meaning::Negative, Some(120), Some(30)) },
        observation("mute", Meaning::Negative, None, None),
    ];
    let cell = cell(&case, Indicator::NegativeAnswers(Phase::Counting));
    let rows: Vec<_> = cell.values.iter().map(|v| (number(v), v.n, v.k, v.intervals.is_some())).collect();
    let quarter = |n, k, interval| ("25.00".to_owned(), n, k, interval);
    assert_eq!(
        rows,
        [
            quarter(Some(120), Some(30), false),
            quarter(Some(120), Some(30), false),
            quarter(None, None, false),
            quarter(Some(120), Some(30), true)
        ]
    );
    assert_eq!(cell.values[2].value.range().map(|r| (r.lo.to_f64(), r.hi.to_f64())), Some((24.5, 25.5)));
    case.observations.retain(|o| o.id == "mute");
    let gap = super::cell(&case, Indicator::NegativeAnswers(Phase::Counting)).gap;
    assert_eq!(gap, Some(Gap::ObservationsWithoutNumbers { observations: vec!["mute".into()] }));
}

#[test]
fn days_count_from_election_day_and_an_earlier_act_is_another_elections() {
    let mut case = kazakhstan();
    case.acts.push(sample::act("old", ActKind::Publication, "", date(1999, 1, 16)));
    assert_eq!(cell(&case, Indicator::DaysToPublication).gap, Some(Gap::NoAct { kind: ActKind::Publication }));
    case.election.releases[0].published = Some(sample::day(date(2005, 12, 7)));
    assert_eq!(number(&one(&case, Indicator::DaysToPublication)), "3.00");
    case.acts.push(sample::act("new", ActKind::Publication, "", date(2005, 12, 6)));
    assert_eq!(number(&one(&case, Indicator::DaysToPublication)), "2.00");
}

#[test]
fn every_case_has_a_cell_in_every_row_and_an_empty_one_says_why() {
    let (full, mut bare) = (kazakhstan(), sample::kazakhstan());
    bare.election.contests.clear();
    bare.figures.clear();
    bare.acts.clear();
    let table = compare(&[&full, &bare]);
    assert_eq!(table.columns.iter().map(|c| c.id).collect::<Vec<_>>(), ["kz", "kz"]);
    assert_eq!(table.rows.len(), Indicator::all().len());
    for row in &table.rows {
        assert_eq!(row.cells.len(), 2);
        assert!(row.cells.iter().all(|c| c.values.is_empty() == c.gap.is_some()), "{:?}", row.indicator);
    }
    let json = serde_json::to_value(&table).expect("JSON");
    assert_eq!(json["rows"][0]["indicator"], "turnout");
    assert_eq!(json["rows"][0]["unit"], "percent of registered voters");
    assert_eq!(json["rows"][0]["cells"][1]["gap"]["gap"], "no_contest");
    assert_eq!(json["rows"][0]["cells"][0]["values"][0]["about"], "frame");
}

#[test]
fn one_candidate_leads_nobody_and_certainty_is_that_of_the_least_sure() {
    let mut case = kazakhstan();
    case.election.contests[0].options.truncate(1);
    assert_eq!(cell(&case, Indicator::MarginVotes).gap, Some(Gap::OneOption));
    case.figures[0].support.certainty = Certainty::Guess;
    assert_eq!(one(&case, Indicator::WinnerShare).certainty, Certainty::Guess);
}
