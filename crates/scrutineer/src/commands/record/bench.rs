//! `scrutineer bench --record`: what it costs to keep submissions on this machine, without the network: from a parsed body to the
//! receipt, and back out again. `bench/record.sh` measures the same over HTTP.

use std::convert::Infallible;
use std::path::PathBuf;
use std::sync::Arc;

use rand::SeedableRng;
use rand_chacha::ChaCha20Rng;
use serde_json::json;
use store::clock::MachineClock;
use store::log::WaitingLog;
use store::prepare::{NewSubmission, Pepper};
use store::rows::Page;
use store::sequencer::{Limits, Work};
use store::{Reader, Sequencer, Store, check};
use store_sqlite::SqliteStore;
use tlog::SignerKey;
use tlog::note::Algorithm;
use tlog::policy::Policy;
use tokio::runtime::Runtime;
use tokio::task::JoinSet;
use uuid::Uuid;

use super::store_failure;
use crate::cli::Bench;
use crate::commands::log::print;
use crate::failure::Failure;
use crate::meter::{Cost, measure};
use crate::screen::{Columns, Screen, answer, thousands};

/// Answers of a submission.
const ANSWERS: usize = 50;

/// Submissions on their way at once.
const AT_ONCE: u64 = 256;

/// A folder that is removed at the end.
struct Scratch(PathBuf);

