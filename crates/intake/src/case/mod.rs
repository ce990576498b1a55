//! Case folders: one election and what each side said about it, as CSV and TOML files written by hand.
//!
//! [`CaseFiles`] are the bytes; [`read_case`] gives a [`Case`], or every mistake of every file at once, each with its file,
//! line, column and what to write instead. The format is explained in the files of [`skeleton`] themselves.
//!
//! | question | module |
//! |---|---|
//! | which files are read from disk? | `files` |
//! | how is a CSV row, a TOML table read? | `sheet`, `doc`, behind one trait in `fields`, with the rules for every value |
//! | which files are there, with which columns? | `texts` |
//! | which place, contest, item is a row about? | `subject` |
//! | does an id lead somewhere? | `ids` |
//! | whose clock is it? | `context`, `when` |
//! | who is meant by a name? | `speaker` |
//! | case.toml; results and figures; observers; statements; claims; law; sources | `election`, `figures`, `observed`, `said`, `claims`, `law`, `acts`, `sources`, `world` |
//! | how is a new case begun, a source added? | `skeleton`, `archive` |
//!
//! # Codes
//! | code | means |
//! |---|---|
//! | `CASE-FILE-MISSING`, `-UNKNOWN`, `-BIG`, `-UTF8`, `-NUL` | a file that has to be there is not; one that no case has; too large; not UTF-8; has a byte 0 |
//! | `CASE-CSV-EMPTY`, `-COMMAS`, `-CELLS`, `-QUOTE` | no header; not separated by commas; too few or many cells; a quotation mark is never closed |
//! | `CASE-COLUMN-UNKNOWN`, `-TWICE`, `-MISSING` | headers |
//! | `CASE-TOML-SYNTAX`, `CASE-KEY-UNKNOWN`, `-MISSING`, `-TYPE`, `CASE-FORMAT` | TOML, its keys, the version of the format |
//! | `CASE-ID-FORM`, `-TWICE`, `-UNKNOWN`, `CASE-LIST-TWICE` | an id that cannot be one; stands twice; leads nowhere; stands twice in a list |
//! | `CASE-VALUE-MISSING` | an empty cell that must not be |
//! | `CASE-VALUE-WORD`, `-DATE`, `-MOMENT`, `-NUMBER`, `-COUNT`, `-RANGE`, `-UNIT`, `-ZONE`, `-LANGUAGE`, `-LENGTH`, `-SHA256` | a value that is none of its kind |
//! | `CASE-SOURCE-NONE` | a row that does not say where it is from |
//! | `CASE-DATE-ORDER` | an end before its beginning |
//! | `CASE-PLACE-LOOP`, `CASE-REPORT-LOOP`, `CASE-ANSWER-LOOP` | a place, observation or statement that comes back to itself |
//! | `CASE-RELEASE-FILE`, `CASE-RESULTS-RELEASE` | a release without its results, results without their release |
//! | `CASE-ITEM-OPTION`, `CASE-ITEM-UNIT` | a figure whose option or unit is missing or cannot be |
//! | `CASE-OBSERVATION-COUNTS`, `-SHARE`, `CASE-WATCH-COUNTS`, `CASE-INCIDENT-COUNTS`, `CASE-ESTIMATE-INTERVAL` | numbers that do not agree |
//! | `CASE-OVERLAP-TWICE`, `CASE-INCIDENT-TWICE`, `CASE-WATCH-TWICE` | two rows that say how many of the same |
//! | `CASE-STATEMENT-NOBODY`, `CASE-SPEAKER-UNKNOWN`, `CASE-SPEAKER-SEVERAL` | nobody says it; nobody has the name; several have |
//! | `CASE-CLAIM-OPINION`, `-TARGET`, `-UNIT`, `-TOLERANCE` | claims |
//! | `CASE-LAW-VERSIONS` | two versions of an article in force on one day |
//! | `CASE-ARCHIVE-PATH`, `-MISSING`, `-HASH` | an archived copy outside the folder, not there, or another one |
//! | `CASE-MORE` | more mistakes of one file than are listed |
//! | `CASE-NOTE-FILE`, `-FIGURE`, `-INTERVAL`, `-REGISTER`, `-UNCLAIMED`, `-ARTICLE`, `-SOURCE` | warnings: what may be right and deserves a second look |
//!
//! A folder or file that cannot be read or written at all is a [`CaseError`], with a code of its own.

