//! Finding something by any of its names, in any script, or by its code. The index is made when somebody first searches, and anew
//! after a change.

use std::sync::{Arc, Mutex, PoisonError};

use domain::access::{Act, Area, Decision};
use domain::registry::{Day, Noun, Object};
use names::Gazetteer;
use names::gazetteer::Spelling;
use pages::views::other::SearchKind;
use uuid::Uuid;

use super::{Kept, Registry};
use crate::app::App;
use crate::caller::Who;
use crate::office::whose::{area, owner_for};
use crate::problem::Problem;

/// Results of one kind that are shown.
const SHOWN: usize = 50;

/// Results that are looked at: those of one kind may hide another's.
const MOST: usize = 2000;

/// The nouns that are found by name.
const NAMED: [(Noun, SearchKind); 3] =
    [(Noun::Station, SearchKind::Stations), (Noun::Place, SearchKind::Places), (Noun::Observer, SearchKind::Observers)];

/// Something that was found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Matched {
    /// Where it is shown.
    pub href: String,
    /// The name that fits.
    pub name: String,
    /// One line about it.
    pub about: String,
}

type Index = Gazetteer<(Noun, String), Day>;

/// The index, as long as nothing changes.
#[derive(Debug, Default)]
pub struct Search(Mutex<Option<Arc<Index>>>);

impl Search {
    /// Something changed.
    pub fn forget(&self) {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = None;
    }

    /// Ids of a noun whose names fit, best first.
    ///
    /// # Errors
    /// `Problem` where the server is stopping.
    pub async fn ids(&self, app: &Arc<App>, noun: Noun, wanted: &str) -> Result<Vec<String>, Problem> {
        let index = self.index(app).await?;
        let hits = index.search(wanted, MOST);
        Ok(hits.into_iter().filter(|hit| hit.value.0 == noun).map(|hit| hit.value.1.clone()).collect())
    }

    /// What fits, of everything that the caller may see: kind, what is shown of it, and how many there are.
    ///
    /// # Errors
    /// `Problem` of the database.
    pub async fn find(
        &self,
        app: &Arc<App>,
        who: &Who,
        wanted: &str,
        language: &str,
    ) -> Result<Vec<(SearchKind, Vec<Matched>, usize)>, Problem> {
        let index = self.index(app).await?;
        let hits = index.search(wanted, MOST);
        let mut groups = Vec::new();
        for (noun, kind) in NAMED {
            let mut found: Vec<Matched> = Vec::new();
            let mut total = 0;
            for hit in hits.iter().filter(|hit| hit.value.0 == noun) {
                let Some(kept) = app.registry.get(noun, &hit.value.1).filter(|kept| sees(who, noun, kept)) else { continue };
                total += 1;
                if found.len() < SHOWN {
                    found.push(matched(&app.registry, noun, &kept, &hit.spelling.name, language));
                }
            }
            groups.push((kind, found, total));
        }
        let submissions = submission(app, who, wanted).await?;
        let total = submissions.len();
        groups.push((SearchKind::Submissions, submissions, total));
        Ok(groups)
    }

    /// The index, made where there is none; it takes a moment, away from the threads that answer.
    async fn index(&self, app: &Arc<App>) -> Result<Arc<Index>, Problem> {
        if let Some(index) = &*self.0.lock().unwrap_or_else(PoisonError::into_inner) {
            return Ok(Arc::clone(index));
        }
        let app = Arc::clone(app);
        let making = tokio::task::spawn_blocking(move || {
            let index = Arc::new(make(&app.registry));
            *app.registry.search.0.lock().unwrap_or_else(PoisonError::into_inner) = Some(Arc::clone(&index));
            index
        });
        making.await.map_err(|_| Problem::later("FAULT", "the server has a fault", "Try again.", 5))
    }
}

/// Every name and code.
fn make(registry: &Registry) -> Index {
    let mut index = Index::new();
    for (noun, _) in NAMED {
        for kept in registry.all(noun) {
            let mut spellings = vec![Spelling::always(&kept.id)];
            match &kept.object {
                Object::Station(station) => spellings.extend(station.names.iter().map(|(_, name)| Spelling::always(name))),
                Object::Place(place) => {
                    spellings.extend(place.names.iter().map(|(_, name)| Spelling::always(name)));
                    let variant = |v: &domain::registry::Variant| Spelling { name: v.name.clone(), since: v.since, until: v.until };
                    spellings.extend(place.variants.iter().map(variant));
                }
                _ => {}
            }
            index.add((noun, kept.id.clone()), spellings);
        }
    }
    index
}

fn sees(who: &Who, noun: Noun, kept: &Kept) -> bool {
    who.caller.may(Act::Read, area(noun), owner_for(&kept.object, who.caller.observer.as_deref())) == Decision::Allowed
}

fn matched(registry: &Registry, noun: Noun, kept: &Kept, spelling: &str, language: &str) -> Matched {
    let (href, about) = match &kept.object {
        Object::Station(station) => (format!("/stations/{}", kept.id), registry.path(&station.place, language)),
        Object::Place(place) => {
            let inside = place.parent.as_deref().map(|parent| registry.path(parent, language)).unwrap_or_default();
            (format!("/stations?place={}", kept.id), inside)
        }
        _ => (format!("/{}/{}", noun.plural(), kept.id), String::new()),
    };
    let own = crate::pages::name_of(&kept.object, language);
    // The name that was found, and the one it has in the reader's language where that is another.
    let name = match own {
        Some(own) if own != spelling => format!("{own} ({spelling})"),
        _ => spelling.to_owned(),
    };
    Matched { href, name, about }
}

/// The submission of an id.
async fn submission(app: &App, who: &Who, wanted: &str) -> Result<Vec<Matched>, Problem> {
    let Ok(id) = wanted.parse::<Uuid>() else { return Ok(Vec::new()) };
    let row = app.store.submission(id).await?;
    let seen = row.filter(|row| who.caller.may(Act::Read, Area::Submissions, crate::routes::submissions::owner(row)) == Decision::Allowed);
    Ok(seen.map(|row| Matched { href: format!("/submissions/{id}"), name: id.to_string(), about: row.form }).into_iter().collect())
}
