//! Every statement of a case, weighed: opinions and intentions kept and not scored, claims held against the record.

use serde::Serialize;

use crate::amount::Range;
use crate::case::{Case, Claim, Relation, ReleaseInfo, Statement, StatementKind, Target};
use crate::evidence::turnout::FrameFrom;
use crate::evidence::{Assumption, Evidence, Missing, Need, evidence, of_measure};
use crate::unit::Unit;
use crate::verdict::{Reach, Verdict, Wanted, decide, decide_all};

/// A statement, and what the record says about one claim in it.
#[derive(Clone, Debug, Serialize)]
pub struct Weighed<'a> {
    /// The statement.
    pub statement: &'a Statement,
    /// The claim; none for opinions, intentions, and statements nobody has put a claim to.
    pub claim: Option<&'a Claim>,
    /// What the record says; none where there is no claim.
    pub verdict: Option<Verdict>,
    /// What it says it with.
    pub evidence: Evidence,
    /// What the other measure gives, for claims that compare two.
    pub other: Option<Evidence>,
    /// The claim's number as what is wanted of the measure.
    pub wanted: Option<Wanted>,
    /// Releases whose figure the claim does state, where it does not state that of the release it names.
    pub stated_by: Vec<&'a ReleaseInfo>,
}

/// Why a statement is not scored.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Unscored {
    /// It is an opinion.
    #[error("{id} is an opinion: it is kept and shown, and no record can make it true or false")]
    Opinion {
        /// The statement.
        id: String,
    },
    /// It is an intention.
    #[error("{id} is an intention: it stands in the timeline, and no record can make it true or false")]
    Intention {
        /// The statement.
        id: String,
    },
    /// It is checkable, and nobody has written down what to check.
    #[error("{id} is checkable, and claims.toml has no claim for it")]
    NoClaim {
        /// The statement.
        id: String,
    },
    /// There is no such claim or statement.
    #[error("there is no claim or statement `{id}`")]
    Unknown {
        /// What was asked for.
        id: String,
    },
}

impl Unscored {
    /// The stable code.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Self::Opinion { .. } => "CLAIMS-OPINION",
            Self::Intention { .. } => "CLAIMS-INTENTION",
            Self::NoClaim { .. } => "CLAIMS-NO-CLAIM",
            Self::Unknown { .. } => "CLAIMS-UNKNOWN",
        }
    }

    /// What to do about it.
    #[must_use]
    pub fn remedy(&self) -> &'static str {
        match self {
            Self::Opinion { .. } | Self::Intention { .. } => {
                "If a part of it can be checked, write that part as a statement of its own, of kind `checkable`, and a claim for it."
            }
            Self::NoClaim { .. } => "Add a [[claim]] with `statement` set to this id: measure, relation, quantity and unit.",
            Self::Unknown { .. } => "`scrutineer case show DIR` lists the statements and claims.",
        }
    }
}

/// Weighs everything that was said, in the order of the record.
#[must_use]
pub fn weigh(case: &Case) -> Vec<Weighed<'_>> {
    case.statements.iter().flat_map(|s| of_statement(case, s)).collect()
}

/// Weighs one claim, or the claims of one statement.
///
/// # Errors
/// When it is no claim: an opinion, an intention, or unknown.
pub fn weigh_one<'a>(case: &'a Case, id: &str) -> Result<Vec<Weighed<'a>>, Unscored> {
    let id = id.to_owned();
    if let Some(claim) = case.claims.iter().find(|c| c.id == id) {
        let statement = case.statement(&claim.statement).ok_or(Unscored::Unknown { id })?;
        return Ok(vec![weighed(case, statement, claim)]);
    }
    let Some(statement) = case.statement(&id) else { return Err(Unscored::Unknown { id }) };
    match statement.kind {
        StatementKind::Opinion => Err(Unscored::Opinion { id }),
        StatementKind::Intention => Err(Unscored::Intention { id }),
        StatementKind::Checkable if case.claims_of(&statement.id).next().is_none() => Err(Unscored::NoClaim { id }),
        StatementKind::Checkable => Ok(of_statement(case, statement)),
    }
}

fn of_statement<'a>(case: &'a Case, statement: &'a Statement) -> Vec<Weighed<'a>> {
    let claims: Vec<&Claim> = match statement.kind {
        StatementKind::Checkable => case.claims_of(&statement.id).collect(),
        StatementKind::Opinion | StatementKind::Intention => Vec::new(),
    };
    if claims.is_empty() {
        let evidence = Evidence::default();
        return vec![Weighed { statement, claim: None, verdict: None, evidence, other: None, wanted: None, stated_by: Vec::new() }];
    }
    claims.into_iter().map(|claim| weighed(case, statement, claim)).collect()
}

fn weighed<'a>(case: &'a Case, statement: &'a Statement, claim: &'a Claim) -> Weighed<'a> {
    let mut found = evidence(case, claim);
    let other = match &claim.target {
        Target::Another(measure) => Some(of_measure(case, claim, measure)),
        _ => None,
    };
    let wanted = wanted(claim, &found, other.as_ref());
    let verdict = match (&found.missing, other.as_ref().and_then(|o| o.missing.clone()), wanted) {
        (None, None, Some(wanted)) => settle(&mut found, wanted, other.as_ref()),
        (None, Some(missing), _) => {
            found.missing = Some(missing);
            Verdict::NotTestable
        }
        (None, None, None) => {
            // Two measures of two units, or a bound on one side only: nothing to compare with.
            found.missing = Some(match other.as_ref().and_then(|o| o.unit) {
                Some(recorded) if recorded != claim.unit => Missing::UnitDiffers { claimed: claim.unit, recorded },
                _ => Missing::FiguresDisagree,
            });
            Verdict::NotTestable
        }
        (Some(_), ..) => Verdict::NotTestable,
    };
    explain(&mut found, verdict, wanted, claim.unit);
    let stated_by = if verdict == Verdict::Contradicted { stated_by(case, claim, wanted) } else { Vec::new() };
    Weighed { statement, claim: Some(claim), verdict: Some(verdict), evidence: found, other, wanted, stated_by }
}

