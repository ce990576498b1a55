//! Why an object is refused. No message repeats what stands in a field: it may be somebody's name.

use thiserror::Error;

/// Why bytes are no object, or an object is not accepted.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum ObjectError {
    /// More bytes than any object has.
    #[error("the object has {has} bytes, and at most {limit} are read")]
    TooBig {
        /// Bytes it has.
        has: usize,
        /// Bytes read at most.
        limit: usize,
    },
    /// No JSON, or not of this object's shape.
    #[error("line {line}, column {column}: {said}")]
    Shape {
        /// Line, from 1.
        line: usize,
        /// Column, from 1.
        column: usize,
        /// What is wrong there, without the value.
        said: String,
    },
    /// A field with a value that it cannot have.
    #[error("`{field}` {fault}")]
    Field {
        /// Name of the field, such as `coordinates.latitude` or `contests[2].id`.
        field: String,
        /// What is wrong with it.
        fault: Fault,
    },
}

/// What is wrong with the value of a field.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum Fault {
    /// Nothing in it.
    #[error("is empty")]
    Empty,
    /// A text that is too long.
    #[error("is longer than {0} characters")]
    TooLong(usize),
    /// Too few or too many members of a list.
    #[error("must have from {0} to {1} members")]
    Members(usize, usize),
    /// A character that no line of text has.
    #[error("holds a control character")]
    Control,
    /// No id of that noun.
    #[error("is no id of a {0}")]
    Id(&'static str),
    /// No observer's id, whatever its check digit.
    #[error("is no observer's id")]
    ObserverId,
    /// The check digit of an observer's id is wrong.
    #[error("is no observer's id: its check digit is wrong")]
    CheckDigit,
    /// A number beyond its range.
    #[error("must be {0}")]
    Range(&'static str),
    /// A time before another.
    #[error("is before `{0}`")]
    Before(&'static str),
    /// Stands there twice.
    #[error("names the same one twice")]
    Twice,
    /// Needed beside another field.
    #[error("is missing")]
    Missing,
    /// Two fields that exclude each other.
    #[error("cannot stand beside `{0}`")]
    Beside(&'static str),
    /// No code of the list of categories.
    #[error("is no category of incidents")]
    Category,
    /// An address of a protocol that is not accepted, or a text that is no such thing.
    #[error("is not {0}")]
    Not(&'static str),
}

impl ObjectError {
    /// The error of one field.
    pub(crate) fn field(field: impl Into<String>, fault: Fault) -> Self {
        Self::Field { field: field.into(), fault }
    }

    /// What serde says, without the value it found.
    pub(super) fn shape(error: &serde_json::Error) -> Self {
        Self::Shape { line: error.line(), column: error.column(), said: without_value(&error.to_string()) }
    }

    /// Stable code of the failure.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Self::TooBig { .. } => "OBJECT-TOO-BIG",
            Self::Shape { .. } => "OBJECT-SHAPE",
            Self::Field { fault, .. } => fault.code(),
        }
    }

    /// What to do about it, in a sentence.
    #[must_use]
    pub fn remedy(&self) -> String {
        match self {
            Self::TooBig { .. } => "Shorten its texts, or split it.".to_owned(),
            Self::Shape { .. } => "Correct the JSON there; the description of the interface lists the fields and their words.".to_owned(),
            Self::Field { fault, .. } => fault.remedy(),
        }
    }
}

impl Fault {
    /// Stable code of the failure.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::Empty => "OBJECT-EMPTY",
            Self::TooLong(_) => "OBJECT-TOO-LONG",
            Self::Members(..) => "OBJECT-MEMBERS",
            Self::Control => "OBJECT-CONTROL-CHARACTER",
            Self::Id(_) => "OBJECT-ID",
            Self::ObserverId => "OBJECT-OBSERVER-ID",
            Self::CheckDigit => "OBJECT-CHECK-DIGIT",
            Self::Range(_) => "OBJECT-RANGE",
            Self::Before(_) => "OBJECT-ORDER",
            Self::Twice => "OBJECT-TWICE",
            Self::Missing => "OBJECT-MISSING",
            Self::Beside(_) => "OBJECT-CONFLICT",
            Self::Category => "OBJECT-CATEGORY",
            Self::Not(_) => "OBJECT-VALUE",
        }
    }

    /// What to do about it, in a sentence.
    #[must_use]
    pub fn remedy(self) -> String {
        match self {
            Self::Empty | Self::Missing => "Fill it in.".to_owned(),
            Self::TooLong(most) => format!("Shorten it to {most} characters."),
            Self::Members(least, most) => format!("Give at least {least} and at most {most}."),
            Self::Control => "Remove the character; it often comes with text copied from elsewhere.".to_owned(),
            Self::Id(_) => "Write 1 to 64 letters (A to Z), digits and - _ . : and begin with a letter or digit.".to_owned(),
            Self::ObserverId => "Write its 6 to 12 digits and capital letters (there is no I, L, O or U).".to_owned(),
            Self::CheckDigit => "Read the id again from the badge or list, character by character.".to_owned(),
            Self::Range(wanted) => format!("Give a number that is {wanted}."),
            Self::Before(other) => format!("Correct it, or `{other}`."),
            Self::Twice => "Name each once.".to_owned(),
            Self::Beside(other) => format!("Give this or `{other}`, not both."),
            Self::Category => "Use a code of the list, such as STF-01; OTH-00 is for what has none.".to_owned(),
            Self::Not(wanted) => format!("Write {wanted}."),
        }
    }
}

/// The reader's message up to the place, with what it quotes of the value cut out: `invalid type: string "Ann", expected u32`
/// becomes `invalid type: string, expected u32`. Names of our fields stay; one that is not ours may be anything.
fn without_value(said: &str) -> String {
    let said = said.rfind(" at line ").map_or(said, |at| &said[..at]);
    let expected = said.rfind(", expected ").map_or("", |at| &said[at..]);
    if said.starts_with("unknown variant") {
        return format!("a word that is not among those this field has{expected}");
    }
    if said.starts_with("unknown field") {
        return format!("a field that it does not have{expected}").chars().take(400).collect();
    }
    let found = said.strip_prefix("invalid type: ").or_else(|| said.strip_prefix("invalid value: "));
    match found {
        Some(found) => {
            let kind: String = found.chars().take_while(|c| c.is_ascii_alphabetic() || *c == ' ').collect();
            format!("the value has the wrong type: {}{expected}", kind.trim_end())
        }
        None => said.chars().take(400).collect(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_value_is_not_repeated() {
        let cases = [
            (
                "invalid type: string \"Ann, expected b\", expected u32 at line 1 column 9",
                "the value has the wrong type: string, expected u32",
            ),
            (
                "unknown variant `Ann`, expected `a` or `b` at line 1 column 2",
                "a word that is not among those this field has, expected `a` or `b`",
            ),
            ("missing field `names` at line 2 column 2", "missing field `names`"),
        ];
        for (said, kept) in cases {
            assert_eq!(without_value(said), kept);
        }
    }
}
