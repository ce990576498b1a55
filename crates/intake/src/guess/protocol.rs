//! Which columns are lines of the protocol.

use domain::Field;

use super::profile::Profile;
use super::{Confidence, Findings, words};

/// Assigns lines of the protocol by the words of the headers, the better column where several fit.
pub(super) fn fields(columns: &[Profile], findings: &mut Findings) {
    by_name(columns, findings);
    let mut proposals = Vec::new();
    for (at, column) in columns.iter().enumerate().filter(|(at, c)| c.is_count() && findings.code != Some(*at)) {
        for (field, exactness) in words::fields(&column.words) {
            // Less exact wording, parts of another column and gaps speak against a column, in this order.
            proposals.push((exactness, words::is_partial(&column.words), column.empty, column.words.len(), at, field));
        }
    }
    proposals.sort_by_key(|&(exactness, partial, empty, words, at, field)| (partial, exactness, empty, words, at, field));
    for &(exactness, partial, empty, _, at, field) in &proposals {
        if findings.field(field).is_some() || findings.uses(at) || partial {
            continue;
        }
        findings.fields.push((field, at));
        let rivals = proposals.iter().filter(|p| p.5 == field && p.4 != at && !findings.uses(p.4)).count();
        let why = match rivals {
            0 => "the words of the header say so".to_owned(),
            n => format!("of {} columns with such words it is named most exactly or has the fewest gaps ({empty})", n + 1),
        };
        let sure = if exactness == 0 && rivals == 0 { Confidence::High } else { Confidence::Medium };
        findings.explain(field.name(), Some(&columns[at]), why, sure);
    }
    findings.fields.sort_by_key(|(f, _)| *f);
}

/// Headers that are names of fields, as this program and its documentation write them.
fn by_name(columns: &[Profile], findings: &mut Findings) {
    for (at, column) in columns.iter().enumerate().filter(|(_, c)| c.is_count()) {
        let name = column.header.trim().to_lowercase().replace([' ', '-'], "_");
        if let Some(field) = Field::from_name(&name).filter(|&f| findings.field(f).is_none() && !findings.uses(at)) {
            findings.fields.push((field, at));
            findings.explain(field.name(), Some(column), "the header is the name of the field", Confidence::High);
        }
    }
}

/// Says in which columns of counts some cells are none.
pub(super) fn slips(columns: &[Profile], findings: &mut Findings) {
    let counted = |at: &usize| findings.options.contains(at) || findings.fields.iter().any(|(_, c)| c == at);
    for column in (0..columns.len()).filter(counted).map(|at| &columns[at]).filter(|c| c.wrong > 0) {
        findings.doubts.push(format!("{} cells of `{}` are no counts: their rows will be refused", column.wrong, column.header));
    }
}

/// Checks the lines against each other and says what does not fit.
pub(super) fn check(columns: &[Profile], findings: &mut Findings) {
    let Some(roll) = findings.field(Field::Registered) else {
        findings.doubts.push("no column of registered voters was recognised: there will be no turnout".to_owned());
        return;
    };
    let smaller = [Field::IssuedStation, Field::VotersPart, Field::Signatures, Field::InBox, Field::Valid, Field::Invalid];
    let options = findings.options.iter().copied();
    let others: Vec<usize> = smaller.iter().filter_map(|&f| findings.field(f)).chain(options).collect();
    for other in others {
        let (Some(share), big, small) = (columns[roll].compare(&columns[other], |n, x| x <= n || n == 0), &columns[roll], &columns[other])
        else {
            continue;
        };
        if share < 0.95 {
            let percent = ((1.0 - share) * 100.0).round();
            findings
                .doubts
                .push(format!("in {percent} % of rows `{}` is larger than `{}`, the registered voters", small.header, big.header));
        } else if findings.field(Field::Valid) == Some(other) || findings.field(Field::VotersPart) == Some(other) {
            let why = format!("not smaller than `{}` in {:.1} % of the rows looked at", small.header, share * 100.0);
            findings.explain("registered", Some(big), why, Confidence::High);
        }
    }
}
