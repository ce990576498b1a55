//! What Typst may see: one template, the data of one report, a few fonts. No files, no network, no clock.

use std::sync::LazyLock;

use typst::diag::{FileError, FileResult};
use typst::foundations::{Array, Bytes, Datetime, Dict, Duration, Value};
use typst::syntax::{FileId, Source};
use typst::text::{Font, FontBook};
use typst::utils::LazyHash;
use typst::{Library, LibraryExt, World};

/// The template is the only markup there is; everything a file of results could bring arrives as data.
const TEMPLATE: &str = include_str!("report.typ");

struct Fonts {
    book: LazyHash<FontBook>,
    fonts: Vec<Font>,
}

/// `DejaVu` has Latin, Cyrillic with the Kazakh and Kyrgyz letters, Georgian, Armenian, Greek and Arabic; Libertinus is for headings.
static FONTS: LazyLock<Fonts> = LazyLock::new(|| {
    let dejavu = [
        dejavu::sans::regular(),
        dejavu::sans::bold(),
        dejavu::sans::oblique(),
        dejavu::sans_condensed::regular(),
        dejavu::sans_condensed::bold(),
        dejavu::sans_condensed::oblique(),
        dejavu::sans_mono::regular(),
        dejavu::serif::bold(),
    ];
    let typst = typst_assets::fonts().flat_map(|data| Font::iter(Bytes::new(data)));
    let headings = typst.filter(|f| f.info().family == "Libertinus Serif");
    let fonts: Vec<Font> = dejavu.into_iter().flat_map(|data| Font::iter(Bytes::new(data))).chain(headings).collect();
    Fonts { book: LazyHash::new(FontBook::from_fonts(&fonts)), fonts }
});

/// The world of one report.
pub(super) struct ReportWorld {
    library: LazyHash<Library>,
    source: Source,
}

impl ReportWorld {
    /// `report` is the report as JSON, `plots` the pictures it names by number.
    pub fn new(report: Vec<u8>, plots: impl Iterator<Item = Vec<u8>>) -> Self {
        let plots: Array = plots.map(|svg| Value::Bytes(Bytes::new(svg))).collect();
        let inputs: Dict =
            [("report".into(), Value::Bytes(Bytes::new(report))), ("plots".into(), Value::Array(plots))].into_iter().collect();
        Self { library: LazyHash::new(Library::builder().with_inputs(inputs).build()), source: Source::detached(TEMPLATE) }
    }
}

impl World for ReportWorld {
    fn library(&self) -> &LazyHash<Library> {
        &self.library
    }

    fn book(&self) -> &LazyHash<FontBook> {
        &FONTS.book
    }

    fn main(&self) -> FileId {
        self.source.id()
    }

    fn source(&self, id: FileId) -> FileResult<Source> {
        if id == self.source.id() { Ok(self.source.clone()) } else { Err(FileError::AccessDenied) }
    }

    fn file(&self, _: FileId) -> FileResult<Bytes> {
        Err(FileError::AccessDenied)
    }

    fn font(&self, index: usize) -> Option<Font> {
        FONTS.fonts.get(index).cloned()
    }

    fn today(&self, _: Option<Duration>) -> Option<Datetime> {
        None
    }
}
