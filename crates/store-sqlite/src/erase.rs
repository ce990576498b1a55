//! Erasing within the one transaction.

use sqlx::sqlite::SqliteConnection;
use store::StoreError;

use crate::error::StoreErrorFrom;
use crate::rows::signed;

/// Takes out everything that could say what was sent; that something was sent, and when, stays.
///
/// Rows are overwritten at their length and not deleted: where rows are deleted, SQLite moves their neighbours from page to page, and
/// leaves copies of them behind of which it knows nothing. When a neighbour is erased later, such a copy would stay. So no page may
/// become so empty (two thirds) that it is merged with others. What is longer than usual therefore leaves spaces behind; reading
/// gives nothing for them.
pub async fn write(db: &mut SqliteConnection, erased: &[(u64, u64)]) -> Result<(), StoreError> {
    for (index, by) in erased {
        let (index, by) = (signed(*index)?, signed(*by)?);
        for sql in [
            "UPDATE payload SET salt = zeroblob(32), body = zeroblob(length(body)) WHERE idx = ?",
            "UPDATE sealed SET body = zeroblob(length(body)) WHERE idx = ?",
        ] {
            sqlx::query(sql).bind(index).execute(&mut *db).await.stored()?;
        }
        for sql in [BLANK_SUBMISSION, BLANK_ATTACHMENT, BLANK_OBJECT] {
            sqlx::query(sql).bind(by).bind(index).execute(&mut *db).await.stored()?;
        }
    }
    Ok(())
}

const BLANK_SUBMISSION: &str = "UPDATE submission SET form = printf('%*s', max(octet_length(form) - 40, 0), ''),
    station = printf('%*s', max(octet_length(station) - 40, 0), ''), captured_at = printf('%*s', max(octet_length(captured_at) - 40, 0), ''),
    observer = printf('%*s', max(octet_length(observer) - 40, 0), ''), fingerprint = zeroblob(32), erased_by = ? WHERE idx = ?";

const BLANK_ATTACHMENT: &str = "UPDATE attachment SET name = printf('%*s', max(octet_length(name) - 40, 0), ''),
    media = printf('%*s', max(octet_length(media) - 40, 0), ''), length = 0, sha256 = zeroblob(32),
    working = iif(working IS NULL, NULL, zeroblob(32)), erased_by = ? WHERE idx = ?";

const BLANK_OBJECT: &str = "UPDATE object SET organisation = printf('%*s', max(octet_length(organisation) - 40, 0), ''),
    station = printf('%*s', max(octet_length(station) - 40, 0), ''), state = printf('%*s', max(octet_length(state) - 40, 0), ''),
    gone = 0, made_by = printf('%*s', max(octet_length(made_by) - 40, 0), ''), body = zeroblob(length(body)), erased_by = ? WHERE idx = ?";
