//! A server in a process of its own.

use std::io::{BufRead, BufReader, Read, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use reqwest::{Client, StatusCode};
use serde_json::{Value, json};
use tempfile::TempDir;
use uuid::Uuid;

/// The program.
pub fn program() -> PathBuf {
    assert_cmd::cargo::cargo_bin("scrutineer")
}

/// Runs a command; answers exit status, standard output and standard error.
pub fn run(args: &[&str]) -> (Option<i32>, String, String) {
    let output = Command::new(program()).args(args).output().expect("it ran");
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    (output.status.code(), text(&output.stdout), text(&output.stderr))
}

/// Runs a command that must succeed; answers its JSON document.
pub fn json_of(args: &[&str]) -> Value {
    let (status, out, err) = run(args);
    assert_eq!(status, Some(0), "{args:?}\n{out}\n{err}");
    serde_json::from_str(&out).unwrap_or_else(|e| panic!("{args:?}: {e}\n{out}"))
}

/// Says that a test could not be run here, past the harness, which keeps what passing tests print.
pub fn skipped(what: &str, why: &str) {
    let _ = writeln!(std::io::stderr(), "SKIPPED ({what}): {why}");
}

/// A data directory and whatever options the server needs besides.
pub struct Home {
    #[expect(dead_code, reason = "it goes when this is dropped")]
    folder: Option<TempDir>,
    root: PathBuf,
    extra: Vec<String>,
}

impl Home {
    /// An empty place.
    pub fn new() -> Self {
        Self::with(&[])
    }

    /// An empty place with further options of `serve`.
    pub fn with(extra: &[&str]) -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        let root = folder.path().to_owned();
        Self { folder: Some(folder), root, extra: extra.iter().map(|s| (*s).to_owned()).collect() }
    }

    /// The place of a data directory that is there, and stays.
    pub fn at(data: &Path) -> Self {
        assert_eq!(data.file_name().and_then(|n| n.to_str()), Some("restored"));
        let root = data.with_file_name("of-restored");
        std::fs::create_dir_all(&root).expect("a folder");
        std::fs::rename(data, root.join("data")).expect("moved");
        Self { folder: None, root, extra: Vec::new() }
    }

    /// The same place with further options of `serve`.
    pub fn and(mut self, extra: &[&str]) -> Self {
        self.extra.extend(extra.iter().map(|s| (*s).to_owned()));
        self
    }

    /// The data directory.
    pub fn data(&self) -> PathBuf {
        self.root.join("data")
    }

    /// The data directory as an argument.
    pub fn arg(&self) -> String {
        self.data().display().to_string()
    }

    /// A path beside the data directory.
    pub fn beside(&self, name: &str) -> PathBuf {
        self.root.join(name)
    }

    /// Starts a server and waits until it listens.
    pub fn serve(&self) -> Running {
        self.try_serve().unwrap_or_else(|err| panic!("the server did not start: {err}"))
    }

    /// Starts a server that says everything it can about its work.
    pub fn serve_traced(&self) -> Running {
        let mut command = self.command();
        command.env("RUST_LOG", "trace");
        Running::start(command).unwrap_or_else(|err| panic!("the server did not start: {err}"))
    }

    /// The command that starts a server.
    pub fn command(&self) -> Command {
        let mut command = Command::new(program());
        command.args(["serve", "--listen", "127.0.0.1:0", "--json", "--data-dir"]).arg(self.data()).args(&self.extra);
        command
    }

    /// Starts a server; what it says where it does not start.
    pub fn try_serve(&self) -> Result<Running, String> {
        Running::start(self.command())
    }
}

/// A running server; killed when it is dropped.
pub struct Running {
    child: Child,
    /// Where it answers.
    pub url: String,
    journal: std::thread::JoinHandle<String>,
}

