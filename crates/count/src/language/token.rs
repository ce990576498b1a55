//! A rule cut into words, numbers and signs.

use std::ops::Range;

use super::ast::{Comparison, Literal};
use super::error::ParseError;

/// One word, number or sign of a rule.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Token<'a> {
    Number(Literal),
    Time(u16),
    Name(&'a str),
    Compare(Comparison),
    Plus,
    Minus,
    Star,
    Slash,
    Open,
    Close,
    Comma,
    Question,
    End,
}

/// A token and the bytes it covers.
pub(super) type Placed<'a> = (Token<'a>, Range<usize>);

/// Cuts a rule into tokens; the last is always [`Token::End`].
pub(super) fn tokens(source: &str) -> Result<Vec<Placed<'_>>, ParseError> {
    let mut out = Vec::new();
    let mut at = 0;
    while let Some(c) = source[at..].chars().next() {
        if c.is_whitespace() {
            at += c.len_utf8();
            continue;
        }
        let (token, len) = match c {
            '0'..='9' => number(source, at)?,
            'a'..='z' | 'A'..='Z' | '_' => name(source, at),
            _ => sign(source, at, c)?,
        };
        out.push((token, at..at + len));
        at += len;
    }
    out.push((Token::End, source.len()..source.len()));
    Ok(out)
}

fn name(source: &str, at: usize) -> (Token<'_>, usize) {
    let len = source[at..].find(|c: char| !c.is_ascii_alphanumeric() && c != '_').unwrap_or(source.len() - at);
    (Token::Name(&source[at..at + len]), len)
}

fn digits(text: &str) -> usize {
    text.find(|c: char| !c.is_ascii_digit()).unwrap_or(text.len())
}

/// `12`, `0.90`, `5%`, `2.5%` or a time `07:00`.
fn number(source: &str, at: usize) -> Result<(Token<'_>, usize), ParseError> {
    let text = &source[at..];
    let whole = digits(text);
    if text[whole..].starts_with(':') {
        return time(source, at, whole);
    }
    let mut len = whole;
    let mut decimals = 0;
    if let Some(rest) = text[whole..].strip_prefix('.') {
        decimals = digits(rest);
        len += 1 + decimals;
    }
    let refuse = |end: usize, message: &str, remedy: &str| Err(ParseError::new("RULE-NUMBER", at..at + end, message, remedy));
    if len > whole && decimals == 0 {
        return refuse(len, "no digit follows the decimal point", "write `0.5`, or `5` without a point");
    }
    let fits = text[..len].replace('.', "").parse().ok().zip(u8::try_from(decimals).ok().filter(|&d| d <= 12));
    let Some((value, decimals)) = fits else {
        return refuse(len, "this number is too long", "numbers go up to 18446744073709551615 with at most 12 decimals");
    };
    let percent = text[len..].starts_with('%');
    len += usize::from(percent);
    if let Some(letter) = text[len..].chars().next().filter(|&c| c.is_alphanumeric() || c == '_') {
        return refuse(
            len + letter.len_utf8(),
            "letters follow directly on a number",
            "write an operator between them, as in `2 * registered`",
        );
    }
    Ok((Token::Number(Literal { digits: value, decimals, percent }), len))
}

fn time(source: &str, at: usize, hours: usize) -> Result<(Token<'_>, usize), ParseError> {
    let text = &source[at..];
    let minutes = digits(&text[hours + 1..]);
    let len = hours + 1 + minutes;
    let read = |t: &str| t.parse::<u16>().ok();
    match (read(&text[..hours]), read(&text[hours + 1..len])) {
        (Some(h), Some(m)) if hours <= 2 && minutes == 2 && m < 60 && h * 60 + m <= 24 * 60 => Ok((Token::Time(h * 60 + m), len)),
        _ => Err(ParseError::new(
            "RULE-TIME",
            at..at + len,
            "this is not a time of day",
            "write hours and minutes as `07:00`, up to `24:00`",
        )),
    }
}

