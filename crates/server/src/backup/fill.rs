//! The copying itself: record, keys, attachments.

use evidence::objects::{ObjectError, ObjectFault};
use evidence::{Kept, Objects, VaultRecipient};
use store::check;
use store::rows::AttachmentRow;
use store::{Reader, Store};

use super::{BackupError, Copied};
use crate::contents::kept;
use crate::data_dir::DataDir;
use crate::progress::{STEP, Tell};

/// From where to where.
pub struct Way<'a> {
    /// The record to copy, at one moment.
    pub from: &'a dyn Reader,
    /// The directory it belongs to.
    pub from_dir: &'a DataDir,
    /// An empty database.
    pub to: &'a dyn Store,
    /// The directory it belongs to.
    pub to_dir: &'a DataDir,
    /// The record as it is now, where it goes on.
    pub live: Option<&'a dyn Reader>,
    /// Whether the vault's key goes with the other keys.
    pub with_vault_key: bool,
}

/// Copies record, keys and attachments, and verifies the copy.
pub async fn fill(way: &Way<'_>, tell: &mut Tell<'_>) -> Result<Copied, BackupError> {
    let entries = store::copy::copy(way.from, way.to, &mut |done, all| tell("record", done, all)).await?;
    way.to_dir.copy_keys(way.from_dir, way.with_vault_key)?;
    let checked = check::check(way.to, entries, &mut |done, all| tell("verifying", done, all)).await?;
    let (attachments, missing) = attachments(way, entries, tell).await?;
    if let Some(head) = way.to.head().await? {
        way.to_dir.publish(&head.note)?;
    }
    let vault_key = way.to_dir.vault_key()?.is_some();
    let custodians = way.to.get("custodians").await?.is_some();
    Ok(Copied { entries, checked, attachments, missing, vault_key, custodians })
}

/// Copies the content of all attachments: how many, and the entries of those whose content is lost.
async fn attachments(way: &Way<'_>, entries: u64, tell: &mut Tell<'_>) -> Result<(u64, Vec<u64>), BackupError> {
    let vault: VaultRecipient =
        way.from.get("vault").await?.ok_or(BackupError::Vault(None))?.parse().map_err(|e| BackupError::Vault(Some(e)))?;
    let source = Objects::open(&way.from_dir.objects(None)?, vault.clone())?;
    let target = Objects::open(&way.to_dir.objects(None)?, vault)?;
    let (mut copied, mut missing) = (0, Vec::new());
    let mut first = 0;
    while first < entries {
        let rows = way.to.attachments_in(first..entries.min(first + STEP)).await?;
        for row in rows.iter().filter(|row| row.erased_by.is_none()) {
            if content(&kept(row), &source, &target).await? {
                copied += 1;
            } else if !erased_since(row, way.live).await? {
                missing.push(row.index);
            }
        }
        first += STEP;
        tell("attachments", first.min(entries), entries);
    }
    Ok((copied, missing))
}

/// Copies the content of one attachment; says whether all of it was there. One that is lost must not keep the others from being copied.
async fn content(kept: &Kept, from: &Objects, to: &Objects) -> Result<bool, BackupError> {
    let working = Kept { sealed: false, ..kept.clone() };
    let sealed = Kept { working: None, ..kept.clone() };
    let mut whole = kept.objects().next().is_some();
    // Each by itself: the sealed original is worth having when the working copy is lost, and the other way round.
    for part in [working, sealed] {
        if part.objects().next().is_some() {
            whole &= one(&part, from, to).await?;
        }
    }
    Ok(whole)
}

async fn one(part: &Kept, from: &Objects, to: &Objects) -> Result<bool, BackupError> {
    match from.copy_to(to, part).await {
        Ok(()) => {}
        Err(ObjectError::Missing { .. } | ObjectError::Damaged { .. }) => return Ok(false),
        Err(error) => return Err(error.into()),
    }
    match to.check(part).await {
        Ok(()) => Ok(true),
        Err(ObjectFault::Object(error)) if !lost(&error) => Err(error.into()),
        Err(_) => Ok(false),
    }
}

fn lost(error: &ObjectError) -> bool {
    matches!(error, ObjectError::Missing { .. } | ObjectError::Damaged { .. })
}

/// Whether a submission was erased since the moment that is copied.
async fn erased_since(row: &AttachmentRow, live: Option<&dyn Reader>) -> Result<bool, BackupError> {
    let Some(live) = live else { return Ok(false) };
    let now = live.attachments_in(row.index..row.index + 1).await?.pop();
    Ok(now.is_some_and(|now| now.erased_by.is_some()))
}
