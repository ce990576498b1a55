//! What a request brings: a submission alone as JSON, or as the first part of a form with files behind it.

use std::error::Error;
use std::mem;
use std::sync::Arc;

use axum::body::{Body, Bytes};
use axum::extract::{FromRequest, Multipart, Request};
use axum::http::{HeaderMap, header};
use domain::Submission;
use evidence::Object;
use evidence::objects::{KeepError, ObjectError};
use store::prepare::{File, NewAttachment};
use uuid::Uuid;

use crate::app::App;
use crate::body::{self, Room};
use crate::contents::Use;
use crate::erasures;
use crate::problem::Problem;

/// Files of one request at most.
const MOST_FILES: usize = 50;

/// What came in, its files kept already.
pub struct Upload {
    /// The submission.
    pub submission: Submission,
    /// Its files.
    pub files: Files,
}

/// Files that are kept, and may not be removed before something refers to them. Where nothing does in the end, because the request was
/// refused or its sender went away, their content goes with this.
pub struct Files {
    app: Arc<App>,
    /// The attachments to be made of them.
    pub attachments: Vec<NewAttachment>,
    used: Use,
    objects: Vec<Object>,
    /// What the submission takes that waits for its files.
    room: Room,
}

impl Files {
    fn none(app: &Arc<App>) -> Self {
        Self { app: Arc::clone(app), attachments: Vec::new(), used: Use::new(), objects: Vec::new(), room: Room::default() }
    }

    /// Something refers to them now, or it is not known whether something does.
    pub fn settled(&mut self) {
        self.objects.clear();
        self.used.clear();
    }
}

impl Drop for Files {
    fn drop(&mut self) {
        let (objects, used) = (mem::take(&mut self.objects), mem::take(&mut self.used));
        if objects.is_empty() {
            return;
        }
        let app = Arc::clone(&self.app);
        tokio::spawn(async move {
            drop(used);
            for object in objects {
                if let Err(error) = erasures::remove_unused(&app, &object).await {
                    tracing::warn!(code = error.code(), "content that was refused is left behind: {error}");
                }
            }
        });
    }
}

/// Reads a request that brings a submission.
pub async fn submission(app: &Arc<App>, request: Request) -> Result<Upload, Problem> {
    if !has_parts(request.headers()) {
        let body = body::read(request, &body::SUBMISSION).await?;
        return Ok(Upload { submission: read(app, &body)?, files: Files::none(app) });
    }
    let limit = declared(request.headers()).min(app.largest_attachment);
    let mut form = Multipart::from_request(request, &()).await.map_err(|e| broken(&e.body_text()))?;
    let first = form.next_field().await.map_err(|e| part(&e))?.ok_or_else(|| broken("it has no parts"))?;
    let mut room = Room::default();
    let submission = read(app, &body::collect(first, &body::SUBMISSION, &mut room).await?)?;
    let mut files = files(app, &mut form, submission.id, limit).await?;
    files.room = room;
    Ok(Upload { submission, files })
}

/// Reads a request that brings files of a submission that is there: a form, or one file as it is, under the name given.
pub async fn attachments(app: &Arc<App>, request: Request, submission: Uuid, name: Option<String>) -> Result<Files, Problem> {
    let limit = declared(request.headers()).min(app.largest_attachment);
    if let Some(name) = name {
        let body: Body = request.into_body();
        let mut files = Files::none(app);
        keep(app, body.into_data_stream(), submission, name, limit, &mut files).await?;
        Ok(files)
    } else {
        let mut form = Multipart::from_request(request, &()).await.map_err(|e| broken(&e.body_text()))?;
        let files = files(app, &mut form, submission, limit).await?;
        if files.attachments.is_empty() { Err(broken("it has no files")) } else { Ok(files) }
    }
}

