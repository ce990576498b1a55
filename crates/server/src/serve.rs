//! From options to a running server, and to its end.

use std::net::SocketAddr;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use accounts::link::Purpose;
use axum::Router;
use evidence::Objects;
use evidence::objects::ObjectError;
use sha2::{Digest, Sha256};
use store::clock::MachineClock;
use store::prepare::Pepper;
use store::rows::Head;
use store::sequencer::Limits;
use store::{Sequencer, Store, StoreError};
use tokio::net::TcpListener;
use tokio::sync::watch;
use tokio::task::JoinHandle;
use tokio::time::timeout;
use tokio_rustls::TlsAcceptor;
use witness::client::{self, WitnessAddress};

use crate::app::{App, Office, now};
use crate::backups::Backups;
use crate::connections::{self, Patience};
use crate::cosign;
use crate::counts::Submissions;
use crate::data_dir::{DataDir, DataDirError};
use crate::definitions::Definitions;
use crate::erasures;
use crate::facts::Facts;
use crate::init::{self, Init, InitError, Initiated};
use crate::people;
use crate::registry::Registry;
use crate::routes::router;
use crate::tls::{TlsError, TlsFiles};
use crate::webhooks;

/// After the last request, for what was handed to the record to be written: far more than it takes. Something that tries again and
/// again, because a disk or a bucket is away, must not keep the server from its end.
const LAST: Duration = Duration::from_secs(30);

/// Between two looks for what expired.
const TIDY: Duration = Duration::from_mins(10);

/// What can be chosen.
#[derive(Clone, Debug)]
pub struct Options {
    /// The data directory.
    pub data_dir: PathBuf,
    /// URL of a PostgreSQL database; without one the remembered one, or the file in the data directory.
    pub database: Option<String>,
    /// Where attachments go: a folder, or `s3://bucket/prefix`; without one as remembered, or in the data directory.
    pub objects: Option<String>,
    /// Where to listen.
    pub listen: SocketAddr,
    /// The log's name, when it is new.
    pub name: Option<String>,
    /// Who is asked to cosign.
    pub witnesses: Vec<WitnessAddress>,
    /// Bytes of an attachment at most.
    pub largest_attachment: u64,
    /// How much may wait.
    pub limits: Limits,
    /// How long the server waits for whom.
    pub patience: Patience,
    /// The address under which browsers see it.
    pub public_url: Option<String>,
    /// Whether a proxy in front of it says who sent a request.
    pub behind_proxy: bool,
    /// Certificate and key, in PEM: then it is reached over TLS.
    pub tls: Option<TlsFiles>,
}

/// Why the server did not start, or ended.
#[derive(Debug, thiserror::Error)]
pub enum ServeError {
    /// The data directory or the record in it.
    #[error(transparent)]
    DataDir(#[from] DataDirError),
    /// The folder or bucket of attachments.
    #[error(transparent)]
    Objects(#[from] ObjectError),
    /// The address.
    #[error("{address} cannot be listened on: {source}")]
    Listen {
        /// Which.
        address: SocketAddr,
        /// Why.
        source: std::io::Error,
    },
    /// No client for asking witnesses.
    #[error("witnesses cannot be asked: {0}")]
    Client(String),
    /// The certificate or its key.
    #[error(transparent)]
    Tls(#[from] TlsError),
    /// The public address.
    #[error("`{0}` is no address of a site, such as https://observe.example.org")]
    PublicUrl(String),
    /// No random numbers.
    #[error("the system gives no random numbers: {0}")]
    Random(String),
}

impl From<StoreError> for ServeError {
    fn from(error: StoreError) -> Self {
        Self::DataDir(error.into())
    }
}

impl ServeError {
    /// Stable code.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Self::DataDir(error) => error.code(),
            Self::Objects(error) => error.code(),
            Self::Listen { .. } => "SERVE-LISTEN",
            Self::Client(_) => "SERVE-CLIENT",
            Self::Tls(error) => error.code(),
            Self::PublicUrl(_) => "SERVE-PUBLIC-URL",
            Self::Random(_) => "SERVE-RANDOM",
        }
    }

    /// What to do about it.
    #[must_use]
    pub fn remedy(&self) -> &'static str {
        match self {
            Self::DataDir(error) => error.remedy(),
            Self::Objects(error) => error.remedy(),
            Self::Listen { .. } => "Choose another address with `--listen`; another server may be using this one.",
            Self::Client(_) => "Install the system's certificates, or leave `--witness` out.",
            Self::Tls(error) => error.remedy(),
            Self::PublicUrl(_) => "Give scheme and name, and nothing behind them.",
            Self::Random(_) => "Look at the machine: nothing can be kept safely without random numbers.",
        }
    }
}

