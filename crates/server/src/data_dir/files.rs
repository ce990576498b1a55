//! Files that are whole or not there.

use std::fs::{self, DirBuilder, File, OpenOptions, Permissions};
use std::io::{ErrorKind, Write};
use std::os::unix::fs::{DirBuilderExt, OpenOptionsExt, PermissionsExt};
use std::path::Path;

use super::DataDirError;

/// Makes a directory that only its owner may enter.
pub fn directory(path: &Path) -> Result<(), DataDirError> {
    DirBuilder::new().recursive(true).mode(0o700).create(path).map_err(|source| DataDirError::file("made", path, source))
}

/// Finds out whether files can be written there.
pub fn probe(directory: &Path) -> Result<(), DataDirError> {
    let path = directory.join(".probe");
    let made = OpenOptions::new().create(true).truncate(true).write(true).mode(0o600).open(&path);
    let removed = made.and_then(|_| match fs::remove_file(&path) {
        // Another command that begins at the same time removed it.
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(()),
        removed => removed,
    });
    removed.map_err(|source| DataDirError::file("written", directory, source))
}

/// Makes a file that is missing, empty and for its owner alone, before somebody makes it who leaves that to the user's settings.
pub fn private(path: &Path) -> Result<(), DataDirError> {
    match OpenOptions::new().create_new(true).write(true).mode(0o600).open(path) {
        Ok(_) => Ok(()),
        Err(error) if error.kind() == ErrorKind::AlreadyExists || path.exists() => Ok(()),
        Err(source) => Err(DataDirError::file("written", path, source)),
    }
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
    // One that a crash left may have another mode.
    file.set_permissions(Permissions::from_mode(0o600)).map_err(failed)?;
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
