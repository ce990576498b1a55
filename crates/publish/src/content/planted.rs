//! For simulated elections: what was planted, held against what was found.

use super::Desk;
use super::model::{Block, Cell, Section, Table, numbers as number_column, words};
use crate::numbers;
use crate::planted::{flagged_by, what};

/// The section; none for real elections.
pub(super) fn section(desk: &Desk<'_>) -> Option<Section> {
    let notes = desk.input.planted?;
    let section = Section::new("planted", desk.plain("planted-title"));
    if notes.is_empty() {
        return Some(section.with(Block::Para { text: desk.plain("planted-none") }));
    }
    let head = [
        words(desk.plain("column-planted")),
        words(desk.plain("column-place")),
        number_column(desk.plain("column-stations")),
        number_column(desk.plain("column-votes-gained")),
        words(desk.plain("column-flagged-by")),
    ];
    let mut table = Table::new(desk.plain("planted-caption"), head);
    for note in notes {
        let places: Vec<&str> = note.places.iter().map(|&p| desk.names.shown(p)).collect();
        let tests: Vec<String> = flagged_by(note, desk.input).into_iter().map(|t| desk.of_test(t, "title")).collect();
        let found = if tests.is_empty() { desk.plain("planted-missed") } else { tests.join(", ") };
        table.row([
            Cell::of(what(note, desk.texts)),
            Cell::of(places.join(", ")),
            Cell::of(numbers::count(note.stations)),
            Cell::of(numbers::count(note.votes)),
            Cell::of(found),
        ]);
    }
    Some(section.with(Block::Para { text: desk.plain("planted-about") }).with(Block::Table(table)))
}
