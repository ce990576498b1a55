//! Custodians: exchanged without the vault's key, opening originals; nothing is shown that the log does not speak of.

use std::fs;

use serde_json::json;
use uuid::Uuid;

use super::server::{Caller, Home, json_of, run};

/// Makes a custodian's key; answers its file and its public half.
fn custodian(home: &Home, name: &str) -> (String, String) {
    let file = home.beside(name).display().to_string();
    let public = json_of(&["custodians", "key", &file, "--json"])["public"].as_str().unwrap().to_owned();
    (file, format!("{name}={public}"))
}

#[tokio::test]
async fn custodians_are_exchanged_and_open_originals() {
    let home = Home::new();
    let server = home.serve();
    let caller = Caller::new(&home.data(), &server);
    let id = Uuid::new_v4();
    let body = json!({"id": id, "form": "INCIDENT", "station": "1", "answers": {"12": "the victim"}});
    assert_eq!(caller.submit(&body).await.unwrap().0, 201);
    let path = format!("/api/v1/submissions/{id}/attachments?name=a.txt");
    assert_eq!(caller.ask("POST", &path, "as it came").await.0, 200);
    let arg = home.arg();
    let (a, anna) = custodian(&home, "anna");
    let (b, boris) = custodian(&home, "boris");
    let (c, chynara) = custodian(&home, "chynara");
    let (d, dina) = custodian(&home, "dina");
    let set = |options: &[&str]| run(&[&["custodians", "set", "--data-dir", &arg][..], options].concat());
    let (status, said, err) = set(&["--custodian", &anna, "--custodian", &boris]);
    assert!(status == Some(0) && said.contains("destroy"), "{said}{err}");

    // Others instead of them: only the present ones can.
    let new = ["--custodian", &chynara, "--custodian", &dina];
    assert_eq!(set(&new).0, Some(1));
    assert_eq!(set(&[&new[..], &["--key", &a]].concat()).0, Some(1));
    let (status, said, err) = set(&[&new[..], &["--key", &a, "--key", &b]].concat());
    assert!(status == Some(0) && said.contains("former"), "{said}{err}");
    let shown = json_of(&["custodians", "show", "--data-dir", &arg, "--json"]);
    assert_eq!(shown["custodians"], json!(["chynara", "dina"]));
    assert!(shown["envelopes"][0]["sealed"].as_str().unwrap().starts_with("-----BEGIN AGE ENCRYPTED FILE-----"), "{shown}");

    let (id, out) = (id.to_string(), home.beside("original").display().to_string());
    let base = ["unseal", &id, "--reason", "an inquiry", "--data-dir", &arg, "--json"];
    let unseal = |options: &[&str]| run(&[&base[..], options].concat());
    let size = || json_of(&["log", "verify", &arg, "--json"])["log"]["size"].as_u64().unwrap();
    let before = size();
    assert_eq!(unseal(&["--key", &a, "--key", &b]).0, Some(1), "the former ones cannot any more");
    let keys = ["--key", &c, "--key", &d];
    assert_eq!(unseal(&[&keys[..], &["--attachment", "77", "--out", &out]].concat()).0, Some(2));
    assert_eq!(unseal(&[&keys[..], &["--attachment", "1"]].concat()).0, Some(2), "it needs a place");
    assert!(size() == before && !home.beside("original").exists());
    let (status, _, err) = unseal(&[&keys[..], &["--attachment", "1", "--out", &out]].concat());
    assert_eq!(status, Some(0), "{err}");
    assert_eq!(fs::read(&out).unwrap(), b"as it came");
    assert_eq!(size(), before + 1, "the log says that it was opened");
    assert_eq!(unseal(&[&keys[..], &["--attachment", "1", "--out", &out]].concat()).0, Some(1), "nothing is written over");
    assert_eq!(size(), before + 1);
}

