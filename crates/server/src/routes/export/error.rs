//! Why an export was not finished.

use axum::http::StatusCode;
use publish::open_data::OpenDataError;
use store::StoreError;
use thiserror::Error;

use crate::problem::Problem;

/// Why an export was not finished. It repeats nothing of what is in the record.
#[derive(Debug, Error)]
pub enum ExportError {
    /// The database.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// The encoder.
    #[error(transparent)]
    OpenData(#[from] OpenDataError),
    /// A submission has no payload, or one that is not what intake writes.
    #[error("what is stored for entry {0} cannot be read")]
    Payload(u64),
    /// Whoever asked went away, or took nothing for too long.
    #[error("the receiver is gone, or too slow")]
    Gone,
    /// Too many exports are being made.
    #[error("too many exports are being made at this moment")]
    Busy,
    /// The program's own fault.
    #[error("the export ended in a fault of the program")]
    Fault,
}

impl ExportError {
    /// Stable code.
    pub fn code(&self) -> &'static str {
        match self {
            Self::Store(error) => error.code(),
            Self::OpenData(error) => error.code(),
            Self::Payload(_) => "STORE-INCONSISTENT",
            Self::Gone => "EXPORT-GONE",
            Self::Busy => "EXPORT-BUSY",
            Self::Fault => "FAULT",
        }
    }

    /// What to do about it.
    pub fn remedy(&self) -> &'static str {
        match self {
            Self::Store(error) => error.remedy(),
            Self::OpenData(error) => error.remedy(),
            Self::Payload(_) => "Run `scrutineer doctor`; keep everything as it is.",
            Self::Gone => "Export again, over a connection that takes it.",
            Self::Busy => "Come again when one of them is done.",
            Self::Fault => "Export again; if it stays so, report it with the time.",
        }
    }
}

impl From<ExportError> for Problem {
    fn from(error: ExportError) -> Self {
        match error {
            ExportError::Store(error) => error.into(),
            ExportError::Busy => Self::later(error.code(), error.to_string(), error.remedy(), 5),
            error => {
                tracing::error!(code = error.code(), error = &error as &dyn std::error::Error, "an export could not be made");
                Self::new(StatusCode::INTERNAL_SERVER_ERROR, error.code(), error.to_string(), error.remedy())
            }
        }
    }
}
