//! Acts and statements in the order in which they happened, each by the clock of its place.

use claims::case::Support;
use claims::timeline::EventKind;

use super::Paper;
use crate::content::model::{Block, Cell, Section, Table};

/// The section.
pub(super) fn section(paper: &Paper<'_>) -> Section {
    let timeline = paper.input.timeline;
    let mut dated = Table::prose(paper.plain("claims-timeline-caption"), paper.heads(["when", "what", "who", "kind", "sources"]));
    for e in &timeline.events {
        let when = e.moment.time.map_or_else(|| e.moment.date.to_string(), |_| paper.words.moment(e.moment));
        let [what, who, kind, sources] = told(paper, (e.kind, e.words, e.place), &e.who, e.support);
        dated.row([Cell::of(when), what, who, kind, sources]);
    }
    let mut undated = Table::prose(paper.plain("claims-undated-caption"), paper.heads(["what", "who", "kind", "why", "sources"]));
    for e in &timeline.undated {
        let [what, who, kind, sources] = told(paper, (e.kind, e.words, e.place), &e.who, e.support);
        undated.row([what, who, kind, Cell::of(paper.words.undated(e.why)), sources]);
    }
    let tables = [dated, undated].into_iter().filter(|t| !t.rows.is_empty()).map(Block::Table);
    let zones = paper.input.case.election.zones.join(", ");
    let about = paper.say("claims-timeline-about", &[("zones", zones.as_str().into())]);
    Section::new("timeline", paper.plain("claims-timeline-title")).with(Block::Para { text: about }).extend(tables)
}

/// What happened, whose it is, of what kind, from where.
fn told(paper: &Paper<'_>, (kind, words, place): (EventKind, &str, &str), who: &[&str], support: &Support) -> [Cell; 4] {
    let words = if place.is_empty() || place == paper.input.case.election.country {
        words.to_owned()
    } else {
        paper.say("claims-at-place", &[("what", words.into()), ("place", paper.words.place(place).into())])
    };
    let who: Vec<&str> = who.iter().map(|id| paper.words.anybody(id)).collect();
    [
        Cell::of(paper.words.marked(&words, support.certainty)),
        Cell::of(who.join(", ")),
        Cell::of(paper.words.event_kind(kind)),
        Cell::of(paper.sources(&support.sources)),
    ]
}
