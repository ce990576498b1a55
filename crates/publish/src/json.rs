//! How the JSON document is laid out: compact, but one finding, option or reference a line, so that two runs can be compared with `diff`.

use std::io::{self, Write};

use serde::Serialize;
use serde_json::ser::{CompactFormatter, Formatter, Serializer};

/// Members of objects and arrays down to this depth start a line of their own.
const LINES_TO_DEPTH: usize = 2;

#[derive(Default)]
struct Lines {
    depth: usize,
}

impl Lines {
    fn value<W: ?Sized + Write>(&self, out: &mut W, first: bool) -> io::Result<()> {
        out.write_all(if first { b"" } else { b"," })?;
        self.line(out)
    }

    fn line<W: ?Sized + Write>(&self, out: &mut W) -> io::Result<()> {
        if self.depth <= LINES_TO_DEPTH { writeln!(out) } else { Ok(()) }
    }

    fn close<W: ?Sized + Write>(&mut self, out: &mut W) -> io::Result<()> {
        self.line(out)?;
        self.depth -= 1;
        Ok(())
    }
}

impl Formatter for Lines {
    fn begin_array<W: ?Sized + Write>(&mut self, out: &mut W) -> io::Result<()> {
        self.depth += 1;
        CompactFormatter.begin_array(out)
    }

    fn end_array<W: ?Sized + Write>(&mut self, out: &mut W) -> io::Result<()> {
        self.close(out)?;
        CompactFormatter.end_array(out)
    }

    fn begin_array_value<W: ?Sized + Write>(&mut self, out: &mut W, first: bool) -> io::Result<()> {
        self.value(out, first)
    }

    fn begin_object<W: ?Sized + Write>(&mut self, out: &mut W) -> io::Result<()> {
        self.depth += 1;
        CompactFormatter.begin_object(out)
    }

    fn end_object<W: ?Sized + Write>(&mut self, out: &mut W) -> io::Result<()> {
        self.close(out)?;
        CompactFormatter.end_object(out)
    }

    fn begin_object_key<W: ?Sized + Write>(&mut self, out: &mut W, first: bool) -> io::Result<()> {
        self.value(out, first)
    }
}

/// Writes a value as one JSON document with a line feed at its end.
///
/// # Errors
/// Passes on what the writer reports.
pub(crate) fn write<W: Write>(value: &impl Serialize, mut out: W) -> io::Result<()> {
    value.serialize(&mut Serializer::with_formatter(&mut out, Lines::default()))?;
    writeln!(out)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_break_where_a_reader_of_diffs_wants_them() {
        let mut out = Vec::new();
        write(&serde_json::json!({"a": [{"b": [1, 2]}, {}], "c": 1}), &mut out).unwrap();
        assert_eq!(String::from_utf8(out).unwrap(), "{\n\"a\":[\n{\"b\":[1,2]},\n{}\n],\n\"c\":1\n}\n");
    }
}
