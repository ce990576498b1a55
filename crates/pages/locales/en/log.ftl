# The log and the audit trail.

log-lead = Everything that came in is an entry here. Nobody, the administrator included, can alter an entry unseen.
log-checkpoint = Latest checkpoint
log-size = Entries
log-signed = Signed
log-origin = Name of the log
log-root = Root hash
log-key = Public key
log-witnesses = Witnesses
log-witnesses-none = No witness cosigns. Ask another organisation to run one: only then is a second history impossible to hide.
log-cosigned = Cosigned
log-not-cosigned = Not yet
log-cosigned-size = { $n ->
    [one] { $n } entry
   *[other] { $n } entries
}
log-find = Find a receipt
log-find-hint = 36 characters, as the sender's phone shows it.
log-verify = Check it yourself
log-verify-lead = The checking program is small and separate, and needs no trust in this server.
log-entries = Latest entries
log-entries-none = The log is empty.
log-of = of entry { $n }
changes-lead = Who changed what, and when. Nothing can be removed from this list.
changes-q = Account or id
changes-since = Since
changes-none = No change fits.
