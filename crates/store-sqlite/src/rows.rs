//! Rows of the database as rows of the record.

use domain::{FormDefinition, Salt};
use sqlx::Row;
use sqlx::sqlite::SqliteRow;
use store::StoreError;
use store::rows::{
    AttachmentRow, CosignatureRow, DocumentRow, FormRow, Head, KnownObject, KnownSubmission, ObjectRow, PayloadRow, SealedRow,
    SubmissionRow, TokenRow,
};
use tlog::Hash;
use uuid::Uuid;

use crate::error::StoreErrorFrom;

/// A number as SQLite has it.
pub fn signed(number: u64) -> Result<i64, StoreError> {
    i64::try_from(number).map_err(|e| StoreError::Other(e.into()))
}

/// A number that must not be negative.
fn unsigned(row: &SqliteRow, at: &str) -> Result<u64, StoreError> {
    let number: i64 = row.try_get(at).stored()?;
    u64::try_from(number).map_err(|_| StoreError::Damaged(format!("`{at}` is negative")))
}

fn optional(row: &SqliteRow, at: &str) -> Result<Option<u64>, StoreError> {
    let number: Option<i64> = row.try_get(at).stored()?;
    number.map(u64::try_from).transpose().map_err(|_| StoreError::Damaged(format!("`{at}` is negative")))
}

/// Bytes of a fixed length.
fn fixed<const N: usize>(row: &SqliteRow, at: &str) -> Result<[u8; N], StoreError> {
    let bytes: &[u8] = row.try_get(at).stored()?;
    bytes.try_into().map_err(|_| StoreError::Damaged(format!("`{at}` has {} bytes, not {N}", bytes.len())))
}

pub fn head(row: &SqliteRow) -> Result<Head, StoreError> {
    Ok(Head { size: unsigned(row, "size")?, note: row.try_get("note").stored()? })
}

pub fn cosignature(row: &SqliteRow) -> Result<CosignatureRow, StoreError> {
    Ok(CosignatureRow { size: unsigned(row, "size")?, witness: row.try_get("witness").stored()?, line: row.try_get("line").stored()? })
}

pub fn payload(row: &SqliteRow) -> Result<PayloadRow, StoreError> {
    Ok(PayloadRow { index: unsigned(row, "idx")?, salt: Salt(fixed(row, "salt")?), body: row.try_get("body").stored()? })
}

pub fn sealed(row: &SqliteRow) -> Result<SealedRow, StoreError> {
    Ok(SealedRow { index: unsigned(row, "idx")?, body: row.try_get("body").stored()? })
}

/// A text. One that was erased may have left spaces behind, which say nothing.
fn text(row: &SqliteRow, at: &str, erased: bool) -> Result<String, StoreError> {
    let text: String = row.try_get(at).stored()?;
    Ok(if erased { text.trim_matches(' ').to_owned() } else { text })
}

/// A text that may be missing, and is once it was erased.
fn text_or_none(row: &SqliteRow, at: &str, erased: bool) -> Result<Option<String>, StoreError> {
    let text: Option<String> = row.try_get(at).stored()?;
    Ok(text.filter(|text| !erased || !text.trim_matches(' ').is_empty()))
}

/// Stands where no entry corrects a submission: what comes later takes no more room.
pub const NONE: i64 = i64::MAX;

fn replaced_by(row: &SqliteRow) -> Result<Option<u64>, StoreError> {
    let by: i64 = row.try_get("replaced_by").stored()?;
    Ok(if by == NONE { None } else { Some(unsigned(row, "replaced_by")?) })
}

/// Whether there are only the zeroes that an erasure leaves.
pub fn is_zero(bytes: &[u8]) -> bool {
    bytes.iter().all(|byte| *byte == 0)
}

pub fn submission(row: &SqliteRow) -> Result<SubmissionRow, StoreError> {
    let erased_by = optional(row, "erased_by")?;
    let erased = erased_by.is_some();
    let replaces: Option<&[u8]> = row.try_get("replaces").stored()?;
    let replaces = replaces.map(Uuid::from_slice).transpose();
    Ok(SubmissionRow {
        index: unsigned(row, "idx")?,
        id: Uuid::from_bytes(fixed(row, "id")?),
        form: text(row, "form", erased)?,
        station: text(row, "station", erased)?,
        captured_at: text_or_none(row, "captured_at", erased)?,
        organisation: row.try_get("organisation").stored()?,
        observer: text_or_none(row, "observer", erased)?,
        replaces: replaces.map_err(|_| StoreError::Damaged("`replaces` has not 16 bytes".to_owned()))?,
        replaced_by: replaced_by(row)?,
        received_at: unsigned(row, "received_at")?,
        token: row.try_get("token").stored()?,
        fingerprint: fixed(row, "fingerprint")?,
        leaf: Hash(fixed(row, "leaf")?),
        private: row.try_get("private").stored()?,
        erased_by,
    })
}

