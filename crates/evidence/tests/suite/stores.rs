//! Stories of the store in a folder. [`story`] runs on a bucket too.

use std::convert::Infallible;
use std::io;
use std::path::Path;

use bytes::Bytes;
use evidence::objects::{KeepError, ObjectError, ObjectFault, SMALL};
use evidence::{Kept, Media, Object, Objects, VaultKey};
use futures_util::future::join_all;
use futures_util::stream::{self, Stream, StreamExt, TryStreamExt};
use sha2::{Digest, Sha256};
use tempfile::TempDir;

use crate::images::{self, is_marked};

/// More than any test sends.
const LIMIT: u64 = 1 << 30;

struct Place {
    folder: TempDir,
    key: VaultKey,
    objects: Objects,
}

fn place() -> Place {
    let (folder, key) = (tempfile::tempdir().unwrap(), VaultKey::generate());
    let objects = Objects::open(folder.path().join("a/b").to_str().unwrap(), key.recipient()).unwrap();
    Place { folder, key, objects }
}

/// A content in pieces of this many bytes.
fn pieces(content: &[u8], size: usize) -> impl Stream<Item = Result<Bytes, Infallible>> + use<> {
    stream::iter(content.chunks(size).map(|piece| Ok(Bytes::copy_from_slice(piece))).collect::<Vec<_>>())
}

async fn keep(objects: &Objects, content: &[u8]) -> Kept {
    objects.keep(pieces(content, 64 * 1024), LIMIT).await.unwrap()
}

/// Bytes that look like nothing and are different for each seed.
fn noise(length: usize, seed: u64) -> Vec<u8> {
    let mut state = seed;
    let next = || {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        state.to_be_bytes()[0]
    };
    std::iter::repeat_with(next).take(length).collect()
}

/// A JPEG of about this length: the small one with more in its scan.
fn long_jpeg(length: usize) -> Vec<u8> {
    let image = images::marked_jpeg(6, true);
    let end = image.windows(2).position(|pair| pair == b"\xff\xd9").unwrap();
    // The mark's own JPEG preview ends first; the picture's scan is the last one.
    let scan = image.windows(2).rposition(|pair| pair == b"\xff\xda").unwrap().max(end);
    [&image[..scan + 12], &vec![0x55; length], &image[scan + 12..]].concat()
}

fn sha256(content: &[u8]) -> [u8; 32] {
    Sha256::digest(content).into()
}

/// All files below a folder with their content, those of the store's own staging included.
fn files(folder: &Path) -> Vec<(String, Vec<u8>)> {
    let mut found = Vec::new();
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            found.extend(files(&path));
        } else {
            found.push((path.to_str().unwrap().to_owned(), std::fs::read(&path).unwrap()));
        }
    }
    found
}

async fn listed(objects: &Objects) -> Vec<Option<Object>> {
    let mut found: Vec<_> = objects.list().map_ok(|listed| (listed.path, listed.object)).try_collect().await.unwrap();
    found.sort_by(|one, other| one.0.cmp(&other.0));
    found.into_iter().map(|(_, object)| object).collect()
}

