//! Whose an object is.

use domain::access::{Area, Owner};
use domain::registry::{Consent, Noun, Object};

/// The area of access that a noun belongs to.
#[must_use]
pub fn area(noun: Noun) -> Area {
    match noun {
        Noun::Organisation => Area::Organisations,
        Noun::Agreement => Area::Agreements,
        Noun::Election | Noun::Place | Noun::Station => Area::Registry,
        Noun::Observer | Noun::Team => Area::People,
        Noun::Deployment | Noun::Visit => Area::Deployments,
        Noun::Incident | Noun::Event => Area::Incidents,
        Noun::Protocol => Area::Protocols,
    }
}

/// Whose it is. What organisations there are is no secret on a server that they share.
#[must_use]
pub fn owner(object: &Object) -> Owner<'_> {
    match object {
        Object::Organisation(_) => Owner::Everybody,
        Object::Visit(visit) => match &visit.observers[..] {
            // Both of a team see their visit; an observer who asks is one of them.
            [one] => Owner::Observer(&visit.organisation, one),
            _ => Owner::Organisation(&visit.organisation),
        },
        other => other.owner().map_or(Owner::Everybody, Owner::Organisation),
    }
}

/// Whose it is when a certain observer asks: of what several observers made, each is the owner.
#[must_use]
pub fn owner_for<'a>(object: &'a Object, observer: Option<&str>) -> Owner<'a> {
    if let (Object::Visit(visit), Some(observer)) = (object, observer)
        && let Some(own) = visit.observers.iter().find(|id| *id == observer)
    {
        return Owner::Observer(&visit.organisation, own);
    }
    if let (Object::Incident(incident), Some(by)) = (object, incident_observer(object)) {
        return Owner::Observer(&incident.organisation, by);
    }
    owner(object)
}

/// The observer who reported an incident: its first source.
fn incident_observer(object: &Object) -> Option<&str> {
    match object {
        Object::Incident(incident) => incident.sources.first()?.observer.as_deref(),
        _ => None,
    }
}

/// Whether its source allows that other organisations see it, where there is an agreement.
#[must_use]
pub fn may_be_shared(object: &Object) -> bool {
    match object {
        Object::Incident(incident) => incident.consent >= Consent::Share,
        _ => true,
    }
}

/// Nouns whose ids people choose; those of the others are made here.
#[must_use]
pub fn has_chosen_id(noun: Noun) -> bool {
    matches!(noun, Noun::Organisation | Noun::Election | Noun::Place | Noun::Station | Noun::Observer | Noun::Team)
}