mod acts;
mod archive;
mod checks;
mod claims;
mod context;
mod doc;
mod election;
mod error;
mod fields;
mod figures;
mod files;
mod ids;
mod law;
mod observed;
mod problem;
mod said;
mod sheet;
mod skeleton;
mod sources;
mod speaker;
mod subject;
mod texts;
mod when;
mod world;

use ::claims::case::Case;
use domain::Problem;

pub use archive::{Added, NewSource, add_source};
pub use error::CaseError;
pub use files::{CaseFiles, LARGEST, MOST_FILES};
pub use problem::CaseProblems;
pub use skeleton::skeleton;
pub use sources::sha256_hex;

use context::Context;
use ids::Ids;
use problem::Faults;
use texts::Texts;

/// A case, and what in its folder deserves a second look.
#[derive(Clone, Debug)]
pub struct Read {
    /// The case.
    pub case: Case,
    /// What may well be right, in the order of files and lines.
    pub warnings: Vec<Problem>,
}

/// Whether a text can be the id of a case or of anything in it.
#[must_use]
pub fn is_id(text: &str) -> bool {
    ids::is_id(text)
}

/// Reads the files of a case folder.
///
/// # Errors
/// Every mistake of every file at once, ordered by file and line. A reference to a row that is there but wrong is not reported.
pub fn read_case(files: &CaseFiles) -> Result<Read, CaseProblems> {
    let faults = Faults::default();
    let mut texts = Texts::read(files, &faults);
    people_needed(&mut texts, &faults);
    let ids = Ids::gather(&texts, &faults);
    let context = Context::new(texts, ids, faults);
    let case = build(&context);
    let (case, warnings) = context.faults.finish(case)?;
    Ok(Read { case, warnings })
}

/// people.csv has to be there where somebody is named.
fn people_needed(texts: &mut Texts<'_>, faults: &Faults) {
    let speaks = texts.sheet("statements.csv").is_some_and(|s| s.rows.iter().any(|row| s.cell(row, "speaker").is_some()));
    let stands = texts.doc("case.toml").and_then(doc::Doc::top).is_some_and(|top| {
        let contests = doc::Doc::quiet_list(top, "contest");
        let mut options = contests.iter().filter_map(|c| c.get_ref().as_table()).flat_map(|c| doc::Doc::quiet_list(c, "option"));
        options.any(|o| o.get_ref().as_table().is_some_and(|t| t.contains_key("person")))
    });
    if (speaks || stands) && texts.files.get("people.csv").is_none() {
        texts.missing("people.csv", "the names of speakers and candidates", faults);
    }
}

/// Reads every file, however many mistakes there are.
fn build<'c>(context: &'c Context<'c>) -> Option<Case> {
    let part = election::read(context);
    let (people, places) = (world::people(context), world::places(context));
    let sources = sources::read(context);
    let figures = figures::read(context);
    let (observations, estimates) = (observed::observations(context), observed::estimates(context));
    let (watches, incidents) = (observed::watches(context), observed::incidents(context));
    let overlaps = observed::overlaps(context);
    let statements = said::read(context);
    let claims = claims::read(context);
    let (law, acts, complaints) = (law::read(context), acts::acts(context), acts::complaints(context));
    let part = part?;
    Some(Case {
        id: part.id,
        title: part.title,
        simulated: part.simulated,
        as_of: part.as_of,
        election: part.election,
        organisations: part.organisations,
        figures,
        observations,
        estimates,
        watches,
        incidents,
        overlaps,
        statements,
        claims,
        sources,
        people,
        places,
        law,
        acts,
        complaints,
    })
}
