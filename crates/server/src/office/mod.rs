//! What the office keeps: looked at and changed through here alone, so that whose it is is asked every time.
//!
//! | question | module |
//! |---|---|
//! | whose is an object, and under which power does it fall? | [`whose`] |
//! | how is one found, listed, followed back? | [`look`] |
//! | what is not set by writing it into an object? | [`guard`] |
//! | when may a change be kept, and how does it become an entry? | `keep` |
//! | what may become of an incident? | [`incidents`] |
//! | how is a protocol entered by two people who do not see each other's figures? | [`protocols`] |

pub mod guard;
pub mod incidents;
pub mod keep;
pub mod look;
pub mod protocols;
pub mod whose;
