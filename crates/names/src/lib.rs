//! Names of people and places: which spellings are one name?
//!
//! The same person stands in one file as Жұмабеков, in another as Жумабеков, in a third as Jumabekov or Zhumabekov. Every
//! spelling is folded to a key of plain letters; spellings of one name have one key. What is known of alphabets and
//! romanisations is data, in `tables/letters.csv` and `tables/spellings.csv`, each rule with a pair of spellings that
//! needs it.
//!
//! | question | answer |
//! |---|---|
//! | what is the key of this name? | [`fold`] |
//! | are these two spellings of one name? | [`compare`], [`same`] |
//! | which alphabet is it written in? | [`script`] |
//! | who in a list has this name? | [`Index`] |
//! | which place or station has a name with this in it, had it in that year, is mentioned in this text? | [`Gazetteer`] |
//!
//! # What it cannot tell
//!
//! A key forgets what romanisations do not keep: н and ң, у and ұ and ү, к and қ and х, и and ы and і, ш and щ, ё and е.
//! Names that differ in nothing else are one name here (Кан and Хан). A latin j is always ж, so that Julia is only near
//! to Yulia; and ц is ts, so that Marc is not Mark. Whoever decides about a person compares more than the name.

mod compare;
mod fold;
pub mod gazetteer;
mod index;
mod key;
mod script;
mod tables;

pub use compare::{Match, NEAR, WORD_LEFT_OVER, compare, same};
pub use fold::{LONGEST, fold};
pub use gazetteer::Gazetteer;
pub use index::{Found, Index};
pub use key::Key;
pub use script::{Script, script};
