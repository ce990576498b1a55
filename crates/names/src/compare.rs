//! Whether two spellings are one name.

use serde::Serialize;

use crate::tables::TABLES;
use crate::{Key, fold};

/// Names at least this much alike are [`Match::Near`].
pub const NEAR: f64 = 0.8;
/// A likeness is multiplied by this where one name has more words than the other.
pub const WORD_LEFT_OVER: f64 = 0.9;

/// How two names relate.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub enum Match {
    /// The same words, in any order, or the same letters, however they are divided into words.
    Same,
    /// A full word is shared, and what else there is on both sides is an initial and a word that begins with it.
    Initials,
    /// Another name, alike by this much: from [`NEAR`] to 1.
    Near(f64),
    /// Another name.
    Different,
}

/// Whether two spellings are of one name; order of words, alphabet and romanisation do not matter.
#[must_use]
pub fn same(a: &str, b: &str) -> bool {
    compare(a, b) == Match::Same
}

/// How two names relate. Names without any letter or digit are [`Match::Different`] from everything.
///
/// The likeness of two words is the mean of Jaro and Winkler's similarity and `1 - d/l`, d the optimal string alignment
/// distance of their keys and l the length of the longer one. That of two names is the mean over words paired best first
/// (times [`WORD_LEFT_OVER`] if a word is left over), or that of all letters without gaps, whichever is larger.
#[must_use]
pub fn compare(a: &str, b: &str) -> Match {
    compare_keys(&fold(a), &fold(b))
}

pub(crate) fn compare_keys(a: &Key, b: &Key) -> Match {
    if a.is_empty() || b.is_empty() {
        return Match::Different;
    }
    if a == b || a.sorted() == b.sorted() || a.joined() == b.joined() {
        return Match::Same;
    }
    if by_initials(a.words(), b.words()) {
        return Match::Initials;
    }
    let alike = by_words(a.words(), b.words()).max(alike(&a.joined(), &b.joined()));
    if alike >= NEAR { Match::Near(alike) } else { Match::Different }
}

/// Shared words aside, the others are paired in order: given name before patronymic.
fn by_initials(a: &[String], b: &[String]) -> bool {
    let mut others: Vec<&String> = b.iter().collect();
    let mut rest = Vec::new();
    let mut shared = false;
    for word in a {
        if let Some(at) = others.iter().position(|other| *other == word) {
            shared |= !TABLES.initials.contains(word);
            others.remove(at);
        } else {
            rest.push(word);
        }
    }
    let is_initial = |short: &str, long: &str| TABLES.initials.contains(short) && long.starts_with(short);
    let paired = rest.iter().zip(&others).all(|(one, other)| is_initial(one, other) || is_initial(other, one));
    shared && paired && !rest.is_empty() && !others.is_empty()
}

fn by_words(a: &[String], b: &[String]) -> f64 {
    let mut pairs: Vec<(f64, usize, usize)> =
        a.iter().enumerate().flat_map(|(i, one)| b.iter().enumerate().map(move |(j, other)| (alike(one, other), i, j))).collect();
    pairs.sort_by(|one, other| other.0.total_cmp(&one.0));
    let (mut free_a, mut free_b) = (vec![true; a.len()], vec![true; b.len()]);
    let mut sum = 0.0;
    for (alike, i, j) in pairs {
        if free_a[i] && free_b[j] {
            (free_a[i], free_b[j]) = (false, false);
            sum += alike;
        }
    }
    let left_over = if a.len() == b.len() { 1.0 } else { WORD_LEFT_OVER };
    sum / a.len().min(b.len()) as f64 * left_over
}

fn alike(a: &str, b: &str) -> f64 {
    let (short, long) = {
        let (a, b) = (a.chars().count(), b.chars().count());
        (a.min(b), a.max(b))
    };
    // The distance is at least the difference in length; words so unlike are not worth the rest.
    let bound = short as f64 / long as f64;
    if 0.5 * (1.0 + bound) < 0.6 {
        return 0.5 * bound;
    }
    let distance = strsim::osa_distance(a, b) as f64 / long as f64;
    0.5 * (strsim::jaro_winkler(a, b) + 1.0 - distance)
}
