//! Settings: the organisation, its tokens and webhooks; the server, its custodians and backups.

use std::sync::Arc;

use axum::extract::{Request, State};
use axum::http::{Method, StatusCode};
use axum::response::Response;
use domain::access::{Act, Area};
use domain::registry::{Noun, Object, Private};
use pages::views::settings::{BackupView, DeliveryRow, ServerView, SettingsView, TokenRow, TokensView, WebhookRow, WebhooksView};
use pages::{Form, Section};
use store::prepare::Expected;

use super::elections::{LANGUAGES, in_language, names};
use super::people::{KINDS, word};
use super::reader::{Reader, html, moment, typed, with_status, wrong};
use super::stations::choices;
use crate::address::At;
use crate::app::{App, now};
use crate::office::keep::{Change, keep_own};
use crate::problem::Problem;
use crate::routes::table::{Need, Route};
use crate::token::{self, Scope};
use crate::webhooks::{self, EVENTS, Webhook};

/// The routes.
pub fn table() -> Vec<Route> {
    let tokens = |act| Need::Power(act, Area::Tokens);
    let (own, server) = (Need::Power(Act::Change, Area::Accounts), Need::Power(Act::Read, Area::Server));
    vec![
        Route::page(Method::GET, "/settings", own, show),
        Route::page(Method::POST, "/settings", own, save),
        Route::page(Method::GET, "/settings/tokens", tokens(Act::Read), list_tokens),
        Route::page(Method::POST, "/settings/tokens", tokens(Act::Add), add_token),
        Route::page(Method::POST, "/settings/tokens/{id}/revoke", tokens(Act::Change), revoke_token),
        Route::page(Method::GET, "/settings/webhooks", tokens(Act::Read), list_webhooks),
        Route::page(Method::POST, "/settings/webhooks", tokens(Act::Add), add_webhook),
        Route::page(Method::POST, "/settings/webhooks/{id}/disable", tokens(Act::Change), disable_webhook),
        Route::page(Method::POST, "/settings/webhooks/{id}/enable", tokens(Act::Change), enable_webhook),
        Route::page(Method::GET, "/settings/server", server, server_facts),
        Route::page(Method::GET, "/settings/backup", server, backups),
        Route::page(Method::POST, "/settings/backup", Need::Power(Act::Add, Area::Server), backup),
    ]
}

/// The organisation of whoever reads.
fn own(reader: &Reader) -> Result<String, Problem> {
    reader.who()?.caller.organisation().map(str::to_owned).ok_or_else(|| Problem::not_found("organisation"))
}

async fn settings_page(reader: &Reader, mut form: Form, status: StatusCode) -> Result<Response, Problem> {
    let texts = pages::Texts::of(reader.locale);
    let label = |w: String| (w.clone(), texts.find(&format!("organisation-kind-{w}"), &[]).unwrap_or(w));
    form.choices.insert("kind".to_owned(), choices(KINDS.map(|kind| label(word(kind)))));
    with_status(status, pages::views::settings::settings(&reader.shell(Section::Settings).await, &SettingsView { form }))
}

async fn show(State(app): State<Arc<App>>, reader: Reader) -> Result<Response, Problem> {
    let kept = app.registry.get(Noun::Organisation, &own(&reader)?).ok_or_else(|| Problem::not_found("organisation"))?;
    let Object::Organisation(organisation) = &kept.object else { return Err(Problem::not_found("organisation")) };
    let mut form = Form::default();
    for language in LANGUAGES {
        form.values.insert(format!("name-{language}"), in_language(&organisation.names, language).to_owned());
    }
    form.values.insert("kind".to_owned(), word(organisation.kind));
    let contact = organisation.contact.as_ref().map(Private::as_str).unwrap_or_default();
    form.values.insert("contact".to_owned(), contact.to_owned());
    settings_page(&reader, form, StatusCode::OK).await
}

