//! What people wrote stands where it must and nowhere else; what is erased stands nowhere.

use std::fs;
use std::path::Path;

use serde_json::json;
use uuid::Uuid;

use super::server::{Caller, Home, json_of, run};

/// Every file below a folder that has a string in it.
fn files_with(folder: &Path, mark: &str) -> Vec<String> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).unwrap().map(Result::unwrap) {
        let path = entry.path();
        if path.is_dir() {
            found.extend(files_with(&path, mark));
        } else if fs::read(&path).unwrap().windows(mark.len()).any(|window| window == mark.as_bytes()) {
            found.push(path.strip_prefix(folder).unwrap().display().to_string());
        }
    }
    found
}

/// A JPEG's beginning with a mark in its EXIF block, and too little picture to be one: sealed whole.
fn photograph(mark: &str) -> Vec<u8> {
    let exif = format!("Exif\0\0II*\0\x08\0\0\0{mark}");
    let length = u16::try_from(exif.len() + 2).unwrap().to_be_bytes();
    [b"\xff\xd8\xff\xe1".as_slice(), &length, exif.as_bytes(), b"\xff\xd9"].concat()
}

#[tokio::test]
async fn marked_strings_are_in_no_log_trace_address_or_error() {
    let home = Home::new();
    let server = home.serve_traced();
    let caller = Caller::new(&home.data(), &server);
    let id = Uuid::new_v4();
    let body = json!({
        "id": id, "form": "INCIDENT", "station": "MARK-STATION", "captured_at": "MARK-TIME",
        "answers": {"01": "ROL-01", "07": "MARK-ANSWER", "11": "MARK-SEALED-WITNESS", "12": "MARK-SEALED-VICTIM"},
        "private": {"name": "MARK-SEALED-NAME"}, "MARK-EXTRA": 1,
    });
    assert_eq!(caller.submit(&body).await.unwrap().0, 201);
    let path = format!("/api/v1/submissions/{id}");
    let (status, _) = caller.ask("POST", &format!("{path}/attachments?name=MARK-FILE.jpg"), photograph("MARK-SEALED-EXIF")).await;
    assert_eq!(status, 200);
    // Errors of every sort, each with a mark in what was sent.
    let mut answers = String::new();
    for (method, path, body) in [
        ("POST", "/api/v1/submissions".to_owned(), r#"{"id":"MARK-ERROR"}"#.to_owned()),
        ("POST", "/api/v1/submissions".to_owned(), r#"{"MARK-ERROR": MARK-ERROR}"#.to_owned()),
        (
            "POST",
            "/api/v1/submissions".to_owned(),
            json!({"id": id, "form": "MARK-ERROR", "station": "x", "answers": {"MARK-ERROR": 1}}).to_string(),
        ),
        ("POST", "/api/v1/submissions".to_owned(), json!({"id": id, "form": "MARK-ERROR\n", "station": "x", "answers": {}}).to_string()),
        ("PUT", "/api/v1/stations/x".to_owned(), r#"{"MARK-ERROR":1}"#.to_owned()),
        ("GET", "/api/v1/submissions?MARK-ERROR=1".to_owned(), String::new()),
        ("GET", "/api/v1/submissions/MARK-ERROR".to_owned(), String::new()),
        ("GET", "/log/tile/MARK-ERROR".to_owned(), String::new()),
        ("DELETE", format!("/api/v1/submissions/{}", Uuid::new_v4()), r#"{"reason":"MARK-ERROR"}"#.to_owned()),
    ] {
        let (status, body) = caller.ask(method, &path, body).await;
        assert!(status.is_client_error(), "{method} {path}: {status}");
        answers.push_str(&String::from_utf8_lossy(&body));
    }
    assert!(!answers.contains("MARK"), "{answers}");
    let (_, metrics) = caller.ask("GET", "/metrics", "").await;
    assert!(!String::from_utf8_lossy(&metrics).contains("MARK"));

    let export = home.beside("export");
    json_of(&["log", "export", &export.display().to_string(), "--data-dir", &home.arg(), "--json"]);
    assert_eq!(files_with(&export, "MARK"), Vec::<String>::new(), "the log names nobody");
    assert_eq!(files_with(&export, &id.to_string()), Vec::<String>::new());
    let journal = server.stop();
    assert!(journal.contains("answered"), "the journal was to say all it can: {journal}");
    assert!(!journal.contains("MARK"), "{journal}");
    assert!(!journal.contains(&id.to_string()));
    assert_eq!(files_with(&home.data(), "MARK-SEALED"), Vec::<String>::new(), "sealed means in no readable place");
    assert!(!files_with(&home.data(), "MARK-ANSWER").is_empty(), "the search finds what is there");
}

#[tokio::test]
async fn what_is_erased_is_in_no_file_and_the_log_still_verifies() {
    let home = Home::new();
    let server = home.serve();
    let caller = Caller::new(&home.data(), &server);
    let (gone, stays) = (Uuid::new_v4(), Uuid::new_v4());
    for (id, mark) in [(gone, "MARK-GONE"), (stays, "MARK-STAYS")] {
        let body = json!({"id": id, "form": format!("{mark}-FORM"), "station": format!("{mark}-STATION"), "captured_at": mark, "answers": {"a": mark.repeat(400)}, "private": {"n": "x"}});
        assert_eq!(caller.submit(&body).await.unwrap().0, 201);
        let path = format!("/api/v1/submissions/{id}/attachments?name={mark}.png");
        assert_eq!(caller.ask("POST", &path, photograph(mark)).await.0, 200);
    }
    let receipt = home.beside("receipt.tlog-proof").display().to_string();
    json_of(&["log", "receipt", &gone.to_string(), "--out", &receipt, "--data-dir", &home.arg(), "--json"]);
    let before = caller.get(&format!("/api/v1/submissions/{gone}")).await.1;

    // The command asks the running server.
    let erased = json_of(&["erase", &gone.to_string(), "--reason", "asked for by the sender", "--data-dir", &home.arg(), "--json"]);
    assert_eq!(erased["entry"], 4);
    assert_eq!(files_with(&home.data(), "MARK-GONE"), Vec::<String>::new());
    assert!(!files_with(&home.data(), "MARK-STAYS").is_empty(), "the search finds what is there");
    let objects = |folder: &str| {
        fs::read_dir(home.data().join("objects").join(folder))
            .map_or(0, |dir| dir.map(|d| fs::read_dir(d.unwrap().path()).unwrap().count()).sum::<usize>())
    };
    assert_eq!(objects("sealed"), 1, "the photograph of the one that stays");

    let (status, problem) = caller.get(&format!("/api/v1/submissions/{gone}/payload")).await;
    assert_eq!((status.as_u16(), problem["code"].as_str()), (410, Some("SUBMISSION-ERASED")));
    let one = caller.get(&format!("/api/v1/submissions/{gone}")).await.1;
    assert_eq!((&one["erased_by"], &one["form"], &one["answers"]), (&json!(4), &json!(""), &json!(null)));
    assert_eq!(one["leaf_hash"], before["leaf_hash"], "its entry stays");
    let (status, _) = caller.submit(&json!({"id": gone, "form": "a", "station": "b", "answers": {}})).await.unwrap();
    assert_eq!(status, 410, "it does not come back");
    server.stop();
    assert_eq!(json_of(&["log", "verify", &home.arg(), "--json"])["verified"], true);
    assert_eq!(json_of(&["doctor", "--data-dir", &home.arg(), "--json"])["well"], true);
    let key = home.data().join("log.pub").display().to_string();
    assert_eq!(run(&["log", "prove", &receipt, "--key", &key]).0, Some(0), "a receipt stays valid");
}

#[tokio::test]
async fn s24_two_of_three_custodians_open_a_sealed_block_and_the_log_says_so() {
    let home = Home::new();
    let server = home.serve();
    let caller = Caller::new(&home.data(), &server);
    let id = Uuid::new_v4();
    let body = json!({"id": id, "form": "INCIDENT", "station": "1", "answers": {"01": "x", "12": "the victim"}, "private": {"who": "the observer"}});
    assert_eq!(caller.submit(&body).await.unwrap().0, 201);
    let arg = home.arg();
    let keys: Vec<String> = ["a", "b", "c"].iter().map(|name| home.beside(name).display().to_string()).collect();
    let public: Vec<String> =
        keys.iter().map(|key| json_of(&["custodians", "key", key, "--json"])["public"].as_str().unwrap().to_owned()).collect();
    let named: Vec<String> = ["anna", "boris", "chynara"].iter().zip(&public).map(|(name, key)| format!("{name}={key}")).collect();
    let mut set = vec!["custodians", "set", "--data-dir", &arg, "--json"];
    for named in &named {
        set.extend(["--custodian", named]);
    }
    json_of(&set);
    assert!(!home.data().join("keys/vault.key").exists());

    let id = id.to_string();
    let unseal = |keys: &[&String]| {
        let mut args = vec!["unseal", &id, "--reason", "an inquiry", "--data-dir", &arg, "--json"];
        for key in keys {
            args.extend(["--key", key]);
        }
        run(&args)
    };
    let size = || json_of(&["log", "verify", &arg, "--json"])["log"]["size"].as_u64().unwrap();
    let before = size();
    assert_eq!(unseal(&[]).0, Some(1));
    assert_eq!(unseal(&[&keys[0]]).0, Some(1), "one is not enough");
    assert_eq!(size(), before, "nothing was opened, and the log says nothing");
    let (status, out, err) = unseal(&[&keys[2], &keys[0]]);
    assert_eq!(status, Some(0), "{err}");
    let opened: serde_json::Value = serde_json::from_str(&out).unwrap();
    assert_eq!(opened["private"], json!({"answers": {"12": "the victim"}, "private": {"who": "the observer"}}));
    assert_eq!(opened["entry"].as_u64(), Some(before));
    assert_eq!(size(), before + 1, "the log says that it was opened");
    // Sealed blocks go on coming in after the key is gone.
    let next = json!({"id": Uuid::new_v4(), "form": "INCIDENT", "station": "1", "answers": {"12": "another"}});
    assert_eq!(caller.submit(&next).await.unwrap().0, 201);
}
