//! What is due, done and overdue on the day of the report, what can still be contested, and the law in force.

use std::fmt::Write as _;

use claims::case::{Certainty, DeadlineKind};
use claims::law::{Due, State, in_force};

use super::Paper;
use crate::content::model::{Block, Cell, Section, Table};
use crate::texts::Arg;

/// The section.
pub(super) fn section(paper: &Paper<'_>) -> Section {
    let calendar = paper.input.calendar;
    let tables = [acts(paper), dues(paper, DeadlineKind::Duty), dues(paper, DeadlineKind::Remedy), law(paper)];
    let waiting: Vec<String> = calendar.waiting.iter().map(|w| paper.words.waiting(w)).collect();
    let note = |lines: Vec<String>, label: &str| (!lines.is_empty()).then(|| Block::Note { label: paper.plain(label), lines });
    Section::new("calendar", paper.plain("claims-calendar-title"))
        .with(Block::Lead { text: lead(paper) })
        .extend(tables.into_iter().filter(|t| !t.rows.is_empty()).map(Block::Table))
        .extend(note(waiting, "claims-calendar-waiting"))
        .extend(note(uncounted(paper), "claims-calendar-uncounted"))
}

/// How many duties are overdue and how many rights are open.
pub(in crate::claims) fn lead(paper: &Paper<'_>) -> String {
    let calendar = paper.input.calendar;
    let day = calendar.as_of.to_string();
    let args =
        [("day", day.as_str().into()), ("overdue", calendar.overdue().count().into()), ("open", calendar.contestable().count().into())];
    paper.say("claims-calendar-lead", &args)
}

fn acts(paper: &Paper<'_>) -> Table {
    let mut table = Table::prose(paper.plain("claims-acts-caption"), paper.heads(["when", "what", "who", "distance", "sources"]));
    for act in &paper.input.calendar.acts {
        let what = if act.number.is_empty() {
            act.what.to_owned()
        } else {
            paper.say("claims-act-number", &[("what", act.what.into()), ("number", act.number.into())])
        };
        let id = match act.days_until {
            0 => "claims-distance-today",
            1.. => "claims-distance-ahead",
            _ => "claims-distance-past",
        };
        let distance = paper.say(id, &[("days", Arg::Count(act.days_until.abs()))]);
        table.row([
            Cell::of(paper.words.moment(act.when)),
            Cell::of(paper.words.marked(&what, act.support.certainty)),
            Cell::of(act.organisation.map_or("", |o| paper.words.organisation(o))),
            Cell::of(distance),
            Cell::of(paper.sources(&act.support.sources)),
        ]);
    }
    table
}

fn dues(paper: &Paper<'_>, kind: DeadlineKind) -> Table {
    let caption = match kind {
        DeadlineKind::Duty => "claims-duties-caption",
        DeadlineKind::Remedy => "claims-remedies-caption",
    };
    let mut table = Table::prose(paper.plain(caption), paper.heads(["due", "starts", "until", "state", "holder", "article"]));
    let mut assumed: Vec<String> = Vec::new();
    for due in paper.input.calendar.dues.iter().filter(|d| d.kind == kind) {
        table.row([
            Cell::of(paper.words.marked(due.what, due.support.certainty)),
            Cell::of(paper.words.started(due)),
            Cell::of(until(paper, due, &mut assumed)),
            Cell::flagged(paper.words.state(&due.state), is_late(&due.state)),
            Cell::of(due.who),
            Cell::of(article(paper, due)),
        ]);
    }
    let numbered = assumed.iter().enumerate().map(|(i, a)| format!("[{}] {a}", i + 1));
    table.note = numbered.collect::<Vec<_>>().join(" ");
    table
}

fn is_late(state: &State) -> bool {
    matches!(state, State::Overdue { .. } | State::Done { late: true, .. })
}

/// The last day with the length of the deadline, the day of rest it was moved from, and what was assumed, by its number below the table.
fn until(paper: &Paper<'_>, due: &Due<'_>, assumed: &mut Vec<String>) -> String {
    let (end, within) = (paper.words.end(due), paper.words.within(due.within));
    let args = [("end", end.as_str().into()), ("within", within.as_str().into())];
    let mut text = match due.moved_from {
        None => paper.say("claims-until", &args),
        Some(day) => paper.say("claims-until-moved", &[args[0], args[1], ("day", day.to_string().as_str().into())]),
    };
    for assumption in due.assumptions.iter().map(|a| paper.words.law_assumption(a)) {
        let at = assumed.iter().position(|a| *a == assumption).unwrap_or_else(|| {
            assumed.push(assumption);
            assumed.len() - 1
        });
        let _ = write!(text, " [{}]", at + 1);
    }
    text
}

/// The article with what a reader should know of the text that was read and of the deadline in it.
fn article(paper: &Paper<'_>, due: &Due<'_>) -> String {
    let article = paper.say("claims-article", &[("number", due.article.into())]);
    let from = due.article_version.as_ref().map(|v| v.from);
    let law = paper.input.case.law.iter().filter(|l| l.id == due.law);
    let versions = law.flat_map(|l| &l.articles).filter(|a| a.number == due.article && Some(a.from) == from);
    let mut notes: Vec<&str> = Vec::new();
    for support in versions.map(|a| &a.support).chain([due.support]) {
        if !support.note.is_empty() && !notes.contains(&support.note.as_str()) {
            notes.push(&support.note);
        }
    }
    if notes.is_empty() {
        return article;
    }
    paper.say("claims-article-note", &[("article", article.as_str().into()), ("note", notes.join(" ").as_str().into())])
}

/// The law in force on the day of the report, with how it is known.
fn law(paper: &Paper<'_>) -> Table {
    let mut table = Table::prose(paper.plain("claims-law-caption"), paper.heads(["article", "says", "in-force", "note"]));
    for found in in_force(paper.input.case, paper.input.as_of, None) {
        let a = found.article;
        let number = paper.say("claims-article-of", &[("number", a.number.as_str().into()), ("law", found.title.into())]);
        let from = a.from.to_string();
        let since = match a.until {
            None => paper.say("claims-in-force-since", &[("from", from.as_str().into())]),
            Some(until) => paper.say("claims-in-force", &[("from", from.as_str().into()), ("until", until.to_string().as_str().into())]),
        };
        // The days in force are as sure as the article.
        let since = match a.support.certainty {
            Certainty::Read | Certainty::Computed => since,
            Certainty::Remembered | Certainty::Guess => paper.say("claims-in-force-unchecked", &[("since", since.as_str().into())]),
        };
        table.row([number, paper.words.marked(&a.says, a.support.certainty), since, a.support.note.clone()].map(Cell::of));
    }
    table
}

fn uncounted(paper: &Paper<'_>) -> Vec<String> {
    let line = |u: &claims::law::Uncounted<'_>| {
        let why = paper.words.uncountable(&u.reason);
        let what =
            paper.input.case.law.iter().flat_map(|l| &l.deadlines).find(|d| d.id == u.deadline).map_or(u.deadline, |d| d.what.as_str());
        paper.say("claims-uncounted", &[("what", what.into()), ("why", why.as_str().into())])
    };
    paper.input.calendar.uncounted.iter().map(line).collect()
}
