//! Stations: a table and a map. They are everybody's here, and stand in memory as one moment of them.

use std::collections::BTreeSet;
use std::sync::Arc;

use axum::extract::State;
use axum::http::Method;
use axum::response::Response;
use domain::access::{Act, Area};
use domain::registry::{Coordinates, Names, Noun, Object, Station};
use publish::open_data::geojson::{GeoJson, Position, Precisions, StationOut};
use publish::open_data::{OpenDataError, Provenance};
use serde::Deserialize;

use super::error::ExportError;
use super::moment::Moment;
use super::sheet::Sheet;
use super::stream::{File, Out, answer};
use super::{TAG, language};
use crate::address::Asked;
use crate::app::App;
use crate::caller::Who;
use crate::pages::name_of;
use crate::pages::stations::{Query as PageQuery, wanted};
use crate::problem::Problem;
use crate::registry::Kept;
use crate::routes::about::{About, Content, Parameter};
use crate::routes::table::{Need, Route};

/// Stations of a list that is not cut into pages: more than any country has.
const ALL: usize = 10_000_000;

const CSV: File = File { name: "stations.csv", media: "text/csv; charset=utf-8" };
const MAP: File = File { name: "stations.geojson", media: "application/geo+json" };

/// The routes.
pub fn table() -> Vec<Route> {
    let read = Need::Power(Act::Read, Area::Registry);
    let about = |what: &str, media: &'static str| {
        About::new(TAG, format!("Every station, as {what}.")).query(parameters()).answers(200, "The file.", Some(Content::other(media)))
    };
    let csv = |State(app): State<Arc<App>>, who: Who, Asked(query): Asked<Query>| async move {
        let stations = app.registry.all(Noun::Station);
        sheet(app, stations, &language(&who, query.language.as_deref()), query.excel.unwrap_or(false)).await
    };
    let page = |State(app): State<Arc<App>>, who: Who, Asked(query): Asked<PageQuery>| async move {
        let (stations, _) = wanted(&app, &query, ALL).await?;
        sheet(app, stations, &language(&who, None), true).await
    };
    vec![
        Route::api(Method::GET, "/api/v1/exports/stations.csv", read, about("CSV", "text/csv"), csv),
        Route::api(Method::GET, "/api/v1/exports/stations.geojson", read, about("GeoJSON, where they stand", MAP.media), map),
        Route::page(Method::GET, "/stations.csv", read, page),
    ]
}

/// What can be asked of the exports of small tables.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Query {
    /// The language of names.
    pub language: Option<String>,
    /// Whether it is for a spreadsheet.
    pub excel: Option<bool>,
}

fn parameters() -> Vec<Parameter> {
    vec![
        Parameter::text("language", "The language of names of places, such as `kk`; the nearest there is, where it has none."),
        Parameter::truth("excel", "CSV only: with a byte order mark, and no cell that a spreadsheet would run."),
    ]
}

/// The stations of a list.
fn stations(kept: &[Arc<Kept>]) -> impl Iterator<Item = (&str, &Station)> {
    kept.iter().filter_map(|kept| match &kept.object {
        Object::Station(station) => Some((kept.id.as_str(), station)),
        _ => None,
    })
}

/// The name of a column of names: `name`, where nobody stated the language, or `name_kk`.
fn heading(language: &str) -> String {
    if language == Names::UNSTATED { "name".to_owned() } else { format!("name_{language}") }
}

/// Columns after the names.
const AFTER: [&str; 6] = ["places", "kind", "address", "latitude", "longitude", "registered"];

async fn sheet(app: Arc<App>, kept: Vec<Arc<Kept>>, language: &str, excel: bool) -> Result<Response, Problem> {
    let moment = Moment::take(&app).await?;
    let language = language.to_owned();
    answer(CSV, moment.headers(), move |out| write(out, &app, &kept, &language, excel, &moment.provenance)).await
}

fn write(out: Out, app: &App, kept: &[Arc<Kept>], language: &str, excel: bool, provenance: &Provenance) -> Result<Out, ExportError> {
    let languages: BTreeSet<&str> = stations(kept).flat_map(|(_, station)| station.names.iter().map(|(language, _)| language)).collect();
    let headings: Vec<String> = languages.iter().map(|language| heading(language)).collect();
    let header = ["code"].into_iter().chain(headings.iter().map(String::as_str)).chain(AFTER);
    let mut sheet = Sheet::new(out, header, excel, provenance)?;
    for (code, station) in stations(kept) {
        let name = |wanted: &str| station.names.iter().find(|(language, _)| *language == wanted).map_or("", |(_, name)| name);
        let number = |degrees: Option<f64>| degrees.map(|degrees| degrees.to_string()).unwrap_or_default();
        let cells = [
            app.registry.path(&station.place, language),
            station.kind.word().to_owned(),
            station.address.clone().unwrap_or_default(),
            number(station.coordinates.map(|at| at.latitude)),
            number(station.coordinates.map(|at| at.longitude)),
            station.registered.map(|voters| voters.to_string()).unwrap_or_default(),
        ];
        let names = languages.iter().map(|language| name(language));
        sheet.row([code].into_iter().chain(names).chain(cells.iter().map(String::as_str)))?;
    }
    Ok(sheet.finish()?)
}

/// A point of the registry as open data has it.
pub fn position(at: Option<Coordinates>) -> Result<Option<Position>, OpenDataError> {
    at.map(|at| Position::new(at.latitude, at.longitude)).transpose()
}

async fn map(State(app): State<Arc<App>>, who: Who, Asked(query): Asked<Query>) -> Result<Response, Problem> {
    let kept = app.registry.all(Noun::Station);
    let language = language(&who, query.language.as_deref());
    let moment = Moment::take(&app).await?;
    answer(MAP, moment.headers(), move |out| {
        let mut map = GeoJson::new(out, &moment.provenance, Precisions::default())?;
        for (code, station) in stations(&kept) {
            let places = app.registry.places(&station.place);
            let places: Vec<String> = places.iter().filter_map(|kept| name_of(&kept.object, &language)).collect();
            let places: Vec<&str> = places.iter().map(String::as_str).collect();
            map.station(&StationOut {
                code,
                name: station.names.get(&language),
                places: &places,
                registered: station.registered,
                position: position(station.coordinates)?,
            })?;
        }
        Ok(map.finish()?)
    })
    .await
}
