//! observations.csv, estimates.csv, watches.csv, incidents.csv, overlaps.csv: what observers saw, counted and received.

use std::collections::{BTreeMap, BTreeSet};

use claims::amount::Amount;
use claims::case::{Design, Estimate, IncidentCount, Meaning, Observation, Overlap, Phase, Watch};
use claims::unit::{Noun, Unit};

use super::checks::{Edge, loops};
use super::context::{Cells, Context};
use super::fields::Fields;
use super::figures;
use super::ids::Kind;
use super::problem::listed;
use super::subject::Subject;

const DESIGNS: [(&str, Design); 4] =
    [("random", Design::Random), ("convenience", Design::Convenience), ("saturation", Design::Saturation), ("unknown", Design::Unknown)];

const MEANINGS: [(&str, Meaning); 2] = [("negative", Meaning::Negative), ("positive", Meaning::Positive)];

/// A phase that has to be there.
fn phase(row: &Cells<'_>) -> Option<Phase> {
    row.need_choice("phase", &Phase::ALL.map(|p| (p.word(), p)))
}

fn organisation(row: &Cells<'_>) -> Option<String> {
    row.need_reference("organisation", &Kind::Organisation)
}

/// Answers of observers.
pub(super) fn observations<'c>(context: &'c Context<'c>) -> Vec<Observation> {
    let rows = context.rows("observations.csv");
    let edges: Vec<_> = rows.iter().filter_map(|row| Some(Edge { from: row.text("id")?, to: row.text("reports")?, row })).collect();
    for (row, path) in loops(&edges) {
        let message = format!("This observation comes to report itself: {}.", path.join(" reports "));
        row.fault("reports", "CASE-REPORT-LOOP", message, "Leave `reports` empty in the observation that was there first.");
    }
    rows.iter().filter_map(observation).collect()
}

fn observation(row: &Cells<'_>) -> Option<Observation> {
    let (id, organisation, place, phase) = (row.own_id(), organisation(row), row.place(), phase(row));
    let (question, unit) = (row.need("question"), row.need_noun("unit"));
    let (n, k, share) = (row.count("n"), row.count("k"), row.amount("share"));
    let means = row.choice("means", &MEANINGS).unwrap_or_default();
    let design = row.choice("design", &DESIGNS).unwrap_or_default();
    let reports = row.reference("reports", &Kind::Observation);
    let support = row.support();
    if !row.given("k") && !row.given("share") {
        let remedy = "Write under `k` in how many the answer was yes, or the published percentage under `share`.";
        row.fault("k", "CASE-OBSERVATION-COUNTS", "Neither a number nor a share of answers is given.", remedy);
    }
    if row.given("k") && !row.given("n") {
        row.fault("n", "CASE-OBSERVATION-COUNTS", "`k` is given without `n`.", "Write how many were watched.");
    }
    let unit_of_share = Unit::Percent(unit.unwrap_or(Noun::Stations));
    if let Some(share) = &share {
        figures::fits(row, "share", share, unit_of_share);
    }
    if let Some((n, k)) = n.zip(k) {
        answers(row, n, k, share.as_ref(), unit_of_share);
    }
    let (id, organisation, place, phase) = (id?, organisation?, place?, phase?);
    Some(Observation { id, organisation, place, phase, question: question?, unit: unit?, n, k, share, means, design, reports, support })
}

/// k of n: no more than all, and what the published share says.
fn answers(row: &Cells<'_>, n: u64, k: u64, share: Option<&Amount>, unit: Unit) {
    if k > n {
        let remedy = "Write under `n` how many were watched and under `k` in how many of them the answer was yes.";
        row.fault("k", "CASE-OBSERVATION-COUNTS", format!("There are more answers than were watched ({n})."), remedy);
        return;
    }
    let whole = Amount::count(n).value();
    let ratio = Amount::count(k).value().over(whole).and_then(|r| r.times(Amount::count(100).value()));
    if let Some((share, ratio)) = share.zip(ratio) {
        let range = share.range(unit);
        if ratio < range.lo || range.hi < ratio {
            let message = format!("The share does not agree with {k} of {n}, which is {:.2} percent.", ratio.to_f64());
            row.fault("share", "CASE-OBSERVATION-SHARE", message, "Correct one of the three, or leave out the one that was computed.");
        }
    }
}

