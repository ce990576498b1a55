//! One's own account: password, second factor, sessions.

use std::sync::Arc;

use accounts::{Account, Second, second, sign_in};
use axum::extract::{Request, State};
use axum::http::{Method, StatusCode};
use axum::response::Response;
use pages::views::account::{AccountView, RecoveryView, SessionRow, TwoFactorView};
use pages::{Form, Section};

use super::reader::{Reader, html, moment, role, typed, with_status, wrong};
use crate::address::At;
use crate::app::{App, now};
use crate::caller::{Person, SignedIn, session_id, sessions_of, unavailable};
use crate::people;
use crate::problem::Problem;
use crate::routes::table::{Need, Route};

/// The session's name for a second factor that is being set up.
const PROPOSED: &str = "proposed";

/// The routes.
pub fn table() -> Vec<Route> {
    vec![
        Route::page(Method::GET, "/account", Need::Person, show),
        Route::page(Method::POST, "/account/password", Need::Person, password),
        Route::page(Method::GET, "/account/two-factor", Need::Person, propose),
        Route::page(Method::POST, "/account/two-factor", Need::Person, confirm),
        Route::page(Method::POST, "/account/recovery", Need::Person, recovery),
        Route::page(Method::POST, "/account/sessions/{id}/end", Need::Person, end),
    ]
}

/// The account of whoever reads.
async fn own(reader: &Reader) -> Result<Account, Problem> {
    let signed_in = SignedIn::of(&reader.app, &reader.session).await?;
    signed_in.map(|signed_in| signed_in.account).ok_or_else(|| Problem::not_found("account"))
}

async fn page(reader: &Reader, form: Form, status: StatusCode) -> Result<Response, Problem> {
    let account = own(reader).await?;
    let current = reader.session.id().map(session_id);
    let mut sessions = sessions_of(&*reader.app.store, account.id).await?;
    // Those from before a new password are ended, though their records stand until they expire.
    sessions.retain(|(_, person)| person.at >= account.sessions_from);
    let session = |(id, person): (String, Person)| SessionRow {
        current: current.as_deref() == Some(&id),
        id,
        device: person.browser,
        began: moment(person.at),
        used: moment(person.at),
    };
    let view = AccountView {
        name: account.name.clone(),
        role: role(account.role),
        form,
        least: accounts::password::SHORTEST as u64,
        two_factor: account.second.is_some(),
        recovery_left: account.second.as_ref().map_or(0, |second| second.left() as u64),
        sessions: sessions.into_iter().map(session).collect(),
    };
    with_status(status, pages::views::account::account(&reader.shell(Section::Elsewhere).await, &view))
}

async fn show(reader: Reader) -> Result<Response, Problem> {
    page(&reader, Form::default(), StatusCode::OK).await
}

/// Changes the password, which ends every other session.
async fn password(State(app): State<Arc<App>>, reader: Reader, request: Request) -> Result<Response, Problem> {
    let typed = typed(request).await?;
    let account = own(&reader).await?;
    let (current, mut tried) = (typed.exact("current").to_owned(), account.clone());
    let right =
        tokio::task::spawn_blocking(move || matches!(sign_in::with_password(Some(&mut tried), &current, now()), accounts::SignIn::Go(_)));
    if !right.await.unwrap_or(false) {
        people::change(&app, account.id, |account| account.lock.fail(now())).await?;
        let texts = pages::Texts::of(reader.locale);
        let form = wrong(Form::default(), "current", texts.get("sign-in-no", &[]), texts.get("sign-in-no-remedy", &[]));
        return page(&reader, form, StatusCode::UNPROCESSABLE_ENTITY).await;
    }
    let changed = match super::with_password(&app, account, typed.exact("password"), typed.exact("again")).await {
        Ok(changed) => changed,
        Err(error) => {
            let form = wrong(Form::default(), "password", error.to_string(), error.remedy());
            return page(&reader, form, StatusCode::UNPROCESSABLE_ENTITY).await;
        }
    };
    people::change(&app, changed.id, |account| {
        account.password.clone_from(&changed.password);
        account.end_sessions(now());
    })
    .await?;
    begin_again(&reader).await?;
    reader.done("/account", "password-changed").await
}

