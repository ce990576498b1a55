//! The test story of the record.
