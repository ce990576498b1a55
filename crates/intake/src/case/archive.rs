//! Adding a source with its archived copy to a case folder.

use std::fs::{self, File};
use std::io::Write;
use std::path::Path;

use jiff::civil::Date;

use super::error::CaseError;
use super::files::{LARGEST, read_within};
use super::ids::is_id;
use super::problem::{CaseProblems, Faults};
use super::sheet::{Scan, Scanned, Sheet};
use super::sources::sha256_hex;
use super::texts::SOURCES;

/// A source to be added.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct NewSource {
    /// Short name.
    pub id: String,
    /// Title.
    pub title: String,
    /// Who published it.
    pub publisher: String,
    /// When it was published, where known.
    pub date: Option<Date>,
    /// Language tag; may be empty.
    pub language: String,
    /// Where it can be found; may be empty.
    pub address: String,
    /// Notes; may be empty.
    pub note: String,
}

/// What became of a source.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Added {
    /// It was added.
    New {
        /// The archived copy inside the folder.
        archive: String,
        /// Its SHA-256.
        sha256: String,
    },
    /// The same text is there already; nothing was changed.
    Known {
        /// The id of the source that has it.
        id: String,
    },
}

/// Copies a file into the case folder's `archive/` and appends its row to `sources.csv`, which is created where there is none.
///
/// # Errors
/// When the id is none or taken, title or publisher is missing, `sources.csv` has mistakes of form, or a file cannot be read or written.
pub fn add_source(dir: &Path, file: &Path, source: &NewSource) -> Result<Added, CaseError> {
    if !dir.is_dir() {
        return Err(CaseError::NotAFolder { path: dir.to_owned() });
    }
    let bytes = read_within(file, LARGEST).map_err(|e| CaseError::io(file, e))?.ok_or(CaseError::TooBig { limit: LARGEST })?;
    let sha256 = sha256_hex(&bytes);
    let table = dir.join("sources.csv");
    let text = if table.exists() {
        fs::read_to_string(&table).map_err(|e| CaseError::io(&table, e))?
    } else {
        "id,title,publisher,date,language,address,sha256,archive,note\n".to_owned()
    };
    let sheet = sheet(&text)?;
    if let Some(id) = known(&sheet, &sha256) {
        return Ok(Added::Known { id });
    }
    check(&sheet, source)?;
    let archive = format!("archive/{}.{}", &sha256[..16], extension(file));
    let text = appended(&text, &sheet, source, &sha256, &archive);
    let folder = dir.join("archive");
    fs::create_dir_all(&folder).map_err(|e| CaseError::io(&folder, e))?;
    // The copy first: a row without its copy is a mistake, a copy without its row is none.
    write_whole(&dir.join(&archive), &bytes)?;
    write_whole(&table, text.as_bytes())?;
    Ok(Added::New { archive, sha256 })
}

fn sheet(text: &str) -> Result<Sheet, CaseError> {
    let faults = Faults::default();
    let sheet = Sheet::read("sources.csv", text.strip_prefix('\u{FEFF}').unwrap_or(text), &SOURCES, &faults);
    let read = faults.finish(Some(()));
    read.map(|_| sheet).map_err(|problems: CaseProblems| CaseError::Sources(problems))
}

/// The source that has this text already.
fn known(sheet: &Sheet, sha256: &str) -> Option<String> {
    let has = |row: &&super::sheet::Row| sheet.cell(row, "sha256").is_some_and(|h| h.eq_ignore_ascii_case(sha256));
    sheet.rows.iter().find(has).map(|row| sheet.cell(row, "id").unwrap_or_default().to_owned())
}

fn check(sheet: &Sheet, source: &NewSource) -> Result<(), CaseError> {
    let id = || source.id.clone();
    if !is_id(&source.id) {
        return Err(CaseError::SourceId { id: id(), why: "it is not written as an id" });
    }
    if sheet.rows.iter().any(|row| sheet.cell(row, "id") == Some(&source.id)) {
        return Err(CaseError::SourceId { id: id(), why: "another source has it" });
    }
    for (what, text) in [("title", &source.title), ("publisher", &source.publisher)] {
        if text.trim().is_empty() {
            return Err(CaseError::SourceEmpty { what });
        }
    }
    Ok(())
}

/// The ending of a file's name, where it is a plain one.
fn extension(file: &Path) -> String {
    let ending = file.extension().and_then(|e| e.to_str()).map(str::to_ascii_lowercase).unwrap_or_default();
    let plain = (1..=8).contains(&ending.len()) && ending.bytes().all(|b| b.is_ascii_alphanumeric());
    // A copy that ends like a table of the case would be taken for one.
    if plain && !matches!(ending.as_str(), "csv" | "toml") { ending } else { "txt".to_owned() }
}

/// The text of `sources.csv` with one row more; columns it needs and lacks are added to every row, everything else stays as it is.
fn appended(text: &str, sheet: &Sheet, source: &NewSource, sha256: &str, archive: &str) -> String {
    let date = source.date.map(|d| d.to_string()).unwrap_or_default();
    let values = [
        ("id", source.id.as_str()),
        ("title", &source.title),
        ("publisher", &source.publisher),
        ("date", &date),
        ("language", &source.language),
        ("address", &source.address),
        ("sha256", sha256),
        ("archive", archive),
        ("note", &source.note),
    ];
    let lacking: Vec<&str> =
        values.iter().filter(|(name, value)| !value.trim().is_empty() && sheet.position(name).is_none()).map(|(name, _)| *name).collect();
    let mut out = widened(text, &lacking);
    let ending = if text.contains("\r\n") { "\r\n" } else { "\n" };
    if !out.ends_with('\n') {
        out.push_str(ending);
    }
    let columns = sheet.columns().chain(lacking.iter().copied());
    let cells: Vec<String> = columns.map(|c| cell(values.iter().find(|(name, _)| *name == c).map_or("", |(_, v)| v.trim()))).collect();
    out + &cells.join(",") + ending
}

/// Adds columns at the end of the header and empty cells at the end of every row.
fn widened(text: &str, lacking: &[&str]) -> String {
    let (mark, body) = text.strip_prefix('\u{FEFF}').map_or(("", text), |body| ("\u{FEFF}", body));
    let mut out = mark.to_owned();
    let mut from = 0;
    let mut scan = Scan::new(body);
    let mut more = lacking.iter().fold(String::new(), |all, name| all + "," + name);
    while let Scanned::Record(record) = scan.next() {
        out.push_str(&body[from..record.end]);
        out.push_str(&more);
        from = record.end;
        more = ",".repeat(lacking.len());
    }
    out + &body[from..]
}

/// A cell as CSV writes it.
fn cell(text: &str) -> String {
    if text.contains([',', '"', '\n', '\r']) || text.starts_with('#') {
        format!("\"{}\"", text.replace('"', "\"\""))
    } else {
        text.to_owned()
    }
}

/// Writes a file whole or not at all.
fn write_whole(path: &Path, bytes: &[u8]) -> Result<(), CaseError> {
    let failed = |e| CaseError::io(path, e);
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    let beside = path.with_file_name(format!(".{name}.{}.part", std::process::id()));
    let write = || {
        let mut file = File::create(&beside)?;
        file.write_all(bytes)?;
        file.sync_all()?;
        fs::rename(&beside, path)
    };
    let written = write();
    if written.is_err() {
        // What is left of it is of no use; that it cannot be removed is no news beside the failure itself.
        let _ = fs::remove_file(&beside);
    }
    written.map_err(failed)
}
