//! Binds the names of a rule to the columns of a file, and says what the file lacks.

use std::collections::{BTreeMap, BTreeSet};

use domain::{Column, Field, Stations};

use super::ast::{Comparison, Expr, Function, Node};
use super::plan::{Clause, Fold, Kind, Plan};
use super::scope::{Definition, List, Meaning, Scope, Type, field_type};
use super::{Ratio, check_types};

/// What a rule is bound to.
#[derive(Clone, Copy)]
pub(crate) struct Source<'a> {
    pub stations: &'a Stations,
    /// Whether the file names every option, so that `sum(votes)` is a sum of all votes.
    pub options_complete: bool,
    /// Values of the parameters that the user has set.
    pub params: &'a BTreeMap<String, Ratio>,
    /// Names that must be lines of the file itself, no definition used.
    pub given: &'a [String],
}

/// A rule bound to a file.
#[derive(Debug)]
pub(crate) struct Bound<'a> {
    pub plan: Plan<'a>,
    pub clauses: Vec<Clause>,
    /// Lines left out because the file has none and the rule says `?`.
    pub left_out: BTreeSet<String>,
    /// Definitions used, with their expressions.
    pub definitions: BTreeMap<String, String>,
}

/// Why a rule cannot be bound.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Unbound {
    /// Lines the file lacks.
    Lacks(BTreeSet<String>),
    /// The rule needs the votes of every option, and the file has some only.
    SomeOptions,
}

/// Binds a rule that the type checker has accepted.
pub(crate) fn bind<'a>(rule: &Expr, scope: &Scope<'_>, source: Source<'a>) -> Result<Bound<'a>, Unbound> {
    let mut binder = Binder {
        source,
        scope: *scope,
        clauses: Vec::new(),
        left_out: BTreeSet::new(),
        lacks: BTreeSet::new(),
        definitions: BTreeMap::new(),
        some_options: false,
    };
    let plan = binder.expr(rule);
    match plan {
        _ if binder.some_options => Err(Unbound::SomeOptions),
        Some(plan) if binder.lacks.is_empty() => {
            Ok(Bound { plan, clauses: binder.clauses, left_out: binder.left_out, definitions: binder.definitions })
        }
        _ if binder.lacks.is_empty() => Err(Unbound::Lacks(binder.left_out)),
        _ => Err(Unbound::Lacks(binder.lacks)),
    }
}

struct Binder<'a, 's> {
    source: Source<'a>,
    scope: Scope<'s>,
    clauses: Vec<Clause>,
    left_out: BTreeSet<String>,
    lacks: BTreeSet<String>,
    definitions: BTreeMap<String, String>,
    some_options: bool,
}

