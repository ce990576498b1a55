//! The standard's classes that are written here, with its names.

use serde::Serialize;

pub use super::words::*;

/// A report: the whole file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(tag = "@type", rename = "ElectionResults.ElectionReport", rename_all = "PascalCase")]
pub struct ElectionReport {
    /// How detailed it is.
    pub format: ReportDetailLevel,
    /// When it was made: RFC 3339 without fractions of a second.
    pub generated_date: String,
    /// Who issues it.
    pub issuer: String,
    /// The same, short.
    pub issuer_abbreviation: String,
    /// Number of this part of the report, from 1.
    pub sequence_start: u32,
    /// How many parts there are.
    pub sequence_end: u32,
    /// How final the results are.
    pub status: ResultsStatus,
    /// The software, such as `scrutineer/0.1`.
    pub vendor_application_id: String,
    /// Whether it is no real election.
    pub is_test: bool,
    /// Remarks.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub notes: Option<String>,
    /// Names that others have for it.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub external_identifier: Vec<ExternalIdentifier>,
    /// Places and stations.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub gp_unit: Vec<ReportingUnit>,
    /// The elections.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub election: Vec<Election>,
}

/// A place or a station.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(tag = "@type", rename = "ElectionResults.ReportingUnit", rename_all = "PascalCase")]
pub struct ReportingUnit {
    /// Its id in this report.
    #[serde(rename = "@id")]
    pub id: String,
    /// What it is.
    pub r#type: ReportingUnitType,
    /// What it is, where the standard has no word.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub other_type: Option<String>,
    /// Its name.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<InternationalizedText>,
    /// Its number or code.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub number: Option<String>,
    /// Names that others have for it.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub external_identifier: Vec<ExternalIdentifier>,
    /// Ids of the units it consists of.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub composing_gp_unit_ids: Vec<String>,
    /// Voters on its roll.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub voters_registered: Option<u64>,
    /// Voters who took part.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub voters_participated: Option<u64>,
    /// How far it has been counted.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub count_status: Vec<CountStatus>,
}

/// How far a kind of ballots has been counted.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(tag = "@type", rename = "ElectionResults.CountStatus", rename_all = "PascalCase")]
pub struct CountStatus {
    /// The kind.
    pub r#type: CountItemType,
    /// How far.
    pub status: CountItemStatus,
}

/// A name that others have for something.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(tag = "@type", rename = "ElectionResults.ExternalIdentifier", rename_all = "PascalCase")]
pub struct ExternalIdentifier {
    /// Whose name it is.
    pub r#type: IdentifierType,
    /// Whose, where the standard has no word.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub other_type: Option<String>,
    /// The name.
    pub value: String,
}

/// A text in one or more languages.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(tag = "@type", rename = "ElectionResults.InternationalizedText", rename_all = "PascalCase")]
pub struct InternationalizedText {
    /// At least one.
    pub text: Vec<LanguageString>,
}

/// A text in one language.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(tag = "@type", rename = "ElectionResults.LanguageString", rename_all = "PascalCase")]
pub struct LanguageString {
    /// The text.
    pub content: String,
    /// Its language (BCP 47), such as `kk`.
    pub language: String,
}

/// An election.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(tag = "@type", rename = "ElectionResults.Election", rename_all = "PascalCase")]
pub struct Election {
    /// Its name.
    pub name: InternationalizedText,
    /// What it is.
    pub r#type: ElectionType,
    /// First day, `YYYY-MM-DD`.
    pub start_date: String,
    /// Last day, `YYYY-MM-DD`.
    pub end_date: String,
    /// Id of the unit where it is held.
    pub election_scope_id: String,
    /// Ballots of each unit.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub ballot_counts: Vec<BallotCounts>,
    /// Who stands; also answers to a question.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub candidate: Vec<Candidate>,
    /// What is decided.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub contest: Vec<CandidateContest>,
}

/// Ballots of a unit.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(tag = "@type", rename = "ElectionResults.BallotCounts", rename_all = "PascalCase")]
pub struct BallotCounts {
    /// Id of the unit.
    pub gp_unit_id: String,
    /// Which ballots.
    pub r#type: CountItemType,
    /// Found in the boxes.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub ballots_cast: Option<u64>,
    /// Of these, invalid.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub ballots_rejected: Option<u64>,
}

/// A candidate.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(tag = "@type", rename = "ElectionResults.Candidate", rename_all = "PascalCase")]
pub struct Candidate {
    /// Its id in this report.
    #[serde(rename = "@id")]
    pub id: String,
    /// Name on the ballot.
    pub ballot_name: InternationalizedText,
}

/// What is decided.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(tag = "@type", rename = "ElectionResults.CandidateContest", rename_all = "PascalCase")]
pub struct CandidateContest {
    /// Its id in this report.
    #[serde(rename = "@id")]
    pub id: String,
    /// Its name.
    pub name: String,
    /// Id of the unit that decides.
    pub election_district_id: String,
    /// Votes of one voter.
    pub votes_allowed: u32,
    /// Seats.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub number_elected: Option<u32>,
    /// The rule.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub vote_variation: Option<VoteVariation>,
    /// The options, in the order of the ballot.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub contest_selection: Vec<CandidateSelection>,
    /// Votes that are for nobody.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub other_counts: Vec<OtherCounts>,
}

/// An option and its votes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(tag = "@type", rename = "ElectionResults.CandidateSelection", rename_all = "PascalCase")]
pub struct CandidateSelection {
    /// Its id in this report.
    #[serde(rename = "@id")]
    pub id: String,
    /// Ids of its candidates.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub candidate_ids: Vec<String>,
    /// Votes in each unit.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub vote_counts: Vec<VoteCounts>,
}

/// Votes in a unit.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(tag = "@type", rename = "ElectionResults.VoteCounts", rename_all = "PascalCase")]
pub struct VoteCounts {
    /// Id of the unit.
    pub gp_unit_id: String,
    /// Which ballots.
    pub r#type: CountItemType,
    /// Votes.
    pub count: u64,
}

/// Votes in a unit that are for nobody.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(tag = "@type", rename = "ElectionResults.OtherCounts", rename_all = "PascalCase")]
pub struct OtherCounts {
    /// Id of the unit.
    pub gp_unit_id: String,
    /// Too many marks.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub overvotes: Option<u64>,
    /// Too few.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub undervotes: Option<u64>,
}

impl InternationalizedText {
    /// A text in one language.
    #[must_use]
    pub fn of(content: &str, language: &str) -> Self {
        Self { text: vec![LanguageString { content: content.to_owned(), language: language.to_owned() }] }
    }
}
