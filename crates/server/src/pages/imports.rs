//! Imports step by step: a file, what it would do, what it did.

use std::sync::Arc;

use axum::extract::{FromRequest, Multipart, Request, State};
use axum::http::{Method, StatusCode};
use axum::response::{IntoResponse, Redirect, Response};
use pages::views::common::Change as ChangeRow;
use pages::views::import::{
    ChangedRow, ColumnRow, ImportCounts, ImportKind, ImportPreviewView, ImportResultView, ImportStartView, ImportState, OddRow, ProblemRow,
};
use pages::{Form, Section};
use uuid::Uuid;

use super::reader::{Reader, html, name, with_status, wrong};
use super::versions::{changes, members};
use crate::address::At;
use crate::app::{App, now};
use crate::body::LARGEST_FILE;
use crate::imports::{Counts, Kind, Outcome, Pending, Prepared, keep, prepare};
use crate::office::keep::Done;
use crate::problem::Problem;
use crate::routes::imports_need as need;
use crate::routes::table::Route;

/// What is shown of changes and problems.
const SHOWN: usize = 50;

/// The routes: the same for each kind, with the power that it needs.
pub fn table() -> Vec<Route> {
    Kind::ALL
        .into_iter()
        .flat_map(|kind| {
            let path = |rest: &str| format!("/import/{kind}{rest}");
            [
                Route::page(Method::GET, path(""), need(kind), move |reader: Reader| start(reader, kind)),
                Route::page(Method::POST, path(""), need(kind), move |State(app), reader: Reader, request: Request| {
                    upload(app, reader, kind, request)
                }),
                Route::page(Method::GET, path("/{id}"), need(kind), move |State(app), reader: Reader, At(id)| show(app, reader, kind, id)),
                Route::page(Method::POST, path("/{id}/confirm"), need(kind), move |State(app), reader: Reader, At(id)| {
                    confirm(app, reader, kind, id)
                }),
                Route::page(Method::POST, path("/{id}/drop"), need(kind), move |State(app), reader: Reader, At(id)| {
                    drop_it(app, reader, kind, id)
                }),
            ]
        })
        .collect()
}

fn shown_kind(kind: Kind) -> ImportKind {
    match kind {
        Kind::Stations => ImportKind::Stations,
        Kind::Observers => ImportKind::Observers,
        Kind::Staff => ImportKind::Staff,
        Kind::Boundaries => ImportKind::Boundaries,
    }
}

fn section(kind: Kind) -> Section {
    match kind {
        Kind::Stations | Kind::Boundaries => Section::Stations,
        Kind::Observers | Kind::Staff => Section::People,
    }
}

async fn start_page(reader: &Reader, kind: Kind, form: Form, status: StatusCode) -> Result<Response, Problem> {
    let view = ImportStartView { kind: shown_kind(kind), form, largest: super::size(LARGEST_FILE as u64) };
    with_status(status, pages::views::import::import_start(&reader.shell(section(kind)).await, &view))
}

async fn start(reader: Reader, kind: Kind) -> Result<Response, Problem> {
    start_page(&reader, kind, Form::default(), StatusCode::OK).await
}

async fn upload(app: Arc<App>, reader: Reader, kind: Kind, request: Request) -> Result<Response, Problem> {
    let by = reader.who()?.caller.id.clone();
    let (file, bytes) = match received(request).await {
        Ok(received) => received,
        Err(problem) if problem.status().is_client_error() => {
            let form = wrong(Form::default(), "file", problem.detail(), problem.remedy());
            return start_page(&reader, kind, form, StatusCode::UNPROCESSABLE_ENTITY).await;
        }
        Err(problem) => return Err(problem),
    };
    let bytes = Arc::new(bytes);
    // What cannot be read at all is said where the file is chosen.
    let organisation = reader.who()?.caller.organisation().map(str::to_owned);
    if let Err(problem) = prepare(&app, organisation, kind, file.clone(), Arc::clone(&bytes), None).await {
        if problem.status().is_server_error() {
            return Err(problem);
        }
        let form = wrong(Form::default(), "file", problem.detail(), problem.remedy());
        return start_page(&reader, kind, form, StatusCode::UNPROCESSABLE_ENTITY).await;
    }
    let id = Uuid::from_u128(app.random(rand::RngExt::random));
    app.uploads.add(id, Pending { kind, name: file, bytes, by, at: now(), outcome: None })?;
    Ok(Redirect::to(&format!("/import/{kind}/{id}")).into_response())
}

