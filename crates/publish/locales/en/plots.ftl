# Plots: titles, axes, captions. Words inside a plot are short; its caption is in full sentences.

plot-simulated = SIMULATED: not a real election
plot-simulated-word = SIMULATED
plot-simulated-caption = SIMULATED, not a real election.

plot-all = Whole election
plot-turnout = Turnout
plot-observed = observed
plot-expected = expected
plot-flagged = flagged
plot-issued = ballots issued
plot-votes-for = votes for { $option }
plot-n = n = { $n } stations
plot-n-short = n = { $n }

plot-axis-turnout = turnout, % of registered voters
plot-axis-share = share, % of ballots found
plot-axis-stations-bin = stations per 0.1 point
plot-axis-distance = distance from the nearest whole per cent, points
plot-axis-folded = stations around whole per cents, 5 to 99% together
plot-axis-votes = votes per point of turnout
plot-axis-votes-thousand = thousand votes per point of turnout
plot-axis-votes-million = million votes per point of turnout
plot-axis-digit = last digit, and stations whose count ends in it
plot-axis-digit-departure = % more or fewer than expected
plot-axis-dispersion = dispersion (1 = chance alone; logarithmic)
plot-axis-departure = station minus district, percentage points

## Histograms

plot-turnout-title = Stations by turnout
plot-share-title = Stations by share of { $option }
plot-histogram-beyond = Above the 99% band for all bins: { $integers } of 101 whole per cents, { $others } of 900 other bins
plot-histogram-outside = { $outside } { $outside ->
        [one] station
       *[other] stations
    } above { $end }% not shown
plot-histogram-observed = observed
plot-histogram-expected = expected if counted
plot-histogram-pointwise = 99% band, one bin
plot-histogram-simultaneous = 99% band, all bins
plot-histogram-five = above it, 5, 10, ... 95%
plot-histogram-integer = above it, other whole %
plot-histogram-cut = { $n } at { $percent }%
plot-turnout-caption = Number of polling stations by turnout (ballots issued of registered voters) in bins of 0.1 percentage points centred on whole per cents, n = { $n } stations. Line: expected number if every station is a binomial draw around its own turnout; shaded: highest number chance puts into one bin at 99%, for one bin alone and for all bins at once. Of the 101 whole per cents { $integers } lie above the band for all bins, of the 900 other bins { $others }. Below, where at least 1,000 stations lie around the whole per cents from 5 to 99%: the same bins by their distance from the nearest whole per cent, with a 95% chance interval of at most ±1.96 times the root of the expected number. Numerators get uniform noise of ±0.5 before division, so that small stations draw no grid of simple fractions. Method: Kobak, Shpilkin and Pshenichnikov 2016.
plot-share-caption = Number of polling stations by share of { $option } (votes of ballots found) in bins of 0.1 percentage points centred on whole per cents, n = { $n } stations. Line: expected number if every station is a binomial draw around its own share; shaded: highest number chance puts into one bin at 99%, for one bin alone and for all bins at once. Of the 101 whole per cents { $integers } lie above the band for all bins, of the 900 other bins { $others }. Below, where at least 1,000 stations lie around the whole per cents from 5 to 99%: the same bins by their distance from the nearest whole per cent, with a 95% chance interval of at most ±1.96 times the root of the expected number. Numerators get uniform noise of ±0.5 before division, so that small stations draw no grid of simple fractions. Method: Kobak, Shpilkin and Pshenichnikov 2016.

## Turnout against share

plot-voters-cell = voters per cell
plot-heat-title = Turnout and share of { $option }
plot-heat-n = n = { $n } stations, { $voters } voters; cells of { $cell } points
plot-heat-caption = Registered voters by turnout of their station (across, ballots issued of registered voters) and share of { $option } there (up, votes of ballots found), n = { $n } stations with { $voters } voters, cells of { $cell } percentage points, colour by the logarithm of voters; empty cells have no colour, cells beyond either end of the scale get the colour of that end. Along the sides: voters by turnout and by share alone. Descriptive: town and village, and regions, make clusters of their own. Method: Klimek and others 2012.
plot-regions-title = Turnout and share of { $option }, by region
plot-regions-n = n = { $n } stations in { $regions } regions; cells of { $cell } points
plot-regions-axes = Each square: turnout across, share up, both 0 to 100%; lines at 50%
plot-regions-hidden = { $hidden } smaller regions not shown
plot-regions-caption = Registered voters by turnout of their station (across, 0 to 100%) and share of { $option } there (up, 0 to 100%) in each of { $regions } regions, n = { $n } stations, cells of { $cell } percentage points, one logarithmic colour scale for all, cells beyond either end of it in the colour of that end; n under each name is its number of stations. Descriptive: it shows whether a second cluster of the whole election is one region or is found everywhere. Method: Klimek and others 2012.

## Shpilkin

