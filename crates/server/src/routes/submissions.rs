//! Submissions: in, listed, one.

use std::sync::Arc;

use axum::Json;
use axum::extract::{Request, State};
use axum::http::{Method, StatusCode, header};
use axum::response::{IntoResponse, Response};
use domain::access::{Act, Area, Owner};
use serde::Deserialize;
use serde_json::value::RawValue;
use store::prepare::{NewSubmission, Sender};
use store::rows::{Page, SubmissionRow};
use store::sequencer::{Answer, NotReplaced, Work};
use uuid::Uuid;

use super::about::{About, Content, Parameter};
use super::answers::{AttachmentAnswer, History, Listed, ReceiptAnswer, SubmissionAnswer, WholeSubmission};
use super::table::{Need, Route};
use super::{attachments, erase};
use crate::address::{Asked, At};
use crate::app::App;
use crate::caller::Who;
use crate::events::Event;
use crate::problem::Problem;
use crate::upload::{self, Upload};

/// Submissions of one page at most.
const MOST: u32 = 1000;

/// The heading of these routes.
const TAG: &str = "submissions";

/// The routes of submissions and their files.
#[expect(clippy::too_many_lines, reason = "a table, a few lines for each route")]
pub fn table() -> Vec<Route> {
    let read = Need::Power(Act::Read, Area::Submissions);
    let add = Need::Power(Act::Add, Area::Submissions);
    let erased = Need::Power(Act::Erase, Area::Submissions);
    let receipt = || Some(Content::json::<ReceiptAnswer>());
    let reason = || Content::json::<erase::ReasonBody>();
    let files = || Content::other("multipart/form-data");
    vec![
        Route::api(
            Method::POST,
            "/api/v1/submissions",
            add,
            About::new(
                TAG,
                "Takes a submission; answers once it is durable. The same id and content again is answered with the first receipt.",
            )
            .takes(Content::other("application/json"))
            .answers(200, "It was there before; this is the first receipt.", receipt())
            .answers(201, "It is in the log.", receipt())
            .refuses(&[409, 410, 422]),
            create,
        ),
        Route::api(
            Method::GET,
            "/api/v1/submissions",
            read,
            About::new(TAG, "Submissions, newest first.").query(list_parameters()).answers(
                200,
                "A page; `next` is the cursor of the following one.",
                Some(Content::json::<Listed>()),
            ),
            list,
        ),
        Route::api(
            Method::GET,
            "/api/v1/submissions/{id}",
            read,
            About::new(TAG, "A submission with its answers.").answers(200, "The submission.", Some(Content::json::<WholeSubmission>())),
            one,
        ),
        Route::api(
            Method::GET,
            "/api/v1/submissions/{id}/history",
            read,
            About::new(TAG, "A submission and everything that replaced it, oldest first.").answers(
                200,
                "Its versions.",
                Some(Content::json::<History>()),
            ),
            history,
        ),
        Route::api(
            Method::GET,
            "/api/v1/submissions/{id}/payload",
            read,
            About::new(TAG, "What the entry commits to, to the byte; the salt stands in the header `x-salt`.")
                .answers(200, "The payload.", Some(Content::other("application/json")))
                .refuses(&[410]),
            payload,
        ),
        Route::api(
            Method::GET,
            "/api/v1/submissions/{id}/receipt",
            read,
            About::new(TAG, "A proof that the submission is in the log, to be checked offline.").answers(
                200,
                "A tlog-proof.",
                Some(Content::other("text/plain")),
            ),
            self::receipt,
        ),
        Route::api(
            Method::DELETE,
            "/api/v1/submissions/{id}",
            erased,
            About::new(TAG, "Erases a submission with all that belongs to it.").takes(reason()).answers(200, "It is erased.", receipt()),
            erase::erase,
        ),
        Route::api(
            Method::GET,
            "/api/v1/submissions/{id}/sealed",
            erased,
            About::new(TAG, "The private block, encrypted to the custodians.").answers(
                200,
                "An age file.",
                Some(Content::other("application/octet-stream")),
            ),
            erase::sealed,
        ),
        Route::api(
            Method::POST,
            "/api/v1/submissions/{id}/openings",
            erased,
            About::new(TAG, "Notes that the private block is about to be opened.")
                .takes(reason())
                .answers(201, "It is noted.", receipt())
                .refuses(&[410]),
            erase::opening,
        ),
        Route::api(
            Method::POST,
            "/api/v1/submissions/{id}/attachments",
            add,
            About::new(TAG, "Adds files; the same file again is the same attachment.")
                .query([Parameter::text("name", "The name of a file that is sent as it is, without a form.")])
                .takes(files())
                .answers(200, "They are in the log.", receipt())
                .answers(201, "They are in the log.", receipt())
                .refuses(&[409, 410]),
            attachments::add,
        ),
        Route::api(
            Method::GET,
            "/api/v1/submissions/{id}/attachments",
            read,
            About::new(TAG, "The files of a submission.").answers(200, "The files.", Some(Content::json::<attachments::Files>())),
            attachments::list,
        ),
        Route::api(
            Method::GET,
            "/api/v1/submissions/{id}/attachments/{index}",
            read,
            About::new(TAG, "The working copy of a picture, without its metadata.").answers(
                200,
                "The picture.",
                Some(Content::other("application/octet-stream")),
            ),
            attachments::working,
        ),
        Route::api(
            Method::GET,
            "/api/v1/submissions/{id}/attachments/{index}/original",
            erased,
            About::new(TAG, "The original, encrypted to the custodians.").answers(
                200,
                "An age file.",
                Some(Content::other("application/octet-stream")),
            ),
            attachments::original,
        ),
    ]
}

