//! Taking content in.
//!
//! An image waits in memory until it is whole, for its working copy has to be made of all of it. Anything else is sealed as it
//! comes, so that of a video no more than a part is ever in memory.

use std::pin::{Pin, pin};

use bytes::Bytes;
use futures_util::future::{OptionFuture, try_join};
use futures_util::stream::{Stream, StreamExt};
use object_store::PutPayload;
use sha2::{Digest, Sha256};

use super::memory::Share;
use super::parts::{PART, Parts};
use super::{KeepError, Kept, Object, ObjectError, Objects};
use crate::vault::Sealer;
use crate::{Media, Stripped, VaultRecipient, strip};

/// Bytes of the largest image that a working copy is made of: 16 MiB. A larger one is sealed only.
pub const SMALL: usize = 16 * 1024 * 1024;

/// Bytes up to which an image is worked on in place, in about a millisecond; longer work would hold up the other connections of
/// this thread and goes to one of its own.
const IN_PLACE: usize = 512 * 1024;

impl Objects {
    /// Keeps a content and returns when it is durable: the working copy of an image that can be read, and the sealed original
    /// wherever that is more than the working copy. Content that is there already is not written again.
    ///
    /// At most `limit` bytes are taken: where the sender declared a length, give that as the limit. Memory is reserved as they come;
    /// where others hold it for long, that is [`ObjectError::Busy`]. A sender that stops sending is waited for without an end; the
    /// caller sets the timeout.
    ///
    /// # Errors
    /// [`KeepError`]. Nothing of the content is left in the store then, nor when the future is dropped while the content comes; a
    /// failure of the store itself can leave an object that nothing refers to.
    pub async fn keep<S, E>(&self, stream: S, limit: u64) -> Result<Kept, KeepError<E>>
    where
        S: Stream<Item = Result<Bytes, E>>,
    {
        self.keep_with(stream, limit, async |_| ()).await.map(|(kept, ())| kept)
    }

    /// [`Objects::keep`] where somebody may remove objects meanwhile. `settle` is asked once it is known what is kept, before the store
    /// is asked whether it is there already: it takes a lock on these objects, which the caller gives up once something refers to them.
    /// Its answer is given back.
    ///
    /// # Errors
    /// As for [`Objects::keep`].
    pub async fn keep_with<S, E, G>(&self, stream: S, limit: u64, settle: impl AsyncFnOnce(&Kept) -> G) -> Result<(Kept, G), KeepError<E>>
    where
        S: Stream<Item = Result<Bytes, E>>,
    {
        let mut source = Source { stream: pin!(stream), hasher: Sha256::new(), length: 0, limit };
        let start = source.start().await?;
        let media = Media::sniff(&start);
        let mut share = self.memory.incoming(media, limit);
        share.hold(start.len()).await?;
        if !media.is_image() {
            return self.keep_sealed(start, source, media, &mut share, settle).await;
        }
        match source.collect(start, &mut share).await? {
            Collected::Whole(image) => Ok(self.keep_image(image, source.hasher, media, settle).await?),
            Collected::Beyond(start, next) => self.keep_long_image((start, next), source, media, &mut share, settle).await,
        }
    }

    /// Keeps what no working copy is made of, sealing it as it comes.
    async fn keep_sealed<S, E, G>(
        &self,
        start: Bytes,
        mut source: Source<'_, S>,
        media: Media,
        share: &mut Share<'_>,
        settle: impl AsyncFnOnce(&Kept) -> G,
    ) -> Result<(Kept, G), KeepError<E>>
    where
        S: Stream<Item = Result<Bytes, E>>,
    {
        let mut sealing = Sealing::new(self)?;
        sealing.push(&start).await?;
        drop(start);
        self.keep_rest(sealing, &mut source, media, share, settle).await
    }

    /// Keeps an image that turned out too long for a working copy.
    async fn keep_long_image<S, E, G>(
        &self,
        (start, next): (Vec<u8>, Bytes),
        mut source: Source<'_, S>,
        media: Media,
        share: &mut Share<'_>,
        settle: impl AsyncFnOnce(&Kept) -> G,
    ) -> Result<(Kept, G), KeepError<E>>
    where
        S: Stream<Item = Result<Bytes, E>>,
    {
        let mut sealing = Sealing::new(self)?;
        // For a moment there are a start in clear and a part sealed.
        let copies = self.memory.copies(PART).await?;
        for piece in start.chunks(PART) {
            sealing.push(piece).await?;
        }
        drop((start, copies));
        share.shrink();
        sealing.push(&next).await?;
        drop(next);
        self.keep_rest(sealing, &mut source, media, share, settle).await
    }

    /// Seals the rest of a content and names it.
    async fn keep_rest<S, E, G>(
        &self,
        mut sealing: Sealing<'_>,
        source: &mut Source<'_, S>,
        media: Media,
        share: &mut Share<'_>,
        settle: impl AsyncFnOnce(&Kept) -> G,
    ) -> Result<(Kept, G), KeepError<E>>
    where
        S: Stream<Item = Result<Bytes, E>>,
    {
        while let Some(piece) = source.next().await? {
            share.hold(usize::try_from(source.length).unwrap_or(usize::MAX)).await?;
            sealing.push(&piece).await?;
        }
        let (sha256, length) = (source.hasher.clone().finalize().into(), source.length);
        let kept = Kept { sha256, length, media, working: None, sealed: true };
        let settled = settle(&kept).await;
        sealing.finish(&Object::Sealed(sha256), length).await?;
        Ok((kept, settled))
    }

