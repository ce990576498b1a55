//! Deployments and visits: who goes where, and who went.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use axum::extract::{Request, State};
use axum::http::{Method, StatusCode};
use axum::response::Response;
use domain::access::{Act, Area, Decision};
use domain::observe::{FrameStation, PlanOptions, PlanStation, PlanTeam, coverage, plan_day};
use domain::registry::{Deployment, Design, Instant, Noun, Object, Visit};
use jiff::{Timestamp, ToSpan as _, civil};
use pages::views::common::{Link, Moment, Paging};
use pages::views::deployments::{
    CoverageRow, DeploymentRow, DeploymentView, DeploymentsView, PlanPreview, PlanView, PlannedRow, VisitRow, VisitsView,
};
use pages::{Form, Section};
use serde::Deserialize;
use store::prepare::Expected;
use uuid::Uuid;

use super::people::{everything, word};
use super::reader::{Reader, Typed, html, moment_of, typed, with_status, wrong};
use super::stations::{choices, counted};
use super::versions::versions;
use crate::address::{Asked, At};
use crate::app::App;
use crate::caller::Who;
use crate::office::keep::{Change, keep};
use crate::office::look::{self, sees};
use crate::problem::Problem;
use crate::registry::Kept;
use crate::routes::table::{Need, Route};

/// Deployments and visits that are read for one page.
const MOST: usize = 20_000;

/// Rows of a page.
const A_PAGE: usize = 200;

/// The routes.
pub fn table() -> Vec<Route> {
    let (read, add) = (Need::Power(Act::Read, Area::Deployments), Need::Power(Act::Change, Area::Deployments));
    vec![
        Route::page(Method::GET, "/deployments", read, list),
        Route::page(Method::GET, "/deployments/plan", add, show_plan),
        Route::page(Method::POST, "/deployments/plan", add, plan),
        Route::page(Method::GET, "/deployments/{id}", read, show),
        Route::page(Method::GET, "/visits", read, visits),
    ]
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct DayQuery {
    day: String,
    q: String,
}

/// The day asked for, or today.
fn day(text: &str) -> civil::Date {
    text.parse().unwrap_or_else(|_| jiff::tz::TimeZone::UTC.to_datetime(Timestamp::now()).date())
}

/// Everything of a noun that the reader may see.
async fn all(app: &App, who: &Who, noun: Noun) -> Result<Vec<Arc<Kept>>, Problem> {
    Ok(look::list(app, who, noun, &everything(MOST)).await?.items)
}

fn station_link(code: &str) -> Link {
    Link { text: code.to_owned(), href: format!("/stations/{code}") }
}

/// The members of a deployment's team.
fn members(app: &App, deployment: &Deployment) -> Vec<String> {
    let team = deployment.team.as_deref().and_then(|id| app.registry.get(Noun::Team, id));
    match team.as_ref().map(|kept| &kept.object) {
        Some(Object::Team(team)) => team.members.clone(),
        _ => deployment.observer.iter().cloned().collect(),
    }
}

fn row(app: &App, id: &str, deployment: &Deployment, visits: &[Arc<Kept>]) -> DeploymentRow {
    let members = members(app, deployment);
    let visited = |station: &&String| visits.iter().any(|kept| visit_of(kept, station, &members).is_some());
    DeploymentRow {
        id: id.to_owned(),
        team: deployment.team.clone().or_else(|| deployment.observer.clone()).unwrap_or_default(),
        visited: deployment.stations.iter().filter(visited).count() as u64,
        members,
        stations: deployment.stations.iter().map(|code| station_link(code)).collect(),
        from: moment_of(deployment.from.as_str()),
        until: moment_of(deployment.until.as_str()),
        design: word(deployment.design),
    }
}

/// The visit of one of these people to a station.
fn visit_of<'a>(kept: &'a Kept, station: &str, members: &[String]) -> Option<&'a Visit> {
    match &kept.object {
        Object::Visit(visit) if visit.station == station && visit.observers.iter().any(|id| members.contains(id)) => Some(visit),
        _ => None,
    }
}

