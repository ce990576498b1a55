//! Does everything stored belong to the log? Each payload against its entry's commitment, each row against its payload's presence.

use domain::{Commitment, Envelope, Kind};

use crate::rows::{AttachmentRow, PayloadRow, SubmissionRow};
use crate::{Reader, StoreError};

/// Entries looked at in one go.
const STEP: u64 = 4096;

/// What was looked at.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Checked {
    /// Entries.
    pub entries: u64,
    /// Payloads that their entry commits to.
    pub payloads: u64,
    /// Submissions, erased ones too.
    pub submissions: u64,
    /// Attachments, erased ones too.
    pub attachments: u64,
    /// Payloads that were erased.
    pub erased: u64,
    /// Entries whose time is earlier than that of the entry before: the clock went back.
    pub back_in_time: u64,
}

/// Looks at every entry below `size`, in order; `tell` hears how far it is. `file` looks at each attachment that is not erased.
///
/// # Errors
/// [`StoreError::Inconsistent`] that names the first entry where something does not fit.
pub async fn check(reader: &dyn Reader, size: u64, tell: &mut (dyn FnMut(u64, u64) + Send)) -> Result<Checked, StoreError> {
    let mut walk = Walk { checked: Checked::default(), last: 0 };
    let mut first = 0;
    while first < size {
        let end = size.min(first + STEP);
        let entries = reader.entries(first..end).await?;
        if entries.len() as u64 != end - first {
            return Err(wrong(first, "entries after it are missing"));
        }
        let mut payloads = reader.payloads(first..end).await?.into_iter().peekable();
        let mut submissions = reader.submissions_in(first..end).await?.into_iter().peekable();
        let mut attachments = reader.attachments_in(first..end).await?.into_iter().peekable();
        for (index, entry) in (first..).zip(&entries) {
            let payload = payloads.next_if(|row| row.index == index);
            let submission = submissions.next_if(|row| row.index == index);
            let attachment = attachments.next_if(|row| row.index == index);
            walk.entry(index, entry, payload.as_ref(), submission.as_ref(), attachment.as_ref())?;
        }
        if payloads.peek().is_some() || submissions.peek().is_some() || attachments.peek().is_some() {
            return Err(wrong(end - 1, "rows before it belong to no entry of their kind"));
        }
        first = end;
        tell(first, size);
    }
    Ok(walk.checked)
}

fn wrong(index: u64, fault: &str) -> StoreError {
    StoreError::Inconsistent { what: "entry", index, fault: fault.to_owned() }
}

struct Walk {
    checked: Checked,
    last: u64,
}

impl Walk {
    fn entry(
        &mut self,
        index: u64,
        entry: &[u8],
        payload: Option<&PayloadRow>,
        submission: Option<&SubmissionRow>,
        attachment: Option<&AttachmentRow>,
    ) -> Result<(), StoreError> {
        let envelope = Envelope::parse(entry).map_err(|e| wrong(index, &e.to_string()))?;
        self.checked.entries += 1;
        self.checked.back_in_time += u64::from(envelope.time < self.last);
        self.last = envelope.time;
        self.checked.submissions += u64::from(submission.is_some());
        self.checked.attachments += u64::from(attachment.is_some());
        if (submission.is_some(), attachment.is_some()) != (envelope.kind == Kind::Submission, envelope.kind == Kind::Attachment) {
            return Err(wrong(index, "its row is missing, or is one of another kind"));
        }
        let erased_by = submission.and_then(|row| row.erased_by).or(attachment.and_then(|row| row.erased_by));
        match (payload, erased_by) {
            (None, Some(by)) => {
                self.checked.erased += 1;
                if by <= index { Err(wrong(index, "it is marked as erased by an earlier entry")) } else { Ok(()) }
            }
            (None, None) => Err(wrong(index, "what it commits to is gone, and no erasure says so")),
            (Some(_), Some(_)) => Err(wrong(index, "it is marked as erased, and what it commits to is still there")),
            (Some(payload), None) => {
                self.checked.payloads += 1;
                let leaf = submission.is_none_or(|row| row.leaf == tlog::hash::leaf(entry));
                if Commitment::of(&payload.salt, &payload.body) != envelope.commitment {
                    Err(wrong(index, "what is stored for it is not what it commits to: it was altered"))
                } else if !leaf {
                    Err(wrong(index, "the leaf hash in its row is another"))
                } else {
                    Ok(())
                }
            }
        }
    }
}
