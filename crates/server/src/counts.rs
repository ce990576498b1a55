//! How many submissions there are, by organisation: counted once at the start, and from then on as they come in.

use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};

use store::{Reader, StoreError};

/// Counts by organisation; those that belong to none stand under nothing.
#[derive(Debug, Default)]
pub struct Submissions(Mutex<HashMap<Option<String>, u64>>);

impl Submissions {
    /// Counts what is there.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn load(store: &dyn Reader) -> Result<Self, StoreError> {
        Ok(Self(Mutex::new(store.submission_counts().await?.into_iter().collect())))
    }

    /// One more.
    pub fn add(&self, organisation: Option<&str>) {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner).entry(organisation.map(str::to_owned)).or_default() += 1;
    }

    /// How many there are of these organisations; of all where none is given.
    #[must_use]
    pub fn submissions(&self, organisations: Option<&[String]>) -> u64 {
        let counts = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        match organisations {
            None => counts.values().sum(),
            Some(some) => some.iter().filter_map(|code| counts.get(&Some(code.clone()))).sum(),
        }
    }
}
