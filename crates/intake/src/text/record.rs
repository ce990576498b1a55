//! Rows and cells of separated text, found without copying anything.
//!
//! The grammar is RFC 4180 as real files bend it: a quotation mark matters only at the start of a cell, and what follows a
//! closing mark belongs to the cell. Each row costs one pass over its bytes; a cell nobody asks for is never looked at again.

use std::borrow::Cow;

use memchr::{memchr, memchr2};

use super::Dialect;

/// One cell as it stands in the text.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Cell<'a> {
    /// The content; with its quotation marks when `tangled`.
    raw: &'a [u8],
    /// Whether marks inside have to be resolved before the content can be read.
    tangled: bool,
}

impl<'a> Cell<'a> {
    /// The empty cell at the end of a row that stops early.
    pub(crate) const EMPTY: Cell<'static> = Cell { raw: b"", tangled: false };

    /// Whether nothing stands in the cell, not even white space.
    pub(crate) fn is_empty(&self) -> bool {
        self.raw.is_empty() || (self.tangled && self.raw == b"\"\"")
    }

    /// The bytes between separators. Equal bytes mean equal contents.
    pub(crate) fn raw(&self) -> &'a [u8] {
        self.raw
    }

    /// The content as bytes.
    pub(crate) fn bytes(&self) -> Cow<'a, [u8]> {
        if self.tangled { Cow::Owned(untangled(self.raw)) } else { Cow::Borrowed(self.raw) }
    }

    /// The content as text without white space around it.
    pub(crate) fn text(&self) -> Cow<'a, str> {
        let lossy = |b: &[u8]| super::trimmed(&String::from_utf8_lossy(b)).to_owned();
        match (self.tangled, std::str::from_utf8(self.raw)) {
            (false, Ok(text)) => Cow::Borrowed(super::trimmed(text)),
            _ => Cow::Owned(lossy(&self.bytes())),
        }
    }
}

/// Resolves quotation marks: a pair inside quotes is one mark, a single one ends them, and after that all is literal.
fn untangled(raw: &[u8]) -> Vec<u8> {
    let mut out = Vec::with_capacity(raw.len());
    let mut rest = raw.strip_prefix(b"\"").unwrap_or(raw);
    while let Some(at) = memchr(b'"', rest) {
        out.extend_from_slice(&rest[..at]);
        rest = &rest[at + 1..];
        match rest.strip_prefix(b"\"") {
            Some(after) => {
                out.push(b'"');
                rest = after;
            }
            None => break,
        }
    }
    out.extend_from_slice(rest);
    out
}

/// What comes next in the text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Next {
    /// A row that begins on that line.
    Row { line: u32 },
    /// The text is over.
    End,
    /// The text is over inside quotes that were opened in a row beginning on that line.
    OpenQuote { line: u32 },
}

/// Cells kept of one row. A row that has more fits no header, and a file of nothing but separators must not fill the memory.
pub(crate) const MOST_CELLS: usize = 4 * super::WIDEST;

/// Walks the rows of a text.
pub(crate) struct Records<'a> {
    text: &'a [u8],
    at: usize,
    line: u32,
    dialect: Dialect,
}

impl<'a> Records<'a> {
    /// Starts at the beginning of the text, which stands on `line` of the file.
    pub(crate) fn new(text: &'a [u8], dialect: Dialect, line: u32) -> Self {
        Self { text, at: 0, line, dialect }
    }

    /// Where the next row begins.
    pub(crate) fn position(&self) -> usize {
        self.at
    }

    /// The line on which the next row begins.
    pub(crate) fn line(&self) -> u32 {
        self.line
    }

    /// Puts the next row into `cells`. Lines with nothing on them are no rows.
    pub(crate) fn next(&mut self, cells: &mut Vec<Cell<'a>>) -> Next {
        loop {
            if self.at >= self.text.len() {
                return Next::End;
            }
            let line = self.line;
            cells.clear();
            if !self.row(cells) {
                return Next::OpenQuote { line };
            }
            let blank = matches!(&cells[..], [only] if only.raw.is_empty());
            if !blank {
                return Next::Row { line };
            }
        }
    }

    /// Reads one row and its ending. False when the text ends inside quotes.
    fn row(&mut self, cells: &mut Vec<Cell<'a>>) -> bool {
        let Dialect { delimiter, newline, .. } = self.dialect;
        loop {
            let (cell, end) = if self.text.get(self.at) == Some(&b'"') {
                match self.quoted() {
                    Some(found) => found,
                    None => return false,
                }
            } else {
                let end = plain_end(self.text, self.at, delimiter, newline);
                (Cell { raw: self.content(self.at, end), tangled: false }, end)
            };
            let ended_by = self.text.get(end).copied();
            self.at = end + 1;
            if cells.len() <= MOST_CELLS {
                cells.push(cell);
            }
            if ended_by == Some(delimiter) {
                continue;
            }
            self.line = self.line.saturating_add(1);
            return true;
        }
    }

