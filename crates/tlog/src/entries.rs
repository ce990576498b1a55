//! Entry bundles: the entries themselves, 256 to a file (`c2sp.org/tlog-tiles`, "Log entries").

use std::error::Error;

use crate::tile::{Bundle, ReadAs, TileError, read_resource};

/// Bytes an entry may have at most: its length is written in 16 bits.
pub const LONGEST: usize = 65_535;

/// Where entry bundles are stored.
pub trait EntryReader {
    /// The bytes of exactly this bundle; nothing where it is not stored.
    ///
    /// # Errors
    /// What the store reports.
    fn bundle(&self, bundle: &Bundle) -> Result<Option<Vec<u8>>, Box<dyn Error + Send + Sync>>;
}

impl<T: EntryReader + ?Sized> EntryReader for &T {
    fn bundle(&self, bundle: &Bundle) -> Result<Option<Vec<u8>>, Box<dyn Error + Send + Sync>> {
        (**self).bundle(bundle)
    }
}

impl ReadAs for Bundle {
    fn partial(&self) -> bool {
        self.is_partial()
    }
    fn whole(&self) -> Self {
        self.full()
    }
    fn place(&self) -> String {
        self.path()
    }
}

/// Why entries cannot be put into, or taken out of, a bundle.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum EntryError {
    /// Longer than 16 bits can say.
    #[error("an entry of {0} bytes is longer than the {LONGEST} that a log takes")]
    TooLong(usize),
    /// The bundle ends inside an entry.
    #[error("the bundle ends inside its entry {0}, counted from 0")]
    CutOff(usize),
}

impl EntryError {
    /// Stable code.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Self::TooLong(_) => "TLOG-ENTRY-TOO-LONG",
            Self::CutOff(_) => "TLOG-ENTRY-CUT-OFF",
        }
    }

    /// What to do about it.
    #[must_use]
    pub fn remedy(&self) -> &'static str {
        match self {
            Self::TooLong(_) => "Log the hash of what is long, and keep the rest apart.",
            Self::CutOff(_) => "Fetch the bundle from the log again.",
        }
    }
}

/// Appends one entry to a bundle: its length in 16 bits, big-endian, then the entry.
///
/// # Errors
/// [`EntryError::TooLong`] above 65,535 bytes; the bundle is then unchanged.
pub fn push(bundle: &mut Vec<u8>, entry: &[u8]) -> Result<(), EntryError> {
    let length = u16::try_from(entry.len()).map_err(|_| EntryError::TooLong(entry.len()))?;
    bundle.extend_from_slice(&length.to_be_bytes());
    bundle.extend_from_slice(entry);
    Ok(())
}

/// The entries of a bundle, one after the other; after an error there is nothing more.
#[derive(Clone, Debug)]
pub struct Entries<'a> {
    rest: &'a [u8],
    taken: usize,
}

/// Takes a bundle apart.
#[must_use]
pub fn entries(bundle: &[u8]) -> Entries<'_> {
    Entries { rest: bundle, taken: 0 }
}

impl<'a> Iterator for Entries<'a> {
    type Item = Result<&'a [u8], EntryError>;

    fn next(&mut self) -> Option<Self::Item> {
        if self.rest.is_empty() {
            return None;
        }
        let whole =
            self.rest.split_first_chunk::<2>().and_then(|(length, rest)| rest.split_at_checked(usize::from(u16::from_be_bytes(*length))));
        let Some((entry, rest)) = whole else {
            self.rest = &[];
            return Some(Err(EntryError::CutOff(self.taken)));
        };
        self.rest = rest;
        self.taken += 1;
        Some(Ok(entry))
    }
}

/// The bytes of a bundle, and which bundle it is: in place of a partial one the full one where only that is stored.
///
/// # Errors
/// [`TileError`] where it is missing or cannot be read.
pub fn read_bundle(reader: &impl EntryReader, bundle: Bundle) -> Result<(Vec<u8>, Bundle), TileError> {
    read_resource(bundle, |bundle| reader.bundle(bundle))
}

/// The bundles of a log of `size` entries, in order.
pub fn bundles(size: u64) -> impl Iterator<Item = Bundle> {
    crate::tile::of_size(size).take_while(|tile| tile.level == 0).map(|tile| Bundle { index: tile.index, width: tile.width })
}

/// One entry, read out of its bundle in a log of `size` entries; nothing where the log does not have it or the bundle is cut off
/// before it. The entry is not checked: a proof of it is what counts.
///
/// # Errors
/// [`TileError`] where the bundle is missing or cannot be read.
pub fn read_entry(reader: &impl EntryReader, index: u64, size: u64) -> Result<Option<Vec<u8>>, TileError> {
    if index >= size {
        return Ok(None);
    }
    let number = index / u64::from(crate::tile::FULL);
    let width = u16::try_from(size - number * u64::from(crate::tile::FULL)).unwrap_or(crate::tile::FULL).min(crate::tile::FULL);
    let (bytes, _) = read_bundle(reader, Bundle { index: number, width })?;
    let found = entries(&bytes).nth(usize::from(index.to_le_bytes()[0]));
    Ok(found.and_then(Result::ok).map(<[u8]>::to_vec))
}
