//! `scrutineer case compare`: the same indicators for several elections.

use std::fmt::Write;

use ::claims::case::{Case, Phase, StatementKind};
use ::claims::compare::{Cell, Comparison, Indicator, Row, Value, compare};

use crate::cli::Compare;
use crate::failure::Failure;
use crate::screen::{Screen, answer, json, tell};

/// Runs the command.
pub fn run(args: &Compare, screen: Screen) -> Result<(), Failure> {
    let cases: Vec<Case> = args.dirs.iter().map(|dir| super::load(dir, screen)).collect::<Result<_, _>>()?;
    let cases: Vec<&Case> = cases.iter().collect();
    let comparison = compare(&cases);
    if args.json {
        json(&comparison);
    } else if args.csv {
        answer(&table(&comparison));
    } else {
        tell(&text(&comparison));
    }
    Ok(())
}

/// One row an indicator, case and value: long, so that any number of cases and values fits.
fn table(comparison: &Comparison<'_>) -> String {
    let header = ["indicator", "unit", "case", "simulated", "value", "lo", "hi", "n", "about", "sources"];
    let mut rows = Vec::new();
    for row in &comparison.rows {
        for (column, cell) in comparison.columns.iter().zip(&row.cells) {
            let first = || vec![name(row.indicator), row.unit.to_string(), column.id.to_owned(), column.simulated.to_string()];
            for value in &cell.values {
                let end = |r: Option<count::language::Ratio>| {
                    r.map_or_else(String::new, |r| publish::numbers::number(r.to_f64(), 4).replace(',', ""))
                };
                let n = value.n.map_or_else(String::new, |n| n.to_string());
                let sources: Vec<&str> = value.sources.iter().map(String::as_str).collect();
                let cells = [shown(row, value), end(value.value.lo), end(value.value.hi), n, about(value), sources.join("; ")];
                rows.push(first().into_iter().chain(cells).collect());
            }
            if cell.values.is_empty() {
                let nothing = ["", "", "", "", &gap(cell), ""].map(str::to_owned);
                rows.push(first().into_iter().chain(nothing).collect());
            }
        }
    }
    super::csv_text(&header, rows)
}

fn text(comparison: &Comparison<'_>) -> String {
    let mut text = String::new();
    for column in &comparison.columns {
        let mark = if column.simulated { " SIMULATED" } else { "" };
        let _ = writeln!(text, "{}: {}, {}{mark}", column.id, column.title, column.election);
    }
    for row in &comparison.rows {
        if row.cells.iter().all(|c| c.values.is_empty()) {
            continue;
        }
        let (name, unit) = (name(row.indicator), row.unit.to_string());
        let unit = if name == unit { String::new() } else { format!(" ({unit})") };
        let _ = writeln!(text, "\n{name}{unit}");
        for (column, cell) in comparison.columns.iter().zip(&row.cells) {
            let values: Vec<String> = cell.values.iter().map(|v| one(row, v)).collect();
            let values = if values.is_empty() { gap(cell) } else { values.join("\n      ") };
            let _ = writeln!(text, "  {}\n      {values}", column.id);
        }
    }
    let empty: Vec<String> =
        comparison.rows.iter().filter(|r| r.cells.iter().all(|c| c.values.is_empty())).map(|r| name(r.indicator)).collect();
    if !empty.is_empty() {
        let _ = writeln!(text, "\nNo case has anything on: {}.", empty.join(", "));
    }
    text
}

fn one(row: &Row, value: &Value) -> String {
    let n = value.n.map_or_else(String::new, |n| format!(" (n = {n})"));
    let interval = value
        .intervals
        .map_or_else(String::new, |i| format!(", 95% interval {:.1} to {:.1} (Clopper-Pearson)", i.clopper_pearson.0, i.clopper_pearson.1));
    let about = about(value);
    let about = if about.is_empty() { String::new() } else { format!("  {about}") };
    format!("{}{n}{interval}{about}", shown(row, value))
}

/// A number with its bounds, in as many decimals as its unit asks for.
fn shown(row: &Row, value: &Value) -> String {
    let unit = value.unit.map_or_else(|| row.unit.to_string(), |u| u.to_string());
    let decimals = if unit.starts_with("percent") || unit.starts_with("points") { 2 } else { usize::from(unit.contains(" over ")) };
    let number = |r: count::language::Ratio| publish::numbers::number(r.to_f64(), decimals);
    match (value.value.lo, value.value.hi) {
        (Some(lo), Some(hi)) if number(lo) == number(hi) => number(lo),
        (Some(lo), Some(hi)) => format!("{} to {}", number(lo), number(hi)),
        (Some(lo), None) => format!("at least {}", number(lo)),
        (None, Some(hi)) => format!("at most {}", number(hi)),
        (None, None) => String::new(),
    }
}

fn about(value: &Value) -> String {
    use ::claims::compare::About;
    match &value.about {
        About::Result { release, winner, .. } => {
            [winner.clone(), release.as_ref().map(|r| format!("release {r}"))].into_iter().flatten().collect::<Vec<_>>().join(", ")
        }
        About::Frame { printed, official, .. } => {
            let whose = if *official { "the commission's" } else { "another source's" };
            format!("by {printed}, {whose}")
        }
        About::Figure { words, by, .. } => by.as_ref().map_or_else(|| words.clone(), |by| format!("{words}, by {by}")),
        About::Quotient { of, over, .. } => format!("{of} over {over}"),
        About::Observation { organisation, question, .. } => format!("{question}, {organisation}"),
        About::Act { id } | About::Release { id } => id.clone(),
        About::Entries => String::new(),
    }
}

fn gap(cell: &Cell) -> String {
    use ::claims::compare::Gap;
    match &cell.gap {
        None => String::new(),
        Some(Gap::NoContest) => "no contest".to_owned(),
        Some(Gap::Evidence(_)) => "the record does not carry it".to_owned(),
        Some(Gap::OptionsWithoutFigures { options }) => format!("no votes for {}", options.join(", ")),
        Some(Gap::OneOption) => "only one option".to_owned(),
        Some(Gap::NoFigure { item }) => format!("no figure of {item}"),
        Some(Gap::NotDivisible) => "the figures cannot be divided".to_owned(),
        Some(Gap::NoObservation { .. }) => "not observed in this record".to_owned(),
        Some(Gap::ObservationsWithoutNumbers { .. }) => "observed, without numbers".to_owned(),
        Some(Gap::NoAct { kind }) => format!("no act of kind {}", kind.word()),
    }
}

fn name(indicator: Indicator) -> String {
    let phase = |p: Phase| format!("negative answers, {}", p.word());
    match indicator {
        Indicator::Turnout => "turnout".to_owned(),
        Indicator::WinnerShare => "share of the winner".to_owned(),
        Indicator::MarginVotes => "margin in votes".to_owned(),
        Indicator::MarginPoints => "margin in points".to_owned(),
        Indicator::InvalidShare => "invalid ballots".to_owned(),
        Indicator::Stations => "stations".to_owned(),
        Indicator::VotersPerStation => "voters for each station".to_owned(),
        Indicator::Observers => "observers".to_owned(),
        Indicator::NegativeAnswers(p) => phase(p),
        Indicator::Statements(StatementKind::Checkable) => "checkable statements".to_owned(),
        Indicator::Statements(StatementKind::Opinion) => "opinions".to_owned(),
        Indicator::Statements(StatementKind::Intention) => "intentions".to_owned(),
        Indicator::DaysToResult => "days to the result".to_owned(),
        Indicator::DaysToPublication => "days to publication".to_owned(),
    }
}
