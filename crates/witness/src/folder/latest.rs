//! The checkpoint of a log that was cosigned last.

use std::fs;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use super::FolderError;
use super::durable::{self, Readers};
use super::forks::{Counts, Forks};
use tlog::checkpoint::CheckpointError;
use tlog::note::NoteSignature;
use tlog::witness::{Accepted, Known, Refusal};
use tlog::{SignedCheckpoint, VerifierKey};

/// What stands in the file of a log before anything was cosigned. A missing file thus always means a loss.
const NOTHING: &str = "nothing cosigned yet\n";

/// The checkpoint cosigned last.
#[derive(Clone, Debug)]
pub struct Latest {
    /// With the log's signatures and the witness's own.
    pub checkpoint: SignedCheckpoint,
    /// When the witness first cosigned it, in seconds since 1970.
    pub time: u64,
}

impl Latest {
    /// Its size and root.
    #[must_use]
    pub fn known(&self) -> Known {
        let checkpoint = self.checkpoint.checkpoint();
        Known { size: checkpoint.size(), root: *checkpoint.root() }
    }
}

/// A log's part of the witness's folder. Whoever writes must be alone (see `service`).
#[derive(Debug)]
pub(crate) struct LogFolder {
    origin: String,
    file: PathBuf,
    forks: Forks,
}

impl LogFolder {
    /// Opens it, or makes it where the log is new.
    pub(super) fn open(path: &Path, origin: &str, forks: Forks) -> Result<Self, FolderError> {
        let file = path.join("latest");
        if !path.exists() {
            durable::write_folder(path, &[("latest", NOTHING.as_bytes())]).map_err(FolderError::at(path))?;
        }
        Ok(Self { origin: origin.to_owned(), file, forks })
    }

    /// What was cosigned last, nothing where nothing was.
    pub(crate) fn latest(&self, witness: &VerifierKey) -> Result<Option<Latest>, FolderError> {
        let damaged = |why: String| FolderError::Damaged { path: self.file.clone(), why };
        let bytes = match fs::read(&self.file) {
            Ok(bytes) => bytes,
            Err(error) if error.kind() == ErrorKind::NotFound => return Err(damaged("it is missing".to_owned())),
            Err(source) => return Err(FolderError::Io { path: self.file.clone(), source }),
        };
        if bytes == NOTHING.as_bytes() {
            return Ok(None);
        }
        let checkpoint = SignedCheckpoint::parse(&bytes).map_err(|error| damaged(error.to_string()))?;
        if checkpoint.checkpoint().origin() != self.origin {
            return Err(damaged(format!("it is of the log `{}`", checkpoint.checkpoint().origin())));
        }
        match checkpoint.cosignature(witness) {
            Ok(Some(cosignature)) => Ok(Some(Latest { time: cosignature.time, checkpoint })),
            Ok(None) => Err(damaged("this witness did not cosign it".to_owned())),
            Err(error) => Err(damaged(error.to_string())),
        }
    }

    /// Remembers what is about to be answered.
    pub(crate) fn store(&self, asked: &SignedCheckpoint, accepted: &Accepted, keys: &[VerifierKey]) -> Result<(), FolderError> {
        let kept = vouched(asked, &accepted.cosignature, keys)
            .map_err(|error| FolderError::Damaged { path: self.file.clone(), why: error.to_string() })?;
        durable::write(&self.file, kept.to_string().as_bytes(), Readers::Usual).map_err(FolderError::at(&self.file))
    }

    /// Keeps a refused request where it may prove that the log misbehaves.
    pub(crate) fn keep(&mut self, latest: &Latest, refused: &SignedCheckpoint, body: &str, why: &Refusal) -> Result<(), FolderError> {
        self.forks.keep(latest, refused, body, why)
    }

    /// How much was refused and kept.
    pub(crate) fn counts(&self) -> Counts {
        self.forks.counts()
    }
}

/// The checkpoint with the signatures that matter here: the log's and the witness's. A client may have sent a hundred others.
fn vouched(asked: &SignedCheckpoint, own: &NoteSignature, keys: &[VerifierKey]) -> Result<SignedCheckpoint, CheckpointError> {
    let mut kept = SignedCheckpoint::parse(format!("{}\n{own}\n", asked.note().text()).as_bytes())?;
    let by_the_log = asked.note().signatures().iter().filter(|signature| keys.iter().any(|key| signature.is_by(key)));
    by_the_log.for_each(|signature| kept.add(signature.clone()));
    Ok(kept)
}
