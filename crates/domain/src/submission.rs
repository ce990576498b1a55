//! A submission: a form that somebody filled in at a station.

use std::fmt;

use uuid::Uuid;

/// A submission as it came in, its private part apart.
#[derive(Clone, PartialEq, Eq)]
pub struct Submission {
    /// Chosen by the sender; the same id with the same content is the same submission.
    pub id: Uuid,
    /// The form's id, as sent.
    pub form: String,
    /// The station's code, as sent.
    pub station: String,
    /// When the sender's device says it was captured, as sent, where that is short enough to be a time.
    pub captured_at: Option<String>,
    /// Who filled it in, as the sender names them: a pseudonymous id, never a name.
    pub observer: Option<String>,
    /// The submission that this one corrects.
    pub replaces: Option<Uuid>,
    /// Everything that was sent and is not private, in the canonical form of the reader: names in order, values as they came.
    pub public: Vec<u8>,
    /// What is private, in the same form; it is sealed before it is stored.
    pub private: Option<Vec<u8>>,
    /// SHA-256 over all of it in the same form, before anything was cut out: what is private is decided by the definition of the day,
    /// and the same submission is the same on another day. It tells guesses about a private part from the truth, so it is never stored
    /// as it is.
    pub content: [u8; 32],
}

impl Submission {
    /// Bytes of a time of capture at most; the longest in use have about 40.
    pub const LONGEST_TIME: usize = 64;
    /// Characters of an observer's id at most.
    pub const LONGEST_OBSERVER: usize = 64;
}

/// Never what was answered: a submission may find its way into a trace.
impl fmt::Debug for Submission {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Submission").field("id", &self.id).finish_non_exhaustive()
    }
}

/// What a person should know before relying on a submission. A mark refuses nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Mark {
    /// No such form is defined here.
    FormUnknown,
    /// No such station is defined here.
    StationUnknown,
    /// The time of capture is missing or is no time.
    CapturedAtUnreadable,
    /// The time of capture is later than the arrival by more than a few minutes: the device's clock is wrong.
    CapturedInFuture,
}

impl Mark {
    /// The word in answers.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::FormUnknown => "form-unknown",
            Self::StationUnknown => "station-unknown",
            Self::CapturedAtUnreadable => "captured-at-unreadable",
            Self::CapturedInFuture => "captured-in-future",
        }
    }
}
