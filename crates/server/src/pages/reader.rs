//! Who reads a page, in which language; and how a page, or the way to the next one, is answered.

use std::sync::Arc;

use axum::extract::{FromRequestParts, Request};
use axum::http::request::Parts;
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Redirect, Response};
use domain::access::{Act, Area, Role};
use domain::registry::{Noun, Object};
use pages::views::common::Moment;
use pages::{Flash, Locale, PageError, Section, Shell, Theme, User};
use serde::{Deserialize, Serialize};
use tower_sessions::Session;

use crate::app::App;
use crate::caller::{Who, unavailable};
use crate::problem::Problem;

/// The session's name for what the last action led to.
const FLASH: &str = "flash";

/// Who reads.
pub struct Reader {
    /// The server.
    pub app: Arc<App>,
    /// Who is signed in, where somebody must be.
    pub who: Option<Who>,
    /// The browser's session.
    pub session: Session,
    /// The language.
    pub locale: Locale,
    theme: Theme,
    path: String,
    host: String,
}

/// What is said on the next page.
#[derive(Debug, Serialize, Deserialize)]
struct Said {
    failed: bool,
    text: String,
    remedy: Option<String>,
    code: Option<String>,
}

impl FromRequestParts<Arc<App>> for Reader {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, app: &Arc<App>) -> Result<Self, Problem> {
        let who = parts.extensions.get::<Who>().cloned();
        let session = parts
            .extensions
            .get::<Session>()
            .cloned()
            .ok_or_else(|| Problem::later("SESSION", "the request came without a session", "Load the page again.", 1))?;
        let chosen = who.as_ref().and_then(|who| who.account.as_ref()?.language.clone());
        let cookie = cookie(&parts.headers, "language");
        let locale = [chosen.as_deref(), cookie].into_iter().flatten().find_map(Locale::of_tag);
        let theme = match cookie_theme(&parts.headers) {
            Some("light") => Theme::Light,
            Some("dark") => Theme::Dark,
            _ => Theme::Auto,
        };
        let path = parts.uri.path_and_query().map_or("/", |path| path.as_str()).to_owned();
        let locale = locale.unwrap_or_else(|| accepted(&parts.headers));
        Ok(Self { app: Arc::clone(app), who, session, locale, theme, path, host: host(parts) })
    }
}

fn cookie<'a>(headers: &'a HeaderMap, name: &str) -> Option<&'a str> {
    let all = headers.get_all(header::COOKIE).iter().filter_map(|value| value.to_str().ok());
    all.flat_map(|text| text.split(';')).find_map(|pair| pair.trim().strip_prefix(name)?.strip_prefix('='))
}

/// The name under which the browser reached us.
fn host(parts: &Parts) -> String {
    let named = parts.headers.get(header::HOST).and_then(|value| value.to_str().ok()).map(str::to_owned);
    named.or_else(|| parts.uri.authority().map(ToString::to_string)).unwrap_or_default()
}

fn cookie_theme(headers: &HeaderMap) -> Option<&str> {
    cookie(headers, "theme")
}

/// The first language the browser asks for that there is.
fn accepted(headers: &HeaderMap) -> Locale {
    let text = headers.get(header::ACCEPT_LANGUAGE).and_then(|value| value.to_str().ok()).unwrap_or_default();
    let tags = text.split(',').filter_map(|part| part.split([';', '-']).next());
    tags.map(str::trim).find_map(Locale::of_tag).unwrap_or(Locale::En)
}

impl Reader {
    /// Who is signed in.
    ///
    /// # Errors
    /// 401: the route let somebody in who is nobody.
    pub fn who(&self) -> Result<&Who, Problem> {
        self.who.as_ref().ok_or_else(|| Problem::new(StatusCode::UNAUTHORIZED, "SIGN-IN", "nobody is signed in", "Sign in."))
    }

