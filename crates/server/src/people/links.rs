//! One-time links, as documents that expire.

use accounts::{Link, Purpose, Secret};
use rand::{Rng, SeedableRng};
use rand_chacha::ChaCha20Rng;
use store::rows::DocumentRow;
use store::{Store, StoreError};
use uuid::Uuid;

/// Documents that are links.
const KIND: &str = "link";

/// Makes a link; the secret is shown once.
///
/// # Errors
/// [`StoreError`].
pub async fn make_link(
    store: &dyn Store,
    purpose: Purpose,
    by: Option<Uuid>,
    now: u64,
    random: &mut (impl Rng + Send),
) -> Result<Secret, StoreError> {
    let link = Link::new(purpose, by, now);
    let secret = Secret::draw(random);
    let body = serde_json::to_vec(&link).map_err(|e| StoreError::Other(e.into()))?;
    let id = Secret::hash(secret.reveal());
    let row = DocumentRow { kind: KIND.to_owned(), id, lookup: None, version: 0, expires_at: Some(link.expires_at), body };
    store.put_document(&row, None).await?;
    Ok(secret)
}

/// The link of a secret, where it is still good.
///
/// # Errors
/// [`StoreError`].
pub async fn find_link(store: &dyn Store, secret: &str, now: u64) -> Result<Option<Link>, StoreError> {
    let Some(row) = store.document(KIND, &Secret::hash(secret)).await? else { return Ok(None) };
    let link: Link = serde_json::from_slice(&row.body).map_err(|e| StoreError::Damaged(format!("a link cannot be read: {e}")))?;
    Ok(link.is_good(now).then_some(link))
}

/// Uses a link up: only one of several who come at once is told that it was theirs.
///
/// # Errors
/// [`StoreError`].
pub async fn take_link(store: &dyn Store, secret: &str) -> Result<bool, StoreError> {
    store.remove_document(KIND, &Secret::hash(secret)).await
}

/// The path of a link to choose a new password, made by whoever has the server; nothing where nobody has this name.
///
/// # Errors
/// [`StoreError`].
pub async fn offline_link(store: &dyn Store, name: &str, now: u64) -> Result<Option<String>, StoreError> {
    let Some(account) = super::by_name(store, name).await? else { return Ok(None) };
    let mut seed = [0; 32];
    getrandom::fill(&mut seed).map_err(|e| StoreError::Other(e.to_string().into()))?;
    let mut random = ChaCha20Rng::from_seed(seed);
    let secret = make_link(store, Purpose::NewPassword { account: account.id, first: false }, None, now, &mut random).await?;
    Ok(Some(format!("/password/{}", secret.reveal())))
}
