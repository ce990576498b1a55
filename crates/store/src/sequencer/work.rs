//! What can be put into the record, and what is answered.

use std::sync::Arc;

use domain::FormDefinition;
use tlog::Hash;
use uuid::Uuid;

use crate::prepare::{NewAttachment, NewSubmission, Salted};
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
    /// The definition of a station: code, name.
    Station(String, String, Salted),
    /// Erases a submission with all that belongs to it; the payload says why.
    Erase(Uuid, Salted),
    /// Notes that the private block of a submission is about to be opened; the payload says by whom and why.
    Open(Uuid, Salted),
}

impl Work {
    /// The submission it is about.
    #[must_use]
    pub fn id(&self) -> Option<Uuid> {
        match self {
            Self::Submit(new, _) => Some(new.submission.id),
            Self::Attach(id, _) | Self::Erase(id, _) | Self::Open(id, _) => Some(*id),
            Self::Form(..) | Self::Station(..) => None,
        }
    }

    /// Bytes that it holds in memory, about.
    #[must_use]
    pub fn bytes(&self) -> usize {
        let files = |files: &[NewAttachment]| files.iter().map(|file| 256 + file.payload.body.len()).sum::<usize>();
        match self {
            Self::Submit(new, attachments) => 2 * new.payload.body.len() + new.sealed.as_ref().map_or(0, Vec::len) * 2 + files(attachments),
            Self::Attach(_, attachments) => files(attachments),
            Self::Form(_, payload) | Self::Station(_, _, payload) | Self::Erase(_, payload) | Self::Open(_, payload) => payload.body.len(),
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
    /// There is no such submission.
    Unknown,
    /// It is erased now.
    Gone {
        /// The receipt of the erasure.
        receipt: Receipt,
        /// The attachments whose content is to be removed.
        attachments: Vec<AttachmentRow>,
    },
}
