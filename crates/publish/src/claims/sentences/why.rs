//! Why the record cannot decide, what would be needed, what was assumed.

use claims::evidence::{Assumption, Missing, Need};
use claims::unit::Unit;

use super::Sentences;
use super::values::capital;

impl Sentences<'_> {
    /// Why the record cannot decide, as a sentence.
    #[must_use]
    pub fn why(&self, missing: &Missing) -> String {
        match missing {
            Missing::Figure { item, release } => {
                let item = self.item_word(item);
                let item = ("item", item.as_str().into());
                match release {
                    Some(release) => self.say("claims-why-figure-release", &[item, ("release", self.release(release).into())]),
                    None => self.say("claims-why-figure", &[item]),
                }
            }
            Missing::UnitDiffers { claimed, recorded } => {
                let (claimed, recorded) = self.units_apart(*claimed, *recorded);
                let args = [("claimed", claimed.as_str().into()), ("recorded", recorded.as_str().into())];
                self.say("claims-why-unit", &args)
            }
            Missing::NumberObserved { of, share } => {
                let noun = self.noun(*of);
                let noun = ("noun", noun.as_str().into());
                match share {
                    Some(share) => self.say("claims-why-number", &[noun, ("share", self.percent(share).as_str().into())]),
                    None => self.say("claims-why-number-share", &[noun]),
                }
            }
            Missing::SeveralRegisters { registers } => {
                self.say("claims-why-registers", &[("registers", registers.join(", ").as_str().into())])
            }
            Missing::Register => self.plain("claims-why-register"),
            Missing::NotASample { design } => self.say("claims-why-sample", &[("design", self.design(*design).as_str().into())]),
            Missing::FoundNotSaid => self.plain("claims-why-found"),
            Missing::NoRate => self.plain("claims-why-rate"),
            Missing::SeveralPhases => self.plain("claims-why-phases"),
            Missing::StageUnknown => self.plain("claims-why-stage"),
            Missing::SharedCoverage => self.plain("claims-why-shared"),
            Missing::Coverage => self.plain("claims-why-coverage"),
            Missing::FiguresDisagree => self.plain("claims-why-disagree"),
            Missing::OnlyOfficial => self.plain("claims-why-official"),
            Missing::NoInterval => self.plain("claims-why-interval"),
            Missing::OnlyItself => self.plain("claims-why-itself"),
            Missing::Act => self.plain("claims-why-act"),
        }
    }

    /// Two units so that a reader sees what differs: two shares by what they are shares of.
    fn units_apart(&self, claimed: Unit, recorded: Unit) -> (String, String) {
        match (claimed, recorded) {
            (Unit::Percent(a), Unit::Percent(b)) => (self.noun(a), self.noun(b)),
            (a, b) => (self.unit(a), self.unit(b)),
        }
    }

    /// What would be needed to decide, as a sentence.
    #[must_use]
    pub fn need(&self, need: &Need) -> String {
        match need {
            Need::Figure { item } => self.say("claims-need-figure", &[("item", self.item_word(item).trim_end_matches('.').into())]),
            Need::SameUnit { unit } => self.say("claims-need-unit", &[("unit", self.unit(*unit).as_str().into())]),
            Need::Counts { of } => capital(&self.say("claims-need-counts", &[("noun", self.noun(*of).as_str().into())])),
            Need::MoreIncidents { count } => self.say("claims-need-incidents", &[("n", (*count).into())]),
            Need::MoreShared { places } => self.say("claims-need-more-shared", &[("n", (*places).into())]),
            Need::Register => self.plain("claims-need-register"),
            Need::SharedCoverage => self.plain("claims-need-shared"),
            Need::Coverage => self.plain("claims-need-coverage"),
            Need::FinalRegistered => self.plain("claims-need-registered"),
            Need::IndependentTurnout => self.plain("claims-need-turnout"),
            Need::IndependentResults => self.plain("claims-need-results"),
            Need::Interval => self.plain("claims-need-interval"),
            Need::VotesByIncident => self.plain("claims-need-votes"),
            Need::LargerSample => self.plain("claims-need-sample"),
            Need::RandomSample => self.plain("claims-need-random"),
            Need::WhatWasFound => self.plain("claims-need-found"),
            Need::Phase => self.plain("claims-need-phase"),
            Need::Stage => self.plain("claims-need-stage"),
            Need::MoreDigits => self.plain("claims-need-digits"),
        }
    }

    /// What must be true for a verdict to hold, as a sentence.
    #[must_use]
    pub fn assumption(&self, assumption: &Assumption) -> String {
        self.plain(match assumption {
            Assumption::SharesOfValid => "claims-assume-valid",
            Assumption::TurnoutOfRegistered => "claims-assume-turnout",
            Assumption::FrameOfAnotherRelease => "claims-assume-frame",
            Assumption::NotDrawnAtRandom => "claims-assume-random",
            Assumption::Independent => "claims-assume-independent",
            Assumption::RegisterIsLowerBound => "claims-assume-register",
            Assumption::SameEyes => "claims-assume-eyes",
            Assumption::Rounded => "claims-assume-rounded",
            Assumption::PublishedInterval => "claims-assume-interval",
            Assumption::DocumentedOnly => "claims-assume-documented",
            Assumption::IntervalsApart => "claims-assume-apart",
        })
    }
}
