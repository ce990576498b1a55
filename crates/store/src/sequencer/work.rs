//! What can be put into the record, and what is answered.

use std::sync::Arc;

use domain::FormDefinition;
use tlog::Hash;
use uuid::Uuid;

use crate::prepare::{Change, NewAttachment, NewSubmission, Salted};
use crate::rows::AttachmentRow;

/// Something to become one entry or several, together or not at all.
#[derive(Debug)]
pub enum Work {
    /// A submission, with attachments that came with it.
    Submit(Box<NewSubmission>, Vec<NewAttachment>),
    /// Attachments to a submission that is there.
    Attach(Uuid, Vec<NewAttachment>),
    /// The definition of a form.
    Form(FormDefinition, Salted),
    /// Changes of objects, each an entry of its own. One that does not find the version that it expects holds all of them back.
    Change(Vec<Change>),
    /// Erases a submission with all that belongs to it; the payload says why.
    Erase(Uuid, Salted),
    /// Notes that the private block of a submission is about to be opened; the payload says by whom and why.
    Open(Uuid, Salted),
    /// Erases every version of an object; the payload says why. A later change may begin it anew, with the next version.
    Forget {
        /// What kind of thing it is.
        noun: String,
        /// Which one of its kind.
        id: String,
        /// Why. Each entry that is erased gets an erasure of its own, all with this payload.
        payload: Salted,
    },
    /// Notes that the latest private block of an object is about to be opened; the payload says by whom and why.
    OpenObject {
        /// What kind of thing it is.
        noun: String,
        /// Which one of its kind.
        id: String,
        /// By whom and why.
        payload: Salted,
    },
}

/// How a work may stand in one batch with others about objects.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Company {
    /// With any: it is about no object.
    Any,
    /// With those that change objects.
    Changes,
    /// With none: it looks at what is stored.
    None,
}

impl Work {
    /// The submission it is about.
    #[must_use]
    pub fn id(&self) -> Option<Uuid> {
        match self {
            Self::Submit(new, _) => Some(new.submission.id),
            Self::Attach(id, _) | Self::Erase(id, _) | Self::Open(id, _) => Some(*id),
            Self::Form(..) | Self::Change(_) | Self::Forget { .. } | Self::OpenObject { .. } => None,
        }
    }

    /// The submission that it corrects.
    #[must_use]
    pub fn replaces(&self) -> Option<Uuid> {
        if let Self::Submit(new, _) = self { new.submission.replaces } else { None }
    }

    /// How it may stand in a batch.
    pub(super) fn company(&self) -> Company {
        match self {
            Self::Change(_) => Company::Changes,
            Self::Forget { .. } | Self::OpenObject { .. } => Company::None,
            _ => Company::Any,
        }
    }

    /// Bytes that it holds in memory, about.
    #[must_use]
    pub fn bytes(&self) -> usize {
        let files = |files: &[NewAttachment]| files.iter().map(|file| 256 + file.payload.body.len()).sum::<usize>();
        match self {
            Self::Submit(new, attachments) => 2 * new.payload.body.len() + new.sealed.as_ref().map_or(0, Vec::len) * 2 + files(attachments),
            Self::Attach(_, attachments) => files(attachments),
            Self::Change(changes) => changes.iter().map(Change::bytes).sum(),
            Self::Form(_, payload)
            | Self::Erase(_, payload)
            | Self::Open(_, payload)
            | Self::Forget { payload, .. }
            | Self::OpenObject { payload, .. } => payload.body.len(),
        }
    }
}

/// Says where in the log something stands, under which signed checkpoint.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Receipt {
    /// The entry, counted from 0.
    pub index: u64,
    /// Its leaf hash.
    pub leaf: Hash,
    /// The first signed checkpoint that covers it.
    pub checkpoint: Arc<str>,
}

/// What became of a work.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Answer {
    /// It is written and durable.
    Created {
        /// The receipt of the submission, or of the first entry.
        receipt: Receipt,
        /// Receipts of the attachments, in the order they were given.
        attachments: Vec<Receipt>,
    },
    /// The same was there before; the receipt is the one given then.
    Repeated {
        /// The receipt of the submission.
        receipt: Receipt,
        /// Receipts of the attachments, those added now among them.
        attachments: Vec<Receipt>,
    },
    /// Another content is there under the same id.
    Conflict,
    /// It was there and has been erased.
    Erased,
    /// There is no such submission or object, no private block to open, or nothing was given to be written.
    Unknown,
    /// The submission that this one is to correct cannot be; nothing is written.
    NotReplaced(NotReplaced),
    /// All changes are written and durable.
    Changed {
        /// The receipt of the first entry.
        receipt: Receipt,
        /// The last entry; one for each change, without gaps.
        last: u64,
        /// The version that each object has now, in the order they were given.
        versions: Vec<u64>,
    },
    /// An object has not the version that was expected; nothing is written.
    Stale {
        /// What kind of thing it is.
        noun: String,
        /// Which one of its kind.
        id: String,
        /// The version it has, where there is one.
        version: Option<u64>,
    },
    /// Other objects stand in an entry of the object that was to be erased; nothing is.
    Shared,
    /// It is erased now.
    Gone {
        /// The receipt of the erasure; of the first one, where there are several.
        receipt: Receipt,
        /// The attachments whose content is to be removed.
        attachments: Vec<AttachmentRow>,
    },
}

/// Why a submission cannot be corrected by another.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NotReplaced {
    /// There is none of this id that the sender may know of: another organisation's looks the same.
    Unknown,
    /// It was erased.
    Erased,
    /// Another one corrects it already: that one is to be corrected.
    Already,
}
