//! Submissions out as CSV and Parquet, and read back by others' readers.

#![allow(clippy::unwrap_used, reason = "helpers of tests")]

use std::collections::BTreeMap;

use bytes::Bytes;
use parquet::file::reader::{FileReader, SerializedFileReader};
use parquet::record::Field;
use proptest::prelude::*;
use publish::open_data::table_csv::{CsvOptions, LineEnd, SubmissionsCsv};
use publish::open_data::table_parquet::{GROUP_ROWS, SubmissionsParquet};
use publish::open_data::{Columns, Layout, LogAt, OpenDataError, Provenance, SubmissionOut};

fn provenance(simulated: bool) -> Provenance {
    Provenance { log: Some(LogAt { origin: "log.example".into(), size: 7, root: "cm9vdA==".into() }), simulated }
}

fn layout(answers: &[String]) -> Layout {
    let mut columns = Columns::default();
    (0..).zip(answers).for_each(|(entry, text)| columns.see(entry, text).unwrap());
    columns.finish()
}

fn row(entry: u64, answers: &str) -> SubmissionOut<'_> {
    SubmissionOut {
        entry,
        id: "0b8f2a52",
        form: "VOTE",
        station: "KZ-17",
        organisation: "north",
        observer: "TC111111",
        captured_at: "2026-11-24T09:10:00+05:00",
        received_at: "2026-11-24T04:10:07Z",
        replaced: entry == 1,
        marks: if entry == 1 { &["form-unknown", "station-unknown"] } else { &[] },
        answers,
    }
}

fn csv(answers: &[String], options: CsvOptions, simulated: bool) -> Vec<u8> {
    let layout = layout(answers);
    let mut csv = SubmissionsCsv::new(Vec::new(), &layout, &provenance(simulated), options).unwrap();
    (0..).zip(answers).for_each(|(entry, text)| csv.write(&row(entry, text)).unwrap());
    csv.finish().unwrap()
}

fn parquet(answers: &[String], simulated: bool) -> Vec<u8> {
    let layout = layout(answers);
    let mut parquet = SubmissionsParquet::new(Vec::new(), &layout, &provenance(simulated)).unwrap();
    (0..).zip(answers).for_each(|(entry, text)| parquet.write(&row(entry, text)).unwrap());
    parquet.finish().unwrap()
}

fn opened(bytes: Vec<u8>) -> impl FileReader {
    SerializedFileReader::new(Bytes::from(bytes)).unwrap()
}

fn two() -> Vec<String> {
    [
        r#"{"00a":"KZ-17","01":179,"10":"yes","02":2.50,"choice":["a","b"],"note":"Кезек ұзын, \"иә\"\nекі","g":{"q":"=1+1"}}"#,
        r#"{"00a":"KZ-18","01":"180","02":"0.5","note":null,"g":{"q":"-5"},"r":[{"q":true}]}"#,
    ]
    .map(str::to_owned)
    .to_vec()
}

#[test]
fn a_small_file() {
    let options = CsvOptions { line_end: LineEnd::Lf, ..CsvOptions::default() };
    insta::assert_snapshot!(String::from_utf8(csv(&two(), options, true)).unwrap());
}

#[test]
fn line_ends_mark_and_formulas_are_the_readers_choice() {
    let plain = csv(&two(), CsvOptions::default(), false);
    let lines = String::from_utf8(plain.clone()).unwrap();
    assert!(lines.ends_with("\r\n") && lines.contains(",=1+1,"));
    assert!(!lines.contains("SIMULATED") && csv(&two(), CsvOptions::default(), true).windows(9).any(|w| w == b"SIMULATED"));
    let all = CsvOptions { line_end: LineEnd::Lf, byte_order_mark: true, spreadsheet_safe: true };
    let excel = csv(&two(), all, false);
    let text = std::str::from_utf8(excel.strip_prefix(b"\xef\xbb\xbf").unwrap()).unwrap();
    assert!(text.contains(",'=1+1,") && text.contains(",-5,") && !text.contains('\r'));
}

#[test]
fn parquet_has_types_and_says_where_it_came_from() {
    let file = opened(parquet(&two(), true));
    let meta = file.metadata().file_metadata();
    let pairs: BTreeMap<_, _> = meta.key_value_metadata().unwrap().iter().map(|p| (p.key.as_str(), p.value.as_deref().unwrap())).collect();
    let wanted = [
        ("scrutineer.log.origin", "log.example"),
        ("scrutineer.log.root", "cm9vdA=="),
        ("scrutineer.log.size", "7"),
        ("scrutineer.simulated", "SIMULATED"),
    ];
    assert_eq!(pairs, wanted.into_iter().collect());
    let rows: Vec<BTreeMap<String, Field>> =
        file.get_row_iter(None).unwrap().map(|r| r.unwrap().into_columns().into_iter().collect()).collect();
    let [first, second] = &rows[..] else { panic!("two rows") };
    assert_eq!(first["entry"], Field::Long(0));
    assert_eq!((&first["01"], &second["01"]), (&Field::Long(179), &Field::Long(180)));
    assert_eq!((&first["02"], &second["02"]), (&Field::Double(2.5), &Field::Double(0.5)));
    assert_eq!((&first["note"], &second["note"]), (&Field::Str("Кезек ұзын, \"иә\"\nекі".into()), &Field::Null));
    assert_eq!((&first["choice"], &second["r[1]/q"]), (&Field::Str("a b".into()), &Field::Str("true".into())));
    assert_eq!((&second["replaced"], &second["marks"]), (&Field::Bool(true), &Field::Str("form-unknown station-unknown".into())));
    assert_eq!(first["simulated"], Field::Str("SIMULATED".into()));
}

