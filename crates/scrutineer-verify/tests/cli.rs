//! The program from outside: what it accepts, what it names, and its exit status.

#![allow(clippy::unwrap_used, reason = "a test may stop at the first surprise")]

use std::fs;
use std::path::Path;

use assert_cmd::Command;
use tempfile::TempDir;
use tlog::folder::Folder;
use tlog::note::Algorithm;
use tlog::proof::LogProof;
use tlog::tile::TiledTree;
use tlog::writer::LogWriter;
use tlog::{Checkpoint, SignerKey, cosign};

const SIZE: u64 = 300;

fn key() -> SignerKey {
    SignerKey::from_seed("example.org/log", Algorithm::Ed25519, &[1; 32]).unwrap()
}

fn witness() -> SignerKey {
    SignerKey::from_seed("example.org/rival", Algorithm::CosignatureV1, &[2; 32]).unwrap()
}

fn entry(number: u64) -> String {
    format!("entry number {number}")
}

/// A folder with a log, a policy that it meets, one that it does not, and receipts with and without their entry.
fn folder() -> TempDir {
    let folder = TempDir::new().unwrap();
    let at = |path: &str| folder.path().join(path);
    let mut log = LogWriter::new();
    for number in 0..SIZE {
        log.append(entry(number).as_bytes()).unwrap();
    }
    for (resource, bytes) in log.take() {
        let path = at(&resource.to_string());
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, bytes).unwrap();
    }
    let mut signed = Checkpoint::new(key().name(), SIZE, log.root()).unwrap().sign(&key()).unwrap();
    signed.add(cosign::sign(&witness(), signed.checkpoint(), 1_700_000_000).unwrap());
    fs::write(at("checkpoint"), signed.to_string()).unwrap();
    let other = SignerKey::from_seed("example.org/third", Algorithm::CosignatureV1, &[3; 32]).unwrap();
    fs::write(at("met"), format!("witness rival {}\nquorum rival\n", witness().verifier())).unwrap();
    fs::write(at("unmet"), format!("witness third {}\nquorum third\n", other.verifier())).unwrap();
    fs::write(at("broken"), "quorum nobody\n").unwrap();
    let tree = TiledTree::new(Folder::new(folder.path()), SIZE);
    for (name, extra) in [("bare.tlog-proof", None), ("whole.tlog-proof", Some(entry(260).into_bytes()))] {
        fs::write(at(name), LogProof::make(&tree, 260, signed.clone(), extra).unwrap().to_string()).unwrap();
    }
    fs::write(at("entry"), entry(260)).unwrap();
    folder
}

/// Runs the program in the folder; `KEY` stands for the log's key. Answers exit status, output and errors.
fn run(folder: &Path, words: &[&str]) -> (i32, String, String) {
    let key = key().verifier().to_string();
    let words = words.iter().map(|word| word.replace("KEY", &key));
    let output = Command::new(env!("CARGO_BIN_EXE_scrutineer-verify")).current_dir(folder).args(words).output().unwrap();
    let text = |bytes: &[u8]| String::from_utf8(bytes.to_vec()).unwrap();
    (output.status.code().unwrap(), text(&output.stdout), text(&output.stderr))
}

#[test]
fn what_verifies() {
    let folder = folder();
    for (words, says) in [
        (&["log", ".", "--key", "KEY"][..], "300 entries (4690 bytes), 2 bundles, 3 tiles"),
        (&["log", "--policy=met", "--key=KEY", "."], "Cosigned by example.org/rival."),
        (
            &["proof", "whole.tlog-proof", "--key", "KEY"],
            "The entry (16 bytes, from the receipt itself) is entry 260 of the log `example.org/log`",
        ),
        (&["proof", "bare.tlog-proof", "--key", "KEY", "--entry", "entry", "--policy", "met"], "from the file given"),
        (&["checkpoint", "checkpoint", "--key", "KEY", "--policy", "met"], "signed its tree of 300 entries"),
    ] {
        let (status, out, err) = run(folder.path(), words);
        assert_eq!((status, err.as_str()), (0, ""), "{words:?}");
        assert!(out.contains(says) && out.lines().count() == 1, "{out}");
    }
}

