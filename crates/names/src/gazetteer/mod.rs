//! Places (or anything with names) found by any part of any of their names, in any alphabet, as you type; names as of a date; places
//! that a text mentions.
//!
//! All keys stand in one text, a line each, and a search walks through it: 100,000 stations and 3,000 places are about 2 MB, which
//! takes less time than a tree of them would take to fit the processor's cache. Nothing is compared for likeness here;
//! [`Index::find`](crate::Index::find) does that, and takes its time.

mod mention;

use std::collections::HashMap;

use memchr::memmem;
use serde::Serialize;

pub use mention::Mention;

use crate::{Key, fold};

/// A name and when it was in use. `D` is any kind of date that can be compared.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Spelling<D> {
    /// The name.
    pub name: String,
    /// First day it was the name; without it, from the beginning.
    pub since: Option<D>,
    /// First day it was the name no more; without it, still in use.
    pub until: Option<D>,
}

impl<D: Ord> Spelling<D> {
    /// A name that always was one.
    #[must_use]
    pub fn always(name: &str) -> Self {
        Self { name: name.to_owned(), since: None, until: None }
    }

    /// Whether it was the name on a day.
    #[must_use]
    pub fn holds_on(&self, day: &D) -> bool {
        self.since.as_ref().is_none_or(|since| since <= day) && self.until.as_ref().is_none_or(|until| day < until)
    }
}

/// Things with names. `T` is what belongs to a thing, such as its id.
#[derive(Clone, Debug)]
pub struct Gazetteer<T, D> {
    things: Vec<(T, Vec<Spelling<D>>)>,
    /// Folded names, each between two line ends.
    keys: Vec<u8>,
    /// Where each name begins in `keys`, in order; which thing and which of its spellings it is.
    names: Vec<(usize, usize, usize)>,
    /// Things by whole names, for texts. Used for look-up only.
    whole: HashMap<String, Vec<usize>>,
    /// Most words of a name.
    words: usize,
}

/// How a name was found, the best first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub enum Fit {
    /// It is the whole name, in any order of words.
    Whole,
    /// The name begins so.
    Beginning,
    /// One of its words begins so.
    Word,
    /// It stands within a word.
    Within,
}

/// A thing that was found.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Hit<'a, T, D> {
    /// What belongs to it.
    pub value: &'a T,
    /// The name that fits best.
    pub spelling: &'a Spelling<D>,
    /// How it fits.
    pub fit: Fit,
}

impl<T, D> Default for Gazetteer<T, D> {
    fn default() -> Self {
        Self { things: Vec::new(), keys: b"\n".to_vec(), names: Vec::new(), whole: HashMap::new(), words: 0 }
    }
}

impl<T, D: Ord> Gazetteer<T, D> {
    /// Nothing yet.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// How many things there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.things.len()
    }

    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.things.is_empty()
    }

    /// Adds a thing with all its names. Names without any letter or digit are kept and never found.
    pub fn add(&mut self, value: T, spellings: impl IntoIterator<Item = Spelling<D>>) {
        let spellings: Vec<Spelling<D>> = spellings.into_iter().collect();
        let thing = self.things.len();
        for (at, spelling) in spellings.iter().enumerate() {
            let key = fold(&spelling.name);
            if key.is_empty() {
                continue;
            }
            self.names.push((self.keys.len(), thing, at));
            self.keys.extend_from_slice(key.to_string().as_bytes());
            self.keys.push(b'\n');
            self.words = self.words.max(key.words().len());
            for form in mention::forms(&key.joined()) {
                let things = self.whole.entry(form).or_default();
                if things.last() != Some(&thing) {
                    things.push(thing);
                }
            }
        }
        self.things.push((value, spellings));
    }

    /// Things of which a name holds every word of the query, or its beginning, in any alphabet: those found best first, then in the
    /// order they were added; `most` at most, each once. Nothing for a query without letter or digit.
    ///
    /// A word that is being typed can end within a letter group that folds to one letter (the S of Sh); it is found with the next letter.
    #[must_use]
    pub fn search(&self, query: &str, most: usize) -> Vec<Hit<'_, T, D>> {
        let key = fold(query);
        let Some(longest) = key.words().iter().max_by_key(|word| word.len()) else { return Vec::new() };
        let mut found: [Vec<(usize, usize)>; 4] = Default::default();
        let finder = memmem::Finder::new(longest);
        let written = key.to_string().into_bytes();
        let (mut from, mut name) = (0, 0);
        while let Some(at) = self.keys.get(from..).and_then(|rest| finder.find(rest)).map(|at| from + at) {
            // Hits come in order: walking along takes one step a name in all, where searching would take many a hit.
            while self.names.get(name).is_some_and(|(start, ..)| *start <= at) {
                name += 1;
            }
            let (start, thing, spelling) = self.names[name - 1];
            let end = self.names.get(name).map_or(self.keys.len(), |(next, ..)| *next) - 1;
            if let Some(fit) = fit(&self.keys[start..end], &key, &written) {
                let bucket = &mut found[fit as usize];
                if bucket.len() < most && bucket.last().is_none_or(|(last, _)| *last != thing) {
                    bucket.push((thing, spelling));
                }
            }
            from = end;
        }
        self.hits(&found, most)
    }

    fn hits(&self, found: &[Vec<(usize, usize)>; 4], most: usize) -> Vec<Hit<'_, T, D>> {
        let mut hits = Vec::new();
        let mut seen = std::collections::HashSet::new();
        for (bucket, fit) in found.iter().zip([Fit::Whole, Fit::Beginning, Fit::Word, Fit::Within]) {
            for &(thing, spelling) in bucket {
                if hits.len() < most && seen.insert(thing) {
                    let (value, spellings) = &self.things[thing];
                    hits.push(Hit { value, spelling: &spellings[spelling], fit });
                }
            }
        }
        hits
    }

    /// The names that a thing had on a day, for the thing of which `is` holds.
    #[must_use]
    pub fn names_on(&self, is: impl Fn(&T) -> bool, day: &D) -> Vec<&Spelling<D>> {
        let thing = self.things.iter().find(|(value, _)| is(value));
        thing.map_or_else(Vec::new, |(_, spellings)| spellings.iter().filter(|spelling| spelling.holds_on(day)).collect())
    }
}

/// How a name's key fits that of a query, which is written out beside it; nothing where a word of the query is not in it.
fn fit(name: &[u8], query: &Key, written: &[u8]) -> Option<Fit> {
    if name == written {
        return Some(Fit::Whole);
    }
    let words = || name.split(|&b| b == b' ');
    // Only a name of as many letters can be the same words in another order.
    if name.len() == written.len() && query.words().iter().all(|word| words().any(|has| has == word.as_bytes())) {
        return Some(Fit::Whole);
    }
    if name.starts_with(written) {
        return Some(Fit::Beginning);
    }
    let mut worst = Fit::Word;
    for word in query.words() {
        if !words().any(|has| has.starts_with(word.as_bytes())) {
            memmem::find(name, word.as_bytes())?;
            worst = Fit::Within;
        }
    }
    Some(worst)
}
