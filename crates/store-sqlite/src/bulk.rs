//! Many rows in few statements: `INSERT ... VALUES (...), (...)` in a few sizes, so that each text is prepared once.

use sqlx::sqlite::{SqliteArguments, SqliteConnection};
use sqlx::{Arguments, AssertSqlSafe};
use store::StoreError;

use crate::error::StoreErrorFrom;

/// Rows of one statement. SQLite takes 32,766 values a statement; a row here has at most fifteen.
const SIZES: [usize; 4] = [256, 64, 8, 1];

/// Inserts rows. `head` is the statement up to `VALUES`, `columns` how many values a row binds.
pub async fn insert<T>(
    connection: &mut SqliteConnection,
    head: &'static str,
    columns: usize,
    rows: &[T],
    bind: impl Fn(&T, &mut SqliteArguments) -> Result<(), StoreError>,
) -> Result<(), StoreError> {
    let mut rest = rows;
    for size in SIZES {
        let mut sql = None;
        while rest.len() >= size {
            let (now, later) = rest.split_at(size);
            let sql = sql.get_or_insert_with(|| statement(head, columns, size));
            let mut arguments = SqliteArguments::default();
            arguments.reserve(size * columns, 0);
            for row in now {
                bind(row, &mut arguments)?;
            }
            sqlx::query_with(AssertSqlSafe(sql.clone()), arguments).execute(&mut *connection).await.stored()?;
            rest = later;
        }
    }
    Ok(())
}

/// The text for so many rows. `head` is ours; values are only ever bound.
fn statement(head: &str, columns: usize, rows: usize) -> String {
    let row = format!("({})", vec!["?"; columns].join(","));
    format!("{head} VALUES {}", vec![row.as_str(); rows].join(","))
}

/// Binds one value.
pub fn push<'q, T>(arguments: &mut SqliteArguments, value: T) -> Result<(), StoreError>
where
    T: sqlx::Encode<'q, sqlx::Sqlite> + sqlx::Type<sqlx::Sqlite>,
{
    arguments.add(value).map_err(StoreError::Other)
}
