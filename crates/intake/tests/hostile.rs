//! Files made to mislead the reader or to fill the memory: found by fuzzing and by reading with that in mind.

mod made;

use std::fmt::Write;

use domain::Release;
use intake::progress::silent;
use intake::{IntakeError, Limits, Mapping, ReadOptions, read_bytes};

const MAPPING: &str = "format = 1\n[station]\ncode = \"station\"\n[fields]\nregistered = \"registered\"\n";

fn read_as(bytes: &[u8], mapping: &str, limits: Limits) -> Result<Release, IntakeError> {
    let mapping = Mapping::parse(mapping, "test").unwrap_or_else(|e| panic!("{e}"));
    read_bytes("t", bytes, Some(&mapping), ReadOptions { limits, ..ReadOptions::default() }, &silent).map(|(r, _)| r)
}

/// What a file that should be refused is refused for; its stations when it is not.
#[track_caller]
fn refusal(read: Result<Release, IntakeError>) -> IntakeError {
    read.map(|r| r.stations.codes).expect_err("is refused")
}

fn read(bytes: &[u8]) -> Result<Release, IntakeError> {
    read_as(bytes, MAPPING, Limits::default())
}

fn text_cell(at: &str, text: &str) -> String {
    format!("<c r=\"{at}\" t=\"inlineStr\"><is><t>{text}</t></is></c>")
}

fn sheet(rows: &str) -> Vec<u8> {
    let header = [text_cell("A1", "station"), text_cell("B1", "registered")].concat();
    made::workbook_of(&format!("<row r=\"1\">{header}</row>{rows}"))
}

#[test]
fn two_cells_of_one_place_are_not_joined_to_one_number() {
    let good = sheet("<row r=\"2\"><c r=\"A2\"><v>1</v></c><c r=\"B2\"><v>12</v></c></row>");
    let r = read(&good).unwrap_or_else(|e| panic!("{e}"));
    assert_eq!(r.stations.fields.values().next().map(|c| c.raw().to_vec()), Some(vec![12]));
    for twice in [
        sheet("<row r=\"2\"><c r=\"A2\"><v>1</v></c><c r=\"B2\"><v>12</v></c><c r=\"B2\"><v>34</v></c></row>"),
        made::workbook_of(&format!("<row r=\"1\">{}{}</row>", text_cell("A1", "stat"), text_cell("A1", "ion"))),
    ] {
        assert_eq!(refusal(read(&twice)).code(), "INTAKE-FILE-BROKEN");
    }
}

/// A cell at the far right of every row makes 16 kB of nothing out of a few packed bytes.
#[test]
fn the_gaps_of_a_workbook_count_as_unpacked() {
    let mut rows = String::new();
    for row in 2..6000 {
        write!(rows, "<row r=\"{row}\"><c r=\"XFD{row}\"><v>1</v></c></row>").expect("memory takes it");
    }
    let bytes = sheet(&rows);
    let e = refusal(read_as(&bytes, MAPPING, Limits { ratio: 100, ..Limits::default() }));
    assert_eq!(e.code(), "INTAKE-FILE-TOO-BIG", "from {} bytes: {e}", bytes.len());
}

#[test]
fn a_table_wider_than_any_sheet_is_refused() {
    let wide = |columns: usize| {
        let header: Vec<String> =
            ["station", "registered"].map(str::to_owned).into_iter().chain((2..columns).map(|c| format!("c{c}"))).collect();
        let row = vec!["1"; columns];
        format!("{}\n{}\n", header.join(","), row.join(","))
    };
    assert_eq!(read(wide(16_384).as_bytes()).map(|r| r.stations.len()).unwrap_or_default(), 1);
    for mapping in [Some(MAPPING), None] {
        let mapping = mapping.map(|m| Mapping::parse(m, "test").unwrap_or_else(|e| panic!("{e}")));
        let text = wide(16_385);
        let e = refusal(read_bytes("t", text.as_bytes(), mapping.as_ref(), ReadOptions::default(), &silent).map(|(r, _)| r));
        assert_eq!(e.code(), "INTAKE-FILE-UNSUPPORTED", "{e}");
    }
}

/// One row of a hundred thousand separators is one refused row.
#[test]
fn a_row_of_separators_is_refused_and_not_kept() {
    let text = format!("station,registered\n1,100\n2{}\n3,300\n", ",5".repeat(100_000));
    let r = read(text.as_bytes()).unwrap_or_else(|e| panic!("{e}"));
    assert_eq!((r.rows.used, r.rows.refused), (2, 1));
    let message = &r.rows.problems[0].message;
    assert!(message.starts_with("the row has more than 65536 cells, the header has 2"), "{message}");
    assert_eq!(r.stations.lines, [2, 4]);
}

/// Every error of a long mapping is reported at its place, and no error costs a walk over the whole text.
#[test]
fn a_mapping_of_nothing_but_errors_is_read_to_its_end() {
    let text: String = (1..=60_000).map(|i| format!("\"ж{i}\" = 1\n")).chain(["format = \"ж\"".to_owned()]).collect();
    let errors = Mapping::parse(&text, "long").expect_err("nothing in it is right").0;
    let places: Vec<(u32, u32)> = errors.iter().map(|e| (e.at.line, e.at.column)).collect();
    let wanted: Vec<(u32, u32)> = (1..=60_000).map(|line| (line, 1)).chain([(60_001, 10)]).collect();
    assert!(places == wanted, "{:?}", places.iter().zip(&wanted).find(|(a, b)| a != b));
}
