//! Evaluates a rule at one station: slow, plain, and able to say which comparison failed.

use super::Ratio;
use super::column::{flag, present, rises};
use super::plan::{Arithmetic, Fold, Logic, Plan, Truth};
use domain::Column;

/// What failed at a station.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Failure {
    /// Number of the clause.
    pub clause: u16,
    /// Value of its left side.
    pub left: Option<Ratio>,
    /// Value of its right side.
    pub right: Option<Ratio>,
    /// Whether the clause itself holds: it does where it stands under `not`.
    pub holds: bool,
}

/// The clause that makes the rule fail at a station, the first from the left where several do.
pub(crate) fn explain(plan: &Plan<'_>, station: usize) -> Option<Failure> {
    blame(plan, station, Truth::True)
}

/// The clause responsible for the plan not being `wanted` at a station.
fn blame(plan: &Plan<'_>, station: usize, wanted: Truth) -> Option<Failure> {
    if truth(plan, station) != wanted.not() {
        return None;
    }
    let holds = wanted == Truth::False;
    match plan {
        Plan::Flag(cells, clause) => Some(Failure { clause: *clause, left: Some(Ratio::whole(cells[station])), right: None, holds }),
        Plan::Monotone(columns, clause) => {
            let cells: Vec<u32> = present(columns, station).collect();
            let fall = cells.windows(2).find(|w| w[1] < w[0]);
            let at = |i: usize| fall.map(|w| Ratio::whole(w[i]));
            Some(Failure { clause: *clause, left: at(0), right: at(1), holds })
        }
        Plan::Compare(_, left, right, clause) => {
            Some(Failure { clause: *clause, left: number(left, station), right: number(right, station), holds })
        }
        Plan::Not(of) => blame(of, station, wanted.not()),
        Plan::Logic(Logic::Implies, condition, then) => blame(then, station, wanted).or_else(|| blame(condition, station, wanted.not())),
        Plan::Logic(_, left, right) => blame(left, station, wanted).or_else(|| blame(right, station, wanted)),
        _ => None,
    }
}

/// Whether the rule holds at one station.
pub(crate) fn truth(plan: &Plan<'_>, station: usize) -> Truth {
    match plan {
        Plan::Flag(cells, _) => flag(cells[station]),
        Plan::Monotone(columns, _) => Truth::of(rises(columns, station)),
        Plan::Compare(sign, left, right, _) => {
            let sides = number(left, station).zip(number(right, station));
            Truth::of(sides.map(|(l, r)| sign.holds(l.cmp(&r))))
        }
        Plan::Not(of) => truth(of, station).not(),
        Plan::Logic(how, left, right) => truth(left, station).join(*how, truth(right, station)),
        _ => Truth::Unknown,
    }
}

fn number(plan: &Plan<'_>, station: usize) -> Option<Ratio> {
    match plan {
        Plan::Constant(value) => Some(*value),
        Plan::Column(cells) => Some(cells[station]).filter(|&c| c != Column::MISSING).map(Ratio::whole),
        Plan::OrZero(cells) => Some(Ratio::whole(if cells[station] == Column::MISSING { 0 } else { cells[station] })),
        Plan::Fold(Fold::Last, columns) => present(columns, station).last().map(Ratio::whole),
        Plan::Fold(how, columns) => {
            let cells: Vec<i128> = present(columns, station).map(i128::from).collect();
            let all = cells.len() == columns.len();
            let value = match how {
                Fold::Min => cells.iter().min().copied(),
                Fold::Max => cells.iter().max().copied(),
                Fold::Sum | Fold::Last => Some(cells.iter().sum()),
            };
            value.filter(|_| all).map(Ratio::whole)
        }
        Plan::Negative(of) => number(of, station).map(Ratio::negated),
        Plan::Abs(of) => number(of, station).map(Ratio::abs),
        Plan::Ceil(of) => number(of, station).map(Ratio::ceil),
        Plan::Extreme(how, parts) => {
            let values: Option<Vec<Ratio>> = parts.iter().map(|p| number(p, station)).collect();
            if *how == Fold::Max { values?.into_iter().max() } else { values?.into_iter().min() }
        }
        Plan::Arithmetic(how, left, right) => {
            let (left, right) = (number(left, station)?, number(right, station)?);
            match how {
                Arithmetic::Add => left.plus(right),
                Arithmetic::Subtract => left.minus(right),
                Arithmetic::Multiply => left.times(right),
                Arithmetic::Divide => left.over(right),
            }
        }
        _ => None,
    }
}
