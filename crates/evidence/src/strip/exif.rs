//! The one thing in EXIF that the picture needs: which side is up (Exif 2.32, tag 0x0112; TIFF 6.0, sections 2 and 8).

/// The tag `Orientation`.
const ORIENTATION: u16 = 0x0112;
/// Its type: one number of two bytes.
const SHORT: u16 = 3;

/// Which side is up, 1 to 8, where 1 is as stored; nothing where the TIFF structure does not say or cannot be read.
pub(super) fn orientation(tiff: &[u8]) -> Option<u8> {
    let big = match tiff.get(..4)? {
        b"MM\0\x2a" => true,
        b"II\x2a\0" => false,
        _ => return None,
    };
    let short = |at: usize| {
        let two = *tiff.get(at..)?.first_chunk()?;
        Some(if big { u16::from_be_bytes(two) } else { u16::from_le_bytes(two) })
    };
    let long = |at: usize| {
        let four = *tiff.get(at..)?.first_chunk()?;
        Some(if big { u32::from_be_bytes(four) } else { u32::from_le_bytes(four) })
    };
    // An offset beyond the end, at worst, makes the reads below fail.
    let table = usize::try_from(long(4)?).ok()?.min(tiff.len());
    let entry = (0..usize::from(short(table)?)).map(|place| table + 2 + 12 * place).find(|at| short(*at) == Some(ORIENTATION))?;
    if short(entry + 2)? != SHORT || long(entry + 4)? != 1 {
        return None;
    }
    u8::try_from(short(entry + 8)?).ok().filter(|value| (1..=8).contains(value))
}

/// A TIFF structure that says nothing but which side is up.
pub(super) fn minimal(orientation: u8) -> [u8; 26] {
    let mut tiff = *b"MM\0\x2a\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0\0\0\0\0\0\0\0";
    tiff[19] = orientation;
    tiff
}
