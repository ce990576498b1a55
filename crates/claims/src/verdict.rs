//! When a claim is supported, contradicted, or neither.

use count::language::Ratio;
use serde::Serialize;

use crate::amount::{Amount, Range};
use crate::case::Relation;
use crate::unit::Unit;

/// What the record says about a claim. It never says "false": the record is what is known, not what happened.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Verdict {
    /// Every value the record allows makes the claim true.
    Supported,
    /// No value the record allows makes it true.
    Contradicted,
    /// The record speaks of the matter and does not settle it in the claim's favour.
    NotSupported,
    /// The record holds nothing the claim could be held against.
    NotTestable,
}

impl Verdict {
    /// Every verdict.
    pub const ALL: [Self; 4] = [Self::Supported, Self::Contradicted, Self::NotSupported, Self::NotTestable];

    /// The word JSON and texts name it by.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Supported => "supported",
            Self::Contradicted => "contradicted",
            Self::NotSupported => "not_supported",
            Self::NotTestable => "not_testable",
        }
    }
}

/// The values that the record allows for a measure.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Reach {
    /// Least; none where nothing bounds it from below.
    pub lo: Option<Ratio>,
    /// Most; none where nothing bounds it from above.
    pub hi: Option<Ratio>,
    /// Whether the ends are those of printed digits: then one value in common is agreement. The ends of an interval or of a bound leave more open.
    pub printed: bool,
}

impl Reach {
    /// A figure, as exact as it was printed.
    #[must_use]
    pub fn printed(range: Range) -> Self {
        Self { lo: Some(range.lo), hi: Some(range.hi), printed: true }
    }

    /// A confidence interval.
    #[must_use]
    pub fn interval(range: Range) -> Self {
        Self { printed: false, ..Self::printed(range) }
    }

    /// At least so much, and perhaps more.
    #[must_use]
    pub fn at_least(value: Ratio) -> Self {
        Self { lo: Some(value), hi: None, printed: false }
    }

    /// At most so much, and perhaps less.
    #[must_use]
    pub fn at_most(value: Ratio) -> Self {
        Self { lo: None, hi: Some(value), printed: false }
    }

    /// What a figure that was printed with this relation allows.
    #[must_use]
    pub fn of_figure(value: &Amount, relation: Relation, unit: Unit) -> Self {
        match relation {
            Relation::Equal => Self::printed(value.range(unit)),
            Relation::About => Self::printed(value.about()),
            Relation::AtLeast | Relation::MoreThan => Self::at_least(value.value()),
            Relation::AtMost | Relation::LessThan => Self::at_most(value.value()),
        }
    }

    /// Both ends, where it has both.
    #[must_use]
    pub fn range(self) -> Option<Range> {
        self.lo.zip(self.hi).map(|(lo, hi)| Range { lo, hi })
    }
}

/// What a claim says a measure is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Wanted {
    /// How the measure stands to the number.
    pub relation: Relation,
    /// The number; for `equal` and `about` with what its digits or tolerance leave open, else one value.
    pub range: Range,
}

impl Wanted {
    /// `equal` leaves open what the printed digits do, `about` the tolerance. The others are taken at their word: more than 77 is not 77.0.
    #[must_use]
    pub fn new(relation: Relation, value: &Amount, tolerance: Option<&Amount>, unit: Unit) -> Self {
        let range = match (relation, tolerance) {
            (Relation::About, Some(t)) => Range::around(value.value(), t.value()),
            (Relation::About, None) => value.about(),
            (Relation::Equal, _) => value.range(unit),
            _ => Range::exactly(value.value()),
        };
        Self { relation, range }
    }
}

