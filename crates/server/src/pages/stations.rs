//! Stations: found, looked at, changed.

use std::collections::BTreeMap;
use std::sync::Arc;

use axum::extract::{Request, State};
use axum::http::{Method, StatusCode};
use axum::response::Response;
use domain::access::{Act, Area};
use domain::registry::{Coordinates, Noun, Object, Station, StationKind};
use pages::views::common::{Link, Paging};
use pages::views::stations::{NameRow, StationFormView, StationRow, StationView, StationsView};
use pages::{Choice, Form, Locale, Section};
use serde::Deserialize;
use store::prepare::Expected;
use store::rows::Page;

use super::elections::{LANGUAGES, in_language, names};
use super::reader::{Reader, Typed, html, name, typed, with_status, wrong};
use super::submissions::rows;
use super::versions::versions;
use crate::address::{Asked, At};
use crate::app::App;
use crate::caller::Who;
use crate::office::keep::{Change, keep};
use crate::office::look;
use crate::problem::Problem;
use crate::registry::Kept;
use crate::routes::table::{Need, Route};

/// Rows of a page.
const A_PAGE: usize = 100;

/// The routes.
pub fn table() -> Vec<Route> {
    let (read, change) = (Need::Power(Act::Read, Area::Registry), Need::Power(Act::Change, Area::Registry));
    vec![
        Route::page(Method::GET, "/stations", read, list),
        Route::page(Method::GET, "/stations/new", change, fresh),
        Route::page(Method::POST, "/stations/new", change, add),
        Route::page(Method::GET, "/stations/{code}", read, show),
        Route::page(Method::GET, "/stations/{code}/edit", change, edit),
        Route::page(Method::POST, "/stations/{code}/edit", change, change_one),
    ]
}

/// What is asked of the list.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Query {
    q: String,
    place: String,
    kind: String,
    cursor: Option<String>,
}

impl Query {
    /// The address of the list asked for, with this in its last place.
    fn address(&self, path: &str, last: (&str, &str)) -> String {
        let mut query = form_urlencoded::Serializer::new(String::new());
        let all = [("q", self.q.as_str()), ("place", &self.place), ("kind", &self.kind), last];
        query.extend_pairs(all.into_iter().filter(|(_, value)| !value.is_empty()));
        let text = query.finish();
        if text.is_empty() { path.to_owned() } else { format!("{path}?{text}") }
    }
}

/// The stations asked for, and the cursor of the next page. Names are found in any script, the best first; without one, by code.
pub async fn wanted(app: &Arc<App>, query: &Query, limit: usize) -> Result<(Vec<Arc<Kept>>, Option<String>), Problem> {
    let fits = |kept: &Kept| match &kept.object {
        Object::Station(station) => {
            (query.kind.is_empty() || station.kind.word() == query.kind)
                && (query.place.is_empty() || app.registry.places(&station.place).iter().any(|place| place.id == query.place))
        }
        _ => false,
    };
    if query.q.trim().is_empty() {
        return Ok(app.registry.page(Noun::Station, query.cursor.as_deref(), limit, fits));
    }
    let ids = app.registry.search().ids(app, Noun::Station, &query.q).await?;
    let found = ids.iter().filter_map(|id| app.registry.get(Noun::Station, id)).filter(|kept| fits(kept)).take(limit);
    Ok((found.collect(), None))
}

/// Submissions of one station that are counted for a list.
const COUNTED: u32 = 1000;

/// How many submissions of each of these stations the reader may see; those that were corrected count once, and more than
/// [`COUNTED`] are not counted.
pub async fn counted(app: &App, who: &Who, codes: Vec<String>) -> Result<BTreeMap<String, u64>, Problem> {
    let mut all = BTreeMap::new();
    let organisations = who.caller.visible(Area::Submissions);
    if !who.caller.has(Act::Read, Area::Submissions) || app.counts.submissions(organisations.as_deref()) == 0 {
        return Ok(all);
    }
    for code in codes {
        if all.contains_key(&code) {
            continue;
        }
        let page = Page {
            station: Some(code.clone()),
            organisations: organisations.clone(),
            observer: who.caller.observer.clone(),
            latest: true,
            limit: COUNTED,
            ..Page::default()
        };
        let found = app.store.submissions(&page).await?.len() as u64;
        all.insert(code, found);
    }
    Ok(all)
}

