//! What a reader gets of an examination, and of claims weighed: plots, a page, a PDF, JSON and CSV.
//!
//! | question | module |
//! |---|---|
//! | what is written about? | [`Input`] |
//! | who writes the folder with everything in it? | [`report`], `folder` |
//! | the JSON document; the table; the document of a refusal | [`document`], [`findings_csv`], [`refused`] |
//! | which words and numbers? | [`texts`], [`numbers`], [`figures`], [`places`] |
//! | which sentence goes with a finding? | [`verdict`] |
//! | what matters most, how large is it? | [`matters`], [`effect`] |
//! | what stands in the page and the PDF? | [`content`], `html`, `pdf` |
//! | which pictures? | [`plot`] |
//! | claims weighed against a record: everything about them | [`claims`] |
//! | what was taken in and counted, for other people's tools | [`open_data`] |
//! | how do names get into XML and HTML unharmed? | `escape` |

pub mod claims;
pub mod content;
pub mod controls;
pub mod document;
pub mod effect;
pub mod error;
mod escape;
pub mod figures;
pub mod findings_csv;
mod folder;
mod html;
mod json;
pub mod matters;
pub mod numbers;
pub mod open_data;
#[cfg(feature = "pdf")]
mod pdf;
pub mod places;
pub mod planted;
pub mod plot;
pub mod refused;
pub mod report;
pub mod terminal;
pub mod texts;
pub mod totals;
pub mod verdict;

use count::check::Checked;
use domain::{PlaceId, Release};
use forensics::examine::Examination;
use forensics::pictures::Pictures;
use serde::Serialize;

/// Everything a report is written from.
#[derive(Clone, Copy, Debug)]
pub struct Input<'a> {
    /// The official results.
    pub release: &'a Release,
    /// The arithmetic controls on them.
    pub checked: &'a Checked,
    /// The set the controls were taken from, for their wording.
    pub controls: &'a count::ControlSet,
    /// What the tests found.
    pub examination: &'a Examination,
    /// What the plots show; none where only figures are asked for.
    pub pictures: Option<&'a Pictures>,
    /// How the columns of the file were understood.
    pub mapping: &'a MappingNote,
    /// Seed of everything random.
    pub seed: u64,
    /// What was left out on request, which makes the family of tests smaller.
    pub limited: Limited,
    /// What a simulation planted, to be held against what was found.
    pub planted: Option<&'a [PlantedNote]>,
    /// Version of Scrutineer.
    pub version: &'a str,
}

/// What was left out on request.
#[derive(Clone, Copy, Debug, Default)]
pub struct Limited {
    /// Whether only some options were examined.
    pub options: bool,
    /// Whether only some tests were run.
    pub tests: bool,
    /// How deep the places went, as `--depth` has it (`all`, `region`); none where it was not given.
    pub depth: Option<&'static str>,
}

/// How the columns of the file were understood.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct MappingNote {
    /// Name of the mapping, such as `ru-2018` or `my.toml`.
    pub name: String,
    /// Where it came from.
    pub how: MappingHow,
    /// Why each column was understood as it was; empty unless guessed.
    pub explanations: Vec<String>,
    /// What a reader should check, for the guess may be wrong there; empty unless guessed.
    pub doubts: Vec<String>,
}

/// Where a mapping came from.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum MappingHow {
    /// The user gave it.
    #[default]
    Given,
    /// It is shipped with Scrutineer.
    Shipped,
    /// It was guessed from the headers.
    Guessed,
}

/// One kind of misconduct a simulation planted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PlantedNote {
    /// Name of the kind, such as `stuffing`; its text is `planted-KIND`.
    pub kind: String,
    /// Where.
    pub places: Vec<PlaceId>,
    /// Stations it touched.
    pub stations: u64,
    /// Votes it moved or added for the option it helped.
    pub votes: i64,
}
