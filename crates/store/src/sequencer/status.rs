//! How the sequencer is doing: for health, metrics and messages.

use std::sync::atomic::{AtomicI64, AtomicU64, Ordering::Relaxed};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use crate::StoreError;

/// The database's last refusal.
#[derive(Debug)]
pub struct Problem {
    /// What it said.
    pub error: StoreError,
}

/// Counts since the start, and what is wrong now.
#[derive(Debug, Default)]
pub struct Status {
    entries: AtomicU64,
    batches: AtomicU64,
    failed: AtomicU64,
    busy: AtomicU64,
    micros: AtomicU64,
    jumps: AtomicU64,
    last_jump: AtomicI64,
    problem: Mutex<Option<Arc<Problem>>>,
}

impl Status {
    /// Entries committed.
    #[must_use]
    pub fn entries(&self) -> u64 {
        self.entries.load(Relaxed)
    }

    /// Transactions committed.
    #[must_use]
    pub fn batches(&self) -> u64 {
        self.batches.load(Relaxed)
    }

    /// Transactions that failed.
    #[must_use]
    pub fn failed(&self) -> u64 {
        self.failed.load(Relaxed)
    }

    /// Works refused because too much was waiting.
    #[must_use]
    pub fn refused(&self) -> u64 {
        self.busy.load(Relaxed)
    }

    /// Time in commits, in all.
    #[must_use]
    pub fn commit_time(&self) -> Duration {
        Duration::from_micros(self.micros.load(Relaxed))
    }

    /// Jumps of the wall clock, and the seconds of the last one.
    #[must_use]
    pub fn jumps(&self) -> (u64, i64) {
        (self.jumps.load(Relaxed), self.last_jump.load(Relaxed))
    }

    /// Why the last transaction failed; nothing once one succeeded.
    #[must_use]
    pub fn problem(&self) -> Option<Arc<Problem>> {
        self.problem.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    pub(super) fn busy(&self) {
        self.busy.fetch_add(1, Relaxed);
    }

    pub(super) fn committed(&self, entries: u64, took: Duration) {
        self.entries.fetch_add(entries, Relaxed);
        self.batches.fetch_add(1, Relaxed);
        self.micros.fetch_add(u64::try_from(took.as_micros()).unwrap_or(u64::MAX), Relaxed);
        *self.problem.lock().unwrap_or_else(PoisonError::into_inner) = None;
    }

    pub(super) fn recovered(&self) {
        *self.problem.lock().unwrap_or_else(PoisonError::into_inner) = None;
    }

    pub(super) fn fail(&self, error: StoreError) -> Arc<Problem> {
        self.failed.fetch_add(1, Relaxed);
        let problem = Arc::new(Problem { error });
        *self.problem.lock().unwrap_or_else(PoisonError::into_inner) = Some(Arc::clone(&problem));
        problem
    }

    pub(super) fn jump(&self, seconds: i64) {
        self.jumps.fetch_add(1, Relaxed);
        self.last_jump.store(seconds, Relaxed);
    }
}
