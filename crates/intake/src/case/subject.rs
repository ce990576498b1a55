//! What a row is about: its place, its contest, its item.

use claims::case::Item;

use super::fields::Fields;
use super::ids::Kind;
use super::problem::listed;

/// A row or table that is about something.
pub(super) trait Subject<'c>: Fields<'c> {
    /// The place a row is about; the country where none is given.
    fn place(&self) -> Option<String> {
        if self.given("place") { self.reference("place", &Kind::Place) } else { Some(self.context().country.clone()) }
    }

    /// The contest a row is about; the only one where none is given.
    fn contest(&self) -> Option<String> {
        if self.given("contest") {
            return self.reference("contest", &Kind::Contest);
        }
        let contests: Vec<&str> = self.context().ids.all(&Kind::Contest).collect();
        match contests[..] {
            [only] => Some(only.to_owned()),
            // A case without contests is reported once, in case.toml.
            [] => None,
            _ => {
                let remedy = format!("Write one of {} under `contest`.", listed(contests));
                self.fault("contest", "CASE-VALUE-MISSING", "There are several contests and none is named.", remedy);
                None
            }
        }
    }

    /// What a figure is of.
    fn item(&self, contest: Option<&str>) -> Option<Item> {
        let word = self.need("item")?;
        let plain = match word.as_str() {
            "votes" | "share" => return self.item_of_option(&word, contest),
            "registered" => Item::Registered,
            "cast" => Item::Cast,
            "valid" => Item::Valid,
            "invalid" => Item::Invalid,
            "turnout" => Item::Turnout,
            "stations" => Item::Stations,
            _ => Item::Other(word.clone()),
        };
        if self.given("option") {
            let message = format!("Only `votes` and `share` are of an option, not `{word}`.");
            self.fault("option", "CASE-ITEM-OPTION", message, "Leave the option empty, or write `votes` or `share` as item.");
        }
        Some(plain)
    }

    /// Votes or share of an option.
    fn item_of_option(&self, word: &str, contest: Option<&str>) -> Option<Item> {
        if !self.given("option") {
            let options = contest.map(|c| listed(self.context().ids.all(&Kind::Option(c.to_owned())))).unwrap_or_default();
            self.fault("option", "CASE-ITEM-OPTION", format!("`{word}` does not say of which option."), format!("Write one of {options}."));
            return None;
        }
        let option = match contest {
            Some(contest) => self.reference("option", &Kind::Option(contest.to_owned()))?,
            None => self.text("option")?,
        };
        Some(if word == "votes" { Item::Votes(option) } else { Item::Share(option) })
    }
}

impl<'c, T: Fields<'c>> Subject<'c> for T {}
