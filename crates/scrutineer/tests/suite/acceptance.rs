//! The situations of docs/capabilities.md that the cases prove, from outside: one test each, named by id. Those that the record proves
//! stand in `record/`.

use std::path::PathBuf;

use serde_json::Value;
use tempfile::TempDir;

use crate::run::{err, out, run_in};

/// The public record, by its name inside the binary.
const PUBLIC: &str = "kazakhstan-2005";

/// The invented case that every verdict occurs in.
fn invented() -> String {
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../intake/tests/cases/aralia");
    path.to_string_lossy().into_owned()
}

fn text(args: &[&str]) -> String {
    let folder = TempDir::new().expect("a folder");
    let output = run_in(folder.path(), args);
    assert!(output.status.success(), "{args:?}: {}", err(&output));
    out(&output)
}

fn json(args: &[&str]) -> Value {
    let args: Vec<&str> = args.iter().copied().chain(["--json"]).collect();
    serde_json::from_str(&text(&args)).expect("one JSON document")
}

fn list<'a>(document: &'a Value, name: &str) -> &'a Vec<Value> {
    document[name].as_array().unwrap_or_else(|| panic!("no {name} in the document"))
}

fn weighed(case: &str) -> Value {
    json(&["claims", "weigh", case])
}

fn claim<'a>(document: &'a Value, id: &str) -> &'a Value {
    list(document, "claims").iter().find(|c| c["id"] == id).unwrap_or_else(|| panic!("{id}"))
}

fn records<'a>(document: &'a Value, kind: &str) -> Vec<&'a Value> {
    list(document, "record").iter().filter(|r| r["kind"] == kind).collect()
}

fn sentence(entry: &Value) -> &str {
    entry["sentence"].as_str().expect("a sentence")
}

#[test]
fn s01_the_election_comes_back_unchanged() {
    let case = json(&["case", "show", PUBLIC]);
    let election = &case["election"];
    assert_eq!(election["date"], "2005-12-04");
    let contest = &election["contests"][0];
    assert_eq!((contest["term_years"].as_u64(), contest["options"].as_array().map(Vec::len)), (Some(7), Some(5)));
    let shown = text(&["case", "show", PUBLIC]);
    assert!(shown.contains("term 7 years") && shown.contains("2005-12-04"), "{shown}");
}

#[test]
fn s02_an_opinion_is_refused_a_score() {
    let document = weighed(PUBLIC);
    let opinions: Vec<&Value> = list(&document, "claims").iter().filter(|c| c["kind"] == "opinion").collect();
    assert!(opinions.len() >= 3);
    for opinion in &opinions {
        assert!(opinion["verdict"].is_null() && opinion["computed"].is_null(), "{opinion}");
    }
    let folder = TempDir::new().expect("a folder");
    let id = opinions[0]["statement"].as_str().expect("an id");
    let output = run_in(folder.path(), &["claims", "weigh", PUBLIC, "--claim", id]);
    assert_eq!(output.status.code(), Some(1));
    assert!(err(&output).contains("CLAIMS-OPINION") && err(&output).contains("is an opinion"), "{}", err(&output));
}

#[test]
fn s03_hundreds_of_thousands_against_a_register_of_505() {
    let document = weighed(&invented());
    let violations = claim(&document, "c-violations");
    assert_eq!(violations["verdict"], "not_supported");
    let words = sentence(violations);
    for needed in ["200,000", "505", "650", "172", "2,620"] {
        assert!(words.contains(needed), "{needed} in: {words}");
    }
    let public = weighed(PUBLIC);
    let without = list(&public, "claims").iter().filter(|c| c["unit"] == "incidents").collect::<Vec<_>>();
    assert!(without.len() >= 2);
    for claim in without {
        assert_eq!(claim["verdict"], "not_testable", "{claim}");
        assert!(!list(claim, "needs").is_empty());
    }
}