impl Drop for Scratch {
    fn drop(&mut self) {
        // Whatever is left is in the system's folder for passing files.
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

/// Runs the command.
pub fn run(args: &Bench, screen: Screen) -> Result<(), Failure> {
    let folder = std::env::temp_dir().join(format!("scrutineer-bench-{}", Uuid::new_v4()));
    let failed = |e: std::io::Error| Failure::refused("FILE-WRITE", format!("{} cannot be made: {e}", folder.display()), "Set TMPDIR.");
    std::fs::create_dir(&folder).map_err(failed)?;
    let scratch = Scratch(folder);
    let runtime = Runtime::new().map_err(|e| Failure::refused("THREADS", e.to_string(), "Close other programs and try again."))?;
    let count = args.submissions;
    let store: Arc<dyn Store> = Arc::new(runtime.block_on(SqliteStore::open(&scratch.0.join("record.db"))).map_err(|e| store_failure(&e))?);
    let key = SignerKey::from_seed("bench.invalid/log", Algorithm::Ed25519, &[1; 32]);
    let key = key.map_err(|e| Failure::refused(e.code(), e.to_string(), e.remedy()))?;

    let mut steps = Vec::new();
    let bar = screen.steps("taking in submissions", usize::try_from(count).unwrap_or(usize::MAX));
    let (taken, cost) = measure(|| runtime.block_on(take_in(&store, &key, count, &|done| bar.set_position(done))));
    bar.finish_and_clear();
    taken?;
    steps.push(("take in and acknowledge", cost));
    let page = Page { limit: 100, ..Page::default() };
    let (listed, cost) = measure(|| runtime.block_on(store.submissions(&page)));
    listed.map_err(|e| store_failure(&e))?;
    steps.push(("first page of the list", cost));
    let (verified, cost) = measure(|| verify(&runtime, &store, &key));
    verified?;
    steps.push(("verify the log", cost));
    let (checked, cost) = measure(|| runtime.block_on(check::check(&*store, count, &mut |_, _| {})));
    checked.map_err(|e| store_failure(&e))?;
    steps.push(("check every payload", cost));
    tell(count, &steps, args.json);
    Ok(())
}

/// Puts submissions of fifty answers into the record, so many at once.
async fn take_in(store: &Arc<dyn Store>, key: &SignerKey, count: u64, tell: &(dyn Fn(u64) + Sync)) -> Result<(), Failure> {
    let (sequencer, writing) = Sequencer::start(store.clone(), key.clone(), Box::new(MachineClock::default()), Limits::default())
        .await
        .map_err(|e| store_failure(&e))?;
    let mut random = ChaCha20Rng::seed_from_u64(1);
    let pepper = Pepper::of(key);
    let mut on_their_way = JoinSet::new();
    for number in 0..count {
        let body = body(number);
        let submission = intake::submission::read_submission(body.as_bytes(), |_| Vec::new());
        let submission = submission.map_err(|e| Failure::refused(e.code(), e.to_string(), e.remedy()))?;
        let new = NewSubmission::new(submission, 0, &pepper, |plain| Ok::<_, Infallible>(plain.to_vec()), &mut random);
        let Ok(new) = new;
        let sequencer = sequencer.clone();
        on_their_way.spawn(async move { sequencer.put(Work::Submit(Box::new(new), Vec::new())).await });
        if on_their_way.len() as u64 >= AT_ONCE {
            done(on_their_way.join_next().await)?;
        }
        if number % AT_ONCE == 0 {
            tell(number);
        }
    }
    while let Some(joined) = on_their_way.join_next().await {
        done(Some(joined))?;
    }
    drop(sequencer);
    let _ = writing.await;
    Ok(())
}

type Joined = Result<Result<store::sequencer::Answer, store::SequencerError>, tokio::task::JoinError>;

fn done(joined: Option<Joined>) -> Result<(), Failure> {
    match joined {
        Some(Ok(Err(error))) => Err(Failure::refused(error.code(), error.to_string(), error.remedy())),
        Some(Err(error)) => Err(Failure::refused("BENCH", error.to_string(), "Try again.")),
        _ => Ok(()),
    }
}

/// A submission as a phone sends it. Ids are spread as random ones are.
fn body(number: u64) -> String {
    let id = Uuid::from_u128(u128::from(number.wrapping_mul(0x9E37_79B9_7F4A_7C15)) << 64 | u128::from(number));
    let answers: serde_json::Map<String, serde_json::Value> =
        (0..ANSWERS).map(|n| (format!("q{n:02}"), if n % 7 == 0 { json!(number % 1000) } else { json!("not observed") })).collect();
    json!({"id": id, "form": "VOTE", "station": format!("S-{}", number % 9580), "captured_at": "2026-11-24T09:00:00Z", "answers": answers})
        .to_string()
}

fn verify(runtime: &Runtime, store: &Arc<dyn Store>, key: &SignerKey) -> Result<(), Failure> {
    let head = runtime.block_on(store.head()).map_err(|e| store_failure(&e))?.map(|head| head.note).unwrap_or_default();
    let reader: Arc<dyn Reader> = store.clone();
    let log = WaitingLog::new(reader, runtime.handle().clone());
    let verified = tlog::verify::log(&log, head.as_bytes(), key.verifier(), &Policy::none(), &mut |_, _| {});
    verified.map(drop).map_err(|e| Failure::refused(e.code(), e.to_string(), e.remedy()))
}

fn tell(count: u64, steps: &[(&'static str, Cost)], as_json: bool) {
    let per_second = steps.first().map_or(0.0, |(_, cost)| count as f64 / cost.wall);
    let per_1000 = steps.first().and_then(|(_, cost)| cost.cpu).map(|cpu| cpu * 1000.0 / count as f64);
    if as_json {
        let steps: Vec<_> = steps.iter().map(|(what, cost)| json!({"step": what, "cost": cost})).collect();
        print(
            &json!({"submissions": count, "answers": ANSWERS, "per_second": per_second, "cpu_seconds_per_1000": per_1000, "steps": steps}),
        );
        return;
    }
    let mut columns = Columns::with(&["step", "wall s", "CPU s", "peak MB"]);
    for (what, cost) in steps {
        let maybe = |x: Option<f64>, decimals: usize| x.map_or_else(|| "-".to_owned(), |x| format!("{x:.decimals$}"));
        columns.row([(*what).to_owned(), format!("{:.3}", cost.wall), maybe(cost.cpu, 2), maybe(cost.peak_mb, 0)]);
    }
    let per_1000 = per_1000.map_or_else(String::new, |cpu| format!(", {cpu:.3} CPU s per 1,000"));
    answer(&format!(
        "{} submissions of {ANSWERS} answers into SQLite, without HTTP: {per_second:.0} a second{per_1000}\n{}",
        thousands(count),
        columns.text()
    ));
}
