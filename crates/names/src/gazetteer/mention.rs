//! Places that a text mentions, and whether they agree with the place it is tagged with.

use serde::Serialize;

use super::Gazetteer;
use crate::fold;

/// Endings of cases, in folded letters, that a name in a text may have: Тараз, Тараза, Таразу, Таразом, Таразе; Taraz's.
const ENDINGS: [&str; 14] = ["ami", "akh", "oi", "ei", "om", "em", "am", "iu", "a", "e", "i", "u", "s", "o"];
/// Letters that are left at least when an ending is taken off: shorter ones are too often something else.
const SHORTEST: usize = 4;
/// Words of a text that are looked at.
const MOST_WORDS: usize = 20_000;
/// Words of a name that are looked for in a text at most.
const LONGEST_NAME: usize = 5;

/// A name in a text.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Mention<'a, T> {
    /// As it stands in the text.
    pub text: String,
    /// Which word of the text it begins with, from 0.
    pub word: usize,
    /// Every thing of that name.
    pub values: Vec<&'a T>,
}

/// The forms that a name is looked up by: itself, and without its last vowel, where cases change it.
pub(super) fn forms(joined: &str) -> Vec<String> {
    let mut forms = vec![joined.to_owned()];
    if let Some(stem) = joined.strip_suffix(['a', 'e', 'i', 'o', 'u'])
        && stem.chars().count() >= SHORTEST
    {
        forms.push(stem.to_owned());
    }
    forms
}

impl<T, D: Ord> Gazetteer<T, D> {
    /// The names in a text: the longest at each word, words with a capital first only, with or without an ending of a case. A name
    /// that is also a word of the language is found too: what is done with a mention must bear that.
    #[must_use]
    pub fn mentions(&self, text: &str) -> Vec<Mention<'_, T>> {
        let words: Vec<&str> = text.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty()).take(MOST_WORDS).collect();
        let keys: Vec<String> = words.iter().map(|word| fold(word).joined()).collect();
        let mut mentions = Vec::new();
        let mut at = 0;
        while at < words.len() {
            let longest = LONGEST_NAME.min(self.words).min(words.len() - at);
            let found = (1..=longest).rev().find_map(|many| Some((many, self.named(&keys[at..at + many])?)));
            match found.filter(|_| !words[at].starts_with(char::is_lowercase)) {
                Some((many, things)) => {
                    let values = things.iter().map(|&thing| &self.things[thing].0).collect();
                    mentions.push(Mention { text: words[at..at + many].join(" "), word: at, values });
                    at += many;
                }
                None => at += 1,
            }
        }
        mentions
    }

    /// Mentions in a text that contradict its tag: nothing of that name is, contains or lies in the tagged thing. `contains(a, b)`
    /// says whether b lies in a, at any depth.
    pub fn contradictions(&self, text: &str, tagged: &T, contains: impl Fn(&T, &T) -> bool) -> Vec<Mention<'_, T>>
    where
        T: PartialEq,
    {
        let agrees = |value: &&T| *value == tagged || contains(value, tagged) || contains(tagged, value);
        self.mentions(text).into_iter().filter(|mention| !mention.values.iter().any(agrees)).collect()
    }

    /// Things whose whole name these words are, as they stand or without an ending.
    fn named(&self, keys: &[String]) -> Option<&Vec<usize>> {
        let joined = keys.concat();
        if let Some(things) = self.whole.get(&joined) {
            return Some(things);
        }
        let last = keys.last().map_or(0, String::len);
        // An ending is a part of the last word: another word after the name is none.
        ENDINGS.iter().filter(|ending| ending.len() < last).find_map(|ending| {
            let stem = joined.strip_suffix(ending).filter(|stem| stem.chars().count() >= SHORTEST)?;
            self.whole.get(stem)
        })
    }
}
