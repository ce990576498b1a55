//! Reports in another unit, or with another number, than what they report.

use super::{Noted, RecordFinding, noted};
use crate::case::{Case, Observation};
use crate::unit::Unit;

/// Every report that changed what it reports.
pub(super) fn changed(case: &Case) -> Vec<Noted> {
    let pairs = case.observations.iter().filter_map(|o| Some((case.observation(o.reports.as_deref()?)?, o)));
    pairs.flat_map(|(original, report)| compare(original, report)).collect()
}

fn compare(original: &Observation, report: &Observation) -> Vec<Noted> {
    let sources = || original.support.sources.iter().chain(&report.support.sources).cloned().collect::<Vec<_>>();
    let ids = || (original.id.clone(), report.id.clone());
    let mut found = Vec::new();
    if original.unit != report.unit {
        let (original_id, report_id) = ids();
        let (from, to) = (Unit::Percent(original.unit), Unit::Percent(report.unit));
        found.push(noted(RecordFinding::UnitChanged { original: original_id, report: report_id, from, to }, sources()));
    }
    if let (Some(a), Some(b)) = (share(original), share(report))
        && !a.1.overlaps(b.1)
    {
        let (original, report) = ids();
        found.push(noted(RecordFinding::NumberChanged { original, report, from: a.0, to: b.0 }, sources()));
    }
    found
}

/// The share as printed, else from the counts.
fn share(o: &Observation) -> Option<(String, crate::amount::Range)> {
    if let Some(share) = &o.share {
        return Some((share.to_string(), share.range(Unit::Percent(o.unit))));
    }
    let (k, n) = o.k.zip(o.n).filter(|(_, n)| *n > 0)?;
    let value = crate::evidence::rating::computed(k, n, o.unit).value;
    Some((format!("{k} of {n}"), value))
}
