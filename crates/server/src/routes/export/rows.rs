//! Submissions of a moment, read range by range beside whoever writes them, so that reading and writing go on at once and neither is
//! far ahead.

use std::borrow::Cow;
use std::collections::HashMap;
use std::ops::Range;

use domain::FormDefinition;
use publish::open_data::SubmissionOut;
use serde::Deserialize;
use serde_json::value::RawValue;
use store::Reader;
use store::rows::{Page, SubmissionRow};
use tokio::sync::mpsc::{Receiver, Sender, channel};

use super::error::ExportError;
use super::moment::Moment;

/// Entries of a range: first, and at most. Payloads may be large, so the range follows their size.
const FIRST: u64 = 64;
const MOST: u64 = 1_024;
/// Bytes of a range's payloads that make the next range smaller.
const LARGE: usize = 4 << 20;
/// Ranges that wait to be written.
const WAITING: usize = 1;

/// A submission and what its entry commits to.
pub struct Item {
    /// As it is listed.
    pub row: SubmissionRow,
    /// Its payload; empty where nobody asked for it.
    pub body: Vec<u8>,
}

/// Whether a row is asked for. Erased ones never are: nothing is left to be read in them.
pub fn keeps(page: &Page, row: &SubmissionRow) -> bool {
    let is = |wanted: &Option<String>, has: Option<&str>| wanted.as_deref().is_none_or(|wanted| has == Some(wanted));
    let organisation = row.organisation.as_ref();
    row.erased_by.is_none()
        && (!page.latest || row.replaced_by.is_none())
        && page.organisations.as_ref().is_none_or(|all| organisation.is_some_and(|code| all.contains(code)))
        && is(&page.form, Some(&row.form))
        && is(&page.station, Some(&row.station))
        && is(&page.observer, row.observer.as_deref())
}

/// Submissions of a range that are asked for, by entry.
///
/// # Errors
/// The database's.
pub async fn listed(reader: &dyn Reader, page: &Page, range: Range<u64>) -> Result<Vec<SubmissionRow>, ExportError> {
    let mut rows = reader.submissions_in(range).await?;
    rows.retain(|row| keeps(page, row));
    Ok(rows)
}

/// Rows, by entry, with their payloads.
///
/// # Errors
/// The database's; [`ExportError::Payload`].
pub async fn with_payloads(reader: &dyn Reader, rows: Vec<SubmissionRow>) -> Result<Vec<Item>, ExportError> {
    let (Some(first), Some(last)) = (rows.first(), rows.last()) else { return Ok(Vec::new()) };
    let mut payloads = reader.payloads(first.index..last.index.saturating_add(1)).await?.into_iter();
    // Both come by entry; payloads of entries that are not asked for lie between.
    let with_body = |row: SubmissionRow| match payloads.find(|payload| payload.index >= row.index) {
        Some(payload) if payload.index == row.index => Ok(Item { row, body: payload.body }),
        _ => Err(ExportError::Payload(row.index)),
    };
    rows.into_iter().map(with_body).collect()
}

/// What comes of a reading: ranges, and the end of each pass.
pub enum Step {
    /// Submissions by entry; perhaps none.
    Items(Vec<Item>),
    /// All of them were there.
    Pass,
}

/// Reads everything that is asked for, twice: columns must be known before the first row is written.
pub fn twice(moment: Moment, page: Page) -> Receiver<Result<Step, ExportError>> {
    let (steps, taken) = channel(WAITING);
    tokio::spawn(async move {
        for _ in 0..2 {
            if let Err(Some(error)) = pass(&moment, &page, &steps).await {
                let _ = steps.send(Err(error)).await;
                return;
            }
        }
    });
    taken
}

/// One pass; an error without a reason where nobody takes it any more.
async fn pass(moment: &Moment, page: &Page, steps: &Sender<Result<Step, ExportError>>) -> Result<(), Option<ExportError>> {
    let (mut from, mut length) = (0, FIRST);
    while from < moment.size {
        let end = from.saturating_add(length).min(moment.size);
        let items = with_payloads(&*moment.reader, listed(&*moment.reader, page, from..end).await?).await?;
        let bytes: usize = items.iter().map(|item| item.body.len()).sum();
        length = if bytes > LARGE { (length / 2).max(1) } else { (length * 2).min(MOST) };
        from = end;
        steps.send(Ok(Step::Items(items))).await.map_err(|_| None)?;
    }
    steps.send(Ok(Step::Pass)).await.map_err(|_| None)
}

/// The parts of a payload that are shown; everything else is passed over.
#[derive(Deserialize)]
struct Payload<'a> {
    #[serde(borrow)]
    submission: Sent<'a>,
}

#[derive(Deserialize)]
struct Sent<'a> {
    #[serde(borrow)]
    answers: Option<&'a RawValue>,
}

/// Which answers of which form are sealed.
pub struct Sealed(HashMap<String, Vec<String>>);

impl Sealed {
    /// Of these forms.
    pub fn of(forms: Vec<FormDefinition>) -> Self {
        Self(forms.into_iter().filter(|form| !form.sealed.is_empty()).map(|form| (form.id, form.sealed)).collect())
    }

    /// The answers of a submission as they were sent, without those that its form seals. Intake has cut these out of whatever came after
    /// the form said so; what came before still has them.
    ///
    /// # Errors
    /// [`ExportError::Payload`].
    pub fn answers<'a>(&self, item: &'a Item) -> Result<Cow<'a, str>, ExportError> {
        let damaged = || ExportError::Payload(item.row.index);
        let payload: Payload<'a> = serde_json::from_slice(&item.body).map_err(|_| damaged())?;
        let answers = payload.submission.answers.map_or("{}", RawValue::get);
        let Some(sealed) = self.0.get(&item.row.form) else { return Ok(Cow::Borrowed(answers)) };
        let members = intake::submission::members(answers.as_bytes()).map_err(|_| damaged())?;
        let shown = members.into_iter().filter(|(name, _)| !sealed.contains(name));
        // A name always serialises.
        let shown = shown.map(|(name, value)| format!("{}:{}", serde_json::to_string(&name).unwrap_or_default(), value.get()));
        Ok(Cow::Owned(format!("{{{}}}", shown.collect::<Vec<_>>().join(","))))
    }
}

/// A submission as it goes out. The texts are made by the caller, who keeps them while it is written.
pub fn out<'a>(row: &'a SubmissionRow, id: &'a str, received_at: &'a str, marks: &'a [&'a str], answers: &'a str) -> SubmissionOut<'a> {
    SubmissionOut {
        entry: row.index,
        id,
        form: &row.form,
        station: &row.station,
        organisation: row.organisation.as_deref().unwrap_or_default(),
        observer: row.observer.as_deref().unwrap_or_default(),
        captured_at: row.captured_at.as_deref().unwrap_or_default(),
        received_at,
        replaced: row.replaced_by.is_some(),
        marks,
        answers,
    }
}
