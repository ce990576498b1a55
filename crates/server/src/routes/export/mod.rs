//! Exports: what the caller may see of the record, in the formats of other people's tools. Each is made of one moment of the record;
//! what is written is decided by [`publish::open_data`], and `docs/exports.md` lists it.
//!
//! | question | module |
//! |---|---|
//! | which moment of the record, and what does a file say of where it comes from? | [`moment`] |
//! | how does a file that is still being written go out, and how does it end when something fails? | [`stream`] |
//! | submissions as CSV and Parquet | [`submissions`], read by [`rows`] |
//! | stations; incidents and visits | [`stations`], [`observed`] |
//! | lines of small tables | [`sheet`] |
//! | tables over HTTP (`OData` v4) | [`odata`], [`entities`] |
//! | results as NIST SP 1500-100 has them | [`nist`], [`counted`], [`units`] |

mod counted;
mod entities;
mod error;
mod moment;
mod nist;
mod observed;
mod odata;
mod rows;
mod sheet;
mod stations;
mod stream;
mod submissions;
#[cfg(test)]
mod tests;
mod units;

use super::table::Route;
use crate::caller::Who;

/// The heading of these routes.
const TAG: &str = "exports";

/// The routes.
pub fn table() -> Vec<Route> {
    [submissions::table(), stations::table(), observed::table(), odata::table(), nist::table()].into_iter().flatten().collect()
}

/// The language of names in a file: the one asked for, the person's own, or English.
fn language(who: &Who, asked: Option<&str>) -> String {
    let own = who.account.as_ref().and_then(|account| account.language.as_deref());
    asked.or(own).unwrap_or("en").to_owned()
}
