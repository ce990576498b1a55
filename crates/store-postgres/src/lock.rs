//! One writer at a time: an advisory lock of the writer's own session.
//!
//! The server gives the lock up only when the session is gone, and a session is gone only when its last transaction has either
//! committed or never will. So whoever has the lock sees all that any writer before has written, a commit whose answer was lost among it.

use std::time::{Duration, Instant};

use sqlx::postgres::PgConnection;
use store::StoreError;
use tokio::time::sleep;

use crate::address::Address;
use crate::error::StoreErrorFrom;

/// How long a session that holds the lock may take to go away: longer than the server needs to notice that its client is gone.
const PATIENCE: Duration = Duration::from_secs(8);
/// Between two tries.
const PAUSE: Duration = Duration::from_millis(100);

/// One key for each schema; locks of different databases are apart by themselves.
const TAKE: &str = "SELECT pg_try_advisory_lock(hashtextextended('scrutineer writer ' || current_schema(), 0))";

/// A session that has the lock.
pub async fn take(address: &Address) -> Result<PgConnection, StoreError> {
    let mut connection = address.connect().await?;
    let started = Instant::now();
    loop {
        let take = async { sqlx::query_scalar(TAKE).fetch_one(&mut connection).await.stored() };
        match address.answer(take).await? {
            true => return Ok(connection),
            false if started.elapsed() > PATIENCE => return Err(StoreError::Locked),
            false => sleep(PAUSE).await,
        }
    }
}