/// The region of a station: the first place from the top.
fn region(app: &App, place: &str) -> String {
    app.registry.places(place).first().map(|kept| kept.id.clone()).unwrap_or_default()
}

/// How much of each region these stations are.
fn covered(reader: &Reader, planned: &BTreeSet<&str>) -> Vec<CoverageRow> {
    let app = &reader.app;
    let stations = app.registry.all(Noun::Station);
    let mut regions: BTreeMap<&str, String> = BTreeMap::new();
    for kept in &stations {
        if let Object::Station(station) = &kept.object {
            regions.entry(&station.place).or_insert_with(|| region(app, &station.place));
        }
    }
    let frame = stations.iter().filter_map(|kept| match &kept.object {
        Object::Station(station) => {
            Some(FrameStation { id: &kept.id, region: regions.get(station.place.as_str())?, settlement: station.settlement })
        }
        _ => None,
    });
    let found = coverage(frame, planned);
    let named = |id: &str| reader.name_of(Noun::Place, id).unwrap_or_else(|| id.to_owned());
    found.regions.iter().map(|(id, share)| CoverageRow { place: named(id), planned: share.n, of: share.of }).collect()
}

async fn list(State(app): State<Arc<App>>, reader: Reader, Asked(query): Asked<DayQuery>) -> Result<Response, Problem> {
    let who = reader.who()?;
    let day = day(&query.day);
    let text = day.to_string();
    let visits = all(&app, who, Noun::Visit).await?;
    let deployments = all(&app, who, Noun::Deployment).await?;
    let on_day = |kept: &&Arc<Kept>| matches!(&kept.object, Object::Deployment(d) if d.from.as_str().get(..10) == Some(text.as_str()));
    let of_day: Vec<&Arc<Kept>> = deployments.iter().filter(on_day).collect();
    let planned: BTreeSet<&str> = of_day
        .iter()
        .filter_map(|kept| if let Object::Deployment(d) = &kept.object { Some(d.stations.iter().map(String::as_str)) } else { None })
        .flatten()
        .collect();
    let total = of_day.len() as u64;
    let shown = of_day.iter().take(A_PAGE).filter_map(|kept| match &kept.object {
        Object::Deployment(deployment) => Some(row(&app, &kept.id, deployment, &visits)),
        _ => None,
    });
    let mut rows: Vec<_> = shown.collect();
    rows.sort_by(|a, b| a.team.cmp(&b.team));
    let address = |days: i64| day.checked_add(days.days()).map(|day| format!("/deployments?day={day}")).unwrap_or_default();
    let view = DeploymentsView {
        day: text.clone(),
        before: address(-1),
        after: address(1),
        coverage: if planned.is_empty() { Vec::new() } else { covered(&reader, &planned) },
        paging: Paging { shown: rows.len() as u64, total: Some(total), first: None, next: None },
        deployments: rows,
        date: text,
    };
    html(pages::views::deployments::deployments(&reader.shell(Section::Deployments).await, &view))
}

async fn show(State(app): State<Arc<App>>, reader: Reader, At(id): At<String>) -> Result<Response, Problem> {
    let who = reader.who()?;
    let kept = look::one(&app, who, Noun::Deployment, &id).await?;
    let Object::Deployment(deployment) = &kept.object else { return Err(Problem::not_found("deployment")) };
    let visits = all(&app, who, Noun::Visit).await?;
    let people = members(&app, deployment);
    let counts = counted(&app, who, deployment.stations.clone()).await?;
    let planned = |code: &String| {
        let visit = visits.iter().find_map(|kept| visit_of(kept, code, &people));
        PlannedRow {
            station: station_link(code),
            name: reader.name_of(Noun::Station, code).unwrap_or_default(),
            arrived: visit.map(|visit| moment_of(visit.arrived.as_str())),
            departed: visit.and_then(|visit| visit.departed.as_ref()).map(|at| moment_of(at.as_str())),
            submissions: counts.get(code).copied().unwrap_or(0),
        }
    };
    let view = DeploymentView {
        deployment: row(&app, &id, deployment, &visits),
        organisation: reader.name_of(Noun::Organisation, &deployment.organisation).unwrap_or_default(),
        planned: deployment.stations.iter().map(planned).collect(),
        versions: versions(&reader, &app.store.object_history(Noun::Deployment.word(), &id).await?),
    };
    html(pages::views::deployments::deployment(&reader.shell(Section::Deployments).await, &view))
}

