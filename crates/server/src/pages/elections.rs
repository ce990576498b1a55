//! Elections: listed, and the form of one.

use std::collections::BTreeMap;
use std::sync::Arc;

use axum::extract::{Request, State};
use axum::http::{Method, StatusCode};
use axum::response::Response;
use domain::access::{Act, Area};
use domain::registry::{Contest, ContestOption, Day, Election, Names, Noun, Object};
use pages::views::elections::{ContestFields, ElectionRow, ElectionView, ElectionsView};
use pages::{Form, Section};
use store::prepare::Expected;

use super::reader::{Reader, Typed, html, typed, with_status, wrong};
use crate::address::At;
use crate::app::App;
use crate::office::keep::{Change, keep};
use crate::problem::Problem;
use crate::routes::table::{Need, Route};

/// Contests of a form at most.
const MOST: u64 = 50;

/// The languages of names in forms.
pub const LANGUAGES: [&str; 3] = ["en", "ru", "kk"];

/// The routes.
pub fn table() -> Vec<Route> {
    let (read, change) = (Need::Power(Act::Read, Area::Registry), Need::Power(Act::Change, Area::Registry));
    vec![
        Route::page(Method::GET, "/elections", read, list),
        Route::page(Method::GET, "/elections/new", change, fresh),
        Route::page(Method::POST, "/elections/new", change, add),
        Route::page(Method::GET, "/elections/{id}", read, show),
        Route::page(Method::POST, "/elections/{id}", change, change_one),
    ]
}

async fn list(State(app): State<Arc<App>>, reader: Reader) -> Result<Response, Problem> {
    let row = |kept: &crate::registry::Kept| match &kept.object {
        Object::Election(election) => Some(ElectionRow {
            id: kept.id.clone(),
            name: election.names.get(reader.language()).to_owned(),
            day: election.day.to_string(),
            country: election.country.clone().unwrap_or_default(),
            simulated: election.simulated,
            contests: election.contests.len() as u64,
        }),
        _ => None,
    };
    let mut elections: Vec<_> = app.registry.all(Noun::Election).iter().filter_map(|kept| row(kept)).collect();
    elections.sort_by(|a, b| b.day.cmp(&a.day).then_with(|| a.id.cmp(&b.id)));
    html(pages::views::elections::elections(&reader.shell(Section::Overview).await, &ElectionsView { elections }))
}

async fn page(
    reader: &Reader,
    id: Option<String>,
    form: Form,
    contests: u64,
    version: u64,
    status: StatusCode,
) -> Result<Response, Problem> {
    let contests = (1..=contests.clamp(1, MOST)).map(|number| ContestFields { number }).collect();
    let view = ElectionView { id, form, contests, version };
    with_status(status, pages::views::elections::election(&reader.shell(Section::Overview).await, &view))
}

async fn fresh(reader: Reader) -> Result<Response, Problem> {
    page(&reader, None, Form::default(), 1, 0, StatusCode::OK).await
}

async fn show(State(app): State<Arc<App>>, reader: Reader, At(id): At<String>) -> Result<Response, Problem> {
    let kept = app.registry.get(Noun::Election, &id).ok_or_else(|| Problem::not_found("election"))?;
    let Object::Election(election) = &kept.object else { return Err(Problem::not_found("election")) };
    page(&reader, Some(id), filled(election), election.contests.len() as u64, kept.version, StatusCode::OK).await
}

/// The form of an election that is there.
fn filled(election: &Election) -> Form {
    let mut values = BTreeMap::new();
    let mut put = |name: String, value: &str| {
        values.insert(name, value.to_owned());
    };
    for language in LANGUAGES {
        put(format!("name-{language}"), in_language(&election.names, language));
    }
    put("day".to_owned(), &election.day.to_string());
    put("country".to_owned(), election.country.as_deref().unwrap_or_default());
    put("simulated".to_owned(), if election.simulated { "on" } else { "" });
    for (contest, number) in election.contests.iter().zip(1..) {
        put(format!("contest-{number}-id"), &contest.id);
        put(format!("contest-{number}-seats"), &contest.seats.to_string());
        for language in LANGUAGES {
            put(format!("contest-{number}-{language}"), in_language(&contest.names, language));
        }
        let option = |option: &ContestOption| {
            let names = LANGUAGES.map(|language| in_language(&option.names, language));
            format!("{} | {}", option.id, names.join(" | "))
        };
        put(format!("contest-{number}-options"), &contest.options.iter().map(option).collect::<Vec<_>>().join("\n"));
    }
    Form { values, ..Form::default() }
}

