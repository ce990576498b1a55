//! Files of controls that users write, and what they are told.

mod common;

use std::fmt::Write;

use common::release;
use count::{ControlSet, Params, check};
use domain::Field;

#[test]
fn every_error_of_a_file_is_reported_at_its_place() {
    let toml = r#"[[definition]]
name = "turnout rate"
rule = "issued_station / registered"
meaning = "share of the roll"

[[definition]]
name = "total"
rule = "issued_station + totl"
meaning = "in circles"

[[control]]
id = "X1"
level = "hrad"
rule = "issued_station <= registred"
message = "m"
explanation = "e"
origin = "o"
remdy = "r"

[[control]]
id = "X1"
level = "soft"
rule = '''
valid > 0 and
  invalid'''
params.x = { default = "five", meaning = "m" }
params.valid = { default = 5, meaning = "m" }
given = ["nothing"]
message = "m"
origin = 3

[[control]]
id = "X2"
level = "soft"
kind = "sums"
message = "m"
explanation = "e"
origin = "o"
"#;
    let errors = ControlSet::parse(toml, "mine.toml").expect_err("is refused");
    let shown: Vec<String> = errors.iter().map(|e| format!("{e}\n{}", e.rendered)).collect();
    insta::assert_snapshot!(shown.join("\n\n"));
}

#[test]
fn broken_toml_is_one_error_with_its_place() {
    let errors = ControlSet::parse("[[control]]\nid = \"X1\nlevel = 3", "mine.toml").expect_err("is refused");
    assert_eq!((errors[0].code(), errors[0].line), ("CONTROL-TOML", 2));
}

#[test]
fn definitions_that_double_each_other_are_refused() {
    let mut toml = "[[definition]]\nname = \"d0\"\nrule = \"valid + valid\"\nmeaning = \"m\"\n".to_owned();
    for i in 1..60 {
        let last = i - 1;
        let _ = writeln!(toml, "[[definition]]\nname = \"d{i}\"\nrule = \"d{last} + d{last}\"\nmeaning = \"m\"");
    }
    let errors = ControlSet::parse(&toml, "mine.toml").expect_err("is refused");
    assert_eq!(errors[0].code(), "CONTROL-SIZE");
}

#[test]
fn definitions_in_place_of_each_others_lines_do_not_run_in_circles() {
    let toml = r#"
[[definition]]
name = "valid"
rule = "in_box - invalid"
meaning = "m"
[[definition]]
name = "in_box"
rule = "valid + invalid"
meaning = "m"
[[control]]
id = "X1"
level = "hard"
rule = "in_box > 0"
message = "m"
explanation = "e"
origin = "o"
"#;
    let set = ControlSet::parse(toml, "mine.toml").expect("is well formed");
    let checked = check(&release(&[(Field::Invalid, &[1])], &[]), &set, &Params::default());
    assert!(!checked.controls[0].applies());
}

#[test]
fn a_decimal_default_is_exact_and_a_text_may_be_a_time() {
    let toml = r#"
[[control]]
id = "X1"
level = "soft"
rule = "invalid <= x * valid and open_time <= late"
params.x = { default = 0.05, meaning = "m" }
params.late = { default = "07:30", meaning = "m" }
message = "m"
explanation = "e"
origin = "o"
"#;
    let set = ControlSet::parse(toml, "mine.toml").expect("is well formed");
    let r = release(&[(Field::Valid, &[1200, 1200]), (Field::Invalid, &[60, 61]), (Field::OpenTime, &[450, 450])], &[]);
    let checked = check(&r, &set, &Params::default());
    assert_eq!(checked.controls[0].violations.iter().map(|v| v.station).collect::<Vec<_>>(), [1]);
}

/// Every error of a long file is reported at its place, and no error costs a walk over the whole file.
#[test]
fn a_file_of_nothing_but_errors_is_read_to_its_end() {
    let keys: Vec<String> = (1..=60_000).map(|i| format!("key{i} = 1\n")).collect();
    let text = keys.concat() + "[[definition]]\nname = \"ж\"\nrule = \"valid\"\nmeaning = \"m\"";
    let errors = ControlSet::parse(&text, "long").expect_err("nothing in it is right");
    assert_eq!(errors.len(), 60_001);
    for (at, error) in errors.iter().take(60_000).enumerate() {
        assert_eq!((error.line, error.column), (at + 1, 1));
    }
    assert!(errors[59_999].rendered.contains("60000 | key60000 = 1\n      | ^^^^^^^^\n"), "{}", errors[59_999].rendered);
    let last = &errors[60_000];
    assert_eq!((last.code, last.line, last.column), ("CONTROL-NAME", 60_002, 8));
    assert!(last.rendered.contains("60002 | name = \"ж\"\n      |        ^^^\n"), "{}", last.rendered);
}
