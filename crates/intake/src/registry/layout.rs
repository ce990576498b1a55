//! Which column is what: by a mapping, or by headers that are in use.

use super::mapping::RegistryMapping;
use super::meaning::{FileKind, Meaning, Word};
use super::report::{ColumnAt, ColumnUse};
use crate::mapping::{MappingError, MappingErrors, MappingFault};
use crate::text::{folded, nearest_word, shortened};

/// The columns of a file.
#[derive(Clone, Debug, Default)]
pub(super) struct Layout {
    /// Levels of places from the top.
    pub levels: Vec<String>,
    pub columns: Vec<(usize, Meaning)>,
    pub headers: Vec<String>,
}

/// Headers of the common meanings. Compared without case, spaces, underscores and hyphens.
const KNOWN: [(Word, &[&str]); 22] = [
    (Word::Code, &["code", "stationcode", "stationid", "pscode", "psid", "pollingstationcode", "pollingstationid", "uik"]),
    (Word::Number, &["number", "stationnumber", "psnumber", "номер", "номеруик"]),
    (Word::Place, &["place", "placecode", "placeid"]),
    (Word::Address, &["address", "адрес", "мекенжай"]),
    (Word::Kind, &["kind", "stationkind", "stationtype"]),
    (Word::Settlement, &["settlement", "urbanrural", "urbanicity"]),
    (Word::Latitude, &["latitude", "lat", "широта"]),
    (Word::Longitude, &["longitude", "lon", "lng", "long", "долгота"]),
    (Word::Registered, &["registered", "registeredvoters", "rv", "voters", "избирателей"]),
    (Word::Order, &["order", "displayorder"]),
    (Word::Id, &["participantid", "observerid", "id"]),
    (Word::Station, &["station", "stationcode", "stationid", "uik"]),
    (Word::Location, &["locationcode", "location"]),
    (Word::Role, &["role", "position", "роль", "должность"]),
    (Word::Supervisor, &["supervisorid", "supervisor"]),
    (Word::FullName, &["fullname", "name", "фио"]),
    (Word::FirstName, &["firstname", "имя"]),
    (Word::LastName, &["lastname", "surname", "фамилия"]),
    (Word::Email, &["email", "mail"]),
    (Word::Gender, &["gender", "sex", "пол"]),
    (Word::Document, &["document", "accreditation", "accreditationnumber"]),
    (Word::Password, &["password"]),
];

/// Words for levels of places, in use somewhere, from larger to smaller areas.
const LEVELS: [&str; 17] = [
    "country",
    "region",
    "oblast",
    "province",
    "state",
    "governorate",
    "county",
    "district",
    "rayon",
    "raion",
    "department",
    "municipality",
    "city",
    "constituency",
    "commune",
    "ward",
    "village",
];

impl Layout {
    /// The layout a mapping gives.
    pub fn mapped(mapping: &RegistryMapping, headers: &[String]) -> Result<Self, MappingErrors> {
        let keys: Vec<String> = headers.iter().map(|h| folded(h)).collect();
        let mut errors = Vec::new();
        let mut columns = Vec::new();
        for (meaning, header, at) in &mapping.columns {
            let fits: Vec<usize> = keys.iter().enumerate().filter(|(_, key)| **key == folded(header)).map(|(n, _)| n).collect();
            let what = meaning.word(&mapping.levels);
            let wanted = format!("`{}`", shortened(header));
            let fault = match fits[..] {
                [one] => {
                    columns.push((one, meaning.clone()));
                    continue;
                }
                [] => {
                    let nearest = nearest_word(&folded(header), keys.iter().map(String::as_str)).map(shortened).into_iter().collect();
                    MappingFault::NoColumn { what, wanted, nearest }
                }
                _ => MappingFault::ManyColumns { what, wanted, columns: fits.iter().map(|f| f + 1).collect() },
            };
            errors.push(MappingError { mapping: mapping.name.clone(), at: *at, fault });
        }
        let layout = Self { levels: mapping.levels.clone(), columns, headers: headers.to_vec() };
        if errors.is_empty() { Ok(layout) } else { Err(MappingErrors(errors)) }
    }

    /// The layout of headers that are in use.
    pub fn recognised(kind: FileKind, headers: &[String]) -> Self {
        let mut layout = Self { headers: headers.to_vec(), ..Self::default() };
        if kind == FileKind::Stations {
            layout.typed();
        }
        let typed = !layout.columns.is_empty();
        for (at, header) in headers.iter().enumerate() {
            if layout.columns.iter().any(|(taken, _)| *taken == at) {
                continue;
            }
            if let Some(meaning) = layout.by_words(kind, header, typed)
                && (meaning == Meaning::Plain(Word::Phone) || !layout.columns.iter().any(|(_, has)| *has == meaning))
            {
                layout.columns.push((at, meaning));
            }
        }
        layout.columns.sort();
        layout
    }

