//! Submissions as Parquet: the columns of the CSV, with types where every value has one.

use std::io::Write;
use std::mem::take;
use std::sync::Arc;

use parquet::basic::{Compression, LogicalType, Repetition, Type as Physical, ZstdLevel};
use parquet::data_type::{BoolType, ByteArray, ByteArrayType, DoubleType, Int64Type};
use parquet::errors::ParquetError;
use parquet::file::metadata::KeyValue;
use parquet::file::properties::WriterProperties;
use parquet::file::writer::{SerializedColumnWriter, SerializedFileWriter};
use parquet::schema::types::Type;

use super::columns::{Kind, Layout, OTHER};
use super::error::OpenDataError;
use super::row::{FIXED, Row};
use super::{Provenance, SIMULATED, SubmissionOut};

/// Rows of a row group, at most.
pub const GROUP_ROWS: usize = 50_000;
/// Bytes of cells held back for a row group, about: what one export needs of memory.
pub const GROUP_BYTES: usize = 16 << 20;

/// Writes submissions one by one; row groups go out as they fill.
pub struct SubmissionsParquet<'l, W: Write + Send> {
    file: SerializedFileWriter<W>,
    layout: &'l Layout,
    row: Row,
    columns: Vec<Held>,
    rows: usize,
    bytes: usize,
    simulated: &'static str,
}

impl<'l, W: Write + Send> SubmissionsParquet<'l, W> {
    /// Writes the head of the file.
    ///
    /// # Errors
    /// What the writer reports.
    pub fn new(out: W, layout: &'l Layout, provenance: &Provenance) -> Result<Self, OpenDataError> {
        let (fields, columns): (Vec<_>, Vec<_>) = described(layout)
            .map(|(name, held)| Ok((Arc::new(held.field(name)?), held)))
            .collect::<Result<Vec<_>, ParquetError>>()?
            .into_iter()
            .unzip();
        let schema = Arc::new(Type::group_type_builder("submissions").with_fields(fields).build()?);
        let properties = WriterProperties::builder()
            .set_compression(Compression::ZSTD(ZstdLevel::try_new(1)?))
            .set_key_value_metadata(Some(metadata(provenance)))
            .build();
        let file = SerializedFileWriter::new(out, schema, Arc::new(properties))?;
        let simulated = if provenance.simulated { SIMULATED } else { "" };
        Ok(Self { file, layout, row: Row::default(), columns, rows: 0, bytes: 0, simulated })
    }

    /// Takes one submission.
    ///
    /// # Errors
    /// [`OpenDataError::Answers`] and [`OpenDataError::NotSeen`]; what the writer reports. The file is then of no use.
    pub fn write(&mut self, submission: &SubmissionOut<'_>) -> Result<(), OpenDataError> {
        self.row.fill(self.layout, submission)?;
        let s = submission;
        let entry = s.entry;
        let whole = i64::try_from(entry).map_err(|_| OpenDataError::NotSeen { entry })?;
        let texts = [s.id, s.form, s.station, s.organisation, s.observer, s.captured_at, s.received_at];
        let mut columns = self.columns.iter_mut();
        // The columns come in the order of `described`.
        let mut put = |cell: Cell<'_>| columns.next().and_then(|held| held.put(cell)).ok_or(OpenDataError::NotSeen { entry });
        self.bytes += put(Cell::Whole(whole))?;
        for text in texts {
            self.bytes += put(Cell::Text(text))?;
        }
        self.bytes += put(Cell::Bool(s.replaced))?;
        for text in [self.row.marks(), self.simulated].into_iter().chain(self.row.answers(self.layout)) {
            self.bytes += put(Cell::Text(text))?;
        }
        if self.layout.has_other() {
            self.bytes += put(Cell::Text(&self.row.other()))?;
        }
        self.rows += 1;
        if self.rows >= GROUP_ROWS || self.bytes >= GROUP_BYTES { self.flush() } else { Ok(()) }
    }

    /// Writes what is held as a row group.
    fn flush(&mut self) -> Result<(), OpenDataError> {
        (self.rows, self.bytes) = (0, 0);
        let mut group = self.file.next_row_group()?;
        for held in &mut self.columns {
            let Some(mut column) = group.next_column()? else { break };
            held.write(&mut column)?;
            column.close()?;
        }
        group.close()?;
        Ok(())
    }

    /// Writes what is held and the foot of the file, and gives the writer back.
    ///
    /// # Errors
    /// What the writer reports.
    pub fn finish(mut self) -> Result<W, OpenDataError> {
        if self.rows > 0 {
            self.flush()?;
        }
        Ok(self.file.into_inner()?)
    }
}

