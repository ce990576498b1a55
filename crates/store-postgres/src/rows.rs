//! Rows of the database as rows of the record.

use domain::{FormDefinition, Salt};
use sqlx::Row;
use sqlx::postgres::PgRow;
use store::StoreError;
use store::rows::{
    AttachmentRow, CosignatureRow, DocumentRow, FormRow, Head, KnownObject, KnownSubmission, ObjectRow, PayloadRow, SealedRow,
    SubmissionRow, TokenRow,
};
use tlog::Hash;
use uuid::Uuid;

use crate::error::StoreErrorFrom;

/// A number as PostgreSQL has it.
pub fn signed(number: u64) -> Result<i64, StoreError> {
    i64::try_from(number).map_err(|e| StoreError::Other(e.into()))
}

/// A number that must not be negative.
fn unsigned(row: &PgRow, at: &str) -> Result<u64, StoreError> {
    let number: i64 = row.try_get(at).stored()?;
    u64::try_from(number).map_err(|_| StoreError::Damaged(format!("`{at}` is negative")))
}

fn optional(row: &PgRow, at: &str) -> Result<Option<u64>, StoreError> {
    let number: Option<i64> = row.try_get(at).stored()?;
    number.map(u64::try_from).transpose().map_err(|_| StoreError::Damaged(format!("`{at}` is negative")))
}

/// Bytes of a fixed length.
fn fixed<const N: usize>(row: &PgRow, at: &str) -> Result<[u8; N], StoreError> {
    let bytes: &[u8] = row.try_get(at).stored()?;
    bytes.try_into().map_err(|_| StoreError::Damaged(format!("`{at}` has {} bytes, not {N}", bytes.len())))
}

/// What somebody wrote, stored as bytes.
fn text(row: &PgRow, at: &str) -> Result<String, StoreError> {
    let bytes: Vec<u8> = row.try_get(at).stored()?;
    String::from_utf8(bytes).map_err(|_| StoreError::Damaged(format!("`{at}` is not UTF-8")))
}

/// The same, where it may be missing.
fn text_or_none(row: &PgRow, at: &str) -> Result<Option<String>, StoreError> {
    let bytes: Option<Vec<u8>> = row.try_get(at).stored()?;
    bytes.map(String::from_utf8).transpose().map_err(|_| StoreError::Damaged(format!("`{at}` is not UTF-8")))
}

pub fn head(row: &PgRow) -> Result<Head, StoreError> {
    Ok(Head { size: unsigned(row, "size")?, note: row.try_get("note").stored()? })
}

pub fn cosignature(row: &PgRow) -> Result<CosignatureRow, StoreError> {
    Ok(CosignatureRow { size: unsigned(row, "size")?, witness: row.try_get("witness").stored()?, line: row.try_get("line").stored()? })
}

pub fn payload(row: &PgRow) -> Result<PayloadRow, StoreError> {
    Ok(PayloadRow { index: unsigned(row, "idx")?, salt: Salt(fixed(row, "salt")?), body: row.try_get("body").stored()? })
}

pub fn sealed(row: &PgRow) -> Result<SealedRow, StoreError> {
    Ok(SealedRow { index: unsigned(row, "idx")?, body: row.try_get("body").stored()? })
}

pub fn submission(row: &PgRow) -> Result<SubmissionRow, StoreError> {
    Ok(SubmissionRow {
        index: unsigned(row, "idx")?,
        id: row.try_get("id").stored()?,
        form: text(row, "form")?,
        station: text(row, "station")?,
        captured_at: text_or_none(row, "captured_at")?,
        organisation: text_or_none(row, "organisation")?,
        observer: text_or_none(row, "observer")?,
        replaces: row.try_get("replaces").stored()?,
        replaced_by: optional(row, "replaced_by")?,
        received_at: unsigned(row, "received_at")?,
        token: row.try_get("token").stored()?,
        fingerprint: fixed(row, "fingerprint")?,
        leaf: Hash(fixed(row, "leaf")?),
        private: row.try_get("private").stored()?,
        erased_by: optional(row, "erased_by")?,
    })
}

