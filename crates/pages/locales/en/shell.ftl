# What stands around every page.

skip = Skip to the content
menu = Menu
nav-label = Parts of the office
nav-overview = Overview
nav-today = Today
nav-elections = Elections
nav-stations = Stations
nav-list = List
nav-import = Import
nav-boundaries = Boundaries
nav-people = People
nav-observers = Observers
nav-organisations = Organisations
nav-staff = Commission members
nav-deployments = Deployments
nav-plan = By day
nav-visits = Visits
nav-submissions = Submissions
nav-log = The log
nav-checkpoint = Checkpoint
nav-changes = Changes
nav-settings = Settings
nav-organisation = Organisation
nav-tokens = Tokens
nav-webhooks = Webhooks
nav-server = Server
nav-backup = Backup
nav-help = Help
search-label = Search stations, people, submissions
language-label = Language
theme-label = Theme
theme-auto = Auto
theme-light = Light
theme-dark = Dark
role-viewer = Viewer
role-observer = Observer
role-data-clerk = Data clerk
role-verifier = Verifier
role-analyst = Analyst
role-coordinator = Coordinator
role-administrator = Administrator
simulated = SIMULATED
simulated-note = This election comes from a simulation. It describes no real election, place, party or person.
footer-checkpoint = { $n ->
    [one] { $n } entry in the log
   *[other] { $n } entries in the log
}
