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
    /// Whether the least itself is left out: more than 500 is not 500.
    pub lo_open: bool,
    /// Whether the most itself is left out.
    pub hi_open: bool,
    /// Whether the ends are those of printed digits: then one value in common is agreement. The ends of an interval or of a bound leave more open.
    pub printed: bool,
}

impl Reach {
    /// A figure, as exact as it was printed.
    #[must_use]
    pub fn printed(range: Range) -> Self {
        Self { lo: Some(range.lo), hi: Some(range.hi), lo_open: false, hi_open: false, printed: true }
    }

    /// A confidence interval.
    #[must_use]
    pub fn interval(range: Range) -> Self {
        Self { printed: false, ..Self::printed(range) }
    }

    /// At least so much, and perhaps more.
    #[must_use]
    pub fn at_least(value: Ratio) -> Self {
        Self { lo: Some(value), hi: None, lo_open: false, hi_open: false, printed: false }
    }

    /// At most so much, and perhaps less.
    #[must_use]
    pub fn at_most(value: Ratio) -> Self {
        Self { lo: None, hi: Some(value), lo_open: false, hi_open: false, printed: false }
    }

    /// What a figure that was printed with this relation allows.
    #[must_use]
    pub fn of_figure(value: &Amount, relation: Relation, unit: Unit) -> Self {
        match relation {
            Relation::Equal => Self::printed(value.range(unit)),
            Relation::About => Self::printed(value.about()),
            Relation::AtLeast => Self::at_least(value.value()),
            Relation::MoreThan => Self { lo_open: true, ..Self::at_least(value.value()) },
            Relation::AtMost => Self::at_most(value.value()),
            Relation::LessThan => Self { hi_open: true, ..Self::at_most(value.value()) },
        }
    }

    /// Whether every value lies below a bound, or is the bound itself where `or_on` says so.
    fn is_below(self, bound: Ratio, or_on: bool) -> bool {
        self.hi.is_some_and(|hi| hi < bound || (hi == bound && (or_on || self.hi_open)))
    }

    /// Whether every value lies above a bound, or is the bound itself where `or_on` says so.
    fn is_above(self, bound: Ratio, or_on: bool) -> bool {
        self.lo.is_some_and(|lo| lo > bound || (lo == bound && (or_on || self.lo_open)))
    }

    /// Whether no value can be of both.
    #[must_use]
    pub fn is_apart(self, other: Self) -> bool {
        let below = |a: Self, b: Self| {
            let meet = a.hi_open || b.lo_open;
            a.hi.zip(b.lo).is_some_and(|(hi, lo)| hi < lo || (hi == lo && meet))
        };
        below(self, other) || below(other, self)
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
    let (always, never) = match wanted.relation {
        Relation::Equal | Relation::About => {
            let apart = reach.is_below(lo, false) || reach.is_above(hi, false);
            let within = reach.is_above(lo, true) && reach.is_below(hi, true);
            (within || (reach.printed && !apart), apart)
        }
        Relation::AtLeast => (reach.is_above(hi, true), reach.is_below(lo, false)),
        Relation::MoreThan => (reach.is_above(hi, false), reach.is_below(lo, true)),
        Relation::AtMost => (reach.is_below(lo, true), reach.is_above(hi, false)),
        Relation::LessThan => (reach.is_below(lo, false), reach.is_above(hi, true)),
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
    fn a_figure_that_was_printed_as_more_than_so_much_is_not_that_much() {
        let unit = Unit::Number(Noun::Stations);
        let of = |printed, relation| {
            let reach = Reach::of_figure(&amount("500"), printed, unit);
            decide(reach, Wanted::new(relation, &amount("500"), None, unit))
        };
        assert_eq!(of(Relation::MoreThan, Relation::MoreThan), Verdict::Supported);
        assert_eq!(of(Relation::MoreThan, Relation::AtMost), Verdict::Contradicted);
        assert_eq!(of(Relation::LessThan, Relation::AtLeast), Verdict::Contradicted);
        assert_eq!(of(Relation::LessThan, Relation::Equal), Verdict::Contradicted);
        assert_eq!(of(Relation::LessThan, Relation::AtMost), Verdict::Supported);
        assert_eq!(of(Relation::AtLeast, Relation::MoreThan), Verdict::NotSupported);
        let [more, less] = [Relation::MoreThan, Relation::AtMost].map(|r| Reach::of_figure(&amount("500"), r, unit));
        assert!(more.is_apart(less) && !more.is_apart(more));
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
