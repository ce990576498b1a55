//! Backup and restore. A backup is a data directory: the record in SQLite, whatever database it came from, attachments, keys. It is
//! made from one moment of the record while the server goes on, and is verified before it gets its name.
//!
//! | question | module |
//! |---|---|
//! | where is it made, and when does it get its name? | `place` |
//! | what is copied, and what is checked of it? | `fill` |
//! | may the record be gone on from it? | `history` |

mod error;
mod fill;
mod history;
mod place;

use std::path::Path;

use store::Reader;
use store::check::Checked;

pub use error::BackupError;

pub(crate) use crate::contents::kept;
use crate::data_dir::DataDir;
use crate::progress::Tell;
use fill::{Way, fill};
use place::Passing;

/// What is in a backup, or in what was restored from one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Copied {
    /// Entries of the log.
    pub entries: u64,
    /// What was verified.
    pub checked: Checked,
    /// Attachments whose content was copied.
    pub attachments: u64,
    /// Entries of attachments whose content is lost: it was not there any more, or not whole.
    pub missing: Vec<u64>,
    /// Whether the vault's key is in it.
    pub vault_key: bool,
    /// Whether custodians hold the vault's key, by envelopes that are in it.
    pub custodians: bool,
}

/// Copies one moment of a data directory's record into a new folder. The server may be running. The vault's key is left out unless
/// asked for: who finds the backup would read what is sealed in it.
///
/// # Errors
/// [`BackupError`]; nothing is left at `out` then.
pub async fn backup(
    from: &DataDir,
    database: Option<&str>,
    out: &Path,
    with_vault_key: bool,
    tell: &mut Tell<'_>,
) -> Result<Copied, BackupError> {
    let passing = Passing::make(out, from.root())?;
    let live = from.store(from.database(database)?.as_deref()).await?;
    let moment = live.snapshot().await?;
    let to_dir = DataDir::create(passing.path())?;
    let copy = to_dir.store(None).await?;
    let reading: &dyn Reader = &*live;
    let way = Way { from: &*moment, from_dir: from, to: &*copy, to_dir: &to_dir, live: Some(reading), with_vault_key };
    let copied = fill(&way, tell).await?;
    copy.scrub().await?;
    drop(copy);
    passing.name()?;
    Ok(copied)
}

/// Puts a backup into a new data directory, and into a database where one is given. `latest` is the latest checkpoint of the log that
/// can be found: a backup that is older, or of another history, is refused, because going on from it would fork the log.
///
/// # Errors
/// [`BackupError`]; nothing is left at `data_dir` then, but a database given may have a part of the record.
pub async fn restore(
    from: &DataDir,
    data_dir: &Path,
    database: Option<&str>,
    latest: Option<&[u8]>,
    tell: &mut Tell<'_>,
) -> Result<Copied, BackupError> {
    let passing = Passing::make(data_dir, from.root())?;
    let backup = from.store(from.database(None)?.as_deref()).await?;
    if let Some(latest) = latest {
        history::continues(&*backup, from, latest).await?;
    }
    let to_dir = DataDir::create(passing.path())?;
    let store = to_dir.store(to_dir.database(database)?.as_deref()).await?;
    if store.head().await?.is_some() || !store.tokens().await?.is_empty() {
        return Err(BackupError::DatabaseTaken);
    }
    let way = Way { from: &*backup, from_dir: from, to: &*store, to_dir: &to_dir, live: None, with_vault_key: true };
    let copied = fill(&way, tell).await?;
    drop(store);
    passing.name()?;
    Ok(copied)
}
