//! Protocols, entered by two people who do not see each other's figures. What each may see is decided by `domain`; nothing here shows
//! more, to whoever asks.

use std::collections::BTreeMap;
use std::sync::Arc;

use axum::Json;
use axum::extract::{Request, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use domain::access::Act;
use domain::registry::{EntryError, Figures, Instant, Noun, Object, Protocol, ProtocolState, ProtocolView};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use serde_json::value::RawValue;
use store::prepare::Expected;
use utoipa::ToSchema;

use super::keep::{Change, put};
use super::look::{self, current};
use super::whose::{area, owner_for};
use crate::address::At;
use crate::app::App;
use crate::body;
use crate::caller::Who;
use crate::problem::Problem;
use crate::registry::Kept;

/// Figures as they are sent: by the word of a line or the id of an option; null where nothing stands on that line.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct FiguresBody {
    /// The figures.
    figures: BTreeMap<String, Option<u64>>,
}

/// A protocol as one person may see it.
#[derive(Serialize, ToSchema)]
pub struct Seen {
    /// Its id.
    pub id: String,
    /// Its version.
    pub version: u64,
    /// What the person may see of the entries.
    pub view: ProtocolView,
}

/// A protocol in lists and histories: who entered what is left out until the figures are final.
#[must_use]
pub fn shown(who: &Who, protocol: &Protocol) -> Box<RawValue> {
    let mut shown = protocol.clone();
    if protocol.progress() != ProtocolState::Final {
        shown.entries.retain(|entry| entry.by == who.caller.id);
    }
    let text = String::from_utf8_lossy(&Object::Protocol(shown).to_json()).into_owned();
    RawValue::from_string(text).unwrap_or_else(|_| RawValue::NULL.to_owned())
}

/// What the caller may see of a protocol that is being entered.
///
/// # Errors
/// 404 where it is not there, or another's.
pub async fn desk(State(app): State<Arc<App>>, who: Who, At(id): At<String>) -> Result<Response, Problem> {
    let kept = look::one(&app, &who, Noun::Protocol, &id).await?;
    let Object::Protocol(protocol) = &kept.object else { return Err(Problem::not_found("protocol")) };
    Ok(Json(Seen { id, version: kept.version, view: protocol.view_for(&who.caller.id) }).into_response())
}

/// The first or second entry.
///
/// # Errors
/// 409 where the step is not one that is due, or not this person's.
pub async fn enter(State(app): State<Arc<App>>, who: Who, At(id): At<String>, request: Request) -> Result<Response, Problem> {
    look::one(&app, &who, Noun::Protocol, &id).await?;
    let figures: Figures = figures(request).await?.into_iter().filter_map(|(line, figure)| Some((line, figure?))).collect();
    step(&app, &who, &id, Act::Add, |protocol, by, at| protocol.enter(by, at, figures)).await
}

/// A second look at the lines that differ.
///
/// # Errors
/// 409 where nobody asked this person.
pub async fn correct(State(app): State<Arc<App>>, who: Who, At(id): At<String>, request: Request) -> Result<Response, Problem> {
    look::one(&app, &who, Noun::Protocol, &id).await?;
    let figures = figures(request).await?;
    step(&app, &who, &id, Act::Add, |protocol, by, at| protocol.correct(by, at, &figures)).await
}

/// A third person's decision.
///
/// # Errors
/// 409 where nothing differs, or the person is no third.
pub async fn resolve(State(app): State<Arc<App>>, who: Who, At(id): At<String>, request: Request) -> Result<Response, Problem> {
    look::one(&app, &who, Noun::Protocol, &id).await?;
    let figures = figures(request).await?;
    step(&app, &who, &id, Act::Verify, |protocol, by, at| protocol.resolve(by, at, figures)).await
}

async fn figures(request: Request) -> Result<BTreeMap<String, Option<u64>>, Problem> {
    let bytes = body::read(request, &body::DEFINITION).await?;
    let read: FiguresBody = serde_json::from_slice(&bytes).map_err(|e| {
        let detail = format!("the figures cannot be read at line {}, column {}", e.line(), e.column());
        Problem::malformed("FIGURES-BODY", detail, "Send {\"figures\": {\"valid\": 812, ...}} with whole numbers.")
    })?;
    Ok(read.figures)
}

/// One step of the double entry, from the version that is there now.
async fn step(
    app: &Arc<App>,
    who: &Who,
    id: &str,
    act: Act,
    change: impl FnOnce(&mut Protocol, &str, Instant) -> Result<(), EntryError>,
) -> Result<Response, Problem> {
    // Two entries by tokens would be by programs, and one program with two tokens is no second person.
    if who.account.is_none() {
        return Err(Problem::new(
            StatusCode::FORBIDDEN,
            "PERSON-NEEDED",
            "protocols are entered by people who sign in, not with a token",
            "Sign in and enter it there.",
        ));
    }
    let there = current(app, Noun::Protocol, id).await?.ok_or_else(|| Problem::not_found("protocol"))?;
    who.may(act, area(Noun::Protocol), owner_for(&there.object, who.caller.observer.as_deref()), "protocol")?;
    let Kept { object: Object::Protocol(protocol), version, .. } = &*there else { return Err(Problem::not_found("protocol")) };
    let now = Instant::parse(&Timestamp::now().to_string())
        .ok_or_else(|| Problem::later("CLOCK", "the machine's clock shows no time that can be written", "Set the clock.", 60))?;
    let mut changed = protocol.clone();
    change(&mut changed, &who.caller.id, now).map_err(|e| Problem::new(StatusCode::CONFLICT, e.code(), e.to_string(), e.remedy()))?;
    let view = changed.view_for(&who.caller.id);
    let change = Change {
        noun: Noun::Protocol,
        id: id.to_owned(),
        object: Some(Object::Protocol(changed)),
        expected: Expected::Version(*version),
        sealed: None,
    };
    let done = put(app, &who.caller.id, vec![change]).await?;
    let version = done.versions.first().copied().unwrap_or(version + 1);
    Ok(Json(Seen { id: id.to_owned(), version, view }).into_response())
}
