//! Forms that are defined here, in memory: asked about with every submission.

use std::collections::HashMap;
use std::sync::{PoisonError, RwLock};

use domain::registry::Noun;
use domain::{FormDefinition, Mark, form};
use jiff::Timestamp;
use store::rows::SubmissionRow;
use store::{Reader, StoreError};

use crate::registry::Registry;

/// Seconds by which a device's clock may be ahead before it is marked.
const AHEAD: i64 = 300;

/// Definitions by name; the latest entry counts, in whichever order answers come.
#[derive(Debug)]
pub struct Definitions {
    forms: RwLock<HashMap<String, Defined>>,
}

/// A form, and the entry that defines it; nothing for a standard one.
#[derive(Debug)]
struct Defined {
    form: FormDefinition,
    index: Option<u64>,
}

impl Definitions {
    /// The standard forms, and what the record defines.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn load(store: &dyn Reader) -> Result<Self, StoreError> {
        let all = 0..i64::MAX.cast_unsigned();
        let mut forms: HashMap<_, _> = form::standard().into_iter().map(|form| (form.id.clone(), Defined { form, index: None })).collect();
        for row in store.forms_in(all).await? {
            define(&mut forms, row.index, row.form);
        }
        Ok(Self { forms: RwLock::new(forms) })
    }

    /// Answers of a form that are sealed.
    #[must_use]
    pub fn sealed(&self, form: &str) -> Vec<String> {
        self.forms.read().unwrap_or_else(PoisonError::into_inner).get(form).map(|defined| defined.form.sealed.clone()).unwrap_or_default()
    }

    /// Every form, by id.
    #[must_use]
    pub fn forms(&self) -> Vec<FormDefinition> {
        let forms = self.forms.read().unwrap_or_else(PoisonError::into_inner);
        let mut forms: Vec<_> = forms.values().map(|defined| defined.form.clone()).collect();
        forms.sort_by(|a, b| a.id.cmp(&b.id));
        forms
    }

    /// Adds or replaces a form, once it is in the record as this entry.
    pub fn define_form(&self, index: u64, form: FormDefinition) {
        define(&mut self.forms.write().unwrap_or_else(PoisonError::into_inner), index, form);
    }

    /// What a person should know before relying on a submission.
    #[must_use]
    pub fn marks(&self, row: &SubmissionRow, registry: &Registry) -> Vec<Mark> {
        if row.erased_by.is_some() {
            return Vec::new();
        }
        let captured = row.captured_at.as_deref().and_then(|text| text.parse::<Timestamp>().ok());
        let ahead = captured.is_some_and(|at| at.as_second() > row.received_at.cast_signed().saturating_add(AHEAD));
        let form = !self.forms.read().unwrap_or_else(PoisonError::into_inner).contains_key(&row.form);
        let station = registry.get(Noun::Station, &row.station).is_none();
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

/// The latest definition's title, and the answers that any definition seals: one that was sealed once stays sealed, for nobody who
/// answered was told otherwise.
fn define(forms: &mut HashMap<String, Defined>, index: u64, mut form: FormDefinition) {
    let Some(before) = forms.get_mut(&form.id) else {
        forms.insert(form.id.clone(), Defined { form, index: Some(index) });
        return;
    };
    form.sealed.append(&mut before.form.sealed);
    form.sealed.sort_unstable();
    form.sealed.dedup();
    if before.index < Some(index) {
        *before = Defined { form, index: Some(index) };
    } else {
        before.form.sealed = form.sealed;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn form(title: &str, sealed: &[&str]) -> FormDefinition {
        FormDefinition { id: "F".to_owned(), title: title.to_owned(), sealed: sealed.iter().map(|s| (*s).to_owned()).collect() }
    }

    #[test]
    fn definitions_are_the_same_in_whichever_order_they_are_heard_of() {
        let all = [(3, form("first", &["a"])), (7, form("second", &[])), (9, form("third", &["b", "c"]))];
        for order in [[0, 1, 2], [2, 1, 0], [1, 2, 0]] {
            let mut forms = HashMap::new();
            for at in order {
                define(&mut forms, all[at].0, all[at].1.clone());
            }
            let found = &forms["F"].form;
            assert_eq!((found.title.as_str(), found.sealed.join("")), ("third", "abc".to_owned()), "{order:?}");
        }
    }

    #[test]
    fn nobody_unseals_a_standard_form() {
        let mut forms: HashMap<_, _> = form::standard().into_iter().map(|form| (form.id.clone(), Defined { form, index: None })).collect();
        define(&mut forms, 0, FormDefinition { id: "INCIDENT".to_owned(), title: "Incident".to_owned(), sealed: Vec::new() });
        assert_eq!(forms["INCIDENT"].form.sealed, ["11", "12"]);
    }
}
