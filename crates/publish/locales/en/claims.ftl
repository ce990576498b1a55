# Claims held against a record: verdicts, sentences, units. A verdict is about the record; no sentence says that anybody lied.

claims-verdict-supported = supported by this record
claims-verdict-contradicted = contradicted by this record
claims-verdict-not_supported = not supported by this record
claims-verdict-not_testable = not testable on this record
claims-short-supported = supported
claims-short-contradicted = contradicted
claims-short-not_supported = not supported
claims-short-not_testable = not testable
claims-meaning-supported = Every value that the record allows makes the claim true.
claims-meaning-contradicted = No value that the record allows makes the claim true. The record is what is known here, not what happened.
claims-meaning-not_supported = The record speaks of the matter and does not settle it: some values it allows make the claim true, others do not.
claims-meaning-not_testable = The record holds nothing that the claim could be held against, or figures that disagree about it; the reason and what would be needed are given.

claims-kind-checkable = checkable statement
claims-kind-opinion = opinion
claims-kind-intention = intention
claims-unscored-checkable = It could be checked, and nobody has written down for this record what to check.
claims-unscored-opinion = An opinion: it is kept and shown, and no record can decide it.
claims-unscored-intention = An intention: it stands in the timeline, and no record can decide it.

## The one sentence

claims-end = { $fact }; the claim, { $claimed }, is { $verdict }.
claims-end-other-release = { $fact }; { $number } is the figure of another release: { $release }.
claims-fact-is = { $measure }: { $value }
claims-fact-both = { $first }, { $second }
claims-fact-share = { $measure } is { $value } by the votes of “{ $release }” ({ $part } of { $whole } valid ballots)
claims-fact-in-release = { $measure }: { $value } by “{ $release }”
claims-fact-turnout = turnout is { $value } ({ $cast } ballots of { $registered } registered voters)
claims-fact-turnout-frames = turnout is { $value } ({ $cast } ballots), depending on which of { $frames } official numbers of registered voters is used{ $wider }
claims-fact-independent = estimates made by others than the commission put { $measure } at { $value } (published interval { $interval })
claims-fact-rating = of { $n } by { $watcher }, { $k } had “{ $question }”, which is { $value }
claims-fact-interval = { $fact } (95% interval { $interval }%)
claims-fact-coverage = { $organisation } watched { $k } of { $whole }, which is { $value }
claims-fact-day = { $measure } is { $day }
claims-fact-affected = verified incidents document { $documented } votes as affected, and { $winner } leads { $runnerup } by { $votes } votes
claims-turnout-fewer = Only official figures are in the record, and the claim is that they are wrong; a turnout of { $turnout } would mean { $fewer } fewer than the { $cast } reported as cast.
claims-turnout-fewer-frames = Only official figures are in the record, and the claim is that they are wrong; a turnout of { $turnout } would mean { $fewer } fewer than the { $cast } reported as cast, depending on which official number of registered voters is used{ $wider }.
claims-frames-wider = ; other numbers give { $value }
claims-frames-wider-inside = {" "}(other numbers give { $value })
claims-disagree = { $measure } is { $value } by different figures of this record, and which of them is meant decides whether it is { $claimed }.
claims-disagree-frames = { $measure } is { $value }, depending on which official number of registered voters is used{ $wider }, and that decides whether it is { $claimed }.

claims-register-supported = { $claimed } { $n ->
    [one] is
   *[other] are
} claimed, and the register “{ $register }” bears it out with { $holds }{ $steps }{ $models }.
claims-register-contradicted = { $claimed } { $n ->
    [one] is
   *[other] are
} claimed, and the register “{ $register }” holds { $holds }{ $steps }{ $models }.
claims-register-not_supported = { $claimed } { $n ->
    [one] is
   *[other] are
} claimed; the register “{ $register }” holds { $holds }{ $steps }{ $models }.
claims-register-not_testable = { $claimed } { $n ->
    [one] is
   *[other] are
} claimed, and the register “{ $register }” ({ $holds }{ $steps }{ $models }) does not decide it.
claims-register-models = , and models that allow for unrecorded ones reach from { $lowest } to { $highest }
claims-step-received = { $n } received
claims-step-duplicates = { $n } duplicates
claims-step-verified = { $n } verified

claims-absence-silent = { $organisation } recorded none in the { $shared } that it and { $other } both watched; that would happen in { $often } even at the rate { $other } reports ({ $k } of { $n }), so it says little, and does not show that there was none.
claims-absence-telling = { $organisation } recorded none in the { $shared } that it and { $other } both watched, which is hard to reconcile with the rate { $other } reports ({ $k } of { $n }): at that rate it would happen in { $often }. It does not show that nothing happened elsewhere.
claims-absence-none = In the { $shared } that both watched, neither { $organisation } nor { $other } recorded “{ $question }”.
claims-absence-other = In the { $shared } that both watched, { $other } recorded “{ $question }” in { $otherfound } and { $organisation } in none.
claims-absence-own = { $organisation } itself recorded “{ $question }” in { $found } of the { $shared } that it and { $other } both watched.
claims-often = { $per } of 100 such cases
claims-often-nearly = more than 99 of 100 such cases
claims-often-seldom = fewer than 1 of 100 such cases

