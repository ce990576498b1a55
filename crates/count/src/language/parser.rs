//! From tokens to a tree, by precedence climbing.
//!
//! Tightest first: `-a`, `* /`, `+ -`, comparisons, `not`, `and`, `or`, `implies`. Comparisons do not chain, `implies`
//! groups to the right, all others to the left.

use std::ops::Range;

use super::ast::{BinaryOp, Expr, Function, MAX_DEPTH, Node};
use super::error::{ParseError, nearest};
use super::token::{Placed, Token, tokens};

/// Binding power of `not`: it takes a whole comparison.
pub(super) const NOT: u8 = 4;
/// Binding power of the sign before a number.
pub(super) const NEGATIVE: u8 = 8;

/// Binding power of an operator; the looser binds first in the tree.
pub(super) fn power(op: BinaryOp) -> u8 {
    match op {
        BinaryOp::Implies => 1,
        BinaryOp::Or => 2,
        BinaryOp::And => 3,
        BinaryOp::Compare(_) => 5,
        BinaryOp::Add | BinaryOp::Subtract => 6,
        BinaryOp::Multiply | BinaryOp::Divide => 7,
    }
}

/// Reads a rule. Never panics, whatever the input; names are not looked up here (see [`super::check_types`]).
///
/// # Errors
/// The first thing that cannot be read, with its place and a remedy.
pub fn parse(source: &str) -> Result<Expr, ParseError> {
    let mut parser = Parser { tokens: tokens(source)?, next: 0 };
    let (expr, _) = parser.expression(0, 0)?;
    let (token, at) = parser.peek();
    match token {
        Token::End => Ok(expr),
        Token::Close => {
            Err(ParseError::new("RULE-PARENTHESIS", at, "nothing is open that this `)` could close", "remove it, or add the missing `(`"))
        }
        Token::Question => Err(ParseError::new(
            "RULE-OPTIONAL",
            at,
            "`?` follows the name of a line only",
            "write it directly after a name, as in `issued_early?`",
        )),
        Token::Comma => Err(ParseError::new(
            "RULE-COMMA",
            at,
            "a comma stands between the arguments of a function only",
            "write a decimal point as `.`; join conditions with `and`",
        )),
        _ => Err(ParseError::new(
            "RULE-OPERATOR",
            at,
            "an operator is missing before this",
            "write `+ - * /`, a comparison, `and`, `or` or `implies`",
        )),
    }
}

struct Parser<'a> {
    tokens: Vec<Placed<'a>>,
    next: usize,
}

/// An expression with the height of its tree, which bounds the depth of every walk over it.
type Tall = (Expr, usize);