/// Holds what the record allows against what a claim says.
#[must_use]
pub fn decide(reach: Reach, wanted: Wanted) -> Verdict {
    let Range { lo, hi } = wanted.range;
    let above = |bound: Ratio| reach.hi.is_some_and(|h| h < bound);
    let below = |bound: Ratio| reach.lo.is_some_and(|l| l > bound);
    let (always, never) = match wanted.relation {
        Relation::Equal | Relation::About => {
            let apart = above(lo) || below(hi);
            let within = reach.lo.is_some_and(|l| l >= lo) && reach.hi.is_some_and(|h| h <= hi);
            (within || (reach.printed && !apart), apart)
        }
        Relation::AtLeast => (reach.lo.is_some_and(|l| l >= hi), above(lo)),
        Relation::MoreThan => (reach.lo.is_some_and(|l| l > hi), reach.hi.is_some_and(|h| h <= lo)),
        Relation::AtMost => (reach.hi.is_some_and(|h| h <= lo), below(hi)),
        Relation::LessThan => (reach.hi.is_some_and(|h| h < lo), reach.lo.is_some_and(|l| l >= hi)),
    };
    if always {
        Verdict::Supported
    } else if never {
        Verdict::Contradicted
    } else {
        Verdict::NotSupported
    }
}

/// The verdict where the record allows several values, each for a reason of its own: what all of them say, or none.
#[must_use]
pub fn decide_all(reaches: &[Reach], wanted: Wanted) -> Option<Verdict> {
    let mut verdicts = reaches.iter().map(|r| decide(*r, wanted));
    let first = verdicts.next()?;
    verdicts.all(|v| v == first).then_some(first)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::unit::Noun;

    const SHARE: Unit = Unit::Percent(Noun::ValidBallots);

    fn amount(text: &str) -> Amount {
        Amount::parse(text).expect(text)
    }

    fn verdict(reach: Reach, relation: Relation, number: &str) -> Verdict {
        decide(reach, Wanted::new(relation, &amount(number), None, SHARE))
    }

    #[test]
    fn a_share_equals_what_it_rounds_to() {
        let share = Reach::printed(Range::exactly(Ratio::new(614_751_700, 6_744_267).expect("a share")));
        assert_eq!(verdict(share, Relation::Equal, "91.15"), Verdict::Supported);
        assert_eq!(verdict(share, Relation::Equal, "91.1"), Verdict::Contradicted);
        assert_eq!(verdict(share, Relation::Equal, "91"), Verdict::Supported);
        assert_eq!(verdict(share, Relation::MoreThan, "91.15"), Verdict::Supported);
        assert_eq!(verdict(share, Relation::AtMost, "91.15"), Verdict::Contradicted);
    }

    #[test]
    fn a_lower_bound_supports_at_least_and_contradicts_at_most_and_nothing_else() {
        let found = Reach::at_least(Ratio::whole(505));
        let of = |relation, number: &str| decide(found, Wanted::new(relation, &amount(number), None, Unit::Number(Noun::Incidents)));
        assert_eq!(of(Relation::AtLeast, "500"), Verdict::Supported);
        assert_eq!(of(Relation::AtLeast, "200000"), Verdict::NotSupported);
        assert_eq!(of(Relation::AtMost, "500"), Verdict::Contradicted);
        assert_eq!(of(Relation::AtMost, "600"), Verdict::NotSupported);
        assert_eq!(of(Relation::Equal, "505"), Verdict::NotSupported);
        assert_eq!(of(Relation::LessThan, "505"), Verdict::Contradicted);
    }

    #[test]
    fn an_interval_must_lie_on_one_side() {
        let interval = Reach::interval(Range { lo: Ratio::whole(18), hi: Ratio::whole(34) });
        assert_eq!(verdict(interval, Relation::AtLeast, "18"), Verdict::Supported);
        assert_eq!(verdict(interval, Relation::AtLeast, "20"), Verdict::NotSupported);
        assert_eq!(verdict(interval, Relation::MoreThan, "34"), Verdict::Contradicted);
        assert_eq!(verdict(interval, Relation::Equal, "25"), Verdict::NotSupported);
        assert_eq!(verdict(interval, Relation::Equal, "40"), Verdict::Contradicted);
    }

    #[test]
    fn values_that_disagree_decide_nothing() {
        let wanted = Wanted::new(Relation::Equal, &amount("76.78"), None, SHARE);
        let of = |text| Reach::printed(amount(text).range(SHARE));
        assert_eq!(decide_all(&[of("77.38"), of("76.78")], wanted), None);
        assert_eq!(decide_all(&[of("77.38"), of("77.1")], wanted), Some(Verdict::Contradicted));
        assert_eq!(decide_all(&[], wanted), None);
    }
}
