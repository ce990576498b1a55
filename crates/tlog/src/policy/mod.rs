//! Whom to trust: which logs, and how many of which witnesses must have cosigned (`c2sp.org/tlog-policy`).

mod error;
mod parse;

pub use error::{PolicyError, PolicyFault, Unmet};

use std::fmt;

use serde::Serialize;

use crate::checkpoint::SignedCheckpoint;
use crate::cosign::{self, Cosignature};
use crate::note::VerifierKey;

/// A name of the policy file: bytes, compared as bytes (tlog-policy, "Character set").
pub type Name = Vec<u8>;

/// A log of the policy.
#[derive(Clone, Debug)]
pub struct Log {
    /// Its key; the key's name is the log's origin.
    pub key: VerifierKey,
    /// Where to reach it, as written.
    pub url: Option<Vec<u8>>,
}

/// A witness of the policy.
#[derive(Clone, Debug)]
pub struct WitnessLine {
    /// Its name in this file.
    pub name: Name,
    /// Its key.
    pub key: VerifierKey,
    /// Where to reach it, as written.
    pub url: Option<Vec<u8>>,
}

/// Members of a quorum: a witness or a group, by its number among those.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Member {
    Witness(usize),
    Group(usize),
}

/// What the line `quorum` names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Quorum {
    /// `none`: no witness is asked for.
    Nobody,
    /// A witness or a group.
    Of(Member),
}

/// At least `needed` of the members.
#[derive(Clone, Debug)]
struct Group {
    name: Name,
    needed: usize,
    members: Vec<Member>,
}

/// A policy.
#[derive(Clone, Debug)]
pub struct Policy {
    logs: Vec<Log>,
    witnesses: Vec<WitnessLine>,
    groups: Vec<Group>,
    quorum: Quorum,
}

/// What a checkpoint that meets a policy has.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Met {
    /// Every cosignature by a witness of the policy, needed or not.
    pub cosignatures: Vec<Cosignature>,
}

impl fmt::Display for Met {
    /// A sentence on who cosigned, with a space before it; nothing where nobody did.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&cosign::sentence(&self.cosignatures))
    }
}

impl Policy {
    /// The policy that asks for no witness and knows no log: the key alone decides.
    #[must_use]
    pub fn none() -> Self {
        Self { logs: Vec::new(), witnesses: Vec::new(), groups: Vec::new(), quorum: Quorum::Nobody }
    }

    /// Reads a policy file.
    ///
    /// # Errors
    /// [`PolicyError`] with the line.
    pub fn parse(bytes: &[u8]) -> Result<Self, PolicyError> {
        parse::parse(bytes)
    }

    /// The logs; where there are none, which logs are meant is known from elsewhere.
    #[must_use]
    pub fn logs(&self) -> &[Log] {
        &self.logs
    }

    /// The witnesses.
    #[must_use]
    pub fn witnesses(&self) -> &[WitnessLine] {
        &self.witnesses
    }

    /// Whether the quorum is reached when exactly these witnesses cosigned; `cosigned` says so for each of
    /// [`Policy::witnesses`].
    #[must_use]
    pub fn reached(&self, cosigned: &[bool]) -> bool {
        let witness = |number: usize| cosigned.get(number).copied().unwrap_or(false);
        // A group's members stand above it, so one pass downwards knows them all.
        let mut groups: Vec<bool> = Vec::with_capacity(self.groups.len());
        for group in &self.groups {
            let has = group.members.iter().filter(|member| match member {
                Member::Witness(number) => witness(*number),
                Member::Group(number) => groups[*number],
            });
            groups.push(has.count() >= group.needed);
        }
        match self.quorum {
            Quorum::Nobody => true,
            Quorum::Of(Member::Witness(number)) => witness(number),
            Quorum::Of(Member::Group(number)) => groups[number],
        }
    }

    /// Checks a checkpoint: signed by one of the policy's logs, where it has any, and cosigned by a quorum of its witnesses.
    ///
    /// # Errors
    /// [`Unmet`].
    pub fn check(&self, checkpoint: &SignedCheckpoint) -> Result<Met, Unmet> {
        self.check_log(checkpoint)?;
        let mut cosigned = Vec::with_capacity(self.witnesses.len());
        let mut cosignatures = Vec::new();
        for witness in &self.witnesses {
            let cosignature = checkpoint.cosignature(&witness.key)?;
            cosigned.push(cosignature.is_some());
            cosignatures.extend(cosignature);
        }
        if self.reached(&cosigned) {
            return Ok(Met { cosignatures });
        }
        let missing = self.witnesses.iter().zip(&cosigned).filter(|(_, signed)| !**signed).map(|(w, _)| text(&w.name)).collect();
        Err(Unmet::Quorum { quorum: text(self.quorum_name()), cosigned: cosignatures, missing })
    }

    /// One of the logs, if there are any, signed.
    fn check_log(&self, checkpoint: &SignedCheckpoint) -> Result<(), Unmet> {
        let origin = checkpoint.checkpoint().origin();
        let keys: Vec<&VerifierKey> = self.logs.iter().map(|log| &log.key).filter(|key| key.name() == origin).collect();
        if self.logs.is_empty() {
            return Ok(());
        }
        if keys.is_empty() {
            return Err(Unmet::Log(origin.to_owned()));
        }
        checkpoint.note().verify(&keys)?;
        Ok(())
    }

    /// The name after `quorum`.
    fn quorum_name(&self) -> &[u8] {
        match self.quorum {
            Quorum::Nobody => b"none",
            Quorum::Of(Member::Witness(number)) => &self.witnesses[number].name,
            Quorum::Of(Member::Group(number)) => &self.groups[number].name,
        }
    }
}

/// A name as it is shown to people.
pub(super) fn text(name: &[u8]) -> String {
    String::from_utf8_lossy(name).into_owned()
}
