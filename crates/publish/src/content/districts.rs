//! Districts whose stations are too much alike, named with their stations.

use std::collections::BTreeMap;

use domain::{Finding, OptionId, PlaceId};
use forensics::pictures::shares;
use forensics::sample::Sample;

use super::Desk;
use super::model::{Block, Cell, Section, Table, numbers as number_column, words};
use crate::numbers::{self, NONE};
use crate::plot::Group;

/// The section; none when no district is flagged.
pub(super) fn section(desk: &Desk<'_>) -> Option<Section> {
    let districts = flagged(desk);
    if districts.is_empty() {
        return None;
    }
    let shown = districts.len().min(desk.at_most(12, 4));
    let sample = Sample::of(desk.input.release);
    let mut section = Section::new("districts", desk.plain("districts-title"))
        .part()
        .with(Block::Para { text: desk.plain("districts-about") })
        .extend(desk.pictures(Group::Homogeneity));
    for (district, findings) in &districts[..shown] {
        let summary = summary(desk, *district, findings);
        let sentences = findings.iter().map(|f| desk.verdicts.of(f)).collect();
        let blocks = vec![Block::List { items: sentences }, Block::Table(stations(desk, &sample, *district, findings))];
        section.blocks.push(Block::Details { summary, blocks });
    }
    let omitted = desk.omitted(shown, districts.len());
    Some(if omitted.is_empty() { section } else { section.with(Block::Para { text: omitted }) })
}

/// Flagged districts with their flagged findings, the least scattered first.
fn flagged<'d>(desk: &Desk<'d>) -> Vec<(PlaceId, Vec<&'d Finding>)> {
    let places = &desk.input.release.places;
    let bottom = places.district_level();
    let mut by_district: BTreeMap<PlaceId, Vec<&Finding>> = BTreeMap::new();
    let ours = |f: &&Finding| f.test == "homogeneity" && f.flag && places.level(f.area) == bottom;
    for f in desk.input.examination.findings.iter().filter(ours) {
        by_district.entry(f.area).or_default().push(f);
    }
    let mut districts: Vec<_> = by_district.into_iter().collect();
    let least = |findings: &[&Finding]| findings.iter().filter_map(|f| f.q).fold(1.0, f64::min);
    districts.sort_by(|a, b| least(&a.1).total_cmp(&least(&b.1)).then(a.0.cmp(&b.0)));
    districts
}

fn summary(desk: &Desk<'_>, district: PlaceId, findings: &[&Finding]) -> String {
    let stations = desk.input.release.places.stations(district).len();
    let what: Vec<String> = findings.iter().map(|f| desk.subject(f)).collect();
    let place = desk.say("district-summary", &[("district", desk.names.shown(district).into()), ("stations", stations.into())]);
    format!("{place} · {}", what.join(", "))
}

/// Every station with its ballots and the percentages that are too much alike.
fn stations(desk: &Desk<'_>, sample: &Sample<'_>, district: PlaceId, findings: &[&Finding]) -> Table {
    let release = desk.input.release;
    let subjects: Vec<Option<OptionId>> = findings.iter().map(|f| f.option).collect();
    let heading = |s: &Option<OptionId>| match s {
        Some(o) => number_column(desk.say("column-share-of", &[("option", desk.names.option(*o).into())])),
        None => number_column(desk.plain("column-turnout")),
    };
    let first = [words(desk.plain("column-station")), number_column(desk.plain("column-ballots"))];
    let caption = desk.say("district-caption", &[("district", desk.names.shown(district).into())]);
    let mut table = Table::new(caption, first.into_iter().chain(subjects.iter().map(heading)));
    let percentages: Vec<BTreeMap<usize, f64>> = subjects.iter().map(|&s| percentages(sample, s, district)).collect();
    let all = release.places.stations(district);
    let shown = all.len().min(desk.at_most(60, 16));
    for i in all.clone().take(shown) {
        let found = numbers::known(release.accounts.found.get(i).map(u64::from));
        let shares = percentages.iter().map(|p| p.get(&i).map_or_else(|| NONE.to_owned(), |x| numbers::number(*x, 2)));
        table.row([Cell::of(&*release.stations.codes[i]), Cell::of(found)].into_iter().chain(shares.map(Cell::of)));
    }
    table.note = desk.omitted(shown, all.len());
    table
}

fn percentages(sample: &Sample<'_>, subject: Option<OptionId>, district: PlaceId) -> BTreeMap<usize, f64> {
    let percent = |part: u32, whole: u32| 100.0 * f64::from(part) / f64::from(whole);
    shares::of(sample, subject, district).into_iter().map(|s| (s.station, percent(s.part, s.whole))).collect()
}
