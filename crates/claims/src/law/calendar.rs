//! Everything that is due, on one day's view.

use jiff::civil::Date;
use serde::Serialize;

use super::count::{Assumption, Uncountable, WorkDays, by_clock, count};
use super::days_between;
use super::due::{Due, Started, StartedBy, Version};
use super::force::holds;
use super::fulfilled::{fulfilment, state};
use crate::case::{Act, ActKind, Case, Complaint, Deadline, Exception, Law, Moment, Start, Support, Within};
use crate::find::zone_on;

/// An official act, seen from a day.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ActDay<'a> {
    /// The act: id.
    pub act: &'a str,
    /// What it does.
    pub kind: ActKind,
    /// Its number; empty where it has none.
    pub number: &'a str,
    /// What it says.
    pub what: &'a str,
    /// Whose act: id of an organisation.
    pub organisation: Option<&'a str>,
    /// When.
    pub when: &'a Moment,
    /// Days from the day of the view: positive to come, 0 that day, negative past.
    pub days_until: i64,
    /// Where this is from.
    pub support: &'a Support,
}

/// What a deadline waits for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case", tag = "event", content = "of")]
pub enum WaitsFor<'a> {
    /// An act of a kind: the record has none.
    Act(ActKind),
    /// The decision on a complaint: id.
    Decision(&'a str),
}

/// A rule in force that nothing has started.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Waiting<'a> {
    /// The law: id.
    pub law: &'a str,
    /// The rule: id.
    pub deadline: &'a str,
    /// What will be due, or can be contested.
    pub what: &'a str,
    /// What it waits for.
    pub waits_for: WaitsFor<'a>,
}

/// A deadline whose end cannot be counted.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Uncounted<'a> {
    /// The law: id.
    pub law: &'a str,
    /// The rule: id.
    pub deadline: &'a str,
    /// What it runs from.
    pub starts: StartedBy<'a>,
    /// Why.
    #[serde(flatten)]
    pub reason: Uncountable,
}

/// Everything dated by law, seen from a day.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Calendar<'a> {
    /// The day of the view.
    pub as_of: Date,
    /// Election day.
    pub election: Date,
    /// Days to it: positive to come, negative past.
    pub days_to_election: i64,
    /// Official acts in the order of their instants.
    pub acts: Vec<ActDay<'a>>,
    /// What is due, earliest end first.
    pub dues: Vec<Due<'a>>,
    /// Rules in force on the day that nothing has started.
    pub waiting: Vec<Waiting<'a>>,
    /// What cannot be counted.
    pub uncounted: Vec<Uncounted<'a>>,
}

impl<'a> Calendar<'a> {
    /// Duties not fulfilled in time, nor since.
    pub fn overdue(&self) -> impl Iterator<Item = &Due<'a>> {
        self.dues.iter().filter(|d| d.is_overdue())
    }

    /// What can still be contested.
    pub fn contestable(&self) -> impl Iterator<Item = &Due<'a>> {
        self.dues.iter().filter(|d| d.can_be_contested())
    }
}

/// The calendar of a case as it stands on a day; what the record dates later is still to come.
#[must_use]
pub fn calendar(case: &Case, as_of: Date) -> Calendar<'_> {
    let election = case.election.date;
    let days_to_election = days_between(as_of, election);
    let (acts, waiting) = (acts(case, as_of), waiting(case, as_of));
    let mut calendar = Calendar { as_of, election, days_to_election, acts, dues: Vec::new(), waiting, uncounted: Vec::new() };
    for law in &case.law {
        for rule in &law.deadlines {
            for (by, when) in starts(case, &rule.starts) {
                match due(case, (law, rule), (by, when), as_of) {
                    Ok(due) => calendar.dues.extend(due),
                    Err(reason) => calendar.uncounted.push(Uncounted { law: &law.id, deadline: &rule.id, starts: by, reason }),
                }
            }
        }
    }
    calendar.dues.sort_by(|a, b| (a.due.over, a.law, a.deadline, a.starts.by).cmp(&(b.due.over, b.law, b.deadline, b.starts.by)));
    calendar
}

fn acts(case: &Case, as_of: Date) -> Vec<ActDay<'_>> {
    let mut days: Vec<ActDay<'_>> = case.acts.iter().map(|act| act_day(act, as_of)).collect();
    days.sort_by_key(|d| (d.when.instant().ok(), d.when.date, d.act));
    days
}

