//! A small invented case, built in code.

use claims::amount::Amount;
use claims::case::*;
use claims::unit::{Noun, Unit};
use jiff::civil::date;

/// Votes of the two options in the one release.
#[derive(Clone, Copy, Debug)]
pub struct Votes {
    pub red: u64,
    pub blue: u64,
    pub registered: u64,
}

/// A number as a case writes it.
pub fn amount(text: &str) -> Amount {
    Amount::parse(text).expect(text)
}

fn figure(item: Item, value: u64) -> Figure {
    Figure {
        stands: Where::Release("final".into()),
        place: "aralia".into(),
        contest: "president".into(),
        unit: item.unit().expect("a known item"),
        item,
        relation: Relation::Equal,
        value: Amount::count(value),
        by: None,
        date: None,
        support: support(),
    }
}

fn support() -> Support {
    Support { sources: vec!["bulletin".into()], ..Support::default() }
}

fn organisation(id: &str, kind: OrganisationKind) -> Organisation {
    Organisation { id: id.into(), name: id.to_uppercase(), kind }
}

/// A case with one release, one observation, one register and no claims.
pub fn case(votes: Votes) -> Case {
    let option = |id: &str| PartyOption { id: id.into(), name: id.into(), person: None, party: None, support: support() };
    let options = vec![option("red"), option("blue")];
    let contest = Contest { id: "president".into(), office: "President".into(), term_years: Some(7), seats: 1, options };
    let release = ReleaseInfo {
        id: "final".into(),
        kind: ReleaseKind::Final,
        title: "Final result".into(),
        published: None,
        by: "commission".into(),
        support: support(),
    };
    let valid = votes.red + votes.blue;
    Case {
        id: "made".into(),
        title: "A made election".into(),
        simulated: true,
        as_of: None,
        election: Election {
            date: date(2031, 5, 4),
            country: "aralia".into(),
            zones: vec!["Asia/Almaty".into()],
            rest_days: vec![6, 7],
            holidays: Vec::new(),
            contests: vec![contest],
            releases: vec![release],
        },
        organisations: vec![organisation("commission", OrganisationKind::Commission), organisation("watch", OrganisationKind::Observers)],
        figures: vec![
            figure(Item::Votes("red".into()), votes.red),
            figure(Item::Votes("blue".into()), votes.blue),
            figure(Item::Valid, valid),
            figure(Item::Cast, valid),
            figure(Item::Registered, votes.registered),
            figure(Item::Turnout, 60),
        ],
        observations: vec![Observation {
            id: "bad-counts".into(),
            organisation: "watch".into(),
            place: "aralia".into(),
            phase: Phase::Counting,
            question: "count rated bad or very bad".into(),
            unit: Noun::CountsObserved,
            n: Some(120),
            k: Some(30),
            share: None,
            means: Meaning::Negative,
            design: Design::Random,
            reports: None,
            support: support(),
        }],
        estimates: Vec::new(),
        watches: Vec::new(),
        incidents: vec![IncidentCount {
            register: "city".into(),
            organisation: "watch".into(),
            place: "aralia".into(),
            phase: Phase::Voting,
            received: Some(512),
            duplicates: Some(82),
            distinct: None,
            verified: Some(120),
            votes_documented: Some(1840),
            support: support(),
        }],
        overlaps: Vec::new(),
        statements: Vec::new(),
        claims: Vec::new(),
        sources: Vec::new(),
        people: Vec::new(),
        places: Vec::new(),
        law: Vec::new(),
        acts: Vec::new(),
        complaints: Vec::new(),
    }
}

/// A claim about a measure.
pub fn claim(measure: Measure, relation: Relation, quantity: &str, unit: Unit) -> Claim {
    Claim {
        id: "c".into(),
        statement: "s".into(),
        measure,
        relation,
        target: Target::Quantity(amount(quantity)),
        unit,
        tolerance: None,
        basis: Basis::Official,
        stage_unknown: false,
        note: String::new(),
        line: 1,
    }
}

/// The case with one claim, made in one checkable statement.
pub fn with_claim(mut case: Case, claim: Claim) -> Case {
    case.statements = vec![Statement {
        id: "s".into(),
        speaker: String::new(),
        person: None,
        role: String::new(),
        organisation: Some("watch".into()),
        said: None,
        place: String::new(),
        language: String::new(),
        kind: StatementKind::Checkable,
        words: "What was said".into(),
        answers: None,
        support: Support { sources: vec!["paper".into()], ..Support::default() },
    }];
    case.claims = vec![claim];
    case
}

/// A figure of the official result.
pub fn result(item: Item) -> Measure {
    Measure::Result { item, contest: "president".into(), place: "aralia".into(), release: None }
}

/// Every measure the made case has something for.
pub fn measures() -> Vec<Measure> {
    let place = || "aralia".to_owned();
    let contest = || "president".to_owned();
    vec![
        result(Item::Votes("red".into())),
        result(Item::Share("red".into())),
        result(Item::Turnout),
        result(Item::Cast),
        result(Item::Valid),
        result(Item::Registered),
        Measure::Margin { contest: contest(), place: place(), release: None },
        Measure::Rating { observation: "bad-counts".into() },
        Measure::Incidents { register: Some("city".into()), place: place(), phase: None },
        Measure::Affected { contest: contest(), register: None },
        Measure::Counted { item: "buses".into(), place: place() },
        Measure::Day { act: "result".into() },
        Measure::Absence { organisation: "union".into(), against: "bad-counts".into() },
        Measure::Coverage { organisation: "watch".into(), unit: Noun::CountsObserved, phase: None, place: place() },
    ]
}

/// The made case with something for every measure; the counted thing has figures in two units.
pub fn rich(votes: Votes) -> Case {
    let mut case = case(votes);
    let buses = |unit| Figure {
        stands: Where::Printed("paper".into()),
        item: Item::Other("buses".into()),
        unit,
        support: Support { sources: vec!["another-paper".into()], ..Support::default() },
        ..figure(Item::Stations, 900)
    };
    case.figures.extend([buses(Unit::Number(Noun::People)), buses(Unit::Number(Noun::Stations))]);
    let watch = |organisation: &str, shared_with: Option<&str>| Watch {
        organisation: organisation.into(),
        shared_with: shared_with.map(str::to_owned),
        place: "aralia".into(),
        phase: Phase::Counting,
        unit: Noun::CountsObserved,
        watched: 60,
        of: Some(2_400),
        found: Some(0),
        other_found: None,
        support: support(),
    };
    case.watches = vec![watch("watch", None), Watch { found: Some(1), ..watch("union", Some("watch")) }];
    case.acts = vec![Act {
        id: "result".into(),
        when: Moment { date: date(2031, 5, 6), time: None, zone: "Asia/Almaty".into() },
        kind: ActKind::Result,
        organisation: None,
        number: String::new(),
        what: "The result is established".into(),
        place: String::new(),
        support: support(),
    }];
    case
}
