//! Where a copy is made: in a folder of a passing name beside its place, so that what has its name is whole.

use std::fs::{self, DirBuilder, File};
use std::io::ErrorKind;
use std::os::unix::fs::DirBuilderExt;
use std::path::{Component, Path, PathBuf};

use super::BackupError;

/// A folder being made, removed again unless it gets its name.
#[derive(Debug)]
pub struct Passing {
    path: PathBuf,
    target: PathBuf,
    named: bool,
}

impl Passing {
    /// Makes the folder beside `target`, which must be free and apart from `source`.
    pub fn make(target: &Path, source: &Path) -> Result<Self, BackupError> {
        let target = resolved(target).map_err(|e| BackupError::file(target, e))?;
        let from = resolved(source).map_err(|e| BackupError::file(source, e))?;
        if target.starts_with(&from) || from.starts_with(&target) {
            return Err(BackupError::Within { from: source.to_owned(), to: target });
        }
        free(&target)?;
        let (Some(parent), Some(name)) = (target.parent(), target.file_name()) else { return Err(BackupError::Taken(target)) };
        let failed = |e| BackupError::file(&target, e);
        DirBuilder::new().recursive(true).mode(0o700).create(parent).map_err(failed)?;
        let mut random = [0; 8];
        getrandom::fill(&mut random).map_err(|e| failed(std::io::Error::other(e.to_string())))?;
        let path = parent.join(format!(".{}.{}.partial", name.to_string_lossy(), hex::encode(random)));
        // Fails where it is there: nothing that somebody else made is ever written into or removed.
        DirBuilder::new().mode(0o700).create(&path).map_err(failed)?;
        Ok(Self { path, target, named: false })
    }

    /// Where it stands until it gets its name.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Gives it its name, durably.
    pub fn name(mut self) -> Result<(), BackupError> {
        let failed = |e| BackupError::file(&self.target, e);
        sync(&self.path).map_err(failed)?;
        // Fails where something has come to stand there meanwhile, unless it is an empty folder.
        fs::rename(&self.path, &self.target).map_err(failed)?;
        self.named = true;
        self.target.parent().map_or(Ok(()), sync).map_err(|e| BackupError::file(&self.target, e))
    }
}

impl Drop for Passing {
    fn drop(&mut self) {
        if self.named {
            return;
        }
        // A database that is being closed may make or remove a file meanwhile. What cannot be removed is left, under a name that says so.
        for _ in 0..3 {
            if fs::remove_dir_all(&self.path).is_ok() {
                return;
            }
        }
    }
}

fn sync(folder: &Path) -> std::io::Result<()> {
    File::open(folder)?.sync_all()
}

/// The path without links and detours, of what is there and of what is not there yet.
fn resolved(path: &Path) -> std::io::Result<PathBuf> {
    let mut there = std::path::absolute(path)?;
    let mut rest = Vec::new();
    loop {
        match there.canonicalize() {
            Ok(found) => return Ok(rest.into_iter().rev().fold(found, |path, name| path.join(name))),
            Err(error) if error.kind() != ErrorKind::NotFound => return Err(error),
            Err(error) => match there.components().next_back() {
                Some(Component::Normal(name)) => rest.push(name.to_owned()),
                // Nobody can say where `..` leads from a folder that is not there.
                _ => return Err(error),
            },
        }
        there.pop();
    }
}

fn free(path: &Path) -> Result<(), BackupError> {
    let empty = match fs::read_dir(path) {
        Ok(mut entries) => entries.next().is_none(),
        Err(error) => error.kind() == ErrorKind::NotFound,
    };
    if empty { Ok(()) } else { Err(BackupError::Taken(path.to_owned())) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_place_in_the_data_directory_or_around_it_is_refused() {
        let folder = tempfile::tempdir().unwrap();
        let data = folder.path().join("data");
        fs::create_dir_all(data.join("objects")).unwrap();
        std::os::unix::fs::symlink(&data, folder.path().join("link")).unwrap();
        for out in ["data", "data/new", "data/new/deeper", "data/objects/x", "link/x", "data/../data/y", "."] {
            let error = Passing::make(&folder.path().join(out), &data).unwrap_err();
            assert_eq!(error.code(), "BACKUP-WITHIN", "{out}");
        }
        assert!(Passing::make(&folder.path().join("no/../data"), &data).is_err());
        assert_eq!(fs::read_dir(&data).unwrap().count(), 1, "nothing is left in it");
    }

    #[test]
    fn two_at_once_do_not_meet_and_what_is_not_named_is_removed() {
        let folder = tempfile::tempdir().unwrap();
        let (data, out) = (folder.path().join("data"), folder.path().join("out.bak"));
        fs::create_dir(&data).unwrap();
        let foreign = folder.path().join("out.partial");
        fs::create_dir(&foreign).unwrap();
        let one = Passing::make(&out, &data).unwrap();
        let two = Passing::make(&out, &data).unwrap();
        fs::write(one.path().join("x"), "1").unwrap();
        fs::write(two.path().join("x"), "2").unwrap();
        one.name().unwrap();
        assert!(two.name().is_err(), "the first has the name");
        assert_eq!(fs::read(out.join("x")).unwrap(), b"1");
        assert!(foreign.exists());
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 3);
    }
}
