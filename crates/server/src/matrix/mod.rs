//! Every route, for every role, on one's own and on another organisation's things: who gets in, who is refused, from whom it is hidden.
//! The whole table is a snapshot: a route that is added changes it, and has to be looked at.

mod signing_in;
mod world;

use std::collections::BTreeMap;
use std::fmt::Write;

use axum::http::Method;
use domain::access::{Act, Area, Role};

use crate::routes::table::{Face, Need, Route};
use world::{Answered, MARK, World};

/// What became of a request, as far as access goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Outcome {
    /// It was let in; whether what it asked for made sense is another matter.
    In,
    /// Somebody has to sign in.
    SignIn,
    /// Not with these powers.
    Refused,
    /// As if it were not there.
    Hidden,
}

impl Outcome {
    fn of(answered: &Answered) -> Self {
        match answered.status {
            401 => Self::SignIn,
            303 if answered.location.starts_with("/sign-in") => Self::SignIn,
            403 => Self::Refused,
            404 => Self::Hidden,
            _ => Self::In,
        }
    }

    fn letter(self) -> char {
        match self {
            Self::In => '+',
            Self::SignIn => 's',
            Self::Refused => '-',
            Self::Hidden => 'h',
        }
    }
}

/// Routes that end the session of whoever asks; what they do is tested beside this.
const ENDS: [&str; 2] = ["/sign-out", "/account/password"];

async fn ask(world: &World, route: &Route, address: &str, who: &str) -> Answered {
    let form = ("application/x-www-form-urlencoded", "");
    let body = match (&route.method, route.face) {
        (&Method::GET, _) => None,
        (_, Face::Page) => Some(form),
        (_, Face::Interface) => Some(("application/json", "{}")),
    };
    world.ask(route.method.clone(), address, who, body).await
}

#[tokio::test(flavor = "multi_thread")]
async fn every_route_for_every_role_on_own_and_others() {
    let mut world = World::new().await;
    let mut callers = vec![("nobody", String::new())];
    for role in Role::ALL {
        callers.push((role.word(), world.sign_in(&format!("one-{}", role.word())).await));
    }
    callers.push(("host", world.sign_in("one-host").await));
    let mut rows = BTreeMap::new();
    for route in crate::routes::all() {
        if ENDS.contains(&&*route.path) {
            continue;
        }
        let (mut own_row, mut other_row) = (String::new(), String::new());
        for (name, who) in &callers {
            let own_address = world.address(&route.path, "one").await;
            let own = ask(&world, &route, &own_address, who).await;
            let outcome = Outcome::of(&own);
            check_own(&route, name, outcome, &own);
            own_row.push(outcome.letter());
            let other_address = world.address(&route.path, "two").await;
            // A thing that is everybody's, or an address without one, has no other side.
            if other_address == own_address {
                other_row.push(' ');
                continue;
            }
            let other = Outcome::of(&ask(&world, &route, &other_address, who).await);
            let everybodys = route.path.starts_with("/organisations/{id}") || route.path.starts_with("/api/v1/organisations/{id}");
            assert!(everybodys || other != Outcome::In, "{} {} as {name}: another organisation's", route.method, route.path);
            other_row.push(other.letter());
        }
        rows.insert(format!("{} {}", route.path, route.method), (own_row, other_row));
    }
    let names: Vec<&str> = callers.iter().map(|(name, _)| *name).collect();
    let mut table = format!("+ in   s sign in   - refused   h hidden\n{}\n\n", names.join(", "));
    for (route, (own, other)) in rows {
        let line = format!("{own}  {other}");
        let _ = writeln!(table, "{line:22} {route}");
    }
    insta::assert_snapshot!("access_matrix", table);
}

/// What must hold whatever the table says: nobody gets in without the power, and no answer has anything of the other organisation's.
fn check_own(route: &Route, name: &str, outcome: Outcome, answered: &Answered) {
    let at =
        format!("{} {} as {name}: {} {}", route.method, route.path, answered.status, answered.body.chars().take(300).collect::<String>());
    assert_ne!(answered.status / 100, 5, "{at}");
    assert!(!answered.body.contains(MARK), "{at}: it has the other organisation's");
    let role = Role::parse(name);
    let has = |act: Act, area: Area| match (name, role) {
        ("host", _) => true,
        (_, Some(role)) => role.powers().has(act, area) && !area.is_hosts(act),
        _ => false,
    };
    let expected_in = match route.need {
        Need::Nothing => true,
        Need::SomeCaller | Need::Person => name != "nobody",
        Need::Power(act, area) => has(act, area),
    };
    if !expected_in {
        assert!(matches!(outcome, Outcome::SignIn | Outcome::Refused), "{at}");
    } else if route.need != Need::Nothing {
        assert_ne!(outcome, Outcome::SignIn, "{at}");
    }
}

/// A token has the powers of its scopes, and of its organisation.
#[tokio::test(flavor = "multi_thread")]
async fn every_route_for_every_scope() {
    let mut world = World::new().await;
    let mut callers = Vec::new();
    for scope in crate::token::Scope::ALL {
        callers.push((scope.to_string(), format!("Bearer {}", world.token("one", &[scope]).await.1)));
    }
    let mut table = String::from("+ in   s sign in   - refused   h hidden\nsubmit, read, erase, define\n\n");
    for route in crate::routes::all().into_iter().filter(|route| route.face == Face::Interface && route.need != Need::Nothing) {
        let (mut own_row, mut other_row) = (String::new(), String::new());
        for (name, who) in &callers {
            let own_address = world.address(&route.path, "one").await;
            let own = ask(&world, &route, &own_address, who).await;
            assert!(!own.body.contains(MARK), "{} {} with {name}", route.method, route.path);
            assert_ne!(own.status / 100, 5, "{} {} with {name}: {}", route.method, route.path, own.body);
            own_row.push(Outcome::of(&own).letter());
            let other_address = world.address(&route.path, "two").await;
            if other_address == own_address {
                other_row.push(' ');
                continue;
            }
            let other = Outcome::of(&ask(&world, &route, &other_address, who).await);
            assert!(
                route.path.starts_with("/api/v1/organisations/") || other != Outcome::In,
                "{} {} with {name}",
                route.method,
                route.path
            );
            other_row.push(other.letter());
        }
        let _ = writeln!(table, "{:12} {} {}", format!("{own_row}  {other_row}"), route.path, route.method);
    }
    insta::assert_snapshot!("scope_matrix", table);
}

/// The document in the repository is the one of the routes.
#[test]
fn the_openapi_document_is_up_to_date() {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../../docs/openapi.json");
    let text = crate::routes::openapi::text(&crate::routes::all());
    if std::env::var_os("SCRUTINEER_WRITE").is_some() {
        std::fs::write(path, &text).expect("written");
    }
    let there = std::fs::read_to_string(path).unwrap_or_default();
    assert!(
        there == text,
        "docs/openapi.json is not the document of the routes; SCRUTINEER_WRITE=1 cargo test -p server openapi writes it"
    );
}
