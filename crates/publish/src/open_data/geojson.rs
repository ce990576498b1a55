//! Stations, incidents and visits as `GeoJSON` (RFC 7946): positions are longitude first, in degrees of WGS 84.
//!
//! Where an incident happened can show who reported it, so its position is rounded unless the caller says otherwise. An event
//! that names its station can still be placed there: who must not be found is left without both.

use std::io::Write;

use serde::Serialize;

use super::error::OpenDataError;
use super::{LogAt, Provenance, SIMULATED};

/// A point on the earth, in degrees.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Position {
    lat: f64,
    lon: f64,
}

impl Position {
    /// Latitude first, as people say it.
    ///
    /// # Errors
    /// [`OpenDataError::Position`] when it is no point on the earth.
    pub fn new(lat: f64, lon: f64) -> Result<Self, OpenDataError> {
        let on_earth = (-90.0..=90.0).contains(&lat) && (-180.0..=180.0).contains(&lon);
        if on_earth { Ok(Self { lat, lon }) } else { Err(OpenDataError::Position) }
    }

    fn rounded(self, precision: Precision) -> [f64; 2] {
        let Precision::Decimals(decimals) = precision else { return [self.lon, self.lat] };
        let scale = 10_f64.powi(i32::from(decimals.min(9)));
        // Adding 0 turns -0 into 0.
        [self.lon, self.lat].map(|degrees| (degrees * scale).round() / scale + 0.0)
    }
}

/// How exactly positions are told.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Precision {
    /// As they are known.
    Exact,
    /// Rounded to so many decimals of a degree, at most 9: 2 is about 1 km, 3 about 100 m.
    Decimals(u8),
}

/// How exactly the positions of each kind are told. Stations are public and stand where they stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Precisions {
    /// Of stations; exact unless changed.
    pub stations: Precision,
    /// Of incidents and visits; 2 decimals unless changed.
    pub events: Precision,
}

impl Default for Precisions {
    fn default() -> Self {
        Self { stations: Precision::Exact, events: Precision::Decimals(2) }
    }
}

/// A station.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize)]
pub struct StationOut<'a> {
    /// Its code.
    pub code: &'a str,
    /// Its name.
    pub name: &'a str,
    /// The places it lies in, from the largest.
    pub places: &'a [&'a str],
    /// Voters registered, where known.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub registered: Option<u32>,
    /// Where it is, where known.
    #[serde(skip)]
    pub position: Option<Position>,
}

/// What happened somewhere.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum EventKind {
    /// Something that should not have happened.
    Incident,
    /// An observer's presence at a station.
    Visit,
}

/// An incident or a visit.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct EventOut<'a> {
    /// Its entry in the log.
    pub entry: u64,
    /// Which of both it is.
    #[serde(skip)]
    pub event: EventKind,
    /// The station's code; empty where there is none.
    pub station: &'a str,
    /// What kind of incident; empty for a visit.
    pub category: &'a str,
    /// How far it has been looked into, such as `verified`.
    pub status: &'a str,
    /// When (RFC 3339).
    pub at: &'a str,
    /// Where, where known.
    #[serde(skip)]
    pub position: Option<Position>,
}

#[derive(Serialize)]
struct Feature<'a, P> {
    r#type: &'static str,
    geometry: Option<Point>,
    properties: Properties<'a, P>,
}

#[derive(Serialize)]
struct Properties<'a, P> {
    kind: &'static str,
    #[serde(flatten)]
    of: &'a P,
    /// Decimals the position was rounded to.
    #[serde(skip_serializing_if = "Option::is_none")]
    decimals: Option<u8>,
    #[serde(skip_serializing_if = "Option::is_none")]
    simulated: Option<&'static str>,
}

#[derive(Serialize)]
struct Point {
    r#type: &'static str,
    coordinates: [f64; 2],
}

#[derive(Serialize)]
struct Head<'a> {
    r#type: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    simulated: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    log: Option<&'a LogAt>,
}

/// Writes features one by one.
pub struct GeoJson<W: Write> {
    out: W,
    precisions: Precisions,
    simulated: Option<&'static str>,
    any: bool,
}

