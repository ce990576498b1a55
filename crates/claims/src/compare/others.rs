//! Observers and what they answered, statements, days from vote to result.

use count::language::Ratio;
use jiff::civil::Date;

use super::cell::{About, Cell, Gap, Value};
use crate::amount::Range;
use crate::case::{Act, ActKind, Case, Design, Meaning, Observation, Phase, ReleaseKind, StatementKind};
use crate::evidence::rating::rated;
use crate::law::days_between;
use crate::unit::{Noun, Unit};
use crate::verdict::Reach;

pub(super) fn observers(case: &Case) -> Cell {
    let figures = case.figures.iter().filter(|f| f.unit == Unit::Number(Noun::Observers) && f.place == case.election.country);
    Cell::of(figures.map(Value::figure).collect(), Gap::NoFigure { item: Noun::Observers.words().to_owned() })
}

/// Every observation of a part of the election; one that reports another at second hand is that other.
pub(super) fn negative(case: &Case, phase: Phase) -> Cell {
    let at_first_hand = |o: &&Observation| o.reports.as_ref().is_none_or(|id| case.observation(id).is_none());
    let of_phase: Vec<&Observation> = case.observations.iter().filter(|o| o.phase == phase).filter(at_first_hand).collect();
    let gap = if of_phase.is_empty() {
        Gap::NoObservation { phase }
    } else {
        Gap::ObservationsWithoutNumbers { observations: of_phase.iter().map(|o| o.id.clone()).collect() }
    };
    Cell::of(of_phase.into_iter().filter_map(negative_share).collect(), gap)
}

/// By the counts where they are known, else as published. Only places drawn at random say something about others, so only they get intervals.
fn negative_share(observation: &Observation) -> Option<Value> {
    let unit = Unit::Percent(observation.unit);
    let about = About::Observation {
        id: observation.id.clone(),
        organisation: observation.organisation.clone(),
        place: observation.place.clone(),
        question: observation.question.clone(),
        design: observation.design,
    };
    let value = match rated(observation).negative {
        Some(found) => {
            let intervals = found.intervals.filter(|_| observation.design == Design::Random);
            Value { n: found.n, k: found.k, intervals, ..Value::exact(found.value, unit, about) }
        }
        None => Value { n: observation.n, ..Value::exact(published(observation, unit)?, unit, about) },
    };
    Some(value.from([&observation.support]))
}

fn published(observation: &Observation, unit: Unit) -> Option<Range> {
    let share = observation.share.as_ref()?.range(unit);
    match observation.means {
        Meaning::Negative => Some(share),
        Meaning::Positive => Range::exactly(Ratio::whole(100)).less(share),
    }
}

/// How many statements of a kind the record holds: none is a number too.
pub(super) fn statements(case: &Case, kind: StatementKind) -> Cell {
    let of_kind = || case.statements.iter().filter(|s| s.kind == kind);
    let count = i128::try_from(of_kind().count()).map_or(Ratio::ZERO, Ratio::whole);
    let value = Value::plain(Reach::printed(Range::exactly(count)), None, About::Entries).from(of_kind().map(|s| &s.support));
    Cell::of(vec![value], Gap::NoContest)
}

pub(super) fn days_to_result(case: &Case) -> Cell {
    let value = first(case, ActKind::Result).map(|act| since_election(case, act));
    Cell::of(value.into_iter().collect(), Gap::NoAct { kind: ActKind::Result })
}

/// By the act of publication, else by the first release that is final.
pub(super) fn days_to_publication(case: &Case) -> Cell {
    let released = || {
        let finals = case.election.releases.iter().filter(|r| r.kind == ReleaseKind::Final);
        let dated = finals.filter_map(|r| r.published.as_ref().map(|m| (m.date, r)));
        let (date, release) = dated.min_by_key(|(date, r)| (*date, r.id.as_str()))?;
        Some(days(case, date, About::Release { id: release.id.clone() }).from([&release.support]))
    };
    let value = first(case, ActKind::Publication).map(|act| since_election(case, act)).or_else(released);
    Cell::of(value.into_iter().collect(), Gap::NoAct { kind: ActKind::Publication })
}

/// The first act of a kind on election day or later.
fn first(case: &Case, kind: ActKind) -> Option<&Act> {
    let since = case.acts.iter().filter(|a| a.kind == kind && a.when.date >= case.election.date);
    since.min_by_key(|a| (a.when.instant().ok(), a.when.date, a.id.as_str()))
}

fn since_election(case: &Case, act: &Act) -> Value {
    days(case, act.when.date, About::Act { id: act.id.clone() }).from([&act.support])
}

fn days(case: &Case, date: Date, about: About) -> Value {
    let days = Ratio::whole(days_between(case.election.date, date));
    Value::exact(Range::exactly(days), Unit::Number(Noun::Days), about)
}
