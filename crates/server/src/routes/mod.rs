//! Every address of the server, in tables: [`all`] is the only way to add one.
//!
//! | table | what |
//! |---|---|
//! | [`submissions`] | submissions and their files: in, listed, one, erased |
//! | [`objects`] | elections, places, stations, organisations, observers, deployments, visits, incidents, protocols |
//! | [`definitions`] | forms |
//! | [`export`] | files and tables of what the caller may see, for other tools |
//! | [`log`], [`health`] | the log, and how the server is doing, for everybody |
//! | [`crate::pages`] | the office |

pub mod about;
mod answers;
mod attachments;
mod definitions;
mod erase;
mod export;
mod health;
mod identities;
mod imports;
mod log;
pub mod objects;
pub mod openapi;
pub mod submissions;
pub mod table;

pub use answers::time;
pub use imports::need as imports_need;

use std::sync::Arc;
use std::time::{Duration, Instant};

use axum::Router;
use axum::extract::{DefaultBodyLimit, MatchedPath, Request, State};
use axum::middleware::{Next, from_fn_with_state};
use axum::response::Response;
use tower_http::catch_panic::CatchPanicLayer;
use tower_http::timeout::RequestBodyTimeoutLayer;

use crate::app::App;
use crate::caller::admit;
use crate::problem::Problem;
use table::Route;

/// Every route.
pub fn all() -> Vec<Route> {
    let tables = [
        submissions::table(),
        objects::table(),
        identities::table(),
        definitions::table(),
        imports::table(),
        export::table(),
        openapi::table(),
        crate::events::table(),
        log::table(),
        health::table(),
        crate::pages::table(),
    ];
    tables.into_iter().flatten().collect()
}

/// The router. A sender may `pause` for so long.
pub fn router(app: Arc<App>, pause: Duration) -> Router {
    let routes = all().into_iter().fold(Router::new(), |router, route| {
        let door = from_fn_with_state((Arc::clone(&app), route.need, route.face), admit);
        router.route(&route.path, route.handler.route_layer(door))
    });
    routes
        .fallback(|| async { Problem::not_found("address") })
        .method_not_allowed_fallback(|| async {
            Problem::new(
                axum::http::StatusCode::METHOD_NOT_ALLOWED,
                "METHOD",
                "this address has no such method",
                "See the guide for what it has.",
            )
        })
        .layer(crate::protect::sessions(&app))
        .layer(from_fn_with_state(Arc::clone(&app), crate::protect::headers))
        .layer(crate::protect::cross_site(&app))
        .layer(from_fn_with_state(Arc::clone(&app), measure))
        // Each route has its own limits, file by file.
        .layer(DefaultBodyLimit::disable())
        .layer(RequestBodyTimeoutLayer::new(pause))
        .layer(CatchPanicLayer::custom(|_: Box<dyn std::any::Any + Send>| {
            tracing::error!("a request ended in a fault of the program");
            axum::response::IntoResponse::into_response(Problem::new(
                axum::http::StatusCode::INTERNAL_SERVER_ERROR,
                "FAULT",
                "the server has a fault",
                "Send the same again under the same id; if it stays so, report it with the time.",
            ))
        }))
        .with_state(app)
}

/// Counts requests by route, never by address: an address has ids in it.
async fn measure(State(app): State<Arc<App>>, matched: Option<MatchedPath>, request: Request, next: Next) -> Response {
    let started = Instant::now();
    let method = request.method().clone();
    let response = next.run(request).await;
    let route = matched.as_ref().map_or("none", MatchedPath::as_str);
    app.metrics.request(route, response.status().as_u16(), started.elapsed());
    tracing::debug!(route, %method, status = response.status().as_u16(), "answered");
    response
}
