//! Whole figures: valid, self-contained, the same each time, and honest about what they are.

use std::collections::BTreeSet;
use std::sync::LazyLock;

use count::{Checked, ControlSet, Params};
use domain::{Accounts, Field, OptionId, Release};
use forensics::examine::{Examination, Settings, examine, pictures};
use forensics::pictures::{Digits, Pictures};
use roxmltree::Document;
use simulate::{Country, Plan, Seed, simulate};

use super::{Group, Plot, Theme, digits, plots};
use crate::texts::{Locale, Texts};
use crate::{Input, MappingNote};

const HOSTILE: &str = "</text><script>alert('1')</script> & \"Co\" \u{202e}drawkcab\u{0}\u{b} ]]> Ωмега 選挙";

struct Case {
    release: Release,
    checked: Checked,
    controls: ControlSet,
    examination: Examination,
    pictures: Pictures,
}

impl Case {
    fn of(release: Release) -> Self {
        let controls = ControlSet::standard();
        let checked = count::check(&release, &controls, &Params::default());
        let settings = Settings::default();
        let examination = examine(&release, &checked, &settings, &|_| {});
        let pictures = pictures(&release, &checked, &settings);
        Self { release, checked, controls, examination, pictures }
    }

    fn plots(&self, theme: Theme) -> Vec<Plot> {
        self.with(|input, texts| plots(input, texts, theme))
    }

