//! The report of weighed claims: page, folder, JSON, CSV, terminal.

#![allow(clippy::unwrap_used)] // helpers of tests

#[path = "common/weighed.rs"]
mod weighed;

use std::fs;

use claims::case::Case;
use publish::plot::Theme;
use publish::report::Step;
use serde_json::json;
use weighed::{Report, aralia, kazakhstan};

const HOSTILE: [&str; 4] = [
    "<script>alert(1)</script>",
    "=HYPERLINK(\"http://x\",\"y\")\"'>&]]>",
    "#panic(\"typst\") *b* $x$ \\ \u{202E}txt\u{0} \u{1b}[31m",
    "הבחירות-מזויפות-שם-ארוך-מאוד",
];

/// The case with names that try to become markup, formulas, Typst code, escape sequences, or rearrange what is around them.
fn hostile() -> Case {
    let mut case = aralia();
    let mut turn = 0;
    let mut spoil = |name: &mut String| {
        *name = format!("{} {}", HOSTILE[turn % HOSTILE.len()], "long".repeat(if turn % 9 == 0 { 60 } else { 1 }));
        turn += 1;
    };
    spoil(&mut case.title);
    case.organisations.iter_mut().for_each(|o| spoil(&mut o.name));
    case.places.iter_mut().chain(&mut case.people).for_each(|n| spoil(&mut n.name));
    case.statements.iter_mut().for_each(|s| spoil(&mut s.words));
    case.statements.iter_mut().for_each(|s| spoil(&mut s.speaker));
    case.claims.iter_mut().for_each(|c| spoil(&mut c.note));
    case.sources.iter_mut().for_each(|s| spoil(&mut s.title));
    case.observations.iter_mut().for_each(|o| spoil(&mut o.question));
    case.acts.iter_mut().for_each(|a| spoil(&mut a.what));
    case.complaints.iter_mut().for_each(|c| spoil(&mut c.about));
    case.election.releases.iter_mut().for_each(|r| spoil(&mut r.title));
    case.election.contests.iter_mut().flat_map(|c| &mut c.options).for_each(|o| spoil(&mut o.name));
    case.law.iter_mut().flat_map(|l| &mut l.articles).for_each(|a| spoil(&mut a.says));
    case
}

#[test]
fn the_terminal_of_the_invented_case() {
    let case = aralia();
    let report = Report::of(&case);
    insta::assert_snapshot!(publish::claims::terminal(&report.input(), &report.texts, 120));
}

#[test]
fn a_narrow_terminal_gets_one_claim_below_the_other_and_no_line_is_too_long() {
    let case = aralia();
    let report = Report::of(&case);
    for width in [60, 100] {
        let text = publish::claims::terminal(&report.input(), &report.texts, width);
        let longest = text.lines().map(|l| l.chars().count()).max().unwrap();
        assert!(longest <= width, "{longest} at {width}");
    }
}

#[test]
fn the_invented_case_as_json() {
    let case = aralia();
    let document = Report::of(&case).json();
    let keys: Vec<&String> = document.as_object().unwrap().keys().collect();
    let all = document["claims"].as_array().unwrap();
    let of_claim: Vec<&String> = all[0].as_object().unwrap().keys().collect();
    let brief = |c: &serde_json::Value| json!([c["id"], c["verdict"], c["computed"], c["sentence"]]);
    let briefs: Vec<_> = all.iter().map(brief).collect();
    let whole: Vec<_> = all.iter().filter(|c| ["c-rating-inference-20", "c-absence", "s-best"].iter().any(|id| c["id"] == *id)).collect();
    insta::assert_json_snapshot!(json!({
        "keys": keys, "of_claim": of_claim, "claims": briefs, "whole": whole, "record": document["record"],
    }));
}

#[test]
fn json_has_the_promised_members_and_no_score_for_opinions() {
    let case = aralia();
    let document = Report::of(&case).json();
    for claim in document["claims"].as_array().unwrap() {
        for member in ["id", "who", "statement", "kind", "measure", "verdict", "computed", "interval", "n", "unit", "sentence", "sources"] {
            assert!(claim.get(member).is_some(), "{member} in {claim}");
        }
        assert_eq!(claim["verdict"].is_null(), claim["kind"] != "checkable", "{claim}");
        assert!(claim["sentence"].as_str().is_some_and(|s| s.ends_with('.') && s.len() > 20), "{claim}");
    }
    for finding in document["record"].as_array().unwrap() {
        assert!(finding["kind"].is_string() && finding["sources"].is_array());
        assert!(finding["sentence"].as_str().is_some_and(|s| s.ends_with('.')), "{finding}");
    }
}

