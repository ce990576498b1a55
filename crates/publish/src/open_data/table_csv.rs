//! Submissions as CSV (RFC 4180).

use std::io::Write;

use super::columns::{Layout, OTHER};
use super::error::OpenDataError;
use super::row::{FIXED, Row};
use super::{Provenance, SIMULATED, SubmissionOut};

/// How a line ends.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum LineEnd {
    /// As RFC 4180 has it.
    #[default]
    CrLf,
    /// As Unix has it.
    Lf,
}

/// What a reader needs.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct CsvOptions {
    /// How lines end.
    pub line_end: LineEnd,
    /// Whether the file starts with a byte order mark: without it Excel takes Kazakh letters for something else.
    pub byte_order_mark: bool,
    /// Whether cells that a spreadsheet would run as a formula get an apostrophe in front: they begin with `=`, `+`, `-`, `@`, a tab
    /// or a carriage return and are not numbers. The file then no longer has exactly what was sent.
    pub spreadsheet_safe: bool,
}

/// Writes submissions one by one.
pub struct SubmissionsCsv<'l, W: Write> {
    csv: csv::Writer<W>,
    layout: &'l Layout,
    row: Row,
    safe: bool,
    simulated: &'static str,
}

impl<'l, W: Write> SubmissionsCsv<'l, W> {
    /// Writes the header.
    ///
    /// # Errors
    /// What the writer reports.
    pub fn new(mut out: W, layout: &'l Layout, provenance: &Provenance, options: CsvOptions) -> Result<Self, OpenDataError> {
        if options.byte_order_mark {
            out.write_all(b"\xef\xbb\xbf")?;
        }
        let terminator = match options.line_end {
            LineEnd::CrLf => csv::Terminator::CRLF,
            LineEnd::Lf => csv::Terminator::Any(b'\n'),
        };
        let csv = csv::WriterBuilder::new().terminator(terminator).buffer_capacity(1 << 16).from_writer(out);
        let simulated = if provenance.simulated { SIMULATED } else { "" };
        let mut this = Self { csv, layout, row: Row::default(), safe: options.spreadsheet_safe, simulated };
        let other = layout.has_other().then_some(OTHER);
        for header in FIXED.into_iter().chain(layout.answers().map(|(header, _)| header)).chain(other) {
            cell(&mut this.csv, this.safe, header)?;
        }
        this.end_row()?;
        Ok(this)
    }

    /// Writes one submission.
    ///
    /// # Errors
    /// [`OpenDataError::Answers`] and [`OpenDataError::NotSeen`], before anything of it is written; what the writer reports.
    pub fn write(&mut self, submission: &SubmissionOut<'_>) -> Result<(), OpenDataError> {
        self.row.fill(self.layout, submission)?;
        let s = submission;
        // An entry needs no guard.
        self.csv.write_field(s.entry.to_string())?;
        let replaced = if s.replaced { "true" } else { "false" };
        let fixed =
            [s.id, s.form, s.station, s.organisation, s.observer, s.captured_at, s.received_at, replaced, self.row.marks(), self.simulated];
        for text in fixed.into_iter().chain(self.row.answers(self.layout)) {
            cell(&mut self.csv, self.safe, text)?;
        }
        if self.layout.has_other() {
            cell(&mut self.csv, self.safe, &self.row.other())?;
        }
        self.end_row()
    }

    fn end_row(&mut self) -> Result<(), OpenDataError> {
        Ok(self.csv.write_record(None::<&[u8]>)?)
    }

    /// Writes what is still held back and gives the writer back.
    ///
    /// # Errors
    /// What the writer reports.
    pub fn finish(self) -> Result<W, OpenDataError> {
        self.csv.into_inner().map_err(|e| OpenDataError::Io(e.into_error()))
    }
}

fn cell<W: Write>(csv: &mut csv::Writer<W>, safe: bool, text: &str) -> Result<(), OpenDataError> {
    if safe && is_formula(text) {
        csv.write_field(format!("'{text}"))?;
    } else {
        csv.write_field(text)?;
    }
    Ok(())
}

/// Whether a spreadsheet would run a cell: it begins like a formula and is not a number.
#[must_use]
pub fn is_formula(text: &str) -> bool {
    text.starts_with(['=', '+', '-', '@', '\t', '\r']) && !is_number(text)
}

/// A sign, digits, and perhaps a fraction and an exponent.
fn is_number(text: &str) -> bool {
    let signed = |s: &str| s.strip_prefix(['+', '-']).map_or(s.len(), str::len);
    let unsigned = &text[text.len() - signed(text)..];
    let (mantissa, exponent) = unsigned.split_once(['e', 'E']).map_or((unsigned, "0"), |(m, e)| (m, &e[e.len() - signed(e)..]));
    let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, "0"));
    [whole, fraction, exponent].iter().all(|part| !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit()))
}

#[cfg(test)]
mod tests {
    use super::is_formula;

    #[test]
    fn formulas_are_told_from_numbers() {
        for run in ["=1+1", "+7 701", "-x", "@SUM(A1)", "\t=1", "\r=1", "-", "+", "-1-1", "-1.2.3", "-1e", "-.5"] {
            assert!(is_formula(run), "{run:?}");
        }
        for plain in ["", "-1", "+7", "-1.5", "-1e-5", "+2E+10", "a=1", " =1", "'=1", "Қазақ"] {
            assert!(!is_formula(plain), "{plain:?}");
        }
    }
}
