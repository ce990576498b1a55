//! How the server is doing.

use std::sync::Arc;
use std::time::Duration;

use axum::Json;
use axum::extract::State;
use axum::http::{Method, StatusCode, header};
use axum::response::{IntoResponse, Response};
use serde_json::{Value, json};

use super::about::{About, Content};
use super::table::{Need, Route};
use crate::app::App;

/// How the server is doing, for everybody.
pub fn table() -> Vec<Route> {
    let about = |summary: &str| About::new("server", summary);
    let json = || Some(Content::other("application/json"));
    let counts = Some(Content::other("application/openmetrics-text"));
    vec![
        Route::api(Method::GET, "/health", Need::Nothing, about("Whether the process runs.").answers(200, "It does.", json()), health),
        Route::api(
            Method::GET,
            "/ready",
            Need::Nothing,
            about("Whether a report would be taken now.").answers(200, "It would.", json()).answers(503, "It would not, and why.", json()),
            ready,
        ),
        Route::api(Method::GET, "/metrics", Need::Nothing, about("Counts.").answers(200, "In the format of OpenMetrics.", counts), metrics),
    ]
}

/// The process runs. It asks nobody.
pub async fn health() -> Json<Value> {
    Json(json!({"status": "ok"}))
}

/// Whether a report would be taken now: the database answers, and the last transaction was committed.
pub async fn ready(State(app): State<Arc<App>>) -> Response {
    let status = app.sequencer.status();
    let reached = tokio::time::timeout(Duration::from_secs(3), app.store.head()).await;
    let problem = match (status.problem(), reached) {
        (Some(problem), _) => Some((problem.error.code(), problem.error.to_string(), problem.error.remedy())),
        (None, Ok(Ok(_))) => None,
        (None, Ok(Err(error))) => Some((error.code(), error.to_string(), error.remedy())),
        (None, Err(_)) => Some(("STORE-UNREACHABLE", "the database does not answer".to_owned(), "Look at the database.")),
    };
    let (jumps, last_jump) = status.jumps();
    let body = json!({
        "ready": problem.is_none(),
        "database": app.store.name(),
        "entries": app.sequencer.head().size,
        "clock": {"jumps": jumps, "last_jump_seconds": last_jump},
        "problem": problem.as_ref().map(|(code, detail, remedy)| json!({"code": code, "detail": detail, "remedy": remedy})),
    });
    let code = if problem.is_none() { StatusCode::OK } else { StatusCode::SERVICE_UNAVAILABLE };
    (code, Json(body)).into_response()
}

/// Counts in the text format of `OpenMetrics`.
pub async fn metrics(State(app): State<Arc<App>>) -> Response {
    let text = app.metrics.text(&app.sequencer);
    ([(header::CONTENT_TYPE, "application/openmetrics-text; version=1.0.0; charset=utf-8")], text).into_response()
}
