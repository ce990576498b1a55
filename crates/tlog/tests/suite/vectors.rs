//! Values of the specifications, from `vectors/tlog.json`.

use serde_json::Value;
use tlog::hash::{self, Hash};
use tlog::note::Note;
use tlog::tile::{self, Tile};
use tlog::tree::{self, Frontier, MemoryTree};
use tlog::{SignedCheckpoint, SignerKey, VerifierKey, cosign};

fn read() -> Value {
    serde_json::from_str(include_str!("../../../../vectors/tlog.json")).unwrap()
}

fn unhex(value: &Value) -> Vec<u8> {
    let text = value.as_str().unwrap();
    (0..text.len()).step_by(2).map(|at| u8::from_str_radix(&text[at..at + 2], 16).unwrap()).collect()
}

fn hashes(value: &Value) -> Vec<Hash> {
    value.as_array().unwrap().iter().map(|hash| Hash(unhex(hash).try_into().unwrap())).collect()
}

fn number(value: &Value) -> u64 {
    value.as_u64().unwrap()
}

fn leaves() -> Vec<Hash> {
    read()["leaves_hex"].as_array().unwrap().iter().map(|leaf| hash::leaf(&unhex(leaf))).collect()
}

#[test]
fn roots_of_the_reference_tree() {
    let roots = hashes(&read()["roots_hex"]);
    let mut frontier = Frontier::new();
    let mut whole = MemoryTree::new();
    assert_eq!(frontier.root(), roots[0]);
    for (leaf, root) in leaves().into_iter().zip(&roots[1..]) {
        frontier.push(leaf);
        whole.push(leaf);
        assert_eq!(frontier.root(), *root);
        assert_eq!(tree::root(&whole, whole.size()).unwrap(), *root);
    }
    assert_eq!(frontier.size(), 8);
}

#[test]
fn proofs_of_the_reference_tree() {
    let (vectors, leaves) = (read(), leaves());
    let roots = hashes(&vectors["roots_hex"]);
    let at = |size: u64| &roots[usize::try_from(size).unwrap()];
    let whole: MemoryTree = leaves.iter().copied().collect();
    for case in vectors["inclusion"].as_array().unwrap() {
        let (index, size, path) = (number(&case["index"]), number(&case["size"]), hashes(&case["path_hex"]));
        assert_eq!(tree::prove_inclusion(&whole, index, size).unwrap(), path, "{case}");
        tree::verify_inclusion(&path, index, &leaves[usize::try_from(index).unwrap()], size, at(size)).unwrap();
    }
    for case in vectors["consistency"].as_array().unwrap() {
        let (old, new, path) = (number(&case["old"]), number(&case["new"]), hashes(&case["path_hex"]));
        assert_eq!(tree::prove_consistency(&whole, old, new).unwrap(), path, "{case}");
        tree::verify_consistency(&path, old, at(old), new, at(new)).unwrap();
    }
}

#[test]
fn tiles_of_the_specification() {
    let vectors = read();
    for case in vectors["tiles"].as_array().unwrap() {
        let tiles: Vec<Tile> = tile::of_size(number(&case["size"])).collect();
        for level in 0..tile::LEVELS {
            let of_level = || tiles.iter().filter(move |tile| tile.level == level);
            let written = |key: &str| case[key].get(usize::from(level)).map_or(0, number);
            assert_eq!(of_level().filter(|tile| !tile.is_partial()).count() as u64, written("full"), "{case} level {level}");
            let partial: Vec<u64> = of_level().filter(|tile| tile.is_partial()).map(|tile| u64::from(tile.width)).collect();
            let expected: Vec<u64> = Some(written("partial")).filter(|width| *width > 0).into_iter().collect();
            assert_eq!(partial, expected, "{case} level {level}");
        }
    }
    let path = &vectors["path"];
    let tile = Tile { level: 3, index: number(&path["index"]), width: 256 };
    assert_eq!(tile.path(), format!("tile/3/{}", path["written"].as_str().unwrap()));
}

#[test]
fn the_note_of_go() {
    let vectors = read();
    let word = |key: &str| vectors["note"][key].as_str().unwrap().to_owned();
    let (private, public) = (SignerKey::parse(&word("skey")).unwrap(), VerifierKey::parse(&word("vkey")).unwrap());
    assert_eq!(private.verifier(), &public);
    assert_eq!(private.reveal(), word("skey"));
    assert_eq!(public.to_string(), word("vkey"));
    let mut note = Note::new(word("text")).unwrap();
    note.sign(&private).unwrap();
    assert_eq!(note.to_string(), format!("{}\n{}\n", word("text"), word("signature")));
    assert_eq!(Note::parse(note.to_string().as_bytes()).unwrap().verify(&[&public]), Ok(vec![0]));
}

#[test]
fn the_cosignature_of_the_specification() {
    let vectors = read();
    let word = |key: &str| vectors["cosignature"][key].as_str().unwrap().to_owned();
    let signed = SignedCheckpoint::parse(word("checkpoint").as_bytes()).unwrap();
    assert_eq!(signed.to_string(), word("checkpoint"));
    assert_eq!((signed.checkpoint().origin(), signed.checkpoint().size()), ("example.com/behind-the-sofa", 20_852_163));
    let time = number(&vectors["cosignature"]["time"]);
    assert_eq!(cosign::message(time, signed.note().text()), word("message"));
    // The specification gives no key for it; the time stands in the signature's first eight bytes.
    let cosignature = &signed.note().signatures()[1];
    assert_eq!((cosignature.name(), cosignature.signature().len()), ("witness.example.com/w1", 72));
    assert_eq!(cosignature.signature()[..8], time.to_be_bytes());
}
