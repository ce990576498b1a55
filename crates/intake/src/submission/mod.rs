//! Submissions as JSON: `{"id", "form", "station", "answers": {...}, "captured_at", "observer", "replaces"}`, the last three of which
//! may be missing.
//!
//! Whatever else stands in the object is kept as it came. Values are never interpreted: a number keeps the digits it was sent
//! with. Only names are put in order, so that the same submission sent by another program is the same bytes.

mod error;
mod object;

pub use error::SubmissionError;

use domain::Submission;
use serde_json::value::RawValue;
use sha2::{Digest, Sha256};
use uuid::Uuid;

use object::{Object, text};

/// Characters that a form's id or a station's code may have.
const LONGEST_NAME: usize = 200;

/// Reads one submission. `sealed` says for a form which of its answers are private; what stands under `private` always is.
///
/// # Errors
/// [`SubmissionError`], which names the field and repeats none of its content.
pub fn read_submission(body: &[u8], sealed: impl Fn(&str) -> Vec<String>) -> Result<Submission, SubmissionError> {
    let text_body = simdutf8::compat::from_utf8(body).map_err(|e| SubmissionError::NotUtf8 { at: e.valid_up_to() })?;
    let mut top = Object::parse(text_body, None)?;
    let id = identity(top.text("id")?.ok_or(SubmissionError::Missing { field: "id" })?.as_str())?;
    let form = name(&top, "form")?;
    let station = name(&top, "station")?;
    let observer = observer(&top)?;
    let replaces = replaces(&top, id)?;
    let answers = top.get("answers").ok_or(SubmissionError::Missing { field: "answers" })?;
    let mut answers = Object::parse(answers.get(), Some("answers"))?;
    let block = top.remove("private").map(|raw| Object::parse(raw.get(), Some("private"))).transpose()?;
    // The id in its usual form, however it was written.
    let shown = format!("\"{id}\"");
    let written = top.write_with(&[("answers", &answers.write()), ("id", &shown)]);
    let content = content(&written, block.as_ref().map(Object::write).as_deref());

    let hidden = answers.split_off(&sealed(&form));
    let private = (!hidden.is_empty() || block.is_some()).then(|| {
        let mut parts = Vec::new();
        if !hidden.is_empty() {
            parts.push(format!(r#""answers":{}"#, hidden.write()));
        }
        parts.extend(block.map(|block| format!(r#""private":{}"#, block.write())));
        format!("{{{}}}", parts.join(",")).into_bytes()
    });
    // What cannot be read as a time is kept as sent, and marked where it is shown; what is too long to be one is in the payload only.
    let captured_at = top.get("captured_at").map(|raw| text(raw).unwrap_or_else(|| raw.get().to_owned()));
    let captured_at = captured_at.filter(|written| written.len() <= Submission::LONGEST_TIME);
    let public = top.write_with(&[("answers", &answers.write()), ("id", &shown)]).into_bytes();
    Ok(Submission { id, form, station, captured_at, observer, replaces, public, private, content })
}

/// The id: a UUID in any of its forms.
fn identity(written: &str) -> Result<Uuid, SubmissionError> {
    let id = Uuid::try_parse(written).map_err(|_| SubmissionError::Id)?;
    if id.is_nil() { Err(SubmissionError::Id) } else { Ok(id) }
}

/// A member that may be missing; `null` says no more than nothing.
fn given<'a>(top: &Object<'a>, field: &str) -> Option<&'a RawValue> {
    top.get(field).filter(|raw| raw.get() != "null")
}

/// Who filled it in, where that is said.
fn observer(top: &Object) -> Result<Option<String>, SubmissionError> {
    let Some(raw) = given(top, "observer") else { return Ok(None) };
    let fits =
        |id: &String| !id.trim().is_empty() && id.chars().count() <= Submission::LONGEST_OBSERVER && !id.chars().any(char::is_control);
    text(raw).filter(fits).map(Some).ok_or(SubmissionError::Observer)
}

/// What it corrects, where that is said.
fn replaces(top: &Object, id: Uuid) -> Result<Option<Uuid>, SubmissionError> {
    let Some(raw) = given(top, "replaces") else { return Ok(None) };
    let other = text(raw).and_then(|written| Uuid::try_parse(&written).ok());
    other.filter(|other| !other.is_nil() && *other != id).map(Some).ok_or(SubmissionError::Replaces)
}

/// The hash that tells this submission from another: of all but the private block, and then of that, where there is one.
fn content(written: &str, private: Option<&str>) -> [u8; 32] {
    let mut hash = Sha256::new_with_prefix(written);
    if let Some(private) = private {
        hash.update("\n");
        hash.update(private);
    }
    hash.finalize().into()
}

/// A name by which something is looked up: short, printable, not empty.
fn name(top: &Object, field: &'static str) -> Result<String, SubmissionError> {
    let name = top.text(field)?.ok_or(SubmissionError::Missing { field })?;
    let fits = !name.trim().is_empty() && name.chars().count() <= LONGEST_NAME && !name.chars().any(char::is_control);
    if fits { Ok(name) } else { Err(SubmissionError::Name { field }) }
}

/// The members of a canonical object by name, as they stand there: for whoever shows what was stored.
///
/// # Errors
/// [`SubmissionError`] where it is no object.
pub fn members(object: &[u8]) -> Result<Vec<(String, Box<RawValue>)>, SubmissionError> {
    let text = simdutf8::compat::from_utf8(object).map_err(|e| SubmissionError::NotUtf8 { at: e.valid_up_to() })?;
    Ok(Object::parse(text, None)?.into_members())
}

#[cfg(test)]
mod tests;
