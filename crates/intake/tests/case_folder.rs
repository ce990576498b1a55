//! Case folders on disk: what is read of them, limits, links, and adding a source.

mod case_made;

use std::fs;
use std::path::Path;

use case_made::skeleton_with;
use intake::case::{Added, CaseError, CaseFiles, MOST_FILES, NewSource, add_source, read_case, sha256_hex, skeleton};
use tempfile::TempDir;

fn on_disk() -> TempDir {
    let dir = tempfile::tempdir().expect("can be made");
    for (path, text) in skeleton("example") {
        put(dir.path(), &path, text.as_bytes());
    }
    dir
}

fn put(dir: &Path, path: &str, bytes: &[u8]) {
    let path = dir.join(path);
    fs::create_dir_all(path.parent().expect("has one")).expect("can be made");
    fs::write(path, bytes).expect("can be written");
}

fn listed(dir: &Path) -> Vec<String> {
    CaseFiles::from_dir(dir).unwrap_or_else(|e| panic!("{e}")).iter().map(|(name, _)| name.to_owned()).collect()
}

#[test]
fn a_folder_on_disk_is_what_was_written_there() {
    let dir = on_disk();
    let plain: CaseFiles = skeleton("example").into_iter().collect();
    put(dir.path(), ".hidden.csv", b"a");
    put(dir.path(), ".git/config.toml", b"a");
    put(dir.path(), "README.md", b"a");
    put(dir.path(), "archive/unnamed.html", b"a");
    assert_eq!(CaseFiles::from_dir(dir.path()).expect("can be read"), plain);
}

#[test]
fn archived_copies_are_read_where_a_source_names_them() {
    let dir = on_disk();
    put(dir.path(), "archive/a.html", b"text");
    put(dir.path(), "sources.csv", b"archive,id,title,publisher\narchive/a.html,a,b,c\n../outside.html,x,b,c\narchive/gone,y,b,c\n");
    let names = listed(dir.path());
    assert!(names.contains(&"archive/a.html".to_owned()));
    assert!(!names.iter().any(|n| n.contains("outside") || n.contains("gone")));
}

#[test]
fn what_is_no_folder_is_refused() {
    let dir = on_disk();
    let error = CaseFiles::from_dir(&dir.path().join("case.toml")).expect_err("is a file");
    assert_eq!(error.code(), "CASE-FOLDER-NONE");
    assert!(matches!(CaseFiles::from_dir(&dir.path().join("gone")), Err(CaseError::NotAFolder { .. })));
}

#[cfg(unix)]
#[test]
fn links_out_of_the_folder_are_refused() {
    use std::os::unix::fs::symlink;
    let outside = tempfile::tempdir().expect("can be made");
    put(outside.path(), "secret.csv", b"secret");
    let linked = |from: &Path, name: &str| {
        let dir = on_disk();
        symlink(from, dir.path().join(name)).expect("can be made");
        CaseFiles::from_dir(dir.path()).expect_err(name).code()
    };
    assert_eq!(linked(&outside.path().join("secret.csv"), "extra.csv"), "CASE-FOLDER-LINK");
    assert_eq!(linked(outside.path(), "extra"), "CASE-FOLDER-LINK");
    // An archived copy that is a link elsewhere.
    let dir = on_disk();
    fs::create_dir(dir.path().join("archive")).expect("can be made");
    symlink(outside.path().join("secret.csv"), dir.path().join("archive/a.txt")).expect("can be made");
    put(dir.path(), "sources.csv", b"id,title,publisher,archive\na,b,c,archive/a.txt\n");
    assert_eq!(CaseFiles::from_dir(dir.path()).expect_err("leads out").code(), "CASE-FOLDER-LINK");
    // A link from one place of the folder to another is none of these.
    let dir = on_disk();
    symlink(dir.path().join("results/final.csv"), dir.path().join("results/again.csv")).expect("can be made");
    assert!(listed(dir.path()).contains(&"results/again.csv".to_owned()));
}

#[test]
fn a_folder_has_limits() {
    let dir = on_disk();
    for i in 0..MOST_FILES {
        fs::write(dir.path().join(format!("{i}.txt")), b"").expect("can be written");
    }
    assert_eq!(CaseFiles::from_dir(dir.path()).expect_err("has too many files").code(), "CASE-FOLDER-FILES");
    let dir = on_disk();
    let file = fs::File::create(dir.path().join("large.csv")).expect("can be made");
    file.set_len(intake::case::LARGEST + 1).expect("can be made");
    let error = CaseFiles::from_dir(dir.path()).expect_err("is too large");
    assert_eq!(error.code(), "CASE-FOLDER-BYTES");
    assert!(error.remedy().contains("SHA-256"));
}

fn new_source(id: &str) -> NewSource {
    NewSource {
        id: id.to_owned(),
        title: "A \"quoted\" title, with a comma".to_owned(),
        publisher: "A house".to_owned(),
        date: Some(jiff::civil::date(2030, 3, 7)),
        address: "https://house.example/page".to_owned(),
        ..NewSource::default()
    }
}

