//! `scrutineer controls`: what is checked, and whether a file of own controls is well formed.

use std::fmt::Write;
use std::path::Path;

use count::ControlSet;
use count::controls::Rule;

use crate::cli::Controls;
use crate::commands::{file_name, read_text};
use crate::failure::Failure;
use crate::screen::{answer, json};

/// Runs the command.
pub fn run(args: &Controls) -> Result<(), Failure> {
    let set = match &args.file {
        Some(path) => read(path)?,
        None => ControlSet::standard(),
    };
    if args.json {
        json(&set.controls);
        return Ok(());
    }
    let mut text = String::new();
    for control in &set.controls {
        let rule = match &control.rule {
            Rule::Station { source, .. } => source.as_str(),
            Rule::Totals => "every published total = sum of its stations",
            Rule::Shares => "every published percentage follows from the votes",
        };
        let _ = writeln!(text, "{} [{:?}] {}\n    {rule}\n    origin: {}", control.id, control.level, control.message, control.origin);
    }
    answer(&text);
    Ok(())
}

/// Reads a file of controls; every error is shown with its line and the place it points at.
pub fn read(path: &Path) -> Result<ControlSet, Failure> {
    let text = read_text(path)?;
    ControlSet::parse(&text, &file_name(path)).map_err(|errors| {
        let shown: Vec<_> = errors.iter().map(|e| format!("{}\n{}", e.rendered.trim_end(), e.remedy)).collect();
        let code = errors.first().map_or("CONTROLS", |e| e.code);
        Failure::refused(code, format!("{} cannot be used\n{}", file_name(path), shown.join("\n")), "Correct the places named above.")
    })
}
