//! The places that rows of stations name, each once.

use std::collections::{HashMap, HashSet};

use domain::registry::{Coordinates, Names, Place};

use super::ids;
use super::report::{self, Report};
use crate::text::folded;

/// A place as one row names it.
pub(super) struct Named<'a> {
    pub level: &'a str,
    /// Languages and names, those that are filled in.
    pub names: Vec<(&'a str, String)>,
    pub code: Option<String>,
    /// The id it is known by, where the file says so.
    pub id: Option<String>,
    pub centre: Option<Coordinates>,
}

/// Places so far.
#[derive(Default)]
pub(super) struct Places {
    pub made: Vec<(String, Place)>,
    /// Where each stands first.
    pub at: Vec<(String, u64)>,
    /// Places by what the file calls them. Used for look-up only.
    by_key: HashMap<(Option<usize>, String), usize>,
    ids: HashSet<String>,
}

impl Places {
    /// The place that is named, made where it is new.
    pub fn add(&mut self, report: &mut Report, at: &report::Place<'_>, parent: Option<usize>, named: Named<'_>) -> Option<usize> {
        let first = named.names.first().map(|(_, name)| name.as_str());
        let key = match (&named.id, &named.code) {
            (Some(id), _) => (None, format!("i:{id}")),
            (None, Some(code)) => (None, format!("c:{}:{code}", named.level)),
            (None, None) => (parent, format!("n:{}:{}", named.level, folded(first?))),
        };
        if let Some(&place) = self.by_key.get(&key) {
            self.agree(report, at, place, parent, first);
            return Some(place);
        }
        let place = self.made.len();
        self.by_key.insert(key, place);
        let id = self.id(parent, &named);
        let names = Names::new(named.names.into_iter().map(|(language, name)| (language.to_owned(), name)));
        let names = names.unwrap_or_else(|| Names::plain(named.code.as_deref().unwrap_or(&id)));
        let parent = parent.and_then(|parent| self.made.get(parent)).map(|(id, _)| id.clone());
        let object = Place { centre: named.centre, ..Place::new(names, named.level, parent) };
        if let Err(e) = object.check() {
            report.problem(at.refused(&e, None));
        }
        self.made.push((id, object));
        self.at.push((at.file.to_owned(), at.line));
        Some(place)
    }

    fn id(&mut self, parent: Option<usize>, named: &Named<'_>) -> String {
        if let Some(id) = &named.id {
            let id = ids::of_code(id);
            self.ids.insert(id.clone());
            return id;
        }
        let name = named.names.first().map_or("", |(_, name)| name.as_str());
        let id = if let Some(code) = &named.code {
            // Codes are counted anew on every level.
            ids::of_code(&format!("{}-{code}", named.level))
        } else {
            let parent = parent.and_then(|parent| self.made.get(parent)).map(|(id, _)| id.as_str());
            let slug = ids::slug(name);
            let own = if slug.is_empty() { ids::distinct("", name) } else { slug };
            ids::joined(parent, '.', &own)
        };
        // Another place of that id: other names, one romanisation.
        let id = if self.ids.contains(&id) { ids::distinct(&id, &format!("{}:{}", named.level, folded(name))) } else { id };
        self.ids.insert(id.clone());
        id
    }

    /// A code stands for one place: one parent, one name.
    fn agree(&self, report: &mut Report, at: &report::Place<'_>, place: usize, parent: Option<usize>, name: Option<&str>) {
        let Some((id, has)) = self.made.get(place) else { return };
        let parent = parent.and_then(|parent| self.made.get(parent)).map(|(id, _)| id);
        if parent != has.parent.as_ref() {
            let first = self.at.get(place).map_or(0, |(_, line)| *line);
            let message = format!("the place {id} lies in another place on line {first}.");
            report.problem(at.problem("INTAKE-PLACE-PARENT", message, "Make the rows agree, or give one of the places another code."));
        }
        if let Some(name) = name
            && !has.names.iter().any(|(_, known)| known == name || folded(known) == folded(name))
        {
            report.warn(format!("the place {id} has several names in one column; the first one is kept"));
        }
    }

    /// Whether a place of that id was named.
    pub fn has(&self, id: &str) -> bool {
        self.ids.contains(id)
    }
}
