//! Running the program on small files.

use std::path::{Path, PathBuf};
use std::process::Output;

use assert_cmd::Command;
use tempfile::TempDir;

/// A folder with a file of results in it.
pub struct Folder(TempDir);

impl Folder {
    /// A folder with `results.csv` of that content.
    pub fn with(csv: &str) -> Self {
        let folder = Self(TempDir::new().expect("a folder"));
        std::fs::write(folder.path("results.csv"), csv).expect("written");
        folder
    }

    /// The same with a mapping beside the file that analyses regions and districts, however few stations they hold.
    pub fn mapped(csv: &str) -> Self {
        let folder = Self::with(csv);
        std::fs::write(folder.path("results.csv.mapping.toml"), MAPPING).expect("written");
        folder
    }

    /// A path inside.
    pub fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    /// Runs the program here.
    pub fn run(&self, args: &[&str]) -> Output {
        run_in(self.0.path(), args)
    }

    /// Runs the program here; it must succeed; gives its JSON document.
    pub fn json(&self, args: &[&str]) -> serde_json::Value {
        let output = self.run(args);
        assert!(output.status.success(), "{args:?}: {}", String::from_utf8_lossy(&output.stderr));
        serde_json::from_slice(&output.stdout).expect("one JSON document")
    }
}

/// Runs the program in a folder.
pub fn run_in(folder: &Path, args: &[&str]) -> Output {
    Command::cargo_bin("scrutineer").expect("the program").current_dir(folder).args(args).output().expect("it ran")
}

/// What stands on standard output.
pub fn out(output: &Output) -> String {
    String::from_utf8_lossy(&output.stdout).into_owned()
}

/// What stands on standard error.
pub fn err(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

/// Says which column of [`HONEST`] is what.
const MAPPING: &str = r#"
format = 1

[election]
id = "test"
title = "A small election"

[places]
levels = [{ name = "region", column = "region" }, { name = "district", column = "district" }]

[station]
code = "station"

[fields]
registered = "registered"
issued_station = "issued_station"
valid = "valid"
invalid = "invalid"

[options]
columns = ["Red", "Blue"]
complete = true
"#;

/// Twelve honest stations in two regions.
pub const HONEST: &str = "\
region,district,station,registered,issued_station,valid,invalid,Red,Blue
North,A,1,1000,612,600,12,333,267
North,A,2,900,503,497,6,251,246
North,A,3,1200,777,760,17,401,359
North,B,4,800,431,425,6,222,203
North,B,5,1100,689,680,9,377,303
North,B,6,700,404,400,4,199,201
South,C,7,1000,587,580,7,281,299
South,C,8,950,533,529,4,270,259
South,C,9,1300,801,790,11,433,357
South,D,10,650,377,371,6,188,183
South,D,11,720,446,441,5,240,201
South,D,12,880,519,511,8,266,245
";
