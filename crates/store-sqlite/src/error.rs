//! What SQLite says, in the words of the record.

use sqlx::error::DatabaseError;
use store::StoreError;

/// Turns a driver's error into the record's.
pub trait StoreErrorFrom<T> {
    /// The same result.
    fn stored(self) -> Result<T, StoreError>;
}

impl<T> StoreErrorFrom<T> for Result<T, sqlx::Error> {
    fn stored(self) -> Result<T, StoreError> {
        self.map_err(classify)
    }
}

/// By SQLite's primary result code (sqlite.org/rescode.html).
fn classify(error: sqlx::Error) -> StoreError {
    let code = error.as_database_error().and_then(DatabaseError::code).and_then(|code| code.parse::<i32>().ok());
    match code.map(|code| code & 0xff) {
        Some(13) => StoreError::Full(error.into()),
        Some(3 | 8 | 14 | 23) => StoreError::ReadOnly(error.into()),
        Some(5 | 6) => StoreError::Unreachable(error.into()),
        Some(11 | 26) => StoreError::Damaged(error.to_string()),
        // An I/O error of writing may be a full disk that SQLite could not tell; it passes or it does not.
        Some(_) => StoreError::Other(error.into()),
        None => match &error {
            sqlx::Error::Io(_) | sqlx::Error::PoolTimedOut | sqlx::Error::WorkerCrashed | sqlx::Error::PoolClosed => {
                StoreError::Unreachable(error.into())
            }
            _ => StoreError::Other(error.into()),
        },
    }
}
