//! Why a witness does not start, or stops cosigning a log.

use std::io;
use std::path::{Path, PathBuf};

use tlog::note::NoteError;

/// What is wrong with a witness's folder. None of these ever lets it go on as if it had seen nothing.
#[derive(Debug, thiserror::Error)]
pub enum FolderError {
    /// The file system.
    #[error("`{}`: {source}", path.display())]
    Io {
        /// Which file or folder.
        path: PathBuf,
        /// What the system says.
        source: io::Error,
    },
    /// Another witness works with it.
    #[error("`{}` is in use by another witness", .0.display())]
    InUse(PathBuf),
    /// There is a memory of logs, and the key it belongs to is gone.
    #[error("`{}` is missing, and the folder is not a new one", .0.display())]
    KeyMissing(PathBuf),
    /// The key can be read by others.
    #[error("`{}` may be read by others (mode {mode:o})", path.display())]
    KeyOpen {
        /// The key's file.
        path: PathBuf,
        /// Its permissions.
        mode: u32,
    },
    /// The key's file does not hold a witness's key.
    #[error("`{}`: {source}", path.display())]
    Key {
        /// The key's file.
        path: PathBuf,
        /// What is wrong with it.
        source: NoteError,
    },
    /// A new folder needs a name for the witness.
    #[error("a new witness needs a name")]
    NoName,
    /// The name cannot be one.
    #[error("the witness's name: {0}")]
    Name(NoteError),
    /// The folder is another witness's.
    #[error("the witness of this folder is `{has}`, not `{asked}`")]
    OtherName {
        /// The name in its key.
        has: String,
        /// The name asked for.
        asked: String,
    },
    /// A log's key is of a wrong type.
    #[error("the key of the log `{log}`: {source}")]
    LogKey {
        /// The key's name.
        log: String,
        /// What is wrong with it.
        source: NoteError,
    },
    /// A log's name that is too long for the name of a folder.
    #[error("the log's name `{0}` is too long")]
    LogName(String),
    /// What was cosigned last cannot be known.
    #[error("`{}` is damaged: {why}", path.display())]
    Damaged {
        /// Which file.
        path: PathBuf,
        /// What does not fit.
        why: String,
    },
    /// The system gives no random numbers.
    #[error("the system gives no random numbers: {0}")]
    Random(getrandom::Error),
}

impl FolderError {
    /// For `map_err` of an operation on a path.
    pub(super) fn at(path: &Path) -> impl Fn(io::Error) -> Self + '_ {
        |source| Self::Io { path: path.to_owned(), source }
    }

    /// Stable code.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Self::Io { .. } => "WITNESS-FOLDER",
            Self::InUse(_) => "WITNESS-FOLDER-IN-USE",
            Self::KeyMissing(_) => "WITNESS-KEY-MISSING",
            Self::KeyOpen { .. } => "WITNESS-KEY-OPEN",
            Self::Key { .. } => "WITNESS-KEY-DAMAGED",
            Self::NoName => "WITNESS-NAME-NONE",
            Self::Name(_) => "WITNESS-NAME",
            Self::OtherName { .. } => "WITNESS-NAME-OTHER",
            Self::LogKey { .. } => "WITNESS-LOG-KEY",
            Self::LogName(_) => "WITNESS-LOG-NAME",
            Self::Damaged { .. } => "WITNESS-STATE-DAMAGED",
            Self::Random(_) => "WITNESS-RANDOM",
        }
    }

    /// What to do about it.
    #[must_use]
    pub fn remedy(&self) -> &'static str {
        match self {
            Self::Io { .. } => "Check that the folder may be read and written, and that the disk is well and not full.",
            Self::InUse(_) => "Stop the other witness, or give this one a folder of its own: two with one key could cosign a fork.",
            Self::KeyMissing(_) => {
                "Put the key back. If it is lost, keep this folder for the record and start a new witness, under a new name, in a new \
                 folder."
            }
            Self::KeyOpen { .. } => {
                "Take the others' permissions away (`chmod 600`). If anybody may have copied the key, start a new witness."
            }
            Self::Key { .. } => "Put the key back as it was. If it is lost, start a new witness, under a new name, in a new folder.",
            Self::NoName | Self::Name(_) => "Name the witness like an address without a scheme, such as `coalition.example/witness`.",
            Self::OtherName { .. } => "Leave the name out or give the one it has; a new witness needs a new folder.",
            Self::LogKey { .. } => "Give the log's own public key, as its owner publishes it.",
            Self::LogName(_) => "A log's name of at most 80 characters will do; ask its owner for one.",
            Self::Damaged { .. } => {
                "Mend the disk and find out why. The witness must not guess what it cosigned: if the file cannot be had back as it was \
                 last, end this witness and start a new one, under a new name, in a new folder."
            }
            Self::Random(_) => "Start it on a system with a source of random numbers.",
        }
    }
}
