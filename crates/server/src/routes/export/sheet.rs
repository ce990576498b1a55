//! Small tables as CSV: RFC 4180, the last column `simulated`, as in every file of open data.

use std::io::Write;

use publish::open_data::table_csv::is_formula;
use publish::open_data::{OpenDataError, Provenance, SIMULATED};

/// Writes rows one by one.
pub struct Sheet<W: Write> {
    csv: csv::Writer<W>,
    safe: bool,
    simulated: &'static str,
}

impl<W: Write> Sheet<W> {
    /// Writes the header. With `excel` the file begins with a byte order mark, and a cell that a spreadsheet would run as a formula gets
    /// an apostrophe in front.
    ///
    /// # Errors
    /// What the writer reports.
    pub fn new<'h>(
        mut out: W,
        header: impl IntoIterator<Item = &'h str>,
        excel: bool,
        provenance: &Provenance,
    ) -> Result<Self, OpenDataError> {
        if excel {
            out.write_all(b"\xef\xbb\xbf")?;
        }
        let csv = csv::WriterBuilder::new().terminator(csv::Terminator::CRLF).from_writer(out);
        let mut sheet = Self { csv, safe: excel, simulated: "simulated" };
        sheet.row(header)?;
        sheet.simulated = if provenance.simulated { SIMULATED } else { "" };
        Ok(sheet)
    }

    /// Writes a row of as many cells as the header has.
    ///
    /// # Errors
    /// What the writer reports.
    pub fn row<'c>(&mut self, cells: impl IntoIterator<Item = &'c str>) -> Result<(), OpenDataError> {
        for cell in cells.into_iter().chain([self.simulated]) {
            if self.safe && is_formula(cell) {
                self.csv.write_field(format!("'{cell}"))?;
            } else {
                self.csv.write_field(cell)?;
            }
        }
        Ok(self.csv.write_record(None::<&[u8]>)?)
    }

    /// Writes what is held back and gives the writer back.
    ///
    /// # Errors
    /// What the writer reports.
    pub fn finish(self) -> Result<W, OpenDataError> {
        self.csv.into_inner().map_err(|e| OpenDataError::Io(e.into_error()))
    }
}
