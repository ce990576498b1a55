//! What could not be tested, and why.

use std::collections::BTreeMap;

use domain::{Outcome, Reason};

use super::Desk;
use super::model::{Block, Cell, Section, Table, numbers as number_column, words};
use crate::numbers;

/// Pairs of place and option without an answer: the whole election, regions, smaller places.
type Counts = [usize; 3];

/// The section.
pub(super) fn section(desk: &Desk<'_>) -> Section {
    let section = Section::new("untested", desk.plain("untested-title"));
    let counts = counts(desk);
    if counts.is_empty() {
        return section.with(Block::Para { text: desk.plain("untested-none") });
    }
    let head = ["column-test", "column-reason"].map(|id| words(desk.plain(id)));
    let places = ["column-nation", "column-regions", "column-smaller"].map(|id| number_column(desk.plain(id)));
    let mut table = Table::new(desk.plain("untested-caption"), head.into_iter().chain(places));
    for ((at, reason), by_level) in counts {
        let Some(test) = desk.input.examination.methods.get(at) else { continue };
        let why = desk.plain(&format!("why-{}", reason.name()));
        let numbers = by_level.map(|n| Cell::of(numbers::count(n)));
        table.row([Cell::of(desk.of_test(test, "title")), Cell::of(why)].into_iter().chain(numbers));
    }
    section.with(Block::Para { text: desk.plain("untested-about") }).with(Block::Table(table))
}

/// By position of the test in the order of the report, and reason.
fn counts(desk: &Desk<'_>) -> BTreeMap<(usize, Reason), Counts> {
    let examination = desk.input.examination;
    let position = |test: &str| examination.methods.iter().position(|m| *m == test).unwrap_or(usize::MAX);
    let mut counts: BTreeMap<(usize, Reason), Counts> = BTreeMap::new();
    for f in &examination.findings {
        if let Outcome::CannotTell(reason) = f.outcome {
            counts.entry((position(f.test), reason)).or_default()[desk.input.release.places.level(f.area).min(2)] += 1;
        }
    }
    for n in &examination.not_tested {
        counts.entry((position(n.test), n.reason)).or_default()[n.level.min(2)] += n.areas;
    }
    counts
}
