//! A mapping laid over the headers of one file: the plan the reader of rows follows.

use std::collections::BTreeMap;

use domain::{Field, FieldKind};

use super::header::{Found, Headers, MOST_COMPARED, likeness};
use super::{At, Empty, Header, Mapping, MappingError, MappingErrors, MappingFault, Select, Source, Test, When};
use crate::text::{folded, number::Writing};

/// What kind of value a column is read as.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Kind {
    Count,
    Time,
    Flag,
    Percentage,
}

/// A rule that leaves rows out, with its column found.
#[derive(Clone, Debug)]
pub(crate) enum Filter {
    Lines(Vec<u32>),
    Cell(usize, Test),
}

/// What a long file adds: its option column, and the options that are lines of the protocol.
#[derive(Clone, Debug)]
pub(crate) struct LongPlan {
    pub option: usize,
    /// Number of the value that holds the votes.
    pub votes: usize,
    /// Lines of the protocol by the folded text of the option column.
    pub fields: Vec<(String, Field)>,
    /// Published names by the folded text of the option column.
    pub names: Vec<(String, String)>,
}

/// Which cell of a row goes where. Columns and values are numbered from 0.
#[derive(Clone, Debug, Default)]
pub(crate) struct Plan {
    pub headers: Vec<String>,
    /// The values read from every row: (column, kind).
    pub values: Vec<(usize, Kind)>,
    pub places: Vec<usize>,
    pub code: Vec<usize>,
    pub key: Vec<usize>,
    /// Each field is the sum of these values.
    pub fields: Vec<(Field, Vec<usize>)>,
    /// Published name and value of each option; empty in a long file.
    pub options: Vec<(String, usize)>,
    pub turnout_h: Vec<(u32, usize)>,
    pub shares: Vec<(u16, usize)>,
    pub filters: Vec<Filter>,
    pub long: Option<LongPlan>,
    pub empty: Empty,
    pub writing: Writing,
}

impl Plan {
    /// Columns the plan reads, for recognising a file and for the user.
    pub(crate) fn columns(&self) -> Vec<usize> {
        let texts = self.places.iter().chain(&self.code).chain(&self.key).copied();
        let filters = self.filters.iter().filter_map(|f| if let Filter::Cell(c, _) = f { Some(*c) } else { None });
        let long = self.long.iter().map(|l| l.option);
        let mut columns: Vec<usize> = self.values.iter().map(|v| v.0).chain(texts).chain(filters).chain(long).collect();
        columns.sort_unstable();
        columns.dedup();
        columns
    }
}

/// More options than any ballot; the rest is surely a mistake in the selection.
const MOST_OPTIONS: usize = 4096;

/// Finds every column the mapping names, or says what is wrong and which headers come near.
pub(crate) fn plan<S: AsRef<str>>(mapping: &Mapping, headers: &[S]) -> Result<Plan, MappingErrors> {
    resolve(mapping, &Headers::new(headers), Effort::Suggest)
}

/// The same for trying many mappings or rows: errors come without suggestions.
pub(crate) fn trial(mapping: &Mapping, headers: &Headers) -> Result<Plan, MappingErrors> {
    resolve(mapping, headers, Effort::Count)
}

/// The same for mappings that mostly do not fit: stops at the first error.
pub(crate) fn fitting(mapping: &Mapping, headers: &Headers) -> Option<Plan> {
    resolve(mapping, headers, Effort::Fit).ok()
}

/// How much is done about errors.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Effort {
    /// The first one ends it.
    Fit,
    /// All are found.
    Count,
    /// All are found, with the headers nearest to each.
    Suggest,
}

fn resolve(mapping: &Mapping, headers: &Headers, effort: Effort) -> Result<Plan, MappingErrors> {
    let mut resolver =
        Resolver { mapping, headers, effort, options_found: false, errors: Vec::new(), values: BTreeMap::new(), plan: Plan::default() };
    resolver.all();
    let Resolver { mut errors, mut plan, .. } = resolver;
    plan.headers.clone_from(&headers.shown);
    errors.sort_by_key(|e| e.at);
    if errors.is_empty() { Ok(plan) } else { Err(MappingErrors(errors)) }
}

struct Resolver<'a> {
    mapping: &'a Mapping,
    headers: &'a Headers,
    effort: Effort,
    options_found: bool,
    errors: Vec<MappingError>,
    values: BTreeMap<(usize, Kind), usize>,
    plan: Plan,
}

