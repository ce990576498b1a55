//! Names of places and options as readers and files write them.

use std::cell::OnceCell;

use domain::{OptionId, PlaceId, Release};

use crate::texts::Texts;

/// Names of the places of one release, each put together once.
#[derive(Debug)]
pub struct Names<'a> {
    release: &'a Release,
    paths: Vec<OnceCell<Box<str>>>,
    shown: Vec<OnceCell<Box<str>>>,
    all: String,
}

impl<'a> Names<'a> {
    /// The names of a release.
    #[must_use]
    pub fn new(release: &'a Release, texts: &Texts) -> Self {
        let empty = || (0..release.places.len()).map(|_| OnceCell::new()).collect();
        Self { release, paths: empty(), shown: empty(), all: texts.plain("area-all") }
    }

    /// The path in data files: `all`, or `North/A`.
    #[must_use]
    pub fn path(&self, place: PlaceId) -> &str {
        self.paths[place.index()].get_or_init(|| self.release.places.path(place).into())
    }

    /// The name in sentences: `the whole election`, or `North / A`.
    #[must_use]
    pub fn shown(&self, place: PlaceId) -> &str {
        self.shown[place.index()].get_or_init(|| {
            let Some(parent) = self.release.places.parent(place) else { return self.all.as_str().into() };
            let name = self.release.places.name(place);
            if parent == PlaceId::ALL { name.into() } else { format!("{} / {name}", self.shown(parent)).into() }
        })
    }

    /// Name of an option.
    #[must_use]
    pub fn option(&self, option: OptionId) -> &'a str {
        self.release.election.option_name(option)
    }

    /// The region a place lies in; `None` for the whole election.
    #[must_use]
    pub fn region(&self, place: PlaceId) -> Option<PlaceId> {
        let mut at = place;
        while let Some(up) = self.release.places.parent(at) {
            if up == PlaceId::ALL {
                return Some(at);
            }
            at = up;
        }
        None
    }
}
