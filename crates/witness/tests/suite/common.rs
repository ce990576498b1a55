//! Logs that part, witnesses on sockets, and a server of files.

use std::future::pending;
use std::net::SocketAddr;
use std::path::Path;
use std::sync::{Arc, Weak};
use std::time::Duration;

use axum::Router;
use tlog::note::Algorithm;
use tlog::tree::{self, MemoryTree};
use tlog::witness::AddCheckpoint;
use tlog::{Checkpoint, Hash, SignedCheckpoint, SignerKey, VerifierKey, hash};
use tokio::net::TcpListener;
use tokio::task::JoinHandle;
use witness::client::WitnessAddress;
use witness::service::{self, Service};

pub const ORIGIN: &str = "example.org/log";
pub const NAME: &str = "coalition.example/witness";

pub fn log_key() -> SignerKey {
    SignerKey::from_seed(ORIGIN, Algorithm::Ed25519, &[1; 32]).unwrap()
}

pub fn public() -> VerifierKey {
    log_key().verifier().clone()
}

/// A tree whose entries differ from the others' from `part` on.
pub fn tree(size: u64, part: u64) -> MemoryTree {
    (0..size).map(|n| hash::leaf(format!("entry {n}{}", if n < part { "" } else { " altered" }).as_bytes())).collect()
}

/// The honest tree.
pub fn honest(size: u64) -> MemoryTree {
    tree(size, u64::MAX)
}

pub fn signed(tree: &MemoryTree, size: u64) -> SignedCheckpoint {
    sign(size, tree::root(tree, size).unwrap())
}

pub fn sign(size: u64, root: Hash) -> SignedCheckpoint {
    Checkpoint::new(ORIGIN, size, root).unwrap().sign(&log_key()).unwrap()
}

pub fn request(tree: &MemoryTree, old: u64, new: u64) -> AddCheckpoint {
    AddCheckpoint { old, proof: tree::prove_consistency(tree, old, new).unwrap(), checkpoint: signed(tree, new) }
}

/// A client that goes straight to this machine.
pub fn http() -> reqwest::Client {
    reqwest::Client::builder().no_proxy().build().unwrap()
}

/// A server that ends when dropped, in the middle of whatever it does.
pub struct Running {
    pub at: SocketAddr,
    task: JoinHandle<()>,
}

impl Running {
    pub async fn serve(router: Router) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let at = listener.local_addr().unwrap();
        let task = tokio::spawn(async move { axum::serve(listener, router).await.unwrap() });
        Self { at, task }
    }

    pub fn url(&self) -> String {
        format!("http://{}", self.at)
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        self.task.abort();
    }
}

/// A witness of [`ORIGIN`] on a socket.
pub struct Served {
    pub server: Running,
    pub key: VerifierKey,
    alive: Weak<Service>,
}

impl Served {
    pub async fn start(folder: &Path) -> Self {
        let service = Arc::new(Service::open(folder, Some(NAME), vec![public()]).unwrap());
        let (key, alive) = (service.verifier().clone(), Arc::downgrade(&service));
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let at = listener.local_addr().unwrap();
        let task = tokio::spawn(async move { service::serve(listener, service, pending()).await.unwrap() });
        Self { server: Running { at, task }, key, alive }
    }

    pub fn address(&self) -> WitnessAddress {
        WitnessAddress::new(&self.server.url(), self.key.clone()).unwrap()
    }

    /// Ends the service and waits until its folder is free again.
    pub async fn stop(mut self) {
        self.server.task.abort();
        let _ = (&mut self.server.task).await;
        // Connections end a little later.
        while self.alive.strong_count() > 0 {
            tokio::time::sleep(Duration::from_millis(1)).await;
        }
    }

    /// Posts a body; answers status, content type and body.
    pub async fn post(&self, body: impl Into<reqwest::Body>) -> (u16, String, String) {
        let response = http().post(format!("{}/add-checkpoint", self.server.url())).body(body).send().await.unwrap();
        let kind = response.headers()["content-type"].to_str().unwrap().to_owned();
        (response.status().as_u16(), kind, response.text().await.unwrap())
    }

    /// Posts a request; answers status and body.
    pub async fn ask(&self, request: &AddCheckpoint) -> (u16, String) {
        let (status, _, body) = self.post(request.to_string()).await;
        (status, body)
    }

    pub async fn status(&self) -> serde_json::Value {
        let text = http().get(self.server.url()).send().await.unwrap().text().await.unwrap();
        serde_json::from_str(&text).unwrap()
    }

    pub async fn health(&self) -> u16 {
        http().get(format!("{}/health", self.server.url())).send().await.unwrap().status().as_u16()
    }
}
