//! Small real pictures, and what cameras and programs put beside them, each piece marked with [`MARK`].

use bytes::Bytes;

/// What must not be in a working copy.
pub const MARK: &[u8] = b"Observer Aigul, phone 355, 51.1694 N";

/// A photograph of 8 by 6 pixels with JFIF and nothing else.
const JPEG: &str = concat!(
    "ffd8ffe000104a46494600010100000100010000ffdb004300100b0c0e0c0a100e0d0e1211101318281a181616183123251d283a333d3c3933383740485c4e40",
    "4457453738506d51575f626768673e4d71797064785c656763ffdb0043011112121815182f1a1a2f634238426363636363636363636363636363636363636363",
    "636363636363636363636363636363636363636363636363636363636363ffc00011080006000803012200021101031101ffc400150001010000000000000000",
    "0000000000000004ffc400191001000203000000000000000000000000000205031131ffc4001501010100000000000000000000000000000304ffc4001b1100",
    "0104030000000000000000000000000001030422021113ffda000c03010002110311003f009ab6870cb5c011376c76a24390ef24b1ffd9",
);

/// The same with a palette.
const PNG: &str = concat!(
    "89504e470d0a1a0a0000000d49484452000000080000000604030000000c2bc2c800000018504c5445b4b48769b44f96784b1ea014695023b4140f6914091e14",
    "0326711b7e000000274944415478da632cfffffe0313030303030bc3b97f0f987ffc7ccec0c2f0f7c33b168607ff1900c7280da69e9b51d50000000049454e44",
    "ae426082",
);

/// The same, lossy.
const WEBP: &str = concat!(
    "524946464600000057454250565038203a0000001002009d012a0800060002c04c25b00274ba0002baf071d76000fef4b8023eebe4c78eb7655b93eecef06d50",
    "9c0bbffbe4ba9c5f3631778d0000",
);

/// The same, lossless.
const WEBP_LOSSLESS: &str =
    "5249464636000000574542505650384c2a0000002f07400100b93244f43f76e58fe87f4041db364ce0943fc6b731180f05691bb0b0dd890900c4cb71ff07";

/// Two frames of it.
const WEBP_ANIMATED: &str = concat!(
    "52494646fc00000057454250565038580a00000002000000070000050000414e494d06000000000000000000414e4d4666000000000000000000070000050000",
    "64000002565038204e0000005001009d012a0800060004006825b000058c0000fed9d7f8a7fa1fff28eff12f5eafffc9e7fef8abfe9bafc6ebf20f3f6abc61f6",
    "783c6d5c20bff2b294827d1a798dfafb01acea04ea8578000000414e4d466200000000000000000007000005000064000000565038204a0000005401009d012a",
    "0800060000006825b00004740000fef0093f37bf26fff1c25f67c61fffe333e93ee8ab6a46f16de74c196990158856cff610e9445dd6991e2c2c01a23bc6f0e3",
    "40000000",
);

fn bytes(digits: &str) -> Vec<u8> {
    hex::decode(digits).unwrap()
}

/// Whether the mark is somewhere in it.
pub fn is_marked(content: &[u8]) -> bool {
    content.windows(MARK.len()).any(|window| window == MARK)
}

/// The pictures that have nothing to take out.
pub fn clean() -> Vec<(&'static str, Bytes)> {
    let pictures = [("jpeg", JPEG), ("png", PNG), ("webp", WEBP), ("webp lossless", WEBP_LOSSLESS), ("webp animated", WEBP_ANIMATED)];
    pictures.into_iter().map(|(name, digits)| (name, bytes(digits).into())).collect()
}

/// The clean JPEG.
pub fn jpeg() -> Vec<u8> {
    bytes(JPEG)
}

/// The clean PNG.
pub fn png() -> Vec<u8> {
    bytes(PNG)
}

