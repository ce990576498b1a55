//! Law as dated data, official acts, complaints.

use jiff::civil::Date;
use serde::Serialize;

use super::sources::{Moment, Support};

/// A law.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Law {
    /// Short name.
    pub id: String,
    /// Title.
    pub title: String,
    /// Its articles, each version by itself.
    pub articles: Vec<Article>,
    /// What is due when.
    pub deadlines: Vec<Deadline>,
    /// Where this is from.
    pub support: Support,
}

/// One version of an article.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Article {
    /// Its number, such as `44` or `20-1`.
    pub number: String,
    /// What it is about.
    pub title: String,
    /// What it says, in the words of whoever wrote the record.
    pub says: String,
    /// First day in force.
    pub from: Date,
    /// Last day in force.
    pub until: Option<Date>,
    /// Where this is from.
    pub support: Support,
}

/// What is due: a decision, a publication, or the end of a right to contest.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum DeadlineKind {
    /// An authority must have done something.
    Duty,
    /// Until then something can be contested.
    Remedy,
}

/// What a deadline runs from.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Start {
    /// Election day.
    Election,
    /// Every act of a kind.
    Act(ActKind),
    /// The filing of every complaint.
    Filing,
    /// The decision on every complaint.
    Decision,
}

/// How long a deadline is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Within {
    /// The day it starts on.
    AtOnce,
    /// So many hours by the clock, over changes of clocks too.
    Hours(u32),
    /// So many days after the day it starts on, to the end of the last.
    Days(u32),
    /// The same, counting days on which offices work.
    WorkingDays(u32),
}

/// What becomes of a deadline that ends on a day of rest.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum RestDay {
    /// It ends there.
    #[default]
    Stays,
    /// It ends on the next working day.
    NextWorkingDay,
}

/// Another length for what starts close to election day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Exception {
    /// For what starts fewer than so many days before election day, or on it, or later.
    pub less_than_days_before_election: u32,
    /// The length then.
    pub within: Within,
}

/// A rule of time.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Deadline {
    /// Short name.
    pub id: String,
    /// The article it stands in.
    pub article: String,
    /// What is due, or what can be contested, in a phrase.
    pub what: String,
    /// Who must act, or may.
    pub who: String,
    /// Duty or remedy.
    pub kind: DeadlineKind,
    /// What it runs from.
    pub starts: Start,
    /// How long it is.
    pub within: Within,
    /// Other lengths, tried in order.
    pub exceptions: Vec<Exception>,
    /// What becomes of it on a day of rest.
    pub on_rest_day: RestDay,
    /// The kind of act that fulfils it, for duties.
    pub done_by: Option<ActKind>,
    /// First day in force.
    pub from: Date,
    /// Last day in force.
    pub until: Option<Date>,
    /// Where this is from.
    pub support: Support,
}

/// What an official act does.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum ActKind {
    /// The election is called.
    Call,
    /// Voting.
    Election,
    /// A preliminary result is given out.
    PreliminaryResult,
    /// The result is established.
    Result,
    /// The result is published.
    Publication,
    /// The elected take office.
    Inauguration,
    /// A law is passed or enters into force.
    Law,
    /// A complaint is decided.
    Decision,
    /// Anything else.
    Other,
}

impl ActKind {
    /// Every kind.
    pub const ALL: [Self; 9] = [
        Self::Call,
        Self::Election,
        Self::PreliminaryResult,
        Self::Result,
        Self::Publication,
        Self::Inauguration,
        Self::Law,
        Self::Decision,
        Self::Other,
    ];

    /// The word a case writes for it.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Call => "call",
            Self::Election => "election",
            Self::PreliminaryResult => "preliminary result",
            Self::Result => "result",
            Self::Publication => "publication",
            Self::Inauguration => "inauguration",
            Self::Law => "law",
            Self::Decision => "decision",
            Self::Other => "other",
        }
    }
}

/// An official act.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Act {
    /// Short name.
    pub id: String,
    /// When.
    pub when: Moment,
    /// What it does.
    pub kind: ActKind,
    /// Whose act: id of an organisation.
    pub organisation: Option<String>,
    /// Its number, such as `54/109`; empty where it has none.
    pub number: String,
    /// What it says, in the words of whoever wrote the record.
    pub what: String,
    /// Place: id; empty for the whole country.
    pub place: String,
    /// Where this is from.
    pub support: Support,
}

/// A complaint.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Complaint {
    /// Short name, or its number.
    pub id: String,
    /// When it was filed.
    pub filed: Moment,
    /// Who filed it: id of an organisation. Never a voter's name.
    pub by: Option<String>,
    /// With whom: id of an organisation.
    pub to: Option<String>,
    /// What about, in a phrase.
    pub about: String,
    /// The article it invokes: number.
    pub article: String,
    /// When it was decided.
    pub decided: Option<Moment>,
    /// How.
    pub outcome: String,
    /// Place: id.
    pub place: String,
    /// Where this is from.
    pub support: Support,
}
