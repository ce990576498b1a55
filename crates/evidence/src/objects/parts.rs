//! Writing an object of any length: a short one at once, a longer one in parts under a passing name.

use std::collections::VecDeque;
use std::mem;

use bytes::Bytes;
use object_store::{MultipartUpload, ObjectStoreExt};

use super::{Object, ObjectError, Objects, Operation};

/// Bytes of a part: the least that S3 takes. Its 10,000 parts hold 50 GB.
pub(super) const PART: usize = 5 * 1024 * 1024;

/// An object being written. Dropped before its end, it leaves nothing behind.
pub(super) struct Parts<'a> {
    objects: &'a Objects,
    /// What is not yet written, always less than a part and a piece.
    waiting: VecDeque<Bytes>,
    length: usize,
    upload: Option<Upload>,
}

impl<'a> Parts<'a> {
    /// Begins; nothing is written before a part is full.
    pub(super) fn new(objects: &'a Objects) -> Self {
        Self { objects, waiting: VecDeque::new(), length: 0, upload: None }
    }

    /// Takes a piece.
    pub(super) async fn push(&mut self, piece: Bytes) -> Result<(), ObjectError> {
        if piece.is_empty() {
            return Ok(());
        }
        self.length += piece.len();
        self.waiting.push_back(piece);
        // The last part may be short but not empty, so a full one waits until there is more.
        while self.length > PART {
            let part = self.part();
            self.send(part).await?;
        }
        Ok(())
    }

    /// Gives what was written its name. An object of that name that has at least `length` bytes stays as it is.
    pub(super) async fn finish(mut self, name: &Object, length: u64) -> Result<(), ObjectError> {
        let rest = mem::take(&mut self.waiting);
        if self.upload.is_none() {
            return self.objects.write_if_missing(name, rest.into_iter().collect(), length).await;
        }
        self.send(rest.into()).await?;
        match self.upload.take() {
            Some(upload) => upload.complete(self.objects, name, length).await,
            None => Ok(()),
        }
    }

    /// Takes exactly one part from what waits.
    fn part(&mut self) -> Vec<Bytes> {
        let (mut part, mut missing) = (Vec::new(), PART);
        while missing > 0
            && let Some(mut piece) = self.waiting.pop_front()
        {
            let taken = piece.split_to(missing.min(piece.len()));
            missing -= taken.len();
            part.push(taken);
            if !piece.is_empty() {
                self.waiting.push_front(piece);
            }
        }
        self.length -= PART - missing;
        part
    }

    /// Writes a part, beginning the upload with the first.
    async fn send(&mut self, part: Vec<Bytes>) -> Result<(), ObjectError> {
        let upload = match &mut self.upload {
            Some(upload) => upload,
            none => none.insert(Upload::begin(self.objects).await?),
        };
        let Some(multipart) = &mut upload.multipart else { return Err(ObjectError::Stopped) };
        multipart.put_part(part.into_iter().collect()).await.map_err(|source| Operation::Write.failed(&upload.object, source))
    }
}

/// An upload in parts that has begun.
struct Upload {
    object: Object,
    /// Taken when it is completed or given up.
    multipart: Option<Box<dyn MultipartUpload>>,
}

impl Upload {
    async fn begin(objects: &Objects) -> Result<Self, ObjectError> {
        let object = Object::incoming()?;
        let multipart = objects.store.put_multipart(&object.path()).await;
        let multipart = multipart.map_err(|source| Operation::Write.failed(&object, source))?;
        Ok(Self { object, multipart: Some(multipart) })
    }

    /// Completes the passing object and renames it, unless its content is there already.
    async fn complete(mut self, objects: &Objects, name: &Object, length: u64) -> Result<(), ObjectError> {
        let Some(multipart) = &mut self.multipart else { return Err(ObjectError::Stopped) };
        multipart.complete().await.map_err(|source| Operation::Write.failed(&self.object, source))?;
        self.multipart = None;
        let passing = self.object.clone();
        let renamed = objects.rename_if_missing(&passing, name, length).await;
        if renamed.is_err()
            && let Err(error) = objects.remove(&passing).await
        {
            // The failure before is the one to report.
            tracing::warn!(%error, "an object that was not kept is left behind");
        }
        renamed
    }
}

impl Objects {
    /// Gives a passing object its name, or removes it where one of that name is there with at least `length` bytes.
    async fn rename_if_missing(&self, passing: &Object, name: &Object, length: u64) -> Result<(), ObjectError> {
        match self.length(name).await? {
            Some(there) if there >= length => self.remove(passing).await,
            _ => {
                let renamed = self.store.rename(&passing.path(), &name.path()).await;
                renamed.map_err(|source| Operation::Rename.failed(name, source))
            }
        }
    }
}

impl Drop for Upload {
    /// Gives up what was begun: the upload failed, or whoever sent it went away.
    fn drop(&mut self) {
        let (Some(mut multipart), Ok(runtime)) = (self.multipart.take(), tokio::runtime::Handle::try_current()) else { return };
        let object = self.object.clone();
        runtime.spawn(async move {
            if let Err(error) = multipart.abort().await {
                tracing::warn!(%object, %error, "an upload that was given up is left behind");
            }
        });
    }
}
