//! The findings as a mapping: its text with the reasons as comments, and the mapping parsed from that text.

use super::profile::Profile;
use super::{Findings, Guess};
use crate::mapping::{Mapping, quoted};
use crate::text::shortened;

pub(super) fn compose(columns: &[Profile], findings: Findings) -> Guess {
    let toml = text(columns, &findings);
    let mut doubts = findings.doubts;
    let repeated = findings.repeated;
    let mapping = Mapping::parse(&toml, "guessed").unwrap_or_else(|e| {
        // Not expected: a property test holds it. Said rather than hidden.
        doubts.push(format!("the guessed mapping does not parse: {e}"));
        Mapping::default()
    });
    Guess { mapping, toml, explanations: findings.explanations, doubts, repeated }
}

fn text(columns: &[Profile], findings: &Findings) -> String {
    let name = |at: usize| quoted(&columns[at].header);
    let mut lines = vec![
        "format = 1".to_owned(),
        String::new(),
        "# Guessed from the headers and the data. Look it over, correct it, keep it.".to_owned(),
    ];
    lines.extend(findings.doubts.iter().map(|d| comment(&format!("DOUBT: {d}"))));
    lines.extend(
        ["", "[election]", "id = \"unnamed\"", "title = \"Unnamed election (mapping guessed)\"", "source = \"\""].map(str::to_owned),
    );
    if findings.long.is_some() {
        lines.extend(["", "[file]", "layout = \"long\""].map(str::to_owned));
    }
    if !findings.places.is_empty() {
        section(&mut lines, "[places]", findings, &["places"]);
        lines.push("levels = [".to_owned());
        for &(at, analysed) in &findings.places {
            lines.push(format!("  {{ name = {0}, column = {0}, analysed = {analysed} }},", name(at)));
        }
        lines.push("]".to_owned());
    }
    if let Some(code) = findings.code {
        section(&mut lines, "[station]", findings, &["station"]);
        lines.push(format!("code = {}", name(code)));
        if let Some((deepest, _)) = findings.places.last() {
            lines.push("# Stands in where the code is empty.".to_owned());
            lines.push(format!("key = [{}]", name(*deepest)));
        }
    }
    if !findings.fields.is_empty() {
        lines.extend([String::new(), "[fields]".to_owned()]);
        for &(field, at) in &findings.fields {
            reasons(&mut lines, findings, &[field.name()]);
            lines.push(format!("{} = {}", field.name(), name(at)));
        }
    }
    options(&mut lines, columns, findings);
    lines.push(String::new());
    lines.join("\n")
}

fn options(lines: &mut Vec<String>, columns: &[Profile], findings: &Findings) {
    let name = |at: usize| quoted(&columns[at].header);
    if let Some((option, votes)) = findings.long {
        section(lines, "[options]", findings, &["layout", "votes_column"]);
        lines.push(format!("option_column = {}\nvotes_column = {}\ncomplete = false", name(option), name(votes)));
    } else if !findings.options.is_empty() {
        section(lines, "[options]", findings, &["options"]);
        lines.push(format!("complete = {}\ncolumns = [", findings.complete));
        lines.extend(findings.options.iter().map(|&at| format!("  {},", name(at))));
        lines.push("]".to_owned());
    }
}

fn section(lines: &mut Vec<String>, header: &str, findings: &Findings, what: &[&str]) {
    lines.extend([String::new(), header.to_owned()]);
    reasons(lines, findings, what);
}

fn reasons(lines: &mut Vec<String>, findings: &Findings, what: &[&str]) {
    for e in findings.explanations.iter().filter(|e| what.contains(&e.what.as_str())) {
        let column = e.column.as_ref().map(|c| format!("`{}`: ", shortened(c))).unwrap_or_default();
        lines.push(comment(&format!("{column}{} ({} confidence)", e.why, e.confidence.name())));
    }
}

/// A comment on one line, whatever the header holds.
fn comment(text: &str) -> String {
    let clean: String = text.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
    format!("# {clean}")
}
