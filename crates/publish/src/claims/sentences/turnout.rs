//! Turnout in words, under each number of registered voters that could be meant.

use claims::amount::Range;
use claims::case::{Claim, Item, Measure, Target};
use claims::evidence::{Evidence, Frame, figure_of, release_meant};
use claims::unit::{Noun, Unit};
use claims::weigh::Weighed;

use super::Sentences;
use super::values::{SHARE, capital};
use crate::texts::Arg;

const TURNOUT: Unit = Unit::Percent(Noun::Voters);

impl Sentences<'_> {
    /// Turnout with the ballots and the number of registered voters it is made of, or how many such numbers could be meant.
    pub(super) fn turnout(&self, found: &Evidence, value: Arg<'_>, contest: &str, place: &str, release: &str) -> Option<String> {
        let deciding = deciding(&found.frames);
        let cast = figure_of(self.case, release, &Item::Cast, contest, place)?;
        let cast = self.number_of(cast.value.range(cast.unit));
        let (value, cast) = (("value", value), ("cast", cast.as_str().into()));
        match deciding.as_slice() {
            [] => None,
            [frame] => {
                let registered = self.number_of(frame.registered);
                Some(self.say("claims-fact-turnout", &[value, cast, ("registered", registered.as_str().into())]))
            }
            frames => {
                let wider = self.wider(found, frames, "claims-frames-wider-inside", |f| f.turnout, |r| self.value(r, TURNOUT, SHARE));
                let args = [value, cast, ("frames", frames.len().into()), ("wider", wider.as_str().into())];
                Some(self.say("claims-fact-turnout-frames", &args))
            }
        }
    }

    /// Why turnout as claimed cannot be decided by official figures, and how many ballots it would mean.
    pub(super) fn turnout_fewer(&self, weighed: &Weighed<'_>, claim: &Claim) -> Option<String> {
        let Measure::Result { contest, place, release, .. } = &claim.measure else { return None };
        let Target::Quantity(number) = &claim.target else { return None };
        let meant: Vec<&Frame> = weighed.evidence.frames.iter().filter(|f| f.official && !f.circular).collect();
        let official: Vec<Range> = meant.iter().filter_map(|f| f.ballots_fewer).collect();
        let hull = official.iter().copied().reduce(Range::hull)?;
        let release = release_meant(self.case, release.as_deref())?;
        let cast = figure_of(self.case, &release.id, &Item::Cast, contest, place)?;
        let (turnout, fewer) = (self.quantity(number, claim.unit), self.value(hull, Unit::Number(Noun::Ballots), SHARE));
        let cast = self.number_of(cast.value.range(cast.unit));
        let wider = self.wider(&weighed.evidence, &meant, "claims-frames-wider", |f| f.ballots_fewer, |r| self.number_of(r));
        let args = [
            ("turnout", turnout.as_str().into()),
            ("fewer", fewer.as_str().into()),
            ("cast", cast.as_str().into()),
            ("wider", wider.as_str().into()),
        ];
        Some(self.say(if official.len() > 1 { "claims-turnout-fewer-frames" } else { "claims-turnout-fewer" }, &args))
    }

    /// That several figures may be meant, with their range.
    pub(super) fn disagree(&self, weighed: &Weighed<'_>, claim: &Claim) -> Option<String> {
        let found = &weighed.evidence;
        found.computed.as_ref()?;
        let (measure, value, claimed) = (self.measure(&claim.measure), self.shown(found, weighed, claim), self.claimed(claim));
        let measure = capital(&measure);
        let meant = deciding(&found.frames);
        let wider = self.wider(found, &meant, "claims-frames-wider-inside", |f| f.turnout, |r| self.value(r, TURNOUT, SHARE));
        let args = [
            ("measure", measure.as_str().into()),
            ("value", value.as_str().into()),
            ("claimed", claimed.as_str().into()),
            ("wider", wider.as_str().into()),
        ];
        Some(self.say(if found.frames.is_empty() { "claims-disagree" } else { "claims-disagree-frames" }, &args))
    }

    /// What numbers of registered voters that decide nothing give, where that reaches further; else empty.
    fn wider(
        &self,
        found: &Evidence,
        meant: &[&Frame],
        id: &str,
        of: impl Fn(&Frame) -> Option<Range>,
        text: impl Fn(Range) -> String,
    ) -> String {
        let decides = |f: &&Frame| meant.iter().any(|m| std::ptr::eq(*m, *f));
        let official = meant.iter().filter_map(|f| of(f)).reduce(Range::hull);
        let others = found.frames.iter().filter(|f| !decides(f) && !f.circular).filter_map(&of).reduce(Range::hull);
        match official.zip(others) {
            Some((official, others)) if others.lo < official.lo || others.hi > official.hi => {
                self.say(id, &[("value", text(others).as_str().into())])
            }
            _ => String::new(),
        }
    }
}

/// The frames that decide: that of the release itself, else every official one.
pub(crate) fn deciding(frames: &[Frame]) -> Vec<&Frame> {
    let same: Vec<&Frame> = frames.iter().filter(|f| f.from == claims::evidence::turnout::FrameFrom::SameRelease).collect();
    if same.is_empty() { frames.iter().filter(|f| f.official).collect() } else { same }
}
