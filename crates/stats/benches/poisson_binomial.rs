//! Speed of the exact national law: 97,200 stations in 2,700 districts must take
//! less than 0.1 CPU seconds.

use criterion::{Criterion, criterion_group, criterion_main};
use stats::poisson_binomial::Pmf;
use stats::random::{Seed, uniform01};
use std::hint::black_box;

fn districts() -> Vec<Vec<f64>> {
    (0..2700)
        .map(|district| {
            let mut rng = Seed(1).stream("district", district);
            (0..36).map(|_| 0.15 + 0.1 * uniform01(&mut rng)).collect()
        })
        .collect()
}

fn nation(c: &mut Criterion) {
    let districts = districts();
    let mut group = c.benchmark_group("poisson_binomial");
    group.sample_size(10);
    group.bench_function("nation, 2700 districts of 36", |b| {
        b.iter(|| {
            let laws: Vec<Pmf> = black_box(&districts).iter().map(|p| Pmf::of(p)).collect();
            Pmf::sum(&laws)
        });
    });
    group.bench_function("one district of 36", |b| {
        b.iter(|| Pmf::of(black_box(&districts[0])));
    });
    group.finish();
}

criterion_group!(benches, nation);
criterion_main!(benches);
