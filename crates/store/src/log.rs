//! The log as tiles and bundles, read out of the database.

use std::error::Error;
use std::sync::Arc;

use tlog::SignedCheckpoint;
use tlog::entries::{self, EntryReader};
use tlog::proof::LogProof;
use tlog::tile::{Bundle, FULL, Tile, TileReader, TiledTree};
use tokio::runtime::Handle;

use crate::rows::Head;
use crate::{Reader, StoreError};

/// The bytes of a tile of exactly this width; nothing where the database has fewer hashes.
///
/// # Errors
/// [`StoreError`].
pub async fn tile(reader: &dyn Reader, tile: &Tile) -> Result<Option<Vec<u8>>, StoreError> {
    let width = usize::from(tile.width) * 32;
    let widest = reader.tile(tile.level, tile.index).await?;
    Ok(widest.filter(|bytes| bytes.len() >= width).map(|mut bytes| {
        bytes.truncate(width);
        bytes
    }))
}

/// The bytes of a bundle of exactly this width; nothing where the database has fewer entries.
///
/// # Errors
/// [`StoreError`].
pub async fn bundle(reader: &dyn Reader, bundle: &Bundle) -> Result<Option<Vec<u8>>, StoreError> {
    // A number from an address may be any.
    let Some(first) = bundle.index.checked_mul(u64::from(FULL)) else { return Ok(None) };
    let found = reader.entries(first..first.saturating_add(u64::from(bundle.width))).await?;
    if found.len() < usize::from(bundle.width) {
        return Ok(None);
    }
    let mut bytes = Vec::new();
    for (index, entry) in (first..).zip(&found) {
        entries::push(&mut bytes, entry).map_err(|e| StoreError::Inconsistent { what: "entry", index, fault: e.to_string() })?;
    }
    Ok(Some(bytes))
}

/// The checkpoint of a size with its cosignatures; nothing where there is none of exactly that size.
///
/// # Errors
/// [`StoreError`].
pub async fn cosigned(reader: &dyn Reader, size: u64) -> Result<Option<String>, StoreError> {
    let Some(Head { mut note, .. }) = reader.heads(size, 1).await?.pop().filter(|head| head.size == size) else { return Ok(None) };
    for row in reader.cosignatures(size..size + 1).await? {
        note.push_str(&row.line);
        note.push('\n');
    }
    Ok(Some(note))
}

/// The receipt of an entry as a file that proves offline that it is in the log, the entry in it: under the checkpoint
/// after it that most witnesses cosigned, or the latest.
///
/// # Errors
/// [`StoreError`]; [`StoreError::Inconsistent`] where there is no such entry or its proof cannot be made.
pub async fn receipt(reader: Arc<dyn Reader>, index: u64) -> Result<String, StoreError> {
    let wrong = |fault: String| StoreError::Inconsistent { what: "entry", index, fault };
    let size = match reader.cosigned_size(index + 1).await? {
        Some(size) => Some(size),
        None => reader.head().await?.map(|head| head.size),
    };
    let note = match size.filter(|size| *size > index) {
        Some(size) => cosigned(&*reader, size).await?,
        None => None,
    };
    let note = note.ok_or_else(|| wrong("no checkpoint covers it".to_owned()))?;
    let entry = reader.entries(index..index + 1).await?.pop();
    let log = WaitingLog::new(reader, Handle::current());
    let made = tokio::task::spawn_blocking(move || {
        let checkpoint = SignedCheckpoint::parse(note.as_bytes()).map_err(|e| e.to_string())?;
        let tree = TiledTree::new(log, checkpoint.checkpoint().size());
        LogProof::make(&tree, index, checkpoint, entry).map(|proof| proof.to_string()).map_err(|e| e.to_string())
    });
    made.await.map_err(|e| wrong(e.to_string()))?.map_err(wrong)
}

/// The log for whoever reads it in one go, on a thread that may wait: it must not be used on a thread of the runtime.
#[derive(Clone)]
pub struct WaitingLog {
    reader: Arc<dyn Reader>,
    runtime: Handle,
    /// Bundles are read this many at a time ahead, when they are read in order.
    ahead: Arc<std::sync::Mutex<Ahead>>,
}

#[derive(Default)]
struct Ahead {
    first: u64,
    entries: Vec<Vec<u8>>,
}

/// Entries read at once.
const AHEAD: u64 = 16 * FULL as u64;

impl WaitingLog {
    /// Reads through this runtime.
    #[must_use]
    pub fn new(reader: Arc<dyn Reader>, runtime: Handle) -> Self {
        Self { reader, runtime, ahead: Arc::default() }
    }

    /// Entries of a bundle, out of what was read ahead.
    fn entries(&self, bundle: &Bundle) -> Result<Option<Vec<u8>>, StoreError> {
        let mut ahead = self.ahead.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        let (first, width) = (bundle.first_entry(), usize::from(bundle.width));
        let inside = first >= ahead.first && first + u64::from(bundle.width) <= ahead.first + ahead.entries.len() as u64;
        if !inside {
            ahead.entries = self.runtime.block_on(self.reader.entries(first..first + AHEAD))?;
            ahead.first = first;
        }
        let skip = usize::try_from(first - ahead.first).unwrap_or(usize::MAX);
        let Some(found) = ahead.entries.get(skip..skip + width) else { return Ok(None) };
        let mut bytes = Vec::with_capacity(found.iter().map(|entry| entry.len() + 2).sum());
        for (index, entry) in (first..).zip(found) {
            entries::push(&mut bytes, entry).map_err(|e| StoreError::Inconsistent { what: "entry", index, fault: e.to_string() })?;
        }
        Ok(Some(bytes))
    }
}

impl TileReader for WaitingLog {
    fn tile(&self, wanted: &Tile) -> Result<Option<Vec<u8>>, Box<dyn Error + Send + Sync>> {
        Ok(self.runtime.block_on(tile(&*self.reader, wanted))?)
    }
}

impl EntryReader for WaitingLog {
    fn bundle(&self, wanted: &Bundle) -> Result<Option<Vec<u8>>, Box<dyn Error + Send + Sync>> {
        Ok(self.entries(wanted)?)
    }
}
