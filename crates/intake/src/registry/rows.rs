//! Opening a file of a register and walking its rows.

use std::borrow::Cow;

use domain::registry::Noun;
use thiserror::Error;

use super::layout::Layout;
use super::mapping::RegistryMapping;
use super::meaning::{FileKind, Meaning, Word};
use super::report::{Place, Report};
use crate::mapping::{FilePart, MappingErrors};
use crate::progress::silent;
use crate::source::{self, Opening, Table};
use crate::text::{Cell, Next, Records, WIDEST};
use crate::{IntakeError, Limits};

/// Title lines above a header are few.
const DEEPEST_HEADER: usize = 30;
/// Rows of all files together: ten times the stations of the largest country.
const MOST_ROWS: u64 = 10_000_000;

/// Why a whole file of a register is refused.
#[derive(Debug, Error)]
pub enum RegistryError {
    /// It could not be opened, or the mapping does not fit it.
    #[error(transparent)]
    File(#[from] IntakeError),
    /// None of the first rows is a header with what is needed.
    #[error("{name}: none of the first rows has the headers of a list of {}: {wanted}", kind.word())]
    NoHeader {
        /// Name of the file.
        name: String,
        /// What it was read as.
        kind: FileKind,
        /// What is needed.
        wanted: &'static str,
    },
    /// The mapping is for another kind of file.
    #[error("the mapping is for a list of {}", .0.word())]
    OtherKind(FileKind),
    /// More rows than are read.
    #[error("{name}: more than {MOST_ROWS} rows")]
    TooManyRows {
        /// Name of the file.
        name: String,
    },
    /// A `GeoJSON` file that is none.
    #[error("{name}, line {line}, column {column}: this is not a GeoJSON collection of polygons")]
    NotGeoJson {
        /// Name of the file.
        name: String,
        /// Line, from 1.
        line: usize,
        /// Column, from 1.
        column: usize,
    },
}

impl RegistryError {
    /// Stable code of the failure.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Self::File(e) => e.code(),
            Self::NoHeader { .. } => "INTAKE-REGISTRY-HEADER",
            Self::OtherKind(_) => "INTAKE-REGISTRY-KIND",
            Self::TooManyRows { .. } => "INTAKE-REGISTRY-ROWS",
            Self::NotGeoJson { .. } => "INTAKE-REGISTRY-GEOJSON",
        }
    }

    /// What to do about it, in a sentence.
    #[must_use]
    pub fn remedy(&self) -> String {
        match self {
            Self::File(e) => e.remedy(),
            Self::NoHeader { .. } => "Name the columns as shown, or give a mapping that says which is which.".to_owned(),
            Self::OtherKind(_) => "Give the mapping for this kind of list, or correct `kind` in it.".to_owned(),
            Self::TooManyRows { .. } => "Divide the file.".to_owned(),
            Self::NotGeoJson { .. } => "Export the boundaries as a GeoJSON FeatureCollection of Polygons or MultiPolygons.".to_owned(),
        }
    }
}

/// What reading needs besides the files.
#[derive(Clone, Copy)]
pub struct RegistryOptions<'a> {
    /// Which column is what, where headers are not known ones.
    pub mapping: Option<&'a RegistryMapping>,
    /// What a file may unpack to.
    pub limits: Limits,
    /// Whether an object is in the record already: what files refer to may be there.
    pub known: &'a dyn Fn(Noun, &str) -> bool,
}

impl Default for RegistryOptions<'_> {
    /// No mapping, the usual limits, nothing known.
    fn default() -> Self {
        Self { mapping: None, limits: Limits::default(), known: &|_, _| false }
    }
}

/// An open file.
pub(super) struct Sheet<'a> {
    pub layout: Layout,
    name: &'a str,
    table: Table<'a>,
    /// Where the rows begin, and on which line.
    body: (usize, u32),
}

/// One row.
pub(super) struct Row<'r, 't> {
    pub at: Place<'r>,
    cells: &'r [Cell<'t>],
}

impl<'t> Row<'_, 't> {
    /// The text of a cell; empty where there is no such column.
    pub fn text(&self, column: Option<usize>) -> Cow<'t, str> {
        column.and_then(|at| self.cells.get(at)).map(Cell::text).unwrap_or_default()
    }

    /// The text of a cell, where something stands in it.
    pub fn filled(&self, column: Option<usize>) -> Option<String> {
        Some(self.text(column)).filter(|text| !text.is_empty()).map(Cow::into_owned)
    }
}

impl<'a> Sheet<'a> {
    /// Opens a file and finds its header.
    pub fn open(kind: FileKind, name: &'a str, bytes: &'a [u8], options: RegistryOptions<'_>) -> Result<Self, RegistryError> {
        if let Some(mapping) = options.mapping.filter(|mapping| mapping.kind() != kind) {
            return Err(RegistryError::OtherKind(mapping.kind()));
        }
        if bytes.is_empty() {
            return Err(IntakeError::Empty { name: name.to_owned() }.into());
        }
        let part = options.mapping.map_or_else(FilePart::default, |m| m.file.clone());
        let table = source::open(name, bytes, &part, Opening { limits: options.limits, progress: &silent })?;
        let (layout, body) = header(kind, name, &table, options.mapping)?;
        Ok(Self { layout, name, table, body })
    }

