//! The story of the store in a bucket, where `SCRUTINEER_TEST_S3` names an endpoint such as `http://127.0.0.1:5000` (moto, `MinIO`).
//!
//! The endpoint and credentials reach the store by environment variables only, which a test cannot set for itself, so the test
//! runs itself again with them. Where `AWS_ACCESS_KEY_ID` is set, it is used.

use std::io::{Read, Write};
use std::net::TcpStream;
use std::process::Command;

use evidence::{Objects, VaultKey};

use crate::stores::story;

const NAME: &str = "s3::a_bucket_does_what_a_folder_does";
const BUCKET: &str = "scrutineer-test";

#[test]
fn a_bucket_does_what_a_folder_does() {
    if std::env::var_os("SCRUTINEER_TEST_S3_INSIDE").is_some() {
        return inside();
    }
    let Ok(endpoint) = std::env::var("SCRUTINEER_TEST_S3") else {
        println!("SKIPPED (no S3): set SCRUTINEER_TEST_S3 to an endpoint to test a bucket");
        return;
    };
    make_bucket(&endpoint);
    let mut again = Command::new(std::env::current_exe().unwrap());
    again.args(["--exact", NAME, "--nocapture"]).env("SCRUTINEER_TEST_S3_INSIDE", "1");
    again.env("AWS_ENDPOINT_URL", &endpoint).env("AWS_ALLOW_HTTP", "true");
    for (name, value) in [("AWS_ACCESS_KEY_ID", "test"), ("AWS_SECRET_ACCESS_KEY", "test"), ("AWS_REGION", "us-east-1")] {
        if std::env::var_os(name).is_none() {
            again.env(name, value);
        }
    }
    assert!(again.status().unwrap().success());
}

/// Makes the bucket, which moto allows unsigned; elsewhere it has to be there.
fn make_bucket(endpoint: &str) {
    let Some(address) = endpoint.strip_prefix("http://") else { return };
    let mut stream = TcpStream::connect(address.trim_end_matches('/')).unwrap();
    write!(stream, "PUT /{BUCKET} HTTP/1.1\r\nHost: {address}\r\nContent-Length: 0\r\nConnection: close\r\n\r\n").unwrap();
    stream.read_to_end(&mut Vec::new()).unwrap();
}

/// The story, below two prefixes that no earlier run used.
fn inside() {
    let key = VaultKey::generate();
    let open = |prefix: &str| Objects::open(&format!("s3://{BUCKET}/{}/{prefix}", key.recipient()), key.recipient()).unwrap();
    let (objects, other) = (open("one"), open("other/deeper"));
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build().unwrap();
    runtime.block_on(story(&objects, &other, &key));
}
