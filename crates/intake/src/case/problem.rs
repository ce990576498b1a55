//! Collecting what is wrong, so that all of it is said at once.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::fmt;

use domain::Problem;

use crate::text::{nearest_word, shortened};

/// Problems that are listed of one file; what a file of garbage has beyond them is counted.
const MOST_LISTED: usize = 1000;

/// Unknown words for which the nearest known one is looked for: measuring how near two words are takes its time.
const MOST_ASKED: usize = 300;

/// Known words that one is compared with.
const MOST_COMPARED: usize = 2000;

/// Everything that is wrong in a case folder, in the order of its files and lines.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub struct CaseProblems(pub Vec<Problem>);

impl fmt::Display for CaseProblems {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (i, p) in self.0.iter().enumerate() {
            if i > 0 {
                writeln!(f)?;
            }
            write!(f, "{}", p.file)?;
            if p.line > 0 {
                write!(f, ":{}", p.line)?;
            }
            if let Some(column) = &p.column {
                write!(f, ": {column}")?;
            }
            write!(f, ": {} {}", p.message, p.remedy)?;
        }
        Ok(())
    }
}

/// Where something stands.
#[derive(Clone, Debug, Default)]
pub(super) struct Spot {
    /// Path inside the folder.
    pub file: String,
    /// Line from 1; 0 where the problem is of the file as a whole.
    pub line: u64,
    /// Where in the line or file, for the order of problems.
    pub order: usize,
    /// Header or key.
    pub column: Option<String>,
    /// What stands there.
    pub value: Option<String>,
}

impl Spot {
    /// A file as a whole.
    pub(super) fn file(file: &str) -> Self {
        Self { file: file.to_owned(), ..Self::default() }
    }

    /// A line of a file.
    pub(super) fn line(file: &str, line: u64) -> Self {
        Self { file: file.to_owned(), line, ..Self::default() }
    }

    /// The same with what stands there.
    pub(super) fn saying(self, column: &str, value: Option<&str>) -> Self {
        Self { column: Some(column.to_owned()), value: value.map(str::to_owned), ..self }
    }
}

/// The problems found so far.
#[derive(Default)]
pub(super) struct Faults {
    found: RefCell<Found>,
}

#[derive(Default)]
struct Found {
    problems: Vec<(usize, Problem)>,
    warnings: Vec<(usize, Problem)>,
    /// How many each file has.
    of: BTreeMap<String, usize>,
    asked: usize,
}

impl Faults {
    /// A mistake.
    pub(super) fn add(&self, spot: Spot, code: &'static str, message: impl Into<String>, remedy: impl Into<String>) {
        let mut found = self.found.borrow_mut();
        let of = found.of.entry(spot.file.clone()).or_default();
        *of += 1;
        if *of <= MOST_LISTED {
            let problem = problem(spot, code, message.into(), remedy.into());
            found.problems.push(problem);
        }
    }

    /// Something that may well be right, and is worth a second look.
    pub(super) fn warn(&self, spot: Spot, code: &'static str, message: impl Into<String>, remedy: impl Into<String>) {
        let mut found = self.found.borrow_mut();
        if found.warnings.len() < MOST_LISTED {
            let problem = problem(spot, code, message.into(), remedy.into());
            found.warnings.push(problem);
        }
    }

    /// The known word nearest to one that is not known.
    pub(super) fn nearest<'k>(&self, word: &str, known: impl IntoIterator<Item = &'k str>) -> Option<&'k str> {
        let mut found = self.found.borrow_mut();
        if found.asked >= MOST_ASKED {
            return None;
        }
        found.asked += 1;
        nearest_word(word, known.into_iter().take(MOST_COMPARED))
    }

    /// What was read, or everything that is wrong with it.
    pub(super) fn finish<T>(self, read: Option<T>) -> Result<(T, Vec<Problem>), CaseProblems> {
        let Found { mut problems, warnings, of, .. } = self.found.into_inner();
        for (file, count) in of.into_iter().filter(|(_, count)| *count > MOST_LISTED) {
            let message = format!("{} more mistakes stand in this file.", count - MOST_LISTED);
            let last = Spot { line: u64::MAX, ..Spot::file(&file) };
            let (order, mut p) = problem(last, "CASE-MORE", message, "Correct those that are listed and read the folder again.".to_owned());
            p.line = problems.iter().filter(|(_, p)| p.file == file).map(|(_, p)| p.line).max().unwrap_or(0);
            problems.push((order, p));
        }
        match read {
            Some(read) if problems.is_empty() => Ok((read, ordered(warnings))),
            _ => Err(CaseProblems(ordered(problems))),
        }
    }
}

fn problem(spot: Spot, code: &'static str, message: String, remedy: String) -> (usize, Problem) {
    let Spot { file, line, order, column, value } = spot;
    (order, Problem { code, file, line, column, value: value.map(|v| shortened(&v)), message, remedy })
}

fn ordered(mut problems: Vec<(usize, Problem)>) -> Vec<Problem> {
    problems.sort_by(|(a, p), (b, q)| (&p.file, p.line, a).cmp(&(&q.file, q.line, b)));
    problems.into_iter().map(|(_, p)| p).collect()
}

/// Words in a row, each marked: `a`, `b`.
pub(super) fn listed<S: AsRef<str>>(words: impl IntoIterator<Item = S>) -> String {
    const MOST: usize = 20;
    let mut marked: Vec<String> = words.into_iter().take(MOST + 1).map(|w| format!("`{}`", shortened(w.as_ref()))).collect();
    if marked.len() > MOST {
        marked.truncate(MOST);
        marked.push("...".to_owned());
    }
    marked.join(", ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_of_garbage_is_counted_after_a_thousand_lines() {
        let faults = Faults::default();
        for line in 0..1500 {
            faults.add(Spot::line("a.csv", line), "CASE-X", "Wrong.", "Right it.");
        }
        faults.add(Spot::line("b.csv", 7).saying("n", Some("x")), "CASE-X", "Wrong.", "Right it.");
        let problems = faults.finish(Some(())).expect_err("there are mistakes").0;
        assert_eq!(problems.len(), 1002);
        assert_eq!(problems[1000].message, "500 more mistakes stand in this file.");
        assert_eq!(CaseProblems(vec![problems[1001].clone()]).to_string(), "b.csv:7: n: Wrong. Right it.");
    }
}
