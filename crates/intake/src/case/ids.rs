//! Which ids there are, gathered before anything else is read: a reference to a row that is there but wrong is not a second mistake.

use std::collections::BTreeMap;

use toml::de::DeTable;

use super::doc::Doc;
use super::problem::{Faults, Spot};
use super::texts::Texts;

/// What an id is of.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Kind {
    Source,
    Person,
    Place,
    Organisation,
    Contest,
    /// An option of that contest.
    Option(String),
    Release,
    Statement,
    Observation,
    Act,
    /// A register of incidents, by its name.
    Register,
}

impl Kind {
    /// What it is called in a message.
    pub(super) fn noun(&self) -> &'static str {
        match self {
            Self::Source => "source",
            Self::Person => "person",
            Self::Place => "place",
            Self::Organisation => "organisation",
            Self::Contest => "contest",
            Self::Option(_) => "option of that contest",
            Self::Release => "release",
            Self::Statement => "statement",
            Self::Observation => "observation",
            Self::Act => "act",
            Self::Register => "register of incidents",
        }
    }

    /// The file it stands in.
    pub(super) fn file(&self) -> &'static str {
        match self {
            Self::Source => "sources.csv",
            Self::Person => "people.csv",
            Self::Place => "places.csv",
            Self::Organisation | Self::Contest | Self::Option(_) | Self::Release => "case.toml",
            Self::Statement => "statements.csv",
            Self::Observation => "observations.csv",
            Self::Act => "acts.csv",
            Self::Register => "incidents.csv or overlaps.csv",
        }
    }
}

/// The ids of one kind, with the lines they stand on first.
#[derive(Default)]
struct Registry {
    lines: BTreeMap<String, u64>,
    /// Some of its file could not be read.
    broken: bool,
}

/// The ids of a case.
#[derive(Default)]
pub(super) struct Ids {
    kinds: BTreeMap<Kind, Registry>,
}

/// Files whose rows have ids: what of, and whether each id stands once.
const SHEETS: [(&str, Kind); 6] = [
    ("sources.csv", Kind::Source),
    ("people.csv", Kind::Person),
    ("places.csv", Kind::Place),
    ("statements.csv", Kind::Statement),
    ("observations.csv", Kind::Observation),
    ("acts.csv", Kind::Act),
];

impl Ids {
    /// Gathers all ids, reporting those that stand twice.
    pub(super) fn gather(texts: &Texts<'_>, faults: &Faults) -> Self {
        let mut ids = Self::default();
        for (file, kind) in SHEETS {
            let once = !matches!(kind, Kind::Person | Kind::Place);
            ids.sheet(texts, file, "id", &kind, once.then_some(faults));
        }
        for file in ["estimates.csv", "complaints.csv"] {
            // Nothing refers to these; they are only kept apart.
            Self::default().sheet(texts, file, "id", &Kind::Register, Some(faults));
        }
        for file in ["incidents.csv", "overlaps.csv"] {
            ids.sheet(texts, file, "register", &Kind::Register, None);
        }
        ids.case(texts, faults);
        ids
    }

    fn sheet(&mut self, texts: &Texts<'_>, file: &str, column: &str, kind: &Kind, faults: Option<&Faults>) {
        let broken = texts.broken(file);
        self.kind(kind).broken |= broken;
        let Some(sheet) = texts.sheet(file) else { return };
        let order = sheet.position(column).unwrap_or(0);
        let mut rows: Vec<_> = sheet.rows.iter().chain(&sheet.ragged).collect();
        rows.sort_by_key(|r| r.line);
        for row in rows {
            if let Some(id) = sheet.cell(row, column) {
                let spot = Spot { order, ..Spot::line(file, row.line).saying(column, Some(id)) };
                self.add(kind, id, spot, faults);
            }
        }
    }

    fn case(&mut self, texts: &Texts<'_>, faults: &Faults) {
        for kind in [Kind::Organisation, Kind::Contest, Kind::Release] {
            self.kind(&kind).broken = texts.broken("case.toml");
        }
        let Some(doc) = texts.doc("case.toml") else { return };
        let Some(top) = doc.top() else { return };
        self.tables(doc, top, "organisation", &Kind::Organisation, faults);
        self.tables(doc, top, "release", &Kind::Release, faults);
        self.tables(doc, top, "contest", &Kind::Contest, faults);
        for contest in Doc::quiet_list(top, "contest").iter().filter_map(|v| v.get_ref().as_table()) {
            let id = Doc::quiet_text(contest, "id").unwrap_or_default();
            self.tables(doc, contest, "option", &Kind::Option(id), faults);
        }
    }

    fn tables<'t>(&mut self, doc: &Doc<'t>, parent: &DeTable<'t>, key: &str, kind: &Kind, faults: &Faults) {
        // A contest has options and a case contests: where they are missing or no list, that is the mistake, and not what refers to them.
        let listed = parent.get(key).map(|v| v.get_ref().is_array());
        let optional = matches!(kind, Kind::Organisation | Kind::Release);
        self.kind(kind).broken |= !listed.unwrap_or(optional);
        for value in Doc::quiet_list(parent, key) {
            let Some(table) = value.get_ref().as_table() else { continue };
            // A table without its id is reported where it is read; what refers to it cannot be told from a slip.
            let Some(id) = Doc::quiet_text(table, "id") else {
                self.kind(kind).broken = true;
                continue;
            };
            let byte = table.get("id").map_or(0, |v| v.span().start);
            self.add(kind, &id, doc.spot(byte).saying("id", Some(&id)), Some(faults));
        }
    }

    fn kind(&mut self, kind: &Kind) -> &mut Registry {
        self.kinds.entry(kind.clone()).or_default()
    }

    fn add(&mut self, kind: &Kind, id: &str, spot: Spot, faults: Option<&Faults>) {
        let lines = &mut self.kind(kind).lines;
        match (lines.get(id), faults) {
            (Some(first), Some(faults)) => twice(faults, spot, *first),
            (Some(_), None) => {}
            (None, _) => drop(lines.insert(id.to_owned(), spot.line)),
        }
    }

    /// Whether the id leads somewhere, as far as its file could be read.
    pub(super) fn leads(&self, kind: &Kind, id: &str) -> bool {
        self.kinds.get(kind).is_none_or(|r| r.broken || r.lines.contains_key(id))
    }

    /// Every id of a kind.
    pub(super) fn all(&self, kind: &Kind) -> impl Iterator<Item = &str> + Clone {
        self.kinds.get(kind).into_iter().flat_map(|r| r.lines.keys().map(String::as_str))
    }
}

/// Reports an id that stands twice.
pub(super) fn twice(faults: &Faults, spot: Spot, first: u64) {
    let message = format!("This id stands on line {first} already.");
    faults.add(spot, "CASE-ID-TWICE", message, "Give one of the two another id, or remove it.");
}

/// Whether a text can be an id.
#[must_use]
pub(super) fn is_id(text: &str) -> bool {
    text.len() <= 60
        && text.starts_with(|c: char| c.is_ascii_lowercase())
        && text.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-')
}

/// What an id must be.
pub(super) const ID_FORM: &str = "Write lower-case ASCII letters, digits and `-`, beginning with a letter, at most 60 characters.";
