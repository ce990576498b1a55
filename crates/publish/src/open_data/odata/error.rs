//! What is wrong with a request.

use std::fmt;

use thiserror::Error;

/// Where in a request.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Place {
    /// The query option.
    pub option: &'static str,
    /// Byte of its decoded value, counted from 0.
    pub at: usize,
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}, position {}", self.option, self.at + 1)
    }
}

/// Why a request is refused. What was asked is not repeated.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum QueryError {
    /// `OData` has it, this server does not.
    #[error("{place}: {what} is not supported")]
    Unsupported {
        /// Where.
        place: Place,
        /// What it is.
        what: &'static str,
    },
    /// A query option that `OData` does not have or that is not supported.
    #[error("a query option is not known")]
    Option,
    /// A query option stands twice.
    #[error("{option} stands twice")]
    Twice {
        /// The option.
        option: &'static str,
    },
    /// Something else was expected.
    #[error("{place}: expected {wanted}")]
    Syntax {
        /// Where.
        place: Place,
        /// What was expected.
        wanted: &'static str,
    },
    /// The entity set has no such property.
    #[error("{place}: the entity set has no such property")]
    Property {
        /// Where.
        place: Place,
    },
    /// A property is compared with something of another type.
    #[error("{place}: the types do not go together: expected {wanted}")]
    Type {
        /// Where.
        place: Place,
        /// What would.
        wanted: &'static str,
    },
    /// It is longer or deeper than is read.
    #[error("{place}: it is more than {most} {unit}")]
    Limit {
        /// Where.
        place: Place,
        /// What is allowed.
        most: usize,
        /// Of what.
        unit: &'static str,
    },
}

impl QueryError {
    /// Stable code.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Self::Unsupported { .. } => "ODATA-UNSUPPORTED",
            Self::Option => "ODATA-OPTION",
            Self::Twice { .. } => "ODATA-TWICE",
            Self::Syntax { .. } => "ODATA-SYNTAX",
            Self::Property { .. } => "ODATA-PROPERTY",
            Self::Type { .. } => "ODATA-TYPE",
            Self::Limit { .. } => "ODATA-LIMIT",
        }
    }

    /// What to do about it.
    #[must_use]
    pub fn remedy(&self) -> &'static str {
        match self {
            Self::Unsupported { .. } => "Leave it out, take the whole table and narrow it down on your side.",
            Self::Option => "Use $top, $skip, $skiptoken, $count, $select, $orderby, $filter and $format=json.",
            Self::Twice { .. } => "Give every query option once; join conditions with `and`.",
            Self::Syntax { .. } => "Write as in: station eq 'KZ-17' and (entry gt 100 or startswith(form, 'VO')).",
            Self::Property { .. } => "Use a name that $metadata lists, letter for letter.",
            Self::Type { .. } => "Put texts between single quotes, numbers and times without; $metadata lists the types.",
            Self::Limit { .. } => "Ask for less at once, or take the whole table.",
        }
    }

    /// Whether `OData` has what was asked, so that the answer is 501 rather than 400.
    #[must_use]
    pub fn is_unsupported(&self) -> bool {
        matches!(self, Self::Unsupported { .. })
    }
}
