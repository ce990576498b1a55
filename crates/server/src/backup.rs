//! Backup and restore. A backup is a data directory: the record in SQLite, whatever database it came from, attachments, keys. It is
//! made from one moment of the record while the server goes on, and is verified before it gets its name.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use domain::Commitment;
use evidence::objects::ObjectError;
use evidence::vault::VaultError;
use evidence::{Kept, Media, Objects, VaultRecipient};
use store::check::{self, Checked};
use store::rows::AttachmentRow;
use store::{Reader, Store, StoreError};
use store_sqlite::SqliteStore;
use tlog::SignedCheckpoint;

use crate::data_dir::{DataDir, DataDirError};

/// Attachments looked at in one go, by entries.
const STEP: u64 = 4096;

/// Why a backup was not made, or not restored.
#[derive(Debug, thiserror::Error)]
pub enum BackupError {
    /// One of the two data directories.
    #[error(transparent)]
    DataDir(#[from] DataDirError),
    /// An attachment.
    #[error(transparent)]
    Objects(#[from] ObjectError),
    /// The place to write to.
    #[error("`{}` is there already", .0.display())]
    Taken(PathBuf),
    /// A file.
    #[error("`{}` cannot be written: {source}", path.display())]
    File {
        /// Which.
        path: PathBuf,
        /// Why.
        source: std::io::Error,
    },
    /// The log went on after the backup.
    #[error("the log went on to {latest} entries after this backup of {backup}")]
    Older {
        /// Entries of the latest checkpoint given.
        latest: u64,
        /// Entries of the backup.
        backup: u64,
    },
    /// The checkpoint given is not this log's.
    #[error("the checkpoint given is not one of this log: {0}")]
    Checkpoint(String),
    /// The vault's name in the record.
    #[error("the record does not say to whom it seals")]
    Vault(#[source] Option<VaultError>),
}

impl From<StoreError> for BackupError {
    fn from(error: StoreError) -> Self {
        Self::DataDir(error.into())
    }
}

impl BackupError {
    /// Stable code.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Self::DataDir(error) => error.code(),
            Self::Objects(error) => error.code(),
            Self::Taken(_) => "BACKUP-TAKEN",
            Self::File { .. } => "BACKUP-FILE",
            Self::Older { .. } => "BACKUP-OLDER",
            Self::Checkpoint(_) => "BACKUP-CHECKPOINT",
            Self::Vault(_) => "BACKUP-VAULT",
        }
    }

    /// What to do about it.
    #[must_use]
    pub fn remedy(&self) -> &'static str {
        match self {
            Self::DataDir(error) => error.remedy(),
            Self::Objects(error) => error.remedy(),
            Self::Taken(_) => "Give a folder that is not there yet.",
            Self::File { .. } => "Make room, or choose another place. What was written so far is in the folder ending in `.partial`.",
            Self::Older { .. } => {
                "Find a later backup. Going on from this one would show another history to those who hold later receipts."
            }
            Self::Checkpoint(_) => "Fetch the latest checkpoint of this log from a witness or from whoever kept one.",
            Self::Vault(_) => "Start the server on it once, which makes the vault.",
        }
    }
}

/// What is in a backup.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Copied {
    /// Entries of the log.
    pub entries: u64,
    /// What was verified.
    pub checked: Checked,
    /// Attachments whose content was copied.
    pub attachments: u64,
}

/// Hears how far it is: the phase, entries done, entries in all.
pub type Tell<'a> = dyn FnMut(&'static str, u64, u64) + Send + 'a;

/// Copies one moment of a data directory's record into a new folder. The server may be running.
///
/// # Errors
/// [`BackupError`]; the folder is then not there under its name.
pub async fn backup(from: &DataDir, database: Option<&str>, out: &Path, tell: &mut Tell<'_>) -> Result<Copied, BackupError> {
    free(out)?;
    let partial = out.with_extension("partial");
    if partial.exists() {
        fs::remove_dir_all(&partial).map_err(|source| BackupError::File { path: partial.clone(), source })?;
    }
    let database = from.database(database)?;
    let live = from.store(database.as_deref()).await?;
    let moment = live.snapshot().await?;
    let to = DataDir::create(&partial)?;
    let copy: Arc<dyn Store> = Arc::new(SqliteStore::open(&to.sqlite()).await?);
    let copied = fill(&*moment, &*copy, (from, &to), Some(&*live), tell).await?;
    copy.scrub().await?;
    drop(copy);
    fs::rename(&partial, out).map_err(|source| BackupError::File { path: out.to_owned(), source })?;
    Ok(copied)
}

