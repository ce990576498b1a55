//! What the cells of a column look like.

use std::collections::{HashMap, HashSet};

use domain::Column;

use super::tokens::tokens;
use super::words;
use crate::text::number::{self, Writing};
use crate::text::{folded, trimmed};

/// One column of the sample.
pub(super) struct Profile {
    pub header: String,
    pub words: Vec<String>,
    /// Cells as counts, [`Column::MISSING`] where empty or wrong; `None` when more than one in five filled cells is no count.
    pub counts: Option<Vec<u32>>,
    /// Filled cells that are no counts. A few slips must not make a column of votes vanish from the mapping: their rows are
    /// refused and named later.
    pub wrong: usize,
    pub cells: Vec<String>,
    pub empty: usize,
    pub distinct: usize,
    /// Whether another column has the same header: a mapping cannot name it.
    pub twin: bool,
}

impl Profile {
    /// Whether the column may hold counts of people or papers.
    pub(super) fn is_count(&self) -> bool {
        self.counts.is_some() && self.empty < self.cells.len() && !self.twin && !words::is_ratio(&self.words)
    }

    /// Whether it holds words rather than numbers or yes and no.
    pub(super) fn is_text(&self) -> bool {
        let link = |c: &String| c.starts_with("http://") || c.starts_with("https://");
        let filled = || self.cells.iter().filter(|c| !c.is_empty());
        filled().next().is_some()
            && !self.twin
            && !filled().all(|c| c.parse::<f64>().is_ok())
            && !filled().any(link)
            && !filled().all(|c| number::flag(c.as_bytes()).is_ok())
    }

    pub(super) fn total(&self) -> u64 {
        self.counts.as_ref().map_or(0, |c| domain::column::total(c))
    }

    /// Share of rows, both filled, in which `holds` is true; `None` when there are none.
    pub(super) fn compare(&self, other: &Profile, holds: impl Fn(u32, u32) -> bool) -> Option<f64> {
        let (a, b) = (self.counts.as_ref()?, other.counts.as_ref()?);
        let both = a.iter().zip(b).filter(|(a, b)| **a != Column::MISSING && **b != Column::MISSING);
        let (mut rows, mut good) = (0u32, 0u32);
        for (&a, &b) in both {
            rows += 1;
            good += u32::from(holds(a, b));
        }
        (rows > 0).then(|| f64::from(good) / f64::from(rows))
    }
}

/// Formulas, tags and addresses as headers: their words say nothing of what the column counts (`x` in a formula is no coordinate).
fn is_markup(header: &str) -> bool {
    header.starts_with(['=', '<', '@']) || header.contains("://")
}

/// Looks at every column.
pub(super) fn columns<S: AsRef<str>>(headers: &[S], rows: &[Vec<String>]) -> Vec<Profile> {
    let folds: Vec<String> = headers.iter().map(|h| folded(h.as_ref())).collect();
    let mut same: HashMap<&str, usize> = HashMap::new();
    for folded in &folds {
        *same.entry(folded).or_default() += 1;
    }
    let column = |(at, header): (usize, &S)| {
        let header = trimmed(header.as_ref()).to_owned();
        let cells: Vec<String> = rows.iter().map(|r| r.get(at).cloned().unwrap_or_default()).collect();
        let read: Vec<Option<u32>> = cells.iter().map(|c| number::count(c.as_bytes(), Writing::default()).ok()).collect();
        let wrong = read.iter().filter(|c| c.is_none()).count();
        let empty = cells.iter().filter(|c| c.is_empty()).count();
        let may_count = wrong * 5 <= cells.len() - empty;
        Profile {
            words: if is_markup(&header) { Vec::new() } else { tokens(&header) },
            counts: may_count.then(|| read.into_iter().map(|c| c.unwrap_or(Column::MISSING)).collect()),
            wrong,
            empty,
            distinct: cells.iter().collect::<HashSet<_>>().len(),
            twin: header.is_empty() || same.get(folds[at].as_str()).is_some_and(|&n| n > 1),
            header,
            cells,
        }
    };
    headers.iter().enumerate().map(column).collect()
}
