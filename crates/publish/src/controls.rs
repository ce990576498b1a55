//! The arithmetic controls, for pages and files.

use count::check::{ControlResult, LineLeftOut, Status, TotalMismatch};
use count::controls::Level;
use serde::Serialize;

use crate::Input;

/// Violations given with their figures for each control; the number of all stands beside them.
const EXAMPLES: usize = 20;

/// What one control found, with its first violations.
#[derive(Clone, Debug, Serialize)]
pub struct ControlNote<'a> {
    /// Id, such as `C10`.
    pub id: &'a str,
    /// What a violation means.
    pub level: Level,
    /// Whether it applies to the file.
    #[serde(flatten)]
    pub status: &'a Status,
    /// What is wrong where it fails.
    pub message: &'a str,
    /// Stations checked.
    pub checked: u32,
    /// Stations whose cells do not decide it.
    pub not_checked: u32,
    /// Stations that break it.
    pub violations: usize,
    /// Optional lines the file does not have.
    pub left_out: &'a [LineLeftOut],
    /// The first stations that break it.
    pub examples: Vec<Example>,
    /// Published totals that do not add up.
    pub totals: &'a [TotalMismatch],
}

/// A station that breaks a control.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Example {
    /// Path of the station.
    pub station: String,
    /// Line of the file.
    pub line: Option<u32>,
    /// The figures that do not agree.
    pub figures: String,
}

/// Sums up the controls of an input.
#[must_use]
pub fn summary<'a>(input: &Input<'a>) -> Vec<ControlNote<'a>> {
    input.checked.controls.iter().map(|c| note(input, c)).collect()
}

fn note<'a>(input: &Input<'a>, c: &'a ControlResult) -> ControlNote<'a> {
    let example = |v: &count::check::Violation| Example {
        station: input.release.station_path(v.station as usize),
        line: input.release.stations.lines.get(v.station as usize).copied(),
        figures: c.describe(v),
    };
    ControlNote {
        id: &c.id,
        level: c.level,
        status: &c.status,
        message: message(input, &c.id),
        checked: c.checked,
        not_checked: c.not_checked,
        violations: c.violations.len(),
        left_out: &c.left_out,
        examples: c.violations.iter().take(EXAMPLES).map(example).collect(),
        totals: &c.totals,
    }
}

/// What is wrong where a control fails, in the words of the set it comes from.
pub(crate) fn message<'a>(input: &Input<'a>, id: &str) -> &'a str {
    input.controls.get(id).map_or("", |c| c.message.as_str())
}

/// Name of a level, as in data files and texts.
pub(crate) fn level_name(level: Level) -> &'static str {
    match level {
        Level::Hard => "hard",
        Level::Soft => "soft",
        Level::SoftBlock => "soft_block",
        Level::Tolerance => "tolerance",
    }
}
