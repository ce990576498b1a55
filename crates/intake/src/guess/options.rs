//! Which columns are votes for options.

use std::collections::HashSet;

use domain::{Column, Field};

use super::profile::Profile;
use super::{Confidence, Findings, words};

/// Rows that may break a rule before it is not believed: files have errors.
const NEARLY_ALL: f64 = 0.95;

/// A file with one row per station and option names options in a column of words and counts them in another.
pub(super) fn long(columns: &[Profile], findings: &mut Findings) {
    let rows = columns.first().map_or(0, |c| c.cells.len());
    let option =
        columns.iter().position(|c| words::is_option(&c.words) && c.is_text() && c.distinct >= 2 && c.distinct * 3 <= rows && c.empty == 0);
    let votes = (0..columns.len()).find(|&at| words::is_votes(&columns[at].words) && columns[at].is_count());
    let Some((option, votes)) = option.zip(votes) else { return };
    findings.fields.retain(|(_, c)| *c != votes);
    findings.long = Some((option, votes));
    findings.explain(
        "layout",
        Some(&columns[option]),
        format!("{} names repeat down the column: one row per station and option", columns[option].distinct),
        Confidence::Medium,
    );
    findings.explain("votes_column", Some(&columns[votes]), "the header says votes", Confidence::Medium);
    findings.doubts.push("whether the file has every option cannot be seen; set `complete = true` if it has".to_owned());
}

/// The columns of votes in a file with one row per station.
pub(super) fn wide(columns: &[Profile], findings: &mut Findings) {
    if findings.fields.is_empty() {
        return bare(columns, findings);
    }
    let runs = runs(columns, findings);
    if by_sum(columns, findings, &runs) {
        return;
    }
    by_place(columns, findings, &runs);
}

/// Columns that may be votes, in runs of neighbours.
fn runs(columns: &[Profile], findings: &Findings) -> Vec<Vec<usize>> {
    let may_be = |at: usize| {
        let c = &columns[at];
        let named_else = words::is_identity(&c.words)
            || words::is_place(&c.words)
            || words::is_station(&c.words)
            || words::is_partial(&c.words)
            || words::is_protocol(&c.words);
        c.is_count() && !findings.uses(at) && !named_else
    };
    let mut runs: Vec<Vec<usize>> = Vec::new();
    for at in (0..columns.len()).filter(|&at| may_be(at)) {
        match runs.last_mut() {
            // One column of remarks or shares between two of votes does not part them.
            Some(run) if run.last().is_some_and(|&l| l + 1 == at || l + 2 == at && columns[l + 1].counts.is_none()) => run.push(at),
            _ => runs.push(vec![at]),
        }
    }
    runs
}

/// Neighbours whose sum is the number of valid ballots: that proves all of them at once.
fn by_sum(columns: &[Profile], findings: &mut Findings, runs: &[Vec<usize>]) -> bool {
    let part = |f: Field| findings.field(f).and_then(|c| columns[c].counts.as_deref());
    let mut targets: Vec<(Vec<Option<u64>>, Field)> = Vec::new();
    for (field, minus) in [
        (Field::Valid, &[Field::AgainstAll][..]),
        (Field::VotersPart, &[Field::Invalid, Field::Blank]),
        (Field::InBox, &[Field::Invalid, Field::Blank]),
    ] {
        if let Some(of) = part(field) {
            let less: Vec<&[u32]> = minus.iter().filter_map(|&f| part(f)).collect();
            let row = |i: usize| less.iter().try_fold(known(of[i])?, |left, c| left.checked_sub(known(c[i]).unwrap_or(0)));
            targets.push(((0..of.len()).map(row).collect(), field));
        }
    }
    for (target, field) in targets {
        let Some(found) = best_window(columns, runs, &target) else { continue };
        let why = format!(
            "{} neighbouring columns add up to {}, row by row",
            found.len(),
            if field == Field::Valid {
                "the valid ballots".to_owned()
            } else {
                format!("`{}` without invalid and blank ballots", field.name())
            }
        );
        findings.explain("options", None, why, Confidence::High);
        findings.options = found;
        findings.complete = true;
        findings.proven = true;
        return true;
    }
    false
}

