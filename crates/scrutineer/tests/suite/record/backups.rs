//! Where a backup goes and what it leaves alone; what is lost, what is kept out, what another history is.

use std::fs;
use std::path::Path;
use std::process::Command;
use std::time::{Duration, SystemTime};

use serde_json::{Value, json};
use store_postgres::testing::Cluster;
use uuid::Uuid;

use super::server::{Caller, Home, json_of, run, skipped, submission};

/// A record with a submission that has two files, its server stopped.
async fn record() -> (Home, Uuid) {
    let home = Home::new();
    let server = home.serve();
    let caller = Caller::new(&home.data(), &server);
    let id = Uuid::new_v4();
    assert_eq!(caller.submit(&submission(id, "a word")).await.unwrap().0, 201);
    for name in ["a.txt", "b.txt"] {
        assert_eq!(caller.ask("POST", &format!("/api/v1/submissions/{id}/attachments?name={name}"), name).await.0, 200);
    }
    server.stop();
    (home, id)
}

fn names(folder: &Path) -> Vec<String> {
    let mut names: Vec<String> = fs::read_dir(folder).unwrap().map(|e| e.unwrap().file_name().to_string_lossy().into_owned()).collect();
    names.sort();
    names
}

fn documents(args: &[&str]) -> (Option<i32>, Value) {
    let (status, out, err) = run(args);
    (status, serde_json::from_str(&out).unwrap_or_else(|e| panic!("{e}: {out}{err}")))
}

/// Everything below `objects`.
fn objects(data: &Path) -> Vec<std::path::PathBuf> {
    let mut found = Vec::new();
    let mut folders = vec![data.join("objects")];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).unwrap().map(Result::unwrap) {
            if entry.path().is_dir() { folders.push(entry.path()) } else { found.push(entry.path()) }
        }
    }
    found.sort();
    found
}

fn text(path: &Path) -> String {
    path.display().to_string()
}

#[tokio::test]
async fn a_backup_touches_nothing_that_is_not_its_own() {
    let (home, _) = record().await;
    let root = home.data().with_file_name("live.partial");
    fs::rename(home.data(), &root).unwrap();
    let live = text(&root);
    // The name that a backup to `live.bak` once made room for.
    json_of(&["backup", &text(&home.beside("live.bak")), "--data-dir", &live, "--json"]);
    assert_eq!(json_of(&["doctor", "--data-dir", &live, "--json"])["well"], true, "the live directory is there");
    for out in [root.clone(), root.join("inside"), root.join("objects/deep/er")] {
        let (status, document) = documents(&["backup", &text(&out), "--data-dir", &live, "--json"]);
        assert_eq!((status, &document["error"]["code"]), (Some(2), &json!("BACKUP-WITHIN")), "{document}");
    }
    // A backup that fails takes its own folder away.
    let damaged = home.beside("damaged");
    fs::create_dir(&damaged).unwrap();
    fs::create_dir(damaged.join("keys")).unwrap();
    fs::write(damaged.join("record.db"), "no database at all, and long enough to be looked at").unwrap();
    assert_eq!(run(&["backup", &text(&home.beside("out")), "--data-dir", &text(&damaged)]).0, Some(1));
    assert_eq!(names(home.data().parent().unwrap()), ["damaged", "live.bak", "live.partial"]);
}

#[tokio::test]
async fn content_that_is_lost_does_not_keep_the_rest_from_being_backed_up() {
    let (home, _) = record().await;
    fs::remove_file(&objects(&home.data())[0]).unwrap();
    let out = home.beside("backup");
    let (status, document) = documents(&["backup", &text(&out), "--data-dir", &home.arg(), "--json"]);
    assert_eq!(
        (status, &document["error"]["code"], &document["attachments"]),
        (Some(1), &json!("BACKUP-MISSING"), &json!(1)),
        "{document}"
    );
    let missing = document["missing"].as_array().unwrap();
    assert!(missing == &[json!(1)] || missing == &[json!(2)], "{document}");
    assert_eq!(objects(&out).len(), 1, "the other is in it, under the backup's name");
    assert_eq!(json_of(&["log", "verify", &text(&out), "--json"])["verified"], true);
    let there = home.beside("there");
    let (status, _, err) = run(&["restore", &text(&out), "--data-dir", &text(&there)]);
    assert!(status == Some(1) && err.contains("BACKUP-MISSING") && there.exists(), "{err}");
    assert!(err.contains(&format!("entries: {}", missing[0])), "{err}");
}

