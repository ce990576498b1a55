//! Speed of the integer-percentage null: 97,699 stations times two quantities
//! must take well under 0.2 CPU seconds, so about 0.8 microseconds a call.

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use stats::integer_window::window_probability;
use stats::random::{Seed, below};
use std::hint::black_box;

/// Stations of 100 to 2,099 ballots with 40-94% for one quantity.
fn stations() -> Vec<(u32, u32)> {
    let mut rng = Seed(1).stream("stations", 0);
    (0..1000)
        .map(|_| {
            let n = 100 + below(&mut rng, 2000);
            (n * (40 + below(&mut rng, 55)) / 100, n)
        })
        .collect()
}

fn windows(c: &mut Criterion) {
    let stations = stations();
    let mut group = c.benchmark_group("integer_window");
    group.throughput(Throughput::Elements(stations.len() as u64));
    group.bench_function("1000 stations", |b| {
        b.iter(|| -> f64 {
            let stations = black_box(&stations).iter();
            stations.map(|&(w, n)| window_probability(w, n, 99).exact).sum()
        });
    });
    group.throughput(Throughput::Elements(1));
    for n in [300, 1000, 3000, 171_979] {
        group.bench_function(format!("n = {n}"), |b| {
            b.iter(|| window_probability(black_box(n * 67 / 100), black_box(n), 99));
        });
    }
    group.finish();
}

criterion_group!(benches, windows);
criterion_main!(benches);
