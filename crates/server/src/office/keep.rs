//! Keeping a change: whose it is, whether it holds together, and what it becomes in the record.

use std::collections::HashSet;
use std::sync::Arc;

use axum::http::StatusCode;
use domain::access::{Act, Area, Owner};
use domain::registry::{Noun, Object, ObjectError};
use store::prepare::{self, ChangeError, Expected, NewObject};
use store::sequencer::{Answer, Work};

use super::guard::unguarded;
use super::look::current;
use super::whose::{area, owner, owner_for};
use crate::app::{App, now};
use crate::caller::Who;
use crate::events::Event;
use crate::problem::Problem;
use crate::registry::Kept;

/// Objects of one entry, where several are changed together.
const AN_ENTRY: usize = 1000;

/// Something to be kept.
#[derive(Clone, Debug)]
pub struct Change {
    /// What kind of thing.
    pub noun: Noun,
    /// Which one.
    pub id: String,
    /// What it says from now on; nothing where it is withdrawn.
    pub object: Option<Object>,
    /// What must be there for the change to hold.
    pub expected: Expected,
    /// What is sealed with it; then it is an entry of its own.
    pub sealed: Option<Vec<u8>>,
}

impl Change {
    /// A change of whatever is there.
    #[must_use]
    pub fn any(noun: Noun, id: impl Into<String>, object: Object) -> Self {
        Self { noun, id: id.into(), object: Some(object), expected: Expected::Any, sealed: None }
    }
}

/// What became of changes.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Done {
    /// Versions, in the order of the changes.
    pub versions: Vec<u64>,
    /// The first entry; nothing where everything was as it should be already.
    pub first: Option<u64>,
    /// How many entries.
    pub entries: u64,
}

/// Keeps changes, all of them or none.
///
/// # Errors
/// 403, 404 for what is another's; 409 for what does not fit what is there; 412 for what was changed since; 422 for what is wrong in itself.
pub async fn keep(app: &Arc<App>, who: &Who, changes: Vec<Change>) -> Result<Done, Problem> {
    let together: HashSet<(Noun, &str)> =
        changes.iter().filter(|change| change.object.is_some()).map(|change| (change.noun, change.id.as_str())).collect();
    for change in &changes {
        let there = current(app, change.noun, &change.id).await?;
        allowed(who, change, there.as_deref())?;
        if let Some(object) = &change.object {
            unguarded(there.as_ref().map(|there| &there.object), object, change.sealed.is_some())?;
        }
        sound(app, change, &together).await?;
    }
    put(app, &who.caller.id, changes).await
}

/// Keeps a change of one's own organisation, by its administrator: everything else about organisations is the host's.
///
/// # Errors
/// 404 for another organisation; else as `keep`.
pub async fn keep_own(app: &Arc<App>, who: &Who, change: Change) -> Result<Done, Problem> {
    let own = who.caller.organisation() == Some(&change.id) && change.noun == Noun::Organisation && change.object.is_some();
    if !own || !who.caller.has(Act::Change, Area::Accounts) {
        return Err(Problem::not_found("organisation"));
    }
    sound(app, &change, &HashSet::new()).await?;
    put(app, &who.caller.id, vec![change]).await
}

/// Keeps changes that somebody makes who looks after the server, before there is an account to ask about: the set-up.
///
/// # Errors
/// 422 for what is wrong in itself, and what `keep` says of what is there.
pub async fn keep_as_host(app: &Arc<App>, by: &str, changes: Vec<Change>) -> Result<Done, Problem> {
    for change in &changes {
        sound(app, change, &HashSet::new()).await?;
    }
    put(app, by, changes).await
}

/// Keeps changes whose right was checked by whoever calls this.
pub(super) async fn put(app: &Arc<App>, by: &str, changes: Vec<Change>) -> Result<Done, Problem> {
    let entries = app
        .random(|random| entries(by, &changes, random))
        .map_err(|e| Problem::new(StatusCode::UNPROCESSABLE_ENTITY, e.code(), e.to_string(), e.remedy()))?;
    let count = entries.len() as u64;
    // It goes on to its end when whoever asked for it is gone: what is written must be followed in memory.
    let (app, by) = (Arc::clone(app), by.to_owned());
    let putting = async move {
        match app.sequencer.put(Work::Change(entries)).await? {
            Answer::Changed { receipt, versions, .. } => {
                remember(&app, &by, receipt.index, changes, &versions);
                Ok(Done { versions, first: Some(receipt.index), entries: count })
            }
            Answer::Stale { noun, version, .. } => Err(stale(&noun, version)),
            _ => Err(Problem::later("FAULT", "the server has a fault", "Ask again.", 5)),
        }
    };
    tokio::spawn(putting).await.unwrap_or_else(|_| Err(Problem::later("FAULT", "the server has a fault", "Ask again.", 5)))
}