impl Resolver<'_> {
    fn all(&mut self) {
        let mapping = self.mapping;
        self.plan.empty = mapping.file.empty;
        self.plan.writing = Writing { thousands: mapping.file.thousands };
        self.plan.places = mapping.levels.iter().filter_map(|l| self.column("places", &l.column)).collect();
        self.plan.code = mapping.station.code.iter().filter_map(|h| self.column("code", h)).collect();
        self.plan.key = mapping.station.key.iter().filter_map(|h| self.column("key", h)).collect();
        self.fields();
        self.options();
        for (time, header) in &mapping.turnout_h {
            if let Some(value) = self.value("turnout_h", header, Kind::Count) {
                self.plan.turnout_h.push((*time, value));
            }
        }
        self.shares();
        for rule in &mapping.leave_out {
            let filter = match &rule.when {
                When::Lines(lines) => Some(Filter::Lines(lines.clone())),
                When::Cell(header, test) => self.column("leave_out", header).map(|c| Filter::Cell(c, test.clone())),
            };
            self.plan.filters.extend(filter);
        }
    }

    fn fault(&mut self, at: At, fault: MappingFault) {
        self.errors.push(MappingError { mapping: self.mapping.name.clone(), at, fault });
    }

    fn column(&mut self, what: &str, header: &Header) -> Option<usize> {
        if self.effort == Effort::Fit && !self.errors.is_empty() {
            return None;
        }
        let (what, wanted) = (what.to_owned(), header.describe());
        let fault = match self.headers.find(header, self.effort == Effort::Suggest) {
            Found::One(column) => return Some(column),
            Found::None(nearest) => MappingFault::NoColumn { what, wanted, nearest },
            Found::Many(columns) => MappingFault::ManyColumns { what, wanted, columns },
        };
        self.fault(header.at, fault);
        None
    }

    fn value(&mut self, what: &str, header: &Header, kind: Kind) -> Option<usize> {
        let column = self.column(what, header)?;
        Some(self.value_of(column, kind))
    }

    /// The number of the value read from a column; one column serves several uses with one value.
    fn value_of(&mut self, column: usize, kind: Kind) -> usize {
        let next = self.plan.values.len();
        let value = *self.values.entry((column, kind)).or_insert(next);
        if value == next {
            self.plan.values.push((column, kind));
        }
        value
    }

    fn fields(&mut self) {
        for (field, source) in &self.mapping.fields {
            let kind = match field.kind() {
                FieldKind::Time => Kind::Time,
                FieldKind::Flag => Kind::Flag,
                FieldKind::Count | FieldKind::Planned => Kind::Count,
            };
            if let Source::Columns(headers) = source {
                let values = headers.iter().filter_map(|h| self.value(field.name(), h, kind)).collect();
                self.plan.fields.push((*field, values));
            }
        }
    }

    fn options(&mut self) {
        let errors_before = self.errors.len();
        let columns = match &self.mapping.options.select {
            Select::None => return,
            Select::Long { option, votes } => return self.long(option, votes),
            Select::Columns(list) => list.iter().filter_map(|h| self.column("options", h)).collect(),
            Select::Prefix(prefix) => {
                let prefix = folded(prefix);
                self.headers.positions(|h| h.starts_with(&prefix))
            }
            Select::Between { after, before } => self.between(after.as_ref(), before.as_ref()),
        };
        let at = self.mapping.options.at;
        match columns.len() {
            0 if self.errors.is_empty() => self.fault(at, MappingFault::NoOptions),
            n if n > MOST_OPTIONS => self.fault(at, MappingFault::TooManyOptions(n)),
            _ => {}
        }
        self.options_found = self.errors.len() == errors_before && !columns.is_empty();
        for column in columns.into_iter().take(MOST_OPTIONS) {
            let value = self.value_of(column, Kind::Count);
            let header = self.headers.shown[column].clone();
            let name = self.published_name(&header).unwrap_or(header);
            self.plan.options.push((name, value));
        }
        self.check_names();
    }

    fn between(&mut self, after: Option<&Header>, before: Option<&Header>) -> Vec<usize> {
        let mut end = |header: Option<&Header>| header.map(|h| self.column("options", h));
        let (first, last) = (end(after), end(before));
        match (first, last) {
            (Some(None), _) | (_, Some(None)) => Vec::new(),
            (first, last) => {
                let from = first.flatten().map_or(0, |c| c + 1);
                (from..last.flatten().unwrap_or(self.headers.len())).collect()
            }
        }
    }

    fn published_name(&self, header: &str) -> Option<String> {
        let header = folded(header);
        self.mapping.options.names.iter().find(|(h, _)| folded(h) == header).map(|(_, n)| n.clone())
    }

    /// A name for a header that is not there is a slip worth telling.
    fn check_names(&mut self) {
        for (header, _) in &self.mapping.options.names {
            if self.options_found && !self.headers.has(header) {
                let nearest = self.nearest_option(header);
                self.fault(self.mapping.options.at, MappingFault::NoSuchOption { what: "names", option: header.clone(), nearest });
            }
        }
    }

    fn nearest_option(&self, name: &str) -> Vec<String> {
        if self.effort != Effort::Suggest {
            return Vec::new();
        }
        let name = folded(name);
        let mut by: Vec<(f64, &String)> =
            self.plan.options.iter().take(MOST_COMPARED).map(|(n, _)| (likeness(&name, &folded(n)), n)).collect();
        by.retain(|(l, _)| *l > 0.5);
        by.sort_by(|a, b| b.0.total_cmp(&a.0));
        by.into_iter().take(3).map(|(_, n)| n.clone()).collect()
    }

    fn long(&mut self, option: &Header, votes: &Header) {
        let (option, votes) = (self.column("option_column", option), self.value("votes_column", votes, Kind::Count));
        let fields = self.mapping.fields.iter().filter_map(|(field, source)| match source {
            Source::Option(text) => Some((folded(text), *field)),
            Source::Columns(_) => None,
        });
        let names = self.mapping.options.names.iter().map(|(cell, name)| (folded(cell), name.clone()));
        if let Some((option, votes)) = option.zip(votes) {
            self.plan.long = Some(LongPlan { option, votes, fields: fields.collect(), names: names.collect() });
        }
    }

    fn shares(&mut self) {
        for (option, header) in &self.mapping.shares {
            let wanted = folded(option);
            let found = self.plan.options.iter().position(|(name, _)| folded(name) == wanted).and_then(|i| u16::try_from(i).ok());
            let value = self.value("published_share", header, Kind::Percentage);
            match (found, value) {
                (Some(index), Some(value)) => self.plan.shares.push((index, value)),
                // Where options were not found, their names cannot be either: one error is enough.
                (None, _) if self.options_found => {
                    let nearest = self.nearest_option(option);
                    let fault = MappingFault::NoSuchOption { what: "published_share", option: option.clone(), nearest };
                    self.fault(header.at, fault);
                }
                _ => {}
            }
        }
    }
}
