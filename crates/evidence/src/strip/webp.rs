//! WebP (RFC 9649): a RIFF file of chunks, each with its kind, length and data, padded to an even length.

use super::Unreadable;
use super::bytes_of::Reader;

/// `RIFF`, the length of what follows, `WEBP`.
const HEADER: usize = 12;
/// The data of the chunk `VP8X`: flags, three reserved bytes, and the size of the canvas.
const EXTENDED: usize = 10;
/// Flags for a colour profile, transparency and animation; those for EXIF and XMP go, and the reserved ones.
const FLAGS: u8 = 0x20 | 0x10 | 0x02;
/// What stands before the chunks of a frame: its place, size, duration and how it is drawn.
const FRAME: usize = 16;

/// The WebP with nothing but its picture, or why that cannot be told.
pub(super) fn clean(image: &[u8]) -> Result<Vec<u8>, Unreadable> {
    let length = Reader::new(image, 4).length(u32::from_le_bytes)?;
    // What stands behind the RIFF file is dropped by not being read.
    let riff = image.get(..length.saturating_add(8)).ok_or(Unreadable::CutOff)?;
    if riff.len() < HEADER {
        return Err(Unreadable::Malformed("its length is none"));
    }
    let mut clean = Vec::with_capacity(riff.len() + 1);
    clean.extend_from_slice(&riff[..HEADER]);
    let mut picture = false;
    let mut reader = Reader::new(riff, HEADER);
    while !reader.is_done() {
        let (kind, data) = chunk(&mut reader)?;
        match &kind {
            b"VP8X" => extended(&mut clean, data)?,
            b"ANMF" => frame(&mut clean, data)?,
            b"ANIM" if data.len() != 6 => return Err(Unreadable::Malformed("the chunk `ANIM` has not its length")),
            b"VP8 " | b"VP8L" | b"ALPH" | b"ANIM" | b"ICCP" => write(&mut clean, kind, data)?,
            _ => {}
        }
        picture |= matches!(&kind, b"VP8 " | b"VP8L" | b"ANMF");
    }
    if !picture {
        return Err(Unreadable::Malformed("there is no picture in it"));
    }
    let length = u32::try_from(clean.len() - 8).map_err(|_| Unreadable::Malformed("it is too long"))?;
    clean[4..8].copy_from_slice(&length.to_le_bytes());
    Ok(clean)
}

/// The next chunk. The padding behind the very last one is sometimes forgotten.
fn chunk<'a>(reader: &mut Reader<'a>) -> Result<([u8; 4], &'a [u8]), Unreadable> {
    let kind = reader.array()?;
    let length = reader.length(u32::from_le_bytes)?;
    let data = reader.take(length)?;
    if length % 2 == 1 && !reader.is_done() {
        reader.take(1)?;
    }
    Ok((kind, data))
}

/// Writes a chunk and pads it.
fn write(clean: &mut Vec<u8>, kind: [u8; 4], data: &[u8]) -> Result<(), Unreadable> {
    let length = u32::try_from(data.len()).map_err(|_| Unreadable::Malformed("a chunk is too long"))?;
    clean.extend_from_slice(&kind);
    clean.extend_from_slice(&length.to_le_bytes());
    clean.extend_from_slice(data);
    if data.len() % 2 == 1 {
        clean.push(0);
    }
    Ok(())
}

/// The chunk that says what else there is: it must not announce what was dropped.
fn extended(clean: &mut Vec<u8>, data: &[u8]) -> Result<(), Unreadable> {
    if clean.len() != HEADER || data.len() != EXTENDED {
        return Err(Unreadable::Malformed("the chunk `VP8X` is not where or what it must be"));
    }
    let mut data: Vec<u8> = data.to_vec();
    data[0] &= FLAGS;
    data[1..4].fill(0);
    write(clean, *b"VP8X", &data)
}

/// A frame of an animation, which has chunks of its own.
fn frame(clean: &mut Vec<u8>, data: &[u8]) -> Result<(), Unreadable> {
    let mut reader = Reader::new(data, 0);
    let mut kept = reader.take(FRAME)?.to_vec();
    while !reader.is_done() {
        let (kind, data) = chunk(&mut reader)?;
        if matches!(&kind, b"VP8 " | b"VP8L" | b"ALPH") {
            write(&mut kept, kind, data)?;
        }
    }
    write(clean, *b"ANMF", &kept)
}
