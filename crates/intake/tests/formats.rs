//! One table in every format, encoding, separator, line ending and layout gives one release.

mod made;

use std::io::Write;

use domain::{Field, Release};
use intake::progress::silent;
use intake::{How, IntakeError, Limits, Mapping, ReadOptions, read_bytes};

const WIDE: &str = "Регион,Участок,Избирателей,Недействительных,\"Зелёные, партия\",Синие\n\
    Север,1,100,2,30,20\nСевер,2,\"1 200\",0,300.0,205\nЮг,1,80,,10,9\n";

const MAPPING: &str = r#"
format = 1
[places]
levels = [{ name = "region", column = "Регион" }]
[station]
code = "Участок"
[fields]
registered = "Избирателей"
invalid = "Недействительных"
[options]
columns = { after = "Недействительных" }
complete = true
"#;

fn read_as(name: &str, bytes: &[u8], mapping: &str) -> Result<Release, IntakeError> {
    let mapping = Mapping::parse(mapping, "test").unwrap_or_else(|e| panic!("{e}"));
    read_bytes(name, bytes, Some(&mapping), ReadOptions::default(), &silent).map(|(r, _)| r)
}

fn read(name: &str, bytes: &[u8]) -> Release {
    read_as(name, bytes, MAPPING).unwrap_or_else(|e| panic!("{name}: {e}"))
}

#[track_caller]
fn same(a: &Release, b: &Release) {
    made::assert_same(a, b);
}

#[test]
fn the_plain_file_says_what_it_says() {
    let r = read("t.csv", WIDE.as_bytes());
    assert_eq!(r.rows.problems, []);
    assert_eq!(r.stations.codes.iter().map(|c| &**c).collect::<Vec<_>>(), ["1", "2", "1"]);
    assert_eq!(r.stations.lines, [2, 3, 4]);
    assert_eq!(r.stations.field(Field::Registered).map(domain::Column::total), Some(1380));
    assert_eq!(r.stations.field(Field::Invalid).map(|c| c.get(2)), Some(None), "an empty cell is missing");
    assert_eq!(r.stations.votes[0].raw(), [30, 300, 10]);
    assert_eq!(r.election.options[0].name, "Зелёные, партия");
    assert_eq!(r.station_path(2), "Юг/1");
}

#[test]
fn separators_and_line_endings() {
    let plain = read("t.csv", WIDE.as_bytes());
    for (delimiter, ending) in [(";", "\n"), ("\t", "\r\n"), ("|", "\r"), (",", "\r\n"), (",", "\r")] {
        let text = WIDE
            .replace("\"Зелёные, партия\"", "\u{1}")
            .replace(',', delimiter)
            .replace('\u{1}', "\"Зелёные, партия\"")
            .replace('\n', ending);
        same(&plain, &read("t.csv", text.as_bytes()));
    }
    same(&plain, &read("t.csv", WIDE.trim_end().as_bytes()));
    same(&plain, &read("t.csv", format!("\u{FEFF}{WIDE}").as_bytes()));
}

#[test]
fn encodings() {
    let plain = read("t.csv", WIDE.as_bytes());
    let (cp1251, ..) = encoding_rs::WINDOWS_1251.encode(WIDE);
    same(&plain, &read("t.csv", &cp1251));
    let said = MAPPING.replace("[places]", "[file]\nencoding = \"windows-1251\"\n[places]");
    same(&plain, &read_as("t.csv", &cp1251, &said).unwrap_or_else(|e| panic!("{e}")));
    let utf16: Vec<u8> = format!("\u{FEFF}{WIDE}").encode_utf16().flat_map(u16::to_le_bytes).collect();
    same(&plain, &read("t.csv", &utf16));
    let wrong = MAPPING.replace("[places]", "[file]\nencoding = \"utf-8\"\n[places]");
    assert!(matches!(read_as("t.csv", &cp1251, &wrong), Err(IntakeError::Encoding { line: 1, .. })));
}

#[test]
fn archives_whatever_their_name() {
    let plain = read("t.csv", WIDE.as_bytes());
    same(&plain, &read("t.csv", &made::gzip(WIDE.as_bytes())));
    same(&plain, &read("t", &made::zip(&[("deep/t.csv", WIDE.as_bytes()), ("__MACOSX/._t.csv", b"x")])));
    same(&plain, &read("t", &made::zip(&[("t.xlsx", &made::workbook(&made::table(WIDE)))])));
    same(&plain, &read("t", &made::zip(&[("t.csv.gz", &made::gzip(WIDE.as_bytes()))])));

    let beside: [(&str, &[u8]); 4] =
        [("README.txt", b"read"), ("doc/notes.pdf", b"%PDF"), ("__MACOSX/x", b"x"), ("t.csv", WIDE.as_bytes())];
    same(&plain, &read("t", &made::zip(&beside)));

    let two = made::zip(&[("a.csv", WIDE.as_bytes()), ("b.csv", b"x")]);
    let refused = read_as("t.zip", &two, MAPPING).expect_err("two files");
    assert_eq!(refused.code(), "INTAKE-FILE-CHOOSE");
    let chosen = MAPPING.replace("[places]", "[file]\nmember = \"a.csv\"\n[places]");
    same(&plain, &read_as("t.zip", &two, &chosen).unwrap_or_else(|e| panic!("{e}")));
}

#[test]
fn workbooks_and_parquet() {
    let plain = read("t.csv", WIDE.as_bytes());
    same(&plain, &read("t.xlsx", &made::workbook(&made::table(WIDE))));
    same(&plain, &read("t.bin", &made::parquet(&made::table(WIDE))));
    // A workbook may begin with title rows, and the row number is the line.
    let titled: Vec<Vec<String>> = [vec!["Results of the election".to_owned()], vec![]].into_iter().chain(made::table(WIDE)).collect();
    let r = read("t.xlsx", &made::workbook(&titled));
    assert_eq!(r.stations.lines, [4, 5, 6]);
}

