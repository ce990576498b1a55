//! Puts the pieces of a file with one row per station and option together.

use std::collections::{BTreeMap, HashMap};

use domain::{BallotOption, Column, Field, PlaceTreeBuilder, Problem, Stations};

use super::block::{Block, Head, LongRow};
use super::fault::Reporter;
use super::merge::{AllPaths, Merged, account};
use crate::mapping::resolve::{LongPlan, Plan};
use crate::text::folded;

/// More options than any ballot has: a wrong option column, not an election.
const MOST_OPTIONS: usize = 4096;

/// Cells of votes that are set aside: a small file in which every row names another station and option must not fill the memory.
const MOST_CELLS: usize = 1 << 28;

/// Options that may stand beside so many stations.
fn most_options(stations: usize) -> usize {
    MOST_OPTIONS.min(MOST_CELLS / stations.max(1))
}

/// Where a row's number goes.
#[derive(Clone, Copy)]
enum Target {
    Option(usize),
    Field(Field),
    TooMany,
}

/// Merges the blocks of a long file.
pub(super) fn long(
    mut blocks: Vec<Block>,
    plan: &Plan,
    long: &LongPlan,
    reasons: &[String],
    mut places: PlaceTreeBuilder,
    file: &str,
) -> Merged {
    let mut rows = account(&mut blocks, reasons);
    let mut paths = AllPaths::default();
    for block in &mut blocks {
        paths.renumber(block);
    }
    let (heads, lines, station_of) = stations(&blocks);
    let mut options = Options { long, most: most_options(heads.len()), list: Vec::new(), targets: HashMap::new() };
    let target_of: Vec<Vec<Target>> = blocks.iter().map(|b| b.options.iter().map(|o| options.target(o)).collect()).collect();

    let mut table = Table::new(plan, long, heads.len(), options.list.len());
    let report = Reporter { file };
    let width = plan.values.len().max(1);
    for ((block, stations), targets) in blocks.iter().zip(&station_of).zip(&target_of) {
        for (row, values) in block.rows.iter().zip(block.values.chunks_exact(width)) {
            let (Some(&station), Some(&target)) = (stations.get(row.station as usize), targets.get(row.option as usize)) else { continue };
            let option = &block.options[row.option as usize];
            match table.take(station, target, values, *row, &report, option) {
                Ok(()) => rows.used += 1,
                Err(problem) => {
                    rows.refused += 1;
                    rows.problems.push(*problem);
                }
            }
        }
    }
    rows.problems.sort_by_key(|p| p.line);
    let withdrawn = table.withdrawn();
    rows.used -= withdrawn;
    rows.refused += withdrawn;
    paths.push_all(&mut places, table.kept(&heads).copied());
    let codes = table.kept(&heads).map(|h| h.code.clone()).collect();
    let lines = table.kept(&lines).copied().collect();
    let options = options.list.iter().map(|name| BallotOption { name: name.clone() }).collect();
    Merged { stations: table.finish(codes, lines), places, options, rows }
}

/// Every station once, with the line of its first row; and the number of each block's stations among them.
fn stations(blocks: &[Block]) -> (Vec<&Head>, Vec<u32>, Vec<Vec<usize>>) {
    let mut ids: HashMap<&Head, usize> = HashMap::new();
    let (mut heads, mut lines) = (Vec::new(), Vec::new());
    let mut of = Vec::with_capacity(blocks.len());
    for block in blocks {
        let numbers = block.stations.iter().zip(&block.lines).map(|(head, &line)| {
            *ids.entry(head).or_insert_with(|| {
                heads.push(head);
                lines.push(line);
                heads.len() - 1
            })
        });
        of.push(numbers.collect());
    }
    (heads, lines, of)
}

struct Options<'a> {
    long: &'a LongPlan,
    most: usize,
    list: Vec<String>,
    targets: HashMap<String, Target>,
}

impl Options<'_> {
    fn target(&mut self, option: &str) -> Target {
        let text = folded(option);
        if let Some(&known) = self.targets.get(&text) {
            return known;
        }
        let target = if let Some((_, field)) = self.long.fields.iter().find(|(t, _)| *t == text) {
            Target::Field(*field)
        } else if self.list.len() < self.most {
            let name = self.long.names.iter().find(|(t, _)| *t == text).map_or_else(|| option.to_owned(), |(_, n)| n.clone());
            self.list.push(name);
            Target::Option(self.list.len() - 1)
        } else {
            Target::TooMany
        };
        self.targets.insert(text, target);
        target
    }
}

/// The cells of all stations while they are filled.
struct Table<'p> {
    plan: &'p Plan,
    votes_value: usize,
    votes: Vec<Vec<u32>>,
    own_rows: BTreeMap<Field, Vec<u32>>,
    /// Values that every row of a station repeats, and the line that said them first.
    repeated: Vec<Vec<u32>>,
    said_on: Vec<Vec<u32>>,
    first_line: Vec<u32>,
    /// Rows of each station that were taken.
    taken: Vec<u64>,
    /// Stations whose rows contradict each other: nobody can say which row is right, so none of them is used.
    contradicted: Vec<bool>,
}

