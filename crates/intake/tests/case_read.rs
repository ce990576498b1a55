//! Case folders: the skeleton, the cases there are, clocks, speakers, warnings, and mistakes one by one.

mod case_made;

use case_made::{codes, listing, skeleton_with};
use intake::case::{CaseFiles, read_case, skeleton};

#[test]
fn the_skeleton_reads_without_a_word_and_says_that_it_is_simulated() {
    let files: CaseFiles = skeleton("my-case").into_iter().collect();
    let read = read_case(&files).unwrap_or_else(|e| panic!("{e}"));
    assert_eq!(read.warnings, []);
    assert_eq!(read.case.id, "my-case");
    assert!(read.case.simulated);
    // Every file of it became something.
    let c = &read.case;
    let counts = [
        c.election.contests[0].options.len(),
        c.election.releases.len(),
        c.organisations.len(),
        c.figures.len(),
        c.observations.len(),
        c.estimates.len(),
        c.watches.len(),
        c.incidents.len(),
        c.overlaps.len(),
        c.statements.len(),
        c.claims.len(),
        c.sources.len(),
        c.people.len(),
        c.places.len(),
        c.law.len(),
        c.acts.len(),
        c.complaints.len(),
    ];
    assert_eq!(counts, [2, 1, 4, 9, 1, 1, 2, 1, 2, 3, 2, 3, 2, 2, 1, 2, 1]);
}

#[test]
fn the_example_reads_into_the_model() {
    let files: CaseFiles = skeleton("example").into_iter().collect();
    let read = read_case(&files).unwrap_or_else(|e| panic!("{e}"));
    insta::assert_json_snapshot!("skeleton", read.case);
}

#[test]
fn the_skeleton_explains_every_column() {
    for (path, text) in skeleton("example").iter().filter(|(_, text)| !text.contains(" = ")) {
        let (comments, rows): (Vec<&str>, Vec<&str>) = text.lines().partition(|l| l.starts_with('#'));
        let explained = comments.join(" ");
        for column in rows[0].split(',') {
            let shared = ["source", "certainty", "note"].contains(&column) && explained.contains("as in results/");
            let columns_elsewhere = path == "figures.csv" && explained.contains("those of the files in results/");
            assert!(shared || columns_elsewhere || explained.contains(column), "{path}: {column}");
        }
    }
}

#[test]
fn a_moment_has_the_clock_of_its_place_on_that_day() {
    let files = skeleton_with(&[
        (
            "places.csv",
            "id,name,within,zone,from,until\n\
             exampleland,Exampleland,,,,\n\
             west,West,exampleland,Asia/Aqtobe,,2030-03-03\n\
             west,West,exampleland,Asia/Almaty,2030-03-04,\n\
             exampleton,Exampleton,west,,,\n",
        ),
        (
            "statements.csv",
            "id,kind,organisation,said,place,words,source\n\
             s-result,checkable,commission,2030-03-03T10:00,exampleton,a,article\n\
             s-count,checkable,commission,2030-03-04T10:00,exampleton,b,article\n\
             s-three,opinion,commission,2030-03-04,,c,article\n",
        ),
    ]);
    let read = read_case(&files).unwrap_or_else(|e| panic!("{e}"));
    let zones: Vec<String> = read.case.statements.iter().map(|s| s.said.clone().expect("was said").zone).collect();
    assert_eq!(zones, ["Asia/Aqtobe", "Asia/Almaty", "Etc/UTC"]);
}

#[test]
fn a_speaker_is_found_in_any_spelling() {
    let people = "id,name\nrossi,Ada Rossi\nbrandt,Ben Brandt\nbrandt,Бен Брандт\nold-rossi,Anna Rossi\n";
    let said = |speaker: &str| {
        let statements =
            format!("id,kind,speaker,words,source\ns-result,checkable,Ben Brandt,a,article\ns-count,checkable,\"{speaker}\",b,article\n");
        let files = skeleton_with(&[("people.csv", people), ("statements.csv", &statements)]);
        match read_case(&files) {
            Ok(read) => read.case.statements[1].person.clone().unwrap_or_default(),
            Err(e) => codes(&e.0).join(" "),
        }
    };
    assert_eq!(said("Brandt, Ben"), "brandt");
    assert_eq!(said("B. Brandt"), "brandt");
    assert_eq!(said("БЕН БРАНДТ"), "brandt");
    assert_eq!(said("A. Rossi"), "CASE-SPEAKER-SEVERAL");
    assert_eq!(said("Ben Brant"), "CASE-SPEAKER-UNKNOWN");
    assert_eq!(said("Somebody Else"), "CASE-SPEAKER-UNKNOWN");
}

#[test]
fn numbers_of_claims_keep_their_digits() {
    let claims = "[[claim]]\nid = \"a\"\nstatement = \"s-result\"\nmeasure = { what = \"result\", item = \"share\", option = \"rossi\" }\n\
        relation = \"equal\"\nunit = \"percent of valid ballots\"\nquantity = 6.60\n";
    let read = read_case(&skeleton_with(&[("claims.toml", claims)])).unwrap_or_else(|e| panic!("{e}"));
    let claims::case::Target::Quantity(amount) = &read.case.claims[0].target else { panic!("is a number") };
    assert_eq!(amount.text(), "6.60");
    assert_eq!(read.case.claims[0].line, 1);
    assert_eq!(codes(&read.warnings), ["CASE-NOTE-UNCLAIMED"], "{}", listing(&read.warnings));
}

