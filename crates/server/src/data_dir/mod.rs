//! The data directory: where everything of one server stands.
//!
//! | file | what |
//! |---|---|
//! | `config.toml` | which database, and where attachments are, as first given |
//! | `record.db` | the record, where it is kept in SQLite |
//! | `objects/` | attachments, where they are kept here |
//! | `keys/log.key`, `log.pub` | the log's signing key and its public half |
//! | `keys/vault.key` | opens sealed blocks; gone once custodians hold it |
//! | `listening` | where the running server listens |
//! | `published` | the latest checkpoint that anybody was shown |

mod error;
mod files;
mod keys;

pub use error::DataDirError;

use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use serde::{Deserialize, Serialize};
use store::{Reader, Store, StoreError};
use store_postgres::PostgresStore;
use store_sqlite::SqliteStore;
use tlog::SignedCheckpoint;

/// The directory.
#[derive(Clone, Debug)]
pub struct DataDir {
    root: PathBuf,
}

/// What is remembered between starts.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
struct Config {
    /// URL of the database; nothing where it is the file in the directory.
    database: Option<String>,
    /// Where attachments are; nothing where they are in the directory.
    objects: Option<String>,
}

impl DataDir {
    /// Makes the directory, for its owner alone, where it is missing.
    ///
    /// # Errors
    /// [`DataDirError::File`] where it cannot be made or written.
    pub fn create(root: &Path) -> Result<Self, DataDirError> {
        files::directory(root)?;
        files::directory(&root.join("keys"))?;
        let dir = Self { root: root.to_owned() };
        // Found out now, and not with the first report.
        files::probe(root)?;
        Ok(dir)
    }

    /// A directory that is there.
    ///
    /// # Errors
    /// [`DataDirError::Missing`].
    pub fn existing(root: &Path) -> Result<Self, DataDirError> {
        let known = ["config.toml", "record.db", "keys"].iter().any(|name| root.join(name).exists());
        if known { Ok(Self { root: root.to_owned() }) } else { Err(DataDirError::Missing(root.to_owned())) }
    }

    /// Its path.
    #[must_use]
    pub fn root(&self) -> &Path {
        &self.root
    }

    /// Where the record is when it is kept in SQLite.
    #[must_use]
    pub fn sqlite(&self) -> PathBuf {
        self.root.join("record.db")
    }

    /// Decides which database to use. One data directory has one record: another URL than the remembered one is refused, because a
    /// second record under the same key would be a forked log. It is remembered once it could be opened ([`DataDir::store`]).
    ///
    /// # Errors
    /// [`DataDirError::OtherDatabase`], [`DataDirError::File`].
    pub fn database(&self, given: Option<&str>) -> Result<Option<String>, DataDirError> {
        let remembered = self.config()?.database;
        match (given, remembered) {
            (None, remembered) => Ok(remembered),
            (Some(given), Some(remembered)) if same_place(given, &remembered) => Ok(Some(given.to_owned())),
            (Some(given), None) if !self.sqlite().exists() => Ok(Some(given.to_owned())),
            (Some(_), _) => Err(DataDirError::OtherDatabase),
        }
    }

    /// Decides where attachments are kept, and remembers it.
    ///
    /// # Errors
    /// [`DataDirError::File`].
    pub fn objects(&self, given: Option<&str>) -> Result<String, DataDirError> {
        let mut config = self.config()?;
        if let Some(given) = given.filter(|given| config.objects.as_deref() != Some(*given)) {
            config.objects = Some(given.to_owned());
            self.remember(&config)?;
        }
        Ok(config.objects.unwrap_or_else(|| self.root.join("objects").display().to_string()))
    }

    /// Opens the record, and remembers the URL of a database that could be opened.
    ///
    /// # Errors
    /// [`DataDirError::Store`], [`DataDirError::File`].
    pub async fn store(&self, database: Option<&str>) -> Result<Arc<dyn Store>, DataDirError> {
        let Some(url) = database else { return Ok(Arc::new(self.open_sqlite().await?)) };
        let store = PostgresStore::open(url).await?;
        let mut config = self.config()?;
        if config.database.as_deref() != Some(url) {
            config.database = Some(url.to_owned());
            self.remember(&config)?;
        }
        Ok(Arc::new(store))
    }

