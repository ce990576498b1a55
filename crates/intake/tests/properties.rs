//! Whatever the table, reading gives it back; whatever the bytes, reading does not panic.

mod made;

use domain::{Column, Election, Field, Level, PlaceTreeBuilder, Release, RowAccount, SourceFile, Stations};
use intake::progress::silent;
use intake::{Mapping, ReadOptions, mapping_toml_for, read_bytes, write_results_csv};
use proptest::prelude::*;

/// How a table is written.
#[derive(Clone, Copy, Debug)]
struct Style {
    delimiter: char,
    ending: &'static str,
    quote_all: bool,
    cp1251: bool,
}

fn style() -> impl Strategy<Value = Style> {
    (prop::sample::select(vec![',', ';', '\t', '|']), prop::sample::select(vec!["\n", "\r\n", "\r"]), any::<bool>(), any::<bool>())
        .prop_map(|(delimiter, ending, quote_all, cp1251)| Style { delimiter, ending, quote_all, cp1251 })
}

/// Names as they come: quotes, separators and line breaks inside, but no white space around, which is not kept.
fn name() -> impl Strategy<Value = String> {
    "[а-яА-Я0-9a-z,;|\"\t\n' №.-]{0,12}".prop_map(|s| format!("к{}я", s.trim()))
}

type Row = (u8, String, Vec<Option<u32>>);

fn rows() -> impl Strategy<Value = Vec<Row>> {
    prop::collection::vec((0u8..3, name(), prop::collection::vec(prop::option::of(0u32..u32::MAX), 3)), 1..40)
}

fn write(rows: &[Row], style: Style) -> Vec<u8> {
    let cell = |s: &str| {
        let special = s.contains([style.delimiter, '"', '\n', '\r']);
        if special || style.quote_all { format!("\"{}\"", s.replace('"', "\"\"")) } else { s.to_owned() }
    };
    let mut lines = vec![["регион", "участок", "a", "b", "c"].map(cell).join(&style.delimiter.to_string())];
    for (region, code, counts) in rows {
        let mut cells = vec![cell(&format!("р{region}")), cell(code)];
        cells.extend(counts.iter().map(|c| c.map(|c| cell(&c.to_string())).unwrap_or_default()));
        lines.push(cells.join(&style.delimiter.to_string()));
    }
    let text = lines.join(style.ending) + style.ending;
    if style.cp1251 { encoding_rs::WINDOWS_1251.encode(&text).0.into_owned() } else { text.into_bytes() }
}

fn mapping(style: Style) -> Mapping {
    let encoding = if style.cp1251 { "windows-1251" } else { "utf-8" };
    let text = format!(
        "format = 1\n[file]\ndelimiter = {:?}\nencoding = \"{encoding}\"\n[places]\nlevels = [{{ name = \"region\", column = \"регион\" }}]\n\
         [station]\ncode = \"участок\"\n[fields]\nregistered = \"a\"\n[options]\ncolumns = [\"b\", \"c\"]\ncomplete = false\n",
        style.delimiter.to_string()
    );
    Mapping::parse(&text, "test").unwrap_or_else(|e| panic!("{e}\n{text}"))
}

/// The stations as the test knows them: the first of each name in a region, region by region in the order of the file.
fn expected(rows: &[Row]) -> Vec<(String, String, Vec<Option<u32>>)> {
    let mut regions: Vec<u8> = Vec::new();
    let mut seen = std::collections::HashSet::new();
    let kept: Vec<&Row> = rows.iter().filter(|(r, c, _)| seen.insert((*r, c.clone()))).collect();
    for (r, ..) in rows {
        if !regions.contains(r) {
            regions.push(*r);
        }
    }
    let of = |region: u8| kept.iter().filter(move |(r, ..)| *r == region).map(|(r, c, n)| (format!("р{r}"), c.clone(), n.clone()));
    regions.into_iter().flat_map(of).collect()
}

fn read_back(release: &Release) -> Vec<(String, String, Vec<Option<u32>>)> {
    let registered = release.stations.field(Field::Registered).cloned().unwrap_or_default();
    let region = |s: usize| {
        release.places.of_level(1).find(|&p| release.places.stations(p).contains(&s)).map(|p| release.places.path(p)).unwrap_or_default()
    };
    let columns = [&registered, &release.stations.votes[0], &release.stations.votes[1]];
    let row = |s: usize| (region(s), release.stations.codes[s].to_string(), columns.iter().map(|c| c.get(s)).collect());
    (0..release.stations.len()).map(row).collect()
}

