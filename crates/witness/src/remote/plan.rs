//! In which order [`tlog::verify::log`] reads a log, so that what comes next can be under way already.

use std::vec;

use tlog::entries::bundles;
use tlog::tile::{self, Bundle, FULL, LEVELS, Resource, Tile};

/// Files in the order in which they will be asked for.
pub(super) type Plan = Box<dyn Iterator<Item = Resource> + Send>;

/// The walk over a log that is as it should be: the partial tiles, then everything below them from the log's beginning.
pub(super) fn walk(size: u64) -> Plan {
    let edge: Vec<Tile> = tile::edge(size).collect();
    let below = edge.iter().map(|tile| Below::of(*tile)).collect();
    Box::new(edge.into_iter().map(Resource::Tile).chain(Walk(below)))
}

/// The order in which the tree is built anew from its entries, when the walk has found that it does not have the signed root.
pub(super) fn rebuild(size: u64) -> Plan {
    Box::new(bundles(size).flat_map(|bundle| {
        let full = if bundle.is_partial() { Vec::new() } else { completed(bundle.index) };
        [Resource::Entries(bundle)].into_iter().chain(full)
    }))
}

/// The full tiles that a full bundle completes, lowest level first.
fn completed(bundle: u64) -> Vec<Resource> {
    let mut tiles = Vec::new();
    let mut index = bundle;
    for level in 0..LEVELS {
        tiles.push(Resource::Tile(Tile { level, index, width: FULL }));
        // The tile above is completed too where this one is the last below it.
        if index % u64::from(FULL) != u64::from(FULL) - 1 {
            break;
        }
        index /= u64::from(FULL);
    }
    tiles
}

/// What is still to be read; the last comes first.
struct Walk(Vec<Below>);

/// A part of the log below one tile.
enum Below {
    /// The full tiles `next..end` of a level, each with what is below it.
    Tiles { level: u8, next: u64, end: u64 },
    /// The entries of a tile of level 0.
    Entries(vec::IntoIter<Bundle>),
}

impl Below {
    /// What is below a tile.
    fn of(tile: Tile) -> Self {
        match tile.level.checked_sub(1) {
            None => Self::Entries(vec![Bundle { index: tile.index, width: tile.width }].into_iter()),
            Some(level) => {
                let first = tile.index * u64::from(FULL);
                Self::Tiles { level, next: first, end: first + u64::from(tile.width) }
            }
        }
    }
}

impl Iterator for Walk {
    type Item = Resource;

    fn next(&mut self) -> Option<Resource> {
        loop {
            match self.0.last_mut()? {
                Below::Tiles { level, next, end } if *next < *end => {
                    let tile = Tile { level: *level, index: *next, width: FULL };
                    *next += 1;
                    self.0.push(Below::of(tile));
                    return Some(Resource::Tile(tile));
                }
                Below::Entries(bundles) => {
                    if let Some(bundle) = bundles.next() {
                        return Some(Resource::Entries(bundle));
                    }
                    self.0.pop();
                }
                Below::Tiles { .. } => {
                    self.0.pop();
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use std::cell::RefCell;
    use std::collections::BTreeMap;
    use std::error::Error;

    use tlog::entries::EntryReader;
    use tlog::note::Algorithm;
    use tlog::policy::Policy;
    use tlog::tile::TileReader;
    use tlog::writer::LogWriter;
    use tlog::{Checkpoint, SignerKey, verify};

    use super::*;

    /// A log in memory that writes down what it is asked for.
    struct Told {
        files: BTreeMap<String, Vec<u8>>,
        asked: RefCell<Vec<Resource>>,
    }

    impl Told {
        fn get(&self, resource: Resource) -> Option<Vec<u8>> {
            self.asked.borrow_mut().push(resource);
            self.files.get(&resource.to_string()).cloned()
        }
    }

    impl TileReader for Told {
        fn tile(&self, tile: &Tile) -> Result<Option<Vec<u8>>, Box<dyn Error + Send + Sync>> {
            Ok(self.get(Resource::Tile(*tile)))
        }
    }

    impl EntryReader for Told {
        fn bundle(&self, bundle: &Bundle) -> Result<Option<Vec<u8>>, Box<dyn Error + Send + Sync>> {
            Ok(self.get(Resource::Entries(*bundle)))
        }
    }

    #[test]
    fn the_plans_are_what_the_verifier_asks_for() {
        let key = SignerKey::from_seed("example.org/log", Algorithm::Ed25519, &[1; 32]).unwrap();
        for size in [0, 1, 255, 256, 257, 66_000, 131_072] {
            let mut writer = LogWriter::new();
            for number in 0..size {
                writer.append(&u64::to_be_bytes(number)).unwrap();
            }
            let files = writer.take().into_iter().map(|(resource, bytes)| (resource.to_string(), bytes)).collect();
            let told = Told { files, asked: RefCell::default() };
            let read = |root| {
                let signed = Checkpoint::new(key.name(), size, root).unwrap().sign(&key).unwrap();
                let outcome = verify::log(&told, signed.to_string().as_bytes(), key.verifier(), &Policy::none(), &mut |_, _| {});
                (outcome.is_ok(), told.asked.take())
            };
            assert_eq!(read(writer.root()), (true, walk(size).collect()), "{size}");
            if size > 0 {
                let edge = tile::edge(size).map(Resource::Tile);
                assert_eq!(read(tlog::Hash([7; 32])), (false, edge.chain(rebuild(size)).collect()), "{size}");
            }
        }
    }
}
