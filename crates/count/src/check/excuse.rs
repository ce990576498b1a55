//! Whether a line the file does not have could excuse a violation.
//!
//! `issued_outside` left out of `issued_total` makes the sum too small. More ballots in the boxes than issued may then be no
//! violation; more issued than registered is one all the more. The direction follows from where the line stands in the rule.

use crate::language::ast::{BinaryOp, Comparison, Expr, Function, Node};
use crate::language::{Meaning, Scope};

/// Which way an expression goes when a count in it grows; for a condition, up is towards true.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Direction {
    Nowhere,
    Up,
    Down,
    Unclear,
}

use Direction::{Down, Nowhere, Unclear, Up};

impl Direction {
    fn flipped(self) -> Self {
        match self {
            Up => Down,
            Down => Up,
            other => other,
        }
    }

    fn and(self, other: Self) -> Self {
        match (self, other) {
            (a, b) if a == b => a,
            (Nowhere, a) | (a, Nowhere) => a,
            _ => Unclear,
        }
    }
}

/// Whether a figure in the line `name` could make a failed rule hold.
pub(super) fn may_excuse(rule: &Expr, scope: &Scope<'_>, name: &str) -> bool {
    matches!(direction(rule, scope, name), Up | Unclear)
}

fn direction(expr: &Expr, scope: &Scope<'_>, name: &str) -> Direction {
    let of = |e: &Expr| direction(e, scope, name);
    match &expr.node {
        Node::Number(_) | Node::Time(_) => Nowhere,
        Node::Name { name: here, .. } => {
            if **here == *name {
                return Up;
            }
            match scope.find(here) {
                Some(Meaning::Definition(d) | Meaning::Field(_, Some(d))) => {
                    let earlier = scope.definitions.iter().take_while(|e| e.name != d.name).count();
                    direction(&d.rule, &Scope { definitions: &scope.definitions[..earlier], params: &[] }, name)
                }
                _ => Nowhere,
            }
        }
        Node::Not(e) | Node::Negative(e) => of(e).flipped(),
        Node::Binary(op, left, right) => binary(*op, of(left), of(right), left, right),
        Node::Call(Function::Abs, arguments) => arguments.iter().map(of).fold(Nowhere, |d, a| if a == Nowhere { d } else { Unclear }),
        Node::Call(_, arguments) => arguments.iter().map(of).fold(Nowhere, Direction::and),
    }
}

fn binary(op: BinaryOp, left: Direction, right: Direction, left_expr: &Expr, right_expr: &Expr) -> Direction {
    match op {
        BinaryOp::And | BinaryOp::Or | BinaryOp::Add => left.and(right),
        BinaryOp::Implies | BinaryOp::Compare(Comparison::Less | Comparison::AtMost) => left.flipped().and(right),
        BinaryOp::Subtract | BinaryOp::Compare(Comparison::More | Comparison::AtLeast) => left.and(right.flipped()),
        _ if left == Nowhere && right == Nowhere => Nowhere,
        BinaryOp::Multiply if is_positive(left_expr) => right,
        BinaryOp::Multiply | BinaryOp::Divide if is_positive(right_expr) => left,
        // An equality can be met from either side; a product with an unknown sign goes either way.
        _ => Unclear,
    }
}

/// A number, name or list is never negative.
fn is_positive(expr: &Expr) -> bool {
    matches!(expr.node, Node::Number(_) | Node::Name { .. })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::controls::ControlSet;
    use crate::language::parse;

    #[test]
    fn a_missing_line_excuses_only_what_it_would_have_enlarged() {
        let set = ControlSet::standard();
        let scope = Scope { definitions: &set.definitions, params: &[] };
        for (rule, excused) in [
            ("issued_total <= registered", false),
            ("in_box <= issued_total", true),
            ("in_box >= issued_total * 0.95", false),
            ("in_box = issued_total", true),
            ("not in_box > issued_total", true),
            ("abs(issued_total - in_box) < 3", true),
            ("valid > 0", false),
            ("issued_total > 5 implies valid > 3", false),
        ] {
            assert_eq!(may_excuse(&parse(rule).expect(rule), &scope, "issued_outside"), excused, "{rule}");
        }
    }
}
