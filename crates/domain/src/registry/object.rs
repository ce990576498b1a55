//! One object of any noun.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::check;
use super::deployment::{Deployment, Team, Visit};
use super::election::Election;
use super::error::ObjectError;
use super::incident::{Event, Incident};
use super::noun::Noun;
use super::observer::Observer;
use super::observer_id::ObserverId;
use super::organisation::{Agreement, Organisation};
use super::place::Place;
use super::protocol::Protocol;
use super::station::Station;

/// What every object answers.
pub(super) trait Kept {
    /// The organisation that it belongs to.
    fn owner(&self) -> Option<&str> {
        None
    }

    /// The one station it is about.
    fn station(&self) -> Option<&str> {
        None
    }

    /// The word for how far it has come.
    fn state(&self) -> Option<&'static str> {
        None
    }

    /// What must exist.
    fn references(&self) -> Vec<(Noun, &str)> {
        Vec::new()
    }

    /// What can be said without looking elsewhere.
    fn check(&self) -> Result<(), ObjectError>;
}

macro_rules! objects {
    ($($variant:ident)*) => {
        /// An object of one of the twelve nouns. In JSON it is the object itself: its noun is known from where it stands.
        #[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
        #[serde(untagged)]
        #[expect(missing_docs, reason = "each variant is the noun of its name")]
        pub enum Object { $($variant($variant),)* }

        impl Object {
            /// Reads and checks an object: one JSON object, every field known, of 64 KiB at most.
            ///
            /// # Errors
            /// [`ObjectError`] with the line and column, or the field, of the first thing that is wrong.
            pub fn read(noun: Noun, bytes: &[u8]) -> Result<Self, ObjectError> {
                let object = match noun { $(Noun::$variant => Self::$variant(shape(bytes)?),)* };
                object.check()?;
                Ok(object)
            }

            /// What kind of thing it is.
            #[must_use]
            pub fn noun(&self) -> Noun { match self { $(Self::$variant(_) => Noun::$variant,)* } }

            fn kept(&self) -> &dyn Kept { match self { $(Self::$variant(object) => object,)* } }

            /// The JSON that [`Object::read`] reads. The order of members is always the same: that of the type's fields, and by name in
            /// maps.
            #[must_use]
            pub fn to_json(&self) -> Vec<u8> {
                // Strings, numbers and maps with text keys always serialise.
                match self { $(Self::$variant(object) => serde_json::to_vec(object).unwrap_or_default(),)* }
            }
        }

        $(impl $variant {
            /// What [`Object::check`] says of it.
            ///
            /// # Errors
            /// [`ObjectError::Field`] with the first field that is wrong.
            pub fn check(&self) -> Result<(), ObjectError> {
                Kept::check(self)
            }
        })*

        $(impl From<$variant> for Object {
            fn from(object: $variant) -> Self {
                Self::$variant(object)
            }
        })*
    };
}

objects! { Organisation Agreement Election Place Station Observer Team Deployment Visit Incident Event Protocol }

impl Object {
    /// Bytes of an object at most.
    pub const LARGEST: usize = 64 << 10;

    /// The organisation that it belongs to. None for elections, places and stations, which are everybody's, and for an organisation,
    /// which is its own.
    #[must_use]
    pub fn owner(&self) -> Option<&str> {
        self.kept().owner()
    }

    /// The one station it is about, where there is one.
    #[must_use]
    pub fn station(&self) -> Option<&str> {
        self.kept().station()
    }

    /// How far it has come: the status of an incident, the state of a protocol, whether an observer is active.
    #[must_use]
    pub fn state(&self) -> Option<&'static str> {
        self.kept().state()
    }

    /// The objects that must exist for this one to make sense, in the order of the fields; one may stand there twice.
    #[must_use]
    pub fn references(&self) -> Vec<(Noun, &str)> {
        self.kept().references()
    }

    /// Ranges, lengths, characters, ids, and times in order: what can be said without looking elsewhere.
    ///
    /// # Errors
    /// [`ObjectError::Field`] with the first field that is wrong.
    pub fn check(&self) -> Result<(), ObjectError> {
        self.kept().check()
    }

    /// Whether a text can be the id of an object of this noun: 1 to 64 ASCII letters, digits and `-_.:`, a letter or digit first. An
    /// observer's has a check digit and is written in capitals.
    #[must_use]
    pub fn id_is_valid(noun: Noun, id: &str) -> bool {
        match noun {
            Noun::Observer => ObserverId::parse(id).is_ok_and(|read| read.as_str() == id),
            _ => check::is_id(id),
        }
    }
}

fn shape<'a, T: Deserialize<'a>>(bytes: &'a [u8]) -> Result<T, ObjectError> {
    if bytes.len() > Object::LARGEST {
        return Err(ObjectError::TooBig { has: bytes.len(), limit: Object::LARGEST });
    }
    serde_json::from_slice(bytes).map_err(|e| ObjectError::shape(&e))
}
