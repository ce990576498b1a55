//! Incidents: how many messages arrived, how many events they are, how many are verified, and how many there may have been.

use std::collections::BTreeSet;

use count::language::Ratio;
use serde::Serialize;

use super::{Assumption, Evidence, Missing, Need, without_parts};
use crate::amount::Range;
use crate::case::{Case, IncidentCount, Phase};
use crate::unit::{Noun, Unit};
use crate::verdict::Reach;

/// Steps of a register, added up over its rows.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Ladder {
    /// Name of the register.
    pub register: String,
    /// Messages that arrived; none where a row does not say.
    pub received: Option<u64>,
    /// Messages that repeat another.
    pub duplicates: Option<u64>,
    /// Distinct incidents.
    pub distinct: Option<u64>,
    /// Verified ones.
    pub verified: Option<u64>,
    /// Votes that the verified ones are shown to have touched.
    pub votes_documented: Option<u64>,
    /// How many there may have been, seen or not, from the overlap of several organisations' lists.
    pub unseen: Option<Unseen>,
}

/// Incidents nobody recorded, estimated from how much the lists of several organisations overlap.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Unseen {
    /// Organisations, one list each.
    pub organisations: Vec<String>,
    /// Incidents on any list.
    pub on_lists: u64,
    /// The estimate of the model that fits best.
    pub best: f64,
    /// That model.
    pub model: String,
    /// The lowest estimate of any model.
    pub lowest: f64,
    /// The highest estimate of any model.
    pub highest: f64,
    /// From the lower end of the lowest model's 95% interval to the upper end of the highest's; none where one has no end.
    pub between: Option<(f64, f64)>,
    /// Models that gave an estimate.
    pub models: usize,
    /// Whether the estimate rests on little: too few incidents in common, models that differ much, nothing left to check the model with.
    pub weak: bool,
}

/// The rows of one organisation's register inside a place and a phase, added up.
#[must_use]
pub fn ladder(case: &Case, register: &str, organisation: &str, place: &str, phase: Option<Phase>) -> Option<Ladder> {
    let of_organisation = |place: &str, phase| {
        let rows = rows(case, Some(register), place, phase);
        rows.into_iter().filter(|r| r.organisation == organisation).collect::<Vec<&IncidentCount>>()
    };
    let rows = of_organisation(place, phase);
    if rows.is_empty() {
        return None;
    }
    let sum = |of: &dyn Fn(&IncidentCount) -> Option<u64>| rows.iter().try_fold(0_u64, |sum, r| sum.checked_add(of(r)?));
    // Documented votes are those that somebody documented: a row without them adds none.
    let votes: Vec<u64> = rows.iter().filter_map(|r| r.votes_documented).collect();
    // Lists are of the whole register, not of a part of it.
    let whole = phase.is_none() && rows.len() == of_organisation(&case.election.country, None).len();
    Some(Ladder {
        register: register.to_owned(),
        received: sum(&|r| r.received),
        duplicates: sum(&|r| r.duplicates),
        distinct: sum(&IncidentCount::distinct),
        verified: sum(&|r| r.verified),
        votes_documented: if votes.is_empty() { None } else { votes.iter().try_fold(0_u64, |sum, v| sum.checked_add(*v)) },
        unseen: if whole { unseen(case, register) } else { None },
    })
}

fn rows<'a>(case: &'a Case, register: Option<&str>, place: &str, phase: Option<Phase>) -> Vec<&'a IncidentCount> {
    let places = case.gazetteer_of_the_day();
    let asked = |r: &&IncidentCount| {
        register.is_none_or(|name| r.register == name) && places.lies_in(&r.place, place) && phase.is_none_or(|p| r.phase == p)
    };
    let all: Vec<&IncidentCount> = case.incidents.iter().filter(asked).collect();
    without_parts(&places, &all, |r| &r.place, |r| (&r.register, &r.organisation, r.phase))
}