impl<'p> Table<'p> {
    fn new(plan: &'p Plan, long: &LongPlan, stations: usize, options: usize) -> Self {
        let empty = || vec![Column::MISSING; stations];
        Self {
            plan,
            votes_value: long.votes,
            votes: (0..options).map(|_| empty()).collect(),
            own_rows: long.fields.iter().map(|(_, f)| (*f, empty())).collect(),
            repeated: (0..plan.values.len()).map(|_| empty()).collect(),
            said_on: vec![vec![0; stations]; plan.values.len()],
            first_line: vec![0; stations],
            taken: vec![0; stations],
            contradicted: vec![false; stations],
        }
    }

    fn take(
        &mut self,
        station: usize,
        target: Target,
        values: &[u32],
        row: LongRow,
        report: &Reporter<'_>,
        option: &str,
    ) -> Result<(), Box<Problem>> {
        if let Err(problem) = self.agrees(station, values, row.line, report) {
            self.contradicted[station] = true;
            return Err(problem);
        }
        let cell = match target {
            Target::Option(o) => self.votes.get_mut(o).and_then(|v| v.get_mut(station)),
            Target::Field(f) => self.own_rows.get_mut(&f).and_then(|v| v.get_mut(station)),
            Target::TooMany => return Err(Box::new(report.too_many_options(row.line))),
        };
        let (Some(cell), Some(&value)) = (cell, values.get(self.votes_value)) else {
            self.taken[station] += 1;
            return Ok(());
        };
        if *cell != Column::MISSING {
            let other = *cell != value;
            self.contradicted[station] |= other;
            return Err(Box::new(report.option_twice(row.line, option, self.first_line[station], other)));
        }
        *cell = value;
        self.taken[station] += 1;
        for (at, &value) in values.iter().enumerate().filter(|(at, v)| *at != self.votes_value && **v != Column::MISSING) {
            if self.repeated[at][station] == Column::MISSING {
                self.said_on[at][station] = row.line;
            }
            self.repeated[at][station] = value;
        }
        if self.first_line[station] == 0 {
            self.first_line[station] = row.line;
        }
        Ok(())
    }

    /// Whether the row repeats what earlier rows of the station said.
    fn agrees(&self, station: usize, values: &[u32], line: u32, report: &Reporter<'_>) -> Result<(), Box<Problem>> {
        for (at, &value) in values.iter().enumerate() {
            let before = self.repeated[at][station];
            if at != self.votes_value && before != Column::MISSING && value != Column::MISSING && value != before {
                let header = &self.plan.headers[self.plan.values[at].0];
                let problem = report.conflict(line, &crate::text::shortened(header), self.said_on[at][station]);
                return Err(Box::new(problem));
            }
        }
        Ok(())
    }

    /// Rows that were taken before a later row contradicted them.
    fn withdrawn(&self) -> u64 {
        self.taken.iter().zip(&self.contradicted).filter(|(_, c)| **c).map(|(n, _)| n).sum()
    }

    /// What is said of the stations that do not contradict themselves.
    fn kept<'a, T>(&'a self, all: &'a [T]) -> impl Iterator<Item = &'a T> {
        all.iter().zip(&self.contradicted).filter(|(_, c)| !**c).map(|(item, _)| item)
    }

    fn column(&self, all: &[u32]) -> Column {
        Column::from_raw(self.kept(all).copied().collect())
    }

    fn finish(self, codes: Vec<Box<str>>, lines: Vec<u32>) -> Stations {
        let of = |values: &[usize]| {
            let mut columns = values.iter().filter_map(|&v| self.repeated.get(v)).map(|c| self.column(c));
            let first = columns.next().unwrap_or_default();
            columns.fold(first, |sum, c| sum.plus(&c))
        };
        let mut fields: BTreeMap<Field, Column> = self.plan.fields.iter().map(|(f, v)| (*f, of(v))).collect();
        let turnout_h = self.plan.turnout_h.iter().map(|(t, v)| (*t, of(&[*v]))).collect();
        fields.extend(self.own_rows.iter().map(|(f, c)| (*f, self.column(c))));
        let votes = self.votes.iter().map(|c| self.column(c)).collect();
        Stations { codes, lines, fields, votes, turnout_h, published_share: BTreeMap::new() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn votes_of_any_file_stay_within_a_gigabyte() {
        for stations in [0, 1, 65_536, 100_000, 1_000_000, MOST_CELLS, u32::MAX as usize] {
            assert!(most_options(stations) * stations <= MOST_CELLS, "{stations}");
        }
        assert_eq!(most_options(65_536), MOST_OPTIONS);
        assert!(most_options(1_000_000) > 250, "every polling station of India");
    }
}
