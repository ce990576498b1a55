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
mod stations;
mod submissions;
mod versions;

use std::sync::Arc;

use axum::extract::{FromRequestParts, Request};
use axum::response::{IntoResponse, Response};

pub use other::failure;
pub use reader::{moment, name as name_of};
pub use sign_in::with_password;
pub use submissions::size;

use crate::app::App;
use crate::problem::Problem;
use crate::routes::table::Route;
use reader::Reader;

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
    tables.into_iter().flatten().collect()
}

/// A refusal as a page.
pub async fn refusal(app: &Arc<App>, request: Request, problem: Problem) -> Response {
    let (mut parts, _) = request.into_parts();
    match Reader::from_request_parts(&mut parts, app).await {
        Ok(reader) => failure(&reader, &problem).await.unwrap_or_else(|_| problem.into_response()),
        Err(_) => problem.into_response(),
    }
}