#[test]
fn every_page_plot_and_file_of_an_invented_case_says_so() {
    let case = aralia();
    let report = Report::of(&case);
    let page = report.page();
    assert!(page.contains("<title>SIMULATED: "));
    assert_eq!(page.matches("<section").count(), page.matches("<span class=\"tag\">SIMULATED</span>").count());
    assert!(page.contains("This case is invented."));
    for plot in publish::claims::plots(&report.input(), &report.texts, Theme::Page) {
        assert!(plot.svg.contains("SIMULATED") && plot.caption.starts_with("SIMULATED"), "{}", plot.name);
    }
    assert_eq!(report.json()["simulated"], true);
    let rows = report.rows();
    let column = rows[0].iter().position(|h| h == "simulated").unwrap();
    assert!(rows[1..].iter().all(|r| &r[column] == "true"));
    assert!(publish::claims::terminal(&report.input(), &report.texts, 100).starts_with("SIMULATED"));
}

#[test]
fn a_real_case_is_not_called_simulated() {
    let mut case = aralia();
    case.simulated = false;
    let report = Report::of(&case);
    assert!(!report.page().contains("SIMULATED"));
    assert!(!publish::claims::terminal(&report.input(), &report.texts, 100).contains("SIMULATED"));
}

#[test]
fn no_name_becomes_markup_and_the_page_is_well_formed() {
    let case = hostile();
    let report = Report::of(&case);
    let page = report.page();
    assert!(!page.to_lowercase().contains("<script") && page.contains("&lt;script&gt;"));
    assert!(!page.contains('\u{0}') && !page.contains('\u{202E}') && !page.contains('\u{1b}'));
    // HTML leaves these open; the rest is XML.
    let xml: String =
        page.split_inclusive('>').map(|piece| if piece.contains("<meta") { piece.replace('>', "/>") } else { piece.to_owned() }).collect();
    let xml = xml.replace("<!doctype html>", "");
    roxmltree::Document::parse(&xml).unwrap();
    for plot in publish::claims::plots(&report.input(), &report.texts, Theme::Print) {
        roxmltree::Document::parse(&plot.svg).unwrap();
    }
    let text = publish::claims::terminal(&report.input(), &report.texts, 100);
    assert!(!text.contains('\u{1b}') && !text.contains('\u{202E}'));
}

#[test]
fn every_anchor_leads_somewhere_and_no_id_stands_twice() {
    let case = hostile();
    let page = Report::of(&case).page();
    let mut ids: Vec<&str> = page.split(" id=\"").skip(1).filter_map(|rest| rest.split('"').next()).collect();
    for target in page.split("href=\"#").skip(1).filter_map(|rest| rest.split('"').next()) {
        assert!(ids.contains(&target), "{target}");
    }
    let all = ids.len();
    ids.sort_unstable();
    ids.dedup();
    assert_eq!(ids.len(), all, "an id stands twice");
}

#[test]
fn no_cell_of_the_table_is_a_formula() {
    let case = hostile();
    let report = Report::of(&case);
    let rows = report.rows();
    assert_eq!(rows.len(), report.weighed.len() + 1);
    for cell in rows.iter().flat_map(csv::StringRecord::iter) {
        assert!(!cell.starts_with(['=', '+', '-', '@', '\t', '\r']), "{cell}");
        assert!(!cell.contains('\u{202E}'), "{cell}");
    }
}

#[test]
fn a_table_has_days_as_days_kinds_by_their_word_and_intervals_that_were_published() {
    let case = aralia();
    let report = Report::of(&case);
    let (rows, document) = (report.rows(), report.json());
    let column = |name: &str| rows[0].iter().position(|h| h == name).unwrap();
    let row = |id: &str| rows.iter().find(|r| &r[0] == id).unwrap();
    let json = |id: &str| document["claims"].as_array().unwrap().iter().find(|c| c["id"] == id).unwrap().clone();
    let (day, heads) = (json("c-day-result"), json("c-turnout-60"));
    assert_eq!(
        (&row("c-day-result")[column("lo")], &row("c-day-result")[column("hi")]),
        (day["computed"].as_str().unwrap(), day["computed"].as_str().unwrap())
    );
    assert_eq!(heads["interval"], json!({ "level": 0.95, "published": [59, 64] }));
    let told = ["level", "published_lo", "published_hi"].map(|name| row("c-turnout-60")[column(name)].to_owned());
    assert_eq!(told, ["0.95", "59", "64"]);
    assert!(rows[1..].iter().all(|r| ["checkable", "opinion", "intention"].contains(&&r[column("kind")])));
    assert_eq!(json("c-share")["measure"]["release_used"], "final");
    assert!(heads["measure"].get("release_used").is_none());
}

