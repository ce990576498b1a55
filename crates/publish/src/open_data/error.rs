//! What can go wrong on the way out.

use thiserror::Error;

/// Why open data could not be written. None of it repeats what somebody answered.
#[derive(Debug, Error)]
pub enum OpenDataError {
    /// The answers of a submission are no JSON object.
    #[error("the answers of entry {entry} are not a JSON object")]
    Answers {
        /// The entry.
        entry: u64,
    },
    /// A submission has an answer that was not seen when the columns were collected, or one of another type.
    #[error("entry {entry} has an answer that was not there, or was of another type, when the columns were collected")]
    NotSeen {
        /// The entry.
        entry: u64,
    },
    /// A position is no point on the earth.
    #[error("a position is outside latitudes -90..90 and longitudes -180..180")]
    Position,
    /// A reference of an election report leads nowhere, or two things have one id.
    #[error("the id `{id}` of an election report {what}")]
    Reference {
        /// The id.
        id: String,
        /// What is wrong with it.
        what: &'static str,
    },
    /// A member of an election report is not what the standard allows.
    #[error("{member} of an election report is not {wanted}")]
    Member {
        /// Name of the member.
        member: &'static str,
        /// What it must be.
        wanted: &'static str,
    },
    /// The Parquet writer refused.
    #[error("the Parquet file could not be written: {0}")]
    Parquet(#[from] parquet::errors::ParquetError),
    /// The writer refused.
    #[error("the file could not be written: {0}")]
    Io(#[from] std::io::Error),
}

impl OpenDataError {
    /// Stable code.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Self::Answers { .. } => "OPEN-DATA-ANSWERS",
            Self::NotSeen { .. } => "OPEN-DATA-NOT-SEEN",
            Self::Position => "OPEN-DATA-POSITION",
            Self::Reference { .. } => "OPEN-DATA-REFERENCE",
            Self::Member { .. } => "OPEN-DATA-MEMBER",
            Self::Parquet(_) => "OPEN-DATA-PARQUET",
            Self::Io(_) => "OPEN-DATA-IO",
        }
    }

    /// What to do about it.
    #[must_use]
    pub fn remedy(&self) -> &'static str {
        match self {
            Self::Answers { .. } => "The record holds something that intake refuses; run the check of the record.",
            Self::NotSeen { .. } => "Read both passes from one snapshot of the record, with the same filter.",
            Self::Position => "Give degrees, latitude first; leave the position out where it is not known.",
            Self::Reference { .. } => "Give every place, station, option and contest one id of its own, and refer only to these.",
            Self::Member { .. } => "Correct it where the election is defined, then export again.",
            Self::Parquet(_) | Self::Io(_) => "Check that the receiver is still there and has room, then export again.",
        }
    }
}

impl From<csv::Error> for OpenDataError {
    /// Records of any length are allowed, so that only the writer below can fail.
    fn from(e: csv::Error) -> Self {
        Self::Io(e.into())
    }
}
