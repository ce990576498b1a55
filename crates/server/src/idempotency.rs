//! Keys that make an addition happen once: the same key again, from the same sender with the same content, is answered as before.

use axum::http::{HeaderMap, StatusCode};
use domain::registry::Noun;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use store::StoreError;
use store::rows::DocumentRow;
use uuid::Uuid;

use crate::app::{App, now};
use crate::caller::Who;
use crate::office::keep::Done;
use crate::office::look::current;
use crate::problem::Problem;

/// Documents that are used keys.
const KIND: &str = "idempotency";

/// How long a key is remembered: seconds.
const LASTS: u64 = 24 * 3600;

/// Characters of a key at most.
const LONGEST: usize = 255;

/// The key of a request.
///
/// # Errors
/// 400 where it is empty, too long, or no text.
pub fn key(headers: &HeaderMap) -> Result<Option<String>, Problem> {
    let Some(value) = headers.get("idempotency-key") else { return Ok(None) };
    let text = value.to_str().ok().map(str::trim).filter(|text| !text.is_empty() && text.len() <= LONGEST);
    text.map(|text| Some(text.to_owned())).ok_or_else(|| {
        Problem::malformed(
            "IDEMPOTENCY-KEY",
            "the idempotency key is empty, too long, or no text",
            "Send a new UUID for each thing to add.",
        )
    })
}

/// What became of an addition.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Earlier {
    /// The hash of what was sent.
    sent: String,
    /// The id that was made.
    pub id: String,
    /// Its version.
    pub version: u64,
    /// The entry.
    pub entry: Option<u64>,
}

/// An attempt to add something.
#[derive(Debug)]
pub struct Attempt {
    key: Option<[u8; 32]>,
    sent: String,
}

impl Attempt {
    /// A key is good for one sender and one address.
    #[must_use]
    pub fn new(who: &Who, address: &str, key: Option<&str>, body: &[u8]) -> Self {
        let hash = |parts: &[&[u8]]| -> [u8; 32] {
            let mut hash = Sha256::new();
            for part in parts {
                hash.update((part.len() as u64).to_be_bytes());
                hash.update(part);
            }
            hash.finalize().into()
        };
        let key = key.map(|key| hash(&[b"idempotency", who.caller.id.as_bytes(), address.as_bytes(), key.as_bytes()]));
        Self { key, sent: hex::encode(hash(&[body])) }
    }

    /// The id that follows from the key.
    #[must_use]
    pub fn id(&self) -> Option<Uuid> {
        self.key.and_then(|key| key.first_chunk::<16>().map(|bytes| Uuid::from_bytes(*bytes)))
    }

    /// What became of it before.
    ///
    /// # Errors
    /// 422 where other content came with the same key.
    pub async fn earlier(&self, app: &App) -> Result<Option<Earlier>, Problem> {
        let Some(key) = self.key else { return Ok(None) };
        let row = app.store.document(KIND, &hex::encode(key)).await?;
        let Some(row) = row.filter(|row| row.expires_at.is_none_or(|at| now() < at)) else { return Ok(None) };
        let earlier: Earlier =
            serde_json::from_slice(&row.body).map_err(|e| StoreError::Damaged(format!("a used key cannot be read: {e}")))?;
        if earlier.sent == self.sent { Ok(Some(earlier)) } else { Err(reused()) }
    }

    /// Another attempt with the same key was quicker by a moment, or was not noted before the server stopped: what it added is there.
    ///
    /// # Errors
    /// `Problem` where it is not.
    pub async fn settled(&self, app: &App, noun: Noun, id: &str) -> Result<Done, Problem> {
        let kept = current(app, noun, id).await?.ok_or_else(reused)?;
        Ok(Done { versions: vec![kept.version], first: Some(kept.index), entries: 1 })
    }

    /// Notes what became of it.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn note(&self, app: &App, id: &str, version: u64, entry: Option<u64>) -> Result<(), StoreError> {
        let Some(key) = self.key else { return Ok(()) };
        let earlier = Earlier { sent: self.sent.clone(), id: id.to_owned(), version, entry };
        let body = serde_json::to_vec(&earlier).map_err(|e| StoreError::Other(e.into()))?;
        let expires_at = Some(now() + LASTS);
        let row = DocumentRow { kind: KIND.to_owned(), id: hex::encode(key), lookup: None, version: 0, expires_at, body };
        // An expired one may be in its place.
        let there = app.store.document(KIND, &row.id).await?;
        app.store.put_document(&row, there.map(|there| there.version)).await.map(drop)
    }
}

fn reused() -> Problem {
    Problem::new(
        StatusCode::UNPROCESSABLE_ENTITY,
        "IDEMPOTENCY-REUSED",
        "something else was sent with this idempotency key",
        "Use a new key for each thing to add.",
    )
}
