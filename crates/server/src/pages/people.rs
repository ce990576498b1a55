//! Organisations, their accounts and agreements; observers.

use std::collections::BTreeSet;
use std::sync::Arc;

use accounts::Account;
use accounts::link::Purpose;
use axum::extract::{Request, State};
use axum::http::{Method, StatusCode};
use axum::response::Response;
use domain::access::{Act, Area, Decision, Owner, Role};
use domain::registry::{Agreement, IdentityState, Instant, Noun, Object, ObserverRole, Organisation, OrganisationKind, SharedArea};
use jiff::Timestamp;
use pages::views::common::{Link, Paging};
use pages::views::people::{
    AgreementRow, Identity, Member, ObserverRow, ObserverView, ObserversView, OrganisationRow, OrganisationView, OrganisationsView,
};
use pages::{Form, Section};
use serde::Deserialize;
use store::prepare::Expected;
use store::rows::Page;
use uuid::Uuid;

use super::elections::names;
use super::reader::{Reader, html, role, typed, with_status, wrong};
use super::stations::choices;
use super::submissions::rows;
use super::versions::versions;
use crate::address::{Asked, At};
use crate::app::{App, now};
use crate::office::keep::{Change, keep};
use crate::office::look::{self, Wanted, sees};
use crate::people;
use crate::problem::Problem;
use crate::registry::Kept;
use crate::routes::table::{Need, Route};

/// Rows of a page.
const A_PAGE: usize = 100;

/// Kinds of organisations.
pub const KINDS: [OrganisationKind; 7] = [
    OrganisationKind::Citizen,
    OrganisationKind::Mission,
    OrganisationKind::Party,
    OrganisationKind::Candidate,
    OrganisationKind::Media,
    OrganisationKind::Commission,
    OrganisationKind::Other,
];

/// The routes.
pub fn table() -> Vec<Route> {
    let organisations = |act| Need::Power(act, Area::Organisations);
    let accounts = |act| Need::Power(act, Area::Accounts);
    let agreements = |act| Need::Power(act, Area::Agreements);
    let people = Need::Power(Act::Read, Area::People);
    vec![
        Route::page(Method::GET, "/organisations", organisations(Act::Read), list),
        Route::page(Method::POST, "/organisations", organisations(Act::Add), add),
        Route::page(Method::GET, "/organisations/{id}", organisations(Act::Read), show),
        Route::page(Method::POST, "/organisations/{id}/invite", accounts(Act::Add), invite),
        Route::page(Method::POST, "/organisations/{id}/agreements", agreements(Act::Add), agree),
        Route::page(Method::POST, "/agreements/{id}/revoke", agreements(Act::Change), revoke),
        Route::page(Method::POST, "/accounts/{id}/suspend", accounts(Act::Change), suspend),
        Route::page(Method::POST, "/accounts/{id}/resume", accounts(Act::Change), resume),
        Route::page(Method::POST, "/accounts/{id}/recover", accounts(Act::Change), recover),
        Route::page(Method::GET, "/observers", people, observers),
        Route::page(Method::GET, "/observers/{id}", people, observer),
    ]
}

/// The word that data has for a value of a plain enum.
pub fn word(value: impl serde::Serialize) -> String {
    serde_json::to_value(value).ok().and_then(|value| value.as_str().map(str::to_owned)).unwrap_or_default()
}

fn label(reader: &Reader, family: &str, word: &str) -> String {
    let texts = pages::Texts::of(reader.locale);
    texts.find(&format!("{family}-{}", word.replace('_', "-")), &[]).unwrap_or_else(|| word.to_owned())
}

async fn list(reader: Reader) -> Result<Response, Problem> {
    organisations_page(&reader, Form::default(), StatusCode::OK).await
}

async fn organisations_page(reader: &Reader, mut form: Form, status: StatusCode) -> Result<Response, Problem> {
    let app = &reader.app;
    let who = reader.who()?;
    let accounts = people::all(&*app.store, None).await?;
    let observers = app.registry.all(Noun::Observer);
    let row = |kept: &Arc<Kept>| match &kept.object {
        Object::Organisation(organisation) => {
            let own = who.caller.organisation() == Some(&kept.id);
            // How many people another organisation has is its own affair.
            let count = |n: usize| if own || who.caller.host { n as u64 } else { 0 };
            Some(OrganisationRow {
                id: kept.id.clone(),
                name: organisation.names.get(reader.language()).to_owned(),
                kind: word(organisation.kind),
                members: count(accounts.iter().filter(|account| account.organisation == kept.id).count()),
                observers: if own { observers.iter().filter(|o| o.object.owner() == Some(&kept.id)).count() as u64 } else { 0 },
                own,
            })
        }
        _ => None,
    };
    form.choices.insert("kind".to_owned(), choices(KINDS.map(|kind| (word(kind), label(reader, "organisation-kind", &word(kind))))));
    let view = OrganisationsView { organisations: app.registry.all(Noun::Organisation).iter().filter_map(row).collect(), form };
    with_status(status, pages::views::people::organisations(&reader.shell(Section::People).await, &view))
}

