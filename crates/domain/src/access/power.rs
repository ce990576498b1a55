//! What can be done, and with what.

/// What somebody wants to do.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Act {
    /// Look at it, list it, export it.
    Read,
    /// Add something new.
    Add,
    /// Change or end what is there.
    Change,
    /// Decide about it: an incident is verified, a protocol's entries resolved.
    Verify,
    /// Erase it, or see what is sealed.
    Erase,
}

impl Act {
    /// Every act.
    pub const ALL: [Self; 5] = [Self::Read, Self::Add, Self::Change, Self::Verify, Self::Erase];

    /// The word for it.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Read => "read",
            Self::Add => "add",
            Self::Change => "change",
            Self::Verify => "verify",
            Self::Erase => "erase",
        }
    }
}

/// What is acted on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Area {
    /// Elections, places, stations, forms.
    Registry,
    /// Organisations on this server.
    Organisations,
    /// Sharing agreements of one's organisation.
    Agreements,
    /// Accounts of one's organisation.
    Accounts,
    /// Observers and teams, without their identities.
    People,
    /// Deployments and visits.
    Deployments,
    /// Submissions and their attachments.
    Submissions,
    /// Incidents and events.
    Incidents,
    /// Protocols and their entries.
    Protocols,
    /// Sealed identities.
    Identities,
    /// Tokens and webhooks of one's organisation.
    Tokens,
    /// The server: backups, facts about it.
    Server,
}

impl Area {
    /// Every area.
    pub const ALL: [Self; 12] = [
        Self::Registry,
        Self::Organisations,
        Self::Agreements,
        Self::Accounts,
        Self::People,
        Self::Deployments,
        Self::Submissions,
        Self::Incidents,
        Self::Protocols,
        Self::Identities,
        Self::Tokens,
        Self::Server,
    ];

    /// The word for it.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Registry => "registry",
            Self::Organisations => "organisations",
            Self::Agreements => "agreements",
            Self::Accounts => "accounts",
            Self::People => "people",
            Self::Deployments => "deployments",
            Self::Submissions => "submissions",
            Self::Incidents => "incidents",
            Self::Protocols => "protocols",
            Self::Identities => "identities",
            Self::Tokens => "tokens",
            Self::Server => "server",
        }
    }

    /// Whether only the host does this in it: what everybody uses is changed by whoever looks after the server.
    #[must_use]
    pub fn is_hosts(self, act: Act) -> bool {
        match self {
            Self::Server => true,
            Self::Organisations | Self::Registry => act != Act::Read,
            _ => false,
        }
    }
}

/// A set of powers: acts in areas.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Powers(u64);

impl Powers {
    /// No power.
    pub const NONE: Self = Self(0);

    /// Every power.
    pub const ALL: Self = Self(u64::MAX);

    /// These, and some acts in some areas.
    #[must_use]
    pub const fn and(self, acts: &[Act], areas: &[Area]) -> Self {
        let mut bits = self.0;
        let mut a = 0;
        while a < acts.len() {
            let mut b = 0;
            while b < areas.len() {
                bits |= bit(acts[a], areas[b]);
                b += 1;
            }
            a += 1;
        }
        Self(bits)
    }

    /// Whether a power is among them.
    #[must_use]
    pub const fn has(self, act: Act, area: Area) -> bool {
        self.0 & bit(act, area) != 0
    }

    /// Those that are in both.
    #[must_use]
    pub const fn within(self, other: Self) -> Self {
        Self(self.0 & other.0)
    }
}

const fn bit(act: Act, area: Area) -> u64 {
    1 << (area as u64 * Act::ALL.len() as u64 + act as u64)
}