fn on_threads<T: Send>(threads: usize, work: impl FnOnce() -> T + Send) -> T {
    rayon::ThreadPoolBuilder::new().num_threads(threads).build().expect("threads").install(work)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, ..ProptestConfig::default() })]

    #[test]
    fn any_table_reads_back_on_any_number_of_threads(rows in rows(), style in style(), piece in 1usize..200) {
        let bytes = write(&rows, style);
        let mapping = mapping(style);
        let with = |piece| read_bytes("t", &bytes, Some(&mapping), ReadOptions { piece, ..ReadOptions::default() }, &silent);
        let (whole, _) = on_threads(1, || with(usize::MAX >> 1)).map_err(|e| TestCaseError::fail(e.to_string()))?;
        prop_assert_eq!(read_back(&whole), expected(&rows));
        prop_assert_eq!(whole.rows.total(), rows.len() as u64);
        let (cut, _) = on_threads(4, || with(piece)).map_err(|e| TestCaseError::fail(e.to_string()))?;
        made::assert_same(&whole, &cut);
        prop_assert_eq!(&whole.stations.lines, &cut.stations.lines);
        prop_assert_eq!(&whole.rows.problems, &cut.rows.problems);
    }

    #[test]
    fn text_with_loose_quotes_reads_the_same_in_pieces(text in "[a\",\n1]{0,300}", piece in 1usize..60) {
        let text = format!("участок,a\n{text}");
        let mapping = Mapping::parse("format = 1\n[file]\ndelimiter = \",\"\n[fields]\nregistered = \"a\"\n", "test").expect("parses");
        let with = |piece| read_bytes("t", text.as_bytes(), Some(&mapping), ReadOptions { piece, ..ReadOptions::default() }, &silent);
        match (with(1 << 20), with(piece)) {
            (Ok((a, _)), Ok((b, _))) => {
                made::assert_same(&a, &b);
                prop_assert_eq!(a.rows.problems, b.rows.problems);
                prop_assert_eq!(a.stations.lines, b.stations.lines);
            }
            (Err(a), Err(b)) => prop_assert_eq!(a.to_string(), b.to_string()),
            (a, b) => prop_assert!(false, "{:?} / {:?}", a.err(), b.err()),
        }
    }

    #[test]
    fn no_bytes_make_it_panic(start in prop::sample::select(vec![&b""[..], b"\x1F\x8B\x08\0", b"PK\x03\x04", b"PAR1", b"\xFF\xFE", b"\xEF\xBB\xBF", b"Region,Station,Registered\n"]), rest in prop::collection::vec(any::<u8>(), 0..400)) {
        let bytes = [start, &rest].concat();
        let _ = read_bytes("t", &bytes, None, ReadOptions::default(), &silent);
    }

    #[test]
    fn no_text_makes_the_guess_or_a_mapping_panic(text in "[a-zа-я0-9,;\"\n. =\\[\\]{}]{0,300}") {
        let _ = read_bytes("t", text.as_bytes(), None, ReadOptions::default(), &silent);
        let _ = Mapping::parse(&text, "t");
        let _ = Mapping::parse(&format!("format = 1\n[fields]\n{text}"), "t");
    }

    #[test]
    fn a_damaged_archive_never_makes_it_panic(at in 0usize..2000, to in any::<u8>(), which in 0usize..4) {
        let table = made::table("Region,Station,Registered,Green,Blue\nN,1,100,30,20\nS,2,90,10,15\n");
        let text = "Region,Station,Registered,Green,Blue\nN,1,100,30,20\n".as_bytes();
        let mut bytes = match which { 0 => made::gzip(text), 1 => made::zip(&[("a", text)]), 2 => made::workbook(&table), _ => made::parquet(&table) };
        let at = at % bytes.len();
        bytes[at] = to;
        let _ = read_bytes("t", &bytes, None, ReadOptions::default(), &silent);
    }

    #[test]
    fn a_release_written_reads_back_the_same(
        rows in prop::collection::vec((name(), name(), name(), prop::collection::vec(prop::option::of(0u32..5000), 6)), 1..30),
        options in prop::collection::vec(name(), 1..4),
        complete in any::<bool>(),
    ) {
        let release = release(&rows, &options, complete);
        let mut csv = Vec::new();
        write_results_csv(&release, &mut csv).expect("memory takes it");
        let toml = mapping_toml_for(&release);
        let mapping = Mapping::parse(&toml, "own").map_err(|e| TestCaseError::fail(format!("{e}\n{toml}")))?;
        let (again, _) = read_bytes("t", &csv, Some(&mapping), ReadOptions::default(), &silent).map_err(|e| TestCaseError::fail(format!("{e}\n{toml}")))?;
        prop_assert!(again.rows.problems.is_empty(), "{:?}\n{}", again.rows.problems, String::from_utf8_lossy(&csv));
        made::assert_same(&release, &again);
    }
}

fn release(rows: &[(String, String, String, Vec<Option<u32>>)], options: &[String], complete: bool) -> Release {
    let levels = ["registered", "station"].map(|n| Level { name: n.to_owned(), analysed: n == "station" });
    let mut places = PlaceTreeBuilder::new(levels.to_vec());
    for (a, b, ..) in rows {
        places.push(&[a, b]);
    }
    let column = |at: usize, limit: u32| rows.iter().map(|r| r.3[at].map(|n| n % limit)).collect::<Column>();
    let stations = Stations {
        codes: rows.iter().map(|r| r.2.as_str().into()).collect(),
        lines: (0..rows.len()).map(|i| u32::try_from(i + 2).expect("few")).collect(),
        fields: [(Field::Registered, column(0, 5000)), (Field::OpenTime, column(1, 2880)), (Field::ChairSigned, column(2, 2))].into(),
        votes: (0..options.len()).map(|o| column(3 + o % 2, 5000)).collect(),
        turnout_h: vec![(600, column(4, 5000)), (1080, column(5, 5000))],
        published_share: [(0, column(5, 5000))].into(),
    };
    let mut seen = std::collections::HashSet::new();
    let option = |(i, name): (usize, &String)| {
        let name =
            if seen.insert(name.split_whitespace().collect::<String>().to_lowercase()) { name.clone() } else { format!("{name} {i}") };
        domain::BallotOption { name }
    };
    let election = Election {
        id: "sim".to_owned(),
        title: "A \"simulated\" election".to_owned(),
        date: Some("2026-03-01".to_owned()),
        source: "simulate".to_owned(),
        simulated: true,
        options: options.iter().enumerate().map(option).collect(),
        options_complete: complete,
        country: Some("XX".to_owned()),
        found: None,
    };
    let rows = RowAccount { used: rows.len() as u64, ..RowAccount::default() };
    Release::new(election, SourceFile::default(), places.finish(), stations, rows)
}
