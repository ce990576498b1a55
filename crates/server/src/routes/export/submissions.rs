//! Submissions as CSV and Parquet, in two passes over one moment of the record.

use std::sync::Arc;

use axum::extract::State;
use axum::http::Method;
use axum::response::Response;
use domain::Mark;
use domain::access::{Act, Area};
use publish::open_data::table_csv::{CsvOptions, LineEnd, SubmissionsCsv};
use publish::open_data::table_parquet::SubmissionsParquet;
use publish::open_data::{Columns, OpenDataError, Provenance, SubmissionOut};
use serde::Deserialize;
use store::rows::Page;
use tokio::sync::mpsc::Receiver;

use super::TAG;
use super::error::ExportError;
use super::moment::Moment;
use super::rows::{Item, Sealed, Step, out, twice};
use super::stream::{File, Out, answer};
use crate::address::Asked;
use crate::app::App;
use crate::caller::Who;
use crate::pages::submissions::Query as PageQuery;
use crate::problem::Problem;
use crate::routes::about::{About, Content, Parameter};
use crate::routes::table::{Need, Route};
use crate::routes::time;

/// The routes.
pub fn table() -> Vec<Route> {
    let read = Need::Power(Act::Read, Area::Submissions);
    let about = |what: &str, media: &'static str| {
        About::new(TAG, format!("The submissions that you may see, as {what}: one row each, one column a question. A connection that breaks off has not brought all of it."))
            .query(parameters())
            .answers(200, "The file.", Some(Content::other(media)))
    };
    let csv = |State(app), who: Who, Asked(query): Asked<Query>| async move {
        let options = if query.excel.unwrap_or(false) { excel() } else { CsvOptions::default() };
        send(app, query.page(&who), Format::Csv(options)).await
    };
    let parquet = |State(app), who: Who, Asked(query): Asked<Query>| async move { send(app, query.page(&who), Format::Parquet).await };
    let page = |State(app), who: Who, Asked(query): Asked<PageQuery>| async move {
        // Who takes it from the page opens it in a spreadsheet.
        send(app, query.page(&who), Format::Csv(excel())).await
    };
    vec![
        Route::api(Method::GET, "/api/v1/exports/submissions.csv", read, about("CSV", "text/csv"), csv),
        Route::api(Method::GET, "/api/v1/exports/submissions.parquet", read, about("Parquet", PARQUET.media), parquet),
        Route::page(Method::GET, "/submissions.csv", read, page),
    ]
}

const CSV: File = File { name: "submissions.csv", media: "text/csv; charset=utf-8" };
const PARQUET: File = File { name: "submissions.parquet", media: "application/vnd.apache.parquet" };

/// What can be asked of an export.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
struct Query {
    form: Option<String>,
    station: Option<String>,
    organisation: Option<String>,
    all: Option<bool>,
    excel: Option<bool>,
}

fn parameters() -> Vec<Parameter> {
    vec![
        Parameter::text("form", "Only this form."),
        Parameter::text("station", "Only this station."),
        Parameter::text("organisation", "Only those of this organisation."),
        Parameter::truth("all", "Those that were replaced, too."),
        Parameter::truth("excel", "CSV only: with a byte order mark, and no cell that a spreadsheet would run."),
    ]
}

impl Query {
    /// Which submissions, as far as the caller may see them.
    fn page(&self, who: &Who) -> Page {
        let visible = who.caller.visible(Area::Submissions);
        let organisations = match (&self.organisation, visible) {
            (None, visible) => visible,
            (Some(one), None) => Some(vec![one.clone()]),
            (Some(one), Some(visible)) => Some(visible.into_iter().filter(|code| code == one).collect()),
        };
        Page {
            form: self.form.clone(),
            station: self.station.clone(),
            organisations,
            observer: who.caller.observer.clone(),
            latest: !self.all.unwrap_or(false),
            ..Page::default()
        }
    }
}

/// For spreadsheets.
fn excel() -> CsvOptions {
    CsvOptions { line_end: LineEnd::CrLf, byte_order_mark: true, spreadsheet_safe: true }
}

/// Which file.
#[derive(Clone, Copy)]
enum Format {
    Csv(CsvOptions),
    Parquet,
}

/// Answers with the file of what is asked for.
async fn send(app: Arc<App>, page: Page, format: Format) -> Result<Response, Problem> {
    let moment = Moment::take(&app).await?;
    let (headers, provenance) = (moment.headers(), moment.provenance.clone());
    let file = match format {
        Format::Csv(_) => CSV,
        Format::Parquet => PARQUET,
    };
    let steps = twice(moment, page);
    let sealed = Sealed::of(app.definitions.forms());
    answer(file, headers, move |out| Work { app, steps, sealed }.write(out, format, &provenance)).await
}

/// What writes the file, on a thread of its own.
struct Work {
    app: Arc<App>,
    steps: Receiver<Result<Step, ExportError>>,
    sealed: Sealed,
}

impl Work {
    fn write(mut self, out: Out, format: Format, provenance: &Provenance) -> Result<Out, ExportError> {
        let mut columns = Columns::new([]);
        self.pass(|work, item| {
            // Nothing is written yet, so nothing else tells that the receiver is gone.
            out.is_wanted()?;
            Ok(columns.see(item.row.index, &work.sealed.answers(item)?)?)
        })?;
        let layout = columns.finish();
        match format {
            Format::Csv(options) => {
                let mut csv = SubmissionsCsv::new(out, &layout, provenance, options)?;
                self.pass(|work, item| work.row(item, |row| csv.write(row)))?;
                Ok(csv.finish()?)
            }
            Format::Parquet => {
                let mut parquet = SubmissionsParquet::new(out, &layout, provenance)?;
                self.pass(|work, item| work.row(item, |row| parquet.write(row)))?;
                Ok(parquet.finish()?)
            }
        }
    }

    /// Gives every submission of one pass to `each`.
    fn pass(&mut self, mut each: impl FnMut(&Self, &Item) -> Result<(), ExportError>) -> Result<(), ExportError> {
        loop {
            match self.steps.blocking_recv() {
                Some(Ok(Step::Items(items))) => items.iter().try_for_each(|item| each(self, item))?,
                Some(Ok(Step::Pass)) => return Ok(()),
                Some(Err(error)) => return Err(error),
                // Whoever reads ended without a word.
                None => return Err(ExportError::Fault),
            }
        }
    }

    /// A submission as it goes out.
    fn row(&self, item: &Item, write: impl FnOnce(&SubmissionOut<'_>) -> Result<(), OpenDataError>) -> Result<(), ExportError> {
        let answers = self.sealed.answers(item)?;
        let marks: Vec<&str> = self.app.definitions.marks(&item.row, &self.app.registry).into_iter().map(Mark::word).collect();
        let (id, received_at) = (item.row.id.to_string(), time(item.row.received_at));
        Ok(write(&out(&item.row, &id, &received_at, &marks, &answers))?)
    }
}