/// The file of a form: its name and its bytes.
async fn received(request: Request) -> Result<(String, Vec<u8>), Problem> {
    let missing = || Problem::malformed("IMPORT-FILE", "no file came with the form", "Choose a file, and send it again.");
    let mut form = Multipart::from_request(request, &()).await.map_err(|_| missing())?;
    while let Some(mut field) = form.next_field().await.map_err(|_| missing())? {
        if field.name() != Some("file") {
            continue;
        }
        let name: String = field.file_name().unwrap_or("file").chars().filter(|c| !c.is_control()).take(100).collect();
        let mut bytes = Vec::new();
        while let Some(piece) = field.chunk().await.map_err(|_| missing())? {
            if bytes.len() + piece.len() > LARGEST_FILE {
                let detail = format!("the file has more than {} MB", LARGEST_FILE >> 20);
                return Err(Problem::malformed("IMPORT-TOO-LARGE", detail, "Divide it, or compress it (.gz, .zip)."));
            }
            bytes.extend_from_slice(&piece);
        }
        return if bytes.is_empty() { Err(missing()) } else { Ok((name, bytes)) };
    }
    Err(missing())
}

async fn show(app: Arc<App>, reader: Reader, kind: Kind, id: Uuid) -> Result<Response, Problem> {
    let who = reader.who()?;
    let pending = app.uploads.get(id, kind, &who.caller.id)?;
    if let Some(outcome) = pending.outcome {
        return result(&reader, kind, id, outcome).await;
    }
    let organisation = who.caller.organisation().map(str::to_owned);
    let prepared = prepare(&app, organisation, kind, pending.name.clone(), Arc::clone(&pending.bytes), None).await?;
    let view = preview(&reader, kind, id, &pending, &prepared);
    html(pages::views::import::import_preview(&reader.shell(section(kind)).await, &view))
}

fn counts(counts: Counts) -> ImportCounts {
    ImportCounts { new: counts.new, changed: counts.changed, same: counts.same, gone: counts.gone }
}

/// The text that says what a column was taken for; a word that has none is shown as mappings write it.
fn meaning_key(kind: Kind, word: &str) -> Option<&'static str> {
    Some(match (word.split(':').next().unwrap_or_default(), kind) {
        ("code", _) | ("station", Kind::Staff) => "column-code",
        ("name", Kind::Stations) => "column-name",
        ("level" | "place", _) => "column-region",
        ("address", _) => "column-address",
        ("kind", _) => "column-kind",
        ("latitude" | "longitude", _) => "column-coordinates",
        ("registered", _) => "column-registered",
        ("id", _) => "column-external",
        ("role", Kind::Staff) => "column-staff-role",
        ("role", _) => "column-role",
        ("location" | "station", _) => "column-location",
        ("supervisor", _) => "column-supervisor",
        ("full_name" | "first_name" | "last_name" | "email" | "phone" | "gender" | "document", _) => "column-identity",
        _ => return None,
    })
}

