//! How a mapping names a column, and finding it among a file's headers.

use std::collections::HashMap;

use crate::text::folded;

/// Headers of a table among which similar ones are looked for: measuring how near two headers are takes its time.
pub(crate) const MOST_COMPARED: usize = 2000;

/// Line and column in the mapping's text, from 1; 0 where the mapping was not read from text.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct At {
    /// Line.
    pub line: u32,
    /// Column, in characters.
    pub column: u32,
}

/// A column as the mapping names it.
#[derive(Clone, Debug)]
pub(crate) struct Header {
    pub want: Want,
    pub at: At,
}

/// What the header looks like.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Want {
    /// One of these, the first that is there.
    Named(Vec<String>),
    /// Fits every condition.
    Pattern { starts_with: Option<String>, contains: Vec<String>, not_contains: Vec<String> },
}

impl Header {
    /// What was looked for, for a message.
    pub(crate) fn describe(&self) -> String {
        match &self.want {
            Want::Named(names) => names.iter().map(|n| format!("`{n}`")).collect::<Vec<_>>().join(" or "),
            Want::Pattern { starts_with, contains, not_contains } => {
                let mut parts = Vec::new();
                parts.extend(starts_with.iter().map(|s| format!("beginning with `{s}`")));
                parts.extend(contains.iter().map(|s| format!("containing `{s}`")));
                parts.extend(not_contains.iter().map(|s| format!("not containing `{s}`")));
                parts.join(" and ")
            }
        }
    }

    /// The words to measure other headers by when this one is missing.
    fn words(&self) -> Vec<&str> {
        match &self.want {
            Want::Named(names) => names.iter().map(String::as_str).collect(),
            Want::Pattern { starts_with, contains, .. } => starts_with.iter().chain(contains).map(String::as_str).collect(),
        }
    }
}

/// The headers of a file, prepared for comparison.
pub(crate) struct Headers {
    pub shown: Vec<String>,
    folded: Vec<String>,
    /// Columns by their folded header.
    by_name: HashMap<String, Vec<usize>>,
}

/// What a search among headers comes to.
pub(crate) enum Found {
    One(usize),
    /// Nothing; the headers nearest to what was looked for.
    None(Vec<String>),
    /// More than one column, by their numbers from 1.
    Many(Vec<usize>),
}

impl Headers {
    pub(crate) fn new<S: AsRef<str>>(headers: &[S]) -> Self {
        let shown: Vec<String> = headers.iter().map(|h| crate::text::trimmed(h.as_ref()).to_owned()).collect();
        let folded: Vec<String> = shown.iter().map(|h| folded(h)).collect();
        let mut by_name: HashMap<String, Vec<usize>> = HashMap::with_capacity(folded.len());
        for (column, header) in folded.iter().enumerate() {
            by_name.entry(header.clone()).or_default().push(column);
        }
        Self { shown, folded, by_name }
    }

    pub(crate) fn len(&self) -> usize {
        self.shown.len()
    }

    pub(crate) fn has(&self, name: &str) -> bool {
        self.by_name.contains_key(&folded(name))
    }

    /// Looks for a column. Measuring how near other headers are takes longer than all the rest, so it is done only on request.
    pub(crate) fn find(&self, header: &Header, suggest: bool) -> Found {
        let fits = match &header.want {
            Want::Named(names) => names.iter().map(|n| self.named(n)).find(|f| !f.is_empty()).unwrap_or_default(),
            Want::Pattern { starts_with, contains, not_contains } => {
                let starts = starts_with.as_deref().map(folded);
                let (contains, not): (Vec<_>, Vec<_>) = (fold_all(contains), fold_all(not_contains));
                self.positions(|h| {
                    starts.as_ref().is_none_or(|s| h.starts_with(s))
                        && contains.iter().all(|c| h.contains(c))
                        && !not.iter().any(|n| h.contains(n))
                })
            }
        };
        match fits[..] {
            [one] => Found::One(one),
            [] => Found::None(if suggest { self.nearest(header) } else { Vec::new() }),
            _ => Found::Many(fits.into_iter().map(|f| f + 1).collect()),
        }
    }

    /// Columns of that name. Two names that differ in case only are told apart by it.
    fn named(&self, name: &str) -> Vec<usize> {
        let fits = self.by_name.get(&folded(name)).cloned().unwrap_or_default();
        if fits.len() < 2 {
            return fits;
        }
        let exact: Vec<usize> = fits.iter().copied().filter(|&f| self.shown[f] == name).collect();
        if exact.len() == 1 { exact } else { fits }
    }

    pub(crate) fn positions(&self, fits: impl Fn(&str) -> bool) -> Vec<usize> {
        self.folded.iter().enumerate().filter(|(_, h)| fits(h)).map(|(i, _)| i).collect()
    }

    /// The three headers most like the one looked for.
    fn nearest(&self, header: &Header) -> Vec<String> {
        let words: Vec<String> = header.words().into_iter().map(folded).collect();
        let likeness = |h: &str| words.iter().map(|w| likeness(w, h)).fold(0.0, f64::max);
        let compared = self.folded.iter().take(MOST_COMPARED).enumerate();
        let mut by: Vec<(f64, usize)> = compared.map(|(i, h)| (likeness(h), i)).filter(|(l, _)| *l > 0.5).collect();
        by.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
        by.dedup_by(|a, b| self.folded[a.1] == self.folded[b.1]);
        by.into_iter().take(3).map(|(_, i)| crate::text::shortened(&self.shown[i])).collect()
    }
}

fn fold_all(texts: &[String]) -> Vec<String> {
    texts.iter().map(|t| folded(t)).collect()
}

/// Likeness of two names between 0 and 1. Long headers are compared by their beginnings too: commissions reword the ends.
pub(crate) fn likeness(a: &str, b: &str) -> f64 {
    let cut = |s: &str| s.chars().take(200).collect::<String>();
    let (a, b) = (cut(a), cut(b));
    if !a.is_empty() && b.contains(&a) {
        return 0.95;
    }
    strsim::normalized_damerau_levenshtein(&a, &b).max(strsim::jaro_winkler(&a, &b) - 0.15)
}
