//! Every reason, need, assumption, finding and state has its sentence, and none says more than a record can.

#![allow(clippy::unwrap_used)] // helpers of tests

#[path = "common/weighed.rs"]
mod weighed;

use claims::amount::Range;
use claims::case::{ActKind, Certainty, Design, Moment, Phase, Where, Within};
use claims::evidence::{Assumption, Missing, Need};
use claims::law::{Assumption as LawAssumption, State, Unclear, Uncountable};
use claims::record::{Noted, RecordFinding};
use claims::unit::{Noun, Unit};
use claims::verdict::Verdict;
use count::language::Ratio;
use publish::claims::sentences::Sentences;
use publish::texts::{Locale, Texts};
use weighed::aralia;

const SHARE: Unit = Unit::Percent(Noun::Constituencies);
const WATCHED: Unit = Unit::Percent(Noun::CountsObserved);

fn missing() -> Vec<Missing> {
    let of = Noun::CountsObserved;
    vec![
        Missing::Figure { item: "registered".into(), release: None },
        Missing::Figure { item: "registered".into(), release: Some("final".into()) },
        Missing::UnitDiffers { claimed: SHARE, recorded: WATCHED },
        Missing::UnitDiffers { claimed: Unit::Number(Noun::Votes), recorded: Unit::Date },
        Missing::NumberObserved { of, share: Some("25".into()) },
        Missing::NumberObserved { of, share: None },
        Missing::Register,
        Missing::SeveralRegisters { registers: vec!["one".into(), "two".into()] },
        Missing::SharedCoverage,
        Missing::Coverage,
        Missing::FiguresDisagree,
        Missing::OnlyOfficial,
        Missing::NoInterval,
        Missing::OnlyItself,
        Missing::Act,
        Missing::FoundNotSaid,
        Missing::NoRate,
        Missing::SeveralPhases,
        Missing::NotASample { design: Design::Convenience },
        Missing::StageUnknown,
    ]
}

fn needs() -> Vec<Need> {
    vec![
        Need::Figure { item: "cast".into() },
        Need::SameUnit { unit: SHARE },
        Need::Counts { of: Noun::CountsObserved },
        Need::Register,
        Need::MoreIncidents { count: 199_495 },
        Need::SharedCoverage,
        Need::MoreShared { places: 11 },
        Need::Coverage,
        Need::FinalRegistered,
        Need::IndependentTurnout,
        Need::IndependentResults,
        Need::Interval,
        Need::VotesByIncident,
        Need::LargerSample,
        Need::MoreDigits,
        Need::RandomSample,
        Need::WhatWasFound,
        Need::Phase,
        Need::Stage,
    ]
}

const ASSUMPTIONS: [Assumption; 11] = [
    Assumption::SharesOfValid,
    Assumption::TurnoutOfRegistered,
    Assumption::FrameOfAnotherRelease,
    Assumption::NotDrawnAtRandom,
    Assumption::Independent,
    Assumption::RegisterIsLowerBound,
    Assumption::SameEyes,
    Assumption::Rounded,
    Assumption::PublishedInterval,
    Assumption::DocumentedOnly,
    Assumption::IntervalsApart,
];

fn findings() -> Vec<RecordFinding> {
    let printed = || Where::Printed("herald-article".into());
    let exactly = |n: i64| Range::exactly(Ratio::whole(n));
    let option = || "orasko".to_owned();
    let reports = || ("o-count".to_owned(), "o-herald".to_owned());
    let ((original, report), (first, other)) = (reports(), reports());
    vec![
        RecordFinding::MixedReleases {
            printed: printed(),
            option: option(),
            value: "3.75".into(),
            main: "final".into(),
            main_value: "3.76".into(),
            fits: vec!["preliminary".into()],
        },
        RecordFinding::FitsNoRelease { printed: printed(), option: option(), value: "4.00".into() },
        RecordFinding::DoesNotFollow {
            printed: printed(),
            option: option(),
            votes: 345_678,
            value: "21.50".into(),
            recomputed: "21.05".into(),
            basis: "valid".into(),
        },
        RecordFinding::TotalDiffers {
            printed: printed(),
            place: "aralia".into(),
            parts: "places".into(),
            total: "votes orasko".into(),
            sum: exactly(560_000),
            stated: exactly(561_000),
        },
        RecordFinding::SideBySide { item: "turnout".into(), place: "aralia".into(), figures: aralia().figures[..2].to_vec() },
        RecordFinding::UnitChanged { original, report, from: WATCHED, to: SHARE },
        RecordFinding::NumberChanged { original: first, report: other, from: "25".into(), to: "30".into() },
        RecordFinding::TagContradictsText { source: "herald-article".into(), tag: "gerania".into(), about: vec!["velm".into()] },
        RecordFinding::SameText { first: "herald-article".into(), other: "herald-copy".into() },
        RecordFinding::OnePerson { person: "orasko".into(), spellings: vec!["Orasko".into(), "Ораско".into()], by_folding: true },
        RecordFinding::OnePerson { person: "orasko".into(), spellings: vec!["Orasko".into(), "The judge".into()], by_folding: false },
        RecordFinding::PerhapsOnePerson { person: "a".into(), other: "b".into(), names: ("Orasko".into(), "Ораско".into()) },
        RecordFinding::NotRead { certainty: Certainty::Remembered, facts: 2 },
        RecordFinding::NotRead { certainty: Certainty::Guess, facts: 1 },
        RecordFinding::NotRead { certainty: Certainty::Read, facts: 1 },
        RecordFinding::NotRead { certainty: Certainty::Computed, facts: 2 },
    ]
}

