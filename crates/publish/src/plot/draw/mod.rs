//! The SVG frame the plots are drawn in: inks, text, scales, axes, legends and a layer of pixels for dense data.
//!
//! | question | module |
//! |---|---|
//! | how does a figure begin and end, how is a shape written? | [`canvas`] |
//! | which colours and line styles are there? | [`ink`] |
//! | how much room does a text take? | [`measure`] |
//! | how do many names stay apart when they are shortened? | [`names`] |
//! | which values get a tick? | [`ticks`] |
//! | where does a value lie? | [`scale`] |
//! | how is a rectangle with axes drawn? | [`panel`] |
//! | what does each sign mean? | [`legend`] |
//! | how are cells coloured and packed? | [`raster`] |

pub(super) mod canvas;
pub(super) mod ink;
pub(super) mod legend;
pub(super) mod measure;
pub(super) mod names;
pub(super) mod panel;
pub(super) mod path;
pub(super) mod raster;
pub(super) mod scale;
pub(super) mod ticks;

pub(super) use canvas::{Anchor, Canvas, SMALL, TEXT};
pub(super) use ink::Ink;
pub(super) use legend::{Key, Sign};
pub(super) use panel::{Axis, Panel};
pub(super) use path::Path;
pub(super) use scale::Scale;