/// A segment of a JPEG.
pub fn segment(marker: u8, parts: &[&[u8]]) -> Vec<u8> {
    let data = parts.concat();
    let length = u16::try_from(data.len() + 2).unwrap().to_be_bytes();
    [&[0xff, marker], &length[..], &data].concat()
}

/// A number of a TIFF structure, in its byte order.
fn number<const N: usize>(value: u32, big: bool) -> [u8; N] {
    let bytes = value.to_be_bytes();
    let mut number: [u8; N] = bytes[4 - N..].try_into().unwrap();
    if !big {
        number.reverse();
    }
    number
}

/// A TIFF structure as a phone writes it: maker, orientation, a place, a preview, all marked.
pub fn tiff(orientation: u32, big: bool) -> Vec<u8> {
    let (short, long) = (|value| number::<2>(value, big), |value| number::<4>(value, big));
    let text = u32::try_from(MARK.len()).unwrap();
    // Three tables of 3, 1 and 2 entries, then the texts.
    let (gps, preview) = (8 + 2 + 3 * 12 + 4, 8 + 2 + 3 * 12 + 4 + 2 + 12 + 4);
    let texts = preview + 2 + 2 * 12 + 4;
    let mut tiff = if big { b"MM\0\x2a".to_vec() } else { b"II\x2a\0".to_vec() };
    let entry = |tag, kind, count, value: [u8; 4]| [&short(tag)[..], &short(kind), &long(count), &value].concat();
    let mut upright = [0; 4];
    upright[..2].copy_from_slice(&short(orientation));
    tiff.extend([&long(8)[..], &short(3), &entry(0x010f, 2, text, long(texts)), &entry(0x0112, 3, 1, upright)].concat());
    tiff.extend([&entry(0x8825, 4, 1, long(gps))[..], &long(preview)].concat());
    // A place's name in the table of GPS.
    tiff.extend([&short(1)[..], &entry(0x001c, 7, text, long(texts)), &long(0)].concat());
    let thumbnail = texts + text;
    let length = u32::try_from(jpeg().len() + MARK.len()).unwrap();
    tiff.extend([&short(2)[..], &entry(0x0201, 4, 1, long(thumbnail)), &entry(0x0202, 4, 1, long(length)), &long(0)].concat());
    [tiff, MARK.to_vec(), jpeg(), MARK.to_vec()].concat()
}

/// The JPEG with everything that phones, editors and messengers add.
pub fn marked_jpeg(orientation: u32, big: bool) -> Bytes {
    let clean = jpeg();
    // SOI and JFIF, all other segments but the scan, the scan with EOI.
    let scan = clean.windows(2).position(|pair| pair == b"\xff\xda").unwrap();
    let thumbnail = [MARK, &[0; 3 * 12]].concat();
    let parts = [
        b"\xff\xd8".to_vec(),
        segment(0xe1, &[b"Exif\0\0", &tiff(orientation, big)]),
        segment(0xe0, &[&clean[6..18], &[4, 6], &thumbnail]),
        segment(0xe0, &[b"JFXX\0\x13", MARK]),
        segment(0xe1, &[b"http://ns.adobe.com/xap/1.0/\0<x:xmpmeta>", MARK]),
        segment(0xe2, &[b"MPF\0MM\0\x2a", MARK]),
        segment(0xed, &[b"Photoshop 3.0\0", MARK]),
        segment(0xfe, &[MARK]),
        clean[20..scan].to_vec(),
        segment(0xe4, &[MARK]),
        segment(0xfd, &[MARK]),
        clean[scan..].to_vec(),
        // A second picture, as of phones that write several, and a maker's trailer.
        clean.clone(),
        MARK.to_vec(),
    ];
    parts.concat().into()
}

/// A chunk of a PNG with its checksum.
pub fn png_chunk(kind: [u8; 4], data: &[u8]) -> Vec<u8> {
    let checked = [&kind, data].concat();
    let length = u32::try_from(data.len()).unwrap().to_be_bytes();
    [&length[..], &checked, &crc(&checked).to_be_bytes()].concat()
}

