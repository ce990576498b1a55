# One sentence for every test and ending: verdict-TEST-ENDING, with -turnout where it is about turnout instead of an option.
# Values: $area $option $n $q $interval, and every statistic of the test under its own name. Where the leading statistic lies below
# zero and there is a sentence with -fewer at its end, that one is taken: $fewer is the statistic without its minus.
# A verdict says what was seen against what was expected. It never says who did what, or that anything is proved.

area-all = the whole election
verdict-cannot-tell = This test cannot tell for { $option } in { $area }: { $reason }.
verdict-cannot-tell-turnout = This test cannot tell for { $area }: { $reason }.
interval-of = { $level }% interval { $lo } to { $hi }
interval-none = no interval is given

verdict-arithmetic-flagged-turnout = In { $area }, the protocols of { $hard_stations } of { $n } stations break at least one rule that must hold exactly, and { $soft_stations } break a softer one ({ $controls_applied } rules could be checked). The figures there contradict each other; why is not known.
verdict-arithmetic-clear-turnout = In { $area }, the protocols of all { $n } stations keep every rule that must hold exactly, as far as the lines in the file allow it to be checked ({ $controls_applied } rules); { $soft_stations } break a softer rule.

verdict-integer_percentages-flagged = In { $area }, { $share_observed } of { $n } stations have a share of { $option } on a whole percentage where chance gives { $share_expected_truncated }: an excess of { $share_anomaly_truncated } stations ({ $interval }), more than chance explains ({ $q }). A turnout or a share of { $option } on a whole percentage: { $observed } stations, where chance gives { $expected_truncated }.
verdict-integer_percentages-clear = In { $area }, { $share_observed } of { $n } stations have a share of { $option } on a whole percentage where chance gives { $share_expected_truncated }; the excess of { $share_anomaly_truncated } stations ({ $interval }) is no more than chance explains when all tests are judged together. A turnout or a share of { $option } on a whole percentage: { $observed } stations, where chance gives { $expected_truncated }.
verdict-integer_percentages-clear-fewer = In { $area }, { $share_observed } of { $n } stations have a share of { $option } on a whole percentage where chance gives { $share_expected_truncated }: { $fewer } fewer than chance gives, so there is no excess (excess: { $interval }). A turnout or a share of { $option } on a whole percentage: { $observed } stations, where chance gives { $expected_truncated }.
verdict-integer_percentages-flagged-turnout = In { $area }, { $observed } of { $n } stations have a turnout on a whole percentage where chance gives { $expected_truncated }: an excess of { $anomaly_truncated } stations ({ $interval }), more than chance explains ({ $q }).
verdict-integer_percentages-clear-turnout = In { $area }, { $observed } of { $n } stations have a turnout on a whole percentage where chance gives { $expected_truncated }; the excess of { $anomaly_truncated } stations ({ $interval }) is no more than chance explains when all tests are judged together.
verdict-integer_percentages-clear-turnout-fewer = In { $area }, { $observed } of { $n } stations have a turnout on a whole percentage where chance gives { $expected_truncated }: { $fewer } fewer than chance gives, so there is no excess (excess: { $interval }).

verdict-homogeneity-flagged = In { $area }, the shares of { $option } at { $n } stations ({ $votes } votes) lie closer together than counting allows: dispersion { $dispersion }, where 1 is the least that independent voters produce ({ $q }).
verdict-homogeneity-clear = In { $area }, the shares of { $option } at { $n } stations do not lie closer together than chance allows: dispersion { $dispersion }, where 1 is the least that independent voters produce.
verdict-homogeneity-flagged-turnout = In { $area }, the turnouts of { $n } stations ({ $votes } ballots issued) lie closer together than counting allows: dispersion { $dispersion }, where 1 is the least that independent voters produce ({ $q }).
verdict-homogeneity-clear-turnout = In { $area }, the turnouts of { $n } stations do not lie closer together than chance allows: dispersion { $dispersion }, where 1 is the least that independent voters produce.

verdict-shpilkin-estimated = In { $area }, stations with a turnout above { $clean_turnout }% hold { $anomalous_votes } votes for { $option } beyond the proportion seen at ordinary turnout ({ $interval } votes; { $n } stations). This is an estimate and assumes that honest support does not change with turnout.
verdict-shpilkin-estimated-fewer = In { $area }, stations with a turnout above { $clean_turnout }% hold { $fewer } fewer votes for { $option } than the proportion seen at ordinary turnout gives (votes beyond it: { $interval }; { $n } stations). This is an estimate and assumes that honest support does not change with turnout.

verdict-slopes-flagged = In { $area }, each additional ballot issued comes with { $slope_option } votes for { $option } ({ $interval }) and { $slope_others } for all others over { $n } stations: more than one vote a voter, and others lose, beyond what chance explains ({ $q }). Moved votes look like this; so can places with a different electorate.
verdict-slopes-clear = In { $area }, each additional ballot issued comes with { $slope_option } votes for { $option } ({ $interval }) and { $slope_others } for all others over { $n } stations; this does not show votes moving from others to { $option }.

verdict-last_digit-flagged = In { $area }, the last digits of the votes for { $option } at { $n } stations depart from what counting gives: chi-square { $chi2 } on 9 degrees of freedom ({ $q }); 0 occurs { $zero_observed } times where { $zero_expected } are expected, 5 occurs { $five_observed } times where { $five_expected } are.
verdict-last_digit-clear = In { $area }, the last digits of the votes for { $option } at { $n } stations do not depart from what counting gives by more than chance explains: chi-square { $chi2 } on 9 degrees of freedom.
verdict-last_digit-flagged-turnout = In { $area }, the last digits of ballots issued at { $n } stations depart from what counting gives: chi-square { $chi2 } on 9 degrees of freedom ({ $q }); 0 occurs { $zero_observed } times where { $zero_expected } are expected, 5 occurs { $five_observed } times where { $five_expected } are.
verdict-last_digit-clear-turnout = In { $area }, the last digits of ballots issued at { $n } stations do not depart from what counting gives by more than chance explains: chi-square { $chi2 } on 9 degrees of freedom.

verdict-log_vote_rate-described = In { $area }, the logarithm of other ballots over votes for { $option } has skewness { $skewness } and excess kurtosis { $excess_kurtosis } over { $n } stations; a bell has 0 and 0. This is a description, not a test.

verdict-fingerprint-described = In { $area }, turnout ({ $turnout }%) and the share of { $option } ({ $share }%) have a correlation of { $correlation } over { $n } stations; { $corner_stations } stations with { $corner_votes } votes for { $option } lie above 95% on both. This is a description, not a test.

verdict-second_digit-described = In { $area }, the second digits of the votes for { $option } at { $n } stations give chi-square { $chi2 } on 9 degrees of freedom against Benford’s law. Clean elections fail this test too, so nothing follows from it.
