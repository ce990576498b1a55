//! Lines and columns of places in a text.

/// Where the lines of a text begin.
pub(crate) struct Lines<'a> {
    text: &'a str,
    begins: Vec<usize>,
}

impl<'a> Lines<'a> {
    pub(crate) fn new(text: &'a str) -> Self {
        let begins = std::iter::once(0).chain(text.match_indices('\n').map(|(at, _)| at + 1)).collect();
        Self { text, begins }
    }

    /// Line of a byte of the text, from 1. Takes no longer in a text of one long line.
    pub(crate) fn line(&self, byte: usize) -> u32 {
        u32::try_from(self.begins.partition_point(|&begin| begin <= byte)).unwrap_or(u32::MAX)
    }

    /// Line and column, in characters, of a byte of the text; both from 1.
    pub(crate) fn at(&self, byte: usize) -> (u32, u32) {
        let end = if self.text.is_char_boundary(byte) { byte } else { self.text.len() };
        let line = self.begins.partition_point(|&begin| begin <= end);
        let begin = line.checked_sub(1).and_then(|l| self.begins.get(l)).copied().unwrap_or(0);
        let column = self.text.get(begin..end).map_or(0, |l| l.chars().count()) + 1;
        (u32::try_from(line).unwrap_or(u32::MAX), u32::try_from(column).unwrap_or(u32::MAX))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_count_lines_and_characters_from_one() {
        let lines = Lines::new("ab\nжз = 1\n");
        assert_eq!(lines.at(0), (1, 1));
        assert_eq!(lines.at(3), (2, 1));
        assert_eq!(lines.at(7), (2, 3), "characters, not bytes");
        assert_eq!([0, 2, 3, 7].map(|byte| lines.line(byte)), [1, 1, 2, 2]);
        assert_eq!(lines.at(4), (3, 1), "inside a character: the end of the text");
    }
}
