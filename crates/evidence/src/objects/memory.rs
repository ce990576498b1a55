//! How much memory uploads may take together.
//!
//! Whoever needs memory reserves the most it may need, once, before it begins. A share is never asked for while another share of
//! the same lane is held, so nobody can wait for somebody who waits. Uploads of files have a lane of their own, so that a few
//! slow videos do not keep photographs waiting. Copies are made in a third lane, which is held only while the store writes, never
//! while a sender sends.

use tokio::sync::{Semaphore, SemaphorePermit};

use super::keep::SMALL;
use super::parts::PART;
use crate::Media;

/// What age holds besides: a chunk of content, and the same sealed.
const SEALER: usize = 256 * 1024;
/// Lanes.
const LANES: usize = 3;

/// The three lanes; a permit is a byte.
#[derive(Debug)]
pub(super) struct Memory {
    /// Uploads that cannot be longer than [`SMALL`].
    small: Semaphore,
    /// All others.
    large: Semaphore,
    /// The stripped and the sealed copy of an image.
    copies: Semaphore,
}

impl Default for Memory {
    fn default() -> Self {
        Self::new(0)
    }
}

impl Memory {
    /// Shares out this many bytes; at least as many as the largest image needs.
    pub(super) fn new(bytes: usize) -> Self {
        let lane = (bytes / LANES).clamp(2 * SMALL, Semaphore::MAX_PERMITS);
        Self { small: Semaphore::new(lane), large: Semaphore::new(lane), copies: Semaphore::new(lane) }
    }

    /// Waits for what an upload may need while it comes in: all of an image, or a part of anything else.
    pub(super) async fn incoming(&self, media: Media, limit: u64) -> Share<'_> {
        let limit = usize::try_from(limit).unwrap_or(usize::MAX);
        let lane = if limit <= SMALL { &self.small } else { &self.large };
        let most = if media.is_image() { SMALL } else { PART };
        reserve(lane, limit.min(most) + SEALER).await
    }

    /// Waits for room for two copies of an image.
    pub(super) async fn copies(&self, length: usize) -> Share<'_> {
        reserve(&self.copies, 2 * length).await
    }
}

/// Memory that is given back when this is dropped.
pub(super) struct Share<'a>(Option<SemaphorePermit<'a>>);

impl Share<'_> {
    /// Gives back all but what an upload in parts needs.
    pub(super) fn shrink(&mut self) {
        if let Some(permit) = &mut self.0 {
            let spare = permit.num_permits().saturating_sub(PART + SEALER);
            drop(permit.split(spare));
        }
    }
}

/// Waits its turn. The lanes are never closed, so there is always a permit.
async fn reserve(lane: &Semaphore, bytes: usize) -> Share<'_> {
    // More than a lane has would never be given.
    let bytes = u32::try_from(bytes.min(2 * SMALL)).unwrap_or(u32::MAX);
    Share(lane.acquire_many(bytes).await.ok())
}
