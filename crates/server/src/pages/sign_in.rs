//! Signing in and out, and the links that let somebody in for the first time or again.

use std::sync::Arc;

use accounts::link::Purpose;
use accounts::{Account, AccountError, Link, SignIn, Stage, password, sign_in};
use axum::extract::{Request, State};
use axum::http::{Method, StatusCode, header};
use axum::response::{IntoResponse, Redirect, Response};
use domain::access::Role;
use domain::registry::{Names, Noun, Object, Organisation, OrganisationKind};
use pages::views::account::{CodeView, NewPasswordView, SetUpView, SignInView};
use pages::{Form, Section};
use uuid::Uuid;

use super::reader::{Reader, Typed, html, own_path, typed, with_status, wrong};
use crate::address::At;
use crate::app::{App, now};
use crate::caller::{Person, unavailable};
use crate::init::code_of;
use crate::office::keep::{Change, keep_as_host};
use crate::people;
use crate::problem::Problem;
use crate::protect::{Peer, sender, too_many};
use crate::routes::table::{Need, Route};

/// Passwords hashed at once: each takes 19 MiB and a core for some tens of milliseconds.
static HASHING: tokio::sync::Semaphore = tokio::sync::Semaphore::const_new(4);

/// The routes.
pub fn table() -> Vec<Route> {
    vec![
        Route::page(Method::GET, "/sign-in", Need::Nothing, show),
        Route::page(Method::POST, "/sign-in", Need::Nothing, send),
        Route::page(Method::GET, "/sign-in/code", Need::Nothing, show_code),
        Route::page(Method::POST, "/sign-in/code", Need::Nothing, send_code),
        Route::page(Method::POST, "/sign-out", Need::Nothing, out),
        Route::page(Method::GET, "/set-up/{link}", Need::Nothing, show_set_up),
        Route::page(Method::POST, "/set-up/{link}", Need::Nothing, set_up),
        Route::page(Method::GET, "/password/{link}", Need::Nothing, show_password),
        Route::page(Method::POST, "/password/{link}", Need::Nothing, new_password),
    ]
}

fn next_of(request: &Request) -> String {
    let query = request.uri().query().unwrap_or_default();
    let next = form_urlencoded::parse(query.as_bytes()).find(|(name, _)| name == "next").map(|(_, value)| value.into_owned());
    next.map(|next| own_path(&next).to_owned()).unwrap_or_default()
}

async fn show(reader: Reader, request: Request) -> Result<Response, Problem> {
    let view = SignInView { form: Form::default(), next: next_of(&request) };
    html(pages::views::account::sign_in(&reader.shell(Section::Elsewhere).await, &view))
}

/// The same for a wrong name, a wrong password, an account that is disabled or not there.
async fn no(reader: &Reader, typed: &Typed) -> Result<Response, Problem> {
    let texts = pages::Texts::of(reader.locale);
    let form = wrong(typed.form(), "password", texts.get("sign-in-no", &[]), texts.get("sign-in-no-remedy", &[]));
    let view = SignInView { form, next: own_path(typed.get("next")).to_owned() };
    with_status(StatusCode::UNAUTHORIZED, pages::views::account::sign_in(&reader.shell(Section::Elsewhere).await, &view))
}

async fn send(State(app): State<Arc<App>>, reader: Reader, request: Request) -> Result<Response, Problem> {
    app.attempts.take(sender(&app, request.extensions().get::<Peer>().copied(), request.headers()))?;
    let browser = browser(&request);
    let typed = typed(request).await?;
    let account = people::named(&app, typed.get("name")).await?;
    let id = account.as_ref().map(|account| account.id);
    let (answer, account) = check(account, typed.exact("password").to_owned()).await?;
    // The lock counts for whatever other attempts there were meanwhile.
    if let (Some(id), Some(after)) = (id, &account) {
        note(&app, id, answer, after).await?;
    }
    match (answer, account) {
        (SignIn::Go(stage), Some(account)) => {
            let person = Person { account: account.id, stage, at: now(), browser };
            person.begin(&reader.session).await?;
            let next = own_path(typed.get("next"));
            let to = if stage == Stage::In { next.to_owned() } else { format!("/sign-in/code?next={next}") };
            Ok(Redirect::to(&to).into_response())
        }
        (SignIn::Wait(seconds), _) => Err(too_many(seconds)),
        _ => no(&reader, &typed).await,
    }
}

