//! Percentages that a file publishes for each station against its votes (control C44).

use domain::{Column, Release};

use super::result::{ControlResult, NotApplicable, Violation};
use super::{Figure, index, whole};
use crate::language::{Clause, Comparison, Ratio, Type};
use crate::percentages::{Decimal, rounds_to};

/// What a percentage may be a share of: name, formula, column.
struct Basis<'a> {
    name: &'static str,
    formula: &'a str,
    total: &'a [u32],
}

/// One option's votes and published percentages.
struct OptionColumns<'a> {
    votes: &'a [u32],
    /// In thousandths of a percentage point.
    published: &'a [u32],
}

/// Checks the published percentages against the total that explains most of them.
///
/// The file keeps no decimals: a column that needs two (91.150) was published with two. One violation a station, of its first option
/// that does not follow.
pub(super) fn check(release: &Release, result: &mut ControlResult) {
    let stations = &release.stations;
    let published = stations.published_share.iter().filter_map(|(&o, c)| Some((o, stations.votes.get(usize::from(o))?, c)));
    let options: Vec<(u16, OptionColumns<'_>)> =
        published.map(|(o, v, c)| (o, OptionColumns { votes: v.raw(), published: c.raw() })).collect();
    if options.is_empty() {
        return result.not_applicable(NotApplicable::NothingPublished);
    }
    let decimals = decimals(&options);
    let accounts = &release.accounts;
    let bases = [
        Basis { name: "valid", formula: &accounts.basis.valid, total: accounts.valid.raw() },
        Basis { name: "found", formula: &accounts.basis.found, total: accounts.found.raw() },
        Basis { name: "registered", formula: &accounts.basis.registered, total: accounts.registered.raw() },
    ];
    let tried = bases.iter().filter(|b| !b.formula.is_empty()).map(|b| (b, compare(&options, b, decimals)));
    let Some((basis, found)) = tried.min_by_key(|(_, f)| f.violations.len()) else {
        return result.not_applicable(NotApplicable::LinesMissing { lines: vec!["valid".to_owned()] });
    };
    result.definitions.insert("total".to_owned(), basis.formula.to_owned());
    result.violations = found.violations;
    result.not_checked = index(found.not_checked.len());
    result.checked -= result.not_checked;
    result.not_checked_stations = found.not_checked;
    let names = options.iter().map(|(o, _)| release.election.options.get(usize::from(*o)).map_or("?", |o| o.name.as_str()));
    result.clauses = names.map(|n| clause(n, basis.name)).collect();
}

fn clause(option: &str, basis: &str) -> Clause {
    let (left, right) = (format!("published % of {option}"), format!("votes for {option} / {basis} * 100"));
    Clause { text: format!("{left} = {right}"), left, right, sign: Some(Comparison::Equal), unit: Type::Number }
}

/// The decimals the published column needs, at most three.
fn decimals(options: &[(u16, OptionColumns<'_>)]) -> u8 {
    let cells = || options.iter().flat_map(|(_, o)| o.published).filter(|&&c| c != Column::MISSING);
    match (cells().all(|c| c % 1000 == 0), cells().all(|c| c % 100 == 0), cells().all(|c| c % 10 == 0)) {
        (true, ..) => 0,
        (_, true, _) => 1,
        (.., true) => 2,
        _ => 3,
    }
}

#[derive(Default)]
struct Found {
    violations: Vec<Violation>,
    not_checked: Vec<u32>,
}

fn compare(options: &[(u16, OptionColumns<'_>)], basis: &Basis<'_>, decimals: u8) -> Found {
    let unit = 10_u32.pow(3 - u32::from(decimals));
    let mut found = Found::default();
    for station in 0..basis.total.len() {
        let total = basis.total[station];
        let mut known = false;
        for (number, (_, option)) in options.iter().enumerate() {
            let (votes, published) = (option.votes[station], option.published[station]);
            if [total, votes, published].contains(&Column::MISSING) || total == 0 {
                continue;
            }
            known = true;
            let share = Decimal::new(u64::from(published / unit), decimals);
            if !rounds_to(share, u64::from(votes), u64::from(total)) {
                found.violations.push(violation(station, number, published, votes, total));
                break;
            }
        }
        if !known {
            found.not_checked.push(index(station));
        }
    }
    found
}

fn violation(station: usize, clause: usize, published: u32, votes: u32, total: u32) -> Violation {
    let percent = whole(u64::from(votes) * 100).over(whole(u64::from(total)));
    let clause = u16::try_from(clause).unwrap_or(u16::MAX); // options are numbered with 16 bits
    Violation {
        station: index(station),
        clause,
        sign: Some(Comparison::Different),
        left: Ratio::new(i128::from(published), 1000).and_then(Figure::new),
        right: percent.and_then(Figure::new),
    }
}
