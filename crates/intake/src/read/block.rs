//! Reads the rows of one piece of the text into numbers.

use std::collections::HashMap;

use domain::{Column, Problem};

use super::fault::Reporter;
use super::names::{OptionNames, Path, Paths};
use crate::mapping::Empty;
use crate::mapping::resolve::{Filter, Kind, LongPlan, Plan};
use crate::text::number::{self, Fault};
use crate::text::split::Piece;
use crate::text::{Cell, Dialect, Next, Records, folded};

/// Which station a row speaks of. Stations of one place are told apart by code and key together.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(super) struct Head {
    pub place: u32,
    pub code: Box<str>,
    pub key: Box<str>,
}

/// One row of a long file: its station and option within the block.
#[derive(Clone, Copy, Debug)]
pub(super) struct LongRow {
    pub station: u32,
    pub option: u32,
    pub line: u32,
}

/// What one piece of the file says.
#[derive(Default)]
pub(super) struct Block {
    pub stations: Vec<Head>,
    /// Line of each station's first row.
    pub lines: Vec<u32>,
    /// Values, row by row: of each station, or in a long file of each of `rows`.
    pub values: Vec<u32>,
    pub rows: Vec<LongRow>,
    pub paths: Vec<Path>,
    pub options: Vec<Box<str>>,
    /// Rows left out, by rule.
    pub left_out: Vec<u64>,
    /// Rows with separators and nothing else.
    pub blank: u64,
    pub refused: u64,
    pub problems: Vec<Problem>,
    /// The piece ended inside quotes opened in the row on that line.
    pub open_quote: Option<u32>,
}

/// Reads one piece.
pub(super) fn read(text: &[u8], piece: &Piece, dialect: Dialect, plan: &Plan, file: &str) -> Block {
    let Some(bytes) = text.get(piece.bytes.clone()) else { return Block::default() };
    let mut records = Records::new(bytes, dialect, piece.line);
    let mut reader = Reader::new(plan, dialect, file);
    let mut cells = Vec::with_capacity(plan.headers.len());
    loop {
        match records.next(&mut cells) {
            Next::Row { line } => reader.row(&mut cells, line),
            Next::End => break,
            Next::OpenQuote { line } => {
                reader.block.open_quote = Some(line);
                break;
            }
        }
    }
    reader.finish()
}

struct Reader<'a, 'p> {
    plan: &'p Plan,
    dialect: Dialect,
    report: Reporter<'p>,
    paths: Paths<'a>,
    options: OptionNames<'a>,
    known: HashMap<Head, u32>,
    last_station: (Vec<&'a [u8]>, u32),
    block: Block,
}

impl<'a, 'p> Reader<'a, 'p> {
    fn new(plan: &'p Plan, dialect: Dialect, file: &'p str) -> Self {
        let block = Block { left_out: vec![0; plan.filters.len()], ..Block::default() };
        Self {
            plan,
            dialect,
            report: Reporter { file },
            paths: Paths::default(),
            options: OptionNames::default(),
            known: HashMap::new(),
            last_station: (Vec::new(), 0),
            block,
        }
    }

    fn finish(mut self) -> Block {
        self.block.paths = self.paths.list;
        self.block.options = self.options.list;
        self.block
    }

    fn row(&mut self, cells: &mut Vec<Cell<'a>>, line: u32) {
        // Nothing but separators: a blank row of a spreadsheet.
        if cells.first().is_none_or(Cell::is_empty) && cells.iter().all(Cell::is_empty) {
            self.block.blank += 1;
            return;
        }
        let width = self.plan.headers.len();
        if self.dialect.pads && cells.len() < width {
            cells.resize(width, Cell::EMPTY);
        }
        if let Some(rule) = self.plan.filters.iter().position(|f| leaves_out(f, cells, line)) {
            self.block.left_out[rule] += 1;
            return;
        }
        if cells.len() != width {
            let problem = self.report.width(line, cells.len(), width);
            return self.refuse([problem]);
        }
        let from = self.block.values.len();
        if self.values(cells, line) && self.identify(cells, line) {
            return;
        }
        self.block.values.truncate(from);
        self.block.refused += 1;
    }

    fn refuse(&mut self, problems: impl IntoIterator<Item = Problem>) {
        self.block.problems.extend(problems);
        self.block.refused += 1;
    }