async fn add(State(app): State<Arc<App>>, reader: Reader, request: Request) -> Result<Response, Problem> {
    let typed = typed(request).await?;
    let texts = pages::Texts::of(reader.locale);
    let id = typed.get("id").to_owned();
    let form = match names(&typed, |language| format!("name-{language}")) {
        None => wrong(typed.form(), "name-en", texts.get("wrong-name", &[]), texts.get("wrong-name-remedy", &[])),
        Some(names) => {
            let kind = KINDS.into_iter().find(|kind| word(kind) == typed.get("kind")).unwrap_or(OrganisationKind::Citizen);
            let object = Object::Organisation(Organisation { names, kind, contact: None });
            let change = Change { noun: Noun::Organisation, id: id.clone(), object: Some(object), expected: Expected::New, sealed: None };
            match keep(&app, reader.who()?, vec![change]).await {
                Ok(_) => return reader.done(&format!("/organisations/{id}"), "organisation-kept").await,
                Err(problem) if problem.status().is_client_error() => wrong(typed.form(), "id", problem.detail(), problem.remedy()),
                Err(problem) => return Err(problem),
            }
        }
    };
    organisations_page(&reader, form, StatusCode::UNPROCESSABLE_ENTITY).await
}

/// What is shown on an organisation's page beside what is kept.
#[derive(Default)]
struct Extra {
    invite: Form,
    agreement: Form,
    link: Option<String>,
}

async fn show(reader: Reader, At(id): At<String>) -> Result<Response, Problem> {
    organisation_page(&reader, &id, Extra::default(), StatusCode::OK).await
}

async fn organisation_page(reader: &Reader, id: &str, extra: Extra, status: StatusCode) -> Result<Response, Problem> {
    let (app, who) = (&reader.app, reader.who()?);
    let kept = look::one(app, who, Noun::Organisation, id).await?;
    let Object::Organisation(organisation) = &kept.object else { return Err(Problem::not_found("organisation")) };
    let sees_accounts = who.caller.may(Act::Read, Area::Accounts, Owner::Organisation(id)) == Decision::Allowed;
    let begins = begins(app, who, id).await?;
    let members = if sees_accounts { people::all(&*app.store, Some(id)).await? } else { Vec::new() };
    let member = |account: Account| Member {
        id: account.id.to_string(),
        name: account.name,
        role: role(account.role),
        two_factor: account.second.is_some(),
        used: None,
        active: !account.disabled,
    };
    let (given, received) = agreements(reader, id);
    let (mut invite, mut agreement) = (extra.invite, extra.agreement);
    let roles = Role::ALL.into_iter().filter(|role| *role != Role::Observer && (!begins || *role == Role::Administrator));
    invite
        .choices
        .insert("role".to_owned(), choices(roles.map(|r| (r.word().to_owned(), pages::Texts::of(reader.locale).get(role(r).key(), &[])))));
    let others = app.registry.all(Noun::Organisation).into_iter().filter(|other| other.id != id);
    let named = |other: Arc<Kept>| (other.id.clone(), reader.name_of(Noun::Organisation, &other.id).unwrap_or_default());
    agreement.choices.insert("to".to_owned(), choices(others.map(named)));
    let view = OrganisationView {
        id: id.to_owned(),
        name: organisation.names.get(reader.language()).to_owned(),
        kind: word(organisation.kind),
        members: members.into_iter().map(member).collect(),
        invite,
        link: extra.link,
        given,
        received,
        agreement,
        // Who only begins it shares nothing of it.
        areas: SharedArea::ALL.into_iter().filter(|_| sees_accounts).map(|area| area.word().to_owned()).collect(),
    };
    let mut shell = reader.shell(Section::People).await;
    // The buttons are those of one's own organisation.
    shell.may_administer &= sees_accounts || begins;
    with_status(status, pages::views::people::organisation(&shell, &view))
}

