//! CSV files of a case: rows with their places.

use std::cell::Cell;

use super::problem::{Faults, Spot, listed};
use crate::text::{Dialect, Next, Records, folded, trimmed};

/// The columns a file may and must have.
pub(super) struct Columns {
    pub must: &'static [&'static str],
    pub may: &'static [&'static str],
}

impl Columns {
    fn all(&self) -> impl Iterator<Item = &'static str> + Clone {
        self.must.iter().chain(self.may).copied()
    }
}

/// The rows of a CSV file.
#[derive(Default)]
pub(super) struct Sheet {
    pub file: String,
    /// Known columns, by their position.
    headers: Vec<Option<&'static str>>,
    pub rows: Vec<Row>,
    /// Rows with too few or too many cells: their ids are known, the rest of them is anybody's guess.
    pub ragged: Vec<Row>,
    /// Whether every row was understood; if not, an id that is not found may stand in the rest.
    pub whole: bool,
    /// Whether it was said already that the file lacks its column of sources.
    pub sourceless: Cell<bool>,
}

/// One row.
pub(super) struct Row {
    pub line: u64,
    cells: Vec<String>,
}

impl Sheet {
    /// Position of a column.
    pub(super) fn position(&self, column: &str) -> Option<usize> {
        self.headers.iter().position(|h| *h == Some(column))
    }

    /// The columns in the order of the file.
    pub(super) fn columns(&self) -> impl Iterator<Item = &'static str> {
        self.headers.iter().map(|h| h.unwrap_or_default())
    }

    /// What stands in a cell, where something does.
    pub(super) fn cell<'r>(&self, row: &'r Row, column: &str) -> Option<&'r str> {
        let text = row.cells.get(self.position(column)?)?;
        (!text.is_empty()).then_some(text.as_str())
    }

    /// Reads a file, saying what is wrong with its form.
    pub(super) fn read(file: &str, text: &str, columns: &Columns, faults: &Faults) -> Self {
        let mut sheet = Self { file: file.to_owned(), whole: true, ..Self::default() };
        let mut scan = Scan::new(text);
        let mut records = Vec::new();
        loop {
            match scan.next() {
                Scanned::Record(record) if records.is_empty() => {
                    sheet.headers(&record, columns, faults);
                    records.push(record.cells.len());
                }
                Scanned::Record(record) => sheet.row(record, records[0], faults),
                Scanned::End => break,
                Scanned::OpenQuote(line) => {
                    let remedy = "Close the quotation mark of that row; a mark inside a quoted cell is written twice.";
                    faults.add(Spot::line(file, line), "CASE-CSV-QUOTE", "A quotation mark opens a cell and is never closed.", remedy);
                    sheet.whole = false;
                    break;
                }
            }
        }
        if records.is_empty() && sheet.whole {
            let remedy = format!("Write a first line with the columns {}.", columns.must.join(","));
            faults.add(Spot::line(file, 1), "CASE-CSV-EMPTY", "The file has no header row.", remedy);
            sheet.whole = false;
        }
        sheet
    }

    fn headers(&mut self, record: &Record, columns: &Columns, faults: &Faults) {
        let spot = |at: usize, header: &str| Spot { order: at, ..Spot::line(&self.file, record.line).saying(header, None) };
        if let [only] = &record.cells[..]
            && let Some(mark) = [';', '\t', '|'].into_iter().find(|&m| only.contains(m))
        {
            let name = if mark == '\t' { "tabs" } else { "other marks than commas" };
            let message = format!("The cells of this file are separated by {name}.");
            faults.add(Spot::line(&self.file, record.line), "CASE-CSV-COMMAS", message, "Save the file as CSV separated by commas.");
            self.whole = false;
            return;
        }
        let mut known = Vec::new();
        for (at, cell) in record.cells.iter().enumerate() {
            let found = columns.all().find(|c| c == cell);
            match found {
                Some(column) if known.contains(&Some(column)) => {
                    faults.add(spot(at, cell), "CASE-COLUMN-TWICE", "This column stands twice in the header.", "Keep one of the two.");
                    known.push(None);
                }
                Some(column) => known.push(Some(column)),
                None => {
                    let remedy = match faults.nearest(&folded(cell), columns.all()) {
                        Some(near) => format!("Did you mean `{near}`?"),
                        None => format!("Use one of {}, or remove the column.", listed(columns.all())),
                    };
                    let message = if cell.is_empty() { "A column has no header." } else { "There is no such column in this file." };
                    faults.add(spot(at, cell), "CASE-COLUMN-UNKNOWN", message, remedy);
                    known.push(None);
                }
            }
        }
        for column in columns.must.iter().filter(|c| !known.contains(&Some(**c))) {
            let remedy = format!("Add a column `{column}`.");
            faults.add(spot(usize::MAX, column), "CASE-COLUMN-MISSING", "A column that every such file has is missing.", remedy);
            // Without their ids nothing can be said about what refers to these rows.
            self.whole &= !matches!(*column, "id" | "register");
        }
        self.headers = known;
    }

    fn row(&mut self, record: Record, wide: usize, faults: &Faults) {
        // A header that could not be understood says nothing about the rows.
        if self.headers.is_empty() || record.cells.iter().all(String::is_empty) {
            return;
        }
        if record.cells.len() != wide {
            let message = format!("This row has {} cells where the header has {wide}.", record.cells.len());
            let remedy = "Write every comma of the row, empty cells included, and put a text that has commas in quotation marks.";
            faults.add(Spot::line(&self.file, record.line), "CASE-CSV-CELLS", message, remedy);
            self.ragged.push(Row { line: record.line, cells: record.cells });
            return;
        }
        self.rows.push(Row { line: record.line, cells: record.cells });
    }
}

