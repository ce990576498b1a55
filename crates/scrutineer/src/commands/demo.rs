//! `scrutineer demo`: a simulated election with known misconduct, examined as if it were real; beside it, what each side said about a real one,
//! weighed.

use std::fs;
use std::path::{Path, PathBuf};

use domain::Release;
use forensics::examine::Settings;
use publish::PlantedNote;
use publish::texts::{Locale, Texts};
use simulate::{Country, Plan, Planted, Seed, Simulated, simulate};

use crate::cli::{Demo, Source};
use crate::commands::examine::{Examined, print_json, print_text, write_report};
use crate::commands::{case, claims, load};
use crate::failure::Failure;
use crate::screen::{Columns, Screen, answer, thousands};

/// Name of the simulated file of results.
const FILE: &str = "simulated-results.csv";

/// Runs the command.
pub fn run(args: &Demo, screen: Screen) -> Result<(), Failure> {
    let claims = suffixed(&args.out, case::DEMO);
    for check in [publish::report::check(&args.out), publish::claims::check(&claims)] {
        check.map_err(|e| Failure::refused(e.code(), e.to_string(), e.remedy()))?;
    }
    let plan = if args.honest { Plan::honest() } else { Plan::demo() };
    let country = Country::aralia().with_stations(args.stations);
    let simulated =
        simulate(Seed(args.seed), &country, &plan).map_err(|e| Failure::usage(e.code(), e.to_string(), "Choose other numbers."))?;
    // The examination reads the file as it would read anybody's: through the reader, with the mapping beside it.
    let file = write_results(&simulated.release, &suffixed(&args.out, "data"))?;
    let loaded = load(&Source { file, mapping: None, strict: true }, screen)?;
    let release = &loaded.release;
    let planted = notes(&simulated.planted, &simulated.release, release);
    let examined = Examined::of(release, Settings { seed: args.seed, ..Settings::default() }, true, screen);
    let input = examined.input(release, &loaded.mapping, Some(&planted));
    let texts = Texts::new(Locale::En);
    write_report(&input, &texts, &args.out, screen)?;
    let weighed = claims::demo(&claims, screen)?;
    if args.json {
        return print_json(&input, &texts);
    }
    print_text(&input, &texts, Some(&args.out));
    answer(&comparison(&planted, &input, &texts, &simulated));
    answer(&weighed);
    Ok(())
}

/// A folder beside the report's: `report-data`.
fn suffixed(out: &Path, what: &str) -> PathBuf {
    let mut name = out.to_owned().into_os_string();
    name.push(format!("-{what}"));
    PathBuf::from(name)
}

fn write_results(release: &Release, folder: &Path) -> Result<PathBuf, Failure> {
    let failed = |e: std::io::Error| {
        Failure::refused("FILE-WRITE", format!("{} cannot be written: {e}", folder.display()), "Choose another folder with --out.")
    };
    fs::create_dir_all(folder).map_err(failed)?;
    let file = folder.join(FILE);
    let mut csv = Vec::new();
    intake::write_results_csv(release, &mut csv).map_err(failed)?;
    fs::write(&file, csv).map_err(failed)?;
    let mapping = folder.join(format!("{FILE}.mapping.toml"));
    fs::write(mapping, intake::mapping_toml_for(release)).map_err(failed)?;
    Ok(file)
}

/// What was planted, with places as the release read back from the file numbers them.
fn notes(planted: &[Planted], simulated: &Release, read: &Release) -> Vec<PlantedNote> {
    let note = |deed: &Planted| PlantedNote {
        kind: deed.misconduct.name().to_owned(),
        places: read.places.find(&simulated.places.path(deed.region)).into_iter().collect(),
        stations: deed.stations.len() as u64,
        votes: deed.leader,
    };
    planted.iter().map(note).collect()
}

/// Planted against found, deed by deed, and the votes of all together.
fn comparison(planted: &[PlantedNote], input: &publish::Input<'_>, texts: &Texts, simulated: &Simulated) -> String {
    if planted.is_empty() {
        let flagged = input.examination.family.flagged;
        return format!("\nSIMULATED: an honest election; nothing was planted. Tests that raised a flag: {flagged}.\n");
    }
    let names = publish::places::Names::new(input.release, texts);
    let mut columns =
        Columns::with(&["planted (SIMULATED)", "where", "stations", "votes for the leader", "tests that flag in that region"]);
    for note in planted {
        let outcome = publish::planted::outcome(note, input, &names, texts);
        let region = note.places.first().map_or("", |&p| names.region(p).map_or("", |r| names.shown(r)));
        let by = if outcome.flagged_by.is_empty() { "-".to_owned() } else { outcome.flagged_by.join(", ") };
        columns.row([note.kind.clone(), region.to_owned(), thousands(note.stations), signed(note.votes), by]);
    }
    let gained: i64 = planted.iter().map(|p| p.votes).sum();
    let estimate =
        input.examination.findings.iter().find(|f| {
            f.test == "shpilkin" && f.area == domain::PlaceId::ALL && f.option == simulated.release.leader() && f.interval.is_some()
        });
    let whole = |x: f64| publish::numbers::number(x, 0);
    let size = match estimate.and_then(|f| f.get("anomalous_votes").zip(f.interval)) {
        Some((votes, i)) => {
            let within = if i.lo <= gained as f64 && gained as f64 <= i.hi { "which holds it" } else { "which misses it" };
            format!("Shpilkin's method estimates {} (95% interval {} to {}, {within}).", whole(votes), whole(i.lo), whole(i.hi))
        }
        None => "Shpilkin's method gives no estimate here.".to_owned(),
    };
    format!("\n{}Votes the leader gained by what was planted: {}. {size}\n", columns.text(), signed(gained))
}

fn signed(votes: i64) -> String {
    let sign = if votes < 0 { "-" } else { "" };
    format!("{sign}{}", thousands(votes.unsigned_abs()))
}
