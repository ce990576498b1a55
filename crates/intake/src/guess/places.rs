//! Which columns name the station and the places it lies in.

use std::collections::HashSet;

use super::profile::Profile;
use super::{Confidence, Findings, words};

/// Stations a place needs on average before tests of its own make sense.
const ENOUGH_STATIONS: usize = 15;

/// The column that names the station: by its words, the most varied of those that fit.
pub(super) fn stations(columns: &[Profile], findings: &mut Findings) {
    let usable = |c: &Profile| !c.twin && !words::is_partial(&c.words) && c.empty * 10 < c.cells.len().max(1) && !is_link(c);
    let named = (0..columns.len()).filter(|&at| words::is_station(&columns[at].words) && words::fields(&columns[at].words).is_empty());
    // Numbers of stations repeat from district to district; among equals the first column counts.
    let best = named.filter(|&at| usable(&columns[at])).max_by_key(|&at| (columns[at].distinct, std::cmp::Reverse(at)));
    findings.code = best;
    if let Some(at) = best {
        findings.explain("station", Some(&columns[at]), "the header names a station", Confidence::High);
    }
}

fn is_link(column: &Profile) -> bool {
    column.cells.iter().any(|c| c.starts_with("http://") || c.starts_with("https://"))
}

/// The columns that name places, from the top; and a station column if none was named as one.
pub(super) fn places(columns: &[Profile], findings: &mut Findings) {
    let rows = columns.first().map_or(0, |c| c.cells.len());
    let may_be = |at: usize| {
        let c = &columns[at];
        let repeats = c.distinct >= 2 && c.distinct * 2 <= rows && c.empty * 20 <= rows;
        let named = words::is_place(&c.words);
        repeats && !findings.uses(at) && !c.twin && (c.is_text() || named) && (named || !words::is_identity(&c.words)) && !is_link(c)
    };
    let mut found: Vec<usize> = (0..columns.len()).filter(|&at| may_be(at)).collect();
    // Fewer names means a higher level; named places stay, others must nest with all of them.
    found.sort_by_key(|&at| (columns[at].distinct, at));
    let named: Vec<usize> = found.iter().copied().filter(|&at| words::is_place(&columns[at].words)).collect();
    found.retain(|&at| named.contains(&at) || (!named.is_empty() && named.iter().all(|&n| nests(&columns[at], &columns[n]))));
    let found = without_synonyms(columns, &found);
    let mut paths: Vec<String> = vec![String::new(); rows];
    for at in found {
        for (path, cell) in paths.iter_mut().zip(&columns[at].cells) {
            path.push('\u{1F}');
            path.push_str(cell);
        }
        let places = paths.iter().collect::<HashSet<_>>().len();
        let analysed = rows >= places * ENOUGH_STATIONS;
        findings.places.push((at, analysed));
        let word = if named.contains(&at) { "the header names a place" } else { "names repeat and lie within the other places" };
        let why = format!(
            "{word}; {places} places in {rows} rows looked at{}",
            if analysed { "" } else { ", too few stations each for tests of their own" }
        );
        findings.explain("places", Some(&columns[at]), why, if named.contains(&at) { Confidence::High } else { Confidence::Medium });
    }
    station_by_uniqueness(columns, findings);
}

/// Whether one column is a function of the other, nearly: each finer name lies in one coarser place.
fn nests(a: &Profile, b: &Profile) -> bool {
    let pairs = a.cells.iter().zip(&b.cells).collect::<HashSet<_>>().len();
    pairs * 10 <= a.distinct.max(b.distinct) * 13
}

/// Of columns that say the same in other words (a number and a name of the district) the wordier stays.
fn without_synonyms(columns: &[Profile], found: &[usize]) -> Vec<usize> {
    let length = |at: usize| columns[at].cells.iter().map(String::len).sum::<usize>();
    let same = |a: usize, b: usize| {
        let pairs = columns[a].cells.iter().zip(&columns[b].cells).collect::<HashSet<_>>().len();
        pairs == columns[a].distinct && pairs == columns[b].distinct
    };
    let outdone = |at: usize| found.iter().any(|&o| o != at && same(o, at) && (length(o), o) > (length(at), at));
    found.iter().copied().filter(|&at| !outdone(at)).collect()
}

fn station_by_uniqueness(columns: &[Profile], findings: &mut Findings) {
    if findings.code.is_some() || findings.long.is_some() {
        return;
    }
    let free = |at: usize| !findings.uses(at) && !columns[at].twin && !is_link(&columns[at]) && columns[at].empty == 0;
    let rows = columns.first().map_or(0, |c| c.cells.len());
    let unique = (0..columns.len()).find(|&at| {
        free(at) && rows > 0 && columns[at].distinct == rows && (columns[at].is_text() || words::is_identity(&columns[at].words))
    });
    findings.code = unique;
    match unique {
        Some(at) => findings.explain("station", Some(&columns[at]), "every row has another value", Confidence::Medium),
        None => findings.doubts.push("no column names the station: stations are called by their line in the file".to_owned()),
    }
}
