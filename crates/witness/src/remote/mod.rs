//! A log behind a URL, read as if it stood in a folder: [`tlog::verify::log`] runs over it.
//!
//! The verifier asks for one file after the other, in an order that is known beforehand, so the next ones are under way while it
//! computes. Nothing is kept: what is in memory at one time is at most [`AHEAD`] files of up to [`EAGER`] bytes and one bundle, whatever
//! the server sends.

mod error;
mod fetch;
mod plan;

pub use error::RemoteError;

use std::collections::VecDeque;
use std::error::Error;
use std::sync::{Mutex, PoisonError};

use plan::Plan;
use reqwest::Url;
use tlog::SignedCheckpoint;
use tlog::entries::EntryReader;
use tlog::tile::{Bundle, Resource, Tile, TileReader};
use tokio::runtime::Handle;
use tokio::task::JoinHandle;

/// Files that are fetched ahead at the same time.
pub const AHEAD: usize = 16;

/// Bytes of a file that is fetched ahead; a longer bundle is fetched when it is its turn.
pub const EAGER: usize = 4 << 20;

/// Bytes that a published key may have.
const LONGEST_KEY: usize = 4096;

/// A log on another machine. Its methods wait for the network: call them where waiting is allowed, never from a task of the runtime.
#[derive(Debug)]
pub struct Remote {
    runtime: Handle,
    http: reqwest::Client,
    base: Url,
    ahead: Mutex<Ahead>,
}

/// A file or its absence.
type Fetched = Result<Option<Vec<u8>>, RemoteError>;

/// What is under way.
struct Ahead {
    /// Entries of the checkpoint that was read.
    size: u64,
    plan: Plan,
    files: VecDeque<(Resource, JoinHandle<Fetched>)>,
}

impl std::fmt::Debug for Ahead {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Ahead").field("size", &self.size).field("files", &self.files.len()).finish_non_exhaustive()
    }
}

impl Drop for Ahead {
    fn drop(&mut self) {
        self.files.iter().for_each(|(_, file)| file.abort());
    }
}

impl Remote {
    /// A log below this address; nothing is fetched yet. The runtime must run on other threads than those that call.
    ///
    /// # Errors
    /// [`RemoteError::Address`], [`RemoteError::Client`].
    pub fn new(runtime: Handle, address: &str) -> Result<Self, RemoteError> {
        let wrong = || RemoteError::Address(address.chars().take(200).collect());
        let base = base(address).ok_or_else(wrong)?;
        let ahead = Ahead { size: 0, plan: plan::walk(0), files: VecDeque::new() };
        Ok(Self { runtime, http: fetch::client(AHEAD)?, base, ahead: Mutex::new(ahead) })
    }

    /// The address, with a slash at its end.
    #[must_use]
    pub fn url(&self) -> &Url {
        &self.base
    }

    /// The bytes of `checkpoint`. The log is then read as of this checkpoint.
    ///
    /// # Errors
    /// [`RemoteError`].
    pub fn checkpoint(&self) -> Result<Vec<u8>, RemoteError> {
        let bytes = self.text("checkpoint", fetch::longest(&Resource::Checkpoint))?;
        Ok(self.as_of(bytes))
    }

    /// The bytes of `cosigned`, where a log's server has the latest checkpoint that a witness cosigned, else of `checkpoint`. The log is
    /// then read as of this checkpoint.
    ///
    /// # Errors
    /// [`RemoteError`].
    pub fn cosigned(&self) -> Result<Vec<u8>, RemoteError> {
        match self.text("cosigned", fetch::longest(&Resource::Checkpoint)) {
            Ok(bytes) => Ok(self.as_of(bytes)),
            Err(RemoteError::Missing(_)) => self.checkpoint(),
            Err(error) => Err(error),
        }
    }

    fn as_of(&self, bytes: Vec<u8>) -> Vec<u8> {
        // What cannot be read the verifier will refuse; then nothing more is asked for.
        let size = SignedCheckpoint::parse(&bytes).map_or(0, |signed| signed.checkpoint().size());
        let mut ahead = self.ahead.lock().unwrap_or_else(PoisonError::into_inner);
        *ahead = Ahead { size, plan: plan::walk(size), files: VecDeque::new() };
        bytes
    }

