//! Registered, issued, found and valid: the four totals every test speaks of, whatever lines the protocol has.

use crate::{Column, Election, Field, Stations};

/// The four account lines of each station and how each was obtained.
#[derive(Clone, Debug, Default)]
pub struct Accounts {
    /// N: voters on the roll when voting ended. All missing when the file has no such column.
    pub registered: Column,
    /// G: ballots issued (early, in the station, mobile), or the nearest line the protocol has to it.
    pub issued: Column,
    /// R: ballots found, valid and invalid (and blank where counted apart).
    pub found: Column,
    /// V: valid ballots.
    pub valid: Column,
    /// How each of the four was obtained, in the words of the fields.
    pub basis: Basis,
}

/// The formula behind each account line, for the reader.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Basis {
    /// Formula of `registered`.
    pub registered: String,
    /// Formula of `issued`.
    pub issued: String,
    /// Formula of `found`.
    pub found: String,
    /// Formula of `valid`.
    pub valid: String,
}

impl Accounts {
    /// Derives the four lines from the fields the file has.
    ///
    /// - registered: `registered`
    /// - valid: `valid`, else the sum of votes (with `against_all`) when the file names every option
    /// - found: the field the mapping names for it, else `valid + invalid (+ blank)`, else `in_box`, else `voters_part`, else `admitted`, else valid
    /// - issued: the sum of the `issued_*` lines, else `signatures`, `voters_part`, `admitted`, else found
    #[must_use]
    pub fn derive(stations: &Stations, election: &Election) -> Self {
        let n = stations.len();
        let (registered, registered_basis) = first_of(stations, &[Field::Registered]).unwrap_or_else(|| none(n));
        let (valid, valid_basis) = valid(stations, election.options_complete).unwrap_or_else(|| none(n));
        let chosen = election.found.and_then(|f| first_of(stations, &[f]));
        let (found, found_basis) =
            chosen.or_else(|| found(stations, &valid, &valid_basis)).unwrap_or_else(|| (valid.clone(), valid_basis.clone()));
        let (issued, issued_basis) = issued(stations).unwrap_or_else(|| (found.clone(), found_basis.clone()));
        let basis = Basis { registered: registered_basis, issued: issued_basis, found: found_basis, valid: valid_basis };
        Self { registered, issued, found, valid, basis }
    }
}

type Derived = Option<(Column, String)>;

fn none(n: usize) -> (Column, String) {
    (Column::missing(n), String::new())
}

fn first_of(stations: &Stations, fields: &[Field]) -> Derived {
    let mut present = fields.iter().filter_map(|&f| stations.field(f).map(|c| (c.clone(), f.name().to_owned())));
    present.next()
}

fn sum_of(stations: &Stations, fields: &[Field]) -> Derived {
    let mut present = fields.iter().filter_map(|&f| stations.field(f).map(|c| (c, f.name())));
    let (first, name) = present.next()?;
    Some(present.fold((first.clone(), name.to_owned()), |(sum, names), (c, name)| (sum.plus(c), format!("{names} + {name}"))))
}

fn valid(stations: &Stations, options_complete: bool) -> Derived {
    if let Some(found) = first_of(stations, &[Field::Valid]) {
        return Some(found);
    }
    if !options_complete || stations.votes.is_empty() {
        return None;
    }
    let sum = stations.votes.iter().skip(1).fold(stations.votes[0].clone(), |sum, c| sum.plus(c));
    Some(match stations.field(Field::AgainstAll) {
        Some(against) => (sum.plus(against), "sum(votes) + against_all".to_owned()),
        None => (sum, "sum(votes)".to_owned()),
    })
}

fn found(stations: &Stations, valid: &Column, valid_basis: &str) -> Derived {
    if let (false, Some((not_valid, names))) = (valid_basis.is_empty(), sum_of(stations, &[Field::Invalid, Field::Blank])) {
        return Some((valid.plus(&not_valid), format!("{valid_basis} + {names}")));
    }
    first_of(stations, &[Field::InBox])
        .or_else(|| sum_of(stations, &[Field::InMobile, Field::InStationary]))
        .or_else(|| first_of(stations, &[Field::VotersPart, Field::Admitted]))
}

fn issued(stations: &Stations) -> Derived {
    sum_of(stations, &[Field::IssuedEarly, Field::IssuedStation, Field::IssuedOutside])
        .or_else(|| first_of(stations, &[Field::Signatures, Field::VotersPart, Field::Admitted]))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn stations(fields: &[(Field, u32)], votes: &[u32]) -> Stations {
        let one = |v: u32| Column::from_raw(vec![v]);
        Stations {
            codes: vec!["1".into()],
            lines: vec![2],
            fields: fields.iter().map(|&(f, v)| (f, one(v))).collect(),
            votes: votes.iter().map(|&v| one(v)).collect(),
            ..Stations::default()
        }
    }

    fn election(options_complete: bool) -> Election {
        Election { options_complete, ..Election::default() }
    }

    #[test]
    fn a_mapping_may_say_which_line_counts_ballots_found() {
        let s = stations(&[(Field::VotersPart, 62), (Field::Invalid, 5)], &[30, 29]);
        let chosen = Election { found: Some(Field::VotersPart), ..election(true) };
        assert_eq!(Accounts::derive(&s, &election(true)).found.get(0), Some(64));
        let a = Accounts::derive(&s, &chosen);
        assert_eq!((a.found.get(0), a.basis.found.as_str()), (Some(62), "voters_part"));
    }

    #[test]
    fn a_full_protocol_uses_its_own_lines() {
        let s = stations(
            &[
                (Field::Registered, 100),
                (Field::IssuedEarly, 1),
                (Field::IssuedStation, 60),
                (Field::IssuedOutside, 4),
                (Field::Invalid, 5),
                (Field::Valid, 59),
            ],
            &[30, 29],
        );
        let a = Accounts::derive(&s, &election(true));
        assert_eq!((a.registered.get(0), a.issued.get(0), a.found.get(0), a.valid.get(0)), (Some(100), Some(65), Some(64), Some(59)));
        assert_eq!(a.basis.issued, "issued_early + issued_station + issued_outside");
        assert_eq!(a.basis.found, "valid + invalid");
    }

    #[test]
    fn votes_with_blank_and_invalid_ballots_stand_in_for_turnout() {
        let s = stations(&[(Field::Registered, 100), (Field::Invalid, 5), (Field::Blank, 2)], &[30, 29]);
        let a = Accounts::derive(&s, &election(true));
        assert_eq!((a.issued.get(0), a.found.get(0), a.valid.get(0)), (Some(66), Some(66), Some(59)));
    }

    #[test]
    fn one_option_alone_never_passes_for_all_valid_ballots() {
        let s = stations(&[(Field::Registered, 100), (Field::VotersPart, 60)], &[30]);
        let a = Accounts::derive(&s, &election(false));
        assert_eq!((a.issued.get(0), a.found.get(0), a.valid.get(0)), (Some(60), Some(60), None));
    }
}