async fn visits(State(app): State<Arc<App>>, reader: Reader, Asked(query): Asked<DayQuery>) -> Result<Response, Problem> {
    let who = reader.who()?;
    let wanted = query.q.trim().to_lowercase();
    let fits = |visit: &Visit| {
        (query.day.is_empty() || visit.arrived.as_str().get(..10) == Some(query.day.as_str()))
            && (wanted.is_empty()
                || visit.station.to_lowercase().contains(&wanted)
                || visit.observers.iter().any(|id| id.to_lowercase().contains(&wanted)))
    };
    let found = all(&app, who, Noun::Visit).await?;
    let mut rows: Vec<VisitRow> = found
        .iter()
        .filter_map(|kept| match &kept.object {
            Object::Visit(visit) if fits(visit) => Some(VisitRow {
                station: station_link(&visit.station),
                name: reader.name_of(Noun::Station, &visit.station).unwrap_or_default(),
                observers: visit.observers.clone(),
                arrived: moment_of(visit.arrived.as_str()),
                departed: visit.departed.as_ref().map(|at| moment_of(at.as_str())),
                submissions: 0,
            }),
            _ => None,
        })
        .collect();
    let instant = |moment: &Moment| moment.at.parse::<Timestamp>().ok();
    rows.sort_by_key(|row| std::cmp::Reverse(instant(&row.arrived)));
    let total = rows.len() as u64;
    rows.truncate(A_PAGE);
    let counts = counted(&app, who, rows.iter().map(|row| row.station.text.clone()).collect()).await?;
    for row in &mut rows {
        row.submissions = counts.get(&row.station.text).copied().unwrap_or(0);
    }
    let values = [("day", &query.day), ("q", &query.q)];
    let view = VisitsView {
        filter: Form { values: values.into_iter().map(|(name, value)| (name.to_owned(), value.clone())).collect(), ..Form::default() },
        paging: Paging { shown: rows.len() as u64, total: Some(total), first: None, next: None },
        visits: rows,
    };
    html(pages::views::deployments::visits(&reader.shell(Section::Deployments).await, &view))
}

/// Teams that the reader's organisation sends.
fn teams(app: &App, who: &Who) -> Vec<(String, Option<String>)> {
    let own = |kept: &Arc<Kept>| match &kept.object {
        Object::Team(team) if sees(who, Noun::Team, &kept.object) == Decision::Allowed => {
            Some((kept.id.clone(), team.place.as_deref().map(|place| region(app, place))))
        }
        _ => None,
    };
    app.registry.all(Noun::Team).iter().filter_map(own).collect()
}

async fn plan_page(reader: &Reader, mut form: Form, plan: Option<PlanPreview>, status: StatusCode) -> Result<Response, Problem> {
    let app = &reader.app;
    let top = |kept: &Arc<Kept>| match &kept.object {
        Object::Place(place) if place.parent.is_none() => Some((kept.id.clone(), place.names.get(reader.language()).to_owned())),
        _ => None,
    };
    form.choices.insert("place".to_owned(), choices(app.registry.all(Noun::Place).iter().filter_map(top)));
    let texts = pages::Texts::of(reader.locale);
    let designs = [Design::Random, Design::Convenience, Design::Saturation].map(word);
    let label = |w: String| (w.clone(), texts.find(&format!("design-{w}"), &[]).unwrap_or(w));
    form.choices.insert("design".to_owned(), choices(designs.map(label)));
    let view = PlanView { form, teams: teams(app, reader.who()?).len() as u64, stations: app.registry.count(Noun::Station) as u64, plan };
    with_status(status, pages::views::deployments::plan(&reader.shell(Section::Deployments).await, &view))
}

