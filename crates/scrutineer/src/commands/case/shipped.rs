//! Cases that come with Scrutineer, inside the binary.

use intake::case::CaseFiles;
use rust_embed::RustEmbed;

#[derive(RustEmbed)]
#[folder = "../../cases"]
struct Files;

/// Names of all cases that come with Scrutineer.
pub fn names() -> Vec<String> {
    let mut names: Vec<String> = Files::iter().filter_map(|f| Some(f.split_once('/')?.0.to_owned())).collect();
    names.sort();
    names.dedup();
    names
}

/// The files of the case of that name.
pub fn files(name: &str) -> Option<CaseFiles> {
    let inside = |file: &str| Some(file.strip_prefix(name)?.strip_prefix('/')?.to_owned());
    let files: Vec<(String, Vec<u8>)> = Files::iter().filter_map(|f| Some((inside(&f)?, Files::get(&f)?.data.into_owned()))).collect();
    (!files.is_empty()).then(|| files.into_iter().collect())
}
