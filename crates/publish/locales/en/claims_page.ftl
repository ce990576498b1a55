# The report of weighed claims: headings, columns, connecting sentences.

claims-kicker = Claims held against the public record
claims-as-of = Seen on { $day }
claims-case = Case { $id }
claims-simulated-note = This case is invented. It describes no real election, place, party or person.
claims-footer = Written by Scrutineer { $version }. A verdict is about this record. It names no cause, weighs no motive and accuses nobody.

claims-glance-title = Verdicts at a glance
claims-glance-lead = { $statements } { $statements ->
    [one] statement
   *[other] statements
} with { $claims } { $claims ->
    [one] claim
   *[other] claims
} that can be checked, from every side, held against the same record by the same rules.
claims-glance-caption = Every claim
claims-kept-caption = Kept, not scored
claims-kept-note = No record decides an opinion or an intention. A checkable statement stands here where this record does not say what to check.
claims-column-claim = Claim
claims-column-who = Who
claims-column-verdict = Verdict
claims-column-sentence = In one sentence
claims-column-words = In our words
claims-column-kind = Kind
claims-column-frame = Number of registered voters
claims-column-registered = Registered
claims-column-turnout = Turnout
claims-column-fewer = Ballots fewer, if as claimed
claims-column-status = Standing
claims-column-sources = Sources
claims-column-step = Step
claims-column-count = Number
claims-column-what = What
claims-column-votes = Votes
claims-column-release-votes = { $release }: votes
claims-column-release-share = { $release }: share recomputed
claims-column-printed = Printed in { $source }
claims-column-question = Question
claims-column-phase = Part
claims-column-design = Places chosen
claims-column-n = Observed
claims-column-negative = Something wrong
claims-column-positive = As it should be
claims-column-value = Value
claims-column-by = Whose figure
claims-column-stands = Where it stands
claims-column-day = Day
claims-column-note = Note
claims-column-finding = Finding
claims-column-when = When
claims-column-why = Why
claims-column-distance = From this day
claims-column-due = What
claims-column-until = Until
claims-column-state = How it stands
claims-column-holder = Who
claims-column-starts = Runs from
claims-column-article = Article
claims-column-says = What it says
claims-column-in-force = In force
claims-column-source = Source
claims-column-publisher = Publisher
claims-column-address = Address
claims-column-certainty = How it is known

## One block a claim

claims-blocks-title = Claim by claim
claims-blocks-about = Each claim with who made it, what the record holds about it, what the verdict assumes, and what would be needed where the record does not decide. Statements stand in the words of this record, not as quotations.
claims-label-words = Statement, in our words
claims-label-who = Made by
claims-label-when = When and where
claims-label-published = Published in
claims-label-measured = Measured
claims-label-value = The record gives
claims-label-intervals = Intervals
claims-label-note = Note
claims-label-sources = Held against
claims-label-certainty = Least sure of it
claims-label-assumed = Assumed
claims-label-needed = What would be needed
claims-measured = { $measure }, in { $unit }
claims-value-of = { $value } ({ $k } of { $n })
claims-intervals = 95%: { $exact }% (Clopper-Pearson, which decides), { $wilson }% (Wilson)
claims-day-unknown = not known

claims-frames-caption = Which number of registered voters?
claims-frame-same = same release: { $printed }
claims-frame-published = published: { $printed }
claims-frame-implied = follows from a printed turnout: { $printed }
claims-frame-official = of the commission: decides
claims-frame-other = not of the commission: shown, decides nothing
claims-frame-shown = of the commission: shown, decides nothing here
claims-frame-circular = follows from the percentage that is claimed: cannot support it alone
claims-ladder-caption = The register “{ $register }”, step by step
claims-ladder-received = Reports received
claims-ladder-duplicates = of these, repeating another
claims-ladder-distinct = Distinct incidents
claims-ladder-verified = Verified: two independent sources, or a document
claims-ladder-votes = Votes documented as affected
claims-ladder-unseen = Recorded or not, over { $models } { $models ->
    [one] model
   *[other] models
}
claims-ladder-range = { $lowest } to { $highest }
claims-ladder-note = The last line comes from the overlap of the lists of { $lists } ({ $n } incidents on any list); models differ, so no single number is given.
claims-ladder-between = With the 95% intervals of the lowest and the highest model: { $lo } to { $hi }.
claims-ladder-weak = The lists have too little in common, or the models differ too much, for this to carry weight.
claims-silence = At a rate of { $k } in { $n }, watching { $shared } places and seeing nothing would happen in { $often } (probability { $probability }; at the ends of the 95% interval of that rate: in { $least } and in { $most }).
claims-margin-caption = The margin and what is documented beside it
claims-margin-winner = Votes for { $option }, who leads
claims-margin-runner-up = Votes for { $option }, who comes second
claims-margin-between = Between them
claims-margin-added = Fewest votes, added for the one or withheld from the other, that would change the order
claims-margin-moved = Fewest votes, moved from one to the other, that would change it
claims-margin-documented = Votes documented as affected
claims-margin-note = Votes that somebody documented and votes that somebody claims are two things. Only the first stand in this table.
claims-margin-claimed = Claimed by others, not added to anything
claims-margin-claim = { $who }: { $claim }

## The result

claims-results-title = The result, recomputed
claims-results-about = Shares follow from the votes and the valid ballots of each release. A percentage printed elsewhere is marked where it does not follow, or belongs to another release than the others beside it.
claims-results-caption = Votes and shares: { $contest }, { $place }
claims-totals-caption = Voters and ballots: { $contest }, { $place }
claims-results-findings = Printed figures that stand out
claims-share-both = { $share } ≠ printed { $printed }
claims-share-printed = { $printed } (printed)
claims-printed-mixed = { $printed } ≠ (that of { $release })
claims-printed-none = { $printed } ≠ (of no release)
claims-printed-follow = { $printed } ≠ { $share }%

