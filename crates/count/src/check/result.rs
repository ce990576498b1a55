//! What a check found.

use std::collections::BTreeMap;
use std::ops::Range;

use domain::{PlaceId, PlaceTree};
use serde::Serialize;

use super::{Figure, TotalMismatch};
use crate::controls::{Control, Level};
use crate::language::{Clause, Comparison, Ratio, Type};

/// The result of all controls of a set.
#[derive(Clone, Debug, Serialize)]
#[must_use]
pub struct Checked {
    /// Stations of the release.
    pub stations: u32,
    /// One result a control, in the order of the set.
    pub controls: Vec<ControlResult>,
}

impl Checked {
    /// The result of the control of that id.
    #[must_use]
    pub fn get(&self, id: &str) -> Option<&ControlResult> {
        self.controls.iter().find(|c| c.id == id)
    }

    /// Stations with a violation of any of the controls `which` accepts, in order, each once.
    #[must_use]
    pub fn stations_with(&self, which: impl Fn(&ControlResult) -> bool) -> Vec<u32> {
        let chosen = self.controls.iter().filter(|c| which(c));
        let mut stations: Vec<u32> = chosen.flat_map(|c| c.violations.iter().map(|v| v.station)).collect();
        stations.sort_unstable();
        stations.dedup();
        stations
    }
}

/// Why a control says nothing about this file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case", tag = "reason")]
pub enum NotApplicable {
    /// The file has none of these lines (or, where all are optional, needs one of them).
    LinesMissing {
        /// Names of the lines.
        lines: Vec<String>,
    },
    /// The rule needs the votes of every option, and the file has some only.
    SomeOptionsOnly,
    /// The rule is the law of another country, or the country of the election was not given.
    OtherCountry {
        /// The country whose law it is.
        country: String,
    },
    /// No totals or percentages were published to compare with.
    NothingPublished,
}

/// Whether a control applies to the file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case", tag = "status")]
pub enum Status {
    /// It was checked wherever the cells decide it.
    Applied,
    /// It says nothing about this file.
    NotApplicable(NotApplicable),
}

/// An optional line that the file does not have.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct LineLeftOut {
    /// Its name in the rule.
    pub name: String,
    /// Whether a figure there could turn a violation into a pass: then each violation holds only if the protocol has no such line.
    pub may_excuse: bool,
}

/// A station where a control fails.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Violation {
    /// Number of the station in the release.
    pub station: u32,
    /// Which of the control's clauses failed.
    pub clause: u16,
    /// How `left` stands to `right`: `>` where `<=` was asked for. `None` where nothing is compared.
    pub sign: Option<Comparison>,
    /// Value of the clause's left side; of a list that falls, the figure before the fall.
    /// `None` where it is unknown or needs more than 64 bits.
    pub left: Option<Figure>,
    /// Value of the clause's right side; of a list that falls, the figure after it.
    pub right: Option<Figure>,
}

/// The result of one control.
#[derive(Clone, Debug, Serialize)]
pub struct ControlResult {
    /// Id of the control.
    pub id: String,
    /// What a violation means.
    pub level: Level,
    /// Whether it applies to the file.
    #[serde(flatten)]
    pub status: Status,
    /// Values of its parameters in this check.
    pub params: BTreeMap<String, Ratio>,
    /// Optional lines that the file does not have.
    pub left_out: Vec<LineLeftOut>,
    /// Definitions used in place of lines, name and expression.
    pub definitions: BTreeMap<String, String>,
    /// The conditions of the rule that a violation can name.
    pub clauses: Vec<Clause>,
    /// Stations (of totals: published figures) that were checked.
    pub checked: u32,
    /// Stations (of totals: published figures) whose cells do not decide it.
    pub not_checked: u32,
    /// Those stations, in order.
    #[serde(skip)]
    pub not_checked_stations: Vec<u32>,
    /// Where it fails, in the order of stations.
    pub violations: Vec<Violation>,
    /// Published totals that are not the sum of their stations.
    pub totals: Vec<TotalMismatch>,
}

impl ControlResult {
    /// A control that has passed everywhere so far.
    pub(super) fn new(control: &Control, stations: u32) -> Self {
        Self {
            id: control.id.clone(),
            level: control.level,
            status: Status::Applied,
            params: BTreeMap::new(),
            left_out: Vec::new(),
            definitions: BTreeMap::new(),
            clauses: Vec::new(),
            checked: stations,
            not_checked: 0,
            not_checked_stations: Vec::new(),
            violations: Vec::new(),
            totals: Vec::new(),
        }
    }

    pub(super) fn not_applicable(&mut self, why: NotApplicable) {
        self.status = Status::NotApplicable(why);
        self.checked = 0;
    }

    /// Whether the control applies to the file.
    #[must_use]
    pub fn applies(&self) -> bool {
        self.status == Status::Applied
    }

    /// Violations at the stations of a place: a slice, found by two binary searches.
    #[must_use]
    pub fn violations_in(&self, places: &PlaceTree, place: PlaceId) -> &[Violation] {
        let Range { start, end } = places.stations(place);
        let at = |station: usize| self.violations.partition_point(|v| (v.station as usize) < station);
        &self.violations[at(start)..at(end)]
    }

    /// Stations of a place that were checked.
    #[must_use]
    pub fn checked_in(&self, places: &PlaceTree, place: PlaceId) -> usize {
        if !self.applies() {
            return 0;
        }
        let Range { start, end } = places.stations(place);
        let at = |station: usize| self.not_checked_stations.partition_point(|&s| (s as usize) < station);
        (end - start) - (at(end) - at(start))
    }

    /// What failed, in figures: `issued_total (512) > registered (500)`.
    #[must_use]
    pub fn describe(&self, violation: &Violation) -> String {
        let Some(clause) = self.clauses.get(usize::from(violation.clause)) else { return String::new() };
        let value = |v: Option<Figure>| v.map_or_else(|| "unknown".to_owned(), |v| shown(v.value(), clause.unit));
        let Some(sign) = violation.sign else {
            return match (violation.left, violation.right) {
                (Some(_), Some(_)) => format!("{}: {} is followed by {}", clause.left, value(violation.left), value(violation.right)),
                _ => format!("{}: {}", clause.left, value(violation.left)),
            };
        };
        format!("{} {} {}", side(&clause.left, &value(violation.left)), sign.sign(), side(&clause.right, &value(violation.right)))
    }
}

/// A side with its value, or the value alone where the side is just that number.
fn side(text: &str, value: &str) -> String {
    if text == value { text.to_owned() } else { format!("{text} ({value})") }
}

fn shown(value: Ratio, unit: Type) -> String {
    match unit {
        Type::Time if value.is_whole() && value >= Ratio::ZERO => format!("{:02}:{:02}", value.num() / 60, value.num() % 60),
        Type::Bool => if value == Ratio::ZERO { "no" } else { "yes" }.to_owned(),
        _ => value.to_string(),
    }
}