/// Whether it is a form with parts. Anything else is read as JSON, whatever it is called: a report is not lost for a header.
fn has_parts(headers: &HeaderMap) -> bool {
    let text = headers.get(header::CONTENT_TYPE).and_then(|value| value.to_str().ok()).unwrap_or_default();
    text.trim_start().to_ascii_lowercase().starts_with("multipart/form-data")
}

/// Bytes that the request says it has; memory is reserved by it.
fn declared(headers: &HeaderMap) -> u64 {
    headers.get(header::CONTENT_LENGTH).and_then(|value| value.to_str().ok()).and_then(|text| text.parse().ok()).unwrap_or(u64::MAX)
}

fn read(app: &App, body: &[u8]) -> Result<Submission, Problem> {
    intake::submission::read_submission(body, |form| app.definitions.sealed(form))
        .map_err(|e| Problem::malformed(e.code(), e.to_string(), e.remedy()))
}

async fn files(app: &Arc<App>, form: &mut Multipart, submission: Uuid, limit: u64) -> Result<Files, Problem> {
    let mut files = Files::none(app);
    while let Some(field) = form.next_field().await.map_err(|e| part(&e))? {
        let Some(name) = field.file_name().or(field.name()).map(str::to_owned) else { return Err(broken("a part has no name")) };
        if files.attachments.len() == MOST_FILES {
            return Err(Problem::malformed(
                "UPLOAD-FILES",
                format!("it has more than {MOST_FILES} files"),
                "Send the others in further requests.",
            ));
        }
        keep(app, field, submission, name, limit, &mut files).await?;
    }
    Ok(files)
}

/// Keeps one file's content and makes the attachment of it.
async fn keep<S, E>(app: &Arc<App>, mut content: S, submission: Uuid, name: String, limit: u64, files: &mut Files) -> Result<(), Problem>
where
    S: futures_util::Stream<Item = Result<Bytes, E>> + Unpin,
    E: Error + 'static,
{
    if name.is_empty() || name.chars().count() > 255 {
        return Err(Problem::malformed("UPLOAD-NAME", "a file's name is empty or longer than 255 characters", "Give it a short name."));
    }
    let held = &files.objects;
    let kept = app.objects.keep_with(&mut content, limit, async |kept| app.contents.using(kept, held).await).await;
    if matches!(kept, Err(KeepError::TooLong { .. })) {
        body::let_pass(content).await;
    }
    let (kept, used) = kept.map_err(|error| match error {
        KeepError::TooLong { .. } => too_large(app.largest_attachment),
        KeepError::Object(error) => not_kept(&error),
        KeepError::Stream(error) => part(&error),
    })?;
    files.objects.extend(kept.objects());
    files.used.extend(used);
    let file = File {
        name,
        media: kept.media.mime().to_owned(),
        length: kept.length,
        sha256: kept.sha256,
        working: kept.working,
        sealed: kept.sealed,
    };
    files.attachments.push(app.random(|random| NewAttachment::new(submission, file, random)));
    Ok(())
}

fn too_large(limit: u64) -> Problem {
    let remedy = "Send less, or ask who runs the server to allow more with `--largest-attachment`.";
    body::too_large("a file", limit, "UPLOAD-TOO-LARGE", remedy)
}

/// The store did not keep it, now.
fn not_kept(error: &ObjectError) -> Problem {
    let what = "an attachment was not kept; nothing of it is acknowledged";
    if matches!(error, ObjectError::Busy) {
        tracing::warn!(code = error.code(), "{what}");
    } else {
        tracing::error!(code = error.code(), error = error as &dyn Error, "{what}");
    }
    Problem::later(error.code(), error.to_string(), error.remedy(), 5)
}

fn broken(why: &str) -> Problem {
    Problem::malformed("UPLOAD-FORM", format!("the form cannot be read: {why}"), "Send it again, whole, under the same id.")
}

/// A part that cannot be read. What the reader says could repeat a name, so it is not passed on.
fn part(error: &(dyn Error + 'static)) -> Problem {
    body::failed(error).unwrap_or_else(|| broken("a part is not whole"))
}