## What a claim measures and says

claims-claim = { $measure }: { $claimed }
claims-measure-independent = { $measure } (apart from official figures)
claims-item-votes = votes
claims-item-votes-of = votes for { $option }
claims-item-share = share of the vote
claims-item-share-of = the share of { $option }
claims-item-registered = number of registered voters
claims-item-cast = number of ballots cast
claims-item-valid = number of valid ballots
claims-item-invalid = number of invalid ballots
claims-item-turnout = turnout
claims-item-stations = number of polling stations
claims-measure-margin = the lead of the winner over the runner-up
claims-measure-change = change of { $item } from “{ $from }” to “{ $to }”
claims-measure-rating = “{ $question }” ({ $phase }) as observed by { $watcher }
claims-measure-rating-short = “{ $question }” ({ $phase })
claims-measure-absence-short = what { $organisation } recorded of “{ $question }”
claims-measure-incidents = incidents
claims-measure-register = incidents in the register “{ $register }”
claims-measure-absence = what { $organisation } recorded of “{ $question }”, reported by { $watcher }
claims-measure-coverage = coverage by { $organisation }, { $noun }
claims-measure-day = the day of “{ $act }”
claims-measure-affected = votes affected
claims-measure-affected-register = votes affected by incidents of the register “{ $register }”
claims-in-release = { $what } in “{ $release }”
claims-in-place = { $what }, { $place }
claims-in-phase = { $what } ({ $phase })
claims-relation-equal = { $value }
claims-relation-about = about { $value }
claims-relation-at-least = at least { $value }
claims-relation-at-most = at most { $value }
claims-relation-more-than = more than { $value }
claims-relation-less-than = less than { $value }
claims-day-equal = { $value }
claims-day-about = about { $value }
claims-day-at-least = { $value } or later
claims-day-at-most = { $value } or earlier
claims-day-more-than = later than { $value }
claims-day-less-than = earlier than { $value }
claims-phase-before = before election day
claims-phase-opening = opening
claims-phase-voting = voting
claims-phase-counting = counting
claims-phase-tabulation = tabulation
claims-phase-after = after election day

## Why it cannot be decided

claims-why-figure = The record has no figure for this: { $item }.
claims-why-figure-release = “{ $release }” has no figure for this: { $item }.
claims-why-unit = The claim speaks of { $claimed }; the source counted { $recorded }.
claims-why-number = A share of { $share } was published without the number of { $noun }, so it has no interval.
claims-why-number-share = Neither the number of { $noun } nor a share is in the record.
claims-why-register = The record has no register of incidents for this, so there is nothing to count.
claims-why-register-margin = The record has no register that documents votes as affected; { $winner } leads { $runnerup } by { $votes } votes.
claims-why-registers = Several registers could be meant ({ $registers }), and they are not added up: one event may stand in two of them.
claims-why-shared = Nobody says which places both organisations watched, so a silence of one of them cannot be weighed.
claims-why-found = The record says where both organisations watched, and not what the silent one recorded there.
claims-why-rate = The other organisation recorded none either, so there is no rate that a silence could be held against.
claims-why-phases = The same stations may be counted in several parts of the election, and the claim names none of them.
claims-why-sample = The places watched were not drawn at random (chosen: { $design }), so what is true of them need not be true of all.
claims-why-stage = The record does not say which stage of counting the claimed figure is of, so no release can be held against it.
claims-why-coverage = The record does not say how much the organisation watched.
claims-why-disagree = The record has several figures for this, and which of them is meant changes the answer.
claims-why-official = Only official figures are in the record, and the claim is that they are wrong.
claims-why-interval = An estimate made by others is in the record, without an interval or the number it stands on.
claims-why-interval-value = Estimates made by others ({ $value }) are in the record, without an interval or the number they stand on.
claims-why-itself = The only figure in the record is the one the claim was printed with.
claims-why-act = The act is not in the record.

