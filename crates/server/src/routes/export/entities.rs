//! Rows of the tables over HTTP. Submissions are one table for all forms, whose questions differ, so that their answers stand in one
//! property as JSON text; the exports of one form have a column a question.

use std::ops::Range;

use domain::Mark;
use domain::access::Area;
use domain::registry::{Observer, Station};
use publish::open_data::odata::{Edm, EntitySet, Filter, Page, Property, Query};
use publish::open_data::{Columns, SIMULATED};
use store::rows::{Page as Wanted, SubmissionRow};

use super::error::ExportError;
use super::moment::Moment;
use super::odata::A_PAGE;
use super::rows::{Item, Sealed, listed, with_payloads};
use crate::app::App;
use crate::caller::Who;
use crate::routes::time;

/// Entries of a range, after the first: each is twice the one before, up to this.
const SECOND: u64 = 256;
const MOST: u64 = 4_096;
/// Entries of the first range beyond the rows of the page: not every entry is a submission.
const BESIDE: u64 = 64;

/// The table of submissions: the first columns of every export, then `answers`.
pub fn submissions() -> EntitySet {
    let mut set = EntitySet::submissions(&Columns::new([]).finish());
    set.properties.push(Property { name: "answers".to_owned(), edm: Edm::String, column: None });
    set
}

/// The table of observers. How many submissions each sent is not kept, and counting them would read every submission for each page.
pub fn observers() -> EntitySet {
    let mut set = EntitySet::observers();
    set.properties.retain(|property| property.name != "submissions");
    set
}

/// Cells of a station, in the order of the properties.
pub fn station(app: &App, code: &str, station: &Station, language: &str) -> [String; 6] {
    let degrees = |degrees: Option<f64>| degrees.map(|degrees| degrees.to_string()).unwrap_or_default();
    [
        code.to_owned(),
        station.names.get(language).to_owned(),
        app.registry.path(&station.place, language),
        station.registered.map(|voters| voters.to_string()).unwrap_or_default(),
        degrees(station.coordinates.map(|at| at.latitude)),
        degrees(station.coordinates.map(|at| at.longitude)),
    ]
}

/// Cells of an observer, in the order of the properties.
pub fn observer<'a>(code: &'a str, observer: &'a Observer) -> [&'a str; 4] {
    [code, &observer.organisation, observer.role.word(), observer.station.as_deref().unwrap_or_default()]
}

/// Offers submissions to a page, no more of them than it needs.
///
/// # Errors
/// The database's; [`ExportError::Payload`].
pub async fn offer(app: &App, who: &Who, moment: &Moment, set: &EntitySet, query: &Query, page: &mut Page<'_>) -> Result<(), ExportError> {
    let wanted =
        Wanted { organisations: who.caller.visible(Area::Submissions), observer: who.caller.observer.clone(), ..Wanted::default() };
    let sealed = Sealed::of(app.definitions.forms());
    let simulated = moment.provenance.simulated;
    let answers = set.find("answers");
    let shown = query.select.as_ref().is_none_or(|all| all.iter().any(|one| Some(*one) == answers));
    let (asks_answers, first) = match &query.filter {
        Some(filter) => (answers.is_some_and(|answers| asks(filter, answers)), None),
        None => (false, Some(query.top.unwrap_or(u64::MAX).min(A_PAGE as u64))),
    };
    let mut walk = Walk::new(query, first, moment.size);
    // A row that is counted and not shown needs no answers.
    let mut open = query.skip.saturating_add(A_PAGE as u64 + 1);
    while let Some(range) = walk.next() {
        let needed = asks_answers || (shown && open > 0 && walk.reaches(&range));
        let mut rows = listed(&*moment.reader, &wanted, range).await?;
        if let (Some(filter), false) = (&query.filter, asks_answers) {
            rows.retain(|row| filter.keeps(set, &texts(&cells(app, row, "", simulated))[..]));
        }
        let mut items = if needed { with_payloads(&*moment.reader, rows).await? } else { bare(rows) };
        if query.descending {
            items.reverse();
        }
        for item in &items {
            let answers = if item.body.is_empty() { "".into() } else { sealed.answers(item)? };
            if !page.offer(&texts(&cells(app, &item.row, &answers, simulated))[..])? {
                return Ok(());
            }
            open = open.saturating_sub(u64::from(walk.is_after(item.row.index)));
        }
    }
    Ok(())
}

