//! Which of several things that do not fit together is the wrong one.

use super::Fault;
use crate::entries::{EntryReader, bundles, entries, read_bundle};
use crate::hash::{self, Hash};
use crate::tile::{self, Bundle, FULL, Tile, TileReader, read_tile};
use crate::tree::perfect;
use crate::writer::{TileWriter, root_of_edge};

/// A full tile does not have the hash that the tile above has for it: the tile is wrong. What stands below it tells which of its
/// hashes.
pub(super) fn tile(store: &(impl TileReader + EntryReader), tile: Tile, hashes: &[Hash]) -> Fault {
    let below = match tile.level {
        0 => leaves(store, Bundle { index: tile.index, width: tile.width }).unwrap_or_default(),
        _ => children(store, tile),
    };
    altered(tile, hashes, &below)
}

/// Names the first hash of a tile that is not what it should be.
fn altered(tile: Tile, hashes: &[Hash], right: &[Hash]) -> Fault {
    let position = hashes.iter().zip(right).position(|(has, should)| has != should);
    let entry = position.filter(|_| tile.level == 0).map(|position| tile.index * u64::from(FULL) + position as u64);
    Fault::Altered { path: tile.path(), position, entry }
}

/// The leaf hashes of a bundle, or why it cannot be read.
fn leaves(store: &impl EntryReader, bundle: Bundle) -> Result<Vec<Hash>, Fault> {
    let (bytes, found) = read_bundle(store, bundle)?;
    let mut rest = entries(&bytes);
    let indices = bundle.first_entry()..bundle.first_entry() + u64::from(bundle.width);
    indices.map(|index| rest.next().and_then(Result::ok).map(hash::leaf).ok_or(Fault::CutOff { index, path: found.path() })).collect()
}

/// The hashes of the tiles below a tile, as far as they can be read.
fn children(store: &impl TileReader, parent: Tile) -> Vec<Hash> {
    let first = parent.index * u64::from(FULL);
    let tiles = (first..first + u64::from(parent.width)).map(|index| Tile { level: parent.level - 1, index, width: FULL });
    tiles.map_while(|tile| read_tile(store, tile).ok()).map(|hashes| perfect(&hashes)).collect()
}

/// The partial tiles do not give the signed root. The tree is built anew from the entries, and tells which tile is wrong; where
/// entries are wrong too, the tile is wrong whose replacement gives the signed root.
pub(super) fn edge(store: &(impl TileReader + EntryReader), size: u64, root: &Hash, edge: &[(Tile, Vec<Hash>)]) -> Fault {
    let (rebuilt, first_full) = match rebuild(store, size) {
        Ok(rebuilt) => rebuilt,
        Err(fault) => return fault,
    };
    let right: Vec<&[Hash]> =
        edge.iter().map(|(tile, _)| rebuilt.edge().get(usize::from(tile.level)).map_or(&[][..], Vec::as_slice)).collect();
    let differ = |number: usize| edge[number].1 != right[number];
    let mut candidates: Vec<(Tile, Fault)> = Vec::new();
    if rebuilt.root() == *root {
        candidates.extend(first_full);
        candidates.extend((0..edge.len()).filter(|n| differ(*n)).map(|n| (edge[n].0, altered(edge[n].0, &edge[n].1, right[n]))));
    } else if let Some(replaced) = fewest_replacements(edge, &right, root) {
        candidates.extend(replaced.into_iter().map(|n| (edge[n].0, altered(edge[n].0, &edge[n].1, right[n]))));
    }
    let first = candidates.into_iter().min_by_key(|(tile, _)| first_leaf(*tile));
    first.map_or_else(|| Fault::Root { want: *root, tiles: root_of(edge), entries: rebuilt.root() }, |(_, fault)| fault)
}

/// The tree of the stored entries, and the first full tile that is not what the entries say.
fn rebuild(store: &(impl TileReader + EntryReader), size: u64) -> Result<(TileWriter, Option<(Tile, Fault)>), Fault> {
    let mut writer = TileWriter::new();
    let mut first: Option<(Tile, Fault)> = None;
    for bundle in bundles(size) {
        leaves(store, bundle)?.into_iter().for_each(|leaf| writer.push(leaf));
        for (tile, bytes) in writer.take_full() {
            let right = tile::from_bytes(&bytes).unwrap_or_default();
            let stored = read_tile(store, tile)?;
            let earlier = first.as_ref().is_none_or(|(other, _)| first_leaf(tile) < first_leaf(*other));
            if stored != right && earlier {
                first = Some((tile, altered(tile, &stored, &right)));
            }
        }
    }
    Ok((writer, first))
}

/// The smallest set of partial tiles that, replaced by what the entries say, gives the root.
fn fewest_replacements(edge: &[(Tile, Vec<Hash>)], right: &[&[Hash]], root: &Hash) -> Option<Vec<usize>> {
    let mut sets: Vec<u32> = (1..1_u32 << edge.len()).collect();
    sets.sort_by_key(|set| set.count_ones());
    let is_in = |set: u32, number: usize| set >> number & 1 == 1;
    let fits = |set: &u32| {
        let rows: Vec<&[Hash]> = (0..edge.len()).map(|n| if is_in(*set, n) { right[n] } else { edge[n].1.as_slice() }).collect();
        root_of_edge(&rows) == *root
    };
    let set = sets.into_iter().find(fits)?;
    Some((0..edge.len()).filter(|number| is_in(set, *number)).collect())
}

/// The root that the stored partial tiles give.
fn root_of(edge: &[(Tile, Vec<Hash>)]) -> Hash {
    let rows: Vec<&[Hash]> = edge.iter().map(|(_, hashes)| hashes.as_slice()).collect();
    root_of_edge(&rows)
}

/// The first entry below a tile.
fn first_leaf(tile: Tile) -> u64 {
    tile.index.checked_shl(8 * (u32::from(tile.level) + 1)).unwrap_or(0)
}
