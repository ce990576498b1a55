//! The types of a rule: counts compare with counts, times with times, and a rule is true or false.

use std::ops::Range;

use super::ast::{BinaryOp, Comparison, Expr, Function, Node};
use super::error::ParseError;
use super::scope::{Meaning, Scope, Type};

/// The type of an expression, every name in it looked up.
///
/// # Errors
/// The first unknown name or part of the wrong type, with its place and a remedy.
pub fn check_types(expr: &Expr, scope: &Scope<'_>) -> Result<Type, ParseError> {
    match &expr.node {
        Node::Number(n) => Ok(if n.is_count() { Type::Count } else { Type::Number }),
        Node::Time(_) => Ok(Type::Time),
        Node::Name { name, optional } => named(name, *optional, &expr.at, scope),
        Node::Not(of) => expect(of, scope, Type::Bool),
        Node::Negative(of) => numeric(of, scope),
        Node::Binary(op, left, right) => binary(*op, left, right, expr, scope),
        Node::Call(function, arguments) => call(*function, arguments, expr, scope),
    }
}

/// Checks that an expression is true or false, as a rule must be.
///
/// # Errors
/// As [`check_types`], and when the expression is anything but true or false.
pub fn check_rule(expr: &Expr, scope: &Scope<'_>) -> Result<(), ParseError> {
    expect(expr, scope, Type::Bool).map(|_| ())
}

fn named(name: &str, optional: bool, at: &Range<usize>, scope: &Scope<'_>) -> Result<Type, ParseError> {
    let meaning = scope.find(name).ok_or_else(|| scope.unknown(name, at))?;
    if optional && matches!(meaning, Meaning::Param(_)) {
        let message = format!("`{name}` is a parameter and always has a value");
        return Err(ParseError::new("RULE-OPTIONAL", at.clone(), message, "remove the `?`"));
    }
    Ok(meaning.kind())
}

fn wrong(expr: &Expr, found: Type, wanted: &str) -> ParseError {
    let remedy = match found {
        Type::Count | Type::Number if wanted == Type::Time.words() => "write a time of day as hours and minutes, such as `07:00`",
        Type::Bool => {
            "a condition or a yes/no line stands alone or with `and`, `or`, `not`, `implies`: write `chair_signed`, not `chair_signed = 1`"
        }
        Type::List => "take `sum`, `min`, `max` or `last` of the list",
        Type::Time => "compare a time with a time, as in `open_time <= 07:00`; the difference of two times is minutes",
        Type::Count | Type::Number => "compare the number with something, as in `valid > 0`",
    };
    let message = format!("`{}` is {}, but {wanted} is needed here", shortened(expr), found.words());
    ParseError::new("RULE-TYPE", expr.at.clone(), message, remedy)
}

fn shortened(expr: &Expr) -> String {
    let text = expr.to_string();
    if text.chars().count() <= 40 { text } else { text.chars().take(39).chain(['…']).collect() }
}

fn expect(expr: &Expr, scope: &Scope<'_>, wanted: Type) -> Result<Type, ParseError> {
    let found = check_types(expr, scope)?;
    if found == wanted { Ok(found) } else { Err(wrong(expr, found, wanted.words())) }
}

fn numeric(expr: &Expr, scope: &Scope<'_>) -> Result<Type, ParseError> {
    let found = check_types(expr, scope)?;
    if found.is_numeric() { Ok(found) } else { Err(wrong(expr, found, "a number")) }
}

/// The type two numbers have together.
fn joined(a: Type, b: Type) -> Type {
    if a == Type::Count && b == Type::Count { Type::Count } else { Type::Number }
}

fn binary(op: BinaryOp, left: &Expr, right: &Expr, whole: &Expr, scope: &Scope<'_>) -> Result<Type, ParseError> {
    match op {
        BinaryOp::Implies | BinaryOp::Or | BinaryOp::And => {
            expect(left, scope, Type::Bool)?;
            expect(right, scope, Type::Bool)
        }
        BinaryOp::Compare(c) => compared(c, left, right, scope),
        BinaryOp::Add | BinaryOp::Subtract => {
            let types = (check_types(left, scope)?, check_types(right, scope)?);
            match (types, op) {
                ((Type::Time, Type::Time), BinaryOp::Subtract) => Ok(Type::Count),
                ((Type::Time, Type::Time), _) => Err(wrong(whole, Type::Time, "a count of minutes on one side")),
                ((Type::Time, Type::Count), _) => Ok(Type::Time),
                ((a, b), _) if a.is_numeric() && b.is_numeric() => Ok(joined(a, b)),
                ((a, _), _) if !a.is_numeric() => Err(wrong(left, a, "a number")),
                ((_, b), _) => Err(wrong(right, b, "a number")),
            }
        }
        BinaryOp::Multiply => Ok(joined(numeric(left, scope)?, numeric(right, scope)?)),
        BinaryOp::Divide => {
            numeric(left, scope)?;
            numeric(right, scope)?;
            Ok(Type::Number)
        }
    }
}

