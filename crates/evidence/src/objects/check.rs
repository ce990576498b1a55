//! Whether what was kept is still there, and taking it to another store.

use futures_util::stream::StreamExt;
use object_store::ObjectStoreExt;

use super::keep::SMALL;
use super::parts::Parts;
use super::{Kept, Object, ObjectError, ObjectFault, Objects, Operation};
use crate::vault::AGE_START;

impl Objects {
    /// Checks that all objects of a content are there: the working copy is read and hashed; of the sealed original, which only the
    /// custodians can open, the beginning and the length are looked at.
    ///
    /// # Errors
    /// [`ObjectFault`] with the first object that is at fault.
    pub async fn check(&self, kept: &Kept) -> Result<(), ObjectFault> {
        if kept.objects().next().is_none() {
            return Err(ObjectFault::Nothing { sha256: kept.sha256 });
        }
        if let Some(hash) = kept.working {
            self.working(hash).await?;
        }
        if kept.sealed {
            self.check_sealed(kept).await?;
        }
        Ok(())
    }

    /// The sealed original is an age file and long enough to hold its content.
    async fn check_sealed(&self, kept: &Kept) -> Result<(), ObjectFault> {
        let object = Object::Sealed(kept.sha256);
        let length = self.length(&object).await?.ok_or_else(|| ObjectError::Missing { object: object.clone() })?;
        let start_length = u64::try_from(AGE_START.len()).unwrap_or(u64::MAX);
        if length <= kept.length.max(start_length) {
            return Err(ObjectFault::NotSealed { object });
        }
        let start = self.store.get_range(&object.path(), 0..start_length).await;
        if start.map_err(|source| Operation::Read.failed(&object, source))? != AGE_START {
            return Err(ObjectFault::NotSealed { object });
        }
        Ok(())
    }

    /// Copies all objects of a content to another store, for a backup or from one; nothing is opened. What is there already stays.
    /// The other store seals new content to a recipient of its own, but what is copied stays sealed as it was.
    ///
    /// # Errors
    /// [`ObjectError::Missing`] and [`ObjectError::Damaged`] where this store lacks it, [`ObjectError::Failed`] of either store.
    pub async fn copy_to(&self, other: &Self, kept: &Kept) -> Result<(), ObjectError> {
        if let Some(hash) = kept.working {
            let object = Object::Working(hash);
            if other.length(&object).await?.is_none() {
                let copy = self.working(hash).await?;
                other.write(&object, copy.into()).await?;
            }
        }
        if kept.sealed { self.copy_sealed_to(other, kept).await } else { Ok(()) }
    }

    /// Copies a sealed original, a long one in parts.
    async fn copy_sealed_to(&self, other: &Self, kept: &Kept) -> Result<(), ObjectError> {
        let object = Object::Sealed(kept.sha256);
        if other.length(&object).await?.is_some_and(|there| there >= kept.length) {
            return Ok(());
        }
        if kept.length <= u64::try_from(SMALL).unwrap_or(u64::MAX) {
            let sealed = self.read(&object).await?;
            return other.write(&object, sealed.into()).await;
        }
        let failed = |source| Operation::Read.failed(&object, source);
        let mut pieces = self.store.get(&object.path()).await.map_err(failed)?.into_stream();
        let mut parts = Parts::new(other);
        while let Some(piece) = pieces.next().await {
            parts.push(piece.map_err(failed)?).await?;
        }
        parts.finish(&object, kept.length).await
    }
}
