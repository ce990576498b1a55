//! What every request works with.

use std::sync::{Arc, Mutex, PoisonError};

use evidence::Objects;
use rand::{Rng, SeedableRng};
use rand_chacha::ChaCha20Rng;
use store::prepare::Pepper;
use store::sequencer::{Answer, Work};
use store::{Sequencer, SequencerError, Store};

use crate::contents::Contents;
use crate::definitions::Definitions;
use crate::metrics::Metrics;
use crate::token::Tokens;
use crate::upload::Files;

/// The running server.
pub struct App {
    /// The record.
    pub store: Arc<dyn Store>,
    /// The way to write it.
    pub sequencer: Sequencer,
    /// Attachments.
    pub objects: Objects,
    /// Forms and stations.
    pub definitions: Definitions,
    /// Who may do what.
    pub tokens: Tokens,
    /// Counts.
    pub metrics: Metrics,
    /// Who uses which content of attachments.
    pub contents: Contents,
    /// Bytes of one attachment at most.
    pub largest_attachment: u64,
    /// Held while erasures are noted or finished: one at a time.
    pub erasing: tokio::sync::Mutex<()>,
    /// Tells one private part from another.
    pub pepper: Pepper,
    random: Mutex<ChaCha20Rng>,
}

impl App {
    /// Everything together.
    pub fn new(
        store: Arc<dyn Store>,
        sequencer: Sequencer,
        objects: Objects,
        definitions: Definitions,
        largest_attachment: u64,
        (pepper, seed): (Pepper, [u8; 32]),
    ) -> Self {
        Self {
            store,
            sequencer,
            objects,
            definitions,
            tokens: Tokens::default(),
            metrics: Metrics::default(),
            contents: Contents::default(),
            largest_attachment,
            erasing: tokio::sync::Mutex::new(()),
            pepper,
            random: Mutex::new(ChaCha20Rng::from_seed(seed)),
        }
    }

    /// Puts a work into the record. It goes on when whoever sent it is gone, and the content of its files is kept until it is done.
    ///
    /// # Errors
    /// [`SequencerError`].
    pub async fn put(&self, work: Work, mut files: Files) -> Result<Answer, SequencerError> {
        let sequencer = self.sequencer.clone();
        let putting = async move {
            let answer = sequencer.put(work).await;
            // After an error it may be written all the same: better content that nothing refers to than the other way round.
            if !matches!(answer, Ok(Answer::Conflict | Answer::Erased | Answer::Unknown)) {
                files.settled();
            }
            answer
        };
        tokio::spawn(putting).await.unwrap_or(Err(SequencerError::Stopping))
    }

    /// A random stream of one's own, for what takes a while.
    pub fn fork(&self) -> ChaCha20Rng {
        let mut seed = [0; 32];
        self.random(|random| random.fill_bytes(&mut seed));
        ChaCha20Rng::from_seed(seed)
    }

    /// The server's random stream.
    pub fn random<T>(&self, draw: impl FnOnce(&mut ChaCha20Rng) -> T) -> T {
        draw(&mut self.random.lock().unwrap_or_else(PoisonError::into_inner))
    }
}