#[test]
fn a_source_is_added_once_with_its_copy() {
    let (dir, outside) = (on_disk(), tempfile::tempdir().expect("can be made"));
    let page = outside.path().join("Page.HTML");
    fs::write(&page, b"<p>text</p>").expect("can be written");
    let before = fs::read_to_string(dir.path().join("sources.csv")).expect("is there");

    let sha256 = sha256_hex(b"<p>text</p>");
    let archive = format!("archive/{}.html", &sha256[..16]);
    let added = add_source(dir.path(), &page, &new_source("page")).unwrap_or_else(|e| panic!("{e}"));
    assert_eq!(added, Added::New { archive: archive.clone(), sha256: sha256.clone() });
    let after = fs::read_to_string(dir.path().join("sources.csv")).expect("is there");
    assert!(after.starts_with(&before), "what stood there stays as it was");

    let files = CaseFiles::from_dir(dir.path()).unwrap_or_else(|e| panic!("{e}"));
    let case = read_case(&files).unwrap_or_else(|e| panic!("{e}")).case;
    let source = case.source("page").expect("was added");
    assert_eq!((source.title.as_str(), source.sha256.as_deref()), ("A \"quoted\" title, with a comma", Some(sha256.as_str())));
    assert_eq!((source.archive.as_deref(), source.date), (Some(archive.as_str()), Some(jiff::civil::date(2030, 3, 7))));

    let again = add_source(dir.path(), &page, &new_source("another")).unwrap_or_else(|e| panic!("{e}"));
    assert_eq!(again, Added::Known { id: "page".to_owned() });
    assert_eq!(fs::read_to_string(dir.path().join("sources.csv")).expect("is there"), after, "nothing was changed");
    assert_eq!(fs::read_dir(dir.path().join("archive")).expect("is there").count(), 1, "and nothing half written is left");
}

#[test]
fn columns_that_are_missing_are_added_and_comments_stay() {
    let (dir, outside) = (tempfile::tempdir().expect("can be made"), tempfile::tempdir().expect("can be made"));
    let page = outside.path().join("page");
    fs::write(&page, b"text").expect("can be written");
    put(dir.path(), "sources.csv", b"\xEF\xBB\xBF# sources, \"mine\r\npublisher,title,id\r\n\r\nA,\"B\r\nC\",d\r\n# end\r\nE,F,g");
    let source = NewSource { id: "new".to_owned(), title: "T".to_owned(), publisher: "P".to_owned(), ..NewSource::default() };
    let Ok(Added::New { archive, sha256 }) = add_source(dir.path(), &page, &source) else { panic!("is added") };
    let text = fs::read_to_string(dir.path().join("sources.csv")).expect("is there");
    let expected = format!(
        "\u{FEFF}# sources, \"mine\r\npublisher,title,id,sha256,archive\r\n\r\nA,\"B\r\nC\",d,,\r\n# end\r\nE,F,g,,\r\nP,T,new,{sha256},{archive}\r\n"
    );
    assert_eq!(text, expected);
    assert!(archive.rsplit('.').next() == Some("txt"), "a file without an ending gets one");
}

#[test]
fn a_source_that_cannot_be_added_changes_nothing() {
    let (dir, outside) = (on_disk(), tempfile::tempdir().expect("can be made"));
    let page = outside.path().join("page.csv");
    fs::write(&page, b"text").expect("can be written");
    let before = CaseFiles::from_dir(dir.path()).expect("can be read");
    let refused = |source: &NewSource| add_source(dir.path(), &page, source).expect_err("is refused").code();
    assert_eq!(refused(&new_source("article")), "CASE-SOURCE-ID", "taken");
    assert_eq!(refused(&new_source("An Article")), "CASE-SOURCE-ID", "no id");
    assert_eq!(refused(&NewSource { title: " ".to_owned(), ..new_source("page") }), "CASE-SOURCE-EMPTY");
    let gone = add_source(dir.path(), &outside.path().join("gone"), &new_source("page")).expect_err("is not there");
    assert_eq!(gone.code(), "CASE-FOLDER-IO");
    assert_eq!(CaseFiles::from_dir(dir.path()).expect("can be read"), before);
    assert!(!dir.path().join("archive").exists());

    put(dir.path(), "sources.csv", b"id,title,publisher\na,\"b,c\n");
    let error = add_source(dir.path(), &page, &new_source("page")).expect_err("is broken");
    assert_eq!(error.code(), "CASE-SOURCES");
    assert!(error.remedy().contains("sources.csv:2"), "{}", error.remedy());
}

#[test]
fn a_page_that_looks_like_a_table_is_archived_as_text() {
    let (dir, outside) = (on_disk(), tempfile::tempdir().expect("can be made"));
    let page = outside.path().join("results.csv");
    fs::write(&page, b"a,b").expect("can be written");
    let Ok(Added::New { archive, .. }) = add_source(dir.path(), &page, &new_source("page")) else { panic!("is added") };
    assert!(archive.rsplit('.').next() == Some("txt"), "{archive}");
    assert!(read_case(&CaseFiles::from_dir(dir.path()).expect("can be read")).is_ok());
    assert!(read_case(&skeleton_with(&[])).is_ok());
}
