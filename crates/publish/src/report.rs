//! Writes a whole report into a folder, or nothing at all.
//!
//! Everything is written into a new folder beside the one asked for and moved into place when it is complete. A former report is
//! replaced; a folder with anything else in it is left alone.

use std::fs::{self, File};
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

use crate::content::{self, Desk, Length};
use crate::error::PublishError;
use crate::places::Names;
use crate::plot::{self, Plot, Theme};
use crate::texts::Texts;
use crate::totals::Totals;
use crate::verdict::Verdicts;
use crate::{Input, document, findings_csv, html};

/// Steps of writing a report, for a progress bar.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// `findings.json`.
    Json,
    /// `findings.csv`.
    Csv,
    /// `plots/*.svg`.
    Plots,
    /// `report.html`.
    Html,
    /// `report.pdf`.
    Pdf,
}

impl Step {
    /// The steps of this build, in order.
    pub const ALL: &'static [Step] = if cfg!(feature = "pdf") {
        &[Self::Json, Self::Csv, Self::Plots, Self::Html, Self::Pdf]
    } else {
        &[Self::Json, Self::Csv, Self::Plots, Self::Html]
    };
}

/// What was written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Written {
    /// The folder.
    pub dir: PathBuf,
    /// Paths of the files inside it, in the order they were written, with their sizes in bytes.
    pub files: Vec<(PathBuf, u64)>,
}

/// Names a report folder may hold.
const FILES: [&str; 4] = ["report.html", "report.pdf", "findings.json", "findings.csv"];
/// Folder of the plots.
const PLOTS: &str = "plots";

/// Writes the report. `done` is told after each step.
///
/// # Errors
/// When the folder holds foreign files, or something cannot be written. The folder is then as it was.
pub fn write(input: &Input<'_>, texts: &Texts, dir: &Path, done: &dyn Fn(Step)) -> Result<Written, PublishError> {
    // `.` and links have no name of their own that a folder beside them could be named after.
    let place =
        fs::canonicalize(dir).or_else(|_| std::path::absolute(dir)).map_err(|source| PublishError::Io { path: dir.to_owned(), source })?;
    check(&place)?;
    let draft = Draft::beside(&place)?;
    let files = fill(input, texts, &draft.path, done)?;
    draft.move_to(&place)?;
    Ok(Written { dir: dir.to_owned(), files })
}

fn fill(input: &Input<'_>, texts: &Texts, dir: &Path, done: &dyn Fn(Step)) -> Result<Vec<(PathBuf, u64)>, PublishError> {
    let mut files = Vec::new();
    let mut save = |name: &Path, write: &mut dyn FnMut(&mut BufWriter<File>) -> io::Result<()>| -> Result<(), PublishError> {
        let path = dir.join(name);
        let size = save(&path, write).map_err(|source| PublishError::Io { path, source })?;
        files.push((name.to_owned(), size));
        Ok(())
    };
    save(Path::new("findings.json"), &mut |out| document::write(input, texts, out))?;
    done(Step::Json);
    save(Path::new("findings.csv"), &mut |out| findings_csv::write(input, texts, out))?;
    done(Step::Csv);
    let page_plots = plot::plots(input, texts, Theme::Page);
    let plots_dir = dir.join(PLOTS);
    fs::create_dir(&plots_dir).map_err(|source| PublishError::Io { path: plots_dir, source })?;
    for p in &page_plots {
        save(&Path::new(PLOTS).join(format!("{}.svg", p.name)), &mut |out| out.write_all(p.svg.as_bytes()))?;
    }
    done(Step::Plots);
    let page = page_with(input, texts, &page_plots);
    save(Path::new("report.html"), &mut |out| out.write_all(page.as_bytes()))?;
    done(Step::Html);
    #[cfg(feature = "pdf")]
    {
        let pdf = pdf(input, texts)?;
        save(Path::new("report.pdf"), &mut |out| out.write_all(&pdf))?;
        done(Step::Pdf);
    }
    Ok(files)
}

/// The page alone.
#[must_use]
pub fn page(input: &Input<'_>, texts: &Texts) -> String {
    page_with(input, texts, &plot::plots(input, texts, Theme::Page))
}

fn page_with(input: &Input<'_>, texts: &Texts, plots: &[Plot]) -> String {
    html::render(&content(input, texts, plots, Length::Full), plots, texts)
}

/// The PDF alone.
///
/// # Errors
/// When Typst refuses, which no input should bring about.
#[cfg(feature = "pdf")]
pub fn pdf(input: &Input<'_>, texts: &Texts) -> Result<Vec<u8>, PublishError> {
    let plots = plot::plots(input, texts, Theme::Print);
    crate::pdf::render(&content(input, texts, &plots, Length::Short), &plots)
}

fn content(input: &Input<'_>, texts: &Texts, plots: &[Plot], length: Length) -> content::model::Report {
    let names = Names::new(input.release, texts);
    let (verdicts, totals) = (Verdicts::new(texts, &names), Totals::of(input.release));
    content::report(&Desk { input, texts, names: &names, verdicts: &verdicts, totals: &totals, plots, length })
}

fn save(path: &Path, write: &mut dyn FnMut(&mut BufWriter<File>) -> io::Result<()>) -> io::Result<u64> {
    let mut out = BufWriter::with_capacity(1 << 16, File::create_new(path)?);
    write(&mut out)?;
    let file = out.into_inner().map_err(io::IntoInnerError::into_error)?;
    Ok(file.metadata()?.len())
}

/// Refuses a folder that holds anything a report would not.
///
/// # Errors
/// When it is no folder, or holds a foreign file.
pub fn check(dir: &Path) -> Result<(), PublishError> {
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
        } else if !FILES.iter().any(|f| name == *f) {
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