impl<W: Write> GeoJson<W> {
    /// Starts the collection. `simulated` and `log` are foreign members (RFC 7946, section 6.1).
    ///
    /// # Errors
    /// What the writer reports.
    pub fn new(mut out: W, provenance: &Provenance, precisions: Precisions) -> Result<Self, OpenDataError> {
        let simulated = provenance.simulated.then_some(SIMULATED);
        let head = json(&Head { r#type: "FeatureCollection", simulated, log: provenance.log.as_ref() })?;
        // The object stays open for the features.
        out.write_all(head.strip_suffix(b"}").unwrap_or(&head))?;
        out.write_all(b",\"features\":[")?;
        Ok(Self { out, precisions, simulated, any: false })
    }

    /// Writes a station.
    ///
    /// # Errors
    /// What the writer reports.
    pub fn station(&mut self, station: &StationOut<'_>) -> Result<(), OpenDataError> {
        self.feature("station", station, station.position, self.precisions.stations)
    }

    /// Writes an incident or a visit.
    ///
    /// # Errors
    /// What the writer reports.
    pub fn event(&mut self, event: &EventOut<'_>) -> Result<(), OpenDataError> {
        let kind = match event.event {
            EventKind::Incident => "incident",
            EventKind::Visit => "visit",
        };
        self.feature(kind, event, event.position, self.precisions.events)
    }

    fn feature<P: Serialize>(
        &mut self,
        kind: &'static str,
        of: &P,
        at: Option<Position>,
        precision: Precision,
    ) -> Result<(), OpenDataError> {
        let decimals = match (at, precision) {
            (Some(_), Precision::Decimals(decimals)) => Some(decimals.min(9)),
            _ => None,
        };
        let geometry = at.map(|position| Point { r#type: "Point", coordinates: position.rounded(precision) });
        let properties = Properties { kind, of, decimals, simulated: self.simulated };
        let feature = json(&Feature { r#type: "Feature", geometry, properties })?;
        self.out.write_all(if self.any { b",\n" } else { b"\n" })?;
        self.out.write_all(&feature)?;
        self.any = true;
        Ok(())
    }

    /// Ends the collection and gives the writer back.
    ///
    /// # Errors
    /// What the writer reports.
    pub fn finish(mut self) -> Result<W, OpenDataError> {
        self.out.write_all(b"\n]}\n")?;
        self.out.flush()?;
        Ok(self.out)
    }
}

fn json(value: &impl Serialize) -> Result<Vec<u8>, OpenDataError> {
    serde_json::to_vec(value).map_err(|e| OpenDataError::Io(e.into()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rounding_moves_a_position_by_at_most_half_a_step() {
        for (lat, lon) in [(43.238_949, 76.889_709), (-0.001, 0.001), (89.999, -179.999), (51.125, 71.435)] {
            let exact = Position::new(lat, lon).expect("is on earth");
            for decimals in 0..=9 {
                let [x, y] = exact.rounded(Precision::Decimals(decimals));
                let step = 0.5 * 10_f64.powi(-i32::from(decimals)) + 1e-9;
                assert!((x - lon).abs() <= step && (y - lat).abs() <= step, "{decimals}: {x} {y}");
                assert!((-180.0..=180.0).contains(&x) && (-90.0..=90.0).contains(&y));
            }
            let same = exact.rounded(Precision::Exact).map(f64::to_bits);
            assert_eq!(same, [lon, lat].map(f64::to_bits));
        }
        let zero = Position::new(-0.001, -0.001).expect("is on earth").rounded(Precision::Decimals(2));
        assert!(zero.iter().all(|x| x.is_sign_positive()));
    }

    #[test]
    fn what_is_no_point_on_the_earth_is_refused() {
        for (lat, lon) in [(91.0, 0.0), (0.0, 180.1), (f64::NAN, 0.0), (0.0, f64::INFINITY)] {
            assert!(matches!(Position::new(lat, lon), Err(OpenDataError::Position)));
        }
    }
}
