//! What a claim measures and what it says.

use claims::case::{Basis, Claim, Measure, Relation, Target};
use claims::unit::Unit;

use super::Sentences;

impl Sentences<'_> {
    /// What is measured, as a phrase: `the share of Alder`.
    #[must_use]
    pub fn measure(&self, measure: &Measure) -> String {
        match measure {
            Measure::Result { item, place, release, .. } => self.placed(self.released(self.item(item), release.as_deref()), place),
            Measure::Margin { place, release, .. } => {
                self.placed(self.released(self.plain("claims-measure-margin"), release.as_deref()), place)
            }
            Measure::Change { item, place, from, to, .. } => {
                let item = self.item(item);
                let args = [("item", item.as_str().into()), ("from", self.release(from).into()), ("to", self.release(to).into())];
                self.placed(self.say("claims-measure-change", &args), place)
            }
            Measure::Rating { observation } => self.observed("claims-measure-rating", observation, ""),
            Measure::Incidents { register, place, phase } => {
                let incidents = match register {
                    Some(register) => self.say("claims-measure-register", &[("register", register.as_str().into())]),
                    None => self.plain("claims-measure-incidents"),
                };
                self.placed(self.in_phase(incidents, *phase), place)
            }
            Measure::Absence { organisation, against } => self.observed("claims-measure-absence", against, self.organisation(organisation)),
            Measure::Coverage { organisation, unit, phase, place } => {
                let noun = self.noun(*unit);
                let args = [("organisation", self.organisation(organisation).into()), ("noun", noun.as_str().into())];
                self.placed(self.in_phase(self.say("claims-measure-coverage", &args), *phase), place)
            }
            Measure::Counted { item, place } => self.placed(self.item_word(item), place),
            Measure::Day { act } => self.say("claims-measure-day", &[("act", self.act_title(act).into())]),
            Measure::Affected { register, .. } => match register {
                Some(register) => self.say("claims-measure-affected-register", &[("register", register.as_str().into())]),
                None => self.plain("claims-measure-affected"),
            },
        }
    }

    fn observed(&self, id: &str, observation: &str, organisation: &str) -> String {
        let Some(o) = self.case.observation(observation) else { return observation.to_owned() };
        let watcher = self.organisation(&o.organisation);
        let (question, phase) = (("question", o.question.as_str().into()), self.phase(o.phase));
        self.say(id, &[question, ("phase", phase.as_str().into()), ("watcher", watcher.into()), ("organisation", organisation.into())])
    }

    fn released(&self, words: String, release: Option<&str>) -> String {
        let Some(id) = release else { return words };
        let title = self.case.election.releases.iter().find(|r| r.id == id).map_or(id, |r| r.title.as_str());
        self.say("claims-in-release", &[("what", words.as_str().into()), ("release", title.into())])
    }

    fn placed(&self, words: String, place: &str) -> String {
        if place.is_empty() || place == self.case.election.country {
            return words;
        }
        self.say("claims-in-place", &[("what", words.as_str().into()), ("place", self.place(place).into())])
    }

    fn in_phase(&self, words: String, phase: Option<claims::case::Phase>) -> String {
        let Some(phase) = phase.map(|p| self.phase(p)) else { return words };
        self.say("claims-in-phase", &[("what", words.as_str().into()), ("phase", phase.as_str().into())])
    }

    /// What a claim says of its measure: `1.65%`, `at most 60%`, `on or before 2005-12-06`.
    #[must_use]
    pub fn claimed(&self, claim: &Claim) -> String {
        let relation = relation(claim.relation);
        let value = match &claim.target {
            Target::Quantity(number) => self.share_of(number, claim),
            Target::Day(day) => return self.say(&format!("claims-day-{relation}"), &[("value", day.to_string().as_str().into())]),
            Target::Another(measure) => self.measure(measure),
            Target::Margin => self.plain("claims-measure-margin"),
        };
        self.say(&format!("claims-relation-{relation}"), &[("value", value.as_str().into())])
    }

    /// The number a claim gives; of watched places with what it is a share of, for the same number of another whole is another claim.
    fn share_of(&self, number: &claims::amount::Amount, claim: &Claim) -> String {
        let value = self.quantity(number, claim.unit);
        match (&claim.measure, claim.unit) {
            (Measure::Rating { .. } | Measure::Coverage { .. } | Measure::Counted { .. }, Unit::Percent(noun)) => {
                self.say("claims-share-of", &[("value", value.as_str().into()), ("noun", self.noun(noun).as_str().into())])
            }
            _ => value,
        }
    }

    /// The measure of a claim, and whether it is meant apart from official figures: the same words are then another claim.
    #[must_use]
    pub fn measured(&self, claim: &Claim) -> String {
        let measure = self.measure(&claim.measure);
        match claim.basis {
            Basis::Official => measure,
            Basis::Independent => self.say("claims-measure-independent", &[("measure", measure.as_str().into())]),
        }
    }

    /// The whole claim: `the share of Alder: 1.65%`.
    #[must_use]
    pub fn claim(&self, claim: &Claim) -> String {
        let (measure, claimed) = (self.measured(claim), self.claimed(claim));
        self.say("claims-claim", &[("measure", super::values::capital(&measure).as_str().into()), ("claimed", claimed.as_str().into())])
    }

    /// The claim for a list that has no room: what was observed without who observed it.
    #[must_use]
    pub fn claim_short(&self, claim: &Claim) -> String {
        let measure = match &claim.measure {
            Measure::Rating { observation } => self.observed("claims-measure-rating-short", observation, ""),
            Measure::Absence { organisation, against } => {
                self.observed("claims-measure-absence-short", against, self.organisation(organisation))
            }
            Measure::Day { act } => self.act_title(act).to_owned(),
            _ => self.measured(claim),
        };
        let claimed = self.claimed(claim);
        self.say("claims-claim", &[("measure", super::values::capital(&measure).as_str().into()), ("claimed", claimed.as_str().into())])
    }

    /// What an act did, without the full stop.
    fn act_title<'b>(&'b self, act: &'b str) -> &'b str {
        self.case.acts.iter().find(|a| a.id == act).map_or(act, |a| a.what.as_str()).trim_end_matches('.')
    }

    /// The number of a printed figure with how it stands to what it is about, without its unit.
    pub(crate) fn printed_number(&self, figure: &claims::case::Figure) -> String {
        let text = figure.value.text();
        let plain = text.bytes().all(|b| b.is_ascii_digit());
        let value = if plain { self.number_of(figure.value.range(figure.unit)) } else { text.to_owned() };
        self.bounded(figure.relation, &value)
    }

    /// A printed figure with how it stands to what it is about: `more than 91%`.
    pub(crate) fn printed(&self, number: &claims::amount::Amount, relation_of: Relation, unit: Unit) -> String {
        let value = self.quantity(number, unit);
        self.bounded(relation_of, &value)
    }

    /// A value already written with how it stands to what it is about.
    pub(crate) fn bounded(&self, relation_of: Relation, value: &str) -> String {
        self.say(&format!("claims-relation-{}", relation(relation_of)), &[("value", value.into())])
    }
}

fn relation(relation: Relation) -> String {
    relation.words().replace(' ', "-")
}
