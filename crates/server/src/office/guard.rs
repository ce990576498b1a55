//! What is not set by writing it into an object: it has a way of its own, where somebody answers for it.

use axum::http::StatusCode;
use domain::registry::{IdentityState, Noun, Object, Status};

use crate::app::App;
use crate::problem::Problem;
use crate::registry::NOUNS;

/// Refuses a change of what is kept for another way: an incident's step, a protocol's entries, whether an identity is sealed.
///
/// # Errors
/// 409.
pub fn unguarded(there: Option<&Object>, new: &Object, sealed: bool) -> Result<(), Problem> {
    let fits = match (there, new) {
        (Some(Object::Incident(before)), Object::Incident(after)) => before.status == after.status,
        (None, Object::Incident(after)) => matches!(after.status, Status::Received | Status::Parsed),
        (Some(Object::Protocol(before)), Object::Protocol(after)) => {
            before.entries == after.entries && before.resolution == after.resolution
        }
        (None, Object::Protocol(after)) => after.entries.is_empty() && after.resolution.is_none(),
        (Some(Object::Observer(before)), Object::Observer(after)) if !sealed => before.identity == after.identity,
        (None, Object::Observer(after)) if !sealed => after.identity == IdentityState::None,
        (_, Object::Observer(after)) => after.identity == IdentityState::Sealed,
        _ => true,
    };
    if fits { Ok(()) } else { Err(own_way()) }
}

fn own_way() -> Problem {
    Problem::new(
        StatusCode::CONFLICT,
        "OWN-WAY",
        "the status of an incident, the entries of a protocol and the identity of an observer are not set by writing the object",
        "Send them to `/status`, `/entries`, `/identity`, and everything else without changing them.",
    )
}

/// Refuses to withdraw what something that is kept in memory refers to.
///
/// # Errors
/// 409.
pub fn nothing_refers(app: &App, noun: Noun, id: &str) -> Result<(), Problem> {
    for other in NOUNS {
        let referring = app.registry.all(other).into_iter().find(|kept| kept.object.references().contains(&(noun, id)) && kept.id != id);
        if referring.is_some() {
            return Err(Problem::new(
                StatusCode::CONFLICT,
                "REFERRED-TO",
                format!("a {} refers to it", other.word()),
                "Change or withdraw that first.",
            ));
        }
    }
    Ok(())
}
