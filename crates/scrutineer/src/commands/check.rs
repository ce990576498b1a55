//! `scrutineer check`: the arithmetic of every protocol.

use std::fmt::Write;

use count::check::{NotApplicable, Status};
use count::{Checked, ControlSet, Params};
use domain::Release;

use crate::cli::Check;
use crate::commands::examine::country_params;
use crate::commands::{controls, load};
use crate::failure::Failure;
use crate::screen::{Screen, answer, json, thousands};

/// Stations named under each control on the screen.
const EXAMPLES: usize = 5;

/// Runs the command.
pub fn run(args: &Check, screen: Screen) -> Result<(), Failure> {
    let set = match &args.controls {
        Some(path) => controls::read(path)?,
        None => ControlSet::standard(),
    };
    let loaded = load(&args.source, screen)?;
    let params = params(country_params(&loaded.release), &set, &args.set)?;
    let checked = count::check(&loaded.release, &set, &params);
    if args.json {
        json(&document(&loaded.release, &set, &checked));
    } else {
        answer(&text(&loaded.release, &set, &checked));
    }
    Ok(())
}

fn params(mut params: Params, set: &ControlSet, given: &[String]) -> Result<Params, Failure> {
    for assignment in given {
        let (name, value) = assignment.split_once('=').ok_or_else(|| {
            Failure::usage(
                "CHECK-SET",
                format!("\"{assignment}\" sets nothing"),
                "Write --set CONTROL.PARAMETER=VALUE, such as --set C08.x=3%",
            )
        })?;
        params.set(set, name.trim(), value.trim()).map_err(|e| Failure::usage(e.code(), e.to_string(), e.remedy()))?;
    }
    Ok(params)
}

fn text(release: &Release, set: &ControlSet, checked: &Checked) -> String {
    let mut text = String::new();
    let mut silent = 0;
    let mut passed = 0;
    for result in &checked.controls {
        let Some(control) = set.get(&result.id) else { continue };
        let wrong = result.violations.len() + result.totals.len();
        if !result.applies() {
            silent += 1;
        } else if wrong == 0 {
            passed += 1;
        } else {
            let (wrong, of) = (thousands(wrong as u64), thousands(u64::from(result.checked)));
            let _ = writeln!(text, "{} {}: {} of {} stations. {}", result.id, level(control.level), wrong, of, control.message);
            for violation in result.violations.iter().take(EXAMPLES) {
                let station = violation.station as usize;
                let line = release.stations.lines[station];
                let _ = writeln!(text, "    {} (line {line}): {}", release.station_path(station), result.describe(violation));
            }
            if result.violations.len() > EXAMPLES {
                let _ = writeln!(text, "    and {} more; --json lists all", thousands((result.violations.len() - EXAMPLES) as u64));
            }
        }
    }
    let _ = writeln!(text, "{passed} controls hold at every station; {silent} say nothing about this file (`--json` says why).");
    text
}

fn level(level: count::Level) -> &'static str {
    match level {
        count::Level::Hard => "hard",
        count::Level::Soft => "soft",
        count::Level::SoftBlock => "soft, holds the protocol back",
        count::Level::Tolerance => "beyond tolerance",
    }
}

fn document(release: &Release, set: &ControlSet, checked: &Checked) -> serde_json::Value {
    let rows = &release.rows;
    let results: Vec<_> = checked
        .controls
        .iter()
        .map(|r| {
            let control = set.get(&r.id);
            let violations: Vec<_> = r
                .violations
                .iter()
                .map(|v| {
                    let station = v.station as usize;
                    serde_json::json!({
                        "station": release.station_path(station),
                        "line": release.stations.lines[station],
                        "what": r.describe(v),
                    })
                })
                .collect();
            let why = match &r.status {
                Status::Applied => None,
                Status::NotApplicable(why) => Some(reason(why)),
            };
            serde_json::json!({
                "id": r.id, "level": r.level, "message": control.map(|c| &c.message), "explanation": control.map(|c| &c.explanation),
                "origin": control.map(|c| &c.origin), "applies": r.applies(), "why_not": why, "params": r.params,
                "checked": r.checked, "not_checked": r.not_checked, "violations": violations, "totals": r.totals,
            })
        })
        .collect();
    serde_json::json!({
        "stations": checked.stations,
        "simulated": release.election.simulated,
        "rows": { "used": rows.used, "left_out": rows.left_out, "refused": rows.refused, "problems": rows.problems },
        "controls": results,
    })
}

fn reason(why: &NotApplicable) -> String {
    match why {
        NotApplicable::LinesMissing { lines } => format!("the file has no {}", lines.join(", ")),
        NotApplicable::SomeOptionsOnly => "the file has the votes of some options only".to_owned(),
        NotApplicable::OtherCountry { country } => format!("it is the law of another country ({country})"),
        NotApplicable::NothingPublished => "nothing was published to compare with".to_owned(),
    }
}
