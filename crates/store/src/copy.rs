//! A record from one database into another: backup, restore, and the way from SQLite to PostgreSQL.
//!
//! Entries, rows and checkpoints are copied; tiles are computed anew from the entries, and each checkpoint of the original must fit
//! them, so a copy that ends is a copy that verifies.

use std::collections::HashMap;

use tlog::writer::TileWriter;
use tlog::{SignedCheckpoint, hash};

use crate::rows::Batch;
use crate::{Reader, Store, StoreError};

/// Entries of one step, about: a step ends with a checkpoint.
const STEP: u64 = 4096;

/// Settings that belong to the record, and go with it.
const SETTINGS: [&str; 4] = ["origin", "key", "vault", "custodians"];

/// Kinds of documents that stay behind.
const PASSES: [&str; 2] = ["session", "link"];

/// Copies everything up to the latest checkpoint of `from`, which must stay at one moment ([`Store::snapshot`]), into `to`, which must
/// be empty. Tokens may get other numbers there, and submissions name those. `tell` hears how far it is.
///
/// # Errors
/// [`StoreError`] of either side; [`StoreError::Inconsistent`] where the original's tree is not the one its checkpoints say. What was
/// copied until then stays in `to`.
pub async fn copy(from: &dyn Reader, to: &dyn Store, tell: &mut (dyn FnMut(u64, u64) + Send)) -> Result<u64, StoreError> {
    let head = from.head().await?.ok_or_else(|| StoreError::Damaged("it has no log".to_owned()))?;
    let mut writer = to.writer().await?;
    if to.head().await?.is_some() || !to.tokens().await?.is_empty() || !to.document_kinds().await?.is_empty() {
        return Err(StoreError::Damaged("the place to copy into has a record already".to_owned()));
    }
    for name in SETTINGS {
        if let Some(value) = from.get(name).await? {
            to.set(name, &value).await?;
        }
    }
    let tokens = tokens(from, to).await?;
    documents(from, to).await?;
    let mut tree = TileWriter::new();
    // Every log begins with a checkpoint of no entries.
    let empty = from.heads(0, 1).await?.into_iter().filter(|head| head.size == 0).collect();
    writer.commit(&Batch { heads: empty, ..Batch::default() }).await?;
    while tree.size() < head.size {
        let mut batch = step(from, &mut tree, head.size).await?;
        for row in &mut batch.submissions {
            row.token = tokens.get(&row.token).copied().unwrap_or(row.token);
        }
        writer.commit(&batch).await?;
        tell(tree.size(), head.size);
    }
    for cosignature in from.cosignatures(0..head.size + 1).await? {
        to.add_cosignature(&cosignature).await?;
    }
    Ok(head.size)
}

/// Copies the tokens, and says which number each has there: a database numbers them itself, and where making one failed once, there
/// is a gap.
async fn tokens(from: &dyn Reader, to: &dyn Store) -> Result<HashMap<i64, i64>, StoreError> {
    let mut numbers = HashMap::new();
    for token in from.tokens().await? {
        let id = to.add_token(&token).await?;
        if let Some(at) = token.revoked_at {
            to.revoke_token(id, at).await?;
        }
        numbers.insert(token.id, id);
    }
    Ok(numbers)
}

/// Copies documents, but for those that let somebody in: whoever has one for the original must not have one for the copy.
async fn documents(from: &dyn Reader, to: &dyn Store) -> Result<(), StoreError> {
    let kinds = from.document_kinds().await?;
    for kind in kinds.iter().filter(|kind| !PASSES.contains(&kind.as_str())) {
        let mut after: Option<String> = None;
        loop {
            let some = from.documents(kind, after.as_deref(), 1000).await?;
            let Some(last) = some.last() else { break };
            after = Some(last.id.clone());
            for document in &some {
                if !to.copy_document(document).await? {
                    return Err(StoreError::Damaged("two documents have the same name".to_owned()));
                }
            }
        }
    }
    Ok(())
}

/// The next entries and all that belongs to them.
async fn step(from: &dyn Reader, tree: &mut TileWriter, size: u64) -> Result<Batch, StoreError> {
    let first = tree.size();
    let heads: Vec<_> = from.heads(first + 1, 4096).await?.into_iter().filter(|head| head.size <= size).collect();
    let wanted = heads.iter().take_while(|head| head.size <= first + STEP).count().max(1);
    let heads = heads.get(..wanted).ok_or_else(|| StoreError::Damaged(format!("no checkpoint covers entry {first}")))?.to_vec();
    let end = heads[wanted - 1].size;
    let entries = from.entries(first..end).await?;
    let mut next = heads.iter().peekable();
    for (entry, index) in entries.iter().zip(first..) {
        tree.push(hash::leaf(entry));
        while let Some(head) = next.next_if(|head| head.size == index + 1) {
            fits(tree, &head.note, head.size)?;
        }
    }
    if next.peek().is_some() {
        return Err(StoreError::Inconsistent { what: "entry", index: tree.size(), fault: "it is missing".to_owned() });
    }
    Ok(Batch {
        first,
        entries,
        tiles: tree.take().into_iter().map(|(tile, bytes)| (tile.level, tile.index, bytes)).collect(),
        heads,
        payloads: from.payloads(first..end).await?,
        sealed: from.sealed(first..end).await?,
        submissions: from.submissions_in(first..end).await?,
        attachments: from.attachments_in(first..end).await?,
        forms: from.forms_in(first..end).await?,
        objects: from.objects_in(first..end).await?,
        // Rows come as they are now: corrected, outdated, erased.
        ..Batch::default()
    })
}

/// Whether the tree so far is the one of a checkpoint.
fn fits(tree: &TileWriter, note: &str, size: u64) -> Result<(), StoreError> {
    let wrong = |fault: String| StoreError::Inconsistent { what: "checkpoint", index: size, fault };
    let signed = SignedCheckpoint::parse(note.as_bytes()).map_err(|e| wrong(e.to_string()))?;
    let same = signed.checkpoint().size() == size && *signed.checkpoint().root() == tree.root();
    if same { Ok(()) } else { Err(wrong("the entries before it give another root: one of them was altered".to_owned())) }
}
