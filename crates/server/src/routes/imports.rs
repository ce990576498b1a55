//! Imports over the interface: a file as it is, looked at first or kept at once.

use std::sync::Arc;

use axum::Json;
use axum::extract::{Request, State};
use axum::http::{Method, StatusCode};
use axum::response::{IntoResponse, Response};
use domain::access::{Act, Area};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::about::{About, Content, Parameter};
use super::table::{Need, Route};
use crate::address::Asked;
use crate::app::App;
use crate::body;
use crate::caller::Who;
use crate::imports::{Counts, Kind, keep, prepare, refused};
use crate::office::keep::Done;
use crate::problem::Problem;

/// What an import did, or would do.
#[derive(Serialize, ToSchema)]
pub struct ImportAnswer {
    /// Rows of the file.
    rows: u64,
    /// What becomes of them.
    counts: Counts,
    /// What a person should know, and what stops nothing.
    warnings: Vec<String>,
    /// Whether anything was kept.
    kept: bool,
    /// The first entry of the log; nothing where nothing was kept.
    first_entry: Option<u64>,
    /// How many entries.
    entries: u64,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ImportQuery {
    name: Option<String>,
    preview: Option<bool>,
    mapping: Option<String>,
}

/// The power that an import needs.
pub fn need(kind: Kind) -> Need {
    match kind {
        Kind::Stations | Kind::Boundaries => Need::Power(Act::Change, Area::Registry),
        Kind::Observers | Kind::Staff => Need::Power(Act::Add, Area::People),
    }
}

/// The routes.
pub fn table() -> Vec<Route> {
    let route = |kind: Kind| {
        let about = About::new("imports", format!("Imports {kind} from a file (CSV, TSV, .gz, .zip, workbook, Parquet; boundaries from GeoJSON): all of it or nothing. The same file again changes nothing."))
            .query([
                Parameter::text("name", "The file's name, for its kind and for messages."),
                Parameter::truth("preview", "Only say what would be done."),
                Parameter::text("mapping", "Which column is what, in TOML, where the headers are not known ones."),
            ])
            .takes(Content::other("application/octet-stream"))
            .answers(200, "It is kept, or would be.", Some(Content::json::<ImportAnswer>()))
            .refuses(&[409, 412, 422]);
        let handler = move |State(app): State<Arc<App>>, who: Who, Asked(query): Asked<ImportQuery>, request: Request| {
            import(app, who, kind, query, request)
        };
        Route::api(Method::POST, format!("/api/v1/imports/{kind}"), need(kind), about, handler)
    };
    Kind::ALL.into_iter().map(route).collect()
}

async fn import(app: Arc<App>, who: Who, kind: Kind, query: ImportQuery, request: Request) -> Result<Response, Problem> {
    let bytes = body::read_file(request).await?;
    let name = query.name.unwrap_or_else(|| "file.csv".to_owned());
    let organisation = who.caller.organisation().map(str::to_owned);
    let prepared = prepare(&app, organisation, kind, name, Arc::new(bytes), query.mapping).await?;
    if !prepared.report.is_clean() {
        return Err(refused(&prepared));
    }
    let (rows, counts, warnings) = (prepared.report.rows, prepared.counts, prepared.report.warnings.clone());
    let preview = query.preview.unwrap_or(false);
    let done = if preview { Done::default() } else { keep(&app, &who, kind, prepared).await? };
    let answer = ImportAnswer { rows, counts, warnings, kept: done.first.is_some(), first_entry: done.first, entries: done.entries };
    Ok((StatusCode::OK, Json(answer)).into_response())
}
