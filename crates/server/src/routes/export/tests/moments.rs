//! A file is one moment of the record, and is whole or broken.

use std::io::{self, Write};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use axum::Router;
use axum::http::HeaderMap;
use axum::routing::get;
use futures_util::future::join_all;
use serde_json::json;
use tokio::net::TcpListener;
use uuid::Uuid;

use super::super::error::ExportError;
use super::super::stream::{File, Out, answer};
use super::{Home, submission};
use crate::connections::{Patience, serve};

#[tokio::test(flavor = "multi_thread")]
async fn what_arrives_while_an_export_runs_is_not_in_it() {
    let home = Home::new().await;
    // Far more than connection and channel hold, so that the export waits for its receiver while others send.
    let long = "x".repeat(32 << 10);
    for _ in 0..60 {
        join_all((0..25).map(|_| home.one.submit("S-1", &long))).await;
    }
    let last = home.one.submit("S-1", "the last one").await;
    let mut response = home.one.send("GET", "/api/v1/exports/submissions.csv", String::new()).await;
    let log = response.headers()["x-scrutineer-log"].to_str().unwrap().to_owned();
    let mut text = response.chunk().await.unwrap().unwrap().to_vec();
    for _ in 0..5 {
        home.one.submit("S-1", "too late").await;
    }
    // What is there already does not change under its hands either.
    let mut correction = submission(Uuid::new_v4(), "S-1", "too late");
    correction["replaces"] = json!(last);
    home.one.post("submissions", &correction).await;
    while let Some(chunk) = response.chunk().await.unwrap() {
        text.extend_from_slice(&chunk);
    }
    let text = String::from_utf8(text).unwrap();
    assert_eq!((text.lines().count(), text.contains("too late"), text.contains("the last one")), (1_502, false, true));
    // Two entries of organisations, and the submissions.
    assert!(log.starts_with("log.example.org/exports 1503 "), "{log}");
    let after = String::from_utf8(home.one.bytes("/api/v1/exports/submissions.csv").await).unwrap();
    assert_eq!((after.lines().count(), after.contains("the last one")), (1_507, false));
}

type Work = fn(Out) -> Result<Out, ExportError>;

/// A server whose one file is written by this work.
async fn server(work: Work) -> String {
    let file = File { name: "file", media: "text/plain" };
    let router = Router::new().route("/", get(move || answer(file, HeaderMap::new(), work)));
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("http://{}/", listener.local_addr().unwrap());
    tokio::spawn(serve(listener, None, router, Patience::default(), std::future::pending(), std::future::pending()));
    url
}

async fn ask(url: &str) -> reqwest::Response {
    reqwest::Client::builder().no_proxy().build().unwrap().get(url).send().await.unwrap()
}

fn lines(mut out: Out, number: usize) -> Result<Out, ExportError> {
    let all = (0..number).try_for_each(|_| out.write_all(b"a line of a file\n"));
    all.map_err(publish::open_data::OpenDataError::Io)?;
    Ok(out)
}

#[tokio::test(flavor = "multi_thread")]
async fn half_a_file_breaks_the_connection() {
    let whole = ask(&server(|out| lines(out, 100_000)).await).await;
    assert_eq!(whole.text().await.unwrap().len(), 1_700_000);
    let failing: Work = |out| lines(out, 100_000).and(Err(ExportError::Payload(7)));
    let panicking: Work = |out| {
        let _out = lines(out, 100_000)?;
        panic!("a fault of the program")
    };
    for work in [failing, panicking] {
        let response = ask(&server(work).await).await;
        assert_eq!(response.status().as_u16(), 200, "it had begun");
        assert!(response.text().await.is_err(), "half a file looks like a whole one");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_fails_before_it_begins_is_a_refusal() {
    let response = ask(&server(|_| Err(ExportError::Payload(7))).await).await;
    assert_eq!(response.status().as_u16(), 500);
    let text = response.text().await.unwrap();
    assert!(text.contains("STORE-INCONSISTENT") && text.contains("entry 7"), "{text}");
}

#[tokio::test(flavor = "multi_thread")]
async fn the_work_ends_with_its_receiver() {
    let ended = Arc::new(AtomicBool::new(false));
    let seen = Arc::clone(&ended);
    let work = move |mut out: Out| loop {
        if let Err(error) = out.write_all(&[b'x'; 4096]) {
            seen.store(true, Ordering::SeqCst);
            return Err(publish::open_data::OpenDataError::from(io::Error::other(error)).into());
        }
    };
    let response = answer(File { name: "file", media: "text/plain" }, HeaderMap::new(), work).await.unwrap();
    assert!(!ended.load(Ordering::SeqCst));
    drop(response);
    for _ in 0..100 {
        if ended.load(Ordering::SeqCst) {
            return;
        }
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    panic!("it writes for nobody");
}