/// A server that listens and does not answer yet.
pub struct Server {
    dir: DataDir,
    listener: TcpListener,
    tls: Option<TlsAcceptor>,
    router: Router,
    patience: Patience,
    sequencer: Sequencer,
    writing: JoinHandle<()>,
    publishing: JoinHandle<()>,
    cosigning: JoinHandle<()>,
    app: Arc<App>,
    /// Tells open streams and other tasks that the server stops.
    stop: watch::Sender<bool>,
    address: SocketAddr,
}

impl Server {
    /// Opens everything, checks that it belongs together, takes the writer's lock and listens.
    ///
    /// # Errors
    /// [`ServeError`]; nothing was changed then but what a first start makes.
    pub async fn start(options: Options) -> Result<Self, ServeError> {
        let tls = options.tls.as_ref().map(TlsFiles::acceptor).transpose()?;
        let public_url = options.public_url.map(public_url).transpose()?;
        let facts = Facts::new(public_url, tls.is_some(), options.behind_proxy);
        let dir = DataDir::create(&options.data_dir)?;
        let database = dir.database(options.database.as_deref())?;
        let store = dir.store(database.as_deref()).await?;
        let key = record_key(&dir, &*store, options.name.as_deref()).await?;
        dir.compare_published(&*store).await?;
        let (sequencer, writing) = Sequencer::start(store.clone(), key.clone(), Box::new(MachineClock::default()), options.limits).await?;
        // With the lock held, nobody else makes the vault or binds a key.
        dir.bind_key(&*store, &key).await?;
        let vault = dir.vault(&*store).await?;
        let objects = Objects::open(&dir.objects(options.objects.as_deref())?, vault)?;
        let definitions = Definitions::load(&*store).await?;
        let registry = Registry::load(&*store).await?;
        let mut seed = [0; 32];
        getrandom::fill(&mut seed).map_err(|e| ServeError::Random(e.to_string()))?;

        let listener = TcpListener::bind(options.listen).await.map_err(|source| ServeError::Listen { address: options.listen, source })?;
        let address = listener.local_addr().map_err(|source| ServeError::Listen { address: options.listen, source })?;
        dir.listen(Some(address))?;
        let publishing = tokio::spawn(publish(dir.clone(), sequencer.heads()));
        let cosigning = if options.witnesses.is_empty() {
            tokio::spawn(async {})
        } else {
            let http = client::http().map_err(|e| ServeError::Client(e.to_string()))?;
            tokio::spawn(cosign::run(store.clone(), sequencer.heads(), options.witnesses, http))
        };
        let secrets = (Pepper::of(&key), seed);
        let (stop, stopping) = watch::channel(false);
        let office = Office {
            registry,
            facts,
            counts: Submissions::load(&*store).await?,
            backups: Backups::new(dir.clone(), database),
            stopping,
            observer_secret: Sha256::new_with_prefix("scrutineer observers 1\n").chain_update(key.reveal()).finalize().into(),
        };
        let app = Arc::new(App::new(store, sequencer.clone(), objects, definitions, options.largest_attachment, secrets, office));
        tokio::spawn(webhooks::run(Arc::clone(&app)));
        tokio::spawn(tidy(Arc::clone(&app)));
        erasures::resume(&app);
        Ok(Self {
            dir,
            listener,
            tls,
            router: router(Arc::clone(&app), options.patience.pause),
            app,
            patience: options.patience,
            sequencer,
            writing,
            publishing,
            cosigning,
            address,
            stop,
        })
    }

    /// Where it listens.
    #[must_use]
    pub fn address(&self) -> SocketAddr {
        self.address
    }

    /// The log's public key.
    #[must_use]
    pub fn key(&self) -> String {
        self.sequencer.key().to_string()
    }

    /// Entries of the log.
    #[must_use]
    pub fn size(&self) -> u64 {
        self.sequencer.head().size
    }

    /// Sets an election up from its files.
    ///
    /// # Errors
    /// [`InitError`].
    pub async fn init(&self, init: &Init) -> Result<Initiated, InitError> {
        init::run(&self.app, init).await
    }

    /// The address of a link for the first administrator, good for a day; nothing once there is an account.
    ///
    /// # Errors
    /// [`ServeError`] of the database.
    pub async fn first_link(&self) -> Result<Option<String>, ServeError> {
        if people::anybody(&*self.app.store).await? {
            return Ok(None);
        }
        let mut random = self.app.fork();
        let secret = people::make_link(&*self.app.store, Purpose::FirstAdministrator, None, now(), &mut random).await?;
        Ok(Some(format!("{}/set-up/{}", self.url(), secret.reveal())))
    }

