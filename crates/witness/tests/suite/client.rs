//! A log asks for cosignatures, from witnesses of every temper.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use axum::Router;
use axum::http::StatusCode;
use axum::routing::post;
use tempfile::TempDir;
use tlog::note::Algorithm;
use tlog::tree::TreeError;
use tlog::{Hash, SignerKey, cosign};
use witness::client::{ClientError, Cosigned, WitnessAddress, cosign as ask, proofs};

use crate::common::{Running, Served, honest, http, public, sign, signed, tree};

fn key() -> SignerKey {
    SignerKey::from_seed("rival.example/w", Algorithm::CosignatureV1, &[9; 32]).unwrap()
}

/// Asks a witness that always answers so.
async fn answered(status: u16, kind: &'static str, body: impl Into<String>) -> Result<Cosigned, ClientError> {
    let (status, body) = (StatusCode::from_u16(status).unwrap(), body.into());
    let router = Router::new().route("/add-checkpoint", post(move || async move { (status, [("content-type", kind)], body) }));
    let server = Running::serve(router).await;
    let witness = WitnessAddress::new(&server.url(), key().verifier().clone()).unwrap();
    let tree = honest(20);
    ask(&http(), &witness, 5, &signed(&tree, 10), proofs(&tree)).await
}

#[tokio::test]
async fn a_witness_cosigns_whatever_the_log_remembers_of_it() {
    let folder = TempDir::new().unwrap();
    let (witness, tree) = (Served::start(folder.path()).await, honest(40));
    // Too little, right, too much, and more than there is.
    for (known, size) in [(3, 10), (10, 20), (5, 30), (35, 40), (99, 40)] {
        let mut checkpoint = signed(&tree, size);
        let cosigned = ask(&http(), &witness.address(), known, &checkpoint, proofs(&tree)).await.unwrap();
        checkpoint.add(cosigned.signature);
        assert_eq!(checkpoint.cosignature(&witness.key).unwrap().unwrap().time, cosigned.time);
        checkpoint.verify(&public()).unwrap();
    }
}

#[tokio::test]
async fn a_log_that_was_rewritten_or_set_back_is_told_so() {
    let folder = TempDir::new().unwrap();
    let (witness, honest, other) = (Served::start(folder.path()).await, honest(40), tree(40, 5));
    ask(&http(), &witness.address(), 0, &signed(&honest, 20), proofs(&honest)).await.unwrap();
    for (size, code) in [(20, "WITNESS-FORK"), (40, "WITNESS-FORK"), (10, "WITNESS-AHEAD")] {
        let error = ask(&http(), &witness.address(), 0, &signed(&other, size), proofs(&other)).await.unwrap_err();
        assert_eq!(error.code(), code, "{error}");
        assert!(error.to_string().contains("coalition.example/witness") && !error.remedy().is_empty(), "{error}");
    }
}

#[tokio::test]
async fn only_a_cosignature_that_verifies_is_given_back() {
    let tree = honest(20);
    let line = |key: &SignerKey, size| format!("{}\n", cosign::sign(key, signed(&tree, size).checkpoint(), 77).unwrap());
    let other = SignerKey::from_seed("rival.example/w", Algorithm::CosignatureV1, &[8; 32]).unwrap();
    let both = format!("{}{}", line(&other, 10), line(&key(), 10));
    assert_eq!(answered(200, "text/plain", both).await.unwrap().time, 77);
    for (body, code) in [
        (line(&other, 10), "WITNESS-COSIGNATURE-NONE"),
        (line(&key(), 11), "WITNESS-COSIGNATURE-BAD"),
        (String::new(), "WITNESS-ANSWER"),
        ("<html>welcome</html>\n".to_owned(), "WITNESS-ANSWER"),
        ("x".repeat(100_000), "WITNESS-ANSWER"),
    ] {
        assert_eq!(answered(200, "text/plain", body).await.unwrap_err().code(), code);
    }
}

