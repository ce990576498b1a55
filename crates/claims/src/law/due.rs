//! What is due, and how it stands on a day.

use jiff::civil::Date;
use serde::Serialize;

use super::count::{Assumption, End};
use crate::case::{DeadlineKind, Exception, Moment, Support, Within};

/// The event a deadline runs from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case", tag = "event", content = "id")]
pub enum StartedBy<'a> {
    /// Election day.
    Election,
    /// An act: id.
    Act(&'a str),
    /// The filing of a complaint: id.
    Filing(&'a str),
    /// The decision on a complaint: id.
    Decision(&'a str),
}

impl<'a> StartedBy<'a> {
    /// The complaint it is about: id.
    #[must_use]
    pub fn complaint(self) -> Option<&'a str> {
        match self {
            Self::Filing(id) | Self::Decision(id) => Some(id),
            Self::Election | Self::Act(_) => None,
        }
    }
}

/// What a deadline runs from, and since when.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Started<'a> {
    /// The event.
    pub by: StartedBy<'a>,
    /// When it was, by the clock the deadline is counted with.
    pub when: Moment,
}

/// The days between which a version of a rule is in force.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Version {
    /// First day.
    pub from: Date,
    /// Last day.
    pub until: Option<Date>,
}

/// Why it cannot be told whether a duty was done.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Unclear {
    /// The record does not say which act fulfils it.
    NoActNamed,
    /// The record has an outcome, but not its day.
    OutcomeWithoutDay,
    /// The record has no act that fulfils it, which does not mean that there was none.
    NoActInRecord,
}

/// How something due stands on a day.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case", tag = "state")]
pub enum State {
    /// What it runs from is still to come.
    NotStarted,
    /// There is time.
    Open {
        /// Days from that day to the last.
        days_left: i64,
    },
    /// That day is the last.
    DueToday,
    /// A duty that was fulfilled.
    Done {
        /// When, by the clock of the deadline.
        on: Moment,
        /// Whether after its end.
        late: bool,
        /// Days after the last day; 0 also for hours late on the last day.
        late_by_days: i64,
    },
    /// A duty that was not fulfilled in time, nor since.
    Overdue {
        /// Days since the last day.
        days: i64,
    },
    /// A right to contest that is over.
    Lapsed {
        /// Days since the last day.
        days: i64,
    },
    /// A duty whose time is over; whether it was fulfilled the record does not tell.
    CannotTell {
        /// Days since the last day.
        days: i64,
        /// Why.
        because: Unclear,
    },
}

/// Something due.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Due<'a> {
    /// The law: id.
    pub law: &'a str,
    /// The rule: id.
    pub deadline: &'a str,
    /// Its version: the one in force on the day it starts.
    pub version: Version,
    /// The article it stands in: number.
    pub article: &'a str,
    /// The version of the article in force on the day it starts, where the record has one.
    pub article_version: Option<Version>,
    /// What is due, or what can be contested.
    pub what: &'a str,
    /// Who must act, or may.
    pub who: &'a str,
    /// Duty or remedy.
    pub kind: DeadlineKind,
    /// What it runs from.
    pub starts: Started<'a>,
    /// Its length here.
    pub within: Within,
    /// The exception that gave this length.
    pub exception: Option<Exception>,
    /// When it is over.
    pub due: End,
    /// The day of rest it was moved from.
    pub moved_from: Option<Date>,
    /// How it stands.
    #[serde(flatten)]
    pub state: State,
    /// What had to be assumed.
    pub assumptions: Vec<Assumption>,
    /// Where the rule is from.
    pub support: &'a Support,
}

impl Due<'_> {
    /// Whether it is a right that can still be used.
    #[must_use]
    pub fn can_be_contested(&self) -> bool {
        self.kind == DeadlineKind::Remedy && matches!(self.state, State::Open { .. } | State::DueToday)
    }

    /// Whether it is a duty that was not fulfilled in time, nor since.
    #[must_use]
    pub fn is_overdue(&self) -> bool {
        matches!(self.state, State::Overdue { .. })
    }
}
