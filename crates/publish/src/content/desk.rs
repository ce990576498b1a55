//! What every part of a report is written with.

use domain::{Finding, PlaceId};
use forensics::about::About;

use super::Length;
use super::model::Block;
use crate::Input;
use crate::places::Names;
use crate::plot::{Group, Plot};
use crate::texts::{Arg, Texts};
use crate::totals::Totals;
use crate::verdict::Verdicts;

/// Input, words, names and plots of one report.
#[derive(Debug)]
pub(crate) struct Desk<'a> {
    pub input: &'a Input<'a>,
    pub texts: &'a Texts,
    pub names: &'a Names<'a>,
    pub verdicts: &'a Verdicts<'a>,
    pub totals: &'a Totals<'a>,
    pub plots: &'a [Plot],
    pub length: Length,
}

impl Desk<'_> {
    /// A text without values.
    pub fn plain(&self, id: &str) -> String {
        self.texts.plain(id)
    }

    /// A text with values.
    pub fn say(&self, id: &str, args: &[(&str, Arg<'_>)]) -> String {
        self.texts.get(id, args)
    }

    /// A text of a test: `title`, `about`, `null` or `reading`.
    pub fn of_test(&self, test: &str, part: &str) -> String {
        self.texts.plain(&format!("test-{test}-{part}"))
    }

    /// `full` on the page, `short` in the PDF.
    pub fn at_most(&self, full: usize, short: usize) -> usize {
        if self.length == Length::Full { full } else { short }
    }

    /// The name of a place, for headings and cells.
    pub fn place(&self, place: PlaceId) -> String {
        if place == PlaceId::ALL { self.plain("all-short") } else { self.names.shown(place).to_owned() }
    }

    /// What a finding is about: the option, or turnout and what stands for it.
    pub fn subject(&self, finding: &Finding) -> String {
        match finding.option {
            Some(option) => self.names.option(option).to_owned(),
            None => self.plain(match finding.test {
                "arithmetic" => "protocols-word",
                "last_digit" => "issued-word",
                _ => "turnout-word",
            }),
        }
    }

    /// The blocks of all plots of a group, in their order.
    pub fn pictures(&self, group: Group) -> impl Iterator<Item = Block> + '_ {
        // On paper the leading options stand for all; the page has every picture.
        let most = self.at_most(usize::MAX, 2);
        let of_group = self.plots.iter().enumerate().filter(move |(_, p)| p.group == group);
        of_group.take(most).map(|(index, p)| picture(index, &p.caption))
    }

    /// The note under a table of which not all rows are shown; empty when all are.
    pub fn omitted(&self, shown: usize, all: usize) -> String {
        if shown >= all { String::new() } else { self.say("rows-omitted", &[("shown", shown.into()), ("all", all.into())]) }
    }

    /// The texts of the caveats of a method and of the findings shown, each once.
    pub fn caveats<'f>(&self, about: &About, findings: impl Iterator<Item = &'f Finding>) -> Vec<String> {
        let mut names: Vec<&str> = about.caveats.to_vec();
        for caveat in findings.flat_map(|f| f.caveats.iter().copied()) {
            if !names.contains(&caveat) {
                names.push(caveat);
            }
        }
        names.iter().map(|c| self.plain(&format!("caveat-{c}"))).collect()
    }
}

fn picture(index: usize, whole: &str) -> Block {
    let caption = shortened(whole);
    let more = if caption.len() < whole.len() { whole.to_owned() } else { String::new() };
    Block::Plot { index, caption, more }
}

/// A caption up to the end of the sentence that says how many stations, and its method. What the sentence before the number holds, such as
/// a name with full stops, is never cut.
fn shortened(whole: &str) -> String {
    let counted = whole.find("n = ").unwrap_or(0);
    let Some(end) = whole[counted..].find(". ").map(|at| counted + at + 1) else { return whole.to_owned() };
    let method = whole[end..].rfind(" Method: ").map_or("", |at| &whole[end + at..]);
    format!("{}{method}", &whole[..end])
}

#[cfg(test)]
mod tests {
    use super::shortened;

    #[test]
    fn a_short_caption_keeps_names_number_and_method() {
        let whole = "Share of A. B. Smith, n = 12 stations. Line: expected. Shaded: chance. Method: Klimek and others 2012.";
        assert_eq!(shortened(whole), "Share of A. B. Smith, n = 12 stations. Method: Klimek and others 2012.");
        assert_eq!(shortened("Stations, n = 3."), "Stations, n = 3.");
    }
}
