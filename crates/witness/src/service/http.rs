//! The service's side of HTTP.

use std::future::Future;
use std::io;
use std::sync::Arc;
use std::time::Duration;

use axum::Json;
use axum::Router;
use axum::body::{Body, to_bytes};
use axum::extract::State;
use axum::http::StatusCode;
use axum::http::header::CONTENT_TYPE;
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use tlog::note::NoteSignature;
use tlog::witness::{AddCheckpoint, Refusal};
use tokio::net::TcpListener;
use tokio::time::timeout;

use super::{Declined, Service};

/// Bytes that a request may have: a proof of 63 hashes, and a checkpoint with dozens of signatures.
pub const LONGEST: usize = 256 * 1024;

/// Time for a request's body to come in.
const PATIENCE: Duration = Duration::from_secs(15);

/// Time for open requests to end after the signal to stop.
const GRACE: Duration = Duration::from_secs(5);

/// What a witness answers over HTTP. It speaks plain HTTP: a server that speaks TLS belongs before it.
pub fn router(service: Arc<Service>) -> Router {
    Router::new().route("/add-checkpoint", post(add_checkpoint)).route("/", get(status)).route("/health", get(health)).with_state(service)
}

/// Serves until `stop` is there, then ends the open requests.
///
/// # Errors
/// What the network reports.
pub async fn serve(listener: TcpListener, service: Arc<Service>, stop: impl Future<Output = ()> + Send + 'static) -> io::Result<()> {
    let (stopping, stopped) = tokio::sync::oneshot::channel();
    let stop = async move {
        stop.await;
        // Nobody listens where the server has ended by itself.
        let _ = stopping.send(());
    };
    let late = async move {
        if stopped.await.is_ok() {
            tokio::time::sleep(GRACE).await;
        } else {
            std::future::pending::<()>().await;
        }
    };
    // A client that holds its connection open cannot hold up the end.
    tokio::select! {
        ended = axum::serve(listener, router(service)).with_graceful_shutdown(stop).into_future() => ended,
        () = late => Ok(()),
    }
}

/// `POST /add-checkpoint`.
async fn add_checkpoint(State(service): State<Arc<Service>>, body: Body) -> Response {
    let bytes = match timeout(PATIENCE, to_bytes(body, LONGEST)).await {
        Ok(Ok(bytes)) => bytes,
        Ok(Err(_)) => return text(StatusCode::PAYLOAD_TOO_LARGE, format!("the request was cut off, or is longer than {LONGEST} bytes\n")),
        Err(_) => return text(StatusCode::REQUEST_TIMEOUT, "the request did not come to an end\n".to_owned()),
    };
    let declined = match AddCheckpoint::parse(&bytes) {
        Ok(request) => match decide(service, request).await {
            Ok(cosignature) => return text(StatusCode::OK, format!("{cosignature}\n")),
            Err(declined) => declined,
        },
        Err(refusal) => refusal.into(),
    };
    match declined {
        Declined::Refused(refusal) => refused(&refusal),
        Declined::Folder(error) => {
            tracing::error!(code = error.code(), "{error}. {}", error.remedy());
            text(StatusCode::INTERNAL_SERVER_ERROR, format!("{}: the witness cannot use its folder; nothing was cosigned\n", error.code()))
        }
    }
}

/// Waits for the log's turn and decides away from the threads of the network, because deciding waits for the disk. The turn goes
/// along: a client that gives up does not give it to the next before the file is written.
async fn decide(service: Arc<Service>, request: AddCheckpoint) -> Result<NoteSignature, Declined> {
    let Some(log) = service.logs.get(request.origin()).map(Arc::clone) else {
        return Err(Refusal::UnknownLog(request.origin().chars().take(120).collect()).into());
    };
    let turn = Arc::clone(&log.turn).lock_owned().await;
    let decided = tokio::task::spawn_blocking(move || {
        let decided = service.decide(&log, &request);
        drop(turn);
        if let Ok(cosignature) = &decided {
            let size = request.checkpoint.checkpoint().size();
            tracing::info!(log = ?log.origin, size, by = cosignature.name(), "cosigned");
        }
        decided
    });
    decided.await.unwrap_or_else(|error| std::panic::resume_unwind(error.into_panic()))
}

/// A refusal as the specification asks; where it asks for no body, a sentence.
fn refused(refusal: &Refusal) -> Response {
    let status = StatusCode::from_u16(refusal.status()).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
    match refusal.body() {
        Some((body, kind)) => (status, [(CONTENT_TYPE, kind)], body).into_response(),
        None => text(status, format!("{}: {refusal}. {}\n", refusal.code(), refusal.remedy())),
    }
}

/// `GET /`.
async fn status(State(service): State<Arc<Service>>) -> Response {
    match tokio::task::spawn_blocking(move || service.status()).await {
        Ok(Ok(status)) => Json(status).into_response(),
        Ok(Err(error)) => text(StatusCode::SERVICE_UNAVAILABLE, format!("{}: {}\n", error.code(), error.remedy())),
        Err(_) => StatusCode::INTERNAL_SERVER_ERROR.into_response(),
    }
}

/// `GET /health`: whether what is known can be read.
async fn health(State(service): State<Arc<Service>>) -> Response {
    match tokio::task::spawn_blocking(move || service.status()).await {
        Ok(Ok(_)) => text(StatusCode::OK, "ok\n".to_owned()),
        Ok(Err(error)) => text(StatusCode::SERVICE_UNAVAILABLE, format!("{}\n", error.code())),
        Err(_) => StatusCode::INTERNAL_SERVER_ERROR.into_response(),
    }
}

/// A text answer.
fn text(status: StatusCode, body: String) -> Response {
    (status, [(CONTENT_TYPE, "text/plain; charset=utf-8")], body).into_response()
}
