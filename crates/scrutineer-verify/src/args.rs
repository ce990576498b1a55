//! The command line. Three commands and five options need no library: of ours the program depends on `tlog` alone.

use std::path::PathBuf;

/// What `--help` prints.
pub const HELP: &str = "\
Verifies a tamper-evident log offline.

  scrutineer-verify log DIR --key KEY [--policy FILE] [--json]
      every entry, every tile, the root and the signatures of a log in a folder
  scrutineer-verify proof FILE.tlog-proof --key KEY [--policy FILE] [--entry FILE] [--json]
      that an entry is in the log; the entry is FILE, or stands in the receipt
  scrutineer-verify checkpoint FILE --key KEY [--policy FILE] [--json]
      that the log signed a checkpoint, and which witnesses cosigned it

  --key KEY      the log's public key, such as 'example.org/log+0a1b2c3d+AV...'
  --policy FILE  which witnesses must have cosigned (c2sp.org/tlog-policy)
  --entry FILE   the entry's exact bytes
  --json         one line of JSON instead of sentences

Exit status: 0 verified, 1 does not verify, 2 the command was not understood.
";

/// What to verify.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum What {
    /// A whole log in a folder.
    Log,
    /// A receipt.
    Proof,
    /// A checkpoint.
    Checkpoint,
}

/// One thing to verify, and with what.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Job {
    /// What it is.
    pub what: What,
    /// The file or folder.
    pub path: PathBuf,
    /// The log's key, as given.
    pub key: String,
    /// The policy file.
    pub policy: Option<PathBuf>,
    /// The entry's file.
    pub entry: Option<PathBuf>,
    /// Whether to answer in JSON.
    pub json: bool,
}

/// What the command line asks for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Request {
    /// The help.
    Help,
    /// The version.
    Version,
    /// A verification.
    Check(Job),
}

/// Reads the words after the program's name; the error is a sentence.
pub fn parse(words: &[String]) -> Result<Request, String> {
    if words.iter().any(|word| word == "--help" || word == "-h" || word == "help") {
        return Ok(Request::Help);
    }
    if words.iter().any(|word| word == "--version" || word == "-V") {
        return Ok(Request::Version);
    }
    let (first, rest) = words.split_first().ok_or("say what to verify: `log`, `proof` or `checkpoint`")?;
    let what = match first.as_str() {
        "log" => What::Log,
        "proof" => What::Proof,
        "checkpoint" => What::Checkpoint,
        other => return Err(format!("`{other}` is not `log`, `proof` or `checkpoint`")),
    };
    let given = options(rest)?;
    let path = given.path.ok_or_else(|| format!("`{first}` needs a file or folder to verify"))?;
    let key = given.key.ok_or("give the log's public key with `--key`; its owner publishes it")?;
    if given.entry.is_some() && what != What::Proof {
        return Err("`--entry` belongs to `proof`".to_owned());
    }
    Ok(Request::Check(Job {
        what,
        path: path.into(),
        key,
        policy: given.policy.map(Into::into),
        entry: given.entry.map(Into::into),
        json: given.json,
    }))
}

/// Options as they were found.
#[derive(Default)]
struct Given {
    path: Option<String>,
    key: Option<String>,
    policy: Option<String>,
    entry: Option<String>,
    json: bool,
}

/// Everything after the command.
fn options(words: &[String]) -> Result<Given, String> {
    let mut given = Given::default();
    let mut words = words.iter();
    while let Some(word) = words.next() {
        if word == "--json" {
            given.json = true;
            continue;
        }
        let (name, attached) = match word.split_once('=') {
            Some((name, value)) if name.starts_with("--") => (name, Some(value.to_owned())),
            _ => (word.as_str(), None),
        };
        let place = match name {
            "--key" => &mut given.key,
            "--policy" => &mut given.policy,
            "--entry" => &mut given.entry,
            _ if name.starts_with('-') => return Err(format!("there is no option `{name}`")),
            _ => {
                if given.path.replace(word.clone()).is_some() {
                    return Err(format!("`{word}` is one file too many"));
                }
                continue;
            }
        };
        let value = attached.or_else(|| words.next().cloned()).ok_or_else(|| format!("`{name}` needs a value"))?;
        if place.replace(value).is_some() {
            return Err(format!("`{name}` is given twice"));
        }
    }
    Ok(given)
}
