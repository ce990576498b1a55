//! Writes every page in every language into a folder, filled with invented data, so that it can be looked at:
//! `cargo run -p pages --example gallery -- OUT`.
#![allow(clippy::unwrap_used, reason = "a tool of the developer; what is wrong shall stop it")]

mod data;

use std::path::PathBuf;
use std::{env, fs};

use pages::{ASSETS, Locale};

fn main() {
    let out = PathBuf::from(env::args().nth(1).expect("usage: gallery OUT"));
    fs::create_dir_all(out.join("assets")).unwrap();
    for asset in ASSETS {
        fs::write(out.join("assets").join(asset.name), asset.bytes).unwrap();
    }
    for locale in Locale::ALL {
        let folder = out.join(locale.tag());
        fs::create_dir_all(&folder).unwrap();
        for (name, page) in data::gallery(locale) {
            fs::write(folder.join(format!("{name}.html")), page.unwrap()).unwrap();
        }
    }
}
