//! Trouble: no room, no right to write, a database put back, another server. Each says what it is, and nothing is lost.

use std::fs;
use std::process::Command;

use serde_json::Value;
use uuid::Uuid;

use super::server::{Caller, Home, Running, json_of, program, skipped, submission};

/// Whether this process may do what only root may.
fn root() -> bool {
    Command::new("id").arg("-u").output().is_ok_and(|output| output.stdout == b"0\n")
}

/// A small file system in memory; nothing where the system does not allow it.
struct Small(tempfile::TempDir);

impl Small {
    fn mount(megabytes: u32) -> Option<Self> {
        let folder = tempfile::tempdir().expect("a folder");
        let size = format!("size={megabytes}m,mode=755");
        let mounted = root()
            && Command::new("mount").args(["-t", "tmpfs", "-o", &size, "tmpfs"]).arg(folder.path()).status().is_ok_and(|s| s.success());
        mounted.then_some(Self(folder))
    }
}

impl Drop for Small {
    fn drop(&mut self) {
        let _ = Command::new("umount").arg("-l").arg(self.0.path()).status();
    }
}

#[tokio::test]
async fn a_full_disk_refuses_and_loses_nothing() {
    let Some(disk) = Small::mount(24) else {
        skipped("no small disk", "file systems can be mounted by root only");
        return;
    };
    let data = disk.0.path().join("data");
    let serve = || {
        let mut command = Command::new(program());
        command.args(["serve", "--listen", "127.0.0.1:0", "--json", "--data-dir"]).arg(&data);
        Running::start(command)
    };
    let server = serve().expect("it starts");
    let caller = Caller::new(&data, &server);
    let mut kept = Vec::new();
    let filler = "x".repeat(200_000);
    let refused = loop {
        let id = Uuid::new_v4();
        let (status, answer) = caller.submit(&submission(id, &filler)).await.expect("an answer");
        match status.as_u16() {
            201 => kept.push((id, answer)),
            _ => break (status.as_u16(), answer),
        }
        assert!(kept.len() < 1000, "the disk is not full yet");
    };
    assert_eq!((refused.0, refused.1["code"].as_str()), (503, Some("STORE-FULL")), "{}", refused.1);
    let ready = caller.http.get(format!("{}/ready", caller.url)).send().await.unwrap();
    assert_eq!(ready.json::<Value>().await.unwrap()["problem"]["code"], "STORE-FULL");
    // What was acknowledged is there while the disk is full.
    for (id, receipt) in &kept {
        let (status, one) = caller.get(&format!("/api/v1/submissions/{id}")).await;
        assert_eq!((status.as_u16(), &one["leaf_hash"]), (200, &receipt["leaf_hash"]));
    }
    let remount = Command::new("mount").args(["-o", "remount,size=64m"]).arg(disk.0.path()).status().unwrap();
    assert!(remount.success());
    caller.wait_ready().await;
    assert_eq!(caller.submit(&submission(Uuid::new_v4(), &filler)).await.unwrap().0, 201, "it goes on once there is room");
    for (id, receipt) in &kept {
        let (status, again) = caller.submit(&submission(*id, &filler)).await.unwrap();
        assert_eq!((status.as_u16(), &again), (200, receipt));
    }
    server.stop();
    assert_eq!(json_of(&["doctor", "--data-dir", &data.display().to_string(), "--json"])["well"], true);
}

#[test]
fn a_directory_that_may_not_be_written_is_named() {
    let folder = tempfile::tempdir().unwrap();
    // A file stands where the directory should: nobody, root neither, can write there.
    let taken = folder.path().join("taken");
    fs::write(&taken, "x").unwrap();
    let data = taken.join("data").display().to_string();
    let output = Command::new(program()).args(["serve", "--data-dir", &data, "--json"]).output().unwrap();
    let document: Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!((output.status.code(), document["error"]["code"].as_str()), (Some(1), Some("DATA-DIR-FILE")), "{document}");
    assert!(document["error"]["message"].as_str().unwrap().contains("taken/data"));

    let Some(disk) = Small::mount(4) else {
        skipped("no small disk", "file systems can be mounted by root only");
        return;
    };
    assert!(Command::new("mount").args(["-o", "remount,ro"]).arg(disk.0.path()).status().unwrap().success());
    let output = Command::new(program()).args(["serve", "--data-dir"]).arg(disk.0.path()).arg("--json").output().unwrap();
    let document: Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!((output.status.code(), document["error"]["code"].as_str()), (Some(1), Some("DATA-DIR-FILE")), "{document}");
}

#[tokio::test]
async fn a_second_server_does_not_write_the_same_record() {
    let home = Home::new();
    let server = home.serve();
    let error = home.try_serve().err().expect("it refuses");
    assert!(error.contains("STORE-LOCKED"), "{error}");
    let caller = Caller::new(&home.data(), &server);
    assert_eq!(caller.submit(&submission(Uuid::new_v4(), "x")).await.unwrap().0, 201, "the first goes on");
}

#[tokio::test]
async fn a_database_put_back_is_not_gone_on_with() {
    let home = Home::new();
    let server = home.serve();
    let caller = Caller::new(&home.data(), &server);
    caller.submit(&submission(Uuid::new_v4(), "first")).await.unwrap();
    server.stop();
    let beside = || fs::metadata(home.data().join("record.db-wal")).map_or(0, |log| log.len());
    assert_eq!(beside(), 0, "a server that stopped leaves everything in one file");
    let old = fs::read(home.data().join("record.db")).unwrap();
    let server = home.serve();
    let caller = Caller { url: server.url.clone(), ..caller };
    caller.submit(&submission(Uuid::new_v4(), "second")).await.unwrap();
    server.stop();
    assert_eq!(beside(), 0);
    fs::write(home.data().join("record.db"), old).unwrap();
    let error = home.try_serve().err().expect("it refuses");
    assert!(error.contains("DATA-DIR-BEHIND"), "{error}");
}

#[tokio::test]
async fn a_key_that_is_gone_is_not_made_anew() {
    let home = Home::new();
    home.serve().stop();
    fs::remove_file(home.data().join("keys/log.key")).unwrap();
    let error = home.try_serve().err().expect("it refuses");
    assert!(error.contains("DATA-DIR-KEY-GONE"), "{error}");
    assert!(!home.data().join("keys/log.key").exists());
}
