//! What a cell says: a count, a time of day, a flag, a percentage.

use domain::Column;

/// How counts are written in a file, where it cannot be seen from one cell.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Writing {
    /// A comma or full stop that groups thousands, when the mapping says so.
    pub thousands: Option<u8>,
}

/// Why a cell cannot be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Fault {
    Text,
    Negative,
    Fraction,
    Ambiguous,
    Overflow,
    Empty,
    Time,
    Flag,
    Percentage,
}

/// A count; [`Column::MISSING`] where nothing stands.
pub(crate) fn count(cell: &[u8], writing: Writing) -> Result<u32, Fault> {
    // Nine digits always fit, and nearly every cell of every file is just digits.
    if !cell.is_empty() && cell.len() <= 9 {
        let mut n = 0u32;
        for &b in cell {
            let digit = b.wrapping_sub(b'0');
            if digit > 9 {
                return written_count(cell, writing);
            }
            n = n * 10 + u32::from(digit);
        }
        return Ok(n);
    }
    if cell.is_empty() { Ok(Column::MISSING) } else { written_count(cell, writing) }
}

/// A count as people write it: spaces around it, groups of thousands, decimals that are zero.
#[cold]
fn written_count(cell: &[u8], writing: Writing) -> Result<u32, Fault> {
    let text = super::trimmed(std::str::from_utf8(cell).map_err(|_| Fault::Text)?);
    if text.is_empty() {
        return Ok(Column::MISSING);
    }
    let (negative, text) = match text.strip_prefix(['-', '−', '–']) {
        Some(rest) => (true, rest.trim_start()),
        None => (false, text.strip_prefix('+').unwrap_or(text)),
    };
    let digits = whole_digits(text, writing)?;
    let value = digits.bytes().try_fold(0u64, |n, b| n.checked_mul(10)?.checked_add(u64::from(b - b'0'))).ok_or(Fault::Overflow)?;
    if negative && value > 0 {
        return Err(Fault::Negative);
    }
    u32::try_from(value).ok().filter(|&v| v != Column::MISSING).ok_or(Fault::Overflow)
}

/// The digits before the decimal sign, without group separators; refuses what could be read in two ways.
fn whole_digits(text: &str, writing: Writing) -> Result<String, Fault> {
    if !text.starts_with(|c: char| c.is_ascii_digit()) || !text.ends_with(|c: char| c.is_ascii_digit()) {
        return Err(Fault::Text);
    }
    if !text.chars().all(|c| c.is_ascii_digit() || is_space(c) || matches!(c, ',' | '.' | '\'' | '’')) {
        return Err(Fault::Text);
    }
    let (whole, decimals) = split_decimals(text, writing)?;
    if decimals.bytes().any(|b| !b.is_ascii_digit()) {
        return Err(Fault::Text);
    }
    if decimals.bytes().any(|b| b != b'0') {
        return Err(Fault::Fraction);
    }
    ungrouped(whole)
}

/// Spaces that group thousands: plain, no-break, narrow no-break, thin, figure.
fn is_space(c: char) -> bool {
    matches!(c, ' ' | '\u{A0}' | '\u{202F}' | '\u{2009}' | '\u{2007}')
}

/// Cuts at the decimal sign, if there is one.
fn split_decimals(text: &str, writing: Writing) -> Result<(&str, &str), Fault> {
    let signs: Vec<(usize, char)> = text.char_indices().filter(|&(_, c)| c == ',' || c == '.').collect();
    let groups = |c: char| writing.thousands.map(char::from) == Some(c);
    let cut = |at: usize| Ok((&text[..at], &text[at + 1..]));
    match signs[..] {
        // Two different signs: the last one is decimal, unless the mapping says that it groups.
        [.., (_, a), (at, b)] if a != b => {
            if groups(b) {
                Err(Fault::Text)
            } else {
                cut(at)
            }
        }
        // One sign many times can only group.
        [] | [_, _, ..] => Ok((text, "")),
        [(_, c)] if groups(c) => Ok((text, "")),
        [(at, _)] if writing.thousands.is_some() => cut(at),
        // 1,535 may be one thousand five hundred or one and a half; 0,535 and 15350,000 can only be decimals.
        [(at, _)] if text.len() - at == 4 && at <= 3 && !text.starts_with('0') => Err(Fault::Ambiguous),
        [(at, _)] => cut(at),
    }
}

/// Removes group separators: one kind, the first group of one to three digits, the others of three.
fn ungrouped(whole: &str) -> Result<String, Fault> {
    let kinds: std::collections::BTreeSet<char> =
        whole.chars().filter(|c| !c.is_ascii_digit()).map(|c| if is_space(c) { ' ' } else { c }).collect();
    if kinds.is_empty() {
        return Ok(whole.to_owned());
    }
    let groups: Vec<&str> = whole.split(|c: char| !c.is_ascii_digit()).collect();
    let well_formed = kinds.len() == 1 && (1..=3).contains(&groups[0].len()) && groups[1..].iter().all(|g| g.len() == 3);
    if well_formed { Ok(groups.concat()) } else { Err(Fault::Text) }
}