/// Whether a condition asks about a property.
fn asks(filter: &Filter, property: usize) -> bool {
    match filter {
        Filter::And(parts) | Filter::Or(parts) => parts.iter().any(|part| asks(part, property)),
        Filter::Not(part) => asks(part, property),
        Filter::Compare(one, ..) | Filter::Test(_, one, _) | Filter::Is(one) => *one == property,
    }
}

/// Rows without payloads.
fn bare(rows: Vec<SubmissionRow>) -> Vec<Item> {
    rows.into_iter().map(|row| Item { row, body: Vec::new() }).collect()
}

fn texts<const N: usize>(cells: &[String; N]) -> [&str; N] {
    cells.each_ref().map(String::as_str)
}

fn cells(app: &App, row: &SubmissionRow, answers: &str, simulated: bool) -> [String; 12] {
    let marks: Vec<&str> = app.definitions.marks(row, &app.registry).into_iter().map(Mark::word).collect();
    [
        row.index.to_string(),
        row.id.to_string(),
        row.form.clone(),
        row.station.clone(),
        row.organisation.clone().unwrap_or_default(),
        row.observer.clone().unwrap_or_default(),
        row.captured_at.clone().unwrap_or_default(),
        time(row.received_at),
        row.replaced_by.is_some().to_string(),
        marks.join(" "),
        if simulated { SIMULATED.to_owned() } else { String::new() },
        answers.to_owned(),
    ]
}

/// The ranges of entries in which a page's rows are looked for, in the order of the query.
pub(super) struct Walk {
    from: u64,
    end: u64,
    /// The key after which the page begins.
    after: Option<u64>,
    descending: bool,
    length: u64,
    step: u64,
}

impl Walk {
    /// Over a log of so many entries. Where rows are counted, those before the page are looked at, too. Without a filter it is known how
    /// many `rows` the page has at most, and most often the first range has them all.
    pub(super) fn new(query: &Query, rows: Option<u64>, size: u64) -> Self {
        let after: Option<u64> = query.after.as_ref().and_then(|key| key.parse().ok());
        let (mut from, mut end) = (0, size);
        if let (Some(after), false) = (after, query.count) {
            if query.descending {
                end = end.min(after);
            } else {
                from = after.saturating_add(1);
            }
        }
        // One more row tells whether there are more.
        let length = rows.map_or(MOST, |rows| rows.saturating_add(1 + BESIDE));
        Self { from, end, after, descending: query.descending, length, step: if rows.is_some() { SECOND } else { MOST } }
    }

    /// Whether a key comes after the token.
    fn is_after(&self, key: u64) -> bool {
        self.after.is_none_or(|after| if self.descending { key < after } else { key > after })
    }

    /// Whether any entry of a range comes after the token.
    fn reaches(&self, range: &Range<u64>) -> bool {
        if self.descending { self.is_after(range.start) } else { self.is_after(range.end.saturating_sub(1)) }
    }
}

impl Iterator for Walk {
    type Item = Range<u64>;

    fn next(&mut self) -> Option<Range<u64>> {
        if self.from >= self.end {
            return None;
        }
        let length = std::mem::replace(&mut self.length, self.step);
        self.step = (self.step * 2).min(MOST);
        let range = if self.descending {
            let start = self.end.saturating_sub(length).max(self.from);
            start..std::mem::replace(&mut self.end, start)
        } else {
            let end = self.from.saturating_add(length).min(self.end);
            std::mem::replace(&mut self.from, end)..end
        };
        Some(range)
    }
}
