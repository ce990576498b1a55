//! The rows of a stretch of entries, and whether a row says what its payload says.

use std::collections::BTreeMap;
use std::ops::Range;

use domain::{FormDefinition, Kind, Submission};
use serde_json::Value;
use serde_json::value::RawValue;
use sha2::{Digest, Sha256};
use uuid::Uuid;

use crate::prepare::content;
use crate::rows::{AttachmentRow, FormRow, ObjectRow, PayloadRow, SubmissionRow};
use crate::{Reader, StoreError};

use super::wrong;

/// Everything stored for one entry.
#[derive(Debug, Default)]
pub struct Rows {
    pub payload: Option<PayloadRow>,
    pub sealed: Option<Vec<u8>>,
    pub submission: Option<SubmissionRow>,
    pub attachment: Option<AttachmentRow>,
    pub form: Option<FormRow>,
    /// In the order of their places.
    pub objects: Vec<ObjectRow>,
}

/// Rows of a stretch of entries, by entry.
pub struct Stretch(BTreeMap<u64, Rows>);

impl Stretch {
    pub async fn read(reader: &dyn Reader, range: Range<u64>) -> Result<Self, StoreError> {
        let mut stretch = Self(BTreeMap::new());
        for row in reader.payloads(range.clone()).await? {
            stretch.at(row.index).payload.replace(row);
        }
        for row in reader.sealed(range.clone()).await? {
            stretch.at(row.index).sealed.replace(row.body);
        }
        for row in reader.submissions_in(range.clone()).await? {
            stretch.at(row.index).submission.replace(row);
        }
        for row in reader.attachments_in(range.clone()).await? {
            stretch.at(row.index).attachment.replace(row);
        }
        for row in reader.forms_in(range.clone()).await? {
            stretch.at(row.index).form.replace(row);
        }
        for row in reader.objects_in(range).await? {
            stretch.at(row.index).objects.push(row);
        }
        Ok(stretch)
    }

    fn at(&mut self, index: u64) -> &mut Rows {
        self.0.entry(index).or_default()
    }

    pub fn take(&mut self, index: u64) -> Rows {
        self.0.remove(&index).unwrap_or_default()
    }

    /// Nothing is left that belongs to no entry.
    pub fn finish(self) -> Result<(), StoreError> {
        self.0.keys().next().map_or(Ok(()), |index| Err(wrong(*index, "rows are stored for it, and it is not there")))
    }
}

impl Rows {
    /// Whether there are exactly the rows that an entry of a kind has. Stations of old records have none.
    pub fn are_of(&self, kind: Kind) -> bool {
        let there = [self.submission.is_some(), self.attachment.is_some(), self.form.is_some(), !self.objects.is_empty()];
        there == [kind == Kind::Submission, kind == Kind::Attachment, kind == Kind::Form, kind == Kind::Change]
            && (self.sealed.is_none() || matches!(kind, Kind::Submission | Kind::Change))
    }

    /// The entry that erased it, as its row says.
    pub fn erased_by(&self) -> Option<u64> {
        let submission = self.submission.as_ref().and_then(|row| row.erased_by);
        let attachment = || self.attachment.as_ref().and_then(|row| row.erased_by);
        submission.or_else(attachment).or_else(|| self.objects.iter().find_map(|row| row.erased_by))
    }

    /// Whether nothing readable is left of what was erased.
    pub fn are_blank(&self) -> bool {
        let submission = self
            .submission
            .as_ref()
            .is_none_or(|row| row.form.is_empty() && row.station.is_empty() && row.captured_at.is_none() && row.fingerprint == [0; 32])
            && self.submission.as_ref().is_none_or(|row| row.observer.is_none());
        let attachment = self.attachment.as_ref().is_none_or(|row| {
            row.name.is_empty() && row.media.is_empty() && row.length == 0 && row.sha256 == [0; 32] && row.working.is_none()
        });
        submission && attachment && self.objects.iter().all(is_blank) && self.sealed.is_none()
    }