impl Running {
    /// Starts a command that prints where it listens.
    pub fn start(mut command: Command) -> Result<Self, String> {
        let mut child = command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().expect("it starts");
        let mut errors = child.stderr.take().expect("a pipe");
        let journal = std::thread::spawn(move || {
            let mut text = String::new();
            let _ = errors.read_to_string(&mut text);
            text
        });
        let mut document = String::new();
        for line in BufReader::new(child.stdout.take().expect("a pipe")).lines() {
            let line = line.expect("text");
            document.push_str(&line);
            if line == "}" || serde_json::from_str::<Value>(&document).is_ok() {
                break;
            }
        }
        let started: Value = serde_json::from_str(&document).unwrap_or_default();
        if let Some(url) = started["url"].as_str() {
            Ok(Self { url: url.trim_end_matches('/').to_owned(), child, journal })
        } else {
            let _ = child.wait();
            Err(format!("{document}{}", journal.join().unwrap_or_default()))
        }
    }

    /// `kill -9`.
    pub fn kill(mut self) {
        self.child.kill().expect("killed");
        self.child.wait().expect("it ended");
    }

    /// `kill`, without waiting.
    pub fn signal(&self) {
        Command::new("kill").arg(self.child.id().to_string()).status().expect("a signal");
    }

    /// `kill`; answers what it wrote on standard error.
    pub fn stop(mut self) -> String {
        self.signal();
        let status = self.child.wait().expect("it ended");
        assert!(status.success(), "{status}");
        std::mem::replace(&mut self.journal, std::thread::spawn(String::new)).join().expect("text")
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// Somebody with a token.
#[derive(Clone)]
pub struct Caller {
    /// The client.
    pub http: Client,
    /// Where the server answers.
    pub url: String,
    /// The token.
    pub token: String,
}

impl Caller {
    /// Makes a token that may do everything.
    pub fn new(data: &Path, server: &Running) -> Self {
        Self::scoped(data, server, "submit,read,erase,define")
    }

    /// Makes a token.
    pub fn scoped(data: &Path, server: &Running, scope: &str) -> Self {
        let made = json_of(&["token", "create", "--data-dir", &data.display().to_string(), "--scope", scope, "--json"]);
        let token = made["token"].as_str().expect("a token").to_owned();
        Self {
            http: Client::builder().no_proxy().timeout(Duration::from_secs(20)).build().expect("a client"),
            url: server.url.clone(),
            token,
        }
    }

    /// Sends a submission; the status and the answer, or that the server is gone.
    pub async fn submit(&self, body: &Value) -> Option<(StatusCode, Value)> {
        let request = self.http.post(format!("{}/api/v1/submissions", self.url)).bearer_auth(&self.token);
        let response = request.header("content-type", "application/json").body(body.to_string()).send().await.ok()?;
        let status = response.status();
        let text = response.text().await.ok()?;
        Some((status, serde_json::from_str(&text).unwrap_or_default()))
    }

    /// Any request, with the token and a body.
    pub async fn ask(&self, method: &str, path: &str, body: impl Into<reqwest::Body>) -> (StatusCode, Vec<u8>) {
        let method = method.parse().expect("a method");
        let request = self.http.request(method, format!("{}{path}", self.url)).bearer_auth(&self.token).body(body);
        let response = request.send().await.expect("an answer");
        (response.status(), response.bytes().await.expect("a body").to_vec())
    }

    /// A request without a body; the JSON of its answer.
    pub async fn get(&self, path: &str) -> (StatusCode, Value) {
        let (status, body) = self.ask("GET", path, "").await;
        (status, serde_json::from_slice(&body).unwrap_or_default())
    }

    /// Waits until the server is ready.
    pub async fn wait_ready(&self) {
        let started = Instant::now();
        while started.elapsed() < Duration::from_secs(30) {
            if self.http.get(format!("{}/ready", self.url)).send().await.is_ok_and(|r| r.status().is_success()) {
                return;
            }
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
        panic!("the server did not become ready");
    }
}

/// A submission of an id.
pub fn submission(id: Uuid, word: &str) -> Value {
    json!({"id": id, "form": "OPEN", "station": "KZ-1", "captured_at": "2026-11-24T09:00:00+05:00", "answers": {"00a": "KZ-1", "note": word}})
}
