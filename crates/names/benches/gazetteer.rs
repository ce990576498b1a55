//! Wall time of a search among the names of 100,000 stations and 3,000 places.

use std::hint::black_box;

use criterion::{Criterion, criterion_group, criterion_main};
use names::Gazetteer;
use names::gazetteer::Spelling;

const WORDS: [&str; 12] =
    ["Абай", "Школа", "Гимназия", "Тараз", "улица", "Sairan", "Жамбыл", "Центр", "колледж", "Өркен", "Байтерек", "клуб"];

fn search(c: &mut Criterion) {
    let mut gazetteer: Gazetteer<usize, i32> = Gazetteer::new();
    let word = |n: usize| WORDS[n % WORDS.len()];
    for n in 0..103_000 {
        gazetteer.add(n, [Spelling::always(&format!("{} {} №{n}, {}", word(n), word(n / 12), word(n / 144)))]);
    }
    for query in ["a", "tar", "Тараз", "жамбыл гимназия", "77777", "nothing of the kind"] {
        c.bench_function(&format!("search `{query}`"), |b| b.iter(|| gazetteer.search(black_box(query), 20).len()));
    }
}

criterion_group! { name = searching; config = Criterion::default().sample_size(20); targets = search }
criterion_main!(searching);
