//! What is wrong with the record itself, or worth knowing before anybody quotes from it.
//!
//! | finding | module |
//! |---|---|
//! | percentages of two releases printed together, percentages that do not follow from votes | `shares` |
//! | totals that do not add up | `totals` |
//! | one figure published with several values | `beside` |
//! | units that changed between source and report | `units` |
//! | places in tags that contradict the text, texts that stand twice | `sources` |
//! | spellings that are one person | `people` |

mod beside;
mod people;
mod shares;
mod sources;
mod totals;
mod units;

use serde::Serialize;

use crate::amount::Range;
use crate::case::{Case, Certainty, Figure, Where};
use crate::unit::Unit;

/// A finding about the record, with the ids of its sources.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Noted {
    /// What was found.
    #[serde(flatten)]
    pub finding: RecordFinding,
    /// Ids of sources.
    pub sources: Vec<String>,
}

/// What was found about the record.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "snake_case", tag = "kind")]
pub enum RecordFinding {
    /// A percentage of one release, printed beside those of another.
    MixedReleases {
        /// Where it is printed.
        printed: Where,
        /// Option: id.
        option: String,
        /// As printed.
        value: String,
        /// The release that most of the others fit: id.
        main: String,
        /// What that release has.
        main_value: String,
        /// The releases it fits: ids.
        fits: Vec<String>,
    },
    /// A percentage that fits no release.
    FitsNoRelease {
        /// Where it is printed.
        printed: Where,
        /// Option: id.
        option: String,
        /// As printed.
        value: String,
    },
    /// A percentage that does not follow from the votes beside it.
    DoesNotFollow {
        /// Where both are printed.
        printed: Where,
        /// Option: id.
        option: String,
        /// Its votes.
        votes: u64,
        /// The percentage as printed.
        value: String,
        /// The percentage that follows.
        recomputed: String,
        /// What it is a share of.
        basis: String,
    },
    /// Parts that do not add up to their total.
    TotalDiffers {
        /// Where they are printed.
        printed: Where,
        /// Place: id.
        place: String,
        /// What is added up.
        parts: String,
        /// The total: word of its item.
        total: String,
        /// Sum of the parts.
        sum: Range,
        /// The total as printed.
        stated: Range,
    },
    /// One thing published with several values.
    SideBySide {
        /// Word of the item.
        item: String,
        /// Place: id.
        place: String,
        /// Every value with its source, as printed.
        figures: Vec<Figure>,
    },
    /// A report in another unit than what it reports.
    UnitChanged {
        /// The observation that is reported: id.
        original: String,
        /// The report: id of an observation.
        report: String,
        /// Unit there.
        from: Unit,
        /// Unit here.
        to: Unit,
    },
    /// A report with another number than what it reports.
    NumberChanged {
        /// The observation that is reported: id.
        original: String,
        /// The report: id of an observation.
        report: String,
        /// Share there, as printed.
        from: String,
        /// Share here, as printed.
        to: String,
    },
    /// A text filed under a place that it is not about.
    TagContradictsText {
        /// The source: id.
        source: String,
        /// Place it is filed under: id.
        tag: String,
        /// Places it is about: ids.
        about: Vec<String>,
    },
    /// Two sources that are one text.
    SameText {
        /// The first: id.
        first: String,
        /// The other: id.
        other: String,
    },
    /// Spellings that are one person.
    OnePerson {
        /// The person: id.
        person: String,
        /// Every spelling.
        spellings: Vec<String>,
        /// Whether folding of scripts alone brings them together, without the list of names.
        by_folding: bool,
    },
    /// Two entries of people whose names are spellings of one another.
    PerhapsOnePerson {
        /// One: id.
        person: String,
        /// The other: id.
        other: String,
        /// The names that meet.
        names: (String, String),
    },
    /// Facts that nobody read in a source for this record.
    NotRead {
        /// How they are known.
        certainty: Certainty,
        /// How many.
        facts: usize,
    },
}

/// Everything there is to say about the record, in a fixed order.
#[must_use]
pub fn findings(case: &Case) -> Vec<Noted> {
    let mut all = shares::mixed(case);
    all.extend(shares::follow(case));
    all.extend(totals::differ(case));
    all.extend(units::changed(case));
    all.extend(beside::side_by_side(case));
    all.extend(sources::tags(case));
    all.extend(sources::same_text(case));
    all.extend(people::one_person(case));
    all.extend(people::perhaps(case));
    all.extend(sources::not_read(case));
    all
}

fn noted(finding: RecordFinding, mut sources: Vec<String>) -> Noted {
    let mut seen = std::collections::BTreeSet::new();
    sources.retain(|s| seen.insert(s.clone()));
    Noted { finding, sources }
}

/// Every place where figures stand together, in the order of the record.
fn tables(case: &Case) -> Vec<(&Where, Vec<&Figure>)> {
    let mut tables: Vec<(&Where, Vec<&Figure>)> = Vec::new();
    for figure in &case.figures {
        match tables.iter_mut().find(|(w, _)| **w == figure.stands) {
            Some((_, figures)) => figures.push(figure),
            None => tables.push((&figure.stands, vec![figure])),
        }
    }
    tables
}

fn sources_of<'a>(figures: impl IntoIterator<Item = &'a Figure>) -> Vec<String> {
    figures.into_iter().flat_map(|f| f.support.sources.iter().cloned()).collect()
}