/// Estimates what no list holds.
fn unseen(case: &Case, register: &str) -> Option<Unseen> {
    let cells: Vec<_> = case.overlaps.iter().filter(|o| o.register == register).collect();
    let organisations: Vec<String> =
        cells.iter().flat_map(|o| o.recorded_by.iter().cloned()).collect::<BTreeSet<_>>().into_iter().collect();
    let mask = |names: &[String]| {
        let bits = organisations.iter().enumerate().filter(|(_, o)| names.contains(o)).map(|(i, _)| 1_u32 << i);
        bits.fold(0, |all, bit| all | bit)
    };
    let overlap = sampling::lists::Overlap::new(organisations.len(), cells.iter().map(|o| (mask(&o.recorded_by), o.incidents))).ok()?;
    let found = sampling::lists::estimate(&overlap).ok()?;
    Some(Unseen {
        on_lists: found.distinct,
        best: found.best.estimate,
        model: model(&found.best.model, &organisations, case),
        lowest: found.all.lowest.estimate,
        highest: found.all.highest.estimate,
        between: found.all.lowest.interval.zip(found.all.highest.interval).map(|(low, high)| (low.0, high.1)),
        models: found.all.models,
        weak: !found.warnings.is_empty(),
        organisations,
    })
}

/// A model in words: which organisations' lists depend on one another.
fn model(interactions: &[u32], organisations: &[String], case: &Case) -> String {
    let name = |id: &String| case.organisation(id).map_or_else(|| id.clone(), |o| o.name.clone());
    let term = |mask: &u32| {
        let members: Vec<String> = organisations.iter().enumerate().filter(|(i, _)| mask >> i & 1 == 1).map(|(_, o)| name(o)).collect();
        members.join(" × ")
    };
    interactions.iter().map(term).collect::<Vec<_>>().join(", ")
}

pub(super) fn evidence(case: &Case, register: Option<&str>, place: &str, phase: Option<Phase>, unit: Unit) -> Evidence {
    let rows = rows(case, register, place, phase);
    // Two organisations' counts under one name are two registers: they may hold the same events.
    let names: BTreeSet<(&str, &str)> = rows.iter().map(|r| (r.register.as_str(), r.organisation.as_str())).collect();
    let supports: Vec<_> = rows.iter().map(|r| &r.support).collect();
    let mut names = names.into_iter();
    let Some((name, owner)) = names.next() else { return Evidence::missing(Missing::Register, [Need::Register]) };
    let shown = |(register, organisation): (&str, &str)| format!("{register} ({organisation})");
    let others: Vec<String> = names.map(shown).collect();
    if !others.is_empty() {
        let registers = std::iter::once(shown((name, owner))).chain(others).collect();
        return Evidence::missing(Missing::SeveralRegisters { registers }, []).from(supports);
    }
    let Some(ladder) = ladder(case, name, owner, place, phase) else { return Evidence::missing(Missing::Register, [Need::Register]) };
    let mut found = stage(&ladder, unit).from(supports);
    found.ladder = Some(ladder);
    found
}

/// The step of the ladder a unit names. What happened is at least what is distinct in the register.
fn stage(ladder: &Ladder, unit: Unit) -> Evidence {
    let missing = |item: &str| {
        let item = item.to_owned();
        Evidence::missing(Missing::Figure { item: item.clone(), release: None }, [Need::Figure { item }])
    };
    let exact = |noun: Noun, value: Option<u64>| value.map_or_else(|| missing(noun.words()), |v| Evidence::count(noun, v));
    match unit {
        Unit::Number(noun @ Noun::ReportsReceived) => exact(noun, ladder.received),
        Unit::Number(noun @ Noun::DistinctIncidents) => exact(noun, ladder.distinct),
        Unit::Number(noun @ Noun::VerifiedIncidents) => exact(noun, ladder.verified),
        Unit::Number(Noun::Incidents) => match ladder.distinct {
            Some(distinct) => {
                let value = Ratio::whole(distinct);
                Evidence::of(unit, Reach::at_least(value), Range::exactly(value)).assuming(Assumption::RegisterIsLowerBound)
            }
            None => missing(Noun::DistinctIncidents.words()),
        },
        other => Evidence::unit_differs(other, Unit::Number(Noun::Incidents)),
    }
}
