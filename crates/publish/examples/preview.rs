//! Writes what a report consists of for a simulated election, to look at and to measure: `preview DIR [STATIONS]`.

#![allow(clippy::print_stderr)] // it measures

use std::path::PathBuf;
use std::time::Instant;

use publish::texts::{Locale, Texts};
use publish::{Input, MappingNote, PlantedNote};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut args = std::env::args().skip(1);
    let dir = PathBuf::from(args.next().unwrap_or_else(|| "preview".to_owned()));
    let stations = args.next().map_or(Ok(9_580), |n| n.parse())?;
    let simulated = simulate::simulate(simulate::Seed(7), &simulate::Country::aralia().with_stations(stations), &simulate::Plan::demo())?;
    let controls = count::ControlSet::standard();
    let settings = forensics::examine::Settings { seed: 7, ..Default::default() };
    let release = &simulated.release;
    let checked = count::check(release, &controls, &count::Params::default());
    let timed = |what: &str, from: Instant| eprintln!("{what}: {:?}", from.elapsed());
    let t = Instant::now();
    let examination = forensics::examine::examine(release, &checked, &settings, &|_| ());
    timed("examine", t);
    let t = Instant::now();
    let pictures = forensics::examine::pictures(release, &checked, &settings);
    timed("pictures", t);
    let planted: Vec<PlantedNote> = simulated.planted.iter().map(note).collect();
    let mapping = MappingNote { name: "simulated".into(), ..Default::default() };
    let input = Input {
        release,
        checked: &checked,
        controls: &controls,
        examination: &examination,
        pictures: Some(&pictures),
        mapping: &mapping,
        seed: 7,
        limited: publish::Limited::default(),
        planted: Some(&planted),
        version: "0.1.0",
    };
    let texts = Texts::new(Locale::En);
    let t = std::cell::Cell::new(Instant::now());
    let step = |step| timed(&format!("{step:?}"), t.replace(Instant::now()));
    let written = publish::report::write(&input, &texts, &dir, &step)?;
    written.files.iter().for_each(|(name, size)| eprintln!("{size:>9} {}", name.display()));
    many(&input, &texts)?;
    Ok(())
}

/// Measures 200,000 findings.
fn many(input: &Input<'_>, texts: &Texts) -> std::io::Result<()> {
    let mut examination = input.examination.clone();
    examination.findings = input.examination.findings.iter().cycle().take(200_000).cloned().collect();
    let names = publish::places::Names::new(input.release, texts);
    let verdicts = publish::verdict::Verdicts::new(texts, &names);
    let t = Instant::now();
    let letters: usize = examination.findings.iter().map(|f| verdicts.of(f).len()).sum();
    eprintln!("200,000 verdicts: {:?}, {letters} bytes", t.elapsed());
    let t = Instant::now();
    publish::document::write(&Input { examination: &examination, ..*input }, texts, std::io::sink())?;
    eprintln!("200,000 findings as JSON: {:?}", t.elapsed());
    Ok(())
}

fn note(p: &simulate::Planted) -> PlantedNote {
    PlantedNote {
        kind: p.misconduct.name().to_owned(),
        places: if p.districts.len() <= 3 { p.districts.clone() } else { vec![p.region] },
        stations: p.stations.len() as u64,
        votes: p.leader,
    }
}
