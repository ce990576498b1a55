//! Objects in a batch: whether each change finds the version that it expects, and what is erased with an object.

use std::collections::HashMap;

use domain::Kind;

use crate::prepare::{Change, Expected, NewObject, Salted};
use crate::rows::{KnownObject, ObjectRow, SealedRow};
use crate::{Store, StoreError};

use super::assemble::{Assembly, Outcome};
use super::work::Work;

/// The latest version of an object.
#[derive(Clone, Copy, Debug)]
struct Version {
    number: u64,
    place: Place,
}

/// Where it stands.
#[derive(Clone, Copy, Debug)]
enum Place {
    /// In the database: entry and place in it.
    Stored(u64, u32),
    /// Among the rows of the batch.
    Row(usize),
}

/// Latest versions by noun and id.
#[derive(Debug, Default)]
pub struct Latest(HashMap<String, HashMap<String, Version>>);

impl Latest {
    /// Those that a database has.
    pub fn of(known: Vec<KnownObject>) -> Self {
        let mut latest = Self::default();
        for KnownObject { noun, id, version, index, position } in known {
            latest.0.entry(noun).or_default().insert(id, Version { number: version, place: Place::Stored(index, position) });
        }
        latest
    }

    fn get(&self, noun: &str, id: &str) -> Option<Version> {
        self.0.get(noun)?.get(id).copied()
    }

    fn set(&mut self, noun: &str, id: &str, version: Version) {
        if let Some(ids) = self.0.get_mut(noun) {
            ids.insert(id.to_owned(), version);
        } else {
            self.0.entry(noun.to_owned()).or_default().insert(id.to_owned(), version);
        }
    }
}

/// The objects that works change.
pub fn changed(works: &[Work]) -> Vec<(&str, &str)> {
    let changes = works.iter().flat_map(|work| if let Work::Change(changes) = work { changes.as_slice() } else { &[] });
    changes.flat_map(|change| &change.objects).map(|object| (object.noun.as_str(), object.id.as_str())).collect()
}

/// An entry in which an object stands.
#[derive(Debug)]
pub struct Past {
    index: u64,
    erased: bool,
    /// Whether no other object stands there.
    alone: bool,
    /// Whether a private block belongs to it.
    sealed: bool,
}

/// Every entry in which an object stands, oldest first.
pub async fn past(store: &dyn Store, noun: &str, id: &str) -> Result<Vec<Past>, StoreError> {
    let mut past: Vec<Past> = Vec::new();
    for row in store.object_history(noun, id).await? {
        let index = row.index;
        if past.last().is_some_and(|last| last.index == index) {
            continue;
        }
        let beside = store.objects_in(index..index + 1).await?;
        let alone = beside.iter().all(|other| other.noun == noun && other.id == id);
        let sealed = !store.sealed(index..index + 1).await?.is_empty();
        past.push(Past { index, erased: row.erased_by.is_some(), alone, sealed });
    }
    Ok(past)
}

impl Assembly<'_> {
    /// Makes an entry of each change, or of none.
    pub(super) fn change(&mut self, changes: Vec<Change>) -> Outcome {
        let befores = match self.expected(&changes) {
            Ok(befores) => befores,
            Err(stale) => return stale,
        };
        let versions = befores.iter().map(|before| next(*before)).collect();
        let (mut first, mut last) = (None, 0);
        let mut befores = befores.into_iter();
        for Change { objects, sealed, payload } in changes {
            let (index, leaf) = self.enter(Kind::Change, payload, None);
            (first, last) = (first.or(Some((index, leaf))), index);
            self.batch.sealed.extend(sealed.map(|body| SealedRow { index, body }));
            for ((position, object), before) in (0..).zip(objects).zip(&mut befores) {
                self.object(index, position, object, before);
            }
        }
        let Some((index, leaf)) = first else { return Outcome::Unknown };
        Outcome::Changed { index, leaf, last, versions }
    }

    /// The version before each change, if every one is as expected. An object may stand there several times.
    fn expected(&self, changes: &[Change]) -> Result<Vec<Option<Version>>, Outcome> {
        let mut own: HashMap<(&str, &str), Version> = HashMap::new();
        let mut befores = Vec::new();
        for object in changes.iter().flat_map(|change| &change.objects) {
            let key = (object.noun.as_str(), object.id.as_str());
            let stored = || self.made.get(key.0, key.1).or_else(|| self.known.objects.get(key.0, key.1));
            let before = own.get(&key).copied().or_else(stored);
            let holds = match object.expected.unwrap_or_default() {
                Expected::New => before.is_none(),
                Expected::Version(version) => before.is_some_and(|before| before.number == version),
                Expected::Any => true,
            };
            if !holds {
                let (noun, id) = (object.noun.clone(), object.id.clone());
                return Err(Outcome::Stale { noun, id, version: before.map(|before| before.number) });
            }
            own.insert(key, Version { number: next(before), place: Place::Row(self.batch.objects.len() + befores.len()) });
            befores.push(before);
        }
        Ok(befores)
    }

    /// Adds the row of a version, and takes its place from the one before.
    fn object(&mut self, index: u64, position: u32, object: NewObject, before: Option<Version>) {
        match before.map(|before| before.place) {
            None => (),
            Some(Place::Stored(index, position)) => self.batch.outdated.push((index, position)),
            Some(Place::Row(row)) => self.batch.objects[row].current = false,
        }
        let version = next(before);
        self.made.set(&object.noun, &object.id, Version { number: version, place: Place::Row(self.batch.objects.len()) });
        self.batch.objects.push(ObjectRow {
            index,
            position,
            noun: object.noun,
            id: object.id,
            version,
            organisation: object.organisation,
            station: object.station,
            state: object.state,
            gone: object.gone,
            by: object.by,
            at: self.time,
            body: object.body,
            current: true,
            erased_by: None,
        });
    }

    /// Erases every entry of an object that has not been erased, each by an entry of its own: an erasure names one entry.
    pub(super) fn forget(&mut self, payload: &Salted) -> Outcome {
        let past = &self.known.past;
        let left: Vec<u64> = past.iter().filter(|entry| !entry.erased).map(|entry| entry.index).collect();
        if past.iter().any(|entry| !entry.erased && !entry.alone) {
            return Outcome::Shared;
        }
        let mut first = None;
        for of in left {
            let (index, leaf) = self.enter(Kind::Erasure, payload.clone(), Some(of));
            self.batch.erased.push((of, index));
            first = first.or(Some((index, leaf)));
        }
        match first {
            Some((index, leaf)) => Outcome::Gone { index, leaf, attachments: Vec::new() },
            None if self.known.past.is_empty() => Outcome::Unknown,
            None => Outcome::Erased,
        }
    }

    /// Notes that the latest private block of an object is about to be opened.
    pub(super) fn open_object(&mut self, payload: Salted) -> Outcome {
        let past = &self.known.past;
        match past.iter().rev().find(|entry| entry.sealed && !entry.erased) {
            Some(entry) => {
                let (index, leaf) = self.enter(Kind::Opening, payload, Some(entry.index));
                Outcome::Created { index, leaf, attachments: Vec::new() }
            }
            None if !past.is_empty() && past.iter().all(|entry| entry.erased) => Outcome::Erased,
            None => Outcome::Unknown,
        }
    }
}

/// The number of the version after this one.
fn next(before: Option<Version>) -> u64 {
    before.map_or(1, |before| before.number.saturating_add(1))
}
