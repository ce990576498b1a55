//! What was refused and may prove that a log misbehaves.
//!
//! Each piece is a folder with `cosigned` and `refused`, two signed checkpoints that anybody can check, `request`, which has the
//! proof, and `why`. A *fork* is two roots of one size under the log's signature and proves itself. What is *unproven* was not shown to
//! continue what was cosigned: a fork, or only a wrong proof, which anybody can send with a checkpoint of the log.

use std::fmt::Write as _;
use std::fs;
use std::io::ErrorKind;
use std::path::PathBuf;

use serde::Serialize;
use tlog::SignedCheckpoint;
use tlog::witness::Refusal;

use super::{FolderError, Latest, durable, make};

/// Pieces of each kind that are kept of one log, so that nobody can fill the disk. The two kinds do not crowd each other out.
pub const MOST: u64 = 100;

/// How much was refused and kept.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Counts {
    /// Two roots of one size, both signed by the log.
    pub forks: u64,
    /// Checkpoints that were not shown to continue what was cosigned.
    pub unproven: u64,
}

/// The folder of one log's refused checkpoints.
#[derive(Debug)]
pub(crate) struct Forks {
    path: PathBuf,
    counts: Counts,
}

impl Forks {
    /// Counts what is there; the folder need not be.
    pub(super) fn open(path: PathBuf) -> Result<Self, FolderError> {
        let mut counts = Counts::default();
        let names = match fs::read_dir(&path) {
            Ok(names) => names,
            Err(error) if error.kind() == ErrorKind::NotFound => return Ok(Self { path, counts }),
            Err(source) => return Err(FolderError::Io { path, source }),
        };
        for name in names {
            let name = name.map_err(FolderError::at(&path))?.file_name();
            let name = name.to_string_lossy();
            counts.forks += u64::from(name.starts_with("fork-"));
            counts.unproven += u64::from(name.starts_with("unproven-"));
        }
        Ok(Self { path, counts })
    }

    /// How many there are.
    pub(super) fn counts(&self) -> Counts {
        self.counts
    }

    /// Keeps a refused checkpoint beside the one cosigned last, once.
    pub(super) fn keep(&mut self, latest: &Latest, refused: &SignedCheckpoint, body: &str, why: &Refusal) -> Result<(), FolderError> {
        let (known, shown) = (latest.known(), refused.checkpoint());
        let proven = known.size == shown.size() && known.root != *shown.root();
        let (kind, count) = if proven { ("fork", &mut self.counts.forks) } else { ("unproven", &mut self.counts.unproven) };
        let mut name = format!("{kind}-{}-", shown.size());
        for byte in shown.root().0 {
            // Writing to memory cannot fail.
            let _ = write!(name, "{byte:02x}");
        }
        let path = self.path.join(name);
        if *count >= MOST || path.exists() {
            return Ok(());
        }
        make(&self.path)?;
        let (cosigned, refused) = (latest.checkpoint.to_string(), refused.to_string());
        let why = format!("{}: {why}\n", why.code());
        let files = [("cosigned", cosigned.as_str()), ("refused", &refused), ("request", body), ("why", &why)];
        durable::write_folder(&path, &files.map(|(name, text)| (name, text.as_bytes()))).map_err(FolderError::at(&path))?;
        *count += 1;
        Ok(())
    }
}
