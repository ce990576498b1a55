//! What the record says about a measure, before anybody asks whether a claim is right.
//!
//! | measure | module |
//! |---|---|
//! | votes, shares, ballots; change between releases; other counted things | `figures` |
//! | turnout, and which number of registered voters it is a share of | [`turnout`] |
//! | margin, and votes affected beside it | [`margin`] |
//! | answers of observers, with intervals | [`rating`] |
//! | incidents received, distinct, verified, and how many there may have been | [`incidents`] |
//! | that nothing was there because nothing was recorded | [`absence`] |
//! | what was watched; the day of an act; independent estimates | `others` |

pub mod absence;
mod figures;
pub mod incidents;
pub mod margin;
mod others;
pub mod rating;
pub mod turnout;

use std::collections::{BTreeSet, HashMap, HashSet};
use std::hash::Hash;

use count::language::Ratio;
use jiff::civil::Date;
use serde::Serialize;

use crate::amount::Range;
use crate::case::{Basis, Case, Certainty, Claim, Design, Estimate, Figure, Gazetteer, Item, Measure, ReleaseInfo, Support};
use crate::unit::{Noun, Unit};
use crate::verdict::Reach;

pub use absence::Silence;
pub use incidents::{Ladder, Unseen};
pub use margin::Margin;
pub use rating::Rated;
pub use turnout::Frame;

pub(crate) use others::day_number;
pub(crate) use rating::outward;

/// Everything the record says about a measure.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Evidence {
    /// What the record allows, one entry for each figure that may be meant; empty where it says nothing.
    pub reaches: Vec<Reach>,
    /// Unit of those values.
    pub unit: Option<Unit>,
    /// The value to show.
    pub computed: Option<Computed>,
    /// Why the record cannot decide; none where it can.
    pub missing: Option<Missing>,
    /// What would be needed to decide.
    pub needs: Vec<Need>,
    /// What must be true for the verdict to hold.
    pub assumptions: Vec<Assumption>,
    /// Numbers of registered voters, for turnout.
    pub frames: Vec<Frame>,
    /// The margin, for votes affected.
    pub margin: Option<Margin>,
    /// Steps of a register, for incidents.
    pub ladder: Option<Ladder>,
    /// What a silence is worth, for absence.
    pub silence: Option<Silence>,
    /// Estimates by others than the commission that were used.
    pub estimates: Vec<Estimate>,
    /// The day of an act.
    pub day: Option<Date>,
    /// Ids of the sources used.
    pub sources: BTreeSet<String>,
    /// The least sure of what was used.
    pub certainty: Certainty,
}

/// A value with its interval.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Computed {
    /// The value; two ends where figures were rounded before they were printed.
    pub value: Range,
    /// What the value is of: how many were watched.
    pub n: Option<u64>,
    /// How many of them.
    pub k: Option<u64>,
    /// What n counts.
    pub of: Option<Noun>,
    /// 95% intervals, in the unit of the value; none for figures that are not samples.
    pub intervals: Option<Intervals>,
}

/// Two intervals of one share: the exact one decides, the other is the one most reports print.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Intervals {
    /// Clopper-Pearson, in per cent.
    pub clopper_pearson: (f64, f64),
    /// Wilson, in per cent.
    pub wilson: (f64, f64),
}

/// Why the record cannot decide.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case", tag = "why")]
pub enum Missing {
    /// A figure is not in the record.
    Figure {
        /// Which one: word of the item.
        item: String,
        /// In which release, where one was asked for.
        release: Option<String>,
    },
    /// The figures that there are count something else.
    UnitDiffers {
        /// Unit of the claim.
        claimed: Unit,
        /// Unit of the record.
        recorded: Unit,
    },
    /// A share was published without how many it is of.
    NumberObserved {
        /// What was observed.
        of: Noun,
        /// The share as published.
        share: Option<String>,
    },
    /// No register of incidents is in the record.
    Register,
    /// Several registers could be meant.
    SeveralRegisters {
        /// Their names.
        registers: Vec<String>,
    },
    /// Nobody says where both organisations watched.
    SharedCoverage,
    /// The record says where both watched, and not what the organisation recorded there.
    FoundNotSaid,
    /// The other organisation found nothing either, so there is no rate to hold a silence against.
    NoRate,
    /// Nobody says how much the organisation watched.
    Coverage,
    /// The same stations may be counted in several parts of the election, and the claim names none.
    SeveralPhases,
    /// The places watched were not drawn at random: what is true of them need not be true of all.
    NotASample {
        /// How they were chosen.
        design: Design,
    },
    /// The record does not say which stage of counting the claimed figure is of.
    StageUnknown,
    /// Which figure is meant changes the answer.
    FiguresDisagree,
    /// The claim is that official figures are wrong, and only official figures are in the record.
    OnlyOfficial,
    /// An independent estimate is in the record, but without an interval or how many it stands on.
    NoInterval,
    /// The only figure is the one the claim was printed with.
    OnlyItself,
    /// The act is not in the record.
    Act,
}

