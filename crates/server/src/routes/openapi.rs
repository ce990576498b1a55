//! The `OpenAPI` document, made from the routes. A copy stands in `docs/openapi.json`, and a test holds it against this.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

use axum::http::{Method, header};
use axum::response::{IntoResponse, Response};
use utoipa::PartialSchema;
use utoipa::openapi::path::{HttpMethod, Operation, OperationBuilder, ParameterBuilder, ParameterIn, PathsBuilder};
use utoipa::openapi::request_body::RequestBodyBuilder;
use utoipa::openapi::schema::{ComponentsBuilder, Schema};
use utoipa::openapi::security::{HttpAuthScheme, HttpBuilder, SecurityRequirement, SecurityScheme};
use utoipa::openapi::tag::TagBuilder;
use utoipa::openapi::{
    ContentBuilder, InfoBuilder, OpenApi, OpenApiBuilder, PathItem, Ref, RefOr, Required, Response as Answer, ResponseBuilder,
    ResponsesBuilder,
};

use super::about::{About, Content, Parameter};
use super::table::{Need, Route};
use crate::problem::ProblemAnswer;

/// The name of the token in the document.
const TOKEN: &str = "token";

/// Refusals that any route may answer, with the reason.
const REFUSALS: [(u16, &str); 13] = [
    (400, "What was sent cannot be understood; `detail` says where, `remedy` what to do."),
    (401, "There is no token, or it is not known."),
    (403, "The token may not do this."),
    (404, "There is no such thing, or it is another organisation's."),
    (408, "The request did not come whole in time."),
    (409, "Something else is there; nothing was changed."),
    (410, "It was erased."),
    (412, "It was changed since it was read; nothing was changed."),
    (413, "It is too large."),
    (415, "It is of another kind than this address takes."),
    (422, "It can be understood and cannot be kept; every problem is named, nothing was changed."),
    (429, "Too many attempts; `Retry-After` says when to come again."),
    (503, "Not at the moment; `Retry-After` says when to come again."),
];

/// Refusals of every route, and those of routes that take something.
const ALWAYS: [u16; 5] = [400, 404, 408, 429, 503];
const WITH_CALLER: [u16; 2] = [401, 403];
const WITH_BODY: [u16; 2] = [413, 415];

/// The route that shows the document.
pub fn table() -> Vec<Route> {
    let about = About::new("server", "This document.").answers(200, "It.", Some(Content::other("application/json")));
    vec![Route::api(Method::GET, "/api/v1/openapi.json", Need::Nothing, about, show)]
}

/// The document, made once.
async fn show() -> Response {
    static TEXT: LazyLock<String> = LazyLock::new(|| text(&super::all()));
    ([(header::CONTENT_TYPE, "application/json")], TEXT.as_str()).into_response()
}

/// The document of these routes, as it stands in `docs/openapi.json`.
pub fn text(routes: &[Route]) -> String {
    let mut text = serde_json::to_string_pretty(&document(routes)).unwrap_or_default();
    text.push('\n');
    text
}

/// The document of these routes.
pub fn document(routes: &[Route]) -> OpenApi {
    let mut schemas = BTreeMap::new();
    let mut tags = BTreeSet::new();
    let mut paths: BTreeMap<&str, PathItem> = BTreeMap::new();
    for route in routes {
        let Some(about) = &route.about else { continue };
        tags.insert(about.tag);
        let operation = operation(route, about, &mut schemas);
        let item = PathItem::new(method(route), operation);
        paths.entry(&route.path).and_modify(|there| there.merge_operations(item.clone())).or_insert(item);
    }
    let mut components = ComponentsBuilder::new()
        .security_scheme(TOKEN, SecurityScheme::Http(HttpBuilder::new().scheme(HttpAuthScheme::Bearer).build()))
        .schema("Problem", ProblemAnswer::schema());
    for (status, words) in REFUSALS {
        components = components.response(refusal_name(status), refusal(words));
    }
    let paths = paths.into_iter().fold(PathsBuilder::new(), |all, (path, item)| all.path(path, item));
    OpenApiBuilder::new()
        .info(
            InfoBuilder::new()
                .title("Scrutineer")
                .version(env!("CARGO_PKG_VERSION"))
                .description(Some("What an organisation keeps on this server, and what it sends to it. Every list is read by cursor; every refusal is problem+json with a stable code."))
                .build(),
        )
        .paths(paths)
        .components(Some(schemas.into_iter().fold(components, |all, (name, schema)| all.schema(name, schema)).build()))
        .tags(Some(tags.into_iter().map(|tag| TagBuilder::new().name(tag).build())))
        .build()
}

