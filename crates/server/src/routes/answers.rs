//! What is answered, in JSON.

use domain::Mark;
use jiff::Timestamp;
use serde::Serialize;
use serde_json::value::RawValue;
use store::rows::{AttachmentRow, SubmissionRow};
use store::sequencer::Receipt;
use utoipa::ToSchema;
use uuid::Uuid;

use crate::app::App;

/// The answer to a submission: proof that it is in the signed log.
#[derive(Serialize, ToSchema)]
pub struct ReceiptAnswer {
    /// The submission.
    pub id: Uuid,
    /// Its entry, counted from 0.
    pub index: u64,
    /// The entry's leaf hash, in base64.
    pub leaf_hash: String,
    /// The first signed checkpoint that covers it.
    pub checkpoint: String,
    /// The attachments that came with it.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub attachments: Vec<EntryAnswer>,
}

/// An entry of the log.
#[derive(Serialize, ToSchema)]
pub struct EntryAnswer {
    /// The entry, counted from 0.
    pub index: u64,
    /// Its leaf hash, in base64.
    pub leaf_hash: String,
}

impl ReceiptAnswer {
    /// From the sequencer's receipts.
    pub fn new(id: Uuid, receipt: &Receipt, attachments: &[Receipt]) -> Self {
        let entry = |receipt: &Receipt| EntryAnswer { index: receipt.index, leaf_hash: receipt.leaf.to_string() };
        Self {
            id,
            index: receipt.index,
            leaf_hash: receipt.leaf.to_string(),
            checkpoint: receipt.checkpoint.to_string(),
            attachments: attachments.iter().map(entry).collect(),
        }
    }
}

/// A submission as it is listed.
#[derive(Serialize, ToSchema)]
pub struct SubmissionAnswer {
    /// Chosen by the sender.
    pub id: Uuid,
    /// Its entry, counted from 0.
    pub index: u64,
    /// The form, as sent.
    pub form: String,
    /// The station's code, as sent.
    pub station: String,
    /// The organisation that it belongs to.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub organisation: Option<String>,
    /// The observer, as sent.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub observer: Option<String>,
    /// The submission that it corrects.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub replaces: Option<Uuid>,
    /// The entry that corrects it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub replaced_by: Option<u64>,
    /// When the sender's device says it was captured, as sent.
    pub captured_at: Option<String>,
    /// When it arrived, by the server's clock (RFC 3339).
    pub received_at: String,
    /// The entry's leaf hash, in base64.
    pub leaf_hash: String,
    /// What a person should know before relying on it.
    pub marks: Vec<&'static str>,
    /// Whether a sealed block belongs to it.
    pub private: bool,
    /// The entry that erased it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub erased_by: Option<u64>,
}

impl SubmissionAnswer {
    pub fn new(app: &App, row: SubmissionRow) -> Self {
        let marks = app.definitions.marks(&row, &app.registry).into_iter().map(Mark::word).collect();
        Self {
            id: row.id,
            index: row.index,
            form: row.form,
            station: row.station,
            organisation: row.organisation,
            observer: row.observer,
            replaces: row.replaces,
            replaced_by: row.replaced_by,
            captured_at: row.captured_at,
            received_at: time(row.received_at),
            leaf_hash: row.leaf.to_string(),
            marks,
            private: row.private,
            erased_by: row.erased_by,
        }
    }
}

/// A page of submissions.
#[derive(Serialize, ToSchema)]
pub struct Listed {
    /// Newest first.
    pub submissions: Vec<SubmissionAnswer>,
    /// The cursor of the next page; nothing where this is the last.
    pub next: Option<u64>,
}

/// The versions of a submission.
#[derive(Serialize, ToSchema)]
pub struct History {
    /// Oldest first.
    pub versions: Vec<SubmissionAnswer>,
}

/// A submission with everything that is not private.
#[derive(Serialize, ToSchema)]
pub struct WholeSubmission {
    #[serde(flatten)]
    pub listed: SubmissionAnswer,
    /// The answers, as they were sent; nothing once erased.
    #[schema(value_type = Option<Object>)]
    pub answers: Option<Box<RawValue>>,
    /// Whatever else the sender sent.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<Object>)]
    pub extra: Option<Box<RawValue>>,
    pub attachments: Vec<AttachmentAnswer>,
    pub checkpoint: String,
}

/// A file that belongs to a submission.
#[derive(Serialize, ToSchema)]
pub struct AttachmentAnswer {
    pub index: u64,
    pub name: String,
    pub media: String,
    pub length: u64,
    pub sha256: String,
    /// Whether there is a working copy without metadata.
    pub working: bool,
    /// Whether the original is sealed.
    pub sealed: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub erased_by: Option<u64>,
}

impl From<AttachmentRow> for AttachmentAnswer {
    fn from(row: AttachmentRow) -> Self {
        Self {
            index: row.index,
            name: row.name,
            media: row.media,
            length: row.length,
            sha256: hex::encode(row.sha256),
            working: row.working.is_some(),
            sealed: row.sealed,
            erased_by: row.erased_by,
        }
    }
}

/// RFC 3339, in UTC.
pub fn time(seconds: u64) -> String {
    i64::try_from(seconds).ok().and_then(|s| Timestamp::from_second(s).ok()).map_or_else(|| seconds.to_string(), |t| t.to_string())
}
