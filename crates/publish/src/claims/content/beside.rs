//! One thing published with several values, side by side with who published each.

use claims::case::{Figure, Where};
use claims::evidence::release_meant;
use claims::record::RecordFinding;

use super::Paper;
use crate::content::model::{Block, Cell, Section, Table};
use crate::plot::Group;

/// The section; none where every figure agrees.
pub(super) fn section(paper: &Paper<'_>) -> Option<Section> {
    let groups: Vec<(&str, &str, &[Figure])> = paper
        .input
        .record
        .iter()
        .filter_map(|n| match &n.finding {
            RecordFinding::SideBySide { item, place, figures } => Some((item.as_str(), place.as_str(), figures.as_slice())),
            _ => None,
        })
        .collect();
    if groups.is_empty() {
        return None;
    }
    let plots = paper.plots_of(Group::Beside).map(|(index, p)| Block::Plot { index, caption: p.caption.clone(), more: String::new() });
    let tables = groups.into_iter().map(|(item, place, figures)| Block::Table(table(paper, (item, place), figures)));
    let about = Block::Para { text: paper.plain("claims-beside-about") };
    Some(Section::new("beside", paper.plain("claims-beside-title")).with(about).extend(plots).extend(tables))
}

fn table(paper: &Paper<'_>, (item, place): (&str, &str), figures: &[Figure]) -> Table {
    let item = super::super::sentences::capital(&paper.words.item_word(item));
    let caption = paper.say("claims-in-place", &[("what", item.as_str().into()), ("place", paper.words.place(place).into())]);
    let mut table = Table::prose(caption, paper.heads(["value", "by", "stands", "day", "note"]));
    for f in figures {
        let release = match &f.stands {
            Where::Release(id) => release_meant(paper.input.case, Some(id)),
            Where::Printed(_) => None,
        };
        let stands = match &f.stands {
            Where::Release(id) => paper.words.release(id).to_owned(),
            Where::Printed(id) => paper.words.marked(paper.words.source(id), paper.certainty_of(id)),
        };
        let (publisher, published) = (release.map(|r| r.by.as_str()), release.and_then(|r| r.published.as_ref()).map(|m| m.date));
        let by = f.by.as_deref().or(publisher);
        let by = by.map_or_else(|| paper.plain("claims-by-source"), |by| paper.words.organisation(by).to_owned());
        let day = f.date.or(published).map_or_else(|| paper.plain("claims-day-unknown"), |d| d.to_string());
        let value = paper.words.marked(&paper.words.printed(&f.value, f.relation, f.unit), f.support.certainty);
        table.row([value, by, stands, day, f.support.note.clone()].map(Cell::of));
    }
    table
}