fn method(route: &Route) -> HttpMethod {
    match route.method.as_str() {
        "PUT" => HttpMethod::Put,
        "POST" => HttpMethod::Post,
        "DELETE" => HttpMethod::Delete,
        "HEAD" => HttpMethod::Head,
        _ => HttpMethod::Get,
    }
}

fn operation(route: &Route, about: &About, schemas: &mut BTreeMap<String, RefOr<Schema>>) -> Operation {
    let mut builder = OperationBuilder::new().tag(about.tag).summary(Some(about.summary.clone())).operation_id(Some(name(route)));
    for part in names(&route.path) {
        let schema = if part == "index" { u64::schema() } else { String::schema() };
        let parameter = ParameterBuilder::new().name(part).parameter_in(ParameterIn::Path).required(Required::True).schema(Some(schema));
        builder = builder.parameter(parameter);
    }
    let placed = |all: &[Parameter], place: ParameterIn| {
        let one = |p: &Parameter| {
            ParameterBuilder::new()
                .name(p.name)
                .parameter_in(place.clone())
                .required(Required::False)
                .description(Some(p.description))
                .schema(Some(p.schema.clone()))
                .build()
        };
        all.iter().map(one).collect::<Vec<_>>()
    };
    for parameter in placed(&about.query, ParameterIn::Query).into_iter().chain(placed(&about.headers, ParameterIn::Header)) {
        builder = builder.parameter(parameter);
    }
    if let Some(body) = &about.body {
        schemas.extend(body.named.iter().cloned());
        builder =
            builder.request_body(Some(RequestBodyBuilder::new().content(body.media, content(body)).required(Some(Required::True)).build()));
    }
    if route.need != Need::Nothing {
        builder = builder.security(SecurityRequirement::new(TOKEN, Vec::<String>::new()));
    }
    builder.responses(responses(route, about, schemas)).build()
}

fn responses(route: &Route, about: &About, schemas: &mut BTreeMap<String, RefOr<Schema>>) -> utoipa::openapi::Responses {
    let mut builder = ResponsesBuilder::new();
    for (status, words, answer) in &about.answers {
        let mut response = ResponseBuilder::new().description(*words);
        if let Some(answer) = answer {
            schemas.extend(answer.named.iter().cloned());
            response = response.content(answer.media, content(answer));
        }
        builder = builder.response(status.to_string(), response.build());
    }
    let caller: &[u16] = if route.need == Need::Nothing { &[] } else { &WITH_CALLER };
    let body: &[u16] = if about.body.is_some() { &WITH_BODY } else { &[] };
    for status in ALWAYS.iter().chain(caller).chain(body).chain(&about.refusals).collect::<BTreeSet<_>>() {
        builder = builder.response(status.to_string(), RefOr::Ref(Ref::from_response_name(refusal_name(*status))));
    }
    builder.build()
}

fn content(of: &Content) -> utoipa::openapi::Content {
    ContentBuilder::new().schema(Some(of.schema.clone())).build()
}

fn refusal_name(status: u16) -> String {
    format!("Refused{status}")
}

fn refusal(words: &str) -> Answer {
    let problem = ContentBuilder::new().schema(Some(Ref::from_schema_name("Problem"))).build();
    ResponseBuilder::new().description(words).content("application/problem+json", problem).build()
}

/// A name for the operation: its method and address in one word.
fn name(route: &Route) -> String {
    let path: Vec<String> = route
        .path
        .trim_start_matches("/api/v1/")
        .split('/')
        .filter(|part| !part.is_empty())
        .map(|part| part.trim_matches(|c| c == '{' || c == '}').replace(|c: char| !c.is_ascii_alphanumeric(), "_"))
        .collect();
    format!("{}_{}", route.method.as_str().to_lowercase(), path.join("_"))
}

/// The `{names}` in an address.
pub fn names(path: &str) -> Vec<&str> {
    path.split('/').filter_map(|part| part.strip_prefix('{')?.strip_suffix('}')).map(|name| name.trim_start_matches('*')).collect()
}
