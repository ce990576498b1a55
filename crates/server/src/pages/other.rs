//! Search, help, language, theme, files of the pages, and what went wrong.

use std::sync::Arc;

use axum::extract::{Request, State};
use axum::http::{Method, StatusCode, header};
use axum::response::{IntoResponse, Redirect, Response};
use pages::views::other::{Failure, FailureView, HelpView, Hit, Piece, SearchGroup, SearchKind, SearchView};
use pages::{Locale, Section};
use serde::Deserialize;

use super::reader::{Reader, html, keep_cookie, own_path, typed, with_status};
use crate::address::{Asked, At};
use crate::app::App;
use crate::people;
use crate::problem::Problem;
use crate::registry::Matched;
use crate::routes::table::{Need, Route};

/// The routes.
pub fn table() -> Vec<Route> {
    vec![
        Route::page(Method::GET, "/assets/{name}", Need::Nothing, asset),
        Route::page(Method::POST, "/language", Need::Nothing, language),
        Route::page(Method::POST, "/theme", Need::Nothing, theme),
        Route::page(Method::GET, "/search", Need::Person, search),
        Route::page(Method::GET, "/help", Need::Person, help),
    ]
}

/// A style sheet or script; its address changes with its content, so it is kept for ever.
async fn asset(At(name): At<String>) -> Result<Response, Problem> {
    let asset = pages::asset(&name).ok_or_else(|| Problem::not_found("file"))?;
    let headers = [(header::CONTENT_TYPE, asset.content_type), (header::CACHE_CONTROL, "public, max-age=31536000, immutable")];
    Ok((headers, asset.bytes).into_response())
}

async fn language(State(app): State<Arc<App>>, reader: Reader, request: Request) -> Result<Response, Problem> {
    let typed = typed(request).await?;
    let mut response = Redirect::to(own_path(typed.get("next"))).into_response();
    if let Some(locale) = Locale::of_tag(typed.get("language")) {
        keep_cookie(&mut response, "language", locale.tag(), app.facts.secure);
        if let Some(signed_in) = crate::caller::SignedIn::of(&app, &reader.session).await? {
            people::change(&app, signed_in.account.id, |account| account.language = Some(locale.tag().to_owned())).await?;
        }
    }
    Ok(response)
}

async fn theme(State(app): State<Arc<App>>, request: Request) -> Result<Response, Problem> {
    let typed = typed(request).await?;
    let mut response = Redirect::to(own_path(typed.get("next"))).into_response();
    if let theme @ ("auto" | "light" | "dark") = typed.get("theme") {
        keep_cookie(&mut response, "theme", theme, app.facts.secure);
    }
    Ok(response)
}

#[derive(Deserialize)]
struct SearchQuery {
    q: Option<String>,
}

async fn search(State(app): State<Arc<App>>, reader: Reader, Asked(query): Asked<SearchQuery>) -> Result<Response, Problem> {
    let wanted = query.q.unwrap_or_default();
    let wanted: String = wanted.trim().chars().take(200).collect();
    let mut shell = reader.shell(Section::Elsewhere).await;
    shell.query.clone_from(&wanted);
    let found = app.registry.search().find(&app, reader.who()?, &wanted, reader.language()).await?;
    let group = |(kind, hits, total): (SearchKind, Vec<Matched>, usize)| SearchGroup {
        kind,
        total: total as u64,
        all: None,
        hits: hits.into_iter().map(|hit| shown(hit, &wanted)).collect(),
    };
    let groups = found.into_iter().filter(|(_, hits, _)| !hits.is_empty()).map(group).collect();
    html(pages::views::other::search(&shell, &SearchView { groups }))
}

/// A result, with what was looked for marked where it stands there as it was typed.
fn shown(hit: Matched, wanted: &str) -> Hit {
    let plain = |text: &str, matched| Piece { text: text.to_owned(), matched };
    let lower = hit.name.to_lowercase();
    let at = Some(wanted.to_lowercase()).filter(|w| !w.is_empty()).and_then(|w| lower.find(&w).map(|at| at..at + w.len()));
    let pieces = match at.filter(|at| hit.name.get(at.clone()).is_some() && lower.len() == hit.name.len()) {
        Some(at) => vec![plain(&hit.name[..at.start], false), plain(&hit.name[at.clone()], true), plain(&hit.name[at.end..], false)],
        None => vec![plain(&hit.name, false)],
    };
    Hit { href: hit.href, pieces: pieces.into_iter().filter(|piece| !piece.text.is_empty()).collect(), about: hit.about }
}

async fn help(reader: Reader) -> Result<Response, Problem> {
    html(pages::views::other::help(&reader.shell(Section::Elsewhere).await, &HelpView { contact: None }))
}

/// A refusal as a page, with its status.
pub async fn failure(reader: &Reader, status: StatusCode, code: Option<String>, seconds: u64) -> Result<Response, Problem> {
    let kind = match status {
        StatusCode::NOT_FOUND => Failure::NotFound,
        StatusCode::FORBIDDEN => Failure::Forbidden,
        StatusCode::TOO_MANY_REQUESTS => Failure::TooMany,
        _ => Failure::Broken,
    };
    let view = FailureView { kind, code, seconds };
    let mut response = with_status(status, pages::views::other::failure(&reader.shell(Section::Elsewhere).await, &view))?;
    if seconds > 0 {
        response.headers_mut().insert(header::RETRY_AFTER, seconds.into());
    }
    Ok(response)
}
