//! TOML files of a case: tables with their places.

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::problem::{Faults, Spot, listed};
use crate::text::Lines;

pub(super) type Value<'i> = Spanned<DeValue<'i>>;

/// A TOML file.
pub(super) struct Doc<'t> {
    pub file: &'t str,
    lines: Lines<'t>,
    top: Spanned<DeTable<'t>>,
    /// Whether it could be read: an id that is not found in a broken file may well stand there.
    pub whole: bool,
}

impl<'t> Doc<'t> {
    /// Reads a file, saying what is wrong with its form.
    pub(super) fn read(file: &'t str, text: &'t str, faults: &Faults) -> Self {
        let (top, errors) = DeTable::parse_recoverable(text);
        let doc = Self { file, lines: Lines::new(text), top, whole: errors.is_empty() };
        for e in errors {
            let spot = doc.spot(e.span().map_or(0, |s| s.start));
            let message = format!("This is not TOML: {}.", e.message().trim_end_matches('.').replace('\n', ", "));
            faults.add(spot, "CASE-TOML-SYNTAX", message, "Correct the TOML on that line; texts stand in quotation marks.");
        }
        doc
    }

    /// The whole document; nothing where it could not be read, since the rest of a broken text would be misread.
    pub(super) fn top(&self) -> Option<&DeTable<'t>> {
        self.whole.then(|| self.top.get_ref())
    }

    /// The place of a byte.
    pub(super) fn spot(&self, byte: usize) -> Spot {
        Spot { order: byte, ..Spot::line(self.file, u64::from(self.lines.line(byte))) }
    }

    /// Tables under a key: `[[contest]]`. Quietly nothing where something else stands.
    pub(super) fn quiet_list<'d>(table: &'d DeTable<'t>, key: &str) -> Vec<&'d Value<'t>> {
        match table.get(key).map(Spanned::get_ref) {
            Some(DeValue::Array(list)) => list.iter().filter(|v| v.get_ref().is_table()).collect(),
            _ => Vec::new(),
        }
    }

    /// A text under a key. Quietly nothing where something else stands.
    pub(super) fn quiet_text(table: &DeTable<'t>, key: &str) -> Option<String> {
        table.get(key).and_then(|v| plain(v.get_ref())).filter(|t| !t.is_empty())
    }

    /// Reports keys that are not among the known ones.
    pub(super) fn only(&self, table: &DeTable<'_>, section: &str, known: &[&'static str], faults: &Faults) {
        for key in table.keys() {
            let word: &str = key.get_ref();
            if known.contains(&word) {
                continue;
            }
            let remedy = match faults.nearest(word, known.iter().copied()) {
                Some(near) => format!("Did you mean `{near}`?"),
                None => format!("Use one of {}, or remove it.", listed(known)),
            };
            let spot = self.spot(key.span().start).saying(word, None);
            faults.add(spot, "CASE-KEY-UNKNOWN", format!("There is no such key in {section}."), remedy);
        }
    }
}

/// A value as it was written: numbers keep their digits, `6.60` is not `6.6`. Lists, tables and true or false are no text.
pub(super) fn plain(value: &DeValue<'_>) -> Option<String> {
    Some(match value {
        DeValue::String(s) => s.trim().to_owned(),
        DeValue::Integer(i) if i.radix() == 10 => i.as_str().replace('_', ""),
        DeValue::Float(f) => f.as_str().replace('_', ""),
        DeValue::Datetime(d) => d.to_string(),
        _ => return None,
    })
}