    /// Writes down what was recognised.
    pub fn describe(&self, report: &mut Report, mapped: bool) {
        report.notes.extend(self.table.notes.iter().map(|note| format!("{}: {note}", self.name)));
        if report.columns.is_empty() {
            report.columns = self.layout.uses(mapped);
        }
    }

    /// Gives every row of the header's width to `each`; the others are problems. Rows of empty cells are no rows.
    pub fn each(&self, report: &mut Report, mut each: impl FnMut(&mut Report, &Row<'_, '_>)) -> Result<(), RegistryError> {
        let text: &[u8] = &self.table.text;
        let mut records = Records::new(text.get(self.body.0..).unwrap_or_default(), self.table.dialect, self.body.1);
        let wanted = self.layout.headers.len();
        let mut cells = Vec::new();
        loop {
            let line = match records.next(&mut cells) {
                Next::Row { line } => u64::from(line),
                Next::End => return Ok(()),
                Next::OpenQuote { line } => {
                    return Err(IntakeError::OpenQuote { name: self.name.to_owned(), line: u64::from(line) }.into());
                }
            };
            if cells.iter().all(|cell| cell.text().is_empty()) {
                continue;
            }
            report.rows += 1;
            if report.rows > MOST_ROWS {
                return Err(RegistryError::TooManyRows { name: self.name.to_owned() });
            }
            if self.table.dialect.pads && cells.len() < wanted {
                cells.resize(wanted, Cell::EMPTY);
            }
            let at = Place { file: self.name, line };
            // Spreadsheets end rows with separators of columns that were emptied.
            let spare = cells.get(wanted..).is_some_and(|rest| rest.iter().all(Cell::is_empty));
            if cells.len() == wanted || spare {
                each(report, &Row { at, cells: &cells });
            } else {
                let message = format!("the row has {} cells, the header has {wanted}.", cells.len());
                let remedy = "Look for a missing or doubled separator, or a text with a separator that is not in quotes.";
                report.problem(at.problem("INTAKE-ROW-CELLS", message, remedy));
            }
        }
    }
}

/// The layout of the first row that is a header, and where the row after it begins.
fn header(
    kind: FileKind,
    name: &str,
    table: &Table<'_>,
    mapping: Option<&RegistryMapping>,
) -> Result<(Layout, (usize, u32)), RegistryError> {
    let mut records = Records::new(&table.text, table.dialect, 1);
    let mut cells = Vec::new();
    let mut fewest: Option<MappingErrors> = None;
    for _ in 0..DEEPEST_HEADER {
        let Next::Row { .. } = records.next(&mut cells) else { break };
        if cells.len() > WIDEST {
            continue;
        }
        let mut headers: Vec<String> = cells.iter().map(|cell| cell.text().into_owned()).collect();
        while headers.last().is_some_and(String::is_empty) {
            headers.pop();
        }
        let after = (records.position(), records.line());
        match mapping.map(|mapping| Layout::mapped(mapping, &headers)) {
            Some(Ok(layout)) => return Ok((layout, after)),
            // The row with the fewest errors is the header the user means.
            Some(Err(e)) if fewest.as_ref().is_none_or(|f| e.0.len() < f.0.len()) => fewest = Some(e),
            Some(Err(_)) => {}
            None => {
                let layout = Layout::recognised(kind, &headers);
                if is_enough(kind, &layout) {
                    return Ok((layout, after));
                }
            }
        }
    }
    match fewest {
        Some(errors) => Err(IntakeError::from(errors).into()),
        None => Err(RegistryError::NoHeader { name: name.to_owned(), kind, wanted: wanted(kind) }),
    }
}

/// Whether rows under these columns can become objects.
fn is_enough(kind: FileKind, layout: &Layout) -> bool {
    let has = |word| layout.word(word).is_some();
    let named = has(Word::FullName) || has(Word::LastName);
    match kind {
        FileKind::Stations => (has(Word::Code) || has(Word::Number)) && (has(Word::Place) || layout.columns.iter().any(is_level)),
        FileKind::Observers => has(Word::Id) || (has(Word::Email) && named),
        FileKind::Staff => has(Word::Station) && named,
    }
}

fn is_level((_, meaning): &(usize, Meaning)) -> bool {
    matches!(meaning, Meaning::LevelName(..) | Meaning::LevelCode(_))
}

fn wanted(kind: FileKind) -> &'static str {
    match kind {
        FileKind::Stations => {
            "code (or Number), and place or levels such as region and district; or {TYPE}_N_{LOCALE}, {TYPE}_ID for every level"
        }
        FileKind::Observers => "Participant ID; or Email, FirstName, LastName",
        FileKind::Staff => "station, full_name (or FirstName and LastName), role",
    }
}
