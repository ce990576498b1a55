//! Every source with its publisher, its day and how it is known.

use super::Paper;
use crate::content::model::{Block, Cell, Section, Table};

/// The section.
pub(super) fn section(paper: &Paper<'_>) -> Section {
    let mut table =
        Table::prose(paper.plain("claims-sources-caption"), paper.heads(["source", "publisher", "day", "address", "certainty", "note"]));
    for s in &paper.input.case.sources {
        let day = s.date.map_or_else(|| paper.plain("claims-day-unknown"), |d| d.to_string());
        let title = paper.say("claims-source", &[("title", s.title.as_str().into()), ("id", s.id.as_str().into())]);
        let copy = s.sha256.as_ref().map(|hash| paper.say("claims-archived", &[("sha", hash.as_str().into())]));
        let note: Vec<&str> = [s.note.as_str(), copy.as_deref().unwrap_or_default()].into_iter().filter(|n| !n.is_empty()).collect();
        let note = note.join(" ");
        let cells = [
            paper.words.marked(&title, s.certainty),
            s.publisher.clone(),
            day,
            s.address.clone(),
            paper.words.certainty(s.certainty),
            note,
        ];
        table.row(cells.map(Cell::of));
    }
    Section::new("sources", paper.plain("claims-sources-title"))
        .with(Block::Para { text: paper.plain("claims-sources-about") })
        .with(Block::Table(table))
}
