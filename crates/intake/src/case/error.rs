//! Why a folder cannot be read or written at all.

use std::io;
use std::path::{Path, PathBuf};

use thiserror::Error;

/// A case folder that could not be read or changed. Mistakes inside its files are [`super::CaseProblems`].
#[derive(Debug, Error)]
pub enum CaseError {
    /// The operating system said no.
    #[error("{} could not be read or written: {source}", path.display())]
    Io {
        /// The file or folder.
        path: PathBuf,
        /// What the operating system says.
        #[source]
        source: io::Error,
    },
    /// Not a folder.
    #[error("{} is no folder", path.display())]
    NotAFolder {
        /// What was named.
        path: PathBuf,
    },
    /// A link out of the folder, or to a folder.
    #[error("{} is a link out of the case folder, or to a folder", path.display())]
    Link {
        /// The link.
        path: PathBuf,
    },
    /// Too many files.
    #[error("the folder has more than {limit} files")]
    TooMany {
        /// The most a case may have.
        limit: usize,
    },
    /// Too many bytes.
    #[error("the files have more than {limit} bytes together")]
    TooBig {
        /// The most a case may have.
        limit: u64,
    },
    /// `sources.csv` cannot be extended as it is.
    #[error("sources.csv cannot be read")]
    Sources(#[source] super::CaseProblems),
    /// The id of a new source is none, or taken.
    #[error("`{id}` cannot be the id of the source: {why}")]
    SourceId {
        /// The id.
        id: String,
        /// Why.
        why: &'static str,
    },
    /// A source without title or publisher.
    #[error("the {what} of the source is missing")]
    SourceEmpty {
        /// What is missing.
        what: &'static str,
    },
}

impl CaseError {
    pub(super) fn io(path: &Path, source: io::Error) -> Self {
        Self::Io { path: path.to_owned(), source }
    }

    /// Stable code of the failure.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Self::Io { .. } => "CASE-FOLDER-IO",
            Self::NotAFolder { .. } => "CASE-FOLDER-NONE",
            Self::Link { .. } => "CASE-FOLDER-LINK",
            Self::TooMany { .. } => "CASE-FOLDER-FILES",
            Self::TooBig { .. } => "CASE-FOLDER-BYTES",
            Self::Sources(_) => "CASE-SOURCES",
            Self::SourceId { .. } => "CASE-SOURCE-ID",
            Self::SourceEmpty { .. } => "CASE-SOURCE-EMPTY",
        }
    }

    /// What to do about it, in a sentence.
    #[must_use]
    pub fn remedy(&self) -> String {
        match self {
            Self::Io { .. } => "Check the path and that it may be read and written.".to_owned(),
            Self::NotAFolder { .. } => "Name the folder that holds case.toml.".to_owned(),
            Self::Link { .. } => "Put the file itself into the folder.".to_owned(),
            Self::TooMany { .. } | Self::TooBig { .. } => {
                "Keep in the folder what the case names; large archives can stand elsewhere, with their SHA-256 in sources.csv.".to_owned()
            }
            Self::Sources(problems) => format!("Correct it first:\n{problems}"),
            Self::SourceId { .. } => super::ids::ID_FORM.to_owned() + " Every source has an id of its own.",
            Self::SourceEmpty { what } => format!("Give its {what}."),
        }
    }
}