    /// The record in the directory; to read only where it may not be written, such as a backup on a disk that is locked.
    async fn open_sqlite(&self) -> Result<SqliteStore, DataDirError> {
        let path = self.sqlite();
        files::private(&path)?;
        // A lock that cannot be made is refused when it is asked for.
        let _ = files::private(&path.with_extension("lock"));
        match SqliteStore::open(&path).await {
            Err(refused @ StoreError::ReadOnly(_)) => match SqliteStore::open_to_read(&path).await {
                Ok(store) => Ok(store),
                Err(StoreError::ReadOnly(_)) => Err(refused.into()),
                Err(error) => Err(error.into()),
            },
            opened => Ok(opened?),
        }
    }

    /// Refuses a database that ends before the latest checkpoint that was shown from here: it was put back from a backup, or is
    /// another one, and going on with it would contradict what others hold.
    ///
    /// # Errors
    /// [`DataDirError::Behind`], [`DataDirError::Contradicts`].
    pub async fn compare_published(&self, store: &dyn Reader) -> Result<(), DataDirError> {
        let Some(bytes) = files::read(&self.root.join("published"))? else { return Ok(()) };
        let shown = SignedCheckpoint::parse(&bytes).map_err(|e| DataDirError::Published(e.to_string()))?;
        let size = shown.checkpoint().size();
        let head = store.head().await?.map_or(0, |head| head.size);
        if head < size {
            return Err(DataDirError::Behind { published: size, database: head });
        }
        // The note is the same to the byte where the record is the same: signatures are deterministic.
        let same = store.heads(size, 1).await?.first().is_some_and(|there| there.size == size && there.note.as_bytes() == bytes);
        if same { Ok(()) } else { Err(DataDirError::Contradicts { size }) }
    }

    /// Notes the latest checkpoint that is shown, durably: half a note after a power cut would keep the server from starting. It waits
    /// for the disk, so it is not called where an acknowledgement waits.
    ///
    /// # Errors
    /// [`DataDirError::File`].
    pub fn publish(&self, note: &str) -> Result<(), DataDirError> {
        files::replace(&self.root.join("published"), note.as_bytes(), true)
    }

    /// Notes where the server listens, for commands on the same machine; nothing once it has stopped.
    ///
    /// # Errors
    /// [`DataDirError::File`].
    pub fn listen(&self, address: Option<SocketAddr>) -> Result<(), DataDirError> {
        files::replace(&self.root.join("listening"), address.map(|a| a.to_string()).unwrap_or_default().as_bytes(), false)
    }

    /// Where a server of this directory says it listens.
    ///
    /// # Errors
    /// [`DataDirError::File`].
    pub fn listening(&self) -> Result<Option<SocketAddr>, DataDirError> {
        let bytes = files::read(&self.root.join("listening"))?.unwrap_or_default();
        Ok(String::from_utf8_lossy(&bytes).trim().parse().ok())
    }

    fn config(&self) -> Result<Config, DataDirError> {
        let path = self.root.join("config.toml");
        let Some(bytes) = files::read(&path)? else { return Ok(Config::default()) };
        let text =
            String::from_utf8(bytes).map_err(|_| DataDirError::Config { path: path.clone(), message: "it is not UTF-8".to_owned() })?;
        toml::from_str(&text).map_err(|e| DataDirError::Config { path, message: e.message().to_owned() })
    }

    fn remember(&self, config: &Config) -> Result<(), DataDirError> {
        let text = toml::to_string(config).unwrap_or_default();
        // A database's URL may have its password in it.
        files::replace(&self.root.join("config.toml"), text.as_bytes(), true)
    }
}

/// Whether two URLs lead to the same database, whatever the user, password and options in them.
fn same_place(a: &str, b: &str) -> bool {
    let place = |url: &str| {
        let rest = url.split_once("://").map_or(url, |(_, rest)| rest);
        let rest = rest.split(['?', '#']).next().unwrap_or_default();
        rest.rsplit_once('@').map_or(rest, |(_, place)| place).to_owned()
    };
    place(a) == place(b) && !place(a).is_empty()
}

#[cfg(test)]
mod tests;
