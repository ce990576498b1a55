//! Writes the report into a folder, whole or not at all.

use std::io::Write;
use std::path::Path;

use super::content::{Paper, report};
use super::{Input, csv, json};
use crate::error::PublishError;
use crate::folder::{self, Files};
use crate::html;
use crate::plot::{Plot, Theme, claims as pictures};
use crate::report::{Step, Written};
use crate::texts::Texts;

/// Names a report folder may hold.
const FILES: [&str; 4] = ["report.html", "report.pdf", "claims.json", "claims.csv"];

/// Writes the report. `done` is told after each step.
///
/// # Errors
/// When the folder holds foreign files, or something cannot be written. The folder is then as it was.
pub fn write(input: &Input<'_>, texts: &Texts, dir: &Path, done: &dyn Fn(Step)) -> Result<Written, PublishError> {
    folder::write(dir, &FILES, |files| fill(input, texts, files, done))
}

/// Refuses a folder that holds anything a report of claims would not.
///
/// # Errors
/// When it is no folder, or holds a foreign file.
pub fn check(dir: &Path) -> Result<(), PublishError> {
    folder::check(dir, &FILES)
}

fn fill(input: &Input<'_>, texts: &Texts, files: &mut Files<'_>, done: &dyn Fn(Step)) -> Result<(), PublishError> {
    files.save("claims.json", |out| json(input, texts, out))?;
    done(Step::Json);
    files.save("claims.csv", |out| csv(input, texts, out))?;
    done(Step::Csv);
    let drawn = plots(input, texts, Theme::Page);
    files.plots(&drawn)?;
    done(Step::Plots);
    let page = page_with(input, texts, &drawn);
    files.save("report.html", |out| out.write_all(page.as_bytes()))?;
    done(Step::Html);
    #[cfg(feature = "pdf")]
    {
        let pdf = pdf(input, texts)?;
        files.save("report.pdf", |out| out.write_all(&pdf))?;
        done(Step::Pdf);
    }
    Ok(())
}

/// Every plot of the report.
#[must_use]
pub fn plots(input: &Input<'_>, texts: &Texts, theme: Theme) -> Vec<Plot> {
    pictures::plots(input, texts, theme)
}

/// The page alone.
#[must_use]
pub fn page(input: &Input<'_>, texts: &Texts) -> String {
    page_with(input, texts, &plots(input, texts, Theme::Page))
}

fn page_with(input: &Input<'_>, texts: &Texts, plots: &[Plot]) -> String {
    html::render(&report(&Paper::new(input, texts, plots)), plots, texts)
}

/// The PDF alone.
///
/// # Errors
/// When Typst refuses, which no input should bring about.
#[cfg(feature = "pdf")]
pub fn pdf(input: &Input<'_>, texts: &Texts) -> Result<Vec<u8>, PublishError> {
    let plots = plots(input, texts, Theme::Print);
    crate::pdf::render(&report(&Paper::new(input, texts, &plots)), &plots)
}
