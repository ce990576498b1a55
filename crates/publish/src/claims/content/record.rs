//! What is wrong with the record itself.

use super::Paper;
use crate::content::model::{Block, Cell, Section, Table};

/// The section.
pub(super) fn section(paper: &Paper<'_>) -> Section {
    let section = Section::new("record", paper.plain("claims-record-title"));
    if paper.input.record.is_empty() {
        return section.with(Block::Para { text: paper.plain("claims-record-none") });
    }
    let mut table = Table::prose(paper.plain("claims-record-caption"), paper.heads(["finding", "sources"]));
    for noted in paper.input.record {
        table.row([Cell::of(paper.words.record(noted)), Cell::of(paper.sources(&noted.sources))]);
    }
    section.with(Block::Para { text: paper.plain("claims-record-about") }).with(Block::Table(table))
}
