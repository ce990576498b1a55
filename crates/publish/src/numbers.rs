//! How numbers look to a reader.

use std::fmt::Write as _;

/// Between groups of three digits.
const GROUP: &str = ",";
/// A real minus sign: a hyphen in front of a number is easily lost.
const MINUS: &str = "\u{2212}";
/// Stands where there is no number.
pub const NONE: &str = "–";

/// A whole number, grouped by thousands: `97,699`.
#[must_use]
pub fn count(n: impl TryInto<i64>) -> String {
    let mut out = String::new();
    match n.try_into() {
        Ok(n) => push_count(&mut out, n),
        Err(_) => out.push_str(NONE),
    }
    out
}

/// A count that may not be known.
#[must_use]
pub fn known(n: Option<u64>) -> String {
    n.map_or_else(|| NONE.to_owned(), count)
}

/// A number with that many decimals, grouped by thousands: `1,758.2`. Nothing but zeros never carries a minus.
#[must_use]
pub fn number(x: f64, decimals: usize) -> String {
    let mut out = String::new();
    push_number(&mut out, x, decimals);
    out
}

/// Writes [`count()`] to the end of `out`.
pub fn push_count(out: &mut String, n: i64) {
    let start = out.len();
    let _ = write!(out, "{n}");
    group(out, start);
}

/// Writes [`number`] to the end of `out`.
pub fn push_number(out: &mut String, x: f64, decimals: usize) {
    if !x.is_finite() {
        out.push_str(NONE);
        return;
    }
    let start = out.len();
    let _ = write!(out, "{x:.decimals$}");
    group(out, start);
}

/// Groups the digits and mends the sign of the plain number that begins at `start`.
fn group(out: &mut String, start: usize) {
    if out[start..].starts_with('-') {
        let nonzero = out[start..].bytes().any(|b| matches!(b, b'1'..=b'9'));
        out.replace_range(start..=start, if nonzero { MINUS } else { "" });
    }
    let first_digit = out[start..].find(|c: char| c.is_ascii_digit()).map_or(out.len(), |i| start + i);
    let mut at = out[first_digit..].find('.').map_or(out.len(), |i| first_digit + i);
    while at > first_digit + 3 {
        at -= 3;
        out.insert_str(at, GROUP);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn thousands_are_grouped_and_decimals_are_not() {
        assert_eq!([0u32, 999, 1000, 109_008_428].map(count), ["0", "999", "1,000", "109,008,428"]);
        assert_eq!(number(1758.2461, 1), "1,758.2");
        assert_eq!(number(0.123_456, 4), "0.1235");
        assert_eq!(number(-1234.5, 1), "\u{2212}1,234.5");
        assert_eq!(number(-0.01, 1), "0.0");
        assert_eq!([number(f64::NAN, 2), number(f64::INFINITY, 2)], [NONE, NONE]);
    }
}
