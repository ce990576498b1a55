//! A server and the witnesses of two other organisations.

use std::fs;
use std::process::Command;
use std::time::Duration;

use uuid::Uuid;

use super::server::{Caller, Home, Running, json_of, program, run, submission};

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn receipts_carry_the_cosignatures_of_two_witnesses() {
    let home = Home::new();
    // The log's key is made by a first start.
    home.serve().stop();
    let key = home.data().join("log.pub").display().to_string();
    let witness = |name: &str| {
        let folder = home.beside(name);
        let mut command = Command::new(program());
        command.args(["witness", "--name", &format!("{name}.example/w"), "--log", &key, "--listen", "127.0.0.1:0", "--json", "--data-dir"]);
        command.arg(&folder);
        (Running::start(command).expect("a witness"), folder.join("witness.pub").display().to_string())
    };
    let witnesses = [witness("party"), witness("mission")];
    let addresses: Vec<String> = witnesses.iter().map(|(running, public)| format!("{}/,{public}", running.url)).collect();
    let home = home.and(&["--witness", &addresses[0], "--witness", &addresses[1]]);
    let server = home.serve();
    let caller = Caller::new(&home.data(), &server);
    let id = Uuid::new_v4();
    caller.submit(&submission(id, "x")).await.unwrap();
    // The witness is asked now and then; the first time may be before the submission.
    let receipt = home.beside("r.tlog-proof").display().to_string();
    let cosigned = async {
        loop {
            json_of(&["log", "receipt", &id.to_string(), "--out", &receipt, "--data-dir", &home.arg(), "--json"]);
            let text = fs::read_to_string(&receipt).unwrap();
            if text.contains("— party.example/w") && text.contains("— mission.example/w") {
                break;
            }
            tokio::time::sleep(Duration::from_millis(200)).await;
        }
    };
    tokio::time::timeout(Duration::from_secs(30), cosigned).await.expect("the witness cosigns");

    let policy = home.beside("policy");
    let log = fs::read_to_string(&key).unwrap();
    let [party, mission] = [0, 1].map(|n: usize| fs::read_to_string(&witnesses[n].1).unwrap());
    let text = format!(
        "log {}\nwitness party {}\nwitness mission {}\ngroup both all party mission\nquorum both\n",
        log.trim(),
        party.trim(),
        mission.trim()
    );
    fs::write(&policy, text).unwrap();
    let policy = policy.display().to_string();
    assert_eq!(json_of(&["log", "prove", &receipt, "--policy", &policy, "--json"])["verified"], true);
    // Also when the log has gone on since, from a directory and from an address.
    caller.submit(&submission(Uuid::new_v4(), "y")).await.unwrap();
    for log in [home.arg(), format!("{}/log", server.url)] {
        let document = json_of(&["log", "verify", &log, "--policy", &policy, "--json"]);
        assert_eq!(document["log"]["cosignatures"].as_array().unwrap().len(), 2, "{document}");
    }
    drop(witnesses);
    assert_eq!(caller.submit(&submission(Uuid::new_v4(), "z")).await.unwrap().0, 201, "witnesses that are away hold nothing up");
    assert_eq!(run(&["log", "verify", &home.arg()]).0, Some(0));
}
