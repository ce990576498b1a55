//! Senders that are slow, silent, or too many, and a server that is to stop meanwhile.

use std::io::{ErrorKind, Read, Write};
use std::net::TcpStream;
use std::time::{Duration, Instant};

use serde_json::Value;
use uuid::Uuid;

use super::server::{Caller, Home, Running, submission};

/// Longer than any answer here takes.
const LONG: Duration = Duration::from_secs(15);

/// A connection that is written to by hand.
struct Wire(TcpStream);

impl Wire {
    fn open(server: &Running) -> Self {
        let socket = TcpStream::connect(server.url.trim_start_matches("http://")).expect("a connection");
        socket.set_read_timeout(Some(LONG)).expect("a limit");
        Self(socket)
    }

    /// Begins a request that says it has a body of so many bytes.
    fn request(server: &Running, token: &str, method: &str, path: &str, kind: &str, length: usize) -> Self {
        let mut wire = Self::open(server);
        wire.send(
            format!("{method} {path} HTTP/1.1\r\nhost: x\r\nauthorization: Bearer {token}\r\ncontent-type: {kind}\r\ncontent-length: {length}\r\n\r\n")
                .as_bytes(),
        );
        wire
    }

    fn send(&mut self, bytes: &[u8]) {
        self.0.write_all(bytes).expect("sent");
    }

    /// Reads one answer: its status, whether it says when to come again, and the code of its problem.
    fn answer(&mut self) -> (u16, bool, Value) {
        let (mut text, mut piece) = (Vec::new(), [0; 4096]);
        loop {
            let read = self.0.read(&mut piece).expect("an answer");
            text.extend_from_slice(&piece[..read]);
            let all = String::from_utf8_lossy(&text).into_owned();
            let Some((head, body)) = all.split_once("\r\n\r\n") else {
                assert_ne!(read, 0, "no answer: {all}");
                continue;
            };
            let length = head.lines().find_map(|line| line.strip_prefix("content-length: ")).map_or(0, |text| text.parse().unwrap());
            if body.len() >= length || read == 0 {
                let status = head[9..12].parse().expect("a status");
                let body = serde_json::from_str(body).unwrap_or_default();
                return (status, head.contains("\r\nretry-after: "), body);
            }
        }
    }

    /// Waits until the server has closed it; how long that took.
    fn closed(&mut self) -> Duration {
        let (began, mut piece) = (Instant::now(), [0; 4096]);
        loop {
            match self.0.read(&mut piece) {
                Ok(0) => return began.elapsed(),
                Ok(_) => {}
                Err(error) if error.kind() == ErrorKind::ConnectionReset => return began.elapsed(),
                Err(error) => panic!("it is still open: {error}"),
            }
        }
    }
}

/// What a problem says it is.
fn code(body: &Value) -> &str {
    body["code"].as_str().unwrap_or_default()
}

