//! Which columns the answers of many submissions need, of which type, and in which order.
//!
//! The questions of a form come first, where the caller knows them. Others follow: codes, such as `00a`, `02`, `Q10`, in their
//! natural order, then names in the order in which they first appeared; within a group or repeat likewise.

use std::collections::{HashMap, HashSet};

use super::answers::{Value, flatten};
use super::error::OpenDataError;
use super::row::FIXED;

/// Columns of answers in one file. Further answers stand together in the last column, [`OTHER`]: one sender who invents names
/// can neither stop an export nor make it grow without end.
pub const MAX_COLUMNS: usize = 2_000;
/// Bytes in the name of a column; an answer with a longer one goes to [`OTHER`].
pub const MAX_NAME: usize = 200;
/// The column of answers that have none of their own: a JSON object, path to value. It is there only where it is needed.
pub const OTHER: &str = "other_answers";

/// What all values of a column are.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    /// Nobody answered.
    Empty,
    /// Whole numbers of at most 15 digits.
    Integer,
    /// Whole numbers that fit 64 bits.
    Wide,
    /// Numbers that a double keeps to the digit: at most 15 of them.
    Number,
    /// Anything.
    Text,
}

impl Kind {
    /// The kind of one value. Digits in a text are a number too: paper forms and phones send `"179"`. What a number would not give
    /// back to the digit, such as `007` and `1.50e3`, is text.
    #[must_use]
    pub fn of(value: &Value<'_>) -> Self {
        match value {
            Value::Missing => Self::Empty,
            Value::Text(text) => Self::of_cell(text),
            Value::Number(text) => Self::of_cell(text),
            Value::Bool(_) | Value::Choices(_) | Value::Json(_) => Self::Text,
        }
    }

    fn of_cell(text: &str) -> Self {
        let digits = text.strip_prefix('-').unwrap_or(text);
        let (whole, fraction) = digits.split_once('.').map_or((digits, None), |(w, f)| (w, Some(f)));
        let is_digits = |s: &str| !s.is_empty() && s.bytes().all(|b| b.is_ascii_digit());
        if text.is_empty() {
            return Self::Empty;
        }
        if !is_digits(whole) || (whole.len() > 1 && whole.starts_with('0')) {
            return Self::Text;
        }
        match fraction {
            None if text == "-0" => Self::Text,
            None if whole.len() <= 15 => Self::Integer,
            None if text.parse::<i64>().is_ok() => Self::Wide,
            Some(fraction) if is_digits(fraction) && whole.len() + fraction.len() <= 15 => Self::Number,
            _ => Self::Text,
        }
    }

    /// The kind that holds both.
    #[must_use]
    pub fn and(self, other: Self) -> Self {
        match (self, other) {
            (Self::Wide, Self::Number) | (Self::Number, Self::Wide) => Self::Text,
            (a, b) => a.max(b),
        }
    }
}

/// Paths by number, and a guess at which comes next: submissions of one form have their answers in one order.
#[derive(Debug, Default)]
pub(super) struct Index {
    numbers: HashMap<Box<str>, usize>,
    paths: Vec<Box<str>>,
}

/// The guesses, one for each path after which another came; the last is for the start.
#[derive(Debug, Default)]
pub(super) struct Guess {
    after: Vec<usize>,
    last: usize,
}

impl Guess {
    pub(super) fn restart(&mut self, index: &Index) {
        self.after.resize(index.paths.len() + 1, 0);
        self.last = index.paths.len();
    }

    pub(super) fn find(&mut self, index: &Index, path: &str) -> Option<usize> {
        let guess = self.after.get(self.last).copied().unwrap_or(0);
        let found = match index.paths.get(guess) {
            Some(p) if **p == *path => guess,
            _ => *index.numbers.get(path)?,
        };
        if let Some(after) = self.after.get_mut(self.last) {
            *after = found;
        }
        self.last = found;
        Some(found)
    }
}

/// Collects columns in a first pass over the submissions.
#[derive(Debug, Default)]
pub struct Columns {
    index: Index,
    kinds: Vec<Kind>,
    known: usize,
    other: bool,
    guess: Guess,
}

