//! Wall time of reading a national file: the real one of 2018 if it is there, and one made up of 100,000 stations x 20 options.

use std::fmt::Write;
use std::hint::black_box;
use std::path::PathBuf;

use criterion::{Criterion, criterion_group, criterion_main};
use intake::progress::silent;
use intake::{Mapping, ReadOptions, read_bytes};

fn real(c: &mut Criterion) {
    let beside = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../../shared/data");
    let folder = std::env::var_os("SCRUTINEER_DATA").map_or(beside, PathBuf::from);
    let Ok(bytes) = std::fs::read(folder.join("russia/2018.csv.zip")) else { return };
    c.bench_function("russia 2018, 97,699 x 24, zip", |b| {
        b.iter(|| read_bytes("2018.csv.zip", black_box(&bytes), None, ReadOptions::default(), &silent).map(|r| r.0.stations.len()));
    });
}

fn made_up(c: &mut Criterion) {
    let mut text = String::from("region,district,station,registered,invalid,valid");
    for o in 0..20 {
        let _ = write!(text, ",option {o}");
    }
    text.push('\n');
    for s in 0u32..100_000 {
        let _ = write!(text, "region {},district {},{},{},{},{}", s / 1200, s / 35, s, 1500 + s % 700, s % 13, 900 + s % 400);
        for o in 0..20 {
            let _ = write!(text, ",{}", (s * 7 + o * 31) % 97);
        }
        text.push('\n');
    }
    let mapping = "format = 1\n[places]\nlevels = [{ name = \"region\", column = \"region\" }, { name = \"district\", column = \"district\" }]\n\
        [station]\ncode = \"station\"\n[fields]\nregistered = \"registered\"\ninvalid = \"invalid\"\nvalid = \"valid\"\n\
        [options]\ncolumns = { prefix = \"option\" }\ncomplete = true\n";
    let Ok(mapping) = Mapping::parse(mapping, "bench") else { return };
    c.bench_function("made up, 100,000 x 20, csv", |b| {
        b.iter(|| {
            read_bytes("made-up.csv", black_box(text.as_bytes()), Some(&mapping), ReadOptions::default(), &silent)
                .map(|r| r.0.stations.len())
        });
    });
}

fn long(c: &mut Criterion) {
    let mut text = String::from("region,station,party,votes\n");
    for s in 0u32..100_000 {
        for o in 0..20 {
            let _ = writeln!(text, "region {},{},option {o},{}", s / 1200, s, (s * 7 + o * 31) % 97);
        }
    }
    let mapping = "format = 1\n[file]\nlayout = \"long\"\n[places]\nlevels = [{ name = \"region\", column = \"region\" }]\n[station]\ncode = \"station\"\n\
        [options]\noption_column = \"party\"\nvotes_column = \"votes\"\ncomplete = true\n";
    let Ok(mapping) = Mapping::parse(mapping, "bench") else { return };
    c.bench_function("made up, long, 2,000,000 rows, csv", |b| {
        b.iter(|| {
            read_bytes("made-up.csv", black_box(text.as_bytes()), Some(&mapping), ReadOptions::default(), &silent)
                .map(|r| r.0.stations.len())
        });
    });
}

criterion_group! { name = reading; config = Criterion::default().sample_size(20); targets = real, made_up, long }
criterion_main!(reading);
