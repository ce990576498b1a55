# Law, deadlines, acts, events.

law-state-not-started = not started
law-state-open = open, { $days } { $days ->
    [one] day
   *[other] days
} left
law-state-today = the last day is this day
law-state-done = done { $on }
law-state-late-hours = done { $on }, late by hours
law-state-late = done { $on }, late by { $days ->
    [one] { $days } day
   *[other] { $days } days
}
law-state-overdue = overdue by { $days } { $days ->
    [one] day
   *[other] days
}
law-state-lapsed = over for { $days } { $days ->
    [one] day
   *[other] days
}
law-state-no-act = time over for { $days } { $days ->
    [one] day
   *[other] days
}; the record does not say which act fulfils it
law-state-no-day = time over for { $days } { $days ->
    [one] day
   *[other] days
}; the record has an outcome without its day
law-state-not-in-record = time over for { $days } { $days ->
    [one] day
   *[other] days
}; the record has no act that fulfils it, which does not mean that there was none
law-moment = { $day } { $time } ({ $zone })
law-from-election = election day, { $when }
law-from-act = { $what }, { $when }
law-from-filing = complaint filed { $when }: { $what }
law-from-decision = complaint decided { $when }: { $what }
law-within-once = at once
law-within-hours = { $n } { $n ->
    [one] hour
   *[other] hours
}
law-within-days = { $n } { $n ->
    [one] day
   *[other] days
}
law-within-working-days = { $n } working { $n ->
    [one] day
   *[other] days
}
law-duty = duty
law-remedy = right to contest
law-assume-stays = It ends on a day of rest, and the record has no rule that moves it; moved, it would end on { $day }.
law-assume-stays-always = It ends on a day of rest, and the record has no rule that moves it.
law-assume-runs = It ends on a day of rest: what is due at once or by the hour runs on days of rest too.
law-assume-no-time = Hours from a day without a time: a duty is counted from the end of that day, a right from its beginning.
law-assume-no-article = The record has no version of the article in force on the day it starts.
law-assume-decision = The record does not say what fulfils it; the decision on the complaint was taken for it.
law-waits-act = { $what }: nothing has started it, for the record has no act of this kind: { $act }.
law-waits-decision = { $what }: waits for the decision on the complaint “{ $complaint }”.
law-uncounted-zone = There is no time zone “{ $zone }”.
law-uncounted-calendar = It ends outside the years of the calendar.
law-act-call = election called
law-act-election = voting
law-act-preliminary-result = preliminary result
law-act-result = result established
law-act-publication = result published
law-act-inauguration = inauguration
law-act-law = law
law-act-decision = decision
law-act-other = act
law-event-release-preliminary = preliminary figures published
law-event-release-final = final figures published
law-event-release-corrected = corrected figures published
law-event-filed = complaint filed
law-event-decided = complaint decided
law-undated-no-date = no day in the record
law-undated-zone = unknown time zone
