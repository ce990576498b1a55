//! Writes the report of an examination into a folder, whole or not at all.

use std::io::Write;
use std::path::{Path, PathBuf};

use crate::content::{self, Desk, Length};
use crate::error::PublishError;
use crate::folder::{self, Files};
use crate::places::Names;
use crate::plot::{self, Plot, Theme};
use crate::texts::Texts;
use crate::totals::Totals;
use crate::verdict::Verdicts;
use crate::{Input, document, findings_csv, html};

/// Steps of writing a report, for a progress bar.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// The JSON document.
    Json,
    /// The CSV table.
    Csv,
    /// `plots/*.svg`.
    Plots,
    /// `report.html`.
    Html,
    /// `report.pdf`.
    Pdf,
}

impl Step {
    /// The steps of this build, in order.
    pub const ALL: &'static [Step] = if cfg!(feature = "pdf") {
        &[Self::Json, Self::Csv, Self::Plots, Self::Html, Self::Pdf]
    } else {
        &[Self::Json, Self::Csv, Self::Plots, Self::Html]
    };
}

/// What was written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Written {
    /// The folder.
    pub dir: PathBuf,
    /// Paths of the files inside it, in the order they were written, with their sizes in bytes.
    pub files: Vec<(PathBuf, u64)>,
}

/// Names a report folder may hold.
const FILES: [&str; 4] = ["report.html", "report.pdf", "findings.json", "findings.csv"];

/// Writes the report. `done` is told after each step.
///
/// # Errors
/// When the folder holds foreign files, or something cannot be written. The folder is then as it was.
pub fn write(input: &Input<'_>, texts: &Texts, dir: &Path, done: &dyn Fn(Step)) -> Result<Written, PublishError> {
    folder::write(dir, &FILES, |files| fill(input, texts, files, done))
}

fn fill(input: &Input<'_>, texts: &Texts, files: &mut Files<'_>, done: &dyn Fn(Step)) -> Result<(), PublishError> {
    files.save("findings.json", |out| document::write(input, texts, out))?;
    done(Step::Json);
    files.save("findings.csv", |out| findings_csv::write(input, texts, out))?;
    done(Step::Csv);
    let page_plots = plot::plots(input, texts, Theme::Page);
    files.plots(&page_plots)?;
    done(Step::Plots);
    let page = page_with(input, texts, &page_plots);
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

/// The page alone.
#[must_use]
pub fn page(input: &Input<'_>, texts: &Texts) -> String {
    page_with(input, texts, &plot::plots(input, texts, Theme::Page))
}

fn page_with(input: &Input<'_>, texts: &Texts, plots: &[Plot]) -> String {
    html::render(&content(input, texts, plots, Length::Full), plots, texts)
}

/// The PDF alone.
///
/// # Errors
/// When Typst refuses, which no input should bring about.
#[cfg(feature = "pdf")]
pub fn pdf(input: &Input<'_>, texts: &Texts) -> Result<Vec<u8>, PublishError> {
    let plots = plot::plots(input, texts, Theme::Print);
    crate::pdf::render(&content(input, texts, &plots, Length::Short), &plots)
}

fn content(input: &Input<'_>, texts: &Texts, plots: &[Plot], length: Length) -> content::model::Report {
    let names = Names::new(input.release, texts);
    let (verdicts, totals) = (Verdicts::new(texts, &names), Totals::of(input.release));
    content::report(&Desk { input, texts, names: &names, verdicts: &verdicts, totals: &totals, plots, length })
}

/// Refuses a folder that holds anything a report would not.
///
/// # Errors
/// When it is no folder, or holds a foreign file.
pub fn check(dir: &Path) -> Result<(), PublishError> {
    folder::check(dir, &FILES)
}
