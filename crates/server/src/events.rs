//! What just happened, for whoever listens: open pages and programs (server-sent events), and webhooks. It says that something is
//! there, not what is in it: who wants to know asks, and is told what it may see.

use std::convert::Infallible;
use std::sync::Arc;
use std::time::Duration;

use axum::extract::State;
use axum::http::Method;
use axum::response::sse::{Event as Sent, KeepAlive, Sse};
use axum::response::{IntoResponse, Response};
use domain::access::{Act, Area, Decision, Owner};
use futures_util::stream::unfold;
use serde::Serialize;
use tokio::sync::broadcast::error::RecvError;
use tokio::sync::broadcast::{Receiver, Sender, channel};
use utoipa::ToSchema;

use crate::app::App;
use crate::caller::Who;
use crate::problem::Problem;
use crate::routes::about::{About, Content};
use crate::routes::table::{Need, Route};

/// Events that a slow listener may be behind; then it is told that it missed some.
const BEHIND: usize = 4096;

/// Between two signs of life, so that proxies keep the connection.
const ALIVE: Duration = Duration::from_secs(20);

/// Something that happened.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct Event {
    /// `submission`, or the noun of an object.
    pub what: String,
    /// Its id.
    pub id: String,
    /// The entry of the log.
    pub entry: u64,
    /// Whose it is.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub organisation: Option<String>,
    /// The observer whose it is: only that one and the organisation are told.
    #[serde(skip)]
    pub observer: Option<String>,
    /// Where it falls.
    #[serde(skip)]
    pub area: Option<Area>,
}

impl Event {
    /// Whether a caller may be told.
    #[must_use]
    pub fn is_for(&self, who: &Who) -> bool {
        let Some(area) = self.area else { return false };
        let owner = match (&self.organisation, &self.observer) {
            (None, _) if area == Area::Submissions => Owner::Nobody,
            (None, _) => Owner::Everybody,
            (Some(organisation), None) => Owner::Organisation(organisation),
            (Some(organisation), Some(observer)) => Owner::Observer(organisation, observer),
        };
        who.caller.may(Act::Read, area, owner) == Decision::Allowed
    }
}

/// The way from those who do something to those who listen.
#[derive(Clone, Debug)]
pub struct Bus(Sender<Event>);

impl Default for Bus {
    fn default() -> Self {
        Self(channel(BEHIND).0)
    }
}

impl Bus {
    /// Tells whoever listens.
    pub fn tell(&self, event: Event) {
        // Nobody may be listening.
        let _ = self.0.send(event);
    }

    /// Listens from now on.
    #[must_use]
    pub fn listen(&self) -> Receiver<Event> {
        self.0.subscribe()
    }
}

/// The route.
pub fn table() -> Vec<Route> {
    let about =
        About::new("stream", "What happens from now on, as server-sent events; `missed` says that there was too much to keep up with.")
            .answers(200, "A stream of `Event`.", Some(Content::json::<Event>().of("text/event-stream")));
    vec![Route::api(Method::GET, "/api/v1/stream", Need::SomeCaller, about, stream)]
}

/// What happens from now on, as far as the caller may know.
pub async fn stream(State(app): State<Arc<App>>, who: Who) -> Result<Response, Problem> {
    let stopping = app.stopping.clone();
    let stream = unfold((app.bus.listen(), who, stopping), |(mut events, who, mut stopping)| async move {
        loop {
            let event = tokio::select! {
                event = events.recv() => event,
                // An open stream must not keep the server from its end.
                _ = stopping.wait_for(|stopping| *stopping) => return None,
            };
            let sent = match event {
                Ok(event) if event.is_for(&who) => {
                    let data = serde_json::to_string(&event).unwrap_or_default();
                    Sent::default().event("event").id(event.entry.to_string()).data(data)
                }
                Ok(_) => continue,
                Err(RecvError::Lagged(missed)) => Sent::default().event("missed").data(missed.to_string()),
                Err(RecvError::Closed) => return None,
            };
            return Some((Ok::<_, Infallible>(sent), (events, who, stopping)));
        }
    });
    Ok(Sse::new(stream).keep_alive(KeepAlive::new().interval(ALIVE)).into_response())
}