fn states() -> Vec<State> {
    let on = || Moment { date: jiff::civil::date(2005, 10, 29), time: None, zone: "Europe/Kyiv".into() };
    vec![
        State::NotStarted,
        State::Open { days_left: 1 },
        State::DueToday,
        State::Done { on: on(), late: false, late_by_days: 0 },
        State::Done { on: on(), late: true, late_by_days: 0 },
        State::Done { on: on(), late: true, late_by_days: 2 },
        State::Overdue { days: 3 },
        State::Lapsed { days: 7 },
        State::CannotTell { days: 1, because: Unclear::NoActNamed },
        State::CannotTell { days: 2, because: Unclear::OutcomeWithoutDay },
        State::CannotTell { days: 3, because: Unclear::NoActInRecord },
    ]
}

fn law_assumptions() -> Vec<LawAssumption> {
    vec![
        LawAssumption::StaysOnRestDay { next_working_day: Some(jiff::civil::date(2005, 10, 18)) },
        LawAssumption::StaysOnRestDay { next_working_day: None },
        LawAssumption::RunsOnRestDay,
        LawAssumption::StartsWithoutTime,
        LawAssumption::NoVersionOfArticle,
        LawAssumption::DecisionFulfils,
    ]
}

/// Does not compile when a variant is added, so that its sentence is not forgotten above.
fn every_variant_is_listed(missing: &Missing, need: &Need, assumption: &Assumption, finding: &RecordFinding, law: &LawAssumption) {
    match missing {
        Missing::Figure { .. }
        | Missing::UnitDiffers { .. }
        | Missing::NumberObserved { .. }
        | Missing::Register
        | Missing::SeveralRegisters { .. }
        | Missing::SharedCoverage
        | Missing::Coverage
        | Missing::FiguresDisagree
        | Missing::OnlyOfficial
        | Missing::NoInterval
        | Missing::OnlyItself
        | Missing::Act
        | Missing::FoundNotSaid
        | Missing::NoRate
        | Missing::SeveralPhases
        | Missing::NotASample { .. }
        | Missing::StageUnknown => {}
    }
    match need {
        Need::Figure { .. }
        | Need::SameUnit { .. }
        | Need::Counts { .. }
        | Need::Register
        | Need::MoreIncidents { .. }
        | Need::SharedCoverage
        | Need::MoreShared { .. }
        | Need::Coverage
        | Need::FinalRegistered
        | Need::IndependentTurnout
        | Need::IndependentResults
        | Need::Interval
        | Need::VotesByIncident
        | Need::LargerSample
        | Need::MoreDigits
        | Need::RandomSample
        | Need::WhatWasFound
        | Need::Phase
        | Need::Stage => {}
    }
    match assumption {
        Assumption::SharesOfValid
        | Assumption::TurnoutOfRegistered
        | Assumption::FrameOfAnotherRelease
        | Assumption::NotDrawnAtRandom
        | Assumption::Independent
        | Assumption::RegisterIsLowerBound
        | Assumption::SameEyes
        | Assumption::Rounded
        | Assumption::PublishedInterval
        | Assumption::DocumentedOnly
        | Assumption::IntervalsApart => {}
    }
    match finding {
        RecordFinding::MixedReleases { .. }
        | RecordFinding::FitsNoRelease { .. }
        | RecordFinding::DoesNotFollow { .. }
        | RecordFinding::TotalDiffers { .. }
        | RecordFinding::SideBySide { .. }
        | RecordFinding::UnitChanged { .. }
        | RecordFinding::NumberChanged { .. }
        | RecordFinding::TagContradictsText { .. }
        | RecordFinding::SameText { .. }
        | RecordFinding::OnePerson { .. }
        | RecordFinding::PerhapsOnePerson { .. }
        | RecordFinding::NotRead { .. } => {}
    }
    match law {
        LawAssumption::StaysOnRestDay { .. }
        | LawAssumption::RunsOnRestDay
        | LawAssumption::StartsWithoutTime
        | LawAssumption::NoVersionOfArticle
        | LawAssumption::DecisionFulfils => {}
    }
}

#[test]
fn every_variant_has_its_sentence() {
    let (case, texts) = (aralia(), Texts::new(Locale::En));
    let words = Sentences::new(&case, &texts);
    let (missing, needs, findings, law) = (missing(), needs(), findings(), law_assumptions());
    every_variant_is_listed(&missing[0], &needs[0], &ASSUMPTIONS[0], &findings[0], &law[0]);
    let mut all: Vec<String> =
        Verdict::ALL.iter().flat_map(|v| [words.verdict_word(*v), words.verdict_short(*v), words.verdict_meaning(*v)]).collect();
    all.extend(missing.iter().map(|m| words.why(m)));
    all.extend(needs.iter().map(|n| words.need(n)));
    all.extend(ASSUMPTIONS.iter().map(|a| words.assumption(a)));
    all.extend(findings.into_iter().map(|finding| words.record(&Noted { finding, sources: Vec::new() })));
    all.extend(states().iter().map(|s| words.state(s)));
    all.extend(law.iter().map(|a| words.law_assumption(a)));
    all.extend([Uncountable::Zone { zone: "Asia/Nowhere".into() }, Uncountable::OutsideCalendar].iter().map(|u| words.uncountable(u)));
    all.extend([Within::AtOnce, Within::Hours(1), Within::Days(10), Within::WorkingDays(5)].map(|w| words.within(w)));
    all.extend(Phase::ALL.map(|p| words.phase(p)));
    all.extend(ActKind::ALL.map(|k| words.act_kind(k)));
    all.extend(Certainty::ALL.iter().flat_map(|c| [words.certainty(*c), words.marked("a fact", *c)]));
    all.extend(Noun::all().flat_map(|n| [words.noun(n), words.unit(Unit::Percent(n))]));
    insta::assert_snapshot!(all.join("\n"));
}