    /// What answers, for tests that need no connection. The tasks go on as long as the runtime.
    #[cfg(test)]
    pub(crate) fn inside(self) -> (Router, Arc<App>) {
        // Its stop signal lives as long as the process: nothing here is told to stop.
        std::mem::forget(self.stop);
        (self.router, self.app)
    }

    /// Where browsers see it.
    #[must_use]
    pub fn url(&self) -> String {
        let scheme = if self.tls.is_some() { "https" } else { "http" };
        self.app.facts.public_url.clone().unwrap_or_else(|| format!("{scheme}://{}", self.address))
    }

    /// Ends without having answered anybody: everything that was handed to the record is written.
    ///
    /// # Errors
    /// [`ServeError::DataDir`].
    pub async fn end(self) -> Result<(), ServeError> {
        self.run(std::future::ready(()), std::future::pending()).await
    }

    /// Answers until `stop` is done; then takes nothing new, gives requests on their way their grace, which `at_once` cuts short, and
    /// ends once everything that was handed to the record is written.
    ///
    /// # Errors
    /// [`ServeError::DataDir`], once everything is written.
    pub async fn run(self, stop: impl Future<Output = ()>, at_once: impl Future<Output = ()>) -> Result<(), ServeError> {
        let stopped = self.stop.clone();
        let stop = async move {
            stop.await;
            stopped.send_replace(true);
        };
        connections::serve(self.listener, self.tls, self.router, self.patience, stop, at_once).await;
        self.stop.send_replace(true);
        let store = Arc::clone(&self.app.store);
        drop(self.app);
        let noted = self.dir.listen(None);
        drop(self.sequencer);
        self.cosigning.abort();
        // The tasks end when the last sender is gone, with everything written.
        let ended = async {
            let _ = self.writing.await;
            let _ = self.publishing.await;
            if let Err(error) = store.close().await {
                tracing::warn!(code = error.code(), error = &error as &dyn std::error::Error, "the database was not closed in order");
            }
        };
        if timeout(LAST, ended).await.is_err() {
            tracing::warn!("something is not finished; it goes on when the server starts again");
        }
        Ok(noted?)
    }
}

/// Scheme and name of a site, without anything behind them.
fn public_url(text: String) -> Result<String, ServeError> {
    let trimmed = text.trim_end_matches('/');
    let name = trimmed.strip_prefix("https://").or_else(|| trimmed.strip_prefix("http://"));
    match name {
        Some(name) if !name.is_empty() && name.bytes().all(|b| b.is_ascii_alphanumeric() || b".-:[]".contains(&b)) => {
            Ok(trimmed.to_owned())
        }
        _ => Err(ServeError::PublicUrl(text)),
    }
}

/// The log's key: made for a new record only. A record without its key is not continued under another one.
async fn record_key(dir: &DataDir, store: &dyn Store, name: Option<&str>) -> Result<tlog::SignerKey, DataDirError> {
    if let (Some(record), false) = (store.get("key").await?, dir.has_log_key()) {
        return Err(DataDirError::KeyGone { record: record.split('+').next().unwrap_or_default().to_owned() });
    }
    let key = dir.log_key(name)?;
    if store.get("key").await?.is_some() {
        dir.bind_key(store, &key).await?;
    }
    Ok(key)
}

/// Removes documents that expired, now and then.
async fn tidy(app: Arc<App>) {
    let mut stopping = app.stopping.clone();
    loop {
        if let Err(error) = app.store.remove_expired(now()).await {
            tracing::warn!(code = error.code(), "what expired cannot be removed");
        }
        tokio::select! {
            () = tokio::time::sleep(TIDY) => {}
            _ = stopping.wait_for(|stopping| *stopping) => return,
        }
    }
}

/// Notes what was shown, a few times a second at most.
async fn publish(dir: DataDir, mut heads: watch::Receiver<Arc<Head>>) {
    loop {
        let note = heads.borrow_and_update().note.clone();
        // It waits for the disk, which no thread that answers should.
        let to = dir.clone();
        if let Ok(Err(error)) = tokio::task::spawn_blocking(move || to.publish(&note)).await {
            tracing::error!(code = error.code(), error = &error as &dyn std::error::Error, "the checkpoint shown cannot be noted");
        }
        tokio::time::sleep(Duration::from_millis(200)).await;
        if heads.changed().await.is_err() {
            return;
        }
    }
}
