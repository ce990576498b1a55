//! From bytes to UTF-8: byte order marks, UTF-16, and the two one-byte encodings old spreadsheets still write.

use std::borrow::Cow;

use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1251, WINDOWS_1252};
use rayon::prelude::*;

use super::sniff;
use crate::IntakeError;

const UTF8_MARK: &[u8] = b"\xEF\xBB\xBF";

/// The text as UTF-8 without a mark, and how its encoding was known, for the user.
pub(crate) fn decode<'a>(
    name: &str,
    bytes: Cow<'a, [u8]>,
    said: Option<&'static Encoding>,
) -> Result<(Cow<'a, [u8]>, String), IntakeError> {
    let (encoding, how) = match said {
        Some(e) => (e, "as the mapping says"),
        None => detect(name, &bytes)?,
    };
    let note = format!("{} ({how})", encoding.name().to_lowercase());
    if encoding == UTF_8 {
        let text = without_mark(bytes);
        return match first_invalid(&text) {
            None => Ok((text, note)),
            Some(at) => Err(wrong(name, &text[..at], encoding)),
        };
    }
    let (text, bad) = encoding.decode_with_bom_removal(&bytes);
    if bad {
        let at = text.find('\u{FFFD}').unwrap_or(0);
        return Err(wrong(name, &text.as_bytes()[..at], encoding));
    }
    Ok((Cow::Owned(text.into_owned().into_bytes()), note))
}

fn wrong(name: &str, before: &[u8], encoding: &'static Encoding) -> IntakeError {
    let line = memchr::memchr_iter(b'\n', before).count() as u64 + 1;
    IntakeError::Encoding { name: name.to_owned(), line, encoding: encoding.name().to_lowercase() }
}

fn without_mark(bytes: Cow<'_, [u8]>) -> Cow<'_, [u8]> {
    if !bytes.starts_with(UTF8_MARK) {
        return bytes;
    }
    match bytes {
        Cow::Borrowed(b) => Cow::Borrowed(&b[UTF8_MARK.len()..]),
        Cow::Owned(mut b) => {
            b.drain(..UTF8_MARK.len());
            Cow::Owned(b)
        }
    }
}

fn detect(name: &str, bytes: &[u8]) -> Result<(&'static Encoding, &'static str), IntakeError> {
    if let Some((encoding, _)) = Encoding::for_bom(bytes) {
        return Ok((encoding, "byte order mark"));
    }
    match sniff::utf16_side(&bytes[..bytes.len().min(1 << 16)]) {
        Some(0) => return Ok((UTF_16BE, "detected")),
        Some(_) => return Ok((UTF_16LE, "detected")),
        None => {}
    }
    let Some(at) = first_invalid(bytes) else { return Ok((UTF_8, "valid throughout")) };
    match one_byte(bytes) {
        Some(encoding) => Ok((encoding, "detected: not UTF-8, letters fit")),
        None => Err(wrong(name, &bytes[..at], UTF_8)),
    }
}

/// Windows-1251 or 1252, or neither. Cyrillic words are runs of high bytes; accented Latin letters stand alone between
/// ASCII ones. A file that fits neither habit is not guessed at: wrong names are worse than a question.
fn one_byte(bytes: &[u8]) -> Option<&'static Encoding> {
    let (mut in_runs, mut alone, mut letters_1251) = (0u64, 0u64, 0u64);
    for w in bytes[..bytes.len().min(4 << 20)].windows(3) {
        if w[1] < 0x80 {
            continue;
        }
        if w[0] >= 0x80 || w[2] >= 0x80 {
            in_runs += 1;
        } else if w[0].is_ascii_alphabetic() || w[2].is_ascii_alphabetic() {
            alone += 1;
        }
        letters_1251 += u64::from(w[1] >= 0xC0 || matches!(w[1], 0xA8 | 0xB8 | 0xB9 | 0xAB | 0xBB | 0x93 | 0x94 | 0x96 | 0x97));
    }
    let high = in_runs + alone;
    match () {
        () if high == 0 => None,
        () if in_runs * 10 >= high * 7 && letters_1251 * 10 >= high * 8 => Some(WINDOWS_1251),
        () if alone * 10 >= high * 7 => Some(WINDOWS_1252),
        () => None,
    }
}

/// Place of the first byte that is not UTF-8. Checked on all threads: half of a Russian file is two-byte letters.
fn first_invalid(bytes: &[u8]) -> Option<usize> {
    const STEP: usize = 1 << 20;
    let is_start = |at: usize| bytes.get(at).is_none_or(|b| b & 0xC0 != 0x80);
    // A cut moves forward to the start of a character, which is at most three bytes away in valid text.
    let cut = |at: usize| (at..at + 4).find(|&at| is_start(at)).unwrap_or(at).min(bytes.len());
    let steps = bytes.len().div_ceil(STEP);
    (0..steps).into_par_iter().find_map_first(|step| {
        let from = if step == 0 { 0 } else { cut(step * STEP) };
        let to = cut((step + 1) * STEP);
        simdutf8::compat::from_utf8(bytes.get(from..to)?).err().map(|e| from + e.valid_up_to())
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn name_of(bytes: &[u8]) -> Option<String> {
        decode("f.csv", Cow::Borrowed(bytes), None).ok().map(|(t, _)| String::from_utf8_lossy(&t).into_owned())
    }

    #[test]
    fn each_encoding_gives_the_same_text() {
        let russian = "регион;Число избирателей\nАдыгея;25\n";
        let spanish = "País;Inscritos\nEspaña;25\nPerú;3\n";
        assert_eq!(name_of(russian.as_bytes()).as_deref(), Some(russian));
        assert_eq!(name_of(&[UTF8_MARK, russian.as_bytes()].concat()).as_deref(), Some(russian));
        assert_eq!(name_of(&WINDOWS_1251.encode(russian).0).as_deref(), Some(russian));
        assert_eq!(name_of(&WINDOWS_1252.encode(spanish).0).as_deref(), Some(spanish));
        for mark in [true, false] {
            let start = if mark { "\u{FEFF}" } else { "" };
            let units: Vec<u16> = format!("{start}{russian}").encode_utf16().collect();
            let le: Vec<u8> = units.iter().flat_map(|u| u.to_le_bytes()).collect();
            let be: Vec<u8> = units.iter().flat_map(|u| u.to_be_bytes()).collect();
            assert_eq!(name_of(&le).as_deref(), Some(russian), "mark {mark}");
            assert_eq!(name_of(&be).as_deref(), Some(russian), "mark {mark}");
        }
    }

    #[test]
    fn a_bad_byte_is_found_in_whatever_step_it_lies() {
        let mut text = "я".repeat(1_200_000).into_bytes();
        assert_eq!(first_invalid(&text), None);
        for at in [0, 1 << 20, (1 << 20) - 1, 2_000_000, text.len() - 1] {
            let was = std::mem::replace(&mut text[at], 0xFF);
            assert!(first_invalid(&text).is_some_and(|found| found + 2 > at && found <= at), "{at}");
            text[at] = was;
        }
    }

    #[test]
    fn the_line_of_a_bad_character_is_named() {
        let e = decode("f.csv", Cow::Borrowed(b"a\nb\n\xFF\xFA1,2\n"), Some(UTF_8)).expect_err("not UTF-8");
        assert!(matches!(e, IntakeError::Encoding { line: 3, .. }), "{e}");
    }
}
