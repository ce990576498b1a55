//! Lists of observers and of members of station commissions. Names, numbers and addresses go into an `Identity`, which the caller
//! seals, and nowhere else: not into a problem, not into an id.

use std::collections::HashMap;

use domain::registry::{Identity, IdentityState, Noun, Observer, ObserverId, ObserverRole, Private};
use sha2::{Digest, Sha256};

use super::ids;
use super::layout::Layout;
use super::meaning::{FileKind, Meaning, Word};
use super::report::{Orphan, Report, Seen};
use super::rows::{RegistryError, RegistryOptions, Row, Sheet};
use crate::text::folded;

/// What reading a list of observers needs besides the file.
#[derive(Clone, Copy)]
pub struct ObserverOptions<'a> {
    /// Mapping, limits, what is known.
    pub registry: RegistryOptions<'a>,
    /// The organisation whose observers they are.
    pub organisation: &'a str,
    /// One to four characters that its observers' ids begin with.
    pub prefix: &'a str,
    /// A secret of the organisation's, always the same: ids that cannot be made of numbers are made from a hash keyed with it, so that
    /// nobody without it can find out whose id it is by trying addresses.
    pub secret: &'a [u8; 32],
}

/// An observer as a list gives it.
#[derive(Clone, Debug, PartialEq)]
pub struct ListedObserver {
    /// The id.
    pub id: ObserverId,
    /// The observer, who is nobody in particular.
    pub observer: Observer,
    /// Who it is, to be sealed.
    pub identity: Option<Identity>,
}

/// Observers of a list. With problems in the report nothing of it is to be kept.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ObserverImport {
    /// The observers, in the order of the list.
    pub observers: Vec<ListedObserver>,
    /// What reading came to.
    pub report: Report,
}

/// A member of a station's commission.
#[derive(Clone, Debug, PartialEq)]
pub struct StaffMember {
    /// The station.
    pub station: String,
    /// What the member does there, as the list says.
    pub role: Option<String>,
    /// Who it is, to be sealed.
    pub identity: Identity,
}

/// Members of commissions. With problems in the report nothing of it is to be kept.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct StaffImport {
    /// The members, in the order of the list.
    pub staff: Vec<StaffMember>,
    /// What reading came to.
    pub report: Report,
}

/// Reads a list of observers. The same list and secret give the same ids every time.
///
/// # Errors
/// When the file as a whole cannot be read; what is wrong in rows stands in the report.
pub fn read_observers(name: &str, bytes: &[u8], options: ObserverOptions<'_>) -> Result<ObserverImport, RegistryError> {
    let sheet = Sheet::open(FileKind::Observers, name, bytes, options.registry)?;
    let mut import = ObserverImport::default();
    sheet.describe(&mut import.report, options.registry.mapping.is_some());
    if sheet.layout.word(Word::Password).is_some() {
        import.report.warn("the file has passwords: they were not read; delete the file when the import is done".to_owned());
    }
    let mut reader = Observers { options, layout: &sheet.layout, seen: Seen::default(), rows: Vec::new(), supervisors: Vec::new() };
    let mut report = std::mem::take(&mut import.report);
    sheet.each(&mut report, |report, row| import.observers.extend(reader.row(report, row)))?;
    reader.supervise(&mut report, &mut import.observers);
    import.report = report;
    Ok(import)
}

