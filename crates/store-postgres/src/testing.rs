//! A PostgreSQL cluster of its own for a test, made from the installed package and removed at the end.
//!
//! ```no_run
//! # fn main() -> std::io::Result<()> {
//! use store_postgres::testing::Cluster;
//!
//! // Says SKIPPED and gives nothing where PostgreSQL is not installed.
//! let Some(mut cluster) = Cluster::start(&[("wal_recycle", "off")])? else { return Ok(()) };
//! let url = cluster.database("record")?;
//! cluster.kill()?;
//! cluster.restart()?;
//! # let _ = url;
//! # Ok(())
//! # }
//! ```

use std::fs;
use std::io::{self, Write};
use std::os::unix::fs::{MetadataExt, chown};
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::thread::sleep;
use std::time::{Duration, Instant};

use tempfile::TempDir;

/// How long the server may take to answer after a start.
const PATIENCE: Duration = Duration::from_secs(30);
/// Between two tries.
const PAUSE: Duration = Duration::from_millis(50);

/// A running server, reachable through a socket in a folder of its own.
#[derive(Debug)]
pub struct Cluster {
    folder: TempDir,
    programs: PathBuf,
    settings: Vec<String>,
    /// Whom the server runs as, where we are root, whom PostgreSQL refuses: user and group.
    user: Option<(u32, u32)>,
    server: Option<Child>,
}

impl Cluster {
    /// Makes a cluster and starts its server with these settings beside the defaults. Nothing where PostgreSQL is not installed, which
    /// is said on the standard error.
    ///
    /// # Errors
    /// Where the programs are there and do not do their work.
    pub fn start(settings: &[(&str, &str)]) -> io::Result<Option<Self>> {
        let Some(programs) = programs() else {
            writeln!(io::stderr(), "SKIPPED (no PostgreSQL): neither pg_config nor /usr/lib/postgresql has an initdb")?;
            return Ok(None);
        };
        let folder = TempDir::with_prefix("scrutineer-pg-")?;
        let user = (fs::metadata(folder.path())?.uid() == 0).then(unprivileged).transpose()?;
        if let Some((user, group)) = user {
            chown(folder.path(), Some(user), Some(group))?;
        }
        let settings = settings.iter().flat_map(|(name, value)| ["-c".to_owned(), format!("{name}={value}")]).collect();
        let mut cluster = Self { folder, programs, settings, user, server: None };
        let data = cluster.data();
        let made = cluster
            .command("initdb")
            .args(["-U", "scrutineer", "-A", "trust", "-E", "UTF8", "--no-locale", "-N", "-D"])
            .arg(data)
            .output()?;
        succeeded("initdb", made.status.success(), &made.stderr)?;
        cluster.restart()?;
        Ok(Some(cluster))
    }

    /// The folder of its files.
    #[must_use]
    pub fn data(&self) -> PathBuf {
        self.folder.path().join("data")
    }

    /// The address of one of its databases.
    #[must_use]
    pub fn url(&self, database: &str) -> String {
        format!("postgres://scrutineer@localhost/{database}?host={}", self.folder.path().display())
    }

    /// Makes an empty database and gives its address.
    ///
    /// # Errors
    /// Where the server does not make it, such as because it is there.
    pub fn database(&self, name: &str) -> io::Result<String> {
        self.sql("postgres", &format!("CREATE DATABASE {name}"))?;
        Ok(self.url(name))
    }

    /// Runs statements as the superuser and gives what they print, a row a line.
    ///
    /// # Errors
    /// Where the server refuses them.
    pub fn sql(&self, database: &str, sql: &str) -> io::Result<String> {
        let done = self
            .command("psql")
            .args(["-X", "-A", "-t", "-q", "-v", "ON_ERROR_STOP=1", "-U", "scrutineer", "-h"])
            .arg(self.folder.path())
            .args(["-d", database, "-c", sql])
            .output()?;
        succeeded("psql", done.status.success(), &done.stderr)?;
        Ok(String::from_utf8_lossy(&done.stdout).trim_end().to_owned())
    }

    /// Kills the server and all its processes with signal 9, as a power failure or the system's memory killer would.
    ///
    /// # Errors
    /// Where the processes cannot be listed or killed.
    pub fn kill(&mut self) -> io::Result<()> {
        let Some(mut server) = self.server.take() else { return Ok(()) };
        let children = children(server.id())?;
        server.kill()?;
        server.wait()?;
        // Those that are gone by themselves by now are no error.
        Command::new("kill").arg("-9").args(children.iter().map(u32::to_string)).stderr(Stdio::null()).status()?;
        Ok(())
    }

