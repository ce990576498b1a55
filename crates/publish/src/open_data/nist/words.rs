//! The standard's lists of words.

use serde::Serialize;

/// How detailed a report is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum ReportDetailLevel {
    /// `precinct-level`.
    PrecinctLevel,
    /// `summary-contest`.
    SummaryContest,
}

/// How final results are.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum ResultsStatus {
    /// `certified`.
    Certified,
    /// `correction`.
    Correction,
    /// `pre-election`.
    PreElection,
    /// `recount`.
    Recount,
    /// `unofficial-complete`.
    UnofficialComplete,
    /// `unofficial-partial`.
    UnofficialPartial,
}

/// What a unit is; those of the standard's words that fit places and stations anywhere.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum ReportingUnitType {
    /// `city`.
    City,
    /// `country`.
    Country,
    /// `county`.
    County,
    /// `municipality`.
    Municipality,
    /// `other`.
    Other,
    /// `polling-place`.
    PollingPlace,
    /// `precinct`.
    Precinct,
    /// `state`.
    State,
    /// `town`.
    Town,
    /// `village`.
    Village,
    /// `ward`.
    Ward,
}

/// Which ballots.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum CountItemType {
    /// `absentee`.
    Absentee,
    /// `early`.
    Early,
    /// `election-day`.
    ElectionDay,
    /// `other`.
    Other,
    /// `provisional`.
    Provisional,
    /// `total`.
    Total,
}

/// How far ballots have been counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum CountItemStatus {
    /// `completed`.
    Completed,
    /// `in-process`.
    InProcess,
    /// `not-processed`.
    NotProcessed,
    /// `unknown`.
    Unknown,
}

/// Whose name it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum IdentifierType {
    /// `local-level`.
    LocalLevel,
    /// `national-level`.
    NationalLevel,
    /// `ocd-id`.
    OcdId,
    /// `other`.
    Other,
    /// `state-level`.
    StateLevel,
}

/// What an election is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum ElectionType {
    /// `general`.
    General,
    /// `other`.
    Other,
    /// `primary`.
    Primary,
    /// `runoff`.
    Runoff,
    /// `special`.
    Special,
}

/// The rule of a contest.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum VoteVariation {
    /// `approval`.
    Approval,
    /// `cumulative`.
    Cumulative,
    /// `majority`.
    Majority,
    /// `n-of-m`.
    NOfM,
    /// `other`.
    Other,
    /// `plurality`.
    Plurality,
    /// `proportional`.
    Proportional,
    /// `rcv`.
    Rcv,
    /// `super-majority`.
    SuperMajority,
}
