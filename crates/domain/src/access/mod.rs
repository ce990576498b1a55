//! Who may do what with whose: the one place where it is decided.
//!
//! A caller has *powers* (what), an organisation (whose) and, as an observer, an id (which of them). Every object has an [`Owner`].
//! [`Caller::may`] answers; what another organisation keeps is *hidden*, which looks the same as not being there.

mod power;
mod role;

use std::collections::{BTreeMap, BTreeSet};

pub use power::{Act, Area, Powers};
pub use role::Role;

/// Whose an object is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Owner<'a> {
    /// Everybody's here: elections, places, stations. Only the host changes them.
    Everybody,
    /// The server's own: organisations, settings, backups. Only the host sees and changes them.
    Host,
    /// One organisation's.
    Organisation(&'a str),
    /// One organisation's, sent or made by one of its observers.
    Observer(&'a str, &'a str),
    /// Nobody's in particular: it came with a token of the host's own. Only such a token sees it.
    Nobody,
}

/// The answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[must_use]
pub enum Decision {
    /// Go on.
    Allowed,
    /// Not with these powers, whoever's it is.
    Refused,
    /// As if it were not there.
    Hidden,
}

/// Whose objects a caller can reach at all.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Reach {
    /// A token that the host made on the command line, without an organisation: every object.
    All,
    /// The objects of an organisation.
    Organisation(String),
}

/// Whoever sent a request.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Caller {
    /// A pseudonymous id of the account or token, as it stands in the record.
    pub id: String,
    /// Whose objects.
    pub reach: Reach,
    /// What it may do with them.
    pub powers: Powers,
    /// Whether it looks after the server itself.
    pub host: bool,
    /// The observer that it is, who sees of an organisation's objects only those of its own.
    pub observer: Option<String>,
    /// What other organisations share with its own: their codes, and in which areas.
    pub shared: BTreeMap<String, BTreeSet<Area>>,
}

impl Caller {
    /// The organisation it acts for.
    #[must_use]
    pub fn organisation(&self) -> Option<&str> {
        match &self.reach {
            Reach::All => None,
            Reach::Organisation(code) => Some(code),
        }
    }

    /// Whether it has the power at all. A list then shows what it reaches; an object needs [`Caller::may`].
    #[must_use]
    pub fn has(&self, act: Act, area: Area) -> bool {
        self.powers.has(act, area) && (self.host || !area.is_hosts(act))
    }

    /// Whether it may do this with an object of that owner.
    pub fn may(&self, act: Act, area: Area, owner: Owner<'_>) -> Decision {
        if !self.has(act, area) {
            return Decision::Refused;
        }
        match (owner, &self.reach) {
            (Owner::Host, _) => {
                if self.host {
                    Decision::Allowed
                } else {
                    Decision::Refused
                }
            }
            (Owner::Everybody, _) => {
                if act == Act::Read || self.host {
                    Decision::Allowed
                } else {
                    Decision::Refused
                }
            }
            (_, Reach::All) => Decision::Allowed,
            (Owner::Nobody, _) => Decision::Hidden,
            (Owner::Organisation(of), Reach::Organisation(own)) if of == own => self.own(None),
            (Owner::Observer(of, observer), Reach::Organisation(own)) if of == own => self.own(Some(observer)),
            (Owner::Organisation(of) | Owner::Observer(of, _), _) => self.others(act, area, of),
        }
    }

    /// Something of its own organisation: an observer sees only what is its own.
    fn own(&self, of: Option<&str>) -> Decision {
        match (&self.observer, of) {
            (Some(mine), Some(of)) if mine == of => Decision::Allowed,
            (Some(_), _) => Decision::Hidden,
            (None, _) => Decision::Allowed,
        }
    }

    /// Something of another organisation: it may be read where it is shared, and is not there otherwise. Observers get nothing shared.
    fn others(&self, act: Act, area: Area, of: &str) -> Decision {
        let shared = self.shared.get(of).is_some_and(|areas| areas.contains(&area));
        if act == Act::Read && shared && self.observer.is_none() { Decision::Allowed } else { Decision::Hidden }
    }

    /// The organisations whose objects of an area a list of this caller's may show; nothing where it reaches all.
    #[must_use]
    pub fn visible(&self, area: Area) -> Option<Vec<String>> {
        let Reach::Organisation(own) = &self.reach else { return None };
        let shared = self.shared.iter().filter(|(_, areas)| areas.contains(&area) && self.observer.is_none()).map(|(code, _)| code.clone());
        Some(std::iter::once(own.clone()).chain(shared).collect())
    }
}

#[cfg(test)]
mod tests;
