//! A folder that is written whole or not at all.
//!
//! Everything is written into a new folder beside the one asked for and moved into place when it is complete. A former report is
//! replaced; a folder with anything else in it is left alone.

use std::fs::{self, File};
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

use crate::error::PublishError;
use crate::plot::Plot;
use crate::report::Written;

/// Folder of the plots.
const PLOTS: &str = "plots";

/// Writes a folder that may hold `names` and plots; `fill` puts the files in.
///
/// # Errors
/// When the folder holds foreign files, or something cannot be written. The folder is then as it was.
pub(crate) fn write(
    dir: &Path,
    names: &[&str],
    fill: impl FnOnce(&mut Files<'_>) -> Result<(), PublishError>,
) -> Result<Written, PublishError> {
    // `.` and links have no name of their own that a folder beside them could be named after.
    let place =
        fs::canonicalize(dir).or_else(|_| std::path::absolute(dir)).map_err(|source| PublishError::Io { path: dir.to_owned(), source })?;
    check(&place, names)?;
    let draft = Draft::beside(&place)?;
    let mut files = Files { dir: &draft.path, written: Vec::new() };
    fill(&mut files)?;
    let files = files.written;
    draft.move_to(&place)?;
    Ok(Written { dir: dir.to_owned(), files })
}

/// The files of a folder while it is written.
pub(crate) struct Files<'a> {
    dir: &'a Path,
    written: Vec<(PathBuf, u64)>,
}

impl Files<'_> {
    /// Writes a file.
    pub fn save(&mut self, name: impl AsRef<Path>, write: impl FnOnce(&mut BufWriter<File>) -> io::Result<()>) -> Result<(), PublishError> {
        let path = self.dir.join(&name);
        let size = save(&path, write).map_err(|source| PublishError::Io { path, source })?;
        self.written.push((name.as_ref().to_owned(), size));
        Ok(())
    }

    /// Writes every plot into a folder of their own.
    pub fn plots(&mut self, plots: &[Plot]) -> Result<(), PublishError> {
        let dir = self.dir.join(PLOTS);
        fs::create_dir(&dir).map_err(|source| PublishError::Io { path: dir, source })?;
        plots.iter().try_for_each(|p| self.save(Path::new(PLOTS).join(format!("{}.svg", p.name)), |out| out.write_all(p.svg.as_bytes())))
    }
}

fn save(path: &Path, write: impl FnOnce(&mut BufWriter<File>) -> io::Result<()>) -> io::Result<u64> {
    let mut out = BufWriter::with_capacity(1 << 16, File::create_new(path)?);
    write(&mut out)?;
    let file = out.into_inner().map_err(io::IntoInnerError::into_error)?;
    Ok(file.metadata()?.len())
}

/// Refuses a folder that holds anything but `names` and plots.
pub(crate) fn check(dir: &Path, names: &[&str]) -> Result<(), PublishError> {
    let io = |source| PublishError::Io { path: dir.to_owned(), source };
    match fs::symlink_metadata(dir) {
        Err(e) if e.kind() == io::ErrorKind::NotFound => return Ok(()),
        Err(e) => return Err(io(e)),
        Ok(meta) if !meta.is_dir() => return Err(PublishError::NotAFolder { dir: dir.to_owned() }),
        Ok(_) => {}
    }
    for entry in fs::read_dir(dir).map_err(io)? {
        let entry = entry.map_err(io)?;
        let name = entry.file_name();
        if name == PLOTS && entry.file_type().map_err(io)?.is_dir() {
            check_plots(&entry.path())?;
        } else if !names.iter().any(|f| name == *f) {
            return Err(PublishError::ForeignFiles { dir: dir.to_owned(), file: name.to_string_lossy().into_owned() });
        }
    }
    Ok(())
}

fn check_plots(dir: &Path) -> Result<(), PublishError> {
    let io = |source| PublishError::Io { path: dir.to_owned(), source };
    for entry in fs::read_dir(dir).map_err(io)? {
        let entry = entry.map_err(io)?;
        if entry.path().extension().is_none_or(|e| e != "svg") {
            return Err(PublishError::ForeignFiles { dir: dir.to_owned(), file: entry.file_name().to_string_lossy().into_owned() });
        }
    }
    Ok(())
}

/// A folder that goes away unless it is moved into place.
struct Draft {
    path: PathBuf,
}

impl Draft {
    fn beside(dir: &Path) -> Result<Self, PublishError> {
        let path = sibling(dir, "draft");
        if let Some(parent) = path.parent().filter(|p| !p.as_os_str().is_empty()) {
            fs::create_dir_all(parent).map_err(|source| PublishError::Io { path: parent.to_owned(), source })?;
        }
        fs::create_dir(&path).map_err(|source| PublishError::Io { path: path.clone(), source })?;
        Ok(Self { path })
    }

    /// Puts the former report aside, moves this one into its place, then removes the former one.
    fn move_to(self, dir: &Path) -> Result<(), PublishError> {
        let io = |source| PublishError::Io { path: dir.to_owned(), source };
        let former = sibling(dir, "former");
        let replaces = dir.exists();
        if replaces {
            fs::rename(dir, &former).map_err(io)?;
        }
        if let Err(source) = fs::rename(&self.path, dir) {
            if replaces {
                let _ = fs::rename(&former, dir);
            }
            return Err(io(source));
        }
        if replaces {
            fs::remove_dir_all(&former).map_err(|source| PublishError::Io { path: former, source })?;
        }
        Ok(())
    }
}

impl Drop for Draft {
    fn drop(&mut self) {
        // Gone already when it was moved into place.
        let _ = fs::remove_dir_all(&self.path);
    }
}

/// A hidden folder beside `dir`, named after this process, so that two reports written at once do not meet.
fn sibling(dir: &Path, what: &str) -> PathBuf {
    let name = dir.file_name().map_or_else(|| "report".into(), |n| n.to_string_lossy().into_owned());
    dir.with_file_name(format!(".{name}.{what}-{}", std::process::id()))
}
