//! What was elected, by whom, when and where; and the names of people and places.

use jiff::civil::Date;
use serde::Serialize;

use super::sources::{Moment, Support};

/// The election.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Election {
    /// Election day.
    pub date: Date,
    /// Place that elects: id of a place.
    pub country: String,
    /// Time zones of the country by name, that of the commission first.
    pub zones: Vec<String>,
    /// Days of the week on which offices rest, 1 Monday to 7 Sunday.
    pub rest_days: Vec<i8>,
    /// Other days on which offices rest.
    pub holidays: Vec<Date>,
    /// What was elected.
    pub contests: Vec<Contest>,
    /// Versions of the official results, in the order of their publication.
    pub releases: Vec<ReleaseInfo>,
}

impl Election {
    /// The clock of the commission.
    #[must_use]
    pub fn zone(&self) -> &str {
        self.zones.first().map_or("UTC", String::as_str)
    }
}

/// One office or body.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Contest {
    /// Short name.
    pub id: String,
    /// Office or body.
    pub office: String,
    /// Term in years.
    pub term_years: Option<u32>,
    /// How many are elected.
    pub seats: u32,
    /// Candidates, parties, answers.
    pub options: Vec<PartyOption>,
}

/// A candidate, party or answer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct PartyOption {
    /// Short name.
    pub id: String,
    /// As the ballot has it.
    pub name: String,
    /// The person, where it is one: id.
    pub person: Option<String>,
    /// Organisation that put it forward: id.
    pub party: Option<String>,
    /// Where this is from.
    pub support: Support,
}

/// Whether a release is the last word.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum ReleaseKind {
    /// Counting goes on.
    Preliminary,
    /// The result.
    Final,
    /// Changed after it was final.
    Corrected,
}

/// One version of the official results.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ReleaseInfo {
    /// Short name.
    pub id: String,
    /// Preliminary or final.
    pub kind: ReleaseKind,
    /// What it is called.
    pub title: String,
    /// When it was published.
    pub published: Option<Moment>,
    /// Organisation that published it: id.
    pub by: String,
    /// Where this is from.
    pub support: Support,
}

/// What an organisation is in this election.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum OrganisationKind {
    /// Runs the election.
    Commission,
    /// Stands in it.
    Party,
    /// Watches it.
    Observers,
    /// Writes about it.
    Media,
    /// Decides about it.
    Court,
    /// Anything else.
    Other,
}

/// An organisation that speaks or acts in a case.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Organisation {
    /// Short name.
    pub id: String,
    /// Its name.
    pub name: String,
    /// What it is.
    pub kind: OrganisationKind,
}

/// One name of a person or place. Several entries with one id are one person or place.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Name {
    /// Short name of whom or what it names.
    pub id: String,
    /// The name, in its script.
    pub name: String,
    /// Language tag, such as `kk` or `ru`; empty where it does not matter.
    pub language: String,
    /// What it is: `country`, `region`, `city`, `district`; for people a role. May be empty.
    pub kind: String,
    /// The place it lies in: id. For people none.
    pub within: Option<String>,
    /// Name of the time zone, where it differs from that of the place it lies in.
    pub zone: Option<String>,
    /// From which day this name (or this belonging) holds.
    pub from: Option<Date>,
    /// The last day it held.
    pub until: Option<Date>,
    /// Where this is from.
    pub support: Support,
}

impl Name {
    /// Whether it held on that day.
    #[must_use]
    pub fn holds_on(&self, day: Date) -> bool {
        self.from.is_none_or(|f| f <= day) && self.until.is_none_or(|u| day <= u)
    }
}
