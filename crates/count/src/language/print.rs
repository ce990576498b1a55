//! A tree written back as a rule, with no more parentheses than it needs.

use std::fmt;

use super::ast::{BinaryOp, Expr, Literal, Node};
use super::parser::{NEGATIVE, NOT, power};

/// Binding power of what needs no parentheses.
const ATOM: u8 = 9;

impl fmt::Display for Literal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let decimals = usize::from(self.decimals);
        let digits = format!("{:0>width$}", self.digits, width = decimals + 1);
        let (whole, fraction) = digits.split_at(digits.len() - decimals);
        f.write_str(whole)?;
        if decimals > 0 {
            write!(f, ".{fraction}")?;
        }
        f.write_str(if self.percent { "%" } else { "" })
    }
}

impl fmt::Display for Expr {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.node {
            Node::Number(n) => n.fmt(f),
            Node::Time(minutes) => write!(f, "{:02}:{:02}", minutes / 60, minutes % 60),
            Node::Name { name, optional } => write!(f, "{name}{}", if *optional { "?" } else { "" }),
            Node::Not(of) => f.write_str("not ").and_then(|()| within(f, of, NOT)),
            Node::Negative(of) => f.write_str("-").and_then(|()| within(f, of, NEGATIVE)),
            Node::Binary(op, left, right) => {
                let (of_left, of_right) = powers(*op);
                within(f, left, of_left)?;
                write!(f, " {} ", op.sign())?;
                within(f, right, of_right)
            }
            Node::Call(function, arguments) => {
                let arguments: Vec<_> = arguments.iter().map(ToString::to_string).collect();
                write!(f, "{}({})", function.name(), arguments.join(", "))
            }
        }
    }
}

/// Least binding power an operand may have without parentheses, left and right.
fn powers(op: BinaryOp) -> (u8, u8) {
    let power = power(op);
    match op {
        BinaryOp::Implies => (power + 1, power),
        BinaryOp::Compare(_) => (power + 1, power + 1),
        _ => (power, power + 1),
    }
}

fn within(f: &mut fmt::Formatter<'_>, expr: &Expr, least: u8) -> fmt::Result {
    let own = match &expr.node {
        Node::Binary(op, ..) => power(*op),
        Node::Not(_) => NOT,
        Node::Negative(_) => NEGATIVE,
        _ => ATOM,
    };
    if own < least { write!(f, "({expr})") } else { write!(f, "{expr}") }
}

#[cfg(test)]
mod tests {
    use crate::language::parse;

    #[test]
    fn parentheses_appear_only_where_they_change_the_meaning() {
        let printed = |s: &str| parse(s).expect(s).to_string();
        assert_eq!(printed("((a)+(b*c))<=(5%*d)"), "a + b * c <= 5% * d");
        assert_eq!(printed("a-(b-c)"), "a - (b - c)");
        assert_eq!(printed("not (a and b)"), "not (a and b)");
        assert_eq!(printed("(a implies b) implies 07:05 = t"), "(a implies b) implies 07:05 = t");
        assert_eq!(printed("max(a?, -(b + 0.050), 0.00)"), "max(a?, -(b + 0.050), 0.00)");
    }
}