    /// The bytes of `key`, where the log's server says what its public key is.
    ///
    /// # Errors
    /// [`RemoteError`].
    pub fn key(&self) -> Result<Vec<u8>, RemoteError> {
        self.text("key", LONGEST_KEY)
    }

    /// A file that must be there and has a sensible length.
    fn text(&self, path: &str, limit: usize) -> Result<Vec<u8>, RemoteError> {
        let url = self.at(path)?;
        match self.runtime.block_on(fetch::fetch(&self.http, &url, limit))? {
            None => Err(RemoteError::Missing(url.to_string())),
            Some(bytes) if bytes.len() > limit => Err(RemoteError::TooLong { url: url.to_string(), limit }),
            Some(bytes) => Ok(bytes),
        }
    }

    /// The address of a file.
    fn at(&self, path: &str) -> Result<Url, RemoteError> {
        self.base.join(path).map_err(|_| RemoteError::Address(self.base.to_string()))
    }

    /// A file of the log: the one under way, where it is the next of the plan, else fetched now.
    fn get(&self, resource: Resource) -> Fetched {
        let mut ahead = self.ahead.lock().unwrap_or_else(PoisonError::into_inner);
        self.fill(&mut ahead)?;
        if ahead.files.front().is_none_or(|(next, _)| *next != resource) && plan::rebuild(ahead.size).next() == Some(resource) {
            *ahead = Ahead { size: ahead.size, plan: plan::rebuild(ahead.size), files: VecDeque::new() };
            self.fill(&mut ahead)?;
        }
        if let Some((_, file)) = ahead.files.pop_front_if(|(next, _)| *next == resource) {
            let fetched = self.runtime.block_on(file);
            self.fill(&mut ahead)?;
            let fetched = fetched.unwrap_or_else(|error| Err(RemoteError::Client(error.to_string())))?;
            if fetched.as_ref().is_none_or(|bytes| bytes.len() <= EAGER) {
                return Ok(fetched);
            }
        }
        let url = self.at(&resource.to_string())?;
        self.runtime.block_on(fetch::fetch(&self.http, &url, fetch::longest(&resource)))
    }

    /// Sends for the next files of the plan.
    fn fill(&self, ahead: &mut Ahead) -> Result<(), RemoteError> {
        while ahead.files.len() < AHEAD {
            let Some(resource) = ahead.plan.next() else { return Ok(()) };
            let (http, url, limit) = (self.http.clone(), self.at(&resource.to_string())?, fetch::longest(&resource).min(EAGER));
            let file = self.runtime.spawn(async move { fetch::fetch(&http, &url, limit).await });
            ahead.files.push_back((resource, file));
        }
        Ok(())
    }
}

impl TileReader for Remote {
    fn tile(&self, tile: &Tile) -> Result<Option<Vec<u8>>, Box<dyn Error + Send + Sync>> {
        Ok(self.get(Resource::Tile(*tile))?)
    }
}

impl EntryReader for Remote {
    fn bundle(&self, bundle: &Bundle) -> Result<Option<Vec<u8>>, Box<dyn Error + Send + Sync>> {
        Ok(self.get(Resource::Entries(*bundle))?)
    }
}

/// An address of HTTP that paths can be joined to: with a slash at its end, without query and fragment.
pub(crate) fn base(address: &str) -> Option<Url> {
    let mut url = Url::parse(address.trim()).ok()?;
    let sound = matches!(url.scheme(), "http" | "https") && url.has_host() && url.query().is_none() && url.fragment().is_none();
    if !sound {
        return None;
    }
    if !url.path().ends_with('/') {
        url.set_path(&format!("{}/", url.path()));
    }
    Some(url)
}

#[cfg(test)]
mod tests {
    use super::base;

    #[test]
    fn addresses() {
        let of = |text| base(text).map(|url| url.to_string());
        assert_eq!(of("https://example.org/log").as_deref(), Some("https://example.org/log/"));
        assert_eq!(of("http://127.0.0.1:8080").as_deref(), Some("http://127.0.0.1:8080/"));
        for wrong in ["", "example.org/log", "ftp://example.org/", "https://example.org/?a=1", "https://example.org/#log", "/srv/log"] {
            assert_eq!(of(wrong), None, "{wrong}");
        }
    }
}
