//! Versions of objects within the one transaction, and which versions are there.

use sqlx::AssertSqlSafe;
use sqlx::sqlite::{SqliteArguments, SqliteConnection};
use store::StoreError;
use store::rows::{Batch, KnownObject, ObjectRow};

use crate::bulk::{insert, push};
use crate::error::StoreErrorFrom;
use crate::rows::{self, signed};

/// Ids of one look-up, and rows of one mark.
const MANY: usize = 256;

/// The current versions of these.
pub async fn known(db: &mut SqliteConnection, objects: &[(&str, &str)]) -> Result<Vec<KnownObject>, StoreError> {
    let places = vec!["?"; MANY].join(",");
    let sql = format!("SELECT noun, id, version, idx, position FROM object WHERE noun = ? AND id IN ({places}) AND current = 1");
    let mut known = Vec::new();
    // Works give objects of one kind one after the other.
    for some in objects.chunk_by(|one, next| one.0 == next.0).flat_map(|same| same.chunks(MANY)) {
        let mut arguments = SqliteArguments::default();
        push(&mut arguments, some[0].0)?;
        for (_, id) in some {
            push(&mut arguments, *id)?;
        }
        // The rest of the places stays NULL, which no id equals.
        let found = sqlx::query_with(AssertSqlSafe(sql.clone()), arguments).fetch_all(&mut *db).await.stored()?;
        for row in &found {
            known.push(rows::known_object(row)?);
        }
    }
    Ok(known)
}

/// Writes the versions of a batch, in the place of those before.
pub async fn write(db: &mut SqliteConnection, batch: &Batch) -> Result<(), StoreError> {
    for some in batch.outdated.chunks(MANY) {
        outdated(db, some).await?;
    }
    insert(db, OBJECT, 14, &batch.objects, object).await
}

/// Marks rows as outdated.
async fn outdated(db: &mut SqliteConnection, rows: &[(u64, u32)]) -> Result<(), StoreError> {
    let places = vec!["(?,?)"; MANY].join(",");
    // CROSS JOIN: the rows given come first, and each is looked up.
    let sql = format!(
        "UPDATE object SET current = 0 WHERE rowid IN (SELECT o.rowid FROM (VALUES {places}) AS old
         CROSS JOIN object AS o ON o.idx = old.column1 AND o.position = old.column2)"
    );
    let mut arguments = SqliteArguments::default();
    for (index, position) in rows {
        push(&mut arguments, signed(*index)?)?;
        push(&mut arguments, *position)?;
    }
    sqlx::query_with(AssertSqlSafe(sql), arguments).execute(db).await.stored().map(drop)
}

const OBJECT: &str = "INSERT INTO object (idx, position, noun, id, version, organisation, station, state, gone, made_by, made_at, body, \
                      current, erased_by)";

fn object(row: &ObjectRow, to: &mut SqliteArguments) -> Result<(), StoreError> {
    push(to, signed(row.index)?)?;
    push(to, row.position)?;
    push(to, row.noun.as_str())?;
    push(to, row.id.as_str())?;
    push(to, signed(row.version)?)?;
    push(to, row.organisation.as_deref())?;
    push(to, row.station.as_deref())?;
    push(to, row.state.as_deref())?;
    push(to, row.gone)?;
    push(to, row.by.as_str())?;
    push(to, signed(row.at)?)?;
    push(to, row.body.as_slice())?;
    push(to, row.current)?;
    push(to, row.erased_by.map(signed).transpose()?)
}
