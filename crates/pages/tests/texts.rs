//! All three languages say everything, with the same values; nothing is said that no page shows.
#![allow(clippy::unwrap_used, reason = "tests")]

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use fluent_syntax::ast::{Entry, Expression, InlineExpression, Pattern, PatternElement};
use pages::Locale;

/// Families of texts whose last part is a word that comes from data.
const FAMILIES: [&str; 10] =
    ["area", "design", "mark", "mark-about", "noun", "observer-role", "organisation-kind", "scope", "scope-about", "station-kind"];
/// Texts for the server's own sentences about a field.
const FOR_THE_SERVER: &str = "problem-";

/// The values that a text needs, by its name.
fn texts(locale: Locale) -> BTreeMap<String, BTreeSet<String>> {
    let mut all = BTreeMap::new();
    for (file, content) in locale.files() {
        let resource =
            fluent_syntax::parser::parse(*content).unwrap_or_else(|(_, errors)| panic!("{}/{file}.ftl: {errors:?}", locale.tag()));
        for entry in resource.body {
            let Entry::Message(message) = entry else { continue };
            let mut values = BTreeSet::new();
            collect(message.value.as_ref().unwrap(), &mut values);
            assert!(all.insert(message.id.name.to_owned(), values).is_none(), "{} stands twice in {}", message.id.name, locale.tag());
        }
    }
    all
}

fn collect(pattern: &Pattern<&str>, values: &mut BTreeSet<String>) {
    for element in &pattern.elements {
        let PatternElement::Placeable { expression } = element else { continue };
        match expression {
            Expression::Inline(inline) => collect_inline(inline, values),
            Expression::Select { selector, variants } => {
                collect_inline(selector, values);
                for variant in variants {
                    collect(&variant.value, values);
                }
            }
        }
    }
}

fn collect_inline(inline: &InlineExpression<&str>, values: &mut BTreeSet<String>) {
    match inline {
        InlineExpression::VariableReference { id } => {
            values.insert(format!("${}", id.name));
        }
        InlineExpression::MessageReference { id, .. } => {
            values.insert(id.name.to_owned());
        }
        _ => {}
    }
}

#[test]
fn all_languages_have_the_same_texts_with_the_same_values() {
    let english = texts(Locale::En);
    assert!(english.len() > 500);
    for locale in [Locale::Ru, Locale::Kk] {
        let other = texts(locale);
        for (name, values) in &english {
            assert_eq!(other.get(name), Some(values), "{name} in {}", locale.tag());
        }
        assert_eq!(other.len(), english.len(), "{} has texts that English has not", locale.tag());
    }
}

#[test]
fn russian_and_kazakh_are_not_english() {
    let same = |locale: Locale| {
        let (english, other) = (Locale::En.files(), locale.files());
        let lines = |files: &[(&str, &str)]| files.iter().flat_map(|(_, c)| c.lines()).map(str::to_owned).collect::<BTreeSet<_>>();
        let both =
            lines(english).intersection(&lines(other)).filter(|l| l.contains(" = ") && !l.ends_with('{')).cloned().collect::<Vec<_>>();
        both.into_iter()
            .filter(|l| !l.ends_with("{ $what }") && !l.contains(" = {"))
            .filter(|l| l.split(" = ").last().is_some_and(|t| t.contains(' ')))
            .collect::<Vec<_>>()
    };
    assert_eq!(same(Locale::Ru), Vec::<String>::new());
    assert_eq!(same(Locale::Kk), Vec::<String>::new());
}

fn sources(folder: &Path, out: &mut String) {
    for entry in fs::read_dir(folder).unwrap().map(Result::unwrap) {
        if entry.file_type().unwrap().is_dir() {
            sources(&entry.path(), out);
        } else {
            out.push_str(&fs::read_to_string(entry.path()).unwrap());
        }
    }
}

#[test]
fn every_text_is_shown_somewhere() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut all = String::new();
    sources(&root.join("templates"), &mut all);
    sources(&root.join("src"), &mut all);
    let referred = texts(Locale::En).into_values().flatten().collect::<BTreeSet<_>>();
    let family = |name: &str| FAMILIES.iter().any(|f| name.strip_prefix(f).is_some_and(|rest| rest.starts_with('-')));
    // What is said once something was done is said by the server, by its name.
    let said = include_str!("../locales/en/done.ftl");
    let by_the_server = |name: &str| said.lines().any(|line| line.strip_prefix(name).is_some_and(|rest| rest.starts_with(" =")));
    let unused: Vec<_> = texts(Locale::En)
        .into_keys()
        .filter(|name| {
            !family(name)
                && !by_the_server(name)
                && !name.starts_with(FOR_THE_SERVER)
                && !referred.contains(name)
                && !all.contains(&format!("\"{name}\""))
        })
        .collect();
    assert_eq!(unused, Vec::<String>::new());
    for f in FAMILIES {
        assert!(all.contains(&format!("s.word(\"{f}\"")), "no page shows a word of the family {f}");
    }
}