#[test]
fn the_glance_has_a_line_a_claim_and_tells_what_several_say_once() {
    let case = kazakhstan();
    let page = Report::of(&case).page();
    let glance = page.split("<section id=\"glance\"").nth(1).unwrap().split("</section>").next().unwrap();
    assert!(!glance.contains("is supported by this record.") && glance.contains("not testable on this record"));
    assert_eq!(glance.matches(">Turnout: 75.52%<").count(), 1);
    assert!(glance.contains("checkable") || !glance.contains("statement of fact"));
}

#[test]
fn the_final_release_comes_first_and_a_release_without_figures_of_a_place_is_left_out() {
    let case = kazakhstan();
    let page = Report::of(&case).page();
    let results = page.split("<section id=\"results\"").nth(1).unwrap().split("</section>").next().unwrap();
    let at = |text: &str| results.find(text).unwrap();
    assert!(at("Final result: votes") < at("Preliminary result: votes"));
    assert!(at("<p class=\"caption\"") < at("<div class=\"scroll\"") && results.contains("<table class=\"prose\""));
}

#[test]
fn a_verdict_is_told_in_words_and_a_sign_beside_its_colour() {
    let case = aralia();
    let page = Report::of(&case).page();
    for (sign, words) in [
        ("✓", "supported by this record"),
        ("✕", "contradicted by this record"),
        ("◐", "not supported by this record"),
        ("?", "not testable on this record"),
    ] {
        assert!(page.contains(&format!("<span aria-hidden=\"true\">{sign}</span>\u{a0}{words}")), "{words}");
    }
}

#[test]
fn a_report_is_written_whole_and_a_foreign_folder_is_left_alone() {
    let case = aralia();
    let report = Report::of(&case);
    let base = std::env::temp_dir().join(format!("scrutineer-claims-{}", std::process::id()));
    let out = base.join("report");
    for _ in 0..2 {
        let steps = std::cell::RefCell::new(Vec::new());
        let written = publish::claims::write(&report.input(), &report.texts, &out, &|s| steps.borrow_mut().push(s)).unwrap();
        assert_eq!(*steps.borrow(), Step::ALL);
        assert!(written.files.iter().all(|(file, size)| fs::metadata(out.join(file)).unwrap().len() == *size));
    }
    assert!(["claims.json", "claims.csv", "report.html", "plots/ratings.svg"].iter().all(|f| out.join(f).exists()));
    assert_eq!(fs::read_dir(&base).unwrap().count(), 1);
    // The report of an examination is not this report: nothing of it is replaced.
    fs::write(out.join("findings.json"), "{}").unwrap();
    let refused = publish::claims::write(&report.input(), &report.texts, &out, &|_| ()).expect_err("must be refused");
    assert_eq!((refused.code(), publish::claims::check(&out).is_err()), ("PUBLISH-FOREIGN-FILES", true));
    fs::remove_dir_all(&base).unwrap();
}

#[test]
fn the_same_case_gives_the_same_bytes() {
    let case = aralia();
    let (one, other) = (Report::of(&case), Report::of(&case));
    assert_eq!(one.page(), other.page());
    assert_eq!(one.json(), other.json());
}

#[cfg(feature = "pdf")]
#[test]
fn hostile_names_reach_the_pdf_and_its_bytes_do_not_change() {
    for case in [aralia(), hostile()] {
        let report = Report::of(&case);
        let pdf = publish::claims::pdf(&report.input(), &report.texts).unwrap();
        assert!(pdf.starts_with(b"%PDF-"));
        assert_eq!(pdf, publish::claims::pdf(&report.input(), &report.texts).unwrap());
        if let Some(path) = std::env::var_os("SCRUTINEER_KEEP_CLAIMS_PDF").filter(|_| case.title == aralia().title) {
            fs::write(path, &pdf).unwrap(); // to look at
        }
    }
}
