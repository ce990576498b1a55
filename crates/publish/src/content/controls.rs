//! The arithmetic controls and the stations that break them.

use count::check::{ControlResult, NotApplicable, Status, Violation};
use count::controls::Control;

use super::model::{Block, Cell, Section, Table, numbers as number_column, words};
use super::{Desk, Length};
use crate::controls::{level_name, message};
use crate::numbers;

/// The section, a part of the section on arithmetic.
pub(super) fn section(desk: &Desk<'_>) -> Section {
    let controls = &desk.input.checked.controls;
    let section = Section::new("controls", desk.plain("controls-title")).part();
    let applied: Vec<&ControlResult> = controls.iter().filter(|c| c.applies()).collect();
    if applied.is_empty() {
        return section.with(Block::Para { text: desk.plain("controls-none") }).extend(not_applied(desk));
    }
    let broken = applied.iter().filter(|c| !c.violations.is_empty() || !c.totals.is_empty()).filter_map(|c| details(desk, c));
    section
        .with(Block::Para { text: desk.plain("controls-about") })
        .with(Block::Table(overview(desk, &applied)))
        .extend(broken)
        .extend(not_applied(desk))
}

fn overview(desk: &Desk<'_>, applied: &[&ControlResult]) -> Table {
    let head = [
        words(desk.plain("column-control")),
        words(desk.plain("column-level")),
        words(desk.plain("column-rule")),
        number_column(desk.plain("column-checked")),
        number_column(desk.plain("column-broken")),
    ];
    let mut table = Table::new(desk.plain("controls-caption"), head);
    for c in applied {
        let broken = c.violations.len() + c.totals.len();
        table.row([
            Cell::of(c.id.as_str()),
            Cell::of(desk.plain(&format!("level-{}", level_name(c.level)))),
            Cell::of(message(desk.input, &c.id)),
            Cell::of(numbers::count(c.checked)),
            Cell::flagged(numbers::count(broken), broken > 0 && c.level == count::Level::Hard),
        ]);
    }
    table
}

/// One broken control with examples.
fn details(desk: &Desk<'_>, result: &ControlResult) -> Option<Block> {
    let control = desk.input.controls.get(&result.id)?;
    let broken = result.violations.len() + result.totals.len();
    let id = ("id", result.id.as_str().into());
    let mut blocks: Vec<Block> = sentences(desk, result, control).into_iter().map(|text| Block::Para { text }).collect();
    if !result.violations.is_empty() {
        blocks.push(Block::Table(examples(desk, result)));
    }
    if !result.totals.is_empty() {
        blocks.push(Block::List { items: totals(desk, result) });
    }
    Some(Block::Details { summary: desk.say("control-summary", &[id, ("broken", broken.into())]), blocks })
}

fn sentences(desk: &Desk<'_>, result: &ControlResult, control: &Control) -> Vec<String> {
    let mut sentences = vec![format!("{} {}", control.message, control.explanation)];
    let excusing: Vec<&str> = result.left_out.iter().filter(|l| l.may_excuse).map(|l| l.name.as_str()).collect();
    if !excusing.is_empty() {
        sentences.push(desk.say("control-excused", &[("lines", excusing.join(", ").as_str().into())]));
    }
    sentences.push(desk.say("control-origin", &[("origin", control.origin.as_str().into())]));
    sentences
}

fn examples(desk: &Desk<'_>, result: &ControlResult) -> Table {
    let caption = desk.say("control-caption", &[("id", result.id.as_str().into())]);
    let mut table = Table::new(caption, [words(desk.plain("column-station")), words(desk.plain("column-figures"))]);
    let shown = result.violations.len().min(desk.at_most(10, 5));
    for violation in &result.violations[..shown] {
        table.row([Cell::of(station(desk, violation)), Cell::of(result.describe(violation))]);
    }
    table.note = omitted(desk, shown, result.violations.len());
    table
}

/// The note under examples of which not all are shown; the files of the report have findings, not controls.
fn omitted(desk: &Desk<'_>, shown: usize, all: usize) -> String {
    if shown >= all { String::new() } else { desk.say("controls-omitted", &[("shown", shown.into()), ("all", all.into())]) }
}

fn station(desk: &Desk<'_>, violation: &Violation) -> String {
    desk.input.release.station_path(violation.station as usize)
}

fn totals(desk: &Desk<'_>, result: &ControlResult) -> Vec<String> {
    let line = |t: &count::check::TotalMismatch| {
        let args = [
            ("place", t.place.as_str().into()),
            ("line", t.line.as_str().into()),
            ("published", t.published.into()),
            ("sum", t.sum.into()),
        ];
        desk.say("control-total", &args)
    };
    result.totals.iter().take(desk.at_most(50, 10)).map(line).collect()
}

/// Controls that say nothing about this file, and why.
fn not_applied(desk: &Desk<'_>) -> Option<Block> {
    let head = ["column-control", "column-rule", "column-why"].map(|id| words(desk.plain(id)));
    let mut table = Table::new(desk.plain("controls-not-applied"), head);
    for c in &desk.input.checked.controls {
        if let Status::NotApplicable(why) = &c.status {
            table.row([Cell::of(c.id.as_str()), Cell::of(message(desk.input, &c.id)), Cell::of(reason(desk, why))]);
        }
    }
    let blocks = vec![Block::Table(table)];
    let any = desk.input.checked.controls.iter().any(|c| !c.applies());
    (any && desk.length == Length::Full).then(|| Block::Details { summary: desk.plain("controls-not-applied"), blocks })
}

fn reason(desk: &Desk<'_>, why: &NotApplicable) -> String {
    match why {
        NotApplicable::LinesMissing { lines } => desk.say("control-lines-missing", &[("lines", lines.join(", ").as_str().into())]),
        NotApplicable::SomeOptionsOnly => desk.plain("control-some-options"),
        NotApplicable::OtherCountry { country } => desk.say("control-other-country", &[("country", country.as_str().into())]),
        NotApplicable::NothingPublished => desk.plain("control-nothing-published"),
    }
}
