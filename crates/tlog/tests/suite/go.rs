//! Go's reference packages, as Debian ships them, verify a log that was written here (see `tests/go/verify.sh`).

use std::path::Path;
use std::process::{Command, Output};
use std::{env, fs};

use tempfile::TempDir;
use tlog::{SignedCheckpoint, cosign};

use crate::common::{Store, entry, log, log_key, witness_key};

fn write(folder: &Path, store: &Store, signed: &SignedCheckpoint) {
    for (path, bytes) in &store.0 {
        let path = folder.join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, bytes).unwrap();
    }
    fs::write(folder.join("checkpoint"), signed.to_string()).unwrap();
}

fn verify(folder: &Path) -> Output {
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/go/verify.sh");
    let (log, witness) = (log_key().verifier().to_string(), witness_key(1).verifier().to_string());
    Command::new(script).arg(folder).args([log, witness]).output().unwrap()
}

#[test]
fn go_verifies_70_000_entries_and_names_an_altered_one() {
    let (store, mut signed) = log(70_000);
    signed.add(cosign::sign(&witness_key(1), signed.checkpoint(), 1_700_000_000).unwrap());
    let folder = TempDir::new().unwrap();
    write(folder.path(), &store, &signed);
    let good = verify(folder.path());
    if good.status.code() == Some(77) {
        println!("SKIPPED: {}", String::from_utf8_lossy(&good.stderr).trim());
        return;
    }
    let said = String::from_utf8_lossy(&good.stdout).into_owned();
    assert_eq!(said, "VERIFIED: 70000 entries of example.org/log\n", "{}", String::from_utf8_lossy(&good.stderr));

    // One byte of entry 31,490, the third of its bundle.
    assert!(entry(31_490).len() > 4);
    let at: usize = (31_488..31_490).map(|number| 2 + entry(number).len()).sum();
    let mut bytes = store.0["tile/entries/123"].clone();
    bytes[at + 2 + 3] ^= 1;
    fs::write(folder.path().join("tile/entries/123"), &bytes).unwrap();
    let bad = verify(folder.path());
    assert_eq!((bad.status.code(), String::from_utf8_lossy(&bad.stdout).as_ref()), (Some(1), "REFUSED: entry 31490 was altered\n"));
}
