//! What is said about a cell or row that is refused.

use domain::Problem;

use crate::text::number::Fault;
use crate::text::record::MOST_CELLS;
use crate::text::shortened;

impl Fault {
    /// Code, message and remedy.
    fn words(self) -> (&'static str, &'static str, &'static str) {
        match self {
            Self::Text => ("INTAKE-CELL-NUMBER", "a number is expected here.", "Write a whole number, or leave the cell empty."),
            Self::Negative => ("INTAKE-CELL-NEGATIVE", "a count cannot be negative.", "Write the count as it stands on the protocol."),
            Self::Fraction => (
                "INTAKE-CELL-FRACTION",
                "a count cannot have a fraction.",
                "Write a whole number; check that the column holds counts, not percentages.",
            ),
            Self::Ambiguous => (
                "INTAKE-CELL-AMBIGUOUS",
                "this may be thousands or a fraction.",
                "Write the number without separators, or set `thousands` under [file] in the mapping.",
            ),
            Self::Overflow => {
                ("INTAKE-CELL-RANGE", "no polling station counts so many.", "Check the number; the largest accepted is 4294967294.")
            }
            Self::Empty => {
                ("INTAKE-CELL-EMPTY", "the cell is empty.", "Fill it, or set `empty = \"missing\"` under [file] in the mapping.")
            }
            Self::Time => ("INTAKE-CELL-TIME", "a time of day is expected here.", "Write hours and minutes, such as 08:05."),
            Self::Flag => ("INTAKE-CELL-FLAG", "yes or no is expected here.", "Write yes or no, or 1 or 0."),
            Self::Percentage => {
                ("INTAKE-CELL-PERCENTAGE", "a percentage is expected here.", "Write a number from 0 to 100, such as 67.54.")
            }
        }
    }
}

/// A number of cells in words; beyond a limit they are not counted.
pub(super) fn cells(has: usize) -> String {
    if has > MOST_CELLS { format!("more than {MOST_CELLS}") } else { has.to_string() }
}

/// Writes problems of one file.
pub(super) struct Reporter<'a> {
    pub file: &'a str,
}

impl Reporter<'_> {
    fn problem(&self, line: u32, (code, message, remedy): (&'static str, String, &str)) -> Problem {
        Problem { code, file: self.file.to_owned(), line: u64::from(line), column: None, value: None, message, remedy: remedy.to_owned() }
    }

    pub(super) fn cell(&self, line: u32, column: &str, value: &str, fault: Fault) -> Problem {
        let (code, message, remedy) = fault.words();
        let column = Some(shortened(column));
        Problem { column, value: Some(shortened(value)), ..self.problem(line, (code, message.to_owned(), remedy)) }
    }

    pub(super) fn width(&self, line: u32, has: usize, wanted: usize) -> Problem {
        let message = format!("the row has {} cells, the header has {wanted}.", cells(has));
        let remedy = "Look for a missing or doubled separator, or a text with a separator that is not in quotes.";
        self.problem(line, ("INTAKE-ROW-CELLS", message, remedy))
    }

    pub(super) fn nameless(&self, line: u32, column: &str) -> Problem {
        let remedy = "Fill it in, name `key` columns that tell such stations apart, or leave the rows out by a rule with a reason.";
        let problem = self.problem(line, ("INTAKE-ROW-NAMELESS", "the row does not say which station it is.".to_owned(), remedy));
        Problem { column: Some(shortened(column)), ..problem }
    }

    pub(super) fn optionless(&self, line: u32, column: &str) -> Problem {
        let remedy = "Fill it in, or leave the rows out by a rule with a reason.";
        let problem = self.problem(line, ("INTAKE-ROW-OPTION", "the row does not say which option it counts.".to_owned(), remedy));
        Problem { column: Some(shortened(column)), ..problem }
    }

    pub(super) fn twice(&self, line: u32, station: &str, first: u32) -> Problem {
        let message = format!("the station stands on line {first} already.");
        let remedy = "Remove one of the rows; if they are two stations, name the columns that tell them apart as `key` under [station].";
        let problem = self.problem(line, ("INTAKE-ROW-TWICE", message, remedy));
        Problem { value: Some(shortened(station)), ..problem }
    }

    /// Two rows for one option; with `other` votes they contradict each other, and the station is refused.
    pub(super) fn option_twice(&self, line: u32, option: &str, first: u32, other: bool) -> Problem {
        let message = if other {
            format!(
                "the station, whose rows begin on line {first}, has a row with other votes for this option already: no row of it is used."
            )
        } else {
            "the station has a row for this option already.".to_owned()
        };
        let remedy = "Remove one of the rows; if they are two stations, name the columns that tell them apart as `key` under [station].";
        let problem = self.problem(line, ("INTAKE-ROW-TWICE", message, remedy));
        Problem { value: Some(shortened(option)), ..problem }
    }

    pub(super) fn conflict(&self, line: u32, field: &str, first: u32) -> Problem {
        let message = format!("`{field}` differs from what line {first} says of the same station: no row of the station is used.");
        self.problem(line, ("INTAKE-ROW-CONFLICT", message, "Make the rows of the station agree."))
    }

    pub(super) fn too_many_options(&self, line: u32) -> Problem {
        let remedy = "Check `option_column` under [options] in the mapping.";
        self.problem(line, ("INTAKE-ROW-OPTIONS", "more options than any ballot has.".to_owned(), remedy))
    }
}