#[test]
fn s04_what_came_after_polling_day_is_not_in_its_total() {
    let document = weighed(&invented());
    assert_eq!(claim(&document, "c-velm-after")["computed"], 26);
    let registers = list(&document, "registers");
    let velm = registers.iter().find(|r| r["register"] == "velm").expect("the register of Velm");
    assert_eq!(velm["polling_day"]["distinct"]["sum"], 404);
    assert_eq!(velm["all"]["distinct"]["sum"], 430);
}

#[test]
fn s05_an_intention_stands_in_the_timeline_only() {
    let document = weighed(PUBLIC);
    let intention = list(&document, "claims").iter().find(|c| c["kind"] == "intention").expect("an intention");
    assert!(intention["verdict"].is_null());
    let timeline = text(&["case", "timeline", PUBLIC]);
    let words = intention["words"].as_str().expect("words");
    assert!(timeline.contains(words), "{timeline}");
}

#[test]
fn s06_two_elections_on_the_same_indicators() {
    let table = text(&["case", "compare", PUBLIC, &invented(), "--csv"]);
    let mut reader = csv::Reader::from_reader(table.as_bytes());
    let rows: Vec<csv::StringRecord> = reader.records().collect::<Result<_, _>>().expect("a table");
    let value = |case: &str, indicator: &str| {
        let row = rows.iter().find(|r| &r[0] == indicator && &r[2] == case).unwrap_or_else(|| panic!("{indicator} of {case}"));
        row[4].to_owned()
    };
    assert_eq!((value(PUBLIC, "share of the winner"), value("aralia", "share of the winner")), ("91.15".to_owned(), "75.19".to_owned()));
    assert_eq!((value(PUBLIC, "margin in votes"), value("aralia", "margin in votes")), ("5,701,583".to_owned(), "888,889".to_owned()));
    assert!(rows.iter().any(|r| &r[2] == "aralia" && &r[3] == "true"));
}

#[test]
fn s07_the_law_of_the_day() {
    let case = invented();
    let on = |day| json(&["case", "law", &case, "--on", day, "--article", "44"])["in_force"][0]["article"]["says"].to_string();
    assert!(on("2004-12-05").contains("14 days"));
    assert!(on("2005-03-31").contains("14 days"));
    assert!(on("2005-04-01").contains("10 days"));
    assert!(on("2005-12-05").contains("10 days"));
    let public = text(&["case", "law", PUBLIC, "--article", "44"]);
    assert!(public.contains("later than 2007"), "{public}");
}

#[test]
fn s08_deadlines_of_complaints() {
    let calendar = json(&["case", "calendar", &invented(), "--as-of", "2005-11-07"]);
    let due = |complaint: &str, deadline: &str| {
        let dues = list(&calendar["calendar"], "dues").iter();
        let mut of = dues.filter(|d| d["deadline"] == deadline && d["starts"]["by"]["id"] == complaint);
        of.next().unwrap_or_else(|| panic!("{deadline} of {complaint}")).clone()
    };
    let on_the_day = due("k-election-day", "decision");
    assert_eq!((&on_the_day["due"]["date"], &on_the_day["within"]), (&Value::from("2005-10-23"), &Value::from("at_once")));
    let ten_before = due("k-ten-days-before", "decision");
    assert_eq!((&ten_before["due"]["date"], &ten_before["within"]["days"]), (&Value::from("2005-10-18"), &Value::from(5)));
    // 48 hours from Friday 15:00: an hour earlier by the clock where clocks went back on Sunday, the same hour where they did not.
    assert_eq!(due("k-clocks", "hearing")["due"]["time"], "14:00:00");
    assert_eq!(due("k-clocks-east", "hearing")["due"]["time"], "15:00:00");
    let mut overdue: Vec<String> =
        list(&calendar, "overdue").iter().map(|d| format!("{} {}", d["starts"]["by"]["id"], d["days"])).collect();
    overdue.sort();
    overdue.retain(|d| !d.is_empty());
    assert!(
        overdue.contains(&"\"k-election-day-east\" 15".to_owned()) && overdue.contains(&"\"k-clocks-east\" 10".to_owned()),
        "{overdue:?}"
    );
}

