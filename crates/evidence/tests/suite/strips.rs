//! Working copies: the marks are gone, the picture is the same to the byte, and nothing makes it panic.

use bytes::Bytes;
use evidence::strip::{Stripped, Unreadable, strip};
use proptest::prelude::*;

use crate::images::{self, MARK, is_marked};

fn changed(image: &Bytes) -> Bytes {
    match strip(image) {
        Stripped::Changed(copy) => copy,
        other => panic!("{other:?}"),
    }
}

#[test]
fn a_clean_picture_is_its_own_working_copy() {
    for (name, image) in images::clean() {
        assert_eq!(strip(&image), Stripped::Same, "{name}");
    }
}

#[test]
fn no_mark_is_left() {
    for (name, image) in images::marked() {
        assert!(is_marked(&image), "{name}");
        let copy = changed(&image);
        assert!(!is_marked(&copy), "{name}");
        assert_eq!(strip(&copy), Stripped::Same, "{name}");
    }
}

#[test]
fn the_picture_is_the_same_to_the_byte() {
    assert_eq!(changed(&images::marked_jpeg(1, true)), images::jpeg());
    assert_eq!(changed(&images::marked_png()), images::png());
    let (marked, clean) = images::marked_webp();
    assert_eq!(changed(&marked), clean);
    let animated = images::clean().into_iter().find(|(name, _)| *name == "webp animated").unwrap().1;
    assert_eq!(changed(&images::marked_animation()), animated);
}

#[test]
fn which_side_is_up_stays() {
    for big in [true, false] {
        for orientation in 2..=8 {
            let copy = changed(&images::marked_jpeg(orientation, big));
            let clean = images::jpeg();
            // Behind JFIF: an EXIF segment of nothing else, in big endian whatever it was.
            assert_eq!(copy[..20], clean[..20]);
            assert_eq!(copy[20..56], images::segment(0xe1, &[b"Exif\0\0", &upright(orientation)]));
            assert_eq!(copy[56..], clean[20..]);
        }
        // No such side.
        for orientation in [0, 1, 9, 300] {
            assert_eq!(changed(&images::marked_jpeg(orientation, big)), images::jpeg(), "{orientation}");
        }
    }
}

/// The shortest TIFF structure with an orientation.
fn upright(orientation: u32) -> Vec<u8> {
    let orientation = u8::try_from(orientation).unwrap();
    [b"MM\0\x2a\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0".as_slice(), &[orientation], &[0; 6]].concat()
}

#[test]
fn colours_stay() {
    let clean = images::jpeg();
    let profile = images::segment(0xe2, &[b"ICC_PROFILE\0\x01\x01", b"a profile"]);
    let adobe = images::segment(0xee, &[b"Adobe\0\x64\0\0\0\0\x01"]);
    let kept = Bytes::from([&clean[..20], &profile, &adobe, &clean[20..]].concat());
    assert_eq!(strip(&kept), Stripped::Same);
    let longer = images::segment(0xee, &[b"Adobe\0\x64\0\0\0\0\x01", MARK]);
    assert_eq!(changed(&[&clean[..20], &profile, &longer, &clean[20..]].concat().into()), kept);
    let clean = images::png();
    let gamma = images::png_chunk(*b"gAMA", &[0, 0, 0xb1, 0x8f]);
    assert_eq!(strip(&[&clean[..33], &gamma, &clean[33..]].concat().into()), Stripped::Same);
}

#[test]
fn a_scan_with_stuffing_and_restarts_is_kept_whole() {
    let clean = images::jpeg();
    let body = &clean[..clean.len() - 2];
    let scan: &[u8] = b"\xff\0\xff\xd0\x12\xff\xd7\xff\0\xff";
    let image = Bytes::from([body, scan, b"\xff\xd9"].concat());
    assert_eq!(strip(&image), Stripped::Same);
    // A comment between two scans, and fill bytes before a marker.
    let start = clean.windows(2).position(|pair| pair == b"\xff\xda").unwrap();
    let second = [body, &clean[start..]].concat();
    let between = [body, &images::segment(0xfe, &[MARK]), b"\xff\xff", &clean[start..]].concat();
    assert_eq!(changed(&between.into()), second);
}