fn sign(source: &str, at: usize, c: char) -> Result<(Token<'_>, usize), ParseError> {
    let two = source.as_bytes().get(at + 1) == Some(&b'=');
    let found = match (c, two) {
        ('!', true) => (Token::Compare(Comparison::Different), 2),
        ('<', true) => (Token::Compare(Comparison::AtMost), 2),
        ('>', true) => (Token::Compare(Comparison::AtLeast), 2),
        ('=', false) => (Token::Compare(Comparison::Equal), 1),
        ('<', false) => (Token::Compare(Comparison::Less), 1),
        ('>', false) => (Token::Compare(Comparison::More), 1),
        ('+', _) => (Token::Plus, 1),
        ('-', _) => (Token::Minus, 1),
        ('*', _) => (Token::Star, 1),
        ('/', _) => (Token::Slash, 1),
        ('(', _) => (Token::Open, 1),
        (')', _) => (Token::Close, 1),
        (',', _) => (Token::Comma, 1),
        ('?', _) => (Token::Question, 1),
        _ => return Err(unknown(at, c, two)),
    };
    Ok(found)
}

fn unknown(at: usize, c: char, two: bool) -> ParseError {
    let instead = match c {
        '=' => "one `=` compares",
        '≤' => "write `<=`",
        '≥' => "write `>=`",
        '≠' | '!' => "write `!=` to compare, or `not` before a condition",
        '×' | '·' => "write `*`",
        '÷' => "write `/`",
        '−' | '–' => "write the minus sign of the keyboard, `-`",
        '&' => "write `and`",
        '|' => "write `or`",
        '%' => "a percent sign follows a number directly, as in `5%`",
        '"' | '\'' => "names and numbers stand without quotation marks",
        _ => "a rule has names, numbers, times, `+ - * / ( ) , ?`, comparisons and the words and, or, not, implies",
    };
    let len = c.len_utf8() + usize::from(c == '=' && two);
    let shown = if c == '=' { "==".to_owned() } else { c.escape_debug().to_string() };
    ParseError::new("RULE-CHARACTER", at..at + len, format!("`{shown}` has no meaning here"), instead)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(source: &str) -> Vec<Token<'_>> {
        tokens(source).expect("is well formed").into_iter().map(|t| t.0).collect()
    }

    #[test]
    fn percentages_times_and_names_are_told_apart() {
        let number = |digits, decimals, percent| Token::Number(Literal { digits, decimals, percent });
        assert_eq!(of("0.90 5% 12"), [number(90, 2, false), number(5, 0, true), number(12, 0, false), Token::End]);
        assert_eq!(of("7:05<=x_1"), [Token::Time(425), Token::Compare(Comparison::AtMost), Token::Name("x_1"), Token::End]);
    }

    #[test]
    fn a_refusal_covers_whole_characters() {
        for source in ["2жы", "2%ы", "0.5ⅷ", "7:00ж", "ж", "1.ж", "a ≤ b"] {
            let at = tokens(source).expect_err(source).at;
            assert!(source.get(at.clone()).is_some_and(|part| !part.is_empty()), "{source}: {at:?}");
        }
    }

    #[test]
    fn each_refusal_says_what_to_write() {
        let refused = |s: &str| tokens(s).expect_err("is refused");
        assert_eq!(refused("a ≤ b").remedy, "write `<=`");
        assert_eq!(refused("a == b").at, 2..4);
        for (source, code) in
            [("25:00", "RULE-TIME"), ("7:5", "RULE-TIME"), ("1.", "RULE-NUMBER"), ("2x", "RULE-NUMBER"), ("&", "RULE-CHARACTER")]
        {
            assert_eq!(refused(source).code, code, "{source}");
        }
        assert_eq!(refused("99999999999999999999").code, "RULE-NUMBER");
        assert_eq!(refused("0.1234567890123").code, "RULE-NUMBER");
    }
}
