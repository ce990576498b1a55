//! What a report says, put together once for the page and the PDF.
//!
//! | question | module |
//! |---|---|
//! | which pieces is a report made of? | [`model`] |
//! | the sign and colour of a verdict | `mark` |
//! | totals, what matters, what could not be tested, rows | `summary`, `untested`, `rows` |
//! | planted against found | `planted` |
//! | fingerprints; one section a test | `fingerprints`, `tests` |
//! | stations of districts too much alike | `districts` |
//! | controls and the stations that break them | `controls` |
//! | places by flags; options; methods; how to repeat it | `areas`, `options`, `methods`, `repeat` |

mod areas;
mod controls;
mod desk;
mod districts;
mod fingerprints;
mod mark;
mod methods;
pub mod model;
mod options;
mod planted;
mod references;
mod repeat;
mod rows;
mod summary;
mod tests;
mod untested;

pub(crate) use desk::Desk;
use model::Report;
pub(crate) use repeat::quoted;

/// How much a report says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Length {
    /// Everything that fits a page: the HTML report.
    Full,
    /// The main tables and pictures: the PDF.
    Short,
}

/// Puts the report together.
pub(crate) fn report(desk: &Desk<'_>) -> Report {
    let election = &desk.input.release.election;
    // A simulated election's own title may say so already.
    let unmarked = election.simulated && !election.title.contains(&desk.plain("report-simulated"));
    let title = desk.say(if unmarked { "report-title-simulated" } else { "report-title" }, &[("election", election.title.as_str().into())]);
    let simulated = |id: &str| if election.simulated { desk.plain(id) } else { String::new() };
    Report {
        lang: desk.texts.locale().tag(),
        running: title.clone(),
        title,
        kicker: desk.plain("report-kicker"),
        subtitle: subtitle(desk),
        simulated: simulated("report-simulated"),
        simulated_note: simulated("report-simulated-note"),
        contents: desk.plain("report-contents"),
        skip: desk.plain("report-skip"),
        sections: sections(desk),
        footer: desk.say("report-footer", &[("version", desk.input.version.into())]),
    }
}

/// What stands on the first page: totals, what matters, what could not be tested.
pub(crate) fn first_page(desk: &Desk<'_>) -> Vec<model::Section> {
    vec![summary::section(desk), summary::matters(desk), untested::section(desk)]
}

fn subtitle(desk: &Desk<'_>) -> Vec<String> {
    let release = desk.input.release;
    let mut lines = Vec::new();
    if let Some(date) = &release.election.date {
        lines.push(desk.say("report-date", &[("date", date.as_str().into())]));
    }
    if !release.election.source.is_empty() {
        lines.push(desk.say("report-source", &[("source", release.election.source.as_str().into())]));
    }
    if !release.source.name.is_empty() {
        lines.push(desk.say("report-file", &[("name", release.source.name.as_str().into())]));
    }
    lines
}

fn sections(desk: &Desk<'_>) -> Vec<model::Section> {
    let mut sections = first_page(desk);
    sections.extend(planted::section(desk));
    sections.push(rows::section(desk));
    sections.extend(fingerprints::section(desk));
    for name in &desk.input.examination.methods {
        let Some(method) = forensics::table::method(name) else { continue };
        sections.push(tests::section(desk, method.about()));
        sections.extend(match *name {
            "homogeneity" => districts::section(desk),
            "arithmetic" => Some(controls::section(desk)),
            _ => None,
        });
    }
    sections.extend([areas::section(desk), options::section(desk), methods::section(desk), repeat::section(desk)]);
    sections
}