#[tokio::test]
async fn the_vault_key_stays_out_and_the_server_makes_no_other() {
    let (home, _) = record().await;
    let (with, without) = (home.beside("with"), home.beside("without"));
    let made = json_of(&["backup", &text(&with), "--data-dir", &home.arg(), "--with-vault-key", "--json"]);
    assert_eq!((&made["vault_key"], with.join("keys/vault.key").exists()), (&json!(true), true));
    let (_, said, _) = run(&["backup", &text(&without), "--data-dir", &home.arg()]);
    assert!(said.contains("key is NOT in it"), "{said}");
    assert!(!without.join("keys/vault.key").exists());

    let there = home.beside("restored");
    assert_eq!(json_of(&["restore", &text(&without), "--data-dir", &text(&there), "--json"])["vault_key"], false);
    let restored = Home::at(&there);
    let server = restored.serve();
    let caller = Caller::new(&restored.data(), &server);
    let sealed = json!({"id": Uuid::new_v4(), "form": "INCIDENT", "station": "1", "answers": {"12": "the victim"}});
    assert_eq!(caller.submit(&sealed).await.unwrap().0, 201, "sealing needs no key");
    server.stop();
    assert!(!restored.data().join("keys/vault.key").exists());
    // The key from before opens what came after.
    let id = sealed["id"].as_str().unwrap();
    let unsealed = ["unseal", id, "--reason", "x", "--data-dir", &restored.arg(), "--json"];
    assert!(run(&unsealed).1.contains("CUSTODIANS-KEY-GONE"));
    let key = text(&home.data().join("keys/vault.key"));
    let opened = json_of(&[&unsealed[..], &["--key", &key]].concat());
    assert_eq!(opened["private"]["answers"]["12"], "the victim");
}

#[tokio::test]
async fn a_backup_of_another_history_is_not_gone_on_from() {
    let (home, _) = record().await;
    let (fork, out) = (home.beside("fork"), home.beside("backup"));
    // Two histories under one key: the same directory copied, and each gone on with.
    json_of(&["backup", &text(&fork), "--data-dir", &home.arg(), "--json"]);
    for word in ["here", "there"] {
        let other = Home::new();
        let (home, moved) = if word == "here" { (&home, None) } else { (&other, Some(other.data())) };
        if let Some(data) = moved {
            fs::rename(&fork, data).unwrap();
        }
        let server = home.serve();
        let caller = Caller::new(&home.data(), &server);
        assert_eq!(caller.submit(&submission(Uuid::new_v4(), word)).await.unwrap().0, 201);
        let note = caller.ask("GET", "/log/checkpoint", "").await.1;
        server.stop();
        fs::write(out.with_file_name(word), note).unwrap();
    }
    json_of(&["backup", &text(&out), "--data-dir", &home.arg(), "--json"]);
    let there = home.beside("restored");
    let other = text(&home.beside("there"));
    let (status, document) = documents(&["restore", &text(&out), "--data-dir", &text(&there), "--checkpoint", &other, "--json"]);
    assert_eq!((status, &document["error"]["code"]), (Some(1), &json!("BACKUP-CHECKPOINT")), "{document}");
    assert!(document["error"]["message"].as_str().unwrap().contains("another history"), "{document}");
    // A second try is not refused because of the first.
    json_of(&["restore", &text(&out), "--data-dir", &text(&there), "--checkpoint", &text(&home.beside("here")), "--json"]);
}

#[tokio::test]
async fn a_sweep_waits_for_the_server_and_removes_nothing_that_just_came() {
    let (home, id) = record().await;
    let server = home.serve();
    let arg = home.arg();
    let sweep = ["doctor", "--sweep", "--data-dir", &arg, "--json"];
    let (status, document) = documents(&sweep);
    assert_eq!(status, Some(1));
    assert!(document.to_string().contains("STORE-LOCKED"), "{document}");
    server.stop();

    let kept = objects(&home.data());
    let stray = |name: &str| {
        let path = home.data().join("objects/sealed").join(&name[..2]).join(format!("{name}.age"));
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(&path, "x").unwrap();
        path
    };
    let (old, recent) = (stray(&"ab".repeat(32)), stray(&"cd".repeat(32)));
    let hours = SystemTime::now() - Duration::from_hours(2);
    fs::File::options().write(true).open(&old).unwrap().set_modified(hours).unwrap();
    // What is in use is old as well.
    fs::File::options().write(true).open(&kept[0]).unwrap().set_modified(hours).unwrap();
    json_of(&sweep);
    assert_eq!((old.exists(), recent.exists()), (false, true));
    json_of(&[&sweep[..], &["--recent"]].concat());
    assert!(!recent.exists());
    assert_eq!(objects(&home.data()), kept);
    let server = home.serve();
    let caller = Caller::new(&home.data(), &server);
    let one = caller.get(&format!("/api/v1/submissions/{id}")).await.1;
    assert_eq!(one["attachments"].as_array().unwrap().len(), 2);
}

