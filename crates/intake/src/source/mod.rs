//! From the bytes on disk to one table of UTF-8 text, whatever the container, format and encoding.
//!
//! Workbooks and Parquet files become text as well, so that one reader of rows serves every format.

mod columnar;
mod encoding;
mod inflate;
mod sheet;
mod sniff;

use std::borrow::Cow;

use crate::mapping::{FilePart, Format};
use crate::progress::OnProgress;
use crate::text::Dialect;
use crate::{IntakeError, Limits};

pub(crate) use sniff::Kind;

/// A table as text, ready for the reader of rows.
pub(crate) struct Table<'a> {
    /// UTF-8 without a byte order mark.
    pub text: Cow<'a, [u8]>,
    /// How cells and rows are separated.
    pub dialect: Dialect,
    /// What was recognised, for the user: `zip`, `csv, delimiter ;`, `windows-1251 (detected)`.
    pub notes: Vec<String>,
}

/// Opens a file whatever it is: unpacks, decodes, finds the separator.
pub(crate) fn open<'a>(name: &str, bytes: &'a [u8], file: &FilePart, opening: Opening<'_>) -> Result<Table<'a>, IntakeError> {
    open_inner(name, Cow::Borrowed(bytes), file, opening, 0, Vec::new())
}

/// What opening needs besides the bytes.
#[derive(Clone, Copy)]
pub(crate) struct Opening<'a> {
    pub limits: Limits,
    pub progress: OnProgress<'a>,
}

fn open_inner<'a>(
    name: &str,
    bytes: Cow<'a, [u8]>,
    file: &FilePart,
    opening: Opening<'_>,
    depth: u8,
    mut notes: Vec<String>,
) -> Result<Table<'a>, IntakeError> {
    let kind = sniff::kind(&bytes);
    if let Kind::Other(what) = kind {
        return Err(IntakeError::NotATable { name: name.to_owned(), what });
    }
    // An archive inside an archive is a bomb far more often than a table.
    if depth > 1 && matches!(kind, Kind::Gzip | Kind::Zip) {
        return Err(IntakeError::NotATable { name: name.to_owned(), what: "an archive inside an archive inside an archive" });
    }
    match kind {
        Kind::Gzip => {
            notes.push("gzip".to_owned());
            let inner = inflate::gzip(name, &bytes, opening)?;
            open_inner(name, Cow::Owned(inner), file, opening, depth + 1, notes)
        }
        Kind::Zip => {
            let (member, inner) = inflate::zip(name, &bytes, file.member.as_deref(), opening)?;
            notes.push(format!("zip, member {member}"));
            open_inner(name, Cow::Owned(inner), file, opening, depth + 1, notes)
        }
        Kind::Workbook => {
            expect_format(name, file, Format::Xlsx)?;
            let (sheet, text) = sheet::text(name, &bytes, file.sheet.as_deref(), opening)?;
            notes.push(format!("xlsx, sheet {sheet}"));
            Ok(Table { text: Cow::Owned(text), dialect: Dialect::CONVERTED, notes })
        }
        Kind::Parquet => {
            expect_format(name, file, Format::Parquet)?;
            notes.push("parquet".to_owned());
            let text = columnar::text(name, bytes.into_owned(), opening)?;
            Ok(Table { text: Cow::Owned(text), dialect: Dialect::CONVERTED, notes })
        }
        Kind::Text | Kind::Other(_) => text_table(name, bytes, file, notes),
    }
}

fn text_table<'a>(name: &str, bytes: Cow<'a, [u8]>, file: &FilePart, mut notes: Vec<String>) -> Result<Table<'a>, IntakeError> {
    expect_format(name, file, Format::Csv)?;
    let (text, encoding) = encoding::decode(name, bytes, file.encoding)?;
    if text.iter().all(u8::is_ascii_whitespace) {
        return Err(IntakeError::Empty { name: name.to_owned() });
    }
    if let Some(what) = sniff::markup(&text) {
        return Err(IntakeError::NotATable { name: name.to_owned(), what });
    }
    let dialect = Dialect::detect(&text, file.delimiter);
    notes.push(format!("text, {encoding}, cells separated by {}", dialect.delimiter_name()));
    Ok(Table { text, dialect, notes })
}

fn expect_format(name: &str, file: &FilePart, is: Format) -> Result<(), IntakeError> {
    match file.format {
        Some(said) if said != is => Err(IntakeError::Unsupported {
            name: name.to_owned(),
            what: format!("a {} table, while the mapping says `format = \"{}\"`", is.name(), said.name()),
            remedy: "Correct `format` under [file] in the mapping, or remove it: the format is seen from the content.",
        }),
        _ => Ok(()),
    }
}