plot-shpilkin-title = Votes by turnout: { $option } and all others
plot-shpilkin-n = n = { $n } stations, { $votes } votes for the option
plot-shpilkin-scaled = all others × { $k }
plot-shpilkin-others = all others
plot-shpilkin-excess = excess
plot-shpilkin-clean = clean turnout T*
plot-shpilkin-at = T* { $clean }%
plot-shpilkin-caption = Votes for { $option } and for all others by turnout of the station in bins of one percentage point, n = { $n } stations; turnout is ballots issued of registered voters.
plot-shpilkin-estimate = Excess above T* = { $clean }% ({ $lowest } to { $highest }%): { $anomalous } votes, { $part }% of the option's; no interval.
plot-shpilkin-estimate-interval = Excess above T* = { $clean }% ({ $lowest } to { $highest }%): { $anomalous } votes (95% interval { $lo } to { $hi }), { $part }% of the option's.
plot-shpilkin-shaded = Shaded where the option lies above the others scaled to it at T*; the estimate also subtracts where it lies below. Everything hangs on T*, and an honest link between turnout and support looks the same. Method: Shpilkin 2011; Kobak, Shpilkin and Pshenichnikov 2018.
plot-shpilkin-refused = No estimate: { $reason }
plot-refused-no_peak = the others' votes have no clear peak over turnout.
plot-refused-too_high = the lowest peak of the others' votes lies at 80% turnout or above.
plot-refused-several_clusters = stations form more than one cluster.
plot-refused-another_cluster = the main cluster of stations lies elsewhere than the lowest peak of the others' votes.
plot-refused-unsteady_ratio = the ratio of votes changes with turnout inside the cluster.
plot-refused-unsteady_estimate = the estimate depends on where in its interval the clean turnout is put.

## Last digits

plot-digits-title = Last digit of { $what }
plot-digits-n = n = { $n } stations with a count of at least 100
plot-digits-chance = 95% chance, all ten
plot-digits-beyond = beyond chance
plot-digits-caption = How much more or less often each digit stands last in { $what } than expected, in per cent of the expected number, n = { $n } stations with a count of at least 100; expected is what follows when each count is a binomial draw at its own station; shaded: 95% chance interval for all ten digits at once (Bonferroni). Method: Beber and Scacco 2012, calibrated.

## Too homogeneous

plot-dispersion-title = How much stations of a district differ
plot-dispersion-n = n = { $n } tests of districts; { $flagged } flagged as too homogeneous
plot-dispersion-hidden = { $hidden } smaller options not shown
plot-dispersion-districts = districts
plot-dispersion-chance = chance alone
plot-dispersion-row = n = { $n }, median { $median }, flagged { $flagged }
plot-dispersion-mark = { $place }: dispersion { $dispersion }, flagged
plot-dispersion-caption = Districts by dispersion of their stations' shares (Pearson's X² over its degrees of freedom, logarithmic scale), one row for turnout and each option, n = { $n } tests. 1 is what chance alone gives if all voters of the district decide alike, the least an honest count can have; districts usually lie at 6 to 18. Triangles: { $flagged } districts flagged as too homogeneous (left tail, q at most 5% over the whole family of tests).
plot-strips-title = Too homogeneous districts: { $subject }
plot-strips-n = { $districts } of { $flagged } flagged districts, n = { $n } stations
plot-strips-station = station, by size
plot-strips-funnel = where 95% of counts would lie
plot-strips-note = n = { $n }, overall { $share }%, dispersion { $dispersion }, { $q }
plot-q = q = { $q }
plot-q-below = q < 0.0001
plot-strips-most-ballots = up to { $n } ballots
plot-strips-most-voters = up to { $n } voters
plot-strips-dot = { $station }: { $share }% ({ $part } of { $whole })
plot-strips-caption = Stations of { $districts } of the { $flagged } districts flagged as too homogeneous on { $subject }, surest first, n = { $n } stations. Across: departure of the station from its district in percentage points; up: ballots (voters, for turnout) of the station, from 0 to the largest. Shaded: where 95% of stations would lie if every voter of the district decided alike, the least an honest count can differ. Stations beyond the edge stand at it as rings. A point gives the station's name and figures where the pointer rests on it.

## Rankings

plot-ranking-n = { $regions } regions, n = { $n } stations; { $flagged } flagged
plot-ranking-n-estimate = { $regions } regions, n = { $n } stations; an estimate, it never flags
plot-ranking-silent = { $silent } { $silent ->
        [one] region
       *[other] regions
    } not listed: the test cannot tell there
plot-ranking-plain = not flagged
plot-ranking-estimate = estimate
plot-ranking-interval = 95% interval
plot-ranking-count = stations
plot-ranking-dot = { $place }: { $value } ({ $lo } to { $hi }), n = { $n } stations
plot-ranking-integers-title = Whole percentages beyond chance: { $subject }
plot-ranking-integers-axis = stations beyond expected, per 100 stations
plot-ranking-integers-caption = Regions by the number of stations with a whole percentage of turnout or, for an option, of its share ({ $subject }) beyond the number chance gives, per 100 stations, with 95% intervals of chance around the observed excess (truncated null, exact law), { $regions } regions with n = { $n } stations; diamonds: { $flagged } regions flagged (q at most 5% over the whole family of tests). An interval without an end stroke goes on beyond the axis. Method: Kobak, Shpilkin and Pshenichnikov 2016.
plot-ranking-slope-title = Votes gained per further voter: { $subject }
plot-ranking-slope-axis = votes for the option per further voter
plot-ranking-slope-caption = Regions by the slope of { $subject }'s votes over turnout, both of registered voters, with 95% intervals clustered by district, { $regions } regions with n = { $n } stations. A slope above 1 gains more votes than there are further voters; a region is flagged (diamond, { $flagged } of them, q at most 5% over the whole family) when all others lose votes too. Ecological: villages that vote more may also vote differently. Method: Myagkov, Ordeshook and Shakin 2009.
plot-ranking-anomalous-title = Excess votes by turnout: { $subject }
plot-ranking-anomalous-axis = excess in % of the option's votes
plot-ranking-anomalous-caption = Regions by votes for { $subject } beyond what its share at ordinary turnout explains, in per cent of its votes there, with 95% intervals over districts and over the clean turnout, { $regions } regions with n = { $n } stations; regions without a clean cluster are not listed. An estimate: it never flags. Method: Shpilkin 2011.
