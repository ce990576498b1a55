//! What the record says about the measure of a claim, as a clause.

use claims::amount::Range;
use claims::case::{Basis, Claim, Estimate, Item, Measure, Relation, Target};
use claims::evidence::{Computed, Evidence, figure_of, release_meant};
use claims::unit::Unit;
use claims::verdict::Reach;
use claims::weigh::Weighed;

use super::Sentences;
use super::values::{SHARE, decimals, telling};
use crate::numbers;
use crate::texts::Arg;

/// Decimals of a share of observed places: more would promise what a sample does not have.
const RATING: usize = 1;

impl Sentences<'_> {
    /// The clause before the verdict; with a second one where the claim compares two measures.
    pub(super) fn fact(&self, weighed: &Weighed<'_>, claim: &Claim) -> String {
        let first = self.fact_of(&claim.measure, &weighed.evidence, weighed, claim);
        let (Some(other), Target::Another(measure)) = (&weighed.other, &claim.target) else { return first };
        let second = self.fact_of(measure, other, weighed, claim);
        self.say("claims-fact-both", &[("first", first.as_str().into()), ("second", second.as_str().into())])
    }

    fn fact_of(&self, measure: &Measure, found: &Evidence, weighed: &Weighed<'_>, claim: &Claim) -> String {
        let value = self.shown(found, weighed, claim);
        let special = match measure {
            Measure::Result { .. } if claim.basis == Basis::Independent => self.independent(measure, found, claim),
            Measure::Result { item, contest, place, release } => self.result(item, (contest, place, release.as_deref()), found, &value),
            Measure::Rating { observation } => self.rating(observation, found, claim.unit),
            Measure::Coverage { organisation, .. } => self.coverage(organisation, found, &value),
            Measure::Day { .. } => found.day.map(|day| {
                let (measure, day) = (self.measure(measure), day.to_string());
                self.say("claims-fact-day", &[("measure", measure.as_str().into()), ("day", day.as_str().into())])
            }),
            Measure::Affected { .. } => self.affected(found),
            _ => None,
        };
        special.unwrap_or_else(|| self.is(&self.measure(measure), &value))
    }

    fn is(&self, measure: &str, value: &str) -> String {
        self.say("claims-fact-is", &[("measure", measure.into()), ("value", value.into())])
    }

    /// The computed value, with as many decimals as it takes to see how it stands to the claim.
    pub(crate) fn shown(&self, found: &Evidence, weighed: &Weighed<'_>, claim: &Claim) -> String {
        let Some(computed) = &found.computed else { return numbers::NONE.to_owned() };
        if let Some(estimate) = self.estimated(computed, claim) {
            return estimate;
        }
        let unit = found.unit.unwrap_or(claim.unit);
        if let Some(bound) = bounds(found, |relation, number| self.bounded(relation, &self.value(number, unit, SHARE))) {
            return bound;
        }
        let least = if computed.intervals.is_some() { RATING } else { SHARE };
        let claimed = match &claim.target {
            Target::Quantity(number) => decimals(number),
            _ => 0,
        };
        let wanted = weighed.wanted.map(|w| w.range).filter(|r| r.is_exact());
        let decimals = wanted.map_or(least.max(claimed), |w| telling(computed.value, w, least.max(claimed)));
        self.value(computed.value, unit, decimals)
    }

    /// A share or turnout with the counts it is made of, where the release has them.
    fn result(&self, item: &Item, (contest, place, release): (&str, &str, Option<&str>), found: &Evidence, value: &str) -> Option<String> {
        let meant = release_meant(self.case, release)?;
        let votes = match item {
            Item::Share(option) => Item::Votes(option.clone()),
            other => other.clone(),
        };
        let count = |item: &Item| {
            let figure = figure_of(self.case, &meant.id, item, contest, place)?;
            Some((self.number_of(figure.value.range(figure.unit)), figure))
        };
        let name = self.item(item);
        let bound = bounds(found, |relation, number| self.bounded(relation, &self.number_of(number)));
        let number = bound.or_else(|| found.computed.as_ref().map(|c| self.number_of(c.value)));
        let release = ("release", meant.title.as_str().into());
        let (measure, value) = (("measure", name.as_str().into()), ("value", value.into()));
        match (item, found.unit) {
            (Item::Turnout, _) => self.turnout(found, value.1, contest, place, &meant.id),
            (Item::Share(_), _) | (Item::Votes(_), Some(Unit::Percent(_))) => {
                let (part, whole) = (count(&votes)?.0, count(&Item::Valid)?.0);
                let args = [measure, value, release, ("part", part.as_str().into()), ("whole", whole.as_str().into())];
                Some(self.say("claims-fact-share", &args))
            }
            (_, Some(Unit::Number(_))) => {
                let value = ("value", number.as_deref().unwrap_or(numbers::NONE).into());
                Some(self.say("claims-fact-in-release", &[measure, value, release]))
            }
            _ => Some(self.say("claims-fact-in-release", &[measure, value, release])),
        }
    }

    /// Estimates made by others than the commission, with the interval that decides.
    fn independent(&self, measure: &Measure, found: &Evidence, claim: &Claim) -> Option<String> {
        let value = self.estimated(found.computed.as_ref()?, claim)?;
        let hull = found.reaches.iter().filter_map(|r| Reach::range(*r)).reduce(Range::hull)?;
        let (name, between) = (self.measure(measure), self.value(hull, claim.unit, self.digits(claim)));
        let args = [("measure", name.as_str().into()), ("value", value.as_str().into()), ("interval", between.as_str().into())];
        Some(self.say("claims-fact-independent", &args))
    }

    /// What others than the commission estimate, with the digits they published; none for claims that official figures decide.
    fn estimated(&self, computed: &Computed, claim: &Claim) -> Option<String> {
        let estimate = middle(computed).filter(|_| claim.basis == Basis::Independent)?;
        Some(self.value(Range::exactly(estimate), claim.unit, self.digits(claim)))
    }

    /// Estimates of what a claim measures.
    fn estimates(&self, claim: &Claim) -> impl Iterator<Item = &Estimate> {
        let of = |e: &&Estimate| matches!(&claim.measure, Measure::Result { item, place, .. } if e.item == *item && e.place == *place);
        self.case.estimates.iter().filter(of)
    }

    /// Decimals of those estimates.
    fn digits(&self, claim: &Claim) -> usize {
        self.estimates(claim).map(|e| decimals(&e.value)).max().unwrap_or(SHARE)
    }

    fn rating(&self, observation: &str, found: &Evidence, unit: Unit) -> Option<String> {
        let o = self.case.observation(observation)?;
        let c = found.computed.as_ref()?;
        let (Some(n), Some(k)) = (o.n, o.k) else { return None };
        let (of, noun, value) = (self.count_of(n, o.unit), self.organisation(&o.organisation), self.value(c.value, unit, RATING));
        let args = [
            ("n", of.as_str().into()),
            ("k", k.into()),
            ("watcher", noun.into()),
            ("question", o.question.as_str().into()),
            ("value", value.as_str().into()),
        ];
        let said = self.say("claims-fact-rating", &args);
        let inferred = matches!(unit, Unit::Percent(noun) if noun != o.unit);
        let Some(intervals) = c.intervals.filter(|_| inferred) else { return Some(said) };
        let interval = self.ends(intervals.clopper_pearson, SHARE);
        Some(self.say("claims-fact-interval", &[("fact", said.as_str().into()), ("interval", interval.as_str().into())]))
    }

    fn coverage(&self, organisation: &str, found: &Evidence, value: &str) -> Option<String> {
        let Computed { n: Some(n), k: Some(k), of: Some(of), .. } = found.computed.as_ref()? else { return None };
        let whole = self.count_of(*n, *of);
        let args = [
            ("organisation", self.organisation(organisation).into()),
            ("k", Arg::from(*k)),
            ("whole", whole.as_str().into()),
            ("value", value.into()),
        ];
        Some(self.say("claims-fact-coverage", &args))
    }

    /// That estimates made by others have no interval, with their values as published.
    pub(super) fn without_interval(&self, claim: &Claim) -> Option<String> {
        let values: Vec<String> =
            self.estimates(claim).map(|e| self.marked(&self.quantity(&e.value, e.unit), e.support.certainty)).collect();
        (!values.is_empty()).then(|| self.say("claims-why-interval-value", &[("value", values.join(", ").as_str().into())]))
    }
}

