//! Whole logs: what verifies, and that whatever was altered is named.

use proptest::prelude::*;
use tlog::policy::Policy;
use tlog::tile::Resource;
use tlog::verify::{self, Fault, Report};
use tlog::{Hash, SignedCheckpoint};

use crate::common::{Store, entry, grown, log, log_key, sign};

fn judge(store: &Store, signed: &SignedCheckpoint) -> Result<Report, Fault> {
    verify::log(store, signed.to_string().as_bytes(), log_key().verifier(), &Policy::none(), &mut |_, _| {})
}

#[test]
fn logs_of_every_shape_verify() {
    for size in [0, 1, 2, 255, 256, 257, 511, 512, 513, 65_535, 65_536, 65_537, 70_000] {
        let (store, signed) = log(size);
        let mut told = Vec::new();
        let report = verify::log(&store, signed.to_string().as_bytes(), log_key().verifier(), &Policy::none(), &mut |done, all| {
            told.push(done);
            assert_eq!(all, size);
        });
        let report = report.unwrap();
        assert_eq!((report.size, report.root), (size, *signed.checkpoint().root()));
        assert_eq!(report.entry_bytes, (0..size).map(|n| entry(n).len() as u64).sum::<u64>());
        assert_eq!(report.bundles + report.tiles, store.0.len() as u64);
        assert!(told.is_sorted() && told.last().copied().unwrap_or(0) == size && told.len() as u64 == report.bundles);
    }
}

#[test]
fn older_checkpoints_of_a_grown_log_verify() {
    let sizes = [1, 200, 256, 300, 1000, 1023, 1024];
    let mut store = grown(&sizes);
    // A log may delete partial tiles and bundles once the full ones are there (tlog-tiles, "Partial Tiles").
    let paths: Vec<String> = store.0.keys().cloned().collect();
    for path in paths.iter().filter(|path| path.contains(".p/")) {
        if paths.iter().any(|full| path.starts_with(&format!("{full}.p/"))) {
            store.0.remove(path);
        }
    }
    assert_eq!(store.0.keys().filter(|path| path.contains(".p/")).count(), 3, "those of level 1 can still grow");
    for size in sizes {
        judge(&store, &log(size).1).unwrap();
    }
}

#[test]
fn what_is_missing_is_named() {
    let (store, signed) = log(66_000);
    // Every tenth will do, and all that are few.
    let few = |path: &str| path.starts_with("tile/1") || path.starts_with("tile/2") || path.contains(".p") || path.ends_with('7');
    for path in store.0.keys().filter(|path| few(path)) {
        let mut without = store.clone();
        without.0.remove(path);
        let fault = judge(&without, &signed).unwrap_err();
        assert_eq!((fault.code(), fault.path()), ("TLOG-TILE-MISSING", path.as_str()));
    }
}

/// Where each file of the log is altered at some bytes, the verifier names that file, and in a bundle that entry.
#[test]
fn every_altered_file_is_named() {
    let (store, signed) = log(66_000);
    for (path, bytes) in &store.0 {
        let few = path.starts_with("tile/1") || path.starts_with("tile/2") || path.contains(".p") || path.ends_with("13");
        for at in [0, 1, bytes.len() / 3, bytes.len() - 1].into_iter().filter(|_| few) {
            let mut altered = store.clone();
            altered.0.get_mut(path).unwrap()[at] ^= 0x10;
            let fault = judge(&altered, &signed).unwrap_err();
            assert_eq!(fault.path(), path, "byte {at}: {fault}");
            match path.parse().unwrap() {
                Resource::Tile(tile) => {
                    assert!(matches!(fault, Fault::Altered { position: Some(p), .. } if p == at / 32), "{tile:?} {fault}");
                }
                _ => assert_eq!(fault.entry(), Some(entry_at(bytes, path, at)), "byte {at} of {path}: {fault}"),
            }
            assert!(!fault.remedy().is_empty());
        }
    }
}

