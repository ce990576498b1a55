//! Numbers as they were printed, with what their last digit leaves open.

use std::fmt;

use count::language::Ratio;
use serde::{Serialize, Serializer};

use crate::unit::Unit;

/// A number as printed: `91.15`, `6,147,517`, `8.88 million`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Amount {
    text: String,
    value: Ratio,
    /// Half of one unit of the last digit printed.
    half: Ratio,
    /// Whether the last digit is one of many more: decimals, or `million` behind it.
    rounded: bool,
}

/// A text that is no number.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("`{text}` is no number")]
pub struct AmountError {
    /// The text, shortened.
    pub text: String,
}

impl AmountError {
    /// What to do about it.
    #[must_use]
    pub fn remedy(&self) -> &'static str {
        "Write digits with a point for decimals, such as 91.15 or 6147517; `thousand` or `million` may follow, as in 8.88 million."
    }
}

/// Digits a number may have: far more than any count of people, few enough for exact fractions of two of them.
const MOST_DIGITS: usize = 18;

impl Amount {
    /// Reads a number. Commas and spaces between groups of three digits are allowed; a sign, an exponent and a percent sign are not.
    ///
    /// # Errors
    /// When it is none, or has more than 18 digits.
    pub fn parse(text: &str) -> Result<Self, AmountError> {
        let wrong = || AmountError { text: text.chars().take(40).collect() };
        let trimmed = text.trim();
        let (digits, scale) = scaled(trimmed);
        let (whole, decimals) = digits.split_once('.').map_or((digits, ""), |(w, d)| (w, d));
        let whole = ungrouped(whole).ok_or_else(wrong)?;
        let plain = |s: &str| s.bytes().all(|b| b.is_ascii_digit());
        let pointed = digits.contains('.');
        if !plain(decimals) || (pointed && decimals.is_empty()) || whole.len() + decimals.len() > MOST_DIGITS {
            return Err(wrong());
        }
        let units: i128 = format!("{whole}{decimals}").parse().map_err(|_| wrong())?;
        let decimals_count = u32::try_from(decimals.len()).map_err(|_| wrong())?;
        let power = 10_i128.pow(decimals_count);
        let ratio = |num: i128, den: i128| Ratio::new(num, den).ok_or_else(wrong);
        Ok(Self {
            text: trimmed.to_owned(),
            value: ratio(units * scale, power)?,
            half: ratio(scale, 2 * power)?,
            rounded: decimals_count > 0 || scale > 1,
        })
    }

    /// A count, exact to the last digit.
    #[must_use]
    pub fn count(n: u64) -> Self {
        Self { text: n.to_string(), value: Ratio::whole(n), half: ratio(1, 2), rounded: false }
    }

    /// The number itself.
    #[must_use]
    pub fn value(&self) -> Ratio {
        self.value
    }

    /// As it was printed.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }

    /// What it may have been before it was rounded: half a unit of the last digit either way.
    ///
    /// A count printed in full is exact; a share is always rounded, `60` per cent being 59.5 to 60.5.
    #[must_use]
    pub fn range(&self, unit: Unit) -> Range {
        let share = matches!(unit, Unit::Percent(_) | Unit::Points(_));
        if self.rounded || share { Range::around(self.value, self.half) } else { Range::exactly(self.value) }
    }
}

impl Amount {
    /// What `about` that number allows where no tolerance is given: half a unit of the last digit that is not a zero, so 455 to 465 for 460.
    #[must_use]
    pub fn about(&self) -> Range {
        let mut half = self.half;
        let ten = Ratio::whole(10);
        let is_multiple = |of: Ratio| self.value.over(of).is_some_and(Ratio::is_whole);
        while self.value != Ratio::ZERO && half.times(ten).and_then(|h| h.plus(h)).is_some_and(is_multiple) {
            half = half.times(ten).unwrap_or(half);
        }
        Range::around(self.value, half)
    }
}

impl fmt::Display for Amount {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text)
    }
}

impl Serialize for Amount {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.text)
    }
}

fn ratio(num: i128, den: i128) -> Ratio {
    Ratio::new(num, den).unwrap_or(Ratio::ZERO)
}

fn scaled(text: &str) -> (&str, i128) {
    for (word, scale) in [("million", 1_000_000), ("thousand", 1_000)] {
        if let Some(rest) = text.strip_suffix(word).and_then(|r| r.strip_suffix(' ')) {
            return (rest.trim_end(), scale);
        }
    }
    (text, 1)
}