    /// Whether the row says what the payload says.
    pub fn fit(&self, payload: &PayloadRow) -> bool {
        let json = || serde_json::from_slice::<Value>(&payload.body).unwrap_or_default();
        if let Some(row) = &self.submission {
            return submission_fits(row, self.sealed.is_some(), payload);
        }
        if let Some(row) = &self.attachment {
            let json = json();
            // Which submission it is says the entry; the payload names it by its id.
            let of = json["submission"].as_str().unwrap_or_default();
            return content::attachment(of, &row.name, &row.media, row.length, &row.sha256, row.working.as_ref()) == json;
        }
        if let Some(FormRow { form, .. }) = &self.form {
            return form_fits(form, json());
        }
        let said = self.objects.iter().map(content::Said::from);
        self.objects.is_empty() || content::change(said, self.sealed.as_deref()) == payload.body
    }
}

/// Whether nothing is left of an object but which one it was.
fn is_blank(row: &ObjectRow) -> bool {
    let names = [&row.organisation, &row.station, &row.state];
    names.iter().all(|name| name.is_none()) && !row.gone && row.by.is_empty() && row.body.is_empty()
}

/// A database keeps the names of sealed answers line by line.
fn form_fits(row: &FormDefinition, mut said: Value) -> bool {
    if let Some(Value::Array(names)) = said.get_mut("sealed") {
        let lines = names.iter().filter_map(Value::as_str).collect::<Vec<_>>().join("\n");
        *names = lines.lines().map(Value::from).collect();
    }
    content::form(row) == said
}

/// A submission's row against `{"organisation": ..., "private": ..., "submission": {...}}`. The names `id`, `form`, `station`,
/// `captured_at`, `observer` and `replaces` are those of the reader of submissions; one that the payload does not have is not compared.
fn submission_fits(row: &SubmissionRow, sealed: bool, payload: &PayloadRow) -> bool {
    let Ok(body) = serde_json::from_slice::<Members<'_>>(&payload.body) else { return false };
    let private = body.contains_key("private");
    let Some(public) = body.get("submission").filter(|_| private == sealed && private == row.private) else { return false };
    // What is private is part of the fingerprint too, and only custodians can read it.
    let fingerprint = private || crate::prepare::fingerprint(&payload.salt, &Sha256::digest(public.get()).into()) == row.fingerprint;
    let members = serde_json::from_str::<Members<'_>>(public.get()).unwrap_or_default();
    let same = |name: &str, stored: &str| text(&members, name).is_none_or(|said| said == stored);
    let id = text(&members, "id").and_then(|said| Uuid::try_parse(&said).ok()).is_none_or(|said| said == row.id);
    let captured = !members.contains_key("form")
        || text(&members, "captured_at").filter(|said| said.len() <= Submission::LONGEST_TIME) == row.captured_at;
    let organisation = text(&body, "organisation") == row.organisation;
    fingerprint && id && same("form", &row.form) && same("station", &row.station) && captured && organisation && sender_fits(row, &members)
}

type Members<'a> = BTreeMap<String, &'a RawValue>;

/// A member as text, where it is there.
fn text(members: &Members<'_>, name: &str) -> Option<String> {
    members.get(name).map(|raw| serde_json::from_str(raw.get()).unwrap_or_else(|_| raw.get().to_owned()))
}

/// Who filled it in and what it corrects. Records of the first format did not read either, nor did they know organisations: where a
/// row has neither, a payload without an organisation may still say something.
fn sender_fits(row: &SubmissionRow, members: &Members<'_>) -> bool {
    let said = |name: &str| members.get(name).filter(|raw| raw.get() != "null").and_then(|_| text(members, name));
    let first_format = row.organisation.is_none() && row.observer.is_none() && row.replaces.is_none();
    let replaces = said("replaces").and_then(|said| Uuid::try_parse(&said).ok());
    first_format || (said("observer") == row.observer && replaces == row.replaces)
}
