# What is wrong with the record itself.

claims-record-mixed = “{ $printed }” prints { $value }% for { $option }, the figure of another release ({ $fits }); its other percentages are those of “{ $main }”, which has { $mainvalue }%.
claims-record-fits-none = “{ $printed }” prints { $value }% for { $option }; no release of the record gives that.
claims-record-follow = “{ $printed }” prints { $value }% for { $option }; { $votes } votes give { $recomputed }% (share of { $basis }).
claims-record-total = “{ $printed }”, { $place }: { $parts } add up to { $sum }, printed is { $stated } ({ $total }).
claims-record-beside = { $item }, { $place }, was published with several values: { $values }.
claims-record-value = { $value } ({ $stands })
claims-record-unit = { $reporter } gives as a share of { $to } what { $watcher } found as a share of { $from }.
claims-record-number = { $reporter } reports { $to } where { $watcher } found { $from }.
claims-record-tag = “{ $source }” is filed under { $tag }; it is about { $about }.
claims-record-same = “{ $first }” and “{ $other }” are one text: two sources that count once.
claims-record-person-folded = { $spellings } are spellings of one person; letters folded to one script agree.
claims-record-person = { $spellings } are one person by the list of names.
claims-record-perhaps = { $one } and { $other } may be one person: the names agree, the entries are two.
claims-record-remembered = { $n } { $n ->
    [one] fact of this record is
   *[other] facts of this record are
} remembered: nobody read { $n ->
    [one] it
   *[other] them
} in a source for this record.
claims-record-guess = { $n } { $n ->
    [one] fact of this record is a guess that fits
   *[other] facts of this record are guesses that fit
} other figures.
claims-record-read = { $n } { $n ->
    [one] fact of this record was read in a source.
   *[other] facts of this record were read in a source.
}
claims-record-computed = { $n } { $n ->
    [one] fact of this record was computed
   *[other] facts of this record were computed
} from what was read.
claims-parts-votes = votes
claims-parts-valid-and-invalid-ballots = valid and invalid ballots
claims-parts-places = the places in it
