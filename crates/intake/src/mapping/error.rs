//! What can be wrong with a mapping.

use std::fmt;

use thiserror::Error;

use super::At;

/// One error of a mapping, with its place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MappingError {
    /// Name of the mapping.
    pub mapping: String,
    /// Where in the mapping.
    pub at: At,
    /// What is wrong there.
    pub fault: MappingFault,
}

impl fmt::Display for MappingError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.at.line > 0 {
            write!(f, "{}:{}:{}: {}", self.mapping, self.at.line, self.at.column, self.fault)
        } else {
            write!(f, "{}: {}", self.mapping, self.fault)
        }
    }
}

impl std::error::Error for MappingError {}

impl MappingError {
    /// Stable code of the failure.
    #[must_use]
    pub fn code(&self) -> &'static str {
        self.fault.code()
    }

    /// What to do about it.
    #[must_use]
    pub fn remedy(&self) -> String {
        self.fault.remedy()
    }
}

/// All errors of a mapping, in the order of its text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MappingErrors(pub Vec<MappingError>);

impl fmt::Display for MappingErrors {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (i, e) in self.0.iter().enumerate() {
            if i > 0 {
                writeln!(f)?;
            }
            write!(f, "{e}")?;
        }
        Ok(())
    }
}

impl std::error::Error for MappingErrors {}

/// What is wrong in one place of a mapping.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum MappingFault {
    /// The text is not TOML.
    #[error("{0}")]
    Toml(String),
    /// The format's version is not one this program reads.
    #[error("`format` must be 1, the version of the mapping format")]
    Version,
    /// A key this format does not have.
    #[error("unknown key `{key}` in {section}")]
    UnknownKey {
        /// The key.
        key: String,
        /// The section it stands in.
        section: String,
        /// The known key nearest to it, or all known keys.
        known: Vec<String>,
    },
    /// A value of the wrong kind.
    #[error("`{key}` must be {wanted}")]
    Value {
        /// The key.
        key: String,
        /// What is allowed.
        wanted: String,
    },
    /// A key that must be there.
    #[error("`{key}` is missing in {section}")]
    Missing {
        /// The key.
        key: &'static str,
        /// The section.
        section: &'static str,
    },
    /// Two keys that exclude each other.
    #[error("{0}")]
    Conflict(&'static str),
    /// A column the file does not have.
    #[error("`{what}`: the file has no column {wanted}")]
    NoColumn {
        /// The key of the mapping that asks for it.
        what: String,
        /// What was looked for.
        wanted: String,
        /// Headers of the file nearest to it.
        nearest: Vec<String>,
    },
    /// More than one column fits.
    #[error("`{what}`: {} columns of the file fit {wanted}: {}", columns.len(), numbers(columns))]
    ManyColumns {
        /// The key of the mapping that asks for it.
        what: String,
        /// What was looked for.
        wanted: String,
        /// Their numbers, from 1.
        columns: Vec<usize>,
    },
    /// The selection of options gives none.
    #[error("[options] selects no column")]
    NoOptions,
    /// More options than a ballot can have.
    #[error("[options] selects {0} columns")]
    TooManyOptions(usize),
    /// A name for an option that is not there.
    #[error("`{what}` names `{option}`, which is no option of this file")]
    NoSuchOption {
        /// The section.
        what: &'static str,
        /// The name.
        option: String,
        /// The options nearest to it.
        nearest: Vec<String>,
    },
}

fn numbers(columns: &[usize]) -> String {
    columns.iter().map(ToString::to_string).collect::<Vec<_>>().join(", ")
}

impl MappingFault {
    /// Stable code of the failure.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Self::Toml(_) => "INTAKE-MAPPING-TOML",
            Self::Version => "INTAKE-MAPPING-VERSION",
            Self::UnknownKey { .. } => "INTAKE-MAPPING-KEY",
            Self::Value { .. } => "INTAKE-MAPPING-VALUE",
            Self::Missing { .. } => "INTAKE-MAPPING-MISSING",
            Self::Conflict(_) => "INTAKE-MAPPING-CONFLICT",
            Self::NoColumn { .. } => "INTAKE-MAPPING-NO-COLUMN",
            Self::ManyColumns { .. } => "INTAKE-MAPPING-MANY-COLUMNS",
            Self::NoOptions | Self::TooManyOptions(_) | Self::NoSuchOption { .. } => "INTAKE-MAPPING-OPTIONS",
        }
    }

    /// What to do about it, in a sentence.
    #[must_use]
    pub fn remedy(&self) -> String {
        let listed = |names: &[String]| names.iter().map(|n| format!("`{n}`")).collect::<Vec<_>>().join(", ");
        match self {
            Self::Toml(_) => "Correct the TOML on that line.".to_owned(),
            Self::Version => "Write `format = 1` as the first line.".to_owned(),
            Self::UnknownKey { known, .. } if known.len() == 1 => format!("Did you mean {}?", listed(known)),
            Self::UnknownKey { known, .. } => format!("Use one of {}, or remove it.", listed(known)),
            Self::Value { wanted, .. } => format!("Write {wanted}."),
            Self::Missing { key, .. } => format!("Add `{key}`."),
            Self::Conflict(_) => "`scrutineer mapping list example` shows the forms that are allowed.".to_owned(),
            Self::NoColumn { nearest, .. } if nearest.is_empty() => "Copy the header from the file as it stands there.".to_owned(),
            Self::NoColumn { nearest, .. } => format!("Nearest headers of the file: {}.", listed(nearest)),
            Self::ManyColumns { .. } => "Name the column more exactly, or rename one of them in the file.".to_owned(),
            Self::NoOptions => "Name the columns, or correct `after`, `before` or `prefix`.".to_owned(),
            Self::TooManyOptions(_) => "Select only columns with votes; a ballot has at most 4096 options here.".to_owned(),
            Self::NoSuchOption { nearest, .. } if nearest.is_empty() => "Use the header as it stands in the file.".to_owned(),
            Self::NoSuchOption { nearest, .. } => format!("Nearest: {}.", listed(nearest)),
        }
    }
}
