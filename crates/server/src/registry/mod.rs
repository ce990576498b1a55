//! What everybody's work refers to, in memory: organisations, agreements, elections, places, stations, observers, teams. It is read
//! from the record at the start and follows every change.

mod search;

use std::collections::BTreeMap;
use std::ops::Bound;
use std::sync::{Arc, PoisonError, RwLock};

use domain::access::Area;
use domain::registry::{Noun, Object, SharedArea};
use store::rows::{ObjectPage, ObjectRow};
use store::{Reader, StoreError};

pub use search::{Matched, Search};

use crate::caller::Shared;

/// Objects of one read.
const STEP: u32 = 10_000;

/// Places within places at most.
const DEEPEST: usize = 12;

/// The nouns that are kept in memory.
pub const NOUNS: [Noun; 7] = [Noun::Organisation, Noun::Agreement, Noun::Election, Noun::Place, Noun::Station, Noun::Observer, Noun::Team];

/// The current version of an object.
#[derive(Clone, Debug)]
pub struct Kept {
    /// Its id.
    pub id: String,
    /// Its version, from 1.
    pub version: u64,
    /// The entry of that version.
    pub index: u64,
    /// When it was made: seconds since 1970.
    pub at: u64,
    /// The account or token that made it.
    pub by: String,
    /// What it says.
    pub object: Object,
}

impl Kept {
    /// From a row.
    ///
    /// # Errors
    /// [`StoreError::Damaged`] where what is stored cannot be read.
    pub fn read(noun: Noun, row: ObjectRow) -> Result<Self, StoreError> {
        let object = Object::read(noun, &row.body)
            .map_err(|e| StoreError::Damaged(format!("{} of entry {} cannot be read: {e}", noun.word(), row.index)))?;
        Ok(Self { id: row.id, version: row.version, index: row.index, at: row.at, by: row.by, object })
    }
}

/// The area of access that a shared area is.
fn area_of_shared(area: SharedArea) -> Area {
    match area {
        SharedArea::Submissions => Area::Submissions,
        SharedArea::Incidents => Area::Incidents,
        SharedArea::Protocols => Area::Protocols,
        SharedArea::Deployments => Area::Deployments,
    }
}

/// Objects by id.
type Shelf = BTreeMap<String, Arc<Kept>>;

/// Everything that is kept in memory.
#[derive(Debug, Default)]
pub struct Registry {
    shelves: [RwLock<Shelf>; NOUNS.len()],
    search: Search,
}

impl Registry {
    /// Reads it from the record.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn load(store: &dyn Reader) -> Result<Self, StoreError> {
        let registry = Self::default();
        for noun in NOUNS {
            let mut page = ObjectPage { noun: noun.word().to_owned(), limit: STEP, ..ObjectPage::default() };
            loop {
                let rows = store.objects(&page).await?;
                let last = rows.last().map(|row| row.id.clone()).filter(|_| rows.len() == STEP as usize);
                for row in rows {
                    registry.put(noun, Some(Kept::read(noun, row)?), None);
                }
                let Some(last) = last else { break };
                page.after = Some(last);
            }
        }
        Ok(registry)
    }

    fn shelf(&self, noun: Noun) -> Option<&RwLock<Shelf>> {
        NOUNS.iter().position(|kept| *kept == noun).map(|at| &self.shelves[at])
    }

    fn with<T>(&self, noun: Noun, read: impl FnOnce(&Shelf) -> T) -> Option<T> {
        self.shelf(noun).map(|shelf| read(&shelf.read().unwrap_or_else(PoisonError::into_inner)))
    }

    /// Follows a change: a new version, or, by its id and version, that it is gone. An older version than the one here is too late.
    pub fn put(&self, noun: Noun, kept: Option<Kept>, gone: Option<(&str, u64)>) {
        let Some(shelf) = self.shelf(noun) else { return };
        let mut shelf = shelf.write().unwrap_or_else(PoisonError::into_inner);
        let newer = |shelf: &Shelf, id: &str, version: u64| shelf.get(id).is_none_or(|there| there.version < version);
        if let Some(kept) = kept.filter(|kept| newer(&shelf, &kept.id, kept.version)) {
            shelf.insert(kept.id.clone(), Arc::new(kept));
        }
        if let Some((id, version)) = gone
            && newer(&shelf, id, version)
        {
            shelf.remove(id);
        }
        drop(shelf);
        self.search.forget();
    }

    /// An object by its id.
    #[must_use]
    pub fn get(&self, noun: Noun, id: &str) -> Option<Arc<Kept>> {
        self.with(noun, |shelf| shelf.get(id).cloned()).flatten()
    }

    /// How many there are.
    #[must_use]
    pub fn count(&self, noun: Noun) -> usize {
        self.with(noun, BTreeMap::len).unwrap_or(0)
    }

    /// Every object, by id.
    #[must_use]
    pub fn all(&self, noun: Noun) -> Vec<Arc<Kept>> {
        self.with(noun, |shelf| shelf.values().cloned().collect()).unwrap_or_default()
    }

    /// The next objects after an id that a filter lets through, and the cursor of the page after them.
    #[must_use]
    pub fn page(&self, noun: Noun, after: Option<&str>, limit: usize, show: impl Fn(&Kept) -> bool) -> (Vec<Arc<Kept>>, Option<String>) {
        let from = after.map_or(Bound::Unbounded, Bound::Excluded);
        let read = |shelf: &Shelf| {
            let mut found: Vec<_> = shelf
                .range::<str, _>((from, Bound::Unbounded))
                .map(|(_, kept)| kept)
                .filter(|kept| show(kept))
                .take(limit + 1)
                .cloned()
                .collect();
            let more = found.len() > limit;
            found.truncate(limit);
            let next = found.last().filter(|_| more).map(|kept| kept.id.clone());
            (found, next)
        };
        self.with(noun, read).unwrap_or_default()
    }

    /// A place and those that it lies in, from the region down, by their names in a language.
    #[must_use]
    pub fn path(&self, place: &str, language: &str) -> String {
        let names = self.places(place).into_iter().filter_map(|kept| crate::pages::name_of(&kept.object, language));
        names.collect::<Vec<_>>().join(" / ")
    }

    /// A place and those that it lies in, from the region down. A circle, which no import leaves behind, ends.
    #[must_use]
    pub fn places(&self, place: &str) -> Vec<Arc<Kept>> {
        let mut all: Vec<Arc<Kept>> = Vec::new();
        let mut next = Some(place.to_owned());
        while let Some(kept) = next.as_deref().and_then(|id| self.get(Noun::Place, id)) {
            if all.len() >= DEEPEST {
                break;
            }
            next = if let Object::Place(place) = &kept.object { place.parent.clone() } else { None };
            all.push(kept);
        }
        all.reverse();
        all
    }

    /// What other organisations share with this one at the moment.
    #[must_use]
    pub fn shared_with(&self, organisation: &str) -> Shared {
        let mut shared = Shared::new();
        let now = crate::app::now().cast_signed();
        for kept in self.all(Noun::Agreement) {
            if let Object::Agreement(agreement) = &kept.object
                && agreement.to == organisation
                && agreement.holds_at(now)
            {
                shared.entry(agreement.from.clone()).or_default().extend(agreement.areas.iter().map(|area| area_of_shared(*area)));
            }
        }
        shared
    }

    /// The index for finding something by name.
    pub fn search(&self) -> &Search {
        &self.search
    }
}
