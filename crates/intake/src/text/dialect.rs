//! What separates cells and rows.

use super::{Next, Records};

/// How the text of a table is separated.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Dialect {
    /// Stands between cells.
    pub delimiter: u8,
    /// Ends a row: `\n` (a `\r` before it belongs to the ending) or `\r` alone, as old Macintosh programs write it.
    pub newline: u8,
    /// Whether a row may end before its last empty cells, as workbooks store them.
    pub pads: bool,
}

impl Dialect {
    /// Text converted from a workbook or a Parquet file, separated by the control characters made for it: then line breaks
    /// inside cells need no quoting, and counting row ends gives the row's number in the sheet.
    pub(crate) const CONVERTED: Self = Self { delimiter: 0x1F, newline: 0x1E, pads: true };

    const CANDIDATES: [u8; 4] = [b'|', b'\t', b';', b','];

    /// Looks at the beginning of the text; the delimiter a mapping names is taken as it is.
    pub(crate) fn detect(text: &[u8], said: Option<u8>) -> Self {
        let newline = newline_of(text);
        let with = |delimiter| Self { delimiter, newline, pads: false };
        if let Some(delimiter) = said {
            return with(delimiter);
        }
        let sample = &text[..text.len().min(1 << 16)];
        // Among equals the last maximum counts: the comma comes last, so that it wins.
        let best = Self::CANDIDATES.into_iter().max_by_key(|&d| fit(sample, with(d)));
        with(best.unwrap_or(b','))
    }

    pub(crate) fn delimiter_name(self) -> &'static str {
        match self.delimiter {
            b',' => "commas",
            b';' => "semicolons",
            b'\t' => "tabs",
            b'|' => "vertical bars",
            _ => "the mapping's delimiter",
        }
    }
}

/// The first row end outside quotes decides.
fn newline_of(text: &[u8]) -> u8 {
    let mut quoted = false;
    for at in memchr::memchr3_iter(b'"', b'\n', b'\r', text) {
        match text[at] {
            b'"' => quoted = !quoted,
            _ if quoted => {}
            b'\r' if text.get(at + 1) != Some(&b'\n') => return b'\r',
            _ => return b'\n',
        }
    }
    b'\n'
}

/// How well a delimiter explains the sample: whether nearly all rows have one number of cells and the first row has it too,
/// then how many cells that is.
fn fit(sample: &[u8], dialect: Dialect) -> (bool, bool, usize) {
    let mut widths = Vec::new();
    let mut cells = Vec::new();
    let mut records = Records::new(sample, dialect, 1);
    while widths.len() < 50 {
        match records.next(&mut cells) {
            Next::Row { .. } => widths.push(cells.len()),
            Next::End | Next::OpenQuote { .. } => break,
        }
    }
    // The sample may cut the last row.
    if widths.len() > 2 {
        widths.pop();
    }
    let Some(&first) = widths.first() else { return (false, false, 0) };
    let count = |w: usize| widths.iter().filter(|&&x| x == w).count();
    let usual = widths.iter().copied().max_by_key(|&w| count(w)).unwrap_or(first);
    (usual > 1 && count(usual) * 5 >= widths.len() * 4, usual > 1 && first == usual, usual)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_separators_are_seen_in_the_first_rows() {
        let of = |t: &str| Dialect::detect(t.as_bytes(), None);
        assert_eq!(of("a,b,c\n1,2,3\n").delimiter, b',');
        assert_eq!(of("a;b;c\n1;67,5;3\n2;66,1;4\n").delimiter, b';');
        assert_eq!(of("a\tb, and so on\tc\n1\t2\t3\n").delimiter, b'\t');
        assert_eq!(of("a|b\n1|2\n").delimiter, b'|');
        assert_eq!(of("only\n1\n2\n").delimiter, b',');
        assert_eq!(of("a,\"b\nb\"\r\n1,2\r\n").newline, b'\n');
        assert_eq!(of("a,\"b\nb\"\r1,2\r").newline, b'\r');
    }
}
