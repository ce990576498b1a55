//! One moment of the record, and what a file made of it says of where it comes from.

use std::time::Duration;

use axum::http::{HeaderMap, HeaderName, HeaderValue};
use domain::registry::{Noun, Object};
use publish::open_data::{LogAt, Provenance};
use store::Reader;
use store::rows::ObjectPage;
use tlog::SignedCheckpoint;
use tokio::sync::{Semaphore, SemaphorePermit};
use tokio::time::timeout;

use super::error::ExportError;
use crate::app::App;
use crate::caller::Who;
use crate::office::look::sees;
use crate::office::whose::area;
use crate::registry::Kept;

/// Exports made at once. Each keeps a moment of the database, which grows meanwhile, and up to some tens of megabytes of memory.
const AT_ONCE: usize = 8;

/// How long somebody waits for a place.
const WAIT: Duration = Duration::from_secs(10);

static PLACES: Semaphore = Semaphore::const_new(AT_ONCE);

/// Objects of one read.
const STEP: u32 = 1_000;

/// One moment of the record, for as long as it is kept.
pub struct Moment {
    /// Reads that moment.
    pub reader: Box<dyn Reader>,
    /// Where a file made of it comes from.
    pub provenance: Provenance,
    /// Entries of the log.
    pub size: u64,
    /// One of the places for exports.
    _place: SemaphorePermit<'static>,
}

impl Moment {
    /// This moment.
    ///
    /// # Errors
    /// [`ExportError::Busy`]; the database's.
    pub async fn take(app: &App) -> Result<Self, ExportError> {
        let place = timeout(WAIT, PLACES.acquire()).await.ok().and_then(Result::ok).ok_or(ExportError::Busy)?;
        let reader = app.store.snapshot().await?;
        let head = reader.head().await?;
        let log = head.as_ref().and_then(|head| SignedCheckpoint::parse(head.note.as_bytes()).ok()).map(|signed| {
            let checkpoint = signed.checkpoint();
            LogAt { origin: checkpoint.origin().to_owned(), size: checkpoint.size(), root: checkpoint.root().to_string() }
        });
        let provenance = Provenance { log, simulated: simulated(app) };
        Ok(Self { reader, provenance, size: head.map_or(0, |head| head.size), _place: place })
    }

    /// The objects of a noun that stands in the database alone, as far as the caller sees them, by id.
    ///
    /// # Errors
    /// The database's.
    pub async fn objects(&self, who: &Who, noun: Noun) -> Result<Vec<Kept>, ExportError> {
        let mut page = ObjectPage {
            noun: noun.word().to_owned(),
            organisations: who.caller.visible(area(noun)),
            limit: STEP,
            ..ObjectPage::default()
        };
        let mut found = Vec::new();
        loop {
            let rows = self.reader.objects(&page).await?;
            let last = rows.last().map(|row| row.id.clone()).filter(|_| rows.len() == STEP as usize);
            for row in rows {
                let kept = Kept::read(noun, row)?;
                if sees(who, noun, &kept.object) == domain::access::Decision::Allowed {
                    found.push(kept);
                }
            }
            let Some(last) = last else { return Ok(found) };
            page.after = Some(last);
        }
    }

    /// The moment in headers, for formats that have no place for it: `x-scrutineer-log` is origin, size and root.
    pub fn headers(&self) -> HeaderMap {
        let mut headers = HeaderMap::new();
        let log = self.provenance.log.as_ref().map(|log| format!("{} {} {}", log.origin, log.size, log.root));
        if let Some(value) = log.and_then(|log| HeaderValue::try_from(log).ok()) {
            headers.insert(HeaderName::from_static("x-scrutineer-log"), value);
        }
        if self.provenance.simulated {
            headers.insert(HeaderName::from_static("x-scrutineer-simulated"), HeaderValue::from_static(publish::open_data::SIMULATED));
        }
        headers
    }
}

/// Whether any election here is a simulation: then every file says so, for nothing tells its submissions from others.
fn simulated(app: &App) -> bool {
    app.registry.all(Noun::Election).iter().any(|kept| matches!(&kept.object, Object::Election(election) if election.simulated))
}
