//! What can be wrong with a policy, and with a checkpoint under it.

use crate::cosign::Cosignature;
use crate::note::NoteError;

/// A policy file that cannot be read.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("line {line} of the policy: {fault}")]
pub struct PolicyError {
    /// Counted from 1; the line after the last where something is missing.
    pub line: usize,
    /// What is wrong there.
    pub fault: PolicyFault,
}

/// What is wrong with a line of a policy.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum PolicyFault {
    /// A control character other than tab.
    #[error("a control character stands in it")]
    Control,
    /// No newline at the end.
    #[error("it does not end in a newline")]
    Unfinished,
    /// Not `log`, `witness`, `group` or `quorum`.
    #[error("`{0}` is not `log`, `witness`, `group` or `quorum`")]
    Keyword(String),
    /// Too few or too many words.
    #[error("`{0}` has too few or too many words")]
    Words(&'static str),
    /// A key that is none, or of another type.
    #[error("{0}")]
    Key(#[from] NoteError),
    /// A public key that stands in two lines of one kind.
    #[error("the key of `{0}` stands above already")]
    DuplicateKey(String),
    /// A name that is defined twice, or `none`.
    #[error("the name `{0}` is taken")]
    Taken(String),
    /// A name that no line above defines.
    #[error("no line above defines `{0}`")]
    Undefined(String),
    /// A name that is a member twice.
    #[error("`{0}` is a member of a group already")]
    Member(String),
    /// A threshold that is none.
    #[error("`{0}` is not `any`, `all` or a number from 1 to the number of members")]
    Threshold(String),
    /// A second quorum line.
    #[error("there is a second `quorum`")]
    SecondQuorum,
    /// No quorum line.
    #[error("there is no `quorum`")]
    NoQuorum,
}

impl PolicyError {
    /// Stable code.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match &self.fault {
            PolicyFault::Control => "TLOG-POLICY-CONTROL",
            PolicyFault::Unfinished => "TLOG-POLICY-UNFINISHED",
            PolicyFault::Keyword(_) => "TLOG-POLICY-KEYWORD",
            PolicyFault::Words(_) => "TLOG-POLICY-WORDS",
            PolicyFault::Key(_) => "TLOG-POLICY-KEY",
            PolicyFault::DuplicateKey(_) => "TLOG-POLICY-DUPLICATE-KEY",
            PolicyFault::Taken(_) => "TLOG-POLICY-TAKEN",
            PolicyFault::Undefined(_) => "TLOG-POLICY-UNDEFINED",
            PolicyFault::Member(_) => "TLOG-POLICY-MEMBER",
            PolicyFault::Threshold(_) => "TLOG-POLICY-THRESHOLD",
            PolicyFault::SecondQuorum => "TLOG-POLICY-SECOND-QUORUM",
            PolicyFault::NoQuorum => "TLOG-POLICY-NO-QUORUM",
        }
    }

    /// What to do about it.
    #[must_use]
    pub fn remedy(&self) -> &'static str {
        match &self.fault {
            PolicyFault::Control => "Save the file as plain text with line ends of Unix.",
            PolicyFault::Unfinished => "End the last line with a newline; if it looks cut off, fetch the file again.",
            PolicyFault::Keyword(_) | PolicyFault::Words(_) => {
                "Write `log <key> [<url>]`, `witness <name> <key> [<url>]`, `group <name> any|all|<number> <name>...` or `quorum <name>`."
            }
            PolicyFault::Key(error) => error.remedy(),
            PolicyFault::DuplicateKey(_) => "Leave one of the two lines out: one key counts once.",
            PolicyFault::Taken(_) => "Give witnesses and groups different names, none of them `none`.",
            PolicyFault::Undefined(_) => "Define witnesses and groups above the line that names them.",
            PolicyFault::Member(_) => "Name each witness and group in one group only.",
            PolicyFault::Threshold(_) => "Write `any`, `all` or how many of the members must have cosigned.",
            PolicyFault::SecondQuorum => "Keep one `quorum` line.",
            PolicyFault::NoQuorum => "Add `quorum <name>`, or `quorum none` if no witness is asked for.",
        }
    }
}

/// Why a checkpoint does not meet a policy.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Unmet {
    /// Its log is not one of the policy's.
    #[error("the policy does not name the log `{0}`")]
    Log(String),
    /// A signature is missing or bad.
    #[error(transparent)]
    Note(#[from] NoteError),
    /// Too few witnesses.
    #[error("the quorum `{quorum}` is not reached: {} cosigned, {} did not ({})", cosigned.len(), missing.len(), missing.join(", "))]
    Quorum {
        /// The quorum's name.
        quorum: String,
        /// Who cosigned.
        cosigned: Vec<Cosignature>,
        /// Who did not, by their names in the policy.
        missing: Vec<String>,
    },
}

impl Unmet {
    /// Stable code.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Self::Log(_) => "TLOG-POLICY-LOG",
            Self::Note(error) => error.code(),
            Self::Quorum { .. } => "TLOG-POLICY-QUORUM",
        }
    }

    /// What to do about it.
    #[must_use]
    pub fn remedy(&self) -> &'static str {
        match self {
            Self::Log(_) => "Use the policy that was made for this log.",
            Self::Note(error) => error.remedy(),
            Self::Quorum { .. } => {
                "Fetch a newer checkpoint or receipt with more cosignatures; if witnesses refuse, ask them why: they may have seen a fork."
            }
        }
    }
}
