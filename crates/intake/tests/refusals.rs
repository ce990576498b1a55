//! What the user is told about rows, mappings and files that cannot be used.

mod made;

use std::fmt::Write;

use domain::{Problem, Release};
use intake::progress::silent;
use intake::{IntakeError, Mapping, ReadOptions, read_bytes};

const MAPPING: &str = r#"
format = 1
[places]
levels = [{ name = "region", column = "Region" }]
[station]
code = "Station"
[fields]
registered = "Registered"
open_time = "Opened"
chair_signed = "Signed"
[options]
columns = ["Green", "Blue"]
complete = false
[published_share]
Green = "Green %"
[[leave_out]]
reason = "totals, not stations"
column = "Station"
starts_with = "total"
[[leave_out]]
reason = "cancelled by the court"
rows = [4]
"#;

fn read_as(text: &[u8], mapping: &str) -> Result<Release, IntakeError> {
    let mapping = Mapping::parse(mapping, "test.toml")?;
    read_bytes("results.csv", text, Some(&mapping), ReadOptions::default(), &silent).map(|(r, _)| r)
}

fn listing(problems: &[Problem]) -> String {
    problems.iter().fold(String::new(), |mut out, p| {
        let cell = [p.column.as_deref(), p.value.as_deref()].map(|t| t.map_or("-".to_owned(), |t| format!("`{t}`")));
        writeln!(out, "{} {}:{} {} {}\n    {}\n    {}", p.code, p.file, p.line, cell[0], cell[1], p.message, p.remedy)
            .expect("memory takes it");
        out
    })
}

#[test]
fn every_bad_row_is_listed_and_none_is_lost() {
    let text = "Region,Station,Registered,Green,Blue,Opened,Signed,Green %\n\
        N,1,100,10,20,08:00,yes,33.3\n\
        N,2,abc,-3,2.5,8 o'clock,perhaps,140\n\
        N,cancelled,1,1,1,,,\n\
        N,3,99999999999,\"1,535\",,,,\n\
        N,4,100,10\n\
        N,5,100,10,20,,,,extra\n\
        ,,,,,,,\n\
        N,,5,1,1,,,\n\
        N,1,100,10,20,,,\n\
        N,Total,1000,100,200,,,\n\
        N,6,\"a very long text that somebody pasted into a cell by mistake, with a name, an address and more than eighty characters\",1,1,,,\n\
        S,1,50,\"7\n\",8,,,\n";
    let r = read_as(text.as_bytes(), MAPPING).unwrap_or_else(|e| panic!("{e}"));
    assert_eq!((r.rows.used, r.rows.refused, r.rows.left_out_rows()), (2, 7, 3));
    assert_eq!(r.rows.total(), 12, "every row but the header");
    assert_eq!(r.stations.codes.iter().map(|c| &**c).collect::<Vec<_>>(), ["1", "1"]);
    insta::assert_snapshot!("bad_rows", format!("{:?}\n{}", r.rows.left_out, listing(&r.rows.problems)));
}

#[test]
fn bad_rows_of_a_long_file() {
    let text = "Station,Registered,Party,Votes\n1,100,Green,10\n1,100,Blue,x\n1,101,Blue,5\n1,100,Green,11\n1,100,,3\n2,90,Green,4\n";
    let mapping = "format = 1\n[file]\nlayout = \"long\"\n[station]\ncode = \"Station\"\n[fields]\nregistered = \"Registered\"\n\
        [options]\noption_column = \"Party\"\nvotes_column = \"Votes\"\ncomplete = true\nnames = { green = \"The Greens\" }\n";
    let r = read_as(text.as_bytes(), mapping).unwrap_or_else(|e| panic!("{e}"));
    assert_eq!((r.rows.used, r.rows.refused), (1, 5));
    assert_eq!(r.election.options[0].name, "The Greens");
    insta::assert_snapshot!("bad_long_rows", listing(&r.rows.problems));
}

#[test]
fn a_station_whose_rows_contradict_each_other_is_refused_whole() {
    let mapping = "format = 1\n[file]\nlayout = \"long\"\n[station]\ncode = \"Station\"\n[fields]\nregistered = \"Registered\"\n\
        [options]\noption_column = \"Party\"\nvotes_column = \"Votes\"\ncomplete = true\n";
    let text = "Station,Registered,Party,Votes\n1,100,Green,10\n2,90,Green,4\n1,100,Blue,5\n1,101,Red,6\n1,100,Grey,1\n2,90,Blue,7\n\
        3,50,Green,1\n3,50,Green,2\n4,60,Green,3\n4,60,Green,3\n5,,Green,1\n5,70,Blue,1\n5,71,Red,1\n";
    let r = read_as(text.as_bytes(), mapping).unwrap_or_else(|e| panic!("{e}"));
    assert_eq!(r.stations.codes.iter().map(|c| &**c).collect::<Vec<_>>(), ["2", "4"]);
    assert_eq!((&r.stations.lines[..], r.stations.len()), (&[3, 10][..], 2));
    assert_eq!(r.stations.field(domain::Field::Registered).map(|c| c.raw().to_vec()), Some(vec![90, 60]));
    assert_eq!(r.stations.votes[0].raw(), [4, 3]);
    assert_eq!((r.rows.used, r.rows.refused, r.rows.total()), (3, 10, 13));
    let told: Vec<_> = r.rows.problems.iter().map(|p| (p.line, p.message.as_str())).collect();
    assert!(told.iter().any(|(line, m)| *line == 5 && m.contains("line 2 ")), "{told:?}");
    assert!(told.iter().any(|(line, m)| *line == 9 && m.contains("line 8")), "{told:?}");
    assert!(told.iter().any(|(line, m)| *line == 14 && m.contains("line 13 ")), "the line that said it, not the first: {told:?}");
    assert!(told.iter().all(|(_, m)| m.ends_with('.')), "{told:?}");
}

