//! Real files with some of their bytes turned, lost, doubled or moved: refused with a remedy, or read and written again byte for
//! byte, so that no two files mean the same. The fuzz targets ask the same of any bytes.

use proptest::prelude::*;
use tlog::SignedCheckpoint;
use tlog::proof::LogProof;
use tlog::tile::TiledTree;
use tlog::tree;
use tlog::witness::AddCheckpoint;

use crate::common::{entry, log, tree as tree_of};

/// One edit: at a place, what is done, and with how many bytes.
type Edit = (prop::sample::Index, u8, usize);

fn edits() -> impl Strategy<Value = Vec<Edit>> {
    prop::collection::vec((any::<prop::sample::Index>(), any::<u8>(), 1_usize..60), 1..4)
}

fn mutated(text: &str, edits: &[Edit]) -> Vec<u8> {
    let mut bytes = text.as_bytes().to_vec();
    for (at, what, count) in edits {
        if bytes.is_empty() {
            break;
        }
        let at = at.index(bytes.len());
        let end = (at + count).min(bytes.len());
        match what % 5 {
            0 => bytes[at] ^= 1 << (what / 5 % 8),
            1 => drop(bytes.drain(at..end)),
            2 => bytes.extend_from_within(at..end),
            3 => bytes.insert(at, b'\n'),
            _ => bytes[at..end].rotate_left(1),
        }
    }
    bytes
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2000))]
    #[test]
    fn receipts(edits in edits()) {
        let (store, signed) = log(20);
        let receipt = LogProof::make(&TiledTree::new(&store, 20), 7, signed, Some(entry(7))).unwrap();
        let bytes = mutated(&receipt.to_string(), &edits);
        match LogProof::parse(&bytes) {
            Ok(read) => prop_assert_eq!(read.to_string().into_bytes(), bytes),
            Err(error) => prop_assert!(!error.remedy().is_empty() && !error.to_string().is_empty()),
        }
    }

    #[test]
    fn checkpoints(edits in edits()) {
        let bytes = mutated(&log(3).1.to_string(), &edits);
        match SignedCheckpoint::parse(&bytes) {
            Ok(read) => prop_assert_eq!(read.to_string().into_bytes(), bytes),
            Err(error) => prop_assert!(!error.remedy().is_empty() && !error.to_string().is_empty()),
        }
    }

    #[test]
    fn requests(edits in edits()) {
        let proof = tree::prove_consistency(&tree_of(20), 6, 20).unwrap();
        let bytes = mutated(&AddCheckpoint { old: 6, proof, checkpoint: log(20).1 }.to_string(), &edits);
        match AddCheckpoint::parse(&bytes) {
            Ok(read) => prop_assert_eq!(read.to_string().into_bytes(), bytes),
            Err(refusal) => prop_assert!(matches!(refusal.status(), 400 | 422), "{}", refusal),
        }
    }
}
