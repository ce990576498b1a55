//! Lists: submissions, newest first, and objects, by id. The texts are made here of our own words; values are only ever bound.

use sqlx::AssertSqlSafe;
use sqlx::sqlite::SqliteArguments;
use store::StoreError;
use store::rows::{ObjectPage, Page};

use crate::bulk::push;
use crate::read::{Query, bound};
use crate::rows;

/// Organisations of one statement at most: each is a part of it, and SQLite takes 500.
pub const ORGANISATIONS: usize = 200;

/// A condition, and what is bound to it.
struct Where {
    sql: String,
    arguments: SqliteArguments,
}

impl Where {
    /// Adds a condition with one value.
    fn and<'q, T>(&mut self, condition: &str, value: T) -> Result<(), StoreError>
    where
        T: sqlx::Encode<'q, sqlx::Sqlite> + sqlx::Type<sqlx::Sqlite>,
    {
        self.sql.push_str(condition);
        push(&mut self.arguments, value)
    }

    fn query(self) -> Query {
        sqlx::query_with(AssertSqlSafe(self.sql), self.arguments)
    }
}

/// A page of submissions: of all, or of some organisations, of each as many as the page has, merged: whoever asks for several does not
/// look through the submissions of others.
pub fn submissions(page: &Page, organisations: Option<&[&str]>) -> Result<Query, StoreError> {
    let mut list = Where { sql: String::new(), arguments: SqliteArguments::default() };
    match organisations {
        None => one(&mut list, page, None)?,
        Some(names) => {
            for (at, name) in names.iter().enumerate() {
                list.sql.push_str(if at == 0 { "SELECT * FROM (" } else { ") UNION ALL SELECT * FROM (" });
                one(&mut list, page, Some(name))?;
            }
            list.and(") ORDER BY idx DESC LIMIT ?", i64::from(page.limit))?;
        }
    }
    Ok(list.query())
}

fn one(list: &mut Where, page: &Page, organisation: Option<&str>) -> Result<(), StoreError> {
    list.and("SELECT * FROM submission WHERE idx < ?", page.before.map_or(i64::MAX, bound))?;
    if let Some(name) = organisation {
        list.and(" AND organisation = ?", name)?;
    }
    // Where organisations are asked for, their index leads; a form is then looked for among theirs.
    let form = if organisation.is_some() { " AND +form = ?" } else { " AND form = ?" };
    for (condition, value) in [(form, &page.form), (" AND station = ?", &page.station), (" AND observer = ?", &page.observer)] {
        if let Some(value) = value {
            list.and(condition, value.as_str())?;
        }
    }
    // What was erased says no more which form it was, though spaces may stand there.
    if page.form.is_some() || page.station.is_some() || page.observer.is_some() {
        list.sql.push_str(" AND erased_by IS NULL");
    }
    if page.latest {
        list.and(" AND replaced_by = ?", rows::NONE)?;
    }
    list.and(" ORDER BY idx DESC LIMIT ?", i64::from(page.limit))
}

/// A page of current objects.
pub fn objects(page: &ObjectPage) -> Result<Query, StoreError> {
    let sql = "SELECT * FROM object WHERE current = 1 AND gone = 0 AND erased_by IS NULL".to_owned();
    let mut list = Where { sql, arguments: SqliteArguments::default() };
    list.and(" AND noun = ?", page.noun.as_str())?;
    if let Some(after) = &page.after {
        list.and(" AND id > ?", after.as_str())?;
    }
    if let Some(names) = &page.organisations {
        list.sql.push_str(" AND organisation IN (NULL");
        for name in names {
            list.and(",?", name.as_str())?;
        }
        list.sql.push(')');
    }
    for (condition, value) in [(" AND station = ?", &page.station), (" AND state = ?", &page.state)] {
        if let Some(value) = value {
            list.and(condition, value.as_str())?;
        }
    }
    if let Some(since) = page.changed_since {
        list.and(" AND +idx >= ?", bound(since))?;
    }
    list.and(" ORDER BY id LIMIT ?", i64::from(page.limit))?;
    Ok(list.query())
}
