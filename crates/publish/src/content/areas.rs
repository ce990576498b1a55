//! Places in order of their flags: a ranking without a map.

use std::collections::BTreeMap;

use domain::{Finding, PlaceId};

use super::Desk;
use super::model::{Block, Cell, Section, Table, numbers as number_column, words};
use super::summary::size;
use crate::effect::Effect;
use crate::numbers;
use crate::plot::Group;

/// What is known of one region.
#[derive(Default)]
struct Region<'a> {
    flags: usize,
    tests: usize,
    by_test: BTreeMap<usize, usize>,
    largest: Option<(f64, &'a Finding)>,
}

/// The section.
pub(super) fn section(desk: &Desk<'_>) -> Section {
    let section = Section::new("areas", desk.plain("areas-title"));
    let places = &desk.input.release.places;
    if places.of_level(1).next().is_none() {
        return section.with(Block::Para { text: desk.plain("areas-none") });
    }
    let regions = regions(desk);
    let mut order: Vec<(&PlaceId, &Region<'_>)> = regions.iter().collect();
    let weight = |r: &Region<'_>| r.largest.map_or(0.0, |l| l.0);
    order.sort_by(|a, b| b.1.flags.cmp(&a.1.flags).then(weight(b.1).total_cmp(&weight(a.1))).then(a.0.cmp(b.0)));
    let shown = order.len().min(desk.at_most(120, 30));
    let mut table = Table::new(desk.plain("areas-caption"), head(desk));
    for (place, region) in &order[..shown] {
        table.row(row(desk, **place, region));
    }
    table.note = desk.omitted(shown, order.len());
    let about = Block::Para { text: desk.plain("areas-about") };
    section.with(about).extend(desk.pictures(Group::Ranking)).with(Block::Table(table))
}

fn head(desk: &Desk<'_>) -> Vec<super::model::Heading> {
    let number = |id: &str| number_column(desk.plain(id));
    vec![
        words(desk.plain("column-region")),
        number("column-stations"),
        number("column-flags"),
        number("column-tests"),
        number("column-flag-share"),
        words(desk.plain("column-by-test")),
        words(desk.plain("column-largest")),
    ]
}

fn row(desk: &Desk<'_>, place: PlaceId, r: &Region<'_>) -> Vec<Cell> {
    let methods = &desk.input.examination.methods;
    let by_test = r.by_test.iter().filter_map(|(&at, n)| Some(format!("{} {n}", desk.of_test(methods.get(at)?, "title"))));
    let by_test: Vec<String> = by_test.collect();
    let share = if r.tests == 0 { numbers::NONE.to_owned() } else { numbers::number(100.0 * r.flags as f64 / r.tests as f64, 1) };
    let largest = r.largest.map_or_else(|| numbers::NONE.to_owned(), |(_, f)| largest(desk, f));
    vec![
        Cell::of(desk.names.shown(place)),
        Cell::of(numbers::count(desk.input.release.places.stations(place).len())),
        Cell::flagged(numbers::count(r.flags), r.flags > 0),
        Cell::of(numbers::count(r.tests)),
        Cell::of(share),
        Cell::of(if by_test.is_empty() { numbers::NONE.to_owned() } else { by_test.join(", ") }),
        Cell::of(largest),
    ]
}

fn largest(desk: &Desk<'_>, f: &Finding) -> String {
    format!("{} ({}, {})", size(desk, Effect::of(f), f.n), desk.of_test(f.test, "title"), desk.subject(f))
}

fn regions<'d>(desk: &Desk<'d>) -> BTreeMap<PlaceId, Region<'d>> {
    let examination = desk.input.examination;
    let mut regions: BTreeMap<PlaceId, Region<'_>> = desk.input.release.places.of_level(1).map(|p| (p, Region::default())).collect();
    for f in &examination.findings {
        let Some(region) = desk.names.region(f.area).and_then(|r| regions.get_mut(&r)) else { continue };
        region.tests += usize::from(f.q.is_some());
        if !f.flag {
            continue;
        }
        region.flags += 1;
        if let Some(at) = examination.methods.iter().position(|m| *m == f.test) {
            *region.by_test.entry(at).or_default() += 1;
        }
        let weight = Effect::of(f).weight(desk.totals.stations, desk.totals.valid.or(desk.totals.found));
        if weight > 0.0 && region.largest.is_none_or(|(w, _)| weight > w) {
            region.largest = Some((weight, f));
        }
    }
    regions
}
