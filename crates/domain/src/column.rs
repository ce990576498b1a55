//! One count per station, or nothing where the protocol has no such line.

/// Counts of one protocol field over all stations, in station order.
///
/// A cell may be missing. Missing is kept inside the 4 bytes of the count, so that a column of 100,000 stations
/// takes 400 kB and a test can run over it without branching on an `Option` per cell.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Column {
    cells: Vec<u32>,
}

impl Column {
    /// Stands for "no value". No polling station has four billion voters.
    pub const MISSING: u32 = u32::MAX;

    /// A column of `len` missing cells.
    #[must_use]
    pub fn missing(len: usize) -> Self {
        Self { cells: vec![Self::MISSING; len] }
    }

    /// Takes the cells as they are, [`Column::MISSING`] standing for "no value".
    #[must_use]
    pub fn from_raw(cells: Vec<u32>) -> Self {
        Self { cells }
    }

    /// Number of stations.
    #[must_use]
    pub fn len(&self) -> usize {
        self.cells.len()
    }

    /// Whether there are no stations.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.cells.is_empty()
    }

    /// The count of one station, or `None` where it is missing or the station does not exist.
    #[must_use]
    pub fn get(&self, station: usize) -> Option<u32> {
        self.cells.get(station).copied().filter(|&c| c != Self::MISSING)
    }

    /// The cells with [`Column::MISSING`] in the empty ones.
    #[must_use]
    pub fn raw(&self) -> &[u32] {
        &self.cells
    }

    /// Adds one cell at the end.
    pub fn push(&mut self, count: Option<u32>) {
        self.cells.push(count.unwrap_or(Self::MISSING));
    }

    /// Sum of the cells that hold a value.
    #[must_use]
    pub fn total(&self) -> u64 {
        total(&self.cells)
    }

    /// How many cells hold a value.
    #[must_use]
    pub fn present(&self) -> usize {
        self.cells.iter().filter(|&&c| c != Self::MISSING).count()
    }

    /// The same cells in another order: cell `i` of the result is cell `order[i]` of this column.
    ///
    /// # Panics
    /// Panics when `order` names a station that does not exist.
    #[must_use]
    pub fn reordered(&self, order: &[u32]) -> Self {
        Self { cells: order.iter().map(|&i| self.cells[i as usize]).collect() }
    }

    /// Adds another column cell by cell; a cell missing on one side counts as nothing, on both sides stays missing.
    /// A sum beyond 32 bits becomes missing: no station has so many voters, and the controls report the gap.
    #[must_use]
    pub fn plus(&self, other: &Self) -> Self {
        let add = |(&a, &b): (&u32, &u32)| match (a, b) {
            (Self::MISSING, b) => b,
            (a, Self::MISSING) => a,
            (a, b) => a.checked_add(b).unwrap_or(Self::MISSING),
        };
        Self { cells: self.cells.iter().zip(&other.cells).map(add).collect() }
    }
}

/// Sum of the raw cells that hold a value.
#[must_use]
pub fn total(cells: &[u32]) -> u64 {
    cells.iter().filter(|&&c| c != Column::MISSING).map(|&c| u64::from(c)).sum()
}

impl FromIterator<Option<u32>> for Column {
    fn from_iter<I: IntoIterator<Item = Option<u32>>>(cells: I) -> Self {
        Self { cells: cells.into_iter().map(|c| c.unwrap_or(Self::MISSING)).collect() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_missing_cell_is_neither_zero_nor_counted() {
        let c: Column = [Some(3), None, Some(0)].into_iter().collect();
        assert_eq!((c.get(0), c.get(1), c.get(2), c.get(3)), (Some(3), None, Some(0), None));
        assert_eq!((c.total(), c.present(), c.len()), (3, 2, 3));
    }

    #[test]
    fn adding_keeps_what_one_side_knows() {
        let a: Column = [Some(3), None, None, Some(u32::MAX - 1)].into_iter().collect();
        let b: Column = [Some(4), Some(5), None, Some(1)].into_iter().collect();
        let sum: Column = [Some(7), Some(5), None, None].into_iter().collect();
        assert_eq!(a.plus(&b), sum);
    }
}
