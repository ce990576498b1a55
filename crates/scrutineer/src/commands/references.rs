//! `scrutineer references` (hidden): how the tests behave on elections known to be clean, as TOML for `forensics`.

use count::{ControlSet, Params};
use forensics::examine::{Settings, examine};
use forensics::references::{File, Reference, compute};
use intake::Mapping;

use crate::cli::References;
use crate::commands::refused;
use crate::failure::Failure;
use crate::screen::answer;

/// Files and mappings of the reference elections.
const CLEAN: [(&str, &str); 3] = [
    ("georgia/parliament_2024.csv.gz", "ge-2024-parliament"),
    ("bolivia/final_count_2019.csv.gz", "bo-2019-final"),
    ("canada/polls_66111.csv.gz", "ca-polls"),
];

/// Runs the command.
pub fn run(args: &References) -> Result<(), Failure> {
    let mut reference = Vec::new();
    for (file, mapping) in CLEAN {
        let mapping = Mapping::shipped().iter().find(|m| m.name() == mapping);
        let (release, _) = intake::read_results(&args.data.join(file), mapping, &intake::progress::silent).map_err(|e| refused(&e))?;
        let checked = count::check(&release, &ControlSet::standard(), &Params::default());
        let examination = examine(&release, &checked, &Settings::default(), &|_| ());
        let election = &release.election;
        reference.push(Reference {
            election: election.id.clone(),
            title: election.title.clone(),
            source: election.source.clone(),
            tests: compute(&release, &examination),
        });
    }
    let text = toml::to_string_pretty(&File { reference })
        .map_err(|e| Failure::refused("OUTPUT", format!("the references cannot be written: {e}"), ""))?;
    answer(&format!("# Written by `scrutineer references`; a test computes it again.\n\n{text}"));
    Ok(())
}
