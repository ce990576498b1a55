//! What a part says about the whole: from what was observed to what there is.
//!
//! Everything here is a pure function of its arguments.
//!
//! | question | module |
//! |---|---|
//! | several organisations list events; how many events were there? | [`lists`] |

pub mod lists;
