//! Wall time of reading registers into objects: 100,000 stations, 25,000 observers.

use std::hint::black_box;

use criterion::{Criterion, criterion_group, criterion_main};
use domain::registry::Noun;
use intake::registry::{ObserverOptions, RegistryOptions, read_observers, read_stations};

#[path = "../tests/registry_made/mod.rs"]
mod registry_made;

fn registers(c: &mut Criterion) {
    let stations = registry_made::stations(100_000);
    c.bench_function("100,000 stations", |b| {
        b.iter(|| read_stations(&[("s.csv", black_box(stations.as_bytes()))], RegistryOptions::default()).map(|i| i.stations.len()));
    });
    let observers = registry_made::observers(25_000);
    let known = |noun: Noun, _: &str| noun == Noun::Station;
    let registry = RegistryOptions { known: &known, ..RegistryOptions::default() };
    let options = ObserverOptions { registry, organisation: "citizens", prefix: "KZ", secret: &[7; 32] };
    c.bench_function("25,000 observers", |b| {
        b.iter(|| read_observers("o.csv", black_box(observers.as_bytes()), options).map(|i| i.observers.len()));
    });
}

criterion_group! { name = reading; config = Criterion::default().sample_size(10); targets = registers }
criterion_main!(reading);
