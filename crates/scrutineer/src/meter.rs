//! What a step cost: wall clock, CPU seconds of the whole process, peak memory.

use std::fs;
use std::time::Instant;

use serde::Serialize;

/// The cost of one step.
#[derive(Clone, Copy, Debug, Serialize)]
pub struct Cost {
    /// Seconds of wall clock.
    pub wall: f64,
    /// Seconds of CPU over all threads; none where the system does not tell.
    pub cpu: Option<f64>,
    /// Peak resident memory of the process so far, in MB (10^6 bytes).
    pub peak_mb: Option<f64>,
}

/// Runs a step and measures it.
pub fn measure<T>(step: impl FnOnce() -> T) -> (T, Cost) {
    let (started, before) = (Instant::now(), cpu_seconds());
    let result = step();
    let cpu = before.zip(cpu_seconds()).map(|(a, b)| b - a);
    (result, Cost { wall: started.elapsed().as_secs_f64(), cpu, peak_mb: peak_mb() })
}

/// CPU seconds of all threads, finished ones included; Linux counts them in hundredths.
fn cpu_seconds() -> Option<f64> {
    let stat = fs::read_to_string("/proc/self/stat").ok()?;
    // The name of the program may hold spaces; the fields after it do not.
    let mut fields = stat.rsplit_once(')')?.1.split_whitespace().skip(11);
    let ticks: f64 = fields.next()?.parse::<f64>().ok()? + fields.next()?.parse::<f64>().ok()?;
    Some(ticks / 100.0)
}

fn peak_mb() -> Option<f64> {
    let status = fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find(|l| l.starts_with("VmHWM:"))?;
    let kib: f64 = line.split_whitespace().nth(1)?.parse().ok()?;
    Some(kib * 1024.0 / 1e6)
}