#[test]
fn a_long_file_gives_the_same_stations() {
    let long = "Регион,Участок,Партия,Голосов,Избирателей\n\
        Север,1,\"Зелёные, партия\",30,100\nСевер,1,Синие,20,100\nСевер,1,Недейств.,2,100\n\
        Север,2,\"Зелёные, партия\",300,1200\nСевер,2,Синие,205,1200\nСевер,2,Недейств.,0,1200\n\
        Юг,1,\"Зелёные, партия\",10,80\nЮг,1,Синие,9,80\n";
    let mapping = "format = 1\n[file]\nlayout = \"long\"\n[places]\nlevels = [{ name = \"region\", column = \"Регион\" }]\n[station]\ncode = \"Участок\"\n\
        [fields]\nregistered = \"Избирателей\"\ninvalid = { option = \"недейств.\" }\n\
        [options]\noption_column = \"Партия\"\nvotes_column = \"Голосов\"\ncomplete = true\n";
    let a = read("t.csv", WIDE.as_bytes());
    let b = read_as("t.csv", long.as_bytes(), mapping).unwrap_or_else(|e| panic!("{e}"));
    assert_eq!(b.rows.used, 8);
    assert_eq!((&a.stations.votes, &a.stations.codes, &a.stations.fields), (&b.stations.votes, &b.stations.codes, &b.stations.fields));
}

#[test]
fn a_bomb_is_stopped() {
    let mapping = Mapping::parse(MAPPING, "test").unwrap_or_else(|e| panic!("{e}"));
    let zeros = vec![b'0'; 80 << 20];
    let with = |limits| ReadOptions { limits, ..ReadOptions::default() };
    let small = with(Limits { unpacked: 1 << 20, ratio: 1000 });
    let tight = with(Limits { ratio: 10, ..Limits::default() });
    for bytes in [made::gzip(&zeros), made::zip(&[("a.csv", &zeros)])] {
        let e = read_bytes("b", &bytes, Some(&mapping), small, &silent).expect_err("too big");
        assert_eq!(e.code(), "INTAKE-FILE-TOO-BIG");
        let e = read_bytes("b", &bytes, Some(&mapping), tight, &silent).expect_err("packed too tightly");
        assert_eq!(e.code(), "INTAKE-FILE-TOO-BIG", "80 MB from a few hundred kB");
    }
}

#[test]
fn a_file_nobody_described_is_guessed_and_says_so() {
    let text = "Region,Precinct,Registered voters,Invalid,Valid votes,Green,Blue\nN,1,100,2,50,30,20\nN,2,200,3,90,50,40\nS,3,80,0,19,10,9\nS,4,80,0,19,10,9\n";
    let (release, used) = read_bytes("t.csv", text.as_bytes(), None, ReadOptions::default(), &silent).unwrap_or_else(|e| panic!("{e}"));
    assert_eq!(used.how, How::Guessed);
    assert_eq!(release.election.options.iter().map(|o| o.name.as_str()).collect::<Vec<_>>(), ["Green", "Blue"]);
    assert!(release.election.options_complete);
    assert!(used.explanations.iter().any(|e| e.what == "registered"));
    assert_eq!(release.places.of_level(1).count(), 2);
}

#[test]
fn a_header_without_rows_and_votes_without_names_are_refused() {
    let read = |text: &str| read_bytes("t.csv", text.as_bytes(), None, ReadOptions::default(), &silent).expect_err("is refused");
    assert_eq!(read("station,registered,valid,Green,Blue\n").code(), "INTAKE-FILE-NO-ROWS");
    let e = read("station,registered,valid,Green,Green\n1,90,50,20,30\n2,80,40,20,20\n");
    assert_eq!(e.code(), "INTAKE-NO-MAPPING");
    assert!(e.to_string().contains("`Green`"), "{e}");
    assert!(e.remedy().contains("mapping list example") && Mapping::shipped_text("example").is_some());
}

#[test]
fn progress_ends_at_the_end() {
    let last = std::sync::Mutex::new(None);
    let note = |p: intake::Progress| *last.lock().expect("not poisoned") = Some(p);
    let mapping = Mapping::parse(MAPPING, "test").unwrap_or_else(|e| panic!("{e}"));
    let read = read_bytes("t", WIDE.as_bytes(), Some(&mapping), ReadOptions::default(), &note);
    assert!(read.is_ok());
    let last = last.lock().expect("not poisoned").expect("was called");
    assert_eq!((last.phase, last.done, last.total), (intake::Phase::Building, 3, 3));
}

#[test]
fn a_folder_is_no_file() {
    let folder = tempfile::tempdir().expect("can be made");
    let e = intake::read_results(folder.path(), None, &silent).expect_err("a folder");
    assert_eq!(e.code(), "INTAKE-FILE-OPEN");
    #[cfg(unix)]
    assert!(e.to_string().ends_with("it is a folder"), "{e}");
    let e = intake::read_results(&folder.path().join("none.csv"), None, &silent).expect_err("nothing there");
    assert!(e.to_string().ends_with("no such file"), "{e}");
    let path = folder.path().join("t.csv");
    std::fs::File::create(&path).and_then(|mut f| f.write_all(WIDE.as_bytes())).expect("can be written");
    let mapping = Mapping::parse(MAPPING, "test").unwrap_or_else(|e| panic!("{e}"));
    let (release, _) = intake::read_results(&path, Some(&mapping), &silent).expect("reads");
    assert_eq!((release.source.name.as_str(), release.source.bytes), ("t.csv", WIDE.len() as u64));
}