/// Takes the marks out between groups of three digits.
fn ungrouped(text: &str) -> Option<String> {
    let mark = text.chars().find(|c| !c.is_ascii_digit());
    let Some(mark) = mark else { return (!text.is_empty()).then(|| text.to_owned()) };
    if !matches!(mark, ',' | ' ' | '\u{a0}' | '\u{202f}') {
        return None;
    }
    let mut groups = text.split(mark);
    let first = groups.next()?;
    let digits = |g: &str, sizes: std::ops::RangeInclusive<usize>| sizes.contains(&g.len()) && g.bytes().all(|b| b.is_ascii_digit());
    (digits(first, 1..=3) && groups.all(|g| digits(g, 3..=3))).then(|| text.replace(mark, ""))
}

/// The values a number may have: exact ends, both included.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Range {
    /// Least.
    pub lo: Ratio,
    /// Most.
    pub hi: Ratio,
}

impl Range {
    /// One value.
    #[must_use]
    pub fn exactly(value: Ratio) -> Self {
        Self { lo: value, hi: value }
    }

    /// A value and as much either way.
    #[must_use]
    pub fn around(value: Ratio, half: Ratio) -> Self {
        Self { lo: value.minus(half).unwrap_or(value), hi: value.plus(half).unwrap_or(value) }
    }

    /// Whether it is one value.
    #[must_use]
    pub fn is_exact(self) -> bool {
        self.lo == self.hi
    }

    /// The middle, for display.
    #[must_use]
    pub fn middle(self) -> f64 {
        f64::midpoint(self.lo.to_f64(), self.hi.to_f64())
    }

    /// Whether a value can be of both.
    #[must_use]
    pub fn overlaps(self, other: Self) -> bool {
        self.lo <= other.hi && other.lo <= self.hi
    }

    /// The smallest range that holds both.
    #[must_use]
    pub fn hull(self, other: Self) -> Self {
        Self { lo: self.lo.min(other.lo), hi: self.hi.max(other.hi) }
    }

    /// Everything a value of this less a value of `other` can be.
    #[must_use]
    pub fn less(self, other: Self) -> Option<Self> {
        Some(Self { lo: self.lo.minus(other.hi)?, hi: self.hi.minus(other.lo)? })
    }

    /// Everything a value of this times a value of `other` can be; both must be positive or zero.
    #[must_use]
    pub fn times(self, other: Self) -> Option<Self> {
        Some(Self { lo: self.lo.times(other.lo)?, hi: self.hi.times(other.hi)? })
    }

    /// Everything a value of this over a value of `other` can be; both must be positive, this may be zero.
    #[must_use]
    pub fn over(self, other: Self) -> Option<Self> {
        if other.lo <= Ratio::ZERO {
            return None;
        }
        Some(Self { lo: self.lo.over(other.hi)?, hi: self.hi.over(other.lo)? })
    }

    /// The same in per cent of `whole`.
    #[must_use]
    pub fn percent_of(self, whole: Self) -> Option<Self> {
        self.over(whole)?.times(Self::exactly(Ratio::whole(100)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::unit::Noun;

    fn range(text: &str, unit: Unit) -> (f64, f64) {
        let r = Amount::parse(text).expect(text).range(unit);
        (r.lo.to_f64(), r.hi.to_f64())
    }

    #[test]
    fn the_last_digit_says_how_exact_a_number_is() {
        let (voters, share) = (Unit::Number(Noun::Voters), Unit::Percent(Noun::Voters));
        assert_eq!(range("8.88 million", voters), (8_875_000.0, 8_885_000.0));
        assert_eq!(range("8,880,000", voters), (8_880_000.0, 8_880_000.0));
        assert_eq!(range("60", share), (59.5, 60.5));
        assert_eq!(range("60.0", share), (59.95, 60.05));
        assert_eq!(range("6 147 517", Unit::Number(Noun::Votes)), (6_147_517.0, 6_147_517.0));
    }

    #[test]
    fn about_looks_past_zeros() {
        let about = |text: &str| {
            let r = Amount::parse(text).expect(text).about();
            (r.lo.to_f64(), r.hi.to_f64())
        };
        assert_eq!(about("460"), (455.0, 465.0));
        assert_eq!(about("16,500"), (16_450.0, 16_550.0));
        assert_eq!(about("8.9 million"), (8_850_000.0, 8_950_000.0));
        assert_eq!(about("461"), (460.5, 461.5));
        assert_eq!(about("0"), (-0.5, 0.5));
    }

    #[test]
    fn what_is_no_number_is_refused() {
        for text in ["", "abc", "-1", "1e9", "91.", ".5", "1,23", "12,34,567", "60%", "1.2.3", "1234567890123456789", "1,234 567"] {
            assert!(Amount::parse(text).is_err(), "{text}");
        }
    }
}
