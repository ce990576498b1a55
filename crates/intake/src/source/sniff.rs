//! What a file is, from its first bytes. The extension may lie; people rename downloads.

use std::io::Cursor;

use zip::ZipArchive;

/// What a file is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    Gzip,
    Zip,
    Workbook,
    Parquet,
    Text,
    Other(&'static str),
}

/// Signatures of files people confuse with tables, and what to call them.
const OTHERS: [(&[u8], &str); 11] = [
    (b"%PDF", "a PDF document"),
    (b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", "an old Excel or Word file (.xls, .doc)"),
    (b"\x89PNG", "a picture (PNG)"),
    (b"\xFF\xD8\xFF", "a picture (JPEG)"),
    (b"GIF8", "a picture (GIF)"),
    (b"Rar!", "a RAR archive"),
    (b"7z\xBC\xAF\x27\x1C", "a 7-Zip archive"),
    (b"\xFD7zXZ\0", "an xz archive"),
    (b"BZh", "a bzip2 archive"),
    (b"\x28\xB5\x2F\xFD", "a Zstandard archive"),
    (b"SQLite format 3\0", "an SQLite database"),
];

pub(crate) fn kind(bytes: &[u8]) -> Kind {
    if bytes.starts_with(b"\x1F\x8B") {
        return Kind::Gzip;
    }
    if bytes.starts_with(b"PK\x03\x04") || bytes.starts_with(b"PK\x05\x06") {
        return zip_kind(bytes);
    }
    if bytes.starts_with(b"PAR1") {
        return Kind::Parquet;
    }
    if let Some((_, what)) = OTHERS.iter().find(|(magic, _)| bytes.starts_with(magic)) {
        return Kind::Other(what);
    }
    if !has_utf16_mark(bytes) && is_binary(bytes) { Kind::Other("a binary file") } else { Kind::Text }
}

/// Office documents are archives too; the parts named in the archive's directory say which.
fn zip_kind(bytes: &[u8]) -> Kind {
    const DOCUMENTS: [(&str, Kind); 4] = [
        ("xl/workbook.xml", Kind::Workbook),
        ("xl/workbook.bin", Kind::Other("a binary Excel workbook (.xlsb)")),
        ("word/document.xml", Kind::Other("a Word document (.docx)")),
        ("META-INF/manifest.xml", Kind::Other("an OpenDocument file (.ods, .odt)")),
    ];
    // A damaged archive stays an archive: unpacking it will say what is wrong.
    let Ok(archive) = ZipArchive::new(Cursor::new(bytes)) else { return Kind::Zip };
    let has = |part: &str| archive.file_names_raw().any(|n| n == part.as_bytes());
    DOCUMENTS.iter().find(|(part, _)| has(part)).map_or(Kind::Zip, |(_, kind)| *kind)
}

pub(crate) fn has_utf16_mark(bytes: &[u8]) -> bool {
    bytes.starts_with(b"\xFF\xFE") || bytes.starts_with(b"\xFE\xFF")
}

/// Text holds no NUL, unless it is UTF-16, where every digit and separator brings one, always on the same side.
fn is_binary(bytes: &[u8]) -> bool {
    let sample = &bytes[..bytes.len().min(1 << 16)];
    memchr::memchr(0, sample).is_some() && utf16_side(sample).is_none()
}

/// For UTF-16 without a mark: 0 when the NULs stand on even places (big endian), 1 on odd ones (little endian).
pub(crate) fn utf16_side(sample: &[u8]) -> Option<usize> {
    let mut nuls = [0usize; 2];
    for at in memchr::memchr_iter(0, sample) {
        nuls[at % 2] += 1;
    }
    // Cyrillic text brings NULs only with its digits, spaces and separators.
    let enough = sample.len() / 50;
    match nuls {
        [0, odd] if odd > enough => Some(1),
        [even, 0] if even > enough => Some(0),
        _ => None,
    }
}

/// Web pages and XML pass for text; commissions serve HTML under the name .xls, and servers serve error pages as .csv.
pub(crate) fn markup(text: &[u8]) -> Option<&'static str> {
    let start: Vec<u8> = text.iter().skip_while(|b| b.is_ascii_whitespace()).take(9).map(u8::to_ascii_lowercase).collect();
    let is = |tag: &[u8]| start.starts_with(tag);
    match () {
        () if is(b"<!doctype") || is(b"<html") || is(b"<table") => Some("a web page (HTML)"),
        () if is(b"<?xml") => Some("an XML document"),
        () if is(b"{\"") || is(b"[{") || is(b"{\n") => Some("a JSON document"),
        () => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_content_says_what_a_file_is() {
        assert_eq!(kind(b"\x1F\x8B\x08"), Kind::Gzip);
        assert_eq!(kind(b"PAR1...."), Kind::Parquet);
        assert_eq!(kind(b"%PDF-1.7"), Kind::Other("a PDF document"));
        assert_eq!(kind(b"a,b\n1,2\n"), Kind::Text);
        assert_eq!(kind(b"a\0b\x01\x02\0\0"), Kind::Other("a binary file"));
        assert_eq!(kind(b"1\0,\x002\0\n\0"), Kind::Text);
        assert_eq!(markup(b"  <HTML><body>"), Some("a web page (HTML)"));
    }
}