/// Names and types of all columns.
fn described(layout: &Layout) -> impl Iterator<Item = (&str, Held)> {
    let fixed = FIXED.into_iter().map(|name| {
        let held = match name {
            "entry" => Held::Entry(Vec::new()),
            "replaced" => Held::Bool(Vec::new()),
            _ => Held::Text(Texts::default(), Vec::new()),
        };
        (name, held)
    });
    let answers = layout.answers().map(|(name, kind)| {
        let held = match kind {
            Kind::Integer | Kind::Wide => Held::Whole(Vec::new(), Vec::new()),
            Kind::Number => Held::Double(Vec::new(), Vec::new()),
            Kind::Empty | Kind::Text => Held::Text(Texts::default(), Vec::new()),
        };
        (name, held)
    });
    let other = layout.has_other().then(|| (OTHER, Held::Text(Texts::default(), Vec::new())));
    fixed.chain(answers).chain(other)
}

fn metadata(provenance: &Provenance) -> Vec<KeyValue> {
    let mut pairs = Vec::new();
    if let Some(log) = &provenance.log {
        pairs.push(KeyValue::new("scrutineer.log.origin".to_owned(), log.origin.clone()));
        pairs.push(KeyValue::new("scrutineer.log.size".to_owned(), log.size.to_string()));
        pairs.push(KeyValue::new("scrutineer.log.root".to_owned(), log.root.clone()));
    }
    if provenance.simulated {
        pairs.push(KeyValue::new("scrutineer.simulated".to_owned(), SIMULATED.to_owned()));
    }
    pairs
}

#[derive(Clone, Copy)]
enum Cell<'a> {
    Whole(i64),
    Bool(bool),
    Text(&'a str),
}

/// Texts one after the other, and where each ends.
#[derive(Default)]
struct Texts {
    bytes: Vec<u8>,
    ends: Vec<usize>,
}

/// The values of a column that wait for their row group. The second part is 1 for a value and 0 for none.
enum Held {
    Entry(Vec<i64>),
    Bool(Vec<bool>),
    Text(Texts, Vec<i16>),
    Whole(Vec<i64>, Vec<i16>),
    Double(Vec<f64>, Vec<i16>),
}

impl Held {
    fn field(&self, name: &str) -> Result<Type, ParquetError> {
        let (physical, repetition) = match self {
            Self::Entry(_) => (Physical::INT64, Repetition::REQUIRED),
            Self::Bool(_) => (Physical::BOOLEAN, Repetition::REQUIRED),
            Self::Text(..) => (Physical::BYTE_ARRAY, Repetition::OPTIONAL),
            Self::Whole(..) => (Physical::INT64, Repetition::OPTIONAL),
            Self::Double(..) => (Physical::DOUBLE, Repetition::OPTIONAL),
        };
        let logical = (physical == Physical::BYTE_ARRAY).then_some(LogicalType::String);
        Type::primitive_type_builder(name, physical).with_repetition(repetition).with_logical_type(logical).build()
    }

    /// Takes a cell and says how many bytes it adds; none when it is not of the column's type.
    fn put(&mut self, cell: Cell<'_>) -> Option<usize> {
        match (self, cell) {
            (Self::Entry(values), Cell::Whole(n)) => values.push(n),
            (Self::Bool(values), Cell::Bool(b)) => values.push(b),
            (Self::Text(_, levels) | Self::Whole(_, levels) | Self::Double(_, levels), Cell::Text("")) => levels.push(0),
            (Self::Text(texts, levels), Cell::Text(text)) => {
                texts.bytes.extend_from_slice(text.as_bytes());
                texts.ends.push(texts.bytes.len());
                levels.push(1);
                return Some(text.len() + 10);
            }
            (Self::Whole(values, levels), Cell::Text(text)) => {
                values.push(text.parse().ok()?);
                levels.push(1);
            }
            (Self::Double(values, levels), Cell::Text(text)) => {
                values.push(text.parse().ok()?);
                levels.push(1);
            }
            _ => return None,
        }
        Some(10)
    }

    /// Writes the values and forgets them.
    fn write(&mut self, column: &mut SerializedColumnWriter<'_>) -> Result<(), ParquetError> {
        match self {
            Self::Entry(values) => column.typed::<Int64Type>().write_batch(values, None, None)?,
            Self::Bool(values) => column.typed::<BoolType>().write_batch(values, None, None)?,
            Self::Text(texts, levels) => {
                // One block for all of them: each value is a slice of it.
                let block = ByteArray::from(take(&mut texts.bytes));
                let mut start = 0;
                let values: Vec<ByteArray> = texts
                    .ends
                    .iter()
                    .map(|&end| {
                        let from = std::mem::replace(&mut start, end);
                        block.slice(from, end - from)
                    })
                    .collect();
                column.typed::<ByteArrayType>().write_batch(&values, Some(levels), None)?
            }
            Self::Whole(values, levels) => column.typed::<Int64Type>().write_batch(values, Some(levels), None)?,
            Self::Double(values, levels) => column.typed::<DoubleType>().write_batch(values, Some(levels), None)?,
        };
        self.clear();
        Ok(())
    }

    fn clear(&mut self) {
        match self {
            Self::Entry(values) => values.clear(),
            Self::Bool(values) => values.clear(),
            Self::Text(texts, levels) => {
                texts.ends.clear();
                levels.clear();
            }
            Self::Whole(values, levels) => {
                values.clear();
                levels.clear();
            }
            Self::Double(values, levels) => {
                values.clear();
                levels.clear();
            }
        }
    }
}
