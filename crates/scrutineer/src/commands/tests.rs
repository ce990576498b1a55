//! `scrutineer tests`: what each test asks, how far it can be trusted, where it comes from.

use std::fmt::Write;

use forensics::about::{About, Role};
use forensics::references;
use forensics::table::METHODS;
use publish::texts::{Locale, Texts};

use crate::cli::Json;
use crate::screen::{answer, json};

/// Runs the command.
pub fn run(args: &Json) {
    let texts = Texts::new(Locale::En);
    if args.json {
        let all: Vec<_> = METHODS.iter().map(|m| document(m.about(), &texts)).collect();
        json(&serde_json::json!({ "tests": all }));
    } else {
        let all: Vec<_> = METHODS.iter().map(|m| text(m.about(), &texts)).collect();
        answer(&all.join("\n"));
    }
}

fn role(role: Role) -> &'static str {
    match role {
        Role::Test => "test: has a p-value and may flag",
        Role::Estimate => "estimate: gives a size with an interval, never flags",
        Role::Display => "display: describes, never flags",
        Role::Check => "exact check: flags what cannot be right",
    }
}

fn text(about: &About, texts: &Texts) -> String {
    let name = about.name;
    let mut text = format!("{name}: {}\n", texts.plain(&format!("test-{name}-title")));
    let _ = writeln!(text, "  {}", texts.plain(&format!("test-{name}-about")));
    let _ = writeln!(text, "  {}; at least {} stations", role(about.role), about.least_stations);
    for caveat in about.caveats {
        let _ = writeln!(text, "  caution: {}", texts.plain(&format!("caveat-{caveat}")));
    }
    for source in about.sources {
        let _ = writeln!(text, "  source: {source}");
    }
    text
}

fn document(about: &About, texts: &Texts) -> serde_json::Value {
    let name = about.name;
    let caveats: Vec<_> = about.caveats.iter().map(|c| texts.plain(&format!("caveat-{c}"))).collect();
    let clean: Vec<_> = about
        .statistics
        .iter()
        .flat_map(|s| references::of(name, s.name).into_iter().map(move |(election, value)| (election, s.name, value)))
        .map(|(election, statistic, value)| serde_json::json!({ "election": election, "statistic": statistic, "value": value }))
        .collect();
    serde_json::json!({
        "test": name,
        "title": texts.plain(&format!("test-{name}-title")),
        "about": texts.plain(&format!("test-{name}-about")),
        "role": about.role,
        "least_stations": about.least_stations,
        "statistics": about.statistics,
        "caveats": caveats,
        "sources": about.sources,
        "clean_elections": clean,
    })
}
