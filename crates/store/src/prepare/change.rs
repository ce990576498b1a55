//! Changes of what the office keeps, ready to be written.

use rand::Rng;
use serde_json::value::RawValue;
use sha2::{Digest, Sha256};

use super::{Salted, content};

/// Which version an object must have for a change of it to be written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Expected {
    /// None: it must be new.
    New,
    /// This one.
    Version(u64),
    /// Whichever it has, or none.
    #[default]
    Any,
}

/// The next version of an object.
#[derive(Clone, PartialEq, Eq)]
pub struct NewObject {
    /// What kind of thing it is.
    pub noun: String,
    /// Which one of its kind.
    pub id: String,
    /// Whose it is.
    pub organisation: Option<String>,
    /// The station that it is about.
    pub station: Option<String>,
    /// The state it is in.
    pub state: Option<String>,
    /// Whether it is withdrawn.
    pub gone: bool,
    /// The account or token that makes this version: a pseudonymous id.
    pub by: String,
    /// What it says: JSON.
    pub body: Vec<u8>,
    /// The version it must have; nothing is the same as [`Expected::Any`].
    pub expected: Option<Expected>,
}

/// Neither who nor what: both may be about a person.
impl std::fmt::Debug for NewObject {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("NewObject").field("noun", &self.noun).field("expected", &self.expected).finish_non_exhaustive()
    }
}

/// What becomes one entry: one object or several, with a private block or without. What one entry holds is erased together, so an
/// object that may have to be erased needs entries of its own.
#[derive(Debug)]
pub struct Change {
    pub(crate) objects: Vec<NewObject>,
    pub(crate) sealed: Option<Vec<u8>>,
    pub(crate) payload: Salted,
}

/// Why objects cannot be written. `position` is the object's place among those given, from 0.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ChangeError {
    /// No objects, or too many for one entry.
    #[error("a change has {0} objects, and may have 1 to {most}", most = Change::MOST)]
    Count(usize),
    /// A name that cannot be looked up.
    #[error("`{field}` of object {position} is empty, longer than {most} bytes, or has control characters", most = Change::LONGEST_NAME)]
    Name {
        /// Which object.
        position: usize,
        /// Which field.
        field: &'static str,
    },
    /// The body is no JSON.
    #[error("the body of object {position} is not JSON at line {line}, column {column}")]
    Body {
        /// Which object.
        position: usize,
        /// Line, from 1.
        line: usize,
        /// Column, from 1.
        column: usize,
    },
    /// The body is too long.
    #[error("the body of object {position} has more than {most} bytes", most = Change::LONGEST_BODY)]
    Large {
        /// Which object.
        position: usize,
    },
}

impl ChangeError {
    /// Stable code.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Self::Count(_) => "CHANGE-COUNT",
            Self::Name { .. } => "CHANGE-NAME",
            Self::Body { .. } => "CHANGE-BODY",
            Self::Large { .. } => "CHANGE-LARGE",
        }
    }

    /// What to do about it.
    #[must_use]
    pub fn remedy(&self) -> &'static str {
        match self {
            Self::Count(_) => "Divide the objects among several changes of one work; they are written together all the same.",
            Self::Name { .. } => "Give a short name without line ends.",
            Self::Body { .. } => "Give one JSON value as the body; the place of the first mistake is given.",
            Self::Large { .. } => "Put long content into attachments, and their hashes into the body.",
        }
    }
}

impl Change {
    /// Objects of one entry at most.
    pub const MOST: usize = 10_000;
    /// Bytes of a noun, an id, a state or another name at most.
    pub const LONGEST_NAME: usize = 512;
    /// Bytes of a body at most.
    pub const LONGEST_BODY: usize = 1 << 20;

    /// The payload is `{"changes": [...], "sealed": HASH}`: each object with its names in order and its body as it was given, and the
    /// SHA-256 of the private block, where there is one. What is empty is left out. The version is not in it: it is how often the
    /// object stands in the log until then.
    ///
    /// # Errors
    /// [`ChangeError`], of the first object that cannot be written.
    pub fn new(objects: Vec<NewObject>, sealed: Option<Vec<u8>>, random: &mut impl Rng) -> Result<Self, ChangeError> {
        if objects.is_empty() || objects.len() > Self::MOST {
            return Err(ChangeError::Count(objects.len()));
        }
        for (position, object) in objects.iter().enumerate() {
            fits(position, object)?;
        }
        let body = content::change(objects.iter().map(Said::from), sealed.as_deref());
        Ok(Self { payload: Salted::new(body, random), objects, sealed })
    }

