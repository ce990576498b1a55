//! Erasures to their end. An erasure is committed first, so that it stands; only then is content removed and are the database's files
//! cleaned. What is still to be removed is noted before the commit: a server that dies in between goes on with it when it starts.

use std::collections::BTreeSet;
use std::sync::Arc;
use std::time::Duration;

use evidence::Object;
use evidence::objects::ObjectError;
use store::StoreError;
use store::rows::AttachmentRow;

use crate::app::App;
use crate::backup::kept;

/// The setting that notes content to be removed, path by path.
const DUE: &str = "erasing";

/// Stands in that list from the note to the end: the database's files are to be cleaned, whatever content there is.
const FILES: &str = "-";

/// Between two tries to finish.
const AGAIN: Duration = Duration::from_secs(30);

/// Why an erasure is not finished yet.
#[derive(Debug, thiserror::Error)]
pub enum Unfinished {
    /// The database.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// The store of attachments.
    #[error(transparent)]
    Objects(#[from] ObjectError),
}

impl Unfinished {
    /// Stable code.
    pub fn code(&self) -> &'static str {
        match self {
            Self::Store(error) => error.code(),
            Self::Objects(error) => error.code(),
        }
    }
}

/// Notes that the content of these attachments is to be removed, once nothing refers to it.
pub async fn note(app: &App, attachments: &[AttachmentRow]) -> Result<(), StoreError> {
    let _one = app.erasing.lock().await;
    let mut due = due(app).await?;
    due.insert(FILES.to_owned());
    due.extend(attachments.iter().flat_map(|row| kept(row).objects()).map(|object| object.path().to_string()));
    set(app, &due).await
}

/// Removes what is due and nothing refers to, and cleans the database's files. Whatever cannot be done stays noted.
pub async fn finish(app: &App) -> Result<(), Unfinished> {
    let _one = app.erasing.lock().await;
    for object in due(app).await?.iter().filter_map(|path| Object::parse(path)) {
        remove_unused(app, &object).await?;
    }
    app.store.scrub().await?;
    Ok(set(app, &BTreeSet::new()).await?)
}

/// Removes content unless some attachment has it.
pub async fn remove_unused(app: &App, object: &Object) -> Result<(), Unfinished> {
    let _removing = app.contents.removing(object).await;
    let uses = match object {
        Object::Sealed(hash) => app.store.uses_of(hash, None).await?.0,
        Object::Working(hash) => app.store.uses_of(hash, Some(hash)).await?.1,
        Object::Incoming(_) => 0,
    };
    if uses == 0 { Ok(app.objects.remove(object).await?) } else { Ok(()) }
}

/// Goes on until everything is done, when something was left over.
pub fn resume(app: &Arc<App>) {
    // Between two tries it holds nothing, so that a server that stops does not wait for it.
    let waiting = Arc::downgrade(app);
    tokio::spawn(async move {
        while let Some(app) = waiting.upgrade() {
            let Err(error) = left_over(&app).await else { return };
            tracing::warn!(code = error.code(), "an erasure is not finished: {error}; it is tried again");
            drop(app);
            tokio::time::sleep(AGAIN).await;
        }
    });
}

async fn left_over(app: &App) -> Result<(), Unfinished> {
    match app.store.get(DUE).await? {
        Some(list) if !list.is_empty() => finish(app).await,
        _ => Ok(()),
    }
}

/// The setting is a line for each path; a mark stands where only the database's files are due.
async fn due(app: &App) -> Result<BTreeSet<String>, StoreError> {
    Ok(app.store.get(DUE).await?.unwrap_or_default().lines().map(str::to_owned).collect())
}

async fn set(app: &App, due: &BTreeSet<String>) -> Result<(), StoreError> {
    let lines: Vec<&str> = due.iter().map(String::as_str).collect();
    app.store.set(DUE, &lines.join("\n")).await
}