async fn list(State(app): State<Arc<App>>, reader: Reader, Asked(query): Asked<Query>) -> Result<Response, Problem> {
    let (found, next) = wanted(&app, &query, A_PAGE).await?;
    let counts = counted(&app, reader.who()?, found.iter().map(|kept| kept.id.clone()).collect()).await?;
    let row = |kept: &Arc<Kept>| match &kept.object {
        Object::Station(station) => Some(StationRow {
            code: kept.id.clone(),
            name: station.names.get(reader.language()).to_owned(),
            place: app.registry.path(&station.place, reader.language()),
            kind: station.kind.word().to_owned(),
            registered: station.registered.map(u64::from),
            submissions: counts.get(&kept.id).copied().unwrap_or(0),
        }),
        _ => None,
    };
    let stations: Vec<_> = found.iter().filter_map(row).collect();
    let everything = query.q.is_empty() && query.place.is_empty() && query.kind.is_empty();
    let values = [("q", &query.q), ("place", &query.place), ("kind", &query.kind)];
    let view = StationsView {
        filter: Form {
            values: values.into_iter().map(|(name, value)| (name.to_owned(), value.clone())).collect(),
            choices: [("place".to_owned(), regions(&reader)), ("kind".to_owned(), kinds(&reader))].into(),
            errors: Vec::new(),
        },
        paging: Paging {
            shown: stations.len() as u64,
            total: everything.then(|| app.registry.count(Noun::Station) as u64),
            first: query.cursor.as_ref().map(|_| query.address("/stations", ("", ""))),
            next: next.map(|next| query.address("/stations", ("cursor", &next))),
        },
        stations,
        csv: query.address("/stations.csv", ("", "")),
    };
    html(pages::views::stations::stations(&reader.shell(Section::Stations).await, &view))
}

/// A list of choices that begins with none.
pub fn choices(all: impl IntoIterator<Item = (String, String)>) -> Vec<Choice> {
    all.into_iter().map(|(value, label)| Choice { value, label }).collect()
}

/// The places that lie in no other.
fn regions(reader: &Reader) -> Vec<Choice> {
    let top = |kept: &Arc<Kept>| match &kept.object {
        Object::Place(place) if place.parent.is_none() => Some((kept.id.clone(), place.names.get(reader.language()).to_owned())),
        _ => None,
    };
    choices(reader.app.registry.all(Noun::Place).iter().filter_map(top))
}

fn kinds(reader: &Reader) -> Vec<Choice> {
    let texts = pages::Texts::of(reader.locale);
    let label = |word: &str| texts.find(&format!("kind-{}", word.replace('_', "-")), &[]).unwrap_or_else(|| word.to_owned());
    choices(StationKind::ALL.iter().map(|kind| (kind.word().to_owned(), label(kind.word()))))
}

async fn show(State(app): State<Arc<App>>, reader: Reader, At(code): At<String>) -> Result<Response, Problem> {
    let who = reader.who()?;
    let kept = look::one(&app, who, Noun::Station, &code).await?;
    let Object::Station(station) = &kept.object else { return Err(Problem::not_found("station")) };
    let submissions = if who.caller.has(Act::Read, Area::Submissions) {
        let page = Page {
            station: Some(code.clone()),
            limit: 20,
            organisations: who.caller.visible(Area::Submissions),
            observer: who.caller.observer.clone(),
            latest: true,
            ..Page::default()
        };
        rows(&reader, app.store.submissions(&page).await?)
    } else {
        Vec::new()
    };
    let language_name = |tag: &str| Locale::of_tag(tag).map_or_else(|| tag.to_owned(), |locale| locale.own_name().to_owned());
    let one = |(language, text): (&str, &str)| NameRow {
        language: language.to_owned(),
        language_name: language_name(language),
        text: text.to_owned(),
    };
    let place = |kept: Arc<Kept>| Link {
        text: name(&kept.object, reader.language()).unwrap_or_else(|| kept.id.clone()),
        href: format!("/stations?place={}", kept.id),
    };
    let view = StationView {
        name: station.names.get(reader.language()).to_owned(),
        names: station.names.iter().map(one).collect(),
        places: app.registry.places(&station.place).into_iter().map(place).collect(),
        address: station.address.clone(),
        kind: station.kind.word().to_owned(),
        latitude: station.coordinates.map(|at| at.latitude.to_string()),
        longitude: station.coordinates.map(|at| at.longitude.to_string()),
        registered: station.registered.map(u64::from),
        tags: station.tags.iter().map(|(tag, value)| format!("{tag}: {value}")).collect(),
        submissions,
        versions: versions(&reader, &app.store.object_history(Noun::Station.word(), &code).await?),
        code,
    };
    html(pages::views::stations::station(&reader.shell(Section::Stations).await, &view))
}

async fn page(reader: &Reader, code: Option<String>, mut form: Form, version: u64, status: StatusCode) -> Result<Response, Problem> {
    let places = reader.app.registry.all(Noun::Place);
    let place = |kept: &Arc<Kept>| (kept.id.clone(), reader.app.registry.path(&kept.id, reader.language()));
    let mut places = choices(places.iter().map(place));
    places.sort_by(|a, b| a.label.cmp(&b.label));
    form.choices.insert("place".to_owned(), places);
    form.choices.insert("kind".to_owned(), kinds(reader));
    let view = StationFormView { code, form, version };
    with_status(status, pages::views::stations::station_form(&reader.shell(Section::Stations).await, &view))
}