/// The stretch that adds up in the most rows, the longest among equals: a column of a few lost papers beside the options hardly
/// disturbs their sum, but it does disturb it.
fn best_window(columns: &[Profile], runs: &[Vec<usize>], target: &[Option<u64>]) -> Option<Vec<usize>> {
    let mut best: Option<(f64, Vec<usize>)> = None;
    for window in runs.iter().flat_map(|r| windows(r)) {
        let share = adds_up(columns, &window, target);
        if share >= NEARLY_ALL && best.as_ref().is_none_or(|(b, _)| share > *b) {
            best = Some((share, window));
        }
    }
    best.map(|(_, window)| window)
}

fn known(count: u32) -> Option<u64> {
    (count != Column::MISSING).then(|| u64::from(count))
}

/// All stretches of a run with at least two columns, longest first.
fn windows(run: &[usize]) -> Vec<Vec<usize>> {
    // A quadratic number of stretches is fine for a ballot, not for a table of a thousand columns.
    let run = &run[..run.len().min(120)];
    (2..=run.len()).rev().flat_map(|len| run.windows(len).map(<[usize]>::to_vec)).collect()
}

/// Share of rows in which the columns add up to the target. Zeros prove nothing, so a stretch of them does not count.
fn adds_up(columns: &[Profile], window: &[usize], target: &[Option<u64>]) -> f64 {
    let counts: Vec<&[u32]> = window.iter().filter_map(|&c| columns[c].counts.as_deref()).collect();
    let (mut rows, mut good) = (0u32, 0u32);
    for (i, wanted) in target.iter().enumerate() {
        let Some(wanted) = wanted.filter(|&w| w > 0) else { continue };
        rows += 1;
        good += u32::from(counts.iter().map(|c| known(c[i]).unwrap_or(0)).sum::<u64>() == wanted);
        // Most stretches are wrong in the first rows already.
        if rows == 64 && good < 32 {
            return 0.0;
        }
    }
    if rows == 0 { 0.0 } else { f64::from(good) / f64::from(rows) }
}

/// Without a sum to prove it: the longest run of unexplained counts that fit into the ballots.
fn by_place(columns: &[Profile], findings: &mut Findings, runs: &[Vec<usize>]) {
    let ceiling = [Field::Valid, Field::VotersPart, Field::InBox, Field::Registered].into_iter().find_map(|f| findings.field(f));
    let fits = |at: usize| ceiling.is_none_or(|c| columns[c].compare(&columns[at], |all, part| part <= all).is_none_or(|s| s >= 0.99));
    let fitting = |run: &[usize]| run.iter().copied().filter(|&at| fits(at)).collect::<Vec<_>>();
    let Some((longest, run)) = runs.iter().map(|r| (fitting(r), r)).max_by_key(|(f, _)| f.len()).filter(|(f, _)| !f.is_empty()) else {
        findings.doubts.push("no columns of votes were recognised".to_owned());
        return;
    };
    let longest = with_neighbours(columns, findings, &longest, run, ceiling);
    // Without a column of valid ballots the votes themselves are the valid ballots, if they fit under the roll.
    let has_valid = findings.field(Field::Valid).is_some();
    let counts_rest = findings.field(Field::Invalid).is_some() || findings.field(Field::Blank).is_some();
    findings.complete = !has_valid && counts_rest && longest.len() > 1 && sum_fits(columns, &longest, ceiling);
    let doubt = if findings.complete {
        "nothing in the file proves that it has every option; if it has not, set `complete = false`"
    } else {
        "the votes do not add up to the valid ballots: some options are missing or a column is taken wrongly"
    };
    findings.doubts.push(doubt.to_owned());
    let why = "counts side by side that no header word explains and that fit into the ballots";
    findings.explain("options", None, why, if longest.len() > 1 { Confidence::Medium } else { Confidence::Low });
    findings.options = longest;
}