claims-need-figure = A figure from the body that publishes it: { $item }.
claims-need-unit = A figure in the unit of the claim: { $unit }.
claims-need-counts = The number of { $noun }, and in how many of them the answer was yes.
claims-need-incidents = { $n } more distinct { $n ->
    [one] incident
   *[other] incidents
} than the register holds.
claims-need-more-shared = At least { $n } places watched by both; a silence in fewer says little.
claims-need-register = A register of incidents with day, place and source of each.
claims-need-shared = The list of places that both organisations watched.
claims-need-coverage = How many places the organisation watched, and of how many.
claims-need-registered = The number of registered voters that belongs to the final result.
claims-need-turnout = Counts of voters made by others than the commission: heads, cameras, signatures on a sample of rolls.
claims-need-results = Results collected by others than the commission: copies of protocols, a quick count.
claims-need-interval = The interval of the estimate and the number it stands on.
claims-need-votes = Which votes each verified incident touched.
claims-need-sample = A larger sample.
claims-need-random = Places drawn at random, or weights that make up for the way they were chosen.
claims-need-found = What the organisation recorded at the places both watched.
claims-need-phase = The part of the election that the claim is about.
claims-need-stage = The hour of the claimed figure, or how many stations were counted by then.
claims-need-digits = The figure with more digits.

claims-assume-valid = Shares are shares of valid ballots.
claims-assume-turnout = Turnout is ballots cast as a share of registered voters.
claims-assume-frame = The number of registered voters is from another release or follows from a printed turnout.
claims-assume-random = The places watched stand for all of them, although they were not drawn at random, or nobody says that they were.
claims-assume-independent = Places are independent of one another.
claims-assume-register = A register holds what was recorded; what happened may be more.
claims-assume-eyes = Whoever was there would have recorded what the other organisation records.
claims-assume-rounded = Printed figures were rounded, not cut off.
claims-assume-interval = The published interval is as wide as its publisher says.
claims-assume-documented = Only votes documented for verified incidents are counted.
claims-assume-apart = Two figures differ only where their 95% intervals do not meet.

## How sure a fact is

claims-marked-remembered = { $words } [remembered]
claims-marked-guess = { $words } [guess]
claims-certainty-read = read in the source
claims-certainty-computed = computed from what was read
claims-certainty-remembered = remembered: nobody read it in a source for this record
claims-certainty-guess = a guess that fits other figures

## Numbers and units

claims-share-of = { $value } of { $noun }
claims-percent = { $number }%
claims-points = { $number } percentage points
claims-between = { $lo } to { $hi }
claims-million = { $number } million
claims-some = { $number } { $noun }
claims-unit-percent = percent of { $noun }
claims-unit-points = percentage points of { $noun }
claims-unit-date = a day

claims-noun-votes = votes
claims-noun-ballots = ballots
claims-noun-valid-ballots = valid ballots
claims-noun-registered-voters = registered voters
claims-noun-stations = stations
claims-noun-stations-visited = stations visited
claims-noun-counts = counts
claims-noun-counts-observed = counts observed
claims-noun-constituencies = constituencies
claims-noun-visits = visits
claims-noun-observers = observers
claims-noun-incidents = incidents
claims-noun-reports-received = reports received
claims-noun-distinct-incidents = distinct incidents
claims-noun-verified-incidents = verified incidents
claims-noun-votes-affected = votes affected
claims-noun-votes-documented-as-affected = votes documented as affected
claims-noun-people = people
claims-noun-days = days
claims-count-votes = { $n } { $n ->
    [one] vote
   *[other] votes
}
claims-count-ballots = { $n } { $n ->
    [one] ballot
   *[other] ballots
}
claims-count-valid-ballots = { $n } { $n ->
    [one] valid ballot
   *[other] valid ballots
}
claims-count-registered-voters = { $n } { $n ->
    [one] registered voter
   *[other] registered voters
}
claims-count-stations = { $n } { $n ->
    [one] station
   *[other] stations
}
claims-count-stations-visited = { $n } { $n ->
    [one] station visited
   *[other] stations visited
}
claims-count-counts = { $n } { $n ->
    [one] count
   *[other] counts
}
claims-count-counts-observed = { $n } { $n ->
    [one] count observed
   *[other] counts observed
}
claims-count-constituencies = { $n } { $n ->
    [one] constituency
   *[other] constituencies
}
claims-count-visits = { $n } { $n ->
    [one] visit
   *[other] visits
}
claims-count-observers = { $n } { $n ->
    [one] observer
   *[other] observers
}
claims-count-incidents = { $n } { $n ->
    [one] incident
   *[other] incidents
}
claims-count-reports-received = { $n } { $n ->
    [one] report received
   *[other] reports received
}
claims-count-distinct-incidents = { $n } { $n ->
    [one] distinct incident
   *[other] distinct incidents
}
claims-count-verified-incidents = { $n } { $n ->
    [one] verified incident
   *[other] verified incidents
}
claims-count-votes-affected = { $n } { $n ->
    [one] vote affected
   *[other] votes affected
}
claims-count-votes-documented-as-affected = { $n } { $n ->
    [one] vote documented as affected
   *[other] votes documented as affected
}
claims-count-people = { $n } { $n ->
    [one] person
   *[other] people
}
claims-count-days = { $n } { $n ->
    [one] day
   *[other] days
}
