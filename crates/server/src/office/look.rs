//! Looking at what the office keeps.

use std::sync::Arc;

use domain::access::{Act, Decision};
use domain::registry::{Noun, Object};
use store::rows::{ObjectPage, ObjectRow};

use super::whose::{area, may_be_shared, owner_for};
use crate::app::App;
use crate::caller::Who;
use crate::problem::Problem;
use crate::registry::{Kept, NOUNS};

/// Which objects to list.
#[derive(Clone, Debug, Default)]
pub struct Wanted {
    /// Only ids after this one.
    pub after: Option<String>,
    /// Only those of this organisation.
    pub organisation: Option<String>,
    /// Only those about this station.
    pub station: Option<String>,
    /// Only those in this state.
    pub state: Option<String>,
    /// Only those in this place, directly.
    pub place: Option<String>,
    /// How many at most.
    pub limit: usize,
}

/// A page of objects.
#[derive(Debug, Default)]
pub struct Listed {
    /// By id.
    pub items: Vec<Arc<Kept>>,
    /// The cursor of the next page.
    pub next: Option<String>,
}

/// The current version, whoever asks.
///
/// # Errors
/// `Problem` of the database.
pub async fn current(app: &App, noun: Noun, id: &str) -> Result<Option<Arc<Kept>>, Problem> {
    if NOUNS.contains(&noun) {
        return Ok(app.registry.get(noun, id));
    }
    let row = app.store.object(noun.word(), id).await?.filter(|row| !row.gone && row.erased_by.is_none());
    Ok(row.map(|row| Kept::read(noun, row)).transpose()?.map(Arc::new))
}

/// Whether a caller may see an object. An agreement is seen from both sides.
pub(crate) fn sees(who: &Who, noun: Noun, object: &Object) -> Decision {
    if let (Object::Agreement(agreement), Some(own)) = (object, who.caller.organisation())
        && agreement.to == own
        && who.caller.has(Act::Read, area(noun))
    {
        return Decision::Allowed;
    }
    let others = who.caller.organisation().is_some_and(|own| object.owner().is_some_and(|of| of != own));
    match who.caller.may(Act::Read, area(noun), owner_for(object, who.caller.observer.as_deref())) {
        Decision::Allowed if others && !may_be_shared(object) => Decision::Hidden,
        decision => decision,
    }
}

/// An object that the caller may see.
///
/// # Errors
/// 404 where it is not there, or another's; 403 without the power.
pub async fn one(app: &App, who: &Who, noun: Noun, id: &str) -> Result<Arc<Kept>, Problem> {
    let kept = current(app, noun, id).await?.ok_or_else(|| Problem::not_found(noun.word()))?;
    match sees(who, noun, &kept.object) {
        Decision::Allowed => Ok(kept),
        Decision::Hidden => Err(Problem::not_found(noun.word())),
        Decision::Refused => Err(crate::caller::refused(Act::Read, area(noun))),
    }
}

/// Objects that the caller may see, by id.
///
/// # Errors
/// `Problem` of the database.
pub async fn list(app: &App, who: &Who, noun: Noun, wanted: &Wanted) -> Result<Listed, Problem> {
    let fits = |kept: &Kept| {
        let object = &kept.object;
        wanted.organisation.as_deref().is_none_or(|code| object.owner() == Some(code))
            && wanted.station.as_deref().is_none_or(|code| object.station() == Some(code))
            && wanted.state.as_deref().is_none_or(|state| object.state() == Some(state))
            && wanted.place.as_deref().is_none_or(|id| place_of(object) == Some(id))
            && sees(who, noun, object) == Decision::Allowed
    };
    if NOUNS.contains(&noun) {
        let (items, next) = app.registry.page(noun, wanted.after.as_deref(), wanted.limit, fits);
        return Ok(Listed { items, next });
    }
    stored(app, who, noun, wanted, fits).await
}

/// The place that an object lies in.
fn place_of(object: &Object) -> Option<&str> {
    match object {
        Object::Station(station) => Some(&station.place),
        Object::Place(place) => place.parent.as_deref(),
        Object::Observer(observer) => observer.place.as_deref(),
        Object::Team(team) => team.place.as_deref(),
        Object::Incident(incident) => incident.place.as_deref(),
        _ => None,
    }
}

/// Objects that stand in the database alone. What the database cannot filter is left out here, page by page.
async fn stored(app: &App, who: &Who, noun: Noun, wanted: &Wanted, fits: impl Fn(&Kept) -> bool) -> Result<Listed, Problem> {
    let limit = u32::try_from(wanted.limit + 1).unwrap_or(u32::MAX);
    let mut page = ObjectPage {
        noun: noun.word().to_owned(),
        after: wanted.after.clone(),
        organisations: who.caller.visible(area(noun)),
        station: wanted.station.clone(),
        state: wanted.state.clone(),
        changed_since: None,
        limit,
    };
    let mut items = Vec::new();
    loop {
        let rows = app.store.objects(&page).await?;
        let (read, last) = (rows.len(), rows.last().map(|row| row.id.clone()));
        for row in rows {
            let kept = Kept::read(noun, row)?;
            if fits(&kept) {
                items.push(Arc::new(kept));
            }
        }
        if items.len() > wanted.limit || read < limit as usize {
            break;
        }
        page.after = last;
    }
    let more = items.len() > wanted.limit;
    items.truncate(wanted.limit);
    let next = items.last().filter(|_| more).map(|kept| kept.id.clone());
    Ok(Listed { items, next })
}

/// Every version of an object that the caller may see, oldest first.
///
/// # Errors
/// As [`one`].
pub async fn history(app: &App, who: &Who, noun: Noun, id: &str) -> Result<Vec<ObjectRow>, Problem> {
    one(app, who, noun, id).await?;
    Ok(app.store.object_history(noun.word(), id).await?)
}
