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