/// Follows what was written in memory, and tells whoever listens.
fn remember(app: &Arc<App>, by: &str, index: u64, changes: Vec<Change>, versions: &[u64]) {
    let at = now();
    let mut entry = index;
    let mut in_entry = 0;
    let agreements = changes.iter().any(|change| change.noun == Noun::Agreement);
    for (change, version) in changes.into_iter().zip(versions) {
        if in_entry == AN_ENTRY || (in_entry > 0 && change.sealed.is_some()) {
            entry += 1;
            in_entry = 0;
        }
        in_entry = if change.sealed.is_some() { AN_ENTRY } else { in_entry + 1 };
        app.bus.tell(Event {
            what: change.noun.word().to_owned(),
            id: change.id.clone(),
            entry,
            organisation: change.object.as_ref().and_then(Object::owner).map(str::to_owned),
            observer: None,
            area: Some(area(change.noun)),
        });
        let kept =
            change.object.map(|object| Kept { id: change.id.clone(), version: *version, index: entry, at, by: by.to_owned(), object });
        let gone = kept.is_none().then_some((change.id.as_str(), *version));
        app.registry.put(change.noun, kept, gone);
    }
    if agreements {
        app.tokens.forget();
    }
}

/// Changes as entries: many in one, those with something sealed alone.
fn entries(by: &str, changes: &[Change], random: &mut impl rand::Rng) -> Result<Vec<prepare::Change>, ChangeError> {
    let mut entries = Vec::new();
    let mut waiting: Vec<NewObject> = Vec::new();
    for change in changes {
        let object = new_object(by, change);
        if change.sealed.is_some() || waiting.len() == AN_ENTRY {
            flush(&mut entries, &mut waiting, None, random)?;
        }
        waiting.push(object);
        if let Some(sealed) = &change.sealed {
            flush(&mut entries, &mut waiting, Some(sealed.clone()), random)?;
        }
    }
    flush(&mut entries, &mut waiting, None, random)?;
    Ok(entries)
}

fn flush(
    entries: &mut Vec<prepare::Change>,
    waiting: &mut Vec<NewObject>,
    sealed: Option<Vec<u8>>,
    random: &mut impl rand::Rng,
) -> Result<(), ChangeError> {
    if !waiting.is_empty() {
        entries.push(prepare::Change::new(std::mem::take(waiting), sealed, random)?);
    }
    Ok(())
}

fn new_object(by: &str, change: &Change) -> NewObject {
    let object = change.object.as_ref();
    NewObject {
        noun: change.noun.word().to_owned(),
        id: change.id.clone(),
        organisation: object.and_then(Object::owner).map(str::to_owned),
        station: object.and_then(Object::station).map(str::to_owned),
        state: object.and_then(Object::state).map(str::to_owned),
        gone: object.is_none(),
        by: by.to_owned(),
        body: object.map_or_else(|| b"null".to_vec(), Object::to_json),
        expected: Some(change.expected),
    }
}

/// Whether the caller may make this change of what is there.
fn allowed(who: &Who, change: &Change, there: Option<&Kept>) -> Result<(), Problem> {
    let (area, word) = (area(change.noun), change.noun.word());
    let observer = who.caller.observer.as_deref();
    if let Some(there) = there {
        let act = if change.object.is_some() { Act::Change } else { Act::Erase };
        // Who may change it may withdraw it; what is erased for good asks for more.
        let act = if act == Act::Erase && who.caller.has(Act::Change, area) { Act::Change } else { act };
        who.may(act, area, owner_for(&there.object, observer), word)?;
    }
    let Some(object) = &change.object else {
        return if there.is_some() { Ok(()) } else { Err(Problem::not_found(word)) };
    };
    // Nobody hands an object over to others, or makes one in their name.
    let act = if there.is_some() { Act::Change } else { Act::Add };
    let mine = if there.is_some() { owner(object) } else { owner_for(object, observer) };
    who.may(act, area, mine, word).map_err(|problem| match (problem.status(), mine) {
        (StatusCode::NOT_FOUND, Owner::Organisation(_) | Owner::Observer(..)) => Problem::new(
            StatusCode::FORBIDDEN,
            "OTHER-ORGANISATION",
            "it would belong to another organisation, or to another observer",
            "Name your own.",
        ),
        _ => problem,
    })
}

/// Whether the change holds together: in itself, and with what it refers to.
async fn sound(app: &App, change: &Change, together: &HashSet<(Noun, &str)>) -> Result<(), Problem> {
    if !Object::id_is_valid(change.noun, &change.id) {
        return Err(Problem::new(
            StatusCode::UNPROCESSABLE_ENTITY,
            "OBJECT-ID",
            format!("the id is none that a {} can have", change.noun.word()),
            "Use letters, digits and `-_.:`, 64 at most; the id of an observer ends in its check digit.",
        ));
    }
    let Some(object) = &change.object else { return Ok(()) };
    object.check().map_err(|e| wrong(&e))?;
    for (noun, id) in object.references() {
        if !together.contains(&(noun, id)) && current(app, noun, id).await?.is_none() {
            return Err(Problem::new(
                StatusCode::UNPROCESSABLE_ENTITY,
                "REFERENCE",
                format!("it refers to a {} that is not there", noun.word()),
                "Add that first, or correct the reference.",
            ));
        }
    }
    Ok(())
}

/// What is wrong with an object.
#[must_use]
pub fn wrong(error: &ObjectError) -> Problem {
    Problem::new(StatusCode::UNPROCESSABLE_ENTITY, error.code(), error.to_string(), error.remedy())
}

fn stale(noun: &str, version: Option<u64>) -> Problem {
    let there = version.map_or_else(|| "there is none".to_owned(), |version| format!("it has version {version}"));
    Problem::new(
        StatusCode::PRECONDITION_FAILED,
        "CHANGED-SINCE",
        format!("the {noun} is not in the version that the change was made from: {there}"),
        "Read it again, and make the change from that.",
    )
}