#[tokio::test]
async fn a_receipt_says_how_to_check_it_and_an_entry_that_is_not_there_is_named() {
    let (home, id) = record().await;
    let receipt = text(&home.beside("r.tlog-proof"));
    let (_, said, _) = run(&["log", "receipt", &id.to_string(), "--out", &receipt, "--data-dir", &home.arg()]);
    let command = said.split_once("scrutineer ").expect("a command").1;
    let args: Vec<&str> = command.split_whitespace().collect();
    assert_eq!(run(&args).0, Some(0), "{said}");
    for none in ["99".to_owned(), Uuid::new_v4().to_string()] {
        let (status, document) = documents(&["log", "receipt", &none, "--data-dir", &home.arg(), "--json"]);
        assert_eq!((status, &document["error"]["code"]), (Some(2), &json!("RECEIPT-NONE")), "{document}");
    }
}

#[tokio::test]
async fn a_backup_on_a_disk_that_is_locked_is_read() {
    let (home, _) = record().await;
    let disk = home.beside("disk");
    fs::create_dir(&disk).unwrap();
    let mounted = Command::new("mount").args(["-t", "tmpfs", "tmpfs", &text(&disk)]).status().is_ok_and(|status| status.success());
    if !mounted {
        skipped("no disk that is locked", "file systems can be mounted by root only");
        return;
    }
    let out = disk.join("backup");
    json_of(&["backup", &text(&out), "--data-dir", &home.arg(), "--json"]);
    assert!(Command::new("mount").args(["-o", "remount,ro", &text(&disk)]).status().unwrap().success());
    let there = text(&home.beside("there"));
    let results = [
        run(&["log", "verify", &text(&out), "--json"]),
        run(&["doctor", "--data-dir", &text(&out), "--json"]),
        run(&["restore", &text(&out), "--data-dir", &there, "--json"]),
        run(&["doctor", "--data-dir", &there, "--json"]),
        run(&["token", "create", "--data-dir", &text(&out), "--json"]),
    ];
    assert!(Command::new("umount").args(["-l", &text(&disk)]).status().unwrap().success());
    for result in &results[..4] {
        assert_eq!(result.0, Some(0), "{result:?}");
    }
    assert!(results[4].1.contains("STORE-READ-ONLY"), "{results:?}");
}

#[tokio::test]
async fn a_restore_wants_an_empty_database_and_can_be_tried_again() {
    let Some(cluster) = Cluster::start(&[]).expect("a cluster") else { return };
    let taken = cluster.database("taken").expect("a database");
    Home::with(&["--database", &taken]).serve().stop();
    let (home, _) = record().await;
    let (out, there) = (text(&home.beside("backup")), text(&home.beside("there")));
    json_of(&["backup", &out, "--data-dir", &home.arg(), "--json"]);
    let restore = |url: &str| documents(&["restore", &out, "--data-dir", &there, "--database", url, "--json"]);
    let (status, document) = restore(&taken);
    assert_eq!((status, &document["error"]["code"]), (Some(2), &json!("BACKUP-DATABASE-TAKEN")), "{document}");
    let (status, document) = restore("postgres://nobody@127.0.0.1:1/none");
    assert_eq!((status, &document["error"]["code"]), (Some(1), &json!("STORE-UNREACHABLE")), "{document}");
    assert!(!home.beside("there").exists());
    assert_eq!(restore(&cluster.database("empty").expect("a database")).0, Some(0));
    assert_eq!(json_of(&["doctor", "--data-dir", &there, "--json"])["well"], true);
    let home = Home::new();
    let serve = |url: &str| run(&["serve", "--listen", "127.0.0.1:0", "--data-dir", &home.arg(), "--database", url]);
    assert!(serve("postgres://nobody@127.0.0.1:1/none").2.contains("STORE-UNREACHABLE"));
    let home = home.and(&["--database", &cluster.database("the_right_one").expect("a database")]);
    home.serve().stop();
}