async fn save(State(app): State<Arc<App>>, reader: Reader, request: Request) -> Result<Response, Problem> {
    let id = own(&reader)?;
    let typed = typed(request).await?;
    let kept = app.registry.get(Noun::Organisation, &id).ok_or_else(|| Problem::not_found("organisation"))?;
    let Object::Organisation(before) = &kept.object else { return Err(Problem::not_found("organisation")) };
    let texts = pages::Texts::of(reader.locale);
    let Some(names) = names(&typed, |language| format!("name-{language}")) else {
        let form = wrong(typed.form(), "name-en", texts.get("wrong-name", &[]), texts.get("wrong-name-remedy", &[]));
        return settings_page(&reader, form, StatusCode::UNPROCESSABLE_ENTITY).await;
    };
    let kind = serde_json::from_value(serde_json::Value::String(typed.get("kind").to_owned())).unwrap_or(before.kind);
    let contact = typed.some("contact").map(|text| Private::from(text.as_str()));
    let object = Object::Organisation(domain::registry::Organisation { names, kind, contact });
    let change = Change { noun: Noun::Organisation, id, object: Some(object), expected: Expected::Version(kept.version), sealed: None };
    match keep_own(&app, reader.who()?, change).await {
        Ok(_) => reader.done("/settings", "settings-kept").await,
        Err(problem) => reader.failed("/settings", problem).await,
    }
}

async fn tokens_page(reader: &Reader, form: Form, fresh: Option<String>, status: StatusCode) -> Result<Response, Problem> {
    let own = own(reader)?;
    let mut rows = reader.app.store.tokens().await?;
    rows.retain(|row| row.organisation.as_deref() == Some(&own));
    rows.reverse();
    let row = |row: store::rows::TokenRow| TokenRow {
        id: row.id.to_string(),
        label: row.label,
        scopes: row.scopes.split(',').map(str::to_owned).collect(),
        made: moment(row.created_at),
        revoked: row.revoked_at.map(moment),
    };
    let scopes = Scope::ALL.iter().map(ToString::to_string).collect();
    let view = TokensView { tokens: rows.into_iter().map(row).collect(), form, scopes, fresh };
    with_status(status, pages::views::settings::tokens(&reader.shell(Section::Settings).await, &view))
}

async fn list_tokens(reader: Reader) -> Result<Response, Problem> {
    tokens_page(&reader, Form::default(), None, StatusCode::OK).await
}

async fn add_token(State(app): State<Arc<App>>, reader: Reader, request: Request) -> Result<Response, Problem> {
    let typed = typed(request).await?;
    let scopes: Vec<Scope> = Scope::ALL.into_iter().filter(|scope| typed.ticked(&format!("scope-{scope}"))).collect();
    let label: String = typed.get("label").chars().filter(|c| !c.is_control()).take(100).collect();
    if scopes.is_empty() || label.is_empty() {
        let texts = pages::Texts::of(reader.locale);
        let form = wrong(typed.form(), "label", texts.get("wrong-token", &[]), texts.get("wrong-token-remedy", &[]));
        return tokens_page(&reader, form, None, StatusCode::UNPROCESSABLE_ENTITY).await;
    }
    let (_, secret) = token::create(&*app.store, &label, &scopes, Some(&own(&reader)?), now()).await?;
    tokens_page(&reader, Form::default(), Some(secret), StatusCode::OK).await
}

async fn revoke_token(State(app): State<Arc<App>>, reader: Reader, At(id): At<i64>) -> Result<Response, Problem> {
    let own = own(&reader)?;
    let is_own = app.store.tokens().await?.iter().any(|row| row.id == id && row.organisation.as_deref() == Some(&own));
    if !is_own || !app.store.revoke_token(id, now()).await? {
        return Err(Problem::not_found("token"));
    }
    app.tokens.forget();
    reader.done("/settings/tokens", "token-revoked-done").await
}

async fn webhooks_page(reader: &Reader, form: Form, fresh: Option<String>, status: StatusCode) -> Result<Response, Problem> {
    let found = webhooks::all(&*reader.app.store, Some(&own(reader)?)).await?;
    let delivery = |delivery: webhooks::Delivery| DeliveryRow {
        moment: moment(delivery.at),
        event: delivery.event,
        answer: delivery.answer,
        taken: delivery.taken,
    };
    let row = |webhook: Webhook| WebhookRow {
        id: webhook.id.to_string(),
        url: webhook.url,
        events: webhook.events,
        active: webhook.active,
        deliveries: webhook.deliveries.into_iter().map(delivery).collect(),
    };
    let events = EVENTS.map(str::to_owned).to_vec();
    let view = WebhooksView { webhooks: found.into_iter().map(row).collect(), form, events, fresh };
    with_status(status, pages::views::settings::webhooks(&reader.shell(Section::Settings).await, &view))
}

