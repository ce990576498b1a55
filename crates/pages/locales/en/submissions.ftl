# What came in.

submissions-q = Station or observer
submissions-all = Replaced ones too
submissions-none = No submission fits.
submissions-none-yet = Nothing has come in yet.
submission-edits = { $n ->
    [one] Edited once
   *[other] Edited { $n } times
}
submission-id = Id of the submission
submission-receipt = Receipt
submission-payload = Exact content
submission-captured = Filled in
submission-answers = Answers
submission-answers-none = It has no answers.
submission-files = Files
answer-sealed = Sealed
answer-irregular = Irregular
file-sealed = sealed
files-note = Working copies without place, device and time. The originals are sealed and unchanged.
erased-note = Its content is gone. Its entry and its receipts stay valid.
replaced-note = A later version took its place:
sealed-title = Sealed in part.
sealed-note = Some answers can be read by the custodians together only.