#[tokio::test]
async fn every_other_answer_has_its_error() {
    for (status, kind, body, code) in [
        (404, "text/plain", "", "WITNESS-LOG-UNKNOWN"),
        (403, "text/plain", "", "WITNESS-LOG-UNSIGNED"),
        (409, "text/plain", "", "WITNESS-FORK"),
        (422, "text/plain", "", "WITNESS-FORK"),
        (409, "text/x.tlog.size", "11\n", "WITNESS-AHEAD"),
        (409, "text/x.tlog.size", "7\n", "WITNESS-UNSETTLED"),
        (409, "text/x.tlog.size", "5\n", "WITNESS-UNSETTLED"),
        (409, "text/x.tlog.size", "-1\n", "WITNESS-ANSWER"),
        (307, "text/plain", "", "WITNESS-STATUS"),
        (500, "text/plain", "", "WITNESS-STATUS"),
    ] {
        assert_eq!(answered(status, kind, body).await.unwrap_err().code(), code, "{status} {body}");
    }
    let error = answered(503, "text/plain", "down \u{1b}[2J\u{202E}now\nand then").await.unwrap_err().to_string();
    assert!(error.contains("503: down  [2Jnow and then"), "{error:?}");
}

#[tokio::test]
async fn a_size_that_changes_is_asked_for_once() {
    let asked = Arc::new(AtomicU64::new(0));
    let counted = Arc::clone(&asked);
    let handler = move || async move {
        let size = 6 + counted.fetch_add(1, Ordering::Relaxed);
        (StatusCode::CONFLICT, [("content-type", "text/x.tlog.size")], format!("{size}\n"))
    };
    let server = Running::serve(Router::new().route("/deep/er/add-checkpoint", post(handler))).await;
    let witness = WitnessAddress::new(&format!("{}/deep/er", server.url()), key().verifier().clone()).unwrap();
    let tree = honest(20);
    let error = ask(&http(), &witness, 5, &signed(&tree, 10), proofs(&tree)).await.unwrap_err();
    assert_eq!((error.code(), asked.load(Ordering::Relaxed)), ("WITNESS-UNSETTLED", 2));
}

#[tokio::test]
async fn what_cannot_be_asked() {
    let witness = |url: &str| WitnessAddress::new(url, key().verifier().clone());
    assert_eq!(witness("rival.example/w").unwrap_err().code(), "WITNESS-ADDRESS");
    assert_eq!(WitnessAddress::new("http://127.0.0.1:1/", public()).unwrap_err().code(), "WITNESS-KEY");
    let (nobody, tree) = (witness("http://127.0.0.1:1/").unwrap(), honest(5));
    let error = ask(&http(), &nobody, 0, &signed(&tree, 5), proofs(&tree)).await.unwrap_err();
    assert_eq!(error.code(), "WITNESS-UNREACHABLE");
    assert!(error.to_string().contains("rival.example/w"), "{error}");
    let broken = |level, index| async move { Err::<Vec<Hash>, _>(TreeError::NoNode { level: u8::try_from(level).unwrap(), index }) };
    let error = ask(&http(), &nobody, 1, &sign(5, Hash([1; 32])), broken).await.unwrap_err();
    assert_eq!(error.code(), "WITNESS-PROOF");
}

/// A server asks from a task of its own.
#[tokio::test]
async fn asking_can_be_a_task() {
    let folder = TempDir::new().unwrap();
    let witness = Served::start(folder.path()).await;
    let (address, tree) = (witness.address(), Arc::new(honest(5)));
    let task = tokio::spawn(async move {
        let proof = |old, new| {
            let tree = Arc::clone(&tree);
            async move { tlog::tree::prove_consistency(&*tree, old, new) }
        };
        ask(&http(), &address, 0, &signed(&tree, 5), proof).await
    });
    assert!(task.await.unwrap().is_ok());
}
