//! What can go wrong while a report is written.

use std::path::PathBuf;

use thiserror::Error;

/// Why a report could not be written.
#[derive(Debug, Error)]
pub enum PublishError {
    /// The folder holds files that are not a report's.
    #[error("the folder {} holds files that are not a report's, such as {file}", dir.display())]
    ForeignFiles {
        /// The folder.
        dir: PathBuf,
        /// One of the files.
        file: String,
    },
    /// Something else stands where the folder should be.
    #[error("{} is not a folder", dir.display())]
    NotAFolder {
        /// The path.
        dir: PathBuf,
    },
    /// A file or folder could not be written, moved or removed.
    #[error("{} could not be written: {source}", path.display())]
    Io {
        /// The file or folder.
        path: PathBuf,
        /// What the system reports.
        source: std::io::Error,
    },
    /// The PDF could not be set.
    #[error("the PDF could not be set: {message}")]
    Pdf {
        /// What Typst reports.
        message: String,
    },
}

impl PublishError {
    /// Stable code.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Self::ForeignFiles { .. } => "PUBLISH-FOREIGN-FILES",
            Self::NotAFolder { .. } => "PUBLISH-NOT-A-FOLDER",
            Self::Io { .. } => "PUBLISH-IO",
            Self::Pdf { .. } => "PUBLISH-PDF",
        }
    }

    /// What to do about it.
    #[must_use]
    pub fn remedy(&self) -> &'static str {
        match self {
            Self::ForeignFiles { .. } => "Give --out a new or empty folder, or one that holds a former report; nothing was changed.",
            Self::NotAFolder { .. } => "Give --out the name of a folder; nothing was changed.",
            Self::Io { .. } => "Check that the place exists, can be written to and has room, then run the command again.",
            Self::Pdf { .. } => "The other files do not depend on the PDF. Please report this with the command line that led to it.",
        }
    }
}
