//! What every row is read against: the ids, the country, the clocks; and how a row or table is asked.

use std::cell::OnceCell;
use std::collections::BTreeMap;

use jiff::civil::Date;
use toml::de::{DeTable, DeValue};

use super::doc::{Doc, Value, plain};
use super::fields::Fields;
use super::ids::Ids;
use super::problem::{Faults, Spot};
use super::sheet::{Row, Sheet};
use super::texts::Texts;
use super::when;

/// What rows are read against.
pub(super) struct Context<'f> {
    pub faults: Faults,
    pub ids: Ids,
    pub texts: Texts<'f>,
    /// The place that elects; empty where case.toml does not say.
    pub country: String,
    pub clocks: Clocks,
    /// Names of people, folded, made when the first speaker is looked for.
    pub speakers: OnceCell<super::speaker::Speakers>,
    /// Names of all time zones, listed when the first unknown one is met.
    pub zones: OnceCell<Vec<String>>,
}

impl<'f> Context<'f> {
    pub(super) fn new(texts: Texts<'f>, ids: Ids, faults: Faults) -> Self {
        let election = texts.doc("case.toml").and_then(Doc::top).and_then(|t| t.get("election")).and_then(|v| v.get_ref().as_table());
        let country = election.and_then(|t| Doc::quiet_text(t, "country")).unwrap_or_default();
        let first = election.and_then(|t| t.get("zones")).and_then(|v| v.get_ref().as_array()).and_then(|a| a.iter().next());
        let zone = first.and_then(|v| plain(v.get_ref())).filter(|z| when::is_zone(z));
        let clocks = Clocks::new(texts.sheet("places.csv"), zone.unwrap_or_else(|| "UTC".to_owned()));
        Self { faults, ids, texts, country, clocks, speakers: OnceCell::new(), zones: OnceCell::new() }
    }

    /// The rows of a file, each with this context.
    pub(super) fn rows<'c>(&'c self, file: &str) -> Vec<Cells<'c>> {
        let sheet = self.texts.sheet(file);
        sheet.map(|sheet| self.rows_of(sheet)).unwrap_or_default()
    }

    pub(super) fn rows_of<'c>(&'c self, sheet: &'c Sheet) -> Vec<Cells<'c>> {
        sheet.rows.iter().map(|row| Cells { context: self, sheet, row }).collect()
    }
}

/// Places that lie in each other, one in the next: far more levels than any country has.
const DEEPEST: usize = 64;

/// The clocks of places.
pub(super) struct Clocks {
    /// By place: from, until, zone, the place it lies in.
    places: BTreeMap<String, Vec<Belonging>>,
    commission: String,
}

struct Belonging {
    from: Option<Date>,
    until: Option<Date>,
    zone: Option<String>,
    within: Option<String>,
}

impl Clocks {
    fn new(places: Option<&Sheet>, commission: String) -> Self {
        let mut clocks = Self { places: BTreeMap::new(), commission };
        let Some(sheet) = places else { return clocks };
        for row in &sheet.rows {
            let Some(id) = sheet.cell(row, "id") else { continue };
            let day = |column| sheet.cell(row, column).and_then(|d| when::date(d).ok());
            let zone = sheet.cell(row, "zone").filter(|z| when::is_zone(z)).map(str::to_owned);
            let within = sheet.cell(row, "within").map(str::to_owned);
            if zone.is_some() || within.is_some() {
                let belonging = Belonging { from: day("from"), until: day("until"), zone, within };
                clocks.places.entry(id.to_owned()).or_default().push(belonging);
            }
        }
        clocks
    }

    /// The zone of a place on a day: its own, else that of the place it lies in, else that of the commission.
    pub(super) fn of(&self, place: &str, day: Date) -> String {
        let mut place = place;
        // Places may lie in each other by mistake, which is reported elsewhere; here it must only end.
        for _ in 0..DEEPEST {
            let Some(rows) = self.places.get(place) else { break };
            let holds = |b: &&Belonging| b.from.is_none_or(|f| f <= day) && b.until.is_none_or(|u| day <= u);
            if let Some(zone) = rows.iter().filter(holds).find_map(|b| b.zone.as_ref()) {
                return zone.clone();
            }
            match rows.iter().filter(holds).find_map(|b| b.within.as_deref()) {
                Some(within) => place = within,
                None => break,
            }
        }
        self.commission.clone()
    }
}

/// A row of a CSV file.
#[derive(Clone, Copy)]
pub(super) struct Cells<'c> {
    context: &'c Context<'c>,
    sheet: &'c Sheet,
    row: &'c Row,
}

impl Cells<'_> {
    pub(super) fn line(&self) -> u64 {
        self.row.line
    }
}

