//! The service over a socket: what it cosigns, what it refuses, and that it never forgets.

use std::fs;

use tempfile::TempDir;
use tlog::note::{Algorithm, parse_signatures};
use tlog::witness::AddCheckpoint;
use tlog::{Checkpoint, Hash, SignedCheckpoint, SignerKey, VerifierKey};

use crate::common::{ORIGIN, Served, honest, log_key, request, sign, signed, tree};

/// Whether the body is a cosignature of the checkpoint.
fn is_cosigned(key: &VerifierKey, checkpoint: &SignedCheckpoint, body: &str) -> bool {
    let mut signed = checkpoint.clone();
    parse_signatures(body).unwrap().into_iter().for_each(|line| signed.add(line));
    signed.cosignature(key).unwrap().is_some()
}

#[tokio::test]
async fn a_log_is_followed_and_the_same_again_is_cosigned_again() {
    let folder = TempDir::new().unwrap();
    let (witness, tree) = (Served::start(folder.path()).await, honest(50));
    let before = witness.status().await;
    assert_eq!((&before["logs"][0]["size"], &before["logs"][0]["root"]), (&0.into(), &serde_json::Value::Null));
    for (old, new) in [(0, 0), (0, 7), (7, 7), (7, 8), (8, 50), (50, 50)] {
        let request = request(&tree, old, new);
        let (status, kind, body) = witness.post(request.to_string()).await;
        assert_eq!((status, kind.as_str()), (200, "text/plain; charset=utf-8"), "{old} to {new}: {body}");
        assert!(body.ends_with('\n') && is_cosigned(&witness.key, &request.checkpoint, &body), "{body}");
    }
    let status = witness.status().await;
    assert_eq!(status["witness"], witness.key.to_string());
    let log = &status["logs"][0];
    assert_eq!((&log["origin"], &log["size"]), (&ORIGIN.into(), &50.into()));
    assert_eq!(log["root"], signed(&tree, 50).checkpoint().root().to_string());
    assert_eq!(status["refused"], serde_json::json!({"forks": 0, "unproven": 0}));
    assert_eq!(witness.health().await, 200);
}

#[tokio::test]
async fn what_the_specification_refuses() {
    let folder = TempDir::new().unwrap();
    let (witness, tree) = (Served::start(folder.path()).await, honest(20));
    assert_eq!(witness.ask(&request(&tree, 0, 10)).await.0, 200);

    let (status, kind, body) = witness.post(request(&tree, 5, 20).to_string()).await;
    assert_eq!((status, kind.as_str(), body.as_str()), (409, "text/x.tlog.size", "10\n"));
    let other = SignerKey::from_seed("example.org/other", Algorithm::Ed25519, &[5; 32]).unwrap();
    let unknown = Checkpoint::new("example.org/other", 20, Hash([1; 32])).unwrap().sign(&other).unwrap();
    let impostor = SignerKey::from_seed(ORIGIN, Algorithm::Ed25519, &[5; 32]).unwrap();
    let unsigned = Checkpoint::new(ORIGIN, 20, Hash([1; 32])).unwrap().sign(&impostor).unwrap();
    let mut bad = signed(&tree, 20).to_string();
    bad = bad.replacen("\n20\n", "\n19\n", 1);
    let bad = SignedCheckpoint::parse(bad.as_bytes()).unwrap();
    let with = |old, checkpoint| AddCheckpoint { old, proof: Vec::new(), checkpoint };
    for (request, status, code) in [
        (with(10, unknown), 404, "TLOG-WITNESS-UNKNOWN-LOG"),
        (with(10, unsigned), 403, "TLOG-WITNESS-UNSIGNED"),
        (with(10, bad), 403, "TLOG-WITNESS-UNSIGNED"),
        (with(10, signed(&tree, 9)), 400, "TLOG-WITNESS-BACKWARDS"),
        (with(10, sign(10, Hash([1; 32]))), 409, "TLOG-WITNESS-FORK"),
        (with(10, sign(20, Hash([1; 32]))), 422, "TLOG-WITNESS-INCONSISTENT"),
    ] {
        let (got, kind, body) = witness.post(request.to_string()).await;
        assert_eq!((got, kind.as_str()), (status, "text/plain; charset=utf-8"), "{body}");
        assert!(body.starts_with(code), "{body}");
    }
    assert_eq!(witness.post("old 1\n").await.0, 400);
    assert_eq!(witness.post(vec![b'x'; witness::service::LONGEST + 1]).await.0, 413);
    assert_eq!(witness.ask(&request(&tree, 10, 20)).await.0, 200, "nothing of this changed what it knows");
}

