//! One page of an entity set: which rows stand on it, and its JSON.

use std::fmt::Write as _;
use std::io::Write;

use jiff::Timestamp;

use super::super::error::OpenDataError;
use super::super::{Provenance, SIMULATED};
use super::entity::Entity;
use super::query::Query;
use super::{Edm, EntitySet, NAMESPACE, Property};

/// Rows of one page, at most, whatever the server asks for.
pub const MAX_ROWS: usize = 10_000;

/// Collects the rows of a page. The server offers all rows of the set in the order of the key, descending where the query says so.
pub struct Page<'q> {
    set: &'q EntitySet,
    query: &'q Query,
    rows: usize,
    skip: u64,
    matched: u64,
    written: u64,
    body: Vec<u8>,
    last_key: String,
    more: bool,
}

impl<'q> Page<'q> {
    /// An empty page of at most so many rows.
    #[must_use]
    pub fn new(set: &'q EntitySet, query: &'q Query, rows: usize) -> Self {
        let rows = rows.clamp(1, MAX_ROWS);
        // A token says where to go on; the rows to skip were skipped on the first page.
        let skip = if query.after.is_some() { 0 } else { query.skip };
        Self { set, query, rows, skip, matched: 0, written: 0, body: Vec::new(), last_key: String::new(), more: false }
    }

    /// Offers the next row; false when no further row is needed.
    ///
    /// # Errors
    /// When the row cannot be written as JSON.
    pub fn offer<E: Entity + ?Sized>(&mut self, row: &E) -> Result<bool, OpenDataError> {
        if self.query.filter.as_ref().is_some_and(|filter| !filter.keeps(self.set, row)) {
            return Ok(true);
        }
        self.matched += 1;
        if !self.is_after(row.cell(0)) {
            return Ok(true);
        }
        if self.skip > 0 {
            self.skip -= 1;
            return Ok(true);
        }
        if self.query.top.is_some_and(|top| self.written >= top) {
            return Ok(self.query.count);
        }
        if self.written >= self.rows as u64 {
            self.more = true;
            return Ok(self.query.count);
        }
        self.written += 1;
        row.cell(0).clone_into(&mut self.last_key);
        self.write_row(row)?;
        Ok(true)
    }

    /// Whether a key comes after the token.
    fn is_after(&self, key: &str) -> bool {
        let Some(after) = &self.query.after else { return true };
        let order = match self.set.key() {
            Edm::Int64 => key.parse::<u64>().ok().cmp(&after.parse().ok()),
            _ => key.cmp(after),
        };
        if self.query.descending { order.is_lt() } else { order.is_gt() }
    }

    fn write_row<E: Entity + ?Sized>(&mut self, row: &E) -> Result<(), OpenDataError> {
        self.body.extend_from_slice(if self.body.is_empty() { b"\n{" } else { b",\n{" });
        let all: Vec<usize> = (0..self.set.properties.len()).collect();
        for (at, &number) in self.query.select.as_ref().unwrap_or(&all).iter().enumerate() {
            let Some(property) = self.set.properties.get(number) else { continue };
            if at > 0 {
                self.body.push(b',');
            }
            json(&mut self.body, &property.name)?;
            self.body.push(b':');
            value(&mut self.body, property, row.cell(number))?;
        }
        self.body.push(b'}');
        Ok(())
    }

    /// Writes the answer. `root` is the address of the service, without a slash at its end.
    ///
    /// # Errors
    /// What the writer reports.
    pub fn finish(self, mut out: impl Write, root: &str, provenance: &Provenance) -> Result<(), OpenDataError> {
        let mut text = b"{".to_vec();
        member(&mut text, "@odata.context", &self.context(root))?;
        if provenance.simulated {
            member(&mut text, &format!("@{NAMESPACE}.simulated"), SIMULATED)?;
        }
        if let Some(log) = &provenance.log {
            member(&mut text, &format!("@{NAMESPACE}.log"), log)?;
        }
        if self.query.count {
            member(&mut text, "@odata.count", &self.matched)?;
        }
        if self.more {
            member(&mut text, "@odata.nextLink", &self.next_link(root))?;
        }
        out.write_all(&text)?;
        out.write_all(b"\"value\":[")?;
        out.write_all(&self.body)?;
        Ok(out.write_all(b"\n]}\n")?)
    }

    fn context(&self, root: &str) -> String {
        let names = |chosen: &Vec<usize>| {
            let names: Vec<&str> = chosen.iter().filter_map(|&n| self.set.properties.get(n)).map(|p| p.name.as_str()).collect();
            format!("({})", names.join(","))
        };
        format!("{root}/$metadata#{}{}", self.set.name, self.query.select.as_ref().map_or_else(String::new, names))
    }

    fn next_link(&self, root: &str) -> String {
        let mut link = format!("{root}/{}?$skiptoken={}", self.set.name, encoded(&self.last_key));
        if let Some(top) = self.query.top {
            // Writing to a String cannot fail.
            let _ = write!(link, "&$top={}", top - self.written);
        }
        for (option, value) in &self.query.repeated {
            let _ = write!(link, "&{option}={}", encoded(value));
        }
        link
    }
}

/// Whether a cell is null: empty, or not of its type.
pub(super) fn is_null(cell: &str, edm: Edm) -> bool {
    match edm {
        Edm::String => cell.is_empty(),
        Edm::Int64 => serde_json::from_str::<i64>(cell).is_err(),
        // JSON's numbers are fewer than Rust's: no `inf`, no `.5`, no `+1`.
        Edm::Double => !serde_json::from_str::<f64>(cell).is_ok_and(f64::is_finite),
        Edm::Boolean => cell.parse::<bool>().is_err(),
        Edm::DateTimeOffset => cell.parse::<Timestamp>().is_err(),
    }
}

fn value(out: &mut Vec<u8>, property: &Property, cell: &str) -> Result<(), OpenDataError> {
    if is_null(cell, property.edm) {
        out.extend_from_slice(b"null");
        return Ok(());
    }
    match property.edm {
        Edm::String | Edm::DateTimeOffset => json(out, cell),
        Edm::Int64 | Edm::Double | Edm::Boolean => {
            out.extend_from_slice(cell.as_bytes());
            Ok(())
        }
    }
}

/// A member and the comma after it.
fn member<T: serde::Serialize + ?Sized>(out: &mut Vec<u8>, name: &str, value: &T) -> Result<(), OpenDataError> {
    json(out, name)?;
    out.push(b':');
    json(out, value)?;
    out.push(b',');
    Ok(())
}

fn json<T: serde::Serialize + ?Sized>(out: &mut Vec<u8>, value: &T) -> Result<(), OpenDataError> {
    serde_json::to_writer(out, value).map_err(|e| OpenDataError::Io(e.into()))
}

/// Percent-encoding of everything but letters, digits and `-._~` (RFC 3986).
fn encoded(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for byte in text.bytes() {
        match byte {
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' => out.push(char::from(byte)),
            byte => drop(write!(out, "%{byte:02X}")),
        }
    }
    out
}
