//! What every request works with.

use std::sync::{Arc, Mutex, PoisonError};

use evidence::Objects;
use rand::SeedableRng;
use rand_chacha::ChaCha20Rng;
use store::{Sequencer, Store};
use tokio::sync::RwLock;

use crate::definitions::Definitions;
use crate::metrics::Metrics;
use crate::token::Tokens;

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
    /// Held for reading from keeping an attachment's content to its entry, for writing while an erasure removes content: content that
    /// two attachments share is not removed under the second one.
    pub contents: RwLock<()>,
    /// Bytes of one attachment at most.
    pub largest_attachment: u64,
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
        seed: [u8; 32],
    ) -> Self {
        Self {
            store,
            sequencer,
            objects,
            definitions,
            tokens: Tokens::default(),
            metrics: Metrics::default(),
            contents: RwLock::new(()),
            largest_attachment,
            random: Mutex::new(ChaCha20Rng::from_seed(seed)),
        }
    }

    /// The server's random stream.
    pub fn random<T>(&self, draw: impl FnOnce(&mut ChaCha20Rng) -> T) -> T {
        draw(&mut self.random.lock().unwrap_or_else(PoisonError::into_inner))
    }
}
