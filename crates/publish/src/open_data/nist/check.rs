//! What a report must keep to beyond its types.

use std::collections::HashMap;

use super::super::error::OpenDataError;
use super::model::{ElectionReport, InternationalizedText};

/// What an id stands for.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Class {
    Unit,
    Candidate,
    Contest,
    Selection,
}

/// Checks that ids are one's own, references lead to the right class, no unit consists of itself, and dates are dates.
///
/// # Errors
/// The first [`OpenDataError::Reference`] or [`OpenDataError::Member`].
pub fn check(report: &ElectionReport) -> Result<(), OpenDataError> {
    let ids = Ids::of(report)?;
    for unit in &report.gp_unit {
        ids.all(&unit.composing_gp_unit_ids, Class::Unit)?;
        unit.name.as_ref().map_or(Ok(()), texts)?;
    }
    no_cycle(report)?;
    for election in &report.election {
        texts(&election.name)?;
        date("StartDate", &election.start_date)?;
        date("EndDate", &election.end_date)?;
        ids.one(&election.election_scope_id, Class::Unit)?;
        election.ballot_counts.iter().try_for_each(|counts| ids.one(&counts.gp_unit_id, Class::Unit))?;
        election.candidate.iter().try_for_each(|candidate| texts(&candidate.ballot_name))?;
        for contest in &election.contest {
            ids.one(&contest.election_district_id, Class::Unit)?;
            contest.other_counts.iter().try_for_each(|counts| ids.one(&counts.gp_unit_id, Class::Unit))?;
            for selection in &contest.contest_selection {
                ids.all(&selection.candidate_ids, Class::Candidate)?;
                selection.vote_counts.iter().try_for_each(|counts| ids.one(&counts.gp_unit_id, Class::Unit))?;
            }
        }
    }
    moment(&report.generated_date)?;
    let parts = (1..=report.sequence_end).contains(&report.sequence_start);
    if parts { Ok(()) } else { Err(OpenDataError::Member { member: "SequenceStart", wanted: "between 1 and SequenceEnd" }) }
}

struct Ids<'r>(HashMap<&'r str, Class>);

impl<'r> Ids<'r> {
    fn of(report: &'r ElectionReport) -> Result<Self, OpenDataError> {
        let units = report.gp_unit.iter().map(|unit| (&unit.id, Class::Unit));
        let candidates = report.election.iter().flat_map(|e| &e.candidate).map(|c| (&c.id, Class::Candidate));
        let contests = || report.election.iter().flat_map(|e| &e.contest);
        let selections = contests().flat_map(|c| &c.contest_selection).map(|s| (&s.id, Class::Selection));
        let mut ids = HashMap::new();
        for (id, class) in units.chain(candidates).chain(contests().map(|c| (&c.id, Class::Contest))).chain(selections) {
            if ids.insert(id.as_str(), class).is_some() {
                return Err(OpenDataError::Reference { id: id.clone(), what: "stands for two things" });
            }
        }
        Ok(Self(ids))
    }

    fn one(&self, id: &str, class: Class) -> Result<(), OpenDataError> {
        let what = match self.0.get(id) {
            Some(found) if *found == class => return Ok(()),
            Some(_) => "stands for a thing of another class",
            None => "leads nowhere",
        };
        Err(OpenDataError::Reference { id: id.to_owned(), what })
    }

    fn all(&self, ids: &[String], class: Class) -> Result<(), OpenDataError> {
        ids.iter().try_for_each(|id| self.one(id, class))
    }
}

/// Takes away units that nothing left consists of, until none is left; what stays consists of itself.
fn no_cycle(report: &ElectionReport) -> Result<(), OpenDataError> {
    let parts: HashMap<&str, &[String]> = report.gp_unit.iter().map(|u| (u.id.as_str(), &*u.composing_gp_unit_ids)).collect();
    let mut held: HashMap<&str, usize> = HashMap::new();
    for part in parts.values().copied().flatten() {
        *held.entry(part).or_default() += 1;
    }
    let mut free: Vec<&str> = parts.keys().copied().filter(|id| !held.contains_key(id)).collect();
    let mut gone = 0;
    while let Some(id) = free.pop() {
        gone += 1;
        for part in parts.get(id).copied().into_iter().flatten() {
            if let Some(left) = held.get_mut(part.as_str()) {
                *left -= 1;
                if *left == 0 {
                    held.remove(part.as_str());
                    free.push(part);
                }
            }
        }
    }
    if gone == parts.len() {
        return Ok(());
    }
    // The smallest, so that the same report gives the same error.
    let id = held.keys().min().copied().unwrap_or_default().to_owned();
    Err(OpenDataError::Reference { id, what: "is part of itself" })
}

fn texts(text: &InternationalizedText) -> Result<(), OpenDataError> {
    if text.text.is_empty() { Err(OpenDataError::Member { member: "Text", wanted: "one text or more" }) } else { Ok(()) }
}

fn date(member: &'static str, text: &str) -> Result<(), OpenDataError> {
    let is = text.len() == 10 && text.parse::<jiff::civil::Date>().is_ok();
    if is { Ok(()) } else { Err(OpenDataError::Member { member, wanted: "a date, YYYY-MM-DD" }) }
}

/// The standard's pattern has no fractions of a second.
fn moment(text: &str) -> Result<(), OpenDataError> {
    let is = !text.contains('.') && text.get(10..11) == Some("T") && text.parse::<jiff::Timestamp>().is_ok();
    if is {
        Ok(())
    } else {
        Err(OpenDataError::Member { member: "GeneratedDate", wanted: "a date and time with its offset, without fractions" })
    }
}
