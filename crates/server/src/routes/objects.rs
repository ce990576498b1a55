//! What the office keeps, over the interface: every noun in the same way.

use std::sync::Arc;

use axum::Json;
use axum::extract::{Request, State};
use axum::http::{HeaderMap, HeaderValue, Method, StatusCode, header};
use axum::response::{IntoResponse, Response};
use domain::access::Act;
use domain::registry::{
    Agreement, Deployment, Election, Event, Incident, Noun, Object, Observer, Organisation, Place, Protocol, Station, Status, Team, Visit,
};
use serde::{Deserialize, Serialize};
use serde_json::value::RawValue;
use store::prepare::Expected;
use store::rows::ObjectRow;
use utoipa::ToSchema;
use uuid::Uuid;

use super::about::{About, Content, Parameter};
use super::answers::time;
use super::table::{Need, Route};
use crate::address::{Asked, At};
use crate::app::App;
use crate::body;
use crate::caller::Who;
use crate::idempotency;
use crate::office::guard::nothing_refers;
use crate::office::keep::{Change, Done, keep, wrong};
use crate::office::look::{self, Wanted};
use crate::office::whose::{area, has_chosen_id};
use crate::office::{incidents, protocols};
use crate::problem::Problem;
use crate::registry::Kept;

/// Objects of one page at most.
const MOST: usize = 1000;

/// An object as it is answered.
#[derive(Serialize, ToSchema)]
struct Answered<T> {
    /// Its id.
    id: String,
    /// Its version, from 1; also the `ETag`.
    version: u64,
    /// The entry of the log that this version is.
    entry: u64,
    /// When this version was made (RFC 3339).
    at: String,
    /// The account or token that made it, by a pseudonymous id.
    by: String,
    /// What it says.
    object: T,
}

/// A page of objects.
#[derive(Serialize, ToSchema)]
struct Listed<T> {
    /// By id.
    items: Vec<Answered<T>>,
    /// The cursor of the next page; nothing where this is the last.
    next: Option<String>,
}

/// A version of an object.
#[derive(Serialize, ToSchema)]
#[expect(clippy::struct_field_names, reason = "the word that the interface has for it")]
struct Version<T> {
    /// From 1.
    version: u64,
    /// The entry of the log.
    entry: u64,
    /// When it was made (RFC 3339).
    at: String,
    /// The account or token that made it.
    by: String,
    /// Whether it was withdrawn with this version.
    gone: bool,
    /// What it said; nothing where it was withdrawn or erased.
    object: Option<T>,
}

/// Every version.
#[derive(Serialize, ToSchema)]
struct Versions<T> {
    /// Oldest first.
    versions: Vec<Version<T>>,
}

/// That a change was kept.
#[derive(Serialize, ToSchema)]
struct KeptAnswer {
    /// The object's id.
    id: String,
    /// Its version now.
    version: u64,
    /// The entry of the log.
    entry: Option<u64>,
}

/// The next step of an incident.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct StepBody {
    /// What it becomes.
    status: Status,
}

/// What is documented of a noun: one object, a page, its versions, what is taken.
fn shapes(noun: Noun) -> [Content; 4] {
    fn of<T: ToSchema>() -> [Content; 4] {
        [Content::json::<Answered<T>>(), Content::json::<Listed<T>>(), Content::json::<Versions<T>>(), Content::json::<T>()]
    }
    match noun {
        Noun::Organisation => of::<Organisation>(),
        Noun::Agreement => of::<Agreement>(),
        Noun::Election => of::<Election>(),
        Noun::Place => of::<Place>(),
        Noun::Station => of::<Station>(),
        Noun::Observer => of::<Observer>(),
        Noun::Team => of::<Team>(),
        Noun::Deployment => of::<Deployment>(),
        Noun::Visit => of::<Visit>(),
        Noun::Incident => of::<Incident>(),
        Noun::Event => of::<Event>(),
        Noun::Protocol => of::<Protocol>(),
    }
}

/// The routes of every noun.
pub fn table() -> Vec<Route> {
    Noun::ALL.into_iter().flat_map(of_noun).chain(steps()).chain(protocols_table()).collect()
}

