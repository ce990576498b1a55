//! A report as data: what it says, before it becomes a page or a PDF.
//!
//! All texts are plain: whoever renders them escapes them. Nothing here comes from a file unseen as markup.

use serde::Serialize;

pub use super::mark::{Mark, Tone};

/// A whole report.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Report {
    /// Language, as `lang` attributes write it.
    pub lang: &'static str,
    /// Title of the document; says SIMULATED where that is so.
    pub title: String,
    /// What the document is, over the title.
    pub kicker: String,
    /// Lines under the title: date, source, file.
    pub subtitle: Vec<String>,
    /// The word that stands on every section of a simulated election; empty otherwise.
    pub simulated: String,
    /// The sentence that explains it.
    pub simulated_note: String,
    /// Short title for running headers.
    pub running: String,
    /// Heading of the table of contents.
    pub contents: String,
    /// For those who come by keyboard.
    pub skip: String,
    /// The sections.
    pub sections: Vec<Section>,
    /// Closing line.
    pub footer: String,
}

/// A section with its heading.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Section {
    /// Anchor.
    pub id: String,
    /// Heading.
    pub title: String,
    /// 2 for a section, 3 for a part of one.
    pub level: u8,
    /// What it says.
    pub blocks: Vec<Block>,
}

impl Section {
    /// An empty section of level 2.
    pub(crate) fn new(id: &str, title: String) -> Self {
        Self { id: id.to_owned(), title, level: 2, blocks: Vec::new() }
    }

    /// The same as a part of the section before it.
    pub(crate) fn part(self) -> Self {
        Self { level: 3, ..self }
    }

    pub(crate) fn with(mut self, block: Block) -> Self {
        self.blocks.push(block);
        self
    }

    pub(crate) fn extend(mut self, blocks: impl IntoIterator<Item = Block>) -> Self {
        self.blocks.extend(blocks);
        self
    }
}

/// A piece of a section.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "snake_case", tag = "kind")]
pub enum Block {
    /// A paragraph that opens a section.
    Lead {
        /// What it says.
        text: String,
    },
    /// A paragraph.
    Para {
        /// What it says.
        text: String,
    },
    /// Something to keep in mind, such as a caveat.
    Note {
        /// What kind of note.
        label: String,
        /// What it says; one paragraph each.
        lines: Vec<String>,
    },
    /// Large figures side by side.
    Figures {
        /// The figures.
        figures: Vec<Figure>,
    },
    /// The findings that matter.
    Matters {
        /// One card each.
        cards: Vec<Card>,
    },
    /// What a record says about a claim.
    Verdict {
        /// Its mark.
        mark: Mark,
        /// The verdict in words.
        word: String,
        /// The sentence that goes with it.
        sentence: String,
    },
    /// A table.
    Table(Table),
    /// A list of plain items.
    List {
        /// The items.
        items: Vec<String>,
    },
    /// Terms with their explanation.
    Terms {
        /// Term and explanation.
        terms: Vec<(String, String)>,
    },
    /// Short facts with their labels, several abreast.
    Facts {
        /// Label and fact.
        facts: Vec<(String, String)>,
    },
    /// A picture, by its place in the list of plots.
    Plot {
        /// Place in the list.
        index: usize,
        /// What stands under it: what is counted, how many, by which method.
        caption: String,
        /// The whole caption, for those who ask; empty where it is no longer.
        more: String,
    },
    /// What a reader types.
    Command {
        /// The command line.
        text: String,
    },
    /// More for those who ask for it. Left out of the short form.
    Details {
        /// What one gets.
        summary: String,
        /// What it holds.
        blocks: Vec<Block>,
    },
}

/// A large figure.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Figure {
    /// What it counts.
    pub label: String,
    /// The number.
    pub value: String,
    /// Formula, or what it is a part of.
    pub note: String,
}

/// A finding that matters.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Card {
    /// Title of the test.
    pub title: String,
    /// Where, and for which option.
    pub place: String,
    /// What was seen, in a sentence.
    pub sentence: String,
    /// Label and text of size, certainty and reach.
    pub facts: Vec<(String, String)>,
    /// Anchor of the section that says more.
    pub link: String,
    /// Words of that link.
    pub more: String,
}

/// A table.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Table {
    /// What it shows.
    pub caption: String,
    /// Heading of each column.
    pub head: Vec<Heading>,
    /// Rows; the first cell of a row is its heading.
    pub rows: Vec<Vec<Cell>>,
    /// What was left out, or how to read it; empty for nothing.
    pub note: String,
    /// Whether its cells are sentences: on a narrow screen each row is then set as a paragraph a cell.
    pub prose: bool,
    /// Whether its lines stand close together, to be seen at a glance.
    pub dense: bool,
}

/// A column's heading.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Heading {
    /// What stands there.
    pub text: String,
    /// Whether its cells are numbers, set flush right.
    pub number: bool,
}

/// A cell.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Cell {
    /// What stands there.
    pub text: String,
    /// Whether attention is called to it.
    pub flag: bool,
    /// A part of 100 to draw as a bar behind it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub bar: Option<f64>,
    /// A verdict's mark in front of it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub mark: Option<Mark>,
    /// Anchor it leads to; empty for none.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub link: String,
}

impl Cell {
    pub(crate) fn of(text: impl Into<String>) -> Self {
        Self { text: text.into(), ..Self::default() }
    }

    pub(crate) fn flagged(text: impl Into<String>, flag: bool) -> Self {
        Self { flag, ..Self::of(text) }
    }

    pub(crate) fn bar(text: impl Into<String>, part: Option<f64>) -> Self {
        Self { bar: part, ..Self::of(text) }
    }

    pub(crate) fn marked(text: impl Into<String>, mark: Mark) -> Self {
        Self { mark: Some(mark), ..Self::of(text) }
    }

    pub(crate) fn linked(text: impl Into<String>, link: impl Into<String>) -> Self {
        Self { link: link.into(), ..Self::of(text) }
    }
}

impl Table {
    /// A table with words in some columns and numbers in others.
    pub(crate) fn new(caption: String, head: impl IntoIterator<Item = Heading>) -> Self {
        Self { caption, head: head.into_iter().collect(), rows: Vec::new(), note: String::new(), prose: false, dense: false }
    }

    /// A table of sentences.
    pub(crate) fn prose(caption: String, head: impl IntoIterator<Item = String>) -> Self {
        Self { prose: true, ..Self::new(caption, head.into_iter().map(words)) }
    }

    /// The same with its lines close together.
    pub(crate) fn dense(self) -> Self {
        Self { dense: true, ..self }
    }

    pub(crate) fn row(&mut self, cells: impl IntoIterator<Item = Cell>) {
        self.rows.push(cells.into_iter().collect());
    }
}

/// A column of words.
pub(crate) fn words(text: String) -> Heading {
    Heading { text, number: false }
}

/// A column of numbers.
pub(crate) fn numbers(text: String) -> Heading {
    Heading { text, number: true }
}