/// Whose a submission is.
pub fn owner(row: &SubmissionRow) -> Owner<'_> {
    match (&row.organisation, &row.observer) {
        (None, _) => Owner::Nobody,
        (Some(organisation), None) => Owner::Organisation(organisation),
        (Some(organisation), Some(observer)) => Owner::Observer(organisation, observer),
    }
}

/// An observer sends in its own name only.
fn own_name(who: &Who, observer: Option<&str>) -> Result<(), Problem> {
    match who.caller.observer.as_deref() {
        Some(own) if observer != Some(own) => Err(Problem::new(
            StatusCode::FORBIDDEN,
            "OBSERVER-OTHER",
            "the submission does not name you as its observer",
            "Send your own observer id as `observer`.",
        )),
        _ => Ok(()),
    }
}

/// Takes a submission; answers once it is durable.
pub async fn create(State(app): State<Arc<App>>, who: Who, request: Request) -> Result<Response, Problem> {
    let Upload { submission, mut files } = upload::submission(&app, request).await?;
    own_name(&who, submission.observer.as_deref())?;
    let id = submission.id;
    let organisation = who.caller.organisation().map(str::to_owned);
    let observer = submission.observer.clone();
    let vault = app.objects.vault();
    // A private block takes a while to seal, and others need the random numbers meanwhile.
    let mut random = app.fork();
    let prepared = NewSubmission::new(
        submission,
        Sender { token: who.token, organisation: organisation.clone() },
        &app.pepper,
        |plain| vault.seal(plain),
        &mut random,
    );
    let prepared = prepared.map_err(|e| Problem::later(e.code(), e.to_string(), e.remedy(), 5))?;
    let work = Work::Submit(Box::new(prepared), std::mem::take(&mut files.attachments));
    let answer = app.put(work, files).await?;
    if let Answer::Created { receipt, .. } = &answer {
        app.counts.add(organisation.as_deref());
        let what = "submission".to_owned();
        let area = Some(Area::Submissions);
        app.bus.tell(Event { what, id: id.to_string(), entry: receipt.index, organisation, observer, area });
    }
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
        Answer::NotReplaced(why) => Err(not_replaced(why)),
        Answer::Unknown | Answer::Changed { .. } | Answer::Stale { .. } | Answer::Shared => Err(Problem::not_found("submission")),
    }
}

