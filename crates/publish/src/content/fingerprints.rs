//! The pictures of turnout and share.

use super::Desk;
use super::model::{Block, Section};
use crate::plot::Group;

/// The section; none without pictures.
pub(super) fn section(desk: &Desk<'_>) -> Option<Section> {
    let groups = [Group::Heat, Group::Turnout, Group::Share, Group::Regions];
    let pictures: Vec<Block> = groups.into_iter().flat_map(|g| desk.pictures(g)).collect();
    if pictures.is_empty() {
        return None;
    }
    let about = Block::Para { text: desk.plain("fingerprints-about") };
    Some(Section::new("fingerprints", desk.plain("fingerprints-title")).with(about).extend(pictures))
}