/// Reads a list of members of station commissions.
///
/// # Errors
/// When the file as a whole cannot be read; what is wrong in rows stands in the report.
pub fn read_staff(name: &str, bytes: &[u8], options: RegistryOptions<'_>) -> Result<StaffImport, RegistryError> {
    let sheet = Sheet::open(FileKind::Staff, name, bytes, options)?;
    let (mut report, mut staff) = (Report::default(), Vec::new());
    sheet.describe(&mut report, options.mapping.is_some());
    let station = sheet.layout.word(Word::Station);
    sheet.each(&mut report, |report, row| {
        let (Some(code), Some(identity)) = (row.filled(station), identity(report, &sheet.layout, row)) else {
            let message = "the row does not say who is at which station.".to_owned();
            report.problem(row.at.problem("INTAKE-STAFF-EMPTY", message, "Fill in the station's code and the name."));
            return;
        };
        let code = ids::of_code(&code);
        if (options.known)(Noun::Station, &code) {
            let role = row.filled(sheet.layout.word(Word::Role)).map(|role| role.chars().take(100).collect());
            staff.push(StaffMember { station: code, role, identity });
        } else {
            let at = (row.at.file.to_owned(), row.at.line);
            report.orphan(Orphan { id: format!("line {}", row.at.line), noun: Noun::Station.word(), missing: code, at });
        }
    })?;
    Ok(StaffImport { staff, report })
}

struct Observers<'a> {
    options: ObserverOptions<'a>,
    layout: &'a Layout,
    seen: Seen,
    /// File and line of every observer read.
    rows: Vec<(String, u64)>,
    /// The external id of every observer's supervisor.
    supervisors: Vec<Option<String>>,
}

