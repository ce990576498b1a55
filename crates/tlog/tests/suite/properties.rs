//! What proofs must keep: each proves one thing, and nothing else.

use proptest::prelude::*;
use tlog::hash::{self, Hash};
use tlog::tile::TiledTree;
use tlog::tree::{self, Frontier, ProofError};

use crate::common::{entry, log, tree as tree_of};

fn leaf(number: u64) -> Hash {
    hash::leaf(&entry(number))
}

/// The same hash with one bit turned.
fn flipped(hash: Hash, bit: usize) -> Hash {
    let mut bytes = hash.0;
    bytes[bit / 8 % 32] ^= 1 << (bit % 8);
    Hash(bytes)
}

#[test]
fn every_entry_of_small_trees_at_its_place_only() {
    for size in 1..40_u64 {
        let leaves: Vec<Hash> = (0..size).map(|n| hash::leaf(&n.to_be_bytes())).collect();
        let whole: tree::MemoryTree = leaves.iter().copied().collect();
        let root = tree::root(&whole, size).unwrap();
        for index in 0..size {
            let path = tree::prove_inclusion(&whole, index, size).unwrap();
            for (other, leaf) in (0..size).zip(&leaves) {
                assert_eq!(tree::verify_inclusion(&path, index, leaf, size, &root).is_ok(), other == index);
                assert_eq!(
                    tree::verify_inclusion(&path, other, &leaves[usize::try_from(index).unwrap()], size, &root).is_ok(),
                    other == index
                );
            }
        }
        assert!(matches!(tree::verify_inclusion(&[], size, &root, size, &root), Err(ProofError::NoEntry { .. })));
    }
}

#[test]
fn every_two_sizes_are_consistent() {
    let whole = tree_of(70);
    let mut roots = vec![hash::EMPTY_ROOT];
    let mut frontier = Frontier::new();
    for number in 0..70 {
        frontier.push(leaf(number));
        roots.push(frontier.root());
    }
    for new in 0..=70_u64 {
        for old in 0..=new {
            let path = tree::prove_consistency(&whole, old, new).unwrap();
            let (a, b) = (&roots[usize::try_from(old).unwrap()], &roots[usize::try_from(new).unwrap()]);
            tree::verify_consistency(&path, old, a, new, b).unwrap();
            let wrong = flipped(*a, 5);
            assert!(tree::verify_consistency(&path, old, &wrong, new, b).is_err(), "{old} {new}");
            if old > 0 {
                assert!(tree::verify_consistency(&path, old, a, new, &flipped(*b, 9)).is_err(), "{old} {new}");
            }
            let longer = [path.as_slice(), &[Hash::default()]].concat();
            assert!(matches!(tree::verify_consistency(&longer, old, a, new, b), Err(ProofError::Length { .. })));
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]
    #[test]
    fn proofs_from_tiles_are_those_of_the_tree(size in 1_u64..3000, index: prop::sample::Index, old: prop::sample::Index, bit: usize, at: prop::sample::Index) {
        let (store, signed) = log(size);
        let (whole, tiled) = (tree_of(size), TiledTree::new(&store, size));
        let root = *signed.checkpoint().root();
        prop_assert_eq!(tiled.root().unwrap(), root);

        let index = index.index(usize::try_from(size).unwrap()) as u64;
        let path = tree::prove_inclusion(&tiled, index, size).unwrap();
        prop_assert_eq!(&path, &tree::prove_inclusion(&whole, index, size).unwrap());
        prop_assert_eq!(tree::verify_inclusion(&path, index, &leaf(index), size, &root), Ok(()));

        let old = old.index(usize::try_from(size).unwrap() + 1) as u64;
        let old_root = tree::root(&whole, old).unwrap();
        let steps = tree::prove_consistency(&tiled, old, size).unwrap();
        prop_assert_eq!(&steps, &tree::prove_consistency(&whole, old, size).unwrap());
        prop_assert_eq!(tree::verify_consistency(&steps, old, &old_root, size, &root), Ok(()));

        // One bit anywhere, one hash too few, another size: refused.
        prop_assert!(tree::verify_inclusion(&path, index, &flipped(leaf(index), bit), size, &root).is_err());
        prop_assert!(tree::verify_inclusion(&path, index, &leaf(index), size, &flipped(root, bit)).is_err());
        for steps in [&path, &steps].into_iter().filter(|steps| !steps.is_empty()) {
            let mut altered = steps.clone();
            let at = at.index(altered.len());
            altered[at] = flipped(altered[at], bit);
            prop_assert!(tree::verify_inclusion(&altered, index, &leaf(index), size, &root).is_err());
            prop_assert!(tree::verify_consistency(&altered, old, &old_root, size, &root).is_err());
            altered.remove(at);
            prop_assert!(tree::verify_inclusion(&altered, index, &leaf(index), size, &root).is_err());
            prop_assert!(tree::verify_consistency(&altered, old, &old_root, size, &root).is_err());
        }
    }

    #[test]
    fn any_proof_is_judged_without_panic(path in prop::collection::vec(any::<[u8; 32]>().prop_map(Hash), 0..70), a: u64, b: u64) {
        let any = Hash([3; 32]);
        prop_assert!(tree::verify_inclusion(&path, a, &any, b, &any).is_err() || (path.is_empty() && b == 1));
        prop_assert!(tree::verify_consistency(&path, a, &any, b, &any).is_err() || a == b);
    }
}
