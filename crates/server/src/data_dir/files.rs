//! Files that are whole or not there.

use std::fs::{self, DirBuilder, File, OpenOptions};
use std::io::{ErrorKind, Write};
use std::os::unix::fs::{DirBuilderExt, OpenOptionsExt};
use std::path::Path;

use super::DataDirError;

/// Makes a directory that only its owner may enter.
pub fn directory(path: &Path) -> Result<(), DataDirError> {
    DirBuilder::new().recursive(true).mode(0o700).create(path).map_err(|source| DataDirError::file("made", path, source))
}

/// Finds out whether files can be written there.
pub fn probe(directory: &Path) -> Result<(), DataDirError> {
    let path = directory.join(".probe");
    File::create(&path).and_then(|_| fs::remove_file(&path)).map_err(|source| DataDirError::file("written", directory, source))
}

/// The content; nothing where there is no such file.
pub fn read(path: &Path) -> Result<Option<Vec<u8>>, DataDirError> {
    match fs::read(path) {
        Ok(bytes) => Ok(Some(bytes)),
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(None),
        Err(source) => Err(DataDirError::file("read", path, source)),
    }
}

/// Writes a file for its owner alone, in place of another; `durable` waits for the disk.
pub fn replace(path: &Path, bytes: &[u8], durable: bool) -> Result<(), DataDirError> {
    let failed = |source| DataDirError::file("written", path, source);
    let next = path.with_extension("next");
    let mut file = OpenOptions::new().create(true).truncate(true).write(true).mode(0o600).open(&next).map_err(failed)?;
    file.write_all(bytes).map_err(failed)?;
    if durable {
        file.sync_all().map_err(failed)?;
    }
    fs::rename(&next, path).map_err(failed)?;
    match path.parent().filter(|_| durable) {
        Some(parent) => File::open(parent).and_then(|dir| dir.sync_all()).map_err(failed),
        None => Ok(()),
    }
}

/// Overwrites and removes a file that held a secret.
pub fn shred(path: &Path) -> Result<(), DataDirError> {
    let failed = |source| DataDirError::file("removed", path, source);
    let Ok(meta) = fs::metadata(path) else { return Ok(()) };
    let length = usize::try_from(meta.len()).unwrap_or(0);
    let mut file = OpenOptions::new().write(true).open(path).map_err(failed)?;
    file.write_all(&vec![0; length]).and_then(|()| file.sync_all()).map_err(failed)?;
    fs::remove_file(path).map_err(failed)
}
