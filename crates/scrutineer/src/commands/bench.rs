//! `scrutineer bench`: what reading and testing cost on this machine.

use std::fs;

use count::{ControlSet, Params};
use domain::{OptionId, PlaceId, Release};
use forensics::examine::{Settings, examine, pictures};
use forensics::table::method;
use intake::{IntakeError, Mapping, ReadOptions};
use serde::Serialize;
use simulate::{Country, Plan, Rival, Seed, simulate};

use crate::cli::Bench;
use crate::commands::{file_name, refused};
use crate::failure::Failure;
use crate::meter::{Cost, measure};
use crate::screen::{Columns, answer, json, thousands};

/// Stations that are simulated when no file is given.
const STATIONS: u32 = 100_000;
/// Options on their ballot.
const OPTIONS: usize = 20;

/// One step with the median of its costs.
#[derive(Debug, Serialize)]
struct Step {
    #[serde(rename = "step")]
    what: &'static str,
    runs: usize,
    #[serde(flatten)]
    cost: Cost,
}

/// Runs the command.
pub fn run(args: &Bench) -> Result<(), Failure> {
    let (name, bytes, mapping) = material(args)?;
    let runs = usize::from(args.runs);
    let read = || intake::read_bytes(&name, &bytes, mapping.as_ref(), ReadOptions::default(), &intake::progress::silent);
    let release = read().map_err(|e| refused(&e))?.0;
    let leader = release.leader().unwrap_or(OptionId(0));
    let checked = count::check(&release, &ControlSet::standard(), &Params::default());
    let settings = |tests: &[&str], options: &[OptionId], depth| Settings {
        methods: tests.iter().filter_map(|t| method(t)).collect(),
        options: options.to_vec(),
        depth,
        seed: 1,
    };
    let tested = |s: &Settings| examine(&release, &checked, s, &|_| ()).findings.len();
    let one = settings(&["integer_percentages"], &[leader], 0);
    let integers = settings(&["integer_percentages"], &[], usize::MAX);
    let all = Settings::default();
    let steps = [
        median("read the file", runs, || read().is_ok()),
        median("controls, every station", runs, || count::check(&release, &ControlSet::standard(), &Params::default()).controls.len()),
        median("integer percentages: turnout and one option, nationally", runs, || tested(&one)),
        median("integer percentages: every option, region and district", runs, || tested(&integers)),
        median("all tests: every option, region and district", runs, || tested(&all)),
        median("all tests, with what the plots show", runs, || (tested(&all), pictures(&release, &checked, &all).options.len())),
    ];
    if args.json {
        json(
            &serde_json::json!({ "file": name, "stations": release.stations.len(), "options": release.election.options.len(), "steps": steps }),
        );
    } else {
        answer(&text(&name, &release, &steps));
    }
    Ok(())
}

fn material(args: &Bench) -> Result<(String, Vec<u8>, Option<Mapping>), Failure> {
    if let Some(path) = &args.file {
        let bytes = fs::read(path).map_err(|e| {
            Failure::refused(
                "FILE-OPEN",
                format!("{} cannot be read: {e}", path.display()),
                "Check the path and that the file may be read.",
            )
        })?;
        return Ok((file_name(path), bytes, None));
    }
    let mut country = Country::aralia().with_stations(STATIONS);
    let small = |i| Rival { name: format!("List {i}"), weight: 0.02 };
    country.rivals.extend((country.rivals.len() + 2..=OPTIONS).map(small));
    let simulated = simulate(Seed(1), &country, &Plan::honest()).map_err(|e| Failure::refused(e.code(), e.to_string(), ""))?;
    let mut csv = Vec::new();
    intake::write_results_csv(&simulated.release, &mut csv).map_err(|e| Failure::refused("OUTPUT", e.to_string(), ""))?;
    let mapping =
        Mapping::parse(&intake::mapping_toml_for(&simulated.release), "simulated").map_err(|e| refused(&IntakeError::Mapping(e)))?;
    Ok(("simulated.csv".to_owned(), csv, Some(mapping)))
}

/// Runs a step a few times; the run with the median wall clock stands for it.
fn median<T>(what: &'static str, runs: usize, mut run: impl FnMut() -> T) -> Step {
    let mut costs: Vec<Cost> = (0..runs).map(|_| measure(|| std::hint::black_box(run())).1).collect();
    costs.sort_by(|a, b| a.wall.total_cmp(&b.wall));
    Step { what, runs, cost: costs[runs / 2] }
}

fn text(name: &str, release: &Release, steps: &[Step]) -> String {
    let places = &release.places;
    let mut columns = Columns::with(&["step", "wall s", "CPU s", "peak MB"]);
    for step in steps {
        let maybe = |x: Option<f64>, decimals: usize| x.map_or_else(|| "-".to_owned(), |x| format!("{x:.decimals$}"));
        columns.row([step.what.to_owned(), format!("{:.3}", step.cost.wall), maybe(step.cost.cpu, 2), maybe(step.cost.peak_mb, 0)]);
    }
    format!(
        "{name}: {} stations, {} options, {} places analysed; {} threads; median of {} runs\n{}peak MB is that of the process so far, with the file in memory\n",
        thousands(release.stations.len() as u64),
        release.election.options.len(),
        thousands(places.all().filter(|&p| p != PlaceId::ALL && places.is_analysed(p)).count() as u64),
        rayon::current_num_threads(),
        steps.first().map_or(0, |s| s.runs),
        columns.text()
    )
}