/// What it was to correct cannot be corrected.
fn not_replaced(why: NotReplaced) -> Problem {
    let (code, detail, remedy) = match why {
        NotReplaced::Unknown => ("REPLACES-UNKNOWN", "the submission that it corrects is not there", "Send it without `replaces`."),
        NotReplaced::Erased => ("REPLACES-ERASED", "the submission that it corrects was erased", "Send it without `replaces`."),
        NotReplaced::Already => {
            ("REPLACES-ALREADY", "the submission that it corrects was corrected by another already", "Correct the latest one.")
        }
    };
    Problem::new(StatusCode::UNPROCESSABLE_ENTITY, code, detail, remedy)
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
    station: Option<String>,
    observer: Option<String>,
    all: Option<bool>,
    limit: Option<u32>,
}

fn list_parameters() -> Vec<Parameter> {
    vec![
        Parameter::number("cursor", "From `next` of the page before."),
        Parameter::text("form", "Only this form."),
        Parameter::text("station", "Only this station."),
        Parameter::text("observer", "Only this observer."),
        Parameter::truth("all", "Those that were replaced, too."),
        Parameter::number("limit", "How many at most; 1000 is the most."),
    ]
}

/// The page of a list that a caller may see.
pub fn page(who: &Who, query: ListQuery) -> Page {
    Page {
        before: query.cursor,
        form: query.form,
        limit: query.limit.unwrap_or(100).clamp(1, MOST),
        organisations: who.caller.visible(Area::Submissions),
        station: query.station,
        // An observer sees its own, whoever it asks for.
        observer: who.caller.observer.clone().or(query.observer),
        latest: !query.all.unwrap_or(false),
    }
}

/// Newest first; `next` is the cursor of the next page.
pub async fn list(State(app): State<Arc<App>>, who: Who, Asked(query): Asked<ListQuery>) -> Result<Response, Problem> {
    let page = page(&who, query);
    let rows = app.store.submissions(&page).await?;
    let next = rows.last().filter(|_| rows.len() == usize::try_from(page.limit).unwrap_or(usize::MAX)).map(|row| row.index);
    let submissions: Vec<SubmissionAnswer> = rows.into_iter().map(|row| SubmissionAnswer::new(&app, row)).collect();
    Ok(Json(Listed { submissions, next }).into_response())
}

/// A submission and what replaced it.
pub async fn history(State(app): State<Arc<App>>, who: Who, At(id): At<Uuid>) -> Result<Response, Problem> {
    find(&app, &who, Act::Read, id).await?;
    let rows = app.store.submission_history(id).await?;
    Ok(Json(History { versions: rows.into_iter().map(|row| SubmissionAnswer::new(&app, row)).collect() }).into_response())
}

/// A submission by its id, where the caller may do this with it.
pub async fn find(app: &App, who: &Who, act: Act, id: Uuid) -> Result<SubmissionRow, Problem> {
    let row = app.store.submission(id).await?.ok_or_else(|| Problem::not_found("submission"))?;
    who.may(act, Area::Submissions, owner(&row), "submission")?;
    Ok(row)
}

/// One submission with its answers.
pub async fn one(State(app): State<Arc<App>>, who: Who, At(id): At<Uuid>) -> Result<Response, Problem> {
    let row = find(&app, &who, Act::Read, id).await?;
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
pub async fn payload(State(app): State<Arc<App>>, who: Who, At(id): At<Uuid>) -> Result<Response, Problem> {
    let row = find(&app, &who, Act::Read, id).await?;
    let payload = app.store.payloads(row.index..row.index + 1).await?.pop();
    let payload = payload.ok_or_else(erased)?;
    let headers =
        [(header::CONTENT_TYPE, "application/json".to_owned()), (header::HeaderName::from_static("x-salt"), hex::encode(payload.salt.0))];
    Ok((headers, payload.body).into_response())
}

/// A proof that the submission is in the log, to be verified offline (`*.tlog-proof`): under the first checkpoint that a witness
/// cosigned, or the latest.
pub async fn receipt(State(app): State<Arc<App>>, who: Who, At(id): At<Uuid>) -> Result<Response, Problem> {
    let row = find(&app, &who, Act::Read, id).await?;
    let reader: Arc<dyn store::Reader> = app.store.clone();
    let text = store::log::receipt(reader, row.index).await?;
    let name = format!("attachment; filename=\"{id}.tlog-proof\"");
    Ok(([(header::CONTENT_TYPE, "text/plain; charset=utf-8".to_owned()), (header::CONTENT_DISPOSITION, name)], text).into_response())
}
