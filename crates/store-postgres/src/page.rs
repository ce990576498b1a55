//! Lists: submissions, newest first, and objects, by id. The texts are made here of our own words; values are only ever bound.

use sqlx::postgres::PgArguments;
use sqlx::{Arguments, AssertSqlSafe};
use store::StoreError;
use store::rows::{ObjectPage, Page};

use crate::read::{Query, bound};

/// A statement as it grows, and what is bound to it.
struct List {
    sql: String,
    arguments: PgArguments,
}

impl List {
    fn new(sql: &str) -> Self {
        Self { sql: sql.to_owned(), arguments: PgArguments::default() }
    }

    /// Adds words with one value behind them.
    fn and<'q, T>(&mut self, words: &str, value: T) -> Result<(), StoreError>
    where
        T: sqlx::Encode<'q, sqlx::Postgres> + sqlx::Type<sqlx::Postgres>,
    {
        self.arguments.add(value).map_err(StoreError::Other)?;
        self.sql.extend([words, "$", &self.arguments.len().to_string()]);
        Ok(())
    }

    /// Adds conditions that columns have these values, where there are some.
    fn equal(&mut self, conditions: &[(&str, &Option<String>)]) -> Result<(), StoreError> {
        for (column, value) in conditions {
            if let Some(value) = value {
                self.and(&format!(" AND {column} = "), value.as_bytes())?;
            }
        }
        Ok(())
    }

    fn query(self) -> Query {
        sqlx::query_with(AssertSqlSafe(self.sql), self.arguments)
    }
}

fn names(names: &[String]) -> Vec<&[u8]> {
    names.iter().map(String::as_bytes).collect()
}

/// A page of submissions: of all, or of some organisations, of each as many as the page has, merged: whoever asks for several does not
/// look through the submissions of others.
pub fn submissions(page: &Page) -> Result<Query, StoreError> {
    let mut list = List::new("");
    if let Some(organisations) = &page.organisations {
        list.and("SELECT s.* FROM (SELECT DISTINCT unnest(", names(organisations))?;
        list.sql.push_str("::bytea[]) AS name) AS o CROSS JOIN LATERAL (");
    }
    list.and("SELECT * FROM submission WHERE idx < ", page.before.map_or(i64::MAX, bound))?;
    if page.organisations.is_some() {
        list.sql.push_str(" AND organisation = o.name");
    }
    list.equal(&[("form", &page.form), ("station", &page.station), ("observer", &page.observer)])?;
    if page.latest {
        list.sql.push_str(" AND replaced_by IS NULL");
    }
    list.and(" ORDER BY idx DESC LIMIT ", i64::from(page.limit))?;
    if page.organisations.is_some() {
        list.and(") AS s ORDER BY s.idx DESC LIMIT ", i64::from(page.limit))?;
    }
    Ok(list.query())
}

/// A page of current objects.
pub fn objects(page: &ObjectPage) -> Result<Query, StoreError> {
    let mut list = List::new("SELECT * FROM object WHERE current AND NOT gone AND erased_by IS NULL");
    list.and(" AND noun = ", page.noun.as_bytes())?;
    if let Some(after) = &page.after {
        list.and(" AND id > ", after.as_bytes())?;
    }
    if let Some(organisations) = &page.organisations {
        list.and(" AND organisation = ANY(", names(organisations))?;
        list.sql.push(')');
    }
    list.equal(&[("station", &page.station), ("state", &page.state)])?;
    if let Some(since) = page.changed_since {
        list.and(" AND idx >= ", bound(since))?;
    }
    list.and(" ORDER BY id LIMIT ", i64::from(page.limit))?;
    Ok(list.query())
}
