//! Who goes where, and who went.

use super::common::{Link, Moment, Paging, Version};
use super::pages;
use crate::form::Form;

data! {
    /// The deployments of one day.
    pub struct DeploymentsView {
        /// The day as it is read.
        pub day: String,
        /// The day as its field writes it: `2026-11-29`.
        pub date: String,
        /// The day before, as an address.
        pub before: String,
        /// The day after, as an address.
        pub after: String,
        /// In the order of teams.
        pub deployments: Vec<DeploymentRow>,
        /// How much of each region is planned.
        pub coverage: Vec<CoverageRow>,
        /// Where the page stands.
        pub paging: Paging,
    }

    /// A deployment in the list.
    pub struct DeploymentRow {
        /// Its id.
        pub id: String,
        /// The team's id, or the observer's.
        pub team: String,
        /// The pseudonymous ids of its members.
        pub members: Vec<String>,
        /// Its stations, in order.
        pub stations: Vec<Link>,
        /// From when.
        pub from: Moment,
        /// Until when.
        pub until: Moment,
        /// How its stations were chosen: `random`, `convenience`, `saturation`.
        pub design: String,
        /// Stations that were visited.
        pub visited: u64,
    }

    /// How much of a region is planned.
    pub struct CoverageRow {
        /// The region.
        pub place: String,
        /// Stations that a team goes to.
        pub planned: u64,
        /// All stations.
        pub of: u64,
    }

    /// The form of a plan. Fields: `day`, `from`, `until` (hours), `a-day` (stations a team), `place`, `design`, `twice` (double visits allowed).
    /// The button `make` has the values `preview` and `keep`.
    pub struct PlanView {
        /// What stands in the fields.
        pub form: Form,
        /// Teams there are.
        pub teams: u64,
        /// Stations there are.
        pub stations: u64,
        /// What the fields would lead to.
        pub plan: Option<PlanPreview>,
    }

    /// What a plan would lead to.
    pub struct PlanPreview {
        /// Teams that go.
        pub teams: u64,
        /// Stations they go to.
        pub stations: u64,
        /// Stations that nobody goes to.
        pub without: u64,
        /// How much of each region.
        pub coverage: Vec<CoverageRow>,
    }

    /// One deployment.
    pub struct DeploymentView {
        /// As in the list.
        pub deployment: DeploymentRow,
        /// The organisation.
        pub organisation: String,
        /// Its stations with what became of them, in order.
        pub planned: Vec<PlannedRow>,
        /// Newest first.
        pub versions: Vec<Version>,
    }

    /// A station of a deployment.
    pub struct PlannedRow {
        /// The station.
        pub station: Link,
        /// Its name.
        pub name: String,
        /// When the team arrived; none when it did not.
        pub arrived: Option<Moment>,
        /// When it left.
        pub departed: Option<Moment>,
        /// Submissions from this visit.
        pub submissions: u64,
    }

    /// Visits. Fields of the filter: `day`, `q`.
    pub struct VisitsView {
        /// What is asked for.
        pub filter: Form,
        /// Newest first.
        pub visits: Vec<VisitRow>,
        /// Where the page stands.
        pub paging: Paging,
    }

    /// A visit.
    pub struct VisitRow {
        /// The station.
        pub station: Link,
        /// Its name.
        pub name: String,
        /// The pseudonymous ids of the observers.
        pub observers: Vec<String>,
        /// When they arrived.
        pub arrived: Moment,
        /// When they left; none while they are there.
        pub departed: Option<Moment>,
        /// Submissions from this visit.
        pub submissions: u64,
    }
}

pages! {
    /// `/deployments`
    deployments(DeploymentsView) = "deployments/list.html";
    /// `/deployments/plan`
    plan(PlanView) = "deployments/plan.html";
    /// `/deployments/{id}`
    deployment(DeploymentView) = "deployments/one.html";
    /// `/visits`
    visits(VisitsView) = "deployments/visits.html";
}
