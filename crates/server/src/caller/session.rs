//! Sessions: kept beside the record, under a hash, so that whoever reads the database cannot take one over.

use std::fmt;
use std::sync::Arc;

use accounts::{Account, Stage};
use async_trait::async_trait;
use serde::{Deserialize, Serialize};
use store::Store;
use store::rows::DocumentRow;
use tower_sessions::session::{Id, Record};
use tower_sessions::session_store::{Error, Result};
use tower_sessions::{Session, SessionStore};
use uuid::Uuid;

use crate::app::App;
use crate::problem::Problem;

/// Documents that are sessions.
const KIND: &str = "session";

/// The name of what a session says about its person.
const PERSON: &str = "person";

/// What a session says about its person.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Person {
    /// Whose it is.
    pub account: Uuid,
    /// How far it has come.
    pub stage: Stage,
    /// When that was: seconds since 1970.
    pub at: u64,
    /// The kind of browser, in a few words, so that its owner knows it again.
    pub browser: String,
}

/// A session that is signed in.
#[derive(Clone, Debug)]
pub struct SignedIn {
    /// Its account.
    pub account: Account,
}

impl Person {
    /// The person of a session, at whatever stage.
    ///
    /// # Errors
    /// `Problem` where the database cannot be read.
    pub async fn of(session: &Session) -> std::result::Result<Option<Self>, Problem> {
        session.get(PERSON).await.map_err(|e| unavailable(&e))
    }

    /// Goes on as this person, under a new id: an id that somebody else may have planted is worth nothing any more.
    ///
    /// # Errors
    /// `Problem` where the database cannot be written.
    pub async fn begin(&self, session: &Session) -> std::result::Result<(), Problem> {
        session.cycle_id().await.map_err(|e| unavailable(&e))?;
        session.insert(PERSON, self).await.map_err(|e| unavailable(&e))
    }
}

impl SignedIn {
    /// Who is signed in with this session. An account that is disabled, or whose sessions were ended since, is not.
    ///
    /// # Errors
    /// `Problem` where the database cannot be read.
    pub async fn of(app: &App, session: &Session) -> std::result::Result<Option<Self>, Problem> {
        let Some(person) = Person::of(session).await?.filter(|person| person.stage == Stage::In) else { return Ok(None) };
        let account = crate::people::account(app, person.account).await?;
        Ok(account.filter(|account| !account.disabled && account.sessions_from <= person.at).map(|account| Self { account }))
    }
}

/// Sessions of one read.
const STEP: u32 = 1000;

/// Every session of an account that is signed in: the id under which the database knows it, and what it says.
///
/// # Errors
/// [`StoreError`](store::StoreError).
pub async fn sessions_of(store: &dyn Store, account: Uuid) -> std::result::Result<Vec<(String, Person)>, store::StoreError> {
    let mut found = Vec::new();
    let mut after: Option<String> = None;
    loop {
        let rows = store.documents(KIND, after.as_deref(), STEP).await?;
        let last = rows.last().map(|row| row.id.clone()).filter(|_| rows.len() == STEP as usize);
        for row in rows.into_iter().filter(|row| row.expires_at.is_none_or(|at| crate::app::now() < at)) {
            let data: Option<serde_json::Value> = serde_json::from_slice(&row.body).ok();
            let person = data.and_then(|mut data| serde_json::from_value::<Person>(data.get_mut(PERSON)?.take()).ok());
            found.extend(person.filter(|person| person.account == account && person.stage == Stage::In).map(|person| (row.id, person)));
        }
        if last.is_none() {
            return Ok(found);
        }
        after = last;
    }
}

/// Ends a session by the id under which the database knows it.
///
/// # Errors
/// [`StoreError`](store::StoreError).
pub async fn end_session(store: &dyn Store, id: &str) -> std::result::Result<(), store::StoreError> {
    store.remove_document(KIND, id).await.map(drop)
}

/// Under what the database knows a session.
#[must_use]
pub fn session_id(id: Id) -> String {
    hashed(id)
}

/// The database is away.
pub fn unavailable(error: &tower_sessions::session::Error) -> Problem {
    tracing::warn!(%error, "a session cannot be read or kept");
    Problem::later("SESSION", "sessions cannot be read or kept at the moment", "Try again.", 5)
}

/// Sessions as documents.
#[derive(Clone)]
pub struct SessionDocuments(pub Arc<dyn Store>);

impl fmt::Debug for SessionDocuments {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("SessionDocuments")
    }
}

/// Under what the database knows a session.
fn hashed(id: Id) -> String {
    accounts::Secret::hash(&id.to_string())
}

#[expect(clippy::needless_pass_by_value, reason = "it stands in `map_err`")]
fn backend(error: store::StoreError) -> Error {
    Error::Backend(error.to_string())
}

fn document(record: &Record) -> Result<DocumentRow> {
    let body = serde_json::to_vec(&record.data).map_err(|e| Error::Encode(e.to_string()))?;
    let expires_at = u64::try_from(record.expiry_date.unix_timestamp()).ok();
    Ok(DocumentRow { kind: KIND.to_owned(), id: hashed(record.id), lookup: None, version: 0, expires_at, body })
}

#[async_trait]
impl SessionStore for SessionDocuments {
    async fn create(&self, record: &mut Record) -> Result<()> {
        // 128 random bits: another attempt is for a fault of the random numbers only.
        while !self.0.put_document(&document(record)?, None).await.map_err(backend)? {
            record.id = Id::default();
        }
        Ok(())
    }

    async fn save(&self, record: &Record) -> Result<()> {
        let row = document(record)?;
        // Two requests of one browser may save at the same time; the later one counts.
        for _ in 0..3 {
            let there = self.0.document(KIND, &row.id).await.map_err(backend)?;
            if self.0.put_document(&row, there.map(|there| there.version)).await.map_err(backend)? {
                return Ok(());
            }
        }
        Ok(())
    }

    async fn load(&self, id: &Id) -> Result<Option<Record>> {
        let Some(row) = self.0.document(KIND, &hashed(*id)).await.map_err(backend)? else { return Ok(None) };
        let expiry_date = row.expires_at.and_then(|at| i64::try_from(at).ok());
        let expiry_date = expiry_date.and_then(|at| time::OffsetDateTime::from_unix_timestamp(at).ok());
        let Some(expiry_date) = expiry_date.filter(|at| *at > time::OffsetDateTime::now_utc()) else { return Ok(None) };
        let data = serde_json::from_slice(&row.body).map_err(|e| Error::Decode(e.to_string()))?;
        Ok(Some(Record { id: *id, data, expiry_date }))
    }

    async fn delete(&self, id: &Id) -> Result<()> {
        self.0.remove_document(KIND, &hashed(*id)).await.map_err(backend).map(|_| ())
    }
}
