//! Erasing a submission, and opening its sealed block: both leave an entry.

use std::sync::Arc;

use axum::body::to_bytes;
use axum::extract::{Request, State};
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use evidence::Object;
use serde::Deserialize;
use store::prepare;
use store::rows::AttachmentRow;
use store::sequencer::{Answer, Work};
use uuid::Uuid;

use super::submissions::{answered, find};
use crate::address::At;
use crate::app::App;
use crate::auth::MayErase;
use crate::backup::kept;
use crate::problem::Problem;

/// Why, and who.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ReasonBody {
    reason: String,
    #[serde(default)]
    who: Vec<String>,
}

async fn reason(request: Request) -> Result<ReasonBody, Problem> {
    let remedy = "Send {\"reason\": \"...\", \"who\": [\"...\"]}.";
    let bytes =
        to_bytes(request.into_body(), 16 << 10).await.map_err(|_| Problem::malformed("REASON-BODY", "the reason is too long", remedy))?;
    serde_json::from_slice(&bytes).map_err(|_| Problem::malformed("REASON-BODY", "the reason is missing", remedy))
}

/// Erases a submission with all that belongs to it; what stays is that it was there, and that it was erased.
pub async fn erase(State(app): State<Arc<App>>, _: MayErase, At(id): At<Uuid>, request: Request) -> Result<Response, Problem> {
    let ReasonBody { reason, who } = reason(request).await?;
    let payload = app.random(|random| prepare::reason(&who, &reason, random));
    // It goes on to its end when whoever asked for it is gone.
    let erasing = tokio::spawn(async move {
        let answer = app.sequencer.put(Work::Erase(id, payload)).await?;
        if let Answer::Gone { attachments, .. } = &answer {
            remove(&app, attachments).await?;
            app.store.scrub().await.map_err(|error| not_gone(error.code(), &error.to_string(), error.remedy()))?;
        }
        answered(id, answer, StatusCode::OK)
    });
    erasing.await.unwrap_or_else(|_| Err(not_gone("FAULT", "the server has a fault", "")))
}

/// Removes content that no other attachment has.
async fn remove(app: &App, attachments: &[AttachmentRow]) -> Result<(), Problem> {
    for row in attachments {
        for object in kept(row).objects() {
            let _removing = app.contents.removing(&object).await;
            let (originals, copies) = app.store.uses_of(&row.sha256, row.working.as_ref()).await?;
            if (if matches!(object, Object::Sealed(_)) { originals } else { copies }) > 0 {
                continue;
            }
            app.objects.remove(&object).await.map_err(|error| not_gone(error.code(), &error.to_string(), error.remedy()))?;
        }
    }
    Ok(())
}

/// The record is erased, but something of it may still be in a file.
fn not_gone(code: &'static str, detail: &str, remedy: &str) -> Problem {
    tracing::error!(code, "erased from the record, but not yet from every file");
    Problem::new(
        StatusCode::INTERNAL_SERVER_ERROR,
        code,
        format!("it is erased from the record, but something of it may still stand in a file: {detail}"),
        format!("{remedy} Then run `scrutineer doctor --sweep`."),
    )
}

/// The private block, as an age file to the custodians.
pub async fn sealed(State(app): State<Arc<App>>, _: MayErase, At(id): At<Uuid>) -> Result<Response, Problem> {
    let row = find(&app, id).await?;
    let sealed = app.store.sealed(row.index..row.index + 1).await?.pop().ok_or_else(|| Problem::not_found("sealed block"))?;
    Ok(([(header::CONTENT_TYPE, "application/octet-stream")], sealed.body).into_response())
}

/// Notes that a private block is about to be opened, by whom and why.
pub async fn opening(State(app): State<Arc<App>>, _: MayErase, At(id): At<Uuid>, request: Request) -> Result<Response, Problem> {
    let ReasonBody { reason, who } = reason(request).await?;
    let payload = app.random(|random| prepare::reason(&who, &reason, random));
    answered(id, app.sequencer.put(Work::Open(id, payload)).await?, StatusCode::OK)
}