/// Whether the host may make the organisation's first administrator: as long as nobody is in it.
async fn begins(app: &App, who: &crate::caller::Who, id: &str) -> Result<bool, Problem> {
    Ok(who.caller.host && who.caller.organisation() != Some(id) && people::all(&*app.store, Some(id)).await?.is_empty())
}

/// What an organisation shares and what is shared with it, as far as the reader may see.
fn agreements(reader: &Reader, id: &str) -> (Vec<AgreementRow>, Vec<AgreementRow>) {
    let (mut given, mut received) = (Vec::new(), Vec::new());
    let Ok(who) = reader.who() else { return (given, received) };
    for kept in reader.app.registry.all(Noun::Agreement) {
        let Object::Agreement(agreement) = &kept.object else { continue };
        if sees(who, Noun::Agreement, &kept.object) != Decision::Allowed {
            continue;
        }
        let row = |other: &str| AgreementRow {
            id: kept.id.clone(),
            organisation: Link {
                text: reader.name_of(Noun::Organisation, other).unwrap_or_else(|| other.to_owned()),
                href: format!("/organisations/{other}"),
            },
            areas: agreement.areas.iter().map(|area| area.word().to_owned()).collect(),
            since: agreement.since.as_str().get(..10).unwrap_or_default().to_owned(),
            until: agreement.until.as_ref().and_then(|until| until.as_str().get(..10)).map(str::to_owned),
        };
        if agreement.from == id {
            given.push(row(&agreement.to));
        } else if agreement.to == id {
            received.push(row(&agreement.from));
        }
    }
    (given, received)
}

/// Makes an account without a password, and a link to choose one.
async fn invite(State(app): State<Arc<App>>, reader: Reader, At(id): At<String>, request: Request) -> Result<Response, Problem> {
    let who = reader.who()?;
    let begins = begins(&app, who, &id).await?;
    if !begins {
        who.may(Act::Add, Area::Accounts, Owner::Organisation(&id), "organisation")?;
    }
    look::one(&app, who, Noun::Organisation, &id).await?;
    let typed = typed(request).await?;
    let role = Role::parse(typed.get("role")).filter(|role| *role != Role::Observer).unwrap_or(Role::Viewer);
    let role = if begins { Role::Administrator } else { role };
    let uuid = Uuid::from_u128(app.random(rand::RngExt::random));
    let texts = pages::Texts::of(reader.locale);
    let refused = match Account::new(uuid, typed.get("name"), &id, role, None, now()) {
        Err(error) => wrong(typed.form(), "name", error.to_string(), error.remedy()),
        Ok(account) if people::add(&*app.store, &account).await? => {
            let link = link(&reader, account.id, true).await?;
            let extra = Extra { link: Some(link), ..Extra::default() };
            return organisation_page(&reader, &id, extra, StatusCode::OK).await;
        }
        Ok(_) => wrong(typed.form(), "name", texts.get("name-taken", &[]), texts.get("name-taken-remedy", &[])),
    };
    organisation_page(&reader, &id, Extra { invite: refused, ..Extra::default() }, StatusCode::UNPROCESSABLE_ENTITY).await
}

/// A link to choose a password; shown once.
async fn link(reader: &Reader, account: Uuid, first: bool) -> Result<String, Problem> {
    let app = &reader.app;
    let by = reader.who()?.account.as_ref().map(|account| account.id);
    let mut random = app.fork();
    let secret = people::make_link(&*app.store, Purpose::NewPassword { account, first }, by, now(), &mut random).await?;
    Ok(format!("{}/password/{}", reader.base(), secret.reveal()))
}

/// An account that the reader may administer.
async fn administered(app: &App, reader: &Reader, id: Uuid) -> Result<Account, Problem> {
    let account = people::account(app, id).await?.ok_or_else(|| Problem::not_found("account"))?;
    reader.who()?.may(Act::Change, Area::Accounts, Owner::Organisation(&account.organisation), "account")?;
    Ok(account)
}

async fn suspend(State(app): State<Arc<App>>, reader: Reader, At(id): At<Uuid>) -> Result<Response, Problem> {
    let account = administered(&app, &reader, id).await?;
    let back = format!("/organisations/{}", account.organisation);
    if reader.who()?.account.as_ref().is_some_and(|own| own.id == id) {
        let own =
            Problem::new(StatusCode::CONFLICT, "ACCOUNT-OWN", "nobody suspends an account of their own", "Ask another administrator.");
        return reader.failed(&back, own).await;
    }
    people::change(&app, id, |account| {
        account.disabled = true;
        account.end_sessions(now());
    })
    .await?;
    reader.done(&back, "account-suspended").await
}

