//! Forms and stations that are defined here, in memory: asked about with every submission.

use std::collections::{HashMap, HashSet};
use std::sync::{PoisonError, RwLock};

use domain::{FormDefinition, Mark, form};
use jiff::Timestamp;
use store::rows::SubmissionRow;
use store::{Reader, StoreError};

/// Seconds by which a device's clock may be ahead before it is marked.
const AHEAD: i64 = 300;

/// Definitions by name; the latest counts.
#[derive(Debug)]
pub struct Definitions {
    forms: RwLock<HashMap<String, FormDefinition>>,
    stations: RwLock<HashSet<String>>,
}

impl Definitions {
    /// The standard forms, and what the record defines.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn load(store: &dyn Reader) -> Result<Self, StoreError> {
        let defined = store.forms_in(0..i64::MAX.cast_unsigned()).await?.into_iter().map(|row| row.form);
        let forms = form::standard().into_iter().chain(defined).map(|form| (form.id.clone(), form)).collect();
        let stations = store.stations_in(0..i64::MAX.cast_unsigned()).await?.into_iter().map(|row| row.code).collect();
        Ok(Self { forms: RwLock::new(forms), stations: RwLock::new(stations) })
    }

    /// Answers of a form that are sealed.
    #[must_use]
    pub fn sealed(&self, form: &str) -> Vec<String> {
        self.forms.read().unwrap_or_else(PoisonError::into_inner).get(form).map(|form| form.sealed.clone()).unwrap_or_default()
    }

    /// Every form, by id.
    #[must_use]
    pub fn forms(&self) -> Vec<FormDefinition> {
        let mut forms: Vec<_> = self.forms.read().unwrap_or_else(PoisonError::into_inner).values().cloned().collect();
        forms.sort_by(|a, b| a.id.cmp(&b.id));
        forms
    }

    /// Adds or replaces a form, once it is in the record.
    pub fn define_form(&self, form: FormDefinition) {
        self.forms.write().unwrap_or_else(PoisonError::into_inner).insert(form.id.clone(), form);
    }

    /// Adds a station, once it is in the record.
    pub fn define_station(&self, code: String) {
        self.stations.write().unwrap_or_else(PoisonError::into_inner).insert(code);
    }

    /// What a person should know before relying on a submission.
    #[must_use]
    pub fn marks(&self, row: &SubmissionRow) -> Vec<Mark> {
        if row.erased_by.is_some() {
            return Vec::new();
        }
        let captured = row.captured_at.as_deref().and_then(|text| text.parse::<Timestamp>().ok());
        let ahead = captured.is_some_and(|at| at.as_second() > row.received_at.cast_signed().saturating_add(AHEAD));
        let form = !self.forms.read().unwrap_or_else(PoisonError::into_inner).contains_key(&row.form);
        let station = !self.stations.read().unwrap_or_else(PoisonError::into_inner).contains(&row.station);
        [
            (form, Mark::FormUnknown),
            (station, Mark::StationUnknown),
            (captured.is_none(), Mark::CapturedAtUnreadable),
            (ahead, Mark::CapturedInFuture),
        ]
        .into_iter()
        .filter_map(|(is, mark)| is.then_some(mark))
        .collect()
    }
}
