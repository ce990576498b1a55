//! The first page: how much there is, what is still to do, what happened last.

use std::sync::Arc;

use axum::extract::State;
use axum::http::Method;
use axum::response::{IntoResponse, Redirect, Response};
use domain::access::{Act, Area};
use domain::registry::{Noun, Object};
use jiff::Timestamp;
use pages::Section;
use pages::views::overview::{OverviewView, Step, StepKind};
use store::rows::Page;

use super::changes::latest;
use super::reader::{Reader, html, moment};
use crate::app::App;
use crate::office::look::{self, Wanted};
use crate::problem::Problem;
use crate::routes::table::{Need, Route};

/// Deployments and changes that are looked at for the counts of the day.
const LOOKED_AT: usize = 10_000;

/// The routes.
pub fn table() -> Vec<Route> {
    vec![Route::page(Method::GET, "/", Need::Person, show)]
}

async fn show(State(app): State<Arc<App>>, reader: Reader) -> Result<Response, Problem> {
    let who = reader.who()?;
    if !crate::people::anybody(&*app.store).await? {
        return Ok(Redirect::to("/sign-in").into_response());
    }
    let seen = |noun| {
        let show = |kept: &crate::registry::Kept| look::sees(who, noun, &kept.object) == domain::access::Decision::Allowed;
        app.registry.page(noun, None, usize::MAX - 1, show).0.len() as u64
    };
    let today = Timestamp::now().to_string();
    let deployments = if who.caller.has(Act::Read, Area::Deployments) {
        look::list(&app, who, Noun::Deployment, &Wanted { limit: LOOKED_AT, ..Wanted::default() }).await?.items
    } else {
        Vec::new()
    };
    let is_today = |object: &Object| matches!(object, Object::Deployment(d) if d.from.as_str().get(..10) == today.get(..10));
    let head = app.sequencer.head();
    let newest = if who.caller.has(Act::Read, Area::Submissions) {
        let page = Page {
            limit: 1,
            organisations: who.caller.visible(Area::Submissions),
            observer: who.caller.observer.clone(),
            ..Page::default()
        };
        app.store.submissions(&page).await?.pop()
    } else {
        None
    };
    let (stations, observers) = (seen(Noun::Station), seen(Noun::Observer));
    let custodians = app.store.get("custodians").await?.is_some();
    let step = |kind, done| Step { kind, done };
    let view = OverviewView {
        stations,
        places: seen(Noun::Place),
        observers,
        teams: seen(Noun::Team),
        deployments_today: deployments.iter().filter(|kept| is_today(&kept.object)).count() as u64,
        submissions: app.counts.submissions(who.caller.visible(Area::Submissions).as_deref()),
        latest_submission: newest.map(|row| moment(row.received_at)),
        checkpoint: head.size,
        checkpoint_at: super::log::time_of(&app, head.size).await?.map(moment),
        steps: vec![
            step(StepKind::Election, app.registry.count(Noun::Election) > 0),
            step(StepKind::Stations, stations > 0),
            step(StepKind::Observers, observers > 0),
            step(StepKind::Custodians, custodians),
            step(StepKind::Deployments, !deployments.is_empty()),
        ],
        activity: latest(&app, &reader, 10).await?,
    };
    html(pages::views::overview::overview(&reader.shell(Section::Overview).await, &view))
}
