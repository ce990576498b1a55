//! Tables over HTTP (`OData` v4). What a request means and what an answer looks like is decided by [`publish::open_data::odata`]; here
//! the rows are found. A page has at most [`A_PAGE`] of them and says where the next begins; each page is one moment of the record, and
//! what comes in meanwhile stands on a later one.

use std::sync::Arc;

use axum::extract::State;
use axum::http::{HeaderMap, HeaderName, Method, StatusCode, Uri, header};
use axum::response::{IntoResponse, Response};
use domain::access::{Act, Area, Decision};
use domain::registry::{Noun, Object};
use publish::open_data::odata::metadata::{metadata, service_document};
use publish::open_data::odata::{EntitySet, Page, Query, QueryError};

use super::entities::{observer, observers, station, submissions};
use super::error::ExportError;
use super::moment::Moment;
use super::{TAG, entities, language};
use crate::app::App;
use crate::caller::Who;
use crate::office::look::sees;
use crate::problem::Problem;
use crate::routes::about::{About, Content, Parameter};
use crate::routes::table::{Need, Route};

/// Rows of a page.
pub const A_PAGE: usize = 1_000;

/// Where the service is.
const ROOT: &str = "/api/v1/odata";

/// The routes.
pub fn table() -> Vec<Route> {
    let json = || Some(Content::other("application/json"));
    let document = |summary: &str, content| About::new(TAG, summary).answers(200, "It.", content);
    let set = |what: &str| {
        About::new(TAG, format!("{what}, as an OData v4 entity set, by key; a page has at most 1000 rows."))
            .query(parameters())
            .answers(200, "A page; `@odata.nextLink` is the address of the next.", json())
            .answers(501, "OData has what was asked and this server has not.", Some(Content::other("application/problem+json")))
    };
    let read = |area| Need::Power(Act::Read, area);
    let of = |name: &str| format!("{ROOT}/{name}");
    vec![
        Route::api(Method::GET, ROOT, Need::SomeCaller, document("The tables that you may read (OData v4).", json()), service),
        Route::api(
            Method::GET,
            of("$metadata"),
            Need::SomeCaller,
            document("Their properties.", Some(Content::other("application/xml"))),
            properties,
        ),
        Route::api(
            Method::GET,
            of("Submissions"),
            read(Area::Submissions),
            set("The submissions that you may see, replaced ones too (`replaced`), their answers as JSON text"),
            submissions_page,
        ),
        Route::api(Method::GET, of("Stations"), read(Area::Registry), set("Every station"), stations_page),
        Route::api(Method::GET, of("Observers"), read(Area::People), set("The observers that you may see, by their ids"), observers_page),
    ]
}

fn parameters() -> Vec<Parameter> {
    vec![
        Parameter::number("$top", "Rows at most."),
        Parameter::number("$skip", "Rows left out first."),
        Parameter::text("$skiptoken", "From a next link."),
        Parameter::truth("$count", "Says how many rows the filter keeps; all of them are then read."),
        Parameter::text("$select", "Properties, with commas between."),
        Parameter::text("$orderby", "The key, `asc` or `desc`."),
        Parameter::text("$filter", "A condition, such as `station eq 'KZ-17' and replaced eq false`."),
        Parameter::text("$format", "`json`."),
    ]
}

/// The address of the service as whoever asked sees it.
fn root(app: &App, headers: &HeaderMap) -> String {
    let scheme = if app.facts.secure { "https" } else { "http" };
    let host = || headers.get(header::HOST).and_then(|host| host.to_str().ok()).map(|host| format!("{scheme}://{host}"));
    format!("{}{ROOT}", app.facts.public_url.clone().or_else(host).unwrap_or_default())
}

/// The tables that the caller may read.
fn sets(who: &Who) -> Vec<EntitySet> {
    let all = [(Area::Submissions, submissions()), (Area::Registry, EntitySet::stations()), (Area::People, observers())];
    all.into_iter().filter(|(area, _)| who.caller.has(Act::Read, *area)).map(|(_, set)| set).collect()
}

const VERSION: (HeaderName, &str) = (HeaderName::from_static("odata-version"), "4.0");

/// An answer in JSON.
fn json(body: impl IntoResponse) -> Response {
    ([VERSION, (header::CONTENT_TYPE, "application/json;odata.metadata=minimal")], body).into_response()
}

async fn service(State(app): State<Arc<App>>, who: Who, headers: HeaderMap) -> Response {
    json(service_document(&root(&app, &headers), &sets(&who)))
}

async fn properties(who: Who) -> Response {
    ([VERSION, (header::CONTENT_TYPE, "application/xml")], metadata(&sets(&who))).into_response()
}

/// Reads the options of a request.
pub(super) fn query(set: &EntitySet, uri: &Uri) -> Result<Query, Problem> {
    let options: Vec<(String, String)> = form_urlencoded::parse(uri.query().unwrap_or_default().as_bytes()).into_owned().collect();
    Query::parse(set, options.iter().map(|(name, value)| (name.as_str(), value.as_str()))).map_err(refused)
}

fn refused(error: QueryError) -> Problem {
    let (status, code) =
        if error.is_unsupported() { (StatusCode::NOT_IMPLEMENTED, "ODATA-UNSUPPORTED") } else { (StatusCode::BAD_REQUEST, "ODATA-QUERY") };
    Problem::new(status, code, error.to_string(), error.remedy())
}

/// A page as it is sent.
fn sent(page: Page<'_>, root: &str, moment: &Moment) -> Result<Response, Problem> {
    let mut body = Vec::new();
    page.finish(&mut body, root, &moment.provenance).map_err(ExportError::from)?;
    Ok(json(body))
}

async fn submissions_page(State(app): State<Arc<App>>, who: Who, uri: Uri, headers: HeaderMap) -> Result<Response, Problem> {
    let set = submissions();
    let query = query(&set, &uri)?;
    let moment = Moment::take(&app).await?;
    let mut page = Page::new(&set, &query, A_PAGE);
    entities::offer(&app, &who, &moment, &set, &query, &mut page).await?;
    sent(page, &root(&app, &headers), &moment)
}

async fn stations_page(State(app): State<Arc<App>>, who: Who, uri: Uri, headers: HeaderMap) -> Result<Response, Problem> {
    let set = EntitySet::stations();
    let query = query(&set, &uri)?;
    let moment = Moment::take(&app).await?;
    let mut kept = app.registry.all(Noun::Station);
    if query.descending {
        kept.reverse();
    }
    let mut page = Page::new(&set, &query, A_PAGE);
    let language = language(&who, None);
    for kept in &kept {
        if let Object::Station(object) = &kept.object {
            let cells = station(&app, &kept.id, object, &language);
            if !page.offer(&cells.each_ref().map(String::as_str)[..]).map_err(ExportError::from)? {
                break;
            }
        }
    }
    sent(page, &root(&app, &headers), &moment)
}

async fn observers_page(State(app): State<Arc<App>>, who: Who, uri: Uri, headers: HeaderMap) -> Result<Response, Problem> {
    let set = observers();
    let query = query(&set, &uri)?;
    let moment = Moment::take(&app).await?;
    let mut kept = app.registry.all(Noun::Observer);
    if query.descending {
        kept.reverse();
    }
    let mut page = Page::new(&set, &query, A_PAGE);
    for kept in kept.iter().filter(|kept| sees(&who, Noun::Observer, &kept.object) == Decision::Allowed) {
        if let Object::Observer(object) = &kept.object
            && !page.offer(&observer(&kept.id, object)[..]).map_err(ExportError::from)?
        {
            break;
        }
    }
    sent(page, &root(&app, &headers), &moment)
}
