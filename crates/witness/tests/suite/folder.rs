//! A witness that cannot tell what it cosigned does not start.

use std::fs;
use std::path::Path;

use tempfile::TempDir;
use tlog::note::Algorithm;
use tlog::{SignerKey, VerifierKey};
use witness::folder::FolderError;
use witness::service::Service;

use crate::common::{NAME, Served, honest, public, request};

fn open(folder: &Path) -> Result<Service, FolderError> {
    Service::open(folder, None, vec![public()])
}

fn code(folder: &Path) -> &'static str {
    let error = open(folder).unwrap_err();
    assert!(!error.remedy().is_empty() && !error.to_string().is_empty());
    error.code()
}

/// A folder of a witness that cosigned 10 entries.
async fn used() -> TempDir {
    let folder = TempDir::new().unwrap();
    let witness = Served::start(folder.path()).await;
    assert_eq!(witness.ask(&request(&honest(10), 0, 10)).await.0, 200);
    witness.stop().await;
    folder
}

#[tokio::test]
async fn damaged_memory_is_refused_wherever_the_byte_is() {
    let folder = used().await;
    let file = folder.path().join("logs/example.org%2flog/latest");
    let whole = fs::read(&file).unwrap();
    // The log's own signature is for whoever reads the file; every other byte is vouched for by the witness's.
    let vouched = whole.len() - String::from_utf8_lossy(&whole).lines().last().unwrap().len() - 1;
    for at in 0..vouched {
        let mut bytes = whole.clone();
        bytes[at] ^= 1;
        fs::write(&file, bytes).unwrap();
        assert_eq!(code(folder.path()), "WITNESS-STATE-DAMAGED", "byte {at}");
    }
    for cut in [0, 1, whole.len() / 2, whole.len() - 1] {
        fs::write(&file, &whole[..cut]).unwrap();
        assert_eq!(code(folder.path()), "WITNESS-STATE-DAMAGED", "{cut} bytes");
    }
    fs::remove_file(&file).unwrap();
    assert_eq!(code(folder.path()), "WITNESS-STATE-DAMAGED");
    fs::write(&file, whole).unwrap();
    assert_eq!(open(folder.path()).unwrap().status().unwrap().logs[0].size, 10);
}

#[tokio::test]
async fn damage_while_it_runs_stops_cosigning() {
    let folder = TempDir::new().unwrap();
    let (witness, tree) = (Served::start(folder.path()).await, honest(20));
    assert_eq!(witness.ask(&request(&tree, 0, 10)).await.0, 200);
    let file = folder.path().join("logs/example.org%2flog/latest");
    let whole = fs::read(&file).unwrap();
    fs::write(&file, "").unwrap();
    let (status, body) = witness.ask(&request(&tree, 10, 20)).await;
    assert_eq!(status, 500);
    assert!(body.starts_with("WITNESS-STATE-DAMAGED") && !body.contains("latest"), "{body}");
    assert_eq!(witness.health().await, 503);
    fs::write(&file, whole).unwrap();
    assert_eq!(witness.ask(&request(&tree, 10, 20)).await.0, 200);
}

#[cfg(unix)]
#[tokio::test]
async fn nothing_is_cosigned_that_cannot_be_written() {
    let folder = used().await;
    let witness = Served::start(folder.path()).await;
    let log = folder.path().join("logs/example.org%2flog");
    // A folder in the place of the unfinished file: writing fails, whoever runs the test.
    fs::create_dir(log.join(".latest.new")).unwrap();
    assert_eq!(witness.ask(&request(&honest(20), 10, 20)).await.0, 500);
    assert_eq!(witness.ask(&request(&honest(20), 10, 10)).await.0, 200, "what is known is cosigned again without writing");
    fs::remove_dir(log.join(".latest.new")).unwrap();
    assert_eq!(witness.ask(&request(&honest(20), 10, 20)).await.0, 200);
}

#[tokio::test]
async fn a_folder_has_one_witness_at_a_time() {
    let folder = TempDir::new().unwrap();
    let witness = Served::start(folder.path()).await;
    assert_eq!(code(folder.path()), "WITNESS-FOLDER-IN-USE");
    witness.stop().await;
    open(folder.path()).unwrap();
}

#[tokio::test]
async fn a_key_is_made_once_and_never_again() {
    let folder = TempDir::new().unwrap();
    assert_eq!(code(folder.path()), "WITNESS-NAME-NONE");
    let name = |name| Service::open(folder.path(), Some(name), vec![public()]);
    assert_eq!(name("a name").unwrap_err().code(), "WITNESS-NAME");
    let key = name(NAME).unwrap().verifier().clone();
    assert_eq!(name(NAME).unwrap().verifier(), &key);
    assert_eq!(name("other.example/w").unwrap_err().code(), "WITNESS-NAME-OTHER");

    let (private, published) = (folder.path().join("witness.key"), folder.path().join("witness.pub"));
    assert_eq!(VerifierKey::parse(fs::read_to_string(&published).unwrap().trim_end()).unwrap(), key);
    assert_eq!(key.algorithm(), Algorithm::CosignatureV1);
    let text = fs::read_to_string(&private).unwrap();
    fs::write(&private, text.replace("PRIVATE+KEY+", "")).unwrap();
    assert_eq!(code(folder.path()), "WITNESS-KEY-DAMAGED");
    fs::write(&private, SignerKey::from_seed(NAME, Algorithm::Ed25519, &[1; 32]).unwrap().reveal()).unwrap();
    assert_eq!(code(folder.path()), "WITNESS-KEY-DAMAGED");
    fs::remove_file(&private).unwrap();
    assert_eq!(name(NAME).unwrap_err().code(), "WITNESS-KEY-MISSING");

    let another = TempDir::new().unwrap();
    assert_ne!(Service::open(another.path(), Some(NAME), Vec::new()).unwrap().verifier(), &key);
}

#[cfg(unix)]
#[tokio::test]
async fn the_private_key_is_its_owners_alone() {
    use std::os::unix::fs::PermissionsExt as _;
    let folder = used().await;
    let path = folder.path().join("witness.key");
    let mode = |mode| fs::set_permissions(&path, fs::Permissions::from_mode(mode)).unwrap();
    assert_eq!(fs::metadata(&path).unwrap().permissions().mode() & 0o777, 0o600);
    mode(0o644);
    assert_eq!(code(folder.path()), "WITNESS-KEY-OPEN");
    mode(0o400);
    open(folder.path()).unwrap();
}

#[tokio::test]
async fn logs_can_be_added_and_left_out() {
    let folder = used().await;
    let second = SignerKey::from_seed("example.org/second", Algorithm::Ed25519, &[2; 32]).unwrap().verifier().clone();
    let status = Service::open(folder.path(), None, vec![second.clone(), public(), second.clone()]).unwrap().status().unwrap();
    assert_eq!(status.logs.iter().map(|log| (log.size, log.keys.len())).collect::<Vec<_>>(), [(10, 1), (0, 1)]);
    assert_eq!(Service::open(folder.path(), None, vec![second]).unwrap().status().unwrap().logs.len(), 1);
    assert_eq!(open(folder.path()).unwrap().status().unwrap().logs[0].size, 10, "what was left out for a while is not forgotten");
    let wrong = SignerKey::from_seed("w", Algorithm::CosignatureV1, &[2; 32]).unwrap().verifier().clone();
    assert_eq!(Service::open(folder.path(), None, vec![wrong]).unwrap_err().code(), "WITNESS-LOG-KEY");
}
