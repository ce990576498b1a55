//! Reads a file of controls, and reports every error in it with line and column.
//!
//! ```toml
//! [[definition]]
//! name = "issued_total"
//! rule = "issued_early? + issued_station + issued_outside?"
//! meaning = "ballots issued in every way"
//!
//! [[control]]
//! id = "C08"
//! level = "soft"                      # hard, soft, soft_block or tolerance
//! rule = "in_box >= issued_total * (1 - x)"
//! params.x = { default = "5%", meaning = "share of issued ballots that may be missing" }
//! given = ["in_box"]                  # lines the file itself must have, no definition in their place
//! message = "..."
//! explanation = "..."
//! origin = "..."
//! # country = "kz"                   # where the rule is law of one country and mere chance elsewhere
//! # kind = "totals" or kind = "shares" in place of a rule: computed by the program
//! ```

use std::ops::Range;

use domain::Field;
use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::params::literal;
use super::source::{ControlError, Reader, Table};
use super::{Control, ControlSet, Level, Named, Rule, names};
use crate::language::{Definition, Expr, Extent, Param, Ratio, Scope, Type, check_rule, check_types, parse};

const CONTROL_KEYS: [&str; 10] = ["country", "id", "level", "rule", "kind", "params", "given", "message", "explanation", "origin"];
const DEFINITION_KEYS: [&str; 3] = ["name", "rule", "meaning"];

pub(super) fn read(toml: &str, name: &str) -> Result<ControlSet, Vec<ControlError>> {
    let mut reader = Reader::new(toml, name);
    let set = match DeTable::parse(toml) {
        Ok(root) => reader.root(root.get_ref()),
        Err(e) => {
            reader.refuse("CONTROL-TOML", e.span().unwrap_or(0..0), e.message(), "correct the TOML here");
            ControlSet::default()
        }
    };
    let mut errors = reader.errors;
    errors.sort_by_key(|e| (e.line, e.column));
    if errors.is_empty() { Ok(set) } else { Err(errors) }
}