/// The options with the columns between and beside them that do not fit into the ballots: a column of votes with wrong numbers
/// is what this program looks for, so it must not vanish; it is named instead.
fn with_neighbours(columns: &[Profile], findings: &mut Findings, fitting: &[usize], run: &[usize], ceiling: Option<usize>) -> Vec<usize> {
    let (Some(&first), Some(&last), Some(ceiling)) = (fitting.first(), fitting.last(), ceiling) else { return fitting.to_vec() };
    let place = |option: usize| run.iter().position(|&at| at == option).unwrap_or(0);
    // Beside the options may stand something else: what exceeds the ballots in most rows is no option there.
    let mostly_fits = |at: usize| columns[ceiling].compare(&columns[at], |all, part| part <= all).is_none_or(|s| s >= 0.5);
    let inside = |at: usize| first <= at && at <= last;
    let near = run.iter().copied().take(place(last) + 2).skip(place(first).saturating_sub(1));
    let all: Vec<usize> = near.filter(|&at| inside(at) || mostly_fits(at)).collect();
    for at in all.iter().filter(|at| !fitting.contains(at)) {
        let share = columns[ceiling].compare(&columns[*at], |all, part| part <= all).unwrap_or(1.0);
        let both = columns[ceiling].counts.iter().zip(&columns[*at].counts).flat_map(|(a, b)| a.iter().zip(b));
        let rows = both.filter(|(all, part)| known(**all).zip(known(**part)).is_some_and(|(all, part)| part > all)).count();
        let (option, ceiling) = (&columns[*at].header, &columns[ceiling].header);
        let percent = (1.0 - share) * 100.0;
        findings.doubts.push(format!(
            "`{option}` was taken for an option, but in {rows} of the rows looked at ({percent:.0} %) it exceeds `{ceiling}`"
        ));
    }
    all
}

fn sum_fits(columns: &[Profile], options: &[usize], ceiling: Option<usize>) -> bool {
    let Some(all) = ceiling.and_then(|c| columns[c].counts.as_deref()) else { return true };
    let sum = |i: usize| options.iter().filter_map(|&o| columns[o].counts.as_ref().and_then(|c| known(c[i]))).sum::<u64>();
    let bad = (0..all.len()).filter(|&i| known(all[i]).is_some_and(|n| sum(i) > n)).count();
    bad * 100 <= all.len()
}

/// A file of numbers without telling headers: if they never rise from column to column, they are the roll, the turnout, a
/// candidate. Little to go by, and said so.
fn bare(columns: &[Profile], findings: &mut Findings) {
    let mut counts: Vec<usize> = (0..columns.len()).filter(|&at| columns[at].is_count() && !findings.uses(at)).collect();
    counts.sort_by_key(|&at| std::cmp::Reverse(columns[at].total()));
    let [roll, part, votes] = counts[..] else {
        findings.doubts.push("no header says which column is what".to_owned());
        return;
    };
    let falls = |a: usize, b: usize| columns[a].compare(&columns[b], |a, b| a >= b) == Some(1.0);
    let different: HashSet<u64> = counts.iter().map(|&c| columns[c].total()).collect();
    if !falls(roll, part) || !falls(part, votes) || different.len() < 3 {
        findings.doubts.push("no header says which column is what, and the numbers do not tell".to_owned());
        return;
    }
    findings.fields = vec![(Field::Registered, roll), (Field::VotersPart, part)];
    findings.options = vec![votes];
    let why = "the headers say nothing; of three columns this is in every row the ";
    findings.explain("registered", Some(&columns[roll]), format!("{why}largest"), Confidence::Low);
    findings.explain("voters_part", Some(&columns[part]), format!("{why}middle one"), Confidence::Low);
    findings.explain("options", Some(&columns[votes]), format!("{why}smallest"), Confidence::Low);
    findings
        .doubts
        .push("the headers say nothing: that these are registered voters, turnout and one option is a guess from their sizes".to_owned());
}
