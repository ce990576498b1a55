//! PNG (third edition) and animated PNG: a chain of chunks, each with its length, kind, data and checksum.

use super::Unreadable;
use super::bytes_of::Reader;

/// The signature's length.
const SIGNATURE: usize = 8;

/// Kinds that are kept, with the longest data that they can have: a text in place of a colour is no colour.
const KEPT: [(&[u8; 4], usize); 15] = [
    (b"IHDR", 13),
    (b"PLTE", 768),
    (b"IDAT", usize::MAX),
    (b"IEND", 0),
    (b"tRNS", 256),
    (b"gAMA", 4),
    (b"cHRM", 32),
    (b"sRGB", 1),
    (b"iCCP", usize::MAX),
    (b"sBIT", 4),
    (b"pHYs", 9),
    (b"bKGD", 6),
    (b"acTL", 8),
    (b"fcTL", 26),
    (b"fdAT", usize::MAX),
];

/// The PNG with nothing but its picture, or why that cannot be told.
pub(super) fn clean(image: &[u8]) -> Result<Vec<u8>, Unreadable> {
    let mut reader = Reader::new(image, SIGNATURE);
    let mut clean = Vec::with_capacity(image.len());
    clean.extend_from_slice(&image[..reader.at()]);
    let (mut first, mut picture) = (true, false);
    loop {
        let start = reader.at();
        let length = reader.length(u32::from_be_bytes)?;
        let kind: [u8; 4] = reader.array()?;
        reader.take(length)?;
        // The checksum.
        reader.take(4)?;
        if first != (kind == *b"IHDR") {
            return Err(Unreadable::Malformed("its header is not its first chunk"));
        }
        if is_kept(kind, length)? {
            clean.extend_from_slice(reader.since(start));
        }
        first = false;
        picture |= kind == *b"IDAT";
        if kind == *b"IEND" {
            break;
        }
    }
    if picture { Ok(clean) } else { Err(Unreadable::Malformed("there is no picture in it")) }
}

/// Whether a chunk is kept. One that the picture cannot be shown without is refused where it is not known or too long: to drop it
/// would change the picture.
fn is_kept(kind: [u8; 4], length: usize) -> Result<bool, Unreadable> {
    if !kind.iter().all(u8::is_ascii_alphabetic) {
        return Err(Unreadable::Malformed("the kind of a chunk is not four letters"));
    }
    let kept = KEPT.iter().any(|(known, longest)| kind == **known && length <= *longest);
    // The first letter's case says whether it is needed (section 5.4).
    if !kept && kind[0].is_ascii_uppercase() {
        return Err(Unreadable::Malformed("a chunk that it cannot do without is not known"));
    }
    Ok(kept)
}
