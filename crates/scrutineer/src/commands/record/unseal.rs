//! `scrutineer unseal`: opens the private block of a submission, or the sealed original of an attachment. It is opened and held against
//! the record first, then the log says that it is opened, and only then is it shown: an entry that says "opened" when nothing could be
//! would be wrong, and so would showing what no entry speaks of.

use std::fs::{self, File, OpenOptions};
use std::io::{self, Write};
use std::os::unix::fs::OpenOptionsExt;
use std::path::Path;

use evidence::VaultKey;
use reqwest::Method;
use serde_json::value::RawValue;
use serde_json::{Value, json};
use server::opening;

use super::running::{self, Running};
use super::{open, vault, wait};
use crate::cli::Unseal;
use crate::commands::log::print;
use crate::failure::Failure;
use crate::screen::tell;

/// Runs the command.
pub fn run(args: &Unseal) -> Result<(), Failure> {
    wait(async {
        let (dir, store) = open(&args.place).await?;
        let key = vault::key(&dir, &*store, &args.key).await?;
        // The place to write to is there before the log says anything.
        let mut file = args.out.as_deref().map(create).transpose()?;
        let opened = running::with(&args.place, async |server| {
            let content = match args.attachment {
                None if args.observer.is_some() => identity(args, &key, server).await?,
                None => block(args, &key, server).await?,
                Some(index) => original(args, index, &key, server).await?,
            };
            let body = json!({"reason": args.reason, "who": args.who}).to_string();
            let path = format!("{}/openings", subject(args));
            let entry = server.send(server.request(Method::POST, &path).body(body)).await?;
            Ok((serde_json::from_slice::<Value>(&entry).unwrap_or_default(), content))
        });
        match (opened.await, &mut file) {
            (Ok((entry, content)), Some((file, path))) => save(args, &entry, &content, file, path),
            (Ok((entry, content)), None) => say(args, &entry, &content),
            (Err(failure), Some((_, path))) => {
                // It is empty, and this command made it.
                let _ = fs::remove_file(path);
                Err(failure)
            }
            (Err(failure), None) => Err(failure),
        }
    })
}

/// The address of what is opened.
fn subject(args: &Unseal) -> String {
    match &args.observer {
        Some(observer) => format!("/api/v1/observers/{observer}"),
        None => format!("/api/v1/submissions/{}", args.id.unwrap_or_default()),
    }
}

/// The name of what is opened.
fn name(args: &Unseal) -> String {
    args.observer.clone().unwrap_or_else(|| args.id.unwrap_or_default().to_string())
}

/// Who an observer is. The entry commits to the sealed block by its hash, which `doctor` checks.
async fn identity(args: &Unseal, key: &VaultKey, server: &Running) -> Result<Vec<u8>, Failure> {
    let sealed = server.send(server.request(Method::GET, &format!("{}/sealed", subject(args)))).await?;
    key.open(&sealed).map_err(|e| vault::failure(&e))
}

/// The private block, where it is the one that the payload commits to.
async fn block(args: &Unseal, key: &VaultKey, server: &Running) -> Result<Vec<u8>, Failure> {
    let path = subject(args);
    let sealed = server.send(server.request(Method::GET, &format!("{path}/sealed"))).await?;
    let payload = server.send(server.request(Method::GET, &format!("{path}/payload"))).await?;
    let plain = key.open(&sealed).map_err(|e| vault::failure(&e))?;
    let committed = opening::private_commitment(&payload).ok_or_else(altered)?;
    let content = store::prepare::opened(&plain, &committed).ok_or_else(altered)?;
    if args.json && serde_json::from_slice::<&RawValue>(&content).is_err() {
        return Err(Failure::refused("UNSEAL-FORM", "the block is not JSON", "Leave `--json` out to see it as it is."));
    }
    Ok(content)
}

/// The original of an attachment, where it has the hash that the record has.
async fn original(args: &Unseal, index: u64, key: &VaultKey, server: &Running) -> Result<Vec<u8>, Failure> {
    let path = subject(args);
    let whole = server.send(server.request(Method::GET, &path)).await?;
    let whole: Value = serde_json::from_slice(&whole).unwrap_or_default();
    let listed = whole["attachments"].as_array().and_then(|all| all.iter().find(|one| one["index"] == index));
    let listed = listed.ok_or_else(|| {
        let remedy = "`GET /api/v1/submissions/ID` lists its attachments, each with its `index`.";
        Failure::usage("UNSEAL-ATTACHMENT", format!("the submission has no attachment {index}"), remedy)
    })?;
    let sealed = server.send(server.request(Method::GET, &format!("{path}/attachments/{index}/original"))).await?;
    let content = key.open(&sealed).map_err(|e| vault::failure(&e))?;
    let sha256 = listed["sha256"].as_str().unwrap_or_default();
    if opening::is_original(&content, sha256) { Ok(content) } else { Err(altered()) }
}

fn altered() -> Failure {
    Failure::refused(
        "UNSEAL-ALTERED",
        "it opens, but is not what the entry commits to",
        "Keep everything as it is and run `scrutineer doctor`.",
    )
}

fn say(args: &Unseal, entry: &Value, content: &[u8]) -> Result<(), Failure> {
    let text = String::from_utf8_lossy(content).into_owned();
    if args.json {
        let wrong = |_| Failure::refused("UNSEAL-FORM", "the block is not JSON", "Leave `--json` out to see it as it is.");
        let content = RawValue::from_string(text).map_err(wrong)?;
        print(&json!({"id": name(args), "entry": entry["index"], "private": content}));
    } else {
        tell(&format!("{text}\n"));
    }
    Ok(())
}

/// A file for its owner alone that is not there yet.
fn create(path: &Path) -> Result<(File, &Path), Failure> {
    let made = OpenOptions::new().create_new(true).write(true).mode(0o600).open(path);
    made.map(|file| (file, path)).map_err(|e| unwritten(path, &e))
}

fn unwritten(path: &Path, error: &io::Error) -> Failure {
    let remedy = "Choose a file that is not there yet, in a folder that may be written and has room.";
    Failure::refused("FILE-WRITE", format!("{} cannot be written: {error}", path.display()), remedy)
}

fn save(args: &Unseal, entry: &Value, content: &[u8], file: &mut File, path: &Path) -> Result<(), Failure> {
    file.write_all(content).and_then(|()| file.sync_all()).map_err(|e| unwritten(path, &e))?;
    if args.json {
        print(&json!({"id": name(args), "entry": entry["index"], "attachment": args.attachment, "file": path, "length": content.len()}));
    } else {
        tell(&format!("{}: {} bytes, as they came in. Entry {} says that it was opened.\n", path.display(), content.len(), entry["index"]));
    }
    Ok(())
}
