# The report: headings, table columns, connecting sentences.

report-kicker = Examination of station-level results
report-title = { $election }
report-title-simulated = SIMULATED: { $election }
report-simulated = SIMULATED
report-simulated-note = These figures come from a simulation. They describe no real election, place, party or person.
report-date = Polling day { $date }
report-source = Figures: { $source }
report-file = File { $name }
report-contents = Contents
report-skip = Skip to the content
report-footer = Written by Scrutineer { $version }. A flag marks figures that chance or arithmetic does not explain under the stated assumptions. It names no cause and accuses nobody.

scroll-hint = { $caption } (scrolls sideways)
turnout-word = Turnout
issued-word = Ballots issued
protocols-word = All protocols
all-short = Whole election
label-caveats = Keep in mind
label-reading = How to read it
label-null = Compared with
label-size = Size
label-sure = How sure
label-where = Also
size-both = { $stations ->
    [one] { $stations } station
   *[other] { $stations } stations
}; { $votes ->
    [one] { $votes } vote
   *[other] { $votes } votes
} recorded there
size-stations = { $stations ->
    [one] { $stations } station
   *[other] { $stations } stations
}
size-votes = { $votes ->
    [one] { $votes } vote
   *[other] { $votes } votes
}
size-none = { $n ->
    [one] { $n } station
   *[other] { $n } stations
} examined; this test gives no number of votes
sure-tested = { $q }: of all flags in this report, at most { $level }% are expected to be false
sure-checked = Exact: arithmetic, no chance involved
sure-estimated = { $interval } votes; an estimate, not a test
alike-national = { $count ->
    [one] the only flag of this test for the whole election
   *[other] one of { $count } flags of this test for the whole election
}
alike-region = { $count ->
    [one] the only flag of this test in { $region }
   *[other] one of { $count } flags of this test in { $region }
}
more-about = More: { $title }
rows-omitted = { $shown } of { $all } are shown; findings.csv and findings.json have all.

controls-omitted = { $shown } of { $all } are shown; “scrutineer check FILE --json” lists all.

summary-title = The results at a glance
summary-lead-flagged = { $flagged } of { $tests } { $tests ->
    [one] test
   *[other] tests
} { $flagged ->
    [one] raises
   *[other] raise
} a flag. Tests cover { $areas ->
    [one] { $areas } place
   *[other] { $areas } places
} and { $options ->
    [one] { $options } option
   *[other] { $options } options
}; all of them are judged together, so that at most { $level }% of the flags are expected to be false.
summary-lead-clear = { $tests ->
    [one] The only test raises no flag.
   *[other] None of { $tests } tests raises a flag.
} Tests cover { $areas ->
    [one] { $areas } place
   *[other] { $areas } places
} and { $options ->
    [one] { $options } option
   *[other] { $options } options
}; all of them are judged together, at a level of { $level }%.
summary-lead-none = No test gave a probability for this file, so nothing could raise a flag by chance or otherwise; the sections below say why.
summary-limited-options = Only some of the options were examined, as asked for.
summary-limited-tests = Only some of the tests were run, as asked for.
summary-limited-nation = Only the whole election was examined and no smaller place, as asked for.
summary-limited-regions = Only the whole election and its regions were examined and no smaller place, as asked for.
summary-limited = That makes the family of tests smaller than it would be for a full examination.
summary-doubts = The columns were guessed; please check
figure-stations = Polling stations
figure-registered = Voters on the roll
figure-issued = Ballots issued
figure-found = Ballots found
figure-valid = Valid ballots
figure-turnout = turnout { $turnout }% of voters on the roll
figure-is = { $formula }
figure-missing = not in the file
options-caption = Votes by option
options-caption-top = Votes by option, the { $shown } with most votes of { $all }
column-option = Option
column-votes = Votes
column-share-valid = % of valid ballots
column-share-found = % of ballots found

matters-title = { $count ->
    [one] What matters most
   *[other] The { $count } things that matter most
}
matters-none-title = What matters most
matters-none = No test raises a flag, { $controls }, and no estimate stays clear of zero. That does not show that everything was in order: tests see only what leaves traces in the figures.
matters-exact = no rule that must hold exactly is broken where it could be checked
matters-exact-soft = no rule that must hold exactly is broken where it could be checked ({ $stations ->
    [one] { $stations } station breaks
   *[other] { $stations } stations break
} a softer rule)
matters-exact-unknown = no rule of arithmetic could be checked on this file
matters-exact-not-run = the arithmetic was not checked in this run
matters-about = One line for each test and region at most, the largest first. A flag is a reason to look at the stations named, not a judgement.

untested-title = What could not be tested, and why
untested-none = Every test could answer for every place and option asked for.
untested-about = A test that cannot tell gives no number. Counted are pairs of a place and an option.
untested-caption = Tests without an answer
column-test = Test
column-reason = Reason
column-nation = Whole election
column-regions = Regions
column-smaller = Smaller places

