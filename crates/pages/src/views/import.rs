//! Files in: upload, preview, result.

use super::common::Change;
use super::pages;
use crate::form::Form;

words! {
    /// What is imported.
    pub enum ImportKind {
        /// Polling stations and their places.
        Stations = "import-stations",
        /// Observers.
        Observers = "import-observers",
        /// Members of station commissions.
        Staff = "import-staff",
        /// Boundaries of places.
        Boundaries = "import-boundaries",
    }

    /// How far an import is.
    pub enum ImportState {
        /// It is being written.
        Working = "import-working",
        /// It is in the log.
        Done = "import-done",
        /// Nothing was written.
        Failed = "import-failed",
    }
}

impl ImportKind {
    /// Its word in addresses.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Stations => "stations",
            Self::Observers => "observers",
            Self::Staff => "staff",
            Self::Boundaries => "boundaries",
        }
    }

    /// The headers that are recognised in our own simple file: header, name of its meaning's text, whether it has to be there.
    #[must_use]
    pub fn headers(self) -> &'static [(&'static str, &'static str, bool)] {
        match self {
            Self::Stations => &[
                ("code", "column-code", true),
                ("name, name:ru, name:kk", "column-name", true),
                ("region, district", "column-region", true),
                ("address", "column-address", false),
                ("kind", "column-kind", false),
                ("latitude, longitude", "column-coordinates", false),
                ("registered", "column-registered", false),
            ],
            Self::Observers => &[
                ("Participant ID", "column-external", true),
                ("Role", "column-role", true),
                ("Full Name, Phone #1, Email", "column-identity", false),
                ("Location Code", "column-location", false),
                ("Supervisor ID", "column-supervisor", false),
            ],
            Self::Staff => &[("station", "column-code", true), ("role", "column-staff-role", true), ("name", "column-identity", true)],
            Self::Boundaries => &[("geometry", "column-geometry", true), ("properties.name", "column-boundary-name", true)],
        }
    }

    /// A small file that would be taken.
    #[must_use]
    pub fn sample(self) -> &'static str {
        match self {
            Self::Stations => {
                "code,name,name:ru,name:kk,region,district,address,kind,latitude,longitude,registered\n\
                 KZ-17,School No. 5,Школа № 5,№ 5 мектеп,Zhambyl,Taraz,12 Tole bi St,ordinary,42.8997,71.3780,1842\n"
            }
            Self::Observers => {
                "Participant ID,Role,Full Name,Phone #1,Location Code,Supervisor ID\n1204,short_term,Test Person,+7 700 000 00 00,KZ-17,1200\n"
            }
            Self::Staff => "station,role,name\nKZ-17,chair,Test Person\n",
            Self::Boundaries => {
                "{\"type\":\"FeatureCollection\",\"features\":[{\"type\":\"Feature\",\"properties\":{\"name\":\"Taraz\"},\n \
                 \"geometry\":{\"type\":\"Polygon\",\"coordinates\":[[[71.3,42.8],[71.5,42.8],[71.5,43.0],[71.3,42.8]]]}}]}\n"
            }
        }
    }

    /// What the file chooser offers.
    #[must_use]
    pub fn accept(self) -> &'static str {
        if self == Self::Boundaries { ".geojson,.json" } else { ".csv,.tsv,.txt,.zip" }
    }
}

data! {
    /// Step 1: a file. Field: `file`. Posted as `multipart/form-data` to the page's own address.
    pub struct ImportStartView {
        /// What is imported.
        pub kind: ImportKind,
        /// What was refused.
        pub form: Form,
        /// The largest file, as it is read: `64 MB`.
        pub largest: String,
    }

    /// Step 2: what the file would do.
    pub struct ImportPreviewView {
        /// What is imported.
        pub kind: ImportKind,
        /// The upload's id.
        pub id: String,
        /// The file's name.
        pub file: String,
        /// The mapping that was used.
        pub mapping: String,
        /// Rows of the file.
        pub rows: u64,
        /// What becomes of them.
        pub counts: ImportCounts,
        /// The columns and what they were taken for.
        pub columns: Vec<ColumnRow>,
        /// The first rows, cell by cell, in the order of `columns`.
        pub first: Vec<Vec<String>>,
        /// Some of what would change.
        pub changed: Vec<ChangedRow>,
        /// The first problems.
        pub problems: Vec<ProblemRow>,
        /// All problems.
        pub problem_count: u64,
        /// Codes that stand more than once, with the lines.
        pub duplicates: Vec<OddRow>,
        /// Rows whose place or supervisor is nowhere, with the lines.
        pub orphans: Vec<OddRow>,
    }

    /// How many rows become what.
    pub struct ImportCounts {
        /// Not kept yet.
        pub new: u64,
        /// Kept, and different.
        pub changed: u64,
        /// Kept, and the same.
        pub same: u64,
        /// Kept, and not in the file; they stay.
        pub gone: u64,
    }

    /// A column of the file.
    pub struct ColumnRow {
        /// Its header.
        pub header: String,
        /// What it was taken for, in the reader's language; none when it is left out.
        pub meaning: Option<String>,
        /// The first value that is not empty; none for personal data.
        pub example: Option<String>,
    }

    /// Something that would change.
    pub struct ChangedRow {
        /// Its id.
        pub id: String,
        /// Its name.
        pub name: String,
        /// What would change.
        pub changes: Vec<Change>,
    }

    /// A row that cannot be taken.
    pub struct ProblemRow {
        /// Line of the file, from 1.
        pub line: u64,
        /// The column's header.
        pub column: String,
        /// What stands there; none for personal data.
        pub value: Option<String>,
        /// What is wrong.
        pub message: String,
        /// What to do.
        pub remedy: String,
        /// Stable code.
        pub code: String,
    }

    /// Something that does not fit together.
    pub struct OddRow {
        /// The code or name.
        pub id: String,
        /// Lines of the file, as they are read: `17, 240`.
        pub lines: String,
    }

    /// Step 3: what was done.
    pub struct ImportResultView {
        /// What is imported.
        pub kind: ImportKind,
        /// The upload's id.
        pub id: String,
        /// How far it is.
        pub state: ImportState,
        /// Rows written.
        pub done: u64,
        /// Rows to write.
        pub total: u64,
        /// What became of them.
        pub counts: ImportCounts,
        /// The first entry of the log.
        pub first_entry: u64,
        /// The last entry of the log.
        pub last_entry: u64,
        /// Why it failed, with what to do.
        pub failure: Option<String>,
    }
}

pages! {
    /// `/import/{kind}`
    import_start(ImportStartView) = "import/start.html";
    /// `/import/{kind}/{id}` before it is confirmed; confirmed by a POST to `/import/{kind}/{id}/confirm`, dropped by one to `.../drop`.
    import_preview(ImportPreviewView) = "import/preview.html";
    /// `/import/{kind}/{id}` afterwards
    import_result(ImportResultView) = "import/result.html";
}
