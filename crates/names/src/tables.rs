//! The tables of letters and spellings, read once from the text that is part of the program.

use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

use crate::fold::fold_with;

const LETTERS: &str = include_str!("../tables/letters.csv");
const SPELLINGS: &str = include_str!("../tables/spellings.csv");

/// The shipped tables. The maps are used for look-up only, so their order cannot show.
pub(crate) static TABLES: LazyLock<Tables> = LazyLock::new(|| Tables::read(LETTERS, SPELLINGS));

/// What is known of alphabets and romanisations.
pub(crate) struct Tables {
    /// What a letter becomes.
    pub letters: HashMap<char, String>,
    /// Letters that Kazakh has beyond Russian.
    pub kazakh: HashSet<char>,
    /// The two passes over a word.
    pub passes: [Rules; 2],
    /// Keys of single letters: what an initial can look like.
    pub initials: HashSet<String>,
}

/// Groups of letters and what they become.
#[derive(Default)]
pub(crate) struct Rules {
    groups: HashMap<Vec<char>, Vec<char>>,
    longest: usize,
    /// Whether doubled letters become single.
    pub single: bool,
}

impl Tables {
    /// Reads both tables. A line that is no rule is passed over; a test counts them.
    pub fn read(letters: &str, spellings: &str) -> Self {
        let mut tables = Self {
            letters: HashMap::new(),
            kazakh: HashSet::new(),
            passes: [Rules::default(), Rules { single: true, ..Rules::default() }],
            initials: HashSet::new(),
        };
        for [letter, becomes, alphabet, ..] in rules(letters) {
            let Some(letter) = letter.chars().next() else { continue };
            tables.letters.insert(letter, becomes.to_owned());
            if alphabet == "kazakh" {
                tables.kazakh.insert(letter);
            }
        }
        for [pass, group, becomes, ..] in rules(spellings) {
            let [first, second] = &mut tables.passes;
            match pass {
                "1" => first.add(group, becomes),
                "2" => second.add(group, becomes),
                _ => {}
            }
        }
        let single = tables.letters.keys().copied().chain('a'..='z');
        let initials = single.flat_map(|letter| fold_with(&tables, letter.encode_utf8(&mut [0; 4])).words().to_vec()).collect();
        tables.initials = initials;
        tables
    }
}

impl Rules {
    fn add(&mut self, group: &str, becomes: &str) {
        let group: Vec<char> = group.chars().collect();
        self.longest = self.longest.max(group.len());
        self.groups.insert(group, becomes.chars().collect());
    }

    /// The longest group that these letters end with: its length, and what it becomes.
    pub fn ending(&self, letters: &[char]) -> Option<(usize, &[char])> {
        let longest = self.longest.min(letters.len());
        (1..=longest).rev().find_map(|length| Some((length, self.groups.get(&letters[letters.len() - length..])?.as_slice())))
    }
}

/// The five fields of every line that is a rule.
fn rules(table: &str) -> impl Iterator<Item = [&str; 5]> {
    let lines = table.lines().filter(|line| !line.starts_with('#'));
    lines.filter_map(|line| line.split(',').collect::<Vec<_>>().try_into().ok())
}

#[cfg(test)]
mod tests {
    use super::{LETTERS, SPELLINGS, Tables, rules};
    use crate::fold::fold_with;

    fn lines(table: &str) -> Vec<&str> {
        table.lines().filter(|line| !line.starts_with('#') && !line.is_empty()).collect()
    }

    fn without(table: &str, rule: &str) -> String {
        table.lines().filter(|line| *line != rule).fold(String::new(), |text, line| text + line + "\n")
    }

    /// Without it, its two spellings have two keys; with it, one.
    #[track_caller]
    fn assert_needed(rule: &str, tables: &Tables, lacking: &Tables) {
        let [_, _, _, one, other] = rules(rule).next().expect("five fields");
        let keys = |tables: &Tables| (fold_with(tables, one), fold_with(tables, other));
        let (left, right) = keys(tables);
        assert_eq!(left, right, "{rule}");
        let (left, right) = keys(lacking);
        assert_ne!(left, right, "{rule} is not needed for its example");
    }

    #[test]
    fn every_rule_is_needed() {
        let tables = Tables::read(LETTERS, SPELLINGS);
        for rule in lines(LETTERS) {
            assert_needed(rule, &tables, &Tables::read(&without(LETTERS, rule), SPELLINGS));
        }
        for rule in lines(SPELLINGS) {
            assert_needed(rule, &tables, &Tables::read(LETTERS, &without(SPELLINGS, rule)));
        }
    }

    #[test]
    fn every_line_is_one_rule() {
        let tables = Tables::read(LETTERS, SPELLINGS);
        assert_eq!(tables.letters.len(), lines(LETTERS).len());
        let [first, second] = &tables.passes;
        assert_eq!(first.groups.len() + second.groups.len(), lines(SPELLINGS).len());
        assert!(rules(LETTERS).all(|[letter, ..]| letter.chars().count() == 1));
    }

    #[test]
    fn what_a_rule_makes_is_left_alone() {
        let tables = Tables::read(LETTERS, SPELLINGS);
        let spellings = rules(SPELLINGS).map(|[_, _, becomes, ..]| becomes.trim_end_matches('$'));
        for becomes in spellings {
            assert_eq!(fold_with(&tables, becomes).joined(), becomes.replace('y', "i"));
        }
    }
}
