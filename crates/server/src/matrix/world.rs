//! A server in this process with two organisations, everybody's objects, and somebody for every role.

use std::collections::BTreeMap;
use std::sync::Arc;

use accounts::Account;
use axum::Router;
use axum::body::{Body, to_bytes};
use axum::http::{Method, Request, header};
use domain::access::{Caller, Powers, Reach, Role};
use domain::registry::{Noun, Object};
use serde_json::{Value, json};
use store::prepare::Expected;
use store::sequencer::Limits;
use tempfile::TempDir;
use tower::ServiceExt;
use uuid::Uuid;

use crate::app::{App, now};
use crate::caller::Who;
use crate::connections::Patience;
use crate::office::keep::{Change, keep};
use crate::token::{self, Scope};
use crate::webhooks::{self, Webhook};
use crate::{Options, Server, people};

/// Stands in every object of the other organisation, and in nothing else.
pub const MARK: &str = "zzsecretzz";

/// The password of everybody here.
const PASSWORD: &str = "steppe lamp onion river";

/// The two organisations.
pub const ORGANISATIONS: [&str; 2] = ["one", "two"];

/// What was answered.
#[derive(Debug)]
pub struct Answered {
    /// The status.
    pub status: u16,
    /// Where it leads.
    pub location: String,
    /// The cookie that was set.
    pub cookie: Option<String>,
    /// The body.
    pub body: String,
}

/// The world.
pub struct World {
    _folder: TempDir,
    router: Router,
    /// The server's inside.
    pub app: Arc<App>,
    /// Ids by organisation and noun.
    ids: BTreeMap<(&'static str, Noun), String>,
    submissions: BTreeMap<&'static str, Uuid>,
    accounts: BTreeMap<&'static str, Uuid>,
    webhooks: BTreeMap<&'static str, Uuid>,
}

/// Whoever has the server, for making the world.
fn maker(organisation: &str) -> Who {
    let caller = Caller {
        id: "maker".to_owned(),
        reach: Reach::Organisation(organisation.to_owned()),
        powers: Powers::ALL,
        host: true,
        observer: None,
        shared: BTreeMap::new(),
    };
    Who { caller: Arc::new(caller), token: 0, account: None }
}

impl World {
    /// Makes it.
    pub async fn new() -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        let server = Server::start(Options {
            data_dir: folder.path().join("data"),
            database: None,
            objects: None,
            listen: ([127, 0, 0, 1], 0).into(),
            name: None,
            witnesses: Vec::new(),
            largest_attachment: 1_000_000,
            limits: Limits::default(),
            patience: Patience::default(),
            public_url: None,
            behind_proxy: false,
            tls: None,
        });
        let (router, app) = server.await.expect("it starts").inside();
        let mut world = Self {
            _folder: folder,
            router,
            app,
            ids: BTreeMap::new(),
            submissions: BTreeMap::new(),
            accounts: BTreeMap::new(),
            webhooks: BTreeMap::new(),
        };
        for organisation in ["one", "two", "three"] {
            world.put(organisation, Noun::Organisation, organisation, &json!({"names": organisation, "kind": "citizen"})).await;
        }
        world.put("one", Noun::Place, "region", &json!({"names": "Region", "level": "region"})).await;
        world.put("one", Noun::Station, "S-1", &json!({"names": "School", "place": "region"})).await;
        world.put("one", Noun::Election, "e", &json!({"names": "Election", "day": "2026-11-29", "contests": [{"id": "c", "names": "C", "options": [{"id": "1", "names": "A"}]}]})).await;
        for organisation in ORGANISATIONS {
            world.fill(organisation).await;
        }
        world
    }

    async fn put(&mut self, organisation: &'static str, noun: Noun, id: &str, body: &Value) {
        let object = Object::read(noun, body.to_string().as_bytes()).unwrap_or_else(|e| panic!("{noun:?} {id}: {e}"));
        let change = Change { noun, id: id.to_owned(), object: Some(object), expected: Expected::Any, sealed: None };
        keep(&self.app, &maker(organisation), vec![change]).await.unwrap_or_else(|e| panic!("{noun:?} {id}: {e:?}"));
        self.ids.insert((organisation, noun), id.to_owned());
    }

