//! Counts for whoever watches the server. No label holds anything that was sent.

use std::sync::atomic::AtomicU64;
use std::time::Duration;

use prometheus_client::encoding::EncodeLabelSet;
use prometheus_client::encoding::text::encode;
use prometheus_client::metrics::counter::Counter;
use prometheus_client::metrics::family::Family;
use prometheus_client::metrics::gauge::Gauge;
use prometheus_client::metrics::histogram::{Histogram, exponential_buckets};
use prometheus_client::registry::{Registry, Unit};
use store::Sequencer;

#[derive(Clone, Debug, PartialEq, Eq, Hash, EncodeLabelSet)]
struct Request {
    route: String,
    status: u16,
}

#[derive(Clone, Debug, PartialEq, Eq, Hash, EncodeLabelSet)]
struct Route {
    route: String,
}

/// All of them.
#[derive(Debug)]
pub struct Metrics {
    registry: Registry,
    requests: Family<Request, Counter>,
    seconds: Family<Route, Histogram>,
    record: Record,
}

/// What the sequencer counts, copied when somebody asks.
#[derive(Debug, Default)]
struct Record {
    size: Gauge<i64>,
    entries: Counter<u64>,
    batches: Counter<u64>,
    failed: Counter<u64>,
    busy: Counter<u64>,
    commit: Counter<f64, AtomicU64>,
    jumps: Counter<u64>,
}

impl Default for Metrics {
    fn default() -> Self {
        let mut registry = Registry::with_prefix("scrutineer");
        let requests = Family::<Request, Counter>::default();
        registry.register("requests", "Requests by route and status", requests.clone());
        // 1 ms to 16 s.
        let seconds = Family::<Route, Histogram>::new_with_constructor(|| Histogram::new(exponential_buckets(0.001, 2.0, 15)));
        registry.register_with_unit("request_duration", "Time to the answer, by route", Unit::Seconds, seconds.clone());
        let record = Record::default();
        registry.register("log_size", "Entries of the log", record.size.clone());
        registry.register("entries", "Entries committed since the start", record.entries.clone());
        registry.register("batches", "Transactions committed since the start", record.batches.clone());
        registry.register("batches_failed", "Transactions that failed", record.failed.clone());
        registry.register("busy", "Reports refused because too many were waiting", record.busy.clone());
        registry.register_with_unit("commit", "Time in commits", Unit::Seconds, record.commit.clone());
        registry.register("clock_jumps", "Jumps of the machine's clock", record.jumps.clone());
        Self { registry, requests, seconds, record }
    }
}

impl Metrics {
    /// Counts a request.
    pub fn request(&self, route: &str, status: u16, took: Duration) {
        self.requests.get_or_create(&Request { route: route.to_owned(), status }).inc();
        self.seconds.get_or_create(&Route { route: route.to_owned() }).observe(took.as_secs_f64());
    }

    /// Everything, as text.
    pub fn text(&self, sequencer: &Sequencer) -> String {
        let status = sequencer.status();
        let raise = |counter: &Counter<u64>, to: u64| {
            counter.inc_by(to.saturating_sub(counter.get()));
        };
        self.record.size.set(i64::try_from(sequencer.head().size).unwrap_or(i64::MAX));
        raise(&self.record.entries, status.entries());
        raise(&self.record.batches, status.batches());
        raise(&self.record.failed, status.failed());
        raise(&self.record.busy, status.refused());
        raise(&self.record.jumps, status.jumps().0);
        let commit = &self.record.commit;
        commit.inc_by((status.commit_time().as_secs_f64() - commit.get()).max(0.0));
        let mut text = String::new();
        // Writing into a string does not fail.
        let _ = encode(&mut text, &self.registry);
        text
    }
}
