//! The log: its latest checkpoint, its latest entries, and the receipt of a submission.

use std::sync::Arc;

use axum::extract::State;
use axum::http::Method;
use axum::response::Response;
use domain::Envelope;
use domain::access::Act;
use pages::views::common::{Link, Paging};
use pages::views::log::{Cosignature, EntryRow, FoundReceipt, LogView};
use pages::{Form, Section};
use serde::Deserialize;
use tlog::SignedCheckpoint;
use uuid::Uuid;

use super::reader::{Reader, html, moment, wrong};
use crate::address::Asked;
use crate::app::App;
use crate::problem::Problem;
use crate::routes::submissions::find;
use crate::routes::table::{Need, Route};

/// Entries of a page.
const A_PAGE: u64 = 50;

/// The routes.
pub fn table() -> Vec<Route> {
    vec![Route::page(Method::GET, "/log", Need::Person, show)]
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Query {
    id: String,
    before: Option<u64>,
    /// The entry that somebody followed a link to: it comes first.
    entry: Option<u64>,
}

/// When an entry came in.
///
/// # Errors
/// `Problem` of the database.
pub async fn entry_time(app: &App, index: u64) -> Result<Option<u64>, Problem> {
    let entry = app.store.entries(index..index + 1).await?.pop();
    Ok(entry.and_then(|entry| Envelope::parse(&entry).ok()).map(|envelope| envelope.time))
}

/// When the checkpoint of a size was signed: with its last entry.
///
/// # Errors
/// `Problem` of the database.
pub async fn time_of(app: &App, size: u64) -> Result<Option<u64>, Problem> {
    match size.checked_sub(1) {
        Some(last) => entry_time(app, last).await,
        None => Ok(None),
    }
}

async fn show(State(app): State<Arc<App>>, reader: Reader, Asked(query): Asked<Query>) -> Result<Response, Problem> {
    let head = app.sequencer.head();
    let key = app.sequencer.key().to_string();
    let root = SignedCheckpoint::parse(head.note.as_bytes()).map(|signed| signed.checkpoint().root().to_string()).unwrap_or_default();
    let begin = query.entry.and_then(|entry| entry.checked_add(1)).or(query.before);
    let end = begin.unwrap_or(head.size).min(head.size);
    let start = end.saturating_sub(A_PAGE);
    let mut entries = Vec::new();
    for (entry, index) in app.store.entries(start..end).await?.iter().zip(start..) {
        if let Ok(envelope) = Envelope::parse(entry) {
            let kind = envelope.kind.word().to_owned();
            entries.push(EntryRow { index, kind, moment: moment(envelope.time), of: envelope.of, href: None });
        }
    }
    entries.reverse();
    let cosignatures = app.store.cosignatures(head.size.saturating_sub(10_000)..head.size + 1).await?;
    let mut latest: std::collections::BTreeMap<String, u64> = std::collections::BTreeMap::new();
    for row in cosignatures {
        let size = latest.entry(row.witness).or_default();
        *size = (*size).max(row.size);
    }
    let (form, found) = receipt(&app, &reader, &query).await?;
    let base = reader.base();
    let view = LogView {
        origin: key.split('+').next().unwrap_or_default().to_owned(),
        address: format!("{base}/log"),
        size: head.size,
        root,
        signed: moment(time_of(&app, head.size).await?.unwrap_or(0)),
        key,
        cosignatures: latest.into_iter().map(|(witness, size)| Cosignature { witness, moment: None, size }).collect(),
        form,
        found,
        paging: Paging {
            shown: entries.len() as u64,
            total: Some(head.size),
            first: begin.map(|_| "/log".to_owned()),
            next: (start > 0).then(|| format!("/log?before={start}")),
        },
        entries,
    };
    html(pages::views::log::log(&reader.shell(Section::Log).await, &view))
}

/// The receipt that is looked for.
async fn receipt(app: &Arc<App>, reader: &Reader, query: &Query) -> Result<(Form, Option<FoundReceipt>), Problem> {
    let wanted = query.id.trim();
    let form = Form { values: [("id".to_owned(), wanted.to_owned())].into(), ..Form::default() };
    if wanted.is_empty() {
        return Ok((form, None));
    }
    let texts = pages::Texts::of(reader.locale);
    let none = || wrong(form.clone(), "id", texts.get("receipt-none", &[]), texts.get("receipt-none-remedy", &[]));
    let Ok(id) = wanted.parse::<Uuid>() else { return Ok((none(), None)) };
    match find(app, reader.who()?, Act::Read, id).await {
        Ok(row) => {
            let submission = Link { text: id.to_string(), href: format!("/submissions/{id}") };
            Ok((form, Some(FoundReceipt { submission, entry: row.index, href: format!("/api/v1/submissions/{id}/receipt") })))
        }
        Err(problem) if problem.status().is_client_error() => Ok((none(), None)),
        Err(problem) => Err(problem),
    }
}
