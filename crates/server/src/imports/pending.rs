//! Uploads that were shown and wait to be confirmed: in memory, for an hour, and for whoever sent them.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

use axum::http::StatusCode;
use uuid::Uuid;

use super::{Counts, Kind};
use crate::app::now;
use crate::office::keep::Done;
use crate::problem::Problem;

/// Bytes of all uploads together: a list of 100,000 stations has about 15 MB.
const ALL: usize = 256 << 20;

/// How long one waits: seconds.
const LASTS: u64 = 3600;

/// An upload.
#[derive(Clone, Debug)]
pub struct Pending {
    /// What it holds.
    pub kind: Kind,
    /// The file's name.
    pub name: String,
    /// The file.
    pub bytes: Arc<Vec<u8>>,
    /// Who sent it.
    pub by: String,
    /// When: seconds since 1970.
    pub at: u64,
    /// What became of it, once it was confirmed.
    pub outcome: Option<Outcome>,
}

/// What became of a confirmed upload.
#[derive(Clone, Debug)]
pub enum Outcome {
    /// It is being written.
    Working,
    /// It is in the log.
    Done(Done, Counts),
    /// Nothing was written.
    Failed(String),
}

/// Every upload that waits.
#[derive(Debug, Default)]
pub struct Uploads(Mutex<HashMap<Uuid, Pending>>);

impl Uploads {
    fn with<T>(&self, act: impl FnOnce(&mut HashMap<Uuid, Pending>) -> T) -> T {
        act(&mut self.0.lock().unwrap_or_else(PoisonError::into_inner))
    }

    /// Keeps an upload until it is confirmed.
    ///
    /// # Errors
    /// 503 where too much waits already.
    pub fn add(&self, id: Uuid, pending: Pending) -> Result<(), Problem> {
        self.with(|all| {
            all.retain(|_, pending| now() < pending.at + LASTS);
            let waiting: usize = all.values().map(|pending| pending.bytes.len()).sum();
            if waiting + pending.bytes.len() > ALL {
                let remedy = "Confirm or drop what was sent before, or try again in an hour.";
                return Err(Problem::later("IMPORT-BUSY", "too many files wait to be confirmed", remedy, 60));
            }
            all.insert(id, pending);
            Ok(())
        })
    }

    /// An upload of this sender's.
    ///
    /// # Errors
    /// 404.
    pub fn get(&self, id: Uuid, kind: Kind, by: &str) -> Result<Pending, Problem> {
        let found = self.with(|all| all.get(&id).filter(|pending| pending.by == by && pending.kind == kind).cloned());
        found.ok_or_else(|| Problem::not_found("upload; send the file again"))
    }

    /// Begins to write one; not twice.
    ///
    /// # Errors
    /// 409 where it was begun already.
    pub fn begin(&self, id: Uuid) -> Result<(), Problem> {
        self.with(|all| match all.get_mut(&id) {
            Some(pending) if pending.outcome.is_none() => {
                pending.outcome = Some(Outcome::Working);
                Ok(())
            }
            _ => Err(Problem::new(StatusCode::CONFLICT, "IMPORT-BEGUN", "it was confirmed already", "Look at what became of it.")),
        })
    }

    /// Notes what became of one; the file itself is not needed any more.
    pub fn end(&self, id: Uuid, outcome: Outcome) {
        self.with(|all| {
            if let Some(pending) = all.get_mut(&id) {
                pending.outcome = Some(outcome);
                pending.bytes = Arc::default();
            }
        });
    }

    /// Drops one.
    pub fn drop_one(&self, id: Uuid) {
        self.with(|all| all.remove(&id));
    }
}