impl Reader<'_> {
    fn root(&mut self, root: &Table<'_>) -> ControlSet {
        self.known_keys(root, &["definition", "control"]);
        let mut set = ControlSet { name: self.file.to_owned(), ..ControlSet::default() };
        for (table, at) in self.tables(root, "definition") {
            match self.definition(table, at, &set) {
                Some(read) => set.definitions.push(read),
                None => self.refused.extend(self.at.take()),
            }
        }
        let mut ids = Vec::new();
        for (table, at) in self.tables(root, "control") {
            let read = self.control(table, at, &set, &mut ids);
            set.controls.extend(read);
        }
        set
    }

    fn size(&mut self, expr: &Expr, scope: &Scope<'_>, at: &Range<usize>) -> Option<Extent> {
        let extent = scope.extent(expr);
        if extent.is_too_large() {
            let message = format!(
                "with its definitions written out the rule has more than {} parts or is {} deep",
                Extent::MOST.parts,
                Extent::MOST.height
            );
            self.refuse("CONTROL-SIZE", at.clone(), message, "split it into several controls");
            return None;
        }
        Some(extent)
    }

    fn definition(&mut self, table: &Table<'_>, whole: Range<usize>, set: &ControlSet) -> Option<Definition> {
        let name = self.text(table, "name", &whole);
        self.at = name.as_ref().map(|n| n.0.to_owned());
        self.known_keys(table, &DEFINITION_KEYS);
        let meaning = self.text(table, "meaning", &whole);
        let rule = self.text(table, "rule", &whole);
        let scope = Scope { definitions: &set.definitions, params: &[] };
        let (expr, kind) = rule.as_ref().and_then(|r| self.expression(r, |e| check_types(e, &scope)))?;
        let (source, at) = rule?;
        let (name, name_at) = name?;
        let extent = self.size(&expr, &scope, &at)?;
        self.name(name, &name_at)?;
        if set.definitions.iter().any(|d| d.name == name) {
            self.refuse("CONTROL-TWICE", name_at.clone(), format!("`{name}` is defined twice"), "keep one of the two");
        }
        if kind == Type::List || Field::from_name(name).is_some_and(|f| crate::language::scope::field_type(f) != kind) {
            let message = format!("the definition of `{name}` is {}", kind.words());
            self.refuse("CONTROL-TYPE", at, message, "a definition in place of a line has the type of that line; a list cannot be defined");
            return None;
        }
        Some(Definition { name: name.to_owned(), source: source.to_owned(), rule: expr, kind, meaning: meaning?.0.to_owned(), extent })
    }

    /// A name that a rule can write.
    fn name(&mut self, name: &str, at: &Range<usize>) -> Option<()> {
        let plain = parse(name)
            .is_ok_and(|e| matches!(e.node, crate::language::ast::Node::Name { optional: false, .. }) && e.at == (0..name.len()));
        if !plain {
            self.refuse(
                "CONTROL-NAME",
                at.clone(),
                format!("`{name}` cannot be a name"),
                "use letters, digits and `_`, starting with a letter",
            );
        }
        plain.then_some(())
    }

    fn control(&mut self, table: &Table<'_>, whole: Range<usize>, set: &ControlSet, ids: &mut Vec<String>) -> Option<Control> {
        self.at = None;
        let id = self.text(table, "id", &whole);
        self.at = id.as_ref().map(|i| i.0.to_owned());
        self.known_keys(table, &CONTROL_KEYS);
        let level = self.level(table, &whole);
        let [message, explanation, origin] =
            ["message", "explanation", "origin"].map(|k| self.text(table, k, &whole).map(|t| t.0.to_owned()));
        let country = table.contains_key("country").then(|| self.text(table, "country", &whole)).flatten().map(|t| t.0.to_owned());
        let params = self.params(table);
        let given = self.given(table);
        let scope = Scope { definitions: &set.definitions, params: &params };
        let rule = self.rule(table, &whole, &scope);
        let (id, id_at) = id?;
        if ids.iter().any(|i| i == id) {
            self.refuse("CONTROL-TWICE", id_at, format!("there are two controls `{id}`"), "give each its own id");
        }
        ids.push(id.to_owned());
        let rule = rule?;
        let mut used: Vec<Named> = Vec::new();
        if let Rule::Station { expr, .. } = &rule {
            names(expr, &scope, &mut used);
        }
        let id = id.to_owned();
        Some(Control {
            id,
            level: level?,
            rule,
            message: message?,
            explanation: explanation?,
            origin: origin?,
            country,
            params,
            given,
            names: used,
        })
    }

    fn level(&mut self, table: &Table<'_>, whole: &Range<usize>) -> Option<Level> {
        let (text, at) = self.text(table, "level", whole)?;
        match text {
            "hard" => Some(Level::Hard),
            "soft" => Some(Level::Soft),
            "soft_block" => Some(Level::SoftBlock),
            "tolerance" => Some(Level::Tolerance),
            _ => {
                self.refuse("CONTROL-LEVEL", at, format!("there is no level `{text}`"), "levels are hard, soft, soft_block, tolerance");
                None
            }
        }
    }

    fn rule(&mut self, table: &Table<'_>, whole: &Range<usize>, scope: &Scope<'_>) -> Option<Rule> {
        if let Some(kind) = table.get("kind") {
            if table.contains_key("rule") {
                self.refuse("CONTROL-KEY", kind.span(), "a control has a rule or a kind, not both", "remove one of the two");
                return None;
            }
            return match kind.get_ref().as_str() {
                Some("totals") => Some(Rule::Totals),
                Some("shares") => Some(Rule::Shares),
                _ => {
                    self.refuse(
                        "CONTROL-KIND",
                        kind.span(),
                        "there is no such kind",
                        "kinds are \"totals\" and \"shares\"; any other control has a rule",
                    );
                    None
                }
            };
        }
        let rule = self.text(table, "rule", whole)?;
        let (expr, _) = self.expression(&rule, |e| check_rule(e, scope).map(|()| Type::Bool))?;
        self.size(&expr, scope, &rule.1)?;
        Some(Rule::Station { source: rule.0.to_owned(), expr })
    }

    fn given(&mut self, table: &Table<'_>) -> Vec<String> {
        let Some(value) = table.get("given") else { return Vec::new() };
        let Some(array) = value.get_ref().as_array() else {
            self.refuse("CONTROL-TYPE", value.span(), "`given` is not a list", "write `given = [\"in_box\"]`");
            return Vec::new();
        };
        let mut out = Vec::new();
        for item in array {
            match item.get_ref().as_str().filter(|n| Field::from_name(n).is_some()) {
                Some(name) => out.push(name.to_owned()),
                None => self.refuse(
                    "CONTROL-GIVEN",
                    item.span(),
                    "this is no field of the protocol",
                    "name fields as they stand in rules, in quotation marks",
                ),
            }
        }
        out
    }

    fn params(&mut self, table: &Table<'_>) -> Vec<Param> {
        let Some(value) = table.get("params") else { return Vec::new() };
        let Some(params) = value.get_ref().as_table() else {
            self.refuse(
                "CONTROL-TYPE",
                value.span(),
                "`params` is not a table",
                "write `params.x = { default = \"5%\", meaning = \"...\" }`",
            );
            return Vec::new();
        };
        let mut out = Vec::new();
        for (key, value) in params {
            match self.param(key.get_ref(), &key.span(), value) {
                Some(param) => out.push(param),
                None => self.refused.push(key.get_ref().to_string()),
            }
        }
        out
    }

    fn param(&mut self, name: &str, at: &Range<usize>, value: &Spanned<DeValue<'_>>) -> Option<Param> {
        self.name(name, at)?;
        if Scope::default().find(name).is_some() {
            self.refuse("CONTROL-NAME", at.clone(), format!("`{name}` is the name of a field"), "give the parameter another name");
            return None;
        }
        let Some(table) = value.get_ref().as_table() else {
            self.refuse(
                "CONTROL-TYPE",
                value.span(),
                "a parameter is a table",
                "write `params.x = { default = \"5%\", meaning = \"...\" }`",
            );
            return None;
        };
        self.known_keys(table, &["default", "meaning"]);
        let meaning = self.text(table, "meaning", &value.span());
        let (default, kind) = self.default(table, &value.span())?;
        Some(Param { name: name.to_owned(), default, kind, meaning: meaning?.0.to_owned() })
    }

    /// A number as a text (`"5%"`), or as TOML writes numbers: a decimal is read from its digits, so 0.05 is exactly 1/20.
    fn default(&mut self, table: &Table<'_>, whole: &Range<usize>) -> Option<(Ratio, Type)> {
        let Some(value) = table.get("default") else {
            self.refuse("CONTROL-MISSING", whole.clone(), "the key `default` is missing", "add `default = \"5%\"`");
            return None;
        };
        let read = match value.get_ref() {
            DeValue::String(text) => literal(text),
            DeValue::Integer(n) if n.radix() == 10 => literal(n.as_str()),
            DeValue::Float(x) => literal(x.as_str()),
            _ => None,
        };
        if read.is_none() {
            self.refuse("CONTROL-DEFAULT", value.span(), "this is no number", "write `12`, `\"0.05\"`, `\"5%\"` or `\"07:00\"`");
        }
        read
    }
}
