//! Asking the witnesses: now and then, while the log goes on. A witness that does not answer holds nothing up.

use std::sync::Arc;
use std::time::Duration;

use store::log::WaitingLog;
use store::rows::{CosignatureRow, Head};
use store::{Reader, Store};
use tlog::tile::TiledTree;
use tlog::{Hash, SignedCheckpoint, tree};
use tokio::runtime::Handle;
use tokio::sync::watch;
use witness::client::{self, WitnessAddress};

/// Time between two rounds.
const PAUSE: Duration = Duration::from_secs(5);

/// Asks all witnesses about the latest checkpoint, again and again, until nobody makes checkpoints any more.
pub async fn run(store: Arc<dyn Store>, mut heads: watch::Receiver<Arc<Head>>, witnesses: Vec<WitnessAddress>, http: reqwest::Client) {
    let mut known = vec![0; witnesses.len()];
    loop {
        let head = Arc::clone(&heads.borrow_and_update());
        for (witness, known) in witnesses.iter().zip(&mut known) {
            match ask(&store, &head, witness, *known, &http).await {
                Ok(()) => *known = head.size,
                Err(error) => {
                    tracing::warn!(witness = witness.key.name(), error = &*error, "a witness did not cosign");
                }
            }
        }
        tokio::time::sleep(PAUSE).await;
        let asked = known.iter().all(|known| *known == head.size);
        if asked && heads.changed().await.is_err() {
            return;
        }
    }
}

type Failed = Box<dyn std::error::Error + Send + Sync>;

async fn ask(store: &Arc<dyn Store>, head: &Head, witness: &WitnessAddress, known: u64, http: &reqwest::Client) -> Result<(), Failed> {
    let checkpoint = SignedCheckpoint::parse(head.note.as_bytes())?;
    let size = head.size;
    let proof = |old: u64, new: u64| {
        let reader: Arc<dyn Reader> = store.clone();
        let log = WaitingLog::new(reader, Handle::current());
        async move {
            let made = tokio::task::spawn_blocking(move || tree::prove_consistency(&TiledTree::new(log, size), old, new));
            Ok::<Vec<Hash>, Failed>(made.await??)
        }
    };
    let cosigned = client::cosign(http, witness, known, &checkpoint, proof).await?;
    let row = CosignatureRow { size, witness: witness.key.name().to_owned(), line: cosigned.signature.to_string().trim_end().to_owned() };
    Ok(store.add_cosignature(&row).await?)
}
