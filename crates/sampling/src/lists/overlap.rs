//! The events, by the set of lists that have them.

use serde::Serialize;

use super::OverlapError;

/// The largest number of events: 2^53, up to which a count is a float without loss.
pub const MOST_EVENTS: u64 = 1 << 53;

/// How many distinct events each set of lists has.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Overlap {
    lists: usize,
    /// By pattern; the first, of no list, stays 0.
    cells: Vec<u64>,
}

impl Overlap {
    /// Counts of distinct events by pattern; bit i of a pattern says that list i has the event.
    /// A pattern that is not given has no event.
    ///
    /// # Errors
    ///
    /// Unless there are 2 to 6 lists, every pattern is a non-empty set of them given once, and the events are at most
    /// [`MOST_EVENTS`].
    pub fn new(lists: usize, cells: impl IntoIterator<Item = (u32, u64)>) -> Result<Self, OverlapError> {
        if !(2..=6).contains(&lists) {
            return Err(OverlapError::Lists { lists });
        }
        let mut counts: Vec<Option<u64>> = vec![None; 1 << lists];
        let mut total = 0_u64;
        for (pattern, count) in cells {
            let cell = match usize::try_from(pattern).ok().and_then(|index| counts.get_mut(index)) {
                Some(cell) if pattern != 0 => cell,
                _ => return Err(OverlapError::Pattern { pattern, lists }),
            };
            if cell.replace(count).is_some() {
                return Err(OverlapError::Twice { pattern });
            }
            total = total.checked_add(count).filter(|&total| total <= MOST_EVENTS).ok_or(OverlapError::TooMany)?;
        }
        Ok(Self { lists, cells: counts.into_iter().map(Option::unwrap_or_default).collect() })
    }

    /// How many lists there are.
    #[must_use]
    pub fn lists(&self) -> usize {
        self.lists
    }

    /// Events that exactly these lists have; 0 for a pattern that does not exist.
    #[must_use]
    pub fn cell(&self, pattern: u32) -> u64 {
        usize::try_from(pattern).ok().and_then(|index| self.cells.get(index)).copied().unwrap_or(0)
    }

    /// The observed cells, 2^t - 1 of them: pattern and count.
    pub fn cells(&self) -> impl Iterator<Item = (u32, u64)> + '_ {
        (0..).zip(self.cells.iter().copied()).skip(1)
    }

    /// Distinct events: in at least one list.
    #[must_use]
    pub fn distinct(&self) -> u64 {
        self.cells.iter().sum()
    }

    /// Entries of all lists together: an event in three lists was received three times.
    #[must_use]
    pub fn received(&self) -> u64 {
        self.cells().map(|(pattern, count)| count * u64::from(pattern.count_ones())).sum()
    }

    /// Events of list `i`, counted from 0.
    #[must_use]
    pub fn listed(&self, i: usize) -> u64 {
        self.containing(bit(i))
    }

    /// Events that lists `i` and `j` both have, whoever else has them.
    #[must_use]
    pub fn shared(&self, i: usize, j: usize) -> u64 {
        self.containing(bit(i) | bit(j))
    }

    /// Events in exactly `k` lists.
    #[must_use]
    pub fn in_exactly(&self, k: u32) -> u64 {
        self.cells().filter(|(pattern, _)| pattern.count_ones() == k).map(|(_, count)| count).sum()
    }

    /// Every pair of lists, the smaller number first.
    pub fn pairs(&self) -> impl Iterator<Item = (usize, usize)> + use<> {
        let lists = self.lists;
        (0..lists).flat_map(move |i| (i + 1..lists).map(move |j| (i, j)))
    }

    /// Events that at least these lists have.
    pub(super) fn containing(&self, term: u32) -> u64 {
        self.cells().filter(|(pattern, _)| pattern & term == term).map(|(_, count)| count).sum()
    }
}

/// The pattern of one list; of none that could exist where `i` is out of range.
fn bit(i: usize) -> u32 {
    u32::try_from(i).ok().and_then(|i| 1_u32.checked_shl(i)).unwrap_or(1 << 31)
}
