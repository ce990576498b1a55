//! The commands, one file each, and what they share: reading a file of results.

pub mod bench;
pub mod case;
pub mod check;
pub mod claims;
pub mod controls;
pub mod demo;
pub mod examine;
pub mod journal;
pub mod log;
pub mod mapping;
pub mod percentages;
pub mod record;
pub mod references;
pub mod tabulate;
pub mod tests;
pub mod witness;

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Mutex;

use domain::{Problem, Release, RowAccount};
use intake::{How, IntakeError, Mapping, MappingUsed, Phase, Progress};
use publish::{MappingHow, MappingNote};

use crate::cli::Source;
use crate::failure::Failure;
use crate::screen::{Screen, thousands};

/// Most problems shown on the screen; JSON has all of them.
const SHOWN: usize = 20;

/// A release with how its columns were understood.
pub struct Loaded {
    /// The results.
    pub release: Release,
    /// The mapping, for the report.
    pub mapping: MappingNote,
}

/// Reads a file of results, with a bar, and tells the person what became of its rows.
pub fn load(source: &Source, screen: Screen) -> Result<Loaded, Failure> {
    let mapping = chosen_mapping(source)?;
    let (release, used) =
        with_bar(screen, |progress| intake::read_results(&source.file, mapping.as_ref(), progress)).map_err(|e| refused(&e))?;
    tell_mapping(&used, screen);
    tell_rows(&release, screen);
    let rows = &release.rows;
    if rows.refused > 0 && (source.strict || rows.used == 0) {
        return Err(Failure::refused(
            "INTAKE-ROWS-REFUSED",
            refusal(rows, screen),
            "Correct the cells named above, or mend the mapping; `--json` lists every one of them.",
        )
        .with_rows(rows.clone()));
    }
    Ok(Loaded { mapping: note(&used), release })
}

/// What is wrong with the rows; the rows themselves too where the notes that named them were not wanted.
fn refusal(rows: &RowAccount, screen: Screen) -> String {
    let mut message = format!("{} of {} rows were refused", thousands(rows.refused), thousands(rows.total()));
    if screen.quiet {
        for problem in rows.problems.iter().take(SHOWN) {
            message += "\n";
            message += &describe(problem);
        }
    }
    message
}

fn chosen_mapping(source: &Source) -> Result<Option<Mapping>, Failure> {
    let beside = beside(&source.file);
    let Some(path) = source.mapping.as_ref().or_else(|| beside.exists().then_some(&beside)) else { return Ok(None) };
    // A shipped mapping can be asked for by its name.
    if let (false, Some(shipped)) = (path.exists(), Mapping::shipped().iter().find(|m| Path::new(m.name()) == path.as_path())) {
        return Ok(Some(shipped.clone()));
    }
    let text = read_text(path).map_err(|failure| {
        let names: Vec<_> = Mapping::shipped().iter().map(Mapping::name).collect();
        let remedy = format!("Give a file, or the name of a shipped mapping: {}", names.join(", "));
        Failure { remedy, ..failure }
    })?;
    Mapping::parse(&text, &file_name(path)).map(Some).map_err(|errors| refused(&IntakeError::Mapping(errors)))
}

fn beside(file: &Path) -> PathBuf {
    let mut name = file.as_os_str().to_owned();
    name.push(".mapping.toml");
    PathBuf::from(name)
}

/// Reads a small text file that the user names.
pub fn read_text(path: &Path) -> Result<String, Failure> {
    fs::read_to_string(path).map_err(|e| {
        Failure::refused("FILE-OPEN", format!("{} cannot be read: {e}", path.display()), "Check the path and that the file is UTF-8 text.")
    })
}

/// The name of a file without its folder.
pub fn file_name(path: &Path) -> String {
    path.file_name().map_or_else(|| path.display().to_string(), |n| n.to_string_lossy().into_owned())
}

/// A file that intake refuses, as a failure of the command.
pub fn refused(error: &IntakeError) -> Failure {
    let message = match error {
        // Each error of a mapping has a remedy of its own.
        IntakeError::Mapping(errors) => errors.0.iter().map(|e| format!("{e}. {}", e.remedy())).collect::<Vec<_>>().join("\n"),
        _ => error.to_string(),
    };
    Failure::refused(error.code(), message, error.remedy())
}

fn with_bar<T>(screen: Screen, read: impl FnOnce(&(dyn Fn(Progress) + Sync)) -> T) -> T {
    let bar = screen.bytes("reading", 0);
    let phase = Mutex::new(Phase::Opening);
    let result = read(&|p: Progress| {
        let Ok(mut now) = phase.lock() else { return };
        if *now != p.phase {
            *now = p.phase;
            bar.set_message(match p.phase {
                Phase::Opening => "opening",
                Phase::Unpacking => "unpacking",
                Phase::Rows => "reading rows",
                Phase::Building => "ordering stations",
            });
            bar.set_position(0);
        }
        bar.set_length(p.total);
        bar.set_position(bar.position().max(p.done));
    });
    bar.finish_and_clear();
    result
}

fn tell_mapping(used: &MappingUsed, screen: Screen) {
    match used.how {
        How::Given => screen.note(&format!("mapping: {}", used.name)),
        How::Shipped => screen.note(&format!("mapping: {} (it comes with Scrutineer and fits the file)", used.name)),
        How::Guessed => {
            screen.note("mapping: guessed from headers and figures; `scrutineer mapping guess FILE` shows and explains it");
            for doubt in &used.doubts {
                screen.note(&format!("  look at this: {doubt}"));
            }
        }
    }
}

fn tell_rows(release: &Release, screen: Screen) {
    let rows = &release.rows;
    screen.note(&format!(
        "rows: {} used, {} left out by rule, {} refused",
        thousands(rows.used),
        thousands(rows.left_out_rows()),
        thousands(rows.refused)
    ));
    for left in &rows.left_out {
        screen.note(&format!("  left out {}: {}", thousands(left.rows), left.reason));
    }
    for problem in rows.problems.iter().take(SHOWN) {
        screen.note(&describe(problem));
    }
    if rows.problems.len() > SHOWN {
        let more = (rows.problems.len() - SHOWN) as u64;
        screen.note(&format!("  and {} more; `--json` lists all of them", thousands(more)));
    }
}

pub fn describe(p: &Problem) -> String {
    // A problem of a whole file has no line.
    let line = if p.line == 0 { String::new() } else { format!(":{}", p.line) };
    let column = p.column.as_ref().map_or_else(String::new, |c| format!(", column \"{c}\""));
    let value = p.value.as_ref().map_or_else(String::new, |v| format!(", value \"{v}\""));
    format!("  {}{line}{column}{value}: {} {}", p.file, p.message, p.remedy)
}

fn note(used: &MappingUsed) -> MappingNote {
    let how = match used.how {
        How::Given => MappingHow::Given,
        How::Shipped => MappingHow::Shipped,
        How::Guessed => MappingHow::Guessed,
    };
    let explanation = |e: &intake::Explanation| match &e.column {
        Some(column) => format!("{} = \"{column}\": {} ({})", e.what, e.why, e.confidence.name()),
        None => format!("{}: {} ({})", e.what, e.why, e.confidence.name()),
    };
    MappingNote {
        name: used.name.clone(),
        how,
        explanations: used.explanations.iter().map(explanation).collect(),
        doubts: used.doubts.clone(),
    }
}
