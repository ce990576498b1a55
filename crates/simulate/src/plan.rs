//! Which misconduct is planted, where and how much of it.

use crate::country::Country;
use crate::error::{Error, within};

/// The percentage somebody writes down before counting.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Percentage {
    /// Ballots issued of voters registered.
    Turnout,
    /// The leader's votes of ballots found.
    LeaderShare,
}

/// A kind of misconduct and its strength. All of it helps the leader or leaves votes as they are.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Misconduct {
    /// Ballots for the leader are put into the box in the name of voters who stayed away: a fraction `|N(0, strength)|`, below 1,
    /// of them [incremental fraud of Klimek et al. 2012]. A `strength` of 0.4 uses a third of them on average.
    Stuffing {
        /// Standard deviation of the normal law behind the fraction.
        strength: f64,
    },
    /// A percentage is brought up to the next multiple of `step`, turnout by stuffing, the leader's share by moving votes
    /// [Kobak, Shpilkin, Pshenichnikov 2016].
    Rounding {
        /// Which percentage.
        of: Percentage,
        /// 1 for an integer percentage, 5 for a multiple of five.
        step: u32,
    },
    /// Votes for others are counted for the leader: a fraction of them, normal with a third of its mean as standard deviation.
    Transfer {
        /// Mean fraction of the others' votes.
        fraction: f64,
    },
    /// The chosen stations of a district all report one leader's share: what they had together, and `gain` on top.
    Drawn {
        /// Added to the true common share, as a fraction.
        gain: f64,
    },
    /// One line is changed so that a hard control is broken: C01, C02, C03 or C04, one in four stations each.
    BrokenArithmetic,
    /// The last digits of the leader's and the runner-up's votes (where 100 or more) are made up the way people make up numbers;
    /// the other options make up the difference. [Digits 0 and 5 too rare, small ones too frequent: Beber & Scacco 2012.]
    InventedDigits,
}

impl Misconduct {
    /// A short stable name, such as `stuffing`.
    #[must_use]
    pub fn name(&self) -> &'static str {
        match self {
            Self::Stuffing { .. } => "stuffing",
            Self::Rounding { of: Percentage::Turnout, .. } => "rounded-turnout",
            Self::Rounding { of: Percentage::LeaderShare, .. } => "rounded-share",
            Self::Transfer { .. } => "transfer",
            Self::Drawn { .. } => "drawn",
            Self::BrokenArithmetic => "broken-arithmetic",
            Self::InventedDigits => "invented-digits",
        }
    }

    fn check(&self) -> Result<(), Error> {
        match *self {
            Self::Stuffing { strength } => within("the strength of stuffing", strength, (0.001, 10.0), "0.001 to 10"),
            Self::Rounding { step, .. } => within("the step of rounding", step.into(), (1.0, 50.0), "1 to 50"),
            Self::Transfer { fraction } => within("the fraction of votes transferred", fraction, (0.001, 1.0), "0.001 to 1"),
            Self::Drawn { gain } => within("the gain of a drawn share", gain, (-1.0, 1.0), "-1 to 1"),
            Self::BrokenArithmetic | Self::InventedDigits => Ok(()),
        }
    }
}

/// Where a deed is done: a region, some or all of its districts, some or all of their stations.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Target {
    /// Position of the region in [`Country::regions`].
    pub region: usize,
    /// How many of its districts, chosen by lot; `None` for all.
    pub districts: Option<usize>,
    /// Fraction of the stations there, chosen by lot and rounded to a whole number of stations.
    pub stations: f64,
}

impl Target {
    /// All stations of a region.
    #[must_use]
    pub fn region(region: usize) -> Self {
        Self { region, districts: None, stations: 1.0 }
    }

    /// Only so many of its districts.
    #[must_use]
    pub fn districts(self, districts: usize) -> Self {
        Self { districts: Some(districts), ..self }
    }

    /// Only this fraction of the stations.
    #[must_use]
    pub fn stations(self, stations: f64) -> Self {
        Self { stations, ..self }
    }
}

/// One kind of misconduct in one place.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Deed {
    /// What is done.
    pub misconduct: Misconduct,
    /// Where.
    pub target: Target,
}

/// All the misconduct of an election, in the order it is done. A station can be hit by several deeds.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Plan {
    /// The deeds.
    pub deeds: Vec<Deed>,
}