    /// What an organisation keeps.
    async fn fill(&mut self, organisation: &'static str) {
        let mark = if organisation == "two" { MARK } else { "plain" };
        let named = |noun: &str| format!("{mark}-{noun}");
        let observer = domain::registry::ObserverId::make(if organisation == "one" { "AAAA" } else { "BBBB" }, 1).expect("an id");
        let observer = observer.as_str().to_owned();
        self.put(organisation, Noun::Observer, &observer, &json!({"organisation": organisation, "role": "static", "external": mark})).await;
        self.put(organisation, Noun::Team, &named("team"), &json!({"organisation": organisation, "members": [observer]})).await;
        let deployment = json!({"organisation": organisation, "team": named("team"), "stations": ["S-1"], "from": "2026-11-29T07:00:00Z", "until": "2026-11-29T20:00:00Z", "design": "random"});
        self.put(organisation, Noun::Deployment, &named("deployment"), &deployment).await;
        let visit = json!({"organisation": organisation, "observers": [observer], "station": "S-1", "arrived": "2026-11-29T07:00:00Z", "deployment": named("deployment")});
        self.put(organisation, Noun::Visit, &named("visit"), &visit).await;
        let incident =
            json!({"organisation": organisation, "category": "ROL-01", "source": "first_hand", "station": "S-1", "summary": mark});
        self.put(organisation, Noun::Incident, &named("incident"), &incident).await;
        let event = json!({"organisation": organisation, "names": mark, "incidents": [named("incident")]});
        self.put(organisation, Noun::Event, &named("event"), &event).await;
        let protocol = json!({"organisation": organisation, "station": "S-1", "election": "e", "contest": "c", "copy": "observer", "attachment": mark});
        self.put(organisation, Noun::Protocol, &named("protocol"), &protocol).await;
        self.agreement(organisation).await;
        self.submission(organisation, mark, &observer).await;
        let mut random = self.app.fork();
        let webhook = Webhook::new(organisation, &format!("https://example.org/{mark}"), vec!["visit".to_owned()], false, &mut random);
        webhooks::add(&*self.app.store, &webhook).await.expect("kept");
        self.webhooks.insert(organisation, webhook.id);
        for role in Role::ALL {
            let observer = (role == Role::Observer).then(|| observer.clone());
            self.account(organisation, role.word(), role, observer, false).await;
        }
        self.account(organisation, "host", Role::Administrator, None, true).await;
        let other = self.account(organisation, "colleague", Role::Viewer, None, false).await;
        self.accounts.insert(organisation, other);
    }

    /// A new agreement of an organisation.
    async fn agreement(&mut self, from: &'static str) -> String {
        let id = Uuid::new_v4().to_string();
        // With a third one, for an agreement is seen from both sides.
        let body =
            json!({"from": from, "to": "three", "areas": ["incidents"], "since": "2020-01-01T00:00:00Z", "until": "2020-01-02T00:00:00Z"});
        self.put(from, Noun::Agreement, &id, &body).await;
        id
    }

    async fn submission(&mut self, organisation: &'static str, mark: &str, observer: &str) {
        let token = self.token(organisation, &Scope::ALL).await.1;
        let id = Uuid::new_v4();
        let body = json!({"id": id, "form": "OPEN", "station": "S-1", "observer": observer, "answers": {"note": mark}}).to_string();
        let answered = self.ask(Method::POST, "/api/v1/submissions", &format!("Bearer {token}"), Some(("application/json", &body))).await;
        assert_eq!(answered.status, 201, "{}", answered.body);
        self.submissions.insert(organisation, id);
    }

    /// A new token of an organisation: its number and itself.
    pub async fn token(&self, organisation: &str, scopes: &[Scope]) -> (i64, String) {
        token::create(&*self.app.store, "made for a test", scopes, Some(organisation), now()).await.expect("a token")
    }

    async fn account(&self, organisation: &str, word: &str, role: Role, observer: Option<String>, host: bool) -> Uuid {
        let id = Uuid::new_v4();
        let name = format!("{organisation}-{word}");
        let mut account = Account::new(id, &name, organisation, role, observer, 0).expect("an account");
        account.host = host;
        account.set_password(PASSWORD, PASSWORD, [1; 16], 0).expect("a password");
        assert!(people::add(&*self.app.store, &account).await.expect("kept"));
        id
    }

