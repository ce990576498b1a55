//! Answers of observers, by part of the election, with the intervals that their number leaves.

use claims::case::{Meaning, Observation, Phase};
use claims::evidence::Computed;
use claims::evidence::rating::rated;

use super::Paper;
use crate::content::model::{Block, Cell, Section, Table};
use crate::numbers;
use crate::plot::Group;

/// The section; none where nobody observed.
pub(super) fn section(paper: &Paper<'_>) -> Option<Section> {
    let observations = &paper.input.case.observations;
    if observations.is_empty() {
        return None;
    }
    let plots = paper.plots_of(Group::Ratings).map(|(index, p)| Block::Plot { index, caption: p.caption.clone(), more: String::new() });
    let section = Section::new("ratings", paper.plain("claims-ratings-title"))
        .with(Block::Para { text: paper.plain("claims-ratings-about") })
        .extend(plots);
    Some(section.with(Block::Table(table(paper))))
}

fn table(paper: &Paper<'_>) -> Table {
    let head = paper.heads(["question", "who", "phase", "n", "negative", "positive", "design"]);
    let mut table = Table::prose(paper.plain("claims-ratings-caption"), head);
    for phase in Phase::ALL {
        for o in paper.input.case.observations.iter().filter(|o| o.phase == phase) {
            table.row(row(paper, o).map(Cell::of));
        }
    }
    table.note = paper.plain("claims-ratings-note");
    table
}

fn row(paper: &Paper<'_>, o: &Observation) -> [String; 7] {
    let rated = rated(o);
    let unknown = || paper.say("claims-n-unknown", &[("noun", paper.words.noun(o.unit).as_str().into())]);
    let n = o.n.map_or_else(unknown, |n| paper.words.count_of(n, o.unit));
    let bare = bare(paper, o);
    let side = |computed: Option<&Computed>, means: Meaning| {
        let published = bare.clone().filter(|_| means == o.means);
        computed.map(|c| side(paper, c)).or(published).unwrap_or_else(|| numbers::NONE.to_owned())
    };
    let who = paper.words.organisation(&o.organisation);
    let retold = o.reports.as_deref().and_then(|id| paper.input.case.observation(id)).map(|r| paper.words.organisation(&r.organisation));
    let who = retold.map_or_else(|| who.to_owned(), |r| paper.say("claims-retold", &[("who", who.into()), ("watcher", r.into())]));
    let (negative, positive) = (side(rated.negative.as_ref(), Meaning::Negative), side(rated.positive.as_ref(), Meaning::Positive));
    [paper.words.question(o), who, paper.words.phase(o.phase), n, negative, positive, paper.words.design(o.design)]
}

/// A published share without the counts behind it.
fn bare(paper: &Paper<'_>, o: &Observation) -> Option<String> {
    let share = o.share.as_ref().filter(|_| o.n.zip(o.k).is_none())?;
    let share = paper.words.percent(share.text());
    Some(paper.say("claims-share-without-n", &[("share", share.as_str().into())]))
}

/// A share with how many it is and both intervals.
fn side(paper: &Paper<'_>, c: &Computed) -> String {
    let share = paper.words.percent(&numbers::number(c.value.middle(), 1));
    let Some(k) = c.k else { return share };
    let Some(i) = c.intervals else {
        return paper.say("claims-share-of-all", &[("share", share.as_str().into()), ("k", k.into())]);
    };
    let (exact, wilson) = (paper.words.ends(i.clopper_pearson, 2), paper.words.ends(i.wilson, 2));
    let args = [("share", share.as_str().into()), ("k", k.into()), ("exact", exact.as_str().into()), ("wilson", wilson.as_str().into())];
    paper.say("claims-share-with-intervals", &args)
}