async fn resume(State(app): State<Arc<App>>, reader: Reader, At(id): At<Uuid>) -> Result<Response, Problem> {
    let account = administered(&app, &reader, id).await?;
    people::change(&app, id, |account| account.disabled = false).await?;
    reader.done(&format!("/organisations/{}", account.organisation), "account-resumed").await
}

/// Agrees that somebody is let in again; with the second administrator's word there is a link.
async fn recover(State(app): State<Arc<App>>, reader: Reader, At(id): At<Uuid>) -> Result<Response, Problem> {
    let account = administered(&app, &reader, id).await?;
    let who = reader.who()?;
    let own = who.account.as_ref().map(|account| account.id).unwrap_or_default();
    match people::approve(&app, id, own, now()).await {
        Ok(true) => {
            let extra = Extra { link: Some(link(&reader, id, false).await?), ..Extra::default() };
            organisation_page(&reader, &account.organisation, extra, StatusCode::OK).await
        }
        Ok(false) => reader.done(&format!("/organisations/{}", account.organisation), "recovery-waits").await,
        Err(problem) => reader.failed(&format!("/organisations/{}", account.organisation), problem).await,
    }
}

async fn agree(State(app): State<Arc<App>>, reader: Reader, At(id): At<String>, request: Request) -> Result<Response, Problem> {
    let who = reader.who()?;
    who.may(Act::Add, Area::Agreements, Owner::Organisation(&id), "organisation")?;
    let typed = typed(request).await?;
    let areas: BTreeSet<SharedArea> = SharedArea::ALL.into_iter().filter(|area| typed.ticked(&format!("area-{}", area.word()))).collect();
    let since = Timestamp::now().to_string();
    let until = typed.some("until").map(|day| format!("{day}T23:59:59Z"));
    let texts = pages::Texts::of(reader.locale);
    let (since, until) = (Instant::parse(&since), until.map(|text| Instant::parse(&text)));
    let form = match (since, until) {
        (Some(since), until) if until != Some(None) && !areas.is_empty() => {
            let agreement = Agreement { from: id.clone(), to: typed.get("to").to_owned(), areas, since, until: until.flatten() };
            let uuid = Uuid::from_u128(app.random(rand::RngExt::random)).to_string();
            let change = Change {
                noun: Noun::Agreement,
                id: uuid,
                object: Some(Object::Agreement(agreement)),
                expected: Expected::New,
                sealed: None,
            };
            match keep(&app, who, vec![change]).await {
                Ok(_) => return reader.done(&format!("/organisations/{id}"), "agreement-kept").await,
                Err(problem) if problem.status().is_client_error() => wrong(typed.form(), "to", problem.detail(), problem.remedy()),
                Err(problem) => return Err(problem),
            }
        }
        (_, Some(None)) => wrong(typed.form(), "until", texts.get("wrong-day", &[]), texts.get("wrong-day-remedy", &[])),
        _ => wrong(typed.form(), "to", texts.get("wrong-areas", &[]), texts.get("wrong-areas-remedy", &[])),
    };
    organisation_page(&reader, &id, Extra { agreement: form, ..Extra::default() }, StatusCode::UNPROCESSABLE_ENTITY).await
}

