//! Where the server is, and how each of our sessions is set up there.

use std::fmt;
use std::str::FromStr;
use std::time::{Duration, Instant};

use sqlx::ConnectOptions;
use sqlx::postgres::{PgConnectOptions, PgConnection};
use store::StoreError;
use tokio::time::timeout;

use crate::error::StoreErrorFrom;

/// How long connecting may take.
pub const CONNECT: Duration = Duration::from_secs(3);
/// After so much silence the server is asked whether it is there at all.
const SILENCE: Duration = Duration::from_secs(4);
/// No work takes longer, where it is not unhurried; the server gives its statements up a little earlier.
const LIMIT: Duration = Duration::from_mins(1);

/// What every session of ours asks of the server. These come after the address's own and outweigh them.
const SESSION: [(&str, &str); 12] = [
    // An acknowledged report is on the disk (of the replicas too, where the server is told to wait for them).
    ("synchronous_commit", "on"),
    ("default_transaction_isolation", "read committed"),
    ("statement_timeout", "55s"),
    // Maintenance such as VACUUM FULL keeps a table for itself; reports are refused meanwhile, not held for minutes.
    ("lock_timeout", "10s"),
    // A process of ours that stands still in the middle of a transaction must not keep the lock.
    ("idle_in_transaction_session_timeout", "60s"),
    // When our machine is gone, the server notices after some six seconds and gives the lock up.
    ("tcp_keepalives_idle", "3"),
    ("tcp_keepalives_interval", "1"),
    ("tcp_keepalives_count", "3"),
    ("tcp_user_timeout", "6000"),
    // A plan made while the tables were empty, and kept, would read whole tables once they are not.
    ("plan_cache_mode", "force_custom_plan"),
    ("jit", "off"),
    ("client_min_messages", "warning"),
];

/// The server's address with our settings. What it shows of itself has no password.
#[derive(Clone)]
pub struct Address {
    options: PgConnectOptions,
    limit: Option<Duration>,
}

impl fmt::Debug for Address {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Address")
            .field("host", &self.options.get_host())
            .field("database", &self.options.get_database())
            .finish_non_exhaustive()
    }
}

impl Address {
    /// Reads an address; it is in no error, because a password may stand in it.
    pub fn parse(url: &str) -> Result<Self, StoreError> {
        let unread = || StoreError::Other("the database's address is not of the form postgres://user:password@host:port/database".into());
        if !url.starts_with("postgres://") && !url.starts_with("postgresql://") {
            return Err(unread());
        }
        // A statement in a trace could show what is bound to it.
        let options = PgConnectOptions::from_str(url).map_err(|_| unread())?.options(SESSION).disable_statement_logging();
        let named = options.get_application_name().is_some();
        Ok(Self { options: if named { options } else { options.application_name("scrutineer") }, limit: Some(LIMIT) })
    }

    /// For work that may take as long as it needs, such as migrations, maintenance and copies of the whole record.
    pub fn unhurried(&self) -> Self {
        let none = [("statement_timeout", "0"), ("idle_in_transaction_session_timeout", "0")];
        Self { options: self.options.clone().options(none), limit: None }
    }

    /// What the pool connects with.
    pub fn options(&self) -> PgConnectOptions {
        self.options.clone()
    }

    /// A new session.
    pub async fn connect(&self) -> Result<PgConnection, StoreError> {
        match timeout(CONNECT, self.options.connect()).await {
            Ok(connected) => connected.stored(),
            Err(_) => Err(silent()),
        }
    }

    /// Waits for an answer for as long as the server is there. A connection to a machine that vanished would otherwise stay silent
    /// for a quarter of an hour. The connection that `work` uses must not be used after an error of this.
    pub async fn answer<T: Send>(&self, work: impl Future<Output = Result<T, StoreError>> + Send) -> Result<T, StoreError> {
        let mut work = std::pin::pin!(work);
        let started = Instant::now();
        loop {
            if let Ok(done) = timeout(SILENCE, &mut work).await {
                return done;
            }
            // Refused for another reason, such as too many connections, is an answer too.
            if let Err(gone @ StoreError::Unreachable(_)) = self.connect().await {
                return Err(gone);
            }
            if self.limit.is_some_and(|limit| started.elapsed() > limit) {
                return Err(silent());
            }
        }
    }
}

fn silent() -> StoreError {
    StoreError::Unreachable("it does not answer".into())
}
