//! Cuts text into pieces at row ends, so that several threads can read it.
//!
//! A newline ends a row only outside quotes, and quotes can be counted: an even number before it. That is a guess where a
//! file uses marks loosely, and it may be wrong without harm: a piece that begins where a row begins and is read to its end
//! outside quotes proves that the next piece begins where a row begins. The reader checks exactly that, and where it fails
//! the whole text is read again in one piece.

use std::ops::Range;

use rayon::prelude::*;

use super::Dialect;

/// A piece of the text and the line of the file on which it begins.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Piece {
    pub bytes: Range<usize>,
    pub line: u32,
}

/// Cuts `text[from..]`, whose first row begins on `line`, into pieces of about `size` bytes.
pub(crate) fn pieces(text: &[u8], from: usize, line: u32, dialect: Dialect, size: usize) -> Vec<Piece> {
    let size = size.max(1);
    let cuts = cut(text, from, dialect, size);
    let lines: Vec<usize> = cuts.par_iter().map(|r| memchr::memchr_iter(dialect.newline, &text[r.clone()]).count()).collect();
    let mut at = line;
    let mut pieces = Vec::with_capacity(cuts.len());
    for (bytes, lines) in cuts.into_iter().zip(lines) {
        pieces.push(Piece { bytes, line: at });
        at = at.saturating_add(u32::try_from(lines).unwrap_or(u32::MAX));
    }
    pieces
}

fn cut(text: &[u8], from: usize, dialect: Dialect, size: usize) -> Vec<Range<usize>> {
    let targets: Vec<usize> = (from..text.len()).step_by(size).collect();
    let marks: Vec<usize> = targets.par_iter().map(|&at| memchr::memchr_iter(b'"', &text[at..text.len().min(at + size)]).count()).collect();
    let mut cuts = Vec::with_capacity(targets.len());
    let (mut start, mut before) = (from, 0);
    for (&target, &marks) in targets.iter().zip(&marks) {
        if target > start
            && let Some(end) = row_end(text, target, before % 2 == 1, dialect, size)
        {
            cuts.push(start..end);
            start = end;
        }
        before += marks;
    }
    if start < text.len() {
        cuts.push(start..text.len());
    }
    cuts
}

/// The first place after `at` where a row has ended. Looks no further than twice the size of a piece: where rows cannot be
/// told from quoted text, fewer cuts are better than searching the rest of the file again for each of them.
fn row_end(text: &[u8], at: usize, mut quoted: bool, dialect: Dialect, size: usize) -> Option<usize> {
    let window = &text[at..text.len().min(at.saturating_add(size.saturating_mul(2)))];
    for found in memchr::memchr2_iter(b'"', dialect.newline, window) {
        if window[found] == b'"' {
            quoted = !quoted;
        } else if !quoted {
            return Some(at + found + 1);
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pieces_cover_the_text_and_know_their_lines() {
        let text = b"h,i\n1,\"a\nb\"\n2,c\n3,\"d\"\n4,e\n";
        for size in 1..40 {
            let dialect = Dialect::detect(text, None);
            let pieces = pieces(text, 4, 2, dialect, size);
            let mut at = 4;
            for p in &pieces {
                assert_eq!(p.bytes.start, at);
                let line = 1 + memchr::memchr_iter(b'\n', &text[..at]).count();
                assert_eq!(p.line as usize, line);
                assert!(!text[at..].starts_with(b"b\""), "a piece begins inside a quoted cell");
                at = p.bytes.end;
            }
            assert_eq!(at, text.len());
        }
    }
}
