//! The interface: receipts, repeats, conflicts, lists, attachments, refusals.

use serde_json::{Value, json};
use uuid::Uuid;

use super::server::{Caller, Home, submission};

#[tokio::test]
async fn a_submission_has_a_receipt_and_the_same_one_when_repeated() {
    let home = Home::new();
    let server = home.serve();
    let caller = Caller::new(&home.data(), &server);
    let id = Uuid::new_v4();
    let (status, receipt) = caller.submit(&submission(id, "first")).await.unwrap();
    assert_eq!(status, 201);
    let names: Vec<&String> = receipt.as_object().unwrap().keys().collect();
    assert_eq!(names, ["checkpoint", "id", "index", "leaf_hash"]);
    assert_eq!((receipt["id"].as_str(), receipt["index"].as_u64()), (Some(id.to_string().as_str()), Some(0)));

    // Others come in between, and the names come in another order: it is the same submission.
    caller.submit(&submission(Uuid::new_v4(), "between")).await.unwrap();
    let again = format!(
        r#"{{"answers":{{"note":"first","00a":"KZ-1"}},"station":"KZ-1","form":"OPEN","captured_at":"2026-11-24T09:00:00+05:00","id":"{id}"}}"#
    );
    let (status, body) = caller.ask("POST", "/api/v1/submissions", again).await;
    assert_eq!((status.as_u16(), serde_json::from_slice::<Value>(&body).unwrap()), (200, receipt.clone()));

    let (status, problem) = caller.submit(&submission(id, "second")).await.unwrap();
    assert_eq!((status.as_u16(), problem["code"].as_str()), (409, Some("SUBMISSION-CONFLICT")));
    let (_, one) = caller.get(&format!("/api/v1/submissions/{id}")).await;
    assert_eq!(one["answers"]["note"], "first", "what was sent first stays");
    assert_eq!(one["checkpoint"], receipt["checkpoint"]);
}

