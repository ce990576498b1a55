//! One section a test: what it asks, what it found for every option, where it flags, how clean elections behave.

use domain::{Finding, PlaceId};
use forensics::about::{About, Role};

use super::model::{Block, Cell, Heading, Section, Table, numbers as number_column, words};
use super::{Desk, references};
use crate::figures;
use crate::numbers::NONE;
use crate::plot::Group;
use crate::verdict::Ending;

/// Columns of statistics in the tables of a method whose choice is not made below.
const COLUMNS: usize = 5;

/// The statistics a reader needs of a method; all others stand in the files.
pub(super) fn columns(about: &About) -> Vec<&'static str> {
    match about.name {
        "integer_percentages" => {
            vec!["share_observed", "share_expected_truncated", "share_anomaly_truncated", "anomaly_votes", "anomaly_truncated"]
        }
        "shpilkin" => vec!["anomalous_votes", "part_of_option", "clean_turnout", "clean_share"],
        "last_digit" => vec!["chi2", "zero_observed", "zero_expected", "five_observed", "five_expected"],
        "slopes" => vec!["slope_option", "slope_others", "clusters"],
        "homogeneity" => vec!["dispersion", "share", "votes", "districts"],
        _ => about.statistics.iter().map(|s| s.name).take(COLUMNS).collect(),
    }
}

/// Anchor of a test's section.
pub(super) fn anchor(test: &str) -> String {
    format!("test-{test}")
}

/// The section.
pub(super) fn section(desk: &Desk<'_>, about: &'static About) -> Section {
    let findings = || desk.input.examination.findings.iter().filter(|f| f.test == about.name);
    let national: Vec<&Finding> = findings().filter(|f| f.area == PlaceId::ALL).collect();
    let text = |part: &str| desk.of_test(about.name, part);
    let terms = [("label-null", "null"), ("label-reading", "reading")].map(|(label, part)| (desk.plain(label), text(part)));
    let caveats = desk.caveats(about, national.iter().copied());
    Section::new(&anchor(about.name), text("title"))
        .with(Block::Lead { text: text("about") })
        .with(Block::Terms { terms: terms.into() })
        .with(Block::Table(national_table(desk, about, &national)))
        .with(Block::Note { label: desk.plain("label-caveats"), lines: caveats })
        .extend(references::block(desk, about, &national))
        .extend(groups(about.name).iter().flat_map(|&g| desk.pictures(g)))
        .extend(places(desk, about, findings()))
}

/// The groups of plots that belong to a test; fingerprints have a section of their own.
fn groups(test: &str) -> &'static [Group] {
    match test {
        "shpilkin" => &[Group::Shpilkin],
        "last_digit" => &[Group::Digits],
        _ => &[],
    }
}

fn national_table(desk: &Desk<'_>, about: &About, national: &[&Finding]) -> Table {
    let caption = desk.say("table-national", &[("title", desk.of_test(about.name, "title").as_str().into())]);
    let mut table = Table::new(caption, [words(desk.plain("column-subject"))].into_iter().chain(head(desk, about)));
    for f in national {
        table.row([Cell::of(desk.subject(f))].into_iter().chain(cells(desk, about, f)));
    }
    table
}

/// Whether the tables of a method have an interval, and a q-value.
fn shows(about: &About) -> (bool, bool) {
    (matches!(about.name, "integer_percentages" | "shpilkin" | "slopes"), about.role == Role::Test)
}

fn head(desk: &Desk<'_>, about: &About) -> Vec<Heading> {
    let mut head = vec![number_column(desk.plain("column-n"))];
    head.extend(columns(about).into_iter().map(|c| {
        let unit = if figures::unit_name(figures::unit(about, c)) == "percent" { ", %" } else { "" };
        number_column(format!("{}{unit}", desk.plain(&format!("stat-{c}"))))
    }));
    let (interval, q) = shows(about);
    if interval {
        head.push(number_column(desk.plain("column-interval")));
    }
    if q {
        head.push(number_column(desk.plain("column-q")));
    }
    head.push(words(desk.plain("column-result")));
    head
}

fn cells(desk: &Desk<'_>, about: &About, f: &Finding) -> Vec<Cell> {
    let mut cells = vec![Cell::of(crate::numbers::count(f.n))];
    cells.extend(columns(about).into_iter().map(|c| Cell::of(figures::statistic(f, about, c))));
    let (interval, q) = shows(about);
    if interval {
        let ends = f.interval.map(|i| figures::interval_ends(&i, about));
        cells.push(Cell::of(ends.map_or_else(|| NONE.to_owned(), |(lo, hi)| format!("{lo} … {hi}"))));
    }
    if q {
        cells.push(Cell::of(f.q.map_or_else(|| NONE.to_owned(), figures::probability)));
    }
    cells.push(Cell::flagged(result(desk, about, f), f.flag));
    cells
}

fn result(desk: &Desk<'_>, about: &About, f: &Finding) -> String {
    match Ending::of(f) {
        Ending::Flagged => desk.plain("result-flagged"),
        Ending::Clear => desk.plain("result-clear"),
        Ending::Estimated => desk.plain("result-estimated"),
        Ending::Described => desk.plain("result-described"),
        Ending::CannotTell => desk.say("result-cannot-tell", &[("reason", desk.verdicts.why(f, about).as_str().into())]),
    }
}

/// Flagged places below the whole election, the surest first.
fn places<'f>(desk: &Desk<'_>, about: &About, findings: impl Iterator<Item = &'f Finding>) -> Vec<Block> {
    if !matches!(about.role, Role::Test | Role::Check) {
        return Vec::new();
    }
    let mut flagged: Vec<&Finding> = findings.filter(|f| f.flag && f.area != PlaceId::ALL).collect();
    if flagged.is_empty() {
        return vec![Block::Para { text: desk.plain("places-none") }];
    }
    let size = |f: &Finding| about.statistics.first().and_then(|s| f.get(s.name)).unwrap_or(0.0);
    flagged.sort_by(|a, b| {
        let q = |f: &Finding| f.q.unwrap_or(0.0);
        q(a).total_cmp(&q(b)).then(size(b).total_cmp(&size(a)))
    });
    let shown = flagged.len().min(desk.at_most(20, 8));
    let caption = desk.say("table-places", &[("title", desk.of_test(about.name, "title").as_str().into())]);
    let first = [words(desk.plain("column-place")), words(desk.plain("column-subject"))];
    let mut table = Table::new(caption, first.into_iter().chain(head(desk, about)));
    for f in &flagged[..shown] {
        let first = [Cell::of(desk.names.shown(f.area)), Cell::of(desk.subject(f))];
        table.row(first.into_iter().chain(cells(desk, about, f)));
    }
    table.note = desk.omitted(shown, flagged.len());
    vec![Block::Table(table)]
}
