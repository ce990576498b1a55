//! Writes the text that workbooks and Parquet files are converted to.

use super::Dialect;
use crate::IntakeError;
use crate::progress::{Phase, Progress};
use crate::source::Opening;

/// No sheet is longer or wider than this, so a cell beyond it is damage (or an attack on memory).
const FARTHEST: (u32, u32) = (1 << 20, 1 << 14);

/// Takes cells in the order of rows and columns; fills the gaps between them.
pub(crate) struct Writer<'a> {
    name: &'a str,
    opening: Opening<'a>,
    /// Bytes the text may have: gaps between far cells cost nothing in the file.
    limit: u64,
    text: Vec<u8>,
    /// Row and column of the last cell.
    last: Option<(u32, u32)>,
}

impl<'a> Writer<'a> {
    /// Starts the text of a file of `packed` bytes.
    pub(crate) fn new(name: &'a str, opening: Opening<'a>, packed: usize) -> Self {
        Self { name, opening, limit: opening.limits.for_packed(packed as u64), text: Vec::new(), last: None }
    }

    /// Bytes the text may have, and the error beyond.
    pub(crate) fn limit(&self) -> u64 {
        self.limit
    }

    pub(crate) fn too_big(&self) -> IntakeError {
        IntakeError::TooBig { name: self.name.to_owned(), limit: self.limit }
    }

    /// Adds one cell. False when it stands before the last one, or in its place.
    pub(crate) fn cell(&mut self, row: u32, column: u32, cell: &[u8]) -> Result<bool, IntakeError> {
        if self.last.is_some_and(|last| (row, column) <= last) {
            return Ok(false);
        }
        let (last_row, last_column) = self.last.unwrap_or_default();
        let rows = row - last_row;
        let columns = if rows == 0 { column - last_column } else { column };
        if rows > FARTHEST.0 || columns > FARTHEST.1 || self.text.len() as u64 > self.limit {
            return Err(self.too_big());
        }
        fill(&mut self.text, Dialect::CONVERTED.newline, rows);
        fill(&mut self.text, Dialect::CONVERTED.delimiter, columns);
        self.push(cell);
        if rows > 0 && row.is_multiple_of(4096) {
            (self.opening.progress)(Progress { phase: Phase::Unpacking, done: self.text.len() as u64, total: 0 });
        }
        self.last = Some((row, column));
        Ok(true)
    }

    fn push(&mut self, cell: &[u8]) {
        let plain = |b: u8| if b == Dialect::CONVERTED.newline || b == Dialect::CONVERTED.delimiter { b' ' } else { b };
        // Only a mark at the beginning makes a cell a quoted one.
        let quoted = cell.first() == Some(&b'"');
        if quoted {
            self.text.push(b'"');
        }
        for &b in cell {
            if quoted && b == b'"' {
                self.text.push(b'"');
            }
            self.text.push(plain(b));
        }
        if quoted {
            self.text.push(b'"');
        }
    }

    pub(crate) fn finish(self) -> Result<Vec<u8>, IntakeError> {
        if self.text.is_empty() { Err(IntakeError::Empty { name: self.name.to_owned() }) } else { Ok(self.text) }
    }
}

fn fill(text: &mut Vec<u8>, with: u8, times: u32) {
    text.resize(text.len() + times as usize, with);
}