impl<'a> Parser<'a> {
    fn peek(&self) -> Placed<'a> {
        // The last token is `End` and is never passed.
        self.tokens[self.next.min(self.tokens.len() - 1)].clone()
    }

    fn advance(&mut self) -> Placed<'a> {
        let token = self.peek();
        self.next += 1;
        token
    }

    fn expression(&mut self, least: u8, depth: usize) -> Result<Tall, ParseError> {
        let mut left = self.operand(least, depth)?;
        while let Some(op) = self.operator()? {
            let power = power(op);
            if power < least {
                break;
            }
            let (_, at) = self.advance();
            let right_least = if op == BinaryOp::Implies { power } else { power + 1 };
            let right = self.expression(right_least, depth + 1)?;
            if let (BinaryOp::Compare(_), (Token::Compare(_), second)) = (op, self.peek()) {
                return Err(ParseError::new("RULE-CHAIN", at.start..second.end, "comparisons do not chain", "write `a <= b and b <= c`"));
            }
            let height = fits(left.1.max(right.1) + 1, &at)?;
            let covers = left.0.at.start..right.0.at.end;
            left = (Expr::new(Node::Binary(op, Box::new(left.0), Box::new(right.0)), covers), height);
        }
        Ok(left)
    }

    /// The operator that comes next, if one does.
    fn operator(&self) -> Result<Option<BinaryOp>, ParseError> {
        let (token, at) = self.peek();
        Ok(Some(match token {
            Token::Plus => BinaryOp::Add,
            Token::Minus => BinaryOp::Subtract,
            Token::Star => BinaryOp::Multiply,
            Token::Slash => BinaryOp::Divide,
            Token::Compare(c) => BinaryOp::Compare(c),
            Token::Name("and") => BinaryOp::And,
            Token::Name("or") => BinaryOp::Or,
            Token::Name("implies") => BinaryOp::Implies,
            Token::Name(word) => return Err(not_an_operator(word, at)),
            _ => return Ok(None),
        }))
    }

    fn operand(&mut self, least: u8, depth: usize) -> Result<Tall, ParseError> {
        let (token, at) = self.advance();
        // Where an operator binds tighter than `not`, printing puts parentheses around it: they are counted here already, so that
        // what is printed fits whenever the source did.
        let depth = if token == Token::Name("not") && least > NOT { depth + 1 } else { depth };
        fits(depth, &at)?;
        match token {
            Token::Number(n) => Ok((Expr::new(Node::Number(n), at), 1)),
            Token::Time(t) => Ok((Expr::new(Node::Time(t), at), 1)),
            Token::Open => self.parenthesis(&at, depth),
            Token::Minus => self.prefixed(Node::Negative, NEGATIVE, &at, depth),
            Token::Name("not") => self.prefixed(Node::Not, NOT, &at, depth),
            Token::Name("and" | "or" | "implies") => Err(missing(&at)),
            Token::Name(name) if self.peek().0 == Token::Open => self.call(name, &at, depth),
            Token::Name(name) => Ok(self.name(name, at)),
            _ => Err(missing(&at)),
        }
    }

    fn prefixed(&mut self, node: fn(Box<Expr>) -> Node, power: u8, at: &Range<usize>, depth: usize) -> Result<Tall, ParseError> {
        let (of, height) = self.expression(power, depth + 1)?;
        let covers = at.start..of.at.end;
        Ok((Expr::new(node(Box::new(of)), covers), fits(height + 1, at)?))
    }

    fn parenthesis(&mut self, open: &Range<usize>, depth: usize) -> Result<Tall, ParseError> {
        let (mut inside, height) = self.expression(0, depth + 1)?;
        let close = self.close(open)?;
        inside.at = open.start..close.end;
        Ok((inside, height))
    }

    fn name(&mut self, name: &str, at: Range<usize>) -> Tall {
        let mut covers = at;
        let optional = self.peek().0 == Token::Question;
        if optional {
            covers.end = self.advance().1.end;
        }
        (Expr::new(Node::Name { name: name.into(), optional }, covers), 1)
    }

    fn call(&mut self, name: &str, at: &Range<usize>, depth: usize) -> Result<Tall, ParseError> {
        let Some(function) = Function::ALL.into_iter().find(|f| f.name() == name) else {
            let known = Function::ALL.map(Function::name);
            let remedy =
                nearest(name, known).map_or_else(|| format!("functions are {}", known.join(", ")), |n| format!("did you mean `{n}`?"));
            return Err(ParseError::new("RULE-FUNCTION", at.clone(), format!("there is no function `{name}`"), remedy));
        };
        let (_, open) = self.advance();
        let mut arguments = Vec::new();
        let mut tallest = 0;
        loop {
            let (argument, height) = self.expression(0, depth + 1)?;
            arguments.push(argument);
            tallest = tallest.max(height);
            if self.peek().0 != Token::Comma {
                break;
            }
            self.advance();
        }
        let close = self.close(&open)?;
        Ok((Expr::new(Node::Call(function, arguments), at.start..close.end), fits(tallest + 1, at)?))
    }

    fn close(&mut self, open: &Range<usize>) -> Result<Range<usize>, ParseError> {
        match self.advance() {
            (Token::Close, at) => Ok(at),
            (Token::End, _) => Err(ParseError::new("RULE-PARENTHESIS", open.clone(), "this `(` is never closed", "add the missing `)`")),
            (_, at) => Err(ParseError::new(
                "RULE-PARENTHESIS",
                at,
                "a `)` or an operator is missing before this",
                "close the parenthesis or add an operator",
            )),
        }
    }
}

