//! Runs a set of controls over a release and says where each fails, with the figures of the failed comparison.
//!
//! Columns are walked in runs of 1,024 stations, so that a run of every line stays in the processor's cache; only a station that
//! fails is evaluated again by itself, to say which comparison failed.

mod excuse;
mod figure;
mod result;
mod shares;
mod totals;

use std::collections::BTreeMap;

use domain::Release;

pub use figure::Figure;
pub use result::{Checked, ControlResult, LineLeftOut, NotApplicable, Status, Violation};
pub use totals::{Line, PublishedTotal, TotalMismatch};

use crate::controls::{Control, ControlSet, Params, Rule};
use crate::language::{self, Bound, Clause, Comparison, Expr, Ratio, Scope, Source, Truth, Unbound};

/// Stations walked at a time.
const RUN: usize = 1024;

/// Checks every control of the set at every station of the release.
///
/// A control whose lines the file lacks is not applicable and says which; a station whose cells do not decide it is counted as not
/// checked. Nothing here accuses: a violation says which figures do not agree.
pub fn check(release: &Release, controls: &ControlSet, params: &Params) -> Checked {
    let stations = index(release.stations.len());
    Checked { stations, controls: controls.controls.iter().map(|c| control(release, controls, c, params)).collect() }
}

fn control(release: &Release, controls: &ControlSet, control: &Control, params: &Params) -> ControlResult {
    let mut result = ControlResult::new(control, index(release.stations.len()));
    let unset = BTreeMap::new();
    let values = params.of(&control.id).unwrap_or(&unset);
    result.params = control.params.iter().map(|p| (p.name.clone(), values.get(&p.name).copied().unwrap_or(p.default))).collect();
    if let Some(country) = control.country.as_ref().filter(|c| params.country.as_ref() != Some(*c)) {
        result.not_applicable(NotApplicable::OtherCountry { country: country.clone() });
        return result;
    }
    match &control.rule {
        Rule::Totals => totals::check(release, &params.published, &mut result),
        Rule::Shares => shares::check(release, &mut result),
        Rule::Station { expr, .. } => {
            let source = Source {
                stations: &release.stations,
                options_complete: release.election.options_complete,
                params: values,
                given: &control.given,
            };
            station(expr, &controls.scope(control), source, &mut result);
        }
    }
    result
}

fn station(rule: &Expr, scope: &Scope<'_>, source: Source<'_>, result: &mut ControlResult) {
    match language::bind(rule, scope, source) {
        Ok(bound) => {
            let directions = bound.left_out.iter().map(|name| (name, excuse::may_excuse(rule, scope, name)));
            result.left_out = directions.map(|(name, may_excuse)| LineLeftOut { name: name.clone(), may_excuse }).collect();
            result.definitions.clone_from(&bound.definitions);
            evaluate(&bound, source.stations.len(), result);
            result.clauses = bound.clauses;
        }
        Err(Unbound::Lacks(lines)) => result.not_applicable(NotApplicable::LinesMissing { lines: lines.into_iter().collect() }),
        Err(Unbound::SomeOptions) => result.not_applicable(NotApplicable::SomeOptionsOnly),
    }
}

fn evaluate(bound: &Bound<'_>, stations: usize, result: &mut ControlResult) {
    for start in (0..stations).step_by(RUN) {
        let run = start..stations.min(start + RUN);
        for (station, truth) in run.clone().zip(language::holds(&bound.plan, &run)) {
            match truth {
                Truth::True => {}
                Truth::Unknown => result.not_checked_stations.push(index(station)),
                Truth::False => result.violations.push(violation(bound, station)),
            }
        }
    }
    result.not_checked = index(result.not_checked_stations.len());
    result.checked -= result.not_checked;
}

fn violation(bound: &Bound<'_>, station: usize) -> Violation {
    let Some(failure) = language::explain(&bound.plan, station) else {
        return Violation { station: index(station), clause: 0, sign: None, left: None, right: None };
    };
    let clause: Option<&Clause> = bound.clauses.get(usize::from(failure.clause));
    let sign = clause.and_then(|c| if failure.holds { c.sign } else { c.sign.map(Comparison::opposite) });
    let [left, right] = [failure.left, failure.right].map(|v| v.and_then(Figure::new));
    Violation { station: index(station), clause: failure.clause, sign, left, right }
}

/// A station's number as results keep it. Trees of places number stations with 32 bits too.
fn index(n: usize) -> u32 {
    u32::try_from(n).unwrap_or(u32::MAX)
}

/// A number of counts as an exact number.
fn whole(n: u64) -> Ratio {
    Ratio::whole(n)
}
