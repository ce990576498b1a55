//! Texts as TOML writes them.

use std::fmt::Write;

/// The text as a basic string of TOML, with its quotes.
pub(crate) fn quoted(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 2);
    out.push('"');
    for c in text.chars() {
        match c {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            '\r' => out.push_str("\\r"),
            '\t' => out.push_str("\\t"),
            // Writing to a String cannot fail.
            c if c.is_control() => {
                let _ = write!(out, "\\u{:04X}", u32::from(c));
            }
            c => out.push(c),
        }
    }
    out.push('"');
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn any_text_survives_toml() {
        for text in ["plain", "Партия \"ЯБЛОКО\"", "a\\b\nc\t\r\u{7}\u{7f}\u{85}", ""] {
            let table: toml::Table = format!("x = {}", quoted(text)).parse().expect("is TOML");
            assert_eq!(table["x"].as_str(), Some(text));
        }
    }
}
