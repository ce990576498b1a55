//! Finding the header row, and the mapping that fits it.

use crate::guess::{self, Guess};
use crate::mapping::resolve::{self, Plan};
use crate::mapping::{Headers, Mapping, MappingErrors};
use crate::source::Table;
use crate::text::{Next, Records, WIDEST, split};
use crate::{Explanation, IntakeError, read::How, read::MappingUsed, read::fault};

/// Title lines above a header are few.
const DEEPEST_HEADER: usize = 30;

/// Where reading starts and by which plan.
pub(super) struct Start {
    pub mapping: Mapping,
    pub plan: Plan,
    /// Where in the text the first row after the header begins, and its line.
    pub body: usize,
    pub line: u32,
    pub used: MappingUsed,
}

/// One of the first rows of a table.
struct HeadRow {
    cells: Vec<String>,
    line: u32,
    /// Where the next row begins, and its line.
    next: (usize, u32),
}

/// The first rows of a table, among which its header is.
struct FirstRows {
    rows: Vec<HeadRow>,
    /// Cells of the first row that is too wide to be a header.
    too_wide: Option<usize>,
}

impl FirstRows {
    /// The error to give when none of the rows is a header: a row that is too wide, if there is one.
    fn refuse(&self, name: &str, otherwise: IntakeError) -> IntakeError {
        let Some(has) = self.too_wide else { return otherwise };
        let remedy = "Give a table with one row a station, or one row a station and option.";
        let what = format!("a row of {} cells, where the widest table has {WIDEST}", fault::cells(has));
        IntakeError::Unsupported { name: name.to_owned(), what, remedy }
    }
}

fn first_rows(table: &Table<'_>) -> FirstRows {
    let mut records = Records::new(&table.text, table.dialect, 1);
    let mut cells = Vec::new();
    let mut rows = Vec::new();
    let mut too_wide = None;
    for _ in 0..DEEPEST_HEADER {
        let Next::Row { line } = records.next(&mut cells) else { break };
        if cells.len() > WIDEST {
            too_wide = too_wide.or(Some(cells.len()));
            continue;
        }
        let mut texts: Vec<String> = cells.iter().map(|c| c.text().into_owned()).collect();
        if table.dialect.pads {
            // A sheet keeps cells that were emptied; a header does not end in them.
            while texts.last().is_some_and(String::is_empty) {
                texts.pop();
            }
        }
        rows.push(HeadRow { cells: texts, line, next: (records.position(), records.line()) });
    }
    FirstRows { rows, too_wide }
}

pub(super) fn start(name: &str, table: &Table<'_>, given: Option<&Mapping>) -> Result<Start, IntakeError> {
    let first = first_rows(table);
    let rows = &first.rows;
    if rows.is_empty() {
        return Err(first.refuse(name, IntakeError::NoRows { name: name.to_owned() }));
    }
    let shipped = || rows.iter().find_map(|r| Mapping::for_headers(&r.cells));
    let (mapping, how, guessed) = if let Some(mapping) = given {
        (mapping.clone(), How::Given, None)
    } else if let Some(mapping) = shipped() {
        (mapping.clone(), How::Shipped, None)
    } else {
        let guess = guess(name, table)?;
        (guess.mapping.clone(), How::Guessed, Some(guess))
    };
    let (row, plan) = fit(&mapping, rows).map_err(|e| first.refuse(name, e.into()))?;
    let mut explanations: Vec<Explanation> = table.notes.iter().map(|n| Explanation::of_file(n)).collect();
    let mut doubts = Vec::new();
    if let Some(guess) = guessed {
        explanations.extend(guess.explanations);
        doubts = guess.doubts;
    }
    let used = MappingUsed { name: mapping.name().to_owned(), how, explanations, doubts };
    Ok(Start { mapping, plan, body: row.next.0, line: row.next.1, used })
}

/// The row in which the mapping finds its headers: the one the mapping names, else the first in which it finds all.
fn fit<'r>(mapping: &Mapping, rows: &'r [HeadRow]) -> Result<(&'r HeadRow, Plan), MappingErrors> {
    let named = mapping.file.header_row.and_then(|n| rows.iter().find(|r| r.line >= n));
    if let Some(row) = named {
        return resolve::plan(mapping, &row.cells).map(|p| (row, p));
    }
    let mut fewest = (usize::MAX, rows.first());
    for row in rows {
        match resolve::trial(mapping, &Headers::new(&row.cells)) {
            Ok(plan) => return Ok((row, plan)),
            // The row with the fewest errors is the header the user means.
            Err(e) if e.0.len() < fewest.0 => fewest = (e.0.len(), Some(row)),
            Err(_) => {}
        }
    }
    let row = fewest.1.ok_or(MappingErrors(Vec::new()))?;
    resolve::plan(mapping, &row.cells).map(|p| (row, p))
}

/// Guesses a mapping from the header and rows taken from all over the table.
pub(super) fn guess(name: &str, table: &Table<'_>) -> Result<Guess, IntakeError> {
    let first = first_rows(table);
    let rows = &first.rows;
    let texts: Vec<&[String]> = rows.iter().map(|r| r.cells.as_slice()).collect();
    let refused = |doubts| first.refuse(name, IntakeError::NoMapping { name: name.to_owned(), doubts });
    let Some(header) = guess::header_row(&texts).and_then(|at| rows.get(at)) else {
        return Err(refused(vec!["none of the first rows looks like a header".to_owned()]));
    };
    let sample = sample(table, header.next, header.cells.len());
    let last = rows.last().is_none_or(|r| r.line == header.line);
    if last && first.too_wide.is_none() {
        return Err(IntakeError::NoRows { name: name.to_owned() });
    }
    let guess = guess::guess(&header.cells, &sample);
    if guess.found_nothing() { Err(refused(guess.doubts)) } else { Ok(guess) }
}

/// Runs of rows from eight places of the table: neighbours show how places nest, distance shows how they vary.
fn sample(table: &Table<'_>, (body, line): (usize, u32), width: usize) -> Vec<Vec<String>> {
    const PLACES: usize = 8;
    const RUN: usize = 400;
    // Wide tables are known from fewer rows: a sample must not need many times the memory of its file.
    const CELLS: usize = 4 << 20;
    let run = RUN.min(CELLS / PLACES / width.max(1));
    let text: &[u8] = &table.text;
    let size = (text.len() - body.min(text.len())) / PLACES + 1;
    let mut rows = Vec::new();
    let mut cells = Vec::new();
    for piece in split::pieces(text, body, line, table.dialect, size.max(1 << 16)) {
        let mut records = Records::new(&text[piece.bytes], table.dialect, piece.line);
        for _ in 0..run {
            let Next::Row { .. } = records.next(&mut cells) else { break };
            let mut texts: Vec<String> = cells.iter().map(|c| c.text().into_owned()).collect();
            if table.dialect.pads {
                texts.resize(width.max(texts.len()), String::new());
            }
            if texts.len() == width && texts.iter().any(|t| !t.is_empty()) {
                rows.push(texts);
            }
        }
    }
    rows
}
