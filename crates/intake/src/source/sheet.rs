//! Workbooks (.xlsx) as text.

use std::io::{Cursor, Write};
use std::panic::{AssertUnwindSafe, catch_unwind};

use calamine::{DataRef, Reader, Xlsx, XlsxError};

use super::{Opening, inflate};
use crate::IntakeError;
use crate::text::converted::Writer;

/// The sheet as converted text, and its name.
pub(crate) fn text(name: &str, bytes: &[u8], sheet: Option<&str>, opening: Opening<'_>) -> Result<(String, Vec<u8>), IntakeError> {
    inflate::check_parts(name, bytes, opening.limits)?;
    // The workbook reader is a stranger's code fed a stranger's file: a panic in it is a damaged file, not a crash.
    let read = catch_unwind(AssertUnwindSafe(|| convert(name, bytes, sheet, opening)));
    read.unwrap_or_else(|_| Err(broken(name, "the workbook reader gave up".to_owned())))
}

fn broken(name: &str, detail: String) -> IntakeError {
    IntakeError::Broken { name: name.to_owned(), format: "xlsx", detail }
}

fn convert(name: &str, bytes: &[u8], sheet: Option<&str>, opening: Opening<'_>) -> Result<(String, Vec<u8>), IntakeError> {
    let failed = |e: XlsxError| broken(name, e.to_string());
    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(bytes)).map_err(failed)?;
    let sheet = choose(name, &book.sheet_names(), sheet)?;
    let mut out = Writer::new(name, opening, bytes.len());
    let mut scratch = Vec::new();
    // Cell by cell: a range would set aside memory for everything between the first cell and a stray last one.
    let mut cells = book.worksheet_cells_reader(&sheet).map_err(failed)?;
    while let Some(cell) = cells.next_cell().map_err(failed)? {
        let (row, column) = cell.get_position();
        if matches!(cell.get_value(), DataRef::Empty) {
            continue;
        }
        scratch.clear();
        write_cell(&mut scratch, cell.get_value()).map_err(|e| broken(name, e.to_string()))?;
        if !out.cell(row, column, &scratch)? {
            return Err(broken(name, "its cells do not stand in order, or two stand in one place".to_owned()));
        }
    }
    Ok((sheet, out.finish()?))
}

fn choose(name: &str, sheets: &[String], wanted: Option<&str>) -> Result<String, IntakeError> {
    let choice = |wanted: String| IntakeError::Choose { name: name.to_owned(), found: sheets.to_vec(), wanted, key: "sheet" };
    match (wanted, sheets) {
        (Some(w), _) => sheets.iter().find(|s| *s == w).cloned().ok_or_else(|| choice(format!("the mapping asks for `{w}`"))),
        (None, [one]) => Ok(one.clone()),
        (None, _) => Err(choice("one sheet is expected".to_owned())),
    }
}

/// Numbers are written as a person would: a count without decimals, a time of day as `HH:MM`.
fn write_cell(out: &mut Vec<u8>, value: &DataRef<'_>) -> std::io::Result<()> {
    match value {
        DataRef::Int(i) => write!(out, "{i}"),
        DataRef::Float(f) => write!(out, "{f}"),
        DataRef::String(s) | DataRef::DateTimeIso(s) | DataRef::DurationIso(s) => out.write_all(s.as_bytes()),
        DataRef::SharedString(s) => out.write_all(s.as_bytes()),
        DataRef::Bool(b) => write!(out, "{b}"),
        DataRef::DateTime(t) => {
            let (year, month, day, hour, minute, ..) = t.to_ymd_hms_milli();
            if t.as_f64() < 1.0 {
                write!(out, "{hour:02}:{minute:02}")
            } else {
                write!(out, "{year:04}-{month:02}-{day:02} {hour:02}:{minute:02}")
            }
        }
        DataRef::Error(e) => write!(out, "{e}"),
        DataRef::Empty => Ok(()),
    }
}