async fn show_plan(reader: Reader) -> Result<Response, Problem> {
    let day = reader.app.registry.all(Noun::Election).iter().find_map(|kept| match &kept.object {
        Object::Election(election) => Some(election.day.to_string()),
        _ => None,
    });
    let values =
        [("day", day.unwrap_or_default()), ("from", "07:00".to_owned()), ("until", "20:00".to_owned()), ("a-day", "10".to_owned())];
    let form = Form { values: values.into_iter().map(|(name, value)| (name.to_owned(), value)).collect(), ..Form::default() };
    plan_page(&reader, form, None, StatusCode::OK).await
}

/// What a plan's form asks for.
struct Asks {
    from: Instant,
    until: Instant,
    a_day: usize,
    place: Option<String>,
    design: Design,
    twice: bool,
}

fn asks(typed: &Typed) -> Result<Asks, (&'static str, &'static str)> {
    let day = typed.get("day");
    // Times are those of the place; without its zone they are kept as UTC, and said so.
    let instant = |hour: &str| Instant::parse(&format!("{day}T{hour}:00Z"));
    let design = match typed.get("design") {
        "random" => Design::Random,
        "saturation" => Design::Saturation,
        _ => Design::Convenience,
    };
    Ok(Asks {
        from: instant(typed.get("from")).ok_or(("day", "wrong-day"))?,
        until: instant(typed.get("until")).ok_or(("until", "wrong-time"))?,
        a_day: typed.get("a-day").parse().ok().filter(|n| (1..=50).contains(n)).ok_or(("a-day", "wrong-number"))?,
        place: typed.some("place"),
        design,
        twice: typed.ticked("twice"),
    })
}

async fn plan(State(app): State<Arc<App>>, reader: Reader, request: Request) -> Result<Response, Problem> {
    let who = reader.who()?;
    let typed = typed(request).await?;
    let texts = pages::Texts::of(reader.locale);
    let asks = match asks(&typed) {
        Ok(asks) => asks,
        Err((field, key)) => {
            let form = wrong(typed.form(), field, texts.get(key, &[]), texts.get(&format!("{key}-remedy"), &[]));
            return plan_page(&reader, form, None, StatusCode::UNPROCESSABLE_ENTITY).await;
        }
    };
    let stations: Vec<PlanStation> = app
        .registry
        .all(Noun::Station)
        .iter()
        .filter_map(|kept| match &kept.object {
            Object::Station(station) => Some(PlanStation { id: kept.id.clone(), region: region(&app, &station.place) }),
            _ => None,
        })
        .filter(|station| asks.place.as_ref().is_none_or(|place| station.region == *place))
        .collect();
    let sent: Vec<PlanTeam> = teams(&app, who).into_iter().map(|(id, region)| PlanTeam { id, region }).collect();
    let made = plan_day(&sent, &stations, PlanOptions { stations: asks.a_day, double_visits: asks.twice });
    let planned: BTreeSet<&str> = made.teams.iter().flat_map(|team| team.stations.iter().map(String::as_str)).collect();
    if typed.get("make") != "keep" {
        let preview = PlanPreview {
            teams: made.teams.len() as u64,
            stations: planned.len() as u64,
            without: made.unvisited as u64,
            coverage: covered(&reader, &planned),
        };
        return plan_page(&reader, typed.form(), Some(preview), StatusCode::OK).await;
    }
    let organisation = who.caller.organisation().unwrap_or_default().to_owned();
    let change = |team: domain::observe::plan::TeamPlan| Change {
        noun: Noun::Deployment,
        id: Uuid::from_u128(app.random(rand::RngExt::random)).to_string(),
        object: Some(Object::Deployment(Deployment {
            organisation: organisation.clone(),
            team: Some(team.team),
            observer: None,
            stations: team.stations,
            from: asks.from.clone(),
            until: asks.until.clone(),
            design: asks.design,
        })),
        expected: Expected::New,
        sealed: None,
    };
    let changes: Vec<Change> = made.teams.into_iter().map(change).collect();
    let back = format!("/deployments?day={}", typed.get("day"));
    match keep(&app, who, changes).await {
        Ok(_) => reader.done(&back, "plan-kept").await,
        Err(problem) => reader.failed("/deployments/plan", problem).await,
    }
}
