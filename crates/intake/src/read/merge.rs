//! Puts the pieces of a file with one row per station together.

use std::collections::HashMap;
use std::collections::hash_map::Entry;

use domain::{BallotOption, Column, Field, LeftOut, PlaceTreeBuilder, Problem, RowAccount, Stations};
use rayon::prelude::*;

use super::block::{Block, Head};
use super::fault::Reporter;
use super::names::Path;
use crate::mapping::resolve::Plan;

/// What all pieces together say: the stations in the order of the file, where they lie, who stood, what became of the rows.
pub(super) struct Merged {
    pub stations: Stations,
    pub places: PlaceTreeBuilder,
    pub options: Vec<BallotOption>,
    pub rows: RowAccount,
}

/// Gives every place one number for the whole file.
#[derive(Default)]
pub(super) struct AllPaths {
    ids: HashMap<Path, u32>,
    list: Vec<Path>,
}

impl AllPaths {
    /// Renumbers the places of a block's stations.
    pub(super) fn renumber(&mut self, block: &mut Block) {
        let paths = std::mem::take(&mut block.paths);
        let ids: Vec<u32> = paths.into_iter().map(|p| self.id(p)).collect();
        for station in &mut block.stations {
            station.place = ids.get(station.place as usize).copied().unwrap_or(0);
        }
    }

    fn id(&mut self, path: Path) -> u32 {
        let fresh = u32::try_from(self.list.len()).unwrap_or(u32::MAX);
        match self.ids.entry(path) {
            Entry::Occupied(known) => *known.get(),
            Entry::Vacant(free) => {
                self.list.push(free.key().clone());
                *free.insert(fresh)
            }
        }
    }

    pub(super) fn push_all<'h>(&self, builder: &mut PlaceTreeBuilder, heads: impl Iterator<Item = &'h Head>) {
        let borrowed: Vec<Vec<&str>> = self.list.iter().map(|p| p.iter().map(|n| &**n).collect()).collect();
        for head in heads {
            builder.push(borrowed.get(head.place as usize).map_or(&[], Vec::as_slice));
        }
    }
}

/// Merges the blocks of a wide file.
pub(super) fn wide(mut blocks: Vec<Block>, plan: &Plan, reasons: &[String], mut places: PlaceTreeBuilder, file: &str) -> Merged {
    let mut rows = account(&mut blocks, reasons);
    let mut paths = AllPaths::default();
    for block in &mut blocks {
        paths.renumber(block);
    }
    let twice = duplicates(&blocks, file, &mut rows.problems);
    rows.refused += twice.iter().filter(|&&t| t).count() as u64;
    rows.problems.sort_by_key(|p| p.line);

    let kept = Kept { blocks: &blocks, twice: &twice, width: plan.values.len() };
    let column = |values: &Vec<usize>| kept.sum(values);
    let single = |value: usize| kept.sum(&[value]);
    // Places grow station by station on one thread while the others fill columns.
    let (mut stations, ()) = rayon::join(
        || Stations {
            fields: plan.fields.par_iter().map(|(f, v)| (*f, column(v))).collect::<Vec<(Field, Column)>>().into_iter().collect(),
            votes: plan.options.par_iter().map(|(_, v)| single(*v)).collect(),
            turnout_h: plan.turnout_h.iter().map(|(t, v)| (*t, single(*v))).collect(),
            published_share: plan.shares.iter().map(|(o, v)| (*o, single(*v))).collect(),
            lines: kept.each(|b| &b.lines).copied().collect(),
            codes: Vec::new(),
        },
        || paths.push_all(&mut places, kept.each(|b| &b.stations)),
    );
    rows.used = stations.lines.len() as u64;
    stations.codes = codes(blocks, &twice);
    let options = plan.options.iter().map(|(name, _)| BallotOption { name: name.clone() }).collect();
    Merged { stations, places, options, rows }
}

/// Moves the codes out of the blocks, which are no longer needed.
fn codes(blocks: Vec<Block>, twice: &[bool]) -> Vec<Box<str>> {
    let all = blocks.into_iter().flat_map(|b| b.stations).map(|h| h.code);
    if twice.is_empty() { all.collect() } else { all.zip(twice).filter(|(_, t)| !**t).map(|(c, _)| c).collect() }
}

/// Adds up what the blocks say of their rows.
pub(super) fn account(blocks: &mut [Block], reasons: &[String]) -> RowAccount {
    let mut left_out: Vec<LeftOut> = reasons.iter().map(|r| LeftOut { reason: r.clone(), rows: 0 }).collect();
    let mut rows = RowAccount::default();
    let mut blank = 0;
    for block in blocks {
        for (total, n) in left_out.iter_mut().zip(&block.left_out) {
            total.rows += n;
        }
        blank += block.blank;
        rows.refused += block.refused;
        rows.problems.append(&mut block.problems);
    }
    if blank > 0 {
        left_out.push(LeftOut { reason: "blank row".to_owned(), rows: blank });
    }
    rows.left_out = left_out;
    rows
}

/// Which stations stand on an earlier line already; empty when none does.
fn duplicates(blocks: &[Block], file: &str, problems: &mut Vec<Problem>) -> Vec<bool> {
    let all = || blocks.iter().flat_map(|b| b.stations.iter().zip(&b.lines));
    let total = blocks.iter().map(|b| b.stations.len()).sum();
    let mut seen: HashMap<&Head, u32> = HashMap::with_capacity(total);
    let mut twice = Vec::new();
    for (at, (head, &line)) in all().enumerate() {
        match seen.entry(head) {
            Entry::Vacant(free) => drop(free.insert(line)),
            Entry::Occupied(first) => {
                twice.resize(total, false);
                twice[at] = true;
                problems.push(Reporter { file }.twice(line, &head.code, *first.get()));
            }
        }
    }
    twice
}

/// The stations that are not refused as duplicates.
struct Kept<'a> {
    blocks: &'a [Block],
    twice: &'a [bool],
    width: usize,
}

impl<'a> Kept<'a> {
    fn each<T: 'a>(&self, of: impl Fn(&'a Block) -> &'a [T] + 'a) -> impl Iterator<Item = &'a T> + 'a {
        let twice = self.twice;
        let all = self.blocks.iter().flat_map(of).enumerate();
        all.filter(move |(i, _)| !twice.get(*i).is_some_and(|&t| t)).map(|(_, item)| item)
    }

    /// The column of one value, or of several added up.
    fn sum(&self, values: &[usize]) -> Column {
        let mut columns = values.iter().map(|&v| self.column(v));
        let first = columns.next().unwrap_or_default();
        columns.fold(first, |sum, c| sum.plus(&c))
    }

    fn column(&self, value: usize) -> Column {
        let cells = self.blocks.iter().flat_map(|b| b.values.iter().skip(value).step_by(self.width.max(1)));
        let mut column: Vec<u32> = Vec::with_capacity(self.blocks.iter().map(|b| b.stations.len()).sum());
        if self.twice.is_empty() {
            column.extend(cells);
        } else {
            column.extend(cells.zip(self.twice).filter(|(_, twice)| !**twice).map(|(c, _)| c));
        }
        Column::from_raw(column)
    }
}
