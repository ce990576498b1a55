//! What a report of weighed claims says, put together once for the page and the PDF.
//!
//! | question | module |
//! |---|---|
//! | verdicts at a glance, every claim in a line | `glance` |
//! | one block a claim; its numbers of voters, register, margin | `claim`, `tables` |
//! | the result recomputed | `results` |
//! | ratings; one figure with several values | `ratings`, `beside` |
//! | what is wrong with the record | `record` |
//! | what happened when; what is due | `timeline`, `calendar` |
//! | sources; how to repeat it | `sources`, `repeat` |

mod beside;
mod calendar;
mod claim;
mod glance;
mod ratings;
mod record;
mod repeat;
mod results;
mod sources;
mod tables;
mod timeline;

use claims::case::Certainty;
use claims::verdict::Verdict;
use claims::weigh::Weighed;

use super::Input;
use super::sentences::Sentences;
use crate::content::model::{Mark, Report, Section, Tone};
use crate::plot::{Group, Plot};
use crate::texts::{Arg, Texts};

pub(super) use results::deciding_release;

/// What every part of the report is written with.
pub(super) struct Paper<'a> {
    pub input: &'a Input<'a>,
    pub words: Sentences<'a>,
    pub plots: &'a [Plot],
}

impl<'a> Paper<'a> {
    /// For an input with its plots.
    pub fn new(input: &'a Input<'a>, texts: &'a Texts, plots: &'a [Plot]) -> Self {
        Self { input, words: Sentences::new(input.case, texts), plots }
    }

    fn plain(&self, id: &str) -> String {
        self.words.plain(id)
    }

    fn say(&self, id: &str, args: &[(&str, Arg<'_>)]) -> String {
        self.words.say(id, args)
    }

    fn heads<const N: usize>(&self, ids: [&str; N]) -> [String; N] {
        ids.map(|id| self.plain(&format!("claims-column-{id}")))
    }

    /// Places in the list of all plots of a group.
    fn plots_of(&self, group: Group) -> impl Iterator<Item = (usize, &Plot)> {
        self.plots.iter().enumerate().filter(move |(_, p)| p.group == group)
    }

    /// Titles of sources, each marked where it is not known first hand.
    fn sources<'b>(&self, ids: impl IntoIterator<Item = &'b String>) -> String {
        let title = |id: &String| self.words.marked(self.words.source(id), self.certainty_of(id));
        ids.into_iter().map(title).collect::<Vec<_>>().join("; ")
    }

    fn certainty_of(&self, source: &str) -> Certainty {
        self.input.case.source(source).map_or(Certainty::Read, |s| s.certainty)
    }

    /// The claims, each with its place among all that was weighed.
    fn claims(&self) -> impl Iterator<Item = (usize, &'a Weighed<'a>)> {
        self.input.weighed.iter().enumerate().filter(|(_, w)| w.claim.is_some())
    }
}

/// The mark of a verdict; of what is kept and not scored where there is none.
pub(super) fn mark(verdict: Option<Verdict>) -> Mark {
    Mark::from(match verdict {
        Some(Verdict::Supported) => Tone::Supported,
        Some(Verdict::Contradicted) => Tone::Contradicted,
        Some(Verdict::NotSupported) => Tone::Open,
        Some(Verdict::NotTestable) => Tone::Untestable,
        None => Tone::Kept,
    })
}

/// Puts the report together.
pub(super) fn report(paper: &Paper<'_>) -> Report {
    let case = paper.input.case;
    let word = paper.plain("report-simulated");
    // An invented case's own title may say so already.
    let unmarked = case.simulated && !case.title.contains(&word);
    let title = paper.say(if unmarked { "report-title-simulated" } else { "report-title" }, &[("election", case.title.as_str().into())]);
    let simulated = |id: &str| if case.simulated { paper.plain(id) } else { String::new() };
    Report {
        lang: paper.words.language(),
        running: title.clone(),
        title,
        kicker: paper.plain("claims-kicker"),
        subtitle: vec![
            paper.say("report-date", &[("date", case.election.date.to_string().as_str().into())]),
            paper.say("claims-as-of", &[("day", paper.input.as_of.to_string().as_str().into())]),
            paper.say("claims-case", &[("id", case.id.as_str().into())]),
        ],
        simulated: simulated("report-simulated"),
        simulated_note: simulated("claims-simulated-note"),
        contents: paper.plain("report-contents"),
        skip: paper.plain("report-skip"),
        sections: sections(paper),
        footer: paper.say("claims-footer", &[("version", paper.input.version.into())]),
    }
}

fn sections(paper: &Paper<'_>) -> Vec<Section> {
    let mut sections = vec![glance::section(paper)];
    sections.extend(claim::sections(paper));
    sections.extend(results::section(paper));
    sections.extend(ratings::section(paper));
    sections.extend(beside::section(paper));
    sections.push(record::section(paper));
    sections.push(timeline::section(paper));
    sections.push(calendar::section(paper));
    sections.push(sources::section(paper));
    sections.push(repeat::section(paper));
    sections
}