fn fits(depth: usize, at: &Range<usize>) -> Result<usize, ParseError> {
    if depth <= MAX_DEPTH {
        return Ok(depth);
    }
    let message = format!("the rule is nested more than {MAX_DEPTH} deep");
    Err(ParseError::new("RULE-DEPTH", at.clone(), message, "split it with definitions, or into several controls"))
}

fn missing(at: &Range<usize>) -> ParseError {
    ParseError::new("RULE-VALUE", at.clone(), "a value is missing here", "write a field, a number, a time or an expression in parentheses")
}

fn not_an_operator(word: &str, at: Range<usize>) -> ParseError {
    let remedy = nearest(word, ["and", "or", "implies"])
        .map_or_else(|| "write `+ - * /`, a comparison, `and`, `or` or `implies` before it".to_owned(), |n| format!("did you mean `{n}`?"));
    ParseError::new("RULE-OPERATOR", at, format!("an operator is missing before `{word}`"), remedy)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn same(a: &str, b: &str) {
        assert_eq!(parse(a).expect(a), parse(b).expect(b), "{a} against {b}");
    }

    #[test]
    fn operators_bind_as_people_expect() {
        same("a + b * c = d and e or f", "(((a + (b * c)) = d) and e) or f");
        same("a - b - c", "(a - b) - c");
        same("not a = b and c", "(not (a = b)) and c");
        same("a implies b implies c", "a implies (b implies c)");
        same("-a * b", "(-a) * b");
    }

    #[test]
    fn hostile_nesting_is_refused_and_never_overflows_the_stack() {
        for source in [
            "(".repeat(1_000_000),
            "-".repeat(1_000_000),
            "not ".repeat(1_000_000),
            "1+".repeat(1_000_000) + "1",
            "abs(".repeat(1_000_000),
            "a implies ".repeat(1_000_000),
        ] {
            assert_eq!(parse(&source).expect_err("is refused").code, "RULE-DEPTH");
        }
        assert!(parse(&("1+".repeat(MAX_DEPTH - 1) + "1")).is_ok());
    }

    #[test]
    fn whatever_fits_still_fits_when_printed() {
        // Printing adds parentheses around `not` inside tighter operators, and they count as depth.
        let mut fitting = 0;
        for open in ["- not ", "a * not ", "a = not ", "- - not a + not ", "not not "] {
            for times in 1..=MAX_DEPTH {
                if let Ok(expr) = parse(&(open.repeat(times) + "a")) {
                    fitting += 1;
                    assert_eq!(parse(&expr.to_string()).as_ref(), Ok(&expr), "{open} {times} times");
                }
            }
        }
        assert!(fitting > 5 * MAX_DEPTH / 10, "{fitting}");
    }

    #[test]
    fn each_refusal_has_its_code() {
        let cases = [
            ("", "RULE-VALUE"),
            ("a <=", "RULE-VALUE"),
            ("a and", "RULE-VALUE"),
            ("(a", "RULE-PARENTHESIS"),
            ("a)", "RULE-PARENTHESIS"),
            ("(a ?", "RULE-PARENTHESIS"),
            ("a b", "RULE-OPERATOR"),
            ("a adn b", "RULE-OPERATOR"),
            ("a 5", "RULE-OPERATOR"),
            ("5 ?", "RULE-OPTIONAL"),
            ("a, b", "RULE-COMMA"),
            ("a < b < c", "RULE-CHAIN"),
            ("mx(a)", "RULE-FUNCTION"),
            ("sum()", "RULE-VALUE"),
        ];
        for (source, code) in cases {
            assert_eq!(parse(source).expect_err(source).code, code, "{source}");
        }
        assert_eq!(parse("mx(a)").expect_err("is refused").remedy, "did you mean `max`?");
    }
}
