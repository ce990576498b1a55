//! What the guess left aside: a column of votes that vanishes in silence would change the result.

use std::ops::RangeInclusive;

use super::profile::Profile;
use super::{Findings, words};
use crate::text::shortened;

/// Columns that are named one by one; a table may have thousands.
const NAMED: usize = 12;

/// Says which columns of numbers, and of text among the options, were taken for nothing, and which headers repeat.
pub(super) fn columns(columns: &[Profile], findings: &mut Findings) {
    let among = among_options(findings);
    let unused = |at: &usize| !findings.uses(*at) && columns[*at].empty < columns[*at].cells.len();
    let (mut numbers, mut texts, mut repeated) = (Vec::new(), Vec::new(), Vec::new());
    for at in (0..columns.len()).filter(unused) {
        let column = &columns[at];
        let inside = among.as_ref().is_some_and(|a| a.contains(&at));
        if column.twin && may_be_votes(column) && (inside || findings.options.is_empty() && findings.long.is_none()) {
            repeated.push(column);
        } else if column.counts.is_some() && (inside || !names_or_numbers(column)) && !words::is_ratio(&column.words) {
            numbers.push(column);
        } else if inside && column.counts.is_none() && among.as_ref().is_some_and(|a| *a.start() < at && at < *a.end()) && !is_share(column)
        {
            texts.push(column);
        }
    }
    if !repeated.is_empty() {
        findings.repeated = headers(&repeated);
        let doubt = format!("an option cannot be told from another, because a header repeats or is missing: {}", listed(&repeated));
        // First, because it is why the guess is refused.
        findings.doubts.insert(0, doubt);
    }
    if !numbers.is_empty() {
        findings.doubts.push(format!("columns of numbers that were taken for nothing: {}", listed(&numbers)));
    }
    if !texts.is_empty() {
        findings.doubts.push(format!("columns of text among the options that were taken for nothing: {}", listed(&texts)));
    }
}

/// From the column before the first option to the one after the last.
fn among_options(findings: &Findings) -> Option<RangeInclusive<usize>> {
    let (first, last) = (findings.options.iter().min()?, findings.options.iter().max()?);
    // Where the sum proves the options, a neighbour is none of them.
    if findings.proven { Some(*first..=*last) } else { Some(first.saturating_sub(1)..=last + 1) }
}

fn may_be_votes(column: &Profile) -> bool {
    column.counts.is_some() && !words::is_ratio(&column.words) && !words::is_protocol(&column.words) && !names_or_numbers(column)
}

/// Percentages beside the votes repeat them and need no mention.
fn is_share(column: &Profile) -> bool {
    let share = |c: &&String| c.trim_end_matches('%').trim().replace(',', ".").parse::<f64>().is_ok();
    words::is_ratio(&column.words) || column.cells.iter().filter(|c| !c.is_empty()).all(|c| share(&c))
}

fn names_or_numbers(column: &Profile) -> bool {
    let w = &column.words;
    words::is_identity(w) || words::is_place(w) || words::is_station(w)
}

fn headers(columns: &[&Profile]) -> Vec<String> {
    let mut names: Vec<String> = columns.iter().map(|c| shortened(&c.header)).collect();
    names.sort();
    names.dedup();
    names
}

fn listed(columns: &[&Profile]) -> String {
    let mut names: Vec<String> = Vec::new();
    for column in columns {
        let name = format!("`{}`", shortened(&column.header));
        if !names.contains(&name) {
            names.push(name);
        }
        if names.len() > NAMED {
            break;
        }
    }
    let more = names.len() > NAMED;
    names.truncate(NAMED);
    format!("{}{}", names.join(", "), if more { " and more" } else { "" })
}
