//! Observers' ids: short codes that can be read aloud, written on paper and sent by SMS, with a check digit.
//!
//! The alphabet is that of Crockford's base 32: digits and letters without I, L, O and U, which look like 1, 1, 0 and V. Its 32
//! characters are the elements of the field GF(2^5), with the polynomial x^5 + x^2 + 1. The last character makes the sum of all
//! characters, each times a power of x by its place, zero. That is the check equation of a Reed-Solomon code with one check symbol, and
//! the linear case of the totally anti-symmetric quasigroups of H. M. Damm (Discrete Mathematics 307, 2007, 715-729). Powers of x differ
//! from each other over 31 places, and no difference in a field is lost by multiplying; so any one wrong character and any two
//! characters that changed places, neighbours or not, are found. ISO 7064 MOD 37,36 finds the first and not all of the second, and its
//! check digit can be an I or an O.

use std::fmt;

use serde::{Deserialize, Deserializer, Serialize, Serializer};
use thiserror::Error;

use super::schema::text_schema;

const ALPHABET: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";

/// An observer's id: 6 to 12 characters, the last of them the check digit. Small letters are read as capitals, nothing else is changed.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ObserverId(String);

/// Why a text is no observer's id.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum ObserverIdError {
    /// Too short or too long.
    #[error("an observer's id has 6 to 12 characters")]
    Length,
    /// A character that is not in the alphabet; its place, from 1.
    #[error("character {0} of the observer's id is none of the digits and letters without I, L, O and U")]
    Character(usize),
    /// The check digit does not fit the rest.
    #[error("the check digit of the observer's id is wrong: some character was mistaken")]
    Check,
    /// No such id can be made: a prefix that is none, or a number too large for the length.
    #[error("an observer's id is made of 1 to 4 characters for the organisation and a number that fits the remaining ones")]
    Number,
}

impl ObserverIdError {
    /// Stable code of the failure.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::Length => "OBSERVER-ID-LENGTH",
            Self::Character(_) => "OBSERVER-ID-CHARACTER",
            Self::Check => "OBSERVER-ID-CHECK",
            Self::Number => "OBSERVER-ID-NUMBER",
        }
    }

    /// What to do about it, in a sentence. Never a guess at what was meant: that may be somebody else.
    #[must_use]
    pub fn remedy(self) -> &'static str {
        match self {
            Self::Number => "Choose a prefix of letters and digits without I, L, O and U, and a number of at most 9 digits.",
            _ => "Read the id again from the badge or list, character by character.",
        }
    }

    /// Whether only the check digit is wrong.
    #[must_use]
    pub fn is_check(self) -> bool {
        self == Self::Check
    }
}

impl ObserverId {
    /// Fewest and most characters, the check digit included.
    pub const LENGTH: (usize, usize) = (6, 12);

    /// The id of an organisation's observer of that number: the prefix, the number in decimal digits (four at least), the check digit.
    /// Different prefixes of one length, or numbers, give different ids; two prefixes of which one begins with the other may not.
    ///
    /// # Errors
    /// [`ObserverIdError::Number`].
    pub fn make(prefix: &str, number: u64) -> Result<Self, ObserverIdError> {
        if !(1..=4).contains(&prefix.len()) {
            return Err(ObserverIdError::Number);
        }
        Self::complete(&format!("{}{number:04}", prefix.to_ascii_uppercase()))
    }

    /// Adds the check digit to 5 to 11 characters.
    ///
    /// # Errors
    /// [`ObserverIdError::Number`] where they are too many, too few or none of the alphabet.
    pub fn complete(text: &str) -> Result<Self, ObserverIdError> {
        if !(Self::LENGTH.0 - 1..Self::LENGTH.1).contains(&text.len()) {
            return Err(ObserverIdError::Number);
        }
        let sum = sum(text.bytes()).map_err(|_| ObserverIdError::Number)?;
        let check = ALPHABET.get(usize::from(sum)).copied().unwrap_or(b'0');
        Ok(Self(format!("{text}{}", char::from(check))))
    }

    /// Reads an id.
    ///
    /// # Errors
    /// What is wrong with it; never which other id it might be.
    pub fn parse(text: &str) -> Result<Self, ObserverIdError> {
        let upper = text.to_ascii_uppercase();
        if !(Self::LENGTH.0..=Self::LENGTH.1).contains(&upper.chars().count()) {
            return Err(ObserverIdError::Length);
        }
        let (rest, check) = upper.char_indices().last().map(|(at, _)| upper.split_at(at)).unwrap_or_default();
        let sum = sum(rest.bytes())?;
        let last = check.bytes().next().and_then(element).ok_or(ObserverIdError::Character(upper.chars().count()))?;
        if sum == last { Ok(Self(upper)) } else { Err(ObserverIdError::Check) }
    }

