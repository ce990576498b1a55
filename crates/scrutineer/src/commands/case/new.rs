//! `scrutineer case new`: the skeleton of a case.

use std::fs;
use std::path::Path;

use crate::cli::NewCase;
use crate::commands::file_name;
use crate::failure::Failure;
use crate::screen::{Screen, answer, json};

/// Runs the command.
pub fn run(args: &NewCase, _screen: Screen) -> Result<(), Failure> {
    let dir = &args.dir;
    let failed = |e: std::io::Error| {
        Failure::refused("FILE-WRITE", format!("{} cannot be written: {e}", dir.display()), "Choose a folder that may be written.")
    };
    if dir.exists() && fs::read_dir(dir).map_err(failed)?.next().is_some() {
        let message = format!("{} is there already and is not empty", dir.display());
        return Err(Failure::refused("CASE-NEW-TAKEN", message, "Choose another folder; nothing was written."));
    }
    let files = intake::case::skeleton(&id(dir));
    for (name, content) in &files {
        let path = dir.join(name);
        if let Some(folder) = path.parent() {
            fs::create_dir_all(folder).map_err(failed)?;
        }
        fs::write(path, content).map_err(failed)?;
    }
    if args.json {
        let names: Vec<&String> = files.iter().map(|(name, _)| name).collect();
        json(&serde_json::json!({ "dir": dir, "files": names }));
        return Ok(());
    }
    // The next command can be copied as it stands, whatever the folder is called.
    let name = dir.display().to_string();
    let shown = if name.contains(char::is_whitespace) { format!("'{name}'") } else { name };
    answer(&format!(
        "{shown} holds {} files, each with its columns explained. Put what is known in place of the examples, then\n    scrutineer case check {shown}\n",
        files.len()
    ));
    Ok(())
}

/// An id from the name of the folder: letters, digits and hyphens.
fn id(dir: &Path) -> String {
    let name = file_name(dir).to_lowercase();
    let mapped: String = name.chars().map(|c| if c.is_ascii_alphanumeric() { c } else { '-' }).collect();
    let id = mapped.trim_matches(|c: char| c == '-' || c.is_ascii_digit()).to_owned();
    if id.is_empty() { "my-case".to_owned() } else { id.chars().take(60).collect() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_folder_gives_the_id() {
        let of = |name: &str| id(Path::new(name));
        assert_eq!([of("Kazakhstan 2005"), of("cases/a_b"), of("2005"), of("Алматы")], ["kazakhstan", "a-b", "my-case", "my-case"]);
    }
}
