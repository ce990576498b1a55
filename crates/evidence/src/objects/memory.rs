//! How much memory uploads may take together.
//!
//! A share follows what has come, so that a sender who declares much and sends little holds little. Uploads of files have a lane of
//! their own, so that a few slow videos do not keep photographs waiting. Copies are made in a third lane, which is held only while
//! the store writes, never while a sender sends.
//!
//! Nobody waits for ever. Shares that grow could all wait for one another; therefore each lane has one last place besides, whose
//! holder needs to ask for nothing more: it comes to its end, gives back what it had, and the next takes its turn. Where it is held
//! by a slow sender too, whoever waits is told to come again, and gives back its share with that. Who holds a share may wait for
//! copies, but who holds copies waits for neither.

use std::time::Duration;

use tokio::sync::{Semaphore, SemaphorePermit};
use tokio::time::{sleep, timeout};

use super::ObjectError;
use super::keep::SMALL;
use super::parts::PART;
use crate::Media;

/// What age holds besides: a chunk of content, and the same sealed.
const SEALER: usize = 256 * 1024;
/// The least that a share grows by, so that the usual photograph asks once.
const STEP: usize = 256 * 1024;
/// Lanes.
const LANES: usize = 3;
/// How long an upload waits for memory that other senders hold.
const WAIT: Duration = Duration::from_secs(5);
/// How long an upload that has come waits for others to be written. No sender holds them up, so there is more hope.
const WAIT_FOR_COPIES: Duration = Duration::from_secs(30);

/// The three lanes; a permit is a byte.
#[derive(Debug)]
pub(super) struct Memory {
    /// Uploads that cannot be longer than [`SMALL`].
    small: Lane,
    /// All others.
    large: Lane,
    /// The stripped and the sealed copy of an image.
    copies: Semaphore,
    wait: Duration,
}

/// Memory of uploads that come in.
#[derive(Debug)]
struct Lane {
    bytes: Semaphore,
    /// The place of the one that needs to ask for nothing more.
    last: Semaphore,
}

impl Lane {
    fn new(bytes: usize) -> Self {
        Self { bytes: Semaphore::new(bytes), last: Semaphore::new(1) }
    }
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
        Self { small: Lane::new(lane), large: Lane::new(lane), copies: Semaphore::new(lane), wait: WAIT }
    }

    /// A share for an upload, which holds nothing yet.
    pub(super) fn incoming(&self, media: Media, limit: u64) -> Share<'_> {
        let limit = usize::try_from(limit).unwrap_or(usize::MAX);
        let lane = if limit <= SMALL { &self.small } else { &self.large };
        let most = if media.is_image() { SMALL } else { PART };
        Share { lane, most: limit.min(most), wait: self.wait, held: None, last: None }
    }

    /// Waits for room for two copies of an image.
    pub(super) async fn copies(&self, length: usize) -> Result<SemaphorePermit<'_>, ObjectError> {
        // More than the lane has would never be given.
        match timeout(WAIT_FOR_COPIES, self.copies.acquire_many(permits(2 * length.min(SMALL)))).await {
            Ok(Ok(permit)) => Ok(permit),
            _ => Err(ObjectError::Busy),
        }
    }
}

/// Memory that is given back when this is dropped.
pub(super) struct Share<'a> {
    lane: &'a Lane,
    /// Bytes of content that are ever in memory.
    most: usize,
    wait: Duration,
    held: Option<SemaphorePermit<'a>>,
    last: Option<SemaphorePermit<'a>>,
}

impl Share<'_> {
    /// Grows to hold the first `content` bytes, as far as they stay in memory.
    pub(super) async fn hold(&mut self, content: usize) -> Result<(), ObjectError> {
        let (wanted, held) = (content.min(self.most) + SEALER, self.held());
        if self.last.is_some() || wanted <= held {
            return Ok(());
        }
        let more = permits((wanted - held).max(STEP).min(self.most + SEALER - held));
        let permit = tokio::select! {
            // The last place is for when there is no room, and a timer is not begun for nothing.
            biased;
            Ok(permit) = self.lane.bytes.acquire_many(more) => permit,
            Ok(last) = self.lane.last.acquire() => {
                self.last = Some(last);
                return Ok(());
            }
            () = sleep(self.wait) => return Err(ObjectError::Busy),
        };
        match &mut self.held {
            Some(held) => held.merge(permit),
            none => *none = Some(permit),
        }
        Ok(())
    }

    /// Gives back all but what an upload in parts needs.
    pub(super) fn shrink(&mut self) {
        self.most = self.most.min(PART);
        let most = self.most + SEALER;
        if let Some(permit) = &mut self.held
            && permit.num_permits() >= most
        {
            drop(permit.split(permit.num_permits() - most));
            self.last = None;
        }
    }

    fn held(&self) -> usize {
        self.held.as_ref().map_or(0, SemaphorePermit::num_permits)
    }
}

/// Bytes as permits.
fn permits(bytes: usize) -> u32 {
    u32::try_from(bytes).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    const LIMIT: u64 = SMALL as u64;

    /// A memory that is soon tired of waiting.
    fn memory() -> Memory {
        Memory { wait: Duration::from_millis(50), ..Memory::default() }
    }

    #[tokio::test]
    async fn who_declares_much_and_sends_little_holds_little() {
        let memory = memory();
        let mut slow = Vec::new();
        for _ in 0..30 {
            let mut share = memory.incoming(Media::Jpeg, LIMIT);
            share.hold(1000).await.expect("there is room");
            slow.push(share);
        }
        let mut whole = memory.incoming(Media::Jpeg, LIMIT);
        whole.hold(SMALL).await.expect("there is room for a whole one");
    }

    #[tokio::test]
    async fn shares_that_grow_in_step_do_not_wait_for_one_another_for_ever() {
        let memory = memory();
        let upload = async || {
            let mut share = memory.incoming(Media::Jpeg, LIMIT);
            for length in (0..=SMALL).step_by(STEP) {
                share.hold(length).await?;
                tokio::task::yield_now().await;
            }
            Ok::<_, ObjectError>(())
        };
        let (a, b, c, d, e) = tokio::join!(upload(), upload(), upload(), upload(), upload());
        for done in [a, b, c, d, e] {
            done.expect("it came to its end");
        }
    }

    #[tokio::test]
    async fn memory_that_slow_senders_hold_is_refused_and_then_given() {
        let memory = memory();
        let mut slow = Vec::new();
        for _ in 0..2 {
            let mut share = memory.incoming(Media::Jpeg, LIMIT);
            share.hold(SMALL).await.expect("one has room in the lane, another the last place");
            slow.push(share);
        }
        let mut late = memory.incoming(Media::Jpeg, LIMIT);
        assert!(matches!(late.hold(SMALL).await, Err(ObjectError::Busy)));
        slow.clear();
        late.hold(SMALL).await.expect("all is given back");
    }
}
