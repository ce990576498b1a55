//! Finding names in a list, whatever the spelling.

use std::collections::HashMap;

use serde::Serialize;

use crate::compare::compare_keys;
use crate::{Key, Match, fold};

/// Names, each with something that belongs to it.
#[derive(Clone, Debug)]
pub struct Index<T> {
    entries: Vec<Entry<T>>,
    /// Positions by sorted words. Used for look-up only.
    by_words: HashMap<Key, Vec<usize>>,
}

#[derive(Clone, Debug)]
struct Entry<T> {
    name: String,
    key: Key,
    value: T,
}

/// A name that was found.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Found<'a, T> {
    /// As it was added.
    pub name: &'a str,
    /// What belongs to it.
    pub value: &'a T,
    /// How it relates to what was looked for; never [`Match::Different`].
    pub matching: Match,
}

impl<T> Default for Index<T> {
    fn default() -> Self {
        Self { entries: Vec::new(), by_words: HashMap::new() }
    }
}

impl<T> Index<T> {
    /// No names yet.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// How many names there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.entries.len()
    }

    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }

    /// Adds a name; one that is there already is kept beside it.
    pub fn add(&mut self, name: &str, value: T) {
        let key = fold(name);
        self.by_words.entry(key.sorted()).or_default().push(self.entries.len());
        self.entries.push(Entry { name: name.to_owned(), key, value });
    }

    /// Names of the same words in any order, in the order they were added. Takes the same time however many names there are.
    #[must_use]
    pub fn same(&self, name: &str) -> Vec<Found<'_, T>> {
        let key = fold(name);
        let positions = if key.is_empty() { None } else { self.by_words.get(&key.sorted()) };
        let entries = positions.into_iter().flatten().filter_map(|&at| self.entries.get(at));
        entries.map(|entry| entry.found(Match::Same)).collect()
    }

    /// Every name that is not different: the same ones first, then initials, then near ones, the nearest first; within
    /// each in the order they were added. Compares with every name.
    #[must_use]
    pub fn find(&self, name: &str) -> Vec<Found<'_, T>> {
        let key = fold(name);
        let compared = self.entries.iter().map(|entry| entry.found(compare_keys(&key, &entry.key)));
        let mut found: Vec<Found<'_, T>> = compared.filter(|found| found.matching != Match::Different).collect();
        found.sort_by(|a, b| rank(b.matching).total_cmp(&rank(a.matching)));
        found
    }
}

impl<T> Entry<T> {
    fn found(&self, matching: Match) -> Found<'_, T> {
        Found { name: &self.name, value: &self.value, matching }
    }
}

/// A larger number for a better match.
fn rank(matching: Match) -> f64 {
    match matching {
        Match::Same => 3.0,
        Match::Initials => 2.0,
        Match::Near(alike) => alike,
        Match::Different => -1.0,
    }
}
