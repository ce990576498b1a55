//! Commands that keep a record, and what they share.

pub mod account;
pub mod backup;
pub mod bench;
pub mod custodians;
pub mod doctor;
pub mod erase;
pub mod export;
pub mod init;
pub mod receipt;
mod running;
pub mod serve;
pub mod token;
pub mod unseal;
mod vault;

use std::future::Future;
use std::sync::Arc;
use std::time::{SystemTime, UNIX_EPOCH};

use indicatif::ProgressBar;
use server::{DataDir, DataDirError};
use store::{Store, StoreError};

use crate::cli::Place;
use crate::failure::Failure;
use crate::screen::Screen;

/// Waits for something on threads of its own.
fn wait<T>(work: impl Future<Output = Result<T, Failure>>) -> Result<T, Failure> {
    let runtime = tokio::runtime::Runtime::new();
    let runtime = runtime
        .map_err(|e| Failure::refused("THREADS", format!("no threads can be started: {e}"), "Close other programs and try again."))?;
    runtime.block_on(work)
}

/// The record of a place, for reading and for what is not an entry.
pub async fn open(place: &Place) -> Result<(DataDir, Arc<dyn Store>), Failure> {
    let dir = DataDir::existing(&place.data_dir).or_else(|missing| {
        // A database elsewhere needs a directory for its keys, which `serve` makes.
        if place.database.is_some() { DataDir::create(&place.data_dir) } else { Err(missing) }
    });
    let dir = dir.map_err(|e| dir_failure(&e))?;
    let database = dir.database(place.database.as_deref()).map_err(|e| dir_failure(&e))?;
    let store = dir.store(database.as_deref()).await.map_err(|e| dir_failure(&e))?;
    Ok((dir, store))
}

/// A data directory that cannot be used.
fn dir_failure(error: &DataDirError) -> Failure {
    let message = with_sources(error);
    match error {
        DataDirError::Missing(_) | DataDirError::OtherDatabase | DataDirError::OtherName { .. } | DataDirError::Name(_) => {
            Failure::usage(error.code(), message, error.remedy())
        }
        _ => Failure::refused(error.code(), message, error.remedy()),
    }
}

/// A database that did not do what was asked.
fn store_failure(error: &StoreError) -> Failure {
    Failure::refused(error.code(), with_sources(error), error.remedy())
}

/// An error and what caused it, in one sentence.
pub fn with_sources(error: &dyn std::error::Error) -> String {
    let mut text = error.to_string();
    let mut next = error.source();
    while let Some(source) = next {
        let said = source.to_string();
        // Some libraries repeat the cause in the error itself.
        if !text.contains(&said) {
            text.push_str(": ");
            text.push_str(&said);
        }
        next = source.source();
    }
    text
}

/// Seconds since 1970.
fn now() -> u64 {
    SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |since| since.as_secs())
}

/// A bar that follows phases of work, each with its own length.
struct Phases {
    screen: Screen,
    bar: Option<(&'static str, ProgressBar)>,
}

impl Phases {
    fn new(screen: Screen) -> Self {
        Self { screen, bar: None }
    }

    fn tell(&mut self, phase: &'static str, done: u64, all: u64) {
        if self.bar.as_ref().is_none_or(|(now, _)| *now != phase) {
            self.end();
            self.bar = Some((phase, self.screen.steps(phase, usize::try_from(all).unwrap_or(usize::MAX))));
        }
        if let Some((_, bar)) = &self.bar {
            bar.set_position(done);
        }
    }

    fn end(&mut self) {
        if let Some((_, bar)) = self.bar.take() {
            bar.finish_and_clear();
        }
    }
}
