//! Submissions: in, listed, one.

use std::sync::Arc;

use axum::Json;
use axum::extract::{Request, State};
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use serde::Deserialize;
use serde_json::json;
use serde_json::value::RawValue;
use store::prepare::NewSubmission;
use store::rows::{Page, SubmissionRow};
use store::sequencer::{Answer, Work};
use uuid::Uuid;

use super::answers::{AttachmentAnswer, ReceiptAnswer, SubmissionAnswer, WholeSubmission};
use crate::address::{Asked, At};
use crate::app::App;
use crate::auth::{MayRead, MaySubmit};
use crate::problem::Problem;
use crate::upload::{self, Upload};

/// Submissions of one page at most.
const MOST: u32 = 1000;

/// Takes a submission; answers once it is durable.
pub async fn create(State(app): State<Arc<App>>, MaySubmit(caller): MaySubmit, request: Request) -> Result<Response, Problem> {
    let Upload { submission, mut files } = upload::submission(&app, request).await?;
    let id = submission.id;
    let vault = app.objects.vault();
    // A private block takes a while to seal, and others need the random numbers meanwhile.
    let mut random = app.fork();
    let prepared = NewSubmission::new(submission, caller.token, &app.pepper, |plain| vault.seal(plain), &mut random);
    let prepared = prepared.map_err(|e| Problem::later(e.code(), e.to_string(), e.remedy(), 5))?;
    let work = Work::Submit(Box::new(prepared), std::mem::take(&mut files.attachments));
    let answer = app.put(work, files).await?;
    answered(id, answer, StatusCode::OK)
}

/// The answer to something that was put into the record under a submission's id.
pub fn answered(id: Uuid, answer: Answer, repeated: StatusCode) -> Result<Response, Problem> {
    match answer {
        Answer::Created { receipt, attachments } => {
            Ok((StatusCode::CREATED, Json(ReceiptAnswer::new(id, &receipt, &attachments))).into_response())
        }
        Answer::Repeated { receipt, attachments } => Ok((repeated, Json(ReceiptAnswer::new(id, &receipt, &attachments))).into_response()),
        Answer::Gone { receipt, .. } => Ok(Json(ReceiptAnswer::new(id, &receipt, &[])).into_response()),
        Answer::Conflict => Err(Problem::new(
            StatusCode::CONFLICT,
            "SUBMISSION-CONFLICT",
            "another submission is there under this id",
            "Give a new submission a new id. What was sent first is kept as it is.",
        )),
        Answer::Erased => Err(erased()),
        Answer::Unknown => Err(Problem::not_found("submission")),
    }
}

/// What was erased does not come back.
pub fn erased() -> Problem {
    Problem::new(
        StatusCode::GONE,
        "SUBMISSION-ERASED",
        "the submission of this id was erased",
        "Do not send it again; give a new submission a new id. Its entry and its receipt stay valid.",
    )
}

/// What can be asked of the list.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ListQuery {
    cursor: Option<u64>,
    form: Option<String>,
    limit: Option<u32>,
}

/// Newest first; `next` is the cursor of the next page.
pub async fn list(State(app): State<Arc<App>>, _: MayRead, Asked(query): Asked<ListQuery>) -> Result<Response, Problem> {
    let limit = query.limit.unwrap_or(100).clamp(1, MOST);
    let page = Page { before: query.cursor, form: query.form, limit };
    let rows = app.store.submissions(&page).await?;
    let next = rows.last().filter(|_| rows.len() == usize::try_from(limit).unwrap_or(usize::MAX)).map(|row| row.index);
    let submissions: Vec<SubmissionAnswer> = rows.into_iter().map(|row| SubmissionAnswer::new(&app, row)).collect();
    Ok(Json(json!({ "submissions": submissions, "next": next })).into_response())
}

/// A submission by its id.
pub async fn find(app: &App, id: Uuid) -> Result<SubmissionRow, Problem> {
    app.store.submission(id).await?.ok_or_else(|| Problem::not_found("submission"))
}

/// One submission with its answers.
pub async fn one(State(app): State<Arc<App>>, _: MayRead, At(id): At<Uuid>) -> Result<Response, Problem> {
    let row = find(&app, id).await?;
    let index = row.index;
    let body = app.store.payloads(index..index + 1).await?.pop().map(|payload| payload.body);
    let mut whole = WholeSubmission {
        listed: SubmissionAnswer::new(&app, row),
        answers: None,
        extra: None,
        attachments: app.store.attachments_of(index).await?.into_iter().map(AttachmentAnswer::from).collect(),
        checkpoint: app.store.head_covering(index).await?.map(|head| head.note).unwrap_or_default(),
    };
    if let Some(body) = body {
        (whole.answers, whole.extra) = split(&body).ok_or_else(|| {
            Problem::new(
                StatusCode::INTERNAL_SERVER_ERROR,
                "STORE-INCONSISTENT",
                "what is stored for this submission cannot be read",
                "Run `scrutineer doctor`; keep everything as it is.",
            )
        })?;
    }
    Ok(Json(whole).into_response())
}

/// A part of a submission, where it has it.
type Part = Option<Box<RawValue>>;

/// Answers and whatever else was sent, out of a payload.
fn split(payload: &[u8]) -> Option<(Part, Part)> {
    let wrapper = intake::submission::members(payload).ok()?;
    let submission = wrapper.into_iter().find(|(name, _)| name == "submission")?.1;
    let members = intake::submission::members(submission.get().as_bytes()).ok()?;
    let (mut answers, mut extra) = (None, Vec::new());
    for (name, value) in members {
        match name.as_str() {
            "answers" => answers = Some(value),
            "id" | "form" | "station" | "captured_at" => {}
            _ => extra.push(format!("{}:{}", serde_json::to_string(&name).ok()?, value.get())),
        }
    }
    let extra = (!extra.is_empty()).then(|| RawValue::from_string(format!("{{{}}}", extra.join(",")))).transpose().ok()?;
    Some((answers, extra))
}

/// What the entry commits to, to the byte, with the salt: so that whoever holds a receipt can compute the commitment.
pub async fn payload(State(app): State<Arc<App>>, _: MayRead, At(id): At<Uuid>) -> Result<Response, Problem> {
    let row = find(&app, id).await?;
    let payload = app.store.payloads(row.index..row.index + 1).await?.pop();
    let payload = payload.ok_or_else(erased)?;
    let headers =
        [(header::CONTENT_TYPE, "application/json".to_owned()), (header::HeaderName::from_static("x-salt"), hex::encode(payload.salt.0))];
    Ok((headers, payload.body).into_response())
}

/// A proof that the submission is in the log, to be verified offline (`*.tlog-proof`): under the first checkpoint that a witness
/// cosigned, or the latest.
pub async fn receipt(State(app): State<Arc<App>>, _: MayRead, At(id): At<Uuid>) -> Result<Response, Problem> {
    let row = find(&app, id).await?;
    let reader: Arc<dyn store::Reader> = app.store.clone();
    let text = store::log::receipt(reader, row.index).await?;
    let name = format!("attachment; filename=\"{id}.tlog-proof\"");
    Ok(([(header::CONTENT_TYPE, "text/plain; charset=utf-8".to_owned()), (header::CONTENT_DISPOSITION, name)], text).into_response())
}
