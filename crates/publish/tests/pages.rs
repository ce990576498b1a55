//! The page, the table and the folder they are written into.

#![allow(clippy::unwrap_used)] // helpers of tests

mod common;

use std::fs;
use std::path::PathBuf;

use common::{Case, HOSTILE};
use publish::error::PublishError;
use publish::report;

fn hostile() -> Case {
    let mut release = common::release(&HOSTILE, HOSTILE[0], 60);
    HOSTILE[0].clone_into(&mut release.election.title);
    HOSTILE[1].clone_into(&mut release.election.source);
    let mut case = Case::of(release);
    case.mapping.explanations = vec![HOSTILE[0].to_owned()];
    case
}

#[test]
fn no_name_becomes_markup() {
    let page = report::page(&hostile().input(), &hostile().texts);
    let lower = page.to_lowercase();
    assert!(!lower.contains("<script"), "a name became markup");
    assert!(lower.contains("&lt;script&gt;"));
    assert!(!page.contains('\u{0}') && !page.contains('\u{202E}'));
    assert!(page.len() < 3_000_000);
}

#[test]
fn the_first_page_says_what_was_left_out_and_what_was_guessed() {
    let mut case = Case::of(common::release(&["Alder", "Birch"], "North", 60));
    let full = publish::terminal::text(&case.input(), &case.texts);
    assert!(full.contains("Whether the file has every option cannot be seen.") && !full.contains("as asked for"));
    case.limited = publish::Limited { options: true, tests: true, depth: Some("region") };
    let text = publish::terminal::text(&case.input(), &case.texts);
    assert_eq!(text.matches("as asked for").count(), 3);
    let page = report::page(&case.input(), &case.texts);
    assert!(page.contains(" --option Alder --option Birch --tests arithmetic,") && page.contains(" --depth region --seed 7"));
}

#[test]
fn that_nothing_stands_out_says_what_was_checked() {
    let mut case = Case::of(common::release(&["Alder", "Birch"], "North", 6));
    for f in &mut case.examination.findings {
        f.flag = false;
        f.interval = None;
        if f.test == "arithmetic" {
            f.statistic.retain(|(name, _)| name != "soft_stations");
            f.statistic.push(("soft_stations".into(), domain::Value::Count(1)));
        }
    }
    let said = |case: &Case| publish::terminal::text(&case.input(), &case.texts).replace('\n', " ");
    assert!(said(&case).contains("broken where it could be checked (1 station breaks a softer rule), and no estimate"), "{}", said(&case));
    case.examination.findings.retain(|f| f.test != "arithmetic");
    assert!(said(&case).contains("no rule of arithmetic could be checked on this file"));
    case.examination.methods.retain(|m| *m != "arithmetic");
    assert!(said(&case).contains("the arithmetic was not checked in this run"));
}

#[test]
fn a_reference_election_is_not_held_against_itself() {
    let mut release = common::release(&["Alder", "Birch"], "North", 60);
    let title = |case: &Case| report::page(&case.input(), &case.texts).matches("Parliamentary election in Georgia 2024").count();
    let other = title(&Case::of(release.clone()));
    release.election.id = "ge-2024-parliament".into();
    let own = title(&Case::of(release));
    assert!(own < other, "{own} {other}");
}

#[test]
fn a_page_fetches_nothing_and_says_what_it_is() {
    let case = Case::of(common::release(&["Alder", "Birch"], "North", 60));
    let page = report::page(&case.input(), &case.texts);
    for (at, _) in page.match_indices("http") {
        let around = &page[at..page.len().min(at + 40)];
        let harmless = ["http://www.w3.org/", "http-equiv"];
        assert!(harmless.iter().any(|h| around.starts_with(h)), "{around}");
    }
    assert!(page.contains("<html lang=\"en\">") && page.contains("Tiny election of North"));
    assert!(!page.contains("SIMULATED"));
}

#[test]
fn every_section_of_a_simulated_election_says_so() {
    let mut release = common::release(&["Alder", "Birch"], "North", 60);
    release.election.simulated = true;
    let case = Case::of(release);
    let page = report::page(&case.input(), &case.texts);
    assert!(page.contains("<title>SIMULATED: Tiny election of North</title>"));
    assert_eq!(page.matches("<section").count(), page.matches("<span class=\"tag\">SIMULATED</span>").count());
}