/// The number a claim gives, or what the other measure or the margin gives.
fn wanted(claim: &Claim, found: &Evidence, other: Option<&Evidence>) -> Option<Wanted> {
    let relation = claim.relation;
    match &claim.target {
        Target::Quantity(number) => Some(Wanted::new(relation, number, claim.tolerance.as_ref(), claim.unit)),
        Target::Day(day) => {
            let day = count::language::Ratio::whole(crate::evidence::day_number(*day));
            Some(Wanted { relation, range: Range::exactly(day) })
        }
        Target::Margin => {
            let votes = found.margin.as_ref()?.votes;
            Some(Wanted { relation, range: Range::exactly(count::language::Ratio::whole(votes)) })
        }
        Target::Another(_) => {
            let other = other.filter(|o| o.unit == Some(claim.unit))?;
            let range = other.reaches.iter().map(|r| r.range()).reduce(|a, b| Some(a?.hull(b?)))??;
            Some(Wanted { relation, range })
        }
    }
}

/// What all figures that may be meant say; where they disagree, nothing.
fn settle(found: &mut Evidence, wanted: Wanted, other: Option<&Evidence>) -> Verdict {
    let sampled = |e: &Evidence| e.computed.as_ref().is_some_and(|c| c.intervals.is_some());
    if other.is_some_and(sampled) || (other.is_some() && sampled(found)) {
        // Two samples: compared by their intervals, which must be apart.
        let reach = found.computed.as_ref().and_then(|c| c.intervals).map(|i| Reach::interval(crate::evidence::outward(i.clopper_pearson)));
        found.assumptions.push(Assumption::IntervalsApart);
        let range = other.and_then(|o| o.computed.as_ref()).and_then(|c| c.intervals).map(|i| crate::evidence::outward(i.clopper_pearson));
        if let Some((reach, range)) = reach.zip(range) {
            return decide(reach, Wanted { range, ..wanted });
        }
    }
    match decide_all(&found.reaches, wanted) {
        Some(Verdict::Supported) if rests_on_itself(found) => {
            found.missing = Some(Missing::OnlyItself);
            Verdict::NotTestable
        }
        Some(verdict) => verdict,
        None => {
            found.missing = Some(Missing::FiguresDisagree);
            Verdict::NotTestable
        }
    }
}

/// Whether every frame a turnout is decided by follows from the very percentage that is claimed: it agrees with it, and proves nothing.
fn rests_on_itself(found: &Evidence) -> bool {
    if found.frames.iter().any(|f| f.from == FrameFrom::SameRelease) {
        return false;
    }
    let mut deciding = found.frames.iter().filter(|f| f.official).peekable();
    deciding.peek().is_some() && deciding.all(|f| f.circular)
}

/// Adds what would be needed where a claim is not settled, and takes away what would not.
fn explain(found: &mut Evidence, verdict: Verdict, wanted: Option<Wanted>, unit: Unit) {
    match verdict {
        Verdict::Supported | Verdict::Contradicted => found.needs.clear(),
        Verdict::NotSupported => {
            if let (Some(ladder), Some(wanted)) = (&found.ladder, wanted) {
                found.needs.extend(more_incidents(ladder.distinct, wanted));
            }
            if found.needs.is_empty() && found.reaches.iter().all(|r| r.printed) && !matches!(unit, Unit::Date) {
                found.needs.push(Need::MoreDigits);
            }
        }
        Verdict::NotTestable => {}
    }
}

fn more_incidents(distinct: Option<u64>, wanted: Wanted) -> Option<Need> {
    if !matches!(wanted.relation, Relation::AtLeast | Relation::MoreThan | Relation::About | Relation::Equal) {
        return None;
    }
    let extra = i128::from(wanted.relation == Relation::MoreThan);
    let least = wanted.range.lo.ceil().num() + extra - i128::from(distinct?);
    u64::try_from(least).ok().filter(|n| *n > 0).map(|count| Need::MoreIncidents { count })
}

/// The releases whose own figure is the one the claim states.
fn stated_by<'a>(case: &'a Case, claim: &Claim, wanted: Option<Wanted>) -> Vec<&'a ReleaseInfo> {
    let crate::case::Measure::Result { item, contest, place, .. } = &claim.measure else { return Vec::new() };
    let Some(wanted) = wanted.filter(|w| w.relation == Relation::Equal) else { return Vec::new() };
    let states = |release: &&ReleaseInfo| {
        let measure = crate::case::Measure::Result {
            item: item.clone(),
            contest: contest.clone(),
            place: place.clone(),
            release: Some(release.id.clone()),
        };
        let found = evidence(case, &Claim { measure, ..claim.clone() });
        found.missing.is_none() && decide_all(&found.reaches, wanted) == Some(Verdict::Supported)
    };
    case.election.releases.iter().filter(states).collect()
}
