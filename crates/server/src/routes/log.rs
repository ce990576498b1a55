//! The log, for everybody (`c2sp.org/tlog-tiles`).

use std::sync::Arc;

use axum::extract::State;
use axum::http::{Method, header};
use axum::response::{IntoResponse, Response};
use store::log;
use tlog::tile::Resource;

use super::about::{About, Content};
use super::table::{Need, Route};
use crate::address::At;
use crate::app::App;
use crate::problem::Problem;

/// A full tile never changes.
const FOR_EVER: &str = "public, max-age=31536000, immutable";
/// The checkpoint changes at any moment.
const NEVER: &str = "no-store";

/// The log's routes, for everybody.
pub fn table() -> Vec<Route> {
    let about = |summary: &str| About::new("log", summary);
    let plain = |about: About| about.answers(200, "It.", Some(Content::other("text/plain")));
    let bytes = |about: About| about.answers(200, "It.", Some(Content::other("application/octet-stream")));
    let (latest, witnessed) = (about("The latest signed checkpoint."), about("The latest checkpoint that a witness cosigned."));
    vec![
        Route::api(Method::GET, "/log/checkpoint", Need::Nothing, plain(latest), checkpoint),
        Route::api(Method::GET, "/log/cosigned", Need::Nothing, plain(witnessed), cosigned),
        Route::api(Method::GET, "/log/key", Need::Nothing, plain(about("The log's public key.")), key),
        Route::api(Method::GET, "/log/tile/{*path}", Need::Nothing, bytes(about("A tile, or a bundle of entries.")), resource),
    ]
}

fn text(body: String) -> Response {
    ([(header::CONTENT_TYPE, "text/plain; charset=utf-8"), (header::CACHE_CONTROL, NEVER)], body).into_response()
}

/// The latest checkpoint, with whatever cosignatures it has.
pub async fn checkpoint(State(app): State<Arc<App>>) -> Result<Response, Problem> {
    of_size(&app, app.sequencer.head().size).await
}

/// The latest checkpoint that a witness cosigned.
pub async fn cosigned(State(app): State<Arc<App>>) -> Result<Response, Problem> {
    let size = app.store.latest_cosigned().await?.ok_or_else(|| Problem::not_found("cosigned checkpoint"))?;
    of_size(&app, size).await
}

async fn of_size(app: &App, size: u64) -> Result<Response, Problem> {
    log::cosigned(&*app.store, size).await?.map(text).ok_or_else(|| Problem::not_found("checkpoint"))
}

/// The log's public key. Whoever verifies gets it by another way too.
pub async fn key(State(app): State<Arc<App>>) -> Response {
    text(format!("{}\n", app.sequencer.key()))
}

/// A tile or a bundle of entries, of what is committed.
pub async fn resource(State(app): State<Arc<App>>, At(path): At<String>) -> Result<Response, Problem> {
    let resource: Resource = format!("tile/{path}").parse().map_err(|_| Problem::not_found("tile"))?;
    let (bytes, full) = match &resource {
        Resource::Tile(tile) => (log::tile(&*app.store, tile).await?, !tile.is_partial()),
        Resource::Entries(bundle) => (log::bundle(&*app.store, bundle).await?, !bundle.is_partial()),
        Resource::Checkpoint => (None, false),
    };
    let bytes = bytes.ok_or_else(|| Problem::not_found("tile"))?;
    // A partial one never changes either, but is soon replaced by a wider one.
    let cache = if full { FOR_EVER } else { "public, max-age=3600" };
    Ok(([(header::CONTENT_TYPE, "application/octet-stream"), (header::CACHE_CONTROL, cache)], bytes).into_response())
}