async fn revoke(State(app): State<Arc<App>>, reader: Reader, At(id): At<String>) -> Result<Response, Problem> {
    let kept = look::one(&app, reader.who()?, Noun::Agreement, &id).await?;
    let from = kept.object.owner().unwrap_or_default().to_owned();
    let change = Change { noun: Noun::Agreement, id, object: None, expected: Expected::Version(kept.version), sealed: None };
    let back = format!("/organisations/{from}");
    match keep(&app, reader.who()?, vec![change]).await {
        Ok(_) => reader.done(&back, "agreement-revoked").await,
        Err(problem) => reader.failed(&back, problem).await,
    }
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Query {
    q: String,
    role: String,
    active: String,
    cursor: Option<String>,
}

/// An observer as a list shows it.
fn row(reader: &Reader, kept: &Kept) -> Option<ObserverRow> {
    let Object::Observer(observer) = &kept.object else { return None };
    Some(ObserverRow {
        id: kept.id.clone(),
        role: observer.role.word().to_owned(),
        place: observer.place.as_deref().map(|place| reader.app.registry.path(place, reader.language())),
        team: observer.team.clone(),
        supervisor: observer.supervisor.clone(),
        active: observer.active,
        identity: match observer.identity {
            IdentityState::None => Identity::None,
            IdentityState::Sealed => Identity::Sealed,
            IdentityState::Erased => Identity::Erased,
        },
    })
}

async fn observers(State(app): State<Arc<App>>, reader: Reader, Asked(query): Asked<Query>) -> Result<Response, Problem> {
    let who = reader.who()?;
    let wanted = query.q.trim().to_uppercase();
    let fits = |kept: &Kept| match &kept.object {
        Object::Observer(observer) => {
            (query.role.is_empty() || observer.role.word() == query.role)
                && (query.active.is_empty() || (query.active == "yes") == observer.active)
                && (wanted.is_empty()
                    || kept.id.contains(&wanted)
                    || observer.place.as_deref().is_some_and(|p| p.to_uppercase().contains(&wanted)))
                && sees(who, Noun::Observer, &kept.object) == Decision::Allowed
        }
        _ => false,
    };
    let (found, next) = app.registry.page(Noun::Observer, query.cursor.as_deref(), A_PAGE, fits);
    let observers: Vec<_> = found.iter().filter_map(|kept| row(&reader, kept)).collect();
    let address = |cursor: Option<&str>| {
        let mut address = form_urlencoded::Serializer::new(String::new());
        let all = [("q", query.q.as_str()), ("role", &query.role), ("active", &query.active), ("cursor", cursor.unwrap_or_default())];
        address.extend_pairs(all.into_iter().filter(|(_, value)| !value.is_empty()));
        format!("/observers?{}", address.finish())
    };
    let values = [("q", &query.q), ("role", &query.role), ("active", &query.active)];
    let yes_no = ["yes", "no"].map(|word| (word.to_owned(), label(&reader, "active", word)));
    let view = ObserversView {
        filter: Form {
            values: values.into_iter().map(|(name, value)| (name.to_owned(), value.clone())).collect(),
            choices: [
                ("role".to_owned(), choices(ObserverRole::ALL.map(|r| (r.word().to_owned(), label(&reader, "observer-role", r.word()))))),
                ("active".to_owned(), choices(yes_no)),
            ]
            .into(),
            errors: Vec::new(),
        },
        paging: Paging {
            shown: observers.len() as u64,
            total: None,
            first: query.cursor.as_ref().map(|_| address(None)),
            next: next.map(|next| address(Some(&next))),
        },
        observers,
    };
    html(pages::views::people::observers(&reader.shell(Section::People).await, &view))
}

async fn observer(State(app): State<Arc<App>>, reader: Reader, At(id): At<String>) -> Result<Response, Problem> {
    let who = reader.who()?;
    let kept = look::one(&app, who, Noun::Observer, &id).await?;
    let Object::Observer(observer) = &kept.object else { return Err(Problem::not_found("observer")) };
    let submissions = if who.caller.has(Act::Read, Area::Submissions) {
        let page = Page {
            observer: Some(id.clone()),
            organisations: who.caller.visible(Area::Submissions),
            latest: true,
            limit: 20,
            ..Page::default()
        };
        rows(&reader, app.store.submissions(&page).await?)
    } else {
        Vec::new()
    };
    let custodians = super::settings::custodians(&app).await?;
    let view = ObserverView {
        observer: row(&reader, &kept).unwrap_or_default(),
        organisation: Link {
            text: reader.name_of(Noun::Organisation, &observer.organisation).unwrap_or_default(),
            href: format!("/organisations/{}", observer.organisation),
        },
        external: observer.external.as_ref().map(|external| external.as_str().to_owned()),
        languages: observer.languages.clone(),
        station: observer.station.as_ref().map(|code| Link { text: code.clone(), href: format!("/stations/{code}") }),
        need: custodians.0,
        of: custodians.1.len() as u64,
        submissions,
        versions: versions(&reader, &app.store.object_history(Noun::Observer.word(), &id).await?),
    };
    html(pages::views::people::observer(&reader.shell(Section::People).await, &view))
}

/// Lists what a page of its own shows; the number of rows is the caller's.
pub fn everything(limit: usize) -> Wanted {
    Wanted { limit, ..Wanted::default() }
}
