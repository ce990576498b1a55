//! The same record in PostgreSQL, and the end of PostgreSQL under load.

use std::sync::Arc;
use std::time::Duration;

use store_postgres::testing::Cluster;
use uuid::Uuid;

use super::kill::{Held, compare, load, moment, rounds};
use super::server::{Caller, Home, json_of, run, submission};

/// A cluster with an empty database, where PostgreSQL is installed; without it the test is skipped, and says so.
fn cluster() -> Option<(Cluster, String)> {
    let cluster = Cluster::start(&[]).expect("a cluster")?;
    let url = cluster.database("record").expect("a database");
    Some((cluster, url))
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_was_acknowledged_survives_the_end_of_the_database() {
    let Some((mut cluster, url)) = cluster() else { return };
    let home = Home::with(&["--database", &url]);
    let held = Arc::new(Held::default());
    let mut server = home.serve();
    let mut caller = Caller::new(&home.data(), &server);
    for round in 0..rounds() {
        let tasks = load(&caller, &held);
        tokio::time::sleep(moment(round)).await;
        cluster.kill().expect("killed");
        // Every other time the server goes too, while the database is away.
        if round % 2 == 1 {
            server.kill();
            cluster.restart().expect("it comes back");
            server = home.serve();
        } else {
            cluster.restart().expect("it comes back");
            // The server comes back by itself, and takes what is sent.
            caller.wait_ready().await;
            let before = held.len();
            tokio::time::sleep(Duration::from_millis(500)).await;
            assert!(held.len() > before, "nothing is acknowledged after the database came back");
        }
        for task in tasks {
            task.abort();
            let _ = task.await;
        }
        caller.url.clone_from(&server.url);
    }
    caller.wait_ready().await;
    let export = home.beside("export");
    json_of(&["log", "export", &export.display().to_string(), "--data-dir", &home.arg(), "--json"]);
    compare(&caller, &held, &export).await;
    assert!(held.len() > 20, "nothing was acknowledged: the test tests nothing");
    server.stop();
    assert_eq!(json_of(&["log", "verify", &home.arg(), "--json"])["verified"], true);
    assert_eq!(json_of(&["doctor", "--data-dir", &home.arg(), "--json"])["well"], true);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_record_goes_from_one_database_to_the_other_and_back() {
    let Some((cluster, url)) = cluster() else { return };
    let home = Home::with(&["--database", &url]);
    let server = home.serve();
    let caller = Caller::new(&home.data(), &server);
    let ids: Vec<Uuid> = (0..6).map(|_| Uuid::new_v4()).collect();
    let mut receipts = Vec::new();
    for id in &ids {
        receipts.push(caller.submit(&submission(*id, "one record")).await.unwrap().1);
    }
    assert_eq!(caller.ask("POST", &format!("/api/v1/submissions/{}/attachments?name=a.txt", ids[0]), "a note").await.0, 200);
    json_of(&["erase", &ids[1].to_string(), "--reason", "a test", "--data-dir", &home.arg(), "--json"]);
    assert_eq!(caller.submit(&submission(ids[1], "one record")).await.unwrap().0, 410);
    let backup = home.beside("backup").display().to_string();
    assert_eq!(json_of(&["backup", &backup, "--data-dir", &home.arg(), "--json"])["entries"], 8);
    server.stop();
    assert_eq!(json_of(&["doctor", "--data-dir", &backup, "--json"])["well"], true, "the backup is in SQLite");

    let again = cluster.database("again").expect("a database");
    let restored = home.beside("restored");
    json_of(&["restore", &backup, "--data-dir", &restored.display().to_string(), "--database", &again, "--json"]);
    let restored = Home::at(&restored);
    let server = restored.serve();
    let caller = Caller { url: server.url.clone(), ..caller };
    for (id, receipt) in ids.iter().zip(&receipts).skip(2) {
        let (status, repeated) = caller.submit(&submission(*id, "one record")).await.unwrap();
        assert_eq!((status.as_u16(), &repeated), (200, receipt));
    }
    assert_eq!(caller.submit(&submission(ids[1], "one record")).await.unwrap().0, 410, "what was erased stays erased");
    server.stop();
    assert_eq!(json_of(&["doctor", "--data-dir", &restored.arg(), "--json"])["well"], true);
}

#[tokio::test]
async fn two_servers_do_not_write_one_database_and_a_directory_keeps_its_own() {
    let Some((cluster, url)) = cluster() else { return };
    let home = Home::with(&["--database", &url]);
    let server = home.serve();
    let other = Home::with(&["--database", &url]);
    let error = other.try_serve().err().expect("it refuses");
    assert!(error.contains("DATA-DIR-KEY-GONE") || error.contains("STORE-LOCKED"), "{error}");
    server.stop();
    let error = other.try_serve().err().expect("the record has another key");
    assert!(error.contains("DATA-DIR-KEY-GONE"), "{error}");
    let elsewhere = cluster.database("elsewhere").expect("a database");
    let (status, _, error) = run(&["serve", "--data-dir", &home.arg(), "--database", &elsewhere]);
    assert!(status == Some(2) && error.contains("DATA-DIR-OTHER-DATABASE"), "{error}");
}