fn act_day(act: &Act, as_of: Date) -> ActDay<'_> {
    ActDay {
        act: &act.id,
        kind: act.kind,
        number: &act.number,
        what: &act.what,
        organisation: act.organisation.as_deref(),
        when: &act.when,
        days_until: days_between(as_of, act.when.date),
        support: &act.support,
    }
}

fn waiting(case: &Case, as_of: Date) -> Vec<Waiting<'_>> {
    let mut found = Vec::new();
    for law in &case.law {
        for rule in law.deadlines.iter().filter(|r| holds(r.from, r.until, as_of)) {
            let waiting = |waits_for| Waiting { law: &law.id, deadline: &rule.id, what: &rule.what, waits_for };
            match rule.starts {
                Start::Act(kind) if !case.acts.iter().any(|a| a.kind == kind) => found.push(waiting(WaitsFor::Act(kind))),
                Start::Decision => {
                    let open = case.complaints.iter().filter(|c| c.decided.is_none());
                    found.extend(open.map(|c| waiting(WaitsFor::Decision(&c.id))));
                }
                _ => {}
            }
        }
    }
    found
}

/// Every event of the case that a rule runs from, by the clock that decides about it.
fn starts<'a>(case: &'a Case, start: &Start) -> Vec<(StartedBy<'a>, Result<Moment, Uncountable>)> {
    let here = |c: &Complaint, m: &Moment| by_clock(m, zone_on(case, &c.place, m.date).unwrap_or(&m.zone));
    match start {
        Start::Election => {
            let day = Moment { date: case.election.date, time: None, zone: case.election.zone().to_owned() };
            vec![(StartedBy::Election, Ok(day))]
        }
        Start::Act(kind) => {
            let acts = case.acts.iter().filter(|a| a.kind == *kind);
            acts.map(|a| (StartedBy::Act(&a.id), Ok(a.when.clone()))).collect()
        }
        Start::Filing => case.complaints.iter().map(|c| (StartedBy::Filing(&c.id), here(c, &c.filed))).collect(),
        Start::Decision => {
            let decided = |c: &'a Complaint| c.decided.as_ref().map(|d| (StartedBy::Decision(&c.id), here(c, d)));
            case.complaints.iter().filter_map(decided).collect()
        }
    }
}

/// One due; none where the rule was not in force on the day it starts.
fn due<'a>(
    case: &'a Case,
    (law, rule): (&'a Law, &'a Deadline),
    (by, when): (StartedBy<'a>, Result<Moment, Uncountable>),
    as_of: Date,
) -> Result<Option<Due<'a>>, Uncountable> {
    let when = when?;
    if !holds(rule.from, rule.until, when.date) {
        return Ok(None);
    }
    let (within, exception) = length(rule, case.election.date, when.date);
    let counted = count(&when, within, rule.kind, rule.on_rest_day, &WorkDays::of(&case.election))?;
    let article = law.articles.iter().find(|a| a.number == rule.article && holds(a.from, a.until, when.date));
    let starts = Started { by, when };
    let (found, assumed) = fulfilment(case, rule, &starts, as_of)?;
    let no_article = article.is_none().then_some(Assumption::NoVersionOfArticle);
    Ok(Some(Due {
        law: &law.id,
        deadline: &rule.id,
        version: Version { from: rule.from, until: rule.until },
        article: &rule.article,
        article_version: article.map(|a| Version { from: a.from, until: a.until }),
        what: &rule.what,
        who: &rule.who,
        kind: rule.kind,
        within,
        exception,
        moved_from: counted.moved_from,
        state: state(found, starts.when.date, &counted.end, as_of),
        assumptions: counted.assumptions.into_iter().chain(assumed).chain(no_article).collect(),
        support: &rule.support,
        starts,
        due: counted.end,
    }))
}

/// The length for what starts on a day: that of the first exception that applies, else the rule's own.
fn length(rule: &Deadline, election: Date, start: Date) -> (Within, Option<Exception>) {
    let before = days_between(start, election);
    let applies = |e: &&Exception| before < i64::from(e.less_than_days_before_election);
    rule.exceptions.iter().find(applies).map_or((rule.within, None), |e| (e.within, Some(*e)))
}
