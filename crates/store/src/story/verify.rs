//! What a suspicious reader does with a record: the whole log, every row, every receipt, every checkpoint ever shown.

use std::sync::Arc;

use tlog::policy::Policy;
use tlog::proof::LogProof;
use tlog::tile::TiledTree;
use tlog::tree::{prove_consistency, verify_consistency};
use tlog::{Checkpoint, SignedCheckpoint};
use tokio::runtime::Handle;

use crate::check::{Checked, check};
use crate::log::WaitingLog;
use crate::sequencer::Receipt;
use crate::{Reader, Store};

use super::running::key;

/// The latest checkpoint, its signature checked.
pub async fn head(reader: &dyn Reader) -> SignedCheckpoint {
    signed(&reader.head().await.unwrap().unwrap().note)
}

/// A checkpoint, its signature checked.
#[must_use]
pub fn signed(note: &str) -> SignedCheckpoint {
    let signed = SignedCheckpoint::parse(note.as_bytes()).unwrap();
    signed.verify(key().verifier()).unwrap();
    signed
}

/// Verifies the log and every row, at one moment.
pub async fn whole(store: &dyn Store) -> Checked {
    let moment: Arc<dyn Reader> = store.snapshot().await.unwrap().into();
    let head = moment.head().await.unwrap().unwrap();
    let log = WaitingLog::new(Arc::clone(&moment), Handle::current());
    let (note, size) = (head.note, head.size);
    let verified =
        tokio::task::spawn_blocking(move || tlog::verify::log(&log, note.as_bytes(), key().verifier(), &Policy::none(), &mut |_, _| ()));
    assert_eq!(verified.await.unwrap().unwrap().size, size);
    let checked = check(&*moment, size, &mut |_, _| ()).await.unwrap();
    assert_eq!(checked.entries, size);
    checked
}

/// Proves that an entry is where its receipt says, under the checkpoint of the receipt, and from the file of the receipt.
pub async fn receipt(store: &Arc<dyn Store>, receipt: &Receipt) {
    let reader: Arc<dyn Reader> = Arc::clone(store) as _;
    let log = WaitingLog::new(Arc::clone(&reader), Handle::current());
    let (given, checkpoint) = (receipt.clone(), signed(&receipt.checkpoint));
    let proved = tokio::task::spawn_blocking(move || {
        let tree = TiledTree::new(log, checkpoint.checkpoint().size());
        let proof = LogProof::make(&tree, given.index, checkpoint, None).unwrap();
        proof.verify_leaf(given.leaf, key().verifier(), &Policy::none()).unwrap()
    });
    assert_eq!((proved.await.unwrap().index), receipt.index);
    let text = crate::log::receipt(reader, receipt.index).await.unwrap();
    let proof = LogProof::parse(text.as_bytes()).unwrap();
    let entry = proof.extra.clone().unwrap();
    assert_eq!(proof.verify(&entry, key().verifier(), &Policy::none()).unwrap().leaf, receipt.leaf);
}

/// Whether the present tree continues every one of these checkpoints (RFC 6962, section 2.1.2).
pub async fn continues(reader: Arc<dyn Reader>, shown: &[String]) -> bool {
    let present = signed(&reader.head().await.unwrap().unwrap().note).checkpoint().clone();
    let log = WaitingLog::new(reader, Handle::current());
    let shown: Vec<Checkpoint> = shown.iter().map(|note| signed(note).checkpoint().clone()).collect();
    let compared = tokio::task::spawn_blocking(move || {
        let tree = TiledTree::new(log, present.size());
        shown.iter().all(|old| {
            prove_consistency(&tree, old.size(), present.size())
                .is_ok_and(|path| verify_consistency(&path, old.size(), old.root(), present.size(), present.root()).is_ok())
        })
    });
    compared.await.unwrap()
}

/// Every checkpoint in the record is continued by the present one.
pub async fn heads(store: &Arc<dyn Store>) {
    let reader: Arc<dyn Reader> = Arc::clone(store) as _;
    let notes: Vec<String> = reader.heads(0, u32::MAX >> 1).await.unwrap().into_iter().map(|head| head.note).collect();
    assert!(continues(reader, &notes).await, "a checkpoint of the record contradicts the present one");
}
