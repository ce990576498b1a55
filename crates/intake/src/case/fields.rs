//! Values of rows and tables: one set of rules and messages for CSV and TOML.

use std::str::FromStr;

use claims::amount::Amount;
use claims::case::{Certainty, Moment, Support};
use claims::unit::{Noun, Unit, UnitError};
use jiff::civil::Date;

use super::context::Context;
use super::ids::{ID_FORM, Kind, is_id};
use super::problem::{Spot, listed};
use super::when;

/// More than there are people; sums of as many rows as a file can have still fit 64 bits.
const LARGEST_COUNT: u64 = 1_000_000_000_000;

/// A row of a CSV file or a table of a TOML file.
///
/// A method that gives `None` (or an empty list) for a value that is there but wrong has reported it.
pub(super) trait Fields<'c> {
    fn context(&self) -> &'c Context<'c>;

    /// What stands there, where something does; a value that is no text is reported.
    fn text(&self, key: &str) -> Option<String>;

    /// The items of a list.
    fn texts(&self, key: &str) -> Vec<String>;

    /// Whether anything stands there, right or wrong.
    fn given(&self, key: &str) -> bool;

    /// Where it stands, with what stands there.
    fn spot(&self, key: &str) -> Spot;

    /// Reports that it has to be there and is not.
    fn missing(&self, key: &str, remedy: &str);

    /// Reports that a row has no source.
    fn sourceless(&self);

    /// Reports a mistake in what stands there.
    fn fault(&self, key: &str, code: &'static str, message: impl Into<String>, remedy: impl Into<String>) {
        self.context().faults.add(self.spot(key), code, message, remedy);
    }

    /// Reports a mistake in one item of a list.
    fn fault_of(&self, key: &str, item: &str, code: &'static str, message: impl Into<String>, remedy: impl Into<String>) {
        let spot = Spot { value: Some(item.to_owned()), ..self.spot(key) };
        self.context().faults.add(spot, code, message, remedy);
    }

    /// Says what deserves a second look.
    fn warn(&self, key: &str, code: &'static str, message: impl Into<String>, remedy: impl Into<String>) {
        self.context().faults.warn(self.spot(key), code, message, remedy);
    }

    /// A text that has to be there.
    fn need(&self, key: &str) -> Option<String> {
        if !self.given(key) {
            self.missing(key, &format!("Write the {}.", key.replace('_', " ")));
            return None;
        }
        self.text(key)
    }

    /// A text that may be missing, as an empty one.
    fn words(&self, key: &str) -> String {
        self.text(key).unwrap_or_default()
    }

    /// The id of the row itself.
    fn own_id(&self) -> Option<String> {
        if !self.given("id") {
            self.missing("id", ID_FORM);
            return None;
        }
        let id = self.text("id")?;
        if !is_id(&id) {
            self.fault("id", "CASE-ID-FORM", "This cannot be an id.", ID_FORM);
            return None;
        }
        Some(id)
    }

    /// One of a few words.
    fn choice<T: Copy>(&self, key: &str, of: &[(&str, T)]) -> Option<T> {
        let word = self.text(key)?;
        let found = of.iter().find(|(w, _)| *w == word).map(|(_, t)| *t);
        if found.is_none() {
            let words = of.iter().map(|(w, _)| *w);
            let near = self
                .context()
                .faults
                .nearest(&word.to_lowercase(), words.clone())
                .map(|n| format!("Did you mean `{n}`? "))
                .unwrap_or_default();
            self.fault(key, "CASE-VALUE-WORD", "This word has no meaning here.", format!("{near}Write one of {}.", listed(words)));
        }
        found
    }

    /// One of a few words, which has to be there.
    fn need_choice<T: Copy>(&self, key: &str, of: &[(&str, T)]) -> Option<T> {
        if !self.given(key) {
            self.missing(key, &format!("Write one of {}.", listed(of.iter().map(|(w, _)| *w))));
            return None;
        }
        self.choice(key, of)
    }

    /// A day.
    fn date(&self, key: &str) -> Option<Date> {
        let text = self.text(key)?;
        when::date(&text).map_err(|e| self.fault(key, "CASE-VALUE-DATE", e.message, e.remedy)).ok()
    }

    /// A day that has to be there.
    fn need_date(&self, key: &str) -> Option<Date> {
        if !self.given(key) {
            self.missing(key, "Write a day such as 2005-12-04.");
            return None;
        }
        self.date(key)
    }

    /// A day and perhaps a time, by the clock of a place.
    fn moment(&self, key: &str, place: &str) -> Option<Moment> {
        let text = self.text(key)?;
        let (date, time) = when::moment(&text).map_err(|e| self.fault(key, "CASE-VALUE-MOMENT", e.message, e.remedy)).ok()?;
        Some(Moment { date, time, zone: self.context().clocks.of(place, date) })
    }

    /// A moment that has to be there.
    fn need_moment(&self, key: &str, place: &str) -> Option<Moment> {
        if !self.given(key) {
            self.missing(key, "Write a day such as 2005-12-04, or a minute such as 2005-12-04T07:00.");
            return None;
        }
        self.moment(key, place)
    }

    /// Reports a day after which something ends that lies before the day it begins.
    fn in_order(&self, from: Option<Date>, until: Option<Date>) {
        if let Some((from, until)) = from.zip(until)
            && until < from
        {
            let message = format!("The last day lies before the first, {from}.");
            self.fault("until", "CASE-DATE-ORDER", message, "Write the last day on which it held, or leave it empty.");
        }
    }

    /// A number.
    fn amount(&self, key: &str) -> Option<Amount> {
        let text = self.text(key)?;
        Amount::parse(&text).map_err(|e| self.fault(key, "CASE-VALUE-NUMBER", "This is no number.", e.remedy())).ok()
    }

    /// A number that has to be there.
    fn need_amount(&self, key: &str) -> Option<Amount> {
        if !self.given(key) {
            self.missing(key, "Write a number such as 91.15 or 6147517.");
            return None;
        }
        self.amount(key)
    }

    /// A whole number.
    fn count(&self, key: &str) -> Option<u64> {
        let amount = self.amount(key)?;
        let whole = amount.value();
        let count = if whole.is_whole() { u64::try_from(whole.num()).ok() } else { None };
        if count.is_none() {
            self.fault(key, "CASE-VALUE-COUNT", "A count is a whole number.", "Write it without decimals, such as 6147517.");
        }
        if count.is_some_and(|n| n > LARGEST_COUNT) {
            self.fault(key, "CASE-VALUE-RANGE", "There is not so much of anything in an election.", "Write at most 1000000000000.");
            return None;
        }
        count
    }

    /// A whole number that has to be there.
    fn need_count(&self, key: &str) -> Option<u64> {
        if !self.given(key) {
            self.missing(key, "Write a whole number such as 1204.");
            return None;
        }
        self.count(key)
    }

    /// A whole number from 1 that fits a small count, such as years or seats.
    fn small_count(&self, key: &str) -> Option<u32> {
        let count = self.count(key)?;
        let small = u32::try_from(count).ok().filter(|c| (1..=10_000).contains(c));
        if small.is_none() {
            self.fault(key, "CASE-VALUE-RANGE", "This number is out of range.", "Write a whole number from 1 to 10000.");
        }
        small
    }

    /// A unit.
    fn unit(&self, key: &str) -> Option<Unit> {
        let text = self.text(key)?;
        match Unit::from_str(&text) {
            Ok(unit) => Some(unit),
            Err(e) => {
                let message = match e {
                    UnitError::OfWhat => "This percentage does not say of what.",
                    UnitError::Unknown => "There is no such unit.",
                };
                self.fault(key, "CASE-VALUE-UNIT", message, self.near_noun(&text) + &e.remedy());
                None
            }
        }
    }

    /// The noun a misspelt unit was probably meant to have.
    fn near_noun(&self, text: &str) -> String {
        let (lead, noun) = ["percent of ", "points of "]
            .into_iter()
            .find_map(|lead| text.strip_prefix(lead).map(|noun| (lead, noun)))
            .unwrap_or(("", text));
        let near = self.context().faults.nearest(noun, Noun::all().map(Noun::words));
        near.map(|n| format!("Did you mean `{lead}{n}`? ")).unwrap_or_default()
    }

    /// What is counted, as a noun that has to be there.
    fn need_noun(&self, key: &str) -> Option<Noun> {
        if !self.given(key) {
            self.missing(key, &format!("Write what is counted, one of {}.", nouns()));
            return None;
        }
        let text = self.text(key)?;
        if let Ok(Unit::Number(noun)) = Unit::from_str(&text) {
            return Some(noun);
        }
        let remedy = format!("{}Write one of {}.", self.near_noun(&text), nouns());
        self.fault(key, "CASE-VALUE-UNIT", "This is nothing that is counted here.", remedy);
        None
    }

    /// An id that stands in another row.
    fn reference(&self, key: &str, kind: &Kind) -> Option<String> {
        let id = self.text(key)?;
        self.leads(key, &id, kind).then_some(id)
    }

    /// An id that stands in another row, which has to be there.
    fn need_reference(&self, key: &str, kind: &Kind) -> Option<String> {
        if !self.given(key) {
            self.missing(key, &format!("Write the id of a {} of {}.", kind.noun(), kind.file()));
            return None;
        }
        self.reference(key, kind)
    }

    /// Ids that stand in other rows.
    fn references(&self, key: &str, kind: &Kind) -> Vec<String> {
        let mut ids: Vec<String> = Vec::new();
        for id in self.texts(key) {
            if ids.contains(&id) {
                self.fault_of(key, &id, "CASE-LIST-TWICE", "This id stands twice in the list.", "Keep one of the two.");
            } else if self.leads(key, &id, kind) {
                ids.push(id);
            }
        }
        ids
    }

    /// Whether an id leads somewhere; if not, it is reported with the nearest that does.
    fn leads(&self, key: &str, id: &str, kind: &Kind) -> bool {
        let Context { ids, faults, .. } = self.context();
        if ids.leads(kind, id) {
            return true;
        }
        let remedy = match faults.nearest(id, ids.all(kind)) {
            Some(near) => format!("Did you mean `{near}`? If not, add it to {}.", kind.file()),
            None if ids.all(kind).next().is_none() => format!("Add it to {}.", kind.file()),
            None => format!("Write one of {}, or add it to {}.", listed(ids.all(kind)), kind.file()),
        };
        let message = format!("There is no {} of this id in {}.", kind.noun(), kind.file());
        self.fault_of(key, id, "CASE-ID-UNKNOWN", message, remedy);
        false
    }

    /// A language tag.
    fn language(&self) -> String {
        let Some(tag) = self.text("language") else { return String::new() };
        let part = |p: &str| (1..=8).contains(&p.len()) && p.bytes().all(|b| b.is_ascii_alphanumeric());
        let first = tag.split('-').next().unwrap_or_default();
        if !(2..=3).contains(&first.len()) || !first.bytes().all(|b| b.is_ascii_lowercase()) || !tag.split('-').all(part) {
            self.fault("language", "CASE-VALUE-LANGUAGE", "This is no language tag.", "Write a tag such as `kk`, `ru`, `en` or `kk-Cyrl`.");
        }
        tag
    }

    /// How a fact is known.
    fn certainty(&self) -> Certainty {
        self.choice("certainty", &Certainty::ALL.map(|c| (c.word(), c))).unwrap_or_default()
    }

    /// What stands behind a row; it has to have a source unless it is remembered or guessed.
    fn support(&self) -> Support {
        let support = self.loose_support();
        let known = !matches!(support.certainty, Certainty::Remembered | Certainty::Guess);
        if known && !self.given("source") {
            self.sourceless();
        }
        support
    }

    /// What stands behind a row that may go without a source.
    fn loose_support(&self) -> Support {
        Support { sources: self.references("source", &Kind::Source), certainty: self.certainty(), note: self.words("note") }
    }
}

/// Every noun, for a remedy.
fn nouns() -> String {
    Noun::all().map(Noun::words).collect::<Vec<_>>().join(", ")
}