/// The name in exactly this language.
pub fn in_language<'a>(names: &'a Names, language: &str) -> &'a str {
    names.iter().find(|(tag, _)| *tag == language || *tag == "und" && language == "en").map_or("", |(_, name)| name)
}

async fn add(State(app): State<Arc<App>>, reader: Reader, request: Request) -> Result<Response, Problem> {
    let typed = typed(request).await?;
    let id = typed.get("id").to_owned();
    save(&app, &reader, None, id, &typed, Expected::New).await
}

async fn change_one(State(app): State<Arc<App>>, reader: Reader, At(id): At<String>, request: Request) -> Result<Response, Problem> {
    let typed = typed(request).await?;
    let expected = typed.get("version").parse().map_or(Expected::Any, Expected::Version);
    save(&app, &reader, Some(id.clone()), id, &typed, expected).await
}

async fn save(
    app: &Arc<App>,
    reader: &Reader,
    known: Option<String>,
    id: String,
    typed: &Typed,
    expected: Expected,
) -> Result<Response, Problem> {
    let contests = (1..=MOST).take_while(|n| typed.some(&format!("contest-{n}-id")).is_some() || *n == 1).count() as u64;
    let version = typed.get("version").parse().unwrap_or(0);
    if typed.some("more").is_some() {
        return page(reader, known, typed.form(), contests + 1, version, StatusCode::OK).await;
    }
    let texts = pages::Texts::of(reader.locale);
    let refused = |field: &str, key: &str| wrong(typed.form(), field, texts.get(key, &[]), texts.get(&format!("{key}-remedy"), &[]));
    let form = match read(typed, contests) {
        Err((field, key)) => refused(&field, key),
        Ok(election) => {
            let change = Change { noun: Noun::Election, id, object: Some(Object::Election(election)), expected, sealed: None };
            match keep(app, reader.who()?, vec![change]).await {
                Ok(_) => return reader.done("/elections", "election-kept").await,
                Err(problem) if problem.status().is_client_error() => wrong(typed.form(), "name-en", problem.detail(), problem.remedy()),
                Err(problem) => return Err(problem),
            }
        }
    };
    page(reader, known, form, contests, version, StatusCode::UNPROCESSABLE_ENTITY).await
}

/// Names in the languages of the form; nothing where all are empty.
pub fn names(typed: &Typed, field: impl Fn(&str) -> String) -> Option<Names> {
    Names::new(LANGUAGES.into_iter().filter_map(|language| Some((language.to_owned(), typed.some(&field(language))?))))
}

/// The election of a form, or the field that is wrong and the text that says how.
fn read(typed: &Typed, contests: u64) -> Result<Election, (String, &'static str)> {
    let names_of = |field: &dyn Fn(&str) -> String| names(typed, field);
    let election_names = names_of(&|language| format!("name-{language}")).ok_or(("name-en".to_owned(), "wrong-name"))?;
    let day = Day::parse(typed.get("day")).ok_or(("day".to_owned(), "wrong-day"))?;
    let mut read = Vec::new();
    for n in 1..=contests {
        let Some(id) = typed.some(&format!("contest-{n}-id")) else { continue };
        let field = |part: &str| format!("contest-{n}-{part}");
        let contest_names = names_of(&|language| field(language)).ok_or((field("en"), "wrong-name"))?;
        let seats = typed.some(&field("seats")).map_or(Ok(1), |text| text.parse()).map_err(|_| (field("seats"), "wrong-number"))?;
        let options = options(typed.get(&field("options"))).ok_or((field("options"), "wrong-options"))?;
        read.push(Contest { id, names: contest_names, place: None, seats, options });
    }
    let country = typed.some("country").map(|text| text.to_uppercase());
    Ok(Election { names: election_names, day, country, simulated: typed.ticked("simulated"), contests: read })
}

/// Options, one a line: `id | English | Russian | Kazakh`; a line without an id gets its number.
fn options(text: &str) -> Option<Vec<ContestOption>> {
    let lines = text.lines().map(str::trim).filter(|line| !line.is_empty());
    lines
        .enumerate()
        .map(|(at, line)| {
            let mut parts: Vec<&str> = line.split('|').map(str::trim).collect();
            let numbered = (at + 1).to_string();
            let id = if parts.len() > 1 { parts.remove(0) } else { numbered.as_str() }.to_owned();
            let named = LANGUAGES.iter().zip(parts).filter(|(_, name)| !name.is_empty());
            let names = Names::new(named.map(|(language, name)| ((*language).to_owned(), name.to_owned())))?;
            Some(ContestOption { id, names })
        })
        .collect()
}
