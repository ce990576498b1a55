//! The contrast of every pair of colours, computed from the style sheet by the formula of WCAG 2.2.
#![allow(clippy::unwrap_used, reason = "tests")]

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

/// Letters, paper, least contrast: 4.5 for text, 3 for edges of fields and the focus.
const PAIRS: &[(&str, &str, f64)] = &[
    ("text", "paper", 4.5),
    ("text", "well", 4.5),
    ("text", "here", 4.5),
    ("text", "mark", 4.5),
    ("text", "flag-well", 4.5),
    ("text", "good-well", 4.5),
    ("text", "warn-well", 4.5),
    ("muted", "paper", 4.5),
    ("muted", "well", 4.5),
    ("muted", "flag-well", 4.5),
    ("link", "paper", 4.5),
    ("link", "well", 4.5),
    ("link", "here", 4.5),
    ("link", "flag-well", 4.5),
    ("link", "good-well", 4.5),
    ("link", "warn-well", 4.5),
    ("on-link", "link", 4.5),
    ("flag", "paper", 4.5),
    ("flag", "well", 4.5),
    ("flag", "flag-well", 4.5),
    ("good", "paper", 4.5),
    ("good", "good-well", 4.5),
    ("warn", "warn-well", 4.5),
    ("edge", "paper", 3.0),
    ("edge", "well", 3.0),
];
/// A hairline between rows carries no meaning, so that it needs no contrast.
const DECORATION: [&str; 1] = ["line"];

const CSS: &str = include_str!("../assets/css/tokens.css");
const PRINT: &str = include_str!("../assets/css/media.css");

type Colours = BTreeMap<String, [f64; 3]>;

/// The colours between the first brace after `start` and the next closing one.
fn colours(css: &str, start: &str) -> Colours {
    let block = css.split_once(start).unwrap().1.split('}').next().unwrap();
    let token = |line: &str| {
        let (name, value) = line.trim().strip_prefix("--")?.split_once(':')?;
        Some((name.to_owned(), rgb(value.strip_prefix('#')?)))
    };
    block.split([';', '{']).filter_map(token).collect()
}

fn rgb(hex: &str) -> [f64; 3] {
    let wide: String = if hex.len() == 3 { hex.chars().flat_map(|c| [c, c]).collect() } else { hex.to_owned() };
    [0, 2, 4].map(|i| f64::from(u8::from_str_radix(&wide[i..i + 2], 16).unwrap()) / 255.0)
}

fn luminance(colour: [f64; 3]) -> f64 {
    let [r, g, b] = colour.map(|c| if c <= 0.04045 { c / 12.92 } else { ((c + 0.055) / 1.055).powf(2.4) });
    0.2126 * r + 0.7152 * g + 0.0722 * b
}

fn contrast(a: [f64; 3], b: [f64; 3]) -> f64 {
    let (a, b) = (luminance(a), luminance(b));
    (a.max(b) + 0.05) / (a.min(b) + 0.05)
}

fn themes() -> [(&'static str, Colours); 3] {
    [
        ("light", colours(CSS, ":root{")),
        ("dark", colours(CSS, ":root[data-theme=dark]{")),
        ("print", colours(PRINT, ":root,:root[data-theme]{")),
    ]
}

#[test]
fn the_formula_is_the_one_of_wcag() {
    assert!((contrast(rgb("000"), rgb("fff")) - 21.0).abs() < 1e-9);
    assert!((contrast(rgb("777777"), rgb("fff")) - 4.48).abs() < 0.01);
}

#[test]
fn every_pair_can_be_read_in_every_theme() {
    let mut table = String::new();
    for (theme, colours) in themes() {
        for &(ink, paper, least) in PAIRS.iter().filter(|(ink, _, _)| theme != "print" || *ink != "on-link") {
            let found = contrast(colours[ink], colours[paper]);
            writeln!(table, "{theme:5} {ink:8} on {paper:9} {found:.2}").unwrap();
            assert!(found >= least, "{theme}: {ink} on {paper} has {found:.2}, needs {least}");
        }
    }
    insta::assert_snapshot!(table);
}

#[test]
fn every_colour_is_in_a_pair() {
    let named: BTreeSet<&str> = PAIRS.iter().flat_map(|(a, b, _)| [*a, *b]).chain(DECORATION).collect();
    for (theme, colours) in themes() {
        for name in colours.keys() {
            assert!(named.contains(name.as_str()), "{theme}: nothing is known about {name}");
        }
    }
}

#[test]
fn dark_is_the_same_whoever_asks_for_it() {
    assert_eq!(colours(CSS, ":root:not([data-theme=light]){"), colours(CSS, ":root[data-theme=dark]{"));
}

#[test]
fn light_and_dark_name_the_same_colours() {
    let [(_, light), (_, dark), _] = themes();
    assert!(light.keys().eq(dark.keys()));
}
