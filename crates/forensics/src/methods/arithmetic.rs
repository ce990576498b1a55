//! Arithmetic: the controls of the protocol, place by place.
//!
//! Exact, no chance involved: a hard control that fails means that the lines of one protocol contradict each other. Commissions' own software
//! often enforces these, so the controls tell most about observers' copies.

use count::check::{ControlResult, Violation};
use count::controls::Level;
use domain::{Finding, Outcome, PlaceId, Reason};

use crate::about::{About, Role, Unit, stat};
use crate::method::{Context, Method};

/// The method.
pub struct Arithmetic;

static ABOUT: About = About {
    name: "arithmetic",
    role: Role::Check,
    sources: &[
        "Controls of commissions and observers in Russia, Poland, the Netherlands, Libya, Georgia and Kazakhstan; each control names its own origin",
    ],
    statistics: &[stat("hard_stations", Unit::Stations), stat("soft_stations", Unit::Stations), stat("controls_applied", Unit::One)],
    caveats: &["software_enforces"],
    least_stations: 1,
};

impl Method for Arithmetic {
    fn about(&self) -> &'static About {
        &ABOUT
    }

    fn run(&self, cx: &Context<'_>) -> Vec<Finding> {
        let hard = cx.checked.stations_with(|c| c.level == Level::Hard);
        let soft = cx.checked.stations_with(|c| c.level != Level::Hard);
        let applied: Vec<&ControlResult> = cx.checked.controls.iter().filter(|c| c.applies()).collect();
        cx.areas.iter().map(|&area| finding(cx, area, &applied, &hard, &soft)).collect()
    }
}

fn finding(cx: &Context<'_>, area: PlaceId, applied: &[&ControlResult], hard: &[u32], soft: &[u32]) -> Finding {
    let places = cx.places();
    let stations = places.stations(area);
    if applied.is_empty() {
        return Finding::new(ABOUT.name, area, None, stations.len(), Outcome::CannotTell(Reason::NoField));
    }
    let inside = |list: &[u32]| {
        let at = |station: usize| list.partition_point(|&s| (s as usize) < station);
        at(stations.end) - at(stations.start)
    };
    let mut finding = Finding::new(ABOUT.name, area, None, stations.len(), Outcome::Checked)
        .count("hard_stations", inside(hard) as u64)
        .count("soft_stations", inside(soft) as u64)
        .count("controls_applied", applied.len() as u64);
    for control in applied {
        let violations: &[Violation] = control.violations_in(places, area);
        if !violations.is_empty() {
            finding = finding.count(control.id.clone(), violations.len() as u64);
        }
    }
    finding.flag = inside(hard) > 0;
    finding
}
