//! Parts of the JSON document that stand beside the claims: counts of verdicts, shares recomputed, answers of observers on both sides.

use std::collections::BTreeMap;

use claims::amount::Amount;
use claims::case::{Case, Contest, Item, Phase};
use claims::evidence::margin::margin;
use claims::evidence::{Margin, Rated, figure_of, rating};
use claims::verdict::Verdict;
use claims::weigh::Weighed;
use count::percentages::recompute;
use serde::Serialize;

/// Decimals of a recomputed share.
const DECIMALS: u8 = 2;

/// How many claims got each verdict. Opinions and intentions are in no count.
pub(super) fn verdicts(weighed: &[Weighed<'_>]) -> BTreeMap<&'static str, usize> {
    Verdict::ALL.map(|v| (v.word(), weighed.iter().filter(|w| w.verdict == Some(v)).count())).into()
}

/// The options of a contest with votes and recomputed shares by release.
#[derive(Serialize)]
pub(super) struct ResultNote<'a> {
    contest: &'a str,
    place: &'a str,
    lines: Vec<Line<'a>>,
}

#[derive(Serialize)]
struct Line<'a> {
    option: &'a str,
    /// Votes by release.
    votes: BTreeMap<&'a str, u64>,
    /// Shares of valid ballots in per cent, from the votes, by release; a release without votes or valid ballots is missing.
    shares: BTreeMap<&'a str, String>,
}

/// The whole country's result of every contest, recomputed.
pub(super) fn results(case: &Case) -> Vec<ResultNote<'_>> {
    let place = case.election.country.as_str();
    case.election
        .contests
        .iter()
        .map(|c| ResultNote { contest: &c.id, place, lines: c.options.iter().map(|o| line(case, &c.id, &o.id)).collect() })
        .collect()
}

fn line<'a>(case: &'a Case, contest: &str, option: &'a str) -> Line<'a> {
    let (mut votes, mut shares) = (BTreeMap::new(), BTreeMap::new());
    for release in case.election.releases.iter().map(|r| r.id.as_str()) {
        let Some(count) = exact(case, contest, release, &Item::Votes(option.to_owned())) else { continue };
        votes.insert(release, count);
        let share = exact(case, contest, release, &Item::Valid).and_then(|all| recompute(count, all, DECIMALS));
        shares.extend(share.map(|s| (release, s.to_string())));
    }
    Line { option, votes, shares }
}

/// A figure of the whole country that was printed to the last one.
fn exact(case: &Case, contest: &str, release: &str, item: &Item) -> Option<u64> {
    let figure = figure_of(case, release, item, contest, &case.election.country)?;
    let range = figure.value.range(figure.unit);
    (range.is_exact() && range.lo.is_whole()).then(|| u64::try_from(range.lo.num()).ok()).flatten()
}

/// Answers of observers with what was wrong and what was not, and whose they are.
#[derive(Serialize)]
pub(super) struct RatingNote<'a> {
    #[serde(flatten)]
    rated: Rated,
    organisation: &'a str,
    phase: Phase,
    question: &'a str,
    /// The share as published, where the counts are not.
    published: Option<&'a Amount>,
}

/// Every observation, in the order of the record.
pub(super) fn ratings(case: &Case) -> Vec<RatingNote<'_>> {
    case.observations
        .iter()
        .map(|o| RatingNote {
            rated: rating::rated(o),
            organisation: &o.organisation,
            phase: o.phase,
            question: &o.question,
            published: o.share.as_ref(),
        })
        .collect()
}

/// The margin of every contest with what is documented beside it. Claims of harm are named, never added.
pub(super) fn outcome(case: &Case) -> Vec<Margin> {
    let of = |contest: &Contest| Some(margin(case, &contest.id, &case.election.country, None, None)?.0);
    case.election.contests.iter().filter_map(of).collect()
}
