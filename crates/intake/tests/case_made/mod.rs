//! Case folders made for tests.
#![allow(dead_code)] // each test binary uses some of it

use std::fmt::Write;

use domain::Problem;
use intake::case::{CaseFiles, skeleton};

/// The skeleton with some files replaced or added.
pub fn skeleton_with(files: &[(&str, &str)]) -> CaseFiles {
    let kept = skeleton("example").into_iter().filter(|(path, _)| files.iter().all(|(name, _)| name != path));
    let added = files.iter().map(|(name, text)| ((*name).to_owned(), (*text).to_owned()));
    kept.chain(added).collect()
}

/// Problems as a reader of the terminal sees them.
pub fn listing(problems: &[Problem]) -> String {
    problems.iter().fold(String::new(), |mut out, p| {
        let cell = [p.column.as_deref(), p.value.as_deref()].map(|t| t.map_or("-".to_owned(), |t| format!("`{t}`")));
        writeln!(out, "{} {}:{} {} {}\n    {}\n    {}", p.code, p.file, p.line, cell[0], cell[1], p.message, p.remedy)
            .expect("memory takes it");
        out
    })
}

/// Their codes.
pub fn codes(problems: &[Problem]) -> Vec<&'static str> {
    problems.iter().map(|p| p.code).collect()
}