/// This session goes on, under a new id.
async fn begin_again(reader: &Reader) -> Result<(), Problem> {
    let Some(person) = Person::of(&reader.session).await? else { return Ok(()) };
    Person { at: now(), ..person }.begin(&reader.session).await
}

async fn propose(State(app): State<Arc<App>>, reader: Reader) -> Result<Response, Problem> {
    let account = own(&reader).await?;
    let proposed = app.random(|random| second::propose(&account.name, random)).map_err(unusable)?;
    reader.session.insert(PROPOSED, &proposed.secret).await.map_err(|e| unavailable(&e))?;
    two_factor(&reader, &proposed, Form::default(), StatusCode::OK).await
}

async fn two_factor(reader: &Reader, proposed: &second::Proposed, form: Form, status: StatusCode) -> Result<Response, Problem> {
    let groups: Vec<&str> = proposed.secret.as_bytes().chunks(4).filter_map(|four| std::str::from_utf8(four).ok()).collect();
    let view = TwoFactorView { qr: proposed.picture.clone(), secret: groups.join(" "), form };
    with_status(status, pages::views::account::two_factor(&reader.shell(Section::Elsewhere).await, &view))
}

/// The second factor counts once a code of it was typed.
async fn confirm(State(app): State<Arc<App>>, reader: Reader, request: Request) -> Result<Response, Problem> {
    let typed = typed(request).await?;
    let account = own(&reader).await?;
    let secret: Option<String> = reader.session.get(PROPOSED).await.map_err(|e| unavailable(&e))?;
    let Some(secret) = secret else { return reader.done("/account", "second-again").await };
    match app.random(|random| Second::confirm(&secret, typed.get("code"), now(), random)) {
        Ok((second, codes)) => {
            people::change(&app, account.id, |account| {
                account.second = Some(second.clone());
                account.end_sessions(now());
            })
            .await?;
            let _: Option<String> = reader.session.remove(PROPOSED).await.map_err(|e| unavailable(&e))?;
            begin_again(&reader).await?;
            html(pages::views::account::recovery(&reader.shell(Section::Elsewhere).await, &RecoveryView { codes }))
        }
        Err(error) => {
            let proposed = second::show(secret, &account.name).map_err(unusable)?;
            let form = wrong(Form::default(), "code", error.to_string(), error.remedy());
            two_factor(&reader, &proposed, form, StatusCode::UNPROCESSABLE_ENTITY).await
        }
    }
}

/// New recovery codes; those from before are worth nothing any more.
async fn recovery(State(app): State<Arc<App>>, reader: Reader) -> Result<Response, Problem> {
    let account = own(&reader).await?;
    let mut random = app.fork();
    let codes = people::change(&app, account.id, |account| account.second.as_mut().map(|second| second.renew(&mut random))).await?;
    let Some(Some(codes)) = codes else { return reader.done("/account", "second-none").await };
    html(pages::views::account::recovery(&reader.shell(Section::Elsewhere).await, &RecoveryView { codes }))
}

async fn end(State(app): State<Arc<App>>, reader: Reader, At(id): At<String>) -> Result<Response, Problem> {
    let account = own(&reader).await?;
    // Only one's own.
    if sessions_of(&*app.store, account.id).await?.iter().any(|(session, _)| *session == id) {
        crate::caller::end_session(&*app.store, &id).await?;
    }
    reader.done("/account", "session-ended").await
}

fn unusable(error: accounts::AccountError) -> Problem {
    Problem::new(StatusCode::UNPROCESSABLE_ENTITY, error.code(), error.to_string(), error.remedy())
}
