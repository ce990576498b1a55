//! Why a submission was refused. No error repeats what was sent: it may be about a person.

/// Why a body is no submission.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum SubmissionError {
    /// Not UTF-8.
    #[error("the body is not UTF-8 at byte {at}")]
    NotUtf8 {
        /// Offset of the first bad byte.
        at: usize,
    },
    /// Not JSON.
    #[error("the body is not JSON at line {line}, column {column}")]
    NotJson {
        /// Line, from 1.
        line: usize,
        /// Column, from 1.
        column: usize,
    },
    /// Something that must be an object.
    #[error("{field} is not a JSON object")]
    NotAnObject {
        /// Where.
        field: &'static str,
    },
    /// A name that stands twice: one of the two values would be lost.
    #[error("{field} has the same name twice")]
    Twice {
        /// Where.
        field: &'static str,
    },
    /// A field that must be there.
    #[error("`{field}` is missing")]
    Missing {
        /// Which.
        field: &'static str,
    },
    /// A field that must be a string.
    #[error("`{field}` is not a string")]
    NotText {
        /// Which.
        field: &'static str,
    },
    /// The id is no UUID.
    #[error("`id` is not a UUID")]
    Id,
    /// The observer's id cannot be one.
    #[error("`observer` is no string, is empty, is longer than 64 characters, or has control characters")]
    Observer,
    /// What it replaces is no UUID, or is itself.
    #[error("`replaces` is not the UUID of another submission")]
    Replaces,
    /// A name that cannot be looked up.
    #[error("`{field}` is empty, longer than 200 characters, or has control characters")]
    Name {
        /// Which.
        field: &'static str,
    },
}

impl SubmissionError {
    /// Stable code.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Self::NotUtf8 { .. } => "SUBMISSION-UTF8",
            Self::NotJson { .. } => "SUBMISSION-JSON",
            Self::NotAnObject { .. } => "SUBMISSION-OBJECT",
            Self::Twice { .. } => "SUBMISSION-TWICE",
            Self::Missing { .. } => "SUBMISSION-MISSING",
            Self::NotText { .. } => "SUBMISSION-TEXT",
            Self::Id => "SUBMISSION-ID",
            Self::Observer => "SUBMISSION-OBSERVER",
            Self::Replaces => "SUBMISSION-REPLACES",
            Self::Name { .. } => "SUBMISSION-NAME",
        }
    }

    /// What to do about it.
    #[must_use]
    pub fn remedy(&self) -> &'static str {
        match self {
            Self::NotUtf8 { .. } => "Send JSON in UTF-8.",
            Self::NotJson { .. } => "Send one JSON object; the place of the first mistake is given.",
            Self::NotAnObject { .. } => "Send an object in braces there.",
            Self::Twice { .. } => "Give each name once; use a list for several values.",
            Self::Missing { .. } => "Send `id`, `form`, `station` and `answers`.",
            Self::NotText { .. } => "Send it in quotes.",
            Self::Id => "Make one UUID for each submission, such as 0b8f2a52-6a0c-4c0e-9d55-3f2b8c1d7e90, and keep it when you send again.",
            Self::Observer => "Send the observer's id as it stands in the list of observers, never a name, or leave it out.",
            Self::Replaces => "Send the id of the submission that this one corrects, as it was sent then, or leave it out.",
            Self::Name { .. } => "Send the form's id and the station's code as they stand in the lists.",
        }
    }
}
