//! sources.csv: where everything is from, and archived copies with their SHA-256.

use std::collections::BTreeMap;

use claims::case::Source;
use sha2::{Digest, Sha256};

use super::context::{Cells, Context};
use super::fields::Fields;
use super::files::is_inside;
use super::ids::Kind;

/// Every source.
pub(super) fn read<'c>(context: &'c Context<'c>) -> Vec<Source> {
    let mut hashes: BTreeMap<String, u64> = BTreeMap::new();
    let rows = context.rows("sources.csv");
    let sources = rows.iter().filter_map(|row| {
        let source = source(row)?;
        if let Some(hash) = &source.sha256 {
            let first = *hashes.entry(hash.clone()).or_insert(row.line());
            if first != row.line() {
                let message = format!("The source of line {first} has the same SHA-256: it is the same text.");
                row.warn("sha256", "CASE-NOTE-SOURCE", message, "Keep one of the two, unless both published the text word for word.");
            }
        }
        Some(source)
    });
    sources.collect()
}

fn source(row: &Cells<'_>) -> Option<Source> {
    let (id, title, publisher) = (row.own_id(), row.need("title"), row.need("publisher"));
    let (date, language, address) = (row.date("date"), row.language(), row.words("address"));
    let sha256 = hash(row);
    let archive = archive(row, sha256.as_deref());
    let (tagged, about) = (row.references("tagged", &Kind::Place), row.references("about", &Kind::Place));
    let (certainty, note) = (row.certainty(), row.words("note"));
    let (id, title, publisher) = (id?, title?, publisher?);
    Some(Source { id, title, publisher, date, language, address, sha256, archive, tagged, about, certainty, note })
}

fn hash(row: &Cells<'_>) -> Option<String> {
    let hash = row.text("sha256")?.to_ascii_lowercase();
    if hash.len() == 64 && hash.bytes().all(|b| b.is_ascii_hexdigit()) {
        return Some(hash);
    }
    let remedy = "Write its 64 digits 0-9 and a-f, or leave it empty.";
    row.fault("sha256", "CASE-VALUE-SHA256", "This is no SHA-256.", remedy);
    None
}

/// The archived copy: inside the folder, there, and the one that was hashed.
fn archive(row: &Cells<'_>, sha256: Option<&str>) -> Option<String> {
    let path = row.text("archive")?;
    if !is_inside(&path) {
        let remedy = "Write a path inside the folder with `/`, such as archive/page.html.";
        row.fault("archive", "CASE-ARCHIVE-PATH", "This path leads out of the case folder.", remedy);
        return None;
    }
    let Some(bytes) = row.context().texts.files.get(&path) else {
        row.fault(
            "archive",
            "CASE-ARCHIVE-MISSING",
            "There is no such file in the folder.",
            "Put the copy there, or leave the cell empty.",
        );
        return None;
    };
    let actual = sha256_hex(bytes);
    if let Some(sha256) = sha256.filter(|s| *s != actual) {
        let message = format!("The copy is not the one that was hashed: its SHA-256 is {actual}, not {sha256}.");
        row.fault(
            "archive",
            "CASE-ARCHIVE-HASH",
            message,
            "Put the copy back as it was archived, or archive the new one as another source.",
        );
    }
    Some(path)
}

/// SHA-256 in lower-case hexadecimal.
#[must_use]
pub fn sha256_hex(bytes: &[u8]) -> String {
    use std::fmt::Write;
    Sha256::digest(bytes).iter().fold(String::with_capacity(64), |mut hex, byte| {
        // Writing to a String cannot fail.
        let _ = write!(hex, "{byte:02x}");
        hex
    })
}