fn compared(_: Comparison, left: &Expr, right: &Expr, scope: &Scope<'_>) -> Result<Type, ParseError> {
    let (a, b) = (check_types(left, scope)?, check_types(right, scope)?);
    match (a, b) {
        (Type::Time, Type::Time) => Ok(Type::Bool),
        (Type::Bool | Type::List, _) => Err(wrong(left, a, "a number or a time")),
        (_, Type::Bool | Type::List) => Err(wrong(right, b, "a number or a time")),
        (Type::Time, _) => Err(wrong(right, b, "a time of day")),
        (_, Type::Time) => Err(wrong(right, b, "a number")),
        _ => Ok(Type::Bool),
    }
}

fn call(function: Function, arguments: &[Expr], whole: &Expr, scope: &Scope<'_>) -> Result<Type, ParseError> {
    if matches!(function, Function::Min | Function::Max) && arguments.len() != 1 {
        return arguments.iter().try_fold(Type::Count, |kind, a| Ok(joined(kind, numeric(a, scope)?)));
    }
    let [argument] = arguments else {
        let message = format!("`{}` takes one value", function.name());
        return Err(ParseError::new("RULE-ARGUMENTS", whole.at.clone(), message, "give it one value, or use `min` or `max`"));
    };
    match function {
        Function::Abs => numeric(argument, scope),
        Function::Ceil => numeric(argument, scope).map(|_| Type::Count),
        Function::OrZero => or_zero(argument, scope),
        Function::Min | Function::Max | Function::Sum | Function::Last | Function::Monotone => {
            expect_list(argument, scope)?;
            Ok(if function == Function::Monotone { Type::Bool } else { Type::Count })
        }
    }
}

/// Only a list by its name is a list, so the evaluator finds its columns without walking.
fn expect_list(argument: &Expr, scope: &Scope<'_>) -> Result<(), ParseError> {
    let found = check_types(argument, scope)?;
    if found == Type::List {
        return Ok(());
    }
    let message = format!("`{}` is {}, but a list is needed here", shortened(argument), found.words());
    Err(ParseError::new("RULE-TYPE", argument.at.clone(), message, "the lists are `votes` and `turnout_h`"))
}

fn or_zero(argument: &Expr, scope: &Scope<'_>) -> Result<Type, ParseError> {
    let found = expect(argument, scope, Type::Count)?;
    match &argument.node {
        Node::Name { name, .. } if matches!(scope.find(name), Some(Meaning::Field(..))) => Ok(found),
        _ => Err(ParseError::new(
            "RULE-ARGUMENTS",
            argument.at.clone(),
            "`or_zero` takes one field",
            "write it around each field by itself, as in `or_zero(blank)`",
        )),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::language::parse;

    fn refused(source: &str) -> ParseError {
        check_rule(&parse(source).expect(source), &Scope::default()).expect_err(source)
    }

    #[test]
    fn rules_of_every_type_are_accepted() {
        for source in [
            "valid = sum(votes) + against_all?",
            "open_time + 30 <= 07:00 and close_time - open_time > 600",
            "abs(ballots_received / planned - 1) <= 10%",
            "chair_signed or not deputy_signed",
            "monotone(turnout_h) and last(turnout_h) <= max(registered, 5%, min(votes))",
            "or_zero(blank) >= ceil(0.5 * valid)",
        ] {
            assert_eq!(check_rule(&parse(source).expect(source), &Scope::default()), Ok(()), "{source}");
        }
    }

    #[test]
    fn each_misuse_points_at_the_part() {
        for (source, code, part) in [
            ("valid", "RULE-TYPE", "valid"),
            ("valid = votes", "RULE-TYPE", "votes"),
            ("chair_signed = 1", "RULE-TYPE", "chair_signed"),
            ("open_time <= 7", "RULE-TYPE", "7"),
            ("open_time + close_time > 07:00", "RULE-TYPE", "open_time + close_time"),
            ("not valid", "RULE-TYPE", "valid"),
            ("sum(valid) > 1", "RULE-TYPE", "valid"),
            ("or_zero(valid + 1) > 0", "RULE-ARGUMENTS", "valid + 1"),
            ("abs(valid, 1) > 0", "RULE-ARGUMENTS", "abs(valid, 1)"),
            ("vaild > 0", "RULE-NAME", "vaild"),
        ] {
            let e = refused(source);
            assert_eq!((e.code, &source[e.at.clone()]), (code, part), "{source}");
        }
    }
}
