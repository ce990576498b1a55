//! Which release each published percentage belongs to: preliminary figures mixed with final ones are found here.

use serde::Serialize;

use super::decimal::{Decimal, recompute, rounds_to};

/// One option in one release.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct VersionLine {
    /// The option.
    pub option: String,
    /// Its votes, where the release gives them.
    pub votes: Option<u64>,
    /// Its percentage, where the release gives one.
    pub share: Option<Decimal>,
}

/// One release of results: final, preliminary, a bulletin of some hour. Votes, percentages or both.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Version {
    /// What it is called.
    pub name: String,
    /// The total its percentages are shares of, where known.
    pub total: Option<u64>,
    /// Its options.
    pub lines: Vec<VersionLine>,
}

/// The percentage a release has for an option.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct VersionShare {
    /// The release.
    pub version: String,
    /// Its percentage: as it gives it, else from its votes with the decimals of the published one.
    pub share: Option<Decimal>,
    /// Whether the published percentage agrees with it.
    pub fits: bool,
}

/// A published percentage and the releases it fits.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Attributed {
    /// The option.
    pub option: String,
    /// The percentage as published.
    pub published: Decimal,
    /// Every release, in the order given.
    pub versions: Vec<VersionShare>,
}

impl Attributed {
    /// Whether it fits the release of that name.
    #[must_use]
    pub fn fits(&self, version: &str) -> bool {
        self.versions.iter().any(|v| v.fits && v.version == version)
    }

    fn fits_any(&self) -> bool {
        self.versions.iter().any(|v| v.fits)
    }
}

/// Where published percentages come from.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[must_use]
pub struct Attribution {
    /// The percentages in the order given.
    pub lines: Vec<Attributed>,
    /// The release that most of them fit; the first given among equals.
    pub main: Option<String>,
    /// Options whose percentage fits another release and not the main one.
    pub strays: Vec<String>,
    /// Options whose percentage fits no release.
    pub unexplained: Vec<String>,
    /// Whether figures of several releases were mixed: there are strays.
    pub mixed: bool,
}

/// Says which release each published percentage fits.
pub fn attribute(published: &[(String, Decimal)], versions: &[Version]) -> Attribution {
    let lines: Vec<Attributed> = published.iter().map(|(option, share)| attributed(option, *share, versions)).collect();
    let fitting = |name: &str| lines.iter().filter(|l| l.fits(name)).count();
    // `max_by_key` takes the last among equals; the first given is meant.
    let main =
        versions.iter().rev().map(|v| (fitting(&v.name), &v.name)).filter(|(n, _)| *n > 0).max_by_key(|(n, _)| *n).map(|(_, v)| v.clone());
    let options = |which: &dyn Fn(&Attributed) -> bool| lines.iter().filter(|l| which(l)).map(|l| l.option.clone()).collect::<Vec<_>>();
    let strays = options(&|l| l.fits_any() && main.as_deref().is_some_and(|m| !l.fits(m)));
    let unexplained = options(&|l| !l.fits_any());
    Attribution { mixed: !strays.is_empty(), strays, unexplained, main, lines }
}

fn attributed(option: &str, published: Decimal, versions: &[Version]) -> Attributed {
    let of = |version: &Version| {
        let line = version.lines.iter().find(|l| l.option == option);
        let votes = line.and_then(|l| l.votes).zip(version.total);
        let given = line.and_then(|l| l.share);
        let recomputed = votes.and_then(|(v, n)| recompute(v, n, published.decimals()));
        let fits = given.is_some_and(|g| agree(g, published)) || votes.is_some_and(|(v, n)| rounds_to(published, v, n));
        VersionShare { version: version.name.clone(), share: given.or(recomputed), fits }
    };
    Attributed { option: option.to_owned(), published, versions: versions.iter().map(of).collect() }
}

/// Whether two percentages can be roundings of one number: 6.6 agrees with 6.61, 1.65 does not with 1.61.
fn agree(a: Decimal, b: Decimal) -> bool {
    let decimals = a.decimals().max(b.decimals());
    // In halves of a unit of the finer one; the intervals must overlap in more than their ends.
    let interval = |d: Decimal| {
        let unit = 10_u128.pow(u32::from(decimals - d.decimals()));
        let middle = 2 * u128::from(d.units()) * unit;
        (middle.saturating_sub(unit), middle + unit)
    };
    let (a, b) = (interval(a), interval(b));
    a.0 < b.1 && b.0 < a.1
}

#[cfg(test)]
mod tests {
    use super::*;

    fn d(text: &str) -> Decimal {
        Decimal::parse(text).expect(text)
    }

    fn kazakhstan() -> [Version; 2] {
        let line = |o: &str, votes, share: &str| VersionLine { option: o.into(), votes, share: (!share.is_empty()).then(|| d(share)) };
        let last = [("A", 6_147_517), ("B", 445_934), ("C", 108_730), ("D", 23_252), ("E", 18_834)];
        let last = last.map(|(o, v)| line(o, Some(v), "")).to_vec();
        let first =
            [("A", Some(6_100_694), "91.01"), ("B", Some(445_047), "6.64"), ("C", None, "1.65"), ("D", None, "0.38"), ("E", None, "0.32")];
        let first = first.map(|(o, v, s)| line(o, v, s)).to_vec();
        [
            Version { name: "final".into(), total: Some(6_744_267), lines: last },
            Version { name: "preliminary".into(), total: None, lines: first },
        ]
    }

    #[test]
    fn kazakhstan_2005_mixes_a_preliminary_percentage_with_final_ones() {
        let published = [("A", "91.15"), ("B", "6.61"), ("C", "1.65")].map(|(o, s)| (o.to_owned(), d(s)));
        let found = attribute(&published, &kazakhstan());
        assert_eq!((found.main.as_deref(), found.mixed, found.unexplained.len()), (Some("final"), true, 0));
        assert_eq!(found.strays, ["C"]);
        assert!(found.lines[2].fits("preliminary") && !found.lines[2].fits("final"));
        assert_eq!(found.lines[2].versions[0].share, Some(d("1.61")));
    }

    #[test]
    fn a_coarser_percentage_fits_both_and_proves_nothing() {
        let published = [("A", "91.15"), ("B", "6.6"), ("C", "1.65")].map(|(o, s)| (o.to_owned(), d(s)));
        let found = attribute(&published, &kazakhstan());
        assert!(found.lines[1].fits("final") && found.lines[1].fits("preliminary"));
        assert_eq!((found.mixed, found.strays), (true, vec!["C".to_owned()]));
    }

    #[test]
    fn final_percentages_alone_are_not_mixed_and_an_unknown_one_is_named() {
        let published = [("A", "91.15"), ("C", "1.61"), ("D", "0.50")].map(|(o, s)| (o.to_owned(), d(s)));
        let found = attribute(&published, &kazakhstan());
        assert_eq!((found.mixed, found.unexplained), (false, vec!["D".to_owned()]));
    }
}
