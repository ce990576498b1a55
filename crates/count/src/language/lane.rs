//! Numbers of a run of stations: the same for all, or one each.
//!
//! In 64 bits, which hold every sum of counts and every product of two; what does not fit becomes missing, and the evaluator of
//! single stations, in 128 bits, has the last word on it.

use super::ast::Comparison;
use super::plan::Truth;
use super::ratio::Ratio;

/// Stands for "no value". The one 64-bit number without an opposite, which no sum of counts reaches.
pub(super) const MISSING: i64 = i64::MIN;

/// One number for every station of the run, or one each.
#[derive(Clone, Debug)]
pub(super) enum Lane {
    Same(i64),
    Each(Vec<i64>),
}

impl Lane {
    /// Applies `f` station by station; missing where either is missing or `f` has no value.
    fn zip(self, other: Self, f: impl Fn(i64, i64) -> Option<i64>) -> Self {
        let g = |a: i64, b: i64| if a == MISSING || b == MISSING { MISSING } else { f(a, b).unwrap_or(MISSING) };
        match (self, other) {
            (Self::Same(a), Self::Same(b)) => Self::Same(g(a, b)),
            (Self::Each(mut a), Self::Same(b)) => {
                for a in &mut a {
                    *a = g(*a, b);
                }
                Self::Each(a)
            }
            (Self::Same(a), Self::Each(mut b)) => {
                for b in &mut b {
                    *b = g(a, *b);
                }
                Self::Each(b)
            }
            (Self::Each(mut a), Self::Each(b)) => {
                for (a, b) in a.iter_mut().zip(b) {
                    *a = g(*a, b);
                }
                Self::Each(a)
            }
        }
    }

    fn map(self, f: impl Fn(i64) -> i64) -> Self {
        let g = |a: i64| if a == MISSING { MISSING } else { f(a) };
        match self {
            Self::Same(a) => Self::Same(g(a)),
            Self::Each(mut a) => {
                for a in &mut a {
                    *a = g(*a);
                }
                Self::Each(a)
            }
        }
    }

    fn times(self, other: Self) -> Self {
        match (&self, &other) {
            (_, Self::Same(1)) => self,
            (Self::Same(1), _) => other,
            _ => self.zip(other, i64::checked_mul),
        }
    }

    fn at(&self, i: usize) -> i64 {
        match self {
            Self::Same(a) => *a,
            Self::Each(a) => a[i],
        }
    }
}

/// Fractions with positive denominators, not reduced: the denominator of `5% * registered` stays 20 for all stations.
#[derive(Clone, Debug)]
pub(super) struct Numbers {
    num: Lane,
    den: Lane,
}

impl Numbers {
    pub fn constant(value: Ratio) -> Self {
        match (i64::try_from(value.num()), i64::try_from(value.den())) {
            (Ok(num), Ok(den)) => Self { num: Lane::Same(num), den: Lane::Same(den) },
            _ => Self::missing(),
        }
    }

    pub fn whole(num: Vec<i64>) -> Self {
        Self { num: Lane::Each(num), den: Lane::Same(1) }
    }

    pub fn missing() -> Self {
        Self { num: Lane::Same(MISSING), den: Lane::Same(1) }
    }

    pub fn plus(self, other: Self) -> Self {
        self.by_common(other, i64::checked_add)
    }

    pub fn minus(self, other: Self) -> Self {
        self.by_common(other, i64::checked_sub)
    }

    /// Brings two fractions to one denominator and joins the numerators.
    fn by_common(self, other: Self, join: impl Fn(i64, i64) -> Option<i64>) -> Self {
        match (&self.den, &other.den) {
            (Lane::Same(a), Lane::Same(b)) if a == b => Self { num: self.num.zip(other.num, join), den: self.den },
            _ => {
                let left = self.num.times(other.den.clone());
                let right = other.num.times(self.den.clone());
                Self { num: left.zip(right, join), den: self.den.times(other.den) }
            }
        }
    }

    /// The larger or smaller of two, station by station.
    pub fn extreme(self, other: Self, largest: bool) -> Self {
        self.by_common(other, move |a, b| Some(if largest { a.max(b) } else { a.min(b) }))
    }

    pub fn times(self, other: Self) -> Self {
        Self { num: self.num.times(other.num), den: self.den.times(other.den) }
    }

    pub fn over(self, other: Self) -> Self {
        let num = self.num.times(other.den);
        let den = self.den.times(other.num);
        // A negative divisor moves its sign to the numerator; zero has no quotient.
        let signs = den.clone().map(i64::signum);
        let num = num.zip(signs, |n, sign| if sign == 0 { None } else { n.checked_mul(sign) });
        Self { num, den: den.map(|d| d.abs().max(1)) }
    }

    pub fn negated(self) -> Self {
        Self { num: self.num.map(|n| -n), den: self.den }
    }

    pub fn abs(self) -> Self {
        Self { num: self.num.map(i64::abs), den: self.den }
    }

    pub fn ceil(self) -> Self {
        Self { num: self.num.zip(self.den, |n, d| Some(-(-n).div_euclid(d))), den: Lane::Same(1) }
    }

    /// How each of `len` stations compares.
    pub fn compare(self, sign: Comparison, other: Self, len: usize) -> Vec<Truth> {
        let (left, right) = match (&self.den, &other.den) {
            (Lane::Same(a), Lane::Same(b)) if a == b && *a != MISSING => (self.num, other.num),
            _ => (self.num.times(other.den), other.num.times(self.den)),
        };
        let truth = |a: i64, b: i64| if a == MISSING || b == MISSING { Truth::Unknown } else { Truth::of(Some(sign.holds(a.cmp(&b)))) };
        (0..len).map(|i| truth(left.at(i), right.at(i))).collect()
    }
}