/// What every store does, from keeping to removing.
pub async fn story(objects: &Objects, other: &Objects, key: &VaultKey) {
    objects.ready().await.unwrap();
    assert_eq!(listed(objects).await, []);
    let image = images::marked_jpeg(6, false);
    let photograph = keep(objects, &image).await;
    let copy = objects.working(photograph.working.unwrap()).await.unwrap();
    assert!(!is_marked(&copy) && photograph.sealed && photograph.media == Media::Jpeg);
    assert_eq!((photograph.sha256, photograph.length), (sha256(&image), u64::try_from(image.len()).unwrap()));
    assert_eq!(key.open(&objects.sealed(photograph.sha256).await.unwrap()).unwrap(), image);
    // In parts, the last of them short.
    let video = noise(11 * 1024 * 1024 + 5, 1);
    let film = keep(objects, &video).await;
    assert_eq!((film.media, film.working, film.sealed), (Media::Other, None, true));
    assert_eq!(key.open(&objects.sealed(film.sha256).await.unwrap()).unwrap(), video);
    let broken = pieces(&video, 100_000).map_err(|never| match never {}).chain(stream::iter([Err(io::Error::other("dead"))]));
    assert!(matches!(objects.keep(broken, LIMIT).await, Err(KeepError::Stream(_))));
    // Again: it is there already.
    assert_eq!(keep(objects, &video).await, film);
    assert_eq!(keep(objects, &image).await, photograph);
    let all = listed(objects).await;
    assert_eq!(all.len(), 3, "{all:?}");
    for kept in [&photograph, &film] {
        assert!(kept.objects().all(|object| all.contains(&Some(object))));
        objects.check(kept).await.unwrap();
        assert!(matches!(other.check(kept).await, Err(ObjectFault::Object(ObjectError::Missing { .. }))));
        objects.copy_to(other, kept).await.unwrap();
        objects.copy_to(other, kept).await.unwrap();
        other.check(kept).await.unwrap();
        for object in kept.objects() {
            objects.remove(&object).await.unwrap();
            objects.remove(&object).await.unwrap();
        }
        assert!(matches!(objects.check(kept).await, Err(ObjectFault::Object(ObjectError::Missing { .. }))));
    }
    assert_eq!(listed(objects).await, []);
    assert_eq!(listed(other).await, all);
    assert_eq!(key.open(&other.sealed(photograph.sha256).await.unwrap()).unwrap(), image);
}

#[tokio::test]
async fn a_folder_keeps_checks_copies_and_removes() {
    let (place, backup) = (place(), place());
    story(&place.objects, &backup.objects, &place.key).await;
    assert_eq!(files(place.folder.path()), []);
}

#[cfg(unix)]
#[tokio::test]
async fn nobody_else_may_read_the_folder() {
    use std::os::unix::fs::PermissionsExt;
    let place = place();
    let mode = std::fs::metadata(place.folder.path().join("a/b")).unwrap().permissions().mode();
    assert_eq!(mode & 0o777, 0o700);
}

#[tokio::test]
async fn no_mark_is_in_any_file() {
    let place = place();
    let document = [b"%PDF-1.7 ".as_slice(), images::MARK].concat();
    let broken = [b"\xff\xd8\xff\xe1".as_slice(), images::MARK].concat();
    // The same picture as the first of the marked ones, in another camera's byte order.
    let again = images::marked_jpeg(1, false).to_vec();
    let originals = images::marked().into_iter().map(|(_, image)| image.to_vec()).chain([document, broken, again]);
    for original in originals {
        assert!(is_marked(&original));
        let kept = keep(&place.objects, &original).await;
        place.objects.check(&kept).await.unwrap();
        assert!(kept.sealed);
        assert_eq!(place.key.open(&place.objects.sealed(kept.sha256).await.unwrap()).unwrap(), original);
        if let Some(working) = kept.working {
            assert_ne!(working, kept.sha256);
        }
    }
    let files = files(place.folder.path());
    assert_eq!(files.len(), 8 + 5, "two originals of one picture have one working copy");
    for (name, content) in files {
        assert!(!is_marked(&content), "{name}");
    }
}

#[tokio::test]
async fn a_clean_picture_is_kept_once() {
    let place = place();
    for (name, image) in images::clean() {
        let kept = keep(&place.objects, &image).await;
        assert_eq!((kept.working, kept.sealed), (Some(kept.sha256), false), "{name}");
        assert_eq!(place.objects.working(kept.sha256).await.unwrap(), image);
        place.objects.check(&kept).await.unwrap();
    }
    assert_eq!(files(place.folder.path()).len(), images::clean().len());
}

/// The same whatever the pieces, down to single bytes, and nothing at all is a content too.
#[tokio::test]
async fn pieces_do_not_matter() {
    let place = place();
    for content in [images::marked_png().to_vec(), noise(300_000, 2), b"RIFF".to_vec(), Vec::new()] {
        let whole = keep(&place.objects, &content).await;
        for size in [1, 7, 1000] {
            assert_eq!(place.objects.keep(pieces(&content, size), LIMIT).await.unwrap(), whole);
        }
        assert_eq!(whole.sha256, sha256(&content));
    }
}

