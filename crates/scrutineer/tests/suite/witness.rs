//! `witness`: a process that never cosigns two histories, whenever it is stopped.

#![allow(clippy::unwrap_used, reason = "a test may stop at the first surprise")]

use std::io::{BufRead, BufReader, Read};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use serde_json::Value;
use tempfile::TempDir;
use tlog::note::Algorithm;
use tlog::tree::{self, MemoryTree};
use tlog::{Checkpoint, SignedCheckpoint, SignerKey, VerifierKey, hash};
use witness::client::{ClientError, Cosigned, WitnessAddress, cosign, proofs};

use crate::run::{err, run_in};

fn log_key() -> SignerKey {
    SignerKey::from_seed("example.org/log", Algorithm::Ed25519, &[1; 32]).unwrap()
}

fn history(size: u64, word: &str) -> MemoryTree {
    (0..size).map(|n| hash::leaf(format!("{word} {n}").as_bytes())).collect()
}

fn signed(tree: &MemoryTree, size: u64) -> SignedCheckpoint {
    Checkpoint::new("example.org/log", size, tree::root(tree, size).unwrap()).unwrap().sign(&log_key()).unwrap()
}

/// A witness in a process of its own; killed when dropped, without warning.
struct Running {
    child: Child,
    document: Value,
}

impl Running {
    fn start(folder: &Path, more: &[&str]) -> Self {
        let key = log_key().verifier().to_string();
        let mut command = Command::new(env!("CARGO_BIN_EXE_scrutineer"));
        command.current_dir(folder).args(["witness", "--data-dir", "w", "--log", &key, "--listen", "127.0.0.1:0", "--json"]).args(more);
        let mut child = command.stdout(Stdio::piped()).stderr(Stdio::null()).spawn().unwrap();
        let mut text = String::new();
        let mut lines = BufReader::new(child.stdout.take().unwrap());
        while !text.ends_with("\n}\n") {
            assert_ne!(lines.read_line(&mut text).unwrap(), 0, "it ended: {text}");
        }
        Self { child, document: serde_json::from_str(&text).unwrap() }
    }

    fn address(&self) -> WitnessAddress {
        let key = VerifierKey::parse(self.document["status"]["witness"].as_str().unwrap()).unwrap();
        WitnessAddress::new(self.document["url"].as_str().unwrap(), key).unwrap()
    }

    fn ask(&self, tree: &MemoryTree, size: u64) -> Result<Cosigned, ClientError> {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
        let http = reqwest::Client::builder().no_proxy().build().unwrap();
        runtime.block_on(cosign(&http, &self.address(), 0, &signed(tree, size), proofs(tree)))
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

#[test]
fn a_fork_is_refused_before_and_after_the_process_was_killed() {
    let folder = TempDir::new().unwrap();
    let (honest, forked) = (history(40, "entry"), history(40, "other"));
    let first = Running::start(folder.path(), &["--name", "coalition.example/w"]);
    let key = first.address().key;
    assert_eq!(key.name(), "coalition.example/w");
    first.ask(&honest, 20).unwrap();
    assert_eq!(first.ask(&forked, 20).unwrap_err().code(), "WITNESS-FORK");
    drop(first);

    let again = Running::start(folder.path(), &[]);
    assert_eq!(again.address().key, key);
    let status = &again.document["status"];
    assert_eq!((&status["logs"][0]["size"], &status["refused"]["forks"]), (&20.into(), &1.into()));
    assert_eq!(again.ask(&forked, 20).unwrap_err().code(), "WITNESS-FORK");
    assert_eq!(again.ask(&forked, 40).unwrap_err().code(), "WITNESS-FORK");
    again.ask(&honest, 20).unwrap();
    again.ask(&honest, 40).unwrap();
    assert_eq!(again.ask(&honest, 30).unwrap_err().code(), "WITNESS-AHEAD");
}

#[test]
fn what_it_cannot_start_with() {
    let folder = TempDir::new().unwrap();
    let key = log_key().verifier().to_string();
    let run = |more: &[&str]| {
        let args = ["witness", "--data-dir", "w", "--listen", "127.0.0.1:0", "--json"];
        let output = run_in(folder.path(), &[&args[..], more].concat());
        let document: Value = serde_json::from_slice(&output.stdout).unwrap();
        let code = document["error"]["code"].as_str().unwrap().to_owned();
        assert!(err(&output).contains(&code), "{}", err(&output));
        (output.status.code().unwrap(), code)
    };
    assert_eq!(run(&["--log", &key]), (2, "WITNESS-NAME-NONE".to_owned()));
    assert_eq!(run(&["--log", "nonsense", "--name", "w"]), (2, "TLOG-KEY-VERIFIER".to_owned()));
    assert_eq!(run(&["--name", "w"]).0, 2);
    let running = Running::start(folder.path(), &["--name", "w"]);
    assert_eq!(run(&["--log", &key]), (1, "WITNESS-FOLDER-IN-USE".to_owned()));
    let taken = running.document["listen"].as_str().unwrap();
    let other = ["witness", "--data-dir", "v", "--name", "v", "--log", &key, "--listen", taken];
    assert!(err(&run_in(folder.path(), &other)).contains("WITNESS-LISTEN"));
    drop(running);
    assert_eq!(run(&["--log", &key, "--name", "v"]), (2, "WITNESS-NAME-OTHER".to_owned()));
    std::fs::write(folder.path().join("w/logs/example.org%2flog/latest"), "").unwrap();
    assert_eq!(run(&["--log", &key]), (1, "WITNESS-STATE-DAMAGED".to_owned()));
}

#[cfg(unix)]
#[test]
fn it_ends_well_when_told_to() {
    let folder = TempDir::new().unwrap();
    let mut running = Running::start(folder.path(), &["--name", "w"]);
    // A client that never ends its request does not hold it up.
    let at = running.document["listen"].as_str().unwrap();
    let mut stuck = std::net::TcpStream::connect(at).unwrap();
    std::io::Write::write_all(&mut stuck, b"POST /add-checkpoint HTTP/1.1\r\nhost: w\r\ncontent-length: 9\r\n\r\nold").unwrap();
    assert!(Command::new("kill").arg(running.child.id().to_string()).status().unwrap().success());
    let started = Instant::now();
    let status = running.child.wait().unwrap();
    assert!(status.success() && started.elapsed() < Duration::from_secs(30), "{status}");
    let _ = stuck.read(&mut [0]);
}
