//! How whole numbers look in each language.

use super::Locale;

/// Between groups of three digits where a comma would be read as a decimal point.
const THIN: char = '\u{202f}';
/// A real minus sign: a hyphen in front of a number is easily lost.
const MINUS: char = '\u{2212}';

/// A whole number, grouped by thousands: `97,699`, or with thin no-break spaces in Russian and Kazakh.
#[must_use]
pub fn count(locale: Locale, n: i64) -> String {
    let digits = n.unsigned_abs().to_string();
    let group = if locale == Locale::En { ',' } else { THIN };
    let mut out = String::with_capacity(digits.len() * 2);
    if n < 0 {
        out.push(MINUS);
    }
    for (i, digit) in digits.chars().enumerate() {
        if i > 0 && (digits.len() - i).is_multiple_of(3) {
            out.push(group);
        }
        out.push(digit);
    }
    out
}

/// For Fluent, whose numbers are floats; counts stay far below 2^53.
pub(super) fn rounded(locale: Locale, x: f64) -> String {
    format!("{x:.0}").parse().map_or_else(|_| x.to_string(), |n| count(locale, n))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn thousands_are_grouped_as_the_language_does() {
        assert_eq!([0, 999, 1000, 1_000_000].map(|n| count(Locale::En, n)), ["0", "999", "1,000", "1,000,000"]);
        assert_eq!(count(Locale::Ru, 1_234_567), "1\u{202f}234\u{202f}567");
        assert_eq!(count(Locale::Kk, -9_580), "\u{2212}9\u{202f}580");
        assert_eq!(count(Locale::En, i64::MIN), "\u{2212}9,223,372,036,854,775,808");
        assert_eq!(rounded(Locale::En, 9580.0), "9,580");
    }
}