#[tokio::test]
async fn a_fork_is_refused_and_kept_once() {
    let folder = TempDir::new().unwrap();
    let (witness, tree, other) = (Served::start(folder.path()).await, honest(30), tree(30, 5));
    assert_eq!(witness.ask(&request(&tree, 0, 10)).await.0, 200);
    let fork = AddCheckpoint { old: 10, proof: Vec::new(), checkpoint: signed(&other, 10) };
    for _ in 0..3 {
        assert_eq!(witness.ask(&fork).await.0, 409);
    }
    assert_eq!(witness.ask(&request(&other, 10, 30)).await.0, 422);
    assert_eq!(witness.status().await["logs"][0]["refused"], serde_json::json!({"forks": 1, "unproven": 1}));

    let kept = folder.path().join("forks/example.org%2flog");
    let mut names: Vec<String> = fs::read_dir(&kept).unwrap().map(|name| name.unwrap().file_name().into_string().unwrap()).collect();
    names.sort();
    assert!(names.len() == 2 && names[0].starts_with("fork-10-") && names[1].starts_with("unproven-30-"), "{names:?}");
    let read = |name: &str| fs::read(kept.join(&names[0]).join(name)).unwrap();
    let (cosigned, refused) = (SignedCheckpoint::parse(&read("cosigned")).unwrap(), SignedCheckpoint::parse(&read("refused")).unwrap());
    for checkpoint in [&cosigned, &refused] {
        checkpoint.verify(log_key().verifier()).unwrap();
        assert_eq!(checkpoint.checkpoint().size(), 10);
    }
    assert_ne!(cosigned.checkpoint().root(), refused.checkpoint().root());
    assert!(cosigned.cosignature(&witness.key).unwrap().is_some());
    assert_eq!(read("request"), fork.to_string().into_bytes());
    witness.stop().await;
    let witness = Served::start(folder.path()).await;
    assert_eq!(witness.status().await["refused"], serde_json::json!({"forks": 1, "unproven": 1}), "counted again at the start");
}

/// What cannot be kept is refused all the same.
#[tokio::test]
async fn a_fork_is_refused_where_nothing_can_be_kept() {
    let folder = TempDir::new().unwrap();
    let witness = Served::start(folder.path()).await;
    assert_eq!(witness.ask(&request(&honest(10), 0, 10)).await.0, 200);
    // A file in the place of the folder: writing fails, whoever runs the test.
    fs::write(folder.path().join("forks/example.org%2flog"), "").unwrap();
    let fork = AddCheckpoint { old: 10, proof: Vec::new(), checkpoint: signed(&tree(10, 5), 10) };
    let (status, body) = witness.ask(&fork).await;
    assert!(status == 409 && body.starts_with("TLOG-WITNESS-FORK"), "{body}");
    assert_eq!(witness.status().await["refused"]["forks"], 0);
}

/// Whoever shows a fork need not know what the witness knows.
#[tokio::test]
async fn another_root_of_the_known_size_is_kept_whatever_the_request_says() {
    let folder = TempDir::new().unwrap();
    let (witness, other) = (Served::start(folder.path()).await, tree(10, 5));
    assert_eq!(witness.ask(&request(&honest(10), 0, 10)).await.0, 200);
    let (status, body) = witness.ask(&request(&other, 0, 10)).await;
    assert_eq!((status, body.as_str()), (409, "10\n"));
    assert_eq!(witness.status().await["refused"]["forks"], 1);
}

/// The answer was lost, the power too: what was written before the answer is what counts.
#[tokio::test]
async fn a_witness_that_is_started_again_knows_what_it_cosigned() {
    let folder = TempDir::new().unwrap();
    let (tree, other) = (honest(30), tree(30, 5));
    let witness = Served::start(folder.path()).await;
    let key = witness.key.clone();
    assert_eq!(witness.ask(&request(&tree, 0, 20)).await.0, 200);
    witness.stop().await;
    // A write that was cut off leaves a file behind that nobody reads.
    fs::write(folder.path().join("logs/example.org%2flog/.latest.new"), "exam").unwrap();

    let witness = Served::start(folder.path()).await;
    assert_eq!(witness.key, key);
    let fork = AddCheckpoint { old: 20, proof: Vec::new(), checkpoint: signed(&other, 20) };
    assert_eq!(witness.ask(&fork).await.0, 409);
    assert_eq!(witness.ask(&request(&other, 20, 30)).await.0, 422);
    assert_eq!(
        witness.ask(&request(&tree, 0, 20)).await,
        (409, "20\n".to_owned()),
        "the client that did not get the answer learns the size"
    );
    assert_eq!(witness.ask(&request(&tree, 20, 20)).await.0, 200);
    assert_eq!(witness.ask(&request(&tree, 20, 30)).await.0, 200);
}

#[tokio::test]
async fn a_hundred_signatures_of_others_do_not_harm_the_memory() {
    let folder = TempDir::new().unwrap();
    let witness = Served::start(folder.path()).await;
    let mut request = request(&honest(10), 0, 10);
    for number in 0..99 {
        let stranger = SignerKey::from_seed(&format!("stranger/{number}"), Algorithm::CosignatureV1, &[number; 32]).unwrap();
        request.checkpoint.add(tlog::cosign::sign(&stranger, request.checkpoint.checkpoint(), 1).unwrap());
    }
    assert_eq!(witness.ask(&request).await.0, 200);
    assert_eq!(witness.health().await, 200);
    witness.stop().await;
    assert_eq!(Served::start(folder.path()).await.status().await["logs"][0]["size"], 10);
}

/// Two histories at the same time: whatever the order, one of them is cosigned, and only that.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn requests_at_the_same_time_are_decided_one_by_one() {
    let folder = TempDir::new().unwrap();
    let witness = Served::start(folder.path()).await;
    let (honest, other) = (honest(40), tree(40, 0));
    let asked: Vec<AddCheckpoint> = (1..=40).flat_map(|size| [request(&honest, 0, size), request(&other, 0, size)]).collect();
    let witness = std::sync::Arc::new(witness);
    let mut running = Vec::new();
    for request in asked {
        let witness = std::sync::Arc::clone(&witness);
        running.push(tokio::spawn(async move { witness.ask(&request).await.0 }));
    }
    let mut cosigned = 0;
    for request in running {
        let status = request.await.unwrap();
        assert!(matches!(status, 200 | 409), "{status}");
        cosigned += u64::from(status == 200);
    }
    assert_eq!(cosigned, 1, "all but the first have the wrong old size");
}
