//! What can be wrong with a backup, or with the place of one.

use std::path::{Path, PathBuf};

use evidence::objects::ObjectError;
use evidence::vault::VaultError;
use store::StoreError;

use crate::data_dir::DataDirError;

/// Why a backup was not made, or not restored.
#[derive(Debug, thiserror::Error)]
pub enum BackupError {
    /// One of the two data directories.
    #[error(transparent)]
    DataDir(#[from] DataDirError),
    /// An attachment.
    #[error(transparent)]
    Objects(#[from] ObjectError),
    /// The place to write to.
    #[error("`{}` is there already", .0.display())]
    Taken(PathBuf),
    /// The two places are one, or one is inside the other.
    #[error("`{}` and `{}` are the same folder, or one is inside the other", from.display(), to.display())]
    Within {
        /// What is copied.
        from: PathBuf,
        /// Where it was to go.
        to: PathBuf,
    },
    /// The database to restore into has a record, or a part of one.
    #[error("the database to restore into is not empty")]
    DatabaseTaken,
    /// A file.
    #[error("`{}` cannot be written: {source}", path.display())]
    File {
        /// Which.
        path: PathBuf,
        /// Why.
        source: std::io::Error,
    },
    /// The log went on after the backup.
    #[error("the log went on to {latest} entries after this backup of {backup}")]
    Older {
        /// Entries of the latest checkpoint given.
        latest: u64,
        /// Entries of the backup.
        backup: u64,
    },
    /// The checkpoint given is not this log's.
    #[error("the checkpoint given is not one of this log: {0}")]
    Checkpoint(String),
    /// The log's key signed another history.
    #[error("the checkpoint given, of {size} entries, is of another history than this backup")]
    Fork {
        /// Entries of the checkpoint given.
        size: u64,
    },
    /// The vault's name in the record.
    #[error("the record does not say to whom it seals")]
    Vault(#[source] Option<VaultError>),
}

impl From<StoreError> for BackupError {
    fn from(error: StoreError) -> Self {
        Self::DataDir(error.into())
    }
}

impl BackupError {
    pub(super) fn file(path: &Path, source: std::io::Error) -> Self {
        Self::File { path: path.to_owned(), source }
    }

    /// Stable code.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Self::DataDir(error) => error.code(),
            Self::Objects(error) => error.code(),
            Self::Taken(_) => "BACKUP-TAKEN",
            Self::Within { .. } => "BACKUP-WITHIN",
            Self::DatabaseTaken => "BACKUP-DATABASE-TAKEN",
            Self::File { .. } => "BACKUP-FILE",
            Self::Older { .. } => "BACKUP-OLDER",
            Self::Checkpoint(_) | Self::Fork { .. } => "BACKUP-CHECKPOINT",
            Self::Vault(_) => "BACKUP-VAULT",
        }
    }

    /// What to do about it.
    #[must_use]
    pub fn remedy(&self) -> &'static str {
        match self {
            Self::DataDir(error) => error.remedy(),
            Self::Objects(error) => error.remedy(),
            Self::Taken(_) => "Give a folder that is not there yet.",
            Self::Within { .. } => "Give a folder beside the data directory, better on another disk.",
            Self::DatabaseTaken => {
                "Give an empty database. If a restore was interrupted, drop the database and make it anew: what it left there is no whole record."
            }
            Self::File { .. } => "Make room, or choose another place. Nothing was left there.",
            Self::Older { .. } => {
                "Find a later backup. Going on from this one would show another history to those who hold later receipts."
            }
            Self::Checkpoint(_) => "Fetch the latest checkpoint of this log from a witness or from whoever kept one.",
            Self::Fork { .. } => {
                "Do not go on from this backup. Keep it and the checkpoint: together they show that this log's key signed two histories."
            }
            Self::Vault(_) => "Start the server on it once, which makes the vault.",
        }
    }
}
