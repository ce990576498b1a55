//! Sentences about claims: one a claim, and those that say why, what would be needed and what was assumed.
//!
//! | question | module |
//! |---|---|
//! | how do numbers with their units look? | `values` |
//! | what are people, places, options, sources called? | `names` |
//! | what does a claim measure, what does it say? | `measure` |
//! | what does the record say about it? | `facts`; turnout: `turnout`; incidents, absence and margin: `incidents` |
//! | why can it not be decided, what would be needed, what was assumed? | `why` |
//! | what is wrong with the record? | `record` |
//! | what is due, and how does it stand? | `law` |

mod facts;
mod incidents;
mod law;
mod measure;
mod names;
mod record;
mod turnout;
mod values;
mod why;

pub(crate) use turnout::deciding;
pub(crate) use values::{capital, decimals};

use claims::case::{Case, Claim, Relation, StatementKind, Target};
use claims::evidence::Missing;
use claims::verdict::Verdict;
use claims::weigh::Weighed;

use crate::texts::{Arg, Texts};

/// Writes sentences about one case.
#[derive(Clone, Copy, Debug)]
pub struct Sentences<'a> {
    case: &'a Case,
    texts: &'a Texts,
}

impl<'a> Sentences<'a> {
    /// Sentences in the language of the texts.
    #[must_use]
    pub fn new(case: &'a Case, texts: &'a Texts) -> Self {
        Self { case, texts }
    }

    /// The language, as `lang` attributes write it.
    pub(crate) fn language(&self) -> &'static str {
        self.texts.locale().tag()
    }

    /// A text without values.
    pub(crate) fn plain(&self, id: &str) -> String {
        self.texts.plain(id)
    }

    /// A text with values.
    pub(crate) fn say(&self, id: &str, args: &[(&str, Arg<'_>)]) -> String {
        self.texts.get(id, args)
    }

    /// The verdict in words: `not supported by this record`.
    #[must_use]
    pub fn verdict_word(&self, verdict: Verdict) -> String {
        self.plain(&format!("claims-verdict-{}", verdict.word()))
    }

    /// The verdict in a word or two, where the whole words stand beside it: `not supported`.
    #[must_use]
    pub fn verdict_short(&self, verdict: Verdict) -> String {
        self.plain(&format!("claims-short-{}", verdict.word()))
    }

    /// When a claim gets this verdict.
    #[must_use]
    pub fn verdict_meaning(&self, verdict: Verdict) -> String {
        self.plain(&format!("claims-meaning-{}", verdict.word()))
    }

    /// What the record says about a statement and its claim, in one sentence.
    #[must_use]
    pub fn sentence(&self, weighed: &Weighed<'_>) -> String {
        let Some(claim) = weighed.claim else { return self.unscored(weighed.statement.kind) };
        match (&weighed.evidence.missing, weighed.verdict) {
            (Some(missing), _) => self.undecided(weighed, claim, missing),
            (None, Some(verdict)) => self.decided(weighed, claim, verdict),
            (None, None) => self.unscored(weighed.statement.kind),
        }
    }

    fn unscored(&self, kind: StatementKind) -> String {
        self.plain(match kind {
            StatementKind::Checkable => "claims-unscored-checkable",
            StatementKind::Opinion => "claims-unscored-opinion",
            StatementKind::Intention => "claims-unscored-intention",
        })
    }

    /// A claim the record does not decide: why, with what is known all the same.
    fn undecided(&self, weighed: &Weighed<'_>, claim: &Claim, missing: &Missing) -> String {
        match missing {
            Missing::OnlyOfficial => self.turnout_fewer(weighed, claim).unwrap_or_else(|| self.why(missing)),
            Missing::FiguresDisagree => self.disagree(weighed, claim).unwrap_or_else(|| self.why(missing)),
            Missing::NoInterval => self.without_interval(claim).unwrap_or_else(|| self.why(missing)),
            Missing::Register => self.nothing_documented(weighed).unwrap_or_else(|| self.why(missing)),
            _ => self.why(missing),
        }
    }

    /// What the record says, and how the claim stands to it.
    fn decided(&self, weighed: &Weighed<'_>, claim: &Claim, verdict: Verdict) -> String {
        if let Some(whole) = self.incidents(weighed, claim, verdict) {
            return whole;
        }
        let releases: Vec<&str> = weighed.stated_by.iter().map(|r| r.title.as_str()).collect();
        let claimed = self.claimed(claim);
        let fact = capital(&self.fact(weighed, claim));
        let fact = ("fact", Arg::Text(&fact));
        if releases.is_empty() {
            let verdict = self.verdict_word(verdict);
            return self.say("claims-end", &[fact, ("claimed", claimed.as_str().into()), ("verdict", verdict.as_str().into())]);
        }
        let releases = releases.join(", ");
        let number = match &claim.target {
            Target::Quantity(number) if claim.relation == Relation::Equal => self.quantity(number, claim.unit),
            _ => claimed,
        };
        self.say("claims-end-other-release", &[fact, ("number", number.as_str().into()), ("release", releases.as_str().into())])
    }
}