impl Columns {
    /// Starts with the paths of the questions that the form has, in its order; they have columns whether or not anybody answered.
    #[must_use]
    pub fn new<'n>(known: impl IntoIterator<Item = &'n str>) -> Self {
        let mut columns = Self::default();
        for path in known {
            columns.add(path, Kind::Empty);
        }
        columns.known = columns.kinds.len();
        columns
    }

    /// Takes note of the answers of a submission: the text of a JSON object.
    ///
    /// # Errors
    /// [`OpenDataError::Answers`] when it is none.
    pub fn see(&mut self, entry: u64, answers: &str) -> Result<(), OpenDataError> {
        self.guess.restart(&self.index);
        flatten(answers, &mut |path, value| match self.guess.find(&self.index, path) {
            Some(number) if self.kinds[number] == Kind::Text => {}
            Some(number) => self.kinds[number] = self.kinds[number].and(Kind::of(&value)),
            None => self.add(path, Kind::of(&value)),
        })
        .map_err(|_| OpenDataError::Answers { entry })
    }

    fn add(&mut self, path: &str, kind: Kind) {
        if self.index.numbers.contains_key(path) {
            return;
        }
        if self.kinds.len() >= MAX_COLUMNS || path.len() > MAX_NAME {
            self.other = true;
            return;
        }
        self.index.numbers.insert(path.into(), self.kinds.len());
        self.index.paths.push(path.into());
        self.kinds.push(kind);
    }

    /// Puts the columns in order.
    #[must_use]
    pub fn finish(self) -> Layout {
        let mut order: Vec<usize> = (0..self.kinds.len()).collect();
        let mut ranks = HashMap::new();
        let keys: Vec<Vec<Part<'_>>> = self.index.paths.iter().map(|path| key(path, &mut ranks)).collect();
        order[self.known..].sort_by(|&a, &b| keys[a].cmp(&keys[b]));
        let headers = headers(order.iter().map(|&number| &*self.index.paths[number]));
        Layout { index: self.index, order, kinds: self.kinds, headers, other: self.other }
    }
}

/// The columns of a file, in order.
#[derive(Debug)]
pub struct Layout {
    pub(super) index: Index,
    /// Numbers of paths, as the columns stand.
    pub(super) order: Vec<usize>,
    kinds: Vec<Kind>,
    headers: Vec<String>,
    pub(super) other: bool,
}

impl Layout {
    /// Headers and kinds of the columns of answers, without [`OTHER`].
    #[must_use]
    pub fn answers(&self) -> impl ExactSizeIterator<Item = (&str, Kind)> {
        self.order.iter().zip(&self.headers).map(|(&number, header)| (header.as_str(), self.kinds[number]))
    }

    /// Whether some answers have no column of their own.
    #[must_use]
    pub fn has_other(&self) -> bool {
        self.other
    }
}

/// Headers: the paths, with `_` after one that the first columns or [`OTHER`] have taken.
fn headers<'p>(paths: impl Iterator<Item = &'p str> + Clone) -> Vec<String> {
    let mut taken: HashSet<String> = FIXED.iter().map(|&f| f.to_owned()).chain([OTHER.to_owned()]).collect();
    let free: HashSet<&str> = paths.clone().filter(|path| !taken.contains(*path)).collect();
    let mut header = |path: &str| {
        let mut name = path.to_owned();
        while taken.contains(&name) || (name != path && free.contains(name.as_str())) {
            name.push('_');
        }
        taken.insert(name.clone());
        name
    };
    paths.map(&mut header).collect()
}

/// One step of a path, as columns are ordered by it.
#[derive(Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Part<'p> {
    Code(Vec<Chunk<'p>>, &'p str),
    Name(usize),
    Repeat(u32),
}

