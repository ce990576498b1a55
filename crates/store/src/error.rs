//! What can go wrong between the record and its database.

use std::error::Error;

/// Why the database did not do what was asked.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// No room left.
    #[error("the disk, or the space the database may take, is full")]
    Full(#[source] Source),
    /// It may not be written.
    #[error("the database may not be written")]
    ReadOnly(#[source] Source),
    /// Not there, or gone away; it may come back.
    #[error("the database cannot be reached")]
    Unreachable(#[source] Source),
    /// Another process writes this record.
    #[error("another process is writing this record")]
    Locked,
    /// The database was made by a later version of the program.
    #[error("the database has the format of a later version of Scrutineer")]
    Newer,
    /// It is a database, but not one of ours, or not whole.
    #[error("the database is damaged or is not a record of Scrutineer: {0}")]
    Damaged(String),
    /// The database runs in a way in which what it says is committed may be lost, or it is too old.
    #[error("the database does not keep what it commits: {0}")]
    Unsafe(String),
    /// What is stored does not fit together.
    #[error("{what} {index}: {fault}")]
    Inconsistent {
        /// What kind of row.
        what: &'static str,
        /// Its number.
        index: u64,
        /// What is wrong with it.
        fault: String,
    },
    /// Anything else the database says.
    #[error("the database refused")]
    Other(#[source] Source),
}

/// What the database's driver says.
pub type Source = Box<dyn Error + Send + Sync>;

impl StoreError {
    /// Stable code.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Self::Full(_) => "STORE-FULL",
            Self::ReadOnly(_) => "STORE-READ-ONLY",
            Self::Unreachable(_) => "STORE-UNREACHABLE",
            Self::Locked => "STORE-LOCKED",
            Self::Newer => "STORE-NEWER",
            Self::Damaged(_) => "STORE-DAMAGED",
            Self::Unsafe(_) => "STORE-UNSAFE",
            Self::Inconsistent { .. } => "STORE-INCONSISTENT",
            Self::Other(_) => "STORE-OTHER",
        }
    }

    /// What to do about it.
    #[must_use]
    pub fn remedy(&self) -> &'static str {
        match self {
            Self::Full(_) => "Make room on the disk. Nothing that was acknowledged is lost, and what was not is sent again.",
            Self::ReadOnly(_) => "Give the user that runs Scrutineer the right to write there, or choose another folder with `--data-dir`.",
            Self::Unreachable(_) => "Start the database, or check its address; the server goes on by itself once it answers.",
            Self::Locked => "Stop the other `scrutineer serve`, or use another data directory; only one may write.",
            Self::Newer => "Use the version of Scrutineer that last wrote it, or a later one.",
            Self::Damaged(_) => "Run `scrutineer doctor`, keep the files as they are, and restore the latest backup into a new place.",
            Self::Unsafe(_) => "Set it as said and start the database again; until then a power cut can lose what was acknowledged.",
            Self::Inconsistent { .. } => "Keep everything as it is, run `scrutineer doctor`, and compare with a backup and the witnesses.",
            Self::Other(_) => "Look at the server's messages; `scrutineer doctor` checks the database.",
        }
    }

    /// Whether the same may succeed later without anybody changing anything in the record.
    #[must_use]
    pub fn is_passing(&self) -> bool {
        matches!(self, Self::Full(_) | Self::ReadOnly(_) | Self::Unreachable(_) | Self::Locked | Self::Other(_))
    }
}