/// Independent estimates.
pub(super) fn estimates<'c>(context: &'c Context<'c>) -> Vec<Estimate> {
    context.rows("estimates.csv").iter().filter_map(estimate).collect()
}

fn estimate(row: &Cells<'_>) -> Option<Estimate> {
    let (id, organisation, place, contest) = (row.own_id(), organisation(row), row.place(), row.contest());
    let item = row.item(contest.as_deref());
    let (value, unit) = (row.need_amount("value"), item.as_ref().and_then(|item| figures::unit(row, item)));
    let (low, high, level) = (row.amount("low"), row.amount("high"), row.amount("level"));
    let (n, method, support) = (row.count("n"), row.need("method"), row.support());
    if let Some((value, unit)) = value.as_ref().zip(unit)
        && matches!(unit, Unit::Percent(_))
    {
        figures::fits(row, "value", value, unit);
    }
    interval(row, value.as_ref(), low.as_ref(), high.as_ref());
    let hundred = Amount::count(100).value();
    if level.as_ref().is_some_and(|l| l.value() >= hundred || l.value() == Amount::count(0).value()) {
        let remedy = "Write the confidence in percent, such as 95.";
        row.fault("level", "CASE-VALUE-RANGE", "A confidence lies between 0 and 100 percent.", remedy);
    }
    let (id, organisation, contest, place, item) = (id?, organisation?, contest?, place?, item?);
    Some(Estimate {
        id,
        organisation,
        contest,
        place,
        item,
        value: value?,
        unit: unit?,
        interval: low.zip(high),
        level,
        n,
        method: method?,
        support,
    })
}

fn interval(row: &Cells<'_>, value: Option<&Amount>, low: Option<&Amount>, high: Option<&Amount>) {
    for (end, other) in [("low", "high"), ("high", "low")] {
        if !row.given(end) && row.given(other) {
            let message = "The interval has one end only.";
            row.fault(end, "CASE-ESTIMATE-INTERVAL", message, format!("Write `{end}` too, or neither."));
        }
    }
    let Some((low, high)) = low.zip(high) else { return };
    if low.value() > high.value() {
        let message = format!("The lower end of the interval lies above the upper one, {high}.");
        row.fault("low", "CASE-ESTIMATE-INTERVAL", message, "Exchange `low` and `high`.");
    } else if value.is_some_and(|v| v.value() < low.value() || high.value() < v.value()) {
        let message = format!("The estimate lies outside its interval, {low} to {high}.");
        row.warn("value", "CASE-NOTE-INTERVAL", message, "Look whether it is printed so.");
    }
}

/// What organisations watched.
pub(super) fn watches<'c>(context: &'c Context<'c>) -> Vec<Watch> {
    let rows = context.rows("watches.csv");
    once(&rows, "CASE-WATCH-TWICE", &["organisation", "shared_with", "phase", "unit", "place"]);
    rows.iter().filter_map(watch).collect()
}

/// Reports rows that say the same of the same: both would be added up.
fn once(rows: &[Cells<'_>], code: &'static str, key: &[&str]) {
    let mut lines: BTreeMap<Vec<Option<String>>, u64> = BTreeMap::new();
    for row in rows {
        let first = *lines.entry(key.iter().map(|column| row.text(column)).collect()).or_insert(row.line());
        if first != row.line() {
            let message = format!("Line {first} is of the same {}.", key.join(", "));
            row.fault(key[0], code, message, "Put both into one row, or say what is different about them.");
        }
    }
}

fn watch(row: &Cells<'_>) -> Option<Watch> {
    let (organisation, place, phase) = (organisation(row), row.place(), phase(row));
    let (unit, watched, of) = (row.need_noun("unit"), row.need_count("watched"), row.count("of"));
    let shared_with = row.reference("shared_with", &Kind::Organisation);
    let (found, other_found, support) = (row.count("found"), row.count("other_found"), row.support());
    if shared_with.is_some() && shared_with == organisation {
        let remedy = "Write the other organisation, or leave it empty for all that the organisation watched.";
        row.fault("shared_with", "CASE-WATCH-COUNTS", "An organisation shares what it watched with another, not with itself.", remedy);
    }
    if row.given("other_found") && !row.given("shared_with") {
        let remedy = "Write the other organisation under `shared_with`.";
        row.fault("other_found", "CASE-WATCH-COUNTS", "It is not said which other organisation found them.", remedy);
    }
    at_most(row, "CASE-WATCH-COUNTS", ("watched", watched), ("of", of));
    at_most(row, "CASE-WATCH-COUNTS", ("found", found), ("watched", watched));
    at_most(row, "CASE-WATCH-COUNTS", ("other_found", other_found), ("watched", watched));
    let (organisation, place, phase, unit, watched) = (organisation?, place?, phase?, unit?, watched?);
    Some(Watch { organisation, shared_with, place, phase, unit, watched, of, found, other_found, support })
}

/// Reports a part that is larger than its whole.
fn at_most(row: &Cells<'_>, code: &'static str, part: (&str, Option<u64>), whole: (&str, Option<u64>)) {
    if let (Some(some), Some(all)) = (part.1, whole.1)
        && some > all
    {
        let message = format!("`{}` is more than `{}`, {all}.", part.0, whole.0);
        row.fault(part.0, code, message, format!("Correct `{}` or `{}`; the first is a part of the second.", part.0, whole.0));
    }
}

/// Registers of incidents.
pub(super) fn incidents<'c>(context: &'c Context<'c>) -> Vec<IncidentCount> {
    let rows = context.rows("incidents.csv");
    once(&rows, "CASE-INCIDENT-TWICE", &["register", "organisation", "place", "phase"]);
    rows.iter().filter_map(incident).collect()
}