#[test]
fn every_anchor_leads_somewhere_and_no_id_stands_twice() {
    let page = report::page(&hostile().input(), &hostile().texts);
    let ids: Vec<&str> = page.split(" id=\"").skip(1).filter_map(|rest| rest.split('"').next()).collect();
    let mut unique = ids.clone();
    unique.sort_unstable();
    unique.dedup();
    assert_eq!(unique.len(), ids.len(), "an id stands twice");
    for target in page.split("href=\"#").skip(1).filter_map(|rest| rest.split('"').next()) {
        assert!(ids.contains(&target), "{target}");
    }
}

#[test]
fn no_cell_of_the_table_is_a_formula() {
    let case = hostile();
    let mut out = Vec::new();
    publish::findings_csv::write(&case.input(), &case.texts, &mut out).unwrap();
    let mut csv = csv::Reader::from_reader(out.as_slice());
    let mut rows = 0;
    for row in csv.records() {
        let row = row.unwrap();
        rows += 1;
        for cell in &row {
            assert!(!cell.starts_with(['=', '+', '@']), "{cell}");
        }
    }
    assert_eq!(rows, case.examination.findings.len());
}

/// A folder of its own that goes away.
struct Folder(PathBuf);

impl Folder {
    fn new(name: &str) -> Self {
        let path = std::env::temp_dir().join(format!("scrutineer-publish-{name}-{}", std::process::id()));
        let _ = fs::remove_dir_all(&path);
        fs::create_dir_all(&path).unwrap();
        Self(path)
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

#[test]
fn a_report_replaces_a_former_one_and_leaves_nothing_else_behind() {
    let folder = Folder::new("replaces");
    let case = Case::of(common::release(&["Alder", "Birch"], "North", 30));
    let out = folder.0.join("deep/report");
    for _ in 0..2 {
        let steps = std::cell::RefCell::new(Vec::new());
        let written = report::write(&case.input(), &case.texts, &out, &|s| steps.borrow_mut().push(s)).unwrap();
        assert_eq!(*steps.borrow(), report::Step::ALL);
        for (file, size) in &written.files {
            assert_eq!(fs::metadata(out.join(file)).unwrap().len(), *size, "{}", file.display());
        }
    }
    let beside: Vec<_> = fs::read_dir(folder.0.join("deep")).unwrap().map(|e| e.unwrap().file_name()).collect();
    assert_eq!(beside, ["report"]);
    assert!(out.join("findings.csv").exists() && out.join("plots").is_dir());
}

#[test]
fn a_folder_with_other_files_is_left_alone() {
    let folder = Folder::new("foreign");
    let case = Case::of(common::release(&["Alder", "Birch"], "North", 30));
    fs::write(folder.0.join("thesis.txt"), "years of work").unwrap();
    let refused = report::write(&case.input(), &case.texts, &folder.0, &|_| ()).expect_err("must be refused");
    assert_eq!(refused.code(), "PUBLISH-FOREIGN-FILES");
    assert_eq!(fs::read_dir(&folder.0).unwrap().count(), 1);
    let file = folder.0.join("thesis.txt");
    let refused = report::write(&case.input(), &case.texts, &file, &|_| ()).expect_err("must be refused");
    assert!(matches!(refused, PublishError::NotAFolder { .. }));
    assert_eq!(fs::read_to_string(&file).unwrap(), "years of work");
}

#[cfg(feature = "pdf")]
#[test]
fn hostile_names_and_all_letters_reach_the_pdf_and_the_bytes_do_not_change() {
    let letters = "Қазақстан әіңғүұқөһ Россия ёъ საქართველო";
    let mut release = common::release(&[letters, HOSTILE[0], HOSTILE[2]], HOSTILE[2], 30);
    release.election.title = format!("{letters} {}", HOSTILE[2]);
    let case = Case::of(release);
    let pdf = report::pdf(&case.input(), &case.texts).unwrap();
    if let Some(path) = std::env::var_os("SCRUTINEER_KEEP_PDF") {
        fs::write(path, &pdf).unwrap(); // to look at the letters
    }
    assert!(pdf.starts_with(b"%PDF-"));
    assert_eq!(pdf, report::pdf(&case.input(), &case.texts).unwrap());
}