#[test]
fn s09_days_left_after_the_result() {
    let document = json(&["case", "calendar", PUBLIC, "--as-of", "2005-12-06"]);
    let calendar = &document["calendar"];
    let act = |kind: &str| list(calendar, "acts").iter().find(|a| a["kind"] == kind).unwrap_or_else(|| panic!("{kind}")).clone();
    assert_eq!(act("election")["when"]["local"], "2005-12-04");
    let result = act("result");
    assert_eq!((&result["when"]["local"], &result["number"]), (&Value::from("2005-12-06"), &Value::from("54/109")));
    let inauguration = act("inauguration");
    assert_eq!((&inauguration["when"]["local"], &inauguration["days_until"]), (&Value::from("2006-01-11"), &Value::from(36)));
    let publication = list(calendar, "dues").iter().find(|d| d["due"]["date"] == "2005-12-14").expect("publication due by 14 December");
    assert_eq!((&publication["state"], &publication["days_left"]), (&Value::from("open"), &Value::from(8)));
    let remedies = list(&document, "contestable");
    let appeal = remedies.iter().find(|d| d["due"]["date"] == "2005-12-16").expect("the result can be contested until 16 December");
    assert_eq!(appeal["days_left"], 10);
    let later = json(&["case", "calendar", PUBLIC, "--as-of", "2005-12-17"]);
    assert!(list(&later, "contestable").iter().all(|d| d["due"]["date"] != "2005-12-16"));
    // The record has no act of publication, which does not mean that there was none: nobody is called late for it.
    let publication = list(&later["calendar"], "dues").iter().find(|d| d["due"]["date"] == "2005-12-14").expect("the duty to publish");
    assert_eq!((&publication["state"], &publication["days"]), (&Value::from("cannot_tell"), &Value::from(3)));
    assert!(list(&later, "overdue").is_empty());
}

#[test]
fn s10_shares_recomputed_and_the_preliminary_one_recognised() {
    let document = weighed(PUBLIC);
    assert_eq!(claim(&document, "c-share-nazarbaev")["verdict"], "supported");
    assert_eq!(claim(&document, "c-share-tuyakbay")["verdict"], "supported");
    let third = claim(&document, "c-share-baimenov");
    assert_eq!(third["verdict"], "contradicted");
    assert!(sentence(third).contains("1.61") && sentence(third).contains("reliminary"), "{}", sentence(third));
    let mixed = records(&document, "mixed_releases");
    assert_eq!(mixed.len(), 1, "{mixed:?}");
    assert!(sentence(mixed[0]).contains("1.65") && sentence(mixed[0]).contains("1.61"), "{}", sentence(mixed[0]));
    let recomputed: Vec<&str> = document["results"][0]["lines"]
        .as_array()
        .expect("lines")
        .iter()
        .map(|l| l["shares"]["final"].as_str().expect("a share"))
        .collect();
    assert_eq!(recomputed, ["91.15", "6.61", "1.61", "0.34", "0.28"]);
}

#[test]
fn s13_positive_shares_beside_negative_ones() {
    let document = weighed(&invented());
    let ratings = list(&document, "ratings");
    let of = |id: &str| ratings.iter().find(|r| r["observation"] == id).unwrap_or_else(|| panic!("{id}"));
    assert_eq!((&of("o-count")["negative"]["k"], &of("o-count")["positive"]["k"]), (&Value::from(30), &Value::from(90)));
    assert_eq!((&of("o-copies")["positive"]["k"], &of("o-copies")["negative"]["k"]), (&Value::from(80), &Value::from(20)));
}