/// Puts a backup into a new data directory, and into a database where one is given. `latest` is the latest checkpoint of the log that
/// can be found: a backup that is older is refused, because going on from it would fork the log.
///
/// # Errors
/// [`BackupError`].
pub async fn restore(
    from: &DataDir,
    data_dir: &Path,
    database: Option<&str>,
    latest: Option<&[u8]>,
    tell: &mut Tell<'_>,
) -> Result<Copied, BackupError> {
    free(data_dir)?;
    let backup = from.store(from.database(None)?.as_deref()).await?;
    if let Some(latest) = latest {
        continues(&*backup, from, latest).await?;
    }
    let to = DataDir::create(data_dir)?;
    let database = to.database(database)?;
    let store = to.store(database.as_deref()).await?;
    fill(&*backup, &*store, (from, &to), None, tell).await
}

/// Copies record, keys and attachments, and verifies the copy.
async fn fill(
    from: &dyn Reader,
    to: &dyn Store,
    (from_dir, to_dir): (&DataDir, &DataDir),
    live: Option<&dyn Store>,
    tell: &mut Tell<'_>,
) -> Result<Copied, BackupError> {
    let entries = store::copy::copy(from, to, &mut |done, all| tell("record", done, all)).await?;
    to_dir.copy_keys(from_dir)?;
    let checked = check::check(to, entries, &mut |done, all| tell("verifying", done, all)).await?;
    let vault: VaultRecipient =
        from.get("vault").await?.ok_or(BackupError::Vault(None))?.parse().map_err(|e| BackupError::Vault(Some(e)))?;
    let source = Objects::open(&from_dir.objects(None)?, vault.clone())?;
    let target = Objects::open(&to_dir.objects(None)?, vault)?;
    let mut attachments = 0;
    let mut first = 0;
    while first < entries {
        for row in to.attachments_in(first..first + STEP).await? {
            attachments += u64::from(content(&row, &source, &target, live).await?);
        }
        first += STEP;
        tell("attachments", first.min(entries), entries);
    }
    if let Some(head) = to.head().await? {
        to_dir.publish(&head.note)?;
    }
    Ok(Copied { entries, checked, attachments })
}

/// Copies the content of one attachment; says whether there was any.
async fn content(row: &AttachmentRow, from: &Objects, to: &Objects, live: Option<&dyn Store>) -> Result<bool, BackupError> {
    if row.erased_by.is_some() {
        return Ok(false);
    }
    match from.copy_to(to, &kept(row)).await {
        Ok(()) => Ok(true),
        // It may have been erased since the moment that is copied.
        Err(error @ ObjectError::Missing { .. }) => {
            let now = match live {
                Some(live) => live.attachments_in(row.index..row.index + 1).await?.pop(),
                None => None,
            };
            if now.is_some_and(|now| now.erased_by.is_some()) { Ok(false) } else { Err(error.into()) }
        }
        Err(error) => Err(error.into()),
    }
}

/// What an attachment's row says of its content.
#[must_use]
pub fn kept(row: &AttachmentRow) -> Kept {
    let media = [Media::Jpeg, Media::Png, Media::WebP].into_iter().find(|media| media.mime() == row.media).unwrap_or(Media::Other);
    Kept { sha256: row.sha256, length: row.length, media, working: row.working, sealed: row.sealed }
}

/// Whether the backup is as far as a checkpoint of the same log.
async fn continues(backup: &dyn Store, dir: &DataDir, latest: &[u8]) -> Result<(), BackupError> {
    let wrong = |e: String| BackupError::Checkpoint(e);
    let signed = SignedCheckpoint::parse(latest).map_err(|e| wrong(e.to_string()))?;
    let key = dir.log_public()?.ok_or_else(|| wrong("the backup has no public key".to_owned()))?;
    signed.verify(&key).map_err(|e| wrong(e.to_string()))?;
    let (latest, head) = (signed.checkpoint().size(), backup.head().await?.map_or(0, |head| head.size));
    if latest > head { Err(BackupError::Older { latest, backup: head }) } else { Ok(()) }
}

fn free(path: &Path) -> Result<(), BackupError> {
    let empty = fs::read_dir(path).map_or(true, |mut entries| entries.next().is_none());
    let file = path.is_file();
    if empty && !file { Ok(()) } else { Err(BackupError::Taken(path.to_owned())) }
}

/// The commitment to the private block that a submission's payload names.
#[must_use]
pub fn private_commitment(payload: &[u8]) -> Option<Commitment> {
    let members = intake::submission::members(payload).ok()?;
    let (_, value) = members.into_iter().find(|(name, _)| name == "private")?;
    Commitment::parse(&serde_json::from_str::<String>(value.get()).ok()?)
}