/// What would be needed to decide.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case", tag = "need")]
pub enum Need {
    /// The figure, from the body that publishes it.
    Figure {
        /// Word of the item.
        item: String,
    },
    /// A figure in the unit of the claim.
    SameUnit {
        /// The unit.
        unit: Unit,
    },
    /// How many were observed, and in how many the answer was yes.
    Counts {
        /// Of what.
        of: Noun,
    },
    /// A register with dates, places and sources.
    Register,
    /// So many more distinct incidents than the register holds.
    MoreIncidents {
        /// How many.
        count: u64,
    },
    /// The list of stations both organisations watched.
    SharedCoverage,
    /// How many more shared places a silence needs to mean something.
    MoreShared {
        /// Shared places in all.
        places: u64,
    },
    /// How much the organisation watched, of how many.
    Coverage,
    /// The final number of registered voters.
    FinalRegistered,
    /// Counts of voters made by others than the commission: heads, cameras, signatures on a sample of rolls.
    IndependentTurnout,
    /// Results collected by others than the commission: copies of protocols, a quick count.
    IndependentResults,
    /// The interval of the estimate and how many it stands on.
    Interval,
    /// Which votes each verified incident touched.
    VotesByIncident,
    /// A larger sample.
    LargerSample,
    /// Places drawn at random, or weights that make up for how they were chosen.
    RandomSample,
    /// What the organisation recorded at the places both watched.
    WhatWasFound,
    /// The part of the election that is meant.
    Phase,
    /// The hour of the figure, or how many stations were in it.
    Stage,
    /// The number of the figure without rounding.
    MoreDigits,
}

/// What must be true for a verdict to hold.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case", tag = "assume")]
pub enum Assumption {
    /// Shares are of valid ballots.
    SharesOfValid,
    /// Turnout is ballots cast of registered voters.
    TurnoutOfRegistered,
    /// A number of registered voters of another release was used.
    FrameOfAnotherRelease,
    /// The places watched stand for all of them, although they were not drawn at random.
    NotDrawnAtRandom,
    /// Places are independent of one another.
    Independent,
    /// A register holds what was recorded; what happened may be more.
    RegisterIsLowerBound,
    /// Who was there would have recorded what the other organisation records.
    SameEyes,
    /// Printed figures were rounded, not cut off.
    Rounded,
    /// An interval is as wide as its publisher says.
    PublishedInterval,
    /// Only verified incidents whose votes are documented count.
    DocumentedOnly,
    /// Two intervals that do not meet are apart.
    IntervalsApart,
}

impl Evidence {
    pub(crate) fn missing(missing: Missing, needs: impl IntoIterator<Item = Need>) -> Self {
        Self { missing: Some(missing), needs: needs.into_iter().collect(), ..Self::default() }
    }

    pub(crate) fn unit_differs(claimed: Unit, recorded: Unit) -> Self {
        Self::missing(Missing::UnitDiffers { claimed, recorded }, [Need::SameUnit { unit: claimed }])
    }

    pub(crate) fn of(unit: Unit, reach: Reach, computed: Range) -> Self {
        let computed = Computed { value: computed, n: None, k: None, of: None, intervals: None };
        Self { reaches: vec![reach], unit: Some(unit), computed: Some(computed), ..Self::default() }
    }

    /// Exact as far as its digits go.
    pub(crate) fn figure(unit: Unit, range: Range) -> Self {
        Self::of(unit, Reach::printed(range), range)
    }

