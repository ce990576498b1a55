//! Lists of stations: every row a station, and the places it lies in.

use std::collections::BTreeMap;

use domain::Column;
use domain::registry::{Coordinates, Names, Noun, Settlement, Station, StationKind};
use serde::Serialize;

use super::ids;
use super::layout::Layout;
use super::meaning::{FileKind, Meaning, Word};
use super::places::{Named, Places};
use super::report::{Orphan, Report, RowProblem, Seen};
use super::rows::{RegistryError, RegistryOptions, Row, Sheet};
use crate::text::number::{self, Writing};
use crate::text::{folded, shortened};

/// Stations and places of some files. With problems in the report nothing of it is to be kept.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Import {
    /// Places, each after the one it lies in, with their ids.
    pub places: Vec<(String, domain::registry::Place)>,
    /// Stations in the order of the files, with their ids.
    pub stations: Vec<(String, Station)>,
    /// What reading came to.
    pub report: Report,
}

/// Reads lists of stations: names of files and their bytes. The same files give the same ids every time.
///
/// # Errors
/// When a file as a whole cannot be read; what is wrong in rows stands in the report.
pub fn read_stations(files: &[(&str, &[u8])], options: RegistryOptions<'_>) -> Result<Import, RegistryError> {
    let mut report = Report::default();
    let mut reader = Reader::default();
    for (name, bytes) in files {
        let sheet = Sheet::open(FileKind::Stations, name, bytes, options)?;
        sheet.describe(&mut report, options.mapping.is_some());
        let columns = Columns::of(&sheet.layout);
        sheet.each(&mut report, |report, row| reader.row(report, &columns, row))?;
    }
    for ((id, station), at) in reader.stations.iter().zip(&reader.at) {
        if !reader.places.has(&station.place) && !(options.known)(Noun::Place, &station.place) {
            report.orphan(Orphan { id: id.clone(), noun: Noun::Place.word(), missing: station.place.clone(), at: at.clone() });
        }
    }
    Ok(Import { places: reader.places.made, stations: reader.stations, report })
}

