//! Incidents, silences and margins in words.

use claims::case::{Claim, Measure, Target};
use claims::evidence::{Evidence, Ladder, Silence, Unseen};
use claims::unit::{Noun, Unit};
use claims::verdict::Verdict;
use claims::weigh::Weighed;
use count::language::Ratio;

use super::Sentences;
use super::values::capital;
use crate::numbers;
use crate::texts::Arg;

impl Sentences<'_> {
    /// The whole sentence about a claim of incidents or of their absence; none for other claims.
    pub(super) fn incidents(&self, weighed: &Weighed<'_>, claim: &Claim, verdict: Verdict) -> Option<String> {
        let found = &weighed.evidence;
        match (&claim.measure, &found.silence, &found.ladder) {
            (Measure::Absence { organisation, against }, Some(silence), _) => Some(self.absence(organisation, against, silence)),
            (Measure::Incidents { .. }, _, Some(ladder)) if weighed.other.is_none() => Some(self.register(found, ladder, claim, verdict)),
            _ => None,
        }
    }

    fn register(&self, found: &Evidence, ladder: &Ladder, claim: &Claim, verdict: Verdict) -> String {
        let claimed = capital(&self.claimed(claim));
        let one = matches!(&claim.target, Target::Quantity(n) if n.value() == Ratio::whole(1));
        let holds = match claim.unit {
            Unit::Number(Noun::Incidents) => self.count_of(ladder.distinct.unwrap_or(0), Noun::DistinctIncidents),
            unit => found.computed.as_ref().map_or_else(String::new, |c| self.value(c.value, unit, 0)),
        };
        let unseen = ladder.unseen.as_ref().filter(|_| claim.unit == Unit::Number(Noun::Incidents));
        let (steps, models) = (self.steps(ladder, claim.unit), unseen.map_or_else(String::new, |u| self.models(u)));
        let args = [
            ("claimed", claimed.as_str().into()),
            ("n", Arg::Count(if one { 1 } else { 2 })),
            ("register", ladder.register.as_str().into()),
            ("holds", holds.as_str().into()),
            ("steps", steps.as_str().into()),
            ("models", models.as_str().into()),
        ];
        self.say(&format!("claims-register-{}", verdict.word()), &args)
    }

    /// The steps of a register but the one told already, in brackets, with a blank in front; empty where none is known.
    fn steps(&self, ladder: &Ladder, told: Unit) -> String {
        let steps = [
            ("received", Some(Noun::ReportsReceived), ladder.received),
            ("duplicates", None, ladder.duplicates),
            ("verified", Some(Noun::VerifiedIncidents), ladder.verified),
        ];
        let others = steps.iter().filter(|(_, noun, _)| noun.is_none_or(|noun| Unit::Number(noun) != told));
        let known = others.filter_map(|(name, _, n)| n.map(|n| self.say(&format!("claims-step-{name}"), &[("n", n.into())])));
        let known: Vec<String> = known.collect();
        if known.is_empty() { String::new() } else { format!(" ({})", known.join(", ")) }
    }

    /// From where to where models of the unrecorded reach, with a comma in front.
    fn models(&self, unseen: &Unseen) -> String {
        let ends = [("lowest", Arg::Number(unseen.lowest, 0)), ("highest", Arg::Number(unseen.highest, 0))];
        self.say("claims-register-models", &ends)
    }

    fn absence(&self, organisation: &str, against: &str, silence: &Silence) -> String {
        let observation = self.case.observation(against);
        let other = observation.map_or(against, |o| self.organisation(&o.organisation));
        let shared = self.count_of(silence.shared, observation.map_or(Noun::Counts, |o| o.unit));
        let question = observation.map_or("", |o| o.question.as_str());
        let often = self.often(silence.probability);
        let args = [
            ("organisation", self.organisation(organisation).into()),
            ("other", other.into()),
            ("question", question.into()),
            ("shared", shared.as_str().into()),
            ("k", silence.rate.0.into()),
            ("n", silence.rate.1.into()),
            ("often", often.as_str().into()),
            ("found", silence.found.into()),
            ("otherfound", silence.other_found.unwrap_or(0).into()),
        ];
        self.say(
            match (silence.found, silence.other_found, silence.telling) {
                (0, Some(0), _) => "claims-absence-none",
                (0, None, true) => "claims-absence-telling",
                (0, None, false) => "claims-absence-silent",
                (0, Some(_), _) => "claims-absence-other",
                _ => "claims-absence-own",
            },
            &args,
        )
    }

    /// A probability in words: `10 of 100 such cases`.
    pub(crate) fn often(&self, probability: f64) -> String {
        let per = 100.0 * probability;
        match per {
            ..1.0 => self.plain("claims-often-seldom"),
            ..=99.0 => self.say("claims-often", &[("per", Arg::Number(per, 0))]),
            _ => self.plain("claims-often-nearly"),
        }
    }

    /// That no votes are documented as affected, beside the margin.
    pub(super) fn nothing_documented(&self, weighed: &Weighed<'_>) -> Option<String> {
        let margin = weighed.evidence.margin.as_ref()?;
        let names = [("winner", self.option(&margin.winner).into()), ("runnerup", self.option(&margin.runner_up).into())];
        Some(self.say("claims-why-register-margin", &[names[0], names[1], ("votes", margin.votes.into())]))
    }

    /// Votes documented as affected beside the margin.
    pub(super) fn affected(&self, found: &Evidence) -> Option<String> {
        let margin = found.margin.as_ref()?;
        let documented = margin.documented.map_or_else(|| numbers::NONE.to_owned(), numbers::count);
        let args = [
            ("documented", documented.as_str().into()),
            ("winner", self.option(&margin.winner).into()),
            ("runnerup", self.option(&margin.runner_up).into()),
            ("votes", margin.votes.into()),
        ];
        Some(self.say("claims-fact-affected", &args))
    }
}
