//! Turnout, and which number of registered voters it is a share of.
//!
//! Where a release gives ballots cast and not the number of registered voters, that number stands elsewhere: in an earlier release, or inside a
//! turnout percentage that was printed. Each is a *frame*, all are shown, and only what holds under every official frame is called decided.

use count::language::Ratio;
use serde::Serialize;

use super::figures::{Asked, figure, no_figure, range, release};
use super::{Assumption, Computed, Evidence, Missing, Need};
use crate::amount::Range;
use crate::case::{Case, Certainty, Claim, Figure, Item, OrganisationKind, Relation, Support, Target, Where};
use crate::unit::{Noun, Unit};
use crate::verdict::Reach;

/// A number of registered voters, and what follows from it.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Frame {
    /// Where the number is from.
    pub from: FrameFrom,
    /// The printed figure it is or follows from.
    pub printed: String,
    /// Registered voters.
    pub registered: Range,
    /// Turnout, in per cent.
    pub turnout: Option<Range>,
    /// Ballots that turnout as claimed would have left uncast, of those reported as cast.
    pub ballots_fewer: Option<Range>,
    /// Whether the commission stands behind it: only then does it decide.
    pub official: bool,
    /// Whether it follows from the very percentage that the claim states.
    pub circular: bool,
    /// Where the printed figure is from.
    pub support: Support,
}

/// Where a number of registered voters is from.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case", tag = "how")]
pub enum FrameFrom {
    /// The same release as the ballots cast.
    SameRelease,
    /// Published, in another release or elsewhere.
    Published,
    /// Ballots cast over a turnout that was published.
    Implied,
}

/// Every number of registered voters the record knows, with ballots cast of a release.
pub(super) fn frames(case: &Case, asked: Asked<'_>, claim: &Claim) -> Option<(Figure, Vec<Frame>)> {
    let claimed = claimed(claim);
    let states =
        |printed: Range| matches!(claim.relation, Relation::Equal | Relation::About) && claimed.is_some_and(|c| c.overlaps(printed));
    let cast = figure(case, asked.item(&Item::Cast))?;
    let ballots = range(cast)?;
    let here = release(case, asked.release);
    let same_place = |f: &&Figure| f.place == asked.place && f.contest == asked.contest && f.relation == Relation::Equal;
    let about = |f: &&Figure| matches!(f.item, Item::Registered) && f.place == asked.place && f.contest == asked.contest;
    let about_equal = |f: &&Figure| about(f) && matches!(f.relation, Relation::Equal | Relation::About);
    let mut frames: Vec<Frame> = case
        .figures
        .iter()
        .filter(about_equal)
        .map(|f| {
            let same = matches!((&f.stands, here), (Where::Release(r), Some(h)) if r == h);
            let from = if same { FrameFrom::SameRelease } else { FrameFrom::Published };
            frame(from, f, range(f).unwrap_or_else(|| f.value.range(f.unit)), official(case, f), false)
        })
        .collect();
    // A turnout of another release is a share of that release's ballots; one that was printed without a release is taken for the last word.
    let last = here == release(case, None);
    let of_these_ballots = |f: &&Figure| match &f.stands {
        Where::Release(r) => here == Some(r.as_str()),
        Where::Printed(_) => last,
    };
    for f in case.figures.iter().filter(same_place).filter(|f| f.item == Item::Turnout).filter(of_these_ballots) {
        let printed = f.value.range(f.unit);
        let hundred = Range::exactly(Ratio::whole(100));
        let Some(registered) = ballots.times(hundred).and_then(|b| b.over(printed)) else { continue };
        frames.push(frame(FrameFrom::Implied, f, registered, official(case, f), states(printed)));
    }
    // Ballots and roll of one release need no other frame: a figure of another would only mix releases.
    if frames.iter().any(|f| f.from == FrameFrom::SameRelease) {
        frames.retain(|f| f.from == FrameFrom::SameRelease);
    }
    for frame in &mut frames {
        frame.turnout = ballots.percent_of(frame.registered);
        frame.ballots_fewer = claimed.and_then(|c| fewer(ballots, frame.registered, c));
    }
    Some((cast.clone(), frames))
}

