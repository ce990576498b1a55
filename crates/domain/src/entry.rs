//! Entries of the log: a small public envelope in canonical JSON (RFC 8785).
//!
//! An envelope is seen by everybody for ever, so it says what kind of thing came in, when, and commits to the rest by a salted
//! hash. It has no form, no station, no observer and no id: who was where is in the payload, which can be erased.

use serde::Deserialize;

use crate::commitment::Commitment;

/// The only version of the envelope so far.
const VERSION: u64 = 1;

/// What came in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Kind {
    /// A filled-in form.
    Submission,
    /// A photograph or other file that belongs to a submission.
    Attachment,
    /// The definition of a form: what it is called and which answers are sealed.
    Form,
    /// The definition of a station, as records began with. Stations are objects now, and nothing makes these any more.
    Station,
    /// A payload was erased; `of` is the entry that committed to it.
    Erasure,
    /// Custodians opened a sealed block; `of` is the entry it belongs to.
    Opening,
    /// Objects that the office keeps, such as stations, deployments and incidents, were made, changed or withdrawn.
    Change,
}

impl Kind {
    /// Every kind.
    pub const ALL: [Self; 7] = [Self::Submission, Self::Attachment, Self::Form, Self::Station, Self::Erasure, Self::Opening, Self::Change];

    /// The word in the log.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Submission => "submission",
            Self::Attachment => "attachment",
            Self::Form => "form",
            Self::Station => "station",
            Self::Erasure => "erasure",
            Self::Opening => "opening",
            Self::Change => "change",
        }
    }

    /// The kind of a word.
    #[must_use]
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.word() == word)
    }
}

/// What an entry says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Envelope {
    /// What came in.
    pub kind: Kind,
    /// When it came in, by the server's clock: seconds since 1970. A clock can be set back; the order of entries is their number.
    pub time: u64,
    /// The commitment to the payload.
    pub commitment: Commitment,
    /// The earlier entry that this one is about, for erasures and openings.
    pub of: Option<u64>,
}

/// Why bytes are no envelope.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum EnvelopeError {
    /// No JSON, or not of the expected shape.
    #[error("the entry is not an envelope: {0}")]
    Shape(String),
    /// A later version's.
    #[error("the envelope has version {0}, and this program reads {VERSION}")]
    Version(u64),
    /// A kind not known here.
    #[error("the envelope's kind is not known")]
    Kind,
    /// The commitment is no 32 bytes of base64.
    #[error("the envelope's commitment is not 32 bytes in base64")]
    Commitment,
    /// Written in another way than the canonical one.
    #[error("the envelope is not in canonical form")]
    NotCanonical,
}

/// As it stands in JSON.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Raw {
    commitment: String,
    kind: String,
    of: Option<u64>,
    time: u64,
    v: u64,
}

impl Envelope {
    /// The entry's bytes: RFC 8785, names in order, no white space. Nothing in it needs escaping.
    #[must_use]
    pub fn to_bytes(&self) -> Vec<u8> {
        let of = self.of.map_or_else(String::new, |of| format!(r#""of":{of},"#));
        format!(r#"{{"commitment":"{}","kind":"{}",{of}"time":{},"v":{VERSION}}}"#, self.commitment, self.kind.word(), self.time)
            .into_bytes()
    }

    /// Reads an entry, and accepts it in canonical form only, so that one envelope has one entry.
    ///
    /// # Errors
    /// [`EnvelopeError`].
    pub fn parse(bytes: &[u8]) -> Result<Self, EnvelopeError> {
        let raw: Raw =
            serde_json::from_slice(bytes).map_err(|e| EnvelopeError::Shape(format!("line {}, column {}", e.line(), e.column())))?;
        if raw.v != VERSION {
            return Err(EnvelopeError::Version(raw.v));
        }
        let kind = Kind::parse(&raw.kind).ok_or(EnvelopeError::Kind)?;
        let commitment = Commitment::parse(&raw.commitment).ok_or(EnvelopeError::Commitment)?;
        let envelope = Self { kind, time: raw.time, commitment, of: raw.of };
        if envelope.to_bytes() == bytes { Ok(envelope) } else { Err(EnvelopeError::NotCanonical) }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn it_reads_as_it_was_written() {
        let text = r#"{"commitment":"AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=","kind":"erasure","of":17,"time":1764000000,"v":1}"#;
        let envelope = Envelope::parse(text.as_bytes()).unwrap();
        assert_eq!((envelope.kind, envelope.of, envelope.time), (Kind::Erasure, Some(17), 1_764_000_000));
        assert_eq!(Envelope::parse(text.replace(":17,", ": 17,").as_bytes()), Err(EnvelopeError::NotCanonical));
        assert_eq!(Envelope::parse(text.replace(r#""v":1"#, r#""v":2"#).as_bytes()), Err(EnvelopeError::Version(2)));
        assert_eq!(Envelope::parse(text.replace("erasure", "gossip").as_bytes()), Err(EnvelopeError::Kind));
    }

    proptest! {
        /// An independent implementation of RFC 8785 writes the same bytes.
        #[test]
        fn it_is_canonical_json(kind in 0..Kind::ALL.len(), time in 0_u64..1 << 53, hash: [u8; 32], of in proptest::option::of(0_u64..1 << 53)) {
            let envelope = Envelope { kind: Kind::ALL[kind], time, commitment: Commitment(hash), of };
            let bytes = envelope.to_bytes();
            let value: serde_json::Value = serde_json::from_slice(&bytes).unwrap();
            prop_assert_eq!(&serde_json_canonicalizer::to_vec(&value).unwrap(), &bytes);
            prop_assert_eq!(Envelope::parse(&bytes), Ok(envelope));
        }

        #[test]
        fn any_bytes_are_read_or_refused(bytes: Vec<u8>) {
            let _ = Envelope::parse(&bytes);
        }
    }
}