#[test]
fn other_formats_have_no_working_copy() {
    let others: [&'static [u8]; 5] = [b"", b"%PDF-1.7", b"\0\0\0\x18ftypheic\0\0\0\0mif1", b"RIFF\x04\0\0\0WAVE", b"\xff\xd8"];
    for content in others {
        assert_eq!(strip(&Bytes::from_static(content)), Stripped::Unreadable(Unreadable::Format));
    }
}

/// A picture that lacks its end is refused at every length, and so is one that is all frame and no picture.
#[test]
fn a_cut_picture_has_no_working_copy() {
    for (name, image) in images::clean() {
        for length in 0..image.len() {
            assert!(matches!(strip(&image.slice(..length)), Stripped::Unreadable(_)), "{name}, {length} bytes");
        }
    }
    let nothing = images::webp(&[images::webp_chunk(*b"EXIF", MARK)]);
    assert!(matches!(strip(&nothing.into()), Stripped::Unreadable(Unreadable::Malformed(_))));
    assert!(matches!(strip(&b"\xff\xd8\xff\xd9".to_vec().into()), Stripped::Unreadable(Unreadable::Malformed(_))));
}

#[test]
fn a_needed_chunk_that_is_not_known_is_refused() {
    let clean = images::png();
    for chunk in [images::png_chunk(*b"CgBI", &[0; 4]), images::png_chunk(*b"IHDR", &[0; 13]), images::png_chunk(*b"m\0rk", MARK)] {
        let image = [&clean[..33], &chunk, &clean[33..]].concat();
        assert!(matches!(strip(&image.into()), Stripped::Unreadable(Unreadable::Malformed(_))));
    }
}

/// One change to a picture: other bytes, a cut, a piece said twice.
#[derive(Clone, Debug)]
enum Change {
    Byte(prop::sample::Index, u8),
    Cut(prop::sample::Index),
    Twice(prop::sample::Index, prop::sample::Index),
    Insert(prop::sample::Index, Vec<u8>),
}

fn change() -> impl Strategy<Value = Change> {
    prop_oneof![
        4 => (any::<prop::sample::Index>(), any::<u8>()).prop_map(|(at, byte)| Change::Byte(at, byte)),
        1 => any::<prop::sample::Index>().prop_map(Change::Cut),
        1 => (any::<prop::sample::Index>(), any::<prop::sample::Index>()).prop_map(|(from, to)| Change::Twice(from, to)),
        1 => (any::<prop::sample::Index>(), prop::collection::vec(any::<u8>(), 1..20)).prop_map(|(at, piece)| Change::Insert(at, piece)),
    ]
}

fn apply(mut image: Vec<u8>, change: Change) -> Vec<u8> {
    let size = image.len() + 1;
    match change {
        Change::Byte(at, byte) if !image.is_empty() => {
            let at = at.index(image.len());
            image[at] = byte;
        }
        Change::Byte(..) => {}
        Change::Cut(at) => image.truncate(at.index(size)),
        Change::Twice(from, to) => {
            let (from, to) = (from.index(size), to.index(size));
            image.extend_from_within(from.min(to)..from.max(to));
        }
        Change::Insert(at, piece) => {
            let at = at.index(size);
            image.splice(at..at, piece);
        }
    }
    image
}

/// What holds for any bytes.
fn holds(image: &Bytes) -> Result<(), TestCaseError> {
    match strip(image) {
        Stripped::Changed(copy) => prop_assert_eq!(strip(&copy), Stripped::Same),
        Stripped::Same => {}
        Stripped::Unreadable(reason) => prop_assert!(!reason.code().is_empty() && !reason.remedy().is_empty()),
    }
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(4000))]

    #[test]
    fn any_bytes_do_no_harm(which in 0usize..4, rest in prop::collection::vec(any::<u8>(), 0..400)) {
        let start: &[u8] = [b"".as_slice(), b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n", b"RIFF\x80\0\0\0WEBP"][which];
        holds(&[start, &rest].concat().into())?;
    }

    #[test]
    fn a_changed_picture_does_no_harm(which in 0usize..10, changes in prop::collection::vec(change(), 1..6)) {
        let image = images::clean().into_iter().chain(images::marked()).nth(which).unwrap().1;
        holds(&changes.into_iter().fold(image.to_vec(), apply).into())?;
    }
}
