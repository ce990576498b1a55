# Search, errors, help.

search-title = Search
search-stations = Stations
search-places = Places
search-observers = Observers
search-submissions = Submissions
search-none = Nothing fits “{ $query }”.
search-how = Look for codes, names in any script, or the beginning of a submission's id.
search-all = { $n ->
    [one] See { $n } result
   *[other] See all { $n }
}
failure-not-found = There is no such page
failure-not-found-note = The address may be wrong, or what stood here belongs to another organisation. Search for it, or go back to the overview.
failure-forbidden = Your role does not allow this
failure-forbidden-note = Nothing was changed. Ask an administrator of your organisation if you need it.
failure-too-many = Too many attempts
failure-too-many-note = { $n ->
    [one] Wait { $n } second, then try again.
   *[other] Wait { $n } seconds, then try again.
}
failure-broken = Something broke here
failure-broken-note = What was acknowledged before is safe. Try again; if it happens again, give this code to whoever runs the server.
failure-code = Code
help-lead = One job at a time. Your role's part is open.
help-administrator = For administrators
help-administrator-1 = Appoint custodians first: what is sealed before then can be opened on this server alone.
help-administrator-2 = Invite people under People, Organisations. Give each the smallest role that is enough.
help-administrator-3 = Make a backup every evening and keep it on another machine.
help-administrator-4 = Ask another organisation to be a witness of your log.
help-coordinator = For coordinators
help-coordinator-1 = Import stations, then observers. The preview shows every problem before anything is written.
help-coordinator-2 = Plan a day under Deployments: teams, stations a team, how stations are chosen.
help-coordinator-3 = Look through marked submissions: a mark is a question, not an error of the observer.
help-clerk = For clerks
help-clerk-1 = Press / and type a station's code to get to it.
help-clerk-2 = A correction makes a new version. The former one stays and can be seen by everybody who may read.
help-clerk-3 = When an observer asks whether a report arrived, find its receipt under The log.
help-reader = For readers
help-reader-1 = Lists can be filtered and downloaded as CSV.
help-reader-2 = Every number leads to the entries it comes from.
help-keys = Keys
help-key-search = Go to the search box
help-key-tab = To the next link or field
help-key-enter = Follow the link, send the form
help-words = Words
help-contact = If it is urgent:
word-station = Station
word-station-about = A polling station: the smallest unit that reports results.
word-submission = Submission
word-submission-about = A form that an observer filled in at a station.
word-receipt = Receipt
word-receipt-about = The proof that a submission is in the log.
word-checkpoint = Checkpoint
word-checkpoint-about = The signed size and root of the log. Who has it notices any later change.
word-witness = Witness
word-witness-about = Another organisation that cosigns checkpoints and refuses a second history.
word-sealed = Sealed
word-sealed-about = Encrypted so that only several custodians together can read it.
