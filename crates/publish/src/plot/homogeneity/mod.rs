//! Districts whose stations agree better than counting allows: all districts by dispersion, and the flagged ones station by station.

mod dispersion;
mod strips;

use domain::{Finding, OptionId, Outcome};

use super::Plot;
use super::scene::Scene;

/// Every figure the findings give.
pub fn plots(scene: &Scene<'_>) -> Vec<Plot> {
    if scene.input.release.places.district_level() == 0 {
        return Vec::new();
    }
    let mut subjects: Vec<Option<OptionId>> = vec![None];
    subjects.extend(scene.input.examination.options.iter().copied().map(Some));
    let tested: Vec<Tested<'_>> = subjects.into_iter().map(|s| Tested::of(scene, s)).filter(|t| !t.districts.is_empty()).collect();
    let mut plots: Vec<Plot> = dispersion::plot(scene, &tested).into_iter().collect();
    plots.extend(strips::plots(scene, &tested));
    plots
}

/// The districts tested for one option, or for turnout.
struct Tested<'a> {
    option: Option<OptionId>,
    districts: Vec<&'a Finding>,
}

impl<'a> Tested<'a> {
    fn of(scene: &Scene<'a>, option: Option<OptionId>) -> Self {
        let places = &scene.input.release.places;
        let bottom = places.district_level();
        let is_district = |f: &&Finding| f.outcome == Outcome::Tested && places.level(f.area) == bottom && f.get("dispersion").is_some();
        Self { option, districts: scene.findings("homogeneity", option).filter(is_district).collect() }
    }

    /// The flagged districts, surest first.
    fn flagged(&self) -> Vec<&'a Finding> {
        let mut flagged: Vec<&Finding> = self.districts.iter().copied().filter(|f| f.flag).collect();
        let p = |f: &Finding| f.p.unwrap_or(1.0);
        flagged.sort_by(|a, b| p(a).total_cmp(&p(b)).then(a.area.cmp(&b.area)));
        flagged
    }
}