/// The routes of a noun.
fn of_noun(noun: Noun) -> Vec<Route> {
    let (tag, base) = (noun.plural(), format!("/api/v1/{}", noun.plural()));
    let (one_path, history_path) = (format!("{base}/{{id}}"), format!("{base}/{{id}}/history"));
    let [one_shape, page_shape, versions_shape, taken] = shapes(noun);
    let need = |act| Need::Power(act, area(noun));
    let kept = || Some(Content::json::<KeptAnswer>());
    let word = noun.word();
    let mut routes = vec![
        Route::api(
            Method::GET,
            base.clone(),
            need(Act::Read),
            About::new(tag, format!("The {tag} that you may see, by id.")).query(list_parameters()).answers(
                200,
                "A page.",
                Some(page_shape),
            ),
            move |State(app), who: Who, Asked(query)| list(app, who, noun, query),
        ),
        Route::api(
            Method::GET,
            one_path.clone(),
            need(Act::Read),
            About::new(tag, format!("One {word}.")).answers(200, "It.", Some(one_shape)),
            move |State(app), who: Who, At(id)| one(app, who, noun, id),
        ),
        Route::api(
            Method::GET,
            history_path,
            need(Act::Read),
            About::new(tag, format!("Every version of a {word}.")).answers(200, "The versions.", Some(versions_shape)),
            move |State(app), who: Who, At(id)| history(app, who, noun, id),
        ),
        Route::api(
            Method::PUT,
            one_path.clone(),
            need(Act::Add),
            About::new(tag, format!("Adds a {word}, or changes it. The same again changes nothing."))
                .headers([
                    Parameter::text("if-match", "The version that it must have."),
                    Parameter::text("if-none-match", "`*`: it must be new."),
                ])
                .takes(taken.clone())
                .answers(200, "It is kept.", kept())
                .answers(201, "It is added.", kept())
                .refuses(&[409, 412, 422]),
            move |State(app), who: Who, At(id), request| replace(app, who, noun, id, request),
        ),
        Route::api(
            Method::DELETE,
            one_path,
            need(Act::Change),
            About::new(tag, format!("Withdraws a {word}; its versions stay."))
                .headers([Parameter::text("if-match", "The version that it must have.")])
                .answers(200, "It is withdrawn.", kept())
                .refuses(&[409, 412, 422]),
            move |State(app), who: Who, At(id), headers: HeaderMap| withdraw(app, who, noun, id, headers),
        ),
    ];
    if !has_chosen_id(noun) {
        routes.push(Route::api(
            Method::POST,
            base,
            need(Act::Add),
            About::new(tag, format!("Adds a {word} under an id that is made here."))
                .headers([Parameter::text("idempotency-key", "The same key again is answered as the first time, and adds nothing.")])
                .takes(taken)
                .answers(201, "It is added; `Location` says where.", kept())
                .refuses(&[409, 422]),
            move |State(app), who: Who, request| add(app, who, noun, request),
        ));
    }
    routes
}

/// What is done with incidents beyond keeping them.
fn steps() -> Vec<Route> {
    let about = About::new("incidents", "Takes an incident one step further on its ladder.")
        .takes(Content::json::<StepBody>())
        .answers(200, "It is there.", Some(Content::json::<KeptAnswer>()))
        .refuses(&[409, 412]);
    vec![Route::api(Method::POST, "/api/v1/incidents/{id}/status", Need::Power(Act::Read, area(Noun::Incident)), about, step)]
}

/// What is done with protocols beyond keeping them.
fn protocols_table() -> Vec<Route> {
    let about = |summary: &str| {
        About::new("protocols", summary).answers(200, "It is kept.", Some(Content::json::<protocols::Seen>())).refuses(&[409, 412, 422])
    };
    let (add, verify) = (Need::Power(Act::Add, area(Noun::Protocol)), Need::Power(Act::Verify, area(Noun::Protocol)));
    let figures = || Content::json::<protocols::FiguresBody>();
    let path = |last: &str| format!("/api/v1/protocols/{{id}}/{last}");
    vec![
        Route::api(
            Method::GET,
            path("desk"),
            add,
            about("What you may see of a protocol that is being entered: never the other's figures."),
            protocols::desk,
        ),
        Route::api(
            Method::POST,
            path("entries"),
            add,
            about("Enters the figures: two people, neither of whom sees the other's.").takes(figures()),
            protocols::enter,
        ),
        Route::api(
            Method::POST,
            path("corrections"),
            add,
            about("Enters the fields anew in which the two differ, and no others.").takes(figures()),
            protocols::correct,
        ),
        Route::api(
            Method::POST,
            path("resolution"),
            verify,
            about("Decides the fields in which the two still differ; a third person.").takes(figures()),
            protocols::resolve,
        ),
    ]
}

