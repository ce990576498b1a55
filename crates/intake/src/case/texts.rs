//! The texts of a case folder: which files there are, which are missing, and their form.

use std::collections::BTreeMap;
use std::path::Path;

use super::doc::Doc;
use super::files::{CaseFiles, LARGEST_TABLE};
use super::problem::{Faults, Spot, listed};
use super::sheet::{Columns, Sheet};

/// Columns that every row about the world may have.
macro_rules! supported {
    ($($column:literal),* $(,)?) => { &[$($column,)* "certainty", "note"] };
}

/// Columns of a file of figures.
const FIGURE: &[&str] = supported!["option", "contest", "place", "relation", "unit", "by", "date", "source"];

/// The CSV files a case may have, with their columns.
const SHEETS: [(&str, Columns); 12] = [
    ("figures.csv", Columns { must: &["item", "value", "printed_in"], may: FIGURE }),
    (
        "observations.csv",
        Columns {
            must: &["id", "organisation", "phase", "question", "unit"],
            may: supported!["n", "k", "share", "means", "design", "reports", "place", "source"],
        },
    ),
    (
        "estimates.csv",
        Columns {
            must: &["id", "organisation", "item", "value", "method"],
            may: supported!["contest", "option", "unit", "low", "high", "level", "n", "place", "source"],
        },
    ),
    (
        "watches.csv",
        Columns {
            must: &["organisation", "phase", "unit", "watched"],
            may: supported!["of", "shared_with", "found", "other_found", "place", "source"],
        },
    ),
    (
        "incidents.csv",
        Columns {
            must: &["register", "organisation", "phase"],
            may: supported!["received", "duplicates", "distinct", "verified", "votes_documented", "place", "source"],
        },
    ),
    ("overlaps.csv", Columns { must: &["register", "recorded_by", "incidents"], may: supported!["source"] }),
    (
        "statements.csv",
        Columns {
            must: &["id", "kind", "words"],
            may: supported!["speaker", "role", "organisation", "said", "place", "language", "answers", "source"],
        },
    ),
    ("sources.csv", SOURCES),
    ("people.csv", Columns { must: &["id", "name"], may: supported!["language", "role", "from", "until", "source"] }),
    ("places.csv", Columns { must: &["id", "name"], may: supported!["language", "kind", "within", "zone", "from", "until", "source"] }),
    ("acts.csv", Columns { must: &["id", "when", "kind", "what"], may: supported!["organisation", "number", "place", "source"] }),
    (
        "complaints.csv",
        Columns { must: &["id", "filed", "about"], may: supported!["by", "to", "article", "decided", "outcome", "place", "source"] },
    ),
];

/// sources.csv.
pub(super) const SOURCES: Columns =
    Columns { must: &["id", "title", "publisher"], may: supported!["date", "language", "address", "sha256", "archive", "tagged", "about"] };

/// A file of `results/`.
const RESULTS: Columns = Columns { must: &["item", "value"], may: FIGURE };

/// Files that every case has, with what they hold.
const REQUIRED: [(&str, &str); 4] = [
    ("case.toml", "what was elected, where and when"),
    ("sources.csv", "where all this is from"),
    ("places.csv", "the country at least"),
    ("statements.csv", "what was said"),
];

/// The files of a case after their form was checked.
pub(super) struct Texts<'f> {
    pub files: &'f CaseFiles,
    sheets: BTreeMap<&'f str, Sheet>,
    docs: BTreeMap<&'f str, Doc<'f>>,
    /// Files that are there and could not be read, and required ones that are not there.
    broken: Vec<String>,
}

impl<'f> Texts<'f> {
    /// Reads every file, saying what is wrong with its form.
    pub(super) fn read(files: &'f CaseFiles, faults: &Faults) -> Self {
        let mut texts = Self { files, sheets: BTreeMap::new(), docs: BTreeMap::new(), broken: Vec::new() };
        for (file, holds) in REQUIRED {
            if files.get(file).is_none() {
                texts.missing(file, holds, faults);
            }
        }
        for (name, bytes) in files.iter() {
            match form(name) {
                Form::Sheet(columns) => match decoded(name, bytes, faults) {
                    Some(text) => drop(texts.sheets.insert(name, Sheet::read(name, text, columns, faults))),
                    None => texts.broken.push(name.to_owned()),
                },
                Form::Doc => match decoded(name, bytes, faults) {
                    Some(text) => drop(texts.docs.insert(name, Doc::read(name, text, faults))),
                    None => texts.broken.push(name.to_owned()),
                },
                Form::Unknown => unknown(name, faults),
                Form::Archive => {}
            }
        }
        texts
    }

