//! people.csv and places.csv: names, and what lies in what.

use claims::case::Name;

use super::checks::{Edge, loops};
use super::context::{Cells, Context};
use super::election::unknown_zone;
use super::fields::Fields;
use super::ids::Kind;
use super::when;

/// Names of people.
pub(super) fn people<'c>(context: &'c Context<'c>) -> Vec<Name> {
    context.rows("people.csv").iter().filter_map(|row| name(row, row.words("role"), None, None)).collect()
}

/// Names of places.
pub(super) fn places<'c>(context: &'c Context<'c>) -> Vec<Name> {
    let rows = context.rows("places.csv");
    let edges: Vec<_> = rows.iter().filter_map(|row| Some(Edge { from: row.text("id")?, to: row.text("within")?, row })).collect();
    for (row, path) in loops(&edges) {
        let message = format!("This place comes to lie in itself: {}.", path.join(" in "));
        row.fault("within", "CASE-PLACE-LOOP", message, "Let the larger place lie in none of the smaller ones.");
    }
    rows.iter().filter_map(place).collect()
}

fn place(row: &Cells<'_>) -> Option<Name> {
    let within = row.reference("within", &Kind::Place);
    let zone = row.text("zone");
    if let Some(zone) = zone.as_deref().filter(|z| !when::is_zone(z)) {
        unknown_zone(row, "zone", zone);
    }
    name(row, row.words("kind"), within, zone)
}

fn name(row: &Cells<'_>, kind: String, within: Option<String>, zone: Option<String>) -> Option<Name> {
    let (id, name, language) = (row.own_id(), row.need("name"), row.language());
    let (from, until) = (row.date("from"), row.date("until"));
    row.in_order(from, until);
    let support = row.loose_support();
    Some(Name { id: id?, name: name?, language, kind, within, zone, from, until, support })
}