#[test]
fn empty_cells_as_the_mapping_wants_them() {
    let text = "Station,Registered\n1,\n";
    let with = |empty: &str| {
        read_as(
            text.as_bytes(),
            &format!("format = 1\n[file]\nempty = \"{empty}\"\n[station]\ncode = \"Station\"\n[fields]\nregistered = \"Registered\"\n"),
        )
    };
    let first = |empty: &str| {
        let r = with(empty).unwrap_or_else(|e| panic!("{e}"));
        (r.stations.field(domain::Field::Registered).and_then(|c| c.get(0)), r.rows.refused)
    };
    assert_eq!(first("missing"), (None, 0));
    assert_eq!(first("zero"), (Some(0), 0));
    assert_eq!(first("refuse"), (None, 1));
}

fn told(e: &IntakeError) -> String {
    let mut out = format!("{}\n{e}\n    {}\n", e.code(), e.remedy());
    if let IntakeError::Mapping(errors) = e {
        for e in &errors.0 {
            writeln!(out, "  {} {e}\n      {}", e.code(), e.remedy()).expect("memory takes it");
        }
    }
    out
}

#[test]
fn all_errors_of_a_mapping_at_once() {
    let slips = r#"format = 2
[file]
layot = "wide"
delimiter = "-"
encoding = "klingon"
header_row = 0
[election]
title = 5
[fields]
registred = "A"
invalid = { starts = "B" }
valid = 7
[options]
columns = "X"
[turnout_h]
"noon" = "T"
[[leave_out]]
column = "A"
[stations]
code = "A"
"#;
    let mut out = told(&IntakeError::from(Mapping::parse(slips, "slips.toml").expect_err("has errors")));
    out.push_str(&told(&IntakeError::from(Mapping::parse("format = 1\n[election\nid = 3", "broken.toml").expect_err("is not TOML"))));
    let headers = "Region,Stations,Registered voters,Green,Green,Blue party,Signed\nN,1,2,3,4,5,6\n";
    out.push_str(&told(&read_as(headers.as_bytes(), MAPPING).expect_err("does not fit")));
    insta::assert_snapshot!("mapping_errors", out);
}

#[test]
fn files_that_are_refused() {
    let cases: Vec<(&str, Vec<u8>)> = vec![
        ("nothing", Vec::new()),
        ("white space", b" \n\r\n".to_vec()),
        ("header only", b"Region,Station,Registered,Green,Blue,Opened,Signed,Green %\n".to_vec()),
        ("binary", vec![0, 1, 2, 3, 0, 0, 255, 7]),
        ("pdf", b"%PDF-1.7 ...".to_vec()),
        ("old excel", b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1....".to_vec()),
        ("web page", b"<!DOCTYPE html><html><body>502 Bad Gateway".to_vec()),
        ("broken gzip", b"\x1F\x8B\x08\x00nonsense".to_vec()),
        ("broken zip", b"PK\x03\x04nonsense".to_vec()),
        ("broken parquet", b"PAR1nonsense".to_vec()),
        ("broken workbook", made::zip(&[("xl/workbook.xml", b"<nonsense")])),
        ("no encoding", b"Region,Station\nN,\xFF\xFE\x80\x81 x\n".to_vec()),
        ("open quote", b"Region,Station,Registered,Green,Blue,Opened,Signed,Green %\nN,\"1,2,3,4,,,\nN,2,2,3,4,,,\n".to_vec()),
        ("two members", made::zip(&[("a.csv", b"x"), ("b.csv", b"y")])),
    ];
    let mut out = String::new();
    for (what, bytes) in cases {
        let e = read_as(&bytes, MAPPING).expect_err(what);
        write!(out, "[{what}] {}", told(&e)).expect("memory takes it");
    }
    let e = read_bytes("numbers.csv", b"1,2\n3,4\n", None, ReadOptions::default(), &silent).expect_err("no header");
    write!(out, "[no header] {}", told(&e)).expect("memory takes it");
    insta::assert_snapshot!("refused_files", out);
}