    /// Signs somebody in; answers the cookie.
    pub async fn sign_in(&self, name: &str) -> String {
        let form = form_urlencoded::Serializer::new(String::new()).append_pair("name", name).append_pair("password", PASSWORD).finish();
        let answered = self.ask(Method::POST, "/sign-in", "", Some(("application/x-www-form-urlencoded", &form))).await;
        assert_eq!(answered.status, 303, "{name}: {}", answered.body);
        answered.cookie.expect("a session")
    }

    /// Asks as whoever a header says: a cookie, `Bearer TOKEN`, or nobody.
    pub async fn ask(&self, method: Method, address: &str, who: &str, body: Option<(&str, &str)>) -> Answered {
        let mut request = Request::builder().method(&method).uri(address);
        if let Some((kind, _)) = body {
            request = request.header(header::CONTENT_TYPE, kind);
        }
        if who.starts_with("Bearer") {
            request = request.header(header::AUTHORIZATION, who);
        } else if !who.is_empty() {
            request = request.header(header::COOKIE, who);
        }
        if method == Method::DELETE || method == Method::PUT {
            // No such version is there, so nothing of the world goes.
            request = request.header(header::IF_MATCH, "\"999\"");
        }
        let request = request.body(Body::from(body.map(|(_, text)| text.to_owned()).unwrap_or_default())).expect("a request");
        self.send(request).await
    }

    /// Sends a request as it is.
    pub async fn raw(&self, request: Request<Body>) -> axum::response::Response {
        self.router.clone().oneshot(request).await.expect("an answer")
    }

    /// Sends a request, and reads the answer.
    pub async fn send(&self, request: Request<Body>) -> Answered {
        let response = self.raw(request).await;
        let text = |name| response.headers().get(name).and_then(|value| value.to_str().ok()).unwrap_or_default().to_owned();
        let location = text(header::LOCATION);
        let cookie = Some(text(header::SET_COOKIE))
            .filter(|text| !text.is_empty())
            .map(|text| text.split(';').next().unwrap_or_default().to_owned());
        let status = response.status().as_u16();
        let stream = text(header::CONTENT_TYPE) == "text/event-stream";
        // A stream has no end.
        let body = if stream { Vec::new() } else { to_bytes(response.into_body(), 16 << 20).await.map(|b| b.to_vec()).unwrap_or_default() };
        Answered { status, location, cookie, body: String::from_utf8_lossy(&body).into_owned() }
    }

    /// The address of a route with an organisation's own things in it. A route with an unknown part has none: it has to be added here,
    /// so that it is tried.
    pub async fn address(&mut self, path: &str, organisation: &'static str) -> String {
        let mut address = path.to_owned();
        for part in crate::routes::openapi::names(path) {
            let value = self.part(path, part, organisation).await;
            address = address.replace(&format!("{{{part}}}"), &value).replace(&format!("{{*{part}}}"), &value);
        }
        address
    }

    async fn part(&mut self, path: &str, part: &str, organisation: &'static str) -> String {
        let first = path
            .trim_start_matches("/api/v1")
            .trim_start_matches("/exports")
            .trim_start_matches("/settings")
            .split('/')
            .nth(1)
            .unwrap_or_default();
        match (first, part) {
            ("submissions", "id") => self.submissions[organisation].to_string(),
            ("submissions", "index") | ("forms" | "account", "id") => "0".to_owned(),
            ("agreements", _) if path.ends_with("revoke") => self.agreement(organisation).await,
            ("accounts", "id") => self.accounts[organisation].to_string(),
            ("tokens", "id") => self.token(organisation, &[Scope::Read]).await.0.to_string(),
            ("webhooks", "id") => self.webhooks[organisation].to_string(),
            ("organisations", "id") => organisation.to_owned(),
            ("import", "id") => Uuid::nil().to_string(),
            ("log", "path") => "0/000".to_owned(),
            ("assets", "name") => "office.css".to_owned(),
            ("set-up" | "password", "link") => "nothing".to_owned(),
            (plural, _) => {
                let noun = Noun::parse_plural(plural).unwrap_or_else(|| panic!("the matrix does not know `{part}` in {path}: add it"));
                let own = self.ids.get(&(organisation, noun)).or_else(|| self.ids.get(&("one", noun)));
                own.unwrap_or_else(|| panic!("no {noun:?}")).clone()
            }
        }
    }
}
