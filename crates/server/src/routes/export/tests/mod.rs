//! A server in this process, asked over HTTP.

#![allow(clippy::unwrap_used, reason = "a test may stop at the first surprise")]

mod files;
mod moments;
mod parts;
mod tables;

use std::collections::BTreeSet;
use std::net::SocketAddr;

use reqwest::{Client, Response, StatusCode};
use serde_json::{Value, json};
use tempfile::TempDir;
use uuid::Uuid;

use crate::connections::Patience;
use crate::token::{self, Scope};
use crate::{DataDir, Options, Server};

/// A running server with two organisations; it goes with the test's runtime.
pub struct Home {
    #[expect(dead_code, reason = "it goes when this is dropped")]
    folder: TempDir,
    /// A token of the host's, which reaches everything.
    pub host: Caller,
    /// Tokens of the two organisations.
    pub one: Caller,
    pub two: Caller,
}

/// Somebody with a token.
#[derive(Clone)]
pub struct Caller {
    http: Client,
    url: String,
    token: String,
}

impl Home {
    pub async fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let server = Server::start(options(&folder)).await.unwrap();
        let url = format!("http://{}", server.address());
        tokio::spawn(server.run(std::future::pending(), std::future::pending()));
        let host = caller(&folder, &url, None).await;
        for code in ["ONE", "TWO"] {
            host.put(&format!("organisations/{code}"), &json!({"names": code, "kind": "citizen"})).await;
        }
        let (one, two) = (caller(&folder, &url, Some("ONE")).await, caller(&folder, &url, Some("TWO")).await);
        Self { folder, host, one, two }
    }
}

fn options(folder: &TempDir) -> Options {
    Options {
        data_dir: folder.path().join("data"),
        database: None,
        objects: None,
        listen: SocketAddr::from(([127, 0, 0, 1], 0)),
        name: Some("log.example.org/exports".to_owned()),
        witnesses: Vec::new(),
        largest_attachment: 1 << 20,
        limits: store::sequencer::Limits::default(),
        patience: Patience::default(),
        public_url: None,
        behind_proxy: false,
        tls: None,
    }
}

async fn caller(folder: &TempDir, url: &str, organisation: Option<&str>) -> Caller {
    let store = DataDir::existing(&folder.path().join("data")).unwrap().store(None).await.unwrap();
    let (_, token) = token::create(&*store, "test", &Scope::ALL, organisation, 1).await.unwrap();
    Caller { http: Client::builder().no_proxy().build().unwrap(), url: url.to_owned(), token }
}

/// A submission of an id.
pub fn submission(id: Uuid, station: &str, word: &str) -> Value {
    json!({"id": id, "form": "VOTE", "station": station, "captured_at": "2026-11-24T09:00:00+05:00", "answers": {"01": "179", "note": word}})
}

impl Caller {
    pub async fn send(&self, method: &str, path: &str, body: String) -> Response {
        let request = self.http.request(method.parse().unwrap(), format!("{}{path}", self.url)).bearer_auth(&self.token);
        request.header("content-type", "application/json").body(body).send().await.unwrap()
    }

    /// Keeps an object that must be taken.
    pub async fn put(&self, path: &str, object: &Value) {
        let response = self.send("PUT", &format!("/api/v1/{path}"), object.to_string()).await;
        let (status, text) = (response.status(), response.text().await.unwrap());
        assert!(status.is_success(), "{path}: {text}");
    }

    /// Adds an object that must be taken.
    pub async fn post(&self, path: &str, object: &Value) {
        let response = self.send("POST", &format!("/api/v1/{path}"), object.to_string()).await;
        let (status, text) = (response.status(), response.text().await.unwrap());
        assert!(status.is_success(), "{path}: {text}");
    }

    /// Sends a new submission.
    pub async fn submit(&self, station: &str, word: &str) -> Uuid {
        let id = Uuid::new_v4();
        self.post("submissions", &submission(id, station, word)).await;
        id
    }

    /// Asks for something that is there.
    pub async fn bytes(&self, path: &str) -> Vec<u8> {
        let response = self.send("GET", path, String::new()).await;
        let (status, bytes) = (response.status(), response.bytes().await.unwrap().to_vec());
        assert_eq!(status, StatusCode::OK, "{path}: {}", String::from_utf8_lossy(&bytes));
        bytes
    }

    pub async fn json(&self, path: &str) -> Value {
        serde_json::from_slice(&self.bytes(path).await).unwrap()
    }

    /// The rows of a table as maps would have them: headings and cells.
    pub async fn rows(&self, path: &str) -> Vec<Vec<(String, String)>> {
        let bytes = self.bytes(path).await;
        let mut reader = csv::Reader::from_reader(bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(&bytes));
        let header: Vec<String> = reader.headers().unwrap().iter().map(str::to_owned).collect();
        reader.records().map(|row| header.iter().cloned().zip(row.unwrap().iter().map(str::to_owned)).collect()).collect()
    }

    /// The cells of one column.
    pub async fn column(&self, path: &str, column: &str) -> BTreeSet<String> {
        let rows = self.rows(path).await;
        rows.into_iter().map(|row| row.into_iter().find(|(name, _)| name == column).unwrap().1).collect()
    }

    /// Status and code of a refusal.
    pub async fn refusal(&self, path: &str) -> (u16, String) {
        let response = self.send("GET", path, String::new()).await;
        let status = response.status().as_u16();
        let problem: Value = serde_json::from_slice(&response.bytes().await.unwrap()).unwrap();
        (status, problem["code"].as_str().unwrap().to_owned())
    }
}

pub fn set(words: &[&str]) -> BTreeSet<String> {
    words.iter().map(|word| (*word).to_owned()).collect()
}
