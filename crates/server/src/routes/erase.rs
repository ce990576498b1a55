//! Erasing a submission, and opening its sealed block: both leave an entry.

use std::sync::Arc;

use axum::extract::{Request, State};
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use domain::access::Act;
use serde::Deserialize;
use store::prepare;
use store::sequencer::{Answer, Receipt, Work, receipt};
use utoipa::ToSchema;
use uuid::Uuid;

use super::submissions::{answered, find};
use crate::address::At;
use crate::app::App;
use crate::caller::Who;
use crate::erasures::{self, Unfinished};
use crate::problem::Problem;

/// Why, and who.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ReasonBody {
    /// Why.
    pub reason: String,
    /// By whom.
    #[serde(default)]
    pub who: Vec<String>,
}

/// Why, and who, as it was sent.
pub async fn reason(request: Request) -> Result<ReasonBody, Problem> {
    let remedy = "Send {\"reason\": \"...\", \"who\": [\"...\"]}.";
    let bytes = crate::body::read(request, &crate::body::REASON).await?;
    serde_json::from_slice(&bytes).map_err(|_| Problem::malformed("REASON-BODY", "the reason is missing", remedy))
}

/// Erases a submission with all that belongs to it; what stays is that it was there, and that it was erased. One that was erased before
/// is answered with the receipt of that, once nothing of it is left.
pub async fn erase(State(app): State<Arc<App>>, who: Who, At(id): At<Uuid>, request: Request) -> Result<Response, Problem> {
    // Whose it is comes first: what is wrong with a request tells nobody that there is such a submission.
    let row = find(&app, &who, Act::Erase, id).await?;
    let ReasonBody { reason, who: names } = reason(request).await?;
    let payload = app.random(|random| prepare::reason(&names, &reason, random));
    // It goes on to its end when whoever asked for it is gone.
    let erasing = tokio::spawn(async move {
        erasures::note(&app, &app.store.attachments_of(row.index).await?).await?;
        let receipt = match app.sequencer.put(Work::Erase(id, payload)).await? {
            Answer::Gone { receipt, .. } => receipt,
            Answer::Erased => earlier(&app, id).await?,
            other => return answered(id, other, StatusCode::OK),
        };
        match erasures::finish(&app).await {
            Ok(()) => answered(id, Answer::Gone { receipt, attachments: Vec::new() }, StatusCode::OK),
            Err(error) => {
                erasures::resume(&app);
                Err(not_yet(&error))
            }
        }
    });
    erasing.await.unwrap_or_else(|_| Err(Problem::later("FAULT", "the server has a fault", "Ask again.", 5)))
}

/// The receipt of the entry that erased a submission.
async fn earlier(app: &App, id: Uuid) -> Result<Receipt, Problem> {
    let row = app.store.submission(id).await?.ok_or_else(|| Problem::not_found("submission"))?;
    let by = row.erased_by.ok_or_else(|| Problem::not_found("erasure"))?;
    Ok(receipt(&*app.store, by, None).await?)
}

/// The record is erased, but something of it may still be in a file.
fn not_yet(error: &Unfinished) -> Problem {
    tracing::warn!(code = error.code(), "erased from the record, but not yet from every file: {error}");
    Problem::later(
        error.code(),
        format!("it is erased from the record, but something of it may still stand in a file: {error}"),
        "The server goes on with it by itself; ask again to hear that it is done. A backup that is being made can hold it up.",
        30,
    )
}

/// The private block, as an age file to the custodians.
pub async fn sealed(State(app): State<Arc<App>>, who: Who, At(id): At<Uuid>) -> Result<Response, Problem> {
    let row = find(&app, &who, Act::Erase, id).await?;
    let sealed = app.store.sealed(row.index..row.index + 1).await?.pop().ok_or_else(|| Problem::not_found("sealed block"))?;
    Ok(([(header::CONTENT_TYPE, "application/octet-stream")], sealed.body).into_response())
}

/// Notes that a private block is about to be opened, by whom and why.
pub async fn opening(State(app): State<Arc<App>>, who: Who, At(id): At<Uuid>, request: Request) -> Result<Response, Problem> {
    find(&app, &who, Act::Erase, id).await?;
    let ReasonBody { reason, who: names } = reason(request).await?;
    let payload = app.random(|random| prepare::reason(&names, &reason, random));
    answered(id, app.sequencer.put(Work::Open(id, payload)).await?, StatusCode::OK)
}
