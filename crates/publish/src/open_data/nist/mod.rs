//! Results as NIST SP 1500-100 version 2 has them: a JSON `ElectionReport`.
//!
//! The structures in [`model`] have the standard's names and members; places and stations are `ReportingUnit`s, a station being a
//! `polling-place` or `precinct`, and a place lists what it consists of. [`write()`] refuses a report whose references lead nowhere.

mod check;
pub mod model;
mod words;

use std::io::Write;

pub use check::check;
pub use model::ElectionReport;

use super::error::OpenDataError;
use super::{Provenance, SIMULATED};
use model::{ExternalIdentifier, IdentifierType};

/// Writes a report. A simulated one says so in `Notes` and is a test; the checkpoint is an `ExternalIdentifier` of the report.
///
/// # Errors
/// What [`check()`] finds, before anything is written; what the writer reports.
pub fn write(report: &ElectionReport, provenance: &Provenance, mut out: impl Write) -> Result<(), OpenDataError> {
    check(report)?;
    let mut report = report.clone();
    if provenance.simulated {
        report.is_test = true;
        report.notes = Some(match report.notes {
            Some(notes) => format!("{SIMULATED}. {notes}"),
            None => SIMULATED.to_owned(),
        });
    }
    if let Some(log) = &provenance.log {
        report.external_identifier.push(ExternalIdentifier {
            r#type: IdentifierType::Other,
            other_type: Some("log checkpoint: origin, size, root".to_owned()),
            value: format!("{} {} {}", log.origin, log.size, log.root),
        });
    }
    serde_json::to_writer(&mut out, &report).map_err(|e| OpenDataError::Io(e.into()))?;
    Ok(out.write_all(b"\n")?)
}
