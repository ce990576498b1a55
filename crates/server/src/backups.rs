//! Backups made from the office, into folders beside the data directory.

use std::path::PathBuf;
use std::sync::{Arc, Mutex, PoisonError};

use axum::http::StatusCode;
use pages::views::settings::{BackupRow, BackupView, Progress};

use crate::app::{App, now};
use crate::backup::backup;
use crate::data_dir::DataDir;
use crate::problem::Problem;

/// Where backups go, and the one under way.
#[derive(Debug)]
pub struct Backups {
    dir: DataDir,
    database: Option<String>,
    folder: PathBuf,
    running: Mutex<Option<(u64, u64)>>,
}

impl Backups {
    /// Beside the data directory: `NAME-backups`.
    #[must_use]
    pub fn new(dir: DataDir, database: Option<String>) -> Self {
        let mut name = dir.root().file_name().unwrap_or_default().to_owned();
        name.push("-backups");
        let folder = dir.root().with_file_name(name);
        Self { dir, database, folder, running: Mutex::default() }
    }

    fn set(&self, running: Option<(u64, u64)>) {
        *self.running.lock().unwrap_or_else(PoisonError::into_inner) = running;
    }

    /// Begins one; it goes on when whoever asked is gone.
    ///
    /// # Errors
    /// 409 while one is being made; 500 where the folder cannot be made.
    pub fn begin(&self, app: &Arc<App>) -> Result<(), Problem> {
        {
            let mut running = self.running.lock().unwrap_or_else(PoisonError::into_inner);
            if running.is_some() {
                return Err(Problem::new(StatusCode::CONFLICT, "BACKUP-RUNNING", "a backup is being made", "Wait until it is done."));
            }
            *running = Some((0, 1));
        }
        if let Err(error) = std::fs::create_dir_all(&self.folder) {
            self.set(None);
            tracing::error!(%error, "the folder of backups cannot be made");
            return Err(Problem::new(
                StatusCode::INTERNAL_SERVER_ERROR,
                "BACKUP-FOLDER",
                "the folder of backups cannot be made",
                "Let the server write beside its data directory, or make backups with `scrutineer backup`.",
            ));
        }
        let stamp: String = crate::routes::time(now()).chars().filter(|c| c.is_ascii_digit() || *c == 'T').collect();
        let out = self.folder.join(stamp);
        let app = Arc::clone(app);
        tokio::spawn(async move {
            let backups = &app.backups;
            let telling = Arc::clone(&app);
            let mut tell = move |_: &'static str, done: u64, all: u64| telling.backups.set(Some((done, all.max(1))));
            if let Err(error) = backup(&backups.dir, backups.database.as_deref(), &out, false, &mut tell).await {
                tracing::error!(code = error.code(), error = &error as &dyn std::error::Error, "a backup was not made");
            }
            backups.set(None);
        });
        Ok(())
    }

    /// What there is: each was verified before it got its name.
    #[must_use]
    pub fn view(&self) -> BackupView {
        let running = *self.running.lock().unwrap_or_else(PoisonError::into_inner);
        let mut backups: Vec<BackupRow> = std::fs::read_dir(&self.folder)
            .into_iter()
            .flatten()
            .filter_map(Result::ok)
            .filter(|entry| entry.path().join("record.db").exists())
            .map(|entry| {
                let record = entry.path().join("record.db").metadata();
                let at = record.as_ref().ok().and_then(|meta| meta.modified().ok()?.duration_since(std::time::UNIX_EPOCH).ok());
                BackupRow {
                    name: entry.file_name().to_string_lossy().into_owned(),
                    moment: crate::pages::moment(at.map_or(0, |since| since.as_secs())),
                    size: crate::pages::size(record.map_or(0, |meta| meta.len())),
                    entries: entries(&entry.path()),
                    verified: true,
                }
            })
            .collect();
        backups.sort_by(|a, b| b.name.cmp(&a.name));
        BackupView { running: running.map(|(done, total)| Progress { done, total }), backups }
    }
}

/// The size of the log in a backup: the second line of its checkpoint.
fn entries(folder: &std::path::Path) -> u64 {
    let text = std::fs::read_to_string(folder.join("published")).unwrap_or_default();
    text.lines().nth(1).and_then(|line| line.parse().ok()).unwrap_or(0)
}
