//! What has been done about a duty.

use jiff::civil::Date;

use super::count::{Assumption, End, Uncountable, by_clock};
use super::days_between;
use super::due::{Started, StartedBy, State, Unclear};
use crate::case::{Act, ActKind, Case, Deadline, DeadlineKind, Moment, ReleaseKind};

/// What the record says about the fulfilment of something due.
pub(super) enum Fulfilment {
    /// A remedy: nothing has to be done.
    Right,
    /// A duty, and the record has nothing that fulfils it.
    Nothing,
    /// Fulfilled, by the clock of the deadline.
    On(Moment),
    /// The record does not tell.
    Unclear(Unclear),
}

/// What the record says about a duty up to a day.
pub(super) fn fulfilment(
    case: &Case,
    rule: &Deadline,
    started: &Started,
    as_of: Date,
) -> Result<(Fulfilment, Option<Assumption>), Uncountable> {
    if rule.kind == DeadlineKind::Remedy {
        return Ok((Fulfilment::Right, None));
    }
    let found = match (started.by, rule.done_by) {
        (StartedBy::Filing(id), None) => return Ok((decided(case, id, started, as_of)?, Some(Assumption::DecisionFulfils))),
        (StartedBy::Filing(id), Some(ActKind::Decision)) => decided(case, id, started, as_of)?,
        (_, None) => Fulfilment::Unclear(Unclear::NoActNamed),
        // The record of official acts is what somebody wrote down: an act that is not in it may have been done all the same.
        (_, Some(kind)) => first_act(case, kind, started, as_of)?.map_or(Fulfilment::Unclear(Unclear::NoActInRecord), Fulfilment::On),
    };
    Ok((found, None))
}

fn decided(case: &Case, complaint: &str, started: &Started, as_of: Date) -> Result<Fulfilment, Uncountable> {
    let Some(complaint) = case.complaints.iter().find(|c| c.id == complaint) else { return Ok(Fulfilment::Nothing) };
    let Some(decided) = &complaint.decided else {
        let told = !complaint.outcome.trim().is_empty();
        return Ok(if told { Fulfilment::Unclear(Unclear::OutcomeWithoutDay) } else { Fulfilment::Nothing });
    };
    let on = by_clock(decided, &started.when.zone)?;
    Ok(if on.date <= as_of { Fulfilment::On(on) } else { Fulfilment::Nothing })
}

/// The first act of a kind since the start, by the same clock. An act in one place fulfils no duty that started in another.
fn first_act(case: &Case, kind: ActKind, started: &Started, as_of: Date) -> Result<Option<Moment>, Uncountable> {
    let place = |act: &Act| if act.place == case.election.country { String::new() } else { act.place.clone() };
    let started_at = match started.by {
        StartedBy::Act(id) => case.acts.iter().find(|a| a.id == id).map_or_else(String::new, place),
        _ => String::new(),
    };
    let acts = case.acts.iter().filter(|a| a.kind == kind).map(|a| (place(a), &a.when));
    // A final release that was given out on a day is a publication on that day.
    let last = case.election.releases.iter().filter(|r| kind == ActKind::Publication && r.kind != ReleaseKind::Preliminary);
    let releases = last.filter_map(|r| Some((String::new(), r.published.as_ref()?)));
    let mut first: Option<Moment> = None;
    for (at, when) in acts.chain(releases) {
        let on = by_clock(when, &started.when.zone)?;
        let same_place = at.is_empty() || started_at.is_empty() || at == started_at;
        let since = if on.time.is_some() && started.when.time.is_some() {
            order(&on) >= order(&started.when)
        } else {
            on.date >= started.when.date
        };
        if same_place && since && on.date <= as_of && first.as_ref().is_none_or(|f| order(&on) < order(f)) {
            first = Some(on);
        }
    }
    Ok(first)
}

/// Moments of one clock in order; a day without a time before its times.
fn order(moment: &Moment) -> (Date, Option<jiff::Timestamp>) {
    (moment.date, moment.time.and_then(|_| moment.instant().ok()))
}

/// How something due stands on a day.
pub(super) fn state(found: Fulfilment, started: Date, end: &End, as_of: Date) -> State {
    let (left, days) = (days_between(as_of, end.date), days_between(end.date, as_of));
    match found {
        Fulfilment::On(on) => {
            // A day without a time is held against the last day only: nobody is called late for want of a clock.
            let late = match (on.time, end.time, on.instant()) {
                (Some(_), Some(_), Ok(instant)) => instant > end.over,
                _ => on.date > end.date,
            };
            State::Done { late_by_days: days_between(end.date, on.date).max(0), on, late }
        }
        _ if as_of < started => State::NotStarted,
        _ if left > 0 => State::Open { days_left: left },
        _ if left == 0 => State::DueToday,
        Fulfilment::Right => State::Lapsed { days },
        Fulfilment::Nothing => State::Overdue { days },
        Fulfilment::Unclear(because) => State::CannotTell { days, because },
    }
}
