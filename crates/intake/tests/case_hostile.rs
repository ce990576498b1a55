//! Anything as a case folder: read or refused with a reason, never a panic, and the same each time.

use std::sync::LazyLock;

use intake::case::{CaseFiles, read_case, skeleton};
use proptest::prelude::*;

static GOOD: LazyLock<Vec<(String, String)>> = LazyLock::new(|| skeleton("example"));

/// Reads, and checks what holds for every answer.
fn read(files: &CaseFiles) -> Result<(), TestCaseError> {
    match read_case(files) {
        Ok(read) => prop_assert!(!read.case.id.is_empty()),
        Err(problems) => {
            prop_assert!(!problems.0.is_empty());
            let again = read_case(files).expect_err("is refused again");
            prop_assert_eq!(&again, &problems);
            for p in &problems.0 {
                prop_assert!(p.code.starts_with("CASE-") && !p.message.is_empty() && !p.remedy.is_empty());
                prop_assert!(files.get(&p.file).is_some() || p.code == "CASE-FILE-MISSING");
                prop_assert!(p.value.as_ref().is_none_or(|v| v.chars().count() <= 80));
                let lines = files.get(&p.file).map_or(0, |b| b.iter().filter(|b| matches!(b, b'\n' | b'\r')).count() as u64 + 1);
                prop_assert!(p.line <= lines, "{:?}", p);
            }
            prop_assert!(problems.0.is_sorted_by_key(|p| (p.file.clone(), p.line)));
        }
    }
    Ok(())
}

fn with(which: usize, bytes: Vec<u8>) -> CaseFiles {
    let name = &GOOD[which % GOOD.len()].0;
    let others = GOOD.iter().filter(|(n, _)| n != name).map(|(n, t)| (n.clone(), t.clone().into_bytes()));
    others.chain([(name.clone(), bytes)]).collect()
}

/// Words that mean something in one place or another.
const WORDS: [&str; 34] = [
    "",
    "#",
    "\"",
    "\"\"",
    ",",
    ";",
    "\n",
    "\r\n",
    "\u{0}",
    "\u{FEFF}",
    "0",
    "-1",
    "2.5",
    "99999999999999999999",
    "100 million",
    "2030-02-30",
    "2030-03-05T24:00",
    "9999-12-31",
    "share",
    "votes",
    "percent",
    "date",
    "guess",
    "checkable",
    "opinion",
    "rossi",
    "exampleland",
    "exampleton",
    "../x",
    "s-count",
    "A. Rossi",
    "[[claim]]\n",
    "id = 1\n",
    "{ what = \"day\" }",
];

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    #[test]
    fn any_bytes_in_any_file(which in 0usize..100, bytes in proptest::collection::vec(any::<u8>(), 0..300)) {
        read(&with(which, bytes))?;
    }

    #[test]
    fn any_text_in_any_file(which in 0usize..100, text in "[ -~жқ\n\"',;#=\\[\\]{}]{0,300}") {
        read(&with(which, text.into_bytes()))?;
    }

    #[test]
    fn cells_and_values_that_were_changed(which in 0usize..100, changes in proptest::collection::vec((any::<u16>(), 0usize..WORDS.len()), 1..6)) {
        let text = &GOOD[which % GOOD.len()].1;
        // Comments say nothing, so that every change is one.
        let mut text: String = text.lines().filter(|l| !l.starts_with('#')).map(|l| l.to_owned() + "\n").collect();
        for (at, word) in changes {
            let words: Vec<(usize, &str)> = text.match_indices(|c: char| ",\n\"= ".contains(c)).collect();
            let Some(&(from, _)) = words.get(usize::from(at) % words.len().max(1)) else { continue };
            let to = text[from + 1..].find([',', '\n', '"']).map_or(text.len(), |e| from + 1 + e);
            text.replace_range(from + 1..to, WORDS[word]);
        }
        read(&with(which, text.into_bytes()))?;
    }

    #[test]
    fn bytes_that_were_changed(which in 0usize..100, changes in proptest::collection::vec((any::<u16>(), any::<u8>()), 1..8)) {
        let mut bytes = GOOD[which % GOOD.len()].1.clone().into_bytes();
        for (at, byte) in changes {
            let at = usize::from(at) % bytes.len();
            bytes[at] = byte;
        }
        read(&with(which, bytes))?;
    }

    #[test]
    fn files_that_are_missing(missing in any::<u16>()) {
        let files = GOOD.iter().enumerate().filter(|(i, _)| missing >> (i % 16) & 1 == 0).map(|(_, (n, t))| (n.clone(), t.clone()));
        read(&files.collect())?;
    }
}
