//! The lines that can stand on a station's protocol anywhere, under one name each.

/// What kind of value a field holds. All are kept in a [`crate::Column`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FieldKind {
    /// A number of people or papers.
    Count,
    /// Minutes since midnight.
    Time,
    /// 0 or 1.
    Flag,
    /// A ratio is never stored, a plan or an estimate is: a number of people or papers from outside the protocol.
    Planned,
}

macro_rules! fields {
    ($($variant:ident $name:literal $kind:ident $meaning:literal;)*) => {
        /// A line of the protocol that holds one value per station. Votes for options and turnout by the hour are
        /// lists and stand apart in [`crate::Stations`].
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub enum Field { $(#[doc = $meaning] $variant,)* }

        impl Field {
            /// Every field, in the order of the protocol.
            pub const ALL: &'static [Field] = &[$(Field::$variant,)*];

            /// The name used in mappings, controls and exports.
            #[must_use]
            pub fn name(self) -> &'static str { match self { $(Field::$variant => $name,)* } }

            /// What the line counts, in English.
            #[must_use]
            pub fn meaning(self) -> &'static str { match self { $(Field::$variant => $meaning,)* } }

            /// The kind of its value.
            #[must_use]
            pub fn kind(self) -> FieldKind { match self { $(Field::$variant => FieldKind::$kind,)* } }
        }
    };
}

fields! {
    Registered "registered" Count "voters on the roll when voting ends";
    RegisteredOpen "registered_open" Count "voters on the roll at opening";
    AddedOnDay "added_on_day" Count "voters added on the day (supplementary list)";
    BallotsReceived "ballots_received" Count "ballots received by the commission";
    IssuedEarly "issued_early" Count "ballots issued for early voting";
    IssuedStation "issued_station" Count "ballots issued in the station";
    IssuedOutside "issued_outside" Count "ballots issued for mobile voting";
    CancelledUnused "cancelled_unused" Count "unused ballots cancelled";
    SpoiltReplaced "spoilt_replaced" Count "ballots spoilt by the voter and replaced";
    InMobile "in_mobile" Count "ballots found in mobile boxes";
    InStationary "in_stationary" Count "ballots found in stationary boxes";
    InBox "in_box" Count "all ballots taken from boxes";
    Invalid "invalid" Count "invalid ballots";
    Blank "blank" Count "blank ballots, where counted apart from invalid ones";
    NotOfficial "not_official" Count "papers not of the official form, not counted";
    ValidPapers "valid_papers" Count "papers of the official form, valid or invalid";
    Valid "valid" Count "valid ballots";
    AbsReceived "abs_received" Count "absentee certificates received";
    AbsIssued "abs_issued" Count "absentee certificates issued";
    AbsVoted "abs_voted" Count "voters who voted by absentee certificate";
    AbsUnused "abs_unused" Count "absentee certificates cancelled unused";
    Lost "lost" Count "ballots lost";
    Unaccounted "unaccounted" Count "ballots found but not accounted for on receipt";
    AgainstAll "against_all" Count "votes against all";
    Signatures "signatures" Count "signatures on the roll";
    VotersPart "voters_part" Count "voters who took part";
    VotedOutside "voted_outside" Count "voters who voted outside the station";
    VotedElectronic "voted_electronic" Count "votes by electronic system";
    RequestsMobile "requests_mobile" Count "written requests for mobile voting";
    PollCards "poll_cards" Count "voters admitted by poll card";
    Proxies "proxies" Count "voters by proxy";
    VoterPasses "voter_passes" Count "voters admitted by voter pass";
    Absentee "absentee" Count "voters with a certificate of the right to vote elsewhere";
    Admitted "admitted" Count "voters admitted in total";
    Cast "cast" Count "votes cast: for the options, blank and invalid";
    ListTotal "list_total" Count "votes for the list, as entered in its total";
    CandidatesTotal "candidates_total" Count "votes for the candidates of the list, added up";
    CardsInBox "cards_in_box" Count "voter cards taken from the box";
    MoreCounted "more_counted" Count "more ballots counted than voters admitted";
    FewerCounted "fewer_counted" Count "fewer ballots counted than voters admitted";
    SignedMembers "signed_members" Count "members of the commission who signed";
    Members "members" Count "members of the commission";
    ChairSigned "chair_signed" Flag "the chair signed";
    DeputySigned "deputy_signed" Flag "the deputy chair signed";
    OpenTime "open_time" Time "time the station opened";
    CloseTime "close_time" Time "time the station closed";
    TimeSigned "time_signed" Time "time the protocol was signed";
    EstimatedRegistered "estimated_registered" Planned "voters expected on the roll before the election";
    Planned "planned" Planned "ballots planned for the station";
    Desks "desks" Count "desks where ballots are issued";
    Booths "booths" Count "voting booths";
}

impl Field {
    /// The field of that name.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|f| f.name() == name)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_unique_and_lead_back() {
        for &f in Field::ALL {
            assert_eq!(Field::from_name(f.name()), Some(f));
        }
        assert_eq!(Field::from_name("turnout"), None);
    }
}
