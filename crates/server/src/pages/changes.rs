//! The audit trail: who changed what, and when. One's own organisation's, and what everybody uses.

use std::sync::Arc;

use axum::extract::State;
use axum::http::Method;
use axum::response::Response;
use domain::access::Decision;
use domain::registry::{Noun, Object};
use pages::views::common::{Link, Paging};
use pages::views::log::{ChangeRow, ChangesView};
use pages::views::overview::ActivityRow;
use pages::{Choice, Form, Section};
use serde::Deserialize;
use store::rows::ObjectRow;

use super::reader::{Reader, html, moment};
use super::versions::{changes, members};
use crate::address::Asked;
use crate::app::App;
use crate::office::look::sees;
use crate::problem::Problem;
use crate::routes::table::{Need, Route};

/// Rows of a page.
const A_PAGE: usize = 50;

/// Entries that are looked through for one page: a long import is passed in steps.
const LOOKED_THROUGH: u64 = 2_000;

/// Entries of one read.
const STEP: u64 = 200;

/// The routes.
pub fn table() -> Vec<Route> {
    vec![Route::page(Method::GET, "/changes", Need::Person, show)]
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Query {
    q: String,
    noun: String,
    since: String,
    before: Option<u64>,
}

/// Changes before an entry that a reader may see, newest first, and where to go on.
async fn before(
    app: &App,
    reader: &Reader,
    end: u64,
    most: usize,
    fits: impl Fn(Noun, &ObjectRow) -> bool,
) -> Result<(Vec<(Noun, ObjectRow)>, u64), Problem> {
    let who = reader.who()?;
    let mut found = Vec::new();
    let (mut at, last) = (end, end.saturating_sub(LOOKED_THROUGH));
    while at > last && found.len() < most {
        let from = at.saturating_sub(STEP).max(last);
        let mut rows = app.store.objects_in(from..at).await?;
        rows.reverse();
        for row in rows {
            let Some(noun) = Noun::parse(&row.noun).filter(|noun| fits(*noun, &row)) else { continue };
            // What was withdrawn says no more whose it was; its id is shown to whoever could see such things at all.
            let visible = match Object::read(noun, &row.body) {
                Ok(object) => sees(who, noun, &object) == Decision::Allowed,
                Err(_) => false,
            };
            if visible {
                at = row.index;
                found.push((noun, row));
                if found.len() == most {
                    return Ok((found, at));
                }
            }
        }
        at = from;
    }
    Ok((found, at))
}

fn href(noun: Noun, id: &str) -> String {
    match noun {
        Noun::Station | Noun::Organisation | Noun::Election | Noun::Observer | Noun::Deployment => format!("/{}/{id}", noun.plural()),
        Noun::Place => format!("/stations?place={id}"),
        _ => String::new(),
    }
}

/// What happened last.
///
/// # Errors
/// `Problem` of the database.
pub async fn latest(app: &App, reader: &Reader, most: usize) -> Result<Vec<ActivityRow>, Problem> {
    let (found, _) = before(app, reader, app.sequencer.head().size, most, |_, _| true).await?;
    let row = |(noun, row): (Noun, ObjectRow)| ActivityRow {
        moment: moment(row.at),
        noun: noun.word().to_owned(),
        href: href(noun, &row.id),
        by: reader.by(&row.by),
        entry: row.index,
        id: row.id,
    };
    Ok(found.into_iter().map(row).collect())
}

async fn show(State(app): State<Arc<App>>, reader: Reader, Asked(query): Asked<Query>) -> Result<Response, Problem> {
    let size = app.sequencer.head().size;
    let end = query.before.unwrap_or(size).min(size);
    let wanted = query.q.trim().to_lowercase();
    let fits = |noun: Noun, row: &ObjectRow| {
        (query.noun.is_empty() || noun.word() == query.noun)
            && (query.since.is_empty() || moment(row.at).at.get(..10) >= Some(query.since.as_str()))
            && (wanted.is_empty() || row.id.to_lowercase().contains(&wanted) || reader.by(&row.by).to_lowercase().contains(&wanted))
    };
    let (found, at) = before(&app, &reader, end, A_PAGE, fits).await?;
    let mut rows = Vec::new();
    for (noun, row) in found {
        rows.push(changed(&app, &reader, noun, row).await?);
    }
    let texts = pages::Texts::of(reader.locale);
    let noun = |noun: Noun| Choice {
        value: noun.word().to_owned(),
        label: texts.find(&format!("noun-{}", noun.word()), &[]).unwrap_or_else(|| noun.word().to_owned()),
    };
    let values = [("q", &query.q), ("noun", &query.noun), ("since", &query.since)];
    let more = (at > 0).then(|| {
        let mut address = form_urlencoded::Serializer::new(String::new());
        address.extend_pairs(values.into_iter().filter(|(_, value)| !value.is_empty()));
        address.append_pair("before", &at.to_string());
        format!("/changes?{}", address.finish())
    });
    let view = ChangesView {
        filter: Form {
            values: values.into_iter().map(|(name, value)| (name.to_owned(), value.clone())).collect(),
            choices: [("noun".to_owned(), Noun::ALL.into_iter().map(noun).collect())].into(),
            errors: Vec::new(),
        },
        paging: Paging { shown: rows.len() as u64, total: None, first: query.before.map(|_| "/changes".to_owned()), next: more },
        changes: rows,
    };
    html(pages::views::log::changes(&reader.shell(Section::Log).await, &view))
}

async fn changed(app: &App, reader: &Reader, noun: Noun, row: ObjectRow) -> Result<ChangeRow, Problem> {
    let earlier = if row.version > 1 {
        let history = app.store.object_history(noun.word(), &row.id).await?;
        history.into_iter().find(|before| before.version + 1 == row.version).map(|before| members(&before.body))
    } else {
        None
    };
    let changes = earlier.map(|earlier| changes(reader, &earlier, &members(&row.body))).unwrap_or_default();
    Ok(ChangeRow {
        moment: moment(row.at),
        by: reader.by(&row.by),
        noun: noun.word().to_owned(),
        object: Link { text: row.id.clone(), href: href(noun, &row.id) },
        version: row.version,
        changes,
        entry: row.index,
    })
}
