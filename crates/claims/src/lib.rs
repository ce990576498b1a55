//! What each side said about an election, held against the record.
//!
//! Pure: a [`case::Case`] in, verdicts out. No file, no clock; "today" is an argument.
//!
//! | question | module |
//! |---|---|
//! | what is in a case? | [`case`] |
//! | which units are there, which numbers, how exact are they as printed? | [`mod@unit`], [`amount`] |
//! | what does the record say about a measure? | [`evidence`] |
//! | when is a claim supported, contradicted, neither? | [`verdict`] |
//! | every statement of a case, weighed | [`weigh`] |
//! | what is wrong with the record itself? | [`record`] |
//! | which law was in force, what is due when, what can still be contested? | [`law`] |
//! | what happened in which order? | [`timeline`] |
//! | who or what is meant by a name? | [`find`] |
//! | how do several elections compare? | [`compare`] |

pub mod amount;
pub mod case;
pub mod compare;
pub mod evidence;
pub mod find;
pub mod law;
pub mod record;
pub mod timeline;
pub mod unit;
pub mod verdict;
pub mod weigh;