/// A time of day in minutes: `8:00`, `20.05`, `23:59:30`. Hours beyond 24 are the next morning.
pub(crate) fn time(cell: &[u8]) -> Result<u32, Fault> {
    let text = super::trimmed(std::str::from_utf8(cell).map_err(|_| Fault::Time)?);
    if text.is_empty() {
        return Ok(Column::MISSING);
    }
    let parts: Vec<&str> = text.split([':', '.', 'h']).collect();
    let number = |s: &str| s.parse::<u32>().ok().filter(|_| (1..=2).contains(&s.len()) && s.bytes().all(|b| b.is_ascii_digit()));
    match parts[..] {
        [h, m] | [h, m, _] if parts.get(2).is_none_or(|s| number(s).is_some()) => {
            let (Some(h @ 0..48), Some(m @ 0..60)) = (number(h), number(m)) else { return Err(Fault::Time) };
            Ok(h * 60 + m)
        }
        _ => Err(Fault::Time),
    }
}

/// A flag: 1 or 0, in the words of several languages.
pub(crate) fn flag(cell: &[u8]) -> Result<u32, Fault> {
    let text = super::folded(std::str::from_utf8(cell).map_err(|_| Fault::Flag)?);
    match text.as_str() {
        "" => Ok(Column::MISSING),
        "1" | "yes" | "y" | "true" | "x" | "да" | "иә" | "ооба" | "si" | "sí" | "oui" | "კი" => Ok(1),
        "0" | "no" | "n" | "false" | "нет" | "жоқ" | "жок" | "non" | "არა" => Ok(0),
        _ => Err(Fault::Flag),
    }
}

/// A percentage in thousandths of a percentage point: `67.54`, `67,54 %`. Digits beyond the third are rounded.
pub(crate) fn percentage(cell: &[u8]) -> Result<u32, Fault> {
    let text = super::trimmed(std::str::from_utf8(cell).map_err(|_| Fault::Percentage)?);
    if text.is_empty() {
        return Ok(Column::MISSING);
    }
    let number = text.strip_suffix('%').unwrap_or(text).trim_end();
    let (whole, decimals) = number.split_once(['.', ',']).unwrap_or((number, ""));
    let digits = |s: &str| s.bytes().all(|b| b.is_ascii_digit());
    if whole.is_empty() || whole.len() > 3 || !digits(whole) || !digits(decimals) {
        return Err(Fault::Percentage);
    }
    let digit = |at: usize| decimals.as_bytes().get(at).map_or(0, |b| u32::from(b - b'0'));
    let thousandths = digit(0) * 100 + digit(1) * 10 + digit(2) + u32::from(digit(3) >= 5);
    let value = whole.parse::<u32>().map_err(|_| Fault::Percentage)? * 1000 + thousandths;
    if value > 100_000 { Err(Fault::Percentage) } else { Ok(value) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(text: &str) -> Result<u32, Fault> {
        count(text.as_bytes(), Writing::default())
    }

    #[test]
    fn counts_as_they_are_written() {
        for (text, value) in [
            ("0", 0),
            ("1535", 1535),
            ("007", 7),
            (" 12 ", 12),
            ("1535.0", 1535),
            ("1535,00", 1535),
            ("0.000", 0),
            ("15350.000", 15350),
            ("1 535", 1535),
            ("1\u{A0}535\u{202F}000", 1_535_000),
            ("1'535", 1535),
            ("1,234,567", 1_234_567),
            ("1.234.567", 1_234_567),
            ("1,535.0", 1535),
            ("1.535,0", 1535),
            ("4294967294", 4_294_967_294),
            ("000000000012", 12),
            ("-0", 0),
            ("+5", 5),
            ("", Column::MISSING),
            (" \u{A0}", Column::MISSING),
        ] {
            assert_eq!(of(text), Ok(value), "{text:?}");
        }
    }

    #[test]
    fn what_is_no_count_is_named() {
        for (text, fault) in [
            ("abc", Fault::Text),
            ("12a", Fault::Text),
            ("12 3", Fault::Text),
            ("1 2345", Fault::Text),
            ("1'234 567", Fault::Text),
            ("12.", Fault::Text),
            ("-", Fault::Text),
            ("#REF!", Fault::Text),
            ("1e5", Fault::Text),
            ("-5", Fault::Negative),
            ("−5", Fault::Negative),
            ("12.5", Fault::Fraction),
            ("0,535", Fault::Fraction),
            ("1,535", Fault::Ambiguous),
            ("1.535", Fault::Ambiguous),
            ("4294967295", Fault::Overflow),
            ("99999999999999999999999", Fault::Overflow),
        ] {
            assert_eq!(of(text), Err(fault), "{text:?}");
        }
    }

    #[test]
    fn a_mapping_settles_what_a_comma_means() {
        let comma = Writing { thousands: Some(b',') };
        assert_eq!(count(b"1,535", comma), Ok(1535));
        assert_eq!(count(b"1.000", comma), Ok(1));
        assert_eq!(count(b"1,53", comma), Err(Fault::Text));
    }

    #[test]
    fn times_flags_and_percentages() {
        assert_eq!(time(b"08:05"), Ok(485));
        assert_eq!(time(b"23:59:30"), Ok(1439));
        assert_eq!(time(b"25.10"), Ok(1510));
        assert_eq!(time(b""), Ok(Column::MISSING));
        for bad in ["8", "8:60", "48:00", "a:b", "8:00:xx", "8:00:00:00"] {
            assert_eq!(time(bad.as_bytes()), Err(Fault::Time), "{bad}");
        }
        assert_eq!(flag("Да".as_bytes()), Ok(1));
        assert_eq!(flag(b"maybe"), Err(Fault::Flag));
        assert_eq!(percentage("67,54 %".as_bytes()), Ok(67540));
        assert_eq!(percentage(b"5.6789"), Ok(5679));
        assert_eq!(percentage(b"100"), Ok(100_000));
        assert_eq!(percentage(b"100.1"), Err(Fault::Percentage));
    }
}