impl Observers<'_> {
    fn row(&mut self, report: &mut Report, row: &Row<'_, '_>) -> Option<ListedObserver> {
        let before = report.problem_count;
        let external = row.filled(self.layout.word(Word::Id));
        let email = row.filled(self.layout.word(Word::Email)).map(|email| email.to_lowercase());
        let Some(key) = external.as_ref().or(email.as_ref()) else {
            let message = "the row has neither an id nor an address, so nobody can tell whose it is.".to_owned();
            report.problem(row.at.problem("INTAKE-ROW-NAMELESS", message, "Fill in the participant's id or the email address."));
            return None;
        };
        let id = match self.id(key) {
            Ok(id) => id,
            Err(e) => {
                report.problem(row.at.problem(e.code(), format!("{e}."), e.remedy()));
                return None;
            }
        };
        let mut observer = Observer::new(self.options.organisation, self.role(report, row));
        self.place(report, row, &id, &mut observer);
        observer.external = external.map(Private);
        let identity = identity(report, self.layout, row);
        observer.identity = if identity.is_some() { IdentityState::Sealed } else { IdentityState::None };
        let column = self.layout.word(Word::Id).or(self.layout.word(Word::Email)).map(|c| self.layout.at(c));
        if report.twice(&mut self.seen, id.as_str(), &row.at, column, false) || report.problem_count > before {
            return None;
        }
        if let Err(e) = observer.check() {
            report.problem(row.at.refused(&e, None));
            return None;
        }
        self.rows.push((row.at.file.to_owned(), row.at.line));
        self.supervisors.push(row.filled(self.layout.word(Word::Supervisor)));
        Some(ListedObserver { id, observer, identity })
    }

    /// The observer's id from the one in the list: itself where it is one of this organisation's, made of its number where it is a
    /// number, else from a keyed hash of 50 bits. Two that meet by chance (one list of 25,000 in a few millions) are reported as one
    /// id on two rows.
    fn id(&self, external: &str) -> Result<ObserverId, domain::registry::ObserverIdError> {
        let prefix = self.options.prefix;
        if let Ok(id) = ObserverId::parse(external)
            && id.as_str() == external
            && external.starts_with(prefix)
        {
            return Ok(id);
        }
        let number = external.parse::<u32>().ok().filter(|n| *n < 1_000_000 && n.to_string() == external);
        if let Some(number) = number {
            return ObserverId::make(prefix, u64::from(number));
        }
        let mut hash = Sha256::new();
        hash.update(b"scrutineer observer 1\n");
        hash.update(self.options.secret);
        hash.update((self.options.organisation.len() as u64).to_be_bytes());
        hash.update(self.options.organisation);
        hash.update(external);
        let first: [u8; 8] = hash.finalize().first_chunk().copied().unwrap_or_default();
        ObserverId::from_bits(u64::from_be_bytes(first) >> 14)
    }

    fn role(&self, report: &mut Report, row: &Row<'_, '_>) -> ObserverRole {
        let word = folded(&row.text(self.layout.word(Word::Role))).replace([' ', '-'], "_");
        match word.as_str() {
            "" | "observer" | "monitor" | "poll_watcher" | "наблюдатель" => ObserverRole::Static,
            "supervisor" | "superviser" | "координатор" => ObserverRole::Coordinator,
            "sto" => ObserverRole::ShortTerm,
            "lto" => ObserverRole::LongTerm,
            word => ObserverRole::ALL.into_iter().find(|role| role.word() == word).unwrap_or_else(|| {
                report.warn("some roles are no known ones and were read as `other`".to_owned());
                ObserverRole::Other
            }),
        }
    }

    /// A code of a location is that of a station or of a place.
    fn place(&self, report: &mut Report, row: &Row<'_, '_>, id: &ObserverId, observer: &mut Observer) {
        let known = self.options.registry.known;
        let at = || (row.at.file.to_owned(), row.at.line);
        let code = |word| row.filled(self.layout.word(word)).map(|code| ids::of_code(&code));
        let mut missing = |noun: Noun, code: &str| {
            let (id, missing) = (id.as_str().to_owned(), code.to_owned());
            report.orphan(Orphan { id, noun: noun.word(), missing, at: at() });
        };
        if let Some(code) = code(Word::Location) {
            match () {
                () if known(Noun::Station, &code) => observer.station = Some(code),
                () if known(Noun::Place, &code) => observer.place = Some(code),
                () => missing(Noun::Station, &code),
            }
        }
        if let Some(code) = code(Word::Station) {
            if known(Noun::Station, &code) { observer.station = Some(code) } else { missing(Noun::Station, &code) }
        }
        if let Some(code) = code(Word::Place) {
            if known(Noun::Place, &code) { observer.place = Some(code) } else { missing(Noun::Place, &code) }
        }
    }

    /// Once all rows are read: supervisors are observers of the list, or known.
    fn supervise(&self, report: &mut Report, observers: &mut [ListedObserver]) {
        let lines: HashMap<String, usize> = observers.iter().enumerate().map(|(at, one)| (one.id.as_str().to_owned(), at)).collect();
        for (at, supervisor) in self.supervisors.iter().enumerate() {
            let (Some(supervisor), Some(listed)) = (supervisor, observers.get_mut(at)) else { continue };
            let id = self
                .id(supervisor)
                .ok()
                .filter(|id| lines.contains_key(id.as_str()) || (self.options.registry.known)(Noun::Observer, id.as_str()));
            match id {
                // Whoever is at the top of a list is often its own supervisor there.
                Some(id) if id == listed.id => {}
                Some(id) => listed.observer.supervisor = Some(id.as_str().to_owned()),
                None => report.orphan(Orphan {
                    id: listed.id.as_str().to_owned(),
                    noun: "supervisor",
                    missing: String::from("(not shown)"),
                    at: self.rows.get(at).cloned().unwrap_or_default(),
                }),
            }
        }
    }
}

/// Who the row is about; nothing where it gives no name. What is wrong with it is said without repeating it.
fn identity(report: &mut Report, layout: &Layout, row: &Row<'_, '_>) -> Option<Identity> {
    let filled = |word| row.filled(layout.word(word));
    let parts = [filled(Word::FirstName), filled(Word::LastName)];
    let full_name = filled(Word::FullName).or_else(|| {
        let name = parts.iter().flatten().map(String::as_str).collect::<Vec<_>>().join(" ");
        (!name.is_empty()).then_some(name)
    })?;
    let phones = layout.columns.iter().filter(|(_, meaning)| *meaning == Meaning::Plain(Word::Phone));
    let identity = Identity {
        full_name,
        phones: phones.filter_map(|(at, _)| row.filled(Some(*at))).collect(),
        email: filled(Word::Email),
        gender: filled(Word::Gender),
        document: filled(Word::Document),
    };
    if let Err(e) = identity.check() {
        report.problem(row.at.refused(&e, None));
    }
    Some(identity)
}
