//! The tree in memory: its right edge, as the database left it.

use std::collections::HashMap;
use std::error::Error;

use tlog::tile::{self, Tile, TileReader};
use tlog::writer::TileWriter;
use tlog::{SignedCheckpoint, SignerKey};

use crate::rows::Head;
use crate::{Store, StoreError};

/// Tiles read ahead: the tree's reader cannot wait for a database.
struct Edge(HashMap<Tile, Vec<u8>>);

impl TileReader for Edge {
    fn tile(&self, tile: &Tile) -> Result<Option<Vec<u8>>, Box<dyn Error + Send + Sync>> {
        Ok(self.0.get(tile).cloned())
    }
}

/// Reads head and edge, and holds them against each other and the key. Nothing where the record is new.
pub async fn load(store: &dyn Store, key: &SignerKey) -> Result<Option<(Head, TileWriter)>, StoreError> {
    let Some(head) = store.head().await? else { return Ok(None) };
    let wrong = |fault: String| StoreError::Inconsistent { what: "checkpoint", index: head.size, fault };
    let signed = SignedCheckpoint::parse(head.note.as_bytes()).map_err(|e| wrong(e.to_string()))?;
    signed.verify(key.verifier()).map_err(|e| wrong(e.to_string()))?;
    let mut edge = HashMap::new();
    for tile in tile::edge(head.size) {
        if let Some(mut bytes) = store.tile(tile.level, tile.index).await? {
            bytes.truncate(usize::from(tile.width) * 32);
            edge.insert(tile, bytes);
        }
    }
    let tree = TileWriter::resume(head.size, &Edge(edge)).map_err(|e| wrong(e.to_string()))?;
    let checkpoint = signed.checkpoint();
    if checkpoint.size() != head.size || *checkpoint.root() != tree.root() {
        return Err(wrong("the tree in the database has another root than the checkpoint over it".to_owned()));
    }
    Ok(Some((head, tree)))
}
