//! Attachments' content while it is being kept or removed: two attachments can share it, so what one erasure removes must not be what
//! another upload has just found there. Each content has a lock of its own; nobody waits for somebody else's.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError, Weak};
use std::time::Duration;

use evidence::{Kept, Media, Object};
use store::rows::AttachmentRow;
use tokio::sync::{OwnedRwLockReadGuard, OwnedRwLockWriteGuard, RwLock};

/// Locks that are not in use any more are forgotten when there are so many.
const TIDY: usize = 1024;

/// Between two questions whether a content is still used.
const AGAIN: Duration = Duration::from_millis(20);

/// What an attachment's row says of its content.
#[must_use]
pub fn kept(row: &AttachmentRow) -> Kept {
    let media = [Media::Jpeg, Media::Png, Media::WebP].into_iter().find(|media| media.mime() == row.media).unwrap_or(Media::Other);
    Kept { sha256: row.sha256, length: row.length, media, working: row.working, sealed: row.sealed }
}

/// The locks in use, by content.
#[derive(Debug, Default)]
pub struct Contents(Mutex<HashMap<Object, Weak<RwLock<()>>>>);

/// Content that may not be removed as long as this is held.
pub type Use = Vec<OwnedRwLockReadGuard<()>>;

impl Contents {
    fn lock(&self, object: &Object) -> Arc<RwLock<()>> {
        let mut locks = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if locks.len() >= TIDY {
            locks.retain(|_, lock| lock.strong_count() > 0);
        }
        if let Some(lock) = locks.get(object).and_then(Weak::upgrade) {
            return lock;
        }
        let lock = Arc::new(RwLock::new(()));
        locks.insert(object.clone(), Arc::downgrade(&lock));
        lock
    }

    /// Uses the content of an attachment, until something in the record refers to it. `held` is what this request uses already: the
    /// same file twice in one request must not wait for itself.
    pub async fn using(&self, kept: &Kept, held: &[Object]) -> Use {
        let mut guards = Vec::new();
        for object in kept.objects().filter(|object| !held.contains(object)) {
            guards.push(self.lock(&object).read_owned().await);
        }
        guards
    }

    /// Waits until nobody uses a content, to remove it. It asks again and again and does not queue: a queued remover would hold up
    /// those who come after it, and two uploads of two files each could then wait for one another for ever.
    pub async fn removing(&self, object: &Object) -> OwnedRwLockWriteGuard<()> {
        let lock = self.lock(object);
        loop {
            match Arc::clone(&lock).try_write_owned() {
                Ok(guard) => return guard,
                Err(_) => tokio::time::sleep(AGAIN).await,
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use tokio::time::timeout;

    use super::*;

    #[tokio::test]
    async fn what_is_used_is_not_removed_and_the_same_file_twice_does_not_wait_for_itself() {
        let contents = Arc::new(Contents::default());
        let kept = Kept { sha256: [1; 32], length: 1, media: Media::Other, working: None, sealed: true };
        let object = Object::Sealed([1; 32]);
        let used = contents.using(&kept, &[]).await;
        let remover = tokio::spawn({
            let (contents, object) = (Arc::clone(&contents), object.clone());
            async move { drop(contents.removing(&object).await) }
        });
        tokio::time::sleep(Duration::from_millis(20)).await;
        assert!(!remover.is_finished());
        let again = timeout(Duration::from_secs(1), contents.using(&kept, std::slice::from_ref(&object))).await;
        assert!(again.expect("it does not wait for itself").is_empty());
        let other = Kept { sha256: [2; 32], ..kept };
        assert_eq!(timeout(Duration::from_secs(1), contents.using(&other, &[])).await.expect("nobody waits for others").len(), 1);
        drop(used);
        timeout(Duration::from_secs(1), remover).await.expect("it goes on").unwrap();
    }
}
