//! Signing in, attacked: fixed sessions, other sites' forms, guesses, names that are there or not.

use std::time::{Duration, Instant};

use axum::body::Body;
use axum::http::{Method, Request, header};

use super::world::World;

const FORM: &str = "application/x-www-form-urlencoded";

#[tokio::test(flavor = "multi_thread")]
async fn a_session_that_somebody_planted_is_worth_nothing_after_signing_in() {
    let world = World::new().await;
    let first = world.sign_in("one-viewer").await;
    assert_eq!(world.ask(Method::GET, "/stations", &first, None).await.status, 200);
    // Somebody who holds a session signs in as somebody else: the id changes, and the old one leads nowhere.
    let form = "name=one-analyst&password=steppe+lamp+onion+river";
    let again = world.ask(Method::POST, "/sign-in", &first, Some((FORM, form))).await;
    let second = again.cookie.expect("a new id");
    assert_ne!(first, second);
    assert_eq!(world.ask(Method::GET, "/stations", &first, None).await.location, "/sign-in?next=/stations");
    assert_eq!(world.ask(Method::GET, "/stations", &second, None).await.status, 200);
    // An id that nobody gave out is not taken on.
    let name = second.split('=').next().expect("a name");
    let planted = format!("{name}=AAAAAAAAAAAAAAAAAAAAAA");
    assert_eq!(world.ask(Method::GET, "/stations", &planted, None).await.status, 303);
    let taken = world.ask(Method::POST, "/sign-in", &planted, Some((FORM, form))).await;
    assert_ne!(taken.cookie.expect("its own id"), planted);
}

#[tokio::test(flavor = "multi_thread")]
async fn signing_out_ends_the_session_for_whoever_has_a_copy() {
    let world = World::new().await;
    let session = world.sign_in("one-viewer").await;
    assert_eq!(world.ask(Method::POST, "/sign-out", &session, Some((FORM, ""))).await.status, 303);
    assert_eq!(world.ask(Method::GET, "/stations", &session, None).await.status, 303);
}

#[tokio::test(flavor = "multi_thread")]
async fn what_another_site_makes_a_browser_send_is_refused() {
    let world = World::new().await;
    let session = world.sign_in("one-administrator").await;
    let sent = |name: &'static str, value: &'static str| {
        Request::builder()
            .method(Method::POST)
            .uri("/settings/tokens")
            .header(header::HOST, "observe.example.org")
            .header(header::COOKIE, &session)
            .header(header::CONTENT_TYPE, FORM)
            .header(name, value)
            .body(Body::from("label=stolen&scope-read=on"))
            .expect("a request")
    };
    for (name, value) in
        [("sec-fetch-site", "cross-site"), ("sec-fetch-site", "same-site"), ("origin", "https://evil.example"), ("origin", "null")]
    {
        let answered = world.send(sent(name, value)).await;
        assert_eq!(answered.status, 403, "{name}: {value}");
        assert!(answered.body.contains("CROSS-SITE"));
    }
    assert!(world.app.store.tokens().await.expect("tokens").iter().all(|row| row.label != "stolen"));
    let own = world.send(sent("origin", "https://observe.example.org")).await;
    assert_eq!(own.status, 200);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_name_that_is_there_is_answered_as_one_that_is_not() {
    let world = World::new().await;
    let attempt = async |name: &str| {
        let started = Instant::now();
        let form = format!("name={name}&password=wrong+wrong+wrong");
        let answered = world.ask(Method::POST, "/sign-in", "", Some((FORM, &form))).await;
        (started.elapsed(), answered)
    };
    let (_, there) = attempt("one-viewer").await;
    let (_, not_there) = attempt("nobody-here").await;
    assert_eq!((there.status, not_there.status), (401, 401));
    assert_eq!(there.body.replace("one-viewer", ""), not_there.body.replace("nobody-here", ""));
    assert_eq!((there.cookie, not_there.cookie), (None, None));
    // Both hash a password, which takes far longer than anything else. The middle of several attempts, one beside the other, and a wide
    // margin: without the hash the one would take a hundredth of the other.
    let (mut known, mut unknown): (Vec<Duration>, Vec<Duration>) = (Vec::new(), Vec::new());
    for _ in 0..11 {
        known.push(attempt("one-analyst").await.0);
        unknown.push(attempt("nobody-here").await.0);
    }
    known.sort_unstable();
    unknown.sort_unstable();
    let ratio = known[5].as_secs_f64() / unknown[5].as_secs_f64();
    assert!((0.4..2.5).contains(&ratio), "{ratio}");
}

#[tokio::test(flavor = "multi_thread")]
async fn guessing_locks_the_account_and_only_its_owner_is_told() {
    let world = World::new().await;
    let attempt = async |password: &str| {
        let form = format!("name=one-verifier&password={password}");
        world.ask(Method::POST, "/sign-in", "", Some((FORM, &form))).await.status
    };
    for _ in 0..7 {
        assert_eq!(attempt("wrong+wrong+wrong").await, 401);
    }
    assert_eq!(attempt("steppe+lamp+onion+river").await, 429, "the owner is told to wait");
    assert_eq!(attempt("wrong+wrong+wrong").await, 401, "who guesses is told nothing");
}

#[tokio::test(flavor = "multi_thread")]
async fn ids_that_are_another_organisations_are_answered_as_those_of_nothing() {
    let mut world = World::new().await;
    let session = world.sign_in("one-administrator").await;
    for path in ["/api/v1/incidents/{id}", "/api/v1/submissions/{id}", "/api/v1/observers/{id}", "/api/v1/submissions/{id}/receipt"] {
        let theirs = world.address(path, "two").await;
        let nothing = path.replace("{id}", &uuid::Uuid::new_v4().to_string());
        let (a, b) = (world.ask(Method::GET, &theirs, &session, None).await, world.ask(Method::GET, &nothing, &session, None).await);
        assert_eq!((a.status, &a.body), (b.status, &b.body), "{path}");
        assert_eq!(a.status, 404);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn every_answer_keeps_browsers_from_being_misled() {
    let world = World::new().await;
    for address in ["/sign-in", "/api/v1/stations", "/assets/office.css", "/nowhere"] {
        let request = Request::builder().uri(address).body(Body::empty()).expect("a request");
        let response = world.raw(request).await;
        let header = |name: &str| response.headers().get(name).and_then(|value| value.to_str().ok()).unwrap_or_default().to_owned();
        assert!(header("content-security-policy").starts_with("default-src 'none'; script-src 'self'"), "{address}");
        assert_eq!(header("x-content-type-options"), "nosniff");
        assert_eq!(header("x-frame-options"), "DENY");
        assert_eq!(header("referrer-policy"), "same-origin");
    }
}
