//! A small election made by hand, and an input around it.

#![allow(dead_code)] // every test file uses a part of it

use count::{Checked, ControlSet, Params};
use domain::{BallotOption, Column, Election, Field, Level, PlaceTreeBuilder, Problem, Release, RowAccount, SourceFile, Stations};
use forensics::examine::{Examination, Settings, examine, pictures};
use forensics::pictures::Pictures;
use publish::texts::{Locale, Texts};
use publish::{Input, Limited, MappingHow, MappingNote, PlantedNote};

/// A release with everything that was computed from it.
pub struct Case {
    pub release: Release,
    pub controls: ControlSet,
    pub checked: Checked,
    pub examination: Examination,
    pub pictures: Pictures,
    pub mapping: MappingNote,
    pub limited: Limited,
    pub planted: Option<Vec<PlantedNote>>,
    pub texts: Texts,
}

impl Case {
    pub fn of(release: Release) -> Self {
        let controls = ControlSet::standard();
        let checked = count::check(&release, &controls, &Params::default());
        let settings = Settings { seed: 7, ..Settings::default() };
        let examination = examine(&release, &checked, &settings, &|_| ());
        let pictures = pictures(&release, &checked, &settings);
        let mapping = MappingNote {
            name: "tiny".into(),
            how: MappingHow::Guessed,
            explanations: vec!["“Voters” reads like registered".into()],
            doubts: vec!["Whether the file has every option cannot be seen.".into()],
        };
        Self {
            release,
            controls,
            checked,
            examination,
            pictures,
            mapping,
            limited: Limited::default(),
            planted: None,
            texts: Texts::new(Locale::En),
        }
    }

    pub fn input(&self) -> Input<'_> {
        Input {
            release: &self.release,
            checked: &self.checked,
            controls: &self.controls,
            examination: &self.examination,
            pictures: Some(&self.pictures),
            mapping: &self.mapping,
            seed: 7,
            limited: self.limited,
            planted: self.planted.as_deref(),
            version: "1.2.3",
        }
    }
}

/// Names that try to become markup, formulas, Typst code or another line.
pub const HOSTILE: [&str; 3] =
    ["<script>alert(1)</script>", "=HYPERLINK(\"http://x\",\"y\")\"'>&]]>", "#panic(\"typst\") *b* $x$ `r` \\ \u{202E}txt\u{0} \u{10FFFF}"];

/// 2 regions of 2 districts of `stations` stations each, with the given names.
pub fn release(names: &[&str], place: &str, stations: u32) -> Release {
    let levels = ["region", "district"].map(|n| Level { name: n.to_owned(), analysed: true }).to_vec();
    let mut places = PlaceTreeBuilder::new(levels);
    let mut s = Stations::default();
    let mut columns: [Vec<u32>; 4] = Default::default();
    let mut votes = vec![Vec::new(); names.len()];
    for i in 0..4 * stations {
        let (region, district) = (format!("{place} {}", i / (2 * stations)), format!("D{}", i / stations));
        places.push(&[&region, &district]);
        s.codes.push(format!("{}", i + 1).into());
        s.lines.push(i + 2);
        let (registered, issued, invalid) = (800 + 37 * (i % 7), 400 + 31 * (i % 11), i % 4);
        let mut left = issued - invalid;
        for (k, column) in votes.iter_mut().enumerate() {
            let own = if k + 1 == names.len() { left } else { left / 2 + i % 3 };
            column.push(own);
            left -= own;
        }
        // The first station issues more ballots than it has voters.
        let registered = if i == 0 { issued - 1 } else { registered };
        for (column, value) in columns.iter_mut().zip([registered, issued, invalid, issued - invalid]) {
            column.push(value);
        }
    }
    let fields = [Field::Registered, Field::IssuedStation, Field::Invalid, Field::Valid];
    s.fields = fields.into_iter().zip(columns).map(|(f, c)| (f, Column::from_raw(c))).collect();
    s.votes = votes.into_iter().map(Column::from_raw).collect();
    let election = Election {
        id: "tiny".into(),
        title: format!("Tiny election of {place}"),
        date: Some("2024-05-01".into()),
        source: "Tiny commission".into(),
        options: names.iter().map(|&n| BallotOption { name: n.to_owned() }).collect(),
        options_complete: true,
        ..Election::default()
    };
    let source = SourceFile { name: "tiny.csv".into(), bytes: 1234, sha256: "ab".repeat(32) };
    Release::new(election, source, places.finish(), s, rows(u64::from(4 * stations), place))
}

fn rows(used: u64, value: &str) -> RowAccount {
    let problem = Problem {
        code: "INTAKE-CELL-NUMBER",
        file: "tiny.csv".into(),
        line: 17,
        column: Some("Voters".into()),
        value: Some(value.to_owned()),
        message: "This is not a whole number.".into(),
        remedy: "Correct the cell.".into(),
    };
    RowAccount { used, left_out: Vec::new(), refused: 1, problems: vec![problem] }
}