#[tokio::test]
async fn an_image_beyond_memory_is_sealed_only() {
    let place = place();
    for (length, working) in [(SMALL - 4096, true), (SMALL + 1, false), (SMALL + (6 << 20), false)] {
        let image = long_jpeg(length);
        let kept = keep(&place.objects, &image).await;
        assert_eq!((kept.media, kept.working.is_some(), kept.sealed), (Media::Jpeg, working, true), "{length}");
        assert_eq!(place.key.open(&place.objects.sealed(kept.sha256).await.unwrap()).unwrap(), image);
    }
}

#[tokio::test]
async fn what_is_too_long_leaves_nothing() {
    let place = place();
    let long = [images::marked_jpeg(1, true).to_vec(), noise(100, 3), noise(12 << 20, 4), long_jpeg(SMALL + (12 << 20))];
    for content in long {
        let exactly = u64::try_from(content.len()).unwrap();
        let refused = place.objects.keep(pieces(&content, 50_000), exactly - 1).await;
        assert!(matches!(refused, Err(KeepError::TooLong { limit }) if limit == exactly - 1));
        assert_eq!(settled(&place).await, []);
        let kept = place.objects.keep(pieces(&content, 50_000), exactly).await.unwrap();
        for object in kept.objects() {
            place.objects.remove(&object).await.unwrap();
        }
    }
}

/// The files that are left once what was given up is cleaned up, which happens behind the answer.
async fn settled(place: &Place) -> Vec<(String, Vec<u8>)> {
    for _ in 0..200 {
        if files(place.folder.path()).is_empty() {
            break;
        }
        tokio::time::sleep(std::time::Duration::from_millis(10)).await;
    }
    files(place.folder.path())
}

#[tokio::test]
async fn a_stream_that_breaks_leaves_nothing() {
    let place = place();
    for content in [images::marked_jpeg(1, true).to_vec(), noise(100, 5), noise(12 << 20, 6), long_jpeg(SMALL + (12 << 20))] {
        let whole = content.chunks(50_000).map(|piece| Ok(Bytes::copy_from_slice(piece))).collect::<Vec<_>>();
        let broken = stream::iter(whole.into_iter().chain([Err(io::Error::other("the line went dead"))]));
        let error = place.objects.keep(broken, LIMIT).await.unwrap_err();
        assert!(matches!(&error, KeepError::Stream(_)));
        assert_eq!((error.code(), error.to_string().as_str()), ("EVIDENCE-KEEP-STREAM", "the content did not come to its end"));
        assert_eq!(settled(&place).await, []);
    }
}

/// A sender who goes away: the future is dropped while it waits.
#[tokio::test]
async fn an_upload_that_is_dropped_leaves_nothing() {
    let place = place();
    let endless = pieces(&noise(12 << 20, 7), 50_000).chain(stream::pending());
    let waited = tokio::time::timeout(std::time::Duration::from_millis(500), place.objects.keep(endless, LIMIT)).await;
    assert!(waited.is_err());
    assert_eq!(settled(&place).await, []);
}

/// Many more uploads than fit into memory, images and not, of known and unknown length, all come through.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn many_at_once_wait_for_one_another() {
    let place = place();
    let contents: Vec<Vec<u8>> = (0..24).map(|seed| if seed % 3 == 0 { noise(6 << 20, seed) } else { long_jpeg(4 << 20) }).collect();
    let keeping = contents.iter().enumerate().map(|(at, content)| {
        let limit = if at % 2 == 0 { LIMIT } else { u64::try_from(content.len()).unwrap() };
        place.objects.keep(pieces(content, 100_000), limit)
    });
    for kept in join_all(keeping).await {
        place.objects.check(&kept.unwrap()).await.unwrap();
    }
}