impl<'c> Fields<'c> for Cells<'c> {
    fn context(&self) -> &'c Context<'c> {
        self.context
    }

    fn text(&self, key: &str) -> Option<String> {
        self.sheet.cell(self.row, key).map(str::to_owned)
    }

    fn texts(&self, key: &str) -> Vec<String> {
        let cell = self.sheet.cell(self.row, key).unwrap_or_default();
        cell.split(';').map(str::trim).filter(|t| !t.is_empty()).map(str::to_owned).collect()
    }

    fn given(&self, key: &str) -> bool {
        self.sheet.cell(self.row, key).is_some()
    }

    fn spot(&self, key: &str) -> Spot {
        let order = self.sheet.position(key).unwrap_or(usize::MAX);
        Spot { order, ..Spot::line(&self.sheet.file, self.row.line).saying(key, self.sheet.cell(self.row, key)) }
    }

    fn missing(&self, key: &str, remedy: &str) {
        // A column that is missing as a whole was reported with the header.
        if self.sheet.position(key).is_some() {
            self.fault(key, "CASE-VALUE-MISSING", "This cell must not be empty.", remedy);
        }
    }

    fn sourceless(&self) {
        let remedy = "Write the id of a source of sources.csv, or `remembered` or `guess` under `certainty`.";
        if self.sheet.position("source").is_some() {
            self.fault("source", "CASE-SOURCE-NONE", "This row does not say where it is from.", remedy);
        } else if !self.sheet.sourceless.replace(true) {
            let spot = Spot { order: usize::MAX, ..Spot::line(&self.sheet.file, 1).saying("source", None) };
            self.context.faults.add(
                spot,
                "CASE-COLUMN-MISSING",
                "The rows of this file do not say where they are from.",
                "Add a column `source`.",
            );
        }
    }
}

/// A table of a TOML file.
#[derive(Clone, Copy)]
pub(super) struct Table<'c> {
    context: &'c Context<'c>,
    doc: &'c Doc<'c>,
    keys: &'c DeTable<'c>,
    /// What it is called in messages: `[election]`.
    section: &'static str,
    /// The byte where it begins.
    begins: usize,
}

impl<'c> Table<'c> {
    /// The whole of a document, where it could be read.
    pub(super) fn top(context: &'c Context<'c>, doc: &'c Doc<'c>) -> Option<Self> {
        Some(Self { context, doc, keys: doc.top()?, section: "the file", begins: 0 })
    }

    /// Reports keys that are not among the known ones.
    pub(super) fn only(&self, known: &[&'static str]) {
        self.doc.only(self.keys, self.section, known, &self.context.faults);
    }

    pub(super) fn line(&self) -> u64 {
        self.doc.spot(self.begins).line
    }

    /// The table itself as the place of a problem.
    pub(super) fn fault_here(&self, code: &'static str, message: impl Into<String>, remedy: impl Into<String>) {
        self.context.faults.add(self.doc.spot(self.begins), code, message, remedy);
    }

    fn value(&self, key: &str) -> Option<&'c Value<'c>> {
        self.keys.get(key)
    }

    fn wrong(&self, key: &str, wanted: &str) {
        self.fault(key, "CASE-KEY-TYPE", format!("`{key}` is of the wrong kind."), format!("Write {wanted}."));
    }

    /// A table under a key.
    pub(super) fn table(&self, key: &'static str, section: &'static str) -> Option<Self> {
        let value = self.value(key)?;
        if let DeValue::Table(table) = value.get_ref() {
            return Some(Self { keys: table, section, begins: value.span().start, ..*self });
        }
        self.wrong(key, "a table");
        None
    }

    /// The tables of a list: `[[contest]]`.
    pub(super) fn tables(&self, key: &'static str, section: &'static str) -> Vec<Self> {
        let Some(value) = self.value(key) else { return Vec::new() };
        let DeValue::Array(list) = value.get_ref() else {
            self.wrong(key, &format!("a list of tables, each beginning with {section}"));
            return Vec::new();
        };
        let mut tables = Vec::new();
        for value in list {
            match value.get_ref() {
                DeValue::Table(table) => tables.push(Self { keys: table, section, begins: value.span().start, ..*self }),
                _ => self.wrong(key, &format!("a list of tables, each beginning with {section}")),
            }
        }
        tables
    }

    /// True or false.
    pub(super) fn flag(&self, key: &str) -> Option<bool> {
        if let DeValue::Boolean(b) = self.value(key)?.get_ref() {
            return Some(*b);
        }
        self.wrong(key, "true or false");
        None
    }
}

impl<'c> Fields<'c> for Table<'c> {
    fn context(&self) -> &'c Context<'c> {
        self.context
    }

    fn text(&self, key: &str) -> Option<String> {
        let text = plain(self.value(key)?.get_ref());
        if text.is_none() {
            self.wrong(key, "a text in quotation marks or a number");
        }
        text.filter(|t| !t.is_empty())
    }

    fn texts(&self, key: &str) -> Vec<String> {
        let Some(value) = self.value(key) else { return Vec::new() };
        let DeValue::Array(list) = value.get_ref() else { return self.text(key).into_iter().collect() };
        let texts: Vec<Option<String>> = list.iter().map(|v| plain(v.get_ref())).collect();
        if texts.contains(&None) {
            self.wrong(key, "a list of texts in quotation marks");
        }
        texts.into_iter().flatten().filter(|t| !t.is_empty()).collect()
    }

    fn given(&self, key: &str) -> bool {
        self.value(key).is_some_and(|v| match v.get_ref() {
            DeValue::String(s) => !s.trim().is_empty(),
            DeValue::Array(list) => !list.is_empty(),
            _ => true,
        })
    }

    fn spot(&self, key: &str) -> Spot {
        match self.value(key) {
            Some(value) => self.doc.spot(value.span().start).saying(key, plain(value.get_ref()).as_deref()),
            None => self.doc.spot(self.begins).saying(key, None),
        }
    }

    fn missing(&self, key: &str, remedy: &str) {
        self.fault(key, "CASE-KEY-MISSING", format!("`{key}` is missing in {}.", self.section), remedy);
    }

    fn sourceless(&self) {
        let remedy = "Write `source = [\"...\"]` with ids of sources.csv, or `certainty = \"remembered\"` or `\"guess\"`.";
        self.fault("source", "CASE-SOURCE-NONE", format!("{} does not say where it is from.", self.section), remedy);
    }
}
