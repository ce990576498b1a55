//! What PostgreSQL says, in the words of the record.

use sqlx::error::DatabaseError;
use store::StoreError;

/// What the server said, without statement, values or details: a detail quotes rows.
#[derive(Debug, thiserror::Error)]
#[error("PostgreSQL says: {message} (SQLSTATE {code})")]
struct Said {
    code: String,
    message: String,
}

/// Turns a driver's error into the record's.
pub trait StoreErrorFrom<T> {
    /// The same result.
    fn stored(self) -> Result<T, StoreError>;
}

impl<T> StoreErrorFrom<T> for Result<T, sqlx::Error> {
    fn stored(self) -> Result<T, StoreError> {
        self.map_err(|error| match &error {
            sqlx::Error::Database(said) => classify(&**said),
            // The connection cannot be used after any of these, and another one may well be.
            sqlx::Error::Io(_)
            | sqlx::Error::Tls(_)
            | sqlx::Error::Protocol(_)
            | sqlx::Error::PoolTimedOut
            | sqlx::Error::PoolClosed
            | sqlx::Error::WorkerCrashed => StoreError::Unreachable(error.into()),
            sqlx::Error::ColumnNotFound(_) | sqlx::Error::ColumnDecode { .. } => StoreError::Damaged(error.to_string()),
            _ => StoreError::Other(error.into()),
        })
    }
}

/// Whether a value that may stand once was there already.
pub fn is_taken(error: &StoreError) -> bool {
    matches!(error, StoreError::Other(said) if said.downcast_ref::<Said>().is_some_and(|said| said.code == "23505"))
}

/// By SQLSTATE (PostgreSQL's manual, appendix A).
fn classify(error: &dyn DatabaseError) -> StoreError {
    let code = error.code().unwrap_or_default().into_owned();
    let said = Said { message: error.message().to_owned(), code };
    match said.code.as_str() {
        // Disk full; a temporary file beyond its limit.
        "53100" | "53400" => StoreError::Full(said.into()),
        // A replica or a database set to read only; no privilege.
        "25006" | "42501" => StoreError::ReadOnly(said.into()),
        // Corrupted data or index; a file that is gone; a table that is gone or never was.
        "XX001" | "XX002" | "58P01" | "42P01" => StoreError::Damaged(said.to_string()),
        // Cancelled by a timeout; a lock that another, such as maintenance, does not give up; no such database.
        "57014" | "55P03" | "3D000" => StoreError::Unreachable(said.into()),
        // Stopping, crashed, starting; connection exceptions; who are you?
        code if code.starts_with("57P") || code.starts_with("08") || code.starts_with("28") => StoreError::Unreachable(said.into()),
        _ => StoreError::Other(said.into()),
    }
}
