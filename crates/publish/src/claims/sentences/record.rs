//! What is wrong with the record itself, in sentences.

use claims::case::Figure;
use claims::record::{Noted, RecordFinding};
use claims::unit::{Noun, Unit};

use super::Sentences;
use super::values::capital;
use crate::numbers;
use crate::texts::Arg;

impl Sentences<'_> {
    /// A finding about the record, as a sentence.
    #[must_use]
    pub fn record(&self, noted: &Noted) -> String {
        match &noted.finding {
            RecordFinding::MixedReleases { printed, option, value, main, main_value, fits } => {
                let (option, main) = (self.option(option), self.release(main));
                let fits = fits.iter().map(|f| self.release(f)).collect::<Vec<_>>().join(", ");
                let words = [("option", option), ("value", value), ("main", main), ("mainvalue", main_value)];
                self.told("claims-record-mixed", &words, &[("printed", self.stands_in_full(printed)), ("fits", fits)])
            }
            RecordFinding::FitsNoRelease { printed, option, value } => {
                let words = [("option", self.option(option)), ("value", value)];
                self.told("claims-record-fits-none", &words, &[("printed", self.stands_in_full(printed))])
            }
            RecordFinding::DoesNotFollow { printed, option, votes, value, recomputed, basis } => {
                let words = [("option", self.option(option)), ("value", value), ("recomputed", recomputed)];
                let made = [("printed", self.stands_in_full(printed)), ("votes", numbers::count(*votes)), ("basis", self.basis(basis))];
                self.told("claims-record-follow", &words, &made)
            }
            RecordFinding::TotalDiffers { printed, place, parts, total, sum, stated } => {
                let printed = self.stands_in_full(printed);
                let (sum, stated) = (self.number_of(*sum), self.number_of(*stated));
                let made =
                    [("printed", printed), ("parts", self.parts(parts)), ("total", self.total(total)), ("sum", sum), ("stated", stated)];
                self.told("claims-record-total", &[("place", self.place(place))], &made)
            }
            RecordFinding::SideBySide { item, place, figures } => {
                let made = [("item", capital(&self.item_word(item))), ("values", self.values(figures))];
                self.told("claims-record-beside", &[("place", self.place(place))], &made)
            }
            RecordFinding::UnitChanged { original, report, from, to } => {
                let made = [("from", self.what_of(*from)), ("to", self.what_of(*to))];
                self.told("claims-record-unit", &self.retold(original, report), &made)
            }
            RecordFinding::NumberChanged { original, report, from, to } => {
                let [watcher, reporter] = self.retold(original, report);
                self.told("claims-record-number", &[watcher, reporter, ("from", from), ("to", to)], &[])
            }
            RecordFinding::TagContradictsText { source, tag, about } => {
                let about = about.iter().map(|a| self.place(a)).collect::<Vec<_>>().join(", ");
                self.told("claims-record-tag", &[("tag", self.place(tag))], &[("source", self.source_in_full(source)), ("about", about)])
            }
            RecordFinding::SameText { first, other } => {
                self.told("claims-record-same", &[], &[("first", self.source_in_full(first)), ("other", self.source_in_full(other))])
            }
            RecordFinding::OnePerson { spellings, by_folding, .. } => {
                let id = if *by_folding { "claims-record-person-folded" } else { "claims-record-person" };
                self.told(id, &[], &[("spellings", spellings.join(", "))])
            }
            RecordFinding::PerhapsOnePerson { names: (one, other), .. } => {
                self.told("claims-record-perhaps", &[("one", one), ("other", other)], &[])
            }
            RecordFinding::NotRead { certainty, facts } => {
                self.say(&format!("claims-record-{}", certainty.word()), &[("n", (*facts).into())])
            }
        }
    }

    /// A text with words of the record and words made here.
    fn told(&self, id: &str, words: &[(&str, &str)], made: &[(&str, String)]) -> String {
        let made = made.iter().map(|(name, text)| (*name, Arg::Text(text)));
        let all: Vec<(&str, Arg<'_>)> = words.iter().map(|(name, text)| (*name, Arg::Text(text))).chain(made).collect();
        self.say(id, &all)
    }

    /// What is added up, by the words the finding has for it.
    fn parts(&self, parts: &str) -> String {
        match parts {
            "votes" | "valid and invalid ballots" | "places" => self.plain(&format!("claims-parts-{}", parts.replace(' ', "-"))),
            other => other.to_owned(),
        }
    }

    /// What a share is a share of, by the word of the item.
    fn basis(&self, basis: &str) -> String {
        match basis {
            "valid" => self.noun(Noun::ValidBallots),
            "cast" => self.noun(Noun::Ballots),
            other => self.item_word(other),
        }
    }

    /// A total: the word of an item, with its option where it has one.
    fn total(&self, total: &str) -> String {
        match total.split_once(' ') {
            Some(("votes", option)) => self.say("claims-item-votes-of", &[("option", self.option(option).into())]),
            _ => self.item_word(total),
        }
    }

    /// Every value with where it stands.
    fn values(&self, figures: &[Figure]) -> String {
        let value = |f: &Figure| {
            let printed = self.marked(&self.printed(&f.value, f.relation, f.unit), f.support.certainty);
            self.told("claims-record-value", &[("value", &printed), ("stands", self.stands(&f.stands))], &[])
        };
        figures.iter().map(value).collect::<Vec<_>>().join("; ")
    }

    /// What a unit counts: of a share, what it is a share of.
    fn what_of(&self, unit: Unit) -> String {
        match unit {
            Unit::Percent(noun) => self.noun(noun),
            other => self.unit(other),
        }
    }

    /// Who observed and who reports it.
    fn retold<'b>(&'b self, original: &'b str, report: &'b str) -> [(&'static str, &'b str); 2] {
        let by = |id: &'b str| self.case.observation(id).map_or(id, |o| self.organisation(&o.organisation));
        [("watcher", by(original)), ("reporter", by(report))]
    }
}
