//! The pages of the gallery: whole, in their language, safe under the content security policy; a few of them as they looked.
#![allow(clippy::unwrap_used, reason = "tests")]

#[path = "../examples/gallery/data/mod.rs"]
mod data;

use std::collections::BTreeSet;
use std::io::Write as _;

use pages::{ASSETS, Locale, MISSING, Section, asset};
use proptest::prelude::*;
use serde_json::json;

fn every_page() -> Vec<(String, Locale, String)> {
    Locale::ALL
        .into_iter()
        .flat_map(|l| data::gallery(l).into_iter().map(move |(name, page)| (format!("{}/{name}", l.tag()), l, page.unwrap())))
        .collect()
}

#[test]
fn every_page_is_complete_and_says_its_language() {
    let pages = every_page();
    assert!(pages.len() > 200);
    for (name, locale, page) in pages {
        assert!(page.contains(&format!("<html lang=\"{}\"", locale.tag())), "{name}");
        if let Some(at) = page.find(MISSING) {
            panic!("{name} lacks a text: {}", page[at..].chars().take(60).collect::<String>());
        }
        assert_eq!(page.matches("<h1").count(), 1, "{name} has one heading of the first level");
        assert_eq!(page.matches("<main").count(), 1, "{name}");
        assert!(page.ends_with("</html>\n") || page.ends_with("</html>"), "{name} ends early");
    }
}

#[test]
fn nothing_needs_what_the_policy_forbids() {
    for (name, _, page) in every_page() {
        for tag in page.split('<').skip(1) {
            let tag = tag.split('>').next().unwrap();
            assert!(!tag.contains(" style=") && !tag.starts_with("style"), "{name}: a style in <{tag}>");
            assert!(
                !tag.contains(" onclick=") && !tag.contains(" onerror=") && !tag.contains("javascript:"),
                "{name}: a script in <{tag}>"
            );
            assert!(!tag.starts_with("script") || tag.contains("src=\"/assets/"), "{name}: <{tag}>");
            assert!(!tag.contains("hx-on") && !tag.contains("hx-vals"), "{name}: htmx would have to evaluate <{tag}>");
        }
    }
}

#[test]
fn every_form_that_changes_something_carries_the_csrf_token() {
    let mut forms = 0;
    for (name, _, page) in every_page() {
        for form in page.split("<form").skip(1).map(|f| f.split("</form>").next().unwrap()) {
            if form.split('>').next().unwrap().contains("method=\"post\"") {
                forms += 1;
                assert!(form.contains("name=\"csrf\" value=\"gallery\""), "{name}: <form{}", &form[..form.len().min(120)]);
            }
        }
    }
    assert!(forms > 500);
}

#[test]
fn labels_and_descriptions_lead_to_what_they_name() {
    for (name, _, page) in every_page() {
        let ids: Vec<&str> = page.split(" id=\"").skip(1).map(|rest| rest.split('"').next().unwrap()).collect();
        let known: BTreeSet<&str> = ids.iter().copied().collect();
        assert_eq!(ids.len(), known.len(), "{name} has an id twice");
        for attribute in [" for=\"", " aria-describedby=\"", " aria-labelledby=\"", " href=\"#"] {
            for value in page.split(attribute).skip(1).map(|rest| rest.split('"').next().unwrap()) {
                for id in value.split(' ') {
                    assert!(known.contains(id), "{name}:{attribute}{id}");
                }
            }
        }
    }
}

#[test]
fn the_simulation_is_named_on_every_page_of_somebody_signed_in() {
    for (name, locale, page) in every_page() {
        let word = data::say(locale, "SIMULATED", "ИМИТАЦИЯ", "ИМИТАЦИЯ");
        assert_eq!(page.contains(&format!("<strong>{word}</strong>")), page.contains("class=\"find\""), "{name}");
    }
}

#[test]
fn markup_in_data_stays_text() {
    let page = |name: &str| every_page().into_iter().find(|(n, _, _)| n == name).unwrap().2;
    for (name, hostile) in [("en/stations", "<script>alert(1)"), ("en/submission", "<img src=x"), ("en/search-none", "<b>zzz")] {
        let page = page(name);
        assert!(!page.contains(hostile), "{name}");
        assert!(page.contains(&hostile.replace('<', "&#60;").replace('>', "&#62;")), "{name}");
    }
}

#[test]
fn a_qr_code_cannot_run() {
    let shell = data::shell(Locale::En, Section::Elsewhere, "/");
    let view = data::fill(&json!({"qr": "<svg onload='alert(1)'><script>alert(1)</script></svg>\"><script>alert(2)</script>"}));
    let page = pages::views::account::two_factor(&shell, &view).unwrap();
    assert!(page.contains("src=\"data:image/svg+xml,%3Csvg"));
    assert!(!page.contains("alert(1)") && !page.contains("<script>"));
}

#[test]
fn files_stay_as_small_as_promised() {
    let packed = |name: &str| {
        let mut gz = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
        gz.write_all(asset(name).unwrap().bytes).unwrap();
        gz.finish().unwrap().len()
    };
    assert!(packed("office.css") <= 12_000, "{}", packed("office.css"));
    assert!(packed("htmx.min.js") <= 17_408, "{}", packed("htmx.min.js"));
    assert!(asset("office.js").unwrap().bytes.len() <= 2_048, "{}", asset("office.js").unwrap().bytes.len());
    assert_eq!(ASSETS.map(|a| a.name).iter().collect::<BTreeSet<_>>().len(), ASSETS.len());
    assert!(asset("../Cargo.toml").is_none());
}

#[test]
fn a_few_pages_look_as_they_did() {
    let main = |name: &str| {
        let page = every_page().into_iter().find(|(n, _, _)| n == name).unwrap().2;
        let main = page.split_once("<main").unwrap().1.split_once("</main>").unwrap().0.to_owned();
        main.lines().map(str::trim_end).filter(|l| !l.is_empty()).collect::<Vec<_>>().join("\n")
    };
    insta::assert_snapshot!("station_refused_in_english", main("en/station-refused"));
    insta::assert_snapshot!("import_with_problems_in_russian", main("ru/import-preview-problems"));
    insta::assert_snapshot!("submission_in_kazakh", main("kk/submission"));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]
    #[test]
    fn any_name_stays_text(name in "\\PC{0,60}") {
        let shell = data::shell(Locale::Kk, Section::Stations, "/stations");
        let view = data::fill(&json!({"stations": [{"code": name, "name": name, "place": name, "kind": name}], "csv": "/stations.csv"}));
        let plain = data::fill(&json!({"stations": [{"code": "x", "name": "x", "place": "x", "kind": "x"}], "csv": "/stations.csv"}));
        let tags = |view| pages::views::stations::stations(&shell, &view).unwrap().matches('<').count();
        prop_assert_eq!(tags(view), tags(plain));
    }
}
