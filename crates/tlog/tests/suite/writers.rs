//! Appending, in one go or in pieces.

use proptest::prelude::*;
use tlog::tile::{self, Resource};
use tlog::tree::{self, Frontier};
use tlog::writer::{LogWriter, TileWriter};
use tlog::{hash, hash::Hash};

use crate::common::{Store, entry, log, tree as tree_of};

#[test]
fn roots_are_those_of_the_whole_tree() {
    let whole = tree_of(1100);
    let (mut writer, mut frontier) = (TileWriter::new(), Frontier::new());
    for size in 0..1100 {
        let root = tree::root(&whole, size).unwrap();
        assert_eq!(writer.root(), root, "{size}");
        assert_eq!(frontier.root(), root, "{size}");
        let leaf = hash::leaf(&entry(size));
        writer.push(leaf);
        frontier.push(leaf);
    }
}

#[test]
fn only_new_and_changed_tiles_come_out() {
    let mut writer = TileWriter::new();
    for (old, new) in [(0, 0), (0, 1), (1, 1), (1, 255), (255, 256), (256, 257), (257, 65_535), (65_535, 65_536), (65_536, 66_000)] {
        (old..new).for_each(|number| writer.push(Hash([u8::try_from(number % 251).unwrap(); 32])));
        let took: Vec<_> = writer.take().into_iter().map(|(tile, bytes)| (tile, bytes.len())).collect();
        let planned: Vec<_> = tile::changed(old, new).map(|tile| (tile, usize::from(tile.width) * 32)).collect();
        assert_eq!(took, planned, "{old} to {new}");
    }
    assert_eq!(writer.take(), []);
}

#[test]
fn too_long_an_entry_changes_nothing() {
    let mut writer = LogWriter::new();
    writer.append(b"one").unwrap();
    let root = writer.root();
    assert!(writer.append(&vec![0; 65_536]).is_err());
    assert_eq!((writer.size(), writer.root()), (1, root));
    assert_eq!(writer.append(&vec![0; 65_535]).unwrap().0, 1);
}

#[test]
fn a_log_does_not_resume_on_a_damaged_edge() {
    let (store, _) = log(300);
    for path in ["tile/0/001.p/44", "tile/1/000.p/1", "tile/entries/001.p/44"] {
        let mut without = store.clone();
        without.0.remove(path);
        assert!(LogWriter::resume(300, &without).is_err(), "{path}");
        let mut short = store.clone();
        let cut = short.0[path].len() - 1;
        short.0.get_mut(path).unwrap().truncate(cut);
        assert!(LogWriter::resume(300, &short).is_err(), "{path}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]
    /// Stopping and resuming at any sizes leaves exactly the files of the log, and the partial ones of every stop.
    #[test]
    fn pieces_make_the_same_log(steps in proptest::collection::vec(0_u64..400, 1..6)) {
        let mut store = Store::default();
        let mut size = 0;
        for step in steps {
            let mut writer = LogWriter::resume(size, &store).unwrap();
            for number in size..size + step {
                prop_assert_eq!(writer.append(&entry(number)).unwrap(), (number, hash::leaf(&entry(number))));
            }
            size += step;
            store.keep(&mut writer);
            prop_assert_eq!(writer.root(), tree::root(&tree_of(size), size).unwrap());
        }
        for (path, bytes) in log(size).0.0 {
            prop_assert_eq!(store.0.get(&path), Some(&bytes), "{}", path);
        }
        prop_assert!(store.0.keys().all(|path| path.parse::<Resource>().is_ok()));
    }
}