/// A piece of a code. Numbers are compared by length without leading zeros, then by digits.
#[derive(Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Chunk<'p> {
    Number(usize, &'p str),
    Letters(&'p str),
}

fn key<'p>(path: &'p str, ranks: &mut HashMap<&'p str, usize>) -> Vec<Part<'p>> {
    let mut parts = Vec::new();
    let mut end = 0;
    for step in path.split('/') {
        let name = step.split('[').next().unwrap_or(step);
        let to = end + name.len();
        let next = ranks.len();
        let rank = *ranks.entry(&path[..to]).or_insert(next);
        parts.push(if is_code(name) { Part::Code(chunks(name), name) } else { Part::Name(rank) });
        let repeats = step[name.len()..].split(['[', ']']).filter_map(|n| n.parse().ok());
        parts.extend(repeats.map(Part::Repeat));
        end += step.len() + 1;
    }
    parts
}

/// At most three letters, then a digit.
fn is_code(name: &str) -> bool {
    let letters = name.bytes().take_while(u8::is_ascii_alphabetic).count();
    letters <= 3 && name.as_bytes().get(letters).is_some_and(u8::is_ascii_digit)
}

fn chunks(name: &str) -> Vec<Chunk<'_>> {
    let mut rest = name;
    let mut out = Vec::new();
    while let Some(first) = rest.chars().next() {
        let digits = first.is_ascii_digit();
        let end = rest.find(|c: char| c.is_ascii_digit() != digits).unwrap_or(rest.len());
        let (chunk, after) = rest.split_at(end);
        let significant = chunk.trim_start_matches('0');
        out.push(if digits { Chunk::Number(significant.len(), significant) } else { Chunk::Letters(chunk) });
        rest = after;
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn layout(known: &[&str], answers: &[&str]) -> Layout {
        let mut columns = Columns::new(known.iter().copied());
        for (entry, text) in (0..).zip(answers) {
            columns.see(entry, text).expect("is an object");
        }
        columns.finish()
    }

    fn names(layout: &Layout) -> Vec<&str> {
        layout.answers().map(|(name, _)| name).collect()
    }

    #[test]
    fn codes_come_in_their_natural_order_and_names_as_they_appear() {
        let got = layout(
            &[],
            &[r#"{"10":1,"02":1,"zeal":1,"00b":1,"Q10":1,"g":{"9":1,"b":1,"10":1,"a":1}}"#, r#"{"01":1,"Q9":1,"apple":1,"00a":1}"#],
        );
        assert_eq!(names(&got), ["00a", "00b", "01", "02", "10", "Q9", "Q10", "zeal", "g/9", "g/10", "g/b", "g/a", "apple"]);
    }

    #[test]
    fn repeats_stand_together_in_the_order_of_their_numbers() {
        let repeat = |n: usize| format!(r#"{{"r":[{}]}}"#, vec![r#"{"q":1,"p":2}"#; n].join(","));
        let got = layout(&[], &[&repeat(11)]);
        assert_eq!(names(&got)[..4], ["r[1]/q", "r[1]/p", "r[2]/q", "r[2]/p"]);
        assert_eq!(names(&got)[18..], ["r[10]/q", "r[10]/p", "r[11]/q", "r[11]/p"]);
    }

    #[test]
    fn questions_of_the_form_come_first_and_have_columns_without_answers() {
        assert_eq!(names(&layout(&["b", "02", "01"], &[r#"{"01":1,"00":1}"#])), ["b", "02", "01", "00"]);
    }

    #[test]
    fn a_column_has_the_narrowest_kind_of_all_its_values() {
        let texts = [
            r#"{"i":"179","n":1,"w":9007199254740993,"x":9007199254740993,"t":"007","e":null,"f":"-3","z":-0}"#,
            r#"{"i":2,"n":"1.50","w":1,"x":0.5,"t":1,"e":"","f":4}"#,
        ];
        let got = layout(&[], &texts);
        let kinds: HashMap<&str, Kind> = got.answers().collect();
        let wanted = [
            ("i", Kind::Integer),
            ("n", Kind::Number),
            ("w", Kind::Wide),
            ("x", Kind::Text),
            ("t", Kind::Text),
            ("e", Kind::Empty),
            ("f", Kind::Integer),
            ("z", Kind::Text),
        ];
        assert_eq!(kinds, wanted.into_iter().collect());
    }

    #[test]
    fn an_answer_gives_way_to_the_first_columns() {
        let got = layout(&[], &[r#"{"entry":1,"entry_":2,"form":3}"#]);
        assert_eq!(names(&got), ["entry__", "entry_", "form_"]);
    }

    #[test]
    fn invented_names_neither_stop_an_export_nor_make_it_grow() {
        let many: Vec<String> = (0..MAX_COLUMNS + 500).map(|i| format!("\"x{i}\":1")).collect();
        let long = format!(r#"{{"{}":1}}"#, "n".repeat(MAX_NAME + 1));
        let got = layout(&["01"], &[&format!("{{{}}}", many.join(",")), r#"{"01":"yes"}"#, &long]);
        assert_eq!((got.answers().len(), got.has_other()), (MAX_COLUMNS, true));
        assert_eq!(got.answers().next(), Some(("01", Kind::Text)));
    }
}
