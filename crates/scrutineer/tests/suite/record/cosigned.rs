//! A server and the witness of another organisation.

use std::fs;
use std::process::Command;
use std::time::Duration;

use uuid::Uuid;

use super::server::{Caller, Home, Running, json_of, program, run, submission};

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn receipts_carry_the_cosignature_of_a_witness() {
    let home = Home::new();
    // The log's key is made by a first start.
    home.serve().stop();
    let key = home.data().join("log.pub").display().to_string();
    let folder = home.beside("witness").display().to_string();
    let mut command = Command::new(program());
    command.args(["witness", "--data-dir", &folder, "--name", "party.example/w", "--log", &key, "--listen", "127.0.0.1:0", "--json"]);
    let witness = Running::start(command).expect("a witness");
    let public = home.beside("witness").join("witness.pub").display().to_string();

    let home = home.and(&["--witness", &format!("{}/,{public}", witness.url)]);
    let server = home.serve();
    let caller = Caller::new(&home.data(), &server);
    let id = Uuid::new_v4();
    caller.submit(&submission(id, "x")).await.unwrap();
    // The witness is asked now and then; the first time may be before the submission.
    let receipt = home.beside("r.tlog-proof").display().to_string();
    let cosigned = async {
        loop {
            json_of(&["log", "receipt", &id.to_string(), "--out", &receipt, "--data-dir", &home.arg(), "--json"]);
            if fs::read_to_string(&receipt).unwrap().contains("— party.example/w") {
                break;
            }
            tokio::time::sleep(Duration::from_millis(200)).await;
        }
    };
    tokio::time::timeout(Duration::from_secs(30), cosigned).await.expect("the witness cosigns");

    let policy = home.beside("policy");
    let log = fs::read_to_string(&key).unwrap();
    let party = fs::read_to_string(&public).unwrap();
    fs::write(&policy, format!("log {}\nwitness party {}\nquorum party\n", log.trim(), party.trim())).unwrap();
    let policy = policy.display().to_string();
    assert_eq!(json_of(&["log", "prove", &receipt, "--policy", &policy, "--json"])["verified"], true);
    // Also when the log has gone on since, from a directory and from an address.
    caller.submit(&submission(Uuid::new_v4(), "y")).await.unwrap();
    for log in [home.arg(), format!("{}/log", server.url)] {
        let document = json_of(&["log", "verify", &log, "--policy", &policy, "--json"]);
        assert_eq!(document["log"]["cosignatures"][0]["witness"], "party.example/w", "{document}");
    }
    drop(witness);
    assert_eq!(caller.submit(&submission(Uuid::new_v4(), "z")).await.unwrap().0, 201, "a witness that is away holds nothing up");
    assert_eq!(run(&["log", "verify", &home.arg()]).0, Some(0));
}
