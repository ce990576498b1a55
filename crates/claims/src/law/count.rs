//! When a deadline is over: days of the calendar, working days, hours by the clock.

use jiff::civil::{Date, Time};
use jiff::tz::TimeZone;
use jiff::{SignedDuration, Span, Timestamp};
use serde::{Serialize, Serializer};

use crate::case::{DeadlineKind, Election, Moment, RestDay, Within};

/// When a deadline is over.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct End {
    /// The local day it is over on.
    pub date: Date,
    /// The local time of that day, for hours; the end of the day where none is given.
    pub time: Option<Time>,
    /// Whose clock: name of the time zone.
    pub zone: String,
    /// The first instant after it.
    #[serde(serialize_with = "as_text")]
    pub over: Timestamp,
}

fn as_text<S: Serializer>(instant: &Timestamp, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.collect_str(instant)
}

/// What had to be assumed to count a deadline.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case", tag = "assumed")]
pub enum Assumption {
    /// It ends on a day of rest and the record has no rule that moves it, so it stays.
    StaysOnRestDay {
        /// Where it would end, were there such a rule; none where the calendar has no working day left.
        next_working_day: Option<Date>,
    },
    /// It ends on a day of rest and the rule that moves deadlines was not applied: `at once` and hours run on days of rest too.
    RunsOnRestDay,
    /// Hours from a day without a time: a duty counts from the end of that day, a remedy from its beginning.
    StartsWithoutTime,
    /// The article it stands in has no version in force on the day it starts.
    NoVersionOfArticle,
    /// The record does not say what fulfils the duty; the decision on the complaint was taken for it.
    DecisionFulfils,
}

/// Why an end cannot be counted.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, thiserror::Error)]
#[serde(rename_all = "snake_case", tag = "reason")]
pub enum Uncountable {
    /// The zone is not known.
    #[error("there is no time zone `{zone}`")]
    Zone {
        /// The name as written.
        zone: String,
    },
    /// The end lies outside the calendar.
    #[error("it ends outside the years of the calendar")]
    OutsideCalendar,
}

impl Uncountable {
    /// What to do about it.
    #[must_use]
    pub fn remedy(&self) -> &'static str {
        match self {
            Self::Zone { .. } => "Write a name of the time zone database, such as Asia/Almaty.",
            Self::OutsideCalendar => "Correct the length of the deadline or the day it starts on.",
        }
    }
}

/// The days on which offices work.
#[derive(Clone, Copy, Debug)]
pub struct WorkDays<'a> {
    rest_days: &'a [i8],
    holidays: &'a [Date],
}

impl<'a> WorkDays<'a> {
    /// Those of the country that elects.
    #[must_use]
    pub fn of(election: &'a Election) -> Self {
        Self { rest_days: &election.rest_days, holidays: &election.holidays }
    }

    /// Whether offices rest on that day.
    #[must_use]
    pub fn rests(&self, day: Date) -> bool {
        self.rest_days.contains(&day.weekday().to_monday_one_offset()) || self.holidays.contains(&day)
    }

    /// The first working day after; none where the calendar has none left.
    #[must_use]
    pub fn next(&self, day: Date) -> Option<Date> {
        let mut day = day.tomorrow().ok()?;
        while self.rests(day) {
            day = day.tomorrow().ok()?;
        }
        Some(day)
    }
}

/// The end of a deadline and how it was found.
pub(super) struct Counted {
    pub end: End,
    pub moved_from: Option<Date>,
    pub assumptions: Vec<Assumption>,
}

/// Counts from a start, whose zone is the clock of the deadline.
pub(super) fn count(start: &Moment, within: Within, kind: DeadlineKind, rule: RestDay, work: &WorkDays) -> Result<Counted, Uncountable> {
    let zone = TimeZone::get(&start.zone).map_err(|_| Uncountable::Zone { zone: start.zone.clone() })?;
    let none = Uncountable::OutsideCalendar;
    let target = match within {
        Within::Hours(n) => return hours(start, n, kind, rule, work, &zone),
        Within::AtOnce => return at_once(start, rule, work, &zone),
        Within::Days(n) => Span::new().try_days(n).and_then(|span| start.date.checked_add(span)).map_err(|_| none.clone())?,
        Within::WorkingDays(n) => (0..n).try_fold(start.date, |day, _| work.next(day)).ok_or(none.clone())?,
    };
    let (date, moved_from, assumptions) = match rule {
        _ if !work.rests(target) => (target, None, Vec::new()),
        RestDay::Stays => (target, None, vec![Assumption::StaysOnRestDay { next_working_day: work.next(target) }]),
        RestDay::NextWorkingDay => (work.next(target).ok_or(none)?, Some(target), Vec::new()),
    };
    Ok(Counted { end: end_of_day(date, &start.zone, &zone)?, moved_from, assumptions })
}

fn at_once(start: &Moment, rule: RestDay, work: &WorkDays, zone: &TimeZone) -> Result<Counted, Uncountable> {
    let end = end_of_day(start.date, &start.zone, zone)?;
    Ok(Counted { assumptions: runs_on(end.date, rule, work).into_iter().collect(), end, moved_from: None })
}

/// Hours by the clock: counted between instants, so a change of clocks inside neither adds nor takes one.
fn hours(start: &Moment, n: u32, kind: DeadlineKind, rule: RestDay, work: &WorkDays, zone: &TimeZone) -> Result<Counted, Uncountable> {
    let none = |_| Uncountable::OutsideCalendar;
    let from = match (start.time, kind) {
        (None, DeadlineKind::Duty) => end_of_day(start.date, &start.zone, zone)?.over,
        _ => start.instant().map_err(none)?,
    };
    let over = from.checked_add(SignedDuration::from_hours(i64::from(n))).map_err(none)?;
    let local = over.to_zoned_datetime(zone.clone());
    let mut assumptions: Vec<Assumption> = runs_on(local.date(), rule, work).into_iter().collect();
    if start.time.is_none() {
        assumptions.push(Assumption::StartsWithoutTime);
    }
    let end = End { date: local.date(), time: Some(local.time()), zone: start.zone.clone(), over };
    Ok(Counted { end, moved_from: None, assumptions })
}

fn runs_on(day: Date, rule: RestDay, work: &WorkDays) -> Option<Assumption> {
    (rule == RestDay::NextWorkingDay && work.rests(day)).then_some(Assumption::RunsOnRestDay)
}

fn end_of_day(date: Date, name: &str, zone: &TimeZone) -> Result<End, Uncountable> {
    let tomorrow = date.tomorrow().and_then(|d| d.to_zoned_datetime(zone.clone())).map_err(|_| Uncountable::OutsideCalendar)?;
    Ok(End { date, time: None, zone: name.to_owned(), over: tomorrow.timestamp() })
}

/// The same moment by another clock. A day without a time stays the day it is.
pub(super) fn by_clock(moment: &Moment, zone: &str) -> Result<Moment, Uncountable> {
    let unknown = |zone: &str| Uncountable::Zone { zone: zone.to_owned() };
    let clock = TimeZone::get(zone).map_err(|_| unknown(zone))?;
    if moment.time.is_none() || moment.zone == zone {
        return Ok(Moment { zone: zone.to_owned(), ..moment.clone() });
    }
    TimeZone::get(&moment.zone).map_err(|_| unknown(&moment.zone))?;
    let there = moment.zoned().map_err(|_| Uncountable::OutsideCalendar)?.with_time_zone(clock);
    Ok(Moment { date: there.date(), time: Some(there.time()), zone: zone.to_owned() })
}
