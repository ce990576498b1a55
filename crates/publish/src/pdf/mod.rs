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
use crate::escape;
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
/// Letters from which a word is an address or an id, and may be broken where its parts meet.
const COMPOUND: usize = 14;

/// Puts zero-width spaces into long words of the texts and takes out what is no letter at all.
fn breakable(value: &mut Value) {
    match value {
        Value::String(text) => {
            // Marks that turn the direction of writing would let one name rearrange the words around it.
            text.retain(|c| !(c.is_control() || escape::is_bidi(c)));
            if text.split_whitespace().any(|w| w.chars().nth(COMPOUND).is_some()) {
                *text = text.split_inclusive(char::is_whitespace).map(broken).collect();
            }
        }
        Value::Array(values) => values.iter_mut().for_each(breakable),
        Value::Object(members) => members.values_mut().for_each(breakable),
        _ => {}
    }
}

/// A word that may be broken after the marks that join parts of an address, and anywhere in a part that is too long.
fn broken(word: &str) -> String {
    let compound = word.trim_end().chars().nth(COMPOUND).is_some();
    let mut out = String::with_capacity(word.len() + word.len() / LONGEST);
    let (mut run, mut letters) = (0, word.chars().peekable());
    while let Some(c) = letters.next() {
        if run == LONGEST && !c.is_whitespace() {
            out.push('\u{200B}');
            run = 0;
        }
        out.push(c);
        run += 1;
        // A point between figures belongs to a number.
        let joint = match c {
            '/' | '_' | '&' | '=' | '?' => true,
            '.' => letters.peek().is_some_and(|next| next.is_alphabetic()),
            _ => false,
        };
        if compound && joint && letters.peek().is_some_and(|next| !next.is_whitespace()) {
            out.push('\u{200B}');
            run = 0;
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_long_words_are_made_breakable() {
        let of = |text: &str| {
            let mut value = Value::from(text);
            breakable(&mut value);
            value.as_str().unwrap_or_default().to_owned()
        };
        assert_eq!(of("short words stay, and 1,234,567.89 too"), "short words stay, and 1,234,567.89 too");
        assert_eq!(of(&"x".repeat(50)).matches('\u{200B}').count(), 2);
    }

    #[test]
    fn an_address_may_be_broken_where_its_parts_meet() {
        assert_eq!(
            broken("https://a.example/long_name/2005.pdf ").replace('\u{200B}', "|"),
            "https:/|/|a.|example/|long_|name/|2005.|pdf "
        );
        assert_eq!(broken("a_b.c"), "a_b.c");
    }
}
