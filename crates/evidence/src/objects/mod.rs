//! Where evidence is kept: objects named by the hash of what they hold, in a folder or in a bucket (S3 and what speaks like it).
//!
//! | object | what |
//! |---|---|
//! | `working/ab/abcd...` | a working copy, by its own SHA-256; served to people |
//! | `sealed/ab/abcd....age` | a sealed original, by the SHA-256 of the original; opened by custodians only |
//! | `incoming/...` | what is being received; what is left of it after a crash is good for nothing |
//!
//! No content is ever written in clear but the working copies, and no name says whose it is.

mod check;
mod error;
mod keep;
mod kept;
mod memory;
mod name;
mod parts;

use std::time::SystemTime;

use bytes::Bytes;
use futures_util::stream::{BoxStream, StreamExt};
use object_store::aws::AmazonS3Builder;
use object_store::local::LocalFileSystem;
use object_store::path::Path;
use object_store::prefix::PrefixStore;
use object_store::{ObjectStore, ObjectStoreExt, PutPayload};
use sha2::{Digest, Sha256};

pub use error::{KeepError, ObjectError, ObjectFault, Operation};
pub use keep::SMALL;
pub use kept::Kept;
use memory::Memory;
pub use name::Object;

use crate::VaultRecipient;

/// A store of evidence.
#[derive(Debug)]
pub struct Objects {
    store: Box<dyn ObjectStore>,
    vault: VaultRecipient,
    memory: Memory,
}

/// An object that is there, for finding those that nothing refers to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Listed {
    /// Its path within the store.
    pub path: String,
    /// What it is; nothing where the store never made such a path.
    pub object: Option<Object>,
    /// Bytes.
    pub length: u64,
    /// When it was last written. What came in the last hours may belong to an upload that is not finished.
    pub modified: SystemTime,
}

impl Objects {
    /// Opens a store whose originals are sealed to `vault`: a folder, which is made where it is missing, or `s3://bucket/prefix`.
    /// A bucket's endpoint, region and credentials come from the usual `AWS_*` variables; plain HTTP is refused unless
    /// `AWS_ALLOW_HTTP` is `true`. A bucket is not asked for anything yet: see [`Objects::ready`].
    ///
    /// # Errors
    /// [`ObjectError::Folder`], [`ObjectError::Bucket`].
    pub fn open(location: &str, vault: VaultRecipient) -> Result<Self, ObjectError> {
        let store = match location.strip_prefix("s3://") {
            Some(place) => bucket(place)?,
            None => folder(std::path::Path::new(location))?,
        };
        Ok(Self { store, vault, memory: Memory::default() })
    }

    /// Lets uploads take more memory together than the 96 MiB at first; less than that is not possible. Two uploads may besides come
    /// to their end when it is full, with 16 MiB each. A sender keeps its share of what it has sent while it sends, so many slow
    /// senders need more of it, or a proxy before the server that takes their uploads in first.
    #[must_use]
    pub fn with_memory(mut self, bytes: usize) -> Self {
        self.memory = Memory::new(bytes);
        self
    }

    /// The recipient that originals are sealed to.
    #[must_use]
    pub fn vault(&self) -> &VaultRecipient {
        &self.vault
    }

    /// A working copy, checked against its hash.
    ///
    /// # Errors
    /// [`ObjectError::Missing`], [`ObjectError::Damaged`], [`ObjectError::Failed`].
    pub async fn working(&self, sha256: [u8; 32]) -> Result<Bytes, ObjectError> {
        let object = Object::Working(sha256);
        let copy = self.read(&object).await?;
        if <[u8; 32]>::from(Sha256::digest(&copy)) != sha256 {
            return Err(ObjectError::Damaged { object });
        }
        Ok(copy)
    }

    /// A sealed original by the hash of the original, as an age file. All of it is held in memory, so ask [`Kept::length`] first.
    ///
    /// # Errors
    /// [`ObjectError::Missing`], [`ObjectError::Failed`].
    pub async fn sealed(&self, sha256: [u8; 32]) -> Result<Bytes, ObjectError> {
        self.read(&Object::Sealed(sha256)).await
    }

