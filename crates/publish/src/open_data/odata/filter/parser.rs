//! From words to a condition whose types fit. Loosest first: `or`, `and`, `not`, comparisons.

use super::super::error::QueryError;
use super::super::{Edm, EntitySet};
use super::token::{Placed, Token, at, syntax, tokens, unsupported};
use super::{Compare, Filter, Function, Literal};

/// Parentheses and `not` within each other, at most.
pub const MAX_DEPTH: usize = 32;

/// Operators and functions of `OData` that are not read here.
const OPERATORS: [&str; 9] = ["add", "sub", "mul", "div", "divby", "mod", "has", "in", "isof"];
const FUNCTIONS: [&str; 30] = [
    "endswith",
    "length",
    "indexof",
    "substring",
    "tolower",
    "toupper",
    "trim",
    "concat",
    "matchesPattern",
    "year",
    "month",
    "day",
    "hour",
    "minute",
    "second",
    "fractionalseconds",
    "date",
    "time",
    "totaloffsetminutes",
    "now",
    "mindatetime",
    "maxdatetime",
    "round",
    "floor",
    "ceiling",
    "cast",
    "case",
    "any",
    "all",
    "substringof",
];

/// Reads a condition on an entity set. Never panics, whatever the input.
///
/// # Errors
/// The first thing that cannot be read or is not supported, with its place.
pub fn parse(set: &EntitySet, source: &str) -> Result<Filter, QueryError> {
    let mut parser = Parser { set, tokens: tokens(source)?, next: 0 };
    let filter = parser.either(0)?;
    match parser.peek() {
        (Token::End, _) => Ok(filter),
        (Token::Word(word), place) => Err(operator(word, place)),
        (_, place) => Err(syntax(place, "`and`, `or` or the end")),
    }
}

struct Parser<'s> {
    set: &'s EntitySet,
    tokens: Vec<Placed<'s>>,
    next: usize,
}

/// One side of a comparison.
enum Side {
    Property(usize),
    Value(Literal),
}

impl<'s> Parser<'s> {
    fn peek(&self) -> Placed<'s> {
        // The last token is `End` and is never passed.
        self.tokens[self.next.min(self.tokens.len() - 1)].clone()
    }

    fn advance(&mut self) -> Placed<'s> {
        let token = self.peek();
        self.next += 1;
        token
    }

    fn eat(&mut self, wanted: &Token<'_>) -> bool {
        let is = self.peek().0 == *wanted;
        self.next += usize::from(is);
        is
    }

    fn expect(&mut self, token: &Token<'_>, wanted: &'static str) -> Result<(), QueryError> {
        let place = self.peek().1;
        if self.eat(token) { Ok(()) } else { Err(syntax(place, wanted)) }
    }

    fn either(&mut self, depth: usize) -> Result<Filter, QueryError> {
        let mut parts = vec![self.both(depth)?];
        while self.eat(&Token::Word("or")) {
            parts.push(self.both(depth)?);
        }
        Ok(joined(parts, Filter::Or))
    }

    fn both(&mut self, depth: usize) -> Result<Filter, QueryError> {
        let mut parts = vec![self.one(depth)?];
        while self.eat(&Token::Word("and")) {
            parts.push(self.one(depth)?);
        }
        Ok(joined(parts, Filter::And))
    }

    fn one(&mut self, depth: usize) -> Result<Filter, QueryError> {
        let (token, place) = self.peek();
        if depth > MAX_DEPTH {
            return Err(QueryError::Limit { place: at(place), most: MAX_DEPTH, unit: "parentheses deep" });
        }
        match token {
            Token::Open => {
                self.advance();
                let filter = self.either(depth + 1)?;
                self.expect(&Token::Close, "`)`")?;
                Ok(filter)
            }
            // A property may be called `not` only where nothing follows that could be negated; OData reserves the word.
            Token::Word("not") => {
                self.advance();
                let filter = self.one(depth + 1)?;
                match filter {
                    // OData binds `not` tighter than a comparison, most people read it looser: neither is guessed.
                    Filter::Compare(..) if self.last() != Some(&Token::Close) => {
                        Err(syntax(place, "parentheses after `not`, as in not (a eq b)"))
                    }
                    filter => Ok(Filter::Not(Box::new(filter))),
                }
            }
            Token::Word(name @ ("startswith" | "contains")) if self.opens_next() => self.function(name),
            _ => self.comparison(),
        }
    }

    fn last(&self) -> Option<&Token<'s>> {
        self.next.checked_sub(1).and_then(|last| self.tokens.get(last)).map(|(token, _)| token)
    }

    fn opens_next(&self) -> bool {
        matches!(self.tokens.get(self.next + 1), Some((Token::Open, _)))
    }

    fn function(&mut self, name: &str) -> Result<Filter, QueryError> {
        let function = if name == "contains" { Function::Contains } else { Function::StartsWith };
        self.next += 2;
        let (side, place) = self.side()?;
        let Side::Property(property) = side else { return Err(unsupported(place, "a function of anything but a property")) };
        if self.set.properties[property].edm != Edm::String {
            return Err(QueryError::Type { place: at(place), wanted: "a property that is text" });
        }
        self.expect(&Token::Comma, "`,`")?;
        let (side, place) = self.side()?;
        let Side::Value(Literal::Text(text)) = side else {
            return Err(QueryError::Type { place: at(place), wanted: "a text between single quotes" });
        };
        self.expect(&Token::Close, "`)`")?;
        Ok(Filter::Test(function, property, text))
    }

    fn side(&mut self) -> Result<(Side, usize), QueryError> {
        let (token, place) = self.advance();
        match token {
            Token::Value(literal) => Ok((Side::Value(literal), place)),
            Token::Word(_) if self.peek().0 == Token::Open => Err(call(&token, place)),
            Token::Word(name) => {
                let property = self.set.find(name).ok_or(QueryError::Property { place: at(place) })?;
                Ok((Side::Property(property), place))
            }
            Token::Open => Err(unsupported(place, "parentheses around a value")),
            _ => Err(syntax(place, "a property or a value")),
        }
    }

    fn comparison(&mut self) -> Result<Filter, QueryError> {
        let (left, from) = self.side()?;
        let (token, place) = self.peek();
        let compare = match token {
            Token::Word(word) => compare(word),
            _ => None,
        };
        let Some(compare) = compare else { return self.alone(left, from, token, place) };
        self.advance();
        let (right, to) = self.side()?;
        let (property, compare, literal, value_at) = match (left, right) {
            (Side::Property(property), Side::Value(literal)) => (property, compare, literal, to),
            (Side::Value(literal), Side::Property(property)) => (property, turned(compare), literal, from),
            (Side::Property(_), Side::Property(_)) => return Err(unsupported(to, "comparing two properties")),
            (Side::Value(_), Side::Value(_)) => return Err(unsupported(to, "comparing two values")),
        };
        fits(self.set.properties[property].edm, compare, &literal).map_err(|wanted| QueryError::Type { place: at(value_at), wanted })?;
        Ok(Filter::Compare(property, compare, literal))
    }

    /// Something that is not compared: a Boolean property, or a mistake.
    fn alone(&self, left: Side, from: usize, next: Token<'_>, place: usize) -> Result<Filter, QueryError> {
        match (left, next) {
            (_, Token::Word(word)) if !matches!(word, "and" | "or") => Err(operator(word, place)),
            (Side::Property(property), _) if self.set.properties[property].edm == Edm::Boolean => Ok(Filter::Is(property)),
            (Side::Value(Literal::Bool(_)), _) => Err(unsupported(from, "a condition without a property")),
            _ => Err(syntax(place, "a comparison: eq, ne, gt, ge, lt or le")),
        }
    }
}