#[test]
fn a_mark_at_the_beginning_and_the_row_ends_of_windows_change_nothing() {
    let plain: CaseFiles = skeleton("example").into_iter().collect();
    let other: CaseFiles =
        skeleton("example").into_iter().map(|(path, text)| (path, format!("\u{FEFF}{}", text.replace('\n', "\r\n")))).collect();
    let json = |files: &CaseFiles| serde_json::to_string(&read_case(files).unwrap_or_else(|e| panic!("{e}")).case).expect("is JSON");
    assert_eq!(json(&plain), json(&other));
}

#[test]
fn what_deserves_a_second_look_is_a_warning() {
    let files = skeleton_with(&[
        ("results/final.csv", "item,option,value,source\nvotes,rossi,5,article\nvotes,rossi,6,article\n"),
        ("estimates.csv", "id,organisation,item,option,value,low,high,method,source\ne,watch,share,rossi,70,50,60,exit poll,article\n"),
        ("overlaps.csv", "register,recorded_by,incidents,source\nhot line,watch,1,article\n"),
        ("complaints.csv", "id,filed,about,article,source\nc,2030-03-04,a,45,article\n"),
        ("notes/table.csv", "a,b\n"),
        ("claims.toml", ""),
    ]);
    let read = read_case(&files).unwrap_or_else(|e| panic!("{e}"));
    insta::assert_snapshot!("warnings", listing(&read.warnings));
}

#[test]
fn what_is_broken_as_a_whole_is_said_once() {
    // Everything refers to sources, and nothing of it is a second mistake.
    let broken: [(&str, &[u8], &str); 7] = [
        ("sources.csv", b"id,title,publisher\na,\xFF,b\n", "CASE-FILE-UTF8"),
        ("sources.csv", b"id,title,publisher\na,\0,b\n", "CASE-FILE-NUL"),
        ("sources.csv", b"id;title;publisher\na;b;c\n", "CASE-CSV-COMMAS"),
        ("sources.csv", b"id,title,publisher\na,\"b,c\n", "CASE-CSV-QUOTE"),
        ("sources.csv", b"", "CASE-CSV-EMPTY"),
        ("sources.csv", b"title,publisher\na,b\n", "CASE-COLUMN-MISSING"),
        ("places.csv", b"# nothing\n", "CASE-CSV-EMPTY"),
    ];
    for (file, bytes, code) in broken {
        let files = skeleton("example").into_iter().map(|(path, text)| {
            let bytes = if path == file { bytes.to_vec() } else { text.into_bytes() };
            (path, bytes)
        });
        let problems = read_case(&files.collect()).expect_err(code).0;
        assert_eq!(codes(&problems), [code], "{}", listing(&problems));
    }
    // The same in case.toml: single brackets where a list is meant, a contest without options.
    let case = |from: &str, to: &str| {
        let text = skeleton("example").swap_remove(0).1;
        let start = text.find(from).expect("stands there");
        let end = text[start + 1..].find(if to.is_empty() { "[[organisation]]" } else { "\n" }).map_or(text.len(), |e| start + 1 + e);
        let text = format!("{}{to}{}", &text[..start], &text[end..]);
        codes(&read_case(&skeleton_with(&[("case.toml", &text)])).expect_err(from).0).join(" ")
    };
    assert_eq!(case("[[contest.option]]", ""), "CASE-KEY-MISSING");
    assert_eq!(case("[[release]]", "[release]"), "CASE-KEY-TYPE");
    assert_eq!(case("[election]", "[electoin]"), "CASE-KEY-MISSING CASE-KEY-UNKNOWN");
    let without = |file: &str| skeleton("example").into_iter().filter(|(path, _)| path != file).collect::<CaseFiles>();
    for file in ["sources.csv", "places.csv", "people.csv", "statements.csv", "case.toml"] {
        let problems = read_case(&without(file)).expect_err(file).0;
        assert_eq!(codes(&problems), ["CASE-FILE-MISSING"], "{}", listing(&problems));
    }
}

#[test]
fn a_file_over_the_limit_is_refused_by_its_name() {
    let long = format!("id,title,publisher\n{}", "#\n".repeat(5 << 20));
    let problems = read_case(&skeleton_with(&[("sources.csv", &long)])).expect_err("is too long").0;
    assert_eq!(codes(&problems), ["CASE-FILE-BIG"]);
}

/// The cases that come with the program read without a mistake.
#[test]
fn cases_that_are_there_read_without_a_mistake() {
    let here = std::path::Path::new(env!("CARGO_MANIFEST_DIR"));
    for folder in ["tests/cases/aralia", "../../cases/kazakhstan-2005"] {
        let files = CaseFiles::from_dir(&here.join(folder)).unwrap_or_else(|e| panic!("{folder}: {e}"));
        let read = read_case(&files).unwrap_or_else(|e| panic!("{folder}:\n{e}"));
        assert!(!read.case.statements.is_empty() && !read.case.claims.is_empty(), "{folder}");
    }
}
