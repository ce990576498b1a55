//! Whether a backup may be gone on from.

use store::Reader;
use tlog::SignedCheckpoint;

use super::BackupError;
use crate::data_dir::DataDir;

/// Refuses a backup that does not hold the history of a checkpoint of the same log: an older one, or one of another history.
pub async fn continues(backup: &dyn Reader, dir: &DataDir, latest: &[u8]) -> Result<(), BackupError> {
    let wrong = |e: String| BackupError::Checkpoint(e);
    let latest = SignedCheckpoint::parse(latest).map_err(|e| wrong(e.to_string()))?;
    let key = dir.log_public()?.ok_or_else(|| wrong("the backup has no public key".to_owned()))?;
    latest.verify(&key).map_err(|e| wrong(e.to_string()))?;
    let size = latest.checkpoint().size();
    let head = backup.head().await?.map_or(0, |head| head.size);
    if size > head {
        return Err(BackupError::Older { latest: size, backup: head });
    }
    // Every checkpoint that was ever shown is in the record. Sizes alone say nothing: a fork has them too.
    let there = backup.heads(size, 1).await?.pop().filter(|head| head.size == size);
    let there = there.and_then(|head| SignedCheckpoint::parse(head.note.as_bytes()).ok());
    let same = there.is_some_and(|there| there.checkpoint().root() == latest.checkpoint().root());
    if same { Ok(()) } else { Err(BackupError::Fork { size }) }
}
