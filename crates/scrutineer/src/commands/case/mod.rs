//! `scrutineer case`: folders that hold what each side said about an election, and what is known.

mod calendar;
mod check;
mod compare;
mod find;
mod law;
mod new;
mod shipped;
mod show;
mod source;
mod timeline;

use std::path::Path;

use ::claims::case::Case;
use intake::case::{CaseError, CaseFiles, CaseProblems, Read, read_case};
use jiff::civil::Date;
use jiff::tz::TimeZone;

use crate::cli::CaseAction;
use crate::failure::Failure;
use crate::screen::{Screen, visible};

/// Name of the case that the demo shows.
pub const DEMO: &str = "kazakhstan-2005";

/// Runs the command.
pub fn run(action: &CaseAction, screen: Screen) -> Result<(), Failure> {
    match action {
        CaseAction::New(args) => new::run(args, screen),
        CaseAction::Check(args) => check::run(args, screen),
        CaseAction::Show(args) => show::run(args, screen),
        CaseAction::Law(args) => law::run(args, screen),
        CaseAction::Calendar(args) => calendar::run(args, screen),
        CaseAction::Timeline(args) => timeline::run(args, screen),
        CaseAction::Find(args) => find::run(args, screen),
        CaseAction::Compare(args) => compare::run(args, screen),
        CaseAction::Source(args) => source::run(args, screen),
    }
}

/// Reads a case from its folder, or one that comes with Scrutineer by its name. What deserves a second look is told by `case check`.
pub fn load(dir: &Path, screen: Screen) -> Result<Case, Failure> {
    let read = read(dir)?;
    match read.warnings.len() {
        0 => {}
        1 => screen.note("1 thing in this case deserves a second look: `scrutineer case check` tells."),
        n => screen.note(&format!("{n} things in this case deserve a second look: `scrutineer case check` tells.")),
    }
    Ok(read.case)
}

/// The same with what deserves a second look.
fn read(dir: &Path) -> Result<Read, Failure> {
    read_case(&files(dir)?).map_err(|problems| refused(dir, problems))
}

fn files(dir: &Path) -> Result<CaseFiles, Failure> {
    let shipped = || dir.to_str().and_then(shipped::files);
    // A folder of the user's goes before a case of the same name inside the binary.
    if !dir.exists()
        && let Some(files) = shipped()
    {
        return Ok(files);
    }
    CaseFiles::from_dir(dir).map_err(|e| {
        let mut failure = unreadable(&e);
        if !dir.exists() {
            failure.remedy =
                format!("Name the folder that holds case.toml, or a case that comes with Scrutineer: {}.", shipped::names().join(", "));
        }
        failure
    })
}

fn unreadable(error: &CaseError) -> Failure {
    Failure::refused(error.code(), error.to_string(), error.remedy())
}

/// Every mistake, for the screen and for JSON.
fn refused(dir: &Path, problems: CaseProblems) -> Failure {
    let CaseProblems(problems) = problems;
    let count = problems.len();
    let mistakes = if count == 1 { "1 mistake".to_owned() } else { format!("{count} mistakes") };
    let remedy =
        "Correct the places named above and check again; `scrutineer case new DIR` shows every file and column with its explanation.";
    Failure::refused("CASE-MISTAKES", format!("{} has {mistakes}", dir.display()), remedy).with_problems(problems)
}

/// The day to look from: the one asked for, else the one the case was closed on, else today in the commission's zone.
pub fn as_of(case: &Case, asked: Option<Date>) -> Date {
    asked.or(case.as_of).unwrap_or_else(|| {
        let zone = TimeZone::get(case.election.zone()).unwrap_or(TimeZone::UTC);
        jiff::Timestamp::now().to_zoned_datetime(zone).date()
    })
}

/// The line that says a case is invented; empty for the others.
pub fn mark(case: &Case) -> &'static str {
    if case.simulated { "SIMULATED: an invented case; nothing in it happened.\n" } else { "" }
}

/// CSV with a header, for `--csv`. Text that a spreadsheet would take for a formula is quoted as text.
pub fn csv_text(header: &[&str], rows: impl IntoIterator<Item = Vec<String>>) -> String {
    let guarded = |cell: String| {
        let cell = visible(&cell);
        if cell.starts_with(['=', '+', '-', '@', '\t', '\r']) { format!("'{cell}") } else { cell }
    };
    let mut out = csv::Writer::from_writer(Vec::new());
    // Writing to memory cannot fail.
    let _ = out.write_record(header);
    for row in rows {
        let _ = out.write_record(row.into_iter().map(guarded));
    }
    String::from_utf8(out.into_inner().unwrap_or_default()).unwrap_or_default()
}
