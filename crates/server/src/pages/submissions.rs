//! Submissions: listed, and one with its answers, files and history.

use std::sync::Arc;

use axum::extract::State;
use axum::http::Method;
use axum::response::Response;
use domain::Mark;
use domain::access::{Act, Area};
use domain::registry::Noun;
use pages::views::common::{Link, Paging, State as Kind, SubmissionRow as Row, Version};
use pages::views::submissions::{AnswerRow, AttachmentRow, SubmissionView, SubmissionsView};
use pages::{Choice, Form, Section};
use serde::Deserialize;
use serde_json::{Map, Value};
use store::rows::{Page, SubmissionRow};
use uuid::Uuid;

use super::reader::{Reader, html, moment, moment_of};
use super::versions::changes;
use crate::address::{Asked, At};
use crate::app::App;
use crate::caller::Who;
use crate::problem::Problem;
use crate::routes::submissions::find;
use crate::routes::table::{Need, Route};

/// Rows of a page.
const A_PAGE: u32 = 100;

/// The routes.
pub fn table() -> Vec<Route> {
    let read = Need::Power(Act::Read, Area::Submissions);
    vec![Route::page(Method::GET, "/submissions", read, list), Route::page(Method::GET, "/submissions/{id}", read, show)]
}

/// What is asked of the list.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Query {
    q: String,
    form: String,
    all: String,
    cursor: Option<u64>,
}

impl Query {
    fn address(&self, path: &str, cursor: Option<u64>) -> String {
        let mut query = form_urlencoded::Serializer::new(String::new());
        let all = [("q", self.q.as_str()), ("form", &self.form), ("all", &self.all)];
        query.extend_pairs(all.into_iter().filter(|(_, value)| !value.is_empty()));
        if let Some(cursor) = cursor {
            query.append_pair("cursor", &cursor.to_string());
        }
        let text = query.finish();
        if text.is_empty() { path.to_owned() } else { format!("{path}?{text}") }
    }

    /// Which submissions that is, as far as the caller may see them.
    pub fn page(&self, who: &Who) -> Page {
        let asked = Some(self.q.trim().to_owned()).filter(|text| !text.is_empty());
        // What is typed is a station or an observer; an observer's id has a check digit that a station's code hardly ever fits.
        let observer = asked.as_deref().and_then(|text| domain::registry::ObserverId::parse(text).ok()).map(|id| id.as_str().to_owned());
        Page {
            before: self.cursor,
            form: Some(self.form.clone()).filter(|form| !form.is_empty()),
            organisations: who.caller.visible(Area::Submissions),
            station: asked.filter(|_| observer.is_none()),
            observer: who.caller.observer.clone().or(observer),
            latest: self.all != "on",
            limit: A_PAGE,
        }
    }
}

/// Rows as pages show them.
pub fn rows(reader: &Reader, rows: Vec<SubmissionRow>) -> Vec<Row> {
    let titles = reader.app.definitions.forms();
    let title = |form: &str| titles.iter().find(|known| known.id == form).map(|known| known.title.clone()).unwrap_or_default();
    rows.into_iter()
        .map(|row| Row {
            id: row.id.to_string(),
            title: title(&row.form),
            station_name: reader.name_of(Noun::Station, &row.station),
            marks: reader.app.definitions.marks(&row, &reader.app.registry).into_iter().map(Mark::word).map(str::to_owned).collect(),
            edits: u64::from(row.replaces.is_some()),
            state: state(&row),
            arrived: moment(row.received_at),
            form: row.form,
            station: row.station,
            observer: row.observer,
        })
        .collect()
}

fn state(row: &SubmissionRow) -> Kind {
    match (row.erased_by, row.replaced_by) {
        (Some(_), _) => Kind::Erased,
        (None, Some(_)) => Kind::Replaced,
        (None, None) => Kind::Kept,
    }
}

async fn list(State(app): State<Arc<App>>, reader: Reader, Asked(query): Asked<Query>) -> Result<Response, Problem> {
    let who = reader.who()?;
    let page = query.page(who);
    let found = app.store.submissions(&page).await?;
    let next = found.last().filter(|_| found.len() == A_PAGE as usize).map(|row| row.index);
    let submissions = rows(&reader, found);
    let forms = app.definitions.forms().into_iter().map(|form| Choice { label: format!("{} · {}", form.id, form.title), value: form.id });
    let values = [("q", &query.q), ("form", &query.form), ("all", &query.all)];
    let view = SubmissionsView {
        filter: Form {
            values: values.into_iter().map(|(name, value)| (name.to_owned(), value.clone())).collect(),
            choices: [("form".to_owned(), forms.collect())].into(),
            errors: Vec::new(),
        },
        paging: Paging {
            shown: submissions.len() as u64,
            total: None,
            first: query.cursor.map(|_| query.address("/submissions", None)),
            next: next.map(|next| query.address("/submissions", Some(next))),
        },
        submissions,
        csv: query.address("/submissions.csv", None),
    };
    html(pages::views::submissions::submissions(&reader.shell(Section::Submissions).await, &view))
}

/// The answers of a submission, flat, in the order of their names as they were sent.
async fn answers(app: &App, row: &SubmissionRow) -> Result<Map<String, Value>, Problem> {
    let payload = app.store.payloads(row.index..row.index + 1).await?.pop();
    let whole: Option<Value> = payload.and_then(|payload| serde_json::from_slice(&payload.body).ok());
    let answers = whole.as_ref().and_then(|whole| whole.get("submission")?.get("answers")).cloned();
    let mut flat = Map::new();
    flatten("", answers.unwrap_or_default(), &mut flat);
    Ok(flat)
}

