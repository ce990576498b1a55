//! The sequencer: one task that puts what comes in into one order, and acknowledges it once it is durable.
//!
//! It takes whatever has gathered while the last commit was on its way, makes entries of it, signs the checkpoint over them, and
//! writes payloads, rows, entries, tiles and checkpoint in one transaction. Only when that transaction is committed are the senders
//! answered and is the checkpoint shown to anybody. What cannot be committed is refused, and the tree in memory is read anew from the
//! database, so that the two never part.

mod actor;
mod assemble;
mod objects;
mod state;
mod status;
mod work;

pub use actor::receipt;
pub use status::{Problem, Status};
pub use work::{Answer, NotReplaced, Receipt, Work};

use std::sync::Arc;

use tlog::{SignerKey, VerifierKey};
use tokio::sync::{OwnedSemaphorePermit, Semaphore, mpsc, oneshot, watch};
use tokio::task::JoinHandle;

use crate::clock::Clock;
use crate::rows::Head;
use crate::{Store, StoreError};

use actor::{Actor, Job};

/// How much may wait and how much is written at once.
#[derive(Clone, Copy, Debug)]
pub struct Limits {
    /// Works that may wait or be on their way into the database; more are refused as busy.
    pub waiting: usize,
    /// Bytes that they may have. A work that has more is taken when nothing else waits.
    pub waiting_bytes: usize,
    /// Works of one transaction.
    pub batch: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Self { waiting: 4096, waiting_bytes: 64 << 20, batch: 1024 }
    }
}

/// Why something was not acknowledged.
#[derive(Debug, thiserror::Error)]
pub enum SequencerError {
    /// One work is larger than any may be.
    #[error("it has more than {} MiB", LARGEST >> 20)]
    TooLarge,
    /// More is waiting than may wait.
    #[error("more reports are arriving than can be written")]
    Busy,
    /// It stopped.
    #[error("the server is stopping")]
    Stopping,
    /// The database; what all works of a batch get.
    #[error("{}", .0.error)]
    Store(Arc<Problem>),
}

impl SequencerError {
    /// Stable code.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Self::TooLarge => "SEQUENCER-TOO-LARGE",
            Self::Busy => "SEQUENCER-BUSY",
            Self::Stopping => "SEQUENCER-STOPPING",
            Self::Store(problem) => problem.error.code(),
        }
    }

    /// What to do about it.
    #[must_use]
    pub fn remedy(&self) -> &'static str {
        match self {
            Self::TooLarge => "Divide it into several and send them one after the other.",
            Self::Busy => "Send the same again after the time given, under the same id.",
            Self::Stopping => "Send the same again in a minute, under the same id.",
            Self::Store(problem) => problem.error.remedy(),
        }
    }
}

/// Bytes of one work at most: an import of several hundred thousand objects.
pub const LARGEST: usize = 256 << 20;

/// What is counted of waiting bytes.
const KIB: usize = 1024;

/// What a work takes of what may wait, from when it is handed over until it is done. It goes with the work: whoever handed it over
/// may be gone long before.
struct Room {
    _place: OwnedSemaphorePermit,
    _space: OwnedSemaphorePermit,
}

/// The way to the one writer; clones lead to the same.
#[derive(Clone)]
pub struct Sequencer {
    jobs: mpsc::Sender<Job>,
    places: Arc<Semaphore>,
    space: Arc<Semaphore>,
    /// KiB of space in all.
    most: u32,
    head: watch::Receiver<Arc<Head>>,
    status: Arc<Status>,
    key: Arc<VerifierKey>,
}

impl Sequencer {
    /// Takes the writer's lock, compares the record with its last checkpoint, and starts. The task ends when all clones are dropped
    /// and what they sent is written.
    ///
    /// # Errors
    /// [`StoreError::Locked`] where another process writes; [`StoreError::Inconsistent`] or [`StoreError::Damaged`] where the record
    /// does not end as its last checkpoint says, or another key signed it.
    pub async fn start(
        store: Arc<dyn Store>,
        key: SignerKey,
        clock: Box<dyn Clock>,
        limits: Limits,
    ) -> Result<(Self, JoinHandle<()>), StoreError> {
        let waiting = limits.waiting.max(1);
        let (jobs, queue) = mpsc::channel(waiting);
        let most = u32::try_from(limits.waiting_bytes.div_ceil(KIB)).unwrap_or(u32::MAX).max(1);
        let verifier = Arc::new(key.verifier().clone());
        let status = Arc::new(Status::default());
        let (actor, head) = Actor::start(store, key, clock, limits.batch, queue, Arc::clone(&status)).await?;
        let places = Arc::new(Semaphore::new(waiting));
        let space = Arc::new(Semaphore::new(usize::try_from(most).unwrap_or(usize::MAX)));
        Ok((Self { jobs, places, space, most, head, status, key: verifier }, tokio::spawn(actor.run())))
    }

    /// Hands something over and waits until it is durable, or refused.
    ///
    /// # Errors
    /// [`SequencerError`]; nothing was acknowledged then, and the same may be sent again.
    pub async fn put(&self, work: Work) -> Result<Answer, SequencerError> {
        let bytes = work.bytes();
        if bytes > LARGEST {
            return Err(SequencerError::TooLarge);
        }
        let Some(room) = self.room(bytes) else {
            self.status.busy();
            return Err(SequencerError::Busy);
        };
        let (answer, answered) = oneshot::channel();
        self.jobs.try_send(Job { work, answer, room }).map_err(|error| match error {
            mpsc::error::TrySendError::Full(_) => {
                self.status.busy();
                SequencerError::Busy
            }
            mpsc::error::TrySendError::Closed(_) => SequencerError::Stopping,
        })?;
        answered.await.map_err(|_| SequencerError::Stopping)?
    }

    /// Room for a work of so many bytes, where there is some.
    fn room(&self, bytes: usize) -> Option<Room> {
        let size = u32::try_from(bytes.div_ceil(KIB)).unwrap_or(u32::MAX).clamp(1, self.most);
        let place = Arc::clone(&self.places).try_acquire_owned().ok()?;
        let space = Arc::clone(&self.space).try_acquire_many_owned(size).ok()?;
        Some(Room { _place: place, _space: space })
    }

    /// The latest checkpoint that is committed.
    #[must_use]
    pub fn head(&self) -> Arc<Head> {
        Arc::clone(&self.head.borrow())
    }

    /// Tells of each new checkpoint.
    #[must_use]
    pub fn heads(&self) -> watch::Receiver<Arc<Head>> {
        self.head.clone()
    }

    /// The log's public key.
    #[must_use]
    pub fn key(&self) -> &VerifierKey {
        &self.key
    }

    /// How it is doing.
    #[must_use]
    pub fn status(&self) -> &Status {
        &self.status
    }
}
