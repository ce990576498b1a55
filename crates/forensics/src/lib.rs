//! Tests of official station-level results.
//!
//! One trait ([`method::Method`]), one table of methods ([`table::METHODS`]), one family of p-values ([`family`]): every test runs for
//! every option, for the whole election, every region and every district, and its findings join one list.
//!
//! | question | module |
//! |---|---|
//! | run everything | [`examine`] |
//! | what must a method provide? | [`method`], [`about`] |
//! | which figures of a station does a test see? | [`sample`] |
//! | how do p-values become flags? | [`family`] |
//! | how do clean elections behave? | [`references`] |
//! | what do the plots show? | [`pictures`] |

pub mod about;
pub mod examine;
pub mod family;
pub mod method;
pub mod methods;
pub mod pictures;
pub mod references;
pub mod sample;
pub mod table;