fn flatten(name: &str, value: Value, flat: &mut Map<String, Value>) {
    let below = |part: &str| if name.is_empty() { part.to_owned() } else { format!("{name}/{part}") };
    match value {
        Value::Object(members) => members.into_iter().for_each(|(part, value)| flatten(&below(&part), value, flat)),
        Value::Null if name.is_empty() => {}
        other => {
            flat.insert(name.to_owned(), other);
        }
    }
}

fn shown(value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        Value::Array(values) => values.iter().map(shown).collect::<Vec<_>>().join(", "),
        other => other.to_string(),
    }
}

async fn show(State(app): State<Arc<App>>, reader: Reader, At(id): At<Uuid>) -> Result<Response, Problem> {
    let who = reader.who()?;
    let row = find(&app, who, Act::Read, id).await?;
    let chain = app.store.submission_history(id).await?;
    let now = answers(&app, &row).await?;
    let sealed = app.definitions.sealed(&row.form);
    let answer = |(id, value): (&String, &Value)| AnswerRow { id: id.clone(), question: None, value: Some(shown(value)), irregular: false };
    let hidden = |id: &String| AnswerRow { id: id.clone(), question: None, value: None, irregular: false };
    let hidden_rows = sealed.iter().filter(|id| row.private && !now.contains_key(*id)).map(hidden);
    let mut shown_answers: Vec<AnswerRow> = now.iter().map(answer).chain(hidden_rows).collect();
    shown_answers.sort_by(|a, b| a.id.cmp(&b.id));
    let attachments = app.store.attachments_of(row.index).await?;
    let attachment = |row: store::rows::AttachmentRow| AttachmentRow {
        index: row.index,
        name: row.name,
        size: size(row.length),
        picture: row.working.is_some() && row.media.starts_with("image/"),
        entry: row.index,
    };
    let replaced = chain.iter().find(|later| later.replaces == Some(id));
    let station_name = reader.name_of(Noun::Station, &row.station);
    let view = SubmissionView {
        id: id.to_string(),
        title: app.definitions.forms().into_iter().find(|form| form.id == row.form).map(|form| form.title).unwrap_or_default(),
        station: Link {
            href: station_name.as_ref().map(|_| format!("/stations/{}", row.station)).unwrap_or_default(),
            text: row.station.clone(),
        },
        station_name,
        observer: row.observer.as_ref().map(|id| Link { text: id.clone(), href: format!("/observers/{id}") }),
        organisation: row.organisation.as_ref().map(|code| Link {
            text: reader.name_of(Noun::Organisation, code).unwrap_or_else(|| code.clone()),
            href: format!("/organisations/{code}"),
        }),
        captured: row.captured_at.as_deref().map(moment_of),
        arrived: moment(row.received_at),
        entry: row.index,
        marks: app.definitions.marks(&row, &app.registry).into_iter().map(Mark::word).map(str::to_owned).collect(),
        state: state(&row),
        erased: erased(&app, &row).await?,
        replaced_by: replaced.map(|later| Link { text: later.id.to_string(), href: format!("/submissions/{}", later.id) }),
        sealed: row.private,
        answers: shown_answers,
        attachments: attachments.into_iter().filter(|row| row.erased_by.is_none()).map(attachment).collect(),
        edits: edits(&app, &reader, &chain).await?,
        form: row.form,
    };
    html(pages::views::submissions::submission(&reader.shell(Section::Submissions).await, &view))
}

/// Why a submission was erased.
async fn erased(app: &App, row: &SubmissionRow) -> Result<Option<pages::views::submissions::ErasedNote>, Problem> {
    let Some(by) = row.erased_by else { return Ok(None) };
    let payload = app.store.payloads(by..by + 1).await?.pop();
    let said: Option<Value> = payload.and_then(|payload| serde_json::from_slice(&payload.body).ok());
    let reason = said.as_ref().and_then(|said| said.get("reason")?.as_str()).unwrap_or_default().to_owned();
    let at = super::log::entry_time(app, by).await?.unwrap_or(0);
    Ok(Some(pages::views::submissions::ErasedNote { reason, moment: moment(at), entry: by }))
}

/// What each correction changed, newest first; nothing for a submission that was never corrected.
async fn edits(app: &App, reader: &Reader, chain: &[SubmissionRow]) -> Result<Vec<Version>, Problem> {
    if chain.len() < 2 {
        return Ok(Vec::new());
    }
    let mut before = Map::new();
    let mut all = Vec::new();
    for (row, number) in chain.iter().zip(1..) {
        let now = answers(app, row).await?;
        let changes = if number == 1 { Vec::new() } else { changes(reader, &before, &now) };
        let by = row.observer.clone().unwrap_or_default();
        all.push(Version { number, by, moment: moment(row.received_at), entry: row.index, changes });
        before = now;
    }
    all.reverse();
    Ok(all)
}

/// A size as it is read.
#[must_use]
pub fn size(bytes: u64) -> String {
    match bytes {
        0..1_000 => format!("{bytes} B"),
        1_000..1_000_000 => format!("{} kB", bytes.div_ceil(1_000)),
        _ => format!("{}.{} MB", bytes / 1_000_000, bytes / 100_000 % 10),
    }
}
