# Signing in, one's own account.

sign-in-title = Sign in
sign-in-forgotten = Forgotten your password? An administrator of your organisation can give you a link for a new one.
account-name = Name of the account
account-name-hint = A name to sign in with, not a person's full name.
account-password = Password
account-again = The same password again
account-current = Present password
account-new-password = New password
password-least = { $n ->
    [one] At least { $n } character.
   *[other] At least { $n } characters.
}
password-rules = { password-least } Any signs and spaces count; several words that belong together only for you are best. Take no password that you use elsewhere.
code-title = Second factor
code-label = Code
code-hint = Six digits from your application, or one of your recovery codes.
code-lost = Lost both? An administrator of your organisation can take the second factor away.
set-up-title = Set up the office
set-up-lead = You are the first administrator. This page works once.
set-up-organisation = Name of your organisation
set-up-organisation-hint = It stands on every page. You can change it and add other languages later.
set-up-do = Create the account
new-password-title = Choose a new password
new-password-for = For the account { $name }. All its other sessions end.
new-password-do = Set the password
two-factor-title = Set up a second factor
two-factor-lead = A password alone can be read over a shoulder. With a second factor it is not enough.
two-factor-scan = Scan this picture with an application for one-time codes.
two-factor-qr = QR code with the secret
two-factor-type = Or type the secret into it:
two-factor-code = Code that it shows now
two-factor-do = Turn on
recovery-title = Recovery codes
recovery-lead = Each opens your account once, should you lose the phone. Print them or write them down.
recovery-done = I have kept them
account-title = Your account
account-second = Second factor
account-second-on = On
account-second-off = Off
account-second-why = Whoever learns the password can sign in.
account-second-do = Set up a second factor
account-recovery-left = { $n ->
    [one] { $n } recovery code is left.
   *[other] { $n } recovery codes are left.
}
account-recovery-new = Make new recovery codes
account-sessions = Where you are signed in
account-here = This one
account-end = End
account-end-what = End the session on { $what }
account-password-change = Change the password