fn preview(reader: &Reader, kind: Kind, id: Uuid, pending: &Pending, prepared: &Prepared) -> ImportPreviewView {
    let report = &prepared.report;
    let texts = pages::Texts::of(reader.locale);
    let meaning = |word: &String| meaning_key(kind, word).map_or_else(|| word.clone(), |key| texts.get(key, &[]));
    let column = |column: &intake::registry::ColumnUse| ColumnRow {
        header: column.column.header.clone(),
        meaning: column.meaning.as_ref().map(meaning),
        example: None,
    };
    let problem = |problem: &intake::registry::RowProblem| ProblemRow {
        line: problem.line,
        column: problem.column.as_ref().map(|column| column.header.clone()).unwrap_or_default(),
        value: problem.value.clone(),
        message: problem.message.clone(),
        remedy: problem.remedy.clone(),
        code: problem.code.to_owned(),
    };
    let changed = prepared.ready.iter().filter(|ready| !ready.fields.is_empty()).take(SHOWN);
    let changed = changed.map(|ready| {
        let before = reader.app.registry.get(ready.noun, &ready.id).map(|kept| members(&kept.object.to_json())).unwrap_or_default();
        let changes: Vec<ChangeRow> = changes(reader, &before, &members(&ready.object.to_json()));
        ChangedRow { id: ready.id.clone(), name: name(&ready.object, reader.language()).unwrap_or_default(), changes }
    });
    let lines = |lines: &[(String, u64)]| lines.iter().map(|(_, line)| line.to_string()).collect::<Vec<_>>().join(", ");
    ImportPreviewView {
        kind: shown_kind(kind),
        id: id.to_string(),
        file: pending.name.clone(),
        mapping: report.notes.join("; "),
        rows: report.rows,
        counts: counts(prepared.counts),
        columns: report.columns.iter().map(column).collect(),
        first: Vec::new(),
        changed: changed.collect(),
        problems: report.problems.iter().take(SHOWN).map(problem).collect(),
        problem_count: report.problem_count,
        duplicates: report.duplicates.iter().take(SHOWN).map(|d| OddRow { id: d.id.clone(), lines: lines(&d.lines) }).collect(),
        orphans: report.orphans.iter().take(SHOWN).map(|o| OddRow { id: o.missing.clone(), lines: o.at.1.to_string() }).collect(),
    }
}

/// Keeps it in the background; the page of the upload says how far it is.
async fn confirm(app: Arc<App>, reader: Reader, kind: Kind, id: Uuid) -> Result<Response, Problem> {
    let who = reader.who()?.clone();
    let pending = app.uploads.get(id, kind, &who.caller.id)?;
    let to = format!("/import/{kind}/{id}");
    if let Err(problem) = app.uploads.begin(id) {
        return reader.failed(&to, problem).await;
    }
    let organisation = who.caller.organisation().map(str::to_owned);
    let keeping = tokio::spawn(async move {
        let prepared = prepare(&app, organisation, kind, pending.name, pending.bytes, None).await;
        let outcome = match prepared {
            Ok(prepared) => {
                let counts = prepared.counts;
                keep(&app, &who, kind, prepared).await.map(|done| Outcome::Done(done, counts))
            }
            Err(problem) => Err(problem),
        };
        let outcome = outcome.unwrap_or_else(|problem| Outcome::Failed(format!("{} {}", problem.detail(), problem.remedy())));
        app.uploads.end(id, outcome);
    });
    // Most are done by the time the next page is asked for.
    let _ = tokio::time::timeout(std::time::Duration::from_secs(3), keeping).await;
    Ok(Redirect::to(&to).into_response())
}

async fn drop_it(app: Arc<App>, reader: Reader, kind: Kind, id: Uuid) -> Result<Response, Problem> {
    app.uploads.get(id, kind, &reader.who()?.caller.id)?;
    app.uploads.drop_one(id);
    reader.done(&format!("/import/{kind}"), "import-dropped").await
}

async fn result(reader: &Reader, kind: Kind, id: Uuid, outcome: Outcome) -> Result<Response, Problem> {
    let mut view = ImportResultView { kind: shown_kind(kind), id: id.to_string(), ..ImportResultView::default() };
    match outcome {
        Outcome::Working => view.state = ImportState::Working,
        Outcome::Done(Done { first, entries, .. }, all) => {
            view.state = ImportState::Done;
            // A file that says nothing new writes nothing.
            view.done = first.map_or(0, |_| entries);
            view.total = view.done;
            view.counts = counts(all);
            view.first_entry = first.unwrap_or(0);
            view.last_entry = view.first_entry + entries.saturating_sub(1);
        }
        Outcome::Failed(why) => {
            view.state = ImportState::Failed;
            view.failure = Some(why);
        }
    }
    html(pages::views::import::import_result(&reader.shell(section(kind)).await, &view))
}
