//! What the plots of a report show, computed here so that drawing is only drawing.

pub mod digits;
pub mod heat;
pub mod histogram;
pub mod shares;

use domain::{OptionId, PlaceId};

use crate::method::Context;
use crate::methods::shpilkin::{self, Curves};

pub use digits::Digits;
pub use heat::Heat;
pub use histogram::Banded;

/// Most options that get pictures of their own: one alone would hide that the others behave, all would drown the reader.
const MOST_OPTIONS: usize = 4;

/// The pictures of one election.
#[derive(Clone, Debug)]
pub struct Pictures {
    /// Histogram of turnout; none where the file has no roll.
    pub turnout: Option<Banded>,
    /// Last digits of ballots issued.
    pub issued_digits: Option<Digits>,
    /// The options' own pictures, most votes first.
    pub options: Vec<OptionPictures>,
}

/// The pictures of one option.
#[derive(Clone, Debug)]
pub struct OptionPictures {
    /// The option.
    pub option: OptionId,
    /// Histogram of its share of ballots found.
    pub share: Banded,
    /// Turnout against share, the whole election.
    pub heat: Option<Heat>,
    /// The same for every region, in the order of the tree.
    pub regions: Vec<(PlaceId, Heat)>,
    /// Votes by turnout, the option's and the others'.
    pub curves: Option<Curves>,
    /// Last digits of its votes.
    pub digits: Option<Digits>,
}

impl Pictures {
    /// Computes the pictures of the options with most votes among those asked for.
    #[must_use]
    pub fn of(cx: &Context<'_>) -> Self {
        let mut options = cx.options.clone();
        options.sort_by_key(|&o| (std::cmp::Reverse(cx.sample.release.stations.votes(o).total()), o));
        options.truncate(MOST_OPTIONS);
        let has_turnout = cx.sample.has_turnout();
        Self {
            turnout: has_turnout.then(|| histogram::turnout(cx)),
            issued_digits: has_turnout.then(|| digits::of(cx, None)).flatten(),
            options: options.into_iter().map(|o| option_pictures(cx, o, has_turnout)).collect(),
        }
    }
}

fn option_pictures(cx: &Context<'_>, option: OptionId, has_turnout: bool) -> OptionPictures {
    let regions =
        if has_turnout { cx.places().of_level(1).map(|r| (r, heat::of(cx, option, r, heat::COARSE))).collect() } else { Vec::new() };
    OptionPictures {
        option,
        share: histogram::share(cx, option),
        heat: has_turnout.then(|| heat::of(cx, option, PlaceId::ALL, heat::FINE)),
        regions,
        curves: shpilkin::curves(cx, option, PlaceId::ALL),
        digits: digits::of(cx, Some(option)),
    }
}
