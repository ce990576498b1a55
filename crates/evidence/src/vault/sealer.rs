//! Sealing content that comes in pieces, without holding it.

use std::io::{self, Write};
use std::mem;
use std::sync::{Arc, Mutex, PoisonError};

use age::stream::StreamWriter;
use bytes::Bytes;

use super::{VaultError, VaultRecipient};

/// Takes content piece by piece and gives the age file piece by piece. It holds at most 64 KiB of content.
///
/// What it gave is an age file only together with what [`Sealer::finish`] gives: without that end it does not open, so a sealed
/// content that was cut off can never pass for a whole one.
pub struct Sealer {
    writer: StreamWriter<Pieces>,
    out: Pieces,
}

impl Sealer {
    /// Begins an age file to this recipient.
    pub(super) fn new(recipient: &VaultRecipient) -> Result<Self, VaultError> {
        let out = Pieces::default();
        Ok(Self { writer: recipient.writer(out.clone())?, out })
    }

    /// Takes content; gives what of the age file is ready, often nothing.
    ///
    /// # Errors
    /// [`VaultError::Seal`].
    pub fn push(&mut self, plain: &[u8]) -> Result<Bytes, VaultError> {
        self.writer.write_all(plain).map_err(VaultError::Seal)?;
        Ok(self.out.take())
    }

    /// Gives the rest of the age file, never empty.
    ///
    /// # Errors
    /// [`VaultError::Seal`].
    pub fn finish(self) -> Result<Bytes, VaultError> {
        let out = self.out;
        self.writer.finish().map_err(VaultError::Seal)?;
        Ok(out.take())
    }
}

/// What age has written and nobody has taken yet. Shared, because age's writer does not show what it writes to; the lock is never
/// contended.
#[derive(Clone, Default)]
struct Pieces(Arc<Mutex<Vec<u8>>>);

impl Pieces {
    fn take(&self) -> Bytes {
        mem::take(&mut *self.0.lock().unwrap_or_else(PoisonError::into_inner)).into()
    }
}

impl Write for Pieces {
    fn write(&mut self, piece: &[u8]) -> io::Result<usize> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).extend_from_slice(piece);
        Ok(piece.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}
