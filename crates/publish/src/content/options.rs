//! Every option of the ballot.

use super::Desk;
use super::model::{Block, Cell, Section, numbers as number_column};
use super::summary::options_table;
use crate::numbers;

/// The section.
pub(super) fn section(desk: &Desk<'_>) -> Section {
    let mut table = options_table(desk, desk.at_most(500, 60));
    table.head.push(number_column(desk.plain("column-flags-option")));
    for (row, option) in table.rows.iter_mut().zip(desk.totals.by_votes()) {
        let flags = desk.input.examination.findings.iter().filter(|f| f.flag && f.option == Some(option.id)).count();
        row.push(Cell::flagged(numbers::count(flags), flags > 0));
    }
    table.note = desk.omitted(table.rows.len(), desk.totals.options.len());
    Section::new("options", desk.plain("options-title")).with(Block::Para { text: desk.plain("options-about") }).with(Block::Table(table))
}
