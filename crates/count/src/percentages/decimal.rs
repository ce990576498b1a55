//! A published percentage with its decimals, and rounding in whole numbers.

use std::fmt;

use serde::{Serialize, Serializer};

use crate::language::Ratio;

/// A percentage as it was published: 91.15 is 9115 with two decimals, and 1.60 is not 1.6.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Decimal {
    units: u64,
    decimals: u8,
}

/// A text that is no percentage.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, thiserror::Error)]
#[error("`{text}` is no percentage")]
pub struct DecimalError {
    /// The text, shortened.
    pub text: String,
}

impl DecimalError {
    /// The stable code.
    #[must_use]
    pub fn code(&self) -> &'static str {
        "PERCENT-NUMBER"
    }

    /// What to do about it.
    #[must_use]
    pub fn remedy(&self) -> &'static str {
        "write it as published, such as `91.15`, from 0 to 1000 with at most 9 decimals"
    }
}

impl Decimal {
    /// Most decimals a percentage may have.
    pub const MOST_DECIMALS: u8 = 9;

    /// `units` of the last decimal. Decimals beyond the ninth and values above 1000% are cut to these limits.
    #[must_use]
    pub fn new(units: u64, decimals: u8) -> Self {
        let decimals = decimals.min(Self::MOST_DECIMALS);
        Self { units: units.min(1000 * 10_u64.pow(u32::from(decimals))), decimals }
    }

    /// Reads `91.15`, `91,15` or `91.15%`.
    ///
    /// # Errors
    /// When it is anything else.
    pub fn parse(text: &str) -> Result<Self, DecimalError> {
        let refuse = || DecimalError { text: text.chars().take(40).collect() };
        let plain = text.trim().trim_end_matches('%').trim_end();
        let (whole, fraction) = plain.split_once(['.', ',']).unwrap_or((plain, ""));
        let point = whole.len() < plain.len();
        let digits = |t: &str| t.bytes().all(|b| b.is_ascii_digit());
        let fits = u8::try_from(fraction.len()).is_ok_and(|d| d <= Self::MOST_DECIMALS);
        if whole.is_empty() || (point && fraction.is_empty()) || !digits(whole) || !digits(fraction) || !fits {
            return Err(refuse());
        }
        let decimals = u8::try_from(fraction.len()).map_err(|_| refuse())?;
        let units: u64 = format!("{whole}{fraction}").parse().map_err(|_| refuse())?;
        let read = Self::new(units, decimals);
        if read.units == units { Ok(read) } else { Err(refuse()) }
    }

    /// Units of the last decimal.
    #[must_use]
    pub fn units(self) -> u64 {
        self.units
    }

    /// Number of decimals.
    #[must_use]
    pub fn decimals(self) -> u8 {
        self.decimals
    }

    /// Units of the last decimal in 100%.
    #[must_use]
    pub fn hundred(self) -> u128 {
        scale(self.decimals)
    }

    /// The value in percentage points.
    #[must_use]
    pub fn value(self) -> Ratio {
        Ratio::new(i128::from(self.units), 10_i128.pow(u32::from(self.decimals))).unwrap_or(Ratio::ZERO)
    }
}

/// Units of the last decimal in 100%.
fn scale(decimals: u8) -> u128 {
    100 * 10_u128.pow(u32::from(decimals.min(Decimal::MOST_DECIMALS)))
}

/// `100 votes / total` rounded half up to so many decimals; none where the total is zero or the share is above 1000%.
#[must_use]
pub fn recompute(votes: u64, total: u64, decimals: u8) -> Option<Decimal> {
    let decimals = decimals.min(Decimal::MOST_DECIMALS);
    if total == 0 || u128::from(votes) > 10 * u128::from(total) {
        return None;
    }
    let units = (2 * u128::from(votes) * scale(decimals) + u128::from(total)) / (2 * u128::from(total));
    Some(Decimal { units: u64::try_from(units).ok()?, decimals })
}

/// Whether `100 votes / total` rounds to the percentage, half up or half to even.
#[must_use]
pub fn rounds_to(share: Decimal, votes: u64, total: u64) -> bool {
    let (total, exact) = (u128::from(total), u128::from(votes) * share.hundred());
    if total == 0 {
        return false;
    }
    let (down, rest) = (exact / total, exact % total);
    let published = u128::from(share.units);
    match (2 * rest).cmp(&total) {
        std::cmp::Ordering::Less => published == down,
        std::cmp::Ordering::Greater => published == down + 1,
        // A tie goes up, or to the even neighbour.
        std::cmp::Ordering::Equal => published == down + 1 || (published == down && down.is_multiple_of(2)),
    }
}

impl fmt::Display for Decimal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let decimals = usize::from(self.decimals);
        let digits = format!("{:0>width$}", self.units, width = decimals + 1);
        let (whole, fraction) = digits.split_at(digits.len() - decimals);
        if decimals == 0 { f.write_str(whole) } else { write!(f, "{whole}.{fraction}") }
    }
}

/// A text, so that 1.60 keeps its two decimals.
impl Serialize for Decimal {
    fn serialize<S: Serializer>(&self, out: S) -> Result<S::Ok, S::Error> {
        out.collect_str(self)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn d(text: &str) -> Decimal {
        Decimal::parse(text).expect(text)
    }

    #[test]
    fn percentages_keep_their_decimals() {
        assert_eq!((d("91.15%"), d("0,05"), d("7")), (Decimal::new(9115, 2), Decimal::new(5, 2), Decimal::new(7, 0)));
        assert_eq!([d("1.60"), d("0.05"), d("7")].map(|d| d.to_string()), ["1.60", "0.05", "7"]);
        for wrong in ["", "-1", "1.", ".5", "1e3", "91.15.1", "5000", "0.1234567891", "99999999999999999999"] {
            assert_eq!(Decimal::parse(wrong).map_err(|e| e.code()), Err("PERCENT-NUMBER"), "{wrong}");
        }
    }

    #[test]
    fn a_tie_may_go_up_or_to_the_even_neighbour() {
        // 1/8 is 12.5%: 13 half up, 12 half to even. 3/8 is 37.5%: 38 by both.
        assert!(rounds_to(d("13"), 1, 8) && rounds_to(d("12"), 1, 8));
        assert!(rounds_to(d("38"), 3, 8) && !rounds_to(d("37"), 3, 8));
        assert_eq!(recompute(1, 8, 0), Some(d("13")));
        assert!(!rounds_to(d("0"), 0, 0) && recompute(0, 0, 2).is_none());
    }

    #[test]
    fn the_largest_numbers_do_not_overflow() {
        assert!(rounds_to(Decimal::new(100_000_000_000, 9), u64::MAX, u64::MAX));
        assert_eq!(recompute(u64::MAX, 1, 9), None);
        assert!(!rounds_to(d("1"), u64::MAX, 1));
    }
}
