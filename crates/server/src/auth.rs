//! Who may do what: `Authorization: Bearer`, checked in one place.

use std::sync::Arc;

use axum::extract::FromRequestParts;
use axum::http::StatusCode;
use axum::http::header::AUTHORIZATION;
use axum::http::request::Parts;

use crate::app::App;
use crate::problem::Problem;
use crate::token::{Caller, Scope};

/// A caller who may submit.
pub struct MaySubmit(pub Caller);
/// A caller who may read.
pub struct MayRead;
/// A caller who may erase.
pub struct MayErase;
/// A caller who may define forms and stations.
pub struct MayDefine;

impl FromRequestParts<Arc<App>> for MaySubmit {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, app: &Arc<App>) -> Result<Self, Problem> {
        caller(parts, app, Scope::Submit).await.map(Self)
    }
}

impl FromRequestParts<Arc<App>> for MayRead {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, app: &Arc<App>) -> Result<Self, Problem> {
        caller(parts, app, Scope::Read).await.map(|_| Self)
    }
}

impl FromRequestParts<Arc<App>> for MayErase {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, app: &Arc<App>) -> Result<Self, Problem> {
        caller(parts, app, Scope::Erase).await.map(|_| Self)
    }
}

impl FromRequestParts<Arc<App>> for MayDefine {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, app: &Arc<App>) -> Result<Self, Problem> {
        caller(parts, app, Scope::Define).await.map(|_| Self)
    }
}

async fn caller(parts: &Parts, app: &App, scope: Scope) -> Result<Caller, Problem> {
    let header = parts.headers.get(AUTHORIZATION).and_then(|value| value.to_str().ok());
    let scheme = header.and_then(|text| text.split_once(' ')).filter(|(scheme, _)| scheme.eq_ignore_ascii_case("bearer"));
    let Some((_, token)) = scheme else {
        return Err(Problem::new(
            StatusCode::UNAUTHORIZED,
            "TOKEN-MISSING",
            "the request has no token",
            "Send `Authorization: Bearer TOKEN`; `scrutineer token create` makes one.",
        ));
    };
    match app.tokens.caller(&*app.store, token.trim()).await? {
        None => Err(Problem::new(
            StatusCode::UNAUTHORIZED,
            "TOKEN-UNKNOWN",
            "the token is not known, or was revoked",
            "Ask for a new one; `scrutineer token create` makes one.",
        )),
        Some(caller) if caller.may(scope) => Ok(caller),
        Some(_) => Err(Problem::new(
            StatusCode::FORBIDDEN,
            "TOKEN-SCOPE",
            format!("the token may not {scope}"),
            format!("Make one that may: `scrutineer token create --scope {scope}`."),
        )),
    }
}
