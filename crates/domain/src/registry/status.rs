//! The ladder that an incident climbs, and what each step needs.

use serde::{Deserialize, Serialize};
use thiserror::Error;
use utoipa::ToSchema;

macro_rules! statuses {
    ($($variant:ident $word:literal $meaning:literal [$($next:ident)*];)*) => {
        /// How far an incident has come.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, ToSchema)]
        #[serde(rename_all = "snake_case")]
        pub enum Status { $(#[doc = $meaning] $variant,)* }

        impl Status {
            /// Every step, from the bottom.
            pub const ALL: &'static [Self] = &[$(Self::$variant,)*];

            /// The word for it.
            #[must_use]
            pub fn word(self) -> &'static str { match self { $(Self::$variant => $word,)* } }

            /// What it may become next, whatever else that needs.
            #[must_use]
            pub fn next(self) -> &'static [Self] { match self { $(Self::$variant => &[$(Self::$next,)*],)* } }
        }
    };
}

statuses! {
    Received "received" "It came in." [Parsed];
    Parsed "parsed" "It has a category, and a place or station where they are known." [Distinct];
    Distinct "distinct" "It is no repetition of another one." [InReview];
    InReview "in_review" "Somebody looks into it." [Verified Disputed Refuted];
    Verified "verified" "Two independent sources or a document say so." [Disputed Refuted Published Complaint];
    Disputed "disputed" "Sources contradict each other." [InReview Verified Refuted];
    Refuted "refuted" "It did not happen, or not so." [InReview];
    Published "published" "The public can read it." [Disputed Refuted Complaint];
    Complaint "complaint" "A complaint was filed." [Decided];
    Decided "decided" "An authority or court decided on the complaint." [Complaint];
}

/// What the source allows to be done with what it told, from least to most.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Consent {
    /// Nobody was asked, or said no.
    #[default]
    None,
    /// Within the organisation.
    Internal,
    /// With organisations there is an agreement with.
    Share,
    /// To be published, without naming the source.
    Publish,
}

/// What stands behind an incident.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Evidence {
    /// Sources that do not depend on each other and were there.
    pub independent_sources: usize,
    /// Whether there is a document: a photograph, a film, a paper.
    pub document: bool,
    /// What the source allows.
    pub consent: Consent,
}

/// Why an incident cannot take a step.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum StatusError {
    /// The ladder has no such step.
    #[error("an incident that is {} cannot become {}", .from.word(), .to.word())]
    NoStep {
        /// What it is.
        from: Status,
        /// What it was to become.
        to: Status,
    },
    /// Not enough stands behind it.
    #[error("to be verified it needs two independent sources or a document, and has {0} independent sources and no document")]
    NotEnough(usize),
    /// The source did not allow it.
    #[error("its source did not consent to its being published")]
    NoConsent,
}

impl StatusError {
    /// Stable code of the failure.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::NoStep { .. } => "INCIDENT-NO-STEP",
            Self::NotEnough(_) => "INCIDENT-NOT-ENOUGH",
            Self::NoConsent => "INCIDENT-NO-CONSENT",
        }
    }

    /// What to do about it, in a sentence.
    #[must_use]
    pub fn remedy(self) -> String {
        match self {
            Self::NoStep { from, .. } => {
                let words: Vec<&str> = from.next().iter().map(|s| s.word()).collect();
                format!("It can become: {}.", words.join(", "))
            }
            Self::NotEnough(_) => "Add a second source that was there itself, or a document.".to_owned(),
            Self::NoConsent => "Ask the source, and record the consent.".to_owned(),
        }
    }
}

impl Status {
    /// The step of a word.
    #[must_use]
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|status| status.word() == word)
    }

    /// Whether the next step may be taken with this evidence. Verified needs two independent sources or a document; published needs
    /// that it is verified, still on that evidence, and that its source consents.
    ///
    /// # Errors
    /// [`StatusError`] with what is in the way.
    pub fn may_become(self, next: Self, evidence: Evidence) -> Result<(), StatusError> {
        if !self.next().contains(&next) {
            return Err(StatusError::NoStep { from: self, to: next });
        }
        next.holds(evidence)
    }

    /// Whether something with this evidence may stand on this step at all.
    ///
    /// # Errors
    /// [`StatusError::NotEnough`], [`StatusError::NoConsent`].
    pub fn holds(self, evidence: Evidence) -> Result<(), StatusError> {
        let enough = evidence.document || evidence.independent_sources >= 2;
        match self {
            Self::Verified | Self::Published if !enough => Err(StatusError::NotEnough(evidence.independent_sources)),
            Self::Published if evidence.consent < Consent::Publish => Err(StatusError::NoConsent),
            _ => Ok(()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn evidence(independent_sources: usize, document: bool, consent: Consent) -> Evidence {
        Evidence { independent_sources, document, consent }
    }

    #[test]
    fn verified_needs_two_sources_or_a_document() {
        let one = evidence(1, false, Consent::Publish);
        assert_eq!(Status::InReview.may_become(Status::Verified, one), Err(StatusError::NotEnough(1)));
        assert_eq!(Status::InReview.may_become(Status::Verified, evidence(2, false, Consent::None)), Ok(()));
        assert_eq!(Status::InReview.may_become(Status::Verified, evidence(0, true, Consent::None)), Ok(()));
    }

    #[test]
    fn published_needs_verified_and_consent() {
        let good = evidence(2, true, Consent::Publish);
        for &from in Status::ALL {
            assert_eq!(from.may_become(Status::Published, good).is_ok(), from == Status::Verified, "{from:?}");
        }
        for consent in [Consent::None, Consent::Internal, Consent::Share] {
            assert_eq!(Status::Verified.may_become(Status::Published, evidence(2, true, consent)), Err(StatusError::NoConsent));
        }
        assert_eq!(Status::Verified.may_become(Status::Published, evidence(1, false, Consent::Publish)), Err(StatusError::NotEnough(1)));
    }

    #[test]
    fn every_step_is_reached_from_the_bottom_and_none_is_skipped() {
        let mut reached = vec![Status::Received];
        let mut at = 0;
        while at < reached.len() {
            for next in reached[at].next() {
                if !reached.contains(next) {
                    reached.push(*next);
                }
            }
            at += 1;
        }
        assert_eq!(reached.len(), Status::ALL.len());
        let skipped = Status::Received.may_become(Status::Verified, evidence(2, true, Consent::Publish)).unwrap_err();
        assert_eq!((skipped.code(), skipped.remedy().as_str()), ("INCIDENT-NO-STEP", "It can become: parsed."));
    }
}
