//! Deadlines, acts and events in words.

use claims::case::{Act, ActKind, Complaint, DeadlineKind, Moment, ReleaseKind, StatementKind, Within};
use claims::law::{Assumption, Due, StartedBy, State, Unclear, Uncountable, Waiting, WaitsFor};
use claims::timeline::{EventKind, WhyUndated};

use super::Sentences;
use crate::texts::Arg;

impl Sentences<'_> {
    /// How something due stands: `overdue by 3 days`.
    #[must_use]
    pub fn state(&self, state: &State) -> String {
        let days = |id: &str, days: i64| self.say(id, &[("days", Arg::Count(days))]);
        match state {
            State::NotStarted => self.plain("law-state-not-started"),
            State::Open { days_left } => days("law-state-open", *days_left),
            State::DueToday => self.plain("law-state-today"),
            State::Done { on, late: false, .. } => self.say("law-state-done", &[("on", self.moment(on).as_str().into())]),
            State::Done { on, late_by_days: 0, .. } => self.say("law-state-late-hours", &[("on", self.moment(on).as_str().into())]),
            State::Done { on, late_by_days, .. } => {
                self.say("law-state-late", &[("on", self.moment(on).as_str().into()), ("days", Arg::Count(*late_by_days))])
            }
            State::Overdue { days: n } => days("law-state-overdue", *n),
            State::Lapsed { days: n } => days("law-state-lapsed", *n),
            State::CannotTell { days: n, because: Unclear::NoActNamed } => days("law-state-no-act", *n),
            State::CannotTell { days: n, because: Unclear::NoActInRecord } => days("law-state-not-in-record", *n),
            State::CannotTell { days: n, because: Unclear::OutcomeWithoutDay } => days("law-state-no-day", *n),
        }
    }

    /// A day, or a minute of it with its clock.
    #[must_use]
    pub fn moment(&self, moment: &Moment) -> String {
        let day = moment.date.to_string();
        match moment.time {
            None => day,
            Some(time) => {
                let time = format!("{:02}:{:02}", time.hour(), time.minute());
                let args = [("day", day.as_str().into()), ("time", time.as_str().into()), ("zone", moment.zone.as_str().into())];
                self.say("law-moment", &args)
            }
        }
    }

    /// The last day of something due, with its hour where it has one.
    #[must_use]
    pub fn end(&self, due: &Due<'_>) -> String {
        self.moment(&Moment { date: due.due.date, time: due.due.time, zone: due.due.zone.clone() })
    }

    /// What a deadline runs from: the event and its day.
    #[must_use]
    pub fn started(&self, due: &Due<'_>) -> String {
        let when = self.moment(&due.starts.when);
        let (id, what) = match due.starts.by {
            StartedBy::Election => ("law-from-election", ""),
            StartedBy::Act(id) => ("law-from-act", self.act(id).map_or(id, |a| a.what.trim_end_matches('.'))),
            StartedBy::Filing(id) => ("law-from-filing", self.complaint(id).map_or(id, |c| c.about.as_str())),
            StartedBy::Decision(id) => ("law-from-decision", self.complaint(id).map_or(id, |c| c.about.as_str())),
        };
        self.say(id, &[("what", what.into()), ("when", when.as_str().into())])
    }

    fn act(&self, id: &str) -> Option<&Act> {
        self.case.acts.iter().find(|a| a.id == id)
    }

    fn complaint(&self, id: &str) -> Option<&Complaint> {
        self.case.complaints.iter().find(|c| c.id == id)
    }

    /// The length of a deadline.
    #[must_use]
    pub fn within(&self, within: Within) -> String {
        let of = |id: &str, n: u32| self.say(id, &[("n", Arg::Count(i64::from(n)))]);
        match within {
            Within::AtOnce => self.plain("law-within-once"),
            Within::Hours(n) => of("law-within-hours", n),
            Within::Days(n) => of("law-within-days", n),
            Within::WorkingDays(n) => of("law-within-working-days", n),
        }
    }

    /// Duty or right to contest.
    #[must_use]
    pub fn deadline_kind(&self, kind: DeadlineKind) -> String {
        self.plain(match kind {
            DeadlineKind::Duty => "law-duty",
            DeadlineKind::Remedy => "law-remedy",
        })
    }

    /// What had to be assumed to count a deadline.
    #[must_use]
    pub fn law_assumption(&self, assumption: &Assumption) -> String {
        match assumption {
            Assumption::StaysOnRestDay { next_working_day: Some(day) } => {
                self.say("law-assume-stays", &[("day", day.to_string().as_str().into())])
            }
            Assumption::StaysOnRestDay { next_working_day: None } => self.plain("law-assume-stays-always"),
            Assumption::RunsOnRestDay => self.plain("law-assume-runs"),
            Assumption::StartsWithoutTime => self.plain("law-assume-no-time"),
            Assumption::NoVersionOfArticle => self.plain("law-assume-no-article"),
            Assumption::DecisionFulfils => self.plain("law-assume-decision"),
        }
    }

    /// A rule that nothing has started, and what it waits for.
    #[must_use]
    pub fn waiting(&self, waiting: &Waiting<'_>) -> String {
        let what = ("what", waiting.what.into());
        match waiting.waits_for {
            WaitsFor::Act(kind) => self.say("law-waits-act", &[what, ("act", self.act_kind(kind).as_str().into())]),
            WaitsFor::Decision(id) => {
                let about = self.complaint(id).map_or(id, |c| c.about.as_str());
                self.say("law-waits-decision", &[what, ("complaint", about.into())])
            }
        }
    }

    /// Why the end of a deadline cannot be counted.
    #[must_use]
    pub fn uncountable(&self, reason: &Uncountable) -> String {
        match reason {
            Uncountable::Zone { zone } => self.say("law-uncounted-zone", &[("zone", zone.as_str().into())]),
            Uncountable::OutsideCalendar => self.plain("law-uncounted-calendar"),
        }
    }

    /// What an act does.
    #[must_use]
    pub fn act_kind(&self, kind: ActKind) -> String {
        self.plain(&format!("law-act-{}", kind.word().replace(' ', "-")))
    }

    /// What kind of event something is.
    #[must_use]
    pub fn event_kind(&self, kind: EventKind) -> String {
        match kind {
            EventKind::Act(kind) => self.act_kind(kind),
            EventKind::Statement(kind) => self.statement_kind(kind),
            EventKind::Release(ReleaseKind::Preliminary) => self.plain("law-event-release-preliminary"),
            EventKind::Release(ReleaseKind::Final) => self.plain("law-event-release-final"),
            EventKind::Release(ReleaseKind::Corrected) => self.plain("law-event-release-corrected"),
            EventKind::ComplaintFiled => self.plain("law-event-filed"),
            EventKind::ComplaintDecided => self.plain("law-event-decided"),
        }
    }

    /// What kind of statement it is.
    #[must_use]
    pub fn statement_kind(&self, kind: StatementKind) -> String {
        self.plain(match kind {
            StatementKind::Checkable => "claims-kind-checkable",
            StatementKind::Opinion => "claims-kind-opinion",
            StatementKind::Intention => "claims-kind-intention",
        })
    }

    /// Why an event stands apart from the timeline.
    #[must_use]
    pub fn undated(&self, why: WhyUndated) -> String {
        self.plain(match why {
            WhyUndated::NoDate => "law-undated-no-date",
            WhyUndated::UnknownZone => "law-undated-zone",
        })
    }
}
