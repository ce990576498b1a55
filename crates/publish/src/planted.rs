//! What a simulation planted, held against what the tests found.

use domain::PlaceId;
use serde::Serialize;

use crate::places::Names;
use crate::texts::Texts;
use crate::{Input, PlantedNote};

/// One kind of planted misconduct and the tests that raised a flag where it was done.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Outcome {
    /// Name of the kind, as the simulation has it.
    pub kind: String,
    /// What was done, in words.
    pub what: String,
    /// Paths of the places.
    pub areas: Vec<String>,
    /// Stations touched.
    pub stations: u64,
    /// Votes the helped option gained.
    pub votes: i64,
    /// Tests with a flag at one of the places or inside it. Other misconduct planted in the same places may be what they saw.
    pub flagged_by: Vec<&'static str>,
}

/// Holds one planted kind against the findings.
#[must_use]
pub fn outcome(note: &PlantedNote, input: &Input<'_>, names: &Names<'_>, texts: &Texts) -> Outcome {
    Outcome {
        kind: note.kind.clone(),
        what: what(note, texts),
        areas: note.places.iter().map(|&p| names.path(p).to_owned()).collect(),
        stations: note.stations,
        votes: note.votes,
        flagged_by: flagged_by(note, input),
    }
}

/// What was done, in words; the name of the kind where there are none for it.
#[must_use]
pub fn what(note: &PlantedNote, texts: &Texts) -> String {
    let id = format!("planted-{}", note.kind);
    if texts.has(&id) { texts.plain(&id) } else { note.kind.clone() }
}

/// The tests that raised a flag at the places of a note or inside them, in the order of the methods.
#[must_use]
pub fn flagged_by(note: &PlantedNote, input: &Input<'_>) -> Vec<&'static str> {
    let places = &input.release.places;
    let within = |area: PlaceId| {
        let stations = places.stations(area);
        note.places.iter().map(|&p| places.stations(p)).any(|p| p.start <= stations.start && stations.end <= p.end)
    };
    let mut tests: Vec<&'static str> = Vec::new();
    for finding in input.examination.findings.iter().filter(|f| f.flag && within(f.area)) {
        if !tests.contains(&finding.test) {
            tests.push(finding.test);
        }
    }
    tests
}
