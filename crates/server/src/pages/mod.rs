//! The office's pages: what is kept becomes what `pages` shows, and what is typed becomes a change.

mod account;
mod changes;
mod deployments;
mod elections;
mod imports;
mod log;
mod other;
mod overview;
mod people;
mod reader;
mod settings;
mod sign_in;
pub(crate) mod stations;
pub(crate) mod submissions;
mod versions;

use std::sync::Arc;

use axum::extract::{FromRequestParts, Request, State};
use axum::handler::Handler as _;
use axum::http::{HeaderMap, StatusCode, header, request};
use axum::response::{IntoResponse, Response};
use axum::routing::{MethodFilter, MethodRouter, on};
use tower_sessions::Session;

pub use reader::{moment, name as name_of};
pub use sign_in::with_password;
pub use submissions::size;

use crate::app::App;
use crate::caller::{SignedIn, Who, of_account};
use crate::problem::Problem;
use crate::routes::table::Route;
use reader::Reader;

/// Bytes of a refusal that are read to show it as a page.
const REFUSAL: usize = 64 << 10;

/// The routes of the pages.
pub fn table() -> Vec<Route> {
    let tables = [
        sign_in::table(),
        account::table(),
        overview::table(),
        elections::table(),
        stations::table(),
        people::table(),
        deployments::table(),
        submissions::table(),
        imports::table(),
        log::table(),
        changes::table(),
        settings::table(),
        other::table(),
    ];
    tables.into_iter().flatten().map(refusing_with_pages).collect()
}

/// The route, with its refusals as pages for whoever reads pages. Programs that ask for anything else get what the interface gives.
fn refusing_with_pages(route: Route) -> Route {
    let filter = MethodFilter::try_from(route.method.clone()).unwrap_or(MethodFilter::GET);
    let inner = route.handler;
    let handler = on(filter, move |State(app): State<Arc<App>>, request: Request| answer(app, inner, request));
    Route { handler, ..route }
}

async fn answer(app: Arc<App>, route: MethodRouter<Arc<App>>, request: Request) -> Response {
    let reads_pages = says(request.headers(), &header::ACCEPT, "text/html");
    let (parts, body) = request.into_parts();
    let sender = parts.clone();
    let response = route.call(Request::from_parts(parts, body), Arc::clone(&app)).await;
    if reads_pages && says(response.headers(), &header::CONTENT_TYPE, "application/problem+json") {
        return told(&app, sender, response).await;
    }
    response
}

fn says(headers: &HeaderMap, name: &header::HeaderName, what: &str) -> bool {
    headers.get_all(name).iter().any(|value| value.to_str().is_ok_and(|text| text.contains(what)))
}

/// What the interface would say, as a page of the same status.
async fn told(app: &Arc<App>, sender: request::Parts, response: Response) -> Response {
    let status = response.status();
    let seconds = response.headers().get(header::RETRY_AFTER).and_then(|value| value.to_str().ok()?.parse().ok()).unwrap_or(0);
    let body = axum::body::to_bytes(response.into_body(), REFUSAL).await.unwrap_or_default();
    let said: serde_json::Value = serde_json::from_slice(&body).unwrap_or_default();
    let code = said.get("code").and_then(|code| code.as_str()).map(str::to_owned);
    page(app, sender, status, code, seconds).await.unwrap_or_else(IntoResponse::into_response)
}

async fn page(
    app: &Arc<App>,
    mut sender: request::Parts,
    status: StatusCode,
    code: Option<String>,
    seconds: u64,
) -> Result<Response, Problem> {
    // Whoever was refused at the door is somebody all the same, and keeps the menu.
    let session = sender.extensions.get::<Session>().filter(|_| sender.extensions.get::<Who>().is_none()).cloned();
    if let Some(session) = session
        && let Some(SignedIn { account }) = SignedIn::of(app, &session).await?
    {
        let caller = Arc::new(of_account(app, &account));
        sender.extensions.insert(Who { caller, token: 0, account: Some(Arc::new(account)) });
    }
    let reader = Reader::from_request_parts(&mut sender, app).await?;
    other::failure(&reader, status, code, seconds).await
}

/// A refusal as a page.
pub async fn refusal(app: &Arc<App>, request: Request, problem: Problem) -> Response {
    let (sender, _) = request.into_parts();
    let (status, code, seconds) = (problem.status(), problem.code().to_owned(), problem.retry_after().unwrap_or(0));
    page(app, sender, status, Some(code), seconds).await.unwrap_or_else(|_| problem.into_response())
}