    fn with<T>(&self, draw: impl FnOnce(&Input<'_>, &Texts) -> T) -> T {
        let mapping = MappingNote::default();
        let input = Input {
            release: &self.release,
            checked: &self.checked,
            controls: &self.controls,
            examination: &self.examination,
            pictures: Some(&self.pictures),
            mapping: &mapping,
            seed: 1,
            limited: crate::Limited::default(),
            planted: None,
            version: "0",
        };
        draw(&input, &Texts::new(Locale::En))
    }
}

fn aralia() -> Release {
    simulate(Seed(7), &Country::aralia().with_stations(2400), &Plan::demo()).unwrap().release
}

static DEMO: LazyLock<Case> = LazyLock::new(|| Case::of(aralia()));

static HOSTILE_CASE: LazyLock<Case> = LazyLock::new(|| {
    let mut release = aralia();
    release.election.title = HOSTILE.to_owned();
    for option in &mut release.election.options {
        option.name = format!("{HOSTILE} {}", option.name);
    }
    for code in &mut release.stations.codes {
        *code = format!("{code} {HOSTILE}").into();
    }
    Case::of(release)
});

#[test]
fn every_kind_of_plot_is_drawn_once_under_its_own_name() {
    let plots = DEMO.plots(Theme::Page);
    for group in
        [Group::Turnout, Group::Share, Group::Heat, Group::Regions, Group::Shpilkin, Group::Digits, Group::Homogeneity, Group::Ranking]
    {
        assert!(plots.iter().any(|p| p.group == group), "{group:?}");
    }
    let names: BTreeSet<&str> = plots.iter().map(|p| p.name.as_str()).collect();
    assert_eq!(names.len(), plots.len());
    assert!(names.iter().all(|n| n.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-')));
}

#[test]
fn more_than_one_option_is_drawn_in_every_group_that_has_options() {
    let plots = DEMO.plots(Theme::Page);
    for group in [Group::Share, Group::Heat, Group::Regions, Group::Shpilkin, Group::Digits, Group::Ranking] {
        let options: BTreeSet<OptionId> = plots.iter().filter(|p| p.group == group).filter_map(|p| p.option).collect();
        assert!(options.len() >= 2, "{group:?}");
    }
}

#[test]
fn every_plot_is_valid_described_and_says_simulated() {
    for case in [&*DEMO, &*HOSTILE_CASE] {
        for theme in [Theme::Page, Theme::Print] {
            for plot in case.plots(theme) {
                check(&plot);
            }
        }
    }
}

fn check(plot: &Plot) {
    let name = &plot.name;
    let document = Document::parse(&plot.svg).unwrap_or_else(|e| panic!("{name}: {e}"));
    let root = document.root_element();
    assert_eq!((root.tag_name().name(), root.attribute("role")), ("svg", Some("img")), "{name}");
    let known = ["svg", "title", "desc", "style", "rect", "path", "circle", "text", "image", "g", "clipPath", "linearGradient", "stop"];
    assert!(root.descendants().filter(roxmltree::Node::is_element).all(|n| known.contains(&n.tag_name().name())), "{name}");
    let by_id = |id: &str| root.descendants().find(|n| n.attribute("id") == Some(id));
    let labels: Vec<_> = root.attribute("aria-labelledby").unwrap().split(' ').map(|id| by_id(id).and_then(|n| n.text())).collect();
    assert!(labels.len() == 2 && labels.iter().all(|l| l.is_some_and(|l| !l.is_empty())), "{name}");
    let visible = |word: &str| root.descendants().any(|n| n.tag_name().name() == "text" && n.text().is_some_and(|t| t.contains(word)));
    assert!(visible("SIMULATED"), "{name}");
    assert!(plot.caption.contains("SIMULATED") && plot.caption.contains("n = "), "{name}: {}", plot.caption);
    assert!(visible("n = "), "{name} shows its n");
    assert!(!plot.svg.contains("NaN") && !plot.svg.contains("inf\""), "{name}");
}

#[test]
fn several_plots_share_a_page_without_sharing_ids() {
    let plots = DEMO.plots(Theme::Page);
    let mut seen = BTreeSet::new();
    for plot in &plots {
        let document = Document::parse(&plot.svg).unwrap();
        for id in document.descendants().filter_map(|n| n.attribute("id")) {
            assert!(seen.insert(id.to_owned()), "{id} stands twice");
        }
        for reference in plot.svg.split("url(#").skip(1).filter_map(|rest| rest.split(')').next()) {
            assert!(seen.contains(reference), "{reference} in {}", plot.name);
        }
    }
}

#[test]
fn print_needs_no_style_sheet() {
    for plot in DEMO.plots(Theme::Print) {
        assert!(!plot.svg.contains("<style") && !plot.svg.contains("class=") && !plot.svg.contains("var("), "{}", plot.name);
    }
}

#[test]
fn the_same_input_gives_the_same_bytes() {
    let again = Case::of(aralia());
    let svgs = |case: &Case| case.plots(Theme::Page).into_iter().map(|p| (p.name, p.svg)).collect::<Vec<_>>();
    assert!(svgs(&DEMO) == svgs(&again));
}

#[test]
fn figures_that_are_not_simulated_do_not_say_so() {
    let mut release = aralia();
    release.election.simulated = false;
    release.election.title = "Somewhere".to_owned();
    let case = Case::of(release);
    assert!(case.plots(Theme::Page).iter().all(|p| !p.svg.contains("SIMULATED")));
}

#[test]
fn a_file_without_a_roll_gets_the_plots_that_need_none() {
    let mut release = aralia();
    release.stations.fields.remove(&Field::Registered);
    release.accounts = Accounts::derive(&release.stations, &release.election);
    let plots = Case::of(release).plots(Theme::Page);
    plots.iter().for_each(check);
    let has = |group| plots.iter().any(|p| p.group == group);
    assert!(has(Group::Share) && has(Group::Homogeneity) && !has(Group::Turnout) && !has(Group::Heat) && !has(Group::Shpilkin));
}

#[test]
fn without_places_and_pictures_nothing_is_drawn() {
    let mut release = aralia();
    release.places = domain::PlaceTree::flat(u32::try_from(release.stations.len()).unwrap());
    let case = Case::of(release);
    let drawn = case.with(|input, texts| plots(&Input { pictures: None, ..*input }, texts, Theme::Page));
    assert!(drawn.is_empty());
    case.plots(Theme::Page).iter().for_each(check);
}

#[test]
fn the_plots_of_an_election_stay_small() {
    let bytes: usize = DEMO.plots(Theme::Page).iter().map(|p| p.svg.len()).sum();
    assert!(bytes < 600_000, "{bytes}");
}

#[test]
fn a_small_plot_looks_as_it_did() {
    let observed = [120, 100, 95, 98, 102, 80, 99, 101, 100, 105];
    let digits = Digits { observed, expected: [100.0; 10] };
    let plot = DEMO.with(|input, texts| {
        let scene = super::Scene { input, texts, theme: Theme::Print };
        digits::plot(&scene, None, &digits)
    });
    insta::assert_snapshot!(plot.svg.replace("><", ">\n<"));
}
