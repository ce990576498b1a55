//! The vault's two halves: the recipient that seals and the key that opens.

use std::fmt;
use std::io::{Read, Write};
use std::str::FromStr;

use age::secrecy::SecretString;
use age::{DecryptError, Decryptor, x25519};

use super::{AGE_START, Sealer, VaultError};

/// What everybody may have: the public half, to which originals are sealed. Its text is an age recipient, `age1...`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct VaultRecipient(pub(super) x25519::Recipient);

impl VaultRecipient {
    /// Seals content in memory; for what does not fit there see [`Sealer`]. Costs a third of a millisecond for 200 kB.
    ///
    /// # Errors
    /// [`VaultError::Seal`].
    pub fn seal(&self, plain: &[u8]) -> Result<Vec<u8>, VaultError> {
        // Header, nonce, and 16 bytes for each 64 KiB: one allocation.
        let mut sealed = Vec::with_capacity(plain.len() + plain.len() / 4096 + 1024);
        let mut writer = self.writer(&mut sealed)?;
        writer.write_all(plain).map_err(VaultError::Seal)?;
        writer.finish().map_err(VaultError::Seal)?;
        Ok(sealed)
    }

    /// Seals content that comes in pieces.
    ///
    /// # Errors
    /// [`VaultError::Seal`].
    pub fn sealer(&self) -> Result<Sealer, VaultError> {
        Sealer::new(self)
    }

    /// A writer that seals into `output`.
    pub(super) fn writer<W: Write>(&self, output: W) -> Result<age::stream::StreamWriter<W>, VaultError> {
        let encryptor = age::Encryptor::with_recipients(std::iter::once(&self.0 as &dyn age::Recipient));
        let encryptor = encryptor.map_err(|error| VaultError::Seal(std::io::Error::other(error.to_string())))?;
        encryptor.wrap_output(output).map_err(VaultError::Seal)
    }
}

impl FromStr for VaultRecipient {
    type Err = VaultError;

    /// Reads `age1...`.
    fn from_str(text: &str) -> Result<Self, VaultError> {
        let recipient: x25519::Recipient = text.trim().parse().map_err(|_| VaultError::Recipient)?;
        if is_weak(&recipient.to_string()) {
            return Err(VaultError::WeakRecipient);
        }
        Ok(Self(recipient))
    }
}

impl fmt::Display for VaultRecipient {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

/// Points of Curve25519 that make every shared secret zero (<https://cr.yp.to/ecdh.html>), little endian, without the top bit.
/// The age crate takes such a recipient and panics when it seals.
const WEAK_POINTS: [&str; 7] = [
    "0000000000000000000000000000000000000000000000000000000000000000",
    "0100000000000000000000000000000000000000000000000000000000000000",
    "e0eb7a7c3b41b8ae1656e3faf19fc46ada098deb9c32b1fd866205165f49b800",
    "5f9c95bca3508c24b1d0b1559c83ef5b04445cc4581c8e86d8224eddd09f1157",
    "ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
    "edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
    "eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
];

/// Whether a recipient that age could parse is one of the weak points. Only its text shows the key, so that is decoded (BIP 173).
fn is_weak(recipient: &str) -> bool {
    const LETTERS: &[u8] = b"qpzry9x8gf2tvdw0s3jn54khce6mua7l";
    let (mut bytes, mut bits, mut held) = (Vec::with_capacity(36), 0u32, 0u32);
    for letter in recipient.bytes().skip("age1".len()) {
        let Some(value) = LETTERS.iter().position(|known| *known == letter) else { continue };
        // A letter is five bits; `held` never has more than twelve.
        held = (held << 5 | u32::try_from(value).unwrap_or_default()) & 0xfff;
        bits += 5;
        if bits >= 8 {
            bits -= 8;
            bytes.push(u8::try_from(held >> bits & 0xff).unwrap_or_default());
        }
    }
    bytes.truncate(32);
    if let Some(last) = bytes.last_mut() {
        *last &= 0x7f;
    }
    WEAK_POINTS.contains(&hex::encode(bytes).as_str())
}

/// What only the custodians have: the secret half. Printing it for debugging shows the public half.
#[derive(Clone)]
pub struct VaultKey(pub(super) x25519::Identity);

impl VaultKey {
    /// A new key from the system's randomness.
    #[must_use]
    pub fn generate() -> Self {
        Self(x25519::Identity::generate())
    }

    /// Reads `AGE-SECRET-KEY-1...`, or a file of `age-keygen` with it: comments and empty lines are passed over.
    ///
    /// # Errors
    /// [`VaultError::Key`] where there is not exactly one key; the error does not repeat the text.
    pub fn parse(text: &str) -> Result<Self, VaultError> {
        let mut lines = text.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with('#'));
        match (lines.next(), lines.next()) {
            (Some(key), None) => key.parse().map(Self).map_err(|_| VaultError::Key),
            _ => Err(VaultError::Key),
        }
    }

    /// Its text, to be written down once and given to nobody: `AGE-SECRET-KEY-1...`.
    #[must_use]
    pub fn secret(&self) -> SecretString {
        self.0.to_string()
    }

    /// The public half.
    #[must_use]
    pub fn recipient(&self) -> VaultRecipient {
        VaultRecipient(self.0.to_public())
    }

    /// Opens what was sealed to [`VaultKey::recipient`].
    ///
    /// # Errors
    /// [`VaultError::NotSealed`], [`VaultError::OtherKey`], [`VaultError::Damaged`].
    pub fn open(&self, sealed: &[u8]) -> Result<Vec<u8>, VaultError> {
        if !sealed.starts_with(AGE_START) {
            return Err(VaultError::NotSealed);
        }
        read_all(Decryptor::new_buffered(sealed), std::slice::from_ref(self))
    }
}

/// Reads an age file to its end with whichever key fits.
pub(super) fn read_all<R: Read>(decryptor: Result<Decryptor<R>, DecryptError>, keys: &[VaultKey]) -> Result<Vec<u8>, VaultError> {
    let refuse = |error| match error {
        DecryptError::NoMatchingKeys => VaultError::OtherKey,
        DecryptError::UnknownFormat => VaultError::NotSealed,
        _ => VaultError::Damaged,
    };
    let identities = keys.iter().map(|key| &key.0 as &dyn age::Identity);
    let mut reader = decryptor.and_then(|file| file.decrypt(identities)).map_err(refuse)?;
    let mut plain = Vec::new();
    reader.read_to_end(&mut plain).map_err(|_| VaultError::Damaged)?;
    Ok(plain)
}

impl FromStr for VaultKey {
    type Err = VaultError;

    fn from_str(text: &str) -> Result<Self, VaultError> {
        Self::parse(text)
    }
}

impl fmt::Debug for VaultKey {
    /// The public half, which says which key it is and opens nothing.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "VaultKey(of {})", self.recipient())
    }
}