/// Where everything stands.
struct Columns<'a> {
    layout: &'a Layout,
    names: Vec<(usize, &'a str)>,
    tags: Vec<(usize, &'a str)>,
    levels: Vec<Level<'a>>,
    words: BTreeMap<Word, usize>,
}

#[derive(Default)]
struct Level<'a> {
    names: Vec<(usize, &'a str)>,
    code: Option<usize>,
    latitude: Option<usize>,
    longitude: Option<usize>,
}

impl<'a> Columns<'a> {
    fn of(layout: &'a Layout) -> Self {
        let levels = layout.levels.iter().map(|_| Level::default()).collect();
        let mut columns = Self { layout, names: Vec::new(), tags: Vec::new(), levels, words: BTreeMap::new() };
        for (at, meaning) in &layout.columns {
            match meaning {
                Meaning::Plain(word) => drop(columns.words.insert(*word, *at)),
                Meaning::Name(language) => columns.names.push((*at, language)),
                Meaning::Tag(tag) => columns.tags.push((*at, tag)),
                Meaning::LevelName(level, language) => columns.level(*level, |l| l.names.push((*at, language))),
                Meaning::LevelCode(level) => columns.level(*level, |l| l.code = Some(*at)),
                Meaning::LevelLatitude(level) => columns.level(*level, |l| l.latitude = Some(*at)),
                Meaning::LevelLongitude(level) => columns.level(*level, |l| l.longitude = Some(*at)),
            }
        }
        columns
    }

    fn level(&mut self, at: usize, with: impl FnOnce(&mut Level<'a>)) {
        if let Some(level) = self.levels.get_mut(at) {
            with(level);
        }
    }

    fn word(&self, word: Word) -> Option<usize> {
        self.words.get(&word).copied()
    }

    /// A problem of one cell. Nothing in a list of stations is about a person.
    fn cell(&self, row: &Row<'_, '_>, column: Option<usize>, code: &'static str, message: &str, remedy: &str) -> RowProblem {
        let value = Some(shortened(&row.text(column)));
        RowProblem { column: column.map(|c| self.layout.at(c)), value, ..row.at.problem(code, message.to_owned(), remedy) }
    }
}

/// Stations and places so far.
#[derive(Default)]
struct Reader {
    places: Places,
    stations: Vec<(String, Station)>,
    at: Vec<(String, u64)>,
    seen: Seen,
}

impl Reader {
    fn row(&mut self, report: &mut Report, columns: &Columns<'_>, row: &Row<'_, '_>) {
        let before = report.problem_count;
        let place = self.place(report, columns, row);
        let Some((id, column)) = station_id(report, columns, row, place.as_deref()) else { return };
        let Some(place) = place else {
            let message = "the row does not say which place the station lies in.".to_owned();
            report.problem(row.at.problem("INTAKE-STATION-PLACE", message, "Fill in its region and district, or the id of its place."));
            return;
        };
        let station = station(report, columns, row, &place, &id);
        let column = column.map(|c| columns.layout.at(c));
        if self.twice(report, row, &id, column) || report.problem_count > before {
            return;
        }
        if let Err(e) = station.check() {
            report.problem(row.at.refused(&e, None));
            return;
        }
        self.at.push((row.at.file.to_owned(), row.at.line));
        self.stations.push((id, station));
    }

    fn twice(&mut self, report: &mut Report, row: &Row<'_, '_>, id: &str, column: Option<super::ColumnAt>) -> bool {
        report.twice(&mut self.seen, id, &row.at, column, false)
    }

    /// The id of the deepest place that the row names; its `place` column is the id of that place.
    fn place(&mut self, report: &mut Report, columns: &Columns<'_>, row: &Row<'_, '_>) -> Option<String> {
        let id = row.filled(columns.word(Word::Place));
        let names =
            |level: &Level<'_>| level.names.iter().any(|(at, _)| !row.text(Some(*at)).is_empty()) || row.filled(level.code).is_some();
        let deepest = columns.levels.iter().rposition(names);
        let mut parent = None;
        for (at, (level, name)) in columns.levels.iter().zip(&columns.layout.levels).enumerate() {
            let named = Named {
                level: name,
                names: level.names.iter().filter_map(|(at, language)| Some((*language, row.filled(Some(*at))?))).collect(),
                code: row.filled(level.code),
                id: id.clone().filter(|_| deepest == Some(at)),
                centre: coordinates(report, columns, row, (level.latitude, level.longitude)),
            };
            // A level that a row leaves out is passed over: cities of republican rank lie in no region.
            parent = self.places.add(report, &row.at, parent, named).or(parent);
        }
        match parent {
            Some(place) => self.places.made.get(place).map(|(id, _)| id.clone()),
            None => id.map(|id| ids::of_code(&id)),
        }
    }
}

/// The station's id and the column it stands in.
fn station_id(report: &mut Report, columns: &Columns<'_>, row: &Row<'_, '_>, place: Option<&str>) -> Option<(String, Option<usize>)> {
    let (code, number) = (columns.word(Word::Code), columns.word(Word::Number));
    if let Some(text) = row.filled(code) {
        return Some((ids::of_code(&text), code));
    }
    if let (Some(text), Some(place)) = (row.filled(number), place) {
        return Some((ids::joined(Some(place), ':', &ids::of_code(&text)), number));
    }
    let column = code.or(number);
    let message = "the row does not say which station it is.";
    report.problem(columns.cell(row, column, "INTAKE-ROW-NAMELESS", message, "Fill in the station's code or number."));
    None
}

fn station(report: &mut Report, columns: &Columns<'_>, row: &Row<'_, '_>, place: &str, id: &str) -> Station {
    let filled = |word| row.filled(columns.word(word));
    let names = columns.names.iter().filter_map(|(at, language)| Some(((*language).to_owned(), row.filled(Some(*at))?)));
    let names = Names::new(names).unwrap_or_else(|| Names::plain(&filled(Word::Number).unwrap_or_else(|| id.to_owned())));
    let mut station = Station::new(names, place);
    station.address = filled(Word::Address);
    station.coordinates = coordinates(report, columns, row, (columns.word(Word::Latitude), columns.word(Word::Longitude)));
    station.registered = count(report, columns, row, Word::Registered);
    station.order = count(report, columns, row, Word::Order);
    station.tags = columns.tags.iter().filter_map(|(at, tag)| Some(((*tag).to_owned(), row.filled(Some(*at))?))).collect();
    if let Some(word) = filled(Word::Kind) {
        if let Some(kind) = kind(&folded(&word)) {
            station.kind = kind;
        } else {
            let words: Vec<&str> = StationKind::ALL.iter().map(|kind| kind.word()).collect();
            let remedy = format!("Write one of: {}.", words.join(", "));
            let column = columns.word(Word::Kind);
            report.problem(columns.cell(row, column, "INTAKE-CELL-KIND", "this is no kind of station.", &remedy));
        }
    }
    if let Some(word) = filled(Word::Settlement) {
        station.settlement = match folded(&word).as_str() {
            "urban" | "u" | "город" | "қала" => Some(Settlement::Urban),
            "rural" | "r" | "село" | "ауыл" => Some(Settlement::Rural),
            _ => {
                let column = columns.word(Word::Settlement);
                report.problem(columns.cell(
                    row,
                    column,
                    "INTAKE-CELL-SETTLEMENT",
                    "town or country is expected here.",
                    "Write urban or rural.",
                ));
                None
            }
        };
    }
    station
}

/// Words of lists beside our own.
fn kind(word: &str) -> Option<StationKind> {
    Some(match word {
        "больница" | "maternity" | "clinic" => StationKind::Hospital,
        "сизо" | "detention" => StationKind::Prison,
        "воинская часть" | "army" => StationKind::Military,
        "зарубежный" | "embassy" | "consulate" => StationKind::Abroad,
        "общежитие" | "dormitory" | "university" => StationKind::Student,
        "санаторий" => StationKind::Sanatorium,
        "обычный" | "regular" => StationKind::Ordinary,
        _ => StationKind::parse(&word.replace([' ', '-'], "_"))?,
    })
}

fn count(report: &mut Report, columns: &Columns<'_>, row: &Row<'_, '_>, word: Word) -> Option<u32> {
    let column = columns.word(word)?;
    match number::count(row.text(Some(column)).as_bytes(), Writing::default()) {
        Ok(Column::MISSING) => None,
        Ok(count) => Some(count),
        Err(_) => {
            let remedy = "Write a whole number without separators, or leave the cell empty.";
            report.problem(columns.cell(row, Some(column), "INTAKE-CELL-NUMBER", "a whole number is expected here.", remedy));
            None
        }
    }
}

/// Both coordinates, or neither.
fn coordinates(
    report: &mut Report,
    columns: &Columns<'_>,
    row: &Row<'_, '_>,
    (latitude, longitude): (Option<usize>, Option<usize>),
) -> Option<Coordinates> {
    let (north, east) = (row.text(latitude), row.text(longitude));
    if north.is_empty() && east.is_empty() {
        return None;
    }
    let read = |text: &str, most: f64| text.replace(',', ".").parse::<f64>().ok().filter(|degrees| degrees.abs() <= most);
    match (read(&north, 90.0), read(&east, 180.0)) {
        (Some(latitude), Some(longitude)) => Some(Coordinates { latitude, longitude }),
        (good, _) => {
            let column = if good.is_some() { longitude } else { latitude };
            let message = "this is no coordinate in degrees, or its pair is missing.";
            let remedy = "Write decimal degrees, such as 42.9017 and 71.3784, or leave both empty.";
            report.problem(columns.cell(row, column, "INTAKE-CELL-COORDINATE", message, remedy));
            None
        }
    }
}