#[test]
fn s31_a_quarter_needs_its_denominator() {
    let document = weighed(&invented());
    let rating = claim(&document, "c-rating");
    assert_eq!((&rating["verdict"], &rating["n"]), (&Value::from("supported"), &Value::from(120)));
    let ends = |name: &str| {
        let interval = &rating["interval"][name];
        [0, 1].map(|i| format!("{:.2}", interval[i].as_f64().expect("an end")))
    };
    assert_eq!(ends("wilson"), ["18.11", "33.44"]);
    assert_eq!(ends("clopper_pearson"), ["17.55", "33.73"]);
    let public = weighed(PUBLIC);
    let changed = records(&public, "unit_changed");
    assert!(sentence(changed[0]).contains("constituencies") && sentence(changed[0]).contains("counts observed"));
    for entry in list(&public, "claims").iter().filter(|c| c["measure"].as_str().is_some_and(|m| m.contains("bad or very bad"))) {
        assert_eq!(entry["verdict"], "not_testable", "{entry}");
        assert!(entry["interval"].is_null());
    }
}

#[test]
fn s35_none_of_eight_proves_little() {
    let document = weighed(&invented());
    let absence = claim(&document, "c-absence");
    assert_eq!(absence["verdict"], "not_supported");
    assert_eq!(format!("{:.4}", absence["silence"]["probability"].as_f64().expect("a probability")), "0.1001");
    assert!(sentence(absence).contains("10"), "{}", sentence(absence));
    let public = weighed(PUBLIC);
    let coalition = list(&public, "claims").iter().find(|c| c["reason"]["why"] == "shared_coverage").expect("the coalition's claim");
    assert_eq!(coalition["verdict"], "not_testable");
}

#[test]
fn s36_two_clocks_one_order() {
    let document = json(&["case", "timeline", &invented()]);
    let ids: Vec<&str> = list(&document["timeline"], "events").iter().filter_map(|e| e["id"].as_str()).collect();
    let at = |id: &str| ids.iter().position(|i| *i == id).unwrap_or_else(|| panic!("{id} in {ids:?}"));
    assert!(at("s-win-east") < at("s-turnout"));
    let instants: Vec<&str> = list(&document["timeline"], "events").iter().filter_map(|e| e["instant"].as_str()).collect();
    assert!(instants.is_sorted());
}

#[test]
fn s37_opinions_are_in_no_count() {
    let document = weighed(PUBLIC);
    let scored = list(&document, "claims").iter().filter(|c| !c["verdict"].is_null());
    let mut count = 0;
    for entry in scored {
        assert_eq!(entry["kind"], "checkable");
        count += 1;
    }
    let counted: u64 = document["verdicts"].as_object().expect("counts").values().filter_map(Value::as_u64).sum();
    assert_eq!(counted, count);
}

#[test]
fn s38_the_same_text_is_recognised() {
    let folder = TempDir::new().expect("a folder");
    let run = |args: &[&str]| run_in(folder.path(), args);
    assert!(run(&["case", "new", "mine"]).status.success());
    std::fs::write(folder.path().join("article.txt"), "What the correspondent wrote.").expect("written");
    let add = |id: &str| {
        let args = ["case", "source", "mine", "article.txt", "--id", id, "--title", "An article", "--publisher", "A paper", "--json"];
        let output = run(&args);
        assert!(output.status.success(), "{}", err(&output));
        serde_json::from_slice::<Value>(&output.stdout).expect("JSON")
    };
    let first = add("clipping");
    assert_eq!(first["sha256"].as_str().map(str::len), Some(64), "{first}");
    let before = std::fs::read(folder.path().join("mine/sources.csv")).expect("sources");
    let again = add("clipping-again");
    assert_eq!(again["id"], "clipping", "{again}");
    assert_eq!(before, std::fs::read(folder.path().join("mine/sources.csv")).expect("sources"));
    let checked = run(&["case", "check", "mine"]);
    assert!(checked.status.success(), "{}", err(&checked));
}

