//! From the bytes of a file to what it would change.

use std::collections::{BTreeSet, HashMap};
use std::sync::Arc;

use axum::http::StatusCode;
use domain::registry::{Noun, Object, ObjectError};
use intake::registry::{
    ObserverOptions, RegistryError, RegistryMapping, RegistryOptions, compare, read_boundaries, read_observers, read_staff, read_stations,
};
use sha2::{Digest, Sha256};

use super::keep::staff_id;
use super::{Counts, Kind, Prepared, Ready};
use crate::app::App;
use crate::problem::Problem;
use crate::registry::Registry;

/// Letters and digits of observers' ids.
const ALPHABET: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";

/// Reads a file and compares it with what is there. It takes a while, away from the threads that answer.
///
/// # Errors
/// `Problem` where the file as a whole cannot be read; what is wrong in rows stands in the report.
pub async fn prepare(
    app: &Arc<App>,
    organisation: Option<String>,
    kind: Kind,
    name: String,
    bytes: Arc<Vec<u8>>,
    mapping: Option<String>,
) -> Result<Prepared, Problem> {
    let own = Arc::clone(app);
    let reading = tokio::task::spawn_blocking(move || read(&own, organisation.as_deref(), kind, &name, &bytes, mapping.as_deref()));
    let mut prepared = reading.await.map_err(|_| Problem::later("FAULT", "the server has a fault", "Try again.", 5))??;
    // Members are in the record alone.
    for member in &prepared.staff {
        if app.store.object("staff", &staff_id(app, member)).await?.is_some() {
            prepared.counts.new -= 1;
            prepared.counts.same += 1;
        }
    }
    Ok(prepared)
}

fn unreadable(error: &RegistryError) -> Problem {
    Problem::new(StatusCode::UNPROCESSABLE_ENTITY, error.code(), error.to_string(), error.remedy())
}

fn odd(error: &ObjectError) -> Problem {
    Problem::new(StatusCode::UNPROCESSABLE_ENTITY, error.code(), error.to_string(), error.remedy())
}

fn read(app: &App, organisation: Option<&str>, kind: Kind, name: &str, bytes: &[u8], mapping: Option<&str>) -> Result<Prepared, Problem> {
    let mapping = mapping.map(|text| RegistryMapping::parse(text, "the mapping")).transpose().map_err(|errors| {
        Problem::new(
            StatusCode::UNPROCESSABLE_ENTITY,
            "MAPPING",
            errors.to_string(),
            "Correct the mapping; the guide says what it may hold.",
        )
    })?;
    let registry = &app.registry;
    let known = |noun: Noun, id: &str| registry.get(noun, id).is_some();
    let options = RegistryOptions { mapping: mapping.as_ref(), known: &known, ..RegistryOptions::default() };
    match kind {
        Kind::Stations => stations(registry, name, bytes, options),
        Kind::Observers => observers(app, organisation.ok_or_else(without)?, name, bytes, options),
        Kind::Staff => {
            let import = read_staff(name, bytes, options).map_err(|e| unreadable(&e))?;
            let counts = Counts { new: import.staff.len() as u64, ..Counts::default() };
            Ok(Prepared { report: import.report, counts, staff: import.staff, ..Prepared::default() })
        }
        Kind::Boundaries => {
            let find = by_name(registry);
            let import = read_boundaries(name, bytes, None, &|text| find.get(&text.to_lowercase()).cloned()).map_err(|e| unreadable(&e))?;
            let counts = Counts { new: import.boundaries.len() as u64, ..Counts::default() };
            Ok(Prepared { report: import.report, counts, boundaries: import.boundaries, ..Prepared::default() })
        }
    }
}

/// Observers belong to an organisation; a token without one cannot say whose they are.
fn without() -> Problem {
    Problem::new(
        StatusCode::UNPROCESSABLE_ENTITY,
        "IMPORT-ORGANISATION",
        "it is not said whose observers they are",
        "Use a token of the organisation's, or sign in.",
    )
}

/// Places by id and by every name that only one of them has.
fn by_name(registry: &Registry) -> HashMap<String, String> {
    let mut found: HashMap<String, Option<String>> = HashMap::new();
    for kept in registry.all(Noun::Place) {
        let Object::Place(place) = &kept.object else { continue };
        let names = place.names.iter().map(|(_, name)| name).chain(place.variants.iter().map(|variant| variant.name.as_str()));
        let names: BTreeSet<String> = names.chain([kept.id.as_str()]).map(str::to_lowercase).collect();
        for name in names {
            found.entry(name).and_modify(|id| *id = None).or_insert_with(|| Some(kept.id.clone()));
        }
    }
    found.into_iter().filter_map(|(name, id)| Some((name, id?))).collect()
}

