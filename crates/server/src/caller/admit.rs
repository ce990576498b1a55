//! The door: who sent it, and whether the route is for them.

use std::sync::Arc;

use axum::extract::{Request, State};
use axum::http::header::AUTHORIZATION;
use axum::http::{HeaderMap, Method, StatusCode};
use axum::middleware::Next;
use axum::response::{IntoResponse, Redirect, Response};
use tower_sessions::Session;

use super::{SignedIn, Who, of_account, refused};
use crate::app::App;
use crate::problem::Problem;
use crate::routes::table::{Face, Need};

/// Lets a request through to its route, with its caller, or refuses it in the way its sender expects.
pub async fn admit(State((app, need, face)): State<(Arc<App>, Need, Face)>, mut request: Request, next: Next) -> Response {
    let token = bearer(request.headers()).map(str::to_owned);
    let session = request.extensions().get::<Session>().cloned();
    match who(&app, need, token, session).await {
        Ok(Some(who)) => {
            request.extensions_mut().insert(who);
            next.run(request).await
        }
        Ok(None) => next.run(request).await,
        Err(problem) if face == Face::Interface => problem.into_response(),
        Err(problem) if problem.status() == StatusCode::UNAUTHORIZED => to_sign_in(&request),
        Err(problem) => crate::pages::refusal(&app, request, problem).await,
    }
}

/// The caller, where the route needs one.
async fn who(app: &Arc<App>, need: Need, token: Option<String>, session: Option<Session>) -> Result<Option<Who>, Problem> {
    let who = match (need, token) {
        (Need::Nothing, _) => return Ok(None),
        (Need::SomeCaller | Need::Power(..), Some(token)) => of_token(app, &token).await?,
        _ => person(app, session).await?.ok_or_else(missing)?,
    };
    match need {
        Need::Power(act, area) if !who.caller.has(act, area) => Err(refused(act, area)),
        _ => Ok(Some(who)),
    }
}

/// The token of a request.
fn bearer(headers: &HeaderMap) -> Option<&str> {
    let header = headers.get(AUTHORIZATION)?.to_str().ok()?;
    let (scheme, token) = header.split_once(' ')?;
    scheme.eq_ignore_ascii_case("bearer").then(|| token.trim())
}

fn missing() -> Problem {
    Problem::new(
        StatusCode::UNAUTHORIZED,
        "TOKEN-MISSING",
        "the request has no token",
        "Send `Authorization: Bearer TOKEN`; `scrutineer token create`, or the settings page of your organisation, makes one.",
    )
}

async fn of_token(app: &Arc<App>, token: &str) -> Result<Who, Problem> {
    app.tokens.who(app, token).await?.ok_or_else(|| {
        Problem::new(
            StatusCode::UNAUTHORIZED,
            "TOKEN-UNKNOWN",
            "the token is not known, or was revoked",
            "Ask for a new one; `scrutineer token create` makes one.",
        )
    })
}

async fn person(app: &Arc<App>, session: Option<Session>) -> Result<Option<Who>, Problem> {
    let Some(session) = session else { return Ok(None) };
    let Some(signed_in) = SignedIn::of(app, &session).await? else { return Ok(None) };
    let caller = Arc::new(of_account(app, &signed_in.account));
    Ok(Some(Who { caller, token: 0, account: Some(Arc::new(signed_in.account)) }))
}

/// To the sign-in page, and back afterwards where it is a page that can be asked for again.
fn to_sign_in(request: &Request) -> Response {
    let path = request.uri().path();
    let plain = path.bytes().all(|b| b.is_ascii_alphanumeric() || b"-_./~".contains(&b));
    let back =
        if request.method() == Method::GET && plain && path != "/" { format!("/sign-in?next={path}") } else { "/sign-in".to_owned() };
    Redirect::to(&back).into_response()
}
