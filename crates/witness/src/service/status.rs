//! What a witness tells about itself.

use std::sync::PoisonError;

use serde::Serialize;
use tlog::Hash;

use super::{Service, Watched};
use crate::folder::{Counts, FolderError};

/// The witness and its logs.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Status {
    /// Its public key.
    pub witness: String,
    /// What it refused and kept, over all logs.
    pub refused: Counts,
    /// The logs it watches, by name.
    pub logs: Vec<LogStatus>,
}

/// A log as the witness knows it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct LogStatus {
    /// Its name.
    pub origin: String,
    /// Its public keys.
    pub keys: Vec<String>,
    /// Entries of the checkpoint cosigned last; 0 where none was.
    pub size: u64,
    /// Its root; none where nothing was cosigned.
    pub root: Option<Hash>,
    /// When it was first cosigned, in seconds since 1970.
    pub cosigned: Option<u64>,
    /// What was refused and kept.
    pub refused: Counts,
}

impl Service {
    /// Reads what is known of every log.
    ///
    /// # Errors
    /// [`FolderError`] where something on the disk was damaged meanwhile.
    pub fn status(&self) -> Result<Status, FolderError> {
        let logs = self.logs.values().map(|log| self.of(log)).collect::<Result<Vec<_>, _>>()?;
        let refused = logs.iter().fold(Counts::default(), |sum, log| Counts {
            forks: sum.forks + log.refused.forks,
            unproven: sum.unproven + log.refused.unproven,
        });
        Ok(Status { witness: self.verifier().to_string(), refused, logs })
    }

    /// What is known of one.
    fn of(&self, log: &Watched) -> Result<LogStatus, FolderError> {
        let folder = log.folder.lock().unwrap_or_else(PoisonError::into_inner);
        let latest = folder.latest(self.verifier())?;
        let known = latest.as_ref().map(crate::folder::Latest::known);
        Ok(LogStatus {
            origin: log.origin.clone(),
            keys: log.keys.iter().map(ToString::to_string).collect(),
            size: known.map_or(0, |known| known.size),
            root: known.map(|known| known.root),
            cosigned: latest.map(|latest| latest.time),
            refused: folder.counts(),
        })
    }
}
