//! The language as a whole: printing and reading, evaluation against an independent evaluator, hostile input, messages.

use count::language::ast::{BinaryOp, Comparison, Expr, Function, Literal, Node};
use count::language::{Scope, check_rule, parse};
use proptest::prelude::*;

fn expr(node: Node) -> Expr {
    Expr::new(node, 0..0)
}

fn name() -> impl Strategy<Value = Expr> {
    ("[a-z][a-z0-9_]{0,8}", any::<bool>())
        .prop_filter("a word of the language is no name", |(n, _)| !["and", "or", "not", "implies"].contains(&n.as_str()))
        .prop_map(|(name, optional)| expr(Node::Name { name: name.into(), optional }))
}

fn operator() -> impl Strategy<Value = BinaryOp> {
    use BinaryOp::{Add, And, Compare, Divide, Implies, Multiply, Or, Subtract};
    use Comparison::{AtLeast, AtMost, Different, Equal, Less, More};
    prop::sample::select(vec![
        Add,
        And,
        Divide,
        Implies,
        Multiply,
        Or,
        Subtract,
        Compare(Equal),
        Compare(Different),
        Compare(Less),
        Compare(AtMost),
        Compare(More),
        Compare(AtLeast),
    ])
}

fn any_tree() -> impl Strategy<Value = Expr> {
    let number = (any::<u64>(), 0u8..=12, any::<bool>())
        .prop_map(|(digits, decimals, percent)| expr(Node::Number(Literal { digits, decimals, percent })));
    let time = (0u16..=1440).prop_map(|t| expr(Node::Time(t)));
    prop_oneof![number, time, name()].prop_recursive(8, 80, 3, |inner| {
        let boxed = || inner.clone().prop_map(Box::new);
        prop_oneof![
            4 => (operator(), boxed(), boxed()).prop_map(|(op, a, b)| expr(Node::Binary(op, a, b))),
            1 => boxed().prop_map(|a| expr(Node::Not(a))),
            1 => boxed().prop_map(|a| expr(Node::Negative(a))),
            1 => (prop::sample::select(Function::ALL.to_vec()), prop::collection::vec(inner.clone(), 1..4))
                .prop_map(|(f, a)| expr(Node::Call(f, a))),
        ]
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(512))]

    #[test]
    fn what_is_printed_is_read_back_the_same(tree in any_tree()) {
        let printed = tree.to_string();
        prop_assert_eq!(parse(&printed).map_err(|e| e.render(&printed)), Ok(tree));
    }

    #[test]
    fn any_text_is_read_or_refused_and_every_refusal_renders(text in "\\PC*") {
        if let Err(e) = parse(&text) {
            prop_assert!(e.render(&text).contains(e.code()));
        }
    }

    #[test]
    fn any_mixture_of_words_is_read_or_refused(words in prop::collection::vec(prop::sample::select(vec![
        "registered", "valid", "votes", "and", "or", "not", "implies", "(", ")", "<=", "=", "+", "-", "*", "/", ",", "?", "5%", "0.90",
        "07:00", "sum", "(", "max", "abs", "open_time", "chair_signed", "жал", "\u{0}", "=="]), 0..40)) {
        let text = words.join(" ");
        match parse(&text) {
            Err(e) => prop_assert!(e.at.end <= text.len() && !e.remedy.is_empty()),
            Ok(tree) => if let Err(e) = check_rule(&tree, &Scope::default()) {
                prop_assert!(e.at.end <= text.len() && e.render(&text).contains('^'));
            }
        }
    }
}

/// Rules that people get wrong, and what they are told.
#[test]
fn messages() {
    let rules = [
        "issued_station <= registred",
        "valid = votes",
        "valid + invalid",
        "0.90 <= registered / estimated_registered <= 1.10",
        "ballots_received == issued_station",
        "registered ≥ valid",
        "chair_signed = 1",
        "open_time <= 7",
        "(valid + invalid <= registered",
        "valid > 0 adn invalid > 0",
        "valid <= 25:00",
        "summ(votes) = valid",
        "valid > 0 and\ninvalid >= and",
    ];
    let shown = rules.map(|rule| {
        let refused = parse(rule).and_then(|tree| check_rule(&tree, &Scope::default()));
        refused.expect_err(rule).render(rule)
    });
    insta::assert_snapshot!(shown.join("\n\n"));
}