/// A row of the join of submission and payload.
pub fn known(row: &PgRow) -> Result<(Uuid, KnownSubmission), StoreError> {
    let erased = optional(row, "erased_by")?.is_some();
    let content = if erased { None } else { Some((Salt(fixed(row, "salt")?), fixed(row, "fingerprint")?)) };
    let known = KnownSubmission {
        index: unsigned(row, "idx")?,
        leaf: Hash(fixed(row, "leaf")?),
        content,
        organisation: text_or_none(row, "organisation")?,
        replaced_by: optional(row, "replaced_by")?,
    };
    Ok((row.try_get("id").stored()?, known))
}

pub fn attachment(row: &PgRow) -> Result<AttachmentRow, StoreError> {
    let working: Option<&[u8]> = row.try_get("working").stored()?;
    let working =
        working.map(<[u8; 32]>::try_from).transpose().map_err(|_| StoreError::Damaged("`working` has not 32 bytes".to_owned()))?;
    Ok(AttachmentRow {
        index: unsigned(row, "idx")?,
        submission: unsigned(row, "submission")?,
        name: text(row, "name")?,
        media: text(row, "media")?,
        length: unsigned(row, "length")?,
        sha256: fixed(row, "sha256")?,
        working,
        sealed: row.try_get("sealed").stored()?,
        erased_by: optional(row, "erased_by")?,
    })
}

pub fn form(row: &PgRow) -> Result<FormRow, StoreError> {
    let sealed = text(row, "sealed")?.lines().map(str::to_owned).collect();
    Ok(FormRow { index: unsigned(row, "idx")?, form: FormDefinition { id: text(row, "id")?, title: text(row, "title")?, sealed } })
}

/// A place in an entry.
fn position(row: &PgRow) -> Result<u32, StoreError> {
    u32::try_from(unsigned(row, "position")?).map_err(|_| StoreError::Damaged("`position` is too large".to_owned()))
}

pub fn object(row: &PgRow) -> Result<ObjectRow, StoreError> {
    Ok(ObjectRow {
        index: unsigned(row, "idx")?,
        position: position(row)?,
        noun: text(row, "noun")?,
        id: text(row, "id")?,
        version: unsigned(row, "version")?,
        organisation: text_or_none(row, "organisation")?,
        station: text_or_none(row, "station")?,
        state: text_or_none(row, "state")?,
        gone: row.try_get("gone").stored()?,
        by: text(row, "made_by")?,
        at: unsigned(row, "made_at")?,
        body: row.try_get("body").stored()?,
        current: row.try_get("current").stored()?,
        erased_by: optional(row, "erased_by")?,
    })
}

pub fn known_object(row: &PgRow) -> Result<KnownObject, StoreError> {
    Ok(KnownObject {
        noun: text(row, "noun")?,
        id: text(row, "id")?,
        version: unsigned(row, "version")?,
        index: unsigned(row, "idx")?,
        position: position(row)?,
    })
}

pub fn document(row: &PgRow) -> Result<DocumentRow, StoreError> {
    Ok(DocumentRow {
        kind: text(row, "kind")?,
        id: text(row, "id")?,
        lookup: text_or_none(row, "lookup")?,
        version: unsigned(row, "version")?,
        expires_at: optional(row, "expires_at")?,
        body: row.try_get("body").stored()?,
    })
}

/// A row of counts.
pub fn count(row: &PgRow) -> Result<(Option<String>, u64), StoreError> {
    Ok((text_or_none(row, "organisation")?, unsigned(row, "number")?))
}

pub fn token(row: &PgRow) -> Result<TokenRow, StoreError> {
    Ok(TokenRow {
        id: row.try_get("id").stored()?,
        label: text(row, "label")?,
        hash: fixed(row, "hash")?,
        scopes: row.try_get("scopes").stored()?,
        created_at: unsigned(row, "created_at")?,
        revoked_at: optional(row, "revoked_at")?,
        organisation: text_or_none(row, "organisation")?,
        account: text_or_none(row, "account")?,
    })
}
