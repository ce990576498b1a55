//! Invented data: people, stations and figures that do not exist. Realistic pages, and pages at their limits.

mod account;
mod office;
mod records;
mod work;

use pages::{Flash, Locale, PageError, Section, Shell, User};
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::{Value, json};

/// Pages by name.
pub type Gallery = Vec<(&'static str, Result<String, PageError>)>;

/// Every page in one language.
pub fn gallery(locale: Locale) -> Gallery {
    [account::pages(locale), office::pages(locale), records::pages(locale), work::pages(locale)].into_iter().flatten().collect()
}

/// A view from JSON. Stops when the JSON has a member that the view does not have.
pub fn fill<T: DeserializeOwned + Serialize>(json: &Value) -> T {
    let view: T = serde_json::from_value(json.clone()).unwrap();
    assert_kept(json, &serde_json::to_value(&view).unwrap());
    view
}

fn assert_kept(given: &Value, kept: &Value) {
    match (given, kept) {
        (Value::Object(g), Value::Object(k)) => {
            for (name, value) in g {
                assert_kept(value, k.get(name).unwrap_or_else(|| panic!("the view has no member {name}")));
            }
        }
        (Value::Array(g), Value::Array(k)) => g.iter().zip(k).for_each(|(g, k)| assert_kept(g, k)),
        _ => {}
    }
}

/// A shell for a page of that part and path.
pub fn shell(locale: Locale, section: Section, path: &str) -> Shell {
    Shell {
        locale,
        section,
        path: path.to_owned(),
        organisation: match locale {
            Locale::En => "Coalition for Open Elections",
            Locale::Ru => "Коалиция за открытые выборы",
            Locale::Kk => "Ашық сайлау коалициясы",
        }
        .to_owned(),
        user: Some(User { name: "a.sample".to_owned(), role: pages::Role::Coordinator }),
        csrf: "gallery".to_owned(),
        simulated: true,
        checkpoint: Some(25_481),
        version: "0.1.0".to_owned(),
        may_edit: true,
        may_administer: true,
        ..Shell::default()
    }
}

/// A shell of somebody who is not signed in.
pub fn stranger(locale: Locale, path: &str) -> Shell {
    Shell { user: None, simulated: false, checkpoint: None, ..shell(locale, Section::Elsewhere, path) }
}

/// The same shell after an action.
pub fn told(shell: Shell, failed: bool, text: &str, remedy: Option<&str>) -> Shell {
    let code = failed.then(|| "STORE-STALE".to_owned());
    Shell { flash: Some(Flash { failed, text: text.to_owned(), remedy: remedy.map(str::to_owned), code }), ..shell }
}

/// A moment of the invented polling day.
pub fn at(locale: Locale, hour: u8, minute: u8) -> Value {
    let month = match locale {
        Locale::En => "Nov",
        Locale::Ru => "нояб.",
        Locale::Kk => "қар.",
    };
    json!({"shown": format!("29 {month} {hour:02}:{minute:02}"), "at": format!("2026-11-29T{hour:02}:{minute:02}:00+05:00")})
}

/// One of three texts.
pub fn say(locale: Locale, en: &'static str, ru: &'static str, kk: &'static str) -> &'static str {
    match locale {
        Locale::En => en,
        Locale::Ru => ru,
        Locale::Kk => kk,
    }
}

/// Choices of a list.
pub fn choices(pairs: &[(&str, &str)]) -> Value {
    pairs.iter().map(|(value, label)| json!({"value": value, "label": label})).collect()
}
