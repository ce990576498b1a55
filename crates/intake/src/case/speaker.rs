//! Who is meant by the name of a speaker, whatever its spelling.

use std::cell::Cell;

use names::{Index, Match};

use super::context::Context;
use super::fields::Fields;
use super::problem::listed;

/// The names of people.csv, prepared for comparison.
pub(super) struct Speakers {
    index: Index<String>,
    /// Pairs of names that may still be compared letter by letter: a hostile folder must not take forever.
    left: Cell<usize>,
}

/// Far more than any list of people and statements has.
const MOST_PAIRS: usize = 1_000_000;

impl Speakers {
    pub(super) fn of(context: &Context<'_>) -> Self {
        let mut index = Index::new();
        let sheet = context.texts.sheet("people.csv");
        for (sheet, row) in sheet.iter().flat_map(|s| s.rows.iter().map(move |r| (s, r))) {
            if let Some((name, id)) = sheet.cell(row, "name").zip(sheet.cell(row, "id")) {
                index.add(name, id.to_owned());
            }
        }
        Self { index, left: Cell::new(MOST_PAIRS) }
    }

    /// People whose name it is: written the same, else the same name in another spelling, else with initials.
    /// Where there is none, the name nearest to it.
    fn find(&self, name: &str) -> Result<Vec<&str>, Option<&str>> {
        let mut found = self.index.same(name);
        if found.iter().any(|f| f.name == name) {
            found.retain(|f| f.name == name);
        }
        if found.is_empty() && self.left.get() > self.index.len() {
            self.left.set(self.left.get() - self.index.len());
            found = self.index.find(name);
        }
        let nearest = found.first().map(|f| f.name);
        for matching in [Match::Same, Match::Initials] {
            let mut ids: Vec<&str> = found.iter().filter(|f| f.matching == matching).map(|f| f.value.as_str()).collect();
            ids.sort_unstable();
            ids.dedup();
            if !ids.is_empty() {
                return Ok(ids);
            }
        }
        Err(nearest)
    }
}

/// The person a speaker's name leads to; anything but exactly one is reported.
pub(super) fn resolve<'c>(row: &impl Fields<'c>, speaker: &str) -> Option<String> {
    let context = row.context();
    // Without a readable file of people nobody can be found, and that was said once.
    if context.texts.broken("people.csv") {
        return None;
    }
    let speakers = context.speakers.get_or_init(|| Speakers::of(context));
    match speakers.find(speaker).as_deref() {
        Ok([only]) => Some((*only).to_owned()),
        Err(nearest) => {
            let remedy = match nearest {
                Some(near) => format!("Nearest: `{near}`; add this spelling to people.csv as one more row with the id of that person."),
                None => "Add a row with this name to people.csv, or write the organisation and leave the speaker empty.".to_owned(),
            };
            row.fault("speaker", "CASE-SPEAKER-UNKNOWN", "Nobody in people.csv has this name.", remedy);
            None
        }
        Ok(many) => {
            let message = format!("Several people in people.csv can be meant: {}.", listed(many));
            row.fault("speaker", "CASE-SPEAKER-SEVERAL", message, "Write the name in full, as one row of people.csv has it.");
            None
        }
    }
}
