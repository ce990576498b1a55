//! Open data: what was taken in and counted, in the formats that other people's tools read.
//!
//! Rows go in one by one and bytes come out, so that a server can stream one snapshot of its record through here. Nothing
//! here knows a database, a file or the clock: the same rows give the same bytes.
//!
//! | question | module |
//! |---|---|
//! | what does a row of submissions hold, and what does every file say of where it came from? | [`SubmissionOut`], [`Provenance`] |
//! | how do nested answers become columns? | [`answers`], [`columns`] |
//! | which files of submissions? | [`table_csv`], [`table_parquet`] |
//! | stations, incidents and visits on a map | [`geojson`] |
//! | results as NIST SP 1500-100 has them | [`nist`] |
//! | tables that spreadsheets ask for over HTTP (`OData` v4) | [`odata`] |
//! | what is refused? | [`error`] |
//!
//! Columns and members are listed in `docs/exports.md`.

pub mod answers;
pub mod columns;
pub mod error;
pub mod geojson;
pub mod nist;
pub mod odata;
mod row;
pub mod table_csv;
pub mod table_parquet;

pub use columns::{Columns, Layout};
pub use error::OpenDataError;

/// What every file says where an election is a simulation.
pub const SIMULATED: &str = "SIMULATED";

/// A submission as it goes out, borrowed from wherever the caller keeps it. Empty texts are values that are not known.
#[derive(Clone, Copy, Debug, Default)]
pub struct SubmissionOut<'a> {
    /// Its entry in the log, counted from 0.
    pub entry: u64,
    /// The id its sender gave it.
    pub id: &'a str,
    /// The form.
    pub form: &'a str,
    /// The station's code.
    pub station: &'a str,
    /// The organisation's code.
    pub organisation: &'a str,
    /// The observer's code: never a name.
    pub observer: &'a str,
    /// When it was filled in, as the sender says (RFC 3339).
    pub captured_at: &'a str,
    /// When it was entered in the log (RFC 3339).
    pub received_at: &'a str,
    /// Whether a later submission takes its place.
    pub replaced: bool,
    /// What was found about it, such as `station-unknown`.
    pub marks: &'a [&'a str],
    /// The answers: the text of a JSON object. What is sealed is not among them.
    pub answers: &'a str,
}

/// Where a file came from; every file carries it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Provenance {
    /// The checkpoint up to which the record was read; none where there is no log.
    pub log: Option<LogAt>,
    /// Whether the election is a simulation: then the file says [`SIMULATED`].
    pub simulated: bool,
}

/// A checkpoint of a log.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize)]
pub struct LogAt {
    /// Origin of the log, the first line of its checkpoints.
    pub origin: String,
    /// Entries in it.
    pub size: u64,
    /// Root hash of the tree of that size, in Base64 as checkpoints write it.
    pub root: String,
}
