//! A sequencer at work in the story, and a clock that can be set.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

use tlog::SignerKey;
use tlog::note::Algorithm;
use tokio::task::JoinHandle;

use crate::clock::Clock;
use crate::sequencer::{Answer, Limits, Receipt, Work};
use crate::{Sequencer, SequencerError, Store, StoreError};

use super::report::Report;

/// The log's key.
#[must_use]
pub fn key() -> SignerKey {
    key_of(7)
}

/// A key of the log's name.
#[must_use]
pub fn key_of(seed: u8) -> SignerKey {
    SignerKey::from_seed("example.org/story", Algorithm::Ed25519, &[seed; 32]).unwrap()
}

/// A clock that stands still until it is set.
#[derive(Clone, Debug)]
pub struct Hands(Arc<(AtomicU64, AtomicU64)>);

impl Default for Hands {
    fn default() -> Self {
        Self(Arc::new((AtomicU64::new(1_795_500_000), AtomicU64::new(0))))
    }
}

impl Hands {
    /// Time passes.
    pub fn pass(&self, seconds: u64) {
        self.0.0.fetch_add(seconds, Ordering::Relaxed);
        self.0.1.fetch_add(seconds, Ordering::Relaxed);
    }

    /// Somebody sets the clock on the wall.
    pub fn set(&self, wall: u64) {
        self.0.0.store(wall, Ordering::Relaxed);
    }
}

impl Clock for Hands {
    fn wall(&self) -> u64 {
        self.0.0.load(Ordering::Relaxed)
    }

    fn stopwatch(&self) -> Duration {
        Duration::from_secs(self.0.1.load(Ordering::Relaxed))
    }
}

/// A sequencer at work.
pub struct Running {
    /// Its store.
    pub store: Arc<dyn Store>,
    /// The way to it.
    pub sequencer: Sequencer,
    task: JoinHandle<()>,
}

impl Running {
    /// Starts on a store.
    pub async fn start(store: Arc<dyn Store>) -> Self {
        Self::start_with(store, Limits::default(), Hands::default()).await.unwrap()
    }

    /// Starts with limits and a clock.
    ///
    /// # Errors
    /// What the sequencer says.
    pub async fn start_with(store: Arc<dyn Store>, limits: Limits, clock: Hands) -> Result<Self, StoreError> {
        let (sequencer, task) = Sequencer::start(Arc::clone(&store), key(), Box::new(clock), limits).await?;
        Ok(Self { store, sequencer, task })
    }

    /// Starts as soon as the lock is free: where a process died, its connection may outlive it by a moment.
    pub async fn start_soon(store: Arc<dyn Store>) -> Self {
        for _ in 0..200 {
            match Self::start_with(Arc::clone(&store), Limits::default(), Hands::default()).await {
                Err(StoreError::Locked) => tokio::time::sleep(Duration::from_millis(25)).await,
                started => return started.unwrap(),
            }
        }
        panic!("the lock of a writer that is gone was not given up");
    }

    /// Stops with everything written.
    pub async fn stop(self) {
        drop(self.sequencer);
        self.task.await.unwrap();
    }

    /// Stops at once, as when the process is killed; whatever was not acknowledged may be lost.
    pub async fn crash(self) {
        self.task.abort();
        let _ = self.task.await;
    }

    /// Puts something in.
    pub async fn put(&self, work: Work) -> Answer {
        self.sequencer.put(work).await.unwrap()
    }

    /// Puts something in that is refused.
    pub async fn refused(&self, work: Work) -> SequencerError {
        self.sequencer.put(work).await.unwrap_err()
    }

    /// Sends a report that is new; its receipt and those of its files.
    pub async fn new_report(&self, report: &Report) -> (Receipt, Vec<Receipt>) {
        created(self.put(report.work()).await)
    }

    /// Sends a report that was sent before.
    pub async fn same_report(&self, report: &Report) -> (Receipt, Vec<Receipt>) {
        repeated(self.put(report.work()).await)
    }
}

/// The receipts of something new.
#[allow(clippy::must_use_candidate, reason = "that it was new may be all that is asked")]
pub fn created(answer: Answer) -> (Receipt, Vec<Receipt>) {
    match answer {
        Answer::Created { receipt, attachments } => (receipt, attachments),
        other => panic!("something new was expected, not {other:?}"),
    }
}

/// The receipts of something that was there.
#[allow(clippy::must_use_candidate, reason = "that it was there may be all that is asked")]
pub fn repeated(answer: Answer) -> (Receipt, Vec<Receipt>) {
    match answer {
        Answer::Repeated { receipt, attachments } => (receipt, attachments),
        other => panic!("a repeat was expected, not {other:?}"),
    }
}

/// The receipt and the versions of objects that were changed.
#[allow(clippy::must_use_candidate, reason = "that it was done may be all that is asked")]
pub fn changed(answer: Answer) -> (Receipt, Vec<u64>) {
    match answer {
        Answer::Changed { receipt, versions, .. } => (receipt, versions),
        other => panic!("a change was expected, not {other:?}"),
    }
}
