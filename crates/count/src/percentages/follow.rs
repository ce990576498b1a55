//! Whether published percentages follow from the votes, and of which total.

use serde::Serialize;

use super::alone::votes_for;
use super::decimal::{Decimal, recompute, rounds_to};
use crate::language::Ratio;

/// A total that percentages may be shares of.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Basis {
    /// What it counts: `valid`, `found`, `registered`.
    pub name: String,
    /// The total.
    pub total: u64,
}

/// A published percentage and the votes it should follow from.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Published {
    /// The option.
    pub option: String,
    /// Its votes.
    pub votes: u64,
    /// The percentage; none where only the votes are published.
    pub share: Option<Decimal>,
}

/// One line, recomputed.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Recomputed {
    /// The option.
    pub option: String,
    /// Its votes.
    pub votes: u64,
    /// The percentage as published.
    pub published: Option<Decimal>,
    /// The percentage from the votes and the main total, rounded half up to the published decimals.
    pub recomputed: Option<Decimal>,
    /// Published less exact percentage, in percentage points.
    pub residual: Option<Ratio>,
    /// Whether the published percentage follows from the main total. `None` where there is nothing to compare.
    pub follows: Option<bool>,
    /// The totals it does follow from.
    pub explained_by: Vec<String>,
    /// The total with the smallest residual, where none explains it.
    pub nearest: Option<String>,
    /// Whether cutting the decimals off in place of rounding explains it.
    pub cut_off: bool,
    /// Fewest and most votes that give the published percentage of the main total.
    pub votes_needed: Option<(u64, u64)>,
}

/// All lines, recomputed.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[must_use]
pub struct Followed {
    /// The total that explains most of the percentages; the first given among equals.
    pub basis: Option<Basis>,
    /// The lines in the order given.
    pub lines: Vec<Recomputed>,
}

/// Decimals of a recomputed percentage where none is published.
const USUAL_DECIMALS: u8 = 2;

/// Recomputes every percentage of the total, among those given, that explains most of them.
pub fn follow(published: &[Published], bases: &[Basis]) -> Followed {
    let explains = |b: &Basis| published.iter().filter(|p| p.share.is_some_and(|s| rounds_to(s, p.votes, b.total))).count();
    // `max_by_key` takes the last among equals; the first given is meant.
    let main = bases.iter().filter(|b| b.total > 0).rev().max_by_key(|b| explains(b));
    Followed { basis: main.cloned(), lines: published.iter().map(|p| line(p, main, bases)).collect() }
}

fn line(p: &Published, main: Option<&Basis>, bases: &[Basis]) -> Recomputed {
    let decimals = p.share.map_or(USUAL_DECIMALS, Decimal::decimals);
    let follows = p.share.zip(main).map(|(s, b)| rounds_to(s, p.votes, b.total));
    let explained: Vec<&Basis> = bases.iter().filter(|b| p.share.is_some_and(|s| rounds_to(s, p.votes, b.total))).collect();
    let by_residual = bases.iter().filter_map(|b| Some((residual(p, b)?.abs(), b)));
    let nearest = if explained.is_empty() { by_residual.min_by_key(|&(r, _)| r).map(|(_, b)| b.name.clone()) } else { None };
    Recomputed {
        option: p.option.clone(),
        votes: p.votes,
        published: p.share,
        recomputed: main.and_then(|b| recompute(p.votes, b.total, decimals)),
        residual: main.and_then(|b| residual(p, b)),
        follows,
        explained_by: explained.into_iter().map(|b| b.name.clone()).collect(),
        nearest,
        cut_off: follows == Some(false) && p.share.zip(main).is_some_and(|(s, b)| is_cut_off(s, p.votes, b.total)),
        votes_needed: p.share.zip(main).and_then(|(s, b)| votes_for(s, b.total)),
    }
}

fn residual(p: &Published, basis: &Basis) -> Option<Ratio> {
    let exact = Ratio::new(i128::from(p.votes) * 100, i128::from(basis.total))?;
    p.share?.value().minus(exact)
}

fn is_cut_off(share: Decimal, votes: u64, total: u64) -> bool {
    total > 0 && u128::from(votes) * share.hundred() / u128::from(total) == u128::from(share.units())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lines(of: &[(&str, u64, &str)]) -> Vec<Published> {
        let share = |s: &str| (!s.is_empty()).then(|| Decimal::parse(s).expect(s));
        of.iter().map(|&(o, votes, s)| Published { option: o.into(), votes, share: share(s) }).collect()
    }

    fn basis(name: &str, total: u64) -> Basis {
        Basis { name: name.into(), total }
    }

    #[test]
    fn kazakhstan_2005_final_votes_give_all_percentages_but_one() {
        let published =
            lines(&[("A", 6_147_517, "91.15"), ("B", 445_934, "6.61"), ("C", 108_730, "1.65"), ("D", 23_252, ""), ("E", 18_834, "")]);
        let found = follow(&published, &[basis("valid", 6_744_267), basis("found", 6_871_571)]);
        assert_eq!(found.basis, Some(basis("valid", 6_744_267)));
        let recomputed: Vec<String> = found.lines.iter().map(|l| l.recomputed.map_or_else(String::new, |r| r.to_string())).collect();
        assert_eq!(recomputed, ["91.15", "6.61", "1.61", "0.34", "0.28"]);
        let follows: Vec<_> = found.lines.iter().map(|l| l.follows).collect();
        assert_eq!(follows, [Some(true), Some(true), Some(false), None, None]);
        let third = &found.lines[2];
        assert_eq!((third.explained_by.len(), third.nearest.as_deref(), third.cut_off), (0, Some("valid"), false));
        assert_eq!(third.residual.map(|r| r.to_string()).as_deref(), Some("0.0378"));
        // 1.65% of all valid ballots would have been at least 110,944 votes: 2,214 more than were counted.
        assert_eq!(third.votes_needed, Some((110_944, 111_617)));
    }

    #[test]
    fn the_total_that_explains_most_is_found_and_cutting_off_is_recognised() {
        let published = lines(&[("A", 1, "33.33"), ("B", 2, "66.66")]);
        let found = follow(&published, &[basis("valid", 2), basis("found", 3)]);
        assert_eq!(found.basis.map(|b| b.name).as_deref(), Some("found"));
        assert_eq!(found.lines.iter().map(|l| l.cut_off).collect::<Vec<_>>(), [false, true]);
    }

    #[test]
    fn nothing_is_claimed_without_a_total() {
        let found = follow(&lines(&[("A", 1, "33.33")]), &[basis("valid", 0)]);
        assert_eq!((found.basis, found.lines[0].follows, found.lines[0].recomputed), (None, None, None));
    }
}
