//! Files made for tests: archives, workbooks, Parquet.
#![allow(dead_code, reason = "each test binary uses its own part")]

use std::fmt::Write as _;
use std::io::{Cursor, Write};
use std::sync::Arc;

use domain::Release;
use parquet::basic::{LogicalType, Repetition, Type as Physical};
use parquet::data_type::{ByteArray, ByteArrayType};
use parquet::file::properties::WriterProperties;
use parquet::file::writer::SerializedFileWriter;
use parquet::schema::types::Type;

/// Everything two releases of the same figures share; the files they came from may differ.
#[track_caller]
pub fn assert_same(a: &Release, b: &Release) {
    let (s, t) = (&a.stations, &b.stations);
    assert_eq!(s.codes, t.codes);
    assert_eq!(s.fields, t.fields);
    assert_eq!(s.votes, t.votes);
    assert_eq!(s.turnout_h, t.turnout_h);
    assert_eq!(s.published_share, t.published_share);
    assert_eq!(a.election, b.election);
    assert_eq!(a.places.levels(), b.places.levels());
    let places = |r: &Release| r.places.all().map(|p| (r.places.path(p), r.places.stations(p))).collect::<Vec<_>>();
    assert_eq!(places(a), places(b));
    assert_eq!((a.rows.used, a.rows.refused, &a.rows.left_out), (b.rows.used, b.rows.refused, &b.rows.left_out));
}

pub fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut out = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
    out.write_all(bytes).expect("memory takes it");
    out.finish().expect("memory takes it")
}

pub fn zip(members: &[(&str, &[u8])]) -> Vec<u8> {
    let mut out = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in members {
        let options = zip::write::SimpleFileOptions::default().compression_method(zip::CompressionMethod::Deflated);
        out.start_file(*name, options).expect("memory takes it");
        out.write_all(bytes).expect("memory takes it");
    }
    out.finish().expect("memory takes it").into_inner()
}

/// The cells of a simple comma-separated text.
pub fn table(text: &str) -> Vec<Vec<String>> {
    let mut reader = csv_core::Reader::new();
    let (mut input, mut field) = (text.as_bytes(), [0u8; 1024]);
    let (mut rows, mut row, mut len) = (Vec::new(), Vec::new(), 0);
    loop {
        let (result, read, wrote) = reader.read_field(input, &mut field[len..]);
        input = &input[read..];
        len += wrote;
        match result {
            csv_core::ReadFieldResult::Field { record_end } => {
                row.push(String::from_utf8_lossy(&field[..len]).into_owned());
                len = 0;
                if record_end {
                    rows.push(std::mem::take(&mut row));
                }
            }
            csv_core::ReadFieldResult::End => return rows,
            _ => {}
        }
    }
}

/// A workbook of one sheet: numbers as numbers, the rest as texts in place.
pub fn workbook(rows: &[Vec<String>]) -> Vec<u8> {
    let escape = |s: &str| s.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;");
    let column = |c: usize| char::from(b'A' + u8::try_from(c).expect("few columns"));
    let mut data = String::new();
    for (r, row) in rows.iter().enumerate() {
        write!(data, "<row r=\"{}\">", r + 1).expect("memory takes it");
        for (c, cell) in row.iter().enumerate().filter(|(_, c)| !c.is_empty()) {
            let at = format!("{}{}", column(c), r + 1);
            match cell.parse::<f64>() {
                Ok(n) => write!(data, "<c r=\"{at}\"><v>{n}</v></c>"),
                Err(_) => write!(data, "<c r=\"{at}\" t=\"inlineStr\"><is><t>{}</t></is></c>", escape(cell)),
            }
            .expect("memory takes it");
        }
        data.push_str("</row>");
    }
    workbook_of(&data)
}

/// A workbook whose only sheet holds these `<row>` elements.
pub fn workbook_of(data: &str) -> Vec<u8> {
    let main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    let types = "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"><Default Extension=\"xml\" ContentType=\"application/xml\"/></Types>";
    let relations = |target: &str, kind: &str| {
        format!(
            "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"><Relationship Id=\"r1\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/{kind}\" Target=\"{target}\"/></Relationships>"
        )
    };
    let book = format!(
        "<workbook xmlns=\"{main}\" xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\"><sheets><sheet name=\"Results\" sheetId=\"1\" r:id=\"r1\"/></sheets></workbook>"
    );
    let sheet = format!("<worksheet xmlns=\"{main}\"><sheetData>{data}</sheetData></worksheet>");
    zip(&[
        ("[Content_Types].xml", types.as_bytes()),
        ("_rels/.rels", relations("xl/workbook.xml", "officeDocument").as_bytes()),
        ("xl/workbook.xml", book.as_bytes()),
        ("xl/_rels/workbook.xml.rels", relations("worksheets/sheet1.xml", "worksheet").as_bytes()),
        ("xl/worksheets/sheet1.xml", sheet.as_bytes()),
    ])
}

/// A Parquet file of optional texts; the first row gives the names.
pub fn parquet(rows: &[Vec<String>]) -> Vec<u8> {
    let (header, body) = rows.split_first().expect("has a header");
    let column = |name: &String| {
        let builder = Type::primitive_type_builder(name, Physical::BYTE_ARRAY).with_repetition(Repetition::OPTIONAL);
        Arc::new(builder.with_logical_type(Some(LogicalType::String)).build().expect("is a column"))
    };
    let schema = Arc::new(Type::group_type_builder("t").with_fields(header.iter().map(column).collect()).build().expect("is a schema"));
    let mut out = Vec::new();
    let mut writer = SerializedFileWriter::new(&mut out, schema, Arc::new(WriterProperties::default())).expect("starts");
    let mut group = writer.next_row_group().expect("starts");
    for c in 0..header.len() {
        let mut column = group.next_column().expect("starts").expect("is there");
        let cells = || body.iter().map(|r| r[c].as_str());
        let values: Vec<ByteArray> = cells().filter(|v| !v.is_empty()).map(ByteArray::from).collect();
        let levels: Vec<i16> = cells().map(|v| i16::from(!v.is_empty())).collect();
        column.typed::<ByteArrayType>().write_batch(&values, Some(&levels), None).expect("writes");
        column.close().expect("closes");
    }
    group.close().expect("closes");
    writer.close().expect("closes");
    out
}
