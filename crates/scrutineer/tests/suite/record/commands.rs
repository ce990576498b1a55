//! Backup, restore, doctor: what they find when something is changed behind the server's back.

use std::fs;
use std::path::Path;

use uuid::Uuid;

use super::server::{Caller, Home, json_of, run, submission};

/// A record with some submissions, an attachment and an erasure, its server stopped.
async fn record() -> (Home, Vec<Uuid>) {
    let home = Home::new();
    let server = home.serve();
    let caller = Caller::new(&home.data(), &server);
    let ids: Vec<Uuid> = (0..8).map(|_| Uuid::new_v4()).collect();
    for id in &ids {
        assert_eq!(caller.submit(&submission(*id, &format!("ALTER-ME {id}"))).await.unwrap().0, 201);
    }
    assert_eq!(caller.ask("POST", &format!("/api/v1/submissions/{}/attachments?name=a.txt", ids[0]), "a note").await.0, 200);
    let body = r#"{"reason":"a test"}"#;
    assert_eq!(caller.ask("DELETE", &format!("/api/v1/submissions/{}", ids[1]), body).await.0, 200);
    server.stop();
    (home, ids)
}

/// Changes one byte of a file where a string stands.
fn flip(file: &Path, before: &str) {
    let mut bytes = fs::read(file).unwrap();
    let at = bytes.windows(before.len()).position(|window| window == before.as_bytes()).expect("it is there");
    bytes[at] ^= 1;
    fs::write(file, bytes).unwrap();
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_backup_made_while_writing_is_a_record_of_its_own() {
    let (home, ids) = record().await;
    let server = home.serve();
    let caller = Caller::new(&home.data(), &server);
    let held = std::sync::Arc::default();
    let tasks = super::kill::load(&caller, &held);
    let out = home.beside("backup").display().to_string();
    let made = json_of(&["backup", &out, "--data-dir", &home.arg(), "--json"]);
    tasks.iter().for_each(tokio::task::JoinHandle::abort);
    assert!(made["entries"].as_u64().unwrap() >= 10 && made["attachments"] == 1 && made["erased"] == 1, "{made}");
    assert_eq!(json_of(&["log", "verify", &out, "--json"])["verified"], true);
    assert_eq!(json_of(&["doctor", "--data-dir", &out, "--json"])["well"], true);
    assert_eq!(run(&["backup", &out, "--data-dir", &home.arg()]).0, Some(2), "nothing is written over");

    // The log went on: the backup is older than the latest checkpoint.
    let latest = home.beside("latest");
    fs::write(&latest, caller.ask("GET", "/log/checkpoint", "").await.1).unwrap();
    server.stop();
    let there = home.beside("restored").display().to_string();
    let (status, document, _) = run(&["restore", &out, "--data-dir", &there, "--checkpoint", &latest.display().to_string(), "--json"]);
    assert!(status == Some(1) && document.contains("BACKUP-OLDER"), "{document}");
    assert!(!Path::new(&there).exists());

    json_of(&["restore", &out, "--data-dir", &there, "--json"]);
    let restored = Home::at(Path::new(&there));
    let server = restored.serve();
    let caller = Caller { url: server.url.clone(), ..caller };
    for id in [&ids[0], &ids[7]] {
        let (status, _) = caller.submit(&submission(*id, &format!("ALTER-ME {id}"))).await.unwrap();
        assert_eq!(status, 200, "it is known, and tokens work");
    }
}

#[tokio::test]
async fn s45_the_doctor_and_the_verification_name_what_was_altered() {
    let (home, ids) = record().await;
    let arg = home.arg();
    assert_eq!(json_of(&["doctor", "--data-dir", &arg, "--json"])["well"], true);
    let database = home.data().join("record.db");
    let whole = fs::read(&database).unwrap();

    // A payload: the entry that commits to it is named.
    flip(&database, &format!("ALTER-ME {}", ids[5]));
    let (status, document, _) = run(&["doctor", "--data-dir", &arg, "--json"]);
    assert_eq!(status, Some(1));
    assert!(document.contains("STORE-INCONSISTENT") && document.contains("entry 5"), "{document}");
    assert_eq!(json_of(&["log", "verify", &arg, "--json"])["verified"], true, "the log itself is whole");

    // An entry.
    fs::write(&database, &whole).unwrap();
    flip(&database, r#""kind":"erasure""#);
    let (status, document, _) = run(&["log", "verify", &arg, "--json"]);
    let document: serde_json::Value = serde_json::from_str(&document).unwrap();
    assert_eq!(
        (status, document["code"].as_str(), document["entry"].as_u64()),
        (Some(1), Some("TLOG-ENTRY-ALTERED"), Some(9)),
        "{document}"
    );
    assert_eq!(run(&["doctor", "--data-dir", &arg]).0, Some(1));
    assert_eq!(run(&["backup", &home.beside("b").display().to_string(), "--data-dir", &arg]).0, Some(1), "no backup of what is wrong");
    assert!(!home.beside("b").exists());

    // An attachment.
    fs::write(&database, &whole).unwrap();
    fs::remove_dir_all(home.data().join("objects/sealed")).unwrap();
    let (status, document, _) = run(&["doctor", "--data-dir", &arg, "--json"]);
    assert!(status == Some(1) && document.contains("entry 8"), "{document}");

    // A key that others can read.
    std::process::Command::new("chmod").args(["644", &home.data().join("keys/log.key").display().to_string()]).status().unwrap();
    let (_, document, _) = run(&["doctor", "--data-dir", &arg, "--json"]);
    assert!(document.contains("DATA-DIR-EXPOSED"), "the first thing wrong is named: {document}");
}

#[test]
fn a_directory_that_is_none_is_named() {
    for args in [["doctor", "--data-dir"], ["token", "list"], ["backup", "out"]] {
        let mut all: Vec<&str> = args.to_vec();
        if args[0] == "doctor" {
            all.push("nowhere");
        } else {
            all.extend(["--data-dir", "nowhere"]);
        }
        let (status, _, err) = run(&all);
        assert!(status == Some(2) && err.contains("DATA-DIR-MISSING"), "{args:?}: {err}");
    }
}
