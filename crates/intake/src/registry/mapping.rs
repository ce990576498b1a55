//! Mappings of registers: which header is what, where headers are not known ones.
//!
//! ```toml
//! format = 1
//! kind = "stations"                  # stations, observers, staff
//! levels = ["region", "district"]    # levels of places, from the top; stations only
//!
//! [file]                             # what is absent is detected
//! encoding = "windows-1251"
//! delimiter = ";"
//! sheet = "List"
//! member = "stations.csv"
//!
//! [columns]                          # meaning = header
//! code = "Nr"
//! "name:ru" = "Название"
//! "level:region" = "Область"
//! "level:district" = "Район"
//! "level:region:code" = "КОД"
//! registered = "Избирателей"
//! ```

use std::collections::BTreeMap;

use encoding_rs::Encoding;
use serde::Deserialize;
use toml::Spanned;

use super::meaning::{FileKind, Meaning, Word};
use crate::mapping::{At, FilePart, MappingError, MappingErrors, MappingFault};
use crate::text::{Lines, nearest_word};

/// Which column of a register is what.
#[derive(Clone, Debug)]
pub struct RegistryMapping {
    pub(super) name: String,
    pub(super) kind: FileKind,
    pub(super) levels: Vec<String>,
    pub(super) columns: Vec<(Meaning, String, At)>,
    pub(super) file: FilePart,
}

/// As it stands in the file.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Raw {
    format: Spanned<i64>,
    kind: Spanned<String>,
    #[serde(default)]
    levels: Vec<String>,
    #[serde(default)]
    file: RawFile,
    columns: BTreeMap<Spanned<String>, String>,
}

#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct RawFile {
    encoding: Option<Spanned<String>>,
    delimiter: Option<Spanned<String>>,
    member: Option<String>,
    sheet: Option<String>,
}

impl RegistryMapping {
    /// Reads a mapping; `name` is what messages call it.
    ///
    /// # Errors
    /// Where the TOML is wrong that error alone, otherwise all; each with line and column.
    pub fn parse(text: &str, name: &str) -> Result<Self, MappingErrors> {
        let lines = Lines::new(text);
        let at = |from: usize| {
            let (line, column) = lines.at(from);
            At { line, column }
        };
        let wrong = |at: At, fault: MappingFault| MappingError { mapping: name.to_owned(), at, fault };
        let raw: Raw = toml::from_str(text).map_err(|e| {
            let from = e.span().map_or(0, |span| span.start);
            MappingErrors(vec![wrong(at(from), MappingFault::Toml(e.message().to_owned()))])
        })?;
        let mut errors = Vec::new();
        if *raw.format.get_ref() != 1 {
            errors.push(wrong(at(raw.format.span().start), MappingFault::Version));
        }
        let kinds = [FileKind::Stations, FileKind::Observers, FileKind::Staff];
        let kind = kinds.into_iter().find(|kind| kind.word() == raw.kind.get_ref()).unwrap_or_else(|| {
            let fault = MappingFault::Value { key: "kind".to_owned(), wanted: "\"stations\", \"observers\" or \"staff\"".to_owned() };
            errors.push(wrong(at(raw.kind.span().start), fault));
            FileKind::Stations
        });
        let mut columns = Vec::new();
        for (word, header) in &raw.columns {
            let place = at(word.span().start);
            match Meaning::parse(word.get_ref(), kind, &raw.levels) {
                Some(meaning) => columns.push((meaning, header.clone(), place)),
                None => errors.push(wrong(place, unknown(word.get_ref(), kind))),
            }
        }
        let mut file = FilePart { member: raw.file.member, sheet: raw.file.sheet, ..FilePart::default() };
        if let Some(said) = raw.file.encoding {
            file.encoding = Encoding::for_label(said.get_ref().as_bytes());
            if file.encoding.is_none() {
                let fault = MappingFault::Value { key: "encoding".to_owned(), wanted: "an encoding, such as \"windows-1251\"".to_owned() };
                errors.push(wrong(at(said.span().start), fault));
            }
        }
        if let Some(said) = raw.file.delimiter {
            if let [one @ (b',' | b';' | b'\t' | b'|')] = said.get_ref().as_bytes() {
                file.delimiter = Some(*one);
            } else {
                let fault = MappingFault::Value { key: "delimiter".to_owned(), wanted: r#"",", ";", "\t" or "|""#.to_owned() };
                errors.push(wrong(at(said.span().start), fault));
            }
        }
        errors.sort_by_key(|e| e.at);
        let mapping = Self { name: name.to_owned(), kind, levels: raw.levels, columns, file };
        if errors.is_empty() { Ok(mapping) } else { Err(MappingErrors(errors)) }
    }

    /// What kind of file it is for.
    #[must_use]
    pub fn kind(&self) -> FileKind {
        self.kind
    }
}

fn unknown(word: &str, kind: FileKind) -> MappingFault {
    let known: Vec<&str> = Word::of(kind).map(Word::word).collect();
    let near = nearest_word(word, known.iter().copied());
    let known = near.map_or_else(|| known.iter().map(|&k| k.to_owned()).collect(), |k| vec![k.to_owned()]);
    MappingFault::UnknownKey { key: crate::text::shortened(word), section: "[columns]".to_owned(), known }
}