#[tokio::test]
async fn a_body_that_pauses_is_told_so_and_one_that_is_too_long_by_how_much() {
    let home = Home::with(&["--pause", "1"]);
    let server = home.serve();
    let caller = Caller::new(&home.data(), &server);
    let id = Uuid::new_v4();
    assert_eq!(caller.submit(&submission(id, "x")).await.unwrap().0, 201);
    let files = format!("/api/v1/submissions/{id}/attachments");
    let (one_file, erasing) = (format!("{files}?name=a.jpg"), format!("/api/v1/submissions/{id}"));
    let (json, form) = ("application/json", "multipart/form-data; boundary=b");
    let part = "--b\r\ncontent-disposition: form-data; name=\"a\"; filename=\"a\"\r\n\r\nsome";
    // All at once: each pauses for the same second.
    let pausing = [
        ("POST", "/api/v1/submissions", json, "{\"id\":"),
        ("POST", "/api/v1/submissions", form, part),
        ("POST", &files, form, part),
        ("POST", &one_file, "image/jpeg", "some"),
        ("PUT", "/api/v1/forms/OPEN", json, "{"),
        ("DELETE", &erasing, json, "{"),
    ];
    let wires: Vec<_> = pausing
        .iter()
        .map(|(method, path, kind, start)| {
            let mut wire = Wire::request(&server, &caller.token, method, path, kind, 5000);
            wire.send(start.as_bytes());
            wire
        })
        .collect();
    for (mut wire, what) in wires.into_iter().zip(pausing) {
        let (status, again, body) = wire.answer();
        assert_eq!((status, again, code(&body)), (408, true, "BODY-PAUSED"), "{what:?}");
    }

    let long = [
        ("POST", "/api/v1/submissions", (1 << 20) + 1, "UPLOAD-TOO-LARGE", "1048576"),
        ("PUT", "/api/v1/forms/OPEN", (64 << 10) + 1, "DEFINITION-TOO-LARGE", "65536"),
        ("DELETE", &erasing, (16 << 10) + 1, "REASON-TOO-LARGE", "16384"),
    ];
    for (method, path, length, wanted, limit) in long {
        let mut wire = Wire::request(&server, &caller.token, method, path, json, length);
        wire.send(&vec![b' '; length]);
        let (status, _, body) = wire.answer();
        assert_eq!((status, code(&body)), (413, wanted), "{body}");
        assert!(body["detail"].as_str().unwrap().contains(limit), "{body}");
        assert!(!body["remedy"].as_str().unwrap().contains("--largest-attachment"), "{body}");
    }
    // Whoever sends much more than may be hears of it too.
    let (status, body) = caller.ask("POST", "/api/v1/submissions", vec![b' '; 5 << 20]).await;
    assert_eq!(status, 413, "{}", String::from_utf8_lossy(&body));
    assert_eq!(caller.get(&format!("/api/v1/submissions/{id}")).await.0, 200, "nothing was erased");
}

#[tokio::test]
async fn slow_photographs_do_not_keep_others_out() {
    let home = Home::new();
    let server = home.serve();
    let caller = Caller::new(&home.data(), &server);
    let id = Uuid::new_v4();
    assert_eq!(caller.submit(&submission(id, "x")).await.unwrap().0, 201);
    let path = format!("/api/v1/submissions/{id}/attachments?name=a.jpg");
    let slow: Vec<_> = (0..20)
        .map(|_| {
            let mut wire = Wire::request(&server, &caller.token, "POST", &path, "image/jpeg", 16 << 20);
            wire.send(&[b"\xff\xd8\xff".as_slice(), &[0; 1000]].concat());
            wire
        })
        .collect();
    let began = Instant::now();
    for number in 0..4 {
        let photograph = [b"\xff\xd8\xff".as_slice(), &vec![number; 200_000]].concat();
        assert_eq!(caller.ask("POST", &path, photograph).await.0, 200);
    }
    assert!(began.elapsed() < Duration::from_secs(4), "nobody waited: {:?}", began.elapsed());
    drop(slow);
}