async fn list_webhooks(reader: Reader) -> Result<Response, Problem> {
    webhooks_page(&reader, Form::default(), None, StatusCode::OK).await
}

async fn add_webhook(State(app): State<Arc<App>>, reader: Reader, request: Request) -> Result<Response, Problem> {
    let typed = typed(request).await?;
    let events: Vec<String> = EVENTS.iter().filter(|event| typed.ticked(&format!("event-{event}"))).map(|e| (*e).to_owned()).collect();
    let inside = reader.who()?.caller.host;
    let texts = pages::Texts::of(reader.locale);
    let form = match webhooks::allowed(typed.get("url"), inside).await {
        Err(error) => wrong(typed.form(), "url", error.to_string(), error.remedy()),
        Ok(_) if events.is_empty() => wrong(typed.form(), "url", texts.get("wrong-events", &[]), texts.get("wrong-events-remedy", &[])),
        Ok(_) => {
            let organisation = own(&reader)?;
            let webhook = app.random(|random| Webhook::new(&organisation, typed.get("url"), events, inside, random));
            webhooks::add(&*app.store, &webhook).await?;
            return webhooks_page(&reader, Form::default(), Some(webhook.shown_secret()), StatusCode::OK).await;
        }
    };
    webhooks_page(&reader, form, None, StatusCode::UNPROCESSABLE_ENTITY).await
}

async fn set_webhook(app: &App, reader: &Reader, id: &str, active: bool) -> Result<Response, Problem> {
    if !webhooks::change(&*app.store, id, &own(reader)?, |webhook| webhook.active = active).await? {
        return Err(Problem::not_found("webhook"));
    }
    reader.done("/settings/webhooks", if active { "webhook-enabled" } else { "webhook-disabled" }).await
}

async fn disable_webhook(State(app): State<Arc<App>>, reader: Reader, At(id): At<String>) -> Result<Response, Problem> {
    set_webhook(&app, &reader, &id, false).await
}

async fn enable_webhook(State(app): State<Arc<App>>, reader: Reader, At(id): At<String>) -> Result<Response, Problem> {
    set_webhook(&app, &reader, &id, true).await
}

/// How many custodians have to agree, and what they are called.
///
/// # Errors
/// `Problem` of the database.
pub async fn custodians(app: &App) -> Result<(u64, Vec<String>), Problem> {
    let Some(text) = app.store.get("custodians").await? else { return Ok((0, Vec::new())) };
    let said: serde_json::Value = serde_json::from_str(&text).unwrap_or_default();
    let need = said.get("threshold").or_else(|| said.get("k")).and_then(serde_json::Value::as_u64).unwrap_or(0);
    let of = said.get("recipients").and_then(serde_json::Value::as_array).map(Vec::as_slice).unwrap_or_default();
    let name = |value: &serde_json::Value| value.as_str().map(|text| text.chars().take(16).collect());
    Ok((need, of.iter().filter_map(name).collect()))
}

async fn server_facts(State(app): State<Arc<App>>, reader: Reader) -> Result<Response, Problem> {
    let (need, custodians) = custodians(&app).await?;
    let view = ServerView {
        version: env!("CARGO_PKG_VERSION").to_owned(),
        database: app.store.name().to_owned(),
        tls: app.facts.secure,
        address: reader.base(),
        since: moment(app.since),
        room: None,
        need,
        custodians,
    };
    html(pages::views::settings::server(&reader.shell(Section::Settings).await, &view))
}

async fn backups(State(app): State<Arc<App>>, reader: Reader) -> Result<Response, Problem> {
    let view: BackupView = app.backups.view();
    html(pages::views::settings::backup(&reader.shell(Section::Settings).await, &view))
}

/// Makes a backup beside the data directory's own files, while everything goes on.
async fn backup(State(app): State<Arc<App>>, reader: Reader) -> Result<Response, Problem> {
    match app.backups.begin(&app) {
        Ok(()) => reader.done("/settings/backup", "backup-begun").await,
        Err(problem) => reader.failed("/settings/backup", problem).await,
    }
}
