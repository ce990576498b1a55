//! `scrutineer claims weigh`: what was said, held against the record.

use std::path::Path;

use ::claims::case::Case;
use ::claims::law::calendar;
use ::claims::record::findings;
use ::claims::timeline::timeline;
use ::claims::verdict::Verdict;
use ::claims::weigh::{Weighed, weigh, weigh_one};
use jiff::civil::Date;
use publish::claims::Input;
use publish::claims::sentences::Sentences;
use publish::texts::{Locale, Texts};

use crate::cli::Weigh;
use crate::commands::case;
use crate::failure::Failure;
use crate::screen::{Screen, answer, thousands, width};

/// Files whose completion moves the bar.
const STEPS: usize = if cfg!(feature = "pdf") { 5 } else { 4 };

/// Runs the command.
pub fn run(args: &Weigh, screen: Screen) -> Result<(), Failure> {
    if let Some(out) = &args.out {
        publish::claims::check(out).map_err(|e| Failure::refused(e.code(), e.to_string(), e.remedy()))?;
    }
    let case = case::load(&args.case.dir, screen)?;
    let weighed = chosen(&case, &args.claim)?;
    let as_of = case::as_of(&case, args.as_of);
    report(&case, &weighed, as_of, args.out.as_deref(), args.case.json, screen)
}

/// Everything, or only what was asked for. An opinion that is asked for is refused, not scored.
fn chosen<'a>(case: &'a Case, asked: &[String]) -> Result<Vec<Weighed<'a>>, Failure> {
    if asked.is_empty() {
        return Ok(weigh(case));
    }
    let one = |id: &String| weigh_one(case, id).map_err(|e| Failure::refused(e.code(), e.to_string(), e.remedy()));
    Ok(asked.iter().map(one).collect::<Result<Vec<_>, _>>()?.into_iter().flatten().collect())
}

/// Writes the report where one is wanted, and answers on the screen.
pub fn report(case: &Case, weighed: &[Weighed<'_>], as_of: Date, out: Option<&Path>, as_json: bool, screen: Screen) -> Result<(), Failure> {
    let record = findings(case);
    let (calendar, timeline) = (calendar(case, as_of), timeline(case));
    let input =
        Input { case, weighed, record: &record, calendar: &calendar, timeline: &timeline, as_of, version: env!("CARGO_PKG_VERSION") };
    let texts = Texts::new(Locale::En);
    if let Some(out) = out {
        write(&input, &texts, out, screen)?;
    }
    if as_json {
        let mut document = Vec::new();
        // Writing to memory cannot fail.
        let _ = publish::claims::json(&input, &texts, &mut document);
        answer(&String::from_utf8_lossy(&document));
    } else {
        answer(&publish::claims::terminal(&input, &texts, width()));
    }
    Ok(())
}

/// Weighs the public record that comes with Scrutineer and writes its report; gives a few lines about it.
pub fn demo(out: &Path, screen: Screen) -> Result<String, Failure> {
    let case = case::load(Path::new(case::DEMO), screen)?;
    let (weighed, record) = (weigh(&case), findings(&case));
    let as_of = case::as_of(&case, None);
    let (calendar, timeline) = (calendar(&case, as_of), timeline(&case));
    let version = env!("CARGO_PKG_VERSION");
    let input = Input { case: &case, weighed: &weighed, record: &record, calendar: &calendar, timeline: &timeline, as_of, version };
    let texts = Texts::new(Locale::En);
    write(&input, &texts, out, screen)?;
    let words = Sentences::new(&case, &texts);
    let count = |verdict| weighed.iter().filter(|w| w.verdict == Some(verdict)).count();
    let counts: Vec<String> = Verdict::ALL.map(|v| format!("{} {}", count(v), words.verdict_word(v))).into();
    let unscored = weighed.iter().filter(|w| w.verdict.is_none()).count();
    Ok(format!(
        "\nBeside it, not simulated: {}. What each side said, held against the public record: {}; {unscored} opinions and intentions kept, not scored.\n{}\n",
        case.title,
        counts.join(", "),
        out.join("report.html").display()
    ))
}

fn write(input: &Input<'_>, texts: &Texts, out: &Path, screen: Screen) -> Result<(), Failure> {
    let bar = screen.steps("writing the report", STEPS);
    let written = publish::claims::write(input, texts, out, &|_| bar.inc(1));
    bar.finish_and_clear();
    let written = written.map_err(|e| Failure::refused(e.code(), e.to_string(), e.remedy()))?;
    let bytes: u64 = written.files.iter().map(|(_, size)| size).sum();
    screen.note(&format!("{}: {} files, {} kB", out.display(), written.files.len(), thousands(bytes / 1000)));
    Ok(())
}
