//! The folder of a witness: its key, what it cosigned last of each log, and what it refused as a fork.
//!
//! ```text
//! witness.key     the private key, readable by its owner alone
//! witness.pub     the public key, to be handed out
//! lock            held while a witness runs
//! logs/NAME/latest     the checkpoint cosigned last, with the log's signature and the witness's own
//! forks/NAME/...       refused checkpoints, each beside the one cosigned last
//! ```
//!
//! The witness's own cosignature in `latest` is what vouches for the file: a changed byte is noticed when it is read.

mod durable;
mod error;
mod forks;
mod latest;

pub use error::FolderError;
pub use forks::{Counts, MOST};
pub use latest::Latest;

use std::fmt::Write as _;
use std::fs::{self, File, OpenOptions, TryLockError};
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use durable::Readers;
pub(crate) use latest::LogFolder;
use tlog::SignerKey;
use tlog::note::{Algorithm, NoteError};

/// Bytes that the name of a log's folder may have; file systems take 255, and a prefix and suffix come to it.
const LONGEST_NAME: usize = 240;

/// An open folder; no other witness can open it at the same time.
#[derive(Debug)]
pub struct Folder {
    path: PathBuf,
    // Unlocked when dropped, and by the system when the process dies.
    _lock: File,
}

impl Folder {
    /// Opens the folder, or makes a new one.
    ///
    /// # Errors
    /// [`FolderError::InUse`], [`FolderError::Io`].
    pub fn open(path: &Path) -> Result<Self, FolderError> {
        make(path)?;
        let at = path.join("lock");
        let lock = OpenOptions::new().create(true).append(true).open(&at).map_err(FolderError::at(&at))?;
        lock.try_lock().map_err(|error| match error {
            TryLockError::WouldBlock => FolderError::InUse(path.to_owned()),
            TryLockError::Error(source) => FolderError::Io { path: at, source },
        })?;
        Ok(Self { path: path.to_owned(), _lock: lock })
    }

    /// The witness's key; made from the system's random numbers where the folder is new. A key is never made in a folder that had
    /// one: what was cosigned under the old one would be forgotten.
    ///
    /// # Errors
    /// [`FolderError`].
    pub fn key(&self, name: Option<&str>) -> Result<SignerKey, FolderError> {
        let path = self.path.join("witness.key");
        let text = match fs::read_to_string(&path) {
            Ok(text) => text,
            Err(error) if error.kind() == ErrorKind::NotFound => return self.make_key(&path, name),
            Err(source) => return Err(FolderError::Io { path, source }),
        };
        check_mode(&path)?;
        let key = SignerKey::parse(text.trim_end()).and_then(|key| match key.algorithm() {
            Algorithm::CosignatureV1 => Ok(key),
            Algorithm::Ed25519 => Err(NoteError::Algorithm(key.algorithm().byte())),
        });
        let key = key.map_err(|source| FolderError::Key { path, source })?;
        match name.filter(|name| *name != key.name()) {
            Some(asked) => Err(FolderError::OtherName { has: key.name().to_owned(), asked: asked.to_owned() }),
            None => Ok(key),
        }
    }

    /// The key of a new witness.
    fn make_key(&self, path: &Path, name: Option<&str>) -> Result<SignerKey, FolderError> {
        if ["witness.pub", "logs", "forks"].iter().any(|name| self.path.join(name).exists()) {
            return Err(FolderError::KeyMissing(path.to_owned()));
        }
        let name = name.ok_or(FolderError::NoName)?;
        let mut seed = [0; 32];
        getrandom::fill(&mut seed).map_err(FolderError::Random)?;
        let key = SignerKey::from_seed(name, Algorithm::CosignatureV1, &seed).map_err(FolderError::Name)?;
        durable::write(path, format!("{}\n", key.reveal()).as_bytes(), Readers::Owner).map_err(FolderError::at(path))?;
        Ok(key)
    }

    /// Writes the public key beside the private one, where it is not there yet.
    pub(crate) fn publish(&self, key: &SignerKey) -> Result<(), FolderError> {
        let path = self.path.join("witness.pub");
        let text = format!("{}\n", key.verifier());
        if fs::read_to_string(&path).is_ok_and(|there| there == text) {
            return Ok(());
        }
        durable::write(&path, text.as_bytes(), Readers::Usual).map_err(FolderError::at(&path))
    }

    /// What is known of a log; a new log's folder is made.
    pub(crate) fn log(&self, origin: &str) -> Result<LogFolder, FolderError> {
        let name = file_name(origin).ok_or_else(|| FolderError::LogName(origin.chars().take(80).collect()))?;
        let (logs, forks) = (self.path.join("logs"), self.path.join("forks"));
        make(&logs)?;
        make(&forks)?;
        let forks = forks::Forks::open(forks.join(&name))?;
        LogFolder::open(&logs.join(&name), origin, forks)
    }
}

/// Makes a folder where there is none, and brings its name to the disk.
fn make(path: &Path) -> Result<(), FolderError> {
    if path.is_dir() {
        return Ok(());
    }
    fs::create_dir_all(path).map_err(FolderError::at(path))?;
    let parent = path.parent().filter(|parent| !parent.as_os_str().is_empty()).unwrap_or(Path::new("."));
    durable::sync_folder(parent).map_err(FolderError::at(parent))
}

/// Refuses a key that others may read or write.
#[cfg(unix)]
fn check_mode(path: &Path) -> Result<(), FolderError> {
    use std::os::unix::fs::PermissionsExt as _;
    let mode = fs::metadata(path).map_err(FolderError::at(path))?.permissions().mode() & 0o777;
    // The six bits of group and others.
    if mode.trailing_zeros() >= 6 { Ok(()) } else { Err(FolderError::KeyOpen { path: path.to_owned(), mode }) }
}

/// Other systems have no such permissions.
#[cfg(not(unix))]
fn check_mode(_path: &Path) -> Result<(), FolderError> {
    Ok(())
}

/// The name of a log's folder: letters, digits, `-`, `_` and inner dots as they are, every other byte as `%` and two digits.
fn file_name(origin: &str) -> Option<String> {
    let mut name = String::new();
    for (number, byte) in origin.bytes().enumerate() {
        let plain = byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_') || (byte == b'.' && number > 0);
        if plain {
            name.push(char::from(byte));
        } else {
            // Writing to memory cannot fail.
            let _ = write!(name, "%{byte:02x}");
        }
    }
    (name.len() <= LONGEST_NAME).then_some(name)
}

#[cfg(test)]
mod tests {
    use super::file_name;

    #[test]
    fn names_of_logs_stay_inside_their_folder() {
        assert_eq!(file_name("example.org/log").as_deref(), Some("example.org%2flog"));
        assert_eq!(file_name("..").as_deref(), Some("%2e."));
        assert_eq!(file_name("../../etc").as_deref(), Some("%2e.%2f..%2fetc"));
        assert_eq!(file_name("Қала").as_deref(), Some("%d2%9a%d0%b0%d0%bb%d0%b0"));
        assert_eq!(file_name(&"Қ".repeat(80)), None);
    }
}
