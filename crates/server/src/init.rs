//! An election from its files, in one go: organisation, election with its options, stations, observers, members of commissions,
//! boundaries, and an administrator with a link to choose a password. What is there already stays; the same again changes nothing.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use accounts::Account;
use accounts::link::Purpose;
use axum::http::StatusCode;
use domain::access::{Caller, Powers, Reach, Role};
use domain::registry::{Contest, ContestOption, Day, Election, Names, Noun, Object, Organisation, OrganisationKind};
use uuid::Uuid;

use crate::app::{App, now};
use crate::caller::Who;
use crate::imports::{Counts, Kind, keep, prepare};
use crate::office::keep::{Change, keep as keep_changes};
use crate::people;
use crate::problem::{Problem, RowProblem};

/// What an election is set up from.
#[derive(Clone, Debug, Default)]
pub struct Init {
    /// The organisation's name.
    pub organisation: String,
    /// The election's name; without one there is none.
    pub election: Option<String>,
    /// Polling day, `YYYY-MM-DD`.
    pub day: Option<String>,
    /// Country as two letters.
    pub country: Option<String>,
    /// Whether it is a simulation or an exercise.
    pub simulated: bool,
    /// A list of options: contest, option, name, names in other languages.
    pub options: Option<PathBuf>,
    /// Lists to import, in this order.
    pub files: Vec<(Kind, PathBuf)>,
    /// The administrator's sign-in name.
    pub administrator: String,
}

/// What was set up.
#[derive(Clone, Debug, Default)]
pub struct Initiated {
    /// The organisation's code.
    pub organisation: String,
    /// The election's id.
    pub election: Option<String>,
    /// What each file came to.
    pub files: Vec<(Kind, PathBuf, Counts)>,
    /// The path of a link to choose the administrator's password; nothing where the account was there.
    pub link: Option<String>,
}

/// Why it was not set up.
#[derive(Debug, thiserror::Error)]
#[error("{}{detail}", file.as_ref().map(|file| format!("{}: ", file.display())).unwrap_or_default())]
pub struct InitError {
    /// The file.
    pub file: Option<PathBuf>,
    /// Stable code.
    pub code: &'static str,
    /// What is wrong.
    pub detail: String,
    /// What to do.
    pub remedy: String,
    /// Rows that are wrong.
    pub problems: Vec<String>,
}

impl InitError {
    fn of(file: Option<&Path>, problem: &Problem) -> Self {
        let line = |row: &RowProblem| {
            let value = row.value.as_ref().map(|value| format!(" `{value}`")).unwrap_or_default();
            format!("line {}, {}{value}: {} {}", row.line, row.column, row.detail, row.remedy)
        };
        Self {
            file: file.map(Path::to_owned),
            code: problem.code(),
            detail: problem.detail().to_owned(),
            remedy: problem.remedy().to_owned(),
            problems: problem.problems().iter().map(line).collect(),
        }
    }

    fn file(path: &Path, error: &std::io::Error) -> Self {
        Self {
            file: Some(path.to_owned()),
            code: "INIT-FILE",
            detail: format!("it cannot be read: {error}"),
            remedy: "Check the path.".to_owned(),
            problems: Vec::new(),
        }
    }
}

/// Sets it up. A file with problems stops it there, and nothing of that file is kept.
///
/// # Errors
/// [`InitError`].
pub async fn run(app: &Arc<App>, init: &Init) -> Result<Initiated, InitError> {
    let plain = |problem: Problem| InitError::of(None, &problem);
    let code = code_of(&init.organisation);
    let who = host(&code);
    let mut done = Initiated { organisation: code.clone(), ..Initiated::default() };
    if app.registry.get(Noun::Organisation, &code).is_none() {
        let names = Names::plain(&init.organisation);
        let object = Object::Organisation(Organisation { names, kind: OrganisationKind::Citizen, contact: None });
        keep_changes(app, &who, vec![Change::any(Noun::Organisation, &*code, object)]).await.map_err(plain)?;
    }
    if let Some(name) = &init.election {
        done.election = Some(election(app, &who, init, name).await?);
    }
    for (kind, path) in &init.files {
        let bytes = std::fs::read(path).map_err(|e| InitError::file(path, &e))?;
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let prepared = prepare(app, Some(code.clone()), *kind, name, Arc::new(bytes), None).await;
        let prepared = prepared.map_err(|problem| InitError::of(Some(path), &problem))?;
        let counts = prepared.counts;
        keep(app, &who, *kind, prepared).await.map_err(|problem| InitError::of(Some(path), &problem))?;
        done.files.push((*kind, path.clone(), counts));
    }
    done.link = administrator(app, init, &code).await.map_err(plain)?;
    Ok(done)
}

/// Whoever has the server acts for the organisation that is set up.
fn host(organisation: &str) -> Who {
    let caller = Caller {
        id: "init".to_owned(),
        reach: Reach::Organisation(organisation.to_owned()),
        powers: Powers::ALL,
        host: true,
        observer: None,
        shared: BTreeMap::new(),
    };
    Who { caller: Arc::new(caller), token: 0, account: None }
}

