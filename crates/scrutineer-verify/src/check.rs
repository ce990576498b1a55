//! The three verifications: files in, an outcome out.

use std::fs;
use std::io::{self, IsTerminal, Write};
use std::path::Path;

use serde_json::{Value, json};
use tlog::folder::Folder;
use tlog::policy::Policy;
use tlog::proof::LogProof;
use tlog::{SignedCheckpoint, VerifierKey, verify};

use crate::args::{Job, What};
use crate::outcome::{Failure, Verified};

/// Verifies what the job names.
pub fn run(job: &Job) -> Result<Verified, Failure> {
    let key = VerifierKey::parse(&job.key).map_err(|e| Failure::new(e.code(), &e, e.remedy()).usage())?;
    let policy = match &job.policy {
        None => Policy::none(),
        Some(path) => Policy::parse(&read(path)?).map_err(|e| Failure::new(e.code(), &e, e.remedy()).untried())?,
    };
    match job.what {
        What::Log => log(&job.path, &key, &policy, job.json),
        What::Proof => proof(job, &key, &policy),
        What::Checkpoint => checkpoint(&job.path, &key, &policy),
    }
}

/// A whole log in a folder.
fn log(path: &Path, key: &VerifierKey, policy: &Policy, quiet: bool) -> Result<Verified, Failure> {
    let folder = Folder::new(path);
    let bytes = read(&path.join("checkpoint"))?;
    let mut meter = Meter { shown: !quiet && io::stderr().is_terminal(), percent: None };
    let outcome = verify::log(&folder, &bytes, key, policy, &mut |done, all| meter.tell(done, all));
    meter.clear();
    let report = outcome.map_err(|e| Failure::new(e.code(), &e, e.remedy()).at(e.path(), e.entry()))?;
    Ok(Verified { text: report.to_string(), json: json!({"log": report}) })
}

/// A receipt and its entry.
fn proof(job: &Job, key: &VerifierKey, policy: &Policy) -> Result<Verified, Failure> {
    let proof = LogProof::parse(&read(&job.path)?).map_err(|e| Failure::new(e.code(), &e, e.remedy()))?;
    let (entry, from) = match (&job.entry, &proof.extra) {
        (Some(path), _) => (read(path)?, "the file given"),
        (None, Some(extra)) => (extra.clone(), "the receipt itself"),
        (None, None) => {
            return Err(Failure::new(
                "VERIFY-NO-ENTRY",
                &"the receipt does not have its entry in it",
                "Give the entry's file with `--entry`.",
            )
            .usage());
        }
    };
    let proven = proof.verify(&entry, key, policy).map_err(|e| Failure::new(e.code(), &e, e.remedy()))?;
    let text = format!("The entry ({} bytes, from {from}) is {proven}", entry.len());
    Ok(Verified { text, json: json!({"proof": proven}) })
}

/// A checkpoint alone.
fn checkpoint(path: &Path, key: &VerifierKey, policy: &Policy) -> Result<Verified, Failure> {
    let signed = SignedCheckpoint::parse(&read(path)?).map_err(|e| Failure::new(e.code(), &e, e.remedy()))?;
    signed.verify(key).map_err(|e| Failure::new(e.code(), &e, e.remedy()))?;
    let met = policy.check(&signed).map_err(|e| Failure::new(e.code(), &e, e.remedy()))?;
    let head = signed.checkpoint();
    let text = format!("The log `{}` signed its tree of {} entries with the root {}.{met}", head.origin(), head.size(), head.root());
    let json: Value = json!({"origin": head.origin(), "size": head.size(), "root": head.root(), "cosignatures": met.cosignatures});
    Ok(Verified { text, json: json!({"checkpoint": json}) })
}

/// A file, or why it cannot be read.
fn read(path: &Path) -> Result<Vec<u8>, Failure> {
    fs::read(path).map_err(|error| {
        let message = format!("`{}` cannot be read: {error}", path.display());
        Failure::new("VERIFY-FILE", &message, "Check the path and that the file may be read.")
            .at(&path.display().to_string(), None)
            .untried()
    })
}

/// Per cent done, on one line of a terminal.
struct Meter {
    shown: bool,
    percent: Option<u64>,
}

impl Meter {
    fn tell(&mut self, done: u64, all: u64) {
        let percent = done.saturating_mul(100) / all.max(1);
        if self.shown && self.percent.replace(percent) != Some(percent) {
            let _ = write!(io::stderr(), "\r{percent}% of {all} entries");
        }
    }

    fn clear(&self) {
        if self.shown && self.percent.is_some() {
            let _ = write!(io::stderr(), "\r\x1b[K");
        }
    }
}
