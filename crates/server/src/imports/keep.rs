//! Keeping what a file came to: everything, in one transaction.

use std::sync::Arc;

use axum::http::StatusCode;
use domain::access::{Act, Area, Owner};
use domain::registry::{Identity, IdentityState, Object};
use intake::registry::StaffMember;
use rayon::prelude::*;
use serde_json::json;
use sha2::{Digest, Sha256};
use store::prepare::{self, Expected, NewObject};
use store::sequencer::{Answer, Work};

use super::{Kind, Prepared, Ready};
use crate::app::App;
use crate::caller::Who;
use crate::office::keep::{Change, Done, keep as keep_changes};
use crate::problem::{Problem, RowProblem};

/// Keeps it. The caller's power is asked for each object.
///
/// # Errors
/// 422 with every problem where the file has some; then nothing is kept. Else as `keep_changes`.
pub async fn keep(app: &Arc<App>, who: &Who, kind: Kind, prepared: Prepared) -> Result<Done, Problem> {
    if !prepared.report.is_clean() {
        return Err(refused(&prepared));
    }
    match kind {
        Kind::Stations | Kind::Observers => {
            let changes = seal(app, prepared.ready).await?;
            if changes.is_empty() { Ok(Done::default()) } else { keep_changes(app, who, changes).await }
        }
        Kind::Staff => {
            who.may(Act::Add, Area::People, own(who)?, "list")?;
            put(app, staff(app, who, &prepared).await?).await
        }
        Kind::Boundaries => {
            who.may(Act::Change, Area::Registry, Owner::Everybody, "list")?;
            let object = |(id, boundary): &(String, intake::registry::Boundary)| (id.clone(), json!(boundary).to_string().into_bytes());
            let objects = prepared.boundaries.iter().map(object).map(|(id, body)| new_object(who, "boundary", id, None, None, body));
            let mut random = app.fork();
            let entries = objects.map(|object| prepare::Change::new(vec![object], None, &mut random));
            put(app, entries.collect::<Result<_, _>>().map_err(|e| too_large(&e))?).await
        }
    }
}

fn own(who: &Who) -> Result<Owner<'_>, Problem> {
    who.caller.organisation().map(Owner::Organisation).ok_or_else(|| Problem::not_found("organisation"))
}

fn too_large(error: &prepare::ChangeError) -> Problem {
    Problem::new(StatusCode::UNPROCESSABLE_ENTITY, error.code(), error.to_string(), error.remedy())
}

/// What is wrong with a file.
#[must_use]
pub fn refused(prepared: &Prepared) -> Problem {
    let row = |problem: &intake::registry::RowProblem| RowProblem {
        line: problem.line,
        column: problem.column.as_ref().map(|column| column.header.clone()).unwrap_or_default(),
        value: problem.value.clone(),
        code: problem.code.to_owned(),
        detail: problem.message.clone(),
        remedy: problem.remedy.clone(),
    };
    Problem::new(
        StatusCode::UNPROCESSABLE_ENTITY,
        "IMPORT-PROBLEMS",
        format!("the file has {} problems; nothing was kept", prepared.report.problem_count),
        "Correct the rows named, and send the file again.",
    )
    .with(prepared.report.problems.iter().map(row).collect())
}

/// Changes with who is who sealed to the custodians, on all cores.
async fn seal(app: &Arc<App>, ready: Vec<Ready>) -> Result<Vec<Change>, Problem> {
    let vault = app.objects.vault().clone();
    let sealing = tokio::task::spawn_blocking(move || {
        let one = |ready: Ready| {
            let sealed = ready.identity.as_ref().map(|identity| vault.seal(&plain(identity))).transpose()?;
            let mut object = ready.object;
            if let (Object::Observer(observer), true) = (&mut object, sealed.is_some()) {
                observer.identity = IdentityState::Sealed;
            }
            Ok(Change { noun: ready.noun, id: ready.id, object: Some(object), expected: Expected::Any, sealed })
        };
        ready.into_par_iter().map(one).collect::<Result<Vec<_>, evidence::vault::VaultError>>()
    });
    let sealed = sealing.await.map_err(|_| Problem::later("FAULT", "the server has a fault", "Try again.", 5))?;
    sealed.map_err(|e| Problem::later(e.code(), e.to_string(), e.remedy(), 5))
}

fn plain(identity: &Identity) -> Vec<u8> {
    serde_json::to_vec(identity).unwrap_or_default()
}

fn new_object(who: &Who, noun: &str, id: String, organisation: Option<&str>, station: Option<&str>, body: Vec<u8>) -> NewObject {
    NewObject {
        noun: noun.to_owned(),
        id,
        organisation: organisation.map(str::to_owned),
        station: station.map(str::to_owned),
        state: None,
        gone: false,
        by: who.caller.id.clone(),
        body,
        expected: None,
    }
}

/// The id of a member: a keyed hash of station, part and name, so that nobody without the key can try names.
pub(super) fn staff_id(app: &App, member: &StaffMember) -> String {
    let print = json!([member.station, member.role, member.identity.full_name]).to_string();
    let hash = Sha256::new_with_prefix(app.observer_secret).chain_update(print).finalize();
    hex::encode(&hash[..12])
}

/// Members of commissions: where and as what can be read, who is sealed. The id follows from station, part and name, by a secret, so
/// that the same list again adds nobody twice.
async fn staff(app: &Arc<App>, who: &Who, prepared: &Prepared) -> Result<Vec<prepare::Change>, Problem> {
    let organisation = who.caller.organisation();
    let vault = app.objects.vault().clone();
    let mut random = app.fork();
    let mut entries = Vec::new();
    for member in &prepared.staff {
        let id = staff_id(app, member);
        if app.store.object("staff", &id).await?.is_some() {
            continue;
        }
        let body = json!({"station": member.station, "role": member.role}).to_string().into_bytes();
        let sealed = vault.seal(&plain(&member.identity)).map_err(|e| Problem::later(e.code(), e.to_string(), e.remedy(), 5))?;
        let object = new_object(who, "staff", id, organisation, Some(&member.station), body);
        entries.push(prepare::Change::new(vec![object], Some(sealed), &mut random).map_err(|e| too_large(&e))?);
    }
    Ok(entries)
}

/// Writes entries of nouns that the office does not know.
async fn put(app: &Arc<App>, entries: Vec<prepare::Change>) -> Result<Done, Problem> {
    if entries.is_empty() {
        return Ok(Done::default());
    }
    let count = entries.len() as u64;
    match app.sequencer.put(Work::Change(entries)).await? {
        Answer::Changed { receipt, versions, .. } => Ok(Done { versions, first: Some(receipt.index), entries: count }),
        _ => Err(Problem::later("FAULT", "the server has a fault", "Try again.", 5)),
    }
}