## Observers

claims-ratings-title = What observers rated
claims-ratings-about = Every answer with the number it stands on. What was wrong and what was as it should be have the same interval; a share published without its number has none.
claims-ratings-caption = Answers by part of the election
claims-ratings-note = After each share how many it is, then its 95% intervals: Clopper-Pearson, and Wilson after the stroke. They hold for the places watched as a sample of all only as far as the way they were chosen allows.
claims-n-unknown = n not known ({ $noun })
claims-share-without-n = { $share } (n not known)
claims-share-of-all = { $share } ({ $k })
claims-share-with-intervals = { $share } ({ $k }): { $exact } / { $wilson }
claims-retold = { $who } (retells { $watcher })
claims-design-random = at random
claims-design-convenience = as it suited
claims-design-saturation = all of them
claims-design-unknown = not known

claims-beside-title = One figure, several values
claims-beside-about = The same thing, published with different values. They cannot all be right; which one is, this table does not say.
claims-by-source = the source itself

claims-record-title = Findings about the record
claims-record-about = What anybody who quotes from this record should know first.
claims-record-caption = Findings
claims-record-none = Nothing in the record contradicts itself as far as the rules look.

## Time

claims-timeline-title = Acts and statements in order
claims-timeline-about = Days and times are local; where a time is given, so is its clock. The country has these clocks, that of the commission first: { $zones }.
claims-timeline-caption = What happened when
claims-undated-caption = What the record does not date
claims-at-place = { $what } ({ $place })
claims-calendar-title = What is due, and what can still be contested
claims-calendar-lead = On { $day }: { $overdue } { $overdue ->
    [one] duty
   *[other] duties
} overdue, { $open } { $open ->
    [one] right
   *[other] rights
} to contest open.
claims-acts-caption = Official acts
claims-act-number = { $what } No. { $number }
claims-distance-today = this day
claims-distance-ahead = in { $days } { $days ->
    [one] day
   *[other] days
}
claims-distance-past = { $days } { $days ->
    [one] day
   *[other] days
} ago
claims-duties-caption = Duties
claims-remedies-caption = What can be contested
claims-until = { $end } ({ $within })
claims-until-moved = { $end } ({ $within }; moved from { $day }, a day of rest)
claims-article = art. { $number }
claims-article-note = { $article } ({ $note })
claims-article-of = art. { $number }, { $law }
claims-law-caption = Law in force on this day
claims-in-force-since = since { $from }
claims-in-force-unchecked = { $since } (not checked)
claims-in-force = { $from } to { $until }
claims-calendar-waiting = Not started
claims-calendar-uncounted = Cannot be counted
claims-uncounted = { $what }: { $why }

## Sources and rules

claims-sources-title = Sources
claims-sources-about = Everything above comes from these. What is marked [remembered] or [guess], here or anywhere, nobody read in a source for this record.
claims-sources-caption = Sources
claims-source = { $title } ({ $id })
claims-archived = SHA-256 of the archived copy: { $sha }
claims-repeat-about = The same case folder, version and day give the same report, byte for byte, on any machine.
claims-repeat-case = Case
claims-repeat-release = Release that decides where a claim names none
claims-verdicts-about = How verdicts are made:
claims-rule-rounding = A figure agrees with a claim where the printed digits allow it: 91.15 stands for 91.145 to 91.155. “More than 77” is taken at its word.
claims-rule-units = A claim is only held against figures of its own unit: a share of counts observed is not one of constituencies.
claims-rule-frames = Where several official numbers could be meant, a verdict holds under each of them, or there is none.
claims-rule-interval = Where a part stands for the whole, the exact 95% interval decides, not the point.
claims-rule-silence = That somebody recorded nothing shows that nothing was there only where the other organisation recorded none at the shared places either. A silence alone is called hard to reconcile with the other’s rate where that rate, taken at the lower end of its 95% interval, would give such a silence in fewer than 5 of 100 cases.
claims-rule-kept = Opinions and intentions are kept and never scored.

## Terminal

claims-terminal-record = About the record
claims-terminal-overdue = Overdue
claims-terminal-open = Can still be contested
claims-terminal-due = { $what } ({ $who }; from: { $starts }): until { $until }, { $state }

## Plots

plot-claims-ratings-title = Observed places where something was wrong
plot-claims-ratings-note = n is what each share stands on; ring: share published without its number, so no interval
plot-claims-ratings-axis = % of the places observed
plot-claims-ratings-caption = Share of observed places where something was wrong, by part of the election, with 95% intervals (Clopper-Pearson); { $n } answers, { $bare } of them published without the number observed and so without an interval. The table has the shares of what was as it should be as well.
plot-claims-ratings-mark = { $question }, { $who }: { $share }% ({ $lo } to { $hi }%), n = { $n }
plot-claims-all-mark = { $question }, { $who }: { $share }% of all { $n }
plot-claims-bare-mark = { $question }, { $who }: { $share }%, n not known
plot-claims-n-unknown = n not known
plot-claims-measured = counted
plot-claims-bare = n not known
plot-claims-interval = 95% interval
plot-claims-beside-title = { $item }: values published
plot-claims-beside-axis = { $unit }
plot-claims-beside-caption = { $item }, { $place }: { $n } published values side by side with where each stands. Diamonds are printed as a bound, such as “more than” or “at most”. Nothing here says which of them is right.
plot-claims-beside-mark = { $value }, { $source }
plot-claims-exact = as printed
plot-claims-bound = printed as a bound
