//! Names and numbers on their way into XML and HTML.

use std::fmt::Write;

/// Whether a character turns the direction of writing: one in a name would rearrange the words around it.
pub fn is_bidi(c: char) -> bool {
    matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

/// Writes a text so that it stays text: markup is escaped, what XML 1.0 forbids becomes U+FFFD, and marks that turn the direction of
/// writing are dropped, lest a name rearrange the labels around it.
pub fn text(out: &mut String, text: &str) {
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            '\t' | '\n' => out.push(c),
            '\r' => out.push(' '),
            c if is_bidi(c) => {}
            c if c.is_control() || matches!(c, '\u{fffe}' | '\u{ffff}') => out.push('\u{fffd}'),
            c => out.push(c),
        }
    }
}

/// Writes a coordinate to two decimals without trailing zeros; never `-0`, `NaN` or an exponent.
pub fn number(out: &mut String, x: f64) {
    let x = if x.is_finite() { x.clamp(-1e6, 1e6) } else { 0.0 };
    let start = out.len();
    let _ = write!(out, "{x:.2}"); // writing into a String cannot fail
    let kept = out[start..].trim_end_matches('0').trim_end_matches('.').len();
    out.truncate(start + kept);
    if &out[start..] == "-0" {
        out.replace_range(start.., "0");
    }
}

/// Writes ` name="x"`.
pub fn attribute(out: &mut String, name: &str, x: f64) {
    out.push(' ');
    out.push_str(name);
    out.push_str("=\"");
    number(out, x);
    out.push('"');
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    fn numbered(x: f64) -> String {
        let mut out = String::new();
        super::number(&mut out, x);
        out
    }

    #[test]
    fn numbers_are_short_and_plain() {
        let all = [0.0, -0.001, 12.0, 12.5, 100.0, -3.456, f64::NAN, f64::INFINITY, 1e300].map(numbered);
        assert_eq!(all, ["0", "0", "12", "12.5", "100", "-3.46", "0", "0", "1000000"]);
    }

    proptest! {
        #[test]
        fn any_text_survives_a_parser(hostile in any::<String>()) {
            let mut xml = "<t a=\"".to_owned();
            super::text(&mut xml, &hostile);
            xml.push_str("\">");
            super::text(&mut xml, &hostile);
            xml.push_str("</t>");
            let parsed = roxmltree::Document::parse(&xml).unwrap();
            prop_assert!(parsed.root_element().children().all(|c| c.is_text()));
            if hostile.chars().all(|c| !c.is_control() && !('\u{2000}'..'\u{2070}').contains(&c) && c < '\u{fffe}') {
                prop_assert_eq!(parsed.root_element().text().unwrap_or(""), hostile);
            }
        }

        #[test]
        fn any_number_stays_near(x in -1e5..1e5) {
            prop_assert!((numbered(x).parse::<f64>().unwrap() - x).abs() <= 0.005 + 1e-9);
        }
    }
}