#[test]
fn row_groups_go_out_as_they_fill() {
    let many = vec![r#"{"01":1}"#.to_owned(); GROUP_ROWS + 3];
    let file = opened(parquet(&many, false));
    let groups: Vec<i64> = file.metadata().row_groups().iter().map(parquet::file::metadata::RowGroupMetaData::num_rows).collect();
    assert_eq!(groups, [i64::try_from(GROUP_ROWS).unwrap(), 3]);
    let entries: Vec<u64> =
        file.get_row_iter(None).unwrap().map(|r| u64::try_from(long(&r.unwrap().into_columns()[0].1)).unwrap()).collect();
    assert!(entries.iter().copied().eq(0..many.len() as u64));
}

fn long(field: &Field) -> i64 {
    if let Field::Long(n) = field { *n } else { panic!("no number") }
}

#[test]
fn answers_without_a_column_stand_together() {
    let long = "n".repeat(300);
    let answers = vec![format!(r#"{{"01":"yes","{long}":"kept \"so\""}}"#), r#"{"01":"no"}"#.to_owned()];
    let bytes = csv(&answers, CsvOptions::default(), false);
    let mut reader = csv::Reader::from_reader(&bytes[..]);
    assert_eq!(reader.headers().unwrap().iter().next_back(), Some("other_answers"));
    let last: Vec<String> = reader.records().map(|r| r.unwrap().iter().next_back().unwrap().to_owned()).collect();
    assert_eq!(serde_json::from_str::<BTreeMap<String, String>>(&last[0]).unwrap(), BTreeMap::from([(long, "kept \"so\"".to_owned())]));
    assert_eq!(last[1], "");
}

#[test]
fn what_the_first_pass_did_not_see_is_refused_before_a_byte_of_it_is_written() {
    let layout = layout(&[r#"{"01":1}"#.to_owned()]);
    let mut csv = SubmissionsCsv::new(Vec::new(), &layout, &Provenance::default(), CsvOptions::default()).unwrap();
    assert!(matches!(csv.write(&row(3, r#"{"02":1}"#)), Err(OpenDataError::NotSeen { entry: 3 })));
    assert!(matches!(csv.write(&row(4, "[]")), Err(OpenDataError::Answers { entry: 4 })));
    assert_eq!(csv.finish().unwrap().split(|b| *b == b'\n').count(), 2);
    let mut parquet = SubmissionsParquet::new(Vec::new(), &layout, &Provenance::default()).unwrap();
    assert!(matches!(parquet.write(&row(5, r#"{"01":"many"}"#)), Err(OpenDataError::NotSeen { entry: 5 })));
}

/// Texts with everything that CSV and JSON have to escape, and Kazakh letters.
fn hostile() -> impl Strategy<Value = String> {
    prop_oneof![any::<String>(), "[\"',;\r\n\t=+@әғқңөұүһі -]{0,12}"]
}

proptest! {
    #[test]
    fn whatever_is_answered_comes_back(rows in prop::collection::vec(prop::collection::btree_map("[a-z]{1,3}", hostile(), 0..5), 1..6)) {
        let answers: Vec<String> = rows.iter().map(|r| serde_json::to_string(r).unwrap()).collect();
        for line_end in [LineEnd::CrLf, LineEnd::Lf] {
            let bytes = csv(&answers, CsvOptions { line_end, ..CsvOptions::default() }, true);
            let mut reader = csv::Reader::from_reader(&bytes[..]);
            let headers = reader.headers().unwrap().clone();
            let read: Vec<csv::StringRecord> = reader.records().map(Result::unwrap).collect();
            prop_assert_eq!(read.len(), rows.len());
            for (row, record) in rows.iter().zip(&read) {
                let cells: BTreeMap<&str, &str> = headers.iter().zip(record).collect();
                prop_assert_eq!(cells["station"], "KZ-17");
                for (name, value) in row {
                    let column = if cells.contains_key(format!("{name}_").as_str()) { format!("{name}_") } else { name.clone() };
                    prop_assert_eq!(cells[column.as_str()], value);
                }
            }
        }
        let file = opened(parquet(&answers, true));
        for (row, record) in rows.iter().zip(file.get_row_iter(None).unwrap()) {
            let cells: BTreeMap<String, Field> = record.unwrap().into_columns().into_iter().collect();
            for (name, value) in row {
                let got = match cells.get(&format!("{name}_")).unwrap_or(&cells[name]) {
                    Field::Null => String::new(),
                    Field::Str(text) => text.clone(),
                    Field::Long(n) => n.to_string(),
                    other => panic!("{other:?}"),
                };
                prop_assert_eq!(&got, value);
            }
        }
    }

    #[test]
    fn the_same_rows_give_the_same_bytes(values in prop::collection::vec(hostile(), 1..6)) {
        let answers: Vec<String> = values.iter().map(|v| serde_json::json!({"a": v, v: [v, {"b": 1}]}).to_string()).collect();
        prop_assert_eq!(csv(&answers, CsvOptions::default(), false), csv(&answers, CsvOptions::default(), false));
        prop_assert_eq!(parquet(&answers, false), parquet(&answers, false));
    }
}
