//! What can fail in the store. Errors name objects by their hash; no file name, sender or content is in them.

use std::fmt;

use super::Object;
use crate::vault::VaultError;

/// What was being done to an object.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Operation {
    /// Looking whether it is there.
    Find,
    /// Reading it.
    Read,
    /// Writing it.
    Write,
    /// Giving a received object its final name.
    Rename,
    /// Removing it.
    Remove,
}

impl Operation {
    /// The error for the store's answer.
    pub(super) fn failed(self, object: &Object, source: object_store::Error) -> ObjectError {
        let object = object.clone();
        match source {
            object_store::Error::NotFound { .. } => ObjectError::Missing { object },
            source => ObjectError::Failed { operation: self, object, source: Box::new(source) },
        }
    }
}

impl fmt::Display for Operation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Find => "looking for",
            Self::Read => "reading",
            Self::Write => "writing",
            Self::Rename => "renaming",
            Self::Remove => "removing",
        })
    }
}

/// Why the store did not do what it was asked.
#[derive(Debug, thiserror::Error)]
pub enum ObjectError {
    /// The folder cannot be made or opened.
    #[error("the folder of evidence cannot be opened")]
    Folder {
        /// Why.
        source: Box<dyn std::error::Error + Send + Sync>,
    },
    /// The bucket's settings are wrong.
    #[error("the bucket of evidence cannot be opened")]
    Bucket {
        /// Why.
        source: object_store::Error,
    },
    /// An object is not there.
    #[error("{object} is not in the store")]
    Missing {
        /// Which.
        object: Object,
    },
    /// An object is not what its name says.
    #[error("{object} has another content than its name says")]
    Damaged {
        /// Which.
        object: Object,
    },
    /// The store failed.
    #[error("{operation} {object} failed")]
    Failed {
        /// What was being done.
        operation: Operation,
        /// To which.
        object: Object,
        /// Why.
        source: Box<object_store::Error>,
    },
    /// The store cannot say what it has.
    #[error("listing the store failed")]
    List {
        /// Why.
        source: object_store::Error,
    },
    /// Sealing failed.
    #[error(transparent)]
    Vault(#[from] VaultError),
    /// No random numbers.
    #[error("the system gave no random numbers")]
    Random,
    /// The program is stopping.
    #[error("the work was given up")]
    Stopped,
    /// Other uploads hold the memory. It passes.
    #[error("too many uploads are coming in at once")]
    Busy,
}

impl ObjectError {
    /// Stable code.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Self::Folder { .. } => "EVIDENCE-OBJECT-FOLDER",
            Self::Bucket { .. } => "EVIDENCE-OBJECT-BUCKET",
            Self::Missing { .. } => "EVIDENCE-OBJECT-MISSING",
            Self::Damaged { .. } => "EVIDENCE-OBJECT-DAMAGED",
            Self::Failed { .. } => "EVIDENCE-OBJECT-FAILED",
            Self::List { .. } => "EVIDENCE-OBJECT-LIST",
            Self::Vault(error) => error.code(),
            Self::Random => "EVIDENCE-OBJECT-RANDOM",
            Self::Stopped => "EVIDENCE-OBJECT-STOPPED",
            Self::Busy => "EVIDENCE-OBJECT-BUSY",
        }
    }

    /// What to do about it.
    #[must_use]
    pub fn remedy(&self) -> &'static str {
        match self {
            Self::Folder { .. } => "Name a folder that the program may make and write.",
            Self::Bucket { .. } => "Write `s3://bucket/prefix` and set AWS_ENDPOINT_URL, AWS_REGION and the credentials.",
            Self::Missing { .. } | Self::Damaged { .. } => "Take the object from a backup.",
            Self::Failed { .. } | Self::List { .. } => {
                "See that the disk has room and may be written, or that the bucket answers and its credentials are right."
            }
            Self::Vault(error) => error.remedy(),
            Self::Random => "Start the program where the system's random numbers can be read.",
            Self::Stopped => "Send it again.",
            Self::Busy => "Send it again in a few seconds.",
        }
    }
}

/// Why an upload was not kept. Nothing of it is left in the store then.
#[derive(Debug, thiserror::Error)]
pub enum KeepError<E> {
    /// More came than may.
    #[error("more than the {limit} bytes came that are taken")]
    TooLong {
        /// Bytes that are taken.
        limit: u64,
    },
    /// The sender's stream failed.
    #[error("the content did not come to its end")]
    Stream(#[source] E),
    /// The store failed.
    #[error(transparent)]
    Object(#[from] ObjectError),
}

impl<E> KeepError<E> {
    /// Stable code.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Self::TooLong { .. } => "EVIDENCE-KEEP-TOO-LONG",
            Self::Stream(_) => "EVIDENCE-KEEP-STREAM",
            Self::Object(error) => error.code(),
        }
    }

    /// What to do about it.
    #[must_use]
    pub fn remedy(&self) -> &'static str {
        match self {
            Self::TooLong { .. } => "Send a smaller file, or let the organisation raise what it takes.",
            Self::Stream(_) => "Send it again.",
            Self::Object(error) => error.remedy(),
        }
    }
}

/// What is wrong with what was kept.
#[derive(Debug, thiserror::Error)]
pub enum ObjectFault {
    /// It is said to stand in no object at all.
    #[error("neither a working copy nor a sealed original of {} was kept", hex::encode(sha256))]
    Nothing {
        /// The content's hash.
        sha256: [u8; 32],
    },
    /// The object under the sealed original's name is no age file, or too short for its content.
    #[error("{object} is not a whole age file")]
    NotSealed {
        /// Which.
        object: Object,
    },
    /// An object is missing or damaged, or the store failed.
    #[error(transparent)]
    Object(#[from] ObjectError),
}

impl ObjectFault {
    /// Stable code.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Self::Nothing { .. } => "EVIDENCE-FAULT-NOTHING",
            Self::NotSealed { .. } => "EVIDENCE-FAULT-NOT-SEALED",
            Self::Object(error) => error.code(),
        }
    }

    /// What to do about it.
    #[must_use]
    pub fn remedy(&self) -> &'static str {
        match self {
            Self::Nothing { .. } | Self::NotSealed { .. } => "Take the content from a backup.",
            Self::Object(error) => error.remedy(),
        }
    }
}
