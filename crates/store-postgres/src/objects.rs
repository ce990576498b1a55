//! Versions of objects within the one transaction, and which versions are there.

use sqlx::postgres::PgConnection;
use store::StoreError;
use store::rows::{Batch, KnownObject, ObjectRow};

use crate::batch::{column, numbers, optional};
use crate::error::StoreErrorFrom;
use crate::rows;

/// Ids of one look-up.
const IDS: usize = 4096;

/// Rows of one statement: what is bound to it stands in memory on both sides.
const ROWS: usize = 16_384;

/// The current versions of these.
pub async fn known(db: &mut PgConnection, objects: &[(&str, &str)]) -> Result<Vec<KnownObject>, StoreError> {
    let sql = "SELECT noun, id, version, idx, position FROM object WHERE noun = $1 AND id = ANY($2) AND current";
    let mut known = Vec::new();
    // Works give objects of one kind one after the other.
    for some in objects.chunk_by(|one, next| one.0 == next.0).flat_map(|same| same.chunks(IDS)) {
        let query = sqlx::query(sql).bind(some[0].0.as_bytes()).bind(column(some, |(_, id)| id.as_bytes()));
        for row in &query.fetch_all(&mut *db).await.stored()? {
            known.push(rows::known_object(row)?);
        }
    }
    Ok(known)
}

/// Writes the versions of a batch, in the place of those before.
pub async fn write(db: &mut PgConnection, batch: &Batch) -> Result<(), StoreError> {
    if !batch.outdated.is_empty() {
        let sql = "UPDATE object SET current = false FROM unnest($1::bigint[], $2::bigint[]) AS old (idx, position)
                   WHERE object.idx = old.idx AND object.position = old.position";
        let query = sqlx::query(sql).bind(numbers(&batch.outdated, |(index, _)| *index)?);
        query.bind(column(&batch.outdated, |(_, position)| i64::from(*position))).execute(&mut *db).await.stored()?;
    }
    for some in batch.objects.chunks(ROWS) {
        insert(db, some).await?;
    }
    Ok(())
}

async fn insert(db: &mut PgConnection, rows: &[ObjectRow]) -> Result<(), StoreError> {
    let sql = "INSERT INTO object (idx, position, noun, id, version, organisation, station, state, gone, made_by, made_at, body,
                                   current, erased_by)
               SELECT unnest($1::bigint[]), unnest($2::bigint[]), unnest($3::bytea[]), unnest($4::bytea[]), unnest($5::bigint[]),
                      unnest($6::bytea[]), unnest($7::bytea[]), unnest($8::bytea[]), unnest($9::boolean[]), unnest($10::bytea[]),
                      unnest($11::bigint[]), unnest($12::bytea[]), unnest($13::boolean[]), unnest($14::bigint[])";
    let query = sqlx::query(sql)
        .bind(numbers(rows, |row| row.index)?)
        .bind(column(rows, |row| i64::from(row.position)))
        .bind(column(rows, |row| row.noun.as_bytes()))
        .bind(column(rows, |row| row.id.as_bytes()))
        .bind(numbers(rows, |row| row.version)?)
        .bind(column(rows, |row| row.organisation.as_ref().map(String::as_bytes)))
        .bind(column(rows, |row| row.station.as_ref().map(String::as_bytes)))
        .bind(column(rows, |row| row.state.as_ref().map(String::as_bytes)))
        .bind(column(rows, |row| row.gone))
        .bind(column(rows, |row| row.by.as_bytes()))
        .bind(numbers(rows, |row| row.at)?)
        .bind(column(rows, |row| row.body.as_slice()))
        .bind(column(rows, |row| row.current))
        .bind(optional(rows, |row| row.erased_by)?);
    query.execute(db).await.stored().map(drop)
}

/// Takes out everything that a version said; that there was one, and when, stays.
pub async fn erase(db: &mut PgConnection, indices: &[i64], by: &[i64]) -> Result<(), StoreError> {
    let sql = "UPDATE object SET organisation = NULL, station = NULL, state = NULL, gone = false, made_by = '', body = '',
                             erased_by = gone.by
               FROM unnest($1::bigint[], $2::bigint[]) AS gone (idx, by) WHERE object.idx = gone.idx";
    sqlx::query(sql).bind(indices).bind(by).execute(db).await.stored().map(drop)
}