    /// Reports a file that has to be there.
    pub(super) fn missing(&mut self, file: &str, holds: &str, faults: &Faults) {
        let message = format!("The file is missing; it holds {holds}.");
        faults.add(Spot::file(file), "CASE-FILE-MISSING", message, format!("Add {file} to the folder."));
        self.broken.push(file.to_owned());
    }

    pub(super) fn sheet(&self, file: &str) -> Option<&Sheet> {
        self.sheets.get(file)
    }

    pub(super) fn doc(&self, file: &str) -> Option<&Doc<'f>> {
        self.docs.get(file)
    }

    /// Files of results: their release and their rows.
    pub(super) fn results(&self) -> impl Iterator<Item = (&str, &Sheet)> {
        self.sheets.iter().filter_map(|(name, sheet)| Some((release_of(name)?, sheet)))
    }

    /// Files of law.
    pub(super) fn laws(&self) -> impl Iterator<Item = &Doc<'f>> {
        self.docs.iter().filter(|(name, _)| name.starts_with("law/")).map(|(_, doc)| doc)
    }

    /// Whether some of a file could not be read.
    pub(super) fn broken(&self, file: &str) -> bool {
        self.broken.iter().any(|b| b == file)
            || self.sheets.get(file).is_some_and(|s| !s.whole)
            || self.docs.get(file).is_some_and(|d| !d.whole)
    }
}

/// The release whose results stand in a file.
fn release_of(name: &str) -> Option<&str> {
    name.strip_prefix("results/")?.strip_suffix(".csv").filter(|r| !r.contains('/'))
}

/// What a file is, by its name.
enum Form {
    Sheet(&'static Columns),
    Doc,
    Archive,
    Unknown,
}

fn form(name: &str) -> Form {
    let law = name.strip_prefix("law/").and_then(|l| l.strip_suffix(".toml")).is_some_and(|l| !l.contains('/'));
    if law || matches!(name, "case.toml" | "claims.toml") {
        return Form::Doc;
    }
    if release_of(name).is_some() {
        return Form::Sheet(&RESULTS);
    }
    match SHEETS.iter().find(|(file, _)| *file == name) {
        Some((_, columns)) => Form::Sheet(columns),
        None if is_table(name) && !name.starts_with("archive/") => Form::Unknown,
        None => Form::Archive,
    }
}

/// Whether a file is one the reader looks into, by its ending.
pub(super) fn is_table(name: &str) -> bool {
    Path::new(name).extension().is_some_and(|e| e.eq_ignore_ascii_case("csv") || e.eq_ignore_ascii_case("toml"))
}

fn unknown(name: &str, faults: &Faults) {
    let known = || SHEETS.iter().map(|(file, _)| *file).chain(["case.toml", "claims.toml"]);
    let spot = Spot::file(name);
    if name.contains('/') && !name.starts_with("results/") && !name.starts_with("law/") {
        let remedy = "Move it to where a case looks for it, or leave it as it is.";
        faults.warn(spot, "CASE-NOTE-FILE", "Nothing of a case stands in this folder; the file is not read.", remedy);
        return;
    }
    let remedy = match faults.nearest(name, known()) {
        Some(near) => format!("Did you mean `{near}`?"),
        None => format!("Name it {}, results/RELEASE.csv or law/LAW.toml, or take it out of the folder.", listed(known())),
    };
    faults.add(spot, "CASE-FILE-UNKNOWN", "A case has no such file.", remedy);
}

/// The text of a file, where it is one.
fn decoded<'b>(name: &str, bytes: &'b [u8], faults: &Faults) -> Option<&'b str> {
    let line = |at: usize| memchr::memchr_iter(b'\n', &bytes[..at]).count() as u64 + 1;
    if bytes.len() > LARGEST_TABLE {
        let message = format!("The file has {} bytes; a file of a case has at most {LARGEST_TABLE}.", bytes.len());
        let remedy = "Keep what is needed of it here, and the rest beside the folder.";
        faults.add(Spot::file(name), "CASE-FILE-BIG", message, remedy);
        return None;
    }
    let text = match std::str::from_utf8(bytes) {
        Ok(text) => text,
        Err(e) => {
            let spot = Spot::line(name, line(e.valid_up_to()));
            faults.add(spot, "CASE-FILE-UTF8", "The text is not UTF-8 from this line on.", "Save the file as UTF-8.");
            return None;
        }
    };
    if let Some(at) = memchr::memchr(0, bytes) {
        let spot = Spot::line(name, line(at));
        faults.add(spot, "CASE-FILE-NUL", "A byte 0 stands on this line; no text has one.", "Save the file as plain UTF-8 text again.");
        return None;
    }
    Some(text.strip_prefix('\u{FEFF}').unwrap_or(text))
}