    /// Removes an object; one that is missing is no error. Two originals that differ in metadata alone have one working copy:
    /// remove that only when no other [`Kept`] names it.
    ///
    /// # Errors
    /// [`ObjectError::Failed`].
    pub async fn remove(&self, object: &Object) -> Result<(), ObjectError> {
        match self.store.delete(&object.path()).await {
            Ok(()) | Err(object_store::Error::NotFound { .. }) => Ok(()),
            Err(source) => Err(Operation::Remove.failed(object, source)),
        }
    }

    /// All objects, in no order.
    pub fn list(&self) -> BoxStream<'static, Result<Listed, ObjectError>> {
        let listed = |meta: object_store::ObjectMeta| Listed {
            object: Object::parse(meta.location.as_ref()),
            path: meta.location.into(),
            length: meta.size,
            modified: meta.last_modified.into(),
        };
        self.store.list(None).map(move |meta| meta.map(listed).map_err(|source| ObjectError::List { source })).boxed()
    }

    /// Whether the store can be used: writes a small object, reads and removes it.
    ///
    /// # Errors
    /// [`ObjectError::Failed`] with the step that failed, [`ObjectError::Damaged`] where something else came back.
    pub async fn ready(&self) -> Result<(), ObjectError> {
        let probe = Object::incoming()?;
        let content = Bytes::from(probe.to_string());
        self.write(&probe, content.clone().into()).await?;
        let back = self.read(&probe).await;
        self.remove(&probe).await?;
        if back? == content { Ok(()) } else { Err(ObjectError::Damaged { object: probe }) }
    }

    /// Reads an object whole.
    async fn read(&self, object: &Object) -> Result<Bytes, ObjectError> {
        let failed = |source| Operation::Read.failed(object, source);
        self.store.get(&object.path()).await.map_err(failed)?.bytes().await.map_err(failed)
    }

    /// Writes an object, durably, over any of that name.
    async fn write(&self, object: &Object, content: PutPayload) -> Result<(), ObjectError> {
        self.store.put(&object.path(), content).await.map_err(|source| Operation::Write.failed(object, source))?;
        Ok(())
    }

    /// How long an object is, where it is there.
    async fn length(&self, object: &Object) -> Result<Option<u64>, ObjectError> {
        match self.store.head(&object.path()).await {
            Ok(meta) => Ok(Some(meta.size)),
            Err(object_store::Error::NotFound { .. }) => Ok(None),
            Err(source) => Err(Operation::Find.failed(object, source)),
        }
    }
}

/// A store in a folder that nobody else may read.
fn folder(place: &std::path::Path) -> Result<Box<dyn ObjectStore>, ObjectError> {
    let mut builder = std::fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(place).map_err(|source| ObjectError::Folder { source: source.into() })?;
    warn_if_open(place);
    let store = LocalFileSystem::new_with_prefix(place).map_err(|source| ObjectError::Folder { source: source.into() })?;
    // An upload is acknowledged when it is on the disk. Empty folders stay: removing them races with uploads into them.
    Ok(Box::new(store.with_fsync(true).with_automatic_cleanup(false)))
}

/// A folder that was there before keeps its mode, which its owner may have chosen, but not silently.
fn warn_if_open(place: &std::path::Path) {
    #[cfg(unix)]
    if std::fs::metadata(place).is_ok_and(|meta| std::os::unix::fs::PermissionsExt::mode(&meta.permissions()) & 0o077 != 0) {
        tracing::warn!("the folder of evidence can be read by other users of this machine; `chmod 700` closes it");
    }
    #[cfg(not(unix))]
    let _ = place;
}

/// A store in a bucket, below a prefix where one is given.
fn bucket(place: &str) -> Result<Box<dyn ObjectStore>, ObjectError> {
    let (name, prefix) = place.split_once('/').unwrap_or((place, ""));
    let failed = |source| ObjectError::Bucket { source };
    let store = AmazonS3Builder::from_env().with_bucket_name(name).build().map_err(failed)?;
    let prefix = Path::parse(prefix).map_err(|error| failed(error.into()))?;
    Ok(if prefix.as_ref().is_empty() { Box::new(store) } else { Box::new(PrefixStore::new(store, prefix)) })
}