rows-title = The rows of the file
rows-about = Every row of the file is accounted for.
rows-caption = Rows read: { $read }
column-rows = Rows
column-what = What became of them
rows-used = Used
rows-left-out = Left out: { $reason }
rows-refused = Refused: a cell could not be read
problems-caption = Cells that could not be read
column-line = Line
column-column = Column
column-value = Value
column-problem = What is wrong
column-remedy = What to do

planted-title = What was planted, and what was found
planted-about = This election was simulated with known misconduct. A test “flags there” when it raises a flag at one of the places or inside it; where several kinds were planted in one place, it may have seen another one.
planted-caption = Planted misconduct and the tests that flag there
planted-none = Nothing was planted: every flag in this report is a false one.
column-planted = Planted
column-place = Place
column-stations = Stations
column-votes-gained = Votes gained
column-flagged-by = Tests that flag there
planted-missed = none

fingerprints-title = Fingerprints
fingerprints-about = Each station is one observation of turnout and of an option’s share. Bins are 0.1 points wide and centred on whole percentages; half a ballot of noise keeps the simple fractions of small stations from drawing lines of their own. The band is what honest counting gives.

table-national = { $title }: the whole election
table-places = { $title }: places with a flag
table-references = Beside elections known to be clean
table-references-about = The same computation on published results of elections known to be clean: their leading option, the whole election. Answers and flags count every place and option.
references-none = No clean reference has been computed for this test.
column-subject = About
column-n = Stations
column-interval = 95% interval
column-q = q
column-result = Result
column-election = Election
column-answers = Answers
this-election = This election: { $option }
this-election-turnout = This election
result-flagged = flag
result-clear = no flag
result-described = described
result-estimated = estimated
result-cannot-tell = cannot tell: { $reason }
places-none = No place below the whole election has a flag from this test.

districts-title = The districts, station by station
districts-about = Stations of one district ordinarily differ, because neighbourhoods do. In the districts below they agree with each other better than independent voters would.
district-summary = { $district }: { $stations ->
    [one] { $stations } station
   *[other] { $stations } stations
}
district-caption = Stations of { $district }
column-station = Station
column-ballots = Ballots found
column-share-of = { $option }, %
column-turnout = Turnout, %

controls-title = Controls
controls-about = Each control compares lines of one protocol. Hard controls must hold; soft ones are unusual and may have innocent reasons; where commissions confirm by hand before they accept, the control is held back; tolerances allow a set difference.
controls-caption = Controls that were checked
controls-none = The file has none of the lines that the controls compare.
column-control = Control
column-level = Level
column-rule = What it checks
column-checked = Stations checked
column-broken = Stations that break it
level-hard = hard
level-soft = soft
level-soft_block = held back
level-tolerance = tolerance
control-summary = { $id }: { $broken ->
    [one] { $broken } station
   *[other] { $broken } stations
}
control-caption = { $id }: stations that break it
column-figures = Figures
control-excused = The file lacks a line ({ $lines }) that the protocol may have; a figure there could explain the difference.
control-origin = Rule from: { $origin }
controls-not-applied = Controls that do not apply to this file
column-why = Why
control-lines-missing = the file lacks { $lines }
control-some-options = the file does not name every option
control-other-country = the rule is law in { $country }; the country of this election is another, or was not given
control-nothing-published = no totals or percentages were published to compare with
control-total = { $place }, { $line }: published { $published }, stations add up to { $sum }

areas-title = Places by number of flags
areas-about = Every region with the flags inside it, its districts included, and the largest size any one test gives. A large region has more tests and so more chances; the share of its tests that flag is beside the number.
areas-caption = Regions by flags
areas-none = The file names no regions.
column-region = Region
column-flags = Flags
column-tests = Tests
column-flag-share = % of tests
column-by-test = By test
column-largest = Largest size

options-title = All options
options-about = Every test runs for every option, not only for the winner: what is peculiar to one option is told from what all of them share.
column-flags-option = Flags

methods-title = Methods and sources
methods-about = Null hypotheses, sources and units of every method in this report.
methods-sources = Sources
methods-statistics = Statistics and units
methods-role = Role
role-test = test with a probability, in the one family
role-estimate = estimate with an interval
role-display = description, never flags
role-check = exact check
methods-family = Flags: all probabilities of this report form one family of { $tests ->
    [one] { $tests } test
   *[other] { $tests } tests
}, for every place and option. A flag is raised where the false discovery rate is at most { $level }% (Benjamini and Hochberg 1995).
references-title = Elections known to be clean

repeat-title = How to repeat this
repeat-about = The same file, the same version and the same seed give the same figures, byte for byte, on any machine.
repeat-version = Version
repeat-seed = Seed
repeat-file = File
repeat-size = Size
repeat-bytes = { $bytes } bytes
repeat-sha = SHA-256
repeat-mapping = Columns
mapping-given = mapping { $name }, given by the user
mapping-shipped = mapping { $name }, shipped with Scrutineer
mapping-guessed = guessed from the headers ({ $name }); check the reasons below
mapping-explanations = Why each column was understood as it was
repeat-basis = Derived totals
picture-in-file = { $title }: the picture is in the file { $file }
