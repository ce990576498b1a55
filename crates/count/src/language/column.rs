//! Evaluates a rule over a run of stations, column by column.

use std::ops::Range;

use domain::Column;

use super::lane::{MISSING, Numbers};
use super::plan::{Arithmetic, Cells, Fold, Plan, Truth};
use super::scalar::truth;

/// Whether the rule holds at each station of the run.
///
/// Stations that 64 bits leave undecided (mostly for an empty cell, hardly ever for a number too long) are evaluated by themselves.
pub(crate) fn holds(plan: &Plan<'_>, run: &Range<usize>) -> Vec<Truth> {
    let mut truths = quickly(plan, run);
    for (station, decided) in run.clone().zip(&mut truths) {
        if *decided == Truth::Unknown {
            *decided = truth(plan, station);
        }
    }
    truths
}

fn quickly(plan: &Plan<'_>, run: &Range<usize>) -> Vec<Truth> {
    match plan {
        Plan::Flag(cells, _) => cells[run.clone()].iter().map(|&c| flag(c)).collect(),
        Plan::Monotone(columns, _) => run.clone().map(|i| Truth::of(rises(columns, i))).collect(),
        Plan::Compare(sign, left, right, _) => numbers(left, run).compare(*sign, numbers(right, run), run.len()),
        Plan::Not(of) => {
            let mut of = quickly(of, run);
            for t in &mut of {
                *t = t.not();
            }
            of
        }
        Plan::Logic(how, left, right) => {
            let mut left = quickly(left, run);
            left.iter_mut().zip(quickly(right, run)).for_each(|(l, r)| *l = l.join(*how, r));
            left
        }
        // A number where a condition belongs: the type checker lets none through.
        _ => vec![Truth::Unknown; run.len()],
    }
}

/// 0 is no, 1 is yes, anything else says neither.
pub(super) fn flag(cell: u32) -> Truth {
    match cell {
        0 => Truth::False,
        1 => Truth::True,
        _ => Truth::Unknown,
    }
}

/// The cells of one station that hold a value, in the order of the list.
pub(super) fn present<'a>(columns: &'a [Cells<'_>], station: usize) -> impl Iterator<Item = u32> + use<'a> {
    columns.iter().map(move |c| c[station]).filter(|&c| c != Column::MISSING)
}

/// Whether the list never falls at a station; `None` with fewer than two values.
pub(super) fn rises(columns: &[Cells<'_>], station: usize) -> Option<bool> {
    let mut cells = present(columns, station);
    let mut last = cells.next()?;
    let mut compared = None;
    for cell in cells {
        if cell < last {
            return Some(false);
        }
        (last, compared) = (cell, Some(true));
    }
    compared
}

fn cell(c: u32) -> i64 {
    if c == Column::MISSING { MISSING } else { i64::from(c) }
}

fn numbers(plan: &Plan<'_>, run: &Range<usize>) -> Numbers {
    match plan {
        Plan::Constant(value) => Numbers::constant(*value),
        Plan::Column(cells) => Numbers::whole(cells[run.clone()].iter().map(|&c| cell(c)).collect()),
        Plan::OrZero(cells) => Numbers::whole(cells[run.clone()].iter().map(|&c| cell(c).max(0)).collect()),
        Plan::Fold(how, columns) => fold(*how, columns, run),
        Plan::Negative(of) => numbers(of, run).negated(),
        Plan::Abs(of) => numbers(of, run).abs(),
        Plan::Ceil(of) => numbers(of, run).ceil(),
        Plan::Extreme(how, parts) => {
            let mut parts = parts.iter().map(|p| numbers(p, run));
            let first = parts.next().unwrap_or_else(Numbers::missing);
            parts.fold(first, |best, part| best.extreme(part, *how == Fold::Max))
        }
        Plan::Arithmetic(how, left, right) => {
            let (left, right) = (numbers(left, run), numbers(right, run));
            match how {
                Arithmetic::Add => left.plus(right),
                Arithmetic::Subtract => left.minus(right),
                Arithmetic::Multiply => left.times(right),
                Arithmetic::Divide => left.over(right),
            }
        }
        // A condition where a number belongs: the type checker lets none through.
        _ => Numbers::missing(),
    }
}

fn fold(how: Fold, columns: &[Cells<'_>], run: &Range<usize>) -> Numbers {
    let mut columns = columns.iter().map(|c| &c[run.clone()]);
    let Some(first) = columns.next() else { return Numbers::missing() };
    let mut out: Vec<i64> = first.iter().map(|&c| cell(c)).collect();
    for column in columns {
        for (a, &c) in out.iter_mut().zip(column) {
            let b = cell(c);
            *a = match how {
                Fold::Last if b == MISSING => *a,
                Fold::Last => b,
                _ if *a == MISSING || b == MISSING => MISSING,
                // No more than 65,536 columns of 32 bits: 64 bits hold any sum.
                Fold::Sum => *a + b,
                Fold::Min => b.min(*a),
                Fold::Max => b.max(*a),
            };
        }
    }
    Numbers::whole(out)
}
