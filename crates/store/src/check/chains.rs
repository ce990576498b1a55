//! What follows what: submissions that are corrected by later ones, and versions of objects. Both are in no payload: they follow from
//! the order of entries, and a list that leaves out what is outdated relies on them.

use std::collections::HashMap;

use sha2::{Digest, Sha256};
use uuid::Uuid;

use crate::rows::{ObjectRow, SubmissionRow};
use crate::{Reader, StoreError};

use super::wrong;

/// Submissions that are marked as corrected, and whose correction was not seen yet: entry, and the one that corrects it.
#[derive(Debug, Default)]
pub struct Replaced(HashMap<Uuid, (u64, u64)>);

impl Replaced {
    /// One submission, in the order of entries.
    pub fn submission(&mut self, row: &SubmissionRow) -> Result<(), StoreError> {
        if let Some(id) = row.replaces {
            let marked = self.0.remove(&id).is_some_and(|(_, by)| by == row.index);
            marked.then_some(()).ok_or_else(|| wrong(row.index, "it corrects a submission that is not marked as corrected by it"))?;
        }
        if let Some(by) = row.replaced_by {
            self.0.insert(row.id, (row.index, by));
        }
        Ok(())
    }

    /// What is left was corrected later than the entries looked at.
    pub async fn finish(&self, reader: &dyn Reader, size: u64) -> Result<(), StoreError> {
        for (id, (index, by)) in &self.0 {
            let later = if *by < size { None } else { reader.submissions_in(*by..by.saturating_add(1)).await?.pop() };
            if later.and_then(|row| row.replaces) != Some(*id) {
                return Err(wrong(*index, "it is marked as corrected by an entry that does not correct it"));
            }
        }
        Ok(())
    }
}

/// The latest version of an object so far.
#[derive(Clone, Copy, Debug)]
struct Seen {
    index: u64,
    version: u64,
    current: bool,
}

/// Latest versions by a hash of noun and id: an election has hundreds of thousands of objects.
#[derive(Debug, Default)]
pub struct Objects(HashMap<[u8; 16], Seen>);

impl Objects {
    /// The objects of one entry, in the order of entries.
    pub fn entry(&mut self, time: u64, rows: &[ObjectRow]) -> Result<(), StoreError> {
        let erased = rows.first().and_then(|row| row.erased_by);
        for (place, row) in rows.iter().enumerate() {
            if usize::try_from(row.position) != Ok(place) || row.at != time || row.erased_by != erased {
                return Err(wrong(row.index, "place or time in the row of an object is another, or a part of it was erased"));
            }
            let seen = Seen { index: row.index, version: row.version, current: row.current };
            let before = self.0.insert(key(&row.noun, &row.id), seen);
            if row.version != before.map_or(0, |before| before.version) + 1 || before.is_some_and(|before| before.current) {
                return Err(wrong(row.index, "its object's versions do not follow each other"));
            }
        }
        Ok(())
    }

    /// The latest of each object is its current version, unless a later one is beyond the entries looked at.
    pub async fn finish(&self, reader: &dyn Reader, size: u64) -> Result<(), StoreError> {
        for (object, seen) in self.0.iter().filter(|(_, seen)| !seen.current) {
            let rows = reader.objects_in(seen.index..seen.index + 1).await?;
            let mut later = false;
            for row in rows.iter().filter(|row| key(&row.noun, &row.id) == *object) {
                later |= reader.object(&row.noun, &row.id).await?.is_some_and(|current| current.index >= size);
            }
            if !later {
                return Err(wrong(seen.index, "an object's latest version is marked as outdated"));
            }
        }
        Ok(())
    }
}

fn key(noun: &str, id: &str) -> [u8; 16] {
    // A noun has no line end.
    let hash: [u8; 32] = Sha256::new_with_prefix(noun).chain_update("\n").chain_update(id).finalize().into();
    hash.first_chunk().copied().unwrap_or_default()
}