#[tokio::test]
async fn slow_bodies_together_have_a_limit_and_short_ones_pass_beside_them() {
    let home = Home::new();
    let server = home.serve();
    let caller = Caller::new(&home.data(), &server);
    let megabyte = vec![b' '; (1 << 20) - 1];
    let mut slow: Vec<_> = (0..68)
        .map(|_| {
            let mut wire = Wire::request(&server, &caller.token, "POST", "/api/v1/submissions", "application/json", 1 << 20);
            // The one that is refused may be closed before it is sent whole.
            let _ = wire.0.write_all(&megabyte);
            wire
        })
        .collect();
    let refused = slow.iter_mut().filter_map(|wire| {
        wire.0.set_read_timeout(Some(Duration::from_millis(20))).unwrap();
        (wire.0.peek(&mut [0; 1]).ok()? > 0).then(|| wire.answer())
    });
    let refused: Vec<_> = refused.collect();
    assert!(!refused.is_empty(), "68 megabytes are held");
    for (status, again, body) in refused {
        assert_eq!((status, again, code(&body)), (503, true, "BODY-BUSY"));
    }
    assert_eq!(caller.submit(&submission(Uuid::new_v4(), "short")).await.unwrap().0, 201);
    drop(slow);
    let long = submission(Uuid::new_v4(), &"x".repeat(500_000));
    let mut answered = 503;
    for _ in 0..50 {
        answered = caller.submit(&long).await.unwrap().0.as_u16();
        if answered != 503 {
            break;
        }
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
    assert_eq!(answered, 201, "room is given back");
}

#[tokio::test]
async fn a_connection_that_says_nothing_is_closed() {
    let home = Home::with(&["--idle", "1"]);
    let server = home.serve();
    let (mut silent, mut half, mut again) = (Wire::open(&server), Wire::open(&server), Wire::open(&server));
    half.send(b"GET /health HTTP/1.1\r\nhost:");
    again.send(b"GET /health HTTP/1.1\r\nhost: x\r\n\r\n");
    assert_eq!(again.answer().0, 200);
    for wire in [&mut silent, &mut half, &mut again] {
        assert!(wire.closed() < Duration::from_secs(4));
    }
}

#[tokio::test]
async fn too_many_connections_do_not_keep_health_from_answering() {
    let home = Home::with(&["--connections", "20"]);
    let server = home.serve();
    let caller = Caller::new(&home.data(), &server);
    let mut working = Wire::request(&server, &caller.token, "POST", "/api/v1/submissions", "application/json", 400);
    let body = submission(Uuid::new_v4(), "slow").to_string();
    working.send(&body.as_bytes()[..20]);
    let mut silent: Vec<_> = (0..60).map(|_| Wire::open(&server)).collect();
    for _ in 0..3 {
        let mut wire = Wire::open(&server);
        wire.send(b"GET /health HTTP/1.1\r\nhost: x\r\n\r\n");
        assert_eq!(wire.answer().0, 200);
    }
    silent[0].closed();
    working.send(format!("{:<380}", &body[20..]).as_bytes());
    assert_eq!(working.answer().0, 201, "one at work is not closed for others");
}

#[tokio::test]
async fn a_stop_gives_grace_and_ends() {
    let home = Home::with(&["--grace", "2"]);
    let server = home.serve();
    let caller = Caller::new(&home.data(), &server);
    let body = submission(Uuid::new_v4(), "on its way").to_string();
    let begin = || {
        let mut wire = Wire::request(&server, &caller.token, "POST", "/api/v1/submissions", "application/json", body.len());
        wire.send(&body.as_bytes()[..20]);
        wire
    };
    let (mut on_its_way, mut never, mut silent) = (begin(), begin(), Wire::open(&server));
    let address = server.url.trim_start_matches("http://").to_owned();
    std::thread::sleep(Duration::from_millis(200));
    let began = Instant::now();
    let stopping = std::thread::spawn(move || server.stop());
    std::thread::sleep(Duration::from_millis(300));
    assert!(TcpStream::connect(address).is_err(), "nothing new is taken");
    on_its_way.send(&body.as_bytes()[20..]);
    assert_eq!(on_its_way.answer().0, 201, "what is on its way is answered");
    silent.closed();
    never.closed();
    stopping.join().expect("it ended well");
    assert!((Duration::from_millis(1900)..Duration::from_secs(6)).contains(&began.elapsed()), "{:?}", began.elapsed());
    let server = home.serve();
    let caller = Caller { url: server.url.clone(), ..caller };
    assert_eq!(caller.ask("POST", "/api/v1/submissions", body).await.0, 200, "it was kept");
}

#[test]
fn a_second_signal_ends_at_once() {
    let home = Home::with(&["--grace", "60"]);
    let server = home.serve();
    let token = Caller::new(&home.data(), &server).token;
    let mut wire = Wire::request(&server, &token, "POST", "/api/v1/submissions", "application/json", 100);
    wire.send(b"{");
    std::thread::sleep(Duration::from_millis(200));
    server.signal();
    std::thread::sleep(Duration::from_millis(300));
    let began = Instant::now();
    server.stop();
    assert!(began.elapsed() < Duration::from_secs(3), "{:?}", began.elapsed());
}