#[tokio::test]
async fn what_is_not_defined_is_kept_and_marked() {
    let home = Home::new();
    let server = home.serve();
    let caller = Caller::new(&home.data(), &server);
    let id = Uuid::new_v4();
    let body = json!({"id": id, "form": "nobody's", "station": "nowhere", "captured_at": "yesterday", "answers": {}, "battery": 17});
    assert_eq!(caller.submit(&body).await.unwrap().0, 201);
    let path = format!("/api/v1/submissions/{id}");
    let (_, one) = caller.get(&path).await;
    assert_eq!(one["marks"], json!(["form-unknown", "station-unknown", "captured-at-unreadable"]));
    assert_eq!((&one["captured_at"], &one["extra"]), (&json!("yesterday"), &json!({"battery": 17})));

    assert_eq!(caller.ask("PUT", "/api/v1/forms/nobody's", r#"{"title":"A form"}"#).await.0, 201);
    assert_eq!(caller.ask("PUT", "/api/v1/places/region", r#"{"names":"Region","level":"region"}"#).await.0, 201);
    assert_eq!(caller.ask("PUT", "/api/v1/stations/nowhere", r#"{"names":"A station","place":"region"}"#).await.0, 201);
    assert_eq!(caller.get(&path).await.1["marks"], json!(["captured-at-unreadable"]), "marks follow the definitions");
    server.kill();
    let server = home.serve();
    let caller = Caller::new(&home.data(), &server);
    assert_eq!(caller.get(&path).await.1["marks"], json!(["captured-at-unreadable"]), "definitions are in the record");
}

#[tokio::test]
async fn the_list_goes_through_every_submission_once() {
    let home = Home::new();
    let server = home.serve();
    let caller = Caller::new(&home.data(), &server);
    let mut sent = Vec::new();
    for number in 0..25 {
        let id = Uuid::new_v4();
        let mut body = submission(id, "x");
        body["form"] = json!(if number % 5 == 0 { "VOTE" } else { "OPEN" });
        assert_eq!(caller.submit(&body).await.unwrap().0, 201);
        sent.push(id.to_string());
    }
    let walk = async |filter: &str| {
        let (mut seen, mut cursor) = (Vec::new(), String::new());
        loop {
            let (status, page) = caller.get(&format!("/api/v1/submissions?limit=4{filter}{cursor}")).await;
            assert_eq!(status, 200);
            seen.extend(page["submissions"].as_array().unwrap().iter().map(|one| one["id"].as_str().unwrap().to_owned()));
            // Something new on the way does not shift what follows.
            caller.submit(&submission(Uuid::new_v4(), "new")).await.unwrap();
            match page["next"].as_u64() {
                Some(next) => cursor = format!("&cursor={next}"),
                None => return seen,
            }
        }
    };
    let forms = walk("&form=VOTE").await;
    let wanted: Vec<&String> = sent.iter().step_by(5).rev().collect();
    assert_eq!(forms.iter().collect::<Vec<_>>(), wanted, "newest first");
    let all = walk("").await;
    assert!(sent.iter().all(|id| all.iter().filter(|seen| *seen == id).count() == 1));
    let (status, problem) = caller.get("/api/v1/submissions?name=Ivan").await;
    assert_eq!((status.as_u16(), problem["code"].as_str()), (400, Some("QUERY")));
}

#[tokio::test]
async fn files_come_with_a_submission_or_after_it() {
    let home = Home::new();
    let server = home.serve();
    let caller = Caller::new(&home.data(), &server);
    let id = Uuid::new_v4();
    let part = |name: &str, kind: &str, content: &str| {
        format!("--b\r\ncontent-disposition: form-data; name=\"{name}\"; filename=\"{name}\"\r\ncontent-type: {kind}\r\n\r\n{content}\r\n")
    };
    let form = format!(
        "{}{}--b--\r\n",
        part("submission", "application/json", &submission(id, "with files").to_string()),
        part("note.txt", "text/plain", "what stood on the door")
    );
    let send = async |path: &str, form: &str| {
        let request = caller.http.post(format!("{}{path}", caller.url)).bearer_auth(&caller.token);
        let response = request.header("content-type", "multipart/form-data; boundary=b").body(form.to_owned()).send().await.unwrap();
        (response.status().as_u16(), response.json::<Value>().await.unwrap())
    };
    let (status, receipt) = send("/api/v1/submissions", &form).await;
    assert_eq!((status, receipt["attachments"][0]["index"].as_u64()), (201, Some(1)));
    let (status, again) = send("/api/v1/submissions", &form).await;
    assert_eq!((status, again), (200, receipt), "a form sent again adds nothing");

    let png = [b"\x89PNG\r\n\x1a\n".as_slice(), PNG].concat();
    let (status, _) = caller.ask("POST", &format!("/api/v1/submissions/{id}/attachments?name=p.png"), png.clone()).await;
    assert_eq!(status, 200);
    let (_, list) = caller.get(&format!("/api/v1/submissions/{id}/attachments")).await;
    let files = list["attachments"].as_array().unwrap();
    let facts: Vec<_> =
        files.iter().map(|f| (f["name"].as_str().unwrap(), f["working"].as_bool().unwrap(), f["sealed"].as_bool().unwrap())).collect();
    assert_eq!(facts, [("note.txt", false, true), ("p.png", true, false)]);
    let (status, content) = caller.ask("GET", &format!("/api/v1/submissions/{id}/attachments/2"), "").await;
    assert_eq!((status.as_u16(), content), (200, png));
    let (status, sealed) = caller.ask("GET", &format!("/api/v1/submissions/{id}/attachments/1/original"), "").await;
    assert!(status == 200 && sealed.starts_with(b"age-encryption.org/v1"));
    assert_eq!(caller.ask("POST", &format!("/api/v1/submissions/{}/attachments?name=x", Uuid::new_v4()), "x").await.0, 404);
}

/// One grey pixel, after the signature.
const PNG: &[u8] = b"\0\0\0\rIHDR\0\0\0\x01\0\0\0\x01\x08\0\0\0\0\x3a\x7e\x9b\x55\0\0\0\nIDAT\x78\x9c\x63\x60\0\0\0\x02\0\x01\x48\xaf\xa4\x71\0\0\0\0IEND\xae\x42\x60\x82";

#[tokio::test]
async fn only_a_token_gets_in_and_only_as_far_as_it_may() {
    let home = Home::new();
    let server = home.serve();
    let mut caller = Caller::scoped(&home.data(), &server, "submit");
    let id = Uuid::new_v4();
    assert_eq!(caller.submit(&submission(id, "x")).await.unwrap().0, 201);
    let (status, problem) = caller.get(&format!("/api/v1/submissions/{id}")).await;
    assert_eq!((status.as_u16(), problem["code"].as_str()), (403, Some("NOT-ALLOWED")));
    caller.token = "scr_guessed".to_owned();
    let (status, problem) = caller.submit(&submission(id, "x")).await.unwrap();
    assert_eq!((status.as_u16(), problem["code"].as_str()), (401, Some("TOKEN-UNKNOWN")));
    let naked = caller.http.post(format!("{}/api/v1/submissions", caller.url)).body("{}").send().await.unwrap();
    assert_eq!((naked.status().as_u16(), naked.headers()["www-authenticate"].to_str().unwrap()), (401, "Bearer"));
    for open in ["/health", "/ready", "/metrics", "/log/checkpoint", "/log/key", "/log/tile/entries/000.p/1", "/log/tile/0/000.p/1"] {
        let answer = caller.http.get(format!("{}{open}", caller.url)).send().await.unwrap();
        assert_eq!(answer.status(), 200, "{open}");
    }
    let nowhere = caller.http.get(format!("{}/log/tile/0/000", caller.url)).send().await.unwrap();
    assert_eq!(nowhere.status(), 404, "a tile that is not full yet");
}

#[tokio::test]
async fn a_revoked_token_stops_working() {
    let home = Home::new();
    let server = home.serve();
    let caller = Caller::new(&home.data(), &server);
    let arg = home.arg();
    let tokens = super::server::json_of(&["token", "list", "--data-dir", &arg, "--json"]);
    assert!(!tokens.to_string().contains(&caller.token), "a list does not show tokens");
    super::server::json_of(&["token", "revoke", "1", "--data-dir", &arg, "--json"]);
    assert_eq!(caller.get("/api/v1/submissions").await.0, 401);
}

#[tokio::test]
async fn a_repeat_is_one_whatever_was_defined_in_between_and_however_the_id_is_written() {
    let home = Home::new();
    let server = home.serve();
    let caller = Caller::new(&home.data(), &server);
    let id = Uuid::new_v4();
    let body = json!({"id": id, "form": "X", "station": "1", "answers": {"11": "a name", "2": "b"}});
    let (_, receipt) = caller.submit(&body).await.unwrap();
    let define = r#"{"title":"X","sealed":["11"]}"#;
    assert_eq!(caller.ask("PUT", "/api/v1/forms/X", define).await.0, 201);
    assert_eq!(caller.submit(&body).await.unwrap(), (reqwest::StatusCode::OK, receipt.clone()));
    let mut other = body.clone();
    other["id"] = json!(format!("{{{}}}", id.to_string().to_uppercase()));
    assert_eq!(caller.submit(&other).await.unwrap(), (reqwest::StatusCode::OK, receipt));
    other["answers"]["11"] = json!("another name");
    assert_eq!(caller.submit(&other).await.unwrap().0, 409, "what is sealed is compared too");
    // And the other way round: sealed at first, sent again as it was.
    let sealed = json!({"id": Uuid::new_v4(), "form": "X", "station": "1", "answers": {"11": "a name"}, "private": {"n": 1}});
    let (_, first) = caller.submit(&sealed).await.unwrap();
    assert_eq!(caller.submit(&sealed).await.unwrap(), (reqwest::StatusCode::OK, first));
}

#[tokio::test]
async fn nobody_takes_a_seal_away() {
    let home = Home::new();
    let server = home.serve();
    let sender = Caller::scoped(&home.data(), &server, "submit,read");
    let define = r#"{"title":"Incident"}"#;
    assert_eq!(sender.ask("PUT", "/api/v1/forms/INCIDENT", define).await.0, 403, "who sends does not define");
    let caller = Caller::new(&home.data(), &server);
    assert_eq!(caller.ask("PUT", "/api/v1/forms/INCIDENT", define).await.0, 201);
    let id = Uuid::new_v4();
    let body = json!({"id": id, "form": "INCIDENT", "station": "1", "answers": {"01": "x", "12": "the victim"}});
    caller.submit(&body).await.unwrap();
    let (_, one) = caller.get(&format!("/api/v1/submissions/{id}")).await;
    assert_eq!((&one["answers"], &one["private"]), (&json!({"01": "x"}), &json!(true)));
}

#[tokio::test]
async fn odd_addresses_and_long_times_do_no_harm() {
    let home = Home::new();
    let server = home.serve();
    let caller = Caller::new(&home.data(), &server);
    // A bundle whose first entry no number can hold.
    assert_eq!(caller.ask("GET", "/log/tile/entries/x072/x057/x594/x037/x927/935", "").await.0, 404);
    let id = Uuid::new_v4();
    let long = "9".repeat(100_000);
    let body = json!({"id": id, "form": "OPEN", "station": "1", "answers": {}, "captured_at": long});
    assert_eq!(caller.submit(&body).await.unwrap().0, 201);
    let (_, list) = caller.ask("GET", "/api/v1/submissions", "").await;
    assert!(list.len() < 2000, "a list does not hold what is no time");
    let (_, payload) = caller.ask("GET", &format!("/api/v1/submissions/{id}/payload"), "").await;
    assert!(payload.len() > 100_000, "what was sent is kept");
    server.stop();
    assert_eq!(super::server::json_of(&["doctor", "--data-dir", &home.arg(), "--json"])["well"], true);
}

#[tokio::test]
async fn an_erasure_is_asked_for_again_and_finished() {
    let home = Home::new();
    let server = home.serve();
    let caller = Caller::new(&home.data(), &server);
    let (id, other) = (Uuid::new_v4(), Uuid::new_v4());
    for id in [id, other] {
        caller.submit(&submission(id, "x")).await.unwrap();
        let path = format!("/api/v1/submissions/{id}/attachments?name=same.txt");
        assert_eq!(caller.ask("POST", &path, "the same content").await.0, 200);
    }
    let erase = async |id: Uuid| caller.ask("DELETE", &format!("/api/v1/submissions/{id}"), r#"{"reason":"a test"}"#).await;
    let first = erase(id).await;
    assert_eq!((first.0.as_u16(), erase(id).await), (200, first), "the same answer again");
    let path = format!("/api/v1/submissions/{other}/attachments/3/original");
    assert_eq!(caller.ask("GET", &path, "").await.0, 200, "content that another has stays");
    assert_eq!(erase(other).await.0, 200);
    let objects = home.data().join("objects/sealed");
    let left: usize = std::fs::read_dir(objects).unwrap().map(|d| std::fs::read_dir(d.unwrap().path()).unwrap().count()).sum();
    assert_eq!(left, 0, "and goes with the last");
    let late = caller.ask("POST", &format!("/api/v1/submissions/{id}/attachments?name=late.txt"), "late").await;
    assert_eq!(late.0, 410);
}

#[tokio::test]
async fn content_of_what_was_refused_does_not_stay() {
    let home = Home::new();
    let server = home.serve();
    let caller = Caller::new(&home.data(), &server);
    let id = Uuid::new_v4();
    caller.submit(&submission(id, "first")).await.unwrap();
    let part = |name: &str, content: &str| {
        format!("--b\r\ncontent-disposition: form-data; name=\"{name}\"; filename=\"{name}\"\r\n\r\n{content}\r\n")
    };
    let send = async |form: String| {
        let request = caller.http.post(format!("{}/api/v1/submissions", caller.url)).bearer_auth(&caller.token);
        request.header("content-type", "multipart/form-data; boundary=b").body(form).send().await.unwrap().status().as_u16()
    };
    let conflict = format!("{}{}--b--\r\n", part("s", &submission(id, "second").to_string()), part("a.txt", "refused with a conflict"));
    assert_eq!(send(conflict).await, 409);
    let cut = format!(
        "{}{}--b\r\n",
        part("s", &submission(Uuid::new_v4(), "x").to_string()),
        part("a.txt", "refused for a part that is not whole")
    );
    assert_eq!(send(cut).await, 400);
    let left = || {
        let folders = std::fs::read_dir(home.data().join("objects/sealed")).into_iter().flatten();
        folders.map(|folder| std::fs::read_dir(folder.unwrap().path()).unwrap().count()).sum::<usize>()
    };
    for _ in 0..100 {
        if left() == 0 {
            return;
        }
        tokio::time::sleep(std::time::Duration::from_millis(20)).await;
    }
    panic!("{} files are left", left());
}