/// What can be asked of a list.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
struct ListQuery {
    cursor: Option<String>,
    limit: Option<usize>,
    organisation: Option<String>,
    station: Option<String>,
    state: Option<String>,
    place: Option<String>,
}

fn list_parameters() -> Vec<Parameter> {
    vec![
        Parameter::text("cursor", "From `next` of the page before."),
        Parameter::number("limit", "How many at most; 1000 is the most."),
        Parameter::text("organisation", "Only those of this organisation."),
        Parameter::text("station", "Only those about this station."),
        Parameter::text("state", "Only those in this state."),
        Parameter::text("place", "Only those directly in this place."),
    ]
}

/// What an object says, to the byte as it is kept.
fn raw(object: &Object) -> Box<RawValue> {
    let text = String::from_utf8_lossy(&object.to_json()).into_owned();
    RawValue::from_string(text).unwrap_or_else(|_| RawValue::NULL.to_owned())
}

fn answered(who: &Who, kept: &Kept) -> Answered<Box<RawValue>> {
    let object = match &kept.object {
        // Figures of two people who do not see each other's.
        Object::Protocol(protocol) => protocols::shown(who, protocol),
        object => raw(object),
    };
    Answered { id: kept.id.clone(), version: kept.version, entry: kept.index, at: time(kept.at), by: kept.by.clone(), object }
}

async fn list(app: Arc<App>, who: Who, noun: Noun, query: ListQuery) -> Result<Response, Problem> {
    let wanted = Wanted {
        after: query.cursor,
        organisation: query.organisation,
        station: query.station,
        state: query.state,
        place: query.place,
        limit: query.limit.unwrap_or(100).clamp(1, MOST),
    };
    let page = look::list(&app, &who, noun, &wanted).await?;
    let items = page.items.iter().map(|kept| answered(&who, kept)).collect();
    Ok(Json(Listed { items, next: page.next }).into_response())
}

async fn one(app: Arc<App>, who: Who, noun: Noun, id: String) -> Result<Response, Problem> {
    let kept = look::one(&app, &who, noun, &id).await?;
    Ok(([(header::ETAG, etag(kept.version))], Json(answered(&who, &kept))).into_response())
}

async fn history(app: Arc<App>, who: Who, noun: Noun, id: String) -> Result<Response, Problem> {
    let rows = look::history(&app, &who, noun, &id).await?;
    let version = |row: ObjectRow| {
        let object = (!row.gone && row.erased_by.is_none()).then(|| Object::read(noun, &row.body).ok()).flatten();
        let object = object.map(|object| match &object {
            Object::Protocol(protocol) => protocols::shown(&who, protocol),
            object => raw(object),
        });
        Version { version: row.version, entry: row.index, at: time(row.at), by: row.by, gone: row.gone, object }
    };
    Ok(Json(Versions { versions: rows.into_iter().map(version).collect() }).into_response())
}

async fn replace(app: Arc<App>, who: Who, noun: Noun, id: String, request: Request) -> Result<Response, Problem> {
    // Whose it is comes first: what is wrong with a request tells nobody that there is such a thing.
    let there = look::current(&app, noun, &id).await?;
    if there.is_some() {
        look::one(&app, &who, noun, &id).await?;
    }
    let expected = expected(request.headers())?;
    let object = read(noun, request).await?;
    let same = there.as_ref().is_some_and(|there| there.object == object) && expected == Expected::Any;
    if let (true, Some(there)) = (same, &there) {
        return Ok(kept(StatusCode::OK, id, there.version, Some(there.index)));
    }
    let status = if there.is_some() { StatusCode::OK } else { StatusCode::CREATED };
    let done = keep(&app, &who, vec![Change { noun, id: id.clone(), object: Some(object), expected, sealed: None }]).await?;
    Ok(kept_one(status, id, &done))
}

