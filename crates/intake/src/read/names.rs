//! Places and options by number: each distinct one is read once, then recognised by its bytes.

use std::collections::HashMap;

use crate::text::{Cell, folded};

/// Names from the top level down.
pub(super) type Path = Box<[Box<str>]>;

/// Stands for a place whose cell is empty: every station keeps one name a level.
const UNNAMED: &str = "—";

/// The places of one piece of a file.
#[derive(Default)]
pub(super) struct Paths<'a> {
    last: Vec<&'a [u8]>,
    last_id: u32,
    ids: HashMap<Path, u32>,
    pub list: Vec<Path>,
}

impl<'a> Paths<'a> {
    /// Number of the place the row lies in.
    pub(super) fn id(&mut self, cells: &[Cell<'a>], columns: &[usize]) -> u32 {
        let raw = |&c: &usize| cells.get(c).map_or(&b""[..], Cell::raw);
        // Rows of one place stand together: comparing bytes with the row before settles nearly every row.
        if !self.list.is_empty() && columns.iter().map(raw).eq(self.last.iter().copied()) {
            return self.last_id;
        }
        self.last.clear();
        self.last.extend(columns.iter().map(raw));
        let path: Path = columns.iter().map(|&c| name_of(cells.get(c))).collect();
        let fresh = u32::try_from(self.list.len()).unwrap_or(u32::MAX);
        self.last_id = self.ids.get(&path).copied().unwrap_or(fresh);
        if self.last_id == fresh {
            self.list.push(path.clone());
            self.ids.insert(path, fresh);
        }
        self.last_id
    }
}

fn name_of(cell: Option<&Cell<'_>>) -> Box<str> {
    match cell.map(Cell::text) {
        Some(text) if !text.is_empty() => text.into(),
        _ => UNNAMED.into(),
    }
}

/// The options of one piece of a long file.
#[derive(Default)]
pub(super) struct OptionNames<'a> {
    last: usize,
    /// Each spelling met, and its option.
    spellings: Vec<(&'a [u8], u32)>,
    by_spelling: HashMap<&'a [u8], usize>,
    by_text: HashMap<String, u32>,
    pub list: Vec<Box<str>>,
}

impl<'a> OptionNames<'a> {
    /// Number of the option; `None` when the cell is empty.
    pub(super) fn id(&mut self, cell: &Cell<'a>) -> Option<u32> {
        let raw = cell.raw();
        // Options follow each other in the same order in every station.
        for at in [self.last + 1, 0, self.last] {
            if let Some(&(spelling, id)) = self.spellings.get(at)
                && spelling == raw
            {
                self.last = at;
                return Some(id);
            }
        }
        if let Some(&at) = self.by_spelling.get(raw) {
            self.last = at;
            return self.spellings.get(at).map(|s| s.1);
        }
        let text = cell.text();
        if text.is_empty() {
            return None;
        }
        let fresh = u32::try_from(self.list.len()).unwrap_or(u32::MAX);
        let id = *self.by_text.entry(folded(&text)).or_insert(fresh);
        if id == fresh {
            self.list.push(text.into());
        }
        self.last = self.spellings.len();
        self.by_spelling.insert(raw, self.last);
        self.spellings.push((raw, id));
        Some(id)
    }
}
