use super::*;
use domain::Field;

/// A made-up table of stations under these headers: places, station, then numbers that keep the laws of a protocol.
fn table(numbers: usize) -> Vec<Vec<String>> {
    (0..400u32)
        .map(|s| {
            let (green, blue, red) = (s * 7 % 90 + 1, s * 13 % 70, s * 3 % 11);
            let (invalid, blank) = (s % 5, s % 3);
            let valid = green + blue + red;
            let roll = valid + invalid + blank + 50 + s % 40;
            let all = [roll, valid + invalid + blank, invalid, blank, valid, green, blue, red];
            let names = [format!("Region {}", s / 100), format!("District {}", s / 20), (s % 20 + 1).to_string()];
            names.into_iter().chain(all[..numbers].iter().map(u32::to_string)).collect()
        })
        .collect()
}

#[track_caller]
fn expect(headers: [&str; 11]) {
    let rows = table(8);
    let g = guess(&headers, &rows);
    let plan = crate::mapping::resolve::plan(&g.mapping, &headers).unwrap_or_else(|e| panic!("{e}\n{}", g.toml));
    let fields: Vec<(Field, &str)> = plan.fields.iter().map(|(f, v)| (*f, headers[plan.values[v[0]].0])).collect();
    let wanted = [Field::Registered, Field::Invalid, Field::Blank, Field::Valid, Field::VotersPart].map(|f| {
        let at = [(Field::Registered, 3), (Field::VotersPart, 4), (Field::Invalid, 5), (Field::Blank, 6), (Field::Valid, 7)];
        (f, headers[at.iter().find(|(g, _)| *g == f).map_or(0, |(_, at)| *at)])
    });
    assert_eq!(fields, wanted, "{}", g.toml);
    assert_eq!(plan.places, [0, 1], "{}", g.toml);
    assert_eq!(plan.code, [2], "{}", g.toml);
    assert_eq!(plan.options.iter().map(|o| o.0.as_str()).collect::<Vec<_>>(), &headers[8..], "{}", g.toml);
    assert!(g.mapping.options.complete);
}

#[test]
fn english() {
    expect([
        "Region",
        "District",
        "Polling station",
        "Registered voters",
        "Voters who voted",
        "Invalid ballots",
        "Blank ballots",
        "Valid votes",
        "Green",
        "Blue",
        "Red",
    ]);
}

#[test]
fn spanish() {
    expect(["Provincia", "Municipio", "Mesa", "Inscritos", "Votantes", "Nulos", "Blancos", "Votos válidos", "PV", "PA", "PR"]);
}

#[test]
fn french() {
    expect([
        "Département",
        "Commune",
        "Bureau",
        "Inscrits",
        "Votants",
        "Nuls",
        "Blancs",
        "Exprimés",
        "Les Verts",
        "Les Bleus",
        "Les Rouges",
    ]);
}

#[test]
fn georgian() {
    expect([
        "რეგიონი",
        "ოლქი",
        "უბანი",
        "ამომრჩეველთა რაოდენობა",
        "მონაწილეთა რაოდენობა",
        "ბათილი",
        "blank",
        "ნამდვილი",
        "მწვანე",
        "ლურჯი",
        "წითელი",
    ]);
}

#[test]
fn russian_with_names_inside_names() {
    let headers = [
        "Регион",
        "Район",
        "УИК",
        "Число избирателей, включенных в списки",
        "Число избирателей, принявших участие",
        "Число недействительных бюллетеней",
        "Число действительных бюллетеней",
        "Число утраченных открепительных удостоверений",
        "Зелёные",
        "Синие",
    ];
    let rows: Vec<Vec<String>> = (0..200u32)
        .map(|s| {
            let (green, blue) = (s % 17 + 1, s % 23);
            let numbers = [green + blue + 90, green + blue + 2, 2, green + blue, s % 2, green, blue];
            let names = [format!("Р{}", s / 50), format!("Н{}", s / 20), s.to_string()];
            names.into_iter().chain(numbers.iter().map(u32::to_string)).collect()
        })
        .collect();
    let g = guess(&headers, &rows);
    assert!(!g.mapping.fields.iter().any(|(f, _)| *f == Field::Lost), "{}", g.toml);
    let plan = crate::mapping::resolve::plan(&g.mapping, &headers).unwrap_or_else(|e| panic!("{e}"));
    assert_eq!(plan.options.iter().map(|o| o.0.as_str()).collect::<Vec<_>>(), ["Зелёные", "Синие"], "{}", g.toml);
    insta::assert_snapshot!("guessed_toml", g.toml);
}