    /// Keeps an image that is in memory.
    async fn keep_image<G>(
        &self,
        image: Bytes,
        hasher: Sha256,
        media: Media,
        settle: impl AsyncFnOnce(&Kept) -> G,
    ) -> Result<(Kept, G), ObjectError> {
        let length = image.len();
        let _copies = self.memory.copies(length).await?;
        let vault = self.vault.clone();
        let work = move || Copies::make(&image, hasher, &vault);
        let copies = if length <= IN_PLACE { work() } else { tokio::task::spawn_blocking(work).await.map_err(|_| ObjectError::Stopped)? };
        let Copies { sha256, working, sealed } = copies?;
        let length = u64::try_from(length).unwrap_or(u64::MAX);
        let kept = Kept { sha256, length, media, working: working.as_ref().map(|(hash, _)| *hash), sealed: sealed.is_some() };
        let settled = settle(&kept).await;
        let write_working = working.map(async |(hash, copy)| {
            let length = u64::try_from(copy.len()).unwrap_or(u64::MAX);
            self.write_if_missing(&Object::Working(hash), copy.into(), length).await
        });
        let write_sealed = sealed.map(async |sealed| self.write_if_missing(&Object::Sealed(sha256), sealed.into(), length).await);
        let turn = |written: Option<Result<(), ObjectError>>| written.transpose();
        let (working, sealed) = (OptionFuture::from(write_working), OptionFuture::from(write_sealed));
        try_join(async { turn(working.await) }, async { turn(sealed.await) }).await?;
        Ok((kept, settled))
    }

    /// Writes an object unless one of that name is there with at least `length` bytes; a shorter one was cut off.
    pub(super) async fn write_if_missing(&self, object: &Object, content: PutPayload, length: u64) -> Result<(), ObjectError> {
        match self.length(object).await? {
            Some(there) if there >= length => Ok(()),
            _ => self.write(object, content).await,
        }
    }
}

/// Content that is coming in, hashed and counted.
struct Source<'a, S> {
    stream: Pin<&'a mut S>,
    hasher: Sha256,
    length: u64,
    limit: u64,
}

/// What came of collecting an image.
enum Collected {
    /// All of it.
    Whole(Bytes),
    /// The start, and the piece that went beyond [`SMALL`].
    Beyond(Vec<u8>, Bytes),
}

impl<S, E> Source<'_, S>
where
    S: Stream<Item = Result<Bytes, E>>,
{
    /// The next piece; nothing at the end.
    async fn next(&mut self) -> Result<Option<Bytes>, KeepError<E>> {
        let Some(piece) = self.stream.next().await.transpose().map_err(KeepError::Stream)? else { return Ok(None) };
        self.length = self.length.saturating_add(u64::try_from(piece.len()).unwrap_or(u64::MAX));
        if self.length > self.limit {
            return Err(KeepError::TooLong { limit: self.limit });
        }
        self.hasher.update(&piece);
        Ok(Some(piece))
    }

    /// Enough of the start to tell what it is.
    async fn start(&mut self) -> Result<Bytes, KeepError<E>> {
        let mut start = Bytes::new();
        while start.len() < Media::SNIFFED {
            let Some(piece) = self.next().await? else { break };
            // The usual first piece is long enough and is not copied.
            start = if start.is_empty() { piece } else { [start, piece].concat().into() };
        }
        Ok(start)
    }

    /// Collects the rest behind the start, up to [`SMALL`].
    async fn collect(&mut self, start: Bytes, share: &mut Share<'_>) -> Result<Collected, KeepError<E>> {
        let mut piece = start;
        let mut image = Vec::new();
        loop {
            if image.len() + piece.len() > SMALL {
                return Ok(Collected::Beyond(image, piece));
            }
            let Some(next) = self.next().await? else { break };
            share.hold(image.len() + piece.len() + next.len()).await?;
            if image.is_empty() {
                // At once, for a vector that grows holds its content twice for a moment. What is not written yet takes addresses only.
                image.reserve_exact(usize::try_from(self.limit).unwrap_or(usize::MAX).min(SMALL));
            }
            image.extend_from_slice(&piece);
            piece = next;
        }
        // What came in one piece is not copied.
        if image.is_empty() {
            return Ok(Collected::Whole(piece));
        }
        image.extend_from_slice(&piece);
        Ok(Collected::Whole(image.into()))
    }
}

/// Content that is sealed as it comes.
struct Sealing<'a> {
    sealer: Sealer,
    parts: Parts<'a>,
}

impl<'a> Sealing<'a> {
    fn new(objects: &'a Objects) -> Result<Self, ObjectError> {
        Ok(Self { sealer: objects.vault.sealer()?, parts: Parts::new(objects) })
    }

    async fn push(&mut self, plain: &[u8]) -> Result<(), ObjectError> {
        let sealed = self.sealer.push(plain)?;
        self.parts.push(sealed).await
    }

    async fn finish(mut self, name: &Object, length: u64) -> Result<(), ObjectError> {
        let sealed = self.sealer.finish()?;
        self.parts.push(sealed).await?;
        self.parts.finish(name, length).await
    }
}

/// What is to be written of an image.
struct Copies {
    sha256: [u8; 32],
    working: Option<([u8; 32], Bytes)>,
    sealed: Option<Vec<u8>>,
}

impl Copies {
    /// Strips and seals: the costly part.
    fn make(image: &Bytes, hasher: Sha256, vault: &VaultRecipient) -> Result<Self, ObjectError> {
        let sha256 = hasher.finalize().into();
        let working = match strip(image) {
            Stripped::Same => return Ok(Self { sha256, working: Some((sha256, image.clone())), sealed: None }),
            Stripped::Changed(copy) => Some((Sha256::digest(&copy).into(), copy)),
            Stripped::Unreadable(_) => None,
        };
        Ok(Self { sha256, working, sealed: Some(vault.seal(image)?) })
    }
}