fn stations(registry: &Registry, name: &str, bytes: &[u8], options: RegistryOptions<'_>) -> Result<Prepared, Problem> {
    let import = read_stations(&[(name, bytes)], options).map_err(|e| unreadable(&e))?;
    let mut prepared = Prepared { report: import.report, ..Prepared::default() };
    if !prepared.report.is_clean() {
        return Ok(prepared);
    }
    let places = import.places.into_iter().map(|(id, place)| (id, Object::Place(place))).collect();
    let stations = import.stations.into_iter().map(|(id, station)| (id, Object::Station(station))).collect();
    // What goes away is told of stations only: places of other lists are none of this one's.
    add(&mut prepared, registry, Noun::Place, places, Vec::new())?;
    prepared.counts = Counts::default();
    let held = registry.all(Noun::Station).iter().map(|kept| kept.id.clone()).collect();
    add(&mut prepared, registry, Noun::Station, stations, held)?;
    Ok(prepared)
}

/// Adds what is new or changes.
fn add(prepared: &mut Prepared, registry: &Registry, noun: Noun, objects: Vec<(String, Object)>, held: Vec<String>) -> Result<(), Problem> {
    let said: BTreeSet<String> = prepared.report.columns.iter().filter_map(|column| column.meaning.clone()).collect();
    let said: BTreeSet<&str> = said.iter().map(String::as_str).collect();
    let current = |noun: Noun, id: &str| registry.get(noun, id).map(|kept| kept.object.clone());
    let pairs = objects.iter().map(|(id, object)| (id.as_str(), object.clone()));
    let changes = compare(noun, pairs, current, held, &said).map_err(|e| odd(&e))?;
    prepared.counts.new += changes.new.len() as u64;
    prepared.counts.changed += changes.changed.len() as u64;
    prepared.counts.same += changes.same;
    prepared.counts.gone += changes.gone.len() as u64;
    let new: BTreeSet<String> = changes.new.into_iter().collect();
    let fresh = objects.into_iter().filter(|(id, _)| new.contains(id));
    prepared.ready.extend(fresh.map(|(id, object)| Ready { noun, id, object, identity: None, fields: Vec::new() }));
    let changed = changes.changed.into_iter();
    prepared.ready.extend(changed.map(|c| Ready { noun, id: c.id, object: c.object, identity: None, fields: c.fields }));
    Ok(())
}

fn observers(app: &App, organisation: &str, name: &str, bytes: &[u8], registry: RegistryOptions<'_>) -> Result<Prepared, Problem> {
    let secret: [u8; 32] = Sha256::new_with_prefix(app.observer_secret).chain_update(organisation).finalize().into();
    let prefix = prefix(organisation);
    let options = ObserverOptions { registry, organisation, prefix: &prefix, secret: &secret };
    let import = read_observers(name, bytes, options).map_err(|e| unreadable(&e))?;
    let mut prepared = Prepared { report: import.report, ..Prepared::default() };
    if !prepared.report.is_clean() {
        return Ok(prepared);
    }
    let mut identities = HashMap::new();
    let mut objects = Vec::new();
    for listed in import.observers {
        let id = listed.id.as_str().to_owned();
        if let Some(identity) = listed.identity {
            identities.insert(id.clone(), identity);
        }
        objects.push((id, Object::Observer(listed.observer)));
    }
    let own = app.registry.all(Noun::Observer).into_iter().filter(|kept| kept.object.owner() == Some(organisation));
    let held = own.map(|kept| kept.id.clone()).collect();
    add(&mut prepared, &app.registry, Noun::Observer, objects, held)?;
    for ready in &mut prepared.ready {
        ready.identity = identities.remove(&ready.id);
    }
    // Whoever is reported to comes before who reports.
    prepared.ready.sort_by_key(|ready| matches!(&ready.object, Object::Observer(observer) if observer.supervisor.is_some()));
    Ok(prepared)
}

/// Four characters that the ids of an organisation's observers begin with, so that two organisations' are never the same.
fn prefix(organisation: &str) -> String {
    let hash = Sha256::digest(organisation.as_bytes());
    hash.iter().take(4).map(|byte| char::from(ALPHABET[usize::from(byte % 32)])).collect()
}
