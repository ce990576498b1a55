//! What may become of an incident: it climbs a ladder, and somebody answers for each step.

use std::sync::Arc;

use axum::http::StatusCode;
use domain::access::Act;
use domain::registry::{Noun, Object, Status};
use store::prepare::Expected;

use super::keep::{Change, Done, put};
use super::look::current;
use super::whose::{area, owner_for};
use crate::app::App;
use crate::caller::Who;
use crate::problem::Problem;

/// Steps that decide, and so need the power to verify; the others are made by whoever may change it.
const DECIDES: [Status; 6] = [Status::Verified, Status::Disputed, Status::Refuted, Status::Published, Status::Complaint, Status::Decided];

/// Takes an incident one step further.
///
/// # Errors
/// 404 where it is not there or another's; 403 without the power; 409 where the ladder has no such step, or not enough stands behind it.
pub async fn step(app: &Arc<App>, who: &Who, id: &str, next: Status) -> Result<Done, Problem> {
    let there = current(app, Noun::Incident, id).await?.ok_or_else(|| Problem::not_found("incident"))?;
    let act = if DECIDES.contains(&next) { Act::Verify } else { Act::Change };
    who.may(act, area(Noun::Incident), owner_for(&there.object, who.caller.observer.as_deref()), "incident")?;
    let Object::Incident(incident) = &there.object else { return Err(Problem::not_found("incident")) };
    incident
        .status
        .may_become(next, incident.evidence())
        .map_err(|e| Problem::new(StatusCode::CONFLICT, e.code(), e.to_string(), e.remedy()))?;
    let mut changed = incident.clone();
    changed.status = next;
    let change = Change {
        noun: Noun::Incident,
        id: id.to_owned(),
        object: Some(Object::Incident(changed)),
        expected: Expected::Version(there.version),
        sealed: None,
    };
    put(app, &who.caller.id, vec![change]).await
}