#[test]
fn what_does_not_verify_is_named() {
    let folder = folder();
    let bundle = folder.path().join("tile/entries/001.p/44");
    let mut bytes = fs::read(&bundle).unwrap();
    bytes[2 * 17 + 5] ^= 1;
    fs::write(&bundle, bytes).unwrap();
    fs::write(folder.path().join("other"), entry(261)).unwrap();
    for (words, code, says) in [
        (&["log", ".", "--key", "KEY"][..], "TLOG-ENTRY-ALTERED", "entry 258 in `tile/entries/001.p/44` was altered"),
        (&["log", ".", "--key", "KEY", "--policy", "unmet"], "TLOG-POLICY-QUORUM", "the quorum `third` is not reached"),
        (&["proof", "bare.tlog-proof", "--key", "KEY", "--entry", "other"], "TLOG-PROOF-ROOT", "entry 260 is not shown"),
        (&["proof", "checkpoint", "--key", "KEY"], "TLOG-RECEIPT-HEADER", "the first line is not"),
        (&["log", "nowhere", "--key", "KEY"], "VERIFY-FILE", "cannot be read"),
        (&["log", ".", "--key", "KEY", "--policy", "broken"], "TLOG-POLICY-UNDEFINED", "line 1 of the policy"),
    ] {
        let (status, out, err) = run(folder.path(), words);
        assert_eq!((status, out.as_str()), (1, ""), "{words:?}");
        assert!(err.contains(&format!("[{code}]")) && err.contains(says) && err.lines().count() == 3, "{err}");
    }
}

#[test]
fn json_names_it_for_programs() {
    let folder = folder();
    let (status, out, _) = run(folder.path(), &["log", ".", "--key", "KEY", "--json", "--policy", "met"]);
    let value: serde_json::Value = serde_json::from_str(&out).unwrap();
    assert_eq!((status, &value["verified"], &value["log"]["size"]), (0, &true.into(), &300.into()));
    assert_eq!(value["log"]["cosignatures"][0]["time"], 1_700_000_000);
    fs::write(folder.path().join("tile/entries/000"), "").unwrap();
    let (status, out, err) = run(folder.path(), &["log", ".", "--key", "KEY", "--json"]);
    let value: serde_json::Value = serde_json::from_str(&out).unwrap();
    assert_eq!((status, err.as_str(), &value["verified"]), (1, "", &false.into()));
    assert_eq!((&value["code"], &value["entry"], &value["path"]), (&"TLOG-ENTRY-CUT-OFF".into(), &0.into(), &"tile/entries/000".into()));
    assert!(value["remedy"].as_str().unwrap().len() > 20);
}

/// The names in a checkpoint are other people's.
#[test]
fn nothing_from_a_file_steers_the_terminal() {
    let hostile = "example.org/\u{202E}gol\u{9b}2J";
    let key = SignerKey::from_seed(hostile, Algorithm::Ed25519, &[1; 32]).unwrap();
    let signed = Checkpoint::new(hostile, 1, tlog::Hash([1; 32])).unwrap().sign(&key).unwrap();
    let folder = TempDir::new().unwrap();
    fs::write(folder.path().join("checkpoint"), signed.to_string()).unwrap();
    let own = key.verifier().to_string();
    for (words, status) in [
        (&["checkpoint", "checkpoint", "--key", own.as_str()][..], 0),
        (&["checkpoint", "checkpoint", "--key", &own, "--json"], 0),
        (&["checkpoint", "checkpoint", "--key", "KEY"], 1),
        (&["checkpoint", "checkpoint", "--key", "KEY", "--json"], 1),
    ] {
        let (got, out, err) = run(folder.path(), words);
        assert_eq!(got, status, "{words:?}: {err}");
        assert!(!format!("{out}{err}").chars().any(|c| c != '\n' && (c.is_control() || c == '\u{202E}')), "{out:?} {err:?}");
        if words.contains(&"--json") {
            let document: serde_json::Value = serde_json::from_str(&out).unwrap();
            assert!(document.to_string().contains(hostile), "JSON says the same, escaped");
        }
    }
}

#[test]
fn what_is_not_understood() {
    let folder = folder();
    for words in [
        &[][..],
        &["verify", "."],
        &["log", "--key", "KEY"],
        &["log", "."],
        &["log", ".", "--key"],
        &["log", ".", "--key", "KEY", "--key", "KEY"],
        &["log", ".", "..", "--key", "KEY"],
        &["log", ".", "--key", "KEY", "--fast"],
        &["log", ".", "--key", "KEY", "--entry", "entry"],
        &["log", ".", "--key", "example.org/log+00000000+AAAA"],
        &["proof", "bare.tlog-proof", "--key", "KEY"],
    ] {
        let (status, out, err) = run(folder.path(), words);
        assert_eq!((status, out.as_str()), (2, ""), "{words:?}");
        assert!(!err.is_empty());
    }
    let (status, out, _) = run(folder.path(), &["--help"]);
    assert!(status == 0 && out.contains("Exit status: 0 verified, 1 does not verify, 2"));
    assert_eq!(run(folder.path(), &["--version"]).1, concat!("scrutineer-verify ", env!("CARGO_PKG_VERSION"), "\n"));
}
