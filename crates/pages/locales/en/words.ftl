# Actions, columns, forms, and words that come from data.

action-add = Add
action-back = Back
action-cancel = Cancel
action-copy = Copy
action-edit = Edit
action-filter = Apply
action-find = Find
action-import = Import
action-revoke = Revoke
action-save = Save
action-search = Search
action-show = Show
action-sign-in = Sign in
action-sign-out = Sign out
any = Any
everywhere = Everywhere
facts = Facts
filter-label = Filter the list
shown-once = It is shown this once. Keep it somewhere safe.
of-n = { $n } of { $of }
col-action = Action
col-added = Added
col-address = Address
col-answer = Answer
col-arrived = Arrived
col-began = Since
col-device = Device
col-entry = Entry
col-form = Form
col-identity = Identity
col-kind = Kind
col-label = Label
col-marks = Marks
col-name = Name
col-observer = Observer
col-organisation = Organisation
col-place = Place
col-question = Question
col-registered = Registered voters
col-role = Role
col-size = Size
col-state = State
col-station = Station
col-supervisor = Supervisor
col-team = Team
col-time = Time
col-what = What
count-stations = { $n ->
    [one] { $n } station
   *[other] { $n } stations
}
count-places = { $n ->
    [one] { $n } place
   *[other] { $n } places
}
count-teams = { $n ->
    [one] { $n } team
   *[other] { $n } teams
}
count-rows = { $n ->
    [one] { $n } row
   *[other] { $n } rows
}
pager-label = Pages
pager-shown = { $shown ->
    [one] { $shown } row shown
   *[other] { $shown } rows shown
}
pager-of = { $shown } of { $total } shown
pager-first = First page
pager-next = Next page
form-errors = { $n ->
    [one] One field needs another look
   *[other] { $n } fields need another look
}
form-optional = (optional)
form-names = Names
form-names-hint = At least one. The others are shown to readers of that language.
form-name-en = In English
form-name-ru = In Russian
form-name-kk = In Kazakh
form-id-hint = Letters, digits and hyphens. It stays the same for ever.
form-kept = Every version is kept, and each is an entry of the log.
problem-required = This is needed.
problem-stale = Somebody else has changed this meanwhile. Load the page again and repeat your change.
problem-password-short = The password is too short.
problem-password-known = This password is in lists of known passwords. Choose another.
problem-password-again = The two passwords differ.
problem-sign-in = Name and password do not fit together.
problem-code = This code is not valid now. Wait for the next one and type it again.
problem-link = This link was used already or has expired. Ask for a new one.
history-title = History
history-version = Version { $n }
history-entry = entry { $n }
history-first = The first version
diff-from = before
diff-to = now
diff-nothing = nothing
noun-submission = Submission
noun-attachment = Attachment
noun-form = Form
noun-station = Station
noun-erasure = Erasure
noun-opening = Opening of a sealed part
noun-change = Change
noun-organisation = Organisation
noun-agreement = Agreement
noun-election = Election
noun-place = Place
noun-observer = Observer
noun-team = Team
noun-deployment = Deployment
noun-visit = Visit
noun-incident = Incident
noun-event = Event
noun-protocol = Protocol
station-kind-ordinary = Ordinary
station-kind-hospital = Hospital
station-kind-prison = Place of detention
station-kind-military = Military unit
station-kind-abroad = Abroad
station-kind-student = Student
station-kind-sanatorium = Sanatorium
station-kind-ship = Ship
station-kind-remote = Remote area
station-kind-other = Other
observer-role-static = Static
observer-role-mobile = Mobile
observer-role-short-term = Short-term
observer-role-long-term = Long-term
observer-role-coordinator = Coordinator
observer-role-core-team = Core team
observer-role-tabulation = Tabulation
observer-role-other = Other
organisation-kind-citizen = Citizen observers
organisation-kind-mission = International mission
organisation-kind-party = Party
organisation-kind-candidate = Candidate's team
organisation-kind-media = Media
organisation-kind-commission = Election commission
organisation-kind-other = Other
area-submissions = Submissions
area-incidents = Incidents
area-protocols = Protocols
area-deployments = Deployments
design-random = Random
design-convenience = Convenience
design-saturation = Saturation
scope-submit = Submit
scope-read = Read
scope-erase = Erase
scope-define = Define
scope-about-submit = Send submissions and their files.
scope-about-read = Read submissions, stations and forms.
scope-about-erase = Erase submissions and fetch what is sealed, still encrypted.
scope-about-define = Define forms and stations.
mark-form-unknown = Unknown form
mark-station-unknown = Unknown station
mark-captured-at-unreadable = Unreadable time
mark-captured-in-future = Time in the future
mark-about-form-unknown = No form of this id is defined. The answers are kept as they came; the mark goes when the form is defined.
mark-about-station-unknown = No station has this code. Import the station, and the mark goes; or ask the observer for the right code.
mark-about-captured-at-unreadable = The sender's time could not be read. The time of arrival is certain.
mark-about-captured-in-future = The sender's clock was ahead. The time of arrival is certain.
state-kept = Kept
state-replaced = Replaced
state-erased = Erased
