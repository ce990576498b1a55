//! 100,000 stations against the 45 standard controls: once with the lines a Russian file has, once with every line.

use std::hint::black_box;

use count::{ControlSet, Params, check};
use criterion::{Criterion, criterion_group, criterion_main};
use domain::{BallotOption, Column, Election, Field, PlaceTree, Release, RowAccount, SourceFile, Stations};

const STATIONS: u32 = 100_000;

/// Stations whose cells spread over plausible sizes, the same in every run.
fn release(fields: &[Field], hours: u32) -> Release {
    let cell = |salt: u32| move |i: u32| i.wrapping_mul(2_654_435_761).wrapping_add(salt.wrapping_mul(40_503)) >> 22;
    let column = |salt: u32| Column::from_raw((0..STATIONS).map(cell(salt)).collect());
    let options: Vec<BallotOption> = (0..8).map(|i| BallotOption { name: format!("Option {i}") }).collect();
    let stations = Stations {
        codes: (0..STATIONS).map(|i| i.to_string().into()).collect(),
        lines: (0..STATIONS).collect(),
        fields: fields.iter().zip(1..).map(|(&f, salt)| (f, column(salt))).collect(),
        votes: (0..8).map(|o| column(100 + o)).collect(),
        turnout_h: (0..hours).map(|h| (60 * (10 + h), column(200 + h))).collect(),
        ..Stations::default()
    };
    let election = Election { options, options_complete: true, ..Election::default() };
    let order = (0..STATIONS).collect();
    Release::new(election, SourceFile::default(), (PlaceTree::flat(STATIONS), order), stations, RowAccount::default())
}

/// The same, with figures that agree: what a real file is like, where few stations fail.
fn clean(fields: &[Field]) -> Release {
    let mut release = release(fields, 0);
    for (&field, column) in &mut release.stations.fields {
        let value = match field {
            Field::Registered | Field::RegisteredOpen | Field::BallotsReceived | Field::EstimatedRegistered | Field::Planned => 1000,
            Field::IssuedStation
            | Field::InStationary
            | Field::InBox
            | Field::ValidPapers
            | Field::Signatures
            | Field::VotersPart
            | Field::PollCards
            | Field::Admitted
            | Field::Cast
            | Field::CardsInBox => 600,
            Field::CloseTime => 1200,
            Field::OpenTime => 420,
            Field::Desks | Field::Booths => 10,
            Field::ChairSigned => 1,
            Field::Valid => 560,
            Field::Invalid => 40,
            Field::CancelledUnused => 400,
            _ => 0,
        };
        *column = Column::from_raw(vec![value; STATIONS as usize]);
    }
    for votes in &mut release.stations.votes {
        *votes = Column::from_raw(vec![70; STATIONS as usize]);
    }
    release
}

fn bench(c: &mut Criterion) {
    use Field::{AbsIssued, AbsReceived, AbsUnused, BallotsReceived, CancelledUnused, InMobile, InStationary, Invalid, IssuedEarly};
    let russian = [
        Field::Registered,
        BallotsReceived,
        IssuedEarly,
        Field::IssuedStation,
        Field::IssuedOutside,
        CancelledUnused,
        InMobile,
        InStationary,
        Invalid,
        Field::Valid,
        AbsReceived,
        AbsIssued,
        AbsUnused,
        Field::Lost,
        Field::Unaccounted,
    ];
    let controls = ControlSet::standard();
    let mut group = c.benchmark_group("check 100,000 stations x 45 controls");
    group.sample_size(10);
    let mut run = |name: &str, release: &Release| {
        group.bench_function(name, |b| b.iter(|| check(black_box(release), &controls, &Params::default())));
    };
    run("lines of a Russian file, clean", &clean(&russian));
    let mut every = clean(Field::ALL);
    every.stations.turnout_h = (0..8).map(|h| (60 * (10 + h), Column::from_raw(vec![50 * h; STATIONS as usize]))).collect();
    run("every line there is, clean", &every);
    run("lines of a Russian file, every station fails", &release(&russian, 0));
    run("every line there is, every station fails", &release(Field::ALL, 8));
    group.finish();
    c.bench_function("tabulate 100,000 stations, whole election", |b| {
        let release = clean(&russian);
        b.iter(|| count::tabulate(black_box(&release), count::tabulate::Scope::Level(0)));
    });
}

criterion_group!(benches, bench);
criterion_main!(benches);