/// What figures allow that were printed as a bound, each once; none where every one of them has two ends, or the bound is that of a register or a silence.
fn bounds(found: &Evidence, text: impl Fn(Relation, Range) -> String) -> Option<String> {
    let own_words = found.ladder.is_some() || found.silence.is_some() || found.margin.is_some();
    let open = |r: &Reach| r.lo.is_some() != r.hi.is_some();
    if own_words || !found.reaches.iter().any(open) {
        return None;
    }
    let mut told: Vec<String> = Vec::new();
    for reach in &found.reaches {
        let (relation, number) = match (reach.lo, reach.hi) {
            (Some(lo), Some(hi)) => (Relation::Equal, Range { lo, hi }),
            (Some(lo), None) => (if reach.lo_open { Relation::MoreThan } else { Relation::AtLeast }, Range::exactly(lo)),
            (None, Some(hi)) => (if reach.hi_open { Relation::LessThan } else { Relation::AtMost }, Range::exactly(hi)),
            (None, None) => continue,
        };
        let said = text(relation, number);
        if !told.contains(&said) {
            told.push(said);
        }
    }
    Some(told.join(", "))
}

/// The middle of a value whose ends are apart only by rounding.
fn middle(computed: &Computed) -> Option<count::language::Ratio> {
    let half = count::language::Ratio::new(1, 2)?;
    computed.value.lo.plus(computed.value.hi)?.times(half)
}
