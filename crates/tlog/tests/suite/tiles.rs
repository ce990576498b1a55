//! Paths, plans, bundles, and reading.

use proptest::prelude::*;
use tlog::entries::{self, EntryError};
use tlog::tile::{self, Bundle, Resource, Tile, TileError, TiledTree, read_tile};
use tlog::tree::{self, Nodes, TreeError};

use crate::common::{entry, grown, log};

#[test]
fn paths_of_a_log() {
    for (path, resource) in [
        ("checkpoint", Resource::Checkpoint),
        ("tile/0/000", Resource::Tile(Tile { level: 0, index: 0, width: 256 })),
        ("tile/63/999.p/255", Resource::Tile(Tile { level: 63, index: 999, width: 255 })),
        ("tile/1/x001/x234/067.p/8", Resource::Tile(Tile { level: 1, index: 1_234_067, width: 8 })),
        ("tile/entries/x001/000", Resource::Entries(Bundle { index: 1000, width: 256 })),
        ("tile/entries/000.p/1", Resource::Entries(Bundle { index: 0, width: 1 })),
    ] {
        assert_eq!(path.parse(), Ok(resource));
        assert_eq!(resource.to_string(), path);
    }
}

#[test]
fn what_is_no_path() {
    for path in [
        "",
        "/checkpoint",
        "tile",
        "tile/0",
        "tile/0/",
        "tile/0/0",
        "tile/0/00",
        "tile/0/0000",
        "tile/64/000",
        "tile/00/000",
        "tile/-1/000",
        "tile/0/001/000",
        "tile/0/x000/001",
        "tile/0/x001/x000",
        "tile/0/000.p/0",
        "tile/0/000.p/256",
        "tile/0/000.p/01",
        "tile/0/000.p/",
        "tile/0/000.p/1.p/1",
        "tile/0/000/",
        "tile/entries/x01/000",
        "tile/8/0/000",
        "tile/0/x1844/x674/x407/x370/x955/x161/600",
        "tile/0/../../etc/passwd",
        "tile/0/+01",
        "tile/0/x+01/000",
        "tile/data/000",
    ] {
        assert!(path.parse::<Resource>().is_err(), "{path}");
    }
    assert!("tile/0/x018/x446/x744/x073/x709/x551/615".parse::<Resource>().is_ok());
    assert!("tile/0/x018/x446/x744/x073/x709/x551/616".parse::<Resource>().is_err());
}

#[test]
fn bundles_keep_entries() {
    let mut bundle = Vec::new();
    let long = vec![7; entries::LONGEST];
    for entry in [&b""[..], b"a", &long] {
        entries::push(&mut bundle, entry).unwrap();
    }
    let whole: Vec<&[u8]> = entries::entries(&bundle).collect::<Result<_, _>>().unwrap();
    assert_eq!(whole, [&b""[..], b"a", &long]);
    let before = bundle.clone();
    assert_eq!(entries::push(&mut bundle, &vec![0; entries::LONGEST + 1]), Err(EntryError::TooLong(65_536)));
    assert_eq!(bundle, before);
    for cut in [1, 3, 4, bundle.len() - 1] {
        let last = entries::entries(&bundle[..cut]).last().unwrap();
        assert!(matches!(last, Err(EntryError::CutOff(_))), "{cut}");
    }
}

#[test]
fn entries_are_found() {
    let (store, signed) = log(600);
    for index in [0, 255, 256, 511, 512, 599] {
        assert_eq!(entries::read_entry(&store, index, signed.checkpoint().size()).unwrap(), Some(entry(index)));
    }
    assert_eq!(entries::read_entry(&store, 600, 600).unwrap(), None);
}

#[test]
fn a_partial_tile_is_taken_out_of_the_full_one() {
    let mut store = grown(&[300, 512]);
    assert!(store.0.remove("tile/0/001.p/44").is_some());
    let old = TiledTree::new(&store, 300);
    assert_eq!(old.root().unwrap(), *log(300).1.checkpoint().root());
    store.0.remove("tile/0/001");
    let tile = Tile { level: 0, index: 1, width: 44 };
    assert!(matches!(read_tile(&store, tile), Err(TileError::Missing { path }) if path == "tile/0/001.p/44"));
    store.0.insert("tile/0/001".to_owned(), vec![0; 8191]);
    assert!(matches!(read_tile(&store, tile), Err(TileError::Length { path, want: 8192, got: 8191 }) if path == "tile/0/001"));
}

#[test]
fn nodes_outside_the_tree_are_refused() {
    let (store, _) = log(300);
    let tiled = TiledTree::new(&store, 300);
    for (level, index) in [(0, 300), (8, 1), (9, 0), (63, 0), (64, 0), (255, 0), (0, u64::MAX - 1), (8, u64::MAX - 1)] {
        assert!(matches!(tiled.node(level, index), Err(TreeError::NoNode { .. })), "{level} {index}");
    }
    assert!(matches!(tree::prove_inclusion(&tiled, 300, 300), Err(TreeError::NoEntry { index: 300, size: 300 })));
    assert!(matches!(tree::prove_consistency(&tiled, 2, 1), Err(TreeError::Backwards { old: 2, new: 1 })));
}

#[test]
fn the_largest_tree_has_no_overflow() {
    let edge: Vec<Tile> = tile::edge(u64::MAX).collect();
    assert_eq!(edge.len(), 8);
    assert!(edge.iter().all(|tile| tile.width == 255));
    assert_eq!(tile::changed(u64::MAX - 1, u64::MAX).count(), 1);
}

proptest! {
    #[test]
    fn every_path_is_read_back(level in 0_u8..=63, index: u64, width in 1_u16..=256) {
        for resource in [Resource::Tile(Tile { level, index, width }), Resource::Entries(Bundle { index, width })] {
            prop_assert_eq!(resource.to_string().parse::<Resource>().unwrap(), resource);
        }
    }

    #[test]
    fn what_reads_as_a_path_is_written_so(path in "tile/(entries|[0-9]{1,3})/(x[0-9]{3}/){0,2}[0-9]{3}(\\.p/[0-9]{1,3})?") {
        if let Ok(resource) = path.parse::<Resource>() {
            prop_assert_eq!(resource.to_string(), path);
        }
    }

    #[test]
    fn a_log_grows_by_its_changed_tiles(a: u64, b: u64) {
        let (old, new) = (a % 300_000, b % 300_000);
        prop_assume!(old < new);
        let mut have: std::collections::BTreeSet<Tile> = tile::of_size(old).collect();
        let before = have.clone();
        for tile in tile::changed(old, new) {
            prop_assert!(have.insert(tile), "{tile:?} was there already");
        }
        prop_assert!(tile::of_size(new).all(|tile| have.contains(&tile)));
        prop_assert!(tile::of_size(new).all(|tile| before.contains(&tile) || tile::changed(old, new).any(|t| t == tile)) || new - old > 2000);
    }
}
