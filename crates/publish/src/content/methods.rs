//! Methods, their sources and units; the clean elections they were also run on.

use forensics::about::{About, Role};
use forensics::references::REFERENCES;

use super::Desk;
use super::model::{Block, Section};
use crate::figures::unit_name;
use crate::texts::Arg;

/// The section.
pub(super) fn section(desk: &Desk<'_>) -> Section {
    let family = desk.input.examination.family;
    let args = [("tests", family.tests.into()), ("level", Arg::Number(100.0 * family.level, 0))];
    let mut section = Section::new("methods", desk.plain("methods-title"))
        .with(Block::Para { text: desk.plain("methods-about") })
        .with(Block::Para { text: desk.say("methods-family", &args) });
    for name in &desk.input.examination.methods {
        let Some(method) = forensics::table::method(name) else { continue };
        section.blocks.push(Block::Details { summary: desk.of_test(name, "title"), blocks: vec![terms(desk, method.about())] });
    }
    if REFERENCES.is_empty() {
        return section;
    }
    let sources = REFERENCES.iter().map(|r| (r.title.clone(), r.source.clone())).collect();
    let blocks = vec![Block::Terms { terms: sources }];
    section.with(Block::Details { summary: desk.plain("references-title"), blocks })
}

fn terms(desk: &Desk<'_>, about: &About) -> Block {
    let unit = |s: &forensics::about::Statistic| {
        let (label, unit) = (desk.plain(&format!("stat-{}", s.name)), desk.plain(&format!("unit-{}", unit_name(s.unit))));
        format!("{label} ({unit}; {})", s.name)
    };
    let units: Vec<String> = about.statistics.iter().map(unit).collect();
    let role = match about.role {
        Role::Test => "role-test",
        Role::Estimate => "role-estimate",
        Role::Display => "role-display",
        Role::Check => "role-check",
    };
    Block::Terms {
        terms: vec![
            (desk.plain("methods-role"), desk.plain(role)),
            (desk.plain("label-null"), desk.of_test(about.name, "null")),
            (desk.plain("methods-sources"), about.sources.join("; ")),
            (desk.plain("methods-statistics"), units.join("; ")),
        ],
    }
}