    /// The characters of an id from a number of 50 bits or fewer, as ten characters; for ids derived from a keyed hash.
    ///
    /// # Errors
    /// [`ObserverIdError::Number`] where the number is larger.
    pub fn from_bits(bits: u64) -> Result<Self, ObserverIdError> {
        if bits >> 50 != 0 {
            return Err(ObserverIdError::Number);
        }
        let character = |place: u32| usize::try_from(bits >> (5 * place) & 31).ok().and_then(|at| ALPHABET.get(at));
        let text: String = (0..10).rev().filter_map(character).map(|&b| char::from(b)).collect();
        Self::complete(&text)
    }

    /// The id.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// The check digit of characters: each next one is added after what is there was multiplied by x, and once more at the end, so that
/// the check digit's own place counts as x^0.
fn sum(text: impl Iterator<Item = u8>) -> Result<u8, ObserverIdError> {
    let mut sum = 0;
    for (at, byte) in text.enumerate() {
        sum = times_x(sum ^ element(byte).ok_or(ObserverIdError::Character(at + 1))?);
    }
    Ok(sum)
}

fn element(character: u8) -> Option<u8> {
    ALPHABET.iter().position(|&b| b == character).and_then(|at| u8::try_from(at).ok())
}

/// Multiplication by x in GF(32).
fn times_x(element: u8) -> u8 {
    let shifted = element << 1;
    if shifted & 0b10_0000 == 0 { shifted } else { shifted ^ 0b10_0101 }
}

text_schema!(ObserverId, "An observer's id: 6 to 12 digits and letters, the last of them the check digit.", "observer-id", "KZ00011");

impl fmt::Display for ObserverId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl Serialize for ObserverId {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.0)
    }
}

impl<'de> Deserialize<'de> for ObserverId {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Self::parse(&String::deserialize(deserializer)?).map_err(serde::de::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn ids_are_short_and_lead_back() {
        let id = ObserverId::make("kz", 1).unwrap();
        assert_eq!((id.as_str().len(), &id.as_str()[..6]), (7, "KZ0001"));
        assert_eq!(ObserverId::parse(&id.as_str().to_lowercase()), Ok(id));
        assert_eq!(ObserverId::make("K", 7).unwrap().as_str().len(), 6);
        for (prefix, number) in [("", 1), ("ABCDE", 1), ("IO", 1), ("KZ", 10_000_000_000), ("Ж", 1)] {
            assert_eq!(ObserverId::make(prefix, number), Err(ObserverIdError::Number), "{prefix} {number}");
        }
        assert_eq!(ObserverId::parse("KZ001"), Err(ObserverIdError::Length));
        assert_eq!(ObserverId::parse("KZO0011"), Err(ObserverIdError::Character(3)));
        assert_eq!(ObserverId::parse("KZ0001Ж"), Err(ObserverIdError::Character(7)));
        assert!(ObserverId::from_bits(1 << 50).is_err());
    }

    /// x generates the field: its powers are different over 31 places, which is more than an id has.
    #[test]
    fn powers_of_x_are_different() {
        let mut powers = vec![1_u8];
        while powers.len() < 31 {
            powers.push(times_x(powers[powers.len() - 1]));
        }
        assert_eq!(times_x(powers[30]), 1);
        powers.sort_unstable();
        powers.dedup();
        assert_eq!(powers.len(), 31);
    }

    fn ids() -> impl Strategy<Value = String> {
        proptest::collection::vec(0..32_usize, 5..12).prop_map(|places| {
            let text: String = places.into_iter().map(|at| char::from(ALPHABET[at])).collect();
            ObserverId::complete(&text).unwrap().as_str().to_owned()
        })
    }

    proptest! {
        #[test]
        fn every_single_change_is_refused(id in ids()) {
            prop_assert!(ObserverId::parse(&id).is_ok());
            for at in 0..id.len() {
                for &other in ALPHABET {
                    let mut changed = id.clone().into_bytes();
                    if changed[at] != other {
                        changed[at] = other;
                        prop_assert_eq!(ObserverId::parse(std::str::from_utf8(&changed).unwrap()), Err(ObserverIdError::Check));
                    }
                }
            }
        }

        #[test]
        fn every_swap_of_two_is_refused(id in ids()) {
            for at in 0..id.len() {
                for other in at + 1..id.len() {
                    let mut swapped = id.clone().into_bytes();
                    if swapped[at] != swapped[other] {
                        swapped.swap(at, other);
                        prop_assert_eq!(ObserverId::parse(std::str::from_utf8(&swapped).unwrap()), Err(ObserverIdError::Check));
                    }
                }
            }
        }

        #[test]
        fn any_text_is_read_or_refused(text: String) {
            if let Ok(id) = ObserverId::parse(&text) {
                prop_assert_eq!(ObserverId::parse(id.as_str()), Ok(id));
            }
        }

        #[test]
        fn bits_make_different_ids(a in 0_u64..1 << 50, b in 0_u64..1 << 50) {
            prop_assert_eq!(ObserverId::from_bits(a) == ObserverId::from_bits(b), a == b);
        }
    }
}
