//! The walk from entry to entry, and what it must remember: what was erased, and by which entry.

use std::collections::{BTreeMap, HashMap};

use domain::{Commitment, Envelope, Kind};

use crate::StoreError;

use super::chains::{Objects, Replaced};
use super::rows::Rows;
use super::{Checked, wrong};

#[derive(Debug, Default)]
pub struct Walk {
    pub checked: Checked,
    last: u64,
    /// Erased submissions and objects, and the entries that erased them.
    erased: HashMap<u64, u64>,
    /// Entries that must be erasures, and of which entry.
    promised: BTreeMap<u64, u64>,
    /// Submissions that are corrected.
    pub replaced: Replaced,
    /// Versions of objects.
    pub objects: Objects,
}

impl Walk {
    /// One entry and everything stored for it.
    pub fn entry(&mut self, index: u64, entry: &[u8], rows: &Rows) -> Result<(), StoreError> {
        let envelope = Envelope::parse(entry).map_err(|e| wrong(index, &e.to_string()))?;
        self.count(&envelope, rows);
        if !rows.are_of(envelope.kind) {
            return Err(wrong(index, "its row is missing, or is one of another kind"));
        }
        if let Some(row) = &rows.submission {
            let same = row.leaf == tlog::hash::leaf(entry) && row.received_at == envelope.time;
            same.then_some(()).ok_or_else(|| wrong(index, "leaf hash or time in its row is another"))?;
            self.replaced.submission(row)?;
        }
        self.objects.entry(envelope.time, &rows.objects)?;
        if rows.attachment.as_ref().is_some_and(|row| Some(row.submission) != envelope.of) {
            return Err(wrong(index, "its row says that it belongs to another submission"));
        }
        if envelope.kind == Kind::Erasure || self.promised.contains_key(&index) {
            self.erasure(index, Some(&envelope))?;
        }
        match (&rows.payload, rows.erased_by()) {
            (None, None) => Err(wrong(index, "what it commits to is gone, and no erasure says so")),
            (Some(_), Some(_)) => Err(wrong(index, "it is marked as erased, and what it commits to is still there")),
            (None, Some(by)) => self.gone(index, by, rows),
            (Some(payload), None) if Commitment::of(&payload.salt, &payload.body) != envelope.commitment => {
                Err(wrong(index, "what is stored for it is not what it commits to: it was altered"))
            }
            (Some(payload), None) if !rows.fit(payload) => Err(wrong(index, "its row does not say what it commits to: it was altered")),
            (Some(_), None) => self.kept(index, rows),
        }
    }

    fn count(&mut self, envelope: &Envelope, rows: &Rows) {
        self.checked.entries += 1;
        self.checked.payloads += u64::from(rows.payload.is_some());
        self.checked.submissions += u64::from(rows.submission.is_some());
        self.checked.attachments += u64::from(rows.attachment.is_some());
        self.checked.objects += rows.objects.len() as u64;
        self.checked.erased += u64::from(rows.erased_by().is_some());
        self.checked.back_in_time += u64::from(envelope.time < self.last);
        self.last = envelope.time;
    }

    /// Something that is there, and may be.
    fn kept(&self, index: u64, rows: &Rows) -> Result<(), StoreError> {
        match &rows.attachment {
            Some(row) if self.erased.contains_key(&row.submission) => Err(wrong(index, "its submission was erased, and it was not")),
            _ => Ok(()),
        }
    }

    /// Something that was erased: a submission or object by an entry that says so, an attachment by that of its submission.
    fn gone(&mut self, index: u64, by: u64, rows: &Rows) -> Result<(), StoreError> {
        if !rows.are_blank() {
            return Err(wrong(index, "it is marked as erased, and its row can still be read"));
        }
        if let Some(row) = &rows.attachment {
            let same = self.erased.get(&row.submission) == Some(&by);
            return if same { Ok(()) } else { Err(wrong(index, "it is marked as erased, and its submission is not, by the same entry")) };
        }
        self.erased.insert(index, by);
        let other = self.promised.insert(by, index);
        if by <= index || other.is_some() {
            Err(wrong(index, "it is marked as erased by an entry that cannot have done it"))
        } else {
            Ok(())
        }
    }

    /// An entry that must be the erasure that a row speaks of, or that is an erasure of which a row must speak.
    pub fn erasure(&mut self, by: u64, envelope: Option<&Envelope>) -> Result<(), StoreError> {
        let of = envelope.filter(|envelope| envelope.kind == Kind::Erasure).and_then(|envelope| envelope.of);
        match self.promised.remove(&by) {
            Some(index) if of != Some(index) => Err(wrong(index, "it is marked as erased, and no entry of the log says so")),
            None => Err(wrong(by, "it says that something was erased, and it was not")),
            Some(_) => Ok(()),
        }
    }

    /// Entries not seen yet that must be erasures.
    pub fn later(&self) -> Vec<u64> {
        self.promised.keys().copied().collect()
    }
}
