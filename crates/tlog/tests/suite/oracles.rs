//! Against other implementations, where they agree with the specifications: `ct-merkle` (the tree) and `tlog_tiles` (tree, tiles,
//! checkpoints; its paths carry the tile height, which `c2sp.org/tlog-tiles` left out).

use ct_merkle::mem_backed_tree::MemoryBackedTree;
use proptest::prelude::*;
use sha2::Sha256;
use tlog::tile::{self, TiledTree};
use tlog::tree::{self, Nodes};
use tlog_tiles::{HashReader, Tile as OtherTile, split_stored_hash_index};

use crate::common::{entry, log, tree as tree_of};

/// Our nodes as `tlog_tiles` asks for them.
struct Reader<N>(N);

impl<N: Nodes> HashReader for Reader<N> {
    fn read_hashes(&self, indexes: &[u64]) -> Result<Vec<tlog_tiles::Hash>, tlog_tiles::Error> {
        let one = |index: &u64| {
            let (level, number) = split_stored_hash_index(*index);
            tlog_tiles::Hash(self.0.node(level, number).unwrap().0)
        };
        Ok(indexes.iter().map(one).collect())
    }
}

fn bytes(path: &[tlog::Hash]) -> Vec<u8> {
    path.iter().flat_map(|hash| hash.0).collect()
}

fn other(path: &[tlog::Hash]) -> Vec<tlog_tiles::Hash> {
    path.iter().map(|hash| tlog_tiles::Hash(hash.0)).collect()
}

#[test]
fn ct_merkle_has_the_same_trees_and_proofs() {
    let mut theirs: MemoryBackedTree<Sha256, Vec<u8>> = MemoryBackedTree::new();
    for size in 1..=140_u64 {
        theirs.push(entry(size - 1));
        let ours = tree_of(size);
        assert_eq!(theirs.root().as_bytes().as_slice(), tree::root(&ours, size).unwrap().0);
        for index in 0..size {
            let path = tree::prove_inclusion(&ours, index, size).unwrap();
            assert_eq!(theirs.prove_inclusion(usize::try_from(index).unwrap()).as_bytes(), bytes(&path), "{index} in {size}");
        }
        for old in 1..size {
            let path = tree::prove_consistency(&ours, old, size).unwrap();
            assert_eq!(theirs.prove_consistency(usize::try_from(size - old).unwrap()).as_bytes(), bytes(&path), "{old} to {size}");
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(40))]
    #[test]
    fn tlog_tiles_has_the_same_trees_and_proofs(size in 1_u64..2500, a: prop::sample::Index, b: prop::sample::Index) {
        let (store, signed) = log(size);
        let root = *signed.checkpoint().root();
        let theirs = Reader(TiledTree::new(&store, size));
        prop_assert_eq!(tlog_tiles::tree_hash(size, &theirs).unwrap().0, root.0);

        let index = a.index(usize::try_from(size).unwrap()) as u64;
        let leaf = tlog_tiles::record_hash(&entry(index));
        let path = tree::prove_inclusion(&theirs.0, index, size).unwrap();
        prop_assert_eq!(tlog_tiles::prove_record(size, index, &theirs).unwrap(), other(&path));
        prop_assert!(tlog_tiles::check_record(&other(&path), size, tlog_tiles::Hash(root.0), index, leaf).is_ok());

        let old = b.index(usize::try_from(size).unwrap()) as u64 + 1;
        let old_root = tree::root(&theirs.0, old).unwrap();
        let path = tree::prove_consistency(&theirs.0, old, size).unwrap();
        prop_assert_eq!(tlog_tiles::prove_tree(size, old, &theirs).unwrap(), other(&path));
        prop_assert!(tlog_tiles::check_tree(&other(&path), size, tlog_tiles::Hash(root.0), old, tlog_tiles::Hash(old_root.0)).is_ok());
    }

    #[test]
    fn tlog_tiles_has_the_same_tiles(a in 0_u64..400_000, b in 0_u64..400_000) {
        let (old, new) = (a.min(b), a.max(b));
        let ours: Vec<String> = tile::changed(old, new).map(|tile| tile.path()).collect();
        let theirs: Vec<String> = OtherTile::new_tiles(8, old, new).iter().map(|tile| tile.path().replacen("tile/8/", "tile/", 1)).collect();
        prop_assert_eq!(ours, theirs);
    }

    #[test]
    fn tlog_tiles_has_the_same_tile_bytes(size in 1_u64..70_000) {
        let (store, _) = log(size.min(3000));
        let size = size.min(3000);
        let theirs = Reader(TiledTree::new(&store, size));
        for tile in OtherTile::new_tiles(8, 0, size) {
            let path = tile.path().replacen("tile/8/", "tile/", 1);
            prop_assert_eq!(Some(&tile.read_data(&theirs).unwrap()), store.0.get(&path), "{}", path);
        }
    }
}

#[test]
fn tlog_tiles_reads_our_checkpoints() {
    let (_, signed) = log(300);
    let text = signed.note().text();
    let theirs = tlog_tiles::Checkpoint::from_bytes(text.as_bytes()).unwrap();
    assert_eq!((theirs.origin(), theirs.size(), theirs.hash().0), (crate::common::ORIGIN, 300, signed.checkpoint().root().0));
    assert_eq!(theirs.to_bytes(), text.as_bytes());
}