/// Hashes and compares, away from the threads that answer.
async fn check(account: Option<Account>, password: String) -> Result<(SignIn, Option<Account>), Problem> {
    let _turn = HASHING.acquire().await.map_err(|_| too_many(5))?;
    let checking = tokio::task::spawn_blocking(move || {
        let mut account = account;
        let answer = sign_in::with_password(account.as_mut(), &password, now());
        (answer, account)
    });
    checking.await.map_err(|_| Problem::later("FAULT", "the server has a fault", "Try again.", 5))
}

/// Keeps what an attempt did to the account's lock.
async fn note(app: &App, id: Uuid, answer: SignIn, after: &Account) -> Result<(), Problem> {
    let lock = after.lock;
    people::change(app, id, |account| match answer {
        SignIn::No if lock.wrong > 0 && account.lock.wait(now()).is_none() => account.lock.fail(now()),
        SignIn::Go(Stage::In) => account.lock.succeed(),
        _ => {}
    })
    .await
    .map(drop)
}

/// The kind of browser, so that its owner knows the session again. Long or odd ones are cut.
fn browser(request: &Request) -> String {
    let agent = request.headers().get(header::USER_AGENT).and_then(|value| value.to_str().ok()).unwrap_or_default();
    let find = |words: &[&'static str]| words.iter().copied().find(|word| agent.contains(word)).unwrap_or("?");
    let program = find(&["Firefox", "Edg", "OPR", "SamsungBrowser", "YaBrowser", "Chrome", "Safari"]);
    let system = find(&["Android", "iPhone", "iPad", "Windows", "Mac OS X", "CrOS", "Linux"]);
    format!("{program}, {system}")
}

async fn show_code(reader: Reader, request: Request) -> Result<Response, Problem> {
    let view = CodeView { form: Form::default(), next: next_of(&request) };
    html(pages::views::account::sign_in_code(&reader.shell(Section::Elsewhere).await, &view))
}

async fn send_code(State(app): State<Arc<App>>, reader: Reader, request: Request) -> Result<Response, Problem> {
    app.attempts.take(sender(&app, request.extensions().get::<Peer>().copied(), request.headers()))?;
    let typed = typed(request).await?;
    let person = Person::of(&reader.session).await?.filter(|person| person.stage == Stage::Second);
    let Some(person) = person.filter(|person| now() < person.at + 600) else { return Ok(Redirect::to("/sign-in").into_response()) };
    let code = typed.get("code").to_owned();
    let answer = people::change(&app, person.account, |account| sign_in::with_code(account, &code, now())).await?;
    match answer {
        Some(SignIn::Go(_)) => {
            Person { stage: Stage::In, at: now(), ..person }.begin(&reader.session).await?;
            Ok(Redirect::to(own_path(typed.get("next"))).into_response())
        }
        Some(SignIn::Wait(seconds)) => Err(too_many(seconds)),
        _ => {
            let texts = pages::Texts::of(reader.locale);
            let form = wrong(Form::default(), "code", texts.get("code-no", &[]), texts.get("code-no-remedy", &[]));
            let view = CodeView { form, next: own_path(typed.get("next")).to_owned() };
            with_status(StatusCode::UNAUTHORIZED, pages::views::account::sign_in_code(&reader.shell(Section::Elsewhere).await, &view))
        }
    }
}

async fn out(reader: Reader) -> Result<Response, Problem> {
    reader.session.flush().await.map_err(|e| unavailable(&e))?;
    Ok(Redirect::to("/sign-in").into_response())
}

/// A link that is good, and for this.
async fn good(app: &App, secret: &str, fits: impl Fn(&Purpose) -> bool) -> Result<Link, Problem> {
    let link = people::find_link(&*app.store, secret, now()).await?;
    link.filter(|link| fits(&link.purpose)).ok_or_else(|| Problem::not_found("link; it was used, or is too old"))
}

fn least() -> u64 {
    password::SHORTEST as u64
}

async fn show_set_up(State(app): State<Arc<App>>, reader: Reader, At(secret): At<String>) -> Result<Response, Problem> {
    good(&app, &secret, |purpose| *purpose == Purpose::FirstAdministrator).await?;
    let view = SetUpView { form: Form::default(), least: least() };
    html(pages::views::account::set_up(&reader.shell(Section::Elsewhere).await, &view))
}

/// Makes the first organisation and its administrator, who looks after the server too.
async fn set_up(State(app): State<Arc<App>>, reader: Reader, At(secret): At<String>, request: Request) -> Result<Response, Problem> {
    let browser = browser(&request);
    good(&app, &secret, |purpose| *purpose == Purpose::FirstAdministrator).await?;
    let typed = typed(request).await?;
    let named = typed.get("organisation").to_owned();
    let refuse = async |field: &str, error: AccountError| {
        let view = SetUpView { form: wrong(typed.form(), field, error.to_string(), error.remedy()), least: least() };
        with_status(StatusCode::UNPROCESSABLE_ENTITY, pages::views::account::set_up(&reader.shell(Section::Elsewhere).await, &view))
    };
    let id = Uuid::from_u128(app.random(rand::RngExt::random));
    let code = code_of(&named);
    let account = match Account::new(id, typed.get("name"), &code, Role::Administrator, None, now()) {
        Ok(account) => Account { host: true, ..account },
        Err(error) => return refuse("name", error).await,
    };
    if named.is_empty() {
        return refuse("organisation", AccountError::Name).await;
    }
    let account = match with_password(&app, account, typed.exact("password"), typed.exact("again")).await {
        Ok(account) => account,
        Err(error) => return refuse("password", error).await,
    };
    let names = Names::new([(reader.language().to_owned(), named)]).unwrap_or_else(|| Names::plain(&code));
    let organisation = Organisation { names, kind: OrganisationKind::Citizen, contact: None };
    keep_as_host(&app, &account.id.to_string(), vec![Change::any(Noun::Organisation, code, Object::Organisation(organisation))]).await?;
    // Used up by whoever comes first; a failure before leaves the link good.
    if !people::take_link(&*app.store, &secret).await? || !people::add(&*app.store, &account).await? {
        return Err(Problem::not_found("link; it was used, or is too old"));
    }
    Person { account: id, stage: Stage::In, at: now(), browser }.begin(&reader.session).await?;
    reader.done("/", "set-up-done").await
}

/// The account with a new password.
///
/// # Errors
/// [`AccountError`] where the password is not taken.
pub async fn with_password(app: &App, mut account: Account, password: &str, again: &str) -> Result<Account, AccountError> {
    let salt: [u8; 16] = app.random(rand::RngExt::random);
    let _turn = HASHING.acquire().await.map_err(|_| AccountError::Hash)?;
    let (password, again) = (password.to_owned(), again.to_owned());
    let hashing = tokio::task::spawn_blocking(move || account.set_password(&password, &again, salt, now()).map(|()| account));
    hashing.await.unwrap_or(Err(AccountError::Hash))
}

async fn account_of(app: &App, secret: &str) -> Result<Account, Problem> {
    let link = good(app, secret, |purpose| matches!(purpose, Purpose::NewPassword { .. })).await?;
    let Purpose::NewPassword { account, .. } = link.purpose else { return Err(Problem::not_found("link")) };
    people::account(app, account).await?.ok_or_else(|| Problem::not_found("account"))
}

async fn show_password(State(app): State<Arc<App>>, reader: Reader, At(secret): At<String>) -> Result<Response, Problem> {
    let account = account_of(&app, &secret).await?;
    let view = NewPasswordView { name: account.name, form: Form::default(), least: least() };
    html(pages::views::account::new_password(&reader.shell(Section::Elsewhere).await, &view))
}

/// Sets a new password. A second factor that was lost is taken off: two administrators, or whoever has the server, agreed to it.
async fn new_password(State(app): State<Arc<App>>, reader: Reader, At(secret): At<String>, request: Request) -> Result<Response, Problem> {
    let account = account_of(&app, &secret).await?;
    let typed = typed(request).await?;
    let id = account.id;
    let changed = match with_password(&app, account.clone(), typed.exact("password"), typed.exact("again")).await {
        Ok(changed) => changed,
        Err(error) => {
            let form = wrong(Form::default(), "password", error.to_string(), error.remedy());
            let view = NewPasswordView { name: account.name, form, least: least() };
            let page = pages::views::account::new_password(&reader.shell(Section::Elsewhere).await, &view);
            return with_status(StatusCode::UNPROCESSABLE_ENTITY, page);
        }
    };
    if !people::take_link(&*app.store, &secret).await? {
        return Err(Problem::not_found("link; it was used, or is too old"));
    }
    people::change(&app, id, |account| {
        account.password.clone_from(&changed.password);
        account.second = None;
        account.lock.succeed();
        account.end_sessions(now());
    })
    .await?;
    reader.session.flush().await.map_err(|e| unavailable(&e))?;
    reader.done("/sign-in", "password-set").await
}
