//! What each method costs on a national file: Russia 2018 (97,699 stations, 8 options) where it is present, else simulated.

use std::hint::black_box;
use std::path::PathBuf;

use count::{Checked, ControlSet, Params, check};
use criterion::{Criterion, criterion_group, criterion_main};
use domain::Release;
use forensics::examine::{Settings, examine, pictures};
use forensics::table::{METHODS, method};
use simulate::{Country, Plan, Seed, simulate};

fn national() -> Release {
    let folder = std::env::var_os("SCRUTINEER_DATA")
        .map_or_else(|| PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../../shared/data"), PathBuf::from);
    match intake::read_results(&folder.join("russia/2018.csv.zip"), None, &intake::progress::silent) {
        Ok((release, _)) => release,
        Err(_) => simulate(Seed(1), &Country::aralia().with_stations(97_699), &Plan::demo()).expect("the demo plan").release,
    }
}

fn methods(c: &mut Criterion) {
    let release = national();
    let checked: Checked = check(&release, &ControlSet::standard(), &Params::default());
    let mut group = c.benchmark_group("methods");
    group.sample_size(10);
    let run = |settings: &Settings| examine(&release, &checked, settings, &|_| ()).findings.len();
    for m in METHODS {
        let settings = Settings { methods: vec![*m], ..Settings::default() };
        group.bench_function(m.about().name, |b| b.iter(|| black_box(run(&settings))));
    }
    let one = Settings {
        methods: method("integer_percentages").into_iter().collect(),
        options: release.leader().into_iter().collect(),
        depth: 0,
        ..Settings::default()
    };
    group.bench_function("integer_percentages, one option, nationally", |b| b.iter(|| black_box(run(&one))));
    group.bench_function("all", |b| b.iter(|| black_box(run(&Settings::default()))));
    group.bench_function("pictures", |b| b.iter(|| black_box(pictures(&release, &checked, &Settings::default()).options.len())));
    group.finish();
}

criterion_group!(benches, methods);
criterion_main!(benches);