    pub(crate) fn count(noun: Noun, count: u64) -> Self {
        Self::figure(Unit::Number(noun), Range::exactly(Ratio::whole(count)))
    }

    pub(crate) fn assuming(mut self, assumption: Assumption) -> Self {
        self.assumptions.push(assumption);
        self
    }

    pub(crate) fn needing(mut self, need: Need) -> Self {
        self.needs.push(need);
        self
    }

    pub(crate) fn from(mut self, supports: impl IntoIterator<Item = impl std::borrow::Borrow<Support>>) -> Self {
        for support in supports {
            let support = support.borrow();
            self.sources.extend(support.sources.iter().cloned());
            self.certainty = self.certainty.max(support.certainty);
        }
        self
    }
}

/// The release that is meant: the one named, else the last that is not preliminary, else the last.
#[must_use]
pub fn release_meant<'a>(case: &'a Case, named: Option<&str>) -> Option<&'a ReleaseInfo> {
    let id = named.or_else(|| figures::release(case, None))?;
    case.election.releases.iter().find(|r| r.id == id)
}

/// The figure of a release for an item of a contest in a place.
#[must_use]
pub fn figure_of<'a>(case: &'a Case, release: &str, item: &Item, contest: &str, place: &str) -> Option<&'a Figure> {
    figures::figure(case, figures::Asked { item, contest, place, release: Some(release) })
}

/// What the record says about the measure of a claim.
///
/// The evidence has the unit of the claim, or says why it has none: no figure of another unit ever gets through.
#[must_use]
pub fn evidence(case: &Case, claim: &Claim) -> Evidence {
    let found = of_measure(case, claim, &claim.measure);
    match found.unit {
        Some(unit) if unit != claim.unit => Evidence { sources: found.sources, ..Evidence::unit_differs(claim.unit, unit) },
        _ => found,
    }
}

/// The same for a measure that a claim names beside its own.
pub(crate) fn of_measure(case: &Case, claim: &Claim, measure: &Measure) -> Evidence {
    let unit = claim.unit;
    if claim.stage_unknown {
        return Evidence::missing(Missing::StageUnknown, [Need::Stage]);
    }
    if claim.basis == Basis::Independent && matches!(measure, Measure::Result { .. } | Measure::Margin { .. }) {
        return others::independent(case, claim, measure);
    }
    match measure {
        Measure::Result { item, contest, place, release } => {
            figures::result(case, claim, &figures::Asked { item, contest, place, release: release.as_deref() })
        }
        Measure::Margin { contest, place, release } => margin::evidence(case, contest, place, release.as_deref(), unit),
        Measure::Change { item, contest, place, from, to } => figures::change(case, item, contest, place, (from, to), unit),
        Measure::Rating { observation } => rating::evidence(case, observation, unit),
        Measure::Incidents { register, place, phase } => incidents::evidence(case, register.as_deref(), place, *phase, unit),
        Measure::Absence { organisation, against } => absence::evidence(case, organisation, against, unit),
        Measure::Coverage { organisation, unit: noun, phase, place } => others::coverage(case, organisation, *noun, *phase, place, unit),
        Measure::Counted { item, place } => figures::counted(case, claim, item, place),
        Measure::Day { act } => others::day(case, claim, act),
        Measure::Affected { contest, register } => margin::affected(case, contest, register.as_deref(), unit),
    }
}

/// The rows that are not a part of another: a row about a city is in the row about its region already, and is not more of the same.
///
/// `series` says what two rows must have in common for one to be a part of the other.
fn without_parts<'a, T, S: Eq + Hash>(
    places: &Gazetteer<'_>,
    rows: &[&'a T],
    place: impl Fn(&'a T) -> &'a str,
    series: impl Fn(&'a T) -> S,
) -> Vec<&'a T> {
    let mut counted: HashMap<S, HashSet<&str>> = HashMap::new();
    for row in rows {
        counted.entry(series(row)).or_default().insert(place(row));
    }
    let is_part = |row: &'a T| {
        let here = place(row);
        let others = counted.get(&series(row));
        others.is_some_and(|others| places.any_around(here, |around| around != here && others.contains(around)))
    };
    rows.iter().copied().filter(|row| !is_part(row)).collect()
}
