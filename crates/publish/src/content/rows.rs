//! The account of the file's rows.

use super::Desk;
use super::model::{Block, Cell, Section, Table, numbers as number_column, words};
use crate::numbers;

/// The section.
pub(super) fn section(desk: &Desk<'_>) -> Section {
    let rows = &desk.input.release.rows;
    let head = [words(desk.plain("column-what")), number_column(desk.plain("column-rows"))];
    let mut table = Table::new(desk.say("rows-caption", &[("read", rows.total().into())]), head);
    table.row([Cell::of(desk.plain("rows-used")), Cell::of(numbers::count(rows.used))]);
    for rule in &rows.left_out {
        table.row([Cell::of(desk.say("rows-left-out", &[("reason", rule.reason.as_str().into())])), Cell::of(numbers::count(rule.rows))]);
    }
    table.row([Cell::of(desk.plain("rows-refused")), Cell::flagged(numbers::count(rows.refused), rows.refused > 0)]);
    let section =
        Section::new("rows", desk.plain("rows-title")).with(Block::Para { text: desk.plain("rows-about") }).with(Block::Table(table));
    if rows.problems.is_empty() { section } else { section.with(Block::Table(problems(desk))) }
}

fn problems(desk: &Desk<'_>) -> Table {
    let all = &desk.input.release.rows.problems;
    let shown = all.len().min(desk.at_most(20, 10));
    let rest = ["column-column", "column-value", "column-problem", "column-remedy"].map(|id| words(desk.plain(id)));
    let mut table = Table::new(desk.plain("problems-caption"), [number_column(desk.plain("column-line"))].into_iter().chain(rest));
    for p in &all[..shown] {
        // A line number is a name, not a quantity: no separators.
        let cells = [Some(p.line.to_string()), p.column.clone(), p.value.clone(), Some(p.message.clone()), Some(p.remedy.clone())];
        table.row(cells.into_iter().map(|c| Cell::of(c.unwrap_or_else(|| numbers::NONE.to_owned()))));
    }
    table.note = desk.omitted(shown, all.len());
    table
}
