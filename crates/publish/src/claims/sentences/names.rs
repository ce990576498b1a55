//! What people, places, options, releases and sources are called, and how sure a fact is.

use claims::case::{Case, Certainty, Design, Item, Observation, Phase, Statement, Where};

use super::Sentences;

impl Sentences<'_> {
    /// Name of an option, as the ballot has it.
    #[must_use]
    pub fn option<'b>(&'b self, id: &'b str) -> &'b str {
        self.case.option(id).map_or(id, |o| o.name.as_str())
    }

    /// Name of a place.
    #[must_use]
    pub fn place<'b>(&'b self, id: &'b str) -> &'b str {
        Case::shown(&self.case.places, id)
    }

    /// Name of an organisation.
    #[must_use]
    pub fn organisation<'b>(&'b self, id: &'b str) -> &'b str {
        self.case.organisation(id).map_or(id, |o| o.name.as_str())
    }

    /// Name of a person or an organisation.
    #[must_use]
    pub fn anybody<'b>(&'b self, id: &'b str) -> &'b str {
        match self.case.organisation(id) {
            Some(o) => &o.name,
            None => Case::shown(&self.case.people, id),
        }
    }

    /// Title of a release.
    #[must_use]
    pub fn release<'b>(&'b self, id: &'b str) -> &'b str {
        self.case.election.releases.iter().find(|r| r.id == id).map_or(id, |r| r.title.as_str())
    }

    /// Title of a source.
    #[must_use]
    pub fn source<'b>(&'b self, id: &'b str) -> &'b str {
        self.case.source(id).map_or(id, |s| s.title.as_str())
    }

    /// Where figures stand together.
    #[must_use]
    pub fn stands<'b>(&'b self, stands: &'b Where) -> &'b str {
        match stands {
            Where::Release(id) => self.release(id),
            Where::Printed(id) => self.source(id),
        }
    }

    /// Title and publisher of a source.
    #[must_use]
    pub fn source_in_full(&self, id: &str) -> String {
        self.case.source(id).map_or_else(|| id.to_owned(), |s| format!("{}, {}", s.title, s.publisher))
    }

    /// Where figures stand together, with the publisher where it is no release.
    #[must_use]
    pub fn stands_in_full(&self, stands: &Where) -> String {
        match stands {
            Where::Release(id) => self.release(id).to_owned(),
            Where::Printed(id) => self.source_in_full(id),
        }
    }

    /// Who speaks, by name: the person, else the organisation.
    #[must_use]
    pub fn speaker<'b>(&'b self, statement: &'b Statement) -> &'b str {
        match (&statement.person, &statement.organisation) {
            _ if !statement.speaker.is_empty() => &statement.speaker,
            (Some(person), _) => Case::shown(&self.case.people, person),
            (None, Some(organisation)) => self.organisation(organisation),
            (None, None) => &statement.role,
        }
    }

    /// Who speaks, one person by one name however the sources spell it.
    #[must_use]
    pub fn one_speaker<'b>(&'b self, statement: &'b Statement) -> &'b str {
        statement.person.as_deref().map_or_else(|| self.speaker(statement), |person| Case::shown(&self.case.people, person))
    }

    /// Who speaks, in what role and for whom.
    #[must_use]
    pub fn speaker_in_full(&self, statement: &Statement) -> String {
        let organisation = statement.organisation.as_deref().map_or("", |o| self.organisation(o));
        let mut parts: Vec<&str> = Vec::new();
        for part in [self.speaker(statement), &statement.role, organisation] {
            if !part.is_empty() && !parts.contains(&part) {
                parts.push(part);
            }
        }
        parts.join(", ")
    }

    /// What an item is called.
    #[must_use]
    pub fn item(&self, item: &Item) -> String {
        match item.option() {
            Some(option) => self.say(&format!("claims-item-{}-of", item.word()), &[("option", self.option(option).into())]),
            None => self.item_word(item.word()),
        }
    }

    /// What an item is called, by the word a case writes for it.
    pub(crate) fn item_word(&self, word: &str) -> String {
        let known = ["votes", "share", "registered", "cast", "valid", "invalid", "turnout", "stations"];
        if known.contains(&word) { self.plain(&format!("claims-item-{word}")) } else { word.to_owned() }
    }

    /// What observers were asked, with the place where it is a part of the country.
    #[must_use]
    pub fn question(&self, o: &Observation) -> String {
        let asked = if o.place == self.case.election.country || o.place.is_empty() {
            o.question.clone()
        } else {
            self.say("claims-at-place", &[("what", o.question.as_str().into()), ("place", self.place(&o.place).into())])
        };
        self.marked(&asked, o.support.certainty)
    }

    /// Name of a part of the election.
    #[must_use]
    pub fn phase(&self, phase: Phase) -> String {
        self.plain(&format!("claims-phase-{}", phase.word()))
    }

    /// How the places that were watched were chosen.
    #[must_use]
    pub fn design(&self, design: Design) -> String {
        self.plain(match design {
            Design::Random => "claims-design-random",
            Design::Convenience => "claims-design-convenience",
            Design::Saturation => "claims-design-saturation",
            Design::Unknown => "claims-design-unknown",
        })
    }

    /// The words, marked where nobody read them in a source: a reader must never take what is remembered for what was read.
    #[must_use]
    pub fn marked(&self, words: &str, certainty: Certainty) -> String {
        match certainty {
            Certainty::Read | Certainty::Computed => words.to_owned(),
            Certainty::Remembered | Certainty::Guess => {
                self.say(&format!("claims-marked-{}", certainty.word()), &[("words", words.into())])
            }
        }
    }

    /// How a fact is known.
    #[must_use]
    pub fn certainty(&self, certainty: Certainty) -> String {
        self.plain(&format!("claims-certainty-{}", certainty.word()))
    }
}