impl<'a> Binder<'a, '_> {
    /// The plan of an expression; `None` where it is left out or the file lacks something it needs.
    fn expr(&mut self, expr: &Expr) -> Option<Plan<'a>> {
        match &expr.node {
            Node::Number(n) => Some(Plan::Constant(n.value())),
            Node::Time(t) => Some(Plan::Constant(Ratio::whole(*t))),
            Node::Name { name, optional } => self.name(name, *optional, expr),
            Node::Not(of) => Some(Plan::Not(Box::new(self.expr(of)?))),
            Node::Negative(of) => Some(Plan::Negative(Box::new(self.expr(of)?))),
            Node::Binary(op, left, right) => self.binary((*op).into(), left, right, expr),
            Node::Call(function, arguments) => self.call(*function, arguments, expr),
        }
    }

    fn binary(&mut self, kind: Kind, left: &Expr, right: &Expr, whole: &Expr) -> Option<Plan<'a>> {
        use super::plan::Arithmetic::{Add, Subtract};
        // Both sides first: a control that is not applicable names every line it lacks.
        let sides = (self.expr(left), self.expr(right));
        match (kind, sides) {
            (Kind::Logic(how), (Some(l), Some(r))) => Some(Plan::Logic(how, Box::new(l), Box::new(r))),
            (Kind::Logic(super::plan::Logic::Implies), (None, _) | (_, None)) => None,
            (Kind::Logic(_) | Kind::Arithmetic(Add), (Some(one), None) | (None, Some(one))) => Some(one),
            (Kind::Arithmetic(Subtract), (Some(l), None)) => Some(l),
            (Kind::Arithmetic(Subtract), (None, Some(r))) => Some(Plan::Negative(Box::new(r))),
            (Kind::Arithmetic(how), (Some(l), Some(r))) => Some(Plan::Arithmetic(how, Box::new(l), Box::new(r))),
            (Kind::Compare(sign), (Some(l), Some(r))) => {
                let clause = self.comparison(sign, left, right, whole);
                Some(Plan::Compare(sign, Box::new(l), Box::new(r), clause))
            }
            _ => None,
        }
    }

    fn call(&mut self, function: Function, arguments: &[Expr], whole: &Expr) -> Option<Plan<'a>> {
        let fold = match function {
            Function::Sum => Fold::Sum,
            Function::Min => Fold::Min,
            Function::Max => Fold::Max,
            Function::Last => Fold::Last,
            Function::Abs => return Some(Plan::Abs(Box::new(self.expr(arguments.first()?)?))),
            Function::Ceil => return Some(Plan::Ceil(Box::new(self.expr(arguments.first()?)?))),
            Function::OrZero => return self.or_zero(arguments.first()?),
            Function::Monotone => {
                let columns = self.list(arguments.first()?)?;
                let left = arguments.first().map(ToString::to_string).unwrap_or_default();
                return Some(Plan::Monotone(columns, self.clause(whole.to_string(), left, Type::Count)));
            }
        };
        if let ([argument], true) = (arguments, self.is_list(arguments.first()?)) {
            // A list of no options has no largest value, and a part of the options has no meaningful sum or smallest value.
            let columns = self.list(argument)?;
            let votes = matches!(&argument.node, Node::Name { name, .. } if **name == *List::Votes.name());
            self.some_options |= votes && matches!(fold, Fold::Sum | Fold::Min) && !self.source.options_complete;
            return Some(Plan::Fold(fold, columns));
        }
        let parts: Vec<Option<Plan<'a>>> = arguments.iter().map(|a| self.expr(a)).collect();
        Some(Plan::Extreme(fold, parts.into_iter().collect::<Option<_>>()?))
    }

    fn is_list(&self, argument: &Expr) -> bool {
        matches!(&argument.node, Node::Name { name, .. } if matches!(self.scope.find(name), Some(Meaning::List(_))))
    }

    fn list(&mut self, argument: &Expr) -> Option<Vec<&'a [u32]>> {
        let Node::Name { name, optional } = &argument.node else { return None };
        let stations = self.source.stations;
        let columns: Vec<&[u32]> = match self.scope.find(name)? {
            Meaning::List(List::Votes) => stations.votes.iter().map(Column::raw).collect(),
            Meaning::List(List::Turnout) => stations.turnout_h.iter().map(|(_, c)| c.raw()).collect(),
            _ => return None,
        };
        if columns.is_empty() {
            self.absent(name, *optional);
            return None;
        }
        Some(columns)
    }

    fn or_zero(&mut self, argument: &Expr) -> Option<Plan<'a>> {
        match self.expr(argument)? {
            Plan::Column(cells) => Some(Plan::OrZero(cells)),
            // The field is not in the file and its definition stands in: empty cells of other lines are not its own.
            other => Some(other),
        }
    }

    fn name(&mut self, name: &str, optional: bool, expr: &Expr) -> Option<Plan<'a>> {
        match self.scope.find(name)? {
            Meaning::Param(p) => Some(Plan::Constant(self.source.params.get(name).copied().unwrap_or(p.default))),
            Meaning::Field(field, definition) => match (self.source.stations.field(field), definition) {
                (Some(column), _) => Some(self.column(field, column, expr)),
                (None, Some(d)) if !self.source.given.iter().any(|g| g == name) => self.definition(d, optional),
                _ => self.absent(name, optional),
            },
            Meaning::Definition(d) => self.definition(d, optional),
            Meaning::List(_) => None,
        }
    }

    fn column(&mut self, field: Field, column: &'a Column, expr: &Expr) -> Plan<'a> {
        if field_type(field) == Type::Bool {
            let clause = self.clause(expr.to_string(), field.name().to_owned(), Type::Bool);
            return Plan::Flag(column.raw(), clause);
        }
        Plan::Column(column.raw())
    }

    /// A definition in place of a line. What it lacks is lacking, unless the rule marks the whole of it as optional.
    fn definition(&mut self, definition: &Definition, optional: bool) -> Option<Plan<'a>> {
        let before = (self.lacks.clone(), self.left_out.clone(), self.definitions.clone());
        // A definition sees those that stand before it and no parameters, as when its types were checked: so none runs in a circle.
        let outer = self.scope;
        let earlier = outer.definitions.iter().take_while(|d| d.name != definition.name).count();
        self.scope = Scope { definitions: &outer.definitions[..earlier], params: &[] };
        let plan = self.expr(&definition.rule);
        self.scope = outer;
        let lacks = plan.is_none() || self.lacks != before.0;
        if !lacks {
            self.definitions.insert(definition.name.clone(), definition.source.clone());
            return plan;
        }
        if optional {
            (self.lacks, self.left_out, self.definitions) = before;
            return self.absent(&definition.name, true);
        }
        if self.lacks == before.0 {
            // Only optional lines, and none of them is there.
            self.lacks.insert(definition.name.clone());
        }
        None
    }

    fn absent(&mut self, name: &str, optional: bool) -> Option<Plan<'a>> {
        let set = if optional { &mut self.left_out } else { &mut self.lacks };
        set.insert(name.to_owned());
        None
    }

    fn comparison(&mut self, sign: Comparison, left: &Expr, right: &Expr, whole: &Expr) -> u16 {
        let number = self.clause(whole.to_string(), left.to_string(), Type::Count);
        let kinds = (check_types(left, &self.scope), check_types(right, &self.scope));
        let clause = &mut self.clauses[usize::from(number)];
        clause.right = right.to_string();
        clause.sign = Some(sign);
        clause.unit = match kinds {
            (Ok(Type::Count), Ok(Type::Count)) => Type::Count,
            (Ok(Type::Time), _) => Type::Time,
            _ => Type::Number,
        };
        number
    }

    fn clause(&mut self, text: String, left: String, unit: Type) -> u16 {
        let number = u16::try_from(self.clauses.len()).unwrap_or(u16::MAX); // a rule has at most 5,000 parts
        self.clauses.push(Clause { text, left, right: String::new(), sign: None, unit });
        number
    }
}