async fn fresh(reader: Reader) -> Result<Response, Problem> {
    page(&reader, None, Form::default(), 0, StatusCode::OK).await
}

async fn edit(State(app): State<Arc<App>>, reader: Reader, At(code): At<String>) -> Result<Response, Problem> {
    let kept = look::one(&app, reader.who()?, Noun::Station, &code).await?;
    let Object::Station(station) = &kept.object else { return Err(Problem::not_found("station")) };
    let mut form = Form::default();
    let mut put = |name: &str, value: String| {
        form.values.insert(name.to_owned(), value);
    };
    for language in LANGUAGES {
        put(&format!("name-{language}"), in_language(&station.names, language).to_owned());
    }
    put("place", station.place.clone());
    put("address", station.address.clone().unwrap_or_default());
    put("kind", station.kind.word().to_owned());
    put("latitude", station.coordinates.map(|at| at.latitude.to_string()).unwrap_or_default());
    put("longitude", station.coordinates.map(|at| at.longitude.to_string()).unwrap_or_default());
    put("registered", station.registered.map(|n| n.to_string()).unwrap_or_default());
    page(&reader, Some(code), form, kept.version, StatusCode::OK).await
}

async fn add(State(app): State<Arc<App>>, reader: Reader, request: Request) -> Result<Response, Problem> {
    let typed = typed(request).await?;
    let code = typed.get("code").to_owned();
    save(&app, &reader, None, code, None, &typed, Expected::New).await
}

async fn change_one(State(app): State<Arc<App>>, reader: Reader, At(code): At<String>, request: Request) -> Result<Response, Problem> {
    let typed = typed(request).await?;
    let kept = look::one(&app, reader.who()?, Noun::Station, &code).await?;
    let expected = typed.get("version").parse().map_or(Expected::Any, Expected::Version);
    save(&app, &reader, Some(code.clone()), code, Some(&kept), &typed, expected).await
}

async fn save(
    app: &Arc<App>,
    reader: &Reader,
    known: Option<String>,
    code: String,
    there: Option<&Kept>,
    typed: &Typed,
    expected: Expected,
) -> Result<Response, Problem> {
    let texts = pages::Texts::of(reader.locale);
    let form = match read(typed, there) {
        Err((field, key)) => wrong(typed.form(), field, texts.get(key, &[]), texts.get(&format!("{key}-remedy"), &[])),
        Ok(station) => {
            let change = Change { noun: Noun::Station, id: code.clone(), object: Some(Object::Station(station)), expected, sealed: None };
            match keep(app, reader.who()?, vec![change]).await {
                Ok(_) => return reader.done(&format!("/stations/{code}"), "station-kept").await,
                Err(problem) if problem.status().is_client_error() => {
                    wrong(typed.form(), if known.is_some() { "name-en" } else { "code" }, problem.detail(), problem.remedy())
                }
                Err(problem) => return Err(problem),
            }
        }
    };
    let version = typed.get("version").parse().unwrap_or(0);
    page(reader, known, form, version, StatusCode::UNPROCESSABLE_ENTITY).await
}

/// The station of a form, or the field that is wrong and the text that says how. What the form does not show stays.
fn read(typed: &Typed, there: Option<&Kept>) -> Result<Station, (&'static str, &'static str)> {
    let all = names(typed, |language| format!("name-{language}")).ok_or(("name-en", "wrong-name"))?;
    let place = typed.some("place").ok_or(("place", "wrong-place"))?;
    let mut station = match there.map(|kept| &kept.object) {
        Some(Object::Station(before)) => Station { names: all, place, ..before.clone() },
        _ => Station::new(all, &place),
    };
    station.address = typed.some("address");
    station.kind = StationKind::parse(typed.get("kind")).unwrap_or_default();
    let number = |field: &'static str| -> Result<Option<f64>, (&'static str, &'static str)> {
        let text = typed.some(field).map(|text| text.replace(',', "."));
        text.map(|text| text.parse().map_err(|_| (field, "wrong-number"))).transpose()
    };
    station.coordinates = match (number("latitude")?, number("longitude")?) {
        (Some(latitude), Some(longitude)) => Some(Coordinates { latitude, longitude }),
        (None, None) => None,
        (None, _) => return Err(("latitude", "wrong-number")),
        (_, None) => return Err(("longitude", "wrong-number")),
    };
    station.registered = typed.some("registered").map(|text| text.parse().map_err(|_| ("registered", "wrong-number"))).transpose()?;
    Ok(station)
}
