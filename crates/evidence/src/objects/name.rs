//! What an object is called.

use std::fmt;

use object_store::path::Path;

use super::ObjectError;

/// An object of the store. Its text is what errors say: what it is, and the hash in its name.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Object {
    /// The working copy with this SHA-256.
    Working([u8; 32]),
    /// The sealed original; the SHA-256 is the original's, not the sealed file's.
    Sealed([u8; 32]),
    /// Something being received, by a random number.
    Incoming([u8; 16]),
}

impl Object {
    /// A new name for something that is being received.
    pub(super) fn incoming() -> Result<Self, ObjectError> {
        let mut number = [0; 16];
        getrandom::fill(&mut number).map_err(|_| ObjectError::Random)?;
        Ok(Self::Incoming(number))
    }

    /// Where it stands in the store. Two letters of the hash make 256 folders of each kind, so that none grows too long.
    #[must_use]
    pub fn path(&self) -> Path {
        match self {
            Self::Working(hash) => {
                let hash = hex::encode(hash);
                Path::from(format!("working/{}/{hash}", &hash[..2]))
            }
            Self::Sealed(hash) => {
                let hash = hex::encode(hash);
                Path::from(format!("sealed/{}/{hash}.age", &hash[..2]))
            }
            Self::Incoming(number) => Path::from(format!("incoming/{}", hex::encode(number))),
        }
    }

    /// Reads a path that [`Object::path`] wrote; nothing for any other.
    #[must_use]
    pub fn parse(path: &str) -> Option<Self> {
        let object = match path.split('/').collect::<Vec<_>>()[..] {
            ["working", _, hash] => Self::Working(number(hash)?),
            ["sealed", _, name] => Self::Sealed(number(name.strip_suffix(".age")?)?),
            ["incoming", token] => Self::Incoming(number(token)?),
            _ => return None,
        };
        // Another spelling of the same name, such as capitals, is another object.
        (object.path().as_ref() == path).then_some(object)
    }
}

/// A number in hexadecimal digits.
fn number<const N: usize>(digits: &str) -> Option<[u8; N]> {
    let mut bytes = [0; N];
    hex::decode_to_slice(digits, &mut bytes).ok()?;
    Some(bytes)
}

impl fmt::Display for Object {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Working(hash) => write!(f, "working copy {}", hex::encode(hash)),
            Self::Sealed(hash) => write!(f, "sealed original {}", hex::encode(hash)),
            Self::Incoming(number) => write!(f, "incoming object {}", hex::encode(number)),
        }
    }
}
