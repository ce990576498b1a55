//! A case: one election and what each side said about it, as a folder of data holds it.
//!
//! Rows name each other by short ids (`tuyakbay`, `s-07`, `cec`). Whoever builds a case checks that every id leads somewhere; the reader of
//! folders does so with file and line.
//!
//! | question | module |
//! |---|---|
//! | what was elected, by whom, when and where? | [`election`] |
//! | which figures were published? | [`figures`] |
//! | which place lies in which? | [`Gazetteer`] |
//! | what did observers see, count, receive? | [`observed`] |
//! | who said what, and what of it can be checked? | [`said`] |
//! | which source is it from, and how sure is it? | [`sources`] |
//! | which law, acts, complaints? | [`law`] |

pub mod election;
pub mod figures;
mod gazetteer;
pub mod law;
pub mod observed;
pub mod said;
pub mod sources;

pub use election::{Contest, Election, Name, Organisation, OrganisationKind, PartyOption, ReleaseInfo, ReleaseKind};
pub use figures::{Figure, Item, Relation, Where};
pub use gazetteer::Gazetteer;
pub use law::{Act, ActKind, Article, Complaint, Deadline, DeadlineKind, Exception, Law, RestDay, Start, Within};
pub use observed::{Design, Estimate, IncidentCount, Meaning, Observation, Overlap, Phase, Watch};
pub use said::{Basis, Claim, Measure, Statement, StatementKind, Target};
pub use sources::{Certainty, Moment, Source, Support};

use jiff::civil::Date;
use serde::Serialize;

/// Everything a case folder holds, checked.
#[derive(Clone, Debug, Serialize)]
pub struct Case {
    /// Short name, such as `kazakhstan-2005`.
    pub id: String,
    /// Title.
    pub title: String,
    /// Whether it is invented: every page says so.
    pub simulated: bool,
    /// The day the record was closed, where it was: deadlines are looked at on that day unless another is asked for.
    pub as_of: Option<Date>,
    /// The election.
    pub election: Election,
    /// Organisations: the commission, parties, observers, media.
    pub organisations: Vec<Organisation>,
    /// Every published figure, of a release or printed elsewhere.
    pub figures: Vec<Figure>,
    /// Answers of observers, counted.
    pub observations: Vec<Observation>,
    /// Independent estimates: quick counts, head counts, exit polls.
    pub estimates: Vec<Estimate>,
    /// Who watched how much, and which places two organisations shared.
    pub watches: Vec<Watch>,
    /// Registers of incidents: how many received, distinct, verified.
    pub incidents: Vec<IncidentCount>,
    /// How many incidents of a register each set of organisations recorded.
    pub overlaps: Vec<Overlap>,
    /// What was said.
    pub statements: Vec<Statement>,
    /// What can be checked in it.
    pub claims: Vec<Claim>,
    /// Where all this is from.
    pub sources: Vec<Source>,
    /// People, one entry a name.
    pub people: Vec<Name>,
    /// Places, one entry a name.
    pub places: Vec<Name>,
    /// Law in force at one time or another.
    pub law: Vec<Law>,
    /// Official acts.
    pub acts: Vec<Act>,
    /// Complaints that were filed.
    pub complaints: Vec<Complaint>,
}

impl Case {
    /// The source of that id.
    #[must_use]
    pub fn source(&self, id: &str) -> Option<&Source> {
        self.sources.iter().find(|s| s.id == id)
    }

    /// The statement of that id.
    #[must_use]
    pub fn statement(&self, id: &str) -> Option<&Statement> {
        self.statements.iter().find(|s| s.id == id)
    }

    /// The organisation of that id.
    #[must_use]
    pub fn organisation(&self, id: &str) -> Option<&Organisation> {
        self.organisations.iter().find(|o| o.id == id)
    }

    /// The observation of that id.
    #[must_use]
    pub fn observation(&self, id: &str) -> Option<&Observation> {
        self.observations.iter().find(|o| o.id == id)
    }

    /// The claims made in a statement.
    pub fn claims_of<'a>(&'a self, statement: &'a str) -> impl Iterator<Item = &'a Claim> {
        self.claims.iter().filter(move |c| c.statement == statement)
    }

    /// The option of that id, in any contest.
    #[must_use]
    pub fn option(&self, id: &str) -> Option<&PartyOption> {
        self.election.contests.iter().flat_map(|c| &c.options).find(|o| o.id == id)
    }

    /// What stands behind every fact of the case, one entry a fact.
    pub fn supports(&self) -> impl Iterator<Item = &Support> {
        let options = self.election.contests.iter().flat_map(|c| &c.options).map(|o| &o.support);
        let law = self.law.iter().flat_map(|l| l.articles.iter().map(|a| &a.support).chain(l.deadlines.iter().map(|d| &d.support)));
        options
            .chain(self.election.releases.iter().map(|r| &r.support))
            .chain(self.figures.iter().map(|f| &f.support))
            .chain(self.observations.iter().map(|o| &o.support))
            .chain(self.estimates.iter().map(|e| &e.support))
            .chain(self.watches.iter().map(|w| &w.support))
            .chain(self.incidents.iter().map(|i| &i.support))
            .chain(self.overlaps.iter().map(|o| &o.support))
            .chain(self.statements.iter().map(|s| &s.support))
            .chain(self.people.iter().chain(&self.places).map(|n| &n.support))
            .chain(law)
            .chain(self.acts.iter().map(|a| &a.support))
            .chain(self.complaints.iter().map(|c| &c.support))
    }

    /// Which place lies in which, at any time.
    #[must_use]
    pub fn gazetteer(&self) -> Gazetteer<'_> {
        Gazetteer::new(&self.places, None)
    }

    /// Which place lay in which on election day.
    #[must_use]
    pub fn gazetteer_of_the_day(&self) -> Gazetteer<'_> {
        Gazetteer::new(&self.places, Some(self.election.date))
    }

    /// The name a person or place is shown by: its first.
    #[must_use]
    pub fn shown<'a>(names: &'a [Name], id: &'a str) -> &'a str {
        names.iter().find(|n| n.id == id).map_or(id, |n| n.name.as_str())
    }
}
