//! One file over HTTP, never more of it than it can have.

use std::time::Duration;

use reqwest::redirect::Policy;
use reqwest::{StatusCode, Url};
use tlog::entries;
use tlog::tile::Resource;
use tlog::{hash, note};

use super::RemoteError;
use crate::chain;

/// Time to connect, and time without any byte coming.
const SILENCE: Duration = Duration::from_secs(15);

/// Time for a whole file.
const PATIENCE: Duration = Duration::from_mins(3);

/// How often a file is asked for when the network fails, and how long to wait in between.
const PAUSES: [Duration; 2] = [Duration::from_millis(200), Duration::from_secs(1)];

/// A client for many files of one server.
pub(super) fn client(connections: usize) -> Result<reqwest::Client, RemoteError> {
    let builder = reqwest::Client::builder().connect_timeout(SILENCE).read_timeout(SILENCE).timeout(PATIENCE);
    let builder = builder.redirect(Policy::limited(3)).pool_max_idle_per_host(connections);
    builder.build().map_err(|error| RemoteError::Client(chain(&error)))
}

/// Bytes that a file of a log can have at most.
pub(super) fn longest(resource: &Resource) -> usize {
    match resource {
        Resource::Checkpoint => note::LONGEST,
        Resource::Tile(tile) => usize::from(tile.width) * hash::SIZE,
        Resource::Entries(bundle) => usize::from(bundle.width) * (2 + entries::LONGEST),
    }
}

/// A file, nothing where the server has none. Of one that is longer than `limit` come `limit` + 1 bytes, which tells it apart. Asked
/// for again where the network fails.
pub(super) async fn fetch(http: &reqwest::Client, url: &Url, limit: usize) -> Result<Option<Vec<u8>>, RemoteError> {
    for pause in PAUSES {
        match once(http, url, limit).await {
            Err(RemoteError::Unreachable { .. }) => {}
            Err(RemoteError::Status { status, .. }) if status == 429 || status >= 500 => {}
            other => return other,
        }
        tokio::time::sleep(pause).await;
    }
    once(http, url, limit).await
}

async fn once(http: &reqwest::Client, url: &Url, limit: usize) -> Result<Option<Vec<u8>>, RemoteError> {
    let failed = |error: reqwest::Error| RemoteError::Unreachable { url: url.to_string(), why: chain(&error.without_url()) };
    let mut response = http.get(url.clone()).send().await.map_err(failed)?;
    match response.status() {
        StatusCode::OK => {}
        StatusCode::NOT_FOUND | StatusCode::GONE => return Ok(None),
        other => return Err(RemoteError::Status { url: url.to_string(), status: other.as_u16() }),
    }
    let mut bytes = Vec::new();
    while let Some(chunk) = response.chunk().await.map_err(failed)? {
        let room = (limit + 1).saturating_sub(bytes.len());
        bytes.extend_from_slice(&chunk[..chunk.len().min(room)]);
        if bytes.len() > limit {
            break;
        }
    }
    Ok(Some(bytes))
}
