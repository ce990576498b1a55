//! The files of a case folder as bytes: from a folder on disk, within limits and never out of it.

use std::collections::BTreeMap;
use std::fs::{self, File};
use std::io::{self, Read};
use std::path::{Component, Path, PathBuf};

use super::error::CaseError;
use super::problem::Faults;
use super::sheet::{Columns, Sheet};
use super::texts::is_table;

/// Bytes of a whole folder.
pub const LARGEST: u64 = 64 << 20;
/// Files of a folder.
pub const MOST_FILES: usize = 5000;
/// Bytes of one CSV or TOML file.
pub(super) const LARGEST_TABLE: usize = 8 << 20;
/// Folders in folders.
const DEEPEST: usize = 8;

/// The files of a case folder, by their path inside it with `/`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CaseFiles {
    files: BTreeMap<String, Vec<u8>>,
}

impl<N: Into<String>, B: Into<Vec<u8>>> FromIterator<(N, B)> for CaseFiles {
    fn from_iter<I: IntoIterator<Item = (N, B)>>(files: I) -> Self {
        Self { files: files.into_iter().map(|(name, bytes)| (name.into(), bytes.into())).collect() }
    }
}

impl CaseFiles {
    /// Reads a folder: its `*.csv` and `*.toml` files, and the archived copies that `sources.csv` names. Hidden files are passed over.
    ///
    /// # Errors
    /// When the folder cannot be read, a link leads out of it, or it has more than 64 MB or 5,000 files.
    pub fn from_dir(dir: &Path) -> Result<Self, CaseError> {
        if !dir.is_dir() {
            return Err(CaseError::NotAFolder { path: dir.to_owned() });
        }
        let root = dir.canonicalize().map_err(|e| CaseError::io(dir, e))?;
        let mut walk = Walk { root: &root, read: Self::default(), bytes: 0, seen: 0 };
        walk.folder(dir, "", 0)?;
        for name in walk.read.archived() {
            let path = dir.join(&name);
            // What is missing or lies elsewhere is said with its line when the case is read.
            if is_inside(&name) && !walk.read.files.contains_key(&name) && path.is_file() {
                walk.file(&path, name)?;
            }
        }
        Ok(walk.read)
    }

    /// The bytes of a file.
    #[must_use]
    pub fn get(&self, name: &str) -> Option<&[u8]> {
        self.files.get(name).map(Vec::as_slice)
    }

    /// Every file, by name.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &[u8])> {
        self.files.iter().map(|(name, bytes)| (name.as_str(), bytes.as_slice()))
    }

    /// Paths of archived copies that `sources.csv` names.
    fn archived(&self) -> Vec<String> {
        const ARCHIVE: Columns = Columns { must: &["archive"], may: &[] };
        let Some(Ok(text)) = self.get("sources.csv").filter(|b| b.len() <= LARGEST_TABLE).map(std::str::from_utf8) else {
            return Vec::new();
        };
        let text = text.strip_prefix('\u{FEFF}').unwrap_or(text);
        let sheet = Sheet::read("sources.csv", text, &ARCHIVE, &Faults::default());
        sheet.rows.iter().filter_map(|row| sheet.cell(row, "archive")).map(str::to_owned).collect()
    }
}

/// Whether a path stays inside the folder: names joined by `/`, none of them `.` or `..`.
pub(super) fn is_inside(name: &str) -> bool {
    let plain = |part: &str| !part.is_empty() && part != "." && part != ".." && !part.contains([':', '\\', '\0']);
    name.split('/').all(plain) && Path::new(name).components().all(|c| matches!(c, Component::Normal(_)))
}

struct Walk<'r> {
    root: &'r Path,
    read: CaseFiles,
    bytes: u64,
    seen: usize,
}

impl Walk<'_> {
    fn folder(&mut self, dir: &Path, inside: &str, depth: usize) -> Result<(), CaseError> {
        let entries = fs::read_dir(dir).map_err(|e| CaseError::io(dir, e))?;
        let mut paths: Vec<PathBuf> = Vec::new();
        for entry in entries {
            self.seen += 1;
            if self.seen > MOST_FILES {
                return Err(CaseError::TooMany { limit: MOST_FILES });
            }
            paths.push(entry.map_err(|e| CaseError::io(dir, e))?.path());
        }
        paths.sort();
        for path in paths {
            // A name that is not UTF-8 is none of a case's.
            let Some(name) = path.file_name().and_then(|n| n.to_str()).filter(|n| !n.starts_with('.')) else { continue };
            let name = if inside.is_empty() { name.to_owned() } else { format!("{inside}/{name}") };
            let link = path.is_symlink();
            if path.is_dir() {
                if link {
                    return Err(CaseError::Link { path });
                }
                if depth < DEEPEST {
                    self.folder(&path, &name, depth + 1)?;
                }
            } else if is_table(&name) {
                self.file(&path, name)?;
            }
        }
        Ok(())
    }

    fn file(&mut self, path: &Path, name: String) -> Result<(), CaseError> {
        let real = path.canonicalize().map_err(|e| CaseError::io(path, e))?;
        if !real.starts_with(self.root) {
            return Err(CaseError::Link { path: path.to_owned() });
        }
        let bytes = read_within(&real, LARGEST - self.bytes).map_err(|e| CaseError::io(path, e))?;
        let bytes = bytes.ok_or(CaseError::TooBig { limit: LARGEST })?;
        self.bytes += bytes.len() as u64;
        self.read.files.insert(name, bytes);
        Ok(())
    }
}

/// The bytes of a file; `None` where there are more than `most`.
pub(super) fn read_within(path: &Path, most: u64) -> io::Result<Option<Vec<u8>>> {
    let mut bytes = Vec::new();
    File::open(path)?.take(most + 1).read_to_end(&mut bytes)?;
    Ok((bytes.len() as u64 <= most).then_some(bytes))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_that_leaves_the_folder_is_known_by_its_look() {
        for inside in ["archive/a.html", "a.pdf", "archive/b/c..d.txt"] {
            assert!(is_inside(inside), "{inside}");
        }
        for outside in ["", "/etc/passwd", "../a", "archive/../../a", "./a", "a//b", "C:/a", "a\\b", "a/"] {
            assert!(!is_inside(outside), "{outside}");
        }
    }
}
