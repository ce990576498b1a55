//! What an import would change.

use std::collections::BTreeSet;

use domain::Release;
use domain::registry::{Noun, Object, ObjectError};
use serde::Serialize;
use serde_json::{Map, Value};

/// An object that is there already, and differs.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Changed {
    /// Its id.
    pub id: String,
    /// The fields that differ, in the order of their names.
    pub fields: Vec<String>,
    /// The object as it would be: what the file says, and what it does not speak of as it is.
    pub object: Object,
}

/// What an import would do to objects of one noun.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Changes {
    /// Ids that are new.
    pub new: Vec<String>,
    /// What would change.
    pub changed: Vec<Changed>,
    /// How many stay as they are.
    pub same: u64,
    /// Ids that are there and in no file. Nothing is removed by itself.
    pub gone: Vec<String>,
}

/// Compares what was read with what is there. `current` gives the object of an id, `held` are the ids there are of this noun.
/// `said` are the fields that always stand in an object and that the file spoke of (such as `kind`): the others of
/// `kind`, `role`, `identity`, `active` are kept as they are, and so is whatever the read object leaves out.
///
/// # Errors
/// [`ObjectError`] where what is there and what was read do not fit together.
pub fn compare<'a>(
    noun: Noun,
    objects: impl IntoIterator<Item = (&'a str, Object)>,
    current: impl Fn(Noun, &str) -> Option<Object>,
    held: impl IntoIterator<Item = String>,
    said: &BTreeSet<&str>,
) -> Result<Changes, ObjectError> {
    let mut changes = Changes::default();
    let mut gone: BTreeSet<String> = held.into_iter().collect();
    for (id, object) in objects {
        gone.remove(id);
        match current(noun, id) {
            None => changes.new.push(id.to_owned()),
            Some(now) if now == object => changes.same += 1,
            Some(now) => match merged(&now, &object, said)? {
                (_, fields) if fields.is_empty() => changes.same += 1,
                (object, fields) => changes.changed.push(Changed { id: id.to_owned(), fields, object }),
            },
        }
    }
    changes.gone = gone.into_iter().collect();
    Ok(changes)
}

/// Fields that an object always has and a file may not speak of.
const ALWAYS: [&str; 4] = ["kind", "role", "identity", "active"];

/// The object with what it leaves out taken from what is there, and the fields in which that differs from what is there.
fn merged(now: &Object, read: &Object, said: &BTreeSet<&str>) -> Result<(Object, Vec<String>), ObjectError> {
    let members = |object: &Object| match serde_json::to_value(object) {
        Ok(Value::Object(members)) => members,
        _ => Map::new(),
    };
    let (now, mut read_members) = (members(now), members(read));
    for (field, value) in &now {
        let unsaid = ALWAYS.contains(&field.as_str()) && !said.contains(field.as_str());
        if unsaid || !read_members.contains_key(field) {
            read_members.insert(field.clone(), value.clone());
        }
    }
    let mut fields: Vec<String> =
        read_members.iter().filter(|(field, value)| now.get(*field) != Some(value)).map(|(field, _)| field.clone()).collect();
    fields.sort_unstable();
    let bytes = serde_json::to_vec(&read_members).unwrap_or_default();
    Ok((Object::read(read.noun(), &bytes)?, fields))
}

/// Codes that a release and the register do not share.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct CodeGaps {
    /// Codes of the release that are no station's, each once, in order.
    pub unknown: Vec<String>,
    /// Stations that the release does not have, in order.
    pub missing: Vec<String>,
}

/// Which of a release's station codes are unknown to a set of stations, and which of the stations the release does not have.
#[must_use]
pub fn code_gaps(release: &Release, stations: &BTreeSet<&str>) -> CodeGaps {
    let codes: BTreeSet<&str> = release.stations.codes.iter().map(|code| &**code).collect();
    let owned = |ids: Vec<&&str>| ids.into_iter().map(|id| (*id).to_owned()).collect();
    CodeGaps { unknown: owned(codes.difference(stations).collect()), missing: owned(stations.difference(&codes).collect()) }
}
