//! What one transaction writes: one statement a table, which takes its columns as arrays.
//!
//! `SELECT unnest(...), unnest(...)` hands row after row to the insertion; `SELECT * FROM unnest(..., ...)` would first collect all rows
//! in a buffer of its own, on the disk beyond 4 MiB. `COPY` of the bodies was measured at 18 to 22 ms of the server's processor time for
//! 1,000 submissions instead of 25 (`examples/cost.rs`), not enough for a second way of writing.

use sqlx::postgres::PgConnection;
use store::rows::{AttachmentRow, FormRow, Head, PayloadRow, SealedRow, SubmissionRow};
use store::{Batch, StoreError};

use crate::error::StoreErrorFrom;
use crate::objects;
use crate::rows::signed;

/// Writes a batch in the transaction given.
pub async fn write(db: &mut PgConnection, batch: &Batch) -> Result<(), StoreError> {
    // The rows' own keys make a batch that does not begin where the record ends impossible, but for a gap.
    let end: i64 = sqlx::query_scalar("SELECT coalesce(max(idx) + 1, 0) FROM entry").fetch_one(&mut *db).await.stored()?;
    if end != signed(batch.first)? {
        let fault = format!("the record ends at {end}");
        return Err(StoreError::Inconsistent { what: "batch from entry", index: batch.first, fault });
    }
    entries(db, batch.first, &batch.entries).await?;
    payloads(db, &batch.payloads).await?;
    sealed(db, &batch.sealed).await?;
    submissions(db, &batch.submissions).await?;
    replaced(db, &batch.replaced).await?;
    attachments(db, &batch.attachments).await?;
    forms(db, &batch.forms).await?;
    objects::write(db, batch).await?;
    erase(db, &batch.erased).await?;
    tiles(db, &batch.tiles).await?;
    heads(db, &batch.heads).await
}

/// One value of each row, as an array to bind.
pub fn column<'a, R, T>(rows: &'a [R], value: impl Fn(&'a R) -> T) -> Vec<T> {
    rows.iter().map(value).collect()
}

/// One number of each row.
pub fn numbers<R>(rows: &[R], number: impl Fn(&R) -> u64) -> Result<Vec<i64>, StoreError> {
    rows.iter().map(|row| signed(number(row))).collect()
}

/// One number of each row that has it.
pub fn optional<R>(rows: &[R], number: impl Fn(&R) -> Option<u64>) -> Result<Vec<Option<i64>>, StoreError> {
    rows.iter().map(|row| number(row).map(signed).transpose()).collect()
}

async fn entries(db: &mut PgConnection, first: u64, entries: &[Vec<u8>]) -> Result<(), StoreError> {
    if entries.is_empty() {
        return Ok(());
    }
    let sql =
        "INSERT INTO entry (idx, body) SELECT $1 + ordinality, body FROM unnest($2::bytea[]) WITH ORDINALITY AS new (body, ordinality)";
    let query = sqlx::query(sql).bind(signed(first)? - 1).bind(column(entries, Vec::as_slice));
    query.execute(db).await.stored().map(drop)
}

async fn payloads(db: &mut PgConnection, rows: &[PayloadRow]) -> Result<(), StoreError> {
    if rows.is_empty() {
        return Ok(());
    }
    let query = sqlx::query("INSERT INTO payload (idx, salt, body) SELECT unnest($1::bigint[]), unnest($2::bytea[]), unnest($3::bytea[])")
        .bind(numbers(rows, |row| row.index)?)
        .bind(column(rows, |row| row.salt.0.as_slice()))
        .bind(column(rows, |row| row.body.as_slice()));
    query.execute(db).await.stored().map(drop)
}

async fn sealed(db: &mut PgConnection, rows: &[SealedRow]) -> Result<(), StoreError> {
    if rows.is_empty() {
        return Ok(());
    }
    let query = sqlx::query("INSERT INTO sealed (idx, body) SELECT unnest($1::bigint[]), unnest($2::bytea[])")
        .bind(numbers(rows, |row| row.index)?)
        .bind(column(rows, |row| row.body.as_slice()));
    query.execute(db).await.stored().map(drop)
}

async fn submissions(db: &mut PgConnection, rows: &[SubmissionRow]) -> Result<(), StoreError> {
    if rows.is_empty() {
        return Ok(());
    }
    let sql = "INSERT INTO submission (idx, id, form, station, captured_at, received_at, token, fingerprint, leaf, private, erased_by,
                                       organisation, observer, replaces, replaced_by)
               SELECT unnest($1::bigint[]), unnest($2::uuid[]), unnest($3::bytea[]), unnest($4::bytea[]), unnest($5::bytea[]),
                      unnest($6::bigint[]), unnest($7::bigint[]), unnest($8::bytea[]), unnest($9::bytea[]), unnest($10::boolean[]),
                      unnest($11::bigint[]), unnest($12::bytea[]), unnest($13::bytea[]), unnest($14::uuid[]), unnest($15::bigint[])";
    let query = sqlx::query(sql)
        .bind(numbers(rows, |row| row.index)?)
        .bind(column(rows, |row| row.id))
        .bind(column(rows, |row| row.form.as_bytes()))
        .bind(column(rows, |row| row.station.as_bytes()))
        .bind(column(rows, |row| row.captured_at.as_ref().map(String::as_bytes)))
        .bind(numbers(rows, |row| row.received_at)?)
        .bind(column(rows, |row| row.token))
        .bind(column(rows, |row| row.fingerprint.as_slice()))
        .bind(column(rows, |row| row.leaf.0.as_slice()))
        .bind(column(rows, |row| row.private))
        .bind(optional(rows, |row| row.erased_by)?)
        .bind(column(rows, |row| row.organisation.as_ref().map(String::as_bytes)))
        .bind(column(rows, |row| row.observer.as_ref().map(String::as_bytes)))
        .bind(column(rows, |row| row.replaces))
        .bind(optional(rows, |row| row.replaced_by)?);
    query.execute(db).await.stored().map(drop)
}

