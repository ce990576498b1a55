//! The second factor: a code of six digits from a telephone (RFC 6238), or one of ten codes on paper, each good once.

use base64::Engine;
use base64::engine::general_purpose::STANDARD_NO_PAD;
use qrcode::render::svg;
use rand::Rng;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use totp_rs::{Builder, Secret, Totp};

use crate::AccountError;

/// Codes on paper.
const CODES: usize = 10;

/// What is kept of a second factor.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Second {
    /// The secret shared with the telephone, in base 32.
    secret: String,
    /// The step of the last code taken: none is taken twice.
    last: u64,
    /// Hashes of the codes on paper that are left.
    paper: Vec<String>,
}

/// A second factor that is being set up: it counts once a code of it was typed.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Proposed {
    /// The secret in base 32, for typing.
    pub secret: String,
    /// The address that an application takes.
    pub url: String,
    /// The same as a picture (SVG).
    pub picture: String,
}

fn totp(secret: &str, name: &str) -> Result<Totp, AccountError> {
    let secret = Secret::try_from_base32(secret).map_err(|_| AccountError::Code)?;
    let builder = Builder::new().with_secret(secret).with_issuer(Some("Scrutineer")).with_account_name(name.replace(':', "-"));
    builder.build().map_err(|_| AccountError::Code)
}

/// Proposes a secret for an account of this name.
///
/// # Errors
/// [`AccountError::Code`] where no address can be made of the name.
pub fn propose(name: &str, random: &mut impl Rng) -> Result<Proposed, AccountError> {
    let mut bytes = [0; 20];
    random.fill_bytes(&mut bytes);
    let secret = Secret::new(Box::new(bytes)).to_base32();
    show(secret, name)
}

/// A secret that was proposed before, shown again.
///
/// # Errors
/// [`AccountError::Code`] where it is none.
pub fn show(secret: String, name: &str) -> Result<Proposed, AccountError> {
    let url = totp(&secret, name)?.to_url().map_err(|_| AccountError::Code)?;
    let code = qrcode::QrCode::new(url.as_bytes()).map_err(|_| AccountError::Code)?;
    let picture = code.render::<svg::Color<'_>>().min_dimensions(200, 200).quiet_zone(true).build();
    Ok(Proposed { secret, url, picture })
}

impl Second {
    /// Takes a proposed secret once its code was typed, and gives the codes for paper, which are shown once.
    ///
    /// # Errors
    /// [`AccountError::Code`] where it is not the code.
    pub fn confirm(secret: &str, code: &str, now: u64, random: &mut impl Rng) -> Result<(Self, Vec<String>), AccountError> {
        let mut second = Self { secret: secret.to_owned(), last: 0, paper: Vec::new() };
        if !second.telephone(code, now) {
            return Err(AccountError::Code);
        }
        let codes = second.renew(random);
        Ok((second, codes))
    }

    /// New codes for paper, in the place of those that are left.
    pub fn renew(&mut self, random: &mut impl Rng) -> Vec<String> {
        let codes: Vec<String> = (0..CODES).map(|_| paper_code(random)).collect();
        self.paper = codes.iter().map(|code| hashed(code)).collect();
        codes
    }

    /// Takes a code of the telephone or of the paper; either is good once.
    #[must_use]
    pub fn take(&mut self, code: &str, now: u64) -> bool {
        let code: String = code.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect();
        if self.telephone(&code, now) {
            return true;
        }
        let hash = hashed(&code);
        let Some(at) = self.paper.iter().position(|kept| *kept == hash) else { return false };
        self.paper.remove(at);
        true
    }

    /// Codes on paper that are left.
    #[must_use]
    pub fn left(&self) -> usize {
        self.paper.len()
    }

    fn telephone(&mut self, code: &str, now: u64) -> bool {
        let step = totp(&self.secret, "account").ok().and_then(|totp| totp.check(code, now));
        let fresh = step.filter(|step| *step > self.last);
        if let Some(step) = fresh {
            self.last = step;
        }
        fresh.is_some()
    }
}

/// Sixty random bits, easy to read: letters and digits that are not taken for each other.
fn paper_code(random: &mut impl Rng) -> String {
    const LETTERS: &[u8; 32] = b"abcdefghjkmnpqrstuvwxyz234567899";
    let mut bytes = [0; 12];
    random.fill_bytes(&mut bytes);
    bytes.iter().map(|byte| char::from(LETTERS[usize::from(byte % 31)])).collect()
}

/// Codes are long and random, so a plain hash hides them.
fn hashed(code: &str) -> String {
    STANDARD_NO_PAD.encode(Sha256::digest(code.as_bytes()))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test panics where something does not hold")]
    use super::*;
    use rand::SeedableRng;
    use rand_chacha::ChaCha20Rng;

    /// RFC 6238, appendix B, SHA-1: the last six digits at 59 s and at 1111111109 s.
    #[test]
    fn codes_are_those_of_the_standard() {
        let totp = totp("GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ", "a").unwrap();
        assert!(totp.check("287082", 59).is_some());
        assert!(totp.check("081804", 1_111_111_109).is_some());
    }

    #[test]
    fn every_code_is_good_once() {
        let mut random = ChaCha20Rng::from_seed([1; 32]);
        let proposed = propose("aigerim", &mut random).unwrap();
        assert!(proposed.picture.contains("<svg") && proposed.url.starts_with("otpauth://totp/"));
        let code = |now| totp(&proposed.secret, "a").unwrap().generate(now).to_string();
        assert!(Second::confirm(&proposed.secret, "000000", 1_000_000, &mut random).is_err());
        let (mut second, paper) = Second::confirm(&proposed.secret, &code(1_000_000), 1_000_000, &mut random).unwrap();
        assert!(!second.take(&code(1_000_000), 1_000_010), "it was taken when it was set up");
        assert!(second.take(&code(1_000_060), 1_000_060));
        assert!(!second.take(&code(1_000_000), 1_000_060), "an earlier one");
        assert_eq!((paper.len(), second.left()), (10, 10));
        assert!(second.take(&paper[3].to_uppercase(), 1_000_061));
        assert!(!second.take(&paper[3], 1_000_061));
        assert_eq!(second.left(), 9);
    }
}
