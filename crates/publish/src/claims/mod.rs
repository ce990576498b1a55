//! What a reader gets of claims held against a record: a page, a PDF, JSON, CSV, a table in the terminal.
//!
//! A verdict is about this record. Nothing here says that anybody lied or that an election was or was not honest.
//!
//! | question | module |
//! |---|---|
//! | which sentence goes with a verdict, a reason, a finding about the record? | [`sentences`] |
//! | the JSON document, and what stands in it beside the claims; the table; the text for a terminal | `document`, `tally`; `table`; `terminal` |
//! | what stands in the page and the PDF? | `content` |
//! | who writes the folder? | `write` |

mod content;
mod document;
pub mod sentences;
mod table;
mod tally;
mod terminal;
mod write;

use ::claims::case::Case;
use ::claims::law::Calendar;
use ::claims::record::Noted;
use ::claims::timeline::Timeline;
use ::claims::weigh::Weighed;
use jiff::civil::Date;

pub use document::json;
pub use table::csv;
pub use terminal::text as terminal;
#[cfg(feature = "pdf")]
pub use write::pdf;
pub use write::{check, page, plots, write};

/// Everything a report of weighed claims is written from.
#[derive(Clone, Copy, Debug)]
pub struct Input<'a> {
    /// The case.
    pub case: &'a Case,
    /// What was said, weighed, in the order of the record.
    pub weighed: &'a [Weighed<'a>],
    /// What is wrong with the record itself.
    pub record: &'a [Noted],
    /// What is due, done, overdue and open to contest on the day of the report.
    pub calendar: &'a Calendar<'a>,
    /// What happened in which order.
    pub timeline: &'a Timeline<'a>,
    /// The day of the report.
    pub as_of: Date,
    /// Version of Scrutineer.
    pub version: &'a str,
}
