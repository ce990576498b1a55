//! A store in memory, keys from fixed seeds, and made-up entries.

use std::collections::BTreeMap;
use std::error::Error;

use tlog::entries::EntryReader;
use tlog::note::Algorithm;
use tlog::tile::{Bundle, Tile, TileReader};
use tlog::tree::MemoryTree;
use tlog::writer::LogWriter;
use tlog::{Checkpoint, SignedCheckpoint, SignerKey, hash};

pub const ORIGIN: &str = "example.org/log";

/// Files by path.
#[derive(Clone, Debug, Default)]
pub struct Store(pub BTreeMap<String, Vec<u8>>);

type Read = Result<Option<Vec<u8>>, Box<dyn Error + Send + Sync>>;

impl TileReader for Store {
    fn tile(&self, tile: &Tile) -> Read {
        Ok(self.0.get(&tile.path()).cloned())
    }
}

impl EntryReader for Store {
    fn bundle(&self, bundle: &Bundle) -> Read {
        Ok(self.0.get(&bundle.path()).cloned())
    }
}

impl Store {
    /// Stores what a writer has made since the last time.
    pub fn keep(&mut self, writer: &mut LogWriter) {
        self.0.extend(writer.take().into_iter().map(|(resource, bytes)| (resource.to_string(), bytes)));
    }
}

pub fn log_key() -> SignerKey {
    SignerKey::from_seed(ORIGIN, Algorithm::Ed25519, &[1; 32]).unwrap()
}

pub fn witness_key(number: u8) -> SignerKey {
    SignerKey::from_seed(&format!("witness.example/{number}"), Algorithm::CosignatureV1, &[100 + number; 32]).unwrap()
}

/// Entries of different lengths, the empty one among them.
pub fn entry(number: u64) -> Vec<u8> {
    let length = usize::try_from(number % 7).unwrap();
    number.to_string().as_bytes().iter().copied().cycle().take(length * 5).collect()
}

pub fn sign(size: u64, root: hash::Hash) -> SignedCheckpoint {
    Checkpoint::new(ORIGIN, size, root).unwrap().sign(&log_key()).unwrap()
}

/// A whole log of [`entry`]s with its checkpoint.
pub fn log(size: u64) -> (Store, SignedCheckpoint) {
    let mut writer = LogWriter::new();
    for number in 0..size {
        writer.append(&entry(number)).unwrap();
    }
    let mut store = Store::default();
    store.keep(&mut writer);
    (store, sign(size, writer.root()))
}

/// A log that published a checkpoint at each of these sizes.
pub fn grown(sizes: &[u64]) -> Store {
    let (mut writer, mut store) = (LogWriter::new(), Store::default());
    for size in sizes {
        for number in writer.size()..*size {
            writer.append(&entry(number)).unwrap();
        }
        store.keep(&mut writer);
    }
    store
}

/// The tree of [`entry`]s.
pub fn tree(size: u64) -> MemoryTree {
    (0..size).map(|number| hash::leaf(&entry(number))).collect()
}
