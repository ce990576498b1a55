//! Parquet files as text: flat tables of numbers, texts and truth values.

use std::fmt::Display;
use std::io::Write;
use std::panic::{AssertUnwindSafe, catch_unwind};

use bytes::Bytes;
use parquet::column::reader::{ColumnReader, ColumnReaderImpl};
use parquet::data_type::DataType;
use parquet::errors::ParquetError;
use parquet::file::reader::{FileReader, RowGroupReader, SerializedFileReader};

use super::Opening;
use crate::IntakeError;
use crate::text::converted::Writer;

/// Rows taken from every column at a time, so that a large row group is never held twice.
const BATCH: usize = 8192;

pub(crate) fn text(name: &str, bytes: Vec<u8>, opening: Opening<'_>) -> Result<Vec<u8>, IntakeError> {
    // As with workbooks: a panic inside the format's own reader means a damaged file.
    let read = catch_unwind(AssertUnwindSafe(|| convert(name, bytes, opening)));
    read.unwrap_or_else(|_| Err(broken(name, "the Parquet reader gave up")))
}

fn broken(name: &str, detail: impl Display) -> IntakeError {
    IntakeError::Broken { name: name.to_owned(), format: "Parquet", detail: detail.to_string() }
}

fn unsupported(name: &str, what: String) -> IntakeError {
    let remedy = "Write a flat table whose columns are whole numbers, texts or truth values.";
    IntakeError::Unsupported { name: name.to_owned(), what, remedy }
}

fn convert(name: &str, bytes: Vec<u8>, opening: Opening<'_>) -> Result<Vec<u8>, IntakeError> {
    let packed = bytes.len();
    let file = SerializedFileReader::new(Bytes::from(bytes)).map_err(|e| broken(name, e))?;
    let schema = file.metadata().file_metadata().schema_descr_ptr();
    let mut out = Writer::new(name, opening, packed);
    for (at, column) in schema.columns().iter().enumerate() {
        if column.path().parts().len() != 1 || column.max_rep_level() > 0 {
            return Err(unsupported(name, format!("the nested column `{}`", column.path())));
        }
        put(name, &mut out, 0, at, column.name().as_bytes())?;
    }
    let mut row = 1;
    for group in 0..file.num_row_groups() {
        let reader = file.get_row_group(group).map_err(|e| broken(name, e))?;
        row = convert_group(name, reader.as_ref(), schema.num_columns(), row, &mut out)?;
    }
    out.finish()
}

fn put(name: &str, out: &mut Writer<'_>, row: u32, column: usize, cell: &[u8]) -> Result<(), IntakeError> {
    let column = u32::try_from(column).map_err(|_| broken(name, "too many columns"))?;
    out.cell(row, column, cell).map(drop)
}

fn convert_group(name: &str, group: &dyn RowGroupReader, width: usize, first: u32, out: &mut Writer<'_>) -> Result<u32, IntakeError> {
    let open = |c| group.get_column_reader(c).map_err(|e| broken(name, e)).and_then(|r| Cells::new(name, r));
    let mut columns = (0..width).map(open).collect::<Result<Vec<_>, _>>()?;
    let mut row = first;
    loop {
        let mut read = 0;
        for column in &mut columns {
            let limit = out.limit();
            read = read.max(column.next_batch(limit).map_err(|e| broken(name, e))?.ok_or_else(|| out.too_big())?);
        }
        if read == 0 {
            return Ok(row);
        }
        for at in 0..read {
            for (c, column) in columns.iter().enumerate() {
                put(name, out, row, c, column.get(at))?;
            }
            row = row.checked_add(1).ok_or_else(|| broken(name, "more rows than any election has stations"))?;
        }
    }
}

/// A batch of cells of one column as text, end to end.
struct Cells {
    reader: ColumnReader,
    text: Vec<u8>,
    ends: Vec<usize>,
}

impl Cells {
    fn new(name: &str, reader: ColumnReader) -> Result<Self, IntakeError> {
        match reader {
            ColumnReader::Int96ColumnReader(_) | ColumnReader::FixedLenByteArrayColumnReader(_) => {
                Err(unsupported(name, "a column of timestamps or decimals in fixed-length bytes".to_owned()))
            }
            reader => Ok(Self { reader, text: Vec::new(), ends: Vec::new() }),
        }
    }