#[test]
fn a_long_file_is_seen() {
    let rows: Vec<Vec<String>> = (0..300u32)
        .map(|i| {
            vec![
                format!("R{}", i / 90),
                (i / 3).to_string(),
                ["Green", "Blue", "Red"][i as usize % 3].to_owned(),
                (i * 7 % 50).to_string(),
                "120".to_owned(),
            ]
        })
        .collect();
    let headers = ["Region", "Precinct", "Party", "Votes", "Registered"];
    let g = guess(&headers, &rows);
    let plan = crate::mapping::resolve::plan(&g.mapping, &headers).unwrap_or_else(|e| panic!("{e}\n{}", g.toml));
    assert_eq!(plan.long.map(|l| l.option), Some(2), "{}", g.toml);
    assert!(!g.doubts.is_empty(), "that options are complete cannot be seen");
}

#[test]
fn nothing_is_made_of_nothing() {
    let g = guess(&["a", "b"], &[vec!["x".to_owned(), "y".to_owned()]]);
    assert!(g.found_nothing() && !g.doubts.is_empty());
    assert!(guess::<&str>(&[], &[]).found_nothing());
    assert_eq!(header_row(&[&["1".to_owned(), "2".to_owned()]]), None);
    let title = ["Results".to_owned(), String::new(), String::new()];
    let header = ["a", "b", "c"].map(str::to_owned);
    assert_eq!(header_row(&[&title, &header]), Some(1));
}

#[test]
fn a_slip_in_a_cell_does_not_make_a_column_of_votes_vanish() {
    let rows = |bad: &str| {
        (0..12)
            .map(|i| {
                let red = if i == 3 { bad.to_owned() } else { (200 + i).to_string() };
                vec![i.to_string(), "900".to_owned(), (400 + i).to_string(), red, "200".to_owned()]
            })
            .collect::<Vec<_>>()
    };
    let headers = ["station", "registered", "valid", "Red", "Blue"];
    let guess = guess(&headers, &rows("2O3"));
    assert!(guess.toml.contains("\"Red\"") && guess.toml.contains("\"Blue\""), "{}", guess.toml);
    assert!(guess.doubts.iter().any(|d| d.contains("1 cells of `Red`")), "{:?}", guess.doubts);
}

#[test]
fn names_of_fields_are_known_as_they_are() {
    let headers = ["station", "registered", "issued_early", "lost", "valid", "Red", "Blue"];
    let rows: Vec<Vec<String>> =
        (0..40).map(|i| [i, 900 + i, 3, 0, 400 + i, 200 + i, 200].iter().map(ToString::to_string).collect()).collect();
    let guess = guess(&headers, &rows);
    for field in ["issued_early = \"issued_early\"", "lost = \"lost\""] {
        assert!(guess.toml.contains(field), "{}", guess.toml);
    }
}

/// Forty stations: a code, then the columns as given by their number of the row.
fn forty(columns: &[&dyn Fn(u32) -> String]) -> Vec<Vec<String>> {
    (0..40).map(|i| std::iter::once(i.to_string()).chain(columns.iter().map(|c| c(i))).collect()).collect()
}

fn number(of: impl Fn(u32) -> u32) -> impl Fn(u32) -> String {
    move |i| of(i).to_string()
}

#[test]
fn columns_taken_for_nothing_are_named() {
    let rows = forty(&[
        &number(|i| 900 + i),
        &number(|i| 400 + i),
        &number(|i| 200 + i),
        &|i| ["good", "bad"][i as usize % 2].to_owned(),
        &number(|_| 100),
        &number(|i| 5 + i),
    ]);
    let g = guess(&["station", "registered", "valid", "Red", "Remark", "Blue", "absentee certificates"], &rows);
    let numbers = "columns of numbers that were taken for nothing: `absentee certificates`";
    assert!(g.doubts.iter().any(|d| d == numbers), "{:?}", g.doubts);
    let texts = "columns of text among the options that were taken for nothing: `Remark`";
    assert!(g.doubts.iter().any(|d| d == texts), "{:?}", g.doubts);
    assert!(g.toml.contains("  \"Red\",\n  \"Blue\","), "{}", g.toml);
}

