//! What observers saw, and when they were where: incidents on a map, visits as a table.

use std::sync::Arc;

use axum::extract::State;
use axum::http::Method;
use axum::response::Response;
use domain::access::{Act, Area};
use domain::registry::{Consent, Incident, Noun, Object, Visit};
use publish::open_data::OpenDataError;
use publish::open_data::geojson::{EventKind, EventOut, GeoJson, Precisions};
use serde::Deserialize;

use super::TAG;
use super::moment::Moment;
use super::sheet::Sheet;
use super::stations::position;
use super::stream::{File, answer};
use crate::address::Asked;
use crate::app::App;
use crate::caller::Who;
use crate::problem::Problem;
use crate::routes::about::{About, Content, Parameter};
use crate::routes::table::{Need, Route};

const MAP: File = File { name: "incidents.geojson", media: "application/geo+json" };
const CSV: File = File { name: "visits.csv", media: "text/csv; charset=utf-8" };

/// The routes.
pub fn table() -> Vec<Route> {
    let map = About::new(
        TAG,
        "The incidents that you may see, as GeoJSON: positions rounded to about 1 km, and neither station nor position where the source does not allow that it is published.",
    )
    .answers(200, "The file.", Some(Content::other(MAP.media)));
    let csv = About::new(TAG, "The visits that you may see, as CSV.")
        .query([Parameter::truth("excel", "With a byte order mark, and no cell that a spreadsheet would run.")])
        .answers(200, "The file.", Some(Content::other("text/csv")));
    vec![
        Route::api(Method::GET, "/api/v1/exports/incidents.geojson", Need::Power(Act::Read, Area::Incidents), map, incidents),
        Route::api(Method::GET, "/api/v1/exports/visits.csv", Need::Power(Act::Read, Area::Deployments), csv, visits),
    ]
}

async fn incidents(State(app): State<Arc<App>>, who: Who) -> Result<Response, Problem> {
    let moment = Moment::take(&app).await?;
    let found = moment.objects(&who, Noun::Incident).await?;
    answer(MAP, moment.headers(), move |out| {
        let mut map = GeoJson::new(out, &moment.provenance, Precisions::default())?;
        for kept in &found {
            if let Object::Incident(incident) = &kept.object {
                map.event(&event(kept.index, incident)?)?;
            }
        }
        Ok(map.finish()?)
    })
    .await
}

/// An incident as it may be shown: where it was could lead to who told of it, so its source must have allowed that.
pub(super) fn event(entry: u64, incident: &Incident) -> Result<EventOut<'_>, OpenDataError> {
    let open = incident.consent == Consent::Publish;
    Ok(EventOut {
        entry,
        event: EventKind::Incident,
        station: incident.station.as_deref().filter(|_| open).unwrap_or_default(),
        category: &incident.category,
        status: incident.status.word(),
        at: incident.at.as_ref().map(domain::registry::Instant::as_str).unwrap_or_default(),
        position: position(incident.coordinates.filter(|_| open))?,
    })
}

/// What can be asked of visits.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
struct Query {
    excel: Option<bool>,
}

/// Columns of visits.
const VISITS: [&str; 8] = ["id", "entry", "organisation", "station", "observers", "arrived", "departed", "deployment"];

async fn visits(State(app): State<Arc<App>>, who: Who, Asked(query): Asked<Query>) -> Result<Response, Problem> {
    let moment = Moment::take(&app).await?;
    let found = moment.objects(&who, Noun::Visit).await?;
    answer(CSV, moment.headers(), move |out| {
        let mut sheet = Sheet::new(out, VISITS, query.excel.unwrap_or(false), &moment.provenance)?;
        for kept in &found {
            if let Object::Visit(visit) = &kept.object {
                sheet.row(cells(&kept.id, &kept.index.to_string(), visit, &visit.observers.join(" ")))?;
            }
        }
        Ok(sheet.finish()?)
    })
    .await
}

fn cells<'a>(id: &'a str, entry: &'a str, visit: &'a Visit, observers: &'a str) -> [&'a str; 8] {
    let departed = visit.departed.as_ref().map(domain::registry::Instant::as_str).unwrap_or_default();
    let deployment = visit.deployment.as_deref().unwrap_or_default();
    [id, entry, &visit.organisation, &visit.station, observers, visit.arrived.as_str(), departed, deployment]
}
