//! The whole log: every entry from the bundles against the tiles, every tile against the one above it, the right edge against
//! the checkpoint's root, the checkpoint against the log's key and the witnesses' policy.
//!
//! The walk goes down from what is signed. A tile is compared with a hash that was found right before, and an entry with a tile
//! that was found right before, so what does not fit is the thing itself and can be named.

mod blame;
mod fault;

pub use fault::Fault;

use std::fmt;

use serde::Serialize;

use crate::checkpoint::SignedCheckpoint;
use crate::cosign::{self, Cosignature};
use crate::entries::{EntryReader, entries, read_bundle};
use crate::hash::{self, Hash};
use crate::note::VerifierKey;
use crate::policy::Policy;
use crate::tile::{self, Bundle, FULL, Tile, TileReader, read_tile};
use crate::tree::perfect;
use crate::writer::root_of_edge;

/// What a log that verifies has.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Report {
    /// The log's name.
    pub origin: String,
    /// Entries.
    pub size: u64,
    /// The root over them.
    pub root: Hash,
    /// Bytes of the entries, without their length prefixes.
    pub entry_bytes: u64,
    /// Tiles compared.
    pub tiles: u64,
    /// Entry bundles compared.
    pub bundles: u64,
    /// Witnesses of the policy that cosigned.
    pub cosignatures: Vec<Cosignature>,
}

impl fmt::Display for Report {
    /// In sentences.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { origin, size, root, entry_bytes, tiles, bundles, cosignatures } = self;
        write!(
            f,
            "The log `{origin}` verifies: {size} entries ({entry_bytes} bytes), {bundles} bundles, {tiles} tiles, the root {root} and "
        )?;
        write!(f, "its signature.{}", cosign::sentence(cosignatures))
    }
}

/// Verifies a whole log whose checkpoint file is `checkpoint`. `progress` is told entries done and entries in all, after each
/// bundle.
///
/// # Errors
/// [`Fault`]: the first thing that is wrong, in the order checkpoint, policy, partial tiles, then the log from its beginning.
pub fn log(
    store: &(impl TileReader + EntryReader),
    checkpoint: &[u8],
    key: &VerifierKey,
    policy: &Policy,
    progress: &mut dyn FnMut(u64, u64),
) -> Result<Report, Fault> {
    let signed = SignedCheckpoint::parse(checkpoint)?;
    signed.verify(key)?;
    let met = policy.check(&signed)?;
    let head = signed.checkpoint();
    let mut walk = Walk { store, size: head.size(), entry_bytes: 0, tiles: 0, bundles: 0, entries: 0, progress };
    walk.tree(head.root())?;
    Ok(Report {
        origin: head.origin().to_owned(),
        size: head.size(),
        root: *head.root(),
        entry_bytes: walk.entry_bytes,
        tiles: walk.tiles,
        bundles: walk.bundles,
        cosignatures: met.cosignatures,
    })
}

/// The walk over tiles and bundles, and what it has counted.
struct Walk<'a, S> {
    store: &'a S,
    size: u64,
    entry_bytes: u64,
    tiles: u64,
    bundles: u64,
    entries: u64,
    progress: &'a mut dyn FnMut(u64, u64),
}

impl<S: TileReader + EntryReader> Walk<'_, S> {
    /// Everything below the root. The partial tiles together give the root; each of their hashes vouches for a full tile.
    fn tree(&mut self, root: &Hash) -> Result<(), Fault> {
        let mut edge = Vec::new();
        for tile in tile::edge(self.size) {
            edge.push((tile, read_tile(self.store, tile)?));
        }
        let rows: Vec<&[Hash]> = edge.iter().map(|(_, hashes)| hashes.as_slice()).collect();
        if root_of_edge(&rows) != *root {
            return Err(blame::edge(self.store, self.size, root, &edge));
        }
        // The highest level holds the log's beginning.
        for (tile, hashes) in edge.iter().rev() {
            self.tiles += 1;
            self.below(*tile, hashes)?;
        }
        Ok(())
    }

    /// Everything below a tile whose hashes are right.
    fn below(&mut self, tile: Tile, hashes: &[Hash]) -> Result<(), Fault> {
        let Some(level) = tile.level.checked_sub(1) else {
            return self.bundle(Bundle { index: tile.index, width: tile.width }, hashes);
        };
        for (index, hash) in (tile.index * u64::from(FULL)..).zip(hashes) {
            self.tile(Tile { level, index, width: FULL }, hash)?;
        }
        Ok(())
    }

    /// A full tile against the hash above it, then everything below it.
    fn tile(&mut self, tile: Tile, want: &Hash) -> Result<(), Fault> {
        let hashes = read_tile(self.store, tile)?;
        if perfect(&hashes) != *want {
            return Err(blame::tile(self.store, tile, &hashes));
        }
        self.tiles += 1;
        self.below(tile, &hashes)
    }

    /// A bundle's entries against their leaf hashes, which are right.
    fn bundle(&mut self, bundle: Bundle, leaves: &[Hash]) -> Result<(), Fault> {
        let (bytes, found) = read_bundle(self.store, bundle)?;
        let path = || found.path();
        let mut rest = entries(&bytes);
        for (index, want) in (bundle.first_entry()..).zip(leaves) {
            let Some(Ok(entry)) = rest.next() else { return Err(Fault::CutOff { index, path: path() }) };
            let got = hash::leaf(entry);
            if got != *want {
                return Err(Fault::Entry { index, path: path(), want: *want, got });
            }
            self.entry_bytes += entry.len() as u64;
        }
        // A full bundle read in place of a partial one has entries that this checkpoint does not speak of.
        if found == bundle && rest.next().is_some() {
            return Err(Fault::TooMuch { path: path(), width: bundle.width });
        }
        self.bundles += 1;
        self.entries += leaves.len() as u64;
        (self.progress)(self.entries, self.size);
        Ok(())
    }
}
