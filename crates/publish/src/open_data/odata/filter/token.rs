//! Words of a condition.

use jiff::Timestamp;

use super::super::error::{Place, QueryError};
use super::Literal;

/// A word.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Token<'s> {
    Open,
    Close,
    Comma,
    /// A name or an operator.
    Word(&'s str),
    Value(Literal),
    End,
}

/// A word and its first byte.
pub(super) type Placed<'s> = (Token<'s>, usize);

pub(super) fn at(at: usize) -> Place {
    Place { option: "$filter", at }
}

pub(super) fn syntax(place: usize, wanted: &'static str) -> QueryError {
    QueryError::Syntax { place: at(place), wanted }
}

pub(super) fn unsupported(place: usize, what: &'static str) -> QueryError {
    QueryError::Unsupported { place: at(place), what }
}

/// Cuts a condition into words; the last is `End`.
pub(super) fn tokens(source: &str) -> Result<Vec<Placed<'_>>, QueryError> {
    let mut out = Vec::new();
    let mut from = 0;
    while let Some(first) = source[from..].chars().next() {
        let rest = &source[from..];
        let (token, length) = match first {
            ' ' | '\t' => {
                from += 1;
                continue;
            }
            '(' => (Token::Open, 1),
            ')' => (Token::Close, 1),
            ',' => (Token::Comma, 1),
            '\'' => quoted(rest, from)?,
            '-' | '0'..='9' => number(rest, from)?,
            c if is_word(c) => word(rest),
            '/' => return Err(unsupported(from, "a path")),
            '@' | '$' => return Err(unsupported(from, "an alias or a reference")),
            '[' | '{' | '"' => return Err(unsupported(from, "a collection or an object")),
            _ => return Err(syntax(from, "a property, a value or a parenthesis")),
        };
        out.push((token, from));
        from += length;
    }
    out.push((Token::End, source.len()));
    Ok(out)
}

fn is_word(c: char) -> bool {
    c.is_alphanumeric() || c == '_'
}

fn word(rest: &str) -> (Token<'_>, usize) {
    let end = rest.find(|c| !is_word(c)).unwrap_or(rest.len());
    let token = match &rest[..end] {
        "null" => Token::Value(Literal::Null),
        "true" => Token::Value(Literal::Bool(true)),
        "false" => Token::Value(Literal::Bool(false)),
        word => Token::Word(word),
    };
    (token, end)
}

/// A text; a quote within it is written twice.
fn quoted(rest: &str, from: usize) -> Result<(Token<'_>, usize), QueryError> {
    let mut text = String::new();
    let mut end = 1;
    loop {
        let Some(length) = rest[end..].find('\'') else { return Err(syntax(from + rest.len(), "the `'` that ends the text")) };
        text.push_str(&rest[end..end + length]);
        end += length + 1;
        if !rest[end..].starts_with('\'') {
            return Ok((Token::Value(Literal::Text(text)), end));
        }
        text.push('\'');
        end += 1;
    }
}

/// A number, or a time: both begin with a digit.
fn number(rest: &str, from: usize) -> Result<(Token<'_>, usize), QueryError> {
    let end = rest.find(|c: char| !(is_word(c) || matches!(c, '.' | ':' | '-' | '+'))).unwrap_or(rest.len());
    let text = &rest[..end];
    let literal = if let Ok(n) = text.parse::<i64>() {
        Literal::Whole(n)
    } else if is_number(text) {
        let number: f64 = text.parse().map_err(|_| syntax(from, "a number"))?;
        if !number.is_finite() {
            return Err(syntax(from, "a number that is finite"));
        }
        Literal::Number(number)
    } else if text.contains('T')
        && let Ok(time) = text.parse::<Timestamp>()
    {
        Literal::Time(time)
    } else if is_date(text) {
        return Err(unsupported(from, "a date without a time and an offset"));
    } else {
        return Err(syntax(from, "a number, or a time such as 2026-11-24T09:10:00Z; a text stands between single quotes"));
    };
    Ok((Token::Value(literal), end))
}

/// Digits, perhaps a fraction, perhaps an exponent. Rust also reads names such as `inf`.
fn is_number(text: &str) -> bool {
    let digits = |s: &str| !s.is_empty() && s.bytes().all(|b| b.is_ascii_digit());
    let unsigned = text.strip_prefix('-').unwrap_or(text);
    let (mantissa, exponent) =
        unsigned.split_once(['e', 'E']).map_or((unsigned, "0"), |(m, e)| (m, e.strip_prefix(['+', '-']).unwrap_or(e)));
    let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, "0"));
    digits(whole) && digits(fraction) && digits(exponent)
}

fn is_date(text: &str) -> bool {
    text.parse::<jiff::civil::Date>().is_ok()
}