#[tokio::test]
async fn faults_name_the_object() {
    let place = place();
    let kept = keep(&place.objects, &images::marked_png()).await;
    let path = |object: Object| place.folder.path().join("a/b").join(object.path().as_ref());
    let (working, sealed) = (Object::Working(kept.working.unwrap()), Object::Sealed(kept.sha256));
    let copy = std::fs::read(path(working.clone())).unwrap();
    std::fs::write(path(working.clone()), &copy[1..]).unwrap();
    let fault = place.objects.check(&kept).await.unwrap_err();
    assert!(matches!(&fault, ObjectFault::Object(ObjectError::Damaged { object }) if *object == working));
    assert!(fault.to_string().contains(&hex::encode(kept.working.unwrap())) && !fault.remedy().is_empty());
    assert!(matches!(place.objects.working(kept.working.unwrap()).await, Err(ObjectError::Damaged { .. })));
    // A shorter one was cut off, so keeping the content again mends it.
    keep(&place.objects, &images::marked_png()).await;
    place.objects.check(&kept).await.unwrap();
    let long = vec![b'a'; usize::try_from(kept.length).unwrap() + 100];
    for content in [b"age-encryption.org/v1\n".as_slice(), &long] {
        std::fs::write(path(sealed.clone()), content).unwrap();
        assert!(matches!(place.objects.check(&kept).await, Err(ObjectFault::NotSealed { object }) if object == sealed));
    }
    place.objects.remove(&sealed).await.unwrap();
    assert!(matches!(place.objects.sealed(kept.sha256).await, Err(ObjectError::Missing { object }) if object == sealed));
    let nothing = Kept { working: None, sealed: false, ..kept };
    assert_eq!(place.objects.check(&nothing).await.unwrap_err().code(), "EVIDENCE-FAULT-NOTHING");
}

#[tokio::test]
async fn strange_files_are_listed_as_strange() {
    let place = place();
    let kept = keep(&place.objects, b"content").await;
    std::fs::write(place.folder.path().join("a/b/note.txt"), "from somebody").unwrap();
    let found: Vec<_> = place.objects.list().try_collect().await.unwrap();
    assert_eq!(found.len(), 2);
    for listed in found {
        match listed.object {
            Some(object) => assert_eq!(object, Object::Sealed(kept.sha256)),
            None => assert_eq!((listed.path.as_str(), listed.length), ("note.txt", 13)),
        }
    }
}

#[tokio::test]
async fn a_folder_that_cannot_be_used_is_refused() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("file");
    std::fs::write(&file, "").unwrap();
    let error = Objects::open(file.join("below").to_str().unwrap(), VaultKey::generate().recipient()).unwrap_err();
    assert_eq!(error.code(), "EVIDENCE-OBJECT-FOLDER");
    let place = place();
    std::fs::write(place.folder.path().join("a/b/sealed"), "in the way").unwrap();
    let error = place.objects.keep(pieces(b"content", 9), LIMIT).await.unwrap_err();
    assert!(matches!(error, KeepError::Object(ObjectError::Failed { .. })), "{error:?}");
}

#[test]
fn what_is_kept_is_written_as_json() {
    let kept = Kept { sha256: [0xab; 32], length: 3, media: Media::WebP, working: Some([1; 32]), sealed: true };
    let json = serde_json::to_string(&kept).unwrap();
    let (sha256, working) = ("ab".repeat(32), "01".repeat(32));
    assert_eq!(json, format!(r#"{{"sha256":"{sha256}","length":3,"media":"webp","working":"{working}","sealed":true}}"#));
    assert_eq!(serde_json::from_str::<Kept>(&json).unwrap(), kept);
    let none = Kept { working: None, ..kept };
    assert_eq!(serde_json::from_str::<Kept>(&serde_json::to_string(&none).unwrap()).unwrap(), none);
    assert!(serde_json::from_str::<Kept>(&json.replace("01", "0g")).is_err());
}

#[test]
fn paths_and_objects_are_one_to_one() {
    let object = Object::Sealed([0xab; 32]);
    let path = object.path().to_string();
    assert_eq!(path, format!("sealed/ab/{}.age", "ab".repeat(32)));
    assert_eq!(Object::parse(&path), Some(object));
    for wrong in ["", "sealed", "sealed/ab/ab.age", &path.to_uppercase(), &path.replace("/ab/", "/ac/"), &format!("x/{path}")] {
        assert_eq!(Object::parse(wrong), None, "{wrong}");
    }
}

/// A handler of requests needs a future that can move between threads.
#[test]
fn keeping_can_move_between_threads() {
    fn can_move(_: impl Send) {}
    let place = place();
    can_move(place.objects.keep(pieces(b"", 1), LIMIT));
}
