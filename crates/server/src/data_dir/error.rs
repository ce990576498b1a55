//! What can be wrong with a data directory.

use std::io;
use std::path::{Path, PathBuf};

use store::StoreError;

/// Why a data directory cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum DataDirError {
    /// It is not there.
    #[error("`{}` is not a data directory of Scrutineer", .0.display())]
    Missing(PathBuf),
    /// A file or folder of it.
    #[error("`{}` cannot be {verb}: {source}", path.display())]
    File {
        /// What was tried.
        verb: &'static str,
        /// Which.
        path: PathBuf,
        /// What the system says.
        source: io::Error,
    },
    /// The configuration.
    #[error("`{}` cannot be understood: {message}", path.display())]
    Config {
        /// Which file.
        path: PathBuf,
        /// What is wrong in it.
        message: String,
    },
    /// Another database than the one that belongs to it.
    #[error("this data directory belongs to another database")]
    OtherDatabase,
    /// A key that cannot be used.
    #[error("`{}` cannot be used: {message}", path.display())]
    Key {
        /// Which file.
        path: PathBuf,
        /// What is wrong with it.
        message: String,
    },
    /// The record was signed by another key, or the key is gone.
    #[error("the record is signed by the key `{record}`, which is not here")]
    KeyGone {
        /// Name of the record's key.
        record: String,
    },
    /// Another name than the log has.
    #[error("the log is named `{is}`, not `{given}`")]
    OtherName {
        /// Its name.
        is: String,
        /// The name given.
        given: String,
    },
    /// No name a log can have.
    #[error("`{0}` cannot be the name of a log")]
    Name(String),
    /// The file `published`.
    #[error("the file `published` cannot be read: {0}")]
    Published(String),
    /// The database was put back.
    #[error("a checkpoint of {published} entries was shown, and the database ends at {database}")]
    Behind {
        /// Size of the checkpoint shown.
        published: u64,
        /// Size of the database's log.
        database: u64,
    },
    /// The database is another.
    #[error("a checkpoint of {size} entries was shown that the database does not have")]
    Contradicts {
        /// Size of the checkpoint shown.
        size: u64,
    },
    /// The custodians' envelopes or the vault's key.
    #[error("the vault: {0}")]
    Vault(String),
    /// The database.
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl DataDirError {
    pub(super) fn file(verb: &'static str, path: &Path, source: io::Error) -> Self {
        Self::File { verb, path: path.to_owned(), source }
    }

    /// Stable code.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Self::Missing(_) => "DATA-DIR-MISSING",
            Self::File { .. } => "DATA-DIR-FILE",
            Self::Config { .. } => "DATA-DIR-CONFIG",
            Self::OtherDatabase => "DATA-DIR-OTHER-DATABASE",
            Self::Key { .. } => "DATA-DIR-KEY",
            Self::KeyGone { .. } => "DATA-DIR-KEY-GONE",
            Self::OtherName { .. } => "DATA-DIR-OTHER-NAME",
            Self::Name(_) => "DATA-DIR-NAME",
            Self::Published(_) => "DATA-DIR-PUBLISHED",
            Self::Behind { .. } => "DATA-DIR-BEHIND",
            Self::Contradicts { .. } => "DATA-DIR-CONTRADICTS",
            Self::Vault(_) => "DATA-DIR-VAULT",
            Self::Store(error) => error.code(),
        }
    }

    /// What to do about it.
    #[must_use]
    pub fn remedy(&self) -> &'static str {
        match self {
            Self::Missing(_) => "Give the directory that `scrutineer serve` uses with `--data-dir`; `serve` makes a new one.",
            Self::File { .. } => "Choose a directory that this user may write with `--data-dir`, and see that the disk has room.",
            Self::Config { .. } => "Correct it, or give `--database` again after removing the line.",
            Self::OtherDatabase => {
                "Leave `--database` out to use the one it belongs to, or give a new `--data-dir`. To move a record, use `scrutineer backup` and `restore`."
            }
            Self::Key { .. } | Self::KeyGone { .. } => {
                "Put the key back from where it is kept safe, such as a backup's folder `keys`; without it the log cannot be continued."
            }
            Self::OtherName { .. } => "Leave `--name` out: a log keeps its name.",
            Self::Name(_) => "Take a name such as example.org/election-2026, without spaces and plus signs.",
            Self::Published(_) => "Look at the file; if it is damaged, compare the database with a witness before removing it.",
            Self::Behind { .. } | Self::Contradicts { .. } => {
                "The database was put back or exchanged. Use the latest one; if it is lost, restore the latest backup into a new data directory under a new name, and say so to everybody who holds receipts."
            }
            Self::Vault(_) => "Put `keys/vault.key` back, or ask the custodians; see the guide to sealed blocks.",
            Self::Store(error) => error.remedy(),
        }
    }
}
