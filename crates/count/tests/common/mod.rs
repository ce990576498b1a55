//! Small releases for tests.
#![allow(dead_code)] // each test takes what it needs

use domain::{BallotOption, Column, Election, Field, Level, PlaceTreeBuilder, Release, RowAccount, SourceFile, Stations};

/// A cell of a test: `X` is empty.
pub const X: u32 = Column::MISSING;

/// A release whose stations lie alternately in the places `A/1`, `A/2`, `B/1`, in order.
pub fn release(fields: &[(Field, &[u32])], votes: &[&[u32]]) -> Release {
    let n = fields.iter().map(|f| f.1.len()).chain(votes.iter().map(|v| v.len())).max().unwrap_or(0);
    let level = |name: &str| Level { name: name.into(), analysed: true };
    let mut tree = PlaceTreeBuilder::new(vec![level("region"), level("district")]);
    for i in 0..n {
        tree.push(&[["A", "1"], ["A", "2"], ["B", "1"]][i * 3 / n]);
    }
    let stations = Stations {
        codes: (0..n).map(|i| i.to_string().into()).collect(),
        lines: (0..n).map(|i| u32::try_from(i).expect("few stations") + 2).collect(),
        fields: fields.iter().map(|(f, c)| (*f, Column::from_raw(c.to_vec()))).collect(),
        votes: votes.iter().map(|c| Column::from_raw(c.to_vec())).collect(),
        ..Stations::default()
    };
    let options = (0..votes.len()).map(|i| BallotOption { name: format!("Option {i}") }).collect();
    let election = Election { options, options_complete: true, ..Election::default() };
    Release::new(election, SourceFile::default(), tree.finish(), stations, RowAccount::default())
}