async fn attachments(db: &mut PgConnection, rows: &[AttachmentRow]) -> Result<(), StoreError> {
    if rows.is_empty() {
        return Ok(());
    }
    let sql = "INSERT INTO attachment (idx, submission, name, media, length, sha256, working, sealed, erased_by)
               SELECT unnest($1::bigint[]), unnest($2::bigint[]), unnest($3::bytea[]), unnest($4::bytea[]), unnest($5::bigint[]),
                      unnest($6::bytea[]), unnest($7::bytea[]), unnest($8::boolean[]), unnest($9::bigint[])";
    let query = sqlx::query(sql)
        .bind(numbers(rows, |row| row.index)?)
        .bind(numbers(rows, |row| row.submission)?)
        .bind(column(rows, |row| row.name.as_bytes()))
        .bind(column(rows, |row| row.media.as_bytes()))
        .bind(numbers(rows, |row| row.length)?)
        .bind(column(rows, |row| row.sha256.as_slice()))
        .bind(column(rows, |row| row.working.as_ref().map(<[u8; 32]>::as_slice)))
        .bind(column(rows, |row| row.sealed))
        .bind(optional(rows, |row| row.erased_by)?);
    query.execute(db).await.stored().map(drop)
}

async fn forms(db: &mut PgConnection, rows: &[FormRow]) -> Result<(), StoreError> {
    for FormRow { index, form } in rows {
        let query = sqlx::query("INSERT INTO form (idx, id, title, sealed) VALUES ($1, $2, $3, $4)").bind(signed(*index)?);
        let query = query.bind(form.id.as_bytes()).bind(form.title.as_bytes()).bind(form.sealed.join("\n").into_bytes());
        query.execute(&mut *db).await.stored()?;
    }
    Ok(())
}

/// Marks submissions as corrected.
async fn replaced(db: &mut PgConnection, replaced: &[(u64, u64)]) -> Result<(), StoreError> {
    if replaced.is_empty() {
        return Ok(());
    }
    let sql = "UPDATE submission SET replaced_by = new.by FROM unnest($1::bigint[], $2::bigint[]) AS new (idx, by)
               WHERE submission.idx = new.idx";
    let query = sqlx::query(sql).bind(numbers(replaced, |(index, _)| *index)?).bind(numbers(replaced, |(_, by)| *by)?);
    query.execute(db).await.stored().map(drop)
}

/// Takes out everything that could say what was sent; that something was sent, and when, stays.
async fn erase(db: &mut PgConnection, erased: &[(u64, u64)]) -> Result<(), StoreError> {
    if erased.is_empty() {
        return Ok(());
    }
    let (indices, by) = (numbers(erased, |(index, _)| *index)?, numbers(erased, |(_, by)| *by)?);
    for sql in ["DELETE FROM payload WHERE idx = ANY($1)", "DELETE FROM sealed WHERE idx = ANY($1)"] {
        sqlx::query(sql).bind(indices.as_slice()).execute(&mut *db).await.stored()?;
    }
    let zeros = [0_u8; 32].as_slice();
    let submission = "UPDATE submission SET form = '', station = '', captured_at = NULL, observer = NULL, fingerprint = $3,
                             erased_by = gone.by
                      FROM unnest($1::bigint[], $2::bigint[]) AS gone (idx, by) WHERE submission.idx = gone.idx";
    let attachment = "UPDATE attachment SET name = '', media = '', length = 0, sha256 = $3, working = NULL, erased_by = gone.by
         FROM unnest($1::bigint[], $2::bigint[]) AS gone (idx, by) WHERE attachment.idx = gone.idx";
    for sql in [submission, attachment] {
        sqlx::query(sql).bind(indices.as_slice()).bind(by.as_slice()).bind(zeros).execute(&mut *db).await.stored()?;
    }
    objects::erase(db, &indices, &by).await
}

async fn tiles(db: &mut PgConnection, tiles: &[(u8, u64, Vec<u8>)]) -> Result<(), StoreError> {
    if tiles.is_empty() {
        return Ok(());
    }
    let sql = "INSERT INTO tile (level, idx, hashes) SELECT unnest($1::bigint[]), unnest($2::bigint[]), unnest($3::bytea[])
               ON CONFLICT (level, idx) DO UPDATE SET hashes = excluded.hashes";
    let query = sqlx::query(sql)
        .bind(column(tiles, |(level, ..)| i64::from(*level)))
        .bind(numbers(tiles, |(_, index, _)| *index)?)
        .bind(column(tiles, |(.., hashes)| hashes.as_slice()));
    query.execute(db).await.stored().map(drop)
}

async fn heads(db: &mut PgConnection, heads: &[Head]) -> Result<(), StoreError> {
    if heads.is_empty() {
        return Ok(());
    }
    let query = sqlx::query("INSERT INTO checkpoint (size, note) SELECT unnest($1::bigint[]), unnest($2::text[])")
        .bind(numbers(heads, |head| head.size)?)
        .bind(column(heads, |head| head.note.as_str()));
    query.execute(db).await.stored().map(drop)
}
