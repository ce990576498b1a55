//! How much room a text takes, without knowing the reader's font.
//!
//! The widths are those of `DejaVu` Sans, the widest of the usual sans-serif faces: a label that fits in it fits in the others.

/// How much wider bold letters are.
pub const BOLD: f64 = 1.12;

/// Width of a text at a font size, in the same unit.
pub fn width(text: &str, size: f64) -> f64 {
    text.chars().map(em).sum::<f64>() * size
}

fn em(c: char) -> f64 {
    match c {
        'i' | 'l' | 'j' | '\'' | '|' | '.' | ',' | ':' | ';' | '!' | ' ' | 'I' | '\u{a0}' => 0.32,
        'f' | 't' | 'r' | '(' | ')' | '[' | ']' | '-' | '/' => 0.42,
        'm' | 'w' | 'M' | 'W' | '@' | '%' | '—' | '…' | 'ш' | 'щ' | 'ж' | 'ю' | 'ы' | 'м' | 'Ш' | 'Щ' | 'Ж' | 'Ю' | 'Ы' | 'М' => {
            0.98
        }
        'A'..='Z' => 0.73,
        'a'..='z' | '0'..='9' => 0.63,
        '\u{300}'..='\u{36f}' | '\u{200b}'..='\u{200f}' => 0.0,
        '\u{400}'..='\u{42f}' => 0.77,
        '\u{2e80}'.. => 1.0,
        _ => 0.66,
    }
}

/// The text, or its beginning with an ellipsis, no wider than `room`.
pub fn shorten(text: &str, size: f64, room: f64) -> String {
    if width(text, size) <= room {
        return text.to_owned();
    }
    let mut left = room - em('…') * size;
    let mut kept = String::new();
    for c in text.chars() {
        left -= em(c) * size;
        if left < 0.0 {
            break;
        }
        kept.push(c);
    }
    kept.truncate(kept.trim_end().len());
    kept.push('…');
    kept
}

/// The text broken at spaces into lines no wider than `room`; what does not fit into `most` lines is cut off with an ellipsis.
pub fn wrap(text: &str, size: f64, room: f64, most: usize) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for word in text.split_whitespace() {
        match lines.last_mut() {
            Some(line) if lines_fit(line, word, size, room) => {
                line.push(' ');
                line.push_str(word);
            }
            _ => lines.push(word.to_owned()),
        }
    }
    if lines.len() > most {
        // Whatever is left goes into the last line, to be cut there.
        let rest = lines.split_off(most.saturating_sub(1)).join(" ");
        lines.push(rest);
    }
    lines.iter().map(|line| shorten(line, size, room)).collect()
}

fn lines_fit(line: &str, word: &str, size: f64, room: f64) -> bool {
    width(line, size) + em(' ') * size + width(word, size) <= room
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn what_fits_is_left_alone() {
        assert_eq!(shorten("Taraz", 12.0, 100.0), "Taraz");
        assert_eq!(wrap("one two three", 10.0, 45.0, 3), ["one two", "three"]);
    }

    proptest! {
        #[test]
        fn nothing_is_wider_than_its_room(text in any::<String>(), size in 5.0..20.0, room in 30.0..300.0) {
            prop_assert!(width(&shorten(&text, size, room), size) <= room + 1e-9);
            let lines = wrap(&text, size, room, 2);
            prop_assert!(lines.len() <= 2);
            prop_assert!(lines.iter().all(|l| width(l, size) <= room + 1e-9));
        }
    }
}