/// A row as it stands in the text.
pub(super) struct Record {
    pub line: u64,
    /// Without white space around them.
    pub cells: Vec<String>,
    /// Where the row ends in the text, before its line break.
    pub end: usize,
}

/// What comes next.
pub(super) enum Scanned {
    Record(Record),
    End,
    /// A quotation mark in the row beginning on that line is never closed.
    OpenQuote(u64),
}

/// Walks the rows of a text, passing over comments and empty lines.
pub(super) struct Scan<'t> {
    text: &'t str,
    at: usize,
    line: u32,
    dialect: Dialect,
}

impl<'t> Scan<'t> {
    pub(super) fn new(text: &'t str) -> Self {
        // Only the row end is looked for: commas separate cells, since semicolons separate the items of a list.
        Self { text, at: 0, line: 1, dialect: Dialect::detect(uncommented(text).as_bytes(), Some(b',')) }
    }

    pub(super) fn next(&mut self) -> Scanned {
        loop {
            let rest = &self.text[self.at..];
            if rest.starts_with(['#', '\n', '\r']) {
                self.skip_line(rest);
                continue;
            }
            let mut cells = Vec::new();
            let mut records = Records::new(rest.as_bytes(), self.dialect, self.line);
            match records.next(&mut cells) {
                Next::End => return Scanned::End,
                Next::OpenQuote { line } => return Scanned::OpenQuote(u64::from(line)),
                Next::Row { line } => {
                    let cells: Vec<String> = cells.iter().map(|c| trimmed(&c.text()).to_owned()).collect();
                    self.line = records.line();
                    let next = self.at + records.position().min(rest.len());
                    let end = self.at + rest[..next - self.at].trim_end_matches(['\r', '\n']).len();
                    self.at = next;
                    // A comment as a table program saves it: in quotes, with commas behind.
                    if !cells.first().is_some_and(|c| c.starts_with('#')) {
                        return Scanned::Record(Record { line: u64::from(line), cells, end });
                    }
                }
            }
        }
    }

    fn skip_line(&mut self, rest: &str) {
        let end = char::from(self.dialect.newline);
        self.at += rest.find(end).map_or(rest.len(), |e| e + 1);
        self.line = self.line.saturating_add(1);
    }
}

/// The text from its first line that is no comment: marks in a comment open nothing.
fn uncommented(text: &str) -> &str {
    let mut rest = text;
    while rest.starts_with('#') {
        match rest.find(['\n', '\r']) {
            Some(end) => rest = rest[end..].trim_start_matches(['\n', '\r']),
            // Comments alone, whatever ends their lines.
            None => return text,
        }
    }
    rest
}

#[cfg(test)]
mod tests {
    use super::*;

    const COLUMNS: Columns = Columns { must: &["id", "name"], may: &["note"] };

    fn read(text: &str) -> (Vec<(u64, Vec<String>)>, Vec<String>) {
        let faults = Faults::default();
        let sheet = Sheet::read("a.csv", text, &COLUMNS, &faults);
        let rows = sheet.rows.iter().map(|r| (r.line, r.cells.clone())).collect();
        let problems = faults.finish(Some(())).err().map(|e| e.0).unwrap_or_default();
        (rows, problems.iter().map(|p| format!("{} {}", p.code, p.line)).collect())
    }

    #[test]
    fn comments_are_passed_over_and_lines_are_the_files() {
        let text = "# first, with \"a mark\nid,name\n\n# \"second\na,\"two\nlines\"\n\"# third, quoted\",\nb, x \n,\n";
        let (rows, problems) = read(text);
        assert_eq!(rows, [(5, vec!["a".to_owned(), "two\nlines".to_owned()]), (8, vec!["b".to_owned(), "x".to_owned()])]);
        assert!(problems.is_empty());
        assert_eq!(read(&text.replace('\n', "\r\n")).0.len(), 2, "and with the row ends of Windows");
        assert_eq!(read(&text.replace('\n', "\r")).0.len(), 2, "and of old Macintosh programs");
    }

    #[test]
    fn a_number_sign_inside_quotes_is_text() {
        let (rows, problems) = read("id,name\na,\"one\n# two\"\n");
        assert_eq!((rows[0].1[1].as_str(), problems.len()), ("one\n# two", 0));
    }

    #[test]
    fn what_is_wrong_with_the_form_is_said_once() {
        assert_eq!(read("").1, ["CASE-CSV-EMPTY 1"]);
        assert_eq!(read("id;name\na;b\n").1, ["CASE-CSV-COMMAS 1"]);
        assert_eq!(read("id,nane,id\na,b,c\n").1, ["CASE-COLUMN-UNKNOWN 1", "CASE-COLUMN-TWICE 1", "CASE-COLUMN-MISSING 1"]);
        assert_eq!(read("id,name\na\nb,c,d\n").1, ["CASE-CSV-CELLS 2", "CASE-CSV-CELLS 3"]);
        assert_eq!(read("id,name\na,\"b\n").1, ["CASE-CSV-QUOTE 2"]);
    }
}
