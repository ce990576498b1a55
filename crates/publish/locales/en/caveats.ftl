# Caveats travel with results. Reasons say why a test cannot tell. Refusals are Shpilkin’s own reasons.

caveat-second_modes = Regions, towns and villages, and ethnic or religious communities form clusters of their own in honest elections; look at the regions and at the clean elections beside it.
caveat-independent_counts = Each station’s counts are taken to be independent draws around its own percentages.
caveat-coarse_fractions = At small stations simple fractions such as 1/2 or 2/3 are common for honest reasons; each station’s own size is taken into account.
caveat-binomial_lower_bound = Independent voters are the lower limit of honest scatter; households that vote together raise it. Hardly any honest cause lowers it, but a very small district or figures copied by mistake can.
caveat-clean_cluster_decides = Everything depends on where ordinary turnout is placed; the interval over that choice is part of the result.
caveat-no_honest_correlation = It is assumed that honest support does not rise with turnout. Where villages both vote more and support the leader more, the estimate is too large.
caveat-within_honest_range = The excess is small or its interval reaches zero; honest elections show excesses of this size.
caveat-ecological = The relation is between stations, not between persons: it does not show what any voter did.
caveat-rural_mobilisation = Where rural turnout is high and rural voters lean one way, slopes are steep without misconduct.
caveat-small_counts = Small counts do not have evenly spread last digits; only counts of at least 100 are used, each with its own expectation.
caveat-local_parties = Local parties and strongholds stretch the tails; clean Albania shows 1.11 and 3.72.
caveat-software_enforces = The commission’s own software often refuses protocols that break these rules, so a published file that keeps them says little.
caveat-no_better_than_a_coin = Studies find this test no better than a coin at telling clean elections from falsified ones.

reason-too_few_stations = fewer usable stations ({ $n }) than the { $least } it needs
reason-no_turnout = the file has no voters on the roll, so there is no turnout
reason-no_other_options = the file has no votes for other options to compare with
reason-no_clean_cluster = no cluster of stations with ordinary turnout stands apart from the rest
reason-too_few_districts = there are too few districts with usable figures to judge chance between them
reason-small_expected = too few votes are expected at too many of its stations
reason-no_variation = every station reports the same value
reason-no_field = the file has none of the lines it reads

refused-no_peak = no clean cluster: the others’ votes have no clear peak over turnout
refused-too_high = no clean cluster: the others’ lowest peak lies at a turnout of 80% or more
refused-several_clusters = no single clean cluster: stations form more than one cluster of turnout and share
refused-another_cluster = no clean cluster: the main cluster of stations lies away from the others’ lowest peak
refused-unsteady_ratio = no clean cluster: the ratio of votes changes with turnout even among ordinary stations
refused-unsteady_estimate = the estimate depends too much on where ordinary turnout is placed

# Short forms, for tables.
why-too_few_stations = too few usable stations
why-no_turnout = no voters on the roll in the file
why-no_other_options = no votes for other options in the file
why-no_clean_cluster = no clean cluster of ordinary turnout
why-too_few_districts = too few districts
why-small_expected = too few votes expected at too many stations
why-no_variation = every station reports the same value
why-no_field = none of the lines it reads are in the file