    /// Reads the quoted cell that begins here: the cell, and where the separator after it stands.
    fn quoted(&mut self) -> Option<(Cell<'a>, usize)> {
        let Dialect { delimiter, newline, .. } = self.dialect;
        let open = self.at;
        let mut from = open + 1;
        let mut pairs = false;
        let close = loop {
            let mark = from + memchr(b'"', self.text.get(from..)?)?;
            if self.text.get(mark + 1) != Some(&b'"') {
                break mark;
            }
            pairs = true;
            from = mark + 2;
        };
        let breaks = memchr::memchr_iter(newline, &self.text[open..close]).count();
        self.line = self.line.saturating_add(u32::try_from(breaks).unwrap_or(u32::MAX));
        let end = plain_end(self.text, close + 1, delimiter, newline);
        let after = self.content(close + 1, end);
        // An empty cell written as "" stays tangled: a row of it alone is a row, not a blank line.
        let clean = after.is_empty() && !pairs && close > open + 1;
        let raw = if clean { &self.text[open + 1..close] } else { &self.text[open..close + 1 + after.len()] };
        Some((Cell { raw, tangled: !clean }, end))
    }

    /// The bytes up to a separator, without the `\r` that belongs to a row's ending.
    fn content(&self, from: usize, end: usize) -> &'a [u8] {
        let raw = &self.text[from..end];
        match raw.strip_suffix(b"\r") {
            Some(shorter) if self.dialect.newline == b'\n' && self.text.get(end) != Some(&self.dialect.delimiter) => shorter,
            _ => raw,
        }
    }
}

/// Where the separator after an unquoted cell stands.
fn plain_end(text: &[u8], from: usize, delimiter: u8, newline: u8) -> usize {
    // Most cells are counts of one to four digits: looking at eight bytes one by one is faster than preparing a search.
    let rest = text.get(from..).unwrap_or_default();
    let near = &rest[..rest.len().min(8)];
    match near.iter().position(|&b| b == delimiter || b == newline) {
        Some(at) => from + at,
        None => memchr2(delimiter, newline, &rest[near.len()..]).map_or(text.len(), |at| from + near.len() + at),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rows(text: &str) -> Vec<(u32, Vec<String>)> {
        let dialect = Dialect::detect(text.as_bytes(), Some(b','));
        let mut records = Records::new(text.as_bytes(), dialect, 1);
        let mut cells = Vec::new();
        let mut rows = Vec::new();
        loop {
            match records.next(&mut cells) {
                Next::Row { line } => rows.push((line, cells.iter().map(|c| String::from_utf8_lossy(&c.bytes()).into_owned()).collect())),
                Next::End => return rows,
                Next::OpenQuote { line } => {
                    rows.push((line, vec!["OPEN".to_owned()]));
                    return rows;
                }
            }
        }
    }

    fn expect(text: &str, wanted: &[(u32, &[&str])]) {
        let wanted: Vec<(u32, Vec<String>)> = wanted.iter().map(|(l, c)| (*l, c.iter().map(|&c| c.to_owned()).collect())).collect();
        assert_eq!(rows(text), wanted, "{text:?}");
    }

    #[test]
    fn rows_and_lines_of_every_ending() {
        expect("a,b\n1,2", &[(1, &["a", "b"]), (2, &["1", "2"])]);
        expect("a,b\r\n1,\r\n\r\n3,4\r\n", &[(1, &["a", "b"]), (2, &["1", ""]), (4, &["3", "4"])]);
        expect("a,b\r1,2\r", &[(1, &["a", "b"]), (2, &["1", "2"])]);
    }

    proptest::proptest! {
        /// csv-core is the reference for everything but lines that end in `\r` and texts that end inside quotes.
        #[test]
        fn agrees_with_csv_core(text in "[ab\",\n]{0,60}") {
            let ours = rows(&text);
            if ours.last().is_none_or(|(_, cells)| cells != &["OPEN"]) {
                let ours: Vec<Vec<String>> = ours.into_iter().map(|(_, cells)| cells).collect();
                proptest::prop_assert_eq!(ours, by_csv_core(&text));
            }
        }
    }

    fn by_csv_core(text: &str) -> Vec<Vec<String>> {
        let mut reader = csv_core::ReaderBuilder::new().terminator(csv_core::Terminator::Any(b'\n')).build();
        let (mut input, mut field, mut len) = (text.as_bytes(), [0u8; 256], 0);
        let (mut rows, mut row) = (Vec::new(), Vec::new());
        loop {
            let (result, read, wrote) = reader.read_field(input, &mut field[len..]);
            input = &input[read..];
            len += wrote;
            match result {
                csv_core::ReadFieldResult::Field { record_end } => {
                    row.push(String::from_utf8_lossy(&field[..std::mem::take(&mut len)]).into_owned());
                    if record_end {
                        rows.push(std::mem::take(&mut row));
                    }
                }
                csv_core::ReadFieldResult::End => return rows,
                _ => {}
            }
        }
    }

    #[test]
    fn quotes_as_real_files_write_them() {
        expect("a,\"b\nc\"\n\"1,\"\"2\"\"\",3\n", &[(1, &["a", "b\nc"]), (3, &["1,\"2\"", "3"])]);
        expect("a\"b,c\n", &[(1, &["a\"b", "c"])]);
        expect("\"a\"b,\"c\" \n", &[(1, &["ab", "c "])]);
        expect("a,\"\"\r\n\"\"\r\n", &[(1, &["a", ""]), (2, &[""])]);
        expect("a,\"x\r\"\r\n", &[(1, &["a", "x\r"])]);
        expect("a\n1,\"b\n2\n", &[(1, &["a"]), (2, &["OPEN"])]);
    }
}
