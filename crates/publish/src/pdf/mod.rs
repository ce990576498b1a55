//! The PDF: the same report, shorter, set by Typst.
//!
//! Names from hostile files reach Typst as JSON strings and are shown as text; nothing of them is ever read as markup. The same input
//! gives the same bytes: there is no date inside but the one the report names.

mod world;

use serde_json::Value;
use typst::foundations::Smart;
use typst_pdf::PdfOptions;

use crate::content::model::Report;
use crate::error::PublishError;
use crate::plot::Plot;
use world::ReportWorld;

/// Sets a report with its plots.
pub(crate) fn render(report: &Report, plots: &[Plot]) -> Result<Vec<u8>, PublishError> {
    let mut data = serde_json::to_value(report).map_err(|e| PublishError::Pdf { message: e.to_string() })?;
    breakable(&mut data);
    let world = ReportWorld::new(data.to_string().into_bytes(), plots.iter().map(|p| p.svg.clone().into_bytes()));
    let document = typst::compile(&world).output.map_err(|errors| failure(&errors))?;
    let options = PdfOptions { ident: Smart::Custom(report.title.clone()), ..PdfOptions::default() };
    typst_pdf::pdf(&document, &options).map_err(|errors| failure(&errors))
}

fn failure(errors: &[typst::diag::SourceDiagnostic]) -> PublishError {
    let message = errors.first().map_or_else(|| "unknown".to_owned(), |e| e.message.to_string());
    PublishError::Pdf { message }
}

/// Letters after which a long word may be broken: a checksum or a hostile name must not run off the page.
const LONGEST: usize = 24;

/// Puts a zero-width space into every long word of the texts and takes out what is no letter at all.
fn breakable(value: &mut Value) {
    match value {
        Value::String(text) => {
            // Marks that turn the direction of writing would let one name rearrange the words around it.
            text.retain(|c| !(c.is_control() || matches!(c, '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}')));
            if text.split_whitespace().any(|w| w.chars().nth(LONGEST).is_some()) {
                *text = broken(text);
            }
        }
        Value::Array(values) => values.iter_mut().for_each(breakable),
        Value::Object(members) => members.values_mut().for_each(breakable),
        _ => {}
    }
}

fn broken(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + text.len() / LONGEST);
    let mut run = 0;
    for c in text.chars() {
        run = if c.is_whitespace() { 0 } else { run + 1 };
        if run > LONGEST {
            out.push('\u{200B}');
            run = 1;
        }
        out.push(c);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_long_words_are_made_breakable() {
        assert_eq!(broken("short words stay"), "short words stay");
        let long = broken(&"x".repeat(50));
        assert_eq!(long.matches('\u{200B}').count(), 2);
    }
}