    /// Stops all its processes where they are: they hold their sockets and answer nothing, as a machine whose disk hangs. Only
    /// [`Cluster::kill`] ends it.
    ///
    /// # Errors
    /// Where the processes cannot be listed or stopped.
    pub fn freeze(&self) -> io::Result<()> {
        let Some(server) = &self.server else { return Ok(()) };
        let processes = children(server.id())?.into_iter().chain([server.id()]);
        Command::new("kill").arg("-STOP").args(processes.map(|process| process.to_string())).stderr(Stdio::null()).status().map(drop)
    }

    /// Starts the server, after [`Cluster::kill`] or as it is first made, and waits until it answers.
    ///
    /// # Errors
    /// Where it does not answer in time.
    pub fn restart(&mut self) -> io::Result<()> {
        let started = Instant::now();
        loop {
            let running = match &mut self.server {
                // It stops again at once while a process of the one before is still there.
                Some(server) => server.try_wait()?.is_none(),
                None => false,
            };
            if !running {
                self.server = Some(self.spawn()?);
            }
            let ready = self.command("pg_isready").args(["-q", "-t", "1", "-h"]).arg(self.folder.path()).status()?;
            if ready.success() {
                return Ok(());
            }
            if started.elapsed() > PATIENCE {
                let messages = fs::read_to_string(self.messages()).unwrap_or_default();
                return Err(io::Error::other(format!("the server does not answer: {messages}")));
            }
            sleep(PAUSE);
        }
    }

    /// The file of the server's messages.
    #[must_use]
    pub fn messages(&self) -> PathBuf {
        self.folder.path().join("messages")
    }

    fn spawn(&self) -> io::Result<Child> {
        let messages = fs::OpenOptions::new().create(true).append(true).open(self.messages())?;
        let mut command = self.command("postgres");
        command.arg("-D").arg(self.data()).arg("-k").arg(self.folder.path()).args(["-c", "listen_addresses="]);
        command.args(&self.settings).stdin(Stdio::null()).stdout(Stdio::null()).stderr(messages).spawn()
    }

    /// One of PostgreSQL's programs, as the unprivileged user.
    fn command(&self, program: &str) -> Command {
        let mut command = Command::new(self.programs.join(program));
        command.current_dir(self.folder.path()).env("LC_ALL", "C");
        if let Some((user, group)) = self.user {
            command.uid(user).gid(group);
        }
        command
    }
}

impl Drop for Cluster {
    fn drop(&mut self) {
        // The folder goes next, whatever became of the server.
        let _ = self.kill();
    }
}

/// The folder of PostgreSQL's programs: the one of `pg_config`, else the latest that Debian's packages made.
fn programs() -> Option<PathBuf> {
    let configured = Command::new("pg_config").arg("--bindir").output().ok().filter(|done| done.status.success());
    let configured = configured.map(|done| PathBuf::from(String::from_utf8_lossy(&done.stdout).trim()));
    let versions = fs::read_dir("/usr/lib/postgresql").into_iter().flatten().flatten();
    let number = |path: &PathBuf| path.file_name().and_then(|name| name.to_str()?.parse::<u32>().ok());
    let packaged = versions.map(|version| version.path()).max_by_key(number).map(|path| path.join("bin"));
    configured.into_iter().chain(packaged).find(|folder| folder.join("initdb").is_file())
}

/// User and group `nobody`, out of the system's list of users.
fn unprivileged() -> io::Result<(u32, u32)> {
    let users = fs::read_to_string("/etc/passwd")?;
    let nobody = users.lines().map(|line| line.split(':').collect::<Vec<_>>()).find(|user| user.first() == Some(&"nobody"));
    let number = |at: usize| nobody.as_ref().and_then(|user| user.get(at)?.parse().ok());
    number(2).zip(number(3)).ok_or_else(|| io::Error::other("there is no user `nobody`"))
}

/// Processes whose parent is this one.
fn children(parent: u32) -> io::Result<Vec<u32>> {
    let of = |folder: &Path| -> Option<u32> {
        let stat = fs::read_to_string(folder.join("stat")).ok()?;
        // The name, in brackets, may itself hold spaces and brackets; state and parent come after it.
        stat.rsplit_once(')')?.1.split_whitespace().nth(1)?.parse().ok()
    };
    let processes = fs::read_dir("/proc")?.flatten().map(|entry| entry.path());
    let number = |path: &Path| path.file_name().and_then(|name| name.to_str()?.parse().ok());
    Ok(processes.filter(|path| of(path) == Some(parent)).filter_map(|path| number(&path)).collect())
}

fn succeeded(what: &str, success: bool, messages: &[u8]) -> io::Result<()> {
    if success { Ok(()) } else { Err(io::Error::other(format!("{what}: {}", String::from_utf8_lossy(messages)))) }
}
