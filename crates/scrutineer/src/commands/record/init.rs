//! `scrutineer init`: an election from its files.

use std::fmt::Write;

use serde_json::json;
use server::connections::Patience;
use server::imports::Kind;
use server::init::{Init as Wanted, InitError, Initiated};
use server::{Options, Server};
use store::sequencer::Limits;

use super::serve::failure;
use super::wait;
use crate::cli::Init;
use crate::commands::log::print;
use crate::failure::Failure;
use crate::screen::{Screen, tell};

/// Megabytes of an attachment; nothing is attached here.
const LARGEST: u64 = 100_000_000;

/// Runs the command.
pub fn run(args: &Init, screen: Screen) -> Result<(), Failure> {
    let files = [
        (Kind::Stations, &args.stations),
        (Kind::Observers, &args.observers),
        (Kind::Staff, &args.staff),
        (Kind::Boundaries, &args.boundaries),
    ];
    let wanted = Wanted {
        organisation: args.organisation.clone(),
        election: args.election.clone(),
        day: args.day.clone(),
        country: args.country.clone(),
        simulated: args.simulated,
        options: args.options.clone(),
        files: files.into_iter().filter_map(|(kind, path)| Some((kind, path.clone()?))).collect(),
        administrator: args.administrator.clone(),
    };
    let options = Options {
        data_dir: args.place.data_dir.clone(),
        database: args.place.database.clone(),
        objects: None,
        listen: ([127, 0, 0, 1], 0).into(),
        name: None,
        witnesses: Vec::new(),
        largest_attachment: LARGEST,
        limits: Limits::default(),
        patience: Patience::default(),
        public_url: None,
        behind_proxy: false,
        tls: None,
    };
    let bar = screen.steps("set up", wanted.files.len() + 1);
    let done = wait(async {
        let server = Server::start(options).await.map_err(|e| failure(&e))?;
        let done = server.init(&wanted).await;
        server.end().await.map_err(|e| failure(&e))?;
        done.map_err(|e| refused(&e))
    });
    bar.finish_and_clear();
    told(args, &done?);
    Ok(())
}

fn refused(error: &InitError) -> Failure {
    let mut message = error.to_string();
    for problem in error.problems.iter().take(20) {
        let _ = write!(message, "\n  {problem}");
    }
    if error.problems.len() > 20 {
        let _ = write!(message, "\n  and {} more", error.problems.len() - 20);
    }
    Failure::refused(error.code, message, error.remedy.clone())
}

fn told(args: &Init, done: &Initiated) {
    let link = done.link.as_ref().map(|path| format!("{}{path}", args.public_url.trim_end_matches('/')));
    if args.json {
        let file = |(kind, path, counts): &(Kind, std::path::PathBuf, server::imports::Counts)| json!({"kind": kind, "file": path, "counts": counts});
        print(&json!({
            "organisation": done.organisation,
            "election": done.election,
            "files": done.files.iter().map(file).collect::<Vec<_>>(),
            "administrator": args.administrator,
            "link": link,
        }));
        return;
    }
    let mut text = format!("organisation  {}\n", done.organisation);
    if let Some(election) = &done.election {
        let _ = writeln!(text, "election      {election}");
    }
    for (kind, path, counts) in &done.files {
        let _ = writeln!(
            text,
            "{:13} {} new, {} changed, {} the same ({})",
            kind.word(),
            counts.new,
            counts.changed,
            counts.same,
            path.display()
        );
    }
    match link {
        Some(link) => {
            let _ = writeln!(
                text,
                "\nStart it:  scrutineer serve --data-dir {}\nThen {} chooses a password, once, within a week:  {link}",
                args.place.data_dir.display(),
                args.administrator
            );
        }
        None => {
            let _ = writeln!(text, "\nThe account {} was there already.", args.administrator);
        }
    }
    tell(&text);
}
