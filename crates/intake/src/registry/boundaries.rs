//! Boundaries of places: `GeoJSON` (RFC 7946), a collection of polygons with a property that names the place.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::report::{Place, Report, Seen};
use super::rows::RegistryError;
use crate::IntakeError;
use crate::text::shortened;

/// Bytes of a file at most.
const MOST_BYTES: usize = 256 << 20;
/// Features of a file at most.
const MOST_FEATURES: usize = 50_000;
/// Properties that name a place, where none is asked for, in the order in which they are tried.
const PROPERTIES: [&str; 9] = ["id", "code", "place", "name", "NAME", "name:en", "shapeName", "ADM2_EN", "ADM1_EN"];

/// Longitude and latitude in degrees, in that order, as `GeoJSON` has them.
pub type Position = [f64; 2];

/// The boundary of a place.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Boundary {
    /// Polygons; of each the outer ring, then its holes. A ring's last position is its first.
    pub polygons: Vec<Vec<Vec<Position>>>,
    /// South-west and north-east corners of the box around it.
    pub bounds: [Position; 2],
}

/// Boundaries of a file. With problems in the report nothing of it is to be kept.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct BoundaryImport {
    /// Ids of places and their boundaries.
    pub boundaries: Vec<(String, Boundary)>,
    /// What reading came to; lines are numbers of features.
    pub report: Report,
}

/// The rings of a polygon as they stand in the file. Positions may have a height, which is dropped.
type Rings = Vec<Vec<Vec<f64>>>;

#[derive(Deserialize)]
struct Collection {
    r#type: String,
    features: Vec<Feature>,
}

#[derive(Deserialize)]
struct Feature {
    #[serde(default)]
    properties: Option<BTreeMap<String, Value>>,
    geometry: Option<Geometry>,
}

#[derive(Deserialize)]
struct Geometry {
    r#type: String,
    coordinates: Option<Value>,
}

/// Reads a collection of boundaries. `property` names places; `find` gives the id of the place of such a name or code.
///
/// # Errors
/// When the file is no such collection; what is wrong with features stands in the report.
pub fn read_boundaries(
    name: &str,
    bytes: &[u8],
    property: Option<&str>,
    find: &dyn Fn(&str) -> Option<String>,
) -> Result<BoundaryImport, RegistryError> {
    if bytes.len() > MOST_BYTES {
        return Err(IntakeError::TooBig { name: name.to_owned(), limit: MOST_BYTES as u64 }.into());
    }
    let not = |line, column| RegistryError::NotGeoJson { name: name.to_owned(), line, column };
    let text = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
    let collection: Collection = serde_json::from_slice(text).map_err(|e| not(e.line(), e.column()))?;
    if collection.r#type != "FeatureCollection" {
        return Err(not(1, 1));
    }
    if collection.features.len() > MOST_FEATURES {
        return Err(RegistryError::TooManyRows { name: name.to_owned() });
    }
    let mut import = BoundaryImport::default();
    let mut seen = Seen::default();
    for (line, feature) in (1..).zip(collection.features) {
        let at = Place { file: name, line };
        import.report.rows += 1;
        if let Some((id, boundary)) = read(&mut import.report, &at, feature, property, find)
            && !import.report.twice(&mut seen, &id, &at, None, false)
        {
            import.boundaries.push((id, boundary));
        }
    }
    Ok(import)
}

fn read(
    report: &mut Report,
    at: &Place<'_>,
    feature: Feature,
    property: Option<&str>,
    find: &dyn Fn(&str) -> Option<String>,
) -> Option<(String, Boundary)> {
    let names = called(&feature, property);
    let Some(id) = names.iter().find_map(|name| find(name)) else {
        let mut problem = at.problem(
            "INTAKE-BOUNDARY-PLACE",
            "no place of this name or code is known.".to_owned(),
            "Import the places first, or name the property that holds their names or codes.",
        );
        problem.value = names.first().map(|name| shortened(name));
        report.problem(problem);
        return None;
    };
    let polygons = feature.geometry.ok_or("the feature has no geometry.").and_then(polygons);
    let checked = polygons.and_then(|polygons| polygons.iter().flatten().try_for_each(|ring| closed(ring)).map(|()| polygons));
    match checked {
        Ok(polygons) => Some((id, Boundary { bounds: bounds(&polygons), polygons })),
        Err(what) => {
            let remedy = "Export it again as Polygon or MultiPolygon in degrees (WGS 84): longitude, then latitude; rings closed.";
            report.problem(at.problem("INTAKE-BOUNDARY-SHAPE", what.to_owned(), remedy));
            None
        }
    }
}

/// What the feature calls its place.
fn called(feature: &Feature, property: Option<&str>) -> Vec<String> {
    let all = feature.properties.as_ref();
    let text = |key: &str| match all?.get(key)? {
        Value::String(text) => Some(text.clone()),
        Value::Number(number) => Some(number.to_string()),
        _ => None,
    };
    match property {
        Some(key) => text(key).into_iter().collect(),
        None => PROPERTIES.iter().filter_map(|key| text(key)).collect(),
    }
}

fn polygons(geometry: Geometry) -> Result<Vec<Vec<Vec<Position>>>, &'static str> {
    let coordinates = geometry.coordinates.ok_or("the geometry has no coordinates.")?;
    let polygons: Vec<Rings> = match geometry.r#type.as_str() {
        "Polygon" => vec![serde_json::from_value(coordinates).map_err(|_| "its coordinates are not those of a polygon.")?],
        "MultiPolygon" => serde_json::from_value(coordinates).map_err(|_| "its coordinates are not those of polygons.")?,
        _ => return Err("the geometry is no Polygon or MultiPolygon."),
    };
    if polygons.is_empty() || polygons.iter().any(Vec::is_empty) {
        return Err("the polygon has no ring.");
    }
    let flat = |position: Vec<f64>| match position[..] {
        [longitude, latitude] | [longitude, latitude, _] => Ok([longitude, latitude]),
        _ => Err("a position has neither two nor three numbers."),
    };
    let ring = |ring: Vec<Vec<f64>>| ring.into_iter().map(flat).collect::<Result<Vec<_>, _>>();
    polygons.into_iter().map(|rings| rings.into_iter().map(ring).collect()).collect()
}

/// A ring has four positions at least, the last its first, all of them on the globe and not all in one place.
fn closed(ring: &[Position]) -> Result<(), &'static str> {
    let (Some(first), Some(last)) = (ring.first(), ring.last()) else { return Err("a ring has no positions.") };
    let same = |a: &Position, b: &Position| a.iter().zip(b).all(|(a, b)| a.total_cmp(b).is_eq());
    match () {
        () if ring.len() < 4 => Err("a ring has fewer than four positions."),
        () if !same(first, last) => Err("a ring is not closed."),
        () if ring.iter().all(|position| same(position, first)) => Err("a ring is one point."),
        () if !ring.iter().all(|[longitude, latitude]| longitude.abs() <= 180.0 && latitude.abs() <= 90.0) => {
            Err("a position is not on the globe in degrees.")
        }
        () => Ok(()),
    }
}

fn bounds(polygons: &[Vec<Vec<Position>>]) -> [Position; 2] {
    let mut bounds = [[f64::INFINITY; 2], [f64::NEG_INFINITY; 2]];
    for position in polygons.iter().flatten().flatten() {
        for axis in 0..2 {
            bounds[0][axis] = bounds[0][axis].min(position[axis]);
            bounds[1][axis] = bounds[1][axis].max(position[axis]);
        }
    }
    bounds
}
