//! A full disk and a folder that may not be written: real ones, in a process of their own.

use std::env;
use std::fs;
use std::io::{self, Write as _};
use std::os::unix::fs::PermissionsExt as _;
use std::path::{Path, PathBuf};
use std::process::Command;

use store::SequencerError;
use store::story::report::{Report, report};
use store::story::running::Running;
use store::story::verify;
use store_sqlite::SqliteStore;

/// Where the child finds its folder.
const FOLDER: &str = "STORE_SQLITE_TEST_FOLDER";

fn folder() -> Option<PathBuf> {
    env::var_os(FOLDER).map(PathBuf::from)
}

/// Runs one of the tests below in a process of its own, behind a command.
fn child(mut command: Command, test: &str, folder: &Path) {
    command.args([test, "--exact", "--ignored", "--nocapture"]).env(FOLDER, folder);
    let output = command.output().unwrap();
    let said = String::from_utf8_lossy(&output.stdout);
    assert!(output.status.success() && said.contains("1 passed"), "{said}{}", String::from_utf8_lossy(&output.stderr));
}

/// A shell in a mount namespace of its own, with a small disk on `$1`.
fn small_disk(folder: &Path, then: &str) -> Command {
    let mut command = Command::new("unshare");
    command.args(["-Urm", "sh", "-ec", &format!("mount -t tmpfs -o size=3m none \"$1\"; shift; {then}"), "sh"]).arg(folder);
    command
}

#[test]
fn on_a_full_disk_nothing_acknowledged_is_lost_and_it_goes_on_when_there_is_room() {
    let folder = tempfile::tempdir().unwrap();
    if !small_disk(folder.path(), "true").output().is_ok_and(|done| done.status.success()) {
        writeln!(io::stderr(), "SKIPPED (no small disk): `unshare` cannot mount one here").unwrap();
        return;
    }
    let mut command = small_disk(folder.path(), "exec \"$@\"");
    command.arg(env::current_exe().unwrap());
    child(command, "disk::full", folder.path());
}

#[tokio::test(flavor = "multi_thread")]
#[ignore = "run by the test above on a small disk"]
async fn full() {
    let Some(folder) = folder() else { return };
    let ballast = folder.join("ballast");
    fs::write(&ballast, vec![1; 1 << 20]).unwrap();
    let running = Running::start(std::sync::Arc::new(SqliteStore::open(&folder.join("record.sqlite")).await.unwrap())).await;
    let long = |number: u64| -> Report { report(number).saying(&format!("{number} ").repeat(2000)) };
    let mut given = Vec::new();
    let refusal = loop {
        match running.sequencer.put(long(given.len() as u64).work()).await {
            Ok(answer) => given.push(store::story::running::created(answer)),
            Err(refusal) => break refusal,
        }
        assert!(given.len() < 1000, "the disk was to be full");
    };
    assert_eq!(refusal.code(), "STORE-FULL");
    let shown = running.sequencer.head();
    for _ in 0..3 {
        let again = running.refused(long(given.len() as u64).work()).await;
        assert!(matches!(&again, SequencerError::Store(problem) if problem.error.is_passing()), "{again}");
        assert_eq!(running.sequencer.head(), shown);
    }
    // Everything acknowledged can still be read, and proved.
    assert_eq!(verify::whole(&*running.store).await.submissions, given.len() as u64);
    fs::remove_file(&ballast).unwrap();
    let (next, _) = running.new_report(&long(given.len() as u64)).await;
    assert_eq!(next.index, given.len() as u64);
    assert!(running.sequencer.status().problem().is_none());
    for (number, given) in (0..).zip(&given) {
        assert_eq!(running.same_report(&long(number)).await, *given);
    }
    verify::whole(&*running.store).await;
    verify::heads(&running.store).await;
    running.stop().await;
}

#[test]
fn a_folder_that_may_not_be_written_is_told() {
    let folder = tempfile::tempdir().unwrap();
    let probe = folder.path().join("probe");
    fs::create_dir(&probe).unwrap();
    fs::set_permissions(&probe, fs::Permissions::from_mode(0o555)).unwrap();
    let exe = env::current_exe().unwrap();
    let command = if fs::write(probe.join("file"), "").is_err() {
        Command::new(exe)
    } else {
        // Root may write everywhere, unless it gives that up.
        let give_up = ["--bounding-set", "-dac_override,-dac_read_search"];
        if !Command::new("setpriv").args(give_up).arg("true").output().is_ok_and(|done| done.status.success()) {
            let reason = "SKIPPED (no read-only folder): this user may write everywhere, and `setpriv` cannot change that";
            writeln!(io::stderr(), "{reason}").unwrap();
            return;
        }
        let mut command = Command::new("setpriv");
        command.args(give_up).arg(exe);
        command
    };
    child(command, "disk::read_only", folder.path());
}

#[tokio::test(flavor = "multi_thread")]
#[ignore = "run by the test above without the right to write"]
async fn read_only() {
    let Some(folder) = folder() else { return };
    let below = folder.join("below");
    let file = below.join("record.sqlite");
    let mode = |mode| fs::set_permissions(&below, fs::Permissions::from_mode(mode)).unwrap();
    fs::create_dir(&below).unwrap();
    mode(0o555);
    assert_eq!(SqliteStore::open(&file).await.unwrap_err().code(), "STORE-READ-ONLY", "nothing is there");
    mode(0o755);
    let running = Running::start(std::sync::Arc::new(SqliteStore::open(&file).await.unwrap())).await;
    running.new_report(&report(1)).await;
    running.stop().await;
    while below.join("record.sqlite-wal").exists() {
        tokio::time::sleep(std::time::Duration::from_millis(10)).await;
    }
    mode(0o555);
    assert_eq!(SqliteStore::open(&file).await.unwrap_err().code(), "STORE-READ-ONLY", "a record is there");
    mode(0o755);
    fs::set_permissions(&file, fs::Permissions::from_mode(0o444)).unwrap();
    let refused = match SqliteStore::open(&file).await {
        Err(error) => error.code(),
        Ok(store) => store::Store::set(&store, "a", "b").await.unwrap_err().code(),
    };
    assert_eq!(refused, "STORE-READ-ONLY", "the file alone may not be written");
}
