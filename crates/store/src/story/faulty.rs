//! A store that fails when it is told to, around a real one.

use std::collections::{HashMap, VecDeque};
use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

use async_trait::async_trait;
use tokio::sync::Notify;
use uuid::Uuid;

use crate::rows::{Batch, CosignatureRow, DocumentRow, Head, KnownObject, KnownSubmission, TokenRow};
use crate::{Reader, Store, StoreError, Writer};

/// What happens to a commit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fault {
    /// Nothing is written, and it fails.
    Before,
    /// Everything is written, and it fails all the same: the connection was lost before the answer.
    After,
    /// It waits until it is released, and succeeds.
    Hold,
}

/// What is to happen, shared with the writers.
#[derive(Debug, Default)]
struct Plan {
    commits: Mutex<VecDeque<Fault>>,
    coverings: AtomicU32,
    holding: Notify,
    release: Notify,
}

/// The store. Its own waywardness is planned by those who test with it.
pub struct Faulty {
    inner: Mutex<Arc<dyn Store>>,
    plan: Arc<Plan>,
}

impl Faulty {
    /// Around a store; as good as it until told otherwise.
    #[must_use]
    pub fn around(inner: Arc<dyn Store>) -> Arc<Self> {
        Arc::new(Self { inner: Mutex::new(inner), plan: Arc::default() })
    }

    /// What happens to the next commits, one each.
    pub fn next(&self, faults: impl IntoIterator<Item = Fault>) {
        self.plan.commits.lock().unwrap_or_else(PoisonError::into_inner).extend(faults);
    }

    /// Whatever has not happened yet does not happen.
    pub fn clear(&self) {
        self.plan.commits.lock().unwrap_or_else(PoisonError::into_inner).clear();
    }

    /// So many of the next look-ups of an earlier receipt fail.
    pub fn fail_coverings(&self, count: u32) {
        self.plan.coverings.store(count, Ordering::Relaxed);
    }

    /// Another database stands in its place from now on, as when somebody restored one.
    pub fn swap(&self, other: Arc<dyn Store>) {
        *self.inner.lock().unwrap_or_else(PoisonError::into_inner) = other;
    }

    /// Waits until a commit is held.
    pub async fn holding(&self) {
        self.plan.holding.notified().await;
    }

    /// Lets the commit go that is held.
    pub fn release(&self) {
        self.plan.release.notify_one();
    }

    fn inner(&self) -> Arc<dyn Store> {
        Arc::clone(&self.inner.lock().unwrap_or_else(PoisonError::into_inner))
    }
}

/// What a lost connection looks like.
fn lost() -> StoreError {
    StoreError::Unreachable("the story says so".into())
}

struct FaultyWriter {
    inner: Box<dyn Writer>,
    plan: Arc<Plan>,
}

#[async_trait]
impl Writer for FaultyWriter {
    async fn known(&mut self, ids: &[Uuid]) -> Result<HashMap<Uuid, KnownSubmission>, StoreError> {
        self.inner.known(ids).await
    }

    async fn known_objects(&mut self, objects: &[(&str, &str)]) -> Result<Vec<KnownObject>, StoreError> {
        self.inner.known_objects(objects).await
    }

    async fn commit(&mut self, batch: &Batch) -> Result<(), StoreError> {
        let fault = self.plan.commits.lock().unwrap_or_else(PoisonError::into_inner).pop_front();
        match fault {
            Some(Fault::Before) => return Err(lost()),
            Some(Fault::Hold) => {
                self.plan.holding.notify_one();
                self.plan.release.notified().await;
            }
            Some(Fault::After) | None => (),
        }
        self.inner.commit(batch).await?;
        if fault == Some(Fault::After) { Err(lost()) } else { Ok(()) }
    }

    async fn holds(&mut self) -> bool {
        self.inner.holds().await
    }
}

#[async_trait]
impl Store for Faulty {
    fn name(&self) -> &'static str {
        "faulty"
    }

    async fn writer(&self) -> Result<Box<dyn Writer>, StoreError> {
        Ok(Box::new(FaultyWriter { inner: self.inner().writer().await?, plan: Arc::clone(&self.plan) }))
    }

    async fn snapshot(&self) -> Result<Box<dyn Reader>, StoreError> {
        self.inner().snapshot().await
    }

    async fn add_token(&self, token: &TokenRow) -> Result<i64, StoreError> {
        self.inner().add_token(token).await
    }

    async fn revoke_token(&self, id: i64, at: u64) -> Result<bool, StoreError> {
        self.inner().revoke_token(id, at).await
    }

    async fn add_cosignature(&self, cosignature: &CosignatureRow) -> Result<(), StoreError> {
        self.inner().add_cosignature(cosignature).await
    }

    async fn set(&self, name: &str, value: &str) -> Result<(), StoreError> {
        self.inner().set(name, value).await
    }

    async fn put_document(&self, document: &DocumentRow, expected: Option<u64>) -> Result<bool, StoreError> {
        self.inner().put_document(document, expected).await
    }

    async fn copy_document(&self, document: &DocumentRow) -> Result<bool, StoreError> {
        self.inner().copy_document(document).await
    }

    async fn remove_document(&self, kind: &str, id: &str) -> Result<bool, StoreError> {
        self.inner().remove_document(kind, id).await
    }

    async fn remove_expired(&self, now: u64) -> Result<u64, StoreError> {
        self.inner().remove_expired(now).await
    }

    async fn scrub(&self) -> Result<(), StoreError> {
        self.inner().scrub().await
    }

    async fn self_check(&self) -> Result<(), StoreError> {
        self.inner().self_check().await
    }

    async fn close(&self) -> Result<(), StoreError> {
        self.inner().close().await
    }
}

// Reading is the inner store's matter.
crate::read_through!(Faulty, |faulty| faulty.inner(), {
    async fn head_covering(&self, index: u64) -> Result<Option<Head>, StoreError> {
        let fails = |left: u32| left.checked_sub(1);
        if self.plan.coverings.fetch_update(Ordering::Relaxed, Ordering::Relaxed, fails).is_ok() {
            return Err(lost());
        }
        self.inner().head_covering(index).await
    }
});
