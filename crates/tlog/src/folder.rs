//! A log in a folder of files, laid out as it is served.

use std::error::Error;
use std::fs;
use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};

use crate::entries::EntryReader;
use crate::tile::{Bundle, Tile, TileReader};

/// The folder; `checkpoint` and `tile/` stand directly in it.
#[derive(Clone, Debug)]
pub struct Folder(PathBuf);

impl Folder {
    /// Nothing is read yet.
    pub fn new(root: impl Into<PathBuf>) -> Self {
        Self(root.into())
    }

    /// The folder's path.
    #[must_use]
    pub fn root(&self) -> &Path {
        &self.0
    }

    /// The bytes of the file `checkpoint`.
    ///
    /// # Errors
    /// What the file system reports.
    pub fn checkpoint(&self) -> io::Result<Vec<u8>> {
        fs::read(self.0.join("checkpoint"))
    }

    /// The bytes at a path below the folder; nothing where there is no such file.
    fn read(&self, path: &str) -> Result<Option<Vec<u8>>, Box<dyn Error + Send + Sync>> {
        match fs::read(self.0.join(path)) {
            Ok(bytes) => Ok(Some(bytes)),
            Err(error) if error.kind() == ErrorKind::NotFound => Ok(None),
            Err(error) => Err(error.into()),
        }
    }
}

impl TileReader for Folder {
    fn tile(&self, tile: &Tile) -> Result<Option<Vec<u8>>, Box<dyn Error + Send + Sync>> {
        self.read(&tile.path())
    }
}

impl EntryReader for Folder {
    fn bundle(&self, bundle: &Bundle) -> Result<Option<Vec<u8>>, Box<dyn Error + Send + Sync>> {
        self.read(&bundle.path())
    }
}