#[test]
fn plain_words_of_papers_and_people_are_understood() {
    let rows = forty(&[
        &number(|i| 900 + i),
        &number(|i| 420 + i),
        &number(|i| 410 + i),
        &number(|i| 400 + i),
        &number(|i| 200 + i),
        &number(|_| 200),
    ]);
    for (voters, issued, cast) in [
        ("voters", "issued", "Ballots Cast"),
        ("Electors", "ballots issued", "ballots_cast"),
        ("total voters", "Issued", "ballots cast"),
        ("Voters on roll", "issued", "ballots cast"),
    ] {
        let g = guess(&["station", voters, issued, cast, "valid", "Red", "Blue"], &rows);
        for (field, header) in [("registered", voters), ("issued_station", issued), ("in_box", cast)] {
            assert!(g.toml.contains(&format!("{field} = \"{header}\"")), "{field}: {}", g.toml);
        }
    }
    let g = guess(&["station", "registered voters", "voters", "x", "valid", "Red", "Blue"], &rows);
    assert!(g.toml.contains("registered = \"registered voters\""), "{}", g.toml);
}

#[test]
fn an_option_with_more_votes_than_ballots_stays_and_is_named() {
    let rows = forty(&[
        &number(|i| 900 + i),
        &number(|i| 400 + i),
        &number(|i| 200 + i),
        &number(|i| if i < 10 { 800 } else { 90 }),
        &number(|_| 100),
    ]);
    for at in [1, 2, 0] {
        let mut headers = vec!["Red", "Blue"];
        headers.insert(at, "Huge");
        let order = match at {
            0 => [0, 1, 2, 4, 3, 5],
            1 => [0, 1, 2, 3, 4, 5],
            _ => [0, 1, 2, 3, 5, 4],
        };
        let rows: Vec<Vec<String>> = rows.iter().map(|r| order.iter().map(|&c: &usize| r[c].clone()).collect()).collect();
        let all: Vec<&str> = ["station", "registered", "valid"].into_iter().chain(headers).collect();
        let g = guess(&all, &rows);
        assert!(g.toml.contains("  \"Huge\","), "{}", g.toml);
        assert!(g.doubts.iter().any(|d| d.contains("`Huge`") && d.contains("in 10 of the rows")), "{:?}", g.doubts);
    }
}

#[test]
fn without_options_or_with_one_name_for_two_a_guess_is_of_no_use() {
    let rows = forty(&[&number(|i| 900 + i), &number(|i| 400 + i), &number(|i| 200 + i), &number(|i| 100 + i), &number(|_| 100)]);
    let g = guess(&["station", "registered", "valid", "Green", "Green", "Blue"], &rows);
    assert!(g.found_nothing() && g.doubts[0].contains("`Green`"), "{:?}", g.doubts);
    let rows = forty(&[&number(|i| 900 + i), &number(|i| 400 + i)]);
    assert!(guess(&["station", "registered", "valid"], &rows).found_nothing());
}

#[test]
fn formulas_and_tags_are_names_like_any_other() {
    let rows = forty(&[&number(|i| 900 + i), &number(|i| 400 + i), &number(|i| 200 + i), &number(|_| 200)]);
    let names = ["=HYPERLINK(\"http://example.org/x\",\"x\")", "<script>alert('time')</script>"];
    let g = guess(&["station", "registered", "valid", names[0], names[1]], &rows);
    let plan = crate::mapping::resolve::plan(&g.mapping, &["station", "registered", "valid", names[0], names[1]])
        .unwrap_or_else(|e| panic!("{e}"));
    assert_eq!(plan.options.iter().map(|o| o.0.as_str()).collect::<Vec<_>>(), names, "{}", g.toml);
}