    /// The language's tag.
    pub fn language(&self) -> &'static str {
        self.locale.tag()
    }

    /// Where the server is reached: as it was told, else as this browser reached it. Only this browser's person is shown it, so a false
    /// name in the request fools nobody else.
    pub fn base(&self) -> String {
        let facts = &self.app.facts;
        let scheme = if facts.secure { "https" } else { "http" };
        facts.public_url.clone().unwrap_or_else(|| format!("{scheme}://{}", self.host)).trim_end_matches('/').to_owned()
    }

    /// What stands around a page.
    pub async fn shell(&self, section: Section) -> Shell {
        let account = self.who.as_ref().and_then(|who| who.account.clone());
        let organisation = account.as_ref().and_then(|account| self.name_of(Noun::Organisation, &account.organisation));
        let power = |act, area| self.who.as_ref().is_some_and(|who| who.caller.has(act, area));
        let simulated = |kept: &crate::registry::Kept| matches!(&kept.object, Object::Election(election) if election.simulated);
        Shell {
            locale: self.locale,
            theme: self.theme,
            organisation: organisation.unwrap_or_default(),
            section,
            path: self.path.clone(),
            query: String::new(),
            user: account.map(|account| User { name: account.name.clone(), role: role(account.role) }),
            csrf: String::new(),
            simulated: self.app.registry.all(Noun::Election).iter().any(|kept| simulated(kept)),
            flash: self.said().await,
            checkpoint: Some(self.app.sequencer.head().size),
            version: env!("CARGO_PKG_VERSION").to_owned(),
            may_edit: power(Act::Change, Area::People) || self.who.as_ref().is_some_and(|who| who.caller.host),
            may_administer: power(Act::Change, Area::Accounts),
        }
    }

    /// What the last action led to; it is said once.
    async fn said(&self) -> Option<Flash> {
        let said: Option<Said> = self.session.remove(FLASH).await.ok().flatten();
        said.map(|said| Flash { failed: said.failed, text: said.text, remedy: said.remedy, code: said.code })
    }

    /// The name of something in the reader's language.
    pub fn name_of(&self, noun: Noun, id: &str) -> Option<String> {
        let kept = self.app.registry.get(noun, id)?;
        name(&kept.object, self.language())
    }

    /// Who made a version, as a reader may know it: a colleague by name, anybody else by a pseudonymous id.
    pub fn by(&self, id: &str) -> String {
        let own = self.who.as_ref().and_then(|who| who.account.as_ref()).filter(|account| account.id.to_string() == id);
        own.map_or_else(|| id.chars().take(13).collect(), |account| account.name.clone())
    }

    /// To another page, where it is said what was done.
    ///
    /// # Errors
    /// `Problem` where the session cannot be kept.
    pub async fn done(&self, to: &str, text: &str) -> Result<Response, Problem> {
        let said = Said { failed: false, text: pages::Texts::of(self.locale).get(text, &[]), remedy: None, code: None };
        self.session.insert(FLASH, said).await.map_err(|e| unavailable(&e))?;
        Ok(Redirect::to(to).into_response())
    }

    /// To another page, where it is said what went wrong. What cannot be said there, such as that nobody is signed in, stays a refusal.
    ///
    /// # Errors
    /// The refusal itself, for faults of the server.
    pub async fn failed(&self, to: &str, problem: Problem) -> Result<Response, Problem> {
        if problem.status().is_server_error() || problem.status() == StatusCode::NOT_FOUND {
            return Err(problem);
        }
        let said = Said {
            failed: true,
            text: problem.detail().to_owned(),
            remedy: Some(problem.remedy().to_owned()),
            code: Some(problem.code().to_owned()),
        };
        self.session.insert(FLASH, said).await.map_err(|e| unavailable(&e))?;
        Ok(Redirect::to(to).into_response())
    }
}

/// What something is called in a language.
#[must_use]
pub fn name(object: &Object, language: &str) -> Option<String> {
    let names = match object {
        Object::Organisation(organisation) => &organisation.names,
        Object::Election(election) => &election.names,
        Object::Place(place) => &place.names,
        Object::Station(station) => &station.names,
        Object::Event(event) => &event.names,
        _ => return None,
    };
    Some(names.get(language).to_owned())
}

/// The role as pages know it.
pub fn role(role: Role) -> pages::Role {
    match role {
        Role::Administrator => pages::Role::Administrator,
        Role::Coordinator => pages::Role::Coordinator,
        Role::DataClerk => pages::Role::DataClerk,
        Role::Verifier => pages::Role::Verifier,
        Role::Analyst => pages::Role::Analyst,
        Role::Viewer => pages::Role::Viewer,
        Role::Observer => pages::Role::Observer,
    }
}

