//! The witness as a service (`c2sp.org/tlog-witness`): `POST /add-checkpoint`, and `GET /` and `GET /health` for its operator.

mod http;
mod status;

pub use http::{LONGEST, router, serve};
pub use status::{LogStatus, Status};

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{SystemTime, UNIX_EPOCH};

use tlog::VerifierKey;
use tlog::note::NoteSignature;
use tlog::witness::{AddCheckpoint, Refusal, Witness};
use tokio::sync::Mutex as Turn;

use crate::folder::{Folder, FolderError, Latest, LogFolder};

/// A witness with its folder.
#[derive(Debug)]
pub struct Service {
    witness: Witness,
    logs: BTreeMap<String, Arc<Watched>>,
    // Holds the lock.
    _folder: Folder,
}

/// A log that is watched.
#[derive(Debug)]
struct Watched {
    origin: String,
    keys: Vec<VerifierKey>,
    folder: Mutex<LogFolder>,
    /// Held from reading what was cosigned last to having stored what is cosigned next: one request at a time.
    turn: Arc<Turn<()>>,
}

/// Why no cosignature is given.
#[derive(Debug, thiserror::Error)]
enum Declined {
    /// The request is at fault, or the log.
    #[error(transparent)]
    Refused(#[from] Refusal),
    /// The witness is.
    #[error(transparent)]
    Folder(#[from] FolderError),
}

impl Service {
    /// Opens the folder of a witness of these logs, each known by its key's name; one log may have several keys. A folder that is not
    /// there is made, with a new key of that name. What is known of every log is read once, so that damage is noticed now.
    ///
    /// # Errors
    /// [`FolderError`]. A witness that cannot tell what it cosigned does not start.
    pub fn open(path: &Path, name: Option<&str>, logs: Vec<VerifierKey>) -> Result<Self, FolderError> {
        check_types(&logs)?;
        let folder = Folder::open(path)?;
        let key = folder.key(name)?;
        folder.publish(&key)?;
        let mut watched: BTreeMap<String, Vec<VerifierKey>> = BTreeMap::new();
        for log in &logs {
            let keys = watched.entry(log.name().to_owned()).or_default();
            if !keys.contains(log) {
                keys.push(log.clone());
            }
        }
        let witness = Witness::new(key, logs).map_err(FolderError::Name)?;
        let mut opened = BTreeMap::new();
        for (origin, keys) in watched {
            let log = folder.log(&origin)?;
            log.latest(witness.verifier())?;
            let watched = Watched { origin: origin.clone(), keys, folder: Mutex::new(log), turn: Arc::default() };
            opened.insert(origin, Arc::new(watched));
        }
        Ok(Self { witness, logs: opened, _folder: folder })
    }

    /// The witness's public key.
    #[must_use]
    pub fn verifier(&self) -> &VerifierKey {
        self.witness.verifier()
    }

    /// Decides on one request. What is known is read from the disk each time and stored there before the answer: nothing in memory can
    /// differ from it.
    fn decide(&self, log: &Watched, request: &AddCheckpoint) -> Result<NoteSignature, Declined> {
        // A thread that panicked left nothing half done: files change whole or not at all.
        let mut folder = log.folder.lock().unwrap_or_else(PoisonError::into_inner);
        let latest = folder.latest(self.verifier())?;
        let known = latest.as_ref().map(Latest::known);
        match self.witness.decide(known.as_ref(), request, now()) {
            Ok(accepted) => {
                if known != Some(accepted.known) {
                    folder.store(&request.checkpoint, &accepted, &log.keys)?;
                }
                Ok(accepted.cosignature)
            }
            Err(refusal) => {
                if let Some(latest) = latest.filter(|latest| is_evidence(latest, request, &refusal)) {
                    tracing::warn!(log = ?log.origin, size = request.checkpoint.checkpoint().size(), code = refusal.code(), "refused and kept");
                    // A full disk must not hide from the client that it is refused, and why.
                    if let Err(error) = folder.keep(&latest, &request.checkpoint, &request.to_string(), &refusal) {
                        tracing::error!(log = ?log.origin, code = error.code(), "what was refused cannot be kept: {error}");
                    }
                }
                Err(refusal.into())
            }
        }
    }
}

/// Whether a refused request should be kept: it may prove a fork, or it has another root of the size cosigned last, whatever old size
/// it names. All that is judged here was signed by the log.
fn is_evidence(latest: &Latest, request: &AddCheckpoint, refusal: &Refusal) -> bool {
    let (known, shown) = (latest.known(), request.checkpoint.checkpoint());
    let signed = !matches!(refusal, Refusal::UnknownLog(_) | Refusal::Unsigned(_));
    refusal.is_evidence() || (signed && known.size == shown.size() && known.root != *shown.root())
}

/// A log signs with a key of type 0x01.
fn check_types(logs: &[VerifierKey]) -> Result<(), FolderError> {
    use tlog::note::{Algorithm, NoteError};
    match logs.iter().find(|key| key.algorithm() != Algorithm::Ed25519) {
        None => Ok(()),
        Some(key) => Err(FolderError::LogKey { log: key.name().to_owned(), source: NoteError::Algorithm(key.algorithm().byte()) }),
    }
}

/// Seconds since 1970; a clock before that gives 0, which no cosignature can have.
fn now() -> u64 {
    SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |passed| passed.as_secs())
}
