//! Tables as HTML.

use crate::content::model::{Cell, Mark, Table};

use super::element::Html;

/// Bytes from which a cell needs a wide column.
const LONG: usize = 90;
/// The shape of a day: a figure for each 0.
const DAY: &str = "0000-00-00";

/// Writes a table. One of sentences says what each part of it is, for a narrow screen sets its rows as paragraphs, and a browser then forgets it.
///
/// The caption stands before it, under `caption`, so that it does not scroll away with the columns.
pub(super) fn write(h: &mut Html, table: &Table, caption: &str) {
    let role = |role: &'static str| if table.prose { role } else { "" };
    with(h, "table", &[("class", if table.prose { "prose" } else { "" }), ("role", role("table")), ("aria-labelledby", caption)], |h| {
        with(h, "thead", &[("role", role("rowgroup"))], |h| with(h, "tr", &[("role", role("row"))], |h| head(h, table)));
        with(h, "tbody", &[("role", role("rowgroup"))], |h| table.rows.iter().for_each(|r| row(h, table, r)));
    });
}

/// An element with those of the attributes that hold something.
fn with(h: &mut Html, tag: &'static str, attributes: &[(&str, &str)], inside: impl FnOnce(&mut Html)) {
    let given: Vec<(&str, &str)> = attributes.iter().copied().filter(|(_, value)| !value.is_empty()).collect();
    h.with(tag, &given, inside);
}

fn head(h: &mut Html, table: &Table) {
    for column in &table.head {
        let class = if column.number { "n" } else { "" };
        let role = if table.prose { "columnheader" } else { "" };
        with(h, "th", &[("scope", "col"), ("class", class), ("role", role)], |h| h.text(&column.text));
    }
}

fn row(h: &mut Html, table: &Table, row: &[Cell]) {
    h.line();
    with(h, "tr", &[("role", if table.prose { "row" } else { "" })], |h| {
        for (i, cell) in row.iter().enumerate() {
            write_cell(h, cell, i, table);
        }
    });
}

fn write_cell(h: &mut Html, cell: &Cell, column: usize, table: &Table) {
    let heading = table.head.get(column);
    let class = class(cell, heading.is_some_and(|head| head.number));
    let width = cell.bar.map(|b| format!("--bar:{:.1}%", b.clamp(0.0, 100.0))).unwrap_or_default();
    let first = column == 0;
    let (scope, tag, role) = if first { ("row", "th", "rowheader") } else { ("", "td", "cell") };
    let (role, label) = if table.prose { (role, heading.map_or("", |h| h.text.as_str())) } else { ("", "") };
    let attributes = [("scope", scope), ("class", class), ("style", width.as_str()), ("role", role), ("data-label", label)];
    with(h, tag, &attributes, |h| match (cell.mark, cell.link.as_str()) {
        (Some(mark), _) => marked(h, mark, &cell.text),
        (None, "") => dated(h, &cell.text),
        (None, link) => h.element("a", &[("href", &format!("#{link}"))], &cell.text),
    });
}

/// A text whose days, such as 2005-12-06, are not broken at a hyphen.
fn dated(h: &mut Html, text: &str) {
    let mut rest = text;
    while let Some(at) = day_in(rest) {
        h.text(&rest[..at]);
        h.element("span", &[("class", "d")], &rest[at..at + DAY.len()]);
        rest = &rest[at + DAY.len()..];
    }
    h.text(rest);
}

/// Where a day begins in a text, in bytes.
fn day_in(text: &str) -> Option<usize> {
    let fits = |(byte, shape): (&u8, u8)| if shape == b'0' { byte.is_ascii_digit() } else { *byte == shape };
    text.as_bytes().windows(DAY.len()).position(|bytes| bytes.iter().zip(DAY.bytes()).all(fits))
}

/// The sign of a verdict and its words.
pub(super) fn marked(h: &mut Html, mark: Mark, words: &str) {
    h.with("span", &[("class", mark.tone.class())], |h| {
        h.element("span", &[("aria-hidden", "true")], mark.symbol);
        // The sign stays with the words.
        h.text("\u{a0}");
        h.text(words);
    });
}

fn class(cell: &Cell, number: bool) -> &'static str {
    match (number, cell.flag, cell.bar.is_some()) {
        (true, true, _) => "n flag",
        (false, true, _) => "flag",
        (_, _, true) => "n bar",
        (true, ..) => "n",
        _ if cell.text.len() > LONG => "w x",
        _ if cell.text.len() > 20 => "w",
        _ => "",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_is_not_broken_wherever_it_stands() {
        let mut h = Html::default();
        dated(&mut h, "від 2005-12-06 (10 days; moved from 2005-12-04), 2005-1-1");
        let day = |d: &str| format!("<span class=\"d\">{d}</span>");
        assert_eq!(h.finish(), format!("від {} (10 days; moved from {}), 2005-1-1", day("2005-12-06"), day("2005-12-04")));
    }
}
