//! Recoveries under way, as documents that expire.

use accounts::recovery::{Recovery, RecoveryError};
use axum::http::StatusCode;
use store::StoreError;
use store::rows::DocumentRow;
use uuid::Uuid;

use crate::app::App;
use crate::problem::Problem;

/// Documents that are recoveries.
const KIND: &str = "recovery";

fn read(row: &DocumentRow) -> Result<Recovery, StoreError> {
    serde_json::from_slice(&row.body).map_err(|e| StoreError::Damaged(format!("a recovery cannot be read: {e}")))
}

/// Recoveries that wait for a second administrator.
///
/// # Errors
/// [`StoreError`].
pub async fn recoveries(app: &App, now: u64) -> Result<Vec<Recovery>, StoreError> {
    let rows = app.store.documents(KIND, None, 1000).await?;
    let all: Result<Vec<_>, _> = rows.iter().map(read).collect();
    Ok(all?.into_iter().filter(|recovery| now < recovery.expires_at).collect())
}

/// An administrator agrees that an account is let in again; says whether enough have.
///
/// # Errors
/// `Problem` where it does not count, or the database cannot be written.
pub async fn approve(app: &App, account: Uuid, by: Uuid, now: u64) -> Result<bool, Problem> {
    let there = app.store.document(KIND, &account.to_string()).await?;
    let waiting = there.as_ref().map(read).transpose()?.filter(|recovery| now < recovery.expires_at);
    let mut recovery = waiting.unwrap_or_else(|| Recovery::new(account, now));
    let enough = recovery.approve(by, now).map_err(refused)?;
    if enough {
        app.store.remove_document(KIND, &account.to_string()).await?;
        return Ok(true);
    }
    let body = serde_json::to_vec(&recovery).map_err(|e| StoreError::Other(e.into()))?;
    let expires_at = Some(recovery.expires_at);
    let row = DocumentRow { kind: KIND.to_owned(), id: account.to_string(), lookup: None, version: 0, expires_at, body };
    if app.store.put_document(&row, there.map(|there| there.version)).await? {
        Ok(false)
    } else {
        Err(Problem::later("RECOVERY-BUSY", "another administrator agreed at the same moment", "Try again.", 1))
    }
}

fn refused(error: RecoveryError) -> Problem {
    Problem::new(StatusCode::CONFLICT, error.code(), error.to_string(), error.remedy())
}
