//! Attachments: in, listed, their working copies and sealed originals.

use std::sync::Arc;

use axum::Json;
use axum::extract::{Request, State};
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use domain::access::Act;
use evidence::objects::ObjectError;
use serde::{Deserialize, Serialize};
use store::rows::AttachmentRow;
use store::sequencer::Work;
use utoipa::ToSchema;
use uuid::Uuid;

use super::answers::AttachmentAnswer;
use super::submissions::{answered, erased, find};
use crate::address::{Asked, At};
use crate::app::App;
use crate::caller::Who;
use crate::problem::Problem;
use crate::upload;

/// The name of a file that is sent as it is.
#[derive(Deserialize)]
pub struct NameQuery {
    name: Option<String>,
}

/// The files of a submission.
#[derive(Serialize, ToSchema)]
pub struct Files {
    /// In the order in which they came.
    attachments: Vec<AttachmentAnswer>,
}

/// Adds files to a submission that is there; answers once they are durable. The same file again is the same attachment.
pub async fn add(
    State(app): State<Arc<App>>,
    who: Who,
    At(id): At<Uuid>,
    Asked(query): Asked<NameQuery>,
    request: Request,
) -> Result<Response, Problem> {
    // Content of a submission that is not there would belong to nothing.
    if find(&app, &who, Act::Add, id).await?.erased_by.is_some() {
        return Err(erased());
    }
    let mut files = upload::attachments(&app, request, id, query.name).await?;
    let work = Work::Attach(id, std::mem::take(&mut files.attachments));
    let answer = app.put(work, files).await?;
    answered(id, answer, StatusCode::OK)
}

/// The attachments of a submission.
pub async fn list(State(app): State<Arc<App>>, who: Who, At(id): At<Uuid>) -> Result<Response, Problem> {
    let row = find(&app, &who, Act::Read, id).await?;
    let attachments: Vec<AttachmentAnswer> = app.store.attachments_of(row.index).await?.into_iter().map(Into::into).collect();
    Ok(Json(Files { attachments }).into_response())
}

async fn attachment(app: &App, who: &Who, act: Act, id: Uuid, index: u64) -> Result<AttachmentRow, Problem> {
    let row = find(app, who, act, id).await?;
    let all = app.store.attachments_of(row.index).await?;
    all.into_iter().find(|row| row.index == index && row.erased_by.is_none()).ok_or_else(|| Problem::not_found("attachment"))
}

/// The working copy: the picture without its metadata.
pub async fn working(State(app): State<Arc<App>>, who: Who, At((id, index)): At<(Uuid, u64)>) -> Result<Response, Problem> {
    let row = attachment(&app, &who, Act::Read, id, index).await?;
    let hash = row.working.ok_or_else(|| {
        Problem::new(
            StatusCode::NOT_FOUND,
            "ATTACHMENT-SEALED",
            "no working copy could be made of this file",
            "The original is sealed; custodians can open it.",
        )
    })?;
    let content = app.objects.working(hash).await.map_err(|e| object(&e))?;
    // Shown by nobody's browser as a page of ours.
    let headers = [
        (header::CONTENT_TYPE, row.media),
        (header::CONTENT_DISPOSITION, "attachment".to_owned()),
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff".to_owned()),
    ];
    Ok((headers, content).into_response())
}

/// The sealed original, as an age file.
pub async fn original(State(app): State<Arc<App>>, who: Who, At((id, index)): At<(Uuid, u64)>) -> Result<Response, Problem> {
    let row = attachment(&app, &who, Act::Erase, id, index).await?;
    if !row.sealed {
        return Err(Problem::new(
            StatusCode::NOT_FOUND,
            "ATTACHMENT-NOT-SEALED",
            "nothing was taken out of this file",
            "The working copy is the original.",
        ));
    }
    let content = app.objects.sealed(row.sha256).await.map_err(|e| object(&e))?;
    Ok(([(header::CONTENT_TYPE, "application/octet-stream")], content).into_response())
}

fn object(error: &ObjectError) -> Problem {
    tracing::error!(code = error.code(), error = error as &dyn std::error::Error, "an attachment cannot be read");
    match error {
        ObjectError::Missing { .. } | ObjectError::Damaged { .. } => {
            Problem::new(StatusCode::INTERNAL_SERVER_ERROR, error.code(), error.to_string(), error.remedy())
        }
        _ => Problem::later(error.code(), error.to_string(), error.remedy(), 5),
    }
}