/// The checksum of PNG (annex D).
fn crc(bytes: &[u8]) -> u32 {
    let turn = |crc: u32, _| if crc & 1 == 1 { crc >> 1 ^ 0xedb8_8320 } else { crc >> 1 };
    !bytes.iter().fold(!0, |crc, byte| (0..8).fold(crc ^ u32::from(*byte), turn))
}

/// The PNG with everything that programs add.
pub fn marked_png() -> Bytes {
    let clean = png();
    let (header, end) = (33, clean.len() - 12);
    let parts = [
        clean[..header].to_vec(),
        png_chunk(*b"tEXt", &[b"Author\0", MARK].concat()),
        png_chunk(*b"iTXt", &[b"XML:com.adobe.xmp\0\0\0\0\0", MARK].concat()),
        png_chunk(*b"zTXt", &[b"Comment\0\0", MARK].concat()),
        png_chunk(*b"eXIf", &tiff(6, true)),
        // A density that is none.
        png_chunk(*b"pHYs", MARK),
        clean[header..end].to_vec(),
        png_chunk(*b"tIME", &[7, 0xe9, 1, 1, 1, 1, 1]),
        png_chunk(*b"maRk", MARK),
        clean[end..].to_vec(),
        MARK.to_vec(),
    ];
    parts.concat().into()
}

/// A chunk of a WebP.
pub fn webp_chunk(kind: [u8; 4], data: &[u8]) -> Vec<u8> {
    let length = u32::try_from(data.len()).unwrap().to_le_bytes();
    let padding = vec![0; data.len() % 2];
    [&kind[..], &length, data, &padding].concat()
}

/// A WebP of these chunks.
pub fn webp(chunks: &[Vec<u8>]) -> Vec<u8> {
    let chunks = chunks.concat();
    let length = u32::try_from(chunks.len() + 4).unwrap().to_le_bytes();
    [b"RIFF", &length[..], b"WEBP", &chunks].concat()
}

/// The WebP with EXIF, XMP and what no standard knows, and the same picture as it should become.
pub fn marked_webp() -> (Bytes, Bytes) {
    let picture = bytes(WEBP)[12..].to_vec();
    let extended = |flags: u8, reserved: u8| webp_chunk(*b"VP8X", &[flags, reserved, 0, 0, 7, 0, 0, 5, 0, 0]);
    let chunks = [
        extended(0x0c | 0x01, 0x77),
        webp_chunk(*b"MARK", MARK),
        picture.clone(),
        webp_chunk(*b"EXIF", &tiff(3, false)),
        webp_chunk(*b"XMP ", MARK),
    ];
    let marked = [webp(&chunks), MARK.to_vec()].concat();
    (marked.into(), webp(&[extended(0, 0), picture]).into())
}

/// The animated WebP with a mark inside a frame, where readers skip it.
pub fn marked_animation() -> Bytes {
    let clean = bytes(WEBP_ANIMATED);
    // Behind RIFF and VP8X stands ANIM, then the first frame.
    let (before, frames) = clean[12..].split_at(18 + 14);
    let length = usize::try_from(u32::from_le_bytes(frames[4..8].try_into().unwrap())).unwrap();
    let frame = [&frames[8..8 + length], &webp_chunk(*b"MARK", MARK)].concat();
    webp(&[before.to_vec(), webp_chunk(*b"ANMF", &frame), frames[8 + length..].to_vec()]).into()
}

/// All marked pictures.
pub fn marked() -> Vec<(&'static str, Bytes)> {
    vec![
        ("jpeg", marked_jpeg(1, true)),
        ("jpeg on its side", marked_jpeg(6, false)),
        ("png", marked_png()),
        ("webp", marked_webp().0),
        ("webp animated", marked_animation()),
    ]
}
