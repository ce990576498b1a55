//! Whoever writes an entry needs the one writer. A command that does starts a server of its own on this machine alone, or, where one is
//! running, asks that one; with a token that lives as long as the command.

use std::net::SocketAddr;
use std::time::Duration;

use reqwest::{Client, RequestBuilder, StatusCode};
use serde_json::Value;
use server::connections::Patience;
use server::token::{self, Scope};
use server::{Options, Server};
use store::StoreError;
use store::sequencer::Limits;
use tokio::sync::oneshot;

use super::{dir_failure, now, open, serve, store_failure};
use crate::cli::Place;
use crate::failure::Failure;

/// A server that can be asked.
pub struct Running {
    client: Client,
    base: String,
    token: String,
}

impl Running {
    /// Begins a request.
    pub fn request(&self, method: reqwest::Method, path: &str) -> RequestBuilder {
        self.client.request(method, format!("{}{path}", self.base)).bearer_auth(&self.token)
    }

    /// Sends a request; a refusal becomes the command's failure.
    pub async fn send(&self, request: RequestBuilder) -> Result<Vec<u8>, Failure> {
        let lost = |e: reqwest::Error| {
            Failure::refused(
                "SERVER-LOST",
                format!("the server did not answer: {}", e.without_url()),
                "Look whether it is running, and try again.",
            )
        };
        let response = request.send().await.map_err(lost)?;
        let status = response.status();
        let body = response.bytes().await.map_err(lost)?.to_vec();
        if status.is_success() { Ok(body) } else { Err(refused(status, &body)) }
    }
}

fn refused(status: StatusCode, body: &[u8]) -> Failure {
    let problem: Value = serde_json::from_slice(body).unwrap_or_default();
    let text = |name: &str| problem[name].as_str().unwrap_or_default().to_owned();
    let (code, detail) = (text("code"), text("detail"));
    if code.is_empty() {
        return Failure::refused("SERVER-STATUS", format!("the server answered {status}"), "Look at the server's messages.");
    }
    Failure::refused(code, detail, text("remedy"))
}

/// Does something with a server of this record.
pub async fn with<T>(place: &Place, work: impl AsyncFnOnce(&Running) -> Result<T, Failure>) -> Result<T, Failure> {
    let (dir, store) = open(place).await?;
    let options = Options {
        data_dir: place.data_dir.clone(),
        database: place.database.clone(),
        objects: None,
        listen: SocketAddr::from(([127, 0, 0, 1], 0)),
        name: None,
        witnesses: Vec::new(),
        largest_attachment: 1,
        limits: Limits::default(),
        patience: Patience::default(),
        public_url: None,
        behind_proxy: false,
        tls: None,
    };
    let (stop, stopped) = oneshot::channel::<()>();
    let (base, own) = match Server::start(options).await {
        Ok(server) => {
            let base = format!("http://{}", server.address());
            let stop = async {
                let _ = stopped.await;
            };
            let serving = tokio::spawn(server.run(stop, std::future::pending()));
            (base, Some(serving))
        }
        Err(server::ServeError::DataDir(server::DataDirError::Store(StoreError::Locked))) => {
            let address = dir.listening().map_err(|e| dir_failure(&e))?;
            let remedy = "Run the command on the machine where the server runs, with the same data directory.";
            let address = address.ok_or_else(|| {
                Failure::refused("SERVER-ELSEWHERE", "another server is writing this record, and does not say where", remedy)
            })?;
            (format!("http://{address}"), None)
        }
        Err(error) => return Err(serve::failure(&error)),
    };
    let (id, token) = token::create(&*store, "command", &Scope::ALL, None, now()).await.map_err(|e| store_failure(&e))?;
    let client = Client::builder().timeout(Duration::from_mins(10)).no_proxy().build();
    let client = client.map_err(|e| Failure::refused("SERVER-CLIENT", format!("no requests can be made: {e}"), "Try again."))?;
    let done = work(&Running { client, base, token }).await;
    store.revoke_token(id, now()).await.map_err(|e| store_failure(&e))?;
    drop(stop);
    if let Some(serving) = own {
        serving
            .await
            .map_err(|e| Failure::refused("SERVER-ENDED", e.to_string(), "Run `scrutineer doctor`."))?
            .map_err(|e| serve::failure(&e))?;
    }
    done
}