/// Which entry the byte of a bundle belongs to.
fn entry_at(bundle: &[u8], path: &str, at: usize) -> u64 {
    let Resource::Entries(name) = path.parse().unwrap() else { panic!("{path} is no bundle") };
    let mut end = 0;
    let within = tlog::entries::entries(bundle).position(|entry| {
        end += 2 + entry.unwrap().len();
        at < end
    });
    name.first_entry() + within.unwrap() as u64
}

#[test]
fn two_faults_at_once_are_still_named() {
    let (store, signed) = log(66_000);
    // A partial tile and an entry far from it: replacing the tile by what the entries say gives the signed root.
    let mut altered = store.clone();
    altered.0.get_mut("tile/0/257.p/208").unwrap()[40] ^= 1;
    altered.0.get_mut("tile/entries/003").unwrap()[5] ^= 1;
    let fault = judge(&altered, &signed).unwrap_err();
    assert!(matches!(&fault, Fault::Altered { path, position: Some(1), entry: Some(65_793) } if path == "tile/0/257.p/208"), "{fault}");
    // Two tiles: the earlier one.
    let mut altered = store;
    altered.0.get_mut("tile/2/000.p/1").unwrap()[0] ^= 1;
    altered.0.get_mut("tile/0/257.p/208").unwrap()[0] ^= 1;
    assert_eq!(judge(&altered, &signed).unwrap_err().path(), "tile/2/000.p/1");
}

#[test]
fn a_checkpoint_of_another_tree_is_named() {
    let (store, _) = log(300);
    let fault = judge(&store, &sign(300, Hash([1; 32]))).unwrap_err();
    assert_eq!((fault.code(), fault.path()), ("TLOG-ROOT", "checkpoint"));
    // A smaller tree of the same entries is another tree, and a larger one is not there.
    let fault = judge(&store, &sign(299, *log(300).1.checkpoint().root())).unwrap_err();
    assert_eq!(fault.path(), "tile/0/001.p/43");
    assert_eq!(judge(&store, &sign(301, Hash([1; 32]))).unwrap_err().code(), "TLOG-TILE-MISSING");
}

#[test]
fn what_was_added_or_cut_off_is_named() {
    let (store, signed) = log(300);
    for (path, code) in [
        ("tile/entries/000", "TLOG-BUNDLE-TOO-MUCH"),
        ("tile/entries/001.p/44", "TLOG-BUNDLE-TOO-MUCH"),
        ("tile/0/000", "TLOG-TILE-LENGTH"),
    ] {
        let mut longer = store.clone();
        longer.0.get_mut(path).unwrap().extend([0, 0]);
        let fault = judge(&longer, &signed).unwrap_err();
        assert_eq!((fault.code(), fault.path()), (code, path));
    }
    let mut shorter = store.clone();
    shorter.0.get_mut("tile/entries/001.p/44").unwrap().pop();
    let fault = judge(&shorter, &signed).unwrap_err();
    assert_eq!((fault.code(), fault.entry()), ("TLOG-ENTRY-CUT-OFF", Some(299)));
}

#[test]
fn a_policy_is_asked_for_the_whole_log_too() {
    let (store, signed) = log(5);
    let policy = format!("witness w {}\nquorum w\n", crate::common::witness_key(1).verifier());
    let policy = Policy::parse(policy.as_bytes()).unwrap();
    let fault = verify::log(&store, signed.to_string().as_bytes(), log_key().verifier(), &policy, &mut |_, _| {}).unwrap_err();
    assert_eq!((fault.code(), fault.path()), ("TLOG-POLICY-QUORUM", "checkpoint"));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(60))]
    #[test]
    fn any_flipped_bit_of_any_file_is_named(size in 1_u64..1500, file: prop::sample::Index, at: prop::sample::Index, bit in 0..8) {
        let (mut store, signed) = log(size);
        let path = file.get(&store.0.keys().cloned().collect::<Vec<_>>()).clone();
        let before = store.0[&path].clone();
        let at = at.index(before.len());
        store.0.get_mut(&path).unwrap()[at] ^= 1_u8 << bit;
        let fault = judge(&store, &signed).unwrap_err();
        prop_assert_eq!(fault.path(), &path);
        if path.starts_with("tile/entries") {
            prop_assert_eq!(fault.entry(), Some(entry_at(&before, &path, at)));
        }
    }
}
