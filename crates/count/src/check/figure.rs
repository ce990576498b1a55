//! A value of a failed comparison, kept small: a file in which every station fails has millions of them.

use std::num::NonZeroI64;

use serde::{Serialize, Serializer};

use crate::language::Ratio;

/// An exact number whose numerator and denominator fit 64 bits.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Figure {
    num: i64,
    den: NonZeroI64,
}

impl Figure {
    /// The number, if it fits.
    #[must_use]
    pub fn new(value: Ratio) -> Option<Self> {
        let den = NonZeroI64::new(i64::try_from(value.den()).ok()?)?;
        Some(Self { num: i64::try_from(value.num()).ok()?, den })
    }

    /// The number.
    #[must_use]
    pub fn value(self) -> Ratio {
        Ratio::new(i128::from(self.num), i128::from(self.den.get())).unwrap_or(Ratio::ZERO)
    }
}

/// A whole number as such, any other as the nearest floating-point number.
impl Serialize for Figure {
    fn serialize<S: Serializer>(&self, out: S) -> Result<S::Ok, S::Error> {
        self.value().serialize(out)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::Violation;

    #[test]
    fn a_violation_takes_forty_bytes() {
        assert_eq!(size_of::<Violation>(), 40);
        assert_eq!(Figure::new(Ratio::whole(512_u32)).map(Figure::value), Some(Ratio::whole(512_u32)));
        assert_eq!(Figure::new(Ratio::whole(i128::from(i64::MAX) + 1)), None);
    }
}