    /// `{TYPE}_N_{LOCALE}`, `{TYPE}_ID`, `{TYPE}_RV`, `{TYPE} LAT`, `{TYPE} LON`: the last type is the station, the others are levels.
    fn typed(&mut self) {
        let parts = |header: &str| {
            let spaced = header.trim().replace(' ', "_");
            let upper = spaced.to_uppercase();
            let (kind, rest) = match upper.find("_N_") {
                Some(at) => (spaced.get(..at)?.to_owned(), format!("N_{}", spaced.get(at + 3..)?)),
                None => spaced.rsplit_once('_').map(|(kind, rest)| (kind.to_owned(), rest.to_uppercase()))?,
            };
            Some((kind.to_lowercase(), rest))
        };
        let all: Vec<Option<(String, String)>> = self.headers.iter().map(|h| parts(h)).collect();
        let mut types: Vec<String> = Vec::new();
        for (kind, rest) in all.iter().flatten() {
            if rest.starts_with("N_") && !types.contains(kind) {
                types.push(kind.clone());
            }
        }
        let Some(station) = types.pop() else { return };
        for (at, part) in all.iter().enumerate() {
            let Some((kind, rest)) = part else { continue };
            let level = types.iter().position(|t| t == kind);
            let meaning = match (level, rest.as_str()) {
                (Some(level), "ID") => Meaning::LevelCode(level),
                (Some(level), "LAT") => Meaning::LevelLatitude(level),
                (Some(level), "LON") => Meaning::LevelLongitude(level),
                (None, _) if *kind != station => continue,
                (None, "ID") => Meaning::Plain(Word::Code),
                (None, "RV") => Meaning::Plain(Word::Registered),
                (None, "LAT") => Meaning::Plain(Word::Latitude),
                (None, "LON") => Meaning::Plain(Word::Longitude),
                (level, rest) => match (rest.strip_prefix("N_").map(str::to_lowercase), level) {
                    (Some(language), Some(level)) => Meaning::LevelName(level, language),
                    (Some(language), None) => Meaning::Name(language),
                    (None, _) => continue,
                },
            };
            self.columns.push((at, meaning));
        }
        self.levels = types;
    }

    fn by_words(&mut self, kind: FileKind, header: &str, typed: bool) -> Option<Meaning> {
        let plain: String = folded(header).chars().filter(|c| !matches!(c, ' ' | '_' | '-' | '#')).collect();
        if kind == FileKind::Stations {
            if let Some(("name", language)) = plain.split_once(':') {
                return Some(Meaning::Name(language.to_owned()));
            }
            if plain == "name" || plain == "stationname" {
                return Some(Meaning::Name("und".to_owned()));
            }
            let is_level =
                LEVELS.contains(&plain.as_str()) || plain.strip_prefix("level").is_some_and(|n| matches!(n, "1" | "2" | "3" | "4" | "5"));
            if is_level && !typed {
                self.levels.push(plain);
                return Some(Meaning::LevelName(self.levels.len() - 1, "und".to_owned()));
            }
        }
        if Word::of(kind).any(|word| word == Word::Phone) && (plain.starts_with("phone") || plain == "телефон") {
            return Some(Meaning::Plain(Word::Phone));
        }
        let known = KNOWN.iter().find(|(word, names)| Word::of(kind).any(|of| of == *word) && names.contains(&plain.as_str()));
        if let Some((word, _)) = known {
            return Some(Meaning::Plain(*word));
        }
        (kind == FileKind::Stations && plain.starts_with("tag")).then(|| Meaning::Tag(header.trim().to_lowercase()))
    }

    /// The column of a meaning.
    pub fn column(&self, meaning: &Meaning) -> Option<usize> {
        self.columns.iter().find(|(_, has)| has == meaning).map(|(at, _)| *at)
    }

    /// The column of a plain meaning.
    pub fn word(&self, word: Word) -> Option<usize> {
        self.column(&Meaning::Plain(word))
    }

    /// Number and header of a column.
    pub fn at(&self, column: usize) -> ColumnAt {
        ColumnAt { number: column + 1, header: self.headers.get(column).map(|h| shortened(h)).unwrap_or_default() }
    }

    /// What every column was taken for.
    pub fn uses(&self, mapped: bool) -> Vec<ColumnUse> {
        let one = |at: usize| {
            let meaning = self.columns.iter().find(|(column, _)| *column == at).map(|(_, meaning)| meaning.word(&self.levels));
            let why = match (&meaning, mapped) {
                (None, _) => "not used",
                (Some(_), true) => "the mapping says so",
                (Some(_), false) => "the header is a known one",
            };
            ColumnUse { column: self.at(at), meaning, why }
        };
        (0..self.headers.len()).map(one).collect()
    }
}
