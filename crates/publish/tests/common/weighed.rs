//! The case folders of this repository, weighed.

#![allow(dead_code)] // every test file uses a part of it

use std::path::Path;

use claims::case::Case;
use claims::law::Calendar;
use claims::record::Noted;
use claims::timeline::Timeline;
use claims::weigh::Weighed;
use jiff::civil::Date;
use publish::claims::Input;
use publish::texts::{Locale, Texts};

/// The invented case.
pub fn aralia() -> Case {
    read("../intake/tests/cases/aralia")
}

/// The public record of one election.
pub fn kazakhstan() -> Case {
    read("../../cases/kazakhstan-2005")
}

fn read(folder: &str) -> Case {
    let dir = Path::new(env!("CARGO_MANIFEST_DIR")).join(folder);
    intake::case::read_case(&intake::case::CaseFiles::from_dir(&dir).unwrap()).unwrap().case
}

/// A case with everything that was computed from it.
pub struct Report<'a> {
    pub case: &'a Case,
    pub weighed: Vec<Weighed<'a>>,
    pub record: Vec<Noted>,
    pub calendar: Calendar<'a>,
    pub timeline: Timeline<'a>,
    pub as_of: Date,
    pub texts: Texts,
}

impl<'a> Report<'a> {
    pub fn of(case: &'a Case) -> Self {
        let as_of = case.as_of.unwrap_or(case.election.date);
        Self {
            case,
            weighed: claims::weigh::weigh(case),
            record: claims::record::findings(case),
            calendar: claims::law::calendar(case, as_of),
            timeline: claims::timeline::timeline(case),
            as_of,
            texts: Texts::new(Locale::En),
        }
    }

    pub fn input(&self) -> Input<'_> {
        Input {
            case: self.case,
            weighed: &self.weighed,
            record: &self.record,
            calendar: &self.calendar,
            timeline: &self.timeline,
            as_of: self.as_of,
            version: "1.2.3",
        }
    }

    pub fn page(&self) -> String {
        publish::claims::page(&self.input(), &self.texts)
    }

    pub fn json(&self) -> serde_json::Value {
        let mut out = Vec::new();
        publish::claims::json(&self.input(), &self.texts, &mut out).unwrap();
        serde_json::from_slice(&out).unwrap()
    }

    pub fn rows(&self) -> Vec<csv::StringRecord> {
        let mut out = Vec::new();
        publish::claims::csv(&self.input(), &self.texts, &mut out).unwrap();
        csv::ReaderBuilder::new().has_headers(false).from_reader(out.as_slice()).records().map(Result::unwrap).collect()
    }
}
