//! JPEG (ITU T.81, annex B): a chain of segments, each a marker with its data, and entropy-coded data behind each start of scan.

use std::borrow::Cow;

use super::Unreadable;
use super::bytes_of::Reader;
use super::exif;

const EOI: u8 = 0xd9;
const SOS: u8 = 0xda;
const APP0: u8 = 0xe0;
const APP1: u8 = 0xe1;
const APP2: u8 = 0xe2;
const APP14: u8 = 0xee;

/// Data of JFIF's segment up to the size of its thumbnail: name, version, unit, two densities (JFIF 1.02).
const JFIF: usize = 12;
/// Data of Adobe's segment (Adobe technical note 5116): name, version, flags, and how colours are coded.
const ADOBE: usize = 12;

/// The JPEG with nothing but its picture, or why that cannot be told.
pub(super) fn clean(image: &[u8]) -> Result<Vec<u8>, Unreadable> {
    let mut found = Found::default();
    let mut reader = Reader::new(image, 2);
    loop {
        let marker = marker(&mut reader)?;
        if marker == EOI {
            break;
        }
        found.segment(marker, &mut reader)?;
    }
    if !found.frame || !found.scan {
        return Err(Unreadable::Malformed("there is no picture in it"));
    }
    // Whatever stands after the end of the image is dropped by not being read: previews, videos, depth maps, makers' trailers.
    Ok(found.assemble())
}

/// What is kept.
#[derive(Default)]
struct Found<'a> {
    jfif: Option<[u8; JFIF]>,
    /// What the first EXIF segment says.
    orientation: Option<u8>,
    /// Segments and scans, in their order.
    body: Vec<Cow<'a, [u8]>>,
    frame: bool,
    scan: bool,
}

impl<'a> Found<'a> {
    /// Reads a segment behind its marker, and the scan behind that.
    fn segment(&mut self, marker: u8, reader: &mut Reader<'a>) -> Result<(), Unreadable> {
        if matches!(marker, 0x01 | 0xd0..=0xd8) {
            return Err(Unreadable::Malformed("a marker stands where it cannot"));
        }
        let start = reader.at() - 2;
        let length = usize::from(u16::from_be_bytes(reader.array()?));
        let data = reader.take(length.checked_sub(2).ok_or(Unreadable::Malformed("a segment is shorter than its length"))?)?;
        let whole = reader.since(start);
        match marker {
            APP0 => self.jfif = self.jfif.or(data.first_chunk().copied().filter(|start| start.starts_with(b"JFIF\0") && data.len() > 13)),
            APP1 => self.orientation = self.orientation.or_else(|| exif::orientation(data.strip_prefix(b"Exif\0\0")?)),
            APP2 if data.starts_with(b"ICC_PROFILE\0") => self.body.push(whole.into()),
            APP14 if data.starts_with(b"Adobe") && data.len() == ADOBE => self.body.push(whole.into()),
            APP14 if data.starts_with(b"Adobe") && data.len() > ADOBE => {
                self.body.push([b"\xff\xee\0\x0e", &data[..ADOBE]].concat().into());
            }
            SOS => {
                self.scan = true;
                skip_scan(reader)?;
                self.body.push(reader.since(start).into());
            }
            // Start of frame, tables of Huffman and arithmetic coding; 0xc8 is reserved.
            0xc0..=0xc7 | 0xc9..=0xcf => {
                self.frame |= !matches!(marker, 0xc4 | 0xcc);
                self.body.push(whole.into());
            }
            // Quantisation tables, number of lines, restart interval, hierarchical progression, expansion.
            0xdb..=0xdf => self.body.push(whole.into()),
            _ => {}
        }
        Ok(())
    }

    /// Puts the parts together. JFIF comes first and EXIF next, as their standards want and readers expect.
    fn assemble(self) -> Vec<u8> {
        let mut clean = Vec::with_capacity(self.body.iter().map(|part| part.len()).sum::<usize>() + 64);
        clean.extend_from_slice(b"\xff\xd8");
        if let Some(jfif) = self.jfif {
            clean.extend_from_slice(b"\xff\xe0\0\x10");
            clean.extend_from_slice(&jfif);
            // A thumbnail of no width and no height.
            clean.extend_from_slice(&[0, 0]);
        }
        if let Some(orientation) = self.orientation.filter(|orientation| *orientation != 1) {
            clean.extend_from_slice(b"\xff\xe1\0\x22Exif\0\0");
            clean.extend_from_slice(&exif::minimal(orientation));
        }
        self.body.iter().for_each(|part| clean.extend_from_slice(part));
        clean.extend_from_slice(&[0xff, EOI]);
        clean
    }
}

/// The next marker; any number of 0xff may stand before it (T.81, B.1.1.2).
fn marker(reader: &mut Reader<'_>) -> Result<u8, Unreadable> {
    let [mut byte] = reader.array()?;
    if byte != 0xff {
        return Err(Unreadable::Malformed("there is something between two segments"));
    }
    while byte == 0xff {
        [byte] = reader.array()?;
    }
    if byte == 0 {
        return Err(Unreadable::Malformed("a marker is zero"));
    }
    Ok(byte)
}

/// Moves to the marker behind entropy-coded data. In that data 0xff is followed by 0, and restart markers are part of it
/// (T.81, B.1.1.5).
fn skip_scan(reader: &mut Reader<'_>) -> Result<(), Unreadable> {
    let rest = reader.rest();
    let mut at = 0;
    loop {
        at += rest.get(at..).and_then(|rest| rest.iter().position(|byte| *byte == 0xff)).ok_or(Unreadable::CutOff)?;
        match rest.get(at + 1).ok_or(Unreadable::CutOff)? {
            0 | 0xd0..=0xd7 => at += 2,
            0xff => at += 1,
            _ => break,
        }
    }
    reader.take(at).map(drop)
}
