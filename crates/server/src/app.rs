//! What every request works with.

use std::sync::{Arc, Mutex, PoisonError};

use evidence::Objects;
use rand::{Rng, SeedableRng};
use rand_chacha::ChaCha20Rng;
use store::clock::{Clock, MachineClock};
use store::prepare::Pepper;
use store::sequencer::{Answer, Work};
use store::{Sequencer, SequencerError, Store};
use tokio::sync::watch;

use crate::backups::Backups;
use crate::contents::Contents;
use crate::counts::Submissions;
use crate::definitions::Definitions;
use crate::events::Bus;
use crate::facts::Facts;
use crate::imports::Uploads;
use crate::metrics::Metrics;
use crate::protect::Attempts;
use crate::registry::Registry;
use crate::token::Tokens;
use crate::upload::Files;

/// The machine's time: seconds since 1970.
#[must_use]
pub fn now() -> u64 {
    MachineClock::default().wall()
}

/// What the office needs at the start.
pub struct Office {
    /// What everybody's work refers to.
    pub registry: Registry,
    /// How the server is reached.
    pub facts: Facts,
    /// How many submissions there are.
    pub counts: Submissions,
    /// Where backups go.
    pub backups: Backups,
    /// Becomes true when the server stops.
    pub stopping: watch::Receiver<bool>,
    /// From which observers' ids follow.
    pub observer_secret: [u8; 32],
}

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
    /// What everybody's work refers to.
    pub registry: Registry,
    /// How the server is reached.
    pub facts: Facts,
    /// How often an address may try to sign in.
    pub attempts: Attempts,
    /// What happens, for whoever listens.
    pub bus: Bus,
    /// How many submissions there are, by organisation.
    pub counts: Submissions,
    /// Uploads that wait to be confirmed.
    pub uploads: Uploads,
    /// Backups made from here.
    pub backups: Backups,
    /// Becomes true when the server stops.
    pub stopping: watch::Receiver<bool>,
    /// Since when it runs: seconds since 1970.
    pub since: u64,
    /// From which observers' ids follow that are made of no number.
    pub observer_secret: [u8; 32],
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
        office: Office,
    ) -> Self {
        let Office { registry, facts, counts, backups, stopping, observer_secret } = office;
        Self {
            store,
            sequencer,
            objects,
            definitions,
            tokens: Tokens::default(),
            registry,
            facts,
            bus: Bus::default(),
            counts,
            uploads: Uploads::default(),
            backups,
            stopping,
            since: now(),
            observer_secret,
            attempts: Attempts::default(),
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
