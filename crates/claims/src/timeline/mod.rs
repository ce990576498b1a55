//! What happened in which order, and which incidents belong to which part of the election.

mod events;
mod phases;

pub use events::{Event, EventKind, Timeline, Undated, WhyUndated, timeline};
pub use phases::{PhaseCount, PhaseTotals, RegisterTotals, Sums, Total, phase_totals};
