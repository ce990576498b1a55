//! Protocols: copies of a station's results form, and what was read from them. The blind double entry is in `double_entry`.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

use super::check;
use super::error::{Fault, ObjectError};
use super::noun::Noun;
use super::object::Kept;
use super::when::Instant;

/// Figures by the word of a line of the protocol (`registered`, `valid`, ...) or the id of an option.
pub type Figures = BTreeMap<String, u64>;

/// A copy of a station's results form. Its figures are entered by two people who do not see each other's; state and final figures
/// follow from the entries and are not stored.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Protocol {
    /// The organisation that got the copy.
    pub organisation: String,
    /// The station.
    pub station: String,
    /// The election.
    pub election: String,
    /// Id of the contest in the election.
    pub contest: String,
    /// Whose copy it is.
    pub copy: ProtocolCopy,
    /// The submission that it came with.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<String>)]
    pub submission: Option<Uuid>,
    /// Name of the photograph among the submission's attachments.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub attachment: Option<String>,
    /// What was entered: at most twice, by different people.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[schema(max_items = 2)]
    pub entries: Vec<DoubleEntry>,
    /// What a third person decided where the two differ.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub resolution: Option<Resolution>,
}

/// Whose copy a protocol is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum ProtocolCopy {
    /// The one handed to an observer.
    Observer,
    /// As the commission published it.
    Published,
    /// A photograph of the one posted at the station.
    Photographed,
}

/// What one person read from the copy.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct DoubleEntry {
    /// Pseudonymous id of the person's account.
    pub by: String,
    /// When.
    pub at: Instant,
    /// The figures; lines that are empty on the form are left out.
    pub figures: Figures,
    /// When the person was asked again for the lines that differed, and answered.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub corrected: Option<Instant>,
}

/// Never the figures: a trace must not show one person what the other entered.
impl std::fmt::Debug for DoubleEntry {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("DoubleEntry").field("by", &self.by).field("at", &self.at).finish_non_exhaustive()
    }
}

/// What a third person decided.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Resolution {
    /// Pseudonymous id of the person's account.
    pub by: String,
    /// When.
    pub at: Instant,
    /// What stands on the form in every line that differed; null where nothing does.
    pub figures: BTreeMap<String, Option<u64>>,
}

/// How far the double entry has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum ProtocolState {
    /// It waits for the first entry.
    FirstEntry,
    /// It waits for the second entry.
    SecondEntry,
    /// The entries differ.
    Differs,
    /// Two people entered the same, or a third decided.
    Final,
}

impl ProtocolState {
    /// The word for it.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::FirstEntry => "first_entry",
            Self::SecondEntry => "second_entry",
            Self::Differs => "differs",
            Self::Final => "final",
        }
    }
}

/// The largest figure accepted, as in files of results.
const LARGEST: u64 = 4_294_967_294;
/// Figures of a protocol at most: 45 lines and a ballot of hundreds of options, twice within an object.
pub(super) const MOST_FIGURES: usize = 1000;

/// Names and sizes of figures.
pub(super) fn check_figures(field: &str, figures: &Figures) -> Result<(), ObjectError> {
    check::members(field, figures.len(), 1, MOST_FIGURES)?;
    figures.iter().try_for_each(|(line, figure)| check_figure(field, line, Some(*figure)))
}

/// Name and size of one figure. The name of one that is wrong is not repeated: it may be anything.
pub(super) fn check_figure(field: &str, line: &str, figure: Option<u64>) -> Result<(), ObjectError> {
    if !check::is_id(line) {
        return Err(ObjectError::field(field, Fault::Id("field or option")));
    }
    if figure.is_some_and(|figure| figure > LARGEST) {
        return Err(ObjectError::field(format!("{field}.{line}"), Fault::Range("from 0 to 4294967294")));
    }
    Ok(())
}

impl Kept for Protocol {
    fn owner(&self) -> Option<&str> {
        Some(&self.organisation)
    }

    fn station(&self) -> Option<&str> {
        Some(&self.station)
    }

    fn state(&self) -> Option<&'static str> {
        Some(self.progress().word())
    }

    fn references(&self) -> Vec<(Noun, &str)> {
        vec![(Noun::Organisation, &self.organisation), (Noun::Station, &self.station), (Noun::Election, &self.election)]
    }

    fn check(&self) -> Result<(), ObjectError> {
        check::id("organisation", Noun::Organisation, &self.organisation)?;
        check::id("station", Noun::Station, &self.station)?;
        check::id("election", Noun::Election, &self.election)?;
        if !check::is_id(&self.contest) {
            return Err(ObjectError::field("contest", Fault::Id("contest")));
        }
        check::optional_line("attachment", self.attachment.as_deref(), check::NAME)?;
        check::members("entries", self.entries.len(), 0, 2)?;
        for (at, entry) in self.entries.iter().enumerate() {
            check::line(&format!("entries[{at}].by"), &entry.by, 64)?;
            check_figures(&format!("entries[{at}].figures"), &entry.figures)?;
        }
        if let [first, second] = &self.entries[..]
            && first.by == second.by
        {
            return Err(ObjectError::field("entries[1].by", Fault::Twice));
        }
        self.resolution.as_ref().map_or(Ok(()), |resolution| self.check_resolution(resolution))
    }
}

impl Protocol {
    fn check_resolution(&self, resolution: &Resolution) -> Result<(), ObjectError> {
        check::line("resolution.by", &resolution.by, 64)?;
        if self.entries.iter().any(|entry| entry.by == resolution.by) {
            return Err(ObjectError::field("resolution.by", Fault::Twice));
        }
        let differing = self.differences();
        if differing.is_empty() || !differing.iter().eq(resolution.figures.keys()) {
            return Err(ObjectError::field("resolution.figures", Fault::Not("exactly the lines in which two entries differ")));
        }
        resolution.figures.iter().try_for_each(|(line, figure)| check_figure("resolution.figures", line, *figure))
    }
}