async fn election(app: &Arc<App>, who: &Who, init: &Init, name: &str) -> Result<String, InitError> {
    let day = init.day.as_deref().and_then(Day::parse).ok_or_else(|| InitError {
        file: None,
        code: "INIT-DAY",
        detail: "the polling day is missing, or is no day".to_owned(),
        remedy: "Give it as `--day 2026-11-29`.".to_owned(),
        problems: Vec::new(),
    })?;
    let contests = init.options.as_deref().map(options).transpose()?.unwrap_or_default();
    let id = code_of(name);
    let country = init.country.as_ref().map(|country| country.to_uppercase());
    let object = Object::Election(Election { names: Names::plain(name), day, country, simulated: init.simulated, contests });
    if app.registry.get(Noun::Election, &id).is_none_or(|kept| kept.object != object) {
        let kept = keep_changes(app, who, vec![Change::any(Noun::Election, &*id, object)]).await;
        kept.map_err(|problem| InitError::of(init.options.as_deref(), &problem))?;
    }
    Ok(id)
}

/// Contests and their options, from a list with the columns `contest`, `option`, `name` and `name:LANGUAGE`.
fn options(path: &Path) -> Result<Vec<Contest>, InitError> {
    let bytes = std::fs::read(path).map_err(|e| InitError::file(path, &e))?;
    let wrong = |detail: String, problems: Vec<String>| InitError {
        file: Some(path.to_owned()),
        code: "INIT-OPTIONS",
        detail,
        remedy: "A list of options has the columns `contest`, `option`, `name`, and `name:ru` and so on for other languages.".to_owned(),
        problems,
    };
    let mut reader = csv::Reader::from_reader(&bytes[..]);
    let headers = reader.headers().map_err(|e| wrong(e.to_string(), Vec::new()))?.clone();
    let column = |name: &str| headers.iter().position(|header| header.trim().eq_ignore_ascii_case(name));
    let (Some(contest), Some(option)) = (column("contest"), column("option")) else {
        return Err(wrong("the first line has no column `contest` or none `option`".to_owned(), Vec::new()));
    };
    let named: Vec<(usize, String)> = headers
        .iter()
        .enumerate()
        .filter_map(|(at, header)| match header.trim() {
            "name" => Some((at, "und".to_owned())),
            other => other.strip_prefix("name:").map(|language| (at, language.to_owned())),
        })
        .collect();
    let mut contests: Vec<Contest> = Vec::new();
    let mut problems = Vec::new();
    for row in reader.records() {
        let row = row.map_err(|e| wrong(e.to_string(), Vec::new()))?;
        let line = row.position().map_or(0, csv::Position::line);
        let cell = |at: usize| row.get(at).map(str::trim).filter(|text| !text.is_empty());
        let names = Names::new(named.iter().filter_map(|(at, language)| Some((language.clone(), cell(*at)?.to_owned()))));
        let (Some(contest), Some(id), Some(names)) = (cell(contest), cell(option), names) else {
            problems.push(format!("line {line}: contest, option or name is empty. Fill it in."));
            continue;
        };
        let option = ContestOption { id: id.to_owned(), names };
        match contests.iter_mut().find(|there| there.id == contest) {
            Some(there) => there.options.push(option),
            None => contests.push(Contest {
                id: contest.to_owned(),
                names: Names::plain(contest),
                place: None,
                seats: 1,
                options: vec![option],
            }),
        }
    }
    if problems.is_empty() { Ok(contests) } else { Err(wrong("some rows cannot be read".to_owned(), problems)) }
}

/// The administrator's account, and a link to choose a password; nothing where the account has one.
async fn administrator(app: &Arc<App>, init: &Init, organisation: &str) -> Result<Option<String>, Problem> {
    let account = match people::named(app, &init.administrator).await? {
        Some(account) if account.password.is_some() => return Ok(None),
        Some(account) => account,
        None => {
            let id = Uuid::from_u128(app.random(rand::RngExt::random));
            let account = Account::new(id, &init.administrator, organisation, Role::Administrator, None, now());
            let refused = |e: accounts::AccountError| Problem::new(StatusCode::UNPROCESSABLE_ENTITY, e.code(), e.to_string(), e.remedy());
            let account = Account { host: true, ..account.map_err(refused)? };
            people::add(&*app.store, &account).await?;
            account
        }
    };
    let mut random = app.fork();
    let purpose = Purpose::NewPassword { account: account.id, first: true };
    let secret = people::make_link(&*app.store, purpose, None, now(), &mut random).await?;
    Ok(Some(format!("/password/{}", secret.reveal())))
}

/// A code from a name: what is a letter or digit of ASCII once it is romanised, else a general one.
#[must_use]
pub fn code_of(name: &str) -> String {
    // Names in Latin letters stay as they are written; others are romanised.
    let romanised = |word: &str| if word.is_ascii() { word.to_ascii_lowercase() } else { names::fold(word).to_string() };
    let words: Vec<String> = name.split_whitespace().map(romanised).collect();
    let mut code: String = words.join("-").chars().map(|c| if c.is_ascii_alphanumeric() { c.to_ascii_lowercase() } else { '-' }).collect();
    while code.contains("--") {
        code = code.replace("--", "-");
    }
    let code: String = code.trim_matches('-').chars().take(40).collect();
    if code.is_empty() { "organisation".to_owned() } else { code }
}
