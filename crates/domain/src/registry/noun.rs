//! The nouns: what the office keeps.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

macro_rules! nouns {
    ($($variant:ident $word:literal $plural:literal $meaning:literal;)*) => {
        /// What kind of thing an object is.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, ToSchema)]
        #[serde(rename_all = "snake_case")]
        pub enum Noun { $(#[doc = $meaning] $variant,)* }

        impl Noun {
            /// Every noun.
            pub const ALL: [Self; 12] = [$(Self::$variant,)*];

            /// The word, as it is stored.
            #[must_use]
            pub fn word(self) -> &'static str { match self { $(Self::$variant => $word,)* } }

            /// The word for many, as it stands in addresses.
            #[must_use]
            pub fn plural(self) -> &'static str { match self { $(Self::$variant => $plural,)* } }
        }
    };
}

nouns! {
    Organisation "organisation" "organisations" "Who observes: a citizen group, a mission, a party.";
    Agreement "agreement" "agreements" "One organisation shows some of its records to another.";
    Election "election" "elections" "What is elected, and when.";
    Place "place" "places" "An administrative area of any level.";
    Station "station" "stations" "A polling station.";
    Observer "observer" "observers" "Somebody who observes, under a pseudonymous id.";
    Team "team" "teams" "Observers who go together, two as a rule.";
    Deployment "deployment" "deployments" "Who is to be where, and when.";
    Visit "visit" "visits" "Who was where, and when.";
    Incident "incident" "incidents" "Something irregular (or good) that was seen or told.";
    Event "event" "events" "Incidents of several organisations that are one and the same.";
    Protocol "protocol" "protocols" "A copy of a station's results form, and what was read from it.";
}

impl Noun {
    /// The noun of a stored word.
    #[must_use]
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|noun| noun.word() == word)
    }

    /// The noun of the word in an address.
    #[must_use]
    pub fn parse_plural(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|noun| noun.plural() == word)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_word_leads_back_and_none_is_used_twice() {
        let mut words = Vec::new();
        for noun in Noun::ALL {
            assert_eq!((Noun::parse(noun.word()), Noun::parse_plural(noun.plural())), (Some(noun), Some(noun)));
            assert_eq!(serde_json::to_string(&noun).unwrap(), format!("\"{}\"", noun.word()));
            words.extend([noun.word(), noun.plural()]);
        }
        words.sort_unstable();
        words.dedup();
        assert_eq!(words.len(), 24);
        assert_eq!(Noun::parse("stations"), None);
    }
}
