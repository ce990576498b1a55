//! Open data of 100,000 submissions with 50 answers each: both passes, to nowhere. The submissions are SIMULATED.

#![allow(missing_docs, reason = "criterion's macros write functions without")]
#![allow(clippy::unwrap_used, reason = "a bench may stop")]

use std::fmt::Write as _;
use std::hint::black_box;
use std::io;

use criterion::{Criterion, criterion_group, criterion_main};
use publish::open_data::table_csv::{CsvOptions, SubmissionsCsv};
use publish::open_data::table_parquet::SubmissionsParquet;
use publish::open_data::{Columns, Layout, LogAt, Provenance, SubmissionOut};

const SUBMISSIONS: u64 = 100_000;

/// A thousand different forms of fifty answers, used again and again so that the bench's own memory stays small.
fn forms() -> Vec<String> {
    let words = ["yes", "no", "not observed", "sometimes", "always"];
    (0..1000)
        .map(|n| {
            let mut json = format!(r#"{{"00a":"KZ-{n}","00b":"T-{n}","00c":"09:{:02}""#, n % 60);
            for q in 1..47 {
                match q % 3 {
                    0 => write!(json, r#","{q:02}":"{}""#, (n * q) % 2000).unwrap(),
                    1 => write!(json, r#","{q:02}":{}"#, (n + q) % 1500).unwrap(),
                    _ => write!(json, r#","{q:02}":"{}""#, words[(n + q) % words.len()]).unwrap(),
                }
            }
            write!(json, r#","note":"Observed for {n} minutes. Кезек ұзын."}}"#).unwrap();
            json
        })
        .collect()
}

fn rows(forms: &[String]) -> impl Iterator<Item = SubmissionOut<'_>> {
    (0..SUBMISSIONS).zip(forms.iter().cycle()).map(|(entry, answers)| SubmissionOut {
        entry,
        id: "0b8f2a52-6a0c-4c0e-9d55-3f2b8c1d7e90",
        form: "VOTE",
        station: "KZ-17",
        organisation: "north",
        observer: "TC111111",
        captured_at: "2026-11-24T09:10:00+05:00",
        received_at: "2026-11-24T04:10:07Z",
        answers,
        ..SubmissionOut::default()
    })
}

fn columns(forms: &[String]) -> Layout {
    let mut columns = Columns::default();
    rows(forms).for_each(|row| columns.see(row.entry, row.answers).unwrap());
    columns.finish()
}

fn provenance() -> Provenance {
    Provenance { log: Some(LogAt { origin: "log.example".to_owned(), size: SUBMISSIONS, root: "cm9vdA==".to_owned() }), simulated: true }
}

fn open_data(c: &mut Criterion) {
    let forms = forms();
    let mut group = c.benchmark_group("open_data_100000x50");
    group.sample_size(10);
    group.bench_function("columns", |b| b.iter(|| black_box(columns(&forms))));
    group.bench_function("csv", |b| {
        b.iter(|| {
            let layout = columns(&forms);
            let mut csv = SubmissionsCsv::new(io::sink(), &layout, &provenance(), CsvOptions::default()).unwrap();
            rows(&forms).for_each(|row| csv.write(&row).unwrap());
            csv.finish().unwrap()
        });
    });
    group.bench_function("parquet", |b| {
        b.iter(|| {
            let layout = columns(&forms);
            let mut parquet = SubmissionsParquet::new(io::sink(), &layout, &provenance()).unwrap();
            rows(&forms).for_each(|row| parquet.write(&row).unwrap());
            parquet.finish().unwrap()
        });
    });
    group.finish();
}

criterion_group!(benches, open_data);
criterion_main!(benches);
