//! Whoever sent a request: a token or a person who signed in. Found out once a request, before anything else; what it may do is
//! decided by [`domain::access`] alone.

mod admit;
mod session;

use std::collections::BTreeSet;
use std::sync::Arc;

use accounts::Account;
use axum::extract::FromRequestParts;
use axum::http::StatusCode;
use axum::http::request::Parts;
use domain::access::{Area, Caller, Decision, Owner, Reach};

pub use admit::admit;
pub use session::{Person, SessionDocuments, SignedIn, end_session, session_id, sessions_of, unavailable};

use crate::app::App;
use crate::problem::Problem;

/// The caller of a request that was let in.
#[derive(Clone, Debug)]
pub struct Who {
    /// What it may do.
    pub caller: Arc<Caller>,
    /// Number of the token; 0 for a person.
    pub token: i64,
    /// The person's account; nothing for a token.
    pub account: Option<Arc<Account>>,
}

impl FromRequestParts<Arc<App>> for Who {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, _: &Arc<App>) -> Result<Self, Problem> {
        // A route that asks for the caller and lets everybody in has none.
        parts.extensions.get::<Self>().cloned().ok_or_else(|| {
            Problem::new(StatusCode::UNAUTHORIZED, "TOKEN-MISSING", "the request has no token", "Send `Authorization: Bearer TOKEN`.")
        })
    }
}

impl Who {
    /// Goes on where the caller may do this with an object of that owner.
    ///
    /// # Errors
    /// 403 where it has not the power; 404 where it is another's: as if it were not there.
    pub fn may(&self, act: domain::access::Act, area: Area, owner: Owner<'_>, what: &str) -> Result<(), Problem> {
        match self.caller.may(act, area, owner) {
            Decision::Allowed => Ok(()),
            Decision::Hidden => Err(Problem::not_found(what)),
            Decision::Refused => Err(refused(act, area)),
        }
    }
}

/// The answer to a caller that has not the power.
pub fn refused(act: domain::access::Act, area: Area) -> Problem {
    Problem::new(
        StatusCode::FORBIDDEN,
        "NOT-ALLOWED",
        format!("this needs the power to {} {}", act.word(), area.word()),
        "Ask an administrator of your organisation; a token needs the scope for it.",
    )
}

/// A person as a caller.
pub fn of_account(app: &App, account: &Account) -> Caller {
    Caller {
        id: account.id.to_string(),
        reach: Reach::Organisation(account.organisation.clone()),
        powers: account.role.powers(),
        host: account.host,
        observer: account.observer.clone(),
        shared: app.registry.shared_with(&account.organisation),
    }
}

/// What is shared in no area.
pub type Shared = std::collections::BTreeMap<String, BTreeSet<Area>>;