    /// Reads the numbers of the row. False, with every bad cell reported, when one cannot be read.
    fn values(&mut self, cells: &[Cell<'a>], line: u32) -> bool {
        let mut good = true;
        for &(column, kind) in &self.plan.values {
            let Some(cell) = cells.get(column) else { continue };
            match value(cell, kind, self.plan) {
                Ok(value) => self.block.values.push(value),
                Err(fault) => {
                    good = false;
                    let problem = self.report.cell(line, &self.plan.headers[column], &cell.text(), fault);
                    self.block.problems.push(problem);
                }
            }
        }
        good
    }

    /// Finds out whose row it is. False, with the reason reported, when it does not say.
    fn identify(&mut self, cells: &[Cell<'a>], line: u32) -> bool {
        let Some(long) = &self.plan.long else {
            let Some(head) = self.head(cells, line) else { return false };
            self.block.stations.push(head);
            self.block.lines.push(line);
            return true;
        };
        self.long_row(long, cells, line)
    }

    fn long_row(&mut self, long: &LongPlan, cells: &[Cell<'a>], line: u32) -> bool {
        let Some(option) = cells.get(long.option).and_then(|c| self.options.id(c)) else {
            let problem = self.report.optionless(line, &self.plan.headers[long.option]);
            self.block.problems.push(problem);
            return false;
        };
        let Some(station) = self.station(cells, line) else { return false };
        self.block.rows.push(LongRow { station, option, line });
        true
    }

    /// Number of the station of a long file's row within the block.
    fn station(&mut self, cells: &[Cell<'a>], line: u32) -> Option<u32> {
        let plan = self.plan;
        let raw = || plan.places.iter().chain(&plan.code).chain(&plan.key).map(|&c| cells.get(c).map_or(&b""[..], Cell::raw));
        if !self.known.is_empty() && raw().eq(self.last_station.0.iter().copied()) {
            return Some(self.last_station.1);
        }
        let head = self.head(cells, line)?;
        let fresh = u32::try_from(self.block.stations.len()).ok()?;
        let id = self.known.get(&head).copied().unwrap_or(fresh);
        if id == fresh {
            self.known.insert(head.clone(), fresh);
            self.block.stations.push(head);
            self.block.lines.push(line);
        }
        self.last_station.0.clear();
        self.last_station.0.extend(raw());
        self.last_station.1 = id;
        Some(id)
    }

    fn head(&mut self, cells: &[Cell<'a>], line: u32) -> Option<Head> {
        let plan = self.plan;
        let key = joined(cells, &plan.key, "\u{1F}");
        let mut code = joined(cells, &plan.code, " ");
        if code.is_empty() {
            code = match (plan.code.first(), plan.key.is_empty()) {
                // A file without station codes: the line is all there is to call a station by.
                (None, _) => line.to_string().into(),
                (Some(_), false) => joined(cells, &plan.key, " "),
                (Some(_), true) => code,
            };
        }
        if code.is_empty() {
            let column = plan.code.first().map_or("", |&c| &plan.headers[c]);
            let problem = self.report.nameless(line, column);
            self.block.problems.push(problem);
            return None;
        }
        Some(Head { place: self.paths.id(cells, &plan.places), code, key })
    }
}

fn joined(cells: &[Cell<'_>], columns: &[usize], by: &str) -> Box<str> {
    if let [only] = columns {
        return cells.get(*only).map(|c| c.text().into()).unwrap_or_default();
    }
    let texts: Vec<_> = columns.iter().filter_map(|&c| cells.get(c)).map(Cell::text).filter(|t| !t.is_empty()).collect();
    texts.join(by).into()
}

fn leaves_out(filter: &Filter, cells: &[Cell<'_>], line: u32) -> bool {
    match filter {
        Filter::Lines(lines) => lines.contains(&line),
        Filter::Cell(column, test) => cells.get(*column).is_some_and(|c| test.passes(&folded(&c.text()))),
    }
}

fn value(cell: &Cell<'_>, kind: Kind, plan: &Plan) -> Result<u32, Fault> {
    let bytes = cell.bytes();
    let value = match kind {
        Kind::Count => number::count(&bytes, plan.writing)?,
        Kind::Time => number::time(&bytes)?,
        Kind::Flag => number::flag(&bytes)?,
        Kind::Percentage => number::percentage(&bytes)?,
    };
    match plan.empty {
        Empty::Zero if value == Column::MISSING && kind == Kind::Count => Ok(0),
        Empty::Refuse if value == Column::MISSING => Err(Fault::Empty),
        _ => Ok(value),
    }
}