impl Plan {
    /// No misconduct at all.
    #[must_use]
    pub fn honest() -> Self {
        Self::default()
    }

    /// The same plan and one more deed.
    ///
    /// ```
    /// use simulate::{Misconduct, Plan, Target};
    /// let plan = Plan::honest()
    ///     .with(Misconduct::Stuffing { strength: 0.4 }, Target::region(2).stations(0.5))
    ///     .with(Misconduct::Drawn { gain: 0.1 }, Target::region(7).districts(3));
    /// assert_eq!(plan.deeds.len(), 2);
    /// ```
    #[must_use]
    pub fn with(mut self, misconduct: Misconduct, target: Target) -> Self {
        self.deeds.push(Deed { misconduct, target });
        self
    }

    /// A mixture for demonstrations on [`Country::aralia`]: nine of its sixteen regions are left alone, so that the clean cluster
    /// stays in view; four are stuffed.
    ///
    /// | region | what is done |
    /// |---|---|
    /// | Cindrath (2), Jorvenka (9) | stuffing in 60% of the stations |
    /// | Farrowen (5) | stuffing in half of the stations; turnout brought to an integer percentage in 45% |
    /// | Nothvar (13) | stuffing in half of the stations; turnout brought to a multiple of five percent in 40% |
    /// | Hylmarra (7) | a quarter of the others' votes transferred in 40% of the stations; 12% of the protocols break a control |
    /// | Lumerrin (11) | the leader's share brought to an integer percentage in 40% of the stations; three whole districts drawn |
    /// | Kestrovia (10) | last digits invented in every protocol |
    ///
    /// With the 9,580 stations of that country it touches about 2,500 stations and gives the leader some 180,000 votes,
    /// 5% more than voters did.
    #[must_use]
    pub fn demo() -> Self {
        let stuffing = |strength| Misconduct::Stuffing { strength };
        let rounding = |of, step| Misconduct::Rounding { of, step };
        Self::honest()
            .with(stuffing(0.5), Target::region(2).stations(0.6))
            .with(stuffing(0.6), Target::region(9).stations(0.6))
            .with(stuffing(0.45), Target::region(5).stations(0.5))
            .with(stuffing(0.5), Target::region(13).stations(0.5))
            .with(rounding(Percentage::Turnout, 1), Target::region(5).stations(0.45))
            .with(rounding(Percentage::Turnout, 5), Target::region(13).stations(0.4))
            .with(Misconduct::Transfer { fraction: 0.25 }, Target::region(7).stations(0.4))
            .with(rounding(Percentage::LeaderShare, 1), Target::region(11).stations(0.4))
            .with(Misconduct::Drawn { gain: 0.08 }, Target::region(11).districts(3))
            .with(Misconduct::InventedDigits, Target::region(10))
            .with(Misconduct::BrokenArithmetic, Target::region(7).stations(0.12))
    }

    /// Whether the plan can be carried out in this country.
    ///
    /// # Errors
    /// Names the first region the country does not have, or the first amount that makes no sense.
    pub fn check(&self, country: &Country) -> Result<(), Error> {
        for Deed { misconduct, target } in &self.deeds {
            if target.region >= country.regions.len() {
                return Err(Error::NoSuchRegion { region: target.region, last: country.regions.len().saturating_sub(1) });
            }
            within("the fraction of stations hit", target.stations, (0.0, 1.0), "0 to 1")?;
            misconduct.check()?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_cannot_be_carried_out_is_named() {
        let aralia = Country::aralia();
        assert_eq!(Plan::demo().check(&aralia), Ok(()));
        let code = |plan: Plan| plan.check(&aralia).expect_err("must be refused").code();
        assert_eq!(code(Plan::honest().with(Misconduct::BrokenArithmetic, Target::region(16))), "SIMULATE-NO-SUCH-REGION");
        assert_eq!(code(Plan::honest().with(Misconduct::BrokenArithmetic, Target::region(0).stations(1.5))), "SIMULATE-OUT-OF-RANGE");
        assert_eq!(code(Plan::honest().with(Misconduct::Stuffing { strength: f64::NAN }, Target::region(0))), "SIMULATE-OUT-OF-RANGE");
    }
}