#[test]
fn s39_any_spelling_finds_the_person() {
    for spelling in ["Tuyakbay", "Tuyakbai", "Туякбай", "Тұяқбай", "TUYAKBAY", "Zharmakhan Tuyakbay", "Туякбай Жармахан"]
    {
        let hits = json(&["case", "find", PUBLIC, spelling]);
        let first = &list(&hits, "hits")[0];
        assert_eq!(first["id"], "tuyakbay", "{spelling}");
    }
    let one = weighed(PUBLIC);
    let person = records(&one, "one_person").into_iter().find(|r| r["person"] == "tuyakbay").expect("one person");
    for spelling in ["Tuyakbay", "Tuyakbai", "Туякбай"] {
        assert!(sentence(person).contains(spelling), "{}", sentence(person));
    }
}

#[test]
fn s40_tags_that_contradict_the_text() {
    let document = weighed(PUBLIC);
    let tags: Vec<&str> = records(&document, "tag_contradicts_text").into_iter().map(sentence).collect();
    assert_eq!(tags.len(), 2, "{tags:?}");
    assert!(tags.iter().any(|t| t.contains("Kyrgyzstan")) && tags.iter().any(|t| t.contains("Georgia")), "{tags:?}");
    let hits = json(&["case", "find", PUBLIC, "Оңтүстік Қазақстан"]);
    assert!(list(&hits, "hits").iter().any(|h| h["id"] == "south-kazakhstan"), "found in any script");
}

#[test]
fn s44_documented_votes_beside_the_margin() {
    let document = weighed(PUBLIC);
    let outcome = &document["outcome"][0];
    assert_eq!((&outcome["votes"], &outcome["if_moved"]), (&Value::from(5_701_583), &Value::from(2_850_792)));
    assert!(outcome["documented"].is_null(), "no register of the public record documents votes");
    assert!(!list(outcome, "claimed").is_empty(), "claims of harm are named beside it");
    let invented = weighed(&invented());
    let outcome = claim(&invented, "c-outcome");
    assert_eq!((&outcome["margin"]["votes"], &outcome["margin"]["documented"]), (&Value::from(888_889), &Value::from(1840)));
    assert_eq!(outcome["verdict"], "not_supported");
    assert!(sentence(outcome).contains("1,840") && sentence(outcome).contains("888,889"), "{}", sentence(outcome));
}

#[test]
fn the_turnout_of_sixty_per_cent_and_the_figures_beside_it() {
    let document = weighed(PUBLIC);
    let sixty = claim(&document, "c-turnout-60");
    assert_eq!(sixty["verdict"], "not_testable");
    assert!(sentence(sixty).contains("1.50 to 1.55 million"), "{}", sentence(sixty));
    let official: Vec<&Value> = list(sixty, "frames").iter().filter(|f| f["official"] == true).collect();
    assert!(official.len() >= 2, "both frames are shown: {sixty}");
    let beside = records(&document, "side_by_side").into_iter().find(|r| r["item"] == "turnout").expect("turnout side by side");
    for figure in ["77", "75.52", "76.78", "91", "60"] {
        assert!(sentence(beside).contains(figure), "{figure} in {}", sentence(beside));
    }
}

#[test]
fn every_test_that_the_capabilities_name_is_here() {
    let table = include_str!("../../../../docs/capabilities.md");
    let here = [
        include_str!("acceptance.rs"),
        include_str!("record/private.rs"),
        include_str!("record/commands.rs"),
        include_str!("../../../domain/tests/acceptance.rs"),
        include_str!("../../../intake/tests/registry.rs"),
    ]
    .concat();
    let lines: Vec<&str> = table.lines().filter(|l| l.starts_with("| S")).collect();
    assert_eq!(lines.len(), 45);
    for line in lines {
        let id = &line[2..5];
        let proof = line.rsplit('|').nth(1).expect("a proof").trim();
        if proof == "open" {
            continue;
        }
        let name = proof.split('`').find(|part| part.starts_with(&format!("{}_", id.to_lowercase()))).unwrap_or_else(|| panic!("{line}"));
        assert!(here.contains(&format!("fn {name}()")), "{name}");
    }
}
