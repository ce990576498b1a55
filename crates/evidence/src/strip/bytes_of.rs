//! Reading a format's parts one after the other, never past the end.

use super::Unreadable;

/// A place in an image.
pub(super) struct Reader<'a> {
    bytes: &'a [u8],
    at: usize,
}

impl<'a> Reader<'a> {
    /// Starts at a place, which may be the end.
    pub(super) fn new(bytes: &'a [u8], at: usize) -> Self {
        Self { bytes, at: at.min(bytes.len()) }
    }

    /// How far it has come.
    pub(super) fn at(&self) -> usize {
        self.at
    }

    /// Whether nothing is left.
    pub(super) fn is_done(&self) -> bool {
        self.at == self.bytes.len()
    }

    /// What was read since a place.
    pub(super) fn since(&self, start: usize) -> &'a [u8] {
        self.bytes.get(start..self.at).unwrap_or_default()
    }

    /// What is left, without reading it.
    pub(super) fn rest(&self) -> &'a [u8] {
        self.bytes.get(self.at..).unwrap_or_default()
    }

    /// The next `length` bytes.
    pub(super) fn take(&mut self, length: usize) -> Result<&'a [u8], Unreadable> {
        let taken = self.rest().get(..length).ok_or(Unreadable::CutOff)?;
        self.at += length;
        Ok(taken)
    }

    /// The next `N` bytes.
    pub(super) fn array<const N: usize>(&mut self) -> Result<[u8; N], Unreadable> {
        let taken = self.rest().first_chunk().ok_or(Unreadable::CutOff)?;
        self.at += N;
        Ok(*taken)
    }

    /// A length of four bytes. Where it does not fit into memory, the image is cut off anyway.
    pub(super) fn length(&mut self, read: fn([u8; 4]) -> u32) -> Result<usize, Unreadable> {
        usize::try_from(read(self.array()?)).map_err(|_| Unreadable::CutOff)
    }
}
