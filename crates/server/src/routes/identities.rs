//! Who an observer is: sealed to the custodians, and opened by several of them together. The log says so before it is shown.

use std::sync::Arc;

use axum::Json;
use axum::extract::{Request, State};
use axum::http::{Method, StatusCode, header};
use axum::response::{IntoResponse, Response};
use domain::access::{Act, Area, Owner};
use domain::registry::Noun;
use serde::Serialize;
use store::prepare;
use store::sequencer::{Answer, Work};
use utoipa::ToSchema;

use super::about::{About, Content};
use super::erase::{ReasonBody, reason};
use super::table::{Need, Route};
use crate::address::At;
use crate::app::App;
use crate::caller::Who;
use crate::office::look;
use crate::problem::Problem;

/// That an opening is noted.
#[derive(Serialize, ToSchema)]
struct OpeningAnswer {
    /// The observer.
    id: String,
    /// The entry of the log.
    index: u64,
}

/// The routes.
pub fn table() -> Vec<Route> {
    let need = Need::Power(Act::Erase, Area::Identities);
    let sealed_about = About::new("observers", "Who an observer is, encrypted to the custodians.").answers(
        200,
        "An age file.",
        Some(Content::other("application/octet-stream")),
    );
    let opening_about = About::new("observers", "Notes that it is about to be found out who an observer is.")
        .takes(Content::json::<ReasonBody>())
        .answers(201, "It is noted.", Some(Content::json::<OpeningAnswer>()));
    vec![
        Route::api(Method::GET, "/api/v1/observers/{id}/sealed", need, sealed_about, sealed),
        Route::api(Method::POST, "/api/v1/observers/{id}/openings", need, opening_about, opening),
    ]
}

/// An observer whose identity the caller may ask for.
async fn allowed(app: &App, who: &Who, id: &str) -> Result<(), Problem> {
    let kept = look::current(app, Noun::Observer, id).await?.ok_or_else(|| Problem::not_found("observer"))?;
    let owner = kept.object.owner().map_or(Owner::Nobody, Owner::Organisation);
    who.may(Act::Erase, Area::Identities, owner, "observer")
}

/// The latest sealed block.
async fn sealed(State(app): State<Arc<App>>, who: Who, At(id): At<String>) -> Result<Response, Problem> {
    allowed(&app, &who, &id).await?;
    for row in app.store.object_history(Noun::Observer.word(), &id).await?.into_iter().rev() {
        if let Some(sealed) = app.store.sealed(row.index..row.index + 1).await?.pop() {
            return Ok(([(header::CONTENT_TYPE, "application/octet-stream")], sealed.body).into_response());
        }
    }
    Err(Problem::not_found("sealed identity"))
}

/// Notes that it is about to be opened, by whom and why.
async fn opening(State(app): State<Arc<App>>, who: Who, At(id): At<String>, request: Request) -> Result<Response, Problem> {
    allowed(&app, &who, &id).await?;
    let said = reason(request).await?;
    let payload = app.random(|random| prepare::reason(&said.who, &said.reason, random));
    match app.sequencer.put(Work::OpenObject { noun: Noun::Observer.word().to_owned(), id: id.clone(), payload }).await? {
        Answer::Created { receipt, .. } => Ok((StatusCode::CREATED, Json(OpeningAnswer { id, index: receipt.index })).into_response()),
        _ => Err(Problem::not_found("sealed identity")),
    }
}
