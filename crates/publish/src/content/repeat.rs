//! How to repeat the examination.

use std::fmt::Write as _;

use super::Desk;
use super::model::{Block, Section};
use crate::{MappingHow, numbers};

/// The section.
pub(super) fn section(desk: &Desk<'_>) -> Section {
    let section = Section::new("repeat", desk.plain("repeat-title"))
        .with(Block::Para { text: desk.plain("repeat-about") })
        .with(Block::Command { text: command(desk) })
        .with(Block::Terms { terms: terms(desk) });
    let explanations = &desk.input.mapping.explanations;
    if explanations.is_empty() {
        return section;
    }
    let blocks = vec![Block::List { items: explanations.clone() }];
    section.with(Block::Details { summary: desk.plain("mapping-explanations"), blocks })
}

/// The command line, for a shell: a file can have any name.
fn command(desk: &Desk<'_>) -> String {
    let input = desk.input;
    if input.planted.is_some() {
        return format!("scrutineer demo --seed {}", input.seed);
    }
    let mut command = format!("scrutineer examine {}", quoted(&input.release.source.name));
    if input.mapping.how != MappingHow::Guessed {
        let _ = write!(command, " --mapping {}", quoted(&input.mapping.name));
    }
    if input.limited.options {
        for &option in &input.examination.options {
            let _ = write!(command, " --option {}", quoted(desk.names.option(option)));
        }
    }
    if input.limited.tests {
        let _ = write!(command, " --tests {}", input.examination.methods.join(","));
    }
    if let Some(depth) = input.limited.depth {
        let _ = write!(command, " --depth {depth}");
    }
    format!("{command} --seed {} --out report", input.seed)
}

/// A word for a POSIX shell, on one line: what would end the line or steer a terminal becomes a space.
pub(crate) fn quoted(word: &str) -> String {
    let word: String = word.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
    let safe = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '_' | '-' | '/');
    if !word.is_empty() && !word.starts_with('-') && word.chars().all(safe) { word } else { format!("'{}'", word.replace('\'', "'\\''")) }
}

fn terms(desk: &Desk<'_>) -> Vec<(String, String)> {
    let input = desk.input;
    let (source, basis) = (&input.release.source, &input.release.accounts.basis);
    let mapping = match input.mapping.how {
        MappingHow::Given => "mapping-given",
        MappingHow::Shipped => "mapping-shipped",
        MappingHow::Guessed => "mapping-guessed",
    };
    let derived = [("registered", &basis.registered), ("issued", &basis.issued), ("found", &basis.found), ("valid", &basis.valid)];
    let derived: Vec<String> = derived.iter().filter(|(_, b)| !b.is_empty()).map(|(name, b)| format!("{name} = {b}")).collect();
    let mut terms = vec![
        (desk.plain("repeat-version"), input.version.to_owned()),
        (desk.plain("repeat-seed"), input.seed.to_string()),
        (desk.plain("repeat-mapping"), desk.say(mapping, &[("name", input.mapping.name.as_str().into())])),
        (desk.plain("repeat-basis"), if derived.is_empty() { numbers::NONE.to_owned() } else { derived.join("; ") }),
    ];
    if !source.sha256.is_empty() {
        terms.push((desk.plain("repeat-file"), source.name.clone()));
        terms.push((desk.plain("repeat-size"), desk.say("repeat-bytes", &[("bytes", source.bytes.into())])));
        terms.push((desk.plain("repeat-sha"), source.sha256.clone()));
    }
    terms
}

#[cfg(test)]
mod tests {
    use super::quoted;

    #[test]
    fn a_hostile_file_name_stays_one_word() {
        assert_eq!(quoted("2018.csv.zip"), "2018.csv.zip");
        assert_eq!(quoted("a b; rm -rf /'x'"), "'a b; rm -rf /'\\''x'\\'''");
        assert_eq!(quoted("--help"), "'--help'");
        assert_eq!(quoted("a\nrm -rf /\u{1b}"), "'a rm -rf / '");
    }
}
