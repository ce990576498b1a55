//! `scrutineer percentages`: do published percentages follow from the votes, or from another release?

use std::fmt::Write;

use count::percentages::{Attribution, Basis, Decimal, Followed, Published, Version, VersionLine, attribute, follow};

use crate::cli::Percentages;
use crate::commands::{file_name, read_text};
use crate::failure::Failure;
use crate::screen::{Columns, answer, json, thousands};

/// The table of the user: one line an option.
struct Sheet {
    options: Vec<String>,
    published: Vec<Option<Decimal>>,
    releases: Vec<Version>,
}

/// Runs the command.
pub fn run(args: &Percentages) -> Result<(), Failure> {
    let sheet = read(&read_text(&args.file)?, &file_name(&args.file))?;
    let followed = sheet.releases.iter().find_map(|r| sheet.follow(r).map(|f| (r.name.clone(), f)));
    let pairs: Vec<(String, Decimal)> = sheet.options.iter().zip(&sheet.published).filter_map(|(o, p)| Some((o.clone(), (*p)?))).collect();
    let attribution = attribute(&pairs, &sheet.releases);
    if args.json {
        json(&serde_json::json!({
            "release": followed.as_ref().map(|f| &f.0), "followed": followed.as_ref().map(|f| &f.1), "attribution": attribution,
        }));
    } else {
        answer(&text(followed.as_ref(), &attribution));
    }
    Ok(())
}

impl Sheet {
    /// Holds the published percentages against the votes of one release, where it names the votes of every option.
    fn follow(&self, release: &Version) -> Option<Followed> {
        let total = release.total?;
        let line = |(i, option): (usize, &String)| {
            Some(Published { option: option.clone(), votes: release.lines[i].votes?, share: self.published[i] })
        };
        let lines: Option<Vec<Published>> = self.options.iter().enumerate().map(line).collect();
        Some(follow(&lines?, &[Basis { name: format!("votes of {}", release.name), total }]))
    }
}

/// Reads `option, published, NAME votes, NAME share, ...`: any number of releases, each with votes, shares or both.
fn read(text: &str, file: &str) -> Result<Sheet, Failure> {
    let wrong = |line: u64, column: &str, value: &str, what: &str| {
        let remedy = "Columns are: option, published, and for each release `NAME votes`, `NAME share` or both; percentages as 91.15.";
        Failure::refused("PERCENTAGES-TABLE", format!("{file}:{line}, column \"{column}\", value \"{value}\": {what}"), remedy)
    };
    let mut reader = csv::ReaderBuilder::new().trim(csv::Trim::All).from_reader(text.as_bytes());
    let headers = reader.headers().map_err(|e| wrong(1, "", "", &e.to_string()))?.clone();
    let column = |name: &str| headers.iter().position(|h| h.eq_ignore_ascii_case(name));
    let (Some(option), Some(published)) = (column("option"), column("published")) else {
        return Err(wrong(1, "option", headers.get(0).unwrap_or_default(), "the columns `option` and `published` are needed."));
    };
    let mut sheet = Sheet { options: Vec::new(), published: Vec::new(), releases: releases(&headers) };
    for row in reader.records() {
        let row = row.map_err(|e| wrong(e.position().map_or(0, csv::Position::line), "", "", &e.to_string()))?;
        let line = row.position().map_or(0, csv::Position::line);
        let cell = |at: usize| row.get(at).filter(|c| !c.is_empty());
        let share = |at: usize| -> Result<Option<Decimal>, Failure> {
            cell(at).map(|c| Decimal::parse(c.trim_end_matches('%')).map_err(|e| wrong(line, &headers[at], c, &e.to_string()))).transpose()
        };
        let votes = |at: usize| -> Result<Option<u64>, Failure> {
            let number = |c: &str| c.replace([',', ' '], "").parse().map_err(|_| wrong(line, &headers[at], c, "no number of votes."));
            cell(at).map(number).transpose()
        };
        let name = cell(option).unwrap_or_default().to_owned();
        sheet.options.push(name.clone());
        sheet.published.push(share(published)?);
        for release in &mut sheet.releases {
            let votes = column(&format!("{} votes", release.name)).map(votes).transpose()?.flatten();
            let share = column(&format!("{} share", release.name)).map(share).transpose()?.flatten();
            release.lines.push(VersionLine { option: name.clone(), votes, share });
        }
    }
    for release in &mut sheet.releases {
        release.total = release.lines.iter().map(|l| l.votes).sum();
    }
    Ok(sheet)
}

/// The releases the headers speak of, in order.
fn releases(headers: &csv::StringRecord) -> Vec<Version> {
    let mut names: Vec<&str> = Vec::new();
    for header in headers {
        let name = header.strip_suffix(" votes").or_else(|| header.strip_suffix(" share"));
        names.extend(name.filter(|n| !names.contains(n)));
    }
    names.into_iter().map(|n| Version { name: n.to_owned(), total: None, lines: Vec::new() }).collect()
}

fn text(followed: Option<&(String, Followed)>, attribution: &Attribution) -> String {
    let shown = |d: Option<Decimal>| d.map_or_else(|| "-".to_owned(), |d| d.to_string());
    let mut text = String::new();
    if let Some((release, followed)) = followed {
        let mut columns = Columns::with(&["option", "votes", "published %", "recomputed %", ""]);
        for line in &followed.lines {
            let note = if line.follows == Some(false) { "does not follow" } else { "" };
            columns.row([line.option.clone(), thousands(line.votes), shown(line.published), shown(line.recomputed), note.to_owned()]);
        }
        let _ = write!(text, "Percentages of the votes of release `{release}`:\n{}", columns.text());
    }
    for line in &attribution.lines {
        let fits: Vec<&str> = line.versions.iter().filter(|v| v.fits).map(|v| v.version.as_str()).collect();
        let fits = if fits.is_empty() { "no release given here".to_owned() } else { fits.join(", ") };
        let _ = writeln!(text, "{} {}: fits {fits}", line.option, line.published);
    }
    if attribution.mixed {
        let main = attribution.main.as_deref().unwrap_or("one release");
        let _ = writeln!(text, "MIXED: most percentages are of `{main}`, but not those of {}.", attribution.strays.join(", "));
    }
    if !attribution.unexplained.is_empty() {
        let _ = writeln!(text, "Not explained by any release given: {}.", attribution.unexplained.join(", "));
    }
    text
}
