//! Documents: what is kept beside the record.

use store::StoreError;
use store::rows::DocumentRow;

use crate::error::is_taken;
use crate::read::Query;
use crate::rows::signed;

fn bytes(text: &str) -> Vec<u8> {
    text.as_bytes().to_vec()
}

/// Adds a document, unless id or lookup is taken.
pub fn add(row: &DocumentRow, version: u64) -> Result<Query, StoreError> {
    let sql = "INSERT INTO document (kind, id, lookup, version, expires_at, body) VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT DO NOTHING";
    let query = sqlx::query(sql).bind(bytes(&row.kind)).bind(bytes(&row.id)).bind(row.lookup.as_deref().map(bytes)).bind(signed(version)?);
    Ok(query.bind(row.expires_at.map(signed).transpose()?).bind(row.body.clone()))
}

/// Replaces a document of a version. Where another has its lookup, the server refuses ([`unless_taken`]).
pub fn replace(row: &DocumentRow, version: u64) -> Result<Query, StoreError> {
    let sql = "UPDATE document SET lookup = $1, version = version + 1, expires_at = $2, body = $3
               WHERE kind = $4 AND id = $5 AND version = $6";
    let query = sqlx::query(sql).bind(row.lookup.as_deref().map(bytes)).bind(row.expires_at.map(signed).transpose()?);
    Ok(query.bind(row.body.clone()).bind(bytes(&row.kind)).bind(bytes(&row.id)).bind(signed(version)?))
}

/// Whether a row was written: not where its id or lookup is taken.
pub fn unless_taken(done: Result<u64, StoreError>) -> Result<bool, StoreError> {
    match done {
        Err(error) if is_taken(&error) => Ok(false),
        done => Ok(done? > 0),
    }
}

pub fn remove(kind: &str, id: &str) -> Query {
    sqlx::query("DELETE FROM document WHERE kind = $1 AND id = $2").bind(bytes(kind)).bind(bytes(id))
}

pub fn remove_expired(now: u64) -> Query {
    sqlx::query("DELETE FROM document WHERE expires_at <= $1").bind(i64::try_from(now).unwrap_or(i64::MAX))
}