    /// Bytes that it holds in memory, about.
    pub(crate) fn bytes(&self) -> usize {
        let objects: usize = self.objects.iter().map(|object| 256 + object.id.len() + object.by.len() + object.body.len()).sum();
        512 + self.payload.body.len() + self.sealed.as_ref().map_or(0, Vec::len) + objects
    }
}

/// Whether an object can be looked up and read again.
fn fits(position: usize, object: &NewObject) -> Result<(), ChangeError> {
    let names = [
        ("noun", Some(&object.noun)),
        ("id", Some(&object.id)),
        ("organisation", object.organisation.as_ref()),
        ("station", object.station.as_ref()),
        ("state", object.state.as_ref()),
        ("by", Some(&object.by)),
    ];
    for (field, name) in names {
        let fits = |name: &String| !name.is_empty() && name.len() <= Change::LONGEST_NAME && !name.chars().any(char::is_control);
        if !name.is_none_or(fits) {
            return Err(ChangeError::Name { position, field });
        }
    }
    if object.body.len() > Change::LONGEST_BODY {
        return Err(ChangeError::Large { position });
    }
    let read = serde_json::from_slice::<&RawValue>(&object.body).map(drop);
    read.map_err(|e| ChangeError::Body { position, line: e.line(), column: e.column() })
}

/// What a payload says of an object, out of a new one or out of its row.
#[derive(Clone, Copy)]
pub(crate) struct Said<'a> {
    pub noun: &'a str,
    pub id: &'a str,
    pub organisation: Option<&'a str>,
    pub station: Option<&'a str>,
    pub state: Option<&'a str>,
    pub gone: bool,
    pub by: &'a str,
    pub body: &'a [u8],
}

impl<'a> From<&'a NewObject> for Said<'a> {
    fn from(new: &'a NewObject) -> Self {
        Self {
            noun: &new.noun,
            id: &new.id,
            organisation: new.organisation.as_deref(),
            station: new.station.as_deref(),
            state: new.state.as_deref(),
            gone: new.gone,
            by: &new.by,
            body: &new.body,
        }
    }
}

impl<'a> From<&'a crate::rows::ObjectRow> for Said<'a> {
    fn from(row: &'a crate::rows::ObjectRow) -> Self {
        Self {
            noun: &row.noun,
            id: &row.id,
            organisation: row.organisation.as_deref(),
            station: row.station.as_deref(),
            state: row.state.as_deref(),
            gone: row.gone,
            by: &row.by,
            body: &row.body,
        }
    }
}

impl Said<'_> {
    /// As it stands in the payload: names in the order of RFC 8785, the body untouched.
    fn write(&self, out: &mut Vec<u8>) {
        out.extend(b"{\"body\":");
        out.extend(self.body);
        text(out, "by", Some(self.by));
        if self.gone {
            out.extend(b",\"gone\":true");
        }
        text(out, "id", Some(self.id));
        text(out, "noun", Some(self.noun));
        text(out, "organisation", self.organisation);
        text(out, "state", self.state);
        text(out, "station", self.station);
        out.push(b'}');
    }
}

fn text(out: &mut Vec<u8>, name: &str, value: Option<&str>) {
    let Some(value) = value else { return };
    out.extend([b",\"", name.as_bytes(), b"\":"].concat());
    // A string always serialises.
    out.extend(serde_json::to_vec(value).unwrap_or_default());
}

/// The payload of a change.
pub(crate) fn payload<'a>(objects: impl Iterator<Item = Said<'a>>, sealed: Option<&[u8]>) -> Vec<u8> {
    let mut out = b"{\"changes\":[".to_vec();
    for (at, object) in objects.enumerate() {
        if at > 0 {
            out.push(b',');
        }
        object.write(&mut out);
    }
    out.push(b']');
    if let Some(sealed) = sealed {
        text(&mut out, "sealed", Some(&hex::encode(Sha256::digest(sealed))));
    }
    out.push(b'}');
    out
}
