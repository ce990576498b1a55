//! Does everything stored belong to the log? Each payload against its entry's commitment, each row against its payload, each
//! erasure against the entry that says so, each correction and each version of an object against the one before.
//!
//! What no payload says cannot be checked: the token that a submission came with, whether an attachment's original is kept, and what
//! is in a submission's sealed block, which only custodians can hold against the payload ([`crate::prepare::opened`]). Of something
//! erased, which object it was cannot be checked either.

mod chains;
mod rows;
mod walk;

use domain::Envelope;

use crate::{Reader, StoreError};

use rows::Stretch;
use walk::Walk;

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
    /// Versions of objects, erased ones too.
    pub objects: u64,
    /// Payloads that were erased.
    pub erased: u64,
    /// Entries whose time is earlier than that of the entry before: the clock went back.
    pub back_in_time: u64,
}

/// Looks at every entry below `size`, in order; `tell` hears how far it is.
///
/// # Errors
/// [`StoreError::Inconsistent`] that names the first entry where something does not fit.
pub async fn check(reader: &dyn Reader, size: u64, tell: &mut (dyn FnMut(u64, u64) + Send)) -> Result<Checked, StoreError> {
    let mut walk = Walk::default();
    let mut first = 0;
    while first < size {
        let end = size.min(first + STEP);
        let entries = reader.entries(first..end).await?;
        if entries.len() as u64 != end - first {
            return Err(wrong(first, "entries after it are missing"));
        }
        let mut stretch = Stretch::read(reader, first..end).await?;
        for (index, entry) in (first..).zip(&entries) {
            walk.entry(index, entry, &stretch.take(index))?;
        }
        stretch.finish()?;
        first = end;
        tell(first, size);
    }
    // What was erased later than the entries looked at.
    for by in walk.later() {
        let entry = reader.entries(by..by + 1).await?.pop();
        let envelope = entry.and_then(|entry| Envelope::parse(&entry).ok());
        walk.erasure(by, envelope.as_ref())?;
    }
    walk.replaced.finish(reader, size).await?;
    walk.objects.finish(reader, size).await?;
    Ok(walk.checked)
}

fn wrong(index: u64, fault: &str) -> StoreError {
    StoreError::Inconsistent { what: "entry", index, fault: fault.to_owned() }
}