/// A page.
///
/// # Errors
/// `Problem` where it cannot be written.
pub fn html(page: Result<String, PageError>) -> Result<Response, Problem> {
    with_status(StatusCode::OK, page)
}

/// A page of a status.
///
/// # Errors
/// `Problem` where it cannot be written.
pub fn with_status(status: StatusCode, page: Result<String, PageError>) -> Result<Response, Problem> {
    let page = page.map_err(|e| {
        tracing::error!(code = e.code(), error = &e as &dyn std::error::Error, "a page cannot be written");
        Problem::new(StatusCode::INTERNAL_SERVER_ERROR, e.code(), "the page cannot be written", e.remedy())
    })?;
    Ok((status, [(header::CONTENT_TYPE, "text/html; charset=utf-8")], page).into_response())
}

/// A moment as pages show it: in UTC, which is one for all who look at it together.
#[must_use]
pub fn moment(seconds: u64) -> Moment {
    let at = crate::routes::time(seconds);
    Moment { shown: shown(&at), at }
}

/// A moment that is written already (RFC 3339).
pub fn moment_of(text: &str) -> Moment {
    Moment { shown: shown(text), at: text.to_owned() }
}

/// `2026-11-29T07:00:00+05:00` as it is read: with the offset it was written with.
fn shown(text: &str) -> String {
    let (Some(day), Some(minute)) = (text.get(..10), text.get(11..16)) else { return text.to_owned() };
    let zone = text.get(19..).map(|rest| rest.trim_start_matches(|c: char| c == '.' || c.is_ascii_digit()));
    match zone {
        Some("Z") | None => format!("{day} {minute} UTC"),
        Some(zone) => format!("{day} {minute} {zone}"),
    }
}

/// A cookie that is kept for a year.
pub fn keep_cookie(response: &mut Response, name: &str, value: &str, secure: bool) {
    let secure = if secure { "; Secure" } else { "" };
    let text = format!("{name}={value}; Path=/; Max-Age=31536000; HttpOnly; SameSite=Lax{secure}");
    if let Ok(value) = HeaderValue::try_from(text) {
        response.headers_mut().append(header::SET_COOKIE, value);
    }
}

/// A path of this server to go to; anything else is the first page, so that nobody is sent elsewhere.
pub fn own_path(text: &str) -> &str {
    let plain = text.starts_with('/') && !text.starts_with("//") && !text.contains(['\\', '\r', '\n', '\t']);
    if plain { text } else { "/" }
}

/// What was typed into a form.
pub async fn typed(request: Request) -> Result<Typed, Problem> {
    let bytes = crate::body::read(request, &crate::body::FORM).await?;
    Ok(Typed(form_urlencoded::parse(&bytes).into_owned().collect()))
}

/// Fields of a form by name.
pub struct Typed(std::collections::BTreeMap<String, String>);

impl Typed {
    /// A field; empty where it was not sent.
    pub fn get(&self, name: &str) -> &str {
        self.0.get(name).map_or("", |text| text.trim())
    }

    /// A field as it was typed, spaces and all: a password.
    pub fn exact(&self, name: &str) -> &str {
        self.0.get(name).map_or("", String::as_str)
    }

    /// A field, where there is something in it.
    pub fn some(&self, name: &str) -> Option<String> {
        Some(self.get(name)).filter(|text| !text.is_empty()).map(str::to_owned)
    }

    /// Whether a box is ticked.
    pub fn ticked(&self, name: &str) -> bool {
        self.get(name) == "on"
    }

    /// The form again, as it was typed, without what is secret.
    pub fn form(&self) -> pages::Form {
        let secret = |name: &String| matches!(name.as_str(), "password" | "again" | "current" | "code");
        let values = self.0.iter().filter(|(name, _)| !secret(name)).map(|(name, value)| (name.clone(), value.clone())).collect();
        pages::Form { values, ..pages::Form::default() }
    }
}

/// A form with one thing wrong with it.
pub fn wrong(mut form: pages::Form, field: &str, message: impl Into<String>, remedy: impl Into<String>) -> pages::Form {
    form.errors.push(pages::FieldError { field: field.to_owned(), message: message.into(), remedy: remedy.into() });
    form
}