fn frame(from: FrameFrom, f: &Figure, registered: Range, official: bool, circular: bool) -> Frame {
    let printed = format!("{} {}", f.value, f.unit);
    Frame { from, printed, registered, turnout: None, ballots_fewer: None, official, circular, support: f.support.clone() }
}

/// Whether a figure is the commission's own, and not a guess.
fn official(case: &Case, f: &Figure) -> bool {
    let commission = |id: &str| case.organisation(id).is_some_and(|o| o.kind == OrganisationKind::Commission);
    let by = match (&f.by, &f.stands) {
        (Some(by), _) => commission(by),
        (None, Where::Release(r)) => case.election.releases.iter().any(|x| x.id == *r && commission(&x.by)),
        (None, Where::Printed(_)) => false,
    };
    by && f.support.certainty != Certainty::Guess
}

/// Ballots cast less those of a claimed turnout; none where the claim asks for no fewer.
fn fewer(cast: Range, registered: Range, claimed: Range) -> Option<Range> {
    // The claimed percentage at its word: what its rounding leaves open would hide what the frames leave open.
    let middle = Ratio::new(1, 2).and_then(|half| claimed.lo.plus(claimed.hi)?.times(half))?;
    let share = Range::exactly(middle.over(Ratio::whole(100))?);
    let left = cast.less(registered.times(share)?)?;
    (left.lo > Ratio::ZERO).then_some(left)
}

/// Turnout of a release, under every frame.
pub(super) fn evidence(case: &Case, claim: &Claim, asked: Asked<'_>) -> Evidence {
    let Some((cast, frames)) = frames(case, asked, claim) else { return as_printed(case, asked) };
    let unit = Unit::Percent(Noun::Voters);
    let borrowed = frames.iter().all(|f| f.from != FrameFrom::SameRelease);
    let deciding: Vec<&Frame> = frames.iter().filter(|f| f.official || !borrowed).collect();
    let values: Vec<Range> = deciding.iter().filter_map(|f| f.turnout).collect();
    let Some(hull) = values.iter().copied().reduce(Range::hull) else {
        let mut found = as_printed(case, asked);
        if found.missing.is_some() {
            found = no_figure(case, asked.item(&Item::Registered));
        }
        return Evidence { frames, ..found };
    };
    let sources: Vec<Support> = deciding.iter().map(|f| f.support.clone()).chain([cast.support.clone()]).collect();
    let mut found = Evidence {
        reaches: values.into_iter().map(Reach::printed).collect(),
        unit: Some(unit),
        computed: Some(Computed { value: hull, n: None, k: None, of: None, intervals: None }),
        frames,
        ..Evidence::default()
    }
    .assuming(Assumption::TurnoutOfRegistered)
    .from(sources);
    if borrowed {
        found = found.assuming(Assumption::FrameOfAnotherRelease).needing(Need::FinalRegistered);
    }
    found
}

/// The percentage a claim states as an upper bound or as the turnout itself, with what its digits leave open. A lower bound asks for no fewer ballots, and
/// agrees with a percentage printed as the turnout no more than with any other.
pub(super) fn claimed(claim: &Claim) -> Option<Range> {
    if matches!(claim.relation, Relation::AtLeast | Relation::MoreThan) {
        return None;
    }
    match &claim.target {
        Target::Quantity(q) if matches!(claim.unit, Unit::Percent(_)) => Some(q.range(claim.unit)),
        _ => None,
    }
}

/// The turnout a release prints, where ballots cannot be held against a roll.
fn as_printed(case: &Case, asked: Asked<'_>) -> Evidence {
    let Some(f) = figure(case, asked.item(&Item::Turnout)) else {
        return Evidence::missing(
            Missing::Figure { item: Item::Turnout.word().to_owned(), release: release(case, asked.release).map(str::to_owned) },
            [Need::Figure { item: Item::Registered.word().to_owned() }, Need::Figure { item: Item::Cast.word().to_owned() }],
        );
    };
    Evidence::of(f.unit, Reach::of_figure(&f.value, f.relation, f.unit), f.value.range(f.unit)).from([&f.support])
}
