//! Writes the report of a case folder, to look at: `claims_preview CASE DIR [AS-OF]`.

#![allow(clippy::print_stdout)] // it shows the text for a terminal

use std::path::{Path, PathBuf};

use publish::claims::{Input, terminal, write};
use publish::texts::{Locale, Texts};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut args = std::env::args().skip(1);
    let folder = args.next().ok_or("which case?")?;
    let dir = PathBuf::from(args.next().unwrap_or_else(|| "preview".to_owned()));
    let case = intake::case::read_case(&intake::case::CaseFiles::from_dir(Path::new(&folder))?).map_err(|e| format!("{e:?}"))?.case;
    let as_of = args.next().map_or(Ok(case.as_of.unwrap_or(case.election.date)), |day| day.parse())?;
    let (weighed, record) = (claims::weigh::weigh(&case), claims::record::findings(&case));
    let (calendar, timeline) = (claims::law::calendar(&case, as_of), claims::timeline::timeline(&case));
    let input =
        Input { case: &case, weighed: &weighed, record: &record, calendar: &calendar, timeline: &timeline, as_of, version: "0.1.0" };
    let texts = Texts::new(Locale::En);
    write(&input, &texts, &dir, &|_| ())?;
    print!("{}", terminal(&input, &texts, 120));
    Ok(())
}
