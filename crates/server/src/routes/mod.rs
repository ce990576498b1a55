//! Every address of the server.
//!
//! | address | what | who |
//! |---|---|---|
//! | `POST /api/v1/submissions` | a submission, its receipt | may submit |
//! | `GET /api/v1/submissions` | newest first, by cursor | may read |
//! | `GET /api/v1/submissions/{id}`, `/payload`, `/receipt` | one, what its entry commits to, a proof | may read |
//! | `DELETE /api/v1/submissions/{id}` | erases it | may erase |
//! | `POST`, `GET /api/v1/submissions/{id}/attachments` | files | may submit, may read |
//! | `GET /api/v1/submissions/{id}/sealed`, `POST .../openings` | the private block, encrypted; that it is about to be opened | may erase |
//! | `PUT /api/v1/forms/{id}`, `/api/v1/stations/{code}`, `GET /api/v1/forms` | definitions | may submit, may read |
//! | `/log/checkpoint`, `/log/key`, `/log/tile/...` | the log | everybody |
//! | `/health`, `/ready`, `/metrics` | how it is doing | everybody |

mod answers;
mod attachments;
mod definitions;
mod erase;
mod health;
mod log;
mod submissions;

use std::sync::Arc;
use std::time::{Duration, Instant};

use axum::Router;
use axum::extract::{DefaultBodyLimit, MatchedPath, Request, State};
use axum::middleware::{Next, from_fn_with_state};
use axum::response::Response;
use axum::routing::{delete, get, post, put};
use tower_http::catch_panic::CatchPanicLayer;
use tower_http::timeout::RequestBodyTimeoutLayer;

use crate::app::App;
use crate::problem::Problem;

/// The router. A sender may `pause` for so long.
pub fn router(app: Arc<App>, pause: Duration) -> Router {
    let api = Router::new()
        .route("/submissions", post(submissions::create).get(submissions::list))
        .route("/submissions/{id}", get(submissions::one))
        .route("/submissions/{id}", delete(erase::erase))
        .route("/submissions/{id}/payload", get(submissions::payload))
        .route("/submissions/{id}/receipt", get(submissions::receipt))
        .route("/submissions/{id}/sealed", get(erase::sealed))
        .route("/submissions/{id}/openings", post(erase::opening))
        .route("/submissions/{id}/attachments", post(attachments::add).get(attachments::list))
        .route("/submissions/{id}/attachments/{index}", get(attachments::working))
        .route("/submissions/{id}/attachments/{index}/original", get(attachments::original))
        .route("/forms", get(definitions::forms))
        .route("/forms/{id}", put(definitions::form))
        .route("/stations/{code}", put(definitions::station));
    Router::new()
        .nest("/api/v1", api)
        .route("/log/checkpoint", get(log::checkpoint))
        .route("/log/cosigned", get(log::cosigned))
        .route("/log/key", get(log::key))
        .route("/log/tile/{*path}", get(log::resource))
        .route("/health", get(health::health))
        .route("/ready", get(health::ready))
        .route("/metrics", get(health::metrics))
        .fallback(|| async { Problem::not_found("address") })
        .method_not_allowed_fallback(|| async {
            Problem::new(
                axum::http::StatusCode::METHOD_NOT_ALLOWED,
                "METHOD",
                "this address has no such method",
                "See the guide for what it has.",
            )
        })
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
