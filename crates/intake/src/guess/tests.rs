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
