//! Reading a policy (`c2sp.org/tlog-policy`, "Policy file syntax and structure").

use std::collections::{HashMap, HashSet};

use super::{Group, Log, Member, Name, Policy, PolicyError, PolicyFault, Quorum, WitnessLine, text};
use crate::note::{Algorithm, NoteError, VerifierKey};

/// What was read so far.
#[derive(Default)]
struct Reader {
    logs: Vec<Log>,
    witnesses: Vec<WitnessLine>,
    groups: Vec<Group>,
    names: HashMap<Name, Member>,
    members: HashSet<Name>,
    quorum: Option<Quorum>,
}

/// Reads a whole policy.
pub(super) fn parse(bytes: &[u8]) -> Result<Policy, PolicyError> {
    let mut reader = Reader::default();
    let mut rows: Vec<&[u8]> = bytes.split(|byte| *byte == b'\n').collect();
    let last = rows.pop().unwrap_or_default();
    for (line, row) in (1..).zip(&rows) {
        reader.row(row).map_err(|fault| PolicyError { line, fault })?;
    }
    let end = |fault| PolicyError { line: rows.len() + 1, fault };
    if !last.is_empty() {
        return Err(end(PolicyFault::Unfinished));
    }
    let quorum = reader.quorum.ok_or_else(|| end(PolicyFault::NoQuorum))?;
    Ok(Policy { logs: reader.logs, witnesses: reader.witnesses, groups: reader.groups, quorum })
}

impl Reader {
    /// One line.
    fn row(&mut self, row: &[u8]) -> Result<(), PolicyFault> {
        if row.iter().any(|byte| (*byte < 0x20 && *byte != b'\t') || *byte == 0x7f) {
            return Err(PolicyFault::Control);
        }
        let words: Vec<&[u8]> = row.split(|byte| matches!(byte, b' ' | b'\t')).filter(|word| !word.is_empty()).collect();
        match words.as_slice() {
            [] => Ok(()),
            [first, ..] if first.starts_with(b"#") => Ok(()),
            [b"log", key, url @ ..] => self.log(key, url),
            [b"witness", name, key, url @ ..] => self.witness(name, key, url),
            [b"group", name, needed, members @ ..] => self.group(name, needed, members),
            [b"quorum", name] => self.quorum(name),
            [b"log", ..] => Err(PolicyFault::Words("log")),
            [b"witness", ..] => Err(PolicyFault::Words("witness")),
            [b"group", ..] => Err(PolicyFault::Words("group")),
            [b"quorum", ..] => Err(PolicyFault::Words("quorum")),
            [other, ..] => Err(PolicyFault::Keyword(text(other))),
        }
    }

    fn log(&mut self, key: &[u8], url: &[&[u8]]) -> Result<(), PolicyFault> {
        let key = read_key(key, Algorithm::Ed25519)?;
        let url = optional(url, "log")?;
        if self.logs.iter().any(|log| log.key.public() == key.public()) {
            return Err(PolicyFault::DuplicateKey(key.name().to_owned()));
        }
        self.logs.push(Log { key, url });
        Ok(())
    }

    fn witness(&mut self, name: &[u8], key: &[u8], url: &[&[u8]]) -> Result<(), PolicyFault> {
        let key = read_key(key, Algorithm::CosignatureV1)?;
        let url = optional(url, "witness")?;
        if self.witnesses.iter().any(|witness| witness.key.public() == key.public()) {
            return Err(PolicyFault::DuplicateKey(key.name().to_owned()));
        }
        self.define(name, Member::Witness(self.witnesses.len()))?;
        self.witnesses.push(WitnessLine { name: name.to_vec(), key, url });
        Ok(())
    }

    fn group(&mut self, name: &[u8], needed: &[u8], members: &[&[u8]]) -> Result<(), PolicyFault> {
        if members.is_empty() {
            return Err(PolicyFault::Words("group"));
        }
        let needed = threshold(needed, members.len())?;
        let mut found = Vec::with_capacity(members.len());
        for member in members {
            found.push(*self.names.get(*member).ok_or_else(|| PolicyFault::Undefined(text(member)))?);
            if !self.members.insert(member.to_vec()) {
                return Err(PolicyFault::Member(text(member)));
            }
        }
        self.define(name, Member::Group(self.groups.len()))?;
        self.groups.push(Group { name: name.to_vec(), needed, members: found });
        Ok(())
    }

    fn quorum(&mut self, name: &[u8]) -> Result<(), PolicyFault> {
        if self.quorum.is_some() {
            return Err(PolicyFault::SecondQuorum);
        }
        let member = self.names.get(name).map(|member| Quorum::Of(*member));
        let nobody = (name == b"none").then_some(Quorum::Nobody);
        self.quorum = Some(member.or(nobody).ok_or_else(|| PolicyFault::Undefined(text(name)))?);
        Ok(())
    }

    /// Takes a name; witnesses and groups share them.
    fn define(&mut self, name: &[u8], member: Member) -> Result<(), PolicyFault> {
        if name == b"none" || self.names.insert(name.to_vec(), member).is_some() {
            return Err(PolicyFault::Taken(text(name)));
        }
        Ok(())
    }
}

/// A key of the type that a line asks for.
fn read_key(word: &[u8], algorithm: Algorithm) -> Result<VerifierKey, PolicyFault> {
    let key = std::str::from_utf8(word).map_err(|_| NoteError::VerifierKey(text(word)))?;
    let key = VerifierKey::parse(key)?;
    if key.algorithm() == algorithm { Ok(key) } else { Err(NoteError::Algorithm(key.algorithm().byte()).into()) }
}

/// The URL at the end of a line, if any.
fn optional(words: &[&[u8]], line: &'static str) -> Result<Option<Vec<u8>>, PolicyFault> {
    match words {
        [] => Ok(None),
        [url] => Ok(Some(url.to_vec())),
        _ => Err(PolicyFault::Words(line)),
    }
}

/// How many of `count` members: `any`, `all` or a decimal number.
fn threshold(word: &[u8], count: usize) -> Result<usize, PolicyFault> {
    let digits = || std::str::from_utf8(word).ok().filter(|word| word.bytes().all(|byte| byte.is_ascii_digit()));
    let needed = match word {
        b"any" => Some(1),
        b"all" => Some(count),
        _ => digits().and_then(|digits| digits.parse().ok()),
    };
    needed.filter(|needed| (1..=count).contains(needed)).ok_or_else(|| PolicyFault::Threshold(text(word)))
}