/// A row of the join of submission and payload.
pub fn known(row: &SqliteRow) -> Result<(Uuid, KnownSubmission), StoreError> {
    let erased = optional(row, "erased_by")?.is_some();
    let content = if erased { None } else { Some((Salt(fixed(row, "salt")?), fixed(row, "fingerprint")?)) };
    let known = KnownSubmission {
        index: unsigned(row, "idx")?,
        leaf: Hash(fixed(row, "leaf")?),
        content,
        organisation: row.try_get("organisation").stored()?,
        replaced_by: replaced_by(row)?,
    };
    Ok((Uuid::from_bytes(fixed(row, "id")?), known))
}

pub fn attachment(row: &SqliteRow) -> Result<AttachmentRow, StoreError> {
    let erased_by = optional(row, "erased_by")?;
    let erased = erased_by.is_some();
    let working: Option<&[u8]> = row.try_get("working").stored()?;
    let working = working.filter(|hash| !erased || !is_zero(hash)).map(<[u8; 32]>::try_from);
    Ok(AttachmentRow {
        index: unsigned(row, "idx")?,
        submission: unsigned(row, "submission")?,
        name: text(row, "name", erased)?,
        media: text(row, "media", erased)?,
        length: unsigned(row, "length")?,
        sha256: fixed(row, "sha256")?,
        working: working.transpose().map_err(|_| StoreError::Damaged("`working` has not 32 bytes".to_owned()))?,
        sealed: row.try_get("sealed").stored()?,
        erased_by,
    })
}

pub fn form(row: &SqliteRow) -> Result<FormRow, StoreError> {
    let sealed: String = row.try_get("sealed").stored()?;
    let form = FormDefinition {
        id: row.try_get("id").stored()?,
        title: row.try_get("title").stored()?,
        sealed: sealed.lines().map(str::to_owned).collect(),
    };
    Ok(FormRow { index: unsigned(row, "idx")?, form })
}

/// A place in an entry.
fn position(row: &SqliteRow) -> Result<u32, StoreError> {
    row.try_get("position").stored()
}

pub fn object(row: &SqliteRow) -> Result<ObjectRow, StoreError> {
    let erased_by = optional(row, "erased_by")?;
    let erased = erased_by.is_some();
    let body: Vec<u8> = row.try_get("body").stored()?;
    Ok(ObjectRow {
        index: unsigned(row, "idx")?,
        position: position(row)?,
        noun: row.try_get("noun").stored()?,
        id: row.try_get("id").stored()?,
        version: unsigned(row, "version")?,
        organisation: text_or_none(row, "organisation", erased)?,
        station: text_or_none(row, "station", erased)?,
        state: text_or_none(row, "state", erased)?,
        gone: row.try_get("gone").stored()?,
        by: text(row, "made_by", erased)?,
        at: unsigned(row, "made_at")?,
        body: if erased && is_zero(&body) { Vec::new() } else { body },
        current: row.try_get("current").stored()?,
        erased_by,
    })
}

pub fn known_object(row: &SqliteRow) -> Result<KnownObject, StoreError> {
    Ok(KnownObject {
        noun: row.try_get("noun").stored()?,
        id: row.try_get("id").stored()?,
        version: unsigned(row, "version")?,
        index: unsigned(row, "idx")?,
        position: position(row)?,
    })
}

pub fn document(row: &SqliteRow) -> Result<DocumentRow, StoreError> {
    Ok(DocumentRow {
        kind: row.try_get("kind").stored()?,
        id: row.try_get("id").stored()?,
        lookup: row.try_get("lookup").stored()?,
        version: unsigned(row, "version")?,
        expires_at: optional(row, "expires_at")?,
        body: row.try_get("body").stored()?,
    })
}

/// A row of counts.
pub fn count(row: &SqliteRow) -> Result<(Option<String>, u64), StoreError> {
    Ok((row.try_get("organisation").stored()?, unsigned(row, "number")?))
}

pub fn token(row: &SqliteRow) -> Result<TokenRow, StoreError> {
    Ok(TokenRow {
        id: row.try_get("id").stored()?,
        label: row.try_get("label").stored()?,
        hash: fixed(row, "hash")?,
        scopes: row.try_get("scopes").stored()?,
        created_at: unsigned(row, "created_at")?,
        revoked_at: optional(row, "revoked_at")?,
        organisation: row.try_get("organisation").stored()?,
        account: row.try_get("account").stored()?,
    })
}
