//! Exact fractions: 5% of 1,200 voters is 60, not 60.000000000000007.

use std::cmp::Ordering;
use std::fmt;

use serde::{Serialize, Serializer};

/// A fraction of two 128-bit integers, kept in lowest terms with a positive denominator.
///
/// Arithmetic gives `None` when the result does not fit or a divisor is zero; comparison is exact and never fails.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Ratio {
    num: i128,
    den: i128,
}

impl Ratio {
    /// Nothing.
    pub const ZERO: Self = Self { num: 0, den: 1 };

    /// A whole number. The one number without an opposite, -2^127, becomes its neighbour.
    #[must_use]
    pub fn whole(n: impl Into<i128>) -> Self {
        Self { num: n.into().max(-i128::MAX), den: 1 }
    }

    /// `num / den` in lowest terms; `None` when `den` is zero or either is the one number without an opposite.
    #[must_use]
    pub fn new(num: i128, den: i128) -> Option<Self> {
        if den == 0 || num == i128::MIN || den == i128::MIN {
            return None;
        }
        if den == 1 {
            return Some(Self { num, den });
        }
        let sign = den.signum();
        let common = gcd(num.abs(), den.abs());
        Some(Self { num: sign * num / common, den: sign * den / common })
    }

    /// Numerator in lowest terms.
    #[must_use]
    pub fn num(self) -> i128 {
        self.num
    }

    /// Denominator in lowest terms, at least 1.
    #[must_use]
    pub fn den(self) -> i128 {
        self.den
    }

    /// Whether it is a whole number.
    #[must_use]
    pub fn is_whole(self) -> bool {
        self.den == 1
    }

    /// The sum.
    #[must_use]
    pub fn plus(self, other: Self) -> Option<Self> {
        // Counts are whole, and a 128-bit remainder costs as much as all the rest.
        if self.is_whole() && other.is_whole() {
            return Self::new(self.num.checked_add(other.num)?, 1);
        }
        let left = self.num.checked_mul(other.den)?;
        let right = other.num.checked_mul(self.den)?;
        Self::new(left.checked_add(right)?, self.den.checked_mul(other.den)?)
    }

    /// The difference.
    #[must_use]
    pub fn minus(self, other: Self) -> Option<Self> {
        self.plus(other.negated())
    }

    /// The product.
    #[must_use]
    pub fn times(self, other: Self) -> Option<Self> {
        if self.is_whole() && other.is_whole() {
            return Self::new(self.num.checked_mul(other.num)?, 1);
        }
        // Crosswise reduction first, so that a product that fits is found whenever its lowest terms do.
        let a = Self::new(self.num, other.den)?;
        let b = Self::new(other.num, self.den)?;
        Self::new(a.num.checked_mul(b.num)?, a.den.checked_mul(b.den)?)
    }

    /// The quotient; `None` when `other` is zero.
    #[must_use]
    pub fn over(self, other: Self) -> Option<Self> {
        self.times(Self::new(other.den, other.num)?)
    }

    /// The opposite.
    #[must_use]
    pub fn negated(self) -> Self {
        Self { num: -self.num, den: self.den }
    }

    /// The distance from zero.
    #[must_use]
    pub fn abs(self) -> Self {
        Self { num: self.num.abs(), den: self.den }
    }

    /// The smallest whole number that is not below.
    #[must_use]
    pub fn ceil(self) -> Self {
        Self { num: -((-self.num).div_euclid(self.den)), den: 1 }
    }

    /// The nearest floating-point number, for display and JSON only.
    #[must_use]
    #[allow(clippy::cast_precision_loss)] // display only; comparisons stay exact
    pub fn to_f64(self) -> f64 {
        self.num as f64 / self.den as f64
    }
}

fn gcd(a: i128, b: i128) -> i128 {
    if let (Ok(a), Ok(b)) = (u64::try_from(a), u64::try_from(b)) {
        return i128::from(small_gcd(a, b));
    }
    let (mut a, mut b) = (a, b);
    while b != 0 {
        (a, b) = (b, a % b);
    }
    a
}

/// The same in 64 bits, many times faster.
fn small_gcd(mut a: u64, mut b: u64) -> u64 {
    while b != 0 {
        (a, b) = (b, a % b);
    }
    a
}

impl Ord for Ratio {
    /// Compares by continued fractions: no product is formed, so nothing can overflow.
    fn cmp(&self, other: &Self) -> Ordering {
        if self.den == other.den {
            return self.num.cmp(&other.num);
        }
        let (mut a, mut b) = (*self, *other);
        loop {
            let whole = a.num.div_euclid(a.den).cmp(&b.num.div_euclid(b.den));
            let (left, right) = (a.num.rem_euclid(a.den), b.num.rem_euclid(b.den));
            if whole.is_ne() || left == 0 || right == 0 {
                return whole.then(left.cmp(&right));
            }
            // left/a.den < right/b.den exactly when b.den/right < a.den/left.
            (a, b) = (Self { num: b.den, den: right }, Self { num: a.den, den: left });
        }
    }
}

impl PartialOrd for Ratio {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl fmt::Display for Ratio {
    /// Whole numbers as they are, others with at most four decimals.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.is_whole() {
            return write!(f, "{}", self.num);
        }
        let text = format!("{:.4}", self.to_f64());
        f.write_str(text.trim_end_matches('0').trim_end_matches('.'))
    }
}

impl Serialize for Ratio {
    fn serialize<S: Serializer>(&self, out: S) -> Result<S::Ok, S::Error> {
        match i64::try_from(self.num) {
            Ok(n) if self.is_whole() => out.serialize_i64(n),
            _ => out.serialize_f64(self.to_f64()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn ratio(num: i128, den: i128) -> Ratio {
        Ratio::new(num, den).expect("a fraction")
    }

    #[test]
    fn five_percent_of_twelve_hundred_is_sixty() {
        assert_eq!(ratio(5, 100).times(Ratio::whole(1200)), Some(Ratio::whole(60)));
        assert_eq!(ratio(1, 2).over(Ratio::ZERO), None);
        assert_eq!(ratio(-7, 2).ceil(), Ratio::whole(-3));
        assert_eq!((ratio(7, 2).ceil(), ratio(6, 2).ceil()), (Ratio::whole(4), Ratio::whole(3)));
    }

    #[test]
    fn the_largest_numbers_compare_without_overflow() {
        let big = ratio(i128::MAX, i128::MAX - 1);
        assert!(big > Ratio::whole(1) && big < ratio(i128::MAX - 1, i128::MAX - 2));
        assert_eq!(Ratio::whole(i128::MAX).plus(Ratio::whole(1)), None);
    }

    #[test]
    fn numbers_are_written_as_people_read_them() {
        assert_eq!([ratio(512, 1), ratio(9, 10), ratio(1, 3)].map(|r| r.to_string()), ["512", "0.9", "0.3333"]);
    }

    proptest! {
        #[test]
        fn comparison_agrees_with_cross_multiplication(a in -999i128..999, b in 1i128..99, c in -999i128..999, d in 1i128..99) {
            prop_assert_eq!(ratio(a, b).cmp(&ratio(c, d)), (a * d).cmp(&(c * b)));
        }
    }
}
