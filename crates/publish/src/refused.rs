//! The JSON document for an input that was refused.

use std::io::{self, Write};

use domain::{Problem, RowAccount};
use serde::Serialize;

use crate::json;

/// Why an input was refused.
#[derive(Clone, Copy, Debug, Serialize)]
pub struct Refusal<'a> {
    /// Stable code.
    pub code: &'a str,
    /// What is wrong, in a sentence.
    pub message: &'a str,
    /// What to do about it.
    pub remedy: &'a str,
    /// Name of the file, without its folder.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub file: Option<&'a str>,
    /// Every cell and row that could not be read.
    #[serde(skip_serializing_if = "<[Problem]>::is_empty")]
    pub problems: &'a [Problem],
}

#[derive(Serialize)]
struct Document<'a> {
    error: Refusal<'a>,
    #[serde(skip_serializing_if = "Option::is_none")]
    rows: Option<Rows>,
    version: &'a str,
}

#[derive(Serialize)]
struct Rows {
    used: u64,
    left_out: u64,
    refused: u64,
}

/// Writes the document; `rows` where the file was read far enough to count them.
///
/// # Errors
/// Passes on what the writer reports.
pub fn write<W: Write>(error: Refusal<'_>, rows: Option<&RowAccount>, version: &str, out: W) -> io::Result<()> {
    let rows = rows.map(|r| Rows { used: r.used, left_out: r.left_out_rows(), refused: r.refused });
    json::write(&Document { error, rows, version }, out)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_refusal_names_code_message_and_remedy() {
        let error = Refusal { code: "INTAKE-NO-HEADER", message: "No header.", remedy: "Add one.", file: Some("a.csv"), problems: &[] };
        let mut out = Vec::new();
        write(error, None, "1.2.3", &mut out).unwrap();
        let json: serde_json::Value = serde_json::from_slice(&out).unwrap();
        let expected = serde_json::json!({
            "error": {"code": "INTAKE-NO-HEADER", "message": "No header.", "remedy": "Add one.", "file": "a.csv"},
            "version": "1.2.3",
        });
        assert_eq!(json, expected);
    }
}
