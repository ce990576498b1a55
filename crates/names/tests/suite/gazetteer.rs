//! Places found by any of their names, and places that texts mention.

use names::Gazetteer;
use names::gazetteer::{Fit, Spelling};
use proptest::prelude::*;

type Day = (i32, u8, u8);

/// Each with the place it lies in.
const PLACES: [(&str, &str); 8] = [
    ("kz", ""),
    ("kg", ""),
    ("ge", ""),
    ("zhambyl", "kz"),
    ("taraz", "zhambyl"),
    ("pavlodar", "kz"),
    ("almaty", "kz"),
    ("tuyakbay", "almaty"),
];

fn spelling(name: &str, since: Option<Day>, until: Option<Day>) -> Spelling<Day> {
    Spelling { name: name.to_owned(), since, until }
}

fn gazetteer() -> Gazetteer<&'static str, Day> {
    let mut g = Gazetteer::new();
    let always = |names: &[&str]| names.iter().map(|name| Spelling::always(name)).collect::<Vec<_>>();
    g.add("kz", always(&["Kazakhstan", "Казахстан", "Қазақстан"]));
    g.add("kg", always(&["Kyrgyzstan", "Кыргызстан", "Киргизия"]));
    g.add("ge", always(&["Georgia", "Грузия"]));
    g.add("zhambyl", always(&["Zhambyl region", "Жамбылская область"]));
    g.add(
        "taraz",
        [
            spelling("Taraz", Some((1997, 1, 8)), None),
            spelling("Тараз", Some((1997, 1, 8)), None),
            spelling("Жамбыл", Some((1993, 1, 1)), Some((1997, 1, 8))),
            spelling("Dzhambul", Some((1938, 1, 1)), Some((1993, 1, 1))),
            spelling("Aulie-Ata", Some((1856, 1, 1)), Some((1936, 1, 1))),
        ],
    );
    g.add("pavlodar", always(&["Pavlodar", "Павлодар"]));
    g.add("almaty", always(&["Almaty", "Алма-Ата", "Алматы"]));
    g.add("tuyakbay", always(&["Тұяқбай"]));
    g
}

fn found(query: &str) -> Vec<&'static str> {
    gazetteer().search(query, 10).into_iter().map(|hit| *hit.value).collect()
}

fn contains(outer: &&'static str, inner: &&'static str) -> bool {
    let mut at = *inner;
    while let Some((_, parent)) = PLACES.iter().find(|(id, _)| *id == at) {
        if parent == outer {
            return true;
        }
        at = parent;
    }
    false
}

#[test]
fn s39_any_spelling_finds_the_same_place() {
    for query in ["Tuyakbay", "Tuyakbai", "Туякбай", "тұяқбай", "TUYAKBAY", "uyakb"] {
        assert_eq!(found(query), ["tuyakbay"], "{query}");
    }
    for query in ["Kazakhstan", "Kazakstan", "Қазақстан", "казахст"] {
        assert_eq!(found(query), ["kz"], "{query}");
    }
    for query in ["Taraz", "тараз", "Aulie-Ata", "аулие", "Джамбул", "Dzhambul"] {
        assert_eq!(found(query), ["taraz"], "{query}");
    }
    assert_eq!(found("nowhere"), [""; 0]);
    assert!(found("").is_empty() && found(" - ").is_empty());
}

#[test]
fn whole_names_come_first_and_parts_after() {
    let mut g: Gazetteer<u8, Day> = Gazetteer::new();
    for (n, name) in (0..).zip(["School of Abai district", "Kurabai", "Abai street 1", "Abai", "Street Abai"]) {
        g.add(n, [Spelling::always(name)]);
    }
    let order: Vec<(u8, Fit)> = g.search("абай", 10).into_iter().map(|hit| (*hit.value, hit.fit)).collect();
    assert_eq!(order, [(3, Fit::Whole), (2, Fit::Beginning), (0, Fit::Word), (4, Fit::Word), (1, Fit::Within)]);
    assert_eq!(g.search("abai street", 10).iter().map(|hit| *hit.value).collect::<Vec<_>>(), [4, 2]);
    assert_eq!(g.search("abai", 2).len(), 2);
}

#[test]
fn s40_names_are_those_of_the_day() {
    let g = gazetteer();
    let on = |day: Day| g.names_on(|id| *id == "taraz", &day).into_iter().map(|s| s.name.as_str()).collect::<Vec<_>>();
    assert_eq!(on((2005, 12, 4)), ["Taraz", "Тараз"]);
    assert_eq!(on((1950, 6, 1)), ["Dzhambul"]);
    assert_eq!(on((1997, 1, 7)), ["Жамбыл"]);
    assert_eq!(on((1900, 1, 1)), ["Aulie-Ata"]);
    assert_eq!(on((1937, 1, 1)), [""; 0]);
}

#[test]
fn s40_a_text_that_contradicts_its_tag_is_reported() {
    let g = gazetteer();
    let against = |text: &str, tag: &'static str| g.contradictions(text, &tag, contains).into_iter().map(|m| m.text).collect::<Vec<_>>();
    assert_eq!(against("Students were taken to vote in Taraz, Kazakhstan.", "kg"), ["Taraz", "Kazakhstan"]);
    assert_eq!(against("В Таразе и Павлодаре, близ Алма-Аты", "ge"), ["Таразе", "Павлодаре", "Алма Аты"]);
    assert_eq!(against("В Таразе и Павлодаре", "kz"), [""; 0]);
    assert_eq!(against("Taraz, in Kazakhstan", "taraz"), [""; 0]);
    assert_eq!(against("Pavlodar's stations", "taraz"), ["Pavlodar"]);
    // A word of the language is no name unless it is written as one.
    assert_eq!(against("the georgia typeface", "kz"), [""; 0]);
}

proptest! {
    /// Every name is found by itself and by any end of its key, and a search gives each thing once.
    #[test]
    fn what_was_added_is_found(names in proptest::collection::vec("[а-яA-Za-z ]{1,12}", 1..20), which: proptest::sample::Index, cut in 0..12_usize) {
        let mut g: Gazetteer<usize, Day> = Gazetteer::new();
        for (n, name) in names.iter().enumerate() {
            g.add(n, [Spelling::always(name)]);
        }
        let at = which.index(names.len());
        let key = names::fold(&names[at]);
        let hits = g.search(&names[at], 1000);
        prop_assert_eq!(hits.iter().any(|hit| *hit.value == at), !key.is_empty());
        let mut values: Vec<usize> = hits.iter().map(|hit| *hit.value).collect();
        values.sort_unstable();
        values.dedup();
        prop_assert_eq!(values.len(), hits.len());
        if let Some(word) = key.words().first() {
            let end: String = word.chars().skip(cut.min(word.chars().count() - 1)).collect();
            // A part of a key is not always the key of itself; where it is, it is found.
            if names::fold(&end).words() == [end.clone()] {
                prop_assert!(g.search(&end, 1000).iter().any(|hit| *hit.value == at), "{end}");
            }
        }
    }

    #[test]
    fn any_text_is_read(text: String, query: String) {
        let g = gazetteer();
        let _ = (g.mentions(&text), g.search(&query, 5));
    }
}
