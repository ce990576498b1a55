//! Places and stations as reporting units of NIST SP 1500-100, all within one unit where the election is held.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use domain::registry::{Election, Names, Noun, Object};
use publish::open_data::nist::model::{
    CountItemStatus, CountItemType, CountStatus, InternationalizedText, LanguageString, ReportingUnit, ReportingUnitType,
};

use super::counted::Counted;
use crate::registry::{Kept, Registry};

/// The unit where the election is held.
pub const SCOPE: &str = "scope";

/// A place's unit.
pub fn place_id(id: &str) -> String {
    format!("place-{id}")
}

/// A station's unit.
pub fn station_id(code: &str) -> String {
    format!("station-{code}")
}

/// A text of ours, in English.
pub fn text(content: &str) -> InternationalizedText {
    InternationalizedText::of(content, "en")
}

fn texts(names: &Names) -> InternationalizedText {
    let one = |(language, content): (&str, &str)| LanguageString { content: content.to_owned(), language: language.to_owned() };
    InternationalizedText { text: names.iter().map(one).collect() }
}

/// Places and stations of one moment.
pub struct Units {
    places: Vec<Arc<Kept>>,
    stations: Vec<Arc<Kept>>,
    /// Ids of places that are there.
    ids: BTreeSet<String>,
    /// Units by the unit that they lie in.
    parts: BTreeMap<String, Vec<String>>,
    country: Option<String>,
}

impl Units {
    /// Of everything that the registry has.
    pub fn of(registry: &Registry, election: &Election) -> Self {
        Self::new(registry.all(Noun::Place), registry.all(Noun::Station), election.country.clone())
    }

    /// Of these. What lies in a place that is not among them lies in the whole.
    pub fn new(places: Vec<Arc<Kept>>, stations: Vec<Arc<Kept>>, country: Option<String>) -> Self {
        let ids: BTreeSet<String> = places.iter().map(|kept| kept.id.clone()).collect();
        let mut parts: BTreeMap<String, Vec<String>> = BTreeMap::new();
        for kept in places.iter().chain(&stations) {
            let (unit, within) = match &kept.object {
                Object::Place(place) => (place_id(&kept.id), place.parent.as_deref()),
                Object::Station(station) => (station_id(&kept.id), Some(station.place.as_str())),
                _ => continue,
            };
            let within = within.filter(|place| ids.contains(*place)).map_or_else(|| SCOPE.to_owned(), place_id);
            parts.entry(within).or_default().push(unit);
        }
        Self { places, stations, ids, parts, country }
    }

    /// Whether a place is among them.
    pub fn has_place(&self, id: &str) -> bool {
        self.ids.contains(id)
    }

    /// Codes of the stations whose voters decide in a place, or everywhere.
    pub fn voting_in<'u>(&'u self, place: Option<&'u str>) -> impl Iterator<Item = &'u str> {
        let inside: Option<BTreeSet<String>> = place.filter(|id| self.has_place(id)).map(|id| self.inside(&place_id(id)));
        let votes = move |kept: &&Arc<Kept>| inside.as_ref().is_none_or(|units| units.contains(&station_id(&kept.id)));
        self.stations.iter().filter(votes).map(|kept| kept.id.as_str())
    }

    /// Every unit within one.
    fn inside(&self, unit: &str) -> BTreeSet<String> {
        let mut found = BTreeSet::new();
        let mut open = vec![unit.to_owned()];
        while let Some(unit) = open.pop() {
            for part in self.parts.get(&unit).into_iter().flatten() {
                // A circle ends here.
                if found.insert(part.clone()) {
                    open.push(part.clone());
                }
            }
        }
        found
    }

    /// The units, the whole first. Voters are those of the protocols where `counted` has them, else of the list of stations.
    pub fn list(&self, counted: Option<&Counted>) -> Vec<ReportingUnit> {
        let kind = if self.country.is_some() { ReportingUnitType::Country } else { ReportingUnitType::Other };
        let other = self.country.is_none().then(|| "where the election is held".to_owned());
        let name = self.country.as_deref().map(text);
        let mut all = vec![ReportingUnit { other_type: other, name, ..self.unit(SCOPE.to_owned(), kind) }];
        for kept in self.places.iter().chain(&self.stations) {
            match &kept.object {
                Object::Place(place) => {
                    let kind = kind_of(&place.level);
                    let other = (kind == ReportingUnitType::Other).then(|| place.level.clone());
                    let unit = self.unit(place_id(&kept.id), kind);
                    all.push(ReportingUnit { name: Some(texts(&place.names)), number: Some(kept.id.clone()), other_type: other, ..unit });
                }
                Object::Station(station) => {
                    let figures = counted.and_then(|counted| counted.figures.get(&kept.id));
                    let figure = |line: &str| figures.and_then(|figures| figures.get(line)).copied();
                    let done = CountStatus { r#type: CountItemType::Total, status: CountItemStatus::Completed };
                    all.push(ReportingUnit {
                        name: Some(texts(&station.names)),
                        number: Some(kept.id.clone()),
                        voters_registered: figure("registered").or(station.registered.map(u64::from)),
                        voters_participated: figure("voters_part"),
                        count_status: figures.map(|_| done).into_iter().collect(),
                        ..self.unit(station_id(&kept.id), ReportingUnitType::PollingPlace)
                    });
                }
                _ => {}
            }
        }
        all
    }

    /// A unit with its parts and nothing else.
    fn unit(&self, id: String, kind: ReportingUnitType) -> ReportingUnit {
        ReportingUnit {
            composing_gp_unit_ids: self.parts.get(&id).cloned().unwrap_or_default(),
            id,
            r#type: kind,
            other_type: None,
            name: None,
            number: None,
            external_identifier: Vec::new(),
            voters_registered: None,
            voters_participated: None,
            count_status: Vec::new(),
        }
    }
}

/// The standard's word for a level, where it has one.
fn kind_of(level: &str) -> ReportingUnitType {
    match level.to_lowercase().as_str() {
        "country" => ReportingUnitType::Country,
        "state" => ReportingUnitType::State,
        "county" => ReportingUnitType::County,
        "city" => ReportingUnitType::City,
        "town" => ReportingUnitType::Town,
        "village" => ReportingUnitType::Village,
        "municipality" => ReportingUnitType::Municipality,
        "ward" => ReportingUnitType::Ward,
        _ => ReportingUnitType::Other,
    }
}