    fn get(&self, at: usize) -> &[u8] {
        let from = if at == 0 { Some(&0) } else { self.ends.get(at - 1) };
        from.zip(self.ends.get(at)).and_then(|(&from, &to)| self.text.get(from..to)).unwrap_or_default()
    }

    /// Reads the next batch of cells and gives how many rows it holds; `None` when their text grows beyond `limit` bytes. A column
    /// that repeats one long text is small in the file, and a batch of it is not.
    fn next_batch(&mut self, limit: u64) -> Result<Option<usize>, ParquetError> {
        self.text.clear();
        self.ends.clear();
        let (text, ends) = (&mut Bounded { text: &mut self.text, limit }, &mut self.ends);
        match &mut self.reader {
            ColumnReader::BoolColumnReader(r) => batch(r, text, ends, |v, t| write!(t, "{v}")),
            ColumnReader::Int32ColumnReader(r) => batch(r, text, ends, |v, t| write!(t, "{v}")),
            ColumnReader::Int64ColumnReader(r) => batch(r, text, ends, |v, t| write!(t, "{v}")),
            ColumnReader::FloatColumnReader(r) => batch(r, text, ends, |v, t| write!(t, "{v}")),
            ColumnReader::DoubleColumnReader(r) => batch(r, text, ends, |v, t| write!(t, "{v}")),
            ColumnReader::ByteArrayColumnReader(r) => {
                batch(r, text, ends, |v, t| t.write_all(String::from_utf8_lossy(v.data()).as_bytes()))
            }
            ColumnReader::Int96ColumnReader(_) | ColumnReader::FixedLenByteArrayColumnReader(_) => Ok(Some(0)),
        }
    }
}

/// Text that grows up to a limit.
struct Bounded<'a> {
    text: &'a mut Vec<u8>,
    limit: u64,
}

impl Write for Bounded<'_> {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        if (self.text.len() + bytes.len()) as u64 > self.limit {
            return Err(std::io::ErrorKind::FileTooLarge.into());
        }
        self.text.extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

fn batch<T: DataType>(
    reader: &mut ColumnReaderImpl<T>,
    text: &mut Bounded<'_>,
    ends: &mut Vec<usize>,
    write: impl Fn(&T::T, &mut Bounded<'_>) -> std::io::Result<()>,
) -> Result<Option<usize>, ParquetError> {
    let (mut values, mut levels) = (Vec::new(), Vec::new());
    let (rows, _, _) = reader.read_records(BATCH, Some(&mut levels), None, &mut values)?;
    let mut values = values.iter();
    for at in 0..rows {
        // A column that may be empty has one level a row: 1 where a value stands.
        let stands = levels.is_empty() || levels.get(at).is_some_and(|&l| l > 0);
        if let Some(value) = if stands { values.next() } else { None } {
            // Writing to memory fails at the limit only.
            if write(value, text).is_err() {
                return Ok(None);
            }
        }
        ends.push(text.text.len());
    }
    Ok(Some(rows))
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use parquet::data_type::{ByteArray, ByteArrayType};
    use parquet::file::writer::SerializedFileWriter;
    use parquet::schema::parser::parse_message_type;

    use super::*;

    fn column_of(value: &str, times: usize) -> Vec<u8> {
        let schema = parse_message_type("message t { required binary a (UTF8); }").expect("is a schema");
        let mut out = Vec::new();
        let mut writer = SerializedFileWriter::new(&mut out, Arc::new(schema), Arc::default()).expect("starts");
        let mut group = writer.next_row_group().expect("starts");
        let mut column = group.next_column().expect("starts").expect("is there");
        column.typed::<ByteArrayType>().write_batch(&vec![ByteArray::from(value); times], None, None).expect("writes");
        column.close().expect("closes");
        group.close().expect("closes");
        writer.close().expect("closes");
        out
    }

    #[test]
    fn a_batch_of_one_long_text_stops_at_the_limit() {
        let bytes = column_of(&"x".repeat(10_000), 5000);
        assert!(bytes.len() < 100_000, "{}", bytes.len());
        let file = SerializedFileReader::new(Bytes::from(bytes)).expect("opens");
        let cells = || Cells::new("t", file.get_row_group(0).and_then(|g| g.get_column_reader(0)).expect("opens")).expect("is text");
        let mut small = cells();
        assert_eq!(small.next_batch(1 << 20).expect("reads"), None);
        assert!(small.text.len() <= 1 << 20);
        assert_eq!(cells().next_batch(1 << 30).expect("reads"), Some(5000));
    }
}