async fn withdraw(app: Arc<App>, who: Who, noun: Noun, id: String, headers: HeaderMap) -> Result<Response, Problem> {
    look::one(&app, &who, noun, &id).await?;
    let expected = expected(&headers)?;
    nothing_refers(&app, noun, &id)?;
    let done = keep(&app, &who, vec![Change { noun, id: id.clone(), object: None, expected, sealed: None }]).await?;
    Ok(kept_one(StatusCode::OK, id, &done))
}

async fn add(app: Arc<App>, who: Who, noun: Noun, request: Request) -> Result<Response, Problem> {
    let key = idempotency::key(request.headers())?;
    let bytes = body::read(request, &body::DEFINITION).await?;
    // The key is bound to who sent it, where, and what.
    let attempt = idempotency::Attempt::new(&who, noun.plural(), key.as_deref(), &bytes);
    if let Some(done) = attempt.earlier(&app).await? {
        return Ok(created(noun, done.id, done.version, done.entry));
    }
    let object = Object::read(noun, &bytes).map_err(|e| wrong(&e))?;
    // With a key, the id follows from it: two of the same that come at once are one.
    let id = attempt.id().unwrap_or_else(|| Uuid::from_u128(app.random(rand::RngExt::random))).to_string();
    let change = Change { noun, id: id.clone(), object: Some(object), expected: Expected::New, sealed: None };
    let done = match keep(&app, &who, vec![change]).await {
        Err(problem) if problem.status() == StatusCode::PRECONDITION_FAILED && key.is_some() => attempt.settled(&app, noun, &id).await?,
        other => other?,
    };
    let version = done.versions.first().copied().unwrap_or(1);
    attempt.note(&app, &id, version, done.first).await?;
    Ok(created(noun, id, version, done.first))
}

async fn step(State(app): State<Arc<App>>, who: Who, At(id): At<String>, request: Request) -> Result<Response, Problem> {
    look::one(&app, &who, Noun::Incident, &id).await?;
    let bytes = body::read(request, &body::DEFINITION).await?;
    let StepBody { status } = serde_json::from_slice(&bytes).map_err(|_| {
        Problem::malformed("STATUS-BODY", "the next step cannot be read", "Send {\"status\": \"...\"} with one of the documented words.")
    })?;
    let done = incidents::step(&app, &who, &id, status).await?;
    Ok(kept_one(StatusCode::OK, id, &done))
}

async fn read(noun: Noun, request: Request) -> Result<Object, Problem> {
    let bytes = body::read(request, &body::DEFINITION).await?;
    Object::read(noun, &bytes).map_err(|e| wrong(&e))
}

/// The version that a request says it starts from.
fn expected(headers: &HeaderMap) -> Result<Expected, Problem> {
    let text = |name| headers.get(name).map(|value: &HeaderValue| value.to_str().unwrap_or_default().trim().to_owned());
    let malformed = || {
        Problem::malformed("VERSION", "the version in the request's head cannot be read", "Send `If-Match: \"3\"`, or `If-None-Match: *`.")
    };
    match (text(header::IF_MATCH), text(header::IF_NONE_MATCH)) {
        (None, None) => Ok(Expected::Any),
        (None, Some(star)) if star == "*" => Ok(Expected::New),
        (Some(tag), None) => tag.trim_matches('"').parse().map(Expected::Version).map_err(|_| malformed()),
        _ => Err(malformed()),
    }
}

fn etag(version: u64) -> String {
    format!("\"{version}\"")
}

fn kept_one(status: StatusCode, id: String, done: &Done) -> Response {
    kept(status, id, done.versions.first().copied().unwrap_or(0), done.first)
}

fn kept(status: StatusCode, id: String, version: u64, entry: Option<u64>) -> Response {
    (status, [(header::ETAG, etag(version))], Json(KeptAnswer { id, version, entry })).into_response()
}

fn created(noun: Noun, id: String, version: u64, entry: Option<u64>) -> Response {
    let location = HeaderValue::try_from(format!("/api/v1/{}/{id}", noun.plural()));
    let mut response = kept(StatusCode::CREATED, id, version, entry);
    if let Ok(location) = location {
        response.headers_mut().insert(header::LOCATION, location);
    }
    response
}