fn joined(mut parts: Vec<Filter>, join: fn(Vec<Filter>) -> Filter) -> Filter {
    if parts.len() == 1 { parts.swap_remove(0) } else { join(parts) }
}

fn compare(word: &str) -> Option<Compare> {
    Some(match word {
        "eq" => Compare::Eq,
        "ne" => Compare::Ne,
        "gt" => Compare::Gt,
        "ge" => Compare::Ge,
        "lt" => Compare::Lt,
        "le" => Compare::Le,
        _ => return None,
    })
}

/// The comparison with its sides exchanged.
fn turned(compare: Compare) -> Compare {
    match compare {
        Compare::Gt => Compare::Lt,
        Compare::Ge => Compare::Le,
        Compare::Lt => Compare::Gt,
        Compare::Le => Compare::Ge,
        same => same,
    }
}

/// A word where an operator was expected.
fn operator(word: &str, place: usize) -> QueryError {
    if OPERATORS.contains(&word) { unsupported(place, "this operator") } else { syntax(place, "eq, ne, gt, ge, lt, le, `and` or `or`") }
}

/// A name before a parenthesis that is no function of ours.
fn call(token: &Token<'_>, place: usize) -> QueryError {
    match token {
        Token::Word(name) if FUNCTIONS.contains(name) => unsupported(place, "this function"),
        Token::Word("startswith" | "contains") => unsupported(place, "a function within a comparison or a function"),
        _ => syntax(place, "a function: startswith or contains"),
    }
}

/// Whether a property of this type may be so compared with the value; if not, what it wants.
fn fits(edm: Edm, compare: Compare, literal: &Literal) -> Result<(), &'static str> {
    let ordered = !matches!(compare, Compare::Eq | Compare::Ne);
    match (edm, literal) {
        (Edm::Boolean, Literal::Bool(_)) | (_, Literal::Null) if ordered => Err("eq or ne"),
        (_, Literal::Null)
        | (Edm::Boolean, Literal::Bool(_))
        | (Edm::String, Literal::Text(_))
        | (Edm::Int64 | Edm::Double, Literal::Whole(_) | Literal::Number(_))
        | (Edm::DateTimeOffset, Literal::Time(_)) => Ok(()),
        (Edm::String, _) => Err("a text between single quotes"),
        (Edm::Int64 | Edm::Double, _) => Err("a number without quotes"),
        (Edm::Boolean, _) => Err("true or false"),
        (Edm::DateTimeOffset, _) => Err("a time such as 2026-11-24T09:10:00Z, without quotes"),
    }
}