fn incident(row: &Cells<'_>) -> Option<IncidentCount> {
    let (register, organisation, place, phase) = (row.need("register"), organisation(row), row.place(), phase(row));
    let (received, duplicates, distinct) = (row.count("received"), row.count("duplicates"), row.count("distinct"));
    let (verified, votes_documented, support) = (row.count("verified"), row.count("votes_documented"), row.support());
    at_most(row, "CASE-INCIDENT-COUNTS", ("duplicates", duplicates), ("received", received));
    at_most(row, "CASE-INCIDENT-COUNTS", ("distinct", distinct), ("received", received));
    let left = received.zip(duplicates).and_then(|(r, d)| r.checked_sub(d));
    at_most(row, "CASE-INCIDENT-COUNTS", ("verified", verified), ("distinct", distinct.or(left)));
    if let Some((left, distinct)) = left.zip(distinct)
        && left != distinct
        && received.is_none_or(|r| distinct <= r)
    {
        let message = format!("`received` without `duplicates` leaves {left}, not {distinct}.");
        row.fault("distinct", "CASE-INCIDENT-COUNTS", message, "Correct one of the three, or leave out the one that was computed.");
    }
    let (register, organisation, place, phase) = (register?, organisation?, place?, phase?);
    Some(IncidentCount { register, organisation, place, phase, received, duplicates, distinct, verified, votes_documented, support })
}

/// Which organisations recorded the same incidents.
pub(super) fn overlaps<'c>(context: &'c Context<'c>) -> Vec<Overlap> {
    let mut lines: BTreeMap<(String, Vec<String>), u64> = BTreeMap::new();
    let rows = context.rows("overlaps.csv");
    let registers: BTreeSet<String> = context.rows("incidents.csv").iter().filter_map(|row| row.text("register")).collect();
    let read = rows.iter().filter_map(|row| {
        let overlap = overlap(row)?;
        if !registers.is_empty() && !registers.contains(&overlap.register) {
            let remedy = format!("The registers there are {}.", listed(&registers));
            row.warn("register", "CASE-NOTE-REGISTER", "There is no register of this name in incidents.csv.", remedy);
        }
        let mut by = overlap.recorded_by.clone();
        by.sort();
        let first = *lines.entry((overlap.register.clone(), by)).or_insert(row.line());
        if first != row.line() {
            let message = format!("Line {first} is of the same register and the same organisations.");
            row.fault("recorded_by", "CASE-OVERLAP-TWICE", message, "Write one row for each set of organisations.");
        }
        Some(overlap)
    });
    read.collect()
}

fn overlap(row: &Cells<'_>) -> Option<Overlap> {
    let (register, incidents) = (row.need("register"), row.need_count("incidents"));
    if !row.given("recorded_by") {
        row.missing("recorded_by", "Write the ids of the organisations, separated by `;`.");
    }
    let (recorded_by, support) = (row.references("recorded_by", &Kind::Organisation), row.support());
    Some(Overlap { register: register?, recorded_by, incidents: incidents?, support })
}
