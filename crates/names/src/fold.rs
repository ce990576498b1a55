//! From a spelling to the key of the name.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use crate::Key;
use crate::tables::{Rules, TABLES, Tables};

/// Letters after this many are not read. Time is linear in what is read.
pub const LONGEST: usize = 1024;

/// The end of a word, in rules.
const END: char = '$';

/// The key of a name: equal for its spellings in Latin, Russian and Kazakh letters and for the usual romanisations.
///
/// Case, accents, apostrophes and soft signs do not matter, nor do hyphens and punctuation beyond dividing words, nor
/// whether accented letters are one character or two. Other alphabets stay as they are, in lower case. Digits stay.
#[must_use]
pub fn fold(name: &str) -> Key {
    fold_with(&TABLES, name)
}

pub(crate) fn fold_with(tables: &Tables, name: &str) -> Key {
    let mut words = Vec::new();
    let mut word = String::new();
    for letter in plain(name) {
        if !spell(tables, letter, &mut word) {
            words.push(std::mem::take(&mut word));
        }
    }
    words.push(word);
    let passed = words.iter().map(|word| tables.passes.iter().fold(word.clone(), |word, pass| rewrite(pass, &word)));
    // Marks that an apostrophe stood between are in their own order again.
    let ordered = passed.map(|word| word.nfkc().collect::<String>());
    Key::new(ordered.filter(|word| !word.is_empty()).collect())
}

/// The letters in lower case, accents joined to them. By way of upper case, so that ß is ss and a final ς is σ.
fn plain(name: &str) -> impl Iterator<Item = char> + '_ {
    name.nfkc().take(LONGEST).flat_map(char::to_uppercase).flat_map(char::to_lowercase).nfkc()
}

/// Adds to the word what the letter becomes; false where it divides words.
fn spell(tables: &Tables, letter: char, word: &mut String) -> bool {
    if let Some(becomes) = tables.letters.get(&letter) {
        word.push_str(becomes);
        return true;
    }
    if is_accent(letter) {
        return true;
    }
    let mut bare = std::iter::once(letter).nfd().filter(|&part| !is_accent(part));
    if let (Some(base), None) = (bare.next(), bare.next())
        && base != letter
    {
        return spell(tables, base, word);
    }
    let belongs = letter.is_alphanumeric() || is_combining_mark(letter);
    if belongs {
        word.push(letter);
    }
    belongs
}

/// The accents of European alphabets. Marks of other alphabets are vowels and stay.
fn is_accent(letter: char) -> bool {
    ('\u{300}'..='\u{36f}').contains(&letter)
}

/// One pass: at each letter the longest group that ends there is replaced, until none is left. Replacements are not longer
/// than groups and make no group again, so the time is linear. The last pass makes doubled letters single.
fn rewrite(rules: &Rules, word: &str) -> String {
    let mut done: Vec<char> = Vec::with_capacity(word.len());
    let mut ahead: Vec<char> = word.chars().chain([END]).collect();
    ahead.reverse();
    while let Some(letter) = ahead.pop() {
        if rules.single && letter.is_alphabetic() && done.last() == Some(&letter) {
            continue;
        }
        done.push(letter);
        if let Some((length, becomes)) = rules.ending(&done) {
            done.truncate(done.len() - length);
            ahead.extend(becomes.iter().rev());
        }
    }
    done.into_iter().filter(|&letter| letter != END).collect()
}
