//! results/*.csv and figures.csv: published figures.

use std::collections::BTreeMap;

use claims::amount::Amount;
use claims::case::{Figure, Item, Relation, Where};
use claims::unit::{Noun, Unit};

use super::context::{Cells, Context};
use super::fields::Fields;
use super::ids::Kind;
use super::problem::{Spot, listed};
use super::subject::Subject;

/// Every figure: of releases first, then those printed elsewhere.
pub(super) fn read<'c>(context: &'c Context<'c>) -> Vec<Figure> {
    let mut figures = Vec::new();
    for (release, sheet) in context.texts.results() {
        if !context.ids.leads(&Kind::Release, release) {
            orphan(context, release, &sheet.file);
        }
        let mut lines = BTreeMap::new();
        for row in context.rows_of(sheet) {
            if let Some(figure) = figure(&row, Where::Release(release.to_owned())) {
                again(&row, &figure, &mut lines);
                figures.push(figure);
            }
        }
    }
    for row in context.rows("figures.csv") {
        let printed = row.need_reference("printed_in", &Kind::Source);
        // Read as if printed, so that everything else in the row is looked at too.
        let figure = figure(&row, Where::Printed(printed.clone().unwrap_or_default()));
        figures.extend(figure.filter(|_| printed.is_some()));
    }
    figures
}

fn orphan(context: &Context<'_>, release: &str, file: &str) {
    let remedy = match context.faults.nearest(release, context.ids.all(&Kind::Release)) {
        Some(near) => format!("Name it results/{near}.csv, or add a [[release]] `{release}` to case.toml."),
        None => format!("Add a [[release]] `{release}` to case.toml, or take the file out of the folder."),
    };
    let message = format!("There is no release `{release}` in case.toml.");
    context.faults.add(Spot::file(file), "CASE-RESULTS-RELEASE", message, remedy);
}

type Same = (String, String, Item, Option<String>, String);

/// One release gives a figure once; twice is mostly a slip in copying.
fn again(row: &Cells<'_>, figure: &Figure, lines: &mut BTreeMap<Same, u64>) {
    let Figure { contest, place, item, by, date, .. } = figure;
    let same = (contest.clone(), place.clone(), item.clone(), by.clone(), date.map(|d| d.to_string()).unwrap_or_default());
    let first = *lines.entry(same).or_insert(row.line());
    if first != row.line() {
        let message = format!("Line {first} gives this figure of the same release already.");
        row.warn("value", "CASE-NOTE-FIGURE", message, "Keep the one that is printed in the release.");
    }
}

fn figure(row: &Cells<'_>, stands: Where) -> Option<Figure> {
    let (contest, place) = (row.contest(), row.place());
    let item = row.item(contest.as_deref());
    let relation = row.choice("relation", &Relation::ALL.map(|r| (r.words(), r))).unwrap_or_default();
    let value = row.need_amount("value");
    let unit = item.as_ref().and_then(|item| unit(row, item));
    let (by, date) = (row.reference("by", &Kind::Organisation), row.date("date"));
    let support = match &stands {
        Where::Printed(source) if !row.given("source") => {
            let mut support = row.loose_support();
            support.sources = vec![source.clone()];
            support
        }
        _ => row.support(),
    };
    if let Some((value, unit)) = value.as_ref().zip(unit) {
        fits(row, "value", value, unit);
    }
    Some(Figure { stands, place: place?, contest: contest?, item: item?, relation, value: value?, unit: unit?, by, date, support })
}

/// The unit of a figure: as given, else that of its item.
pub(super) fn unit(row: &Cells<'_>, item: &Item) -> Option<Unit> {
    let usual = item.unit();
    if !row.given("unit") {
        if usual.is_none() {
            let known = ["votes", "share", "registered", "cast", "valid", "invalid", "turnout", "stations"];
            let near = row.context().faults.nearest(item.word(), known);
            let near = near.map(|n| format!("Did you mean `{n}`? ")).unwrap_or_default();
            let remedy = format!("{near}Write one of {}, or a unit beside words of your own.", listed(known));
            row.fault("item", "CASE-ITEM-UNIT", "These are words of your own, and their unit is missing.", remedy);
        }
        return usual;
    }
    let unit = row.unit("unit")?;
    let possible = match item {
        _ if unit == Unit::Date => false,
        Item::Share(_) => matches!(unit, Unit::Percent(_)),
        _ => true,
    };
    if !possible {
        let wanted = usual.map_or_else(|| "what is counted, or `percent of X`".to_owned(), |u| format!("`{u}`"));
        row.fault("unit", "CASE-ITEM-UNIT", format!("`{}` cannot have this unit.", item.word()), format!("Write {wanted}."));
        return None;
    }
    Some(unit)
}

/// Reports a number that cannot be of its unit.
pub(super) fn fits<'c>(row: &impl Fields<'c>, key: &str, value: &Amount, unit: Unit) {
    match unit {
        Unit::Percent(_) if value.value() > Amount::count(100).value() => {
            row.fault(key, "CASE-VALUE-RANGE", "A share is at most 100 percent.", "Write the share, or a unit that is no percentage.");
        }
        Unit::Number(noun) if noun != Noun::Days && !value.value().is_whole() => {
            let remedy = "Write a whole number, or a unit such as `percent of valid ballots`.";
            row.fault(key, "CASE-VALUE-COUNT", format!("A number of {} is whole.", noun.words()), remedy);
        }
        _ => {}
    }
}
