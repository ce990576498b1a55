//! Who goes where, and what was seen of the whole: teams, the plan of a day, coverage, visits that overlap. All of it is computed from
//! what it is given; nothing is drawn here.

pub mod coverage;
pub mod overlap;
pub mod plan;
pub mod teams;

pub use coverage::{Coverage, FrameStation, Share, coverage};
pub use overlap::{Overlap, overlaps};
pub use plan::{Plan, PlanOptions, PlanStation, PlanTeam, plan_day};
pub use teams::teams_of_two;
