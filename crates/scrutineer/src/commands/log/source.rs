//! Where a log can be read from. A further kind of place is one more type that implements [`LogSource`] and one more line in [`open`].

use std::error::Error;
use std::fs;
use std::io::ErrorKind;
use std::path::Path;
use std::sync::Arc;

use server::DataDir;
use store::log::WaitingLog;
use store::{Reader, Store, StoreError};
use tlog::entries::EntryReader;
use tlog::folder::Folder;
use tlog::tile::{Bundle, Tile, TileReader};
use tokio::runtime::{Builder, Runtime};
use witness::remote::{Remote, RemoteError};

use super::read;
use crate::cli::Place;
use crate::commands::record;
use crate::failure::Failure;
use crate::screen::visible;

/// A log, wherever it is.
pub trait LogSource: TileReader + EntryReader {
    /// The bytes of the signed checkpoint: the latest, or, where cosignatures are asked for, the latest that has any. It is read first,
    /// and once.
    fn checkpoint(&self, cosigned: bool) -> Result<Vec<u8>, Failure>;

    /// The public key that stands beside the log, and where that is; nothing where there is none.
    fn key(&self) -> Result<Option<(String, Vec<u8>)>, Failure>;
}

/// The log in a folder or behind an address.
pub fn open(log: &str) -> Result<Box<dyn LogSource>, Failure> {
    if log.starts_with("http://") || log.starts_with("https://") {
        return Ok(Box::new(Behind::open(log)?));
    }
    if Path::new(log).join("keys").is_dir() && !Path::new(log).join("checkpoint").exists() {
        return Ok(Box::new(Recorded::open(Path::new(log))?));
    }
    Ok(Box::new(Folder::new(log)))
}

/// The log in a data directory's database. A running server is not disturbed.
struct Recorded {
    dir: DataDir,
    store: Arc<dyn Store>,
    log: WaitingLog,
    // Last, so that it outlives what runs on it.
    runtime: Runtime,
}

impl Recorded {
    fn open(path: &Path) -> Result<Self, Failure> {
        let runtime = runtime()?;
        let place = Place { data_dir: path.to_owned(), database: None };
        let (dir, store) = runtime.block_on(record::open(&place))?;
        let reader: Arc<dyn Reader> = store.clone();
        Ok(Self { dir, store, log: WaitingLog::new(reader, runtime.handle().clone()), runtime })
    }
}

impl TileReader for Recorded {
    fn tile(&self, tile: &Tile) -> Result<Option<Vec<u8>>, Box<dyn Error + Send + Sync>> {
        self.log.tile(tile)
    }
}

impl EntryReader for Recorded {
    fn bundle(&self, bundle: &Bundle) -> Result<Option<Vec<u8>>, Box<dyn Error + Send + Sync>> {
        self.log.bundle(bundle)
    }
}

impl LogSource for Recorded {
    fn checkpoint(&self, cosigned: bool) -> Result<Vec<u8>, Failure> {
        let failed = |e: StoreError| Failure::refused(e.code(), visible(&record::with_sources(&e)), e.remedy());
        let note = self.runtime.block_on(async {
            let latest = self.store.head().await?.map_or(0, |head| head.size);
            let size = if cosigned { self.store.latest_cosigned().await?.unwrap_or(latest) } else { latest };
            store::log::cosigned(&*self.store, size).await
        });
        note.map_err(failed)?.map(String::into_bytes).ok_or_else(|| {
            Failure::refused("LOG-NONE", "the record has no log yet", "Start the server on it once, or give another directory.")
        })
    }

    fn key(&self) -> Result<Option<(String, Vec<u8>)>, Failure> {
        beside(&self.dir.root().join("log.pub"))
    }
}

/// Threads to read with.
fn runtime() -> Result<Runtime, Failure> {
    let runtime = Builder::new_multi_thread().worker_threads(2).enable_all().build();
    runtime.map_err(|e| {
        Failure::refused("THREADS", format!("no threads can be started to read the log: {e}"), "Close other programs and try again.")
    })
}

impl LogSource for Folder {
    fn checkpoint(&self, _cosigned: bool) -> Result<Vec<u8>, Failure> {
        read(&self.root().join("checkpoint")).map_err(|failure| Failure {
            remedy: "Name the folder that has `checkpoint` and `tile/` directly in it.".to_owned(),
            ..failure
        })
    }

    fn key(&self) -> Result<Option<(String, Vec<u8>)>, Failure> {
        beside(&self.root().join("log.pub"))
    }
}

/// The key in a file that need not be there.
pub fn beside(path: &Path) -> Result<Option<(String, Vec<u8>)>, Failure> {
    match fs::read(path) {
        Ok(bytes) => Ok(Some((path.display().to_string(), bytes))),
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(None),
        Err(_) => read(path).map(|_| None),
    }
}

/// A log behind an address, and the threads that fetch it.
struct Behind {
    remote: Remote,
    // Last, so that it outlives what runs on it.
    _runtime: Runtime,
}

impl Behind {
    fn open(address: &str) -> Result<Self, Failure> {
        let runtime = runtime()?;
        let remote = Remote::new(runtime.handle().clone(), address).map_err(|error| unreachable(&error))?;
        Ok(Self { remote, _runtime: runtime })
    }
}

/// What went wrong on the way, as a failure of the command.
pub fn unreachable(error: &RemoteError) -> Failure {
    Failure::refused(error.code(), visible(&error.to_string()), error.remedy())
}

impl TileReader for Behind {
    fn tile(&self, tile: &Tile) -> Result<Option<Vec<u8>>, Box<dyn Error + Send + Sync>> {
        self.remote.tile(tile)
    }
}

impl EntryReader for Behind {
    fn bundle(&self, bundle: &Bundle) -> Result<Option<Vec<u8>>, Box<dyn Error + Send + Sync>> {
        self.remote.bundle(bundle)
    }
}

impl LogSource for Behind {
    fn checkpoint(&self, cosigned: bool) -> Result<Vec<u8>, Failure> {
        let bytes = if cosigned { self.remote.cosigned() } else { self.remote.checkpoint() };
        bytes.map_err(|error| unreachable(&error))
    }

    fn key(&self) -> Result<Option<(String, Vec<u8>)>, Failure> {
        match self.remote.key() {
            Ok(bytes) => Ok(Some((format!("{}key", self.remote.url()), bytes))),
            Err(RemoteError::Missing(_)) => Ok(None),
            Err(error) => Err(unreachable(&error)),
        }
    }
}
