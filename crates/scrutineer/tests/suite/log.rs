//! `log verify` and `log prove`: what verifies, what is named, and where a key came from.

#![allow(clippy::unwrap_used, reason = "a test may stop at the first surprise")]

use std::fs;
use std::io::{BufRead, BufReader, Write};
use std::net::{TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::process::Output;
use std::thread;

use serde_json::Value;
use tempfile::TempDir;
use tlog::folder::Folder;
use tlog::note::Algorithm;
use tlog::proof::LogProof;
use tlog::tile::TiledTree;
use tlog::writer::LogWriter;
use tlog::{Checkpoint, SignerKey, cosign};

use crate::run::{err, out, run_in};

const SIZE: u64 = 300;

fn key(origin: &str) -> SignerKey {
    SignerKey::from_seed(origin, Algorithm::Ed25519, &[1; 32]).unwrap()
}

fn witness() -> SignerKey {
    SignerKey::from_seed("example.org/rival", Algorithm::CosignatureV1, &[2; 32]).unwrap()
}

/// A folder with the log `log/`, its key, a policy that it meets and one that it does not, and a receipt with its entry.
struct Logged {
    folder: TempDir,
    key: String,
}

impl Logged {
    fn new() -> Self {
        Self::named("example.org/log")
    }

    fn named(origin: &str) -> Self {
        let (folder, key) = (TempDir::new().unwrap(), key(origin));
        let at = |path: &str| folder.path().join(path);
        let mut log = LogWriter::new();
        for number in 0..SIZE {
            log.append(format!("entry number {number}").as_bytes()).unwrap();
        }
        for (resource, bytes) in log.take() {
            let path = at("log").join(resource.to_string());
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, bytes).unwrap();
        }
        let mut signed = Checkpoint::new(key.name(), SIZE, log.root()).unwrap().sign(&key).unwrap();
        signed.add(cosign::sign(&witness(), signed.checkpoint(), 1_700_000_000).unwrap());
        fs::write(at("log/checkpoint"), signed.to_string()).unwrap();
        let public = key.verifier().to_string();
        fs::write(at("key"), format!("{public}\n")).unwrap();
        fs::write(at("met"), format!("log {public}\nwitness rival {}\nquorum rival\n", witness().verifier())).unwrap();
        let third = SignerKey::from_seed("example.org/third", Algorithm::CosignatureV1, &[3; 32]).unwrap();
        fs::write(at("unmet"), format!("witness third {}\nquorum third\n", third.verifier())).unwrap();
        let tree = TiledTree::new(Folder::new(at("log")), SIZE);
        for (name, extra) in [("bare.tlog-proof", None), ("whole.tlog-proof", Some(b"entry number 260".to_vec()))] {
            fs::write(at(name), LogProof::make(&tree, 260, signed.clone(), extra).unwrap().to_string()).unwrap();
        }
        fs::write(at("entry"), "entry number 260").unwrap();
        Self { folder, key: public }
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// Runs the program in the folder; `KEY` stands for the log's key.
    fn run(&self, args: &[&str]) -> Output {
        let args: Vec<String> = args.iter().map(|arg| arg.replace("KEY", &self.key)).collect();
        run_in(self.folder.path(), &args.iter().map(String::as_str).collect::<Vec<_>>())
    }

    /// Exit status and the one JSON document.
    fn json(&self, args: &[&str]) -> (i32, Value) {
        let output = self.run(&[args, &["--json"]].concat());
        let document = serde_json::from_slice(&output.stdout).unwrap_or_else(|e| panic!("{e}: {}", out(&output)));
        (output.status.code().unwrap(), document)
    }

    /// Changes a byte of a file of the log.
    fn flip(&self, path: &str, at: usize) {
        let path = self.path("log").join(path);
        let mut bytes = fs::read(&path).unwrap();
        bytes[at] ^= 1;
        fs::write(path, bytes).unwrap();
    }
}

#[test]
fn a_log_verifies_with_a_key_from_anywhere() {
    let logged = Logged::new();
    for args in [
        &["log", "verify", "log", "--key", "KEY"][..],
        &["log", "verify", "log", "--key", "key"],
        &["log", "verify", "log", "--policy", "met"],
    ] {
        let output = logged.run(args);
        let text = out(&output);
        assert!(output.status.success(), "{args:?}: {}", err(&output));
        assert!(text.starts_with("The log `example.org/log` verifies: 300 entries (4690 bytes), 2 bundles, 3 tiles"), "{text}");
        assert!(!text.contains("not from you"), "{text}");
    }
    let (status, document) = logged.json(&["log", "verify", "log", "--policy", "met"]);
    assert_eq!((status, &document["verified"], &document["log"]["size"]), (0, &true.into(), &SIZE.into()));
    assert_eq!((&document["key"]["from"], &document["key"]["independent"]), (&"policy".into(), &true.into()));
    assert_eq!(document["log"]["cosignatures"][0]["witness"], "example.org/rival");
}

#[test]
fn a_key_from_the_log_itself_is_said_to_be_one() {
    let logged = Logged::new();
    let output = logged.run(&["log", "verify", "log"]);
    assert_eq!(output.status.code(), Some(2));
    assert!(err(&output).contains("LOG-KEY-NONE") && err(&output).contains("--key"), "{}", err(&output));
    fs::copy(logged.path("key"), logged.path("log/log.pub")).unwrap();
    let text = out(&logged.run(&["log", "verify", "log"]));
    assert!(text.contains("log.pub, not from you: a log that was swapped together with its key would not be noticed"), "{text}");
    let (status, document) = logged.json(&["log", "verify", "log"]);
    assert_eq!((status, &document["key"]["from"], &document["key"]["independent"]), (0, &"log".into(), &false.into()));
    assert!(document["key"]["warning"].as_str().unwrap().contains("swapped"));
    fs::copy(logged.path("key"), logged.path("log.pub")).unwrap();
    assert!(out(&logged.run(&["log", "prove", "whole.tlog-proof"])).contains("not from you"));
}

#[test]
fn a_flipped_byte_is_named_by_its_entry() {
    let logged = Logged::new();
    logged.flip("tile/entries/001.p/44", 2 * 18 + 5);
    let output = logged.run(&["log", "verify", "log", "--key", "KEY"]);
    assert_eq!((output.status.code(), out(&output).as_str()), (Some(1), ""));
    let text = err(&output);
    assert!(text.contains("TLOG-ENTRY-ALTERED") && text.contains("entry 258 in"), "{text}");
    let (status, document) = logged.json(&["log", "verify", "log", "--key", "KEY"]);
    assert_eq!((status, &document["verified"], &document["code"]), (1, &false.into(), &"TLOG-ENTRY-ALTERED".into()));
    assert_eq!((&document["entry"], &document["path"]), (&258.into(), &"tile/entries/001.p/44".into()));
    assert!(document["message"].as_str().unwrap().contains("entry 258") && !document["remedy"].as_str().unwrap().is_empty());
}

#[test]
fn whatever_else_is_wrong_has_a_code_and_one_document() {
    let logged = Logged::new();
    let stranger = key("example.org/other").verifier().to_string();
    fs::write(logged.path("private"), key("example.org/log").reveal()).unwrap();
    for (args, status, code) in [
        (&["log", "verify", "log", "--key", "KEY", "--policy", "unmet"][..], 1, "TLOG-POLICY-QUORUM"),
        (&["log", "verify", "log", "--key", stranger.as_str()], 1, "TLOG-CHECKPOINT-ORIGIN"),
        (&["log", "verify", "log", "--key", "nonsense"], 2, "TLOG-KEY-VERIFIER"),
        (&["log", "verify", "log", "--key", "private"], 1, "TLOG-KEY-VERIFIER"),
        (&["log", "verify", "nowhere", "--key", "KEY"], 1, "FILE-OPEN"),
        (&["log", "verify", "log", "--key", "KEY", "--policy", "entry"], 1, "TLOG-POLICY-UNFINISHED"),
        (&["log", "verify", "http://127.0.0.1:1/", "--key", "KEY"], 1, "REMOTE-UNREACHABLE"),
        (&["log", "verify", "https://", "--key", "KEY"], 1, "REMOTE-ADDRESS"),
        (&["log", "prove", "bare.tlog-proof", "--key", "KEY"], 2, "LOG-ENTRY-NONE"),
        (&["log", "prove", "bare.tlog-proof", "--key", "KEY", "--entry", "key"], 1, "TLOG-PROOF-ROOT"),
        (&["log", "prove", "entry", "--key", "KEY"], 1, "TLOG-RECEIPT-CHECKPOINT"),
    ] {
        let (got, document) = logged.json(args);
        assert_eq!((got, &document["verified"], &document["code"]), (status, &false.into(), &code.into()), "{document}");
        let told = logged.run(args);
        assert!(err(&told).contains(code) && out(&told).is_empty(), "{}", err(&told));
        assert!(!err(&told).contains("PRIVATE+KEY+example"), "{}", err(&told));
    }
}

#[test]
fn a_receipt_is_verified_offline() {
    let logged = Logged::new();
    let text = out(&logged.run(&["log", "prove", "whole.tlog-proof", "--key", "KEY"]));
    assert!(text.starts_with("The entry (16 bytes, from the receipt itself) is entry 260 of the log `example.org/log`"), "{text}");
    let text = out(&logged.run(&["log", "prove", "bare.tlog-proof", "--policy", "met", "--entry", "entry"]));
    assert!(text.contains("from the file given") && text.contains("Cosigned by example.org/rival."), "{text}");
    let (status, document) = logged.json(&["log", "prove", "whole.tlog-proof", "--key", "KEY"]);
    assert_eq!((status, &document["verified"], &document["proof"]["index"]), (0, &true.into(), &260.into()));
}

/// Answers each request from the files of a folder, and ends with the program.
fn serve(folder: &Path) -> String {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let (address, folder) = (listener.local_addr().unwrap(), folder.to_owned());
    thread::spawn(move || listener.incoming().for_each(|stream| reply(stream.unwrap(), &folder)));
    format!("http://{address}/")
}

fn reply(mut stream: TcpStream, folder: &Path) {
    let mut lines = BufReader::new(stream.try_clone().unwrap()).lines().map_while(Result::ok);
    let first = lines.next().unwrap_or_default();
    lines.find(String::is_empty);
    let path = first.split(' ').nth(1).unwrap_or_default().trim_start_matches('/');
    let found = fs::read(folder.join(path));
    let status = if found.is_ok() { "200 OK" } else { "404 Not Found" };
    let body = found.unwrap_or_default();
    // Whoever does not want the answer closes the connection.
    let _ = write!(stream, "HTTP/1.1 {status}\r\ncontent-length: {}\r\nconnection: close\r\n\r\n", body.len());
    let _ = stream.write_all(&body);
}

#[test]
fn a_log_behind_an_address_verifies_and_a_flipped_byte_is_named() {
    let logged = Logged::new();
    let url = serve(&logged.path("log"));
    let output = logged.run(&["log", "verify", &url, "--key", "KEY"]);
    assert!(output.status.success() && out(&output).contains("300 entries"), "{}", err(&output));
    assert_eq!(logged.run(&["log", "verify", &url]).status.code(), Some(2));
    fs::copy(logged.path("key"), logged.path("log/key")).unwrap();
    let text = out(&logged.run(&["log", "verify", &url]));
    assert!(text.contains(&format!("The key came from {url}key, not from you")), "{text}");
    logged.flip("tile/entries/000", 18);
    let (status, document) = logged.json(&["log", "verify", &url]);
    assert_eq!((status, &document["code"], &document["entry"]), (1, &"TLOG-ENTRY-ALTERED".into(), &1.into()));
}

/// Names of logs and witnesses are other people's.
#[test]
fn nothing_from_a_log_steers_the_terminal() {
    let hostile = "example.org/\u{202E}gol\u{9b}2J\u{7f}";
    let logged = Logged::named(hostile);
    fs::copy(logged.path("key"), logged.path("log/log.pub")).unwrap();
    let checked = |args: &[&str]| {
        let output = logged.run(args);
        for text in [out(&output), err(&output)] {
            assert!(text.chars().all(|c| c == '\n' || !(c.is_control() || c == '\u{202E}')), "{args:?}: {text:?}");
        }
        output
    };
    checked(&["log", "verify", "log"]);
    checked(&["log", "prove", "whole.tlog-proof", "--key", "KEY"]);
    let document: Value = serde_json::from_slice(&checked(&["log", "verify", "log", "--json"]).stdout).unwrap();
    assert_eq!(document["log"]["origin"], hostile, "JSON says the same, escaped");
    let other = key("example.org/other").verifier().to_string();
    assert_eq!(checked(&["log", "verify", "log", "--key", &other]).status.code(), Some(1));
    assert_eq!(checked(&["log", "verify", "log", "--key", &other, "--json"]).status.code(), Some(1));
    assert_eq!(checked(&["log", "verify", "log", "--key", &format!("{hostile}+nonsense")]).status.code(), Some(2));
}
