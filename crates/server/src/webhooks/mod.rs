//! Webhooks: an organisation's own programs are told what happened, signed as the Standard Webhooks specification says
//! (`webhook-id`, `webhook-timestamp`, `webhook-signature`), so that they can tell that it was this server.

mod deliver;
mod target;

use std::sync::atomic::{AtomicU64, Ordering};

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use rand::Rng;
use serde::{Deserialize, Serialize};
use store::rows::DocumentRow;
use store::{Reader, Store, StoreError};
use uuid::Uuid;

pub use deliver::run;
pub use target::allowed;

/// Documents that are webhooks.
const KIND: &str = "webhook";

/// Webhooks of one server at most.
const MOST: u32 = 1000;

/// Deliveries that are remembered of each.
const REMEMBERED: usize = 10;

/// Counts changes of webhooks, so that whoever delivers knows when to read them again. It is the process's, as its sender is.
static EDITION: AtomicU64 = AtomicU64::new(0);

/// What can be told.
pub const EVENTS: [&str; 5] = ["submission", "incident", "protocol", "visit", "station"];

/// A webhook.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Webhook {
    /// Its id.
    pub id: Uuid,
    /// Whose.
    pub organisation: String,
    /// Where it is sent.
    pub url: String,
    /// What is told.
    pub events: Vec<String>,
    /// The secret it is signed with, in base64.
    pub secret: String,
    /// Whether it is sent.
    pub active: bool,
    /// Whether it may lead into the server's own network: only the host may say so.
    #[serde(default)]
    pub inside: bool,
    /// The last deliveries, newest first.
    #[serde(default)]
    pub deliveries: Vec<Delivery>,
}

/// Never the secret.
impl std::fmt::Debug for Webhook {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Webhook").field("id", &self.id).field("active", &self.active).finish_non_exhaustive()
    }
}

/// A delivery.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Delivery {
    /// When: seconds since 1970.
    pub at: u64,
    /// What was told.
    pub event: String,
    /// The answer's status, or why there was none.
    pub answer: String,
    /// Whether it was taken.
    pub taken: bool,
}

impl Webhook {
    /// A new one, with a secret of its own.
    pub fn new(organisation: &str, url: &str, events: Vec<String>, inside: bool, random: &mut impl Rng) -> Self {
        let (mut id, mut secret) = ([0; 16], [0; 32]);
        random.fill_bytes(&mut id);
        random.fill_bytes(&mut secret);
        Self {
            id: Uuid::from_bytes(id),
            organisation: organisation.to_owned(),
            url: url.to_owned(),
            events,
            secret: STANDARD.encode(secret),
            active: true,
            inside,
            deliveries: Vec::new(),
        }
    }

    /// The secret as receivers want it.
    #[must_use]
    pub fn shown_secret(&self) -> String {
        format!("whsec_{}", self.secret)
    }
}

fn row(webhook: &Webhook) -> Result<DocumentRow, StoreError> {
    let body = serde_json::to_vec(webhook).map_err(|e| StoreError::Other(e.into()))?;
    Ok(DocumentRow { kind: KIND.to_owned(), id: webhook.id.to_string(), lookup: None, version: 0, expires_at: None, body })
}

/// Every webhook, of one organisation where it is given.
///
/// # Errors
/// [`StoreError`].
pub async fn all(store: &dyn Reader, organisation: Option<&str>) -> Result<Vec<Webhook>, StoreError> {
    let rows = store.documents(KIND, None, MOST).await?;
    let read = |row: &DocumentRow| {
        serde_json::from_slice::<Webhook>(&row.body).map_err(|e| StoreError::Damaged(format!("a webhook cannot be read: {e}")))
    };
    let mut found: Vec<Webhook> = rows.iter().map(read).collect::<Result<_, _>>()?;
    found.retain(|webhook| organisation.is_none_or(|of| of == webhook.organisation));
    Ok(found)
}

/// Keeps a new one.
///
/// # Errors
/// [`StoreError`].
pub async fn add(store: &dyn Store, webhook: &Webhook) -> Result<(), StoreError> {
    store.put_document(&row(webhook)?, None).await?;
    EDITION.fetch_add(1, Ordering::Release);
    Ok(())
}

/// Changes one, where it is this organisation's; says whether there is such a one.
///
/// # Errors
/// [`StoreError`].
pub async fn change(store: &dyn Store, id: &str, organisation: &str, change: impl Fn(&mut Webhook)) -> Result<bool, StoreError> {
    for _ in 0..5 {
        let Some(there) = store.document(KIND, id).await? else { return Ok(false) };
        let mut webhook: Webhook =
            serde_json::from_slice(&there.body).map_err(|e| StoreError::Damaged(format!("a webhook cannot be read: {e}")))?;
        if webhook.organisation != organisation {
            return Ok(false);
        }
        change(&mut webhook);
        if store.put_document(&row(&webhook)?, Some(there.version)).await? {
            EDITION.fetch_add(1, Ordering::Release);
            return Ok(true);
        }
    }
    Ok(true)
}