#[tokio::test]
async fn what_cannot_be_opened_or_is_of_another_key_leaves_no_entry() {
    let home = Home::new();
    let server = home.serve();
    let caller = Caller::new(&home.data(), &server);
    let id = Uuid::new_v4();
    let body = json!({"id": id, "form": "INCIDENT", "station": "1", "answers": {"12": "the victim"}});
    assert_eq!(caller.submit(&body).await.unwrap().0, 201);
    let path = format!("/api/v1/submissions/{id}/attachments?name=a.txt");
    assert_eq!(caller.ask("POST", &path, "as it came").await.0, 200);
    let arg = home.arg();
    let (id, out) = (id.to_string(), home.beside("original").display().to_string());
    let size = || json_of(&["log", "verify", &arg, "--json"])["log"]["size"].as_u64().unwrap();

    // The sealed original is exchanged for something else that opens with the same key.
    let original = fs::read_dir(home.data().join("objects/sealed")).unwrap().next().unwrap().unwrap().path();
    let original = fs::read_dir(original).unwrap().next().unwrap().unwrap().path();
    let key: evidence::VaultKey = fs::read_to_string(home.data().join("keys/vault.key")).unwrap().parse().unwrap();
    fs::write(&original, key.recipient().seal(b"exchanged!").unwrap()).unwrap();
    let attachment = ["unseal", &id, "--reason", "x", "--data-dir", &arg, "--json", "--attachment", "1", "--out", &out];
    let (status, document, _) = run(&attachment);
    assert!(status == Some(1) && document.contains("UNSEAL-ALTERED"), "{document}");
    assert_eq!((size(), home.beside("original").exists()), (2, false));

    // Another key in the vault's place.
    let other = evidence::VaultKey::generate();
    let secret = evidence::vault::ExposeSecret::expose_secret(&other.secret()).to_owned();
    fs::write(home.data().join("keys/vault.key"), secret).unwrap();
    let (status, document, _) = run(&["unseal", &id, "--reason", "x", "--data-dir", &arg, "--json"]);
    assert!(status == Some(1) && document.contains("CUSTODIANS-OTHER-KEY"), "{document}");
    assert_eq!(size(), 2);
    let (status, document, _) = run(&["doctor", "--data-dir", &arg, "--json"]);
    assert!(status == Some(1) && document.contains("DATA-DIR-VAULT"), "{document}");
}

/// An election is set up from files, twice; who an observer is stands in none of the server's files as it was written, is opened by two
/// of three custodians, and the log says so.
#[tokio::test]
async fn who_an_observer_is_is_opened_by_two_of_three_and_the_log_says_so() {
    let home = Home::new();
    let arg = home.arg();
    let (stations, observers) = (home.beside("stations.csv"), home.beside("observers.csv"));
    fs::write(&stations, "code,name,region,district\nKZ-1,School 1,North,A\nKZ-2,School 2,North,B\n").unwrap();
    fs::write(&observers, "Participant ID,Full Name,Role,Location Code\n17,Invented Marked Person,short_term,KZ-1\n").unwrap();
    let (s, o) = (stations.display().to_string(), observers.display().to_string());
    let init = ["init", "--data-dir", &arg, "--organisation", "North", "--stations", &s, "--observers", &o, "--json"];
    let first = json_of(&init);
    assert_eq!(first["files"][0]["counts"], json!({"new": 2, "changed": 0, "same": 0, "gone": 0}));
    assert!(first["link"].as_str().unwrap().contains("/password/"));
    let again = json_of(&init);
    assert_eq!(again["files"][1]["counts"], json!({"new": 0, "changed": 0, "same": 1, "gone": 0}), "the same again changes nothing");

    let server = home.serve();
    let caller = Caller::new(&home.data(), &server);
    let (_, listed) = caller.get("/api/v1/observers").await;
    let id = listed["items"][0]["id"].as_str().unwrap().to_owned();
    assert_eq!(listed["items"][0]["object"]["identity"], "sealed");
    assert!(!listed.to_string().contains("Marked"), "{listed}");
    drop(server);
    for name in ["record.db", "record.db-wal"] {
        let bytes = fs::read(home.data().join(name)).unwrap_or_default();
        assert!(!bytes.windows(6).any(|six| six == b"Marked"), "{name}");
    }

    let keys: Vec<_> = ["anna", "boris", "chynara"].iter().map(|name| custodian(&home, name)).collect();
    let mut set = vec!["custodians", "set", "--data-dir", &arg, "--need", "2"];
    set.extend(keys.iter().flat_map(|(_, named)| ["--custodian", named.as_str()]));
    assert_eq!(run(&set).0, Some(0));
    let base = ["unseal", "--observer", &id, "--reason", "an inquiry", "--data-dir", &arg, "--json"];
    let size = || json_of(&["log", "verify", &arg, "--json"])["log"]["size"].as_u64().unwrap();
    let before = size();
    assert_eq!(run(&[&base[..], &["--key", &keys[0].0]].concat()).0, Some(1), "one alone cannot");
    assert_eq!(size(), before);
    let opened = json_of(&[&base[..], &["--key", &keys[0].0, "--key", &keys[2].0]].concat());
    assert_eq!(opened["private"]["full_name"], "Invented Marked Person");
    assert_eq!((opened["entry"].as_u64(), size()), (Some(before), before + 1), "the log says that it was opened");
}
