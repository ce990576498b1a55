//! Checks that fields of several objects share.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::error::{Fault, ObjectError};
use super::noun::Noun;
use super::observer_id::ObserverId;
use super::when::{Day, Instant};

/// Characters of a name at most.
pub(super) const NAME: usize = 300;
/// Characters of a line of text at most, such as an address.
pub(super) const LINE: usize = 500;
/// Characters of a text of several lines at most.
pub(super) const TEXT: usize = 8000;

type Checked = Result<(), ObjectError>;

/// A point on the globe in degrees (WGS 84).
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Coordinates {
    /// Degrees north, from -90 to 90.
    pub latitude: f64,
    /// Degrees east, from -180 to 180.
    pub longitude: f64,
}

impl Coordinates {
    /// Whether the point is on the globe.
    ///
    /// # Errors
    /// [`ObjectError::Field`] with the coordinate that is not.
    pub fn check(&self, field: &str) -> Result<(), ObjectError> {
        if !(-90.0..=90.0).contains(&self.latitude) {
            return Err(ObjectError::field(format!("{field}.latitude"), Fault::Range("from -90 to 90")));
        }
        if !(-180.0..=180.0).contains(&self.longitude) {
            return Err(ObjectError::field(format!("{field}.longitude"), Fault::Range("from -180 to 180")));
        }
        Ok(())
    }
}

/// One line: not empty, not too long, no control characters.
pub(super) fn line(field: &str, text: &str, most: usize) -> Checked {
    if text.trim().is_empty() {
        return Err(ObjectError::field(field, Fault::Empty));
    }
    if text.chars().any(char::is_control) {
        return Err(ObjectError::field(field, Fault::Control));
    }
    length(field, text, most)
}

/// A line that may be absent.
pub(super) fn optional_line(field: &str, text: Option<&str>, most: usize) -> Checked {
    text.map_or(Ok(()), |text| line(field, text, most))
}

/// Several lines, which may be absent.
pub(super) fn optional_text(field: &str, text: Option<&str>) -> Checked {
    let Some(text) = text else { return Ok(()) };
    if text.trim().is_empty() {
        return Err(ObjectError::field(field, Fault::Empty));
    }
    if text.chars().any(|c| c.is_control() && !matches!(c, '\n' | '\t')) {
        return Err(ObjectError::field(field, Fault::Control));
    }
    length(field, text, TEXT)
}

fn length(field: &str, text: &str, most: usize) -> Checked {
    if text.chars().nth(most).is_some() { Err(ObjectError::field(field, Fault::TooLong(most))) } else { Ok(()) }
}

/// How many members a list has.
pub(super) fn members(field: &str, has: usize, least: usize, most: usize) -> Checked {
    if (least..=most).contains(&has) { Ok(()) } else { Err(ObjectError::field(field, Fault::Members(least, most))) }
}

/// The id of another object. An observer's has a check digit.
pub(super) fn id(field: &str, noun: Noun, id: &str) -> Checked {
    let fault = match noun {
        Noun::Observer => match ObserverId::parse(id) {
            Ok(read) if read.as_str() == id => None,
            Err(e) if e.is_check() => Some(Fault::CheckDigit),
            _ => Some(Fault::ObserverId),
        },
        _ if is_id(id) => None,
        _ => Some(Fault::Id(noun.word())),
    };
    fault.map_or(Ok(()), |fault| Err(ObjectError::field(field, fault)))
}

/// An id that may be absent.
pub(super) fn optional_id(field: &str, noun: Noun, other: Option<&str>) -> Checked {
    other.map_or(Ok(()), |other| id(field, noun, other))
}

/// A list of ids, each once.
pub(super) fn ids(field: &str, noun: Noun, ids: &[String], (least, most): (usize, usize)) -> Checked {
    members(field, ids.len(), least, most)?;
    let mut seen = BTreeSet::new();
    for (at, one) in ids.iter().enumerate() {
        let field = format!("{field}[{at}]");
        id(&field, noun, one)?;
        if !seen.insert(one) {
            return Err(ObjectError::field(field, Fault::Twice));
        }
    }
    Ok(())
}

/// Whether a text can be an id: 1 to 64 ASCII letters, digits and `-_.:`, a letter or digit first.
pub(super) fn is_id(id: &str) -> bool {
    let plain = |b: u8| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'_' | b'.' | b':');
    id.len() <= 64 && id.bytes().next().is_some_and(|b| b.is_ascii_alphanumeric()) && id.bytes().all(plain)
}

/// The second day is not before the first.
pub(super) fn days(field: &str, first: Option<Day>, other: &'static str, second: Option<Day>) -> Checked {
    match (first, second) {
        (Some(first), Some(second)) if second < first => Err(ObjectError::field(field, Fault::Before(other))),
        _ => Ok(()),
    }
}

/// The second moment is not before the first.
pub(super) fn moments(field: &str, first: Option<&Instant>, other: &'static str, second: Option<&Instant>) -> Checked {
    match (first, second) {
        (Some(first), Some(second)) if second.timestamp() < first.timestamp() => Err(ObjectError::field(field, Fault::Before(other))),
        _ => Ok(()),
    }
}
